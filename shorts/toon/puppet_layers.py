"""Layers of a puppet, and how they are laid on a canvas through one warp.

Puppet space: pixels at scale 1.0, origin between the feet, x right, y down. A place (where the puppet stands, how large, the
camera's move) and the acting together make one 2x3 matrix a layer, so that every layer is resampled exactly once a frame.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import cv2
import numpy as np

from shorts.picture.yuv import Sprite, chroma_matrix, over
from shorts.toon.puppet_strips import GRID, Box, Spans, Strip, strips

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from numpy.typing import NDArray

    from shorts.picture.yuv import U8, Canvas

    F32 = NDArray[np.float32]
    Matrix = NDArray[np.float64]
    Bend = Callable[[F32, F32], tuple[F32, F32]]
    Warp = Callable[[U8, U8], None]

SMALL = 0.6
"""Below this scale the half-size copy of a layer is drawn, so that fur doesn't alias."""
FRAMES = 2.2
"""Frames that a dissolve lasts to either side of its middle, if the next one leaves it the time."""
_FLAGS = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP


@dataclass(frozen=True, slots=True)
class Place:
    """Where the puppet stands: feet centre at canvas pixel (x, y), fractions welcome; scale 1.0 is 1190 px tall."""

    x: float
    y: float
    scale: float = 1.0
    flip: bool = False

    def matrix(self) -> Matrix:
        """2x3, puppet space → canvas."""
        return np.array([[-self.scale if self.flip else self.scale, 0.0, self.x], [0.0, self.scale, self.y]])


