"""The presenter in a small circle, looking on while a photo fills the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from shorts.picture import camera
from shorts.picture.lettering_colours import accents_of
from shorts.picture.yuv import Canvas, Plate, Sprite

if TYPE_CHECKING:
    from shorts.compose import Placing, Presenter
    from shorts.picture.stage import Stage
    from shorts.scene_plan import Circle

_SUPER = 4


class Badge:
    """A disc of backdrop with the presenter's head in it, and a ring in the presenter's colour around."""

    def __init__(self, circle: Circle, stage: Stage, backdrop: Plate, palette: tuple[str, ...]) -> None:
        self._radius = round(circle.r * stage.height / 2) * 2
        self._centre = round(circle.x * stage.width), round(circle.y * stage.height)
        side = 2 * self._radius
        self._canvas = Canvas.blank(side // 4 * 4 + 4, side // 4 * 4 + 4)
        self._behind = Canvas.blank(self._canvas.width, self._canvas.height)
        size = (self._canvas.width, self._canvas.height)
        backdrop.warp_onto(self._behind, camera.matrix(camera.View(0.5, 0.42, 1.6), backdrop.size, size))
        self._mask, self._half = _disc(size[0], self._radius)
        self._ring = _ring(size[0], self._radius, round(9 * stage.unit), accents_of(palette).first, stage.unit)

    def draw(self, canvas: Canvas, presenter: Presenter, placing: Placing, pose: Any, opacity: float) -> None:
        """Blend the badge onto the canvas."""
        from shorts.compose import place_face

        small, half = self._canvas, self._canvas.width / 2
        small.buffer[:] = self._behind.buffer
        face = (half, half * 1.1, self._radius * 0.9)
        presenter.draw(small, pose, place_face(presenter, placing, face, flip=False))
        x, y = self._centre[0] - small.width // 2, self._centre[1] - small.height // 2
        offset = (self._ring.size[0] - small.width) // 2
        self._ring.blend_onto(canvas, x - offset, y - offset, opacity)
        planes = ((small.y, self._mask), (small.u, self._half), (small.v, self._half))
        cut = [np.asarray(cv2.multiply(plane, mask, scale=1 / 255), np.uint8) for plane, mask in planes]
        Sprite(cut[0], cut[1], cut[2], self._mask, self._half).blend_onto(canvas, x, y, opacity)


def _disc(side: int, radius: int) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.uint8]], np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    """A disc in the middle of a square, as full and half size masks."""
    large = Image.new("L", (side * _SUPER, side * _SUPER))
    c, r = side * _SUPER / 2, radius * _SUPER
    ImageDraw.Draw(large).ellipse((c - r, c - r, c + r, c + r), fill=255)
    full, half = (np.asarray(large.resize((s, s), Image.Resampling.BOX)).copy() for s in (side, side // 2))
    return full, half


def _ring(side: int, radius: int, width: int, colour: tuple[int, int, int], unit: float) -> Sprite:
    """A disc in `colour`, a little larger than the badge, and its shadow."""
    margin = (width + round(30 * unit)) // 4 * 4
    size = side + 2 * margin
    large = Image.new("L", (size * _SUPER, size * _SUPER))
    c, r = size * _SUPER / 2, (radius + width) * _SUPER
    ImageDraw.Draw(large).ellipse((c - r, c - r, c + r, c + r), fill=255)
    disc = large.resize((size, size), Image.Resampling.BOX)
    shadow = Image.new("L", disc.size)
    shadow.paste(disc, (0, round(6 * unit)))
    shadow = shadow.filter(ImageFilter.GaussianBlur(9 * unit)).point(lambda a: round(a * 0.45))
    sheet = Image.new("RGBA", disc.size, (12, 10, 20, 0))
    sheet.putalpha(shadow)
    paint = Image.new("RGBA", disc.size, (*colour, 0))
    paint.putalpha(disc)
    return Sprite.from_rgba(np.asarray(Image.alpha_composite(sheet, paint)))
