"""The captions of a scene as a layer: words placed once a caption, then drawn as their style has it. Times are snapped to the nearest frame."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from shorts.artifacts import FPS
from shorts.picture.caption_styles import POP, CaptionStyle
from shorts.picture.lettering import HANGUL_MIDDLE, Ink, Lettered, Lettering
from shorts.picture.overlays import blend, fitting_size, safe_area
from shorts.picture.yuv import Sprite

if TYPE_CHECKING:
    from shorts.artifacts import Word
    from shorts.captions import Caption
    from shorts.picture.caption_styles import Panel
    from shorts.picture.yuv import Canvas

HALF_FRAME = 0.5 / FPS
_SWEEP = (0.6, 0.3)
"""A word is swept in this share of its time, at most these seconds: it must be whole before it is over."""
_SUPER = 4  # supersampling of panels: Pillow's shapes have hard edges


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word of a caption: where its baseline begins, how wide it is, and how it looks while spoken and after."""

    word: Word
    x: float
    baseline: int
    advance: float
    size: int
    spoken: Ink
    idle: Ink


@dataclass(frozen=True, slots=True)
class _Backing:
    sprite: Sprite
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class _Laid:
    """A caption ready to be drawn."""

    words: tuple[_Placed, ...]
    backing: _Backing | None


@dataclass(slots=True)
class CaptionLayer:
    """The scene's captions, word by word."""

    captions: tuple[Caption, ...]
    lettering: Lettering
    style: CaptionStyle = POP
    _laid: dict[int, _Laid] = field(default_factory=dict, repr=False)

    def draw(self, canvas: Canvas, t: float) -> None:
        at = bisect_right([caption.start for caption in self.captions], t + HALF_FRAME) - 1
        if at < 0 or t + HALF_FRAME >= self.captions[at].end:
            return
        if at not in self._laid:
            self._laid = {at: self._lay(self.captions[at])}  # what was shown before isn't needed again
        laid = self._laid[at]
        if laid.backing:
            laid.backing.sprite.blend_onto(canvas, laid.backing.x, laid.backing.y)
        current = max((i for i, placed in enumerate(laid.words) if placed.word.start <= t + HALF_FRAME), default=-1)
        for i, placed in enumerate(laid.words):
            if i != current and (i < current or not self.style.reveal):
                said = i < current and self.style.mark == "sweep"
                self._draw(canvas, placed, placed.spoken if said else placed.idle, 1.0)
        if current >= 0:
            self._draw_spoken(canvas, laid.words[current], t)

    def _draw_spoken(self, canvas: Canvas, placed: _Placed, t: float) -> None:
        if self.style.mark != "sweep":
            self._draw(canvas, placed, placed.spoken, self._pop(placed, t))
            return
        lasting = max(min((placed.word.end - placed.word.start) * _SWEEP[0], _SWEEP[1]), 1 / FPS)
        share = 1.0 - max(1.0 - (t - placed.word.start + 1.5 / FPS) / lasting, 0.0) ** 2  # quick at first: eyes are to find it on time
        inks = (placed.spoken, 0.0, share), (placed.idle, share, 1.0)
        for ink, first, last in inks if share < 1 else inks[:1]:
            lettered = self.lettering.letter(placed.word.text, self.style.face, placed.size, ink)
            part, x = _part(lettered, placed, first, last)
            part.blend_onto(canvas, x, placed.baseline - lettered.top)

    def _pop(self, placed: _Placed, t: float) -> float:
        """The spoken word's scale; a long word swells less, so that it stays on the screen."""
        age = round((t - placed.word.start) * FPS)
        if not 0 <= age < len(self.style.pop):
            return 1.0
        return 1.0 + (self.style.pop[age] - 1.0) * min(1.0, 3.0 * placed.size / max(placed.advance, 1.0))

    def _draw(self, canvas: Canvas, placed: _Placed, ink: Ink, scale: float) -> None:
        lettered = self.lettering.letter(placed.word.text, self.style.face, placed.size, ink)
        blend(canvas, lettered, placed.x, placed.baseline, placed.advance, placed.size, scale)

    def _lay(self, caption: Caption) -> _Laid:
        area = safe_area(self.lettering.width, self.lettering.height)
        texts = [" ".join(word.text for word in line) for line in caption.lines]
        size = fitting_size(self.lettering, texts, self.style.face, self.style.size, area.width - self.lettering.px(2 * self.style.margin))
        pitch = round(size * self.style.pitch)
        middle = area.bottom - self.lettering.px(self.style.lift)
        placed: list[_Placed] = []
        for row, (line, text) in enumerate(zip(caption.lines, texts, strict=True)):
            x = area.middle - self.lettering.advance(text, self.style.face, size) / 2
            baseline = round(middle + (row - (len(texts) - 1) / 2) * pitch + HANGUL_MIDDLE * size)
            for word in line:
                advance = self.lettering.advance(word.text, self.style.face, size)
                inks = self.style.inks(word.text in caption.accents, self.lettering.accents)
                placed.append(_Placed(word, x, baseline, advance, size, *inks))
                x += advance + self.lettering.advance(" ", self.style.face, size)
        widest = max((self.lettering.advance(text, self.style.face, size) for text in texts), default=0.0)
        extent = widest, size + (len(texts) - 1) * pitch
        return _Laid(tuple(placed), _backing(self.style.panel, (area.middle, middle), extent, size) if self.style.panel else None)