@dataclass(frozen=True)
class Layer:
    """A sprite in puppet space: sample (i, j) of its luma lies at (x + i * step, y + j * step)."""

    sprite: Sprite
    x: float
    y: float
    step: float = 1.0

    @cached_property
    def half(self) -> Layer:
        """The same at half the resolution."""
        s = self.sprite
        w, h = ((n + 3) // 4 * 4 for n in s.size)
        luma = [cv2.copyMakeBorder(p, 0, h - p.shape[0], 0, w - p.shape[1], cv2.BORDER_CONSTANT) for p in (s.y, s.a)]
        chroma = [cv2.copyMakeBorder(p, 0, h // 2 - p.shape[0], 0, w // 2 - p.shape[1], cv2.BORDER_CONSTANT) for p in (s.u, s.v, s.ac)]
        y, a, u, v, ac = (_u8(cv2.resize(p, (p.shape[1] // 2, p.shape[0] // 2), interpolation=cv2.INTER_AREA)) for p in (*luma, *chroma))
        return Layer(Sprite(y, u, v, a, ac), self.x + self.step / 2, self.y + self.step / 2, self.step * 2)

    @cached_property
    def spans(self) -> Spans:
        return Spans.of(self.sprite.a)

    def corners(self, margin: float = 0.0) -> NDArray[np.float64]:
        """(4, 2) in puppet space."""
        w, h = self.sprite.size
        x0, y0, x1, y1 = self.x - margin, self.y - margin, self.x + w * self.step + margin, self.y + h * self.step + margin
        return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])

    def at_scale(self, scale: float) -> Layer:
        return self.half if scale * self.step < SMALL else self


def dissolve(still: float, speed: float, most: float) -> float:
    """How far around the middle between two drawings one gives way to the other: `still` while what is drawn hardly moves, and FRAMES frames at
    `speed` a frame, or it would pop; at most `most`."""
    return max(still, min(FRAMES * abs(speed), most))


def joined(outer: Matrix, inner: Matrix) -> Matrix:
    """The 2x3 matrix that applies `inner`, then `outer`."""
    return np.hstack([outer[:, :2] @ inner[:, :2], (outer[:, :2] @ inner[:, 2] + outer[:, 2])[:, None]])


def turned(degrees: float, pivot: tuple[float, float], size: float = 1.0) -> Matrix:
    """Rotation (clockwise as seen, y being down) and scaling about a point."""
    c, s = size * math.cos(math.radians(degrees)), size * math.sin(math.radians(degrees))
    x, y = pivot
    return np.array([[c, -s, x - c * x + s * y], [s, c, y - s * x - c * y]])


def shifted(dx: float, dy: float) -> Matrix:
    return np.array([[1.0, 0.0, dx], [0.0, 1.0, dy]])


def draw_flat(canvas: Canvas, layer: Layer, matrix: Matrix, opacity: float = 1.0) -> None:
    """Lay `layer` on the canvas through `matrix` (puppet space → canvas)."""
    layer = layer.at_scale(_scale(matrix))
    box = _box(canvas, layer, matrix, 1.0)
    if box is None or opacity <= 0:
        return
    s, back = layer.sprite, _inverse(matrix, layer)
    for strip in strips(box, layer, matrix, 2.0):
        here = back.copy()
        here[:, 2] += back[:, :2] @ (strip.x0, strip.y0)
        half = chroma_matrix(here)
        _lay(canvas, strip, s, opacity, partial(_affine, here), partial(_affine, half))


def draw_bent(canvas: Canvas, layer: Layer, matrix: Matrix, bend: Bend, margin: float, opacity: float = 1.0, cell: int = GRID) -> None:
    """As draw_flat, with `bend` on top: it says from where in the layer's own space each point of that space is taken.

    margin: how far (puppet pixels) the bend may carry anything out of the layer's rectangle. cell: of what canvas pixels the box's corner is a multiple.
    """
    layer = layer.at_scale(_scale(matrix))
    box = _box(canvas, layer, matrix, margin, cell)  # nodes that stay where they are on the canvas: a face doesn't twitch when its margin changes
    if box is None or opacity <= 0:
        return
    nodes = _nodes(box, matrix, layer, bend)
    for strip in strips(box, layer, matrix, margin):
        full, half = _maps(strip, box, nodes)
        _lay(canvas, strip, layer.sprite, opacity, partial(_remap, full), partial(_remap, half))


def _affine(matrix: Matrix, plane: U8, out: U8) -> None:
    cv2.warpAffine(plane, matrix, (out.shape[1], out.shape[0]), dst=out, flags=_FLAGS)


def _remap(maps: tuple[Any, Any], plane: U8, out: U8) -> None:
    cv2.remap(plane, *maps, cv2.INTER_LINEAR, dst=out)


def draw_shade(canvas: Canvas, layer: Layer, matrix: Matrix) -> None:
    """Darken the canvas by the layer's alpha alone, worked out at half resolution: for soft shadows."""
    box = _box(canvas, layer, matrix, 0.0)
    if box is None:
        return
    back = _inverse(matrix, layer)
    back[:, 2] += back[:, :2] @ (box.x0 + 0.5, box.y0 + 0.5)
    back[:, :2] *= 2
    w, h = box.size
    alpha = _u8(cv2.warpAffine(layer.sprite.a, back, (w // 2, h // 2), flags=_FLAGS))
    cover = _u8(cv2.resize(alpha, (w, h)))
    over(canvas.y[box.y0 : box.y1, box.x0 : box.x1], _u8(cv2.convertScaleAbs(cover, alpha=16 / 255)), cover)
    grey = _u8(cv2.convertScaleAbs(alpha, alpha=128 / 255))
    for plane in (canvas.u, canvas.v):
        over(plane[box.y0 // 2 : box.y1 // 2, box.x0 // 2 : box.x1 // 2], grey, alpha)


def _nodes(box: Box, matrix: Matrix, layer: Layer, bend: Bend) -> tuple[F32, F32]:
    """Samples of the layer that the nodes of a grid over `box`, one cell beyond it on every side, are taken from."""
    cols, rows = (math.ceil(n / GRID) + 2 for n in box.size)
    nx = (np.arange(cols, dtype=np.float32) - 0.5) * GRID - 0.5 + box.x0
    ny = (np.arange(rows, dtype=np.float32) - 0.5) * GRID - 0.5 + box.y0
    (a, b, e), (c, d, f) = cv2.invertAffineTransform(matrix).astype(np.float32)
    gx, gy = bend(a * nx + b * ny[:, None] + e, c * nx + d * ny[:, None] + f)
    step = np.float32(layer.step)
    return (gx - np.float32(layer.x)) / step, (gy - np.float32(layer.y)) / step


def _maps(strip: Strip, box: Box, nodes: tuple[F32, F32]) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """Sampling maps of luma and chroma over one strip."""
    i, j = (strip.y0 - box.y0) // GRID, (strip.x0 - box.x0) // GRID
    w, h = strip.size
    rows, cols = math.ceil(h / GRID) + 2, math.ceil(w / GRID) + 2
    ix, iy = (n[i : i + rows, j : j + cols] for n in nodes)
    big, small = (cols * GRID, rows * GRID), (cols * GRID // 2, rows * GRID // 2)
    inside = (slice(GRID, GRID + h), slice(GRID, GRID + w))
    within = (slice(GRID // 2, (GRID + h) // 2), slice(GRID // 2, (GRID + w) // 2))
    full = (cv2.resize(ix, big)[inside], cv2.resize(iy, big)[inside])
    half = (cv2.resize((ix - 0.5) / 2, small)[within], cv2.resize((iy - 0.5) / 2, small)[within])
    return full, half


def _scale(matrix: Matrix) -> float:
    return math.sqrt(abs(float(np.linalg.det(matrix[:, :2]))))


def _inverse(matrix: Matrix, layer: Layer) -> Matrix:
    """2x3, canvas → samples of the layer."""
    back = cv2.invertAffineTransform(matrix)
    back[:, 2] -= np.array((layer.x, layer.y))
    return np.asarray(back / layer.step, np.float64)


def _box(canvas: Canvas, layer: Layer, matrix: Matrix, margin: float, cell: int = 2) -> Box | None:
    """The part of the canvas that the layer may touch, its left and upper edge at a multiple of `cell`; None where that is nothing."""
    points = layer.corners(margin) @ matrix[:, :2].T + matrix[:, 2]
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    left, top = max(math.floor(x0 / cell) * cell, 0), max(math.floor(y0 / cell) * cell, 0)
    right, bottom = min(math.ceil(x1 / 2) * 2, canvas.width), min(math.ceil(y1 / 2) * 2, canvas.height)
    return Box(left, top, right, bottom) if left < right and top < bottom else None


def _lay(canvas: Canvas, strip: Strip, s: Sprite, opacity: float, luma: Warp, chroma: Warp) -> None:
    """Warp the sprite's planes onto one strip; where it is opaque they go straight into the canvas."""
    full = (slice(strip.y0, strip.y1), slice(strip.x0, strip.x1))
    half = (slice(strip.y0 // 2, strip.y1 // 2), slice(strip.x0 // 2, strip.x1 // 2))
    for warp, cut, alpha, planes in ((luma, full, s.a, ((canvas.y, s.y),)), (chroma, half, s.ac, ((canvas.u, s.u), (canvas.v, s.v)))):
        size = planes[0][0][cut].shape
        cover, front = np.empty(size, np.uint8), np.empty(size, np.uint8)
        solid = strip.solid and opacity >= 1
        if not solid:
            warp(alpha, cover)
        for target, source in planes:
            if solid:
                warp(source, target[cut])
            else:
                warp(source, front)
                over(target[cut], front, cover, opacity)


def _u8(plane: Any) -> U8:
    """OpenCV's stubs don't know that a warp keeps the type of its input."""
    return plane  # type: ignore[no-any-return]


def sprite_of(bgra: U8) -> Sprite:
    """Premultiplied planes of a straight-alpha (h, w, 4) picture with even sides, in integer steps (fast, within 1 of exact)."""
    from shorts.picture.yuv import TO_YUV

    h, w = bgra.shape[:2]
    alpha = np.ascontiguousarray(bgra[..., 3])
    yuv = cv2.transform(bgra[..., :3], TO_YUV[:, (2, 1, 0, 3)])
    y, u, v = (_u8(cv2.multiply(p, alpha, scale=1 / 255)) for p in cv2.split(yuv))
    u, v, ac = (_u8(cv2.resize(p, (w // 2, h // 2), interpolation=cv2.INTER_AREA)) for p in (u, v, alpha))
    return Sprite(y, u, v, alpha, ac)
