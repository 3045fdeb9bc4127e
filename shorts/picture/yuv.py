"""Frames as the encoder wants them: BT.709 limited-range YUV 4:2:0 planes, composed without a detour over RGB.

Alpha-over and bilinear warps are linear, so they may be done on Y, U and V directly; chroma has a quarter of the
samples, which is what makes this about twice as cheap as composing in RGB. Matrix: ITU-R BT.709-6, 8-bit quantisation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]

_KR, _KB = 0.2126, 0.0722
_KG = 1.0 - _KR - _KB
# rows: Y, U, V; columns: R, G, B and the offset; for components in 0…255
TO_YUV = np.array(
    [
        [219 / 255 * _KR, 219 / 255 * _KG, 219 / 255 * _KB, 16.0],
        [-112 / 255 * _KR / (1 - _KB), -112 / 255 * _KG / (1 - _KB), 112 / 255, 128.0],
        [112 / 255, -112 / 255 * _KG / (1 - _KR), -112 / 255 * _KB / (1 - _KR), 128.0],
    ],
    np.float32,
)


@dataclass(frozen=True, slots=True)
class Canvas:
    """One frame being composed. The planes are views of `buffer`, which is exactly what rawvideo yuv420p expects.

    buffer: (height * 3 // 2, width) uint8, C-contiguous; width and height are multiples of 4.
    """

    buffer: U8
    width: int
    height: int

    @classmethod
    def blank(cls, width: int, height: int) -> Canvas:
        """A black frame."""
        canvas = cls(np.full((height * 3 // 2, width), 128, np.uint8), width, height)
        canvas.y[:] = 16
        return canvas

    @property
    def y(self) -> U8:
        return self.buffer[: self.height]

    @property
    def u(self) -> U8:
        return self.buffer[self.height : self.height + self.height // 4].reshape(self.height // 2, self.width // 2)

    @property
    def v(self) -> U8:
        return self.buffer[self.height + self.height // 4 :].reshape(self.height // 2, self.width // 2)

    def rgb(self) -> U8:
        """(height, width, 3) uint8, for thumbnails and tests."""
        return _rgb(self.y, self.u, self.v)


@dataclass(frozen=True, slots=True)
class Plate:
    """An opaque picture as planes: y (h, w), u and v (h/2, w/2), uint8."""

    y: U8
    u: U8
    v: U8

    @classmethod
    def from_rgb(cls, rgb: U8) -> Plate:
        """rgb: (h, w, 3) uint8; odd sizes lose their last row or column."""
        h, w = rgb.shape[0] // 2 * 2, rgb.shape[1] // 2 * 2
        rgb = np.ascontiguousarray(rgb[:h, :w], np.uint8)
        luma = cv2.transform(rgb, TO_YUV[:1])
        chroma = cv2.transform(cv2.resize(rgb, (w // 2, h // 2), interpolation=cv2.INTER_AREA), TO_YUV[1:])
        return cls(np.asarray(luma, np.uint8), *(np.ascontiguousarray(chroma[..., i], np.uint8) for i in (0, 1)))

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self.y.shape[1], self.y.shape[0]

    def rgb(self) -> U8:
        return _rgb(self.y, self.u, self.v)

    def padded(self, margin: int) -> Plate:
        """This plate with its edges extended by an even `margin`, which gives quick warps room near the edges (see _resample)."""
        planes = ((self.y, margin), (self.u, margin // 2), (self.v, margin // 2))
        return Plate(*(np.asarray(cv2.copyMakeBorder(p, m, m, m, m, cv2.BORDER_REPLICATE), np.uint8) for p, m in planes))

    def warp_onto(self, canvas: Canvas, matrix: NDArray[np.float64]) -> None:
        """Fill the canvas through a 2x3 affine `matrix` from canvas pixels to plate pixels; edges are extended."""
        matrix = np.asarray(matrix, np.float64)
        half = chroma_matrix(matrix)
        for source, target, m in ((self.y, canvas.y, matrix), (self.u, canvas.u, half), (self.v, canvas.v, half)):
            if not _resample(source, target, m):
                size = target.shape[1], target.shape[0]
                cv2.warpAffine(source, m, size, dst=target, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE)


@dataclass(frozen=True, slots=True)
class Sprite:
    """A picture with transparency as premultiplied planes.

    y, a: (h, w); u, v, ac: (h/2, w/2); uint8. "Premultiplied" includes the offsets: y = a * Y, u = a * U, v = a * V
    with a in 0…1, so that out = sprite + (1 - a) * below holds for each plane.
    """

    y: U8
    u: U8
    v: U8
    a: U8
    ac: U8

    @classmethod
    def from_rgba(cls, rgba: U8) -> Sprite:
        """rgba: (h, w, 4) uint8, straight (not premultiplied) alpha; padded to even sizes with transparency."""
        h, w = rgba.shape[:2]
        rgba = np.pad(rgba, ((0, h % 2), (0, w % 2), (0, 0)))
        alpha = rgba[..., 3:].astype(np.float32) / 255
        yuv = cv2.transform(np.ascontiguousarray(rgba[..., :3], np.float32), TO_YUV) * alpha
        half = (rgba.shape[1] // 2, rgba.shape[0] // 2)
        chroma = cv2.resize(np.concatenate([yuv[..., 1:], alpha * 255], -1), half, interpolation=cv2.INTER_AREA)
        return cls(_u8(yuv[..., 0]), _u8(chroma[..., 0]), _u8(chroma[..., 1]), np.ascontiguousarray(rgba[..., 3]), _u8(chroma[..., 2]))

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self.y.shape[1], self.y.shape[0]

    def blend_onto(self, canvas: Canvas, x: int, y: int, opacity: float = 1.0) -> None:
        """Alpha-over with the top left corner at (x, y), rounded down to even pixels; parts outside are dropped."""
        x, y = x // 2 * 2, y // 2 * 2
        w, h = self.size
        x0, y0, x1, y1 = max(x, 0), max(y, 0), min(x + w, canvas.width), min(y + h, canvas.height)
        if x0 >= x1 or y0 >= y1 or opacity <= 0:
            return
        full = (slice(y0 - y, y1 - y), slice(x0 - x, x1 - x)), (slice(y0, y1), slice(x0, x1))
        half = tuple(tuple(slice(s.start // 2, s.stop // 2) for s in pair) for pair in full)
        over(canvas.y[full[1]], self.y[full[0]], self.a[full[0]], opacity)
        over(canvas.u[half[1]], self.u[half[0]], self.ac[half[0]], opacity)
        over(canvas.v[half[1]], self.v[half[0]], self.ac[half[0]], opacity)


def over(below: U8, premultiplied: U8, alpha: U8, opacity: float = 1.0) -> None:
    """below = premultiplied * opacity + below * (1 - alpha * opacity), in place, on one plane."""
    front, cover = (premultiplied, alpha) if opacity >= 1 else (_scaled(premultiplied, opacity), _scaled(alpha, opacity))
    kept = cv2.multiply(below, cv2.bitwise_not(cover), scale=1 / 255)
    below[:] = cv2.add(kept, front)


def chroma_matrix(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """The 2x3 inverse-map `matrix` of the luma plane, for planes of half the size with centred samples."""
    linear, shift = matrix[:, :2], matrix[:, 2]
    return np.hstack([linear, ((linear @ (0.5, 0.5) + shift - 0.5) / 2)[:, None]])


def _scaled(plane: U8, factor: float) -> U8:
    return np.asarray(cv2.convertScaleAbs(plane, alpha=factor), np.uint8)


_SKIPS = np.arange(1, 128)
_OFF = 0.02
"""Plane pixels by which a resampled picture may lie beside its place: less than eyes or encoders notice."""


def _resample(source: U8, target: U8, matrix: NDArray[np.float64]) -> bool:
    """Warp without rotation by cv2.resize, which is three times as fast; False if this matrix can't be met that way.

    resize puts samples at fixed phases of a whole-pixel cut-out, so the wanted sub-pixel shift is reached by dropping as many
    columns (rows) of a larger result as bring the phase nearest.
    """
    if matrix[0, 1] or matrix[1, 0]:
        return False
    x = _cut_out(matrix[0, 0], matrix[0, 2], target.shape[1], source.shape[1])
    y = _cut_out(matrix[1, 1], matrix[1, 2], target.shape[0], source.shape[0])
    if x is None or y is None:
        return False
    cut = source[y[0] : y[1], x[0] : x[1]]
    larger = cv2.resize(cut, None, fx=1 / matrix[0, 0], fy=1 / matrix[1, 1], interpolation=cv2.INTER_LINEAR)
    target[:] = larger[y[2] : y[2] + target.shape[0], x[2] : x[2] + target.shape[1]]
    return True


def _cut_out(step: float, start: float, count: int, room: int) -> tuple[int, int, int] | None:
    """(first, last, skip): samples at start + step * i are those of source[first:last] enlarged by 1/step, `skip` dropped."""
    if not 0.2 < step < 3.0:
        return None
    wanted = start + 0.5 - (_SKIPS + 0.5) * step
    first = np.rint(wanted)
    last = first + np.ceil((_SKIPS + count + 1) * step)
    fitting = np.flatnonzero((first >= 0) & (last <= room) & (np.abs(wanted - first) <= _OFF))
    if not len(fitting):
        return None
    least = fitting[0]
    return int(first[least]), int(last[least]), int(_SKIPS[least])


def _u8(plane: NDArray[Any]) -> U8:
    return np.clip(plane + 0.5, 0, 255).astype(np.uint8)


def _rgb(y: U8, u: U8, v: U8) -> U8:
    size = y.shape[1], y.shape[0]
    planes = [y, cv2.resize(u, size, interpolation=cv2.INTER_LINEAR), cv2.resize(v, size, interpolation=cv2.INTER_LINEAR)]
    yuv = np.stack(planes, -1).astype(np.float32) - TO_YUV[:, 3]
    return _u8(yuv @ np.linalg.inv(TO_YUV[:, :3]).T)