def _part(lettered: Lettered, placed: _Placed, first: float, last: float) -> tuple[Sprite, int]:
    """What lies between two shares of a word's advance, and the canvas column where it begins; margins go with the ends."""
    sprite, x = lettered.sprite, round(placed.x) - lettered.left
    a, b = (0 if share <= 0 else sprite.size[0] // 2 if share >= 1 else round((lettered.left + share * placed.advance) / 2) for share in (first, last))
    cut = Sprite(sprite.y[:, 2 * a : 2 * b], sprite.u[:, a:b], sprite.v[:, a:b], sprite.a[:, 2 * a : 2 * b], sprite.ac[:, a:b])
    return cut, x + 2 * a


def _backing(panel: Panel, centre: tuple[float, float], extent: tuple[float, float], size: int) -> _Backing:
    """The panel behind letters of this extent (width, height in pixels) about `centre`."""
    half = extent[0] / 2 + panel.pad[0] * size, extent[1] / 2 + panel.pad[1] * size
    tail, blur = panel.tail * size, 0.16 * size if panel.shadow else 0.0
    room = round(2.5 * blur) + 2
    box = round(2 * half[0]) + 2 * room, round(2 * half[1] + tail) + 2 * room
    shape = _bubble(box, (room, room + tail, room + 2 * half[0], room + tail + 2 * half[1]), min(panel.radius * size, half[1]), tail)
    image = Image.new("RGBA", box, (0, 0, 0, 0))
    if panel.shadow:
        dark = Image.new("L", box)
        dark.paste(shape, (0, round(blur * 0.5)))
        image.putalpha(dark.filter(ImageFilter.GaussianBlur(blur)).point(lambda a: round(a * panel.shadow)))
    plate = Image.new("RGBA", box, (*panel.colour, 0))
    plate.putalpha(shape.point(lambda a: round(a * panel.opacity)))
    image = Image.alpha_composite(image, plate)
    x, y = round(centre[0] - half[0]) - room, round(centre[1] - half[1] - tail) - room
    return _Backing(Sprite.from_rgba(np.asarray(image)), x, y)


def _bubble(box: tuple[int, int], body: tuple[float, float, float, float], radius: float, tail: float) -> Image.Image:
    """A rounded rectangle, with a tail that rises from its top."""
    large = Image.new("L", (box[0] * _SUPER, box[1] * _SUPER))
    pen = ImageDraw.Draw(large)
    pen.rounded_rectangle([edge * _SUPER for edge in body], radius * _SUPER, fill=255)
    if tail:
        middle, top = (body[0] + body[2]) / 2, body[1]
        points = ((middle - 0.75 * tail, top + 1), (middle + 0.75 * tail, top + 1), (middle + 0.25 * tail, top - tail))
        pen.polygon([(x * _SUPER, y * _SUPER) for x, y in points], fill=255)
    return large.resize(box, Image.Resampling.BOX)
