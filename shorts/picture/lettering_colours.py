"""Accent colours that can be read: taken from a character's palette, lightened until they stand out from the outline.

Contrast as in WCAG 2.2 (relative luminance of sRGB); 4.5:1 is its level for text, we ask for more of an accent.
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

Rgb = tuple[int, int, int]

WHITE: Rgb = (255, 255, 255)
INK: Rgb = (18, 16, 24)
"""The nearly black of outlines and plates."""
SUN: Rgb = (255, 222, 40)
MINT: Rgb = (96, 240, 190)
_ORANGE, _AMBER = (0.03, 0.115), 0.125
"""Oranges (hue 11°…41°) become amber: fur and wood are orange too, and letters must not sink into them."""
ENOUGH = 4.5
VIVID = 8.0
"""What an accent is lightened to against INK: on a phone in the sun 4.5 is thin."""


@dataclass(frozen=True, slots=True)
class Accents:
    """`first` marks the word being spoken and the title's key word; `second` the scene's keywords."""

    first: Rgb = SUN
    second: Rgb = MINT


def rgb_of(colour: str) -> Rgb:
    """ "#rrggbb" as numbers. Raises ValueError."""
    digits = colour.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(colour)
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def luminance(colour: Rgb) -> float:
    """Relative luminance, 0…1."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: Rgb, b: Rgb) -> float:
    """1 (none) … 21 (black on white)."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def readable(colour: Rgb, against: Rgb = INK, least: float = VIVID) -> Rgb:
    """`colour`, mixed with white (or with black on a light ground) until its contrast is `least`."""
    towards = WHITE if contrast(WHITE, against) >= contrast(INK, against) else INK
    for step in range(21):
        mixed = _mix(colour, towards, step / 20)
        if contrast(mixed, against) >= least:
            return mixed
    return towards


def text_on(plate: Rgb) -> Rgb:
    """White or ink, whichever reads better on `plate`."""
    return max((INK, WHITE), key=lambda colour: contrast(colour, plate))


def accents_of(palette: tuple[str, ...]) -> Accents:
    """Two accents of different hue from a character's palette ("#rrggbb"); yellow and mint where it has none."""
    vivid = sorted({rgb_of(one) for one in palette}, key=lambda c: (-_vividness(c), c))
    first = next((_bright(one) for one in vivid if _vividness(one) > 0.25), SUN)
    others = [_bright(one) for one in vivid if _vividness(one) > 0.25] + [SUN, MINT]
    second = next(one for one in others if _hue_distance(one, first) > 0.11)
    return Accents(first, second)


def _bright(colour: Rgb) -> Rgb:
    hue, saturation, _ = colorsys.rgb_to_hsv(*(c / 255 for c in colour))
    if _ORANGE[0] < hue < _ORANGE[1]:
        hue = _AMBER
    r, g, b = colorsys.hsv_to_rgb(hue, min(1.0, saturation * 1.1), 1.0)
    return readable((round(r * 255), round(g * 255), round(b * 255)))


def _vividness(colour: Rgb) -> float:
    _, saturation, value = colorsys.rgb_to_hsv(*(c / 255 for c in colour))
    return saturation * value


def _hue_distance(a: Rgb, b: Rgb) -> float:
    apart = abs(_hue(a) - _hue(b))
    return min(apart, 1 - apart)


def _hue(colour: Rgb) -> float:
    return colorsys.rgb_to_hsv(*(c / 255 for c in colour))[0]


def _mix(a: Rgb, b: Rgb, share: float) -> Rgb:
    r, g, v = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return r, g, v
