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
    Rectangle = tuple[int, int, int, int]  # x0, y0, x1, y1 in canvas pixels, all even

ENTRY = 0.42
"""Seconds in which a card springs in."""
NEAR = 1.12
"""How far the camera inside a card goes at most."""
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
        radius = self._radius = (26 if border else 18) * unit
        outer = self._inner[0] + 2 * self._border, self._inner[1] + 2 * self._border
        self._frame = _frame_sprite(outer, self._margin, radius + self._border * 0.6, unit, filled=border > 0)
        self._mask = _rounded(self._inner, 0, radius)
        half = self._inner[0] // 2, self._inner[1] // 2
        self._half_mask = np.asarray(cv2.resize(self._mask, half, interpolation=cv2.INTER_AREA), np.uint8)

    @property
    def reach(self) -> tuple[int, int]:
        """Pixels of the photo that the nearest view can make use of."""
        return round(self._inner[0] * NEAR), round(self._inner[1] * NEAR)

    def draw(self, canvas: Canvas, centre: tuple[float, float], view: camera.View, *, scale: float = 1.0, degrees: float = 0.0) -> None:
        """Show the card with its middle at `centre` (canvas pixels), the photo seen through `view`."""
        size = self._frame.size
        to_frame = camera.tilted(centre, scale, degrees, (size[0] / 2 - 0.5, size[1] / 2 - 0.5))
        outer = _bounds(to_frame, size, canvas)
        if outer is None:
            return
        # the photo's own pixels are sampled once, straight through card and inner camera
        inset = self._margin + self._border
        to_inner = to_frame - np.array([[0, 0, inset], [0, 0, inset]])
        inside = camera.matrix(camera.clamped(view, self.photo.size, self._inner), self.photo.size, self._inner)
        to_photo = _chained(inside, to_inner)
        middle = self._plain(outer, centre, scale, degrees)
        if middle:
            part = _Part(canvas, middle)
            for below, picture, m in zip(part.planes, (self.photo.y, self.photo.u, self.photo.v), part.matrices(to_photo), strict=True):
                below[:] = _warp(picture, m, below, cv2.BORDER_REPLICATE)
        for rectangle in _around(outer, middle):
            self._edge(_Part(canvas, rectangle), to_frame, to_inner, to_photo)

    def _edge(self, part: _Part, to_frame: Matrix, to_inner: Matrix, to_photo: Matrix) -> None:
        """A part with everything in it: shadow, frame, and the photo with its round corners."""
        frame, photo = self._frame, self.photo
        places = [part.matrices(matrix) for matrix in (to_frame, to_inner, to_photo)]
        below = part.planes
        shade, hole = _warp(frame.a, places[0][0], below[0]), _warp(self._mask, places[1][0], below[0])
        half_shade, half_hole = _warp(frame.ac, places[0][1], below[1]), _warp(self._half_mask, places[1][1], below[1])
        alphas = ((shade, hole), (half_shade, half_hole), (half_shade, half_hole))
        grey = np.asarray(cv2.convertScaleAbs(half_shade, alpha=128 / 255), np.uint8)  # frame and shadow have no colour of their own
        drawn = _warp(frame.y, places[0][0], below[0]), grey, grey
        for i, picture in enumerate((photo.y, photo.u, photo.v)):
            over(below[i], drawn[i], alphas[i][0])
            seen = cv2.multiply(_warp(picture, places[2][i], below[i], cv2.BORDER_REPLICATE), alphas[i][1], scale=1 / 255)
            over(below[i], np.asarray(seen, np.uint8), alphas[i][1])

    def _plain(self, outer: Rectangle, centre: tuple[float, float], scale: float, degrees: float) -> Rectangle | None:
        """The largest simple rectangle that shows nothing but photo; None if the card is too small to have one."""
        lean = abs(math.sin(math.radians(degrees)))
        w, h = (side * scale / 2 for side in self._inner)
        off = 0.3 * self._radius * scale + 3
        a, b = w - h * lean - off, h - w * lean - off
        x0, y0 = max(_even_up(centre[0] - a), outer[0]), max(_even_up(centre[1] - b), outer[1])
        x1, y1 = min(int(centre[0] + a) // 2 * 2, outer[2]), min(int(centre[1] + b) // 2 * 2, outer[3])
        return (x0, y0, x1, y1) if x1 - x0 > 16 and y1 - y0 > 16 else None


def floating(t: float, unit: float, *, enters: bool) -> tuple[float, float, float, float]:
    """How a card hangs t seconds after its cut: (dx, dy in pixels, scale, extra degrees). It springs in, then floats."""
    k = camera.eased(t / ENTRY, "spring") if enters else 1.0
    sway = math.sin(t * 1.9)
    return 2.0 * unit * math.sin(t * 1.3), (5.0 * sway + (1 - k) * 90) * unit, 0.82 + 0.18 * k, 0.35 * math.sin(t * 1.5) + (1 - k) * 5


class _Part:
    """A canvas's planes inside an even rectangle, and maps for them."""

    def __init__(self, canvas: Canvas, rectangle: Rectangle) -> None:
        x0, y0, x1, y1 = rectangle
        self._corner = (x0, y0)
        half = slice(y0 // 2, y1 // 2), slice(x0 // 2, x1 // 2)
        self.planes: tuple[U8, U8, U8] = canvas.y[y0:y1, x0:x1], canvas.u[half], canvas.v[half]

    def matrices(self, matrix: Matrix) -> tuple[Matrix, Matrix, Matrix]:
        """The canvas's map, for each plane of this part."""
        own = np.hstack([matrix[:, :2], (matrix[:, :2] @ self._corner + matrix[:, 2])[:, None]])
        half = chroma_matrix(own)
        return own, half, half


def _around(outer: Rectangle, middle: Rectangle | None) -> list[Rectangle]:
    """What is left of `outer` without `middle`: above, below, left and right of it."""
    if middle is None:
        return [outer]
    x0, y0, x1, y1 = outer
    a, b, c, d = middle
    rectangles = [(x0, y0, x1, b), (x0, d, x1, y1), (x0, b, a, d), (c, b, x1, d)]
    return [r for r in rectangles if r[0] < r[2] and r[1] < r[3]]


def _even_up(x: float) -> int:
    return math.ceil(x / 2) * 2


def _warp(source: U8, matrix: Matrix, like: U8, border: int = cv2.BORDER_CONSTANT) -> U8:
    size = like.shape[1], like.shape[0]
    warped = cv2.warpAffine(source, matrix, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=border)
    return np.asarray(warped, np.uint8)


def _chained(outer: Matrix, inner: Matrix) -> Matrix:
    """outer after inner."""
    return np.hstack([outer[:, :2] @ inner[:, :2], (outer[:, :2] @ inner[:, 2] + outer[:, 2])[:, None]])


def _bounds(matrix: Matrix, size: tuple[int, int], canvas: Canvas) -> Rectangle | None:
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
    rgba[..., :3] = 16
    rgba[..., 3] = shadow
    sheet = Image.fromarray(rgba)
    if filled:
        white = Image.new("RGBA", sheet.size, (253, 253, 253, 0))
        white.putalpha(shape)
        sheet = Image.alpha_composite(sheet, white)
    return Sprite.from_rgba(np.asarray(sheet))


def _dropped(shape: Image.Image, drop: int, blur: float) -> Image.Image:
    moved = Image.new("L", shape.size)
    moved.paste(shape, (0, drop))
    return moved.filter(ImageFilter.GaussianBlur(blur))
