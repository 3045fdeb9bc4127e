"""Plates with something on them, painted once into one sprite: rounded, with a soft shadow, shapes without hard edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from shorts.picture.graphic_system import SHADOW
from shorts.picture.lettering import Ink
from shorts.picture.yuv import Sprite

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.picture.lettering import Lettering
    from shorts.picture.lettering_colours import Rgb
    from shorts.picture.lettering_fonts import Face

_SUPER = 4  # supersampling of shapes: Pillow's have hard edges

Outline = list[tuple[float, float]]


class Sheet:
    """A picture of width by height pixels being put together, with a margin around it for shadows. Positions are within the margin."""

    def __init__(self, lettering: Lettering, width: float, height: float, *, margin: bool = True) -> None:
        self.lettering = lettering
        self.size = (round(width), round(height))
        drop, blur, _ = SHADOW
        self.margin = lettering.px(drop + 2.2 * blur) // 2 * 2 if margin else 0
        self._image = Image.new("RGBA", (self.size[0] + 2 * self.margin, self.size[1] + 2 * self.margin))

    def plate(self, colour: Rgb, radius: float, opacity: float = 1.0) -> None:
        """A rounded plate over the whole size, and its shadow."""
        drop, blur, shade = SHADOW
        mask = self._mask(lambda pen, box: pen.rounded_rectangle(box, radius * _SUPER, fill=255), (0, 0, *self.size))
        if self.margin:
            dark = Image.new("L", mask.size)
            dark.paste(mask, (0, self.lettering.px(drop)))
            self._lay(dark.filter(ImageFilter.GaussianBlur(blur * self.lettering.scale)).point(lambda a: round(a * shade)), (8, 8, 16))
        self._lay(mask.point(lambda a: round(a * opacity)), colour)

    def disc(self, centre: tuple[float, float], radius: float, colour: Rgb) -> None:
        x, y = centre
        self._lay(self._mask(lambda pen, box: pen.ellipse(box, fill=255), (x - radius, y - radius, x + radius, y + radius)), colour)

    def shape(self, outlines: list[Outline], colour: Rgb) -> None:
        """Filled outlines, each a list of points in pixels."""
        large = Image.new("L", (self._image.width * _SUPER, self._image.height * _SUPER))
        pen = ImageDraw.Draw(large)
        for outline in outlines:
            pen.polygon([((x + self.margin) * _SUPER, (y + self.margin) * _SUPER) for x, y in outline], fill=255)
        self._lay(large.resize(self._image.size, Image.Resampling.BOX), colour)

    def text(self, text: str, face: Face, size: int, x: float, baseline: float, colour: Rgb) -> float:
        """Letters whose baseline begins at (x, baseline); where the pen stands after them."""
        picture, left, top = self.lettering.picture(text, face, size, Ink(colour, outline_width=0, shadow=0))
        canvas = Image.new("RGBA", self._image.size)
        canvas.paste(picture, (round(x) + self.margin - left, round(baseline) + self.margin - top))
        self._image = Image.alpha_composite(self._image, canvas)
        return x + self.lettering.advance(text, face, size)

    def sprite(self) -> Sprite:
        return Sprite.from_rgba(np.asarray(self._image))

    def _mask(self, draw: Callable[[ImageDraw.ImageDraw, list[float]], None], box: tuple[float, float, float, float]) -> Image.Image:
        large = Image.new("L", (self._image.width * _SUPER, self._image.height * _SUPER))
        x0, y0, x1, y1 = ((edge + self.margin) * _SUPER for edge in box)
        draw(ImageDraw.Draw(large), [x0, y0, x1 - 1, y1 - 1])
        return large.resize(self._image.size, Image.Resampling.BOX)

    def _lay(self, mask: Image.Image, colour: Rgb) -> None:
        layer = Image.new("RGBA", self._image.size, (*colour, 0))
        layer.putalpha(mask)
        self._image = Image.alpha_composite(self._image, layer)
