"""Which parts of the canvas a layer really covers: rows of strips, with the opaque middle apart.

Warping is what drawing costs. An opaque middle needs no alpha and no blending, and what is transparent needs nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from shorts.picture.yuv import U8
    from shorts.toon.puppet_layers import Layer

    Matrix = NDArray[np.float64]
    Row = tuple[float, float, float]

GRID = 16
"""Canvas pixels between nodes at which a bend is worked out; in between it is interpolated."""
SLICE = 128
"""Rows of the canvas measured together; a multiple of GRID."""
TALL = 256
"""Rows drawn at once at most: what is larger leaves the cache."""
SPAN = 16
"""Rows of a layer that share one measured span."""
OPAQUE = 250
"""Alpha from which on a sample counts as opaque; below it the canvas would show through by a fiftieth."""
EDGE_COST, SOLID_COST = 6.0e-9, 3.2e-9
CALL_COST = 30e-6
"""Seconds a pixel takes at an edge and in the opaque middle, and one more part to draw (measured)."""


class Box(NamedTuple):
    """Canvas pixels x0 <= x < x1, y0 <= y < y1; all even."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def size(self) -> tuple[int, int]:
        return self.x1 - self.x0, self.y1 - self.y0


class Strip(NamedTuple):
    """A part of a box; solid: the layer is opaque all over it."""

    x0: int
    y0: int
    x1: int
    y1: int
    solid: bool

    @property
    def size(self) -> tuple[int, int]:
        return self.x1 - self.x0, self.y1 - self.y0


class Band(NamedTuple):
    """Rows y0 … y1 of the canvas: shown within x0 … x1, opaque within s0 … s1 (empty where s0 >= s1)."""

    y0: int
    y1: int
    x0: int
    x1: int
    s0: int
    s1: int

    @property
    def cost(self) -> float:
        """Seconds it takes to draw, about."""
        solid = max(self.s1 - self.s0, 0)
        pixels = (self.x1 - self.x0 - solid) * EDGE_COST + solid * SOLID_COST
        return pixels * (self.y1 - self.y0) + (3 if solid else 1) * CALL_COST

    def joined(self, other: Band) -> Band:
        return Band(self.y0, other.y1, min(self.x0, other.x0), max(self.x1, other.x1), max(self.s0, other.s0), min(self.s1, other.s1)).tidy()

    def tidy(self) -> Band:
        """Without an opaque middle that isn't worth its calls."""
        bare = self._replace(s0=self.x0, s1=self.x0)
        return self if self.s1 - self.s0 >= 2 * GRID and self.cost < bare.cost else bare

    def strips(self) -> Iterator[Strip]:
        for left, right, solid in ((self.x0, self.s0, False), (self.s0, self.s1, True), (self.s1, self.x1, False)):
            if left < right:
                yield Strip(left, self.y0, right, self.y1, solid)


@dataclass(frozen=True)
class Spans:
    """For every SPAN rows of a layer: first and last column that isn't transparent, first and end of the opaque run.

    first > last, or begin >= end, where there is none. Plain lists: a handful of numbers is asked of them often.
    """

    first: list[int]
    last: list[int]
    begin: list[int]
    end: list[int]

    @classmethod
    def of(cls, alpha: U8) -> Spans:
        starts = np.arange(0, alpha.shape[0], SPAN)
        w = alpha.shape[1]
        seen = np.maximum.reduceat(alpha, starts, axis=0) > 1
        first = np.where(seen.any(axis=1), seen.argmax(axis=1), w)
        last = np.where(seen.any(axis=1), w - 1 - seen[:, ::-1].argmax(axis=1), -1)
        full = np.minimum.reduceat(alpha, starts, axis=0) >= OPAQUE
        runs = [_longest(row) for row in full]
        return cls(first.tolist(), last.tolist(), [run[0] for run in runs], [run[1] for run in runs])

    def over(self, i: int, j: int) -> tuple[int, int, int, int] | None:
        """(first, last, begin, end) that hold for all rows of groups i to j; None where nothing is shown."""
        j = min(j, len(self.first))
        if i >= j:
            return None
        first, last = min(self.first[i:j]), max(self.last[i:j])
        return (first, last, max(self.begin[i:j]), min(self.end[i:j])) if first <= last else None


def _longest(row: NDArray[np.bool_]) -> tuple[int, int]:
    """[begin, end) of the longest run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], row, [False]]).astype(np.int8)))
    if len(edges) == 0:
        return 0, 0
    k = int(np.argmax(edges[1::2] - edges[::2])) * 2
    return int(edges[k]), int(edges[k + 1])


def strips(box: Box, layer: Layer, matrix: Matrix, margin: float) -> Iterator[Strip]:
    """The parts of `box` that the layer covers through `matrix`. Left edges and heights are whole cells of the grid.

    margin: puppet pixels by which a sample may be taken from elsewhere than the matrix says.
    """
    bands: list[Band] = []
    across, down = (tuple(row) for row in matrix.tolist())
    for y0 in range(box.y0, box.y1, SLICE):
        band = _band(box, layer, across, down, margin, y0)
        if band is None:
            continue
        if bands and bands[-1].y1 == band.y0 and band.y1 - bands[-1].y0 <= TALL and (both := bands[-1].joined(band)).cost <= bands[-1].cost + band.cost:
            bands[-1] = both
        else:
            bands.append(band)
    for band in bands:
        yield from band.strips()


def _band(box: Box, layer: Layer, across: Row, down: Row, margin: float, y0: int) -> Band | None:
    """The rows from y0 on; across and down: the matrix's two rows."""
    c, d, f = down
    y1 = min(y0 + SLICE, box.y1)
    # heights in the layer that these rows can show: their two edges, followed to the layer's two sides
    sides = (layer.x, layer.x + layer.sprite.size[0] * layer.step)
    levels = [(edge - f - c * x) / d for edge in (y0, y1) for x in sides]
    level = (min(levels) - margin, max(levels) + margin)
    i, j = (math.floor((v - layer.y) / layer.step / SPAN) for v in level)
    shown = layer.spans.over(max(i, 0), j + 1)
    if shown is None:
        return None
    first, last, begin, end = shown
    x0, x1 = _reach(layer, across, (first, last + 1), level, margin, outward=True)
    left, right = box.x0 + math.floor((max(x0, box.x0) - box.x0) / GRID) * GRID, min(math.ceil(x1 / 2) * 2, box.x1)
    if left >= right:
        return None
    if i < 0 or begin >= end or j >= len(layer.spans.first):
        return Band(y0, y1, left, right, left, left)
    s0, s1 = _reach(layer, across, (begin, end), level, margin, outward=False)
    inner = box.x0 + math.ceil(max(s0 - box.x0, 0) / GRID) * GRID, box.x0 + math.floor(max(min(s1, right) - box.x0, 0) / GRID) * GRID
    return Band(y0, y1, left, right, max(inner[0], left), inner[1]).tidy()


def _reach(layer: Layer, across: Row, columns: tuple[int, int], level: tuple[float, float], margin: float, *, outward: bool) -> tuple[float, float]:
    """Canvas x between which a span of the layer's columns surely lies (outward), or which surely lies inside it."""
    a, b, e = across
    sign = 1 if outward else -1
    ends = (layer.x + columns[0] * layer.step - sign * margin, layer.x + columns[1] * layer.step + sign * margin)
    left, right = ([a * x + b * y + e for y in level] for x in (ends if a > 0 else ends[::-1]))
    return (min(left), max(right)) if outward else (max(left), min(right))
