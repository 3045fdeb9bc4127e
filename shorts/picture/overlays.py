"""What lies over the picture beside the captions (caption_layer.py): the hook title, the labels. All are layers (see layer.py) of lettering.

Text keeps inside the area that YouTube Shorts, Reels and TikTok all leave free. On 1080×1920, from top to bottom: the
title (y 232…440), captions (two lines, 1175…1370), labels (1394…1436, at the left). Times are snapped to the nearest frame.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import cv2
import numpy as np

from shorts.phrases import bond
from shorts.picture.lettering import HANGUL_MIDDLE, Ink, Lettered, Lettering, Parts
from shorts.picture.lettering_colours import INK, WHITE
from shorts.picture.stage import Stage
from shorts.picture.yuv import Sprite

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.artifacts import Language, TitleMode
    from shorts.picture.lettering_fonts import Face
    from shorts.picture.yuv import U8, Canvas

VERSION = 2
"""Changes whenever a caption, title or label would look different; part of the keys of segments."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of canvas pixels; right and bottom are exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> int:
        return self.right - self.left


def safe_area(width: int, height: int) -> Area:
    """Where text may be. Tall canvases: free in all three apps (1080×1920: x 60…900, y 220…1440); others: 5 % margins."""
    if height * 9 >= width * 14:
        return Area(round(width * 60 / 1080), round(height * 220 / 1920), round(width * 900 / 1080), round(height * 1440 / 1920))
    return Area(round(width * 0.05), round(height * 0.05), round(width * 0.95), round(height * 0.95))


# --- fitting -------------------------------------------------------------------------------------------------


def fitting_size(lettering: Lettering, lines: list[str], face: Face, size: float, room: float) -> int:
    """`size` (pixels on a canvas 1080 wide) on this canvas, made smaller until the widest line fits `room` pixels."""
    return _largest(lettering.px(size), room, lambda pixels: max((lettering.advance(line, face, pixels) for line in lines), default=0.0))


def _largest(wanted: int, room: float, width: Callable[[int], float]) -> int:
    """The largest size up to `wanted` at which `width` fits; advances are whole pixels, so small sizes need a second look."""
    widest = width(wanted)
    size = wanted if widest <= room else max(4, int(wanted * room / widest))
    while size > 4 and width(size) > room:
        size -= 1
    return size


def blend(canvas: Canvas, lettered: Lettered, x: float, baseline: int, advance: float, size: int, scale: float) -> None:
    """Draw with the baseline beginning at (x, baseline), scaled about the middle of the word."""
    if scale == 1.0:
        lettered.sprite.blend_onto(canvas, round(x) - lettered.left, baseline - lettered.top)
        return
    middle = (x + advance / 2, baseline - HANGUL_MIDDLE * size)
    left = middle[0] + (x - lettered.left - middle[0]) * scale
    top = middle[1] + (baseline - lettered.top - middle[1]) * scale
    scaled(lettered.sprite, scale).blend_onto(canvas, round(left), round(top))


def scaled(sprite: Sprite, scale: float) -> Sprite:
    """A sprite enlarged or reduced; its planes are premultiplied, so they may be resampled as they are."""
    width, height = (max(2, round(side * scale / 2) * 2) for side in sprite.size)
    whole, half = (width, height), (width // 2, height // 2)
    return Sprite(
        _resized(sprite.y, whole), _resized(sprite.u, half), _resized(sprite.v, half), _resized(sprite.a, whole), _resized(sprite.ac, half)
    )


def _resized(plane: U8, size: tuple[int, int]) -> U8:
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR), np.uint8)


# --- title ---------------------------------------------------------------------------------------------------

TITLE_SECONDS = 3.0
TITLE_INK = Ink(outline_width=0.11, shadow=0.6, shadow_drop=0.06, shadow_blur=0.09)
_FADE = 0.3


