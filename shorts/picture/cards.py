"""Photos as things in the scene: a card in a rounded white frame that casts a shadow, springs in and floats."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from shorts.picture import camera
from shorts.picture.yuv import Canvas, Plate, Sprite, chroma_matrix, over

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.picture.yuv import U8

    Matrix = NDArray[np.float64]

ENTRY = 0.42
"""Seconds in which a card springs in."""
_SUPER = 3  # supersampling of masks: Pillow's shapes have hard edges


class CardPicture:
    """One card of inner size (width, height) pixels, ready to be drawn anywhere. Not shared between threads.

    unit: pixels per pixel of the 1080-wide design; `border` 0 gives a bare picture with soft corners.
    """

    def __init__(self, photo: Plate, width: int, height: int, unit: float, *, border: float = 16.0) -> None:
        self.photo = photo
        self._inner = (width // 2 * 2, height // 2 * 2)
        self._border = round(border * unit)
        self._margin = round(54 * unit)
        radius = (26 if border else 18) * unit
        outer = self._inner[0] + 2 * self._border, self._inner[1] + 2 * self._border
        self._frame = _frame_sprite(outer, self._margin, radius + self._border * 0.6, unit, filled=border > 0)
        self._mask = _rounded(self._inner, 0, radius)
        half = self._inner[0] // 2, self._inner[1] // 2
        self._half_mask = np.asarray(cv2.resize(self._mask, half, interpolation=cv2.INTER_AREA), np.uint8)

    def draw(self, canvas: Canvas, centre: tuple[float, float], view: camera.View, *, scale: float = 1.0, degrees: float = 0.0) -> None:
        """Show the card with its middle at `centre` (canvas pixels), the photo seen through `view`."""
        size = self._frame.size
        to_frame = camera.tilted(centre, scale, degrees, (size[0] / 2 - 0.5, size[1] / 2 - 0.5))
        roi = _bounds(to_frame, size, canvas)
        if roi is None:
            return
        part, to_frame = _Part(canvas, roi), _moved(to_frame, roi)
        frame = self._frame
        for below, picture, alpha, m in part.planes(to_frame, frame.y, frame.u, frame.v, frame.a, frame.ac):
            over(below, _warp(picture, m, below), _warp(alpha, m, below))
        # the photo's own pixels are sampled once, straight through card and inner camera
        inset = self._margin + self._border
        to_inner = to_frame - np.array([[0, 0, inset], [0, 0, inset]])
        inside = camera.matrix(camera.clamped(view, self.photo.size, self._inner), self.photo.size, self._inner)
        to_photo = _chained(inside, to_inner)
        halves = chroma_matrix(to_photo), chroma_matrix(to_inner)
        for below, picture, m, mask, to_mask in (
            (part.y, self.photo.y, to_photo, self._mask, to_inner),
            (part.u, self.photo.u, halves[0], self._half_mask, halves[1]),
            (part.v, self.photo.v, halves[0], self._half_mask, halves[1]),
        ):
            alpha = _warp(mask, to_mask, below)
            seen = cv2.multiply(_warp(picture, m, below, cv2.BORDER_REPLICATE), alpha, scale=1 / 255)
            over(below, np.asarray(seen, np.uint8), alpha)


def floating(t: float, unit: float, *, enters: bool) -> tuple[float, float, float, float]:
    """How a card hangs t seconds after its cut: (dx, dy in pixels, scale, extra degrees). It springs in, then floats."""
    k = camera.eased(t / ENTRY, "spring") if enters else 1.0
    sway = math.sin(t * 1.9)
    return 2.0 * unit * math.sin(t * 1.3), (5.0 * sway + (1 - k) * 90) * unit, 0.82 + 0.18 * k, 0.35 * math.sin(t * 1.5) + (1 - k) * 5


class _Part:
    """A canvas's planes inside an even rectangle (x0, y0, x1, y1)."""

    def __init__(self, canvas: Canvas, roi: tuple[int, int, int, int]) -> None:
        x0, y0, x1, y1 = roi
        self.y = canvas.y[y0:y1, x0:x1]
        self.u = canvas.u[y0 // 2 : y1 // 2, x0 // 2 : x1 // 2]
        self.v = canvas.v[y0 // 2 : y1 // 2, x0 // 2 : x1 // 2]

    def planes(self, matrix: Matrix, y: U8, u: U8, v: U8, a: U8, ac: U8) -> tuple[tuple[U8, U8, U8, Matrix], ...]:
        half = chroma_matrix(matrix)
        return (self.y, y, a, matrix), (self.u, u, ac, half), (self.v, v, ac, half)


def _warp(source: U8, matrix: Matrix, like: U8, border: int = cv2.BORDER_CONSTANT) -> U8:
    size = like.shape[1], like.shape[0]
    warped = cv2.warpAffine(source, matrix, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=border)
    return np.asarray(warped, np.uint8)


def _moved(matrix: Matrix, roi: tuple[int, int, int, int]) -> Matrix:
    """The same map for a canvas that begins at the rectangle's corner."""
    return np.hstack([matrix[:, :2], (matrix[:, :2] @ (roi[0], roi[1]) + matrix[:, 2])[:, None]])


def _chained(outer: Matrix, inner: Matrix) -> Matrix:
    """outer after inner."""
    return np.hstack([outer[:, :2] @ inner[:, :2], (outer[:, :2] @ inner[:, 2] + outer[:, 2])[:, None]])


def _bounds(matrix: Matrix, size: tuple[int, int], canvas: Canvas) -> tuple[int, int, int, int] | None:
    """The even rectangle of the canvas in which a picture of this size appears; None if it is outside."""
    back = cv2.invertAffineTransform(matrix)
    corners = np.array([(0, 0, 1), (size[0], 0, 1), (0, size[1], 1), (size[0], size[1], 1)]) @ back.T
    x0, y0 = (max(math.floor(c) // 2 * 2, 0) for c in corners.min(0))
    x1, y1 = min(math.ceil(corners[:, 0].max()) // 2 * 2 + 2, canvas.width), min(math.ceil(corners[:, 1].max()) // 2 * 2 + 2, canvas.height)
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _rounded(size: tuple[int, int], margin: int, radius: float) -> U8:
    """A rounded rectangle of `size` inside a margin, as a mask."""
    w, h = size[0] + 2 * margin, size[1] + 2 * margin
    large = Image.new("L", (w * _SUPER, h * _SUPER))
    box = (margin * _SUPER, margin * _SUPER, (margin + size[0]) * _SUPER - 1, (margin + size[1]) * _SUPER - 1)
    ImageDraw.Draw(large).rounded_rectangle(box, radius * _SUPER, fill=255)
    return np.asarray(large.resize((w, h), Image.Resampling.BOX)).copy()


def _frame_sprite(outer: tuple[int, int], margin: int, radius: float, unit: float, *, filled: bool) -> Sprite:
    """The white frame and its shadow: a wide soft one below, a tight one around."""
    shape = Image.fromarray(_rounded(outer, margin, radius))
    wide = _dropped(shape, round(16 * unit), 20 * unit).point(lambda a: round(a * 0.42))
    tight = _dropped(shape, round(3 * unit), 4 * unit).point(lambda a: round(a * 0.25))
    shadow = np.maximum(np.asarray(wide), np.asarray(tight))
    rgba = np.zeros((*shadow.shape, 4), np.uint8)
    rgba[..., :3] = (16, 14, 26)
    rgba[..., 3] = shadow
    sheet = Image.fromarray(rgba)
    if filled:
        white = Image.new("RGBA", sheet.size, (255, 254, 251, 0))
        white.putalpha(shape)
        sheet = Image.alpha_composite(sheet, white)
    return Sprite.from_rgba(np.asarray(sheet))


def _dropped(shape: Image.Image, drop: int, blur: float) -> Image.Image:
    moved = Image.new("L", shape.size)
    moved.paste(shape, (0, drop))
    return moved.filter(ImageFilter.GaussianBlur(blur))
