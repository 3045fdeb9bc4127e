"""Letters with outline, shadow and plate, painted once and kept as sprites.

Everything is measured in pixels of a canvas 1080 wide and scaled to the canvas at hand, so that a draft of half the
size looks the same. Positions name the baseline's left end, which keeps words of one line level.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from shorts.picture.lettering_colours import INK, WHITE, Accents, Rgb, accents_of
from shorts.picture.lettering_fonts import EMOJI_BITMAP, OPTICAL, SPACE, Face, Run, load_font, runs_of
from shorts.picture.stage import Stage
from shorts.picture.yuv import Sprite

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.settings import Settings

Parts = tuple[tuple[str, Rgb], ...]
"""Pieces of one line, each with its fill."""

ASCENT, DESCENT = 0.90, 0.24
"""Of an em: what the letters of all our faces reach above and below the baseline, accents included."""
HANGUL_MIDDLE = 0.36
"""Of an em above the baseline: the optical middle of a line of Hangul."""
_KEPT = 160
"""Painted texts that are remembered: those of a scene, so that memory doesn't grow with a short's length."""
_EMOJI_SCALE = 1.0 / EMOJI_BITMAP


@dataclass(frozen=True, slots=True)
class Ink:
    """How letters look. Lengths are in ems (of the text's size)."""

    fill: Rgb = WHITE
    outline: Rgb = INK
    outline_width: float = 0.10
    shadow: float = 0.55  # opacity
    shadow_drop: float = 0.05
    shadow_blur: float = 0.06
    plate: Rgb | None = None
    plate_opacity: float = 1.0
    plate_pad: tuple[float, float] = (0.16, 0.10)  # beside, above and below
    plate_radius: float = 0.22


@dataclass(frozen=True, slots=True)
class Lettered:
    """A painted text. Blend `sprite` at (x - left, y - top) to have the baseline begin at (x, y)."""

    sprite: Sprite
    left: int
    top: int


@dataclass(slots=True)
class Lettering:
    """The painter of one canvas size. Not shared between threads; cheap to make, and it remembers what it painted last."""

    fonts: Path
    width: int = 1080
    height: int = 1920
    accents: Accents = field(default_factory=Accents)
    _painted: dict[tuple[Parts, Face, int, Ink], Lettered] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, settings: Settings, width: int = 1080, height: int = 1920, palette: tuple[str, ...] = ()) -> Lettering:
        """`palette`: a character's colours as "#rrggbb", from which the accents are taken."""
        return cls(settings.assets / "fonts", width, height, accents_of(palette))

    def px(self, length: float) -> int:
        """`length` on a 1080-wide canvas as whole pixels of this one."""
        return round(length * self.scale)

    @property
    def scale(self) -> float:
        return Stage(self.width, self.height).text

    def advance(self, text: str, face: Face, size: int) -> float:
        """How far the pen moves, in pixels at `size` pixels per em."""
        return sum(self._run_advance(run, size) for run in runs_of(text, face, self.fonts))

    def letter(self, text: str | Parts, face: Face, size: int, ink: Ink) -> Lettered:
        """The painted text, or parts of one line in different colours; painted at its first use."""
        parts = ((text, ink.fill),) if isinstance(text, str) else text
        key = (parts, face, size, ink)
        if key not in self._painted:
            if len(self._painted) >= _KEPT:
                del self._painted[next(iter(self._painted))]
            self._painted[key] = self._paint(parts, face, size, ink)
        return self._painted[key]

    def _run_advance(self, run: Run, size: int) -> float:
        if not run.font:
            return SPACE * size * len(run.text)
        if run.emoji:
            return load_font(self.fonts / run.font, EMOJI_BITMAP).getlength(run.text) * size * _EMOJI_SCALE * 0.9
        return load_font(self.fonts / run.font, _optical(run, size)).getlength(run.text)

    def picture(self, text: str | Parts, face: Face, size: int, ink: Ink) -> tuple[Image.Image, int, int]:
        """The same as an RGBA picture, to be put together with others into one sprite; (picture, left, top)."""
        return self._picture(((text, ink.fill),) if isinstance(text, str) else text, face, size, ink)

    def _paint(self, parts: Parts, face: Face, size: int, ink: Ink) -> Lettered:
        image, left, top = self._picture(parts, face, size, ink)
        return Lettered(Sprite.from_rgba(np.asarray(image)), left, top)

    def _picture(self, parts: Parts, face: Face, size: int, ink: Ink) -> tuple[Image.Image, int, int]:
        beside, above = _margins(size, ink)
        advance = sum(self.advance(text, face, size) for text, _ in parts)
        box = (round(advance) + 2 * beside + 1, round((ASCENT + DESCENT) * size) + 2 * above)
        pen = (beside, above + round(ASCENT * size))
        colours, rim = Image.new("RGBA", box), Image.new("L", box)
        x = float(pen[0])
        for text, fill in parts:
            for run in runs_of(text, face, self.fonts):
                colours, rim = self._run(colours, rim, run, (x, pen[1]), size, fill, ink.outline_width * size)
                x += self._run_advance(run, size)
        image = Image.new("RGBA", box)
        if ink.plate:
            image = _laid(image, _plate(box, pen, advance, size, ink), ink.plate, ink.plate_opacity)
        if ink.shadow:
            image = _laid(image, _shadow(rim, size, ink), (0, 0, 0), ink.shadow)
        if ink.outline_width:
            image = _laid(image, rim, ink.outline)
        return Image.alpha_composite(image, colours), *pen

    def _run(
        self, colours: Image.Image, rim: Image.Image, run: Run, pen: tuple[float, int], size: int, fill: Rgb, outline: float
    ) -> tuple[Image.Image, Image.Image]:
        """Add one run to the letters in their colours and to the letters widened by the outline."""
        if not run.font:
            return colours, rim
        if run.emoji:
            picture = Image.new("RGBA", colours.size)
            picture.alpha_composite(*self._emoji(run, size, *pen))
            widened = picture.getchannel("A").filter(ImageFilter.GaussianBlur(outline * 0.5)).point(lambda a: min(255, a * 4))
            return Image.alpha_composite(colours, picture), ImageChops.lighter(rim, widened)
        font = load_font(self.fonts / run.font, _optical(run, size))
        letters = Image.new("L", colours.size)
        ImageDraw.Draw(letters).text(pen, run.text, 255, font, "ls")
        ImageDraw.Draw(rim).text(pen, run.text, 255, font, "ls", stroke_width=outline)
        return _laid(colours, letters, fill), rim

    def _emoji(self, run: Run, size: int, x: float, baseline: int) -> tuple[Image.Image, tuple[int, int]]:
        font = load_font(self.fonts / run.font, EMOJI_BITMAP)
        width = max(1, round(font.getlength(run.text)))
        big = Image.new("RGBA", (width, EMOJI_BITMAP * 5 // 4))
        ImageDraw.Draw(big).text((0, EMOJI_BITMAP), run.text, font=font, embedded_color=True, anchor="ls")
        scale = size * _EMOJI_SCALE * 0.9
        small = big.resize((max(1, round(width * scale)), max(1, round(big.height * scale))), Image.Resampling.LANCZOS, reducing_gap=2.0)
        return small, (round(x), max(0, round(baseline - EMOJI_BITMAP * scale)))


def _margins(size: int, ink: Ink) -> tuple[int, int]:
    """Room beside and above the letters for outline, shadow and plate, in pixels."""
    outline = ink.outline_width * size
    spread = outline + (size * (ink.shadow_blur * 2 + ink.shadow_drop) if ink.shadow else 0)
    pad = (ink.plate_pad[0] * size, ink.plate_pad[1] * size) if ink.plate else (0.0, 0.0)
    return round(max(spread, pad[0])) + 2, round(max(spread, pad[1])) + 2


def _optical(run: Run, size: int) -> int:
    return max(1, round(size * OPTICAL[run.font]))


def _plate(box: tuple[int, int], pen: tuple[int, int], advance: float, size: int, ink: Ink) -> Image.Image:
    """A rounded rectangle behind the line, drawn four times as large and reduced, since Pillow's has hard edges."""
    beside, above = ink.plate_pad[0] * size, ink.plate_pad[1] * size
    middle = pen[1] - HANGUL_MIDDLE * size
    corners = (pen[0] - beside, middle - 0.5 * size - above, pen[0] + advance + beside, middle + 0.5 * size + above)
    large = Image.new("L", (box[0] * 4, box[1] * 4))
    ImageDraw.Draw(large).rounded_rectangle([c * 4 for c in corners], radius=ink.plate_radius * size * 4, fill=255)
    return large.resize(box, Image.Resampling.BOX)


def _shadow(rim: Image.Image, size: int, ink: Ink) -> Image.Image:
    moved = ImageChops.offset(rim, 0, round(ink.shadow_drop * size))
    return moved.filter(ImageFilter.GaussianBlur(ink.shadow_blur * size))


def _laid(image: Image.Image, mask: Image.Image, colour: Rgb, opacity: float = 1.0) -> Image.Image:
    """`image` with `colour` laid over it through `mask`."""
    if opacity < 1:
        mask = mask.point(lambda a: round(a * opacity))
    sheet = Image.new("RGBA", image.size, (*colour, 0))
    sheet.putalpha(mask)
    return Image.alpha_composite(image, sheet)