@dataclass(slots=True)
class TitleLayer:
    """The hook, large at the top. It is whole on the very first frame, which feeds show as the thumbnail.

    offset: seconds from the start of the short to the start of this segment, for mode "first".
    """

    hook: tuple[str, ...]
    accent: str
    lettering: Lettering
    mode: TitleMode = "throughout"
    offset: float = 0.0
    language: Language = "ko"
    size: float = 96
    drop: float = 12  # below the safe area's top, on a canvas 1080 wide
    _sprites: list[tuple[Sprite, int, int]] = field(default_factory=list, repr=False)

    def draw(self, canvas: Canvas, t: float) -> None:
        opacity = self._opacity(self.offset + t)
        if opacity <= 0:
            return
        if not self._sprites:
            self._sprites = self._paint()
        for sprite, x, y in self._sprites:
            sprite.blend_onto(canvas, x, y, opacity)

    @property
    def bottom(self) -> int:
        """Canvas row below the last line, for layouts that must not touch it; the title's top if there is none."""
        lines, size = self._lines()
        return self._top + (round(size * (self._pitch * (len(lines) - 1) + 1.2)) if lines and self.mode != "off" else 0)

    @property
    def _pitch(self) -> float:
        """Line distance in ems: Latin letters reach below the baseline, Hangul hardly does."""
        return 1.06 if self.language == "ko" else 1.18

    @property
    def _top(self) -> int:
        return safe_area(self.lettering.width, self.lettering.height).top + self.lettering.px(self.drop)

    def _opacity(self, t: float) -> float:
        if self.mode == "first":
            return min(1.0, max(0.0, (TITLE_SECONDS - t) / _FADE))
        return 1.0 if self.mode == "throughout" else 0.0

    def _lines(self) -> tuple[tuple[str, ...], int]:
        lines = two_lines(self.hook, self.language, self.lettering)
        stage = Stage(self.lettering.width, self.lettering.height)
        room = (stage.title.x1 - stage.title.x0) * stage.width - self.lettering.px(40)
        return lines, fitting_size(self.lettering, list(lines), "title", self.size, room)

    def _paint(self) -> list[tuple[Sprite, int, int]]:
        lines, size = self._lines()
        area, sprites = safe_area(self.lettering.width, self.lettering.height), []
        for row, parts in enumerate(accented(lines, self.accent, self.lettering)):
            lettered = self.lettering.letter(parts, "title", size, TITLE_INK)
            wide = sum(self.lettering.advance(text, "title", size) for text, _ in parts)
            x = area.left + self.lettering.px(20) if Stage(self.lettering.width, self.lettering.height).broad else area.middle - wide / 2
            baseline = self._top + round(size * (0.86 + self._pitch * row))
            sprites.append((lettered.sprite, round(x) - lettered.left, baseline - lettered.top))
        return sprites


def two_lines(hook: tuple[str, ...], language: Language, lettering: Lettering) -> tuple[str, ...]:
    """The hook as at most two lines; a long single line is broken where it hurts least and balances best."""
    lines = tuple(line.strip() for line in hook if line.strip())
    if len(lines) == 2:
        return lines
    words = " ".join(lines).split()
    if len(words) < 2 or (len(lines) == 1 and lettering.advance(lines[0], "title", 100) < 620):
        return (" ".join(words),) if words else ()
    halves = [(" ".join(words[:at]), " ".join(words[at:]), bond(words[at - 1], words[at], language)) for at in range(1, len(words))]

    def cost(half: tuple[str, str, float]) -> float:
        one, two = (lettering.advance(text, "title", 100) for text in half[:2])
        return half[2] + 2.0 * abs(one - two) / (one + two)

    best = min(halves, key=cost)
    return best[0], best[1]


def accented(lines: tuple[str, ...], accent: str, lettering: Lettering) -> list[Parts]:
    """Every line as coloured parts: `accent` where it occurs, else the whole last of two lines, in the first accent."""
    colour, accent = lettering.accents.first, accent.strip()
    found = [accent.lower() in line.lower() if accent else False for line in lines]
    rows: list[Parts] = []
    for row, line in enumerate(lines):
        if found[row]:
            at = line.lower().index(accent.lower())
            pieces = ((line[:at], WHITE), (line[at : at + len(accent)], colour), (line[at + len(accent) :], WHITE))
            rows.append(tuple(piece for piece in pieces if piece[0]))
        else:
            rows.append(((line, colour if not any(found) and row == 1 else WHITE),))
    return rows


