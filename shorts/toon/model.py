"""A frozen model and the act of drawing it.

numba is imported only when a model is made: reading a record or a pose never pays for it.
"""

from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from shorts.toon import shapes as s
from shorts.toon.geometry import project

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from shorts.toon.geometry import Floats
    from shorts.toon.kernel_grid import Grid
    from shorts.toon.lights import Lights

    Window = tuple[int, int, int, int]

PARTS = ("body", "head", "arm_l", "arm_r", "tail", "prop")
"""What can be drawn apart from the rest. Left and right are the picture's: arm_r is at -x, the picture's left."""
ALL = frozenset(PARTS)

CELL = 0.07
"""Grid cell in world units: about five fingers across."""
NEAR = 0.22
"""Cells whose centre is farther than this from any surface keep no primitives."""
STRAND_REACH = 0.30
"""No strand is longer, so a window needs no wider margin (world units)."""
THREADS = max(1, min(os.cpu_count() or 1, 8))


class Picture(NamedTuple):
    """What a render gives. rgba: premultiplied linear rgb, alpha, ground light (1 = unshadowed), float32 (h, w, 5).

    gbuffer: float32 (h, w, CHANNELS), one sample a pixel, before strands; see the G_ constants in shapes.py.
    """

    rgba: NDArray[np.float32]
    gbuffer: NDArray[np.float32]


def spread(work: Callable[[int, int], Any], rows: int, step: int = 16) -> None:
    """Call work(first, last) over all rows from a few threads; the kernels release the GIL."""
    spans = [(a, min(a + step, rows)) for a in range(0, rows, step)]
    if THREADS == 1 or len(spans) == 1:
        for a, b in spans:
            work(a, b)
        return
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda span: work(*span), spans))


def _rows(kernel: Callable[..., Any], rest: tuple[Any, ...], first: int, last: int) -> None:
    kernel(first, last, *rest)


def half_extent(row: Floats) -> tuple[Floats, Floats]:
    """Centre and half size of a box that holds one ADD primitive."""
    turn = row[s.TURN : s.TURN + 9].reshape(3, 3)
    p = row[s.PAR : s.PAR + 8]
    centre = row[s.PLACE : s.PLACE + 3]
    kind = int(row[s.TYPE])
    if kind == s.CONE:
        r = max(p[0], p[1])
        half = np.array([r, p[2] / 2 + r, r / max(min(p[3], 1.0), 0.05)])
        centre = centre + turn.T @ np.array([0, p[2] / 2, 0])
    elif kind == s.ARC:
        half = np.array([p[0] + p[1], p[0] + p[1], p[1] / max(min(p[3], 1.0), 0.05)])
    elif kind == s.CYL:
        half = np.array([p[0], p[1], p[0]])
    elif kind == s.FRUST:
        r = max(p[0], p[1])
        half = np.array([r, p[2], r / max(min(p[4], 1.0), 0.2)])
    elif kind == s.OVAL:
        half = p[:3] + p[3]
    elif kind == s.MOUTH:
        half = np.array([p[0], max(p[1], p[2], abs(p[5])), p[3]]) + p[4]
    else:
        half = p[:3]
    return centre, np.abs(turn.T) @ half