def draw_thumbnail_title(canvas: Canvas, hook: tuple[str, ...], accent: str, lettering: Lettering, language: Language = "ko") -> None:
    """The hook as large as the safe area allows, for the thumbnail: one glance, a few words."""
    TitleLayer(hook, accent, lettering, "throughout", 0.0, language, size=150).draw(canvas, 0.0)


# --- labels --------------------------------------------------------------------------------------------------

_READABLE = 22
"""Pixels on a canvas 1080 wide below which a label is continued in a second row instead."""
_GAP = 0.4  # between pills, in ems
LABEL_INK = Ink(outline_width=0, shadow=0, plate=INK, plate_opacity=0.66, plate_pad=(0.55, 0.22), plate_radius=0.8)
AI_LABEL: dict[str, str] = {"ko": "AI 생성", "en": "AI-generated"}


@dataclass(slots=True)
class LabelLayer:
    """Small pills side by side under the captions, from the left: the AI label, an advertising line.

    There they meet neither the title nor a face nor a photo, whatever the layout. Small, but always readable.
    """

    texts: tuple[str, ...]
    lettering: Lettering
    size: float = 27
    _sprites: list[tuple[Sprite, int, int]] | None = field(default=None, repr=False)

    def draw(self, canvas: Canvas, t: float) -> None:
        if self._sprites is None:
            self._sprites = self._paint()
        for sprite, x, y in self._sprites:
            sprite.blend_onto(canvas, x, y)

    @property
    def extent(self) -> tuple[int, int]:
        """(canvas column after the widest row of pills, number of rows); (the safe area's left, 0) without labels."""
        area, texts = safe_area(self.lettering.width, self.lettering.height), self._shown()
        if not texts:
            return area.left, 0
        rows, size = self._rows(texts)
        return area.left + round(max(self._width(row, size) for row in rows)), len(rows)

    def _shown(self) -> list[str]:
        return [text.strip() for text in self.texts if text.strip()]

    def _paint(self) -> list[tuple[Sprite, int, int]]:
        texts = self._shown()
        if not texts:
            return []
        rows, size = self._rows(texts)
        return [placed for row, line in enumerate(reversed(rows)) for placed in self._row(line, size, row)]

    def _rows(self, texts: list[str]) -> tuple[list[list[str]], int]:
        """One row if its letters are large enough to be read, else two, the last text being continued in the second."""
        size = self._fitting([texts])
        words = texts[-1].split()
        if size >= self.lettering.px(_READABLE) or len(words) < 2:
            return [texts], size
        choices = [[[*texts[:-1], " ".join(words[:at])], [" ".join(words[at:])]] for at in range(1, len(words))]
        rows = min(choices, key=lambda rows: max(self._width(row, 100) for row in rows))
        return rows, min(self._fitting(rows), self.lettering.px(_READABLE))

    def _fitting(self, rows: list[list[str]]) -> int:
        """The size at which the widest row of pills fits the safe area."""
        room = safe_area(self.lettering.width, self.lettering.height).width
        return _largest(self.lettering.px(self.size), room, lambda size: max(self._width(row, size) for row in rows))

    def _width(self, row: list[str], size: int) -> float:
        letters = sum(self.lettering.advance(text, "caption", size) for text in row)
        return letters + (2 * LABEL_INK.plate_pad[0] * len(row) + _GAP * (len(row) - 1)) * size

    def _row(self, texts: list[str], size: int, row: int) -> list[tuple[Sprite, int, int]]:
        """The pills of one row, counted from the bottom."""
        area, sprites = safe_area(self.lettering.width, self.lettering.height), []
        middle = area.bottom - self.lettering.px(3) - round(size * (0.5 + LABEL_INK.plate_pad[1] + 1.5 * row))
        pen = area.left + LABEL_INK.plate_pad[0] * size
        for text in texts:
            lettered = self.lettering.letter(text, "caption", size, LABEL_INK)
            sprites.append((lettered.sprite, round(pen) - lettered.left, middle + round(size * HANGUL_MIDDLE) - lettered.top))
            pen += self.lettering.advance(text, "caption", size) + (2 * LABEL_INK.plate_pad[0] + _GAP) * size
        return sprites