class Field:
    """The acceleration grid over a model's primitives."""

    def __init__(self, rows: Floats, cell: float, near: float) -> None:
        from shorts.toon.kernel_grid import fill_cells, list_cells

        spans = [half_extent(r) for r in rows if int(r[s.OP]) == s.ADD and int(r[s.TYPE]) not in (s.PLANE, s.TRI)]
        lo = np.min([c - e for c, e in spans], axis=0) - 0.12
        hi = np.max([c + e for c, e in spans], axis=0) + 0.12
        # whole multiples of a cell: the grid of another pose lines up, so unmoved parts come out bit for bit the same
        lo = np.floor(lo / cell) * cell
        n = [int(v) for v in np.ceil((hi - lo) / cell)]
        self.box = np.array([*lo, *(lo + np.array(n) * cell), cell, *n], dtype=np.float64)
        count = n[0] * n[1] * n[2]
        self.dc = np.empty(count)
        keep = np.zeros((count, len(rows)), np.uint8)
        spread(lambda a, b: fill_cells(a, b, near, self.box, rows, self.dc, keep), count, max(256, count // 16))
        self.start = np.zeros(count + 1, np.int32)
        np.cumsum(keep.sum(axis=1), out=self.start[1:])
        self.lst = np.zeros(int(self.start[-1]), np.int32)
        list_cells(keep, self.start, self.lst)
        self.rows = rows

    def grid(self) -> Grid:
        """The tables, as the kernels take them."""
        from shorts.toon.kernel_grid import Grid

        return Grid(self.dc, self.start, self.lst, self.box, self.rows)


class Model:
    """A character in one pose. Immutable; drawing it twice gives the same bytes."""

    def __init__(self, rows: Floats, groups: Floats, bones: Floats, cell: float = CELL, near: float = NEAR) -> None:
        self.rows, self.groups, self.bones = rows, groups, bones
        self.paints = np.array([i for i, r in enumerate(rows) if int(r[s.OP]) == s.PAINT], dtype=np.int32)
        self.field = Field(rows, cell, near)

    def extent(self, camera: Floats, w: int, h: int, margin: int = 8) -> Window:
        """The pixel window that holds the whole character, fur included; may reach beyond the w × h frame."""
        lo, hi = self.field.box[:3] + 0.1, self.field.box[3:6] - 0.1
        corners = [(x, y, z) for x in (lo[0], hi[0]) for y in (lo[1], hi[1]) for z in (lo[2], hi[2])]
        xs, ys = zip(*(project(c, camera, w, h) for c in corners), strict=True)
        reach = margin + STRAND_REACH * 0.5 * self._pixels_per_unit(camera, h)
        return math.floor(min(xs) - reach), math.floor(min(ys) - reach), math.ceil(max(xs) + reach), math.ceil(max(ys) + reach)

    @staticmethod
    def _pixels_per_unit(camera: Floats, h: int) -> float:
        return h / float(camera[12]) / float(np.linalg.norm(camera[:3] - np.array([0, 1.2, 0])))

    def render(
        self,
        camera: Floats,
        w: int,
        h: int,
        lights: Lights,
        window: Window | None = None,
        *,
        ground: bool = True,
        samples: int = 6,
        step: float = 2.0,
        fur: bool = True,
        only: frozenset[str] = ALL,
        occluder: Model | None = None,
        reach: float = STRAND_REACH,
    ) -> Picture:
        """Draw the window (x0, y0, x1, y1) of a w × h frame; a window may lie outside the frame.

        samples: anti-aliasing samples on edges. step: pixels between strands at h = 960 and above scale with it
        (2 is dense, 3 is right at 1920). only: pixels of other parts stay empty but still hide what is behind them.
        occluder: the model that casts shadows and occludes instead of this one, e.g. the whole character while only the
        body is drawn. reach: length of the longest strands near the window, world units. Two windows of the same model agree bit for bit where they overlap.
        """
        x0, y0, x1, y1 = window or (0, 0, w, h)
        pad = math.ceil(reach * self._pixels_per_unit(camera, h)) if fur and window else 0
        wide = (x0 - pad, y0 - pad, x1 + pad, y1 + pad)
        picture = self._march(camera, w, h, lights, wide, ground, samples, only, occluder)
        if fur:
            self._paint_fur(picture, camera, w, h, wide[:2], step)
        inner = (slice(pad, pad + y1 - y0), slice(pad, pad + x1 - x0))
        return Picture(picture.rgba[inner], picture.gbuffer[inner])

    def _march(
        self, camera: Floats, w: int, h: int, lights: Lights, window: Window, ground: bool, samples: int, only: frozenset[str], occluder: Model | None
    ) -> Picture:
        from shorts.toon.kernel_render import Scene, render_rows

        x0, y0, x1, y1 = window
        buf = np.empty((y1 - y0, x1 - x0, s.CHANNELS), np.float32)
        res = np.empty((y1 - y0, x1 - x0, 5), np.float32)
        shown = np.array([1.0 if part in only else 0.0 for part in PARTS])
        dark = (occluder or self).field
        scene = Scene(self.field.grid(), dark.grid(), self.groups, self.bones, lights.table(), shown, self.paints)
        for extra in (0, samples) if samples > 1 else (0,):
            spread(partial(_rows, render_rows, (x0, y0, extra, camera, float(w), float(h), scene, ground, buf, res)), len(buf))
        return Picture(res, buf)

    def _paint_fur(self, picture: Picture, camera: Floats, w: int, h: int, corner: tuple[int, int], step: float) -> None:
        from shorts.toon.kernel_strands import choose_roots, draw_strands, grow

        (x0, y0), view = corner, (camera, float(w), float(h))
        cube = step * 1.12 / self._pixels_per_unit(camera, h)
        width = max(1.15, 1.75 * h / 1920)
        for layer in (0, 1):
            roots = choose_roots(picture.gbuffer, x0, y0, *view, self.rows, self.bones, cube, layer)
            if len(roots) == 0:
                continue
            roots.sort()
            strands = grow(roots, picture.gbuffer, x0, y0, *view, self.rows, self.groups, self.bones, cube, layer)
            order = np.argsort(-strands[:, 17], kind="stable")
            spread(partial(_rows, draw_strands, (*picture, strands, order, x0, y0, width)), len(picture.rgba), 64)
