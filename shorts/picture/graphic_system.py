"""The one design system of what is written on the screen beside captions and title: sizes, paddings, radii, colours, how things come and go.

Lengths are pixels of a canvas 1080 wide (Lettering.px scales them); ems where said so; times are seconds.
"""

from __future__ import annotations

import math

from shorts.picture.camera import eased
from shorts.picture.lettering_colours import INK, WHITE, Accents, Rgb, readable, text_on

VERSION = 2
"""Changes whenever a graphic would look different; part of the keys of segments."""

PAPER: Rgb = (253, 253, 253)
"""What lists, quotations and calls are written on; the frames of photos are as white."""
NIGHT: Rgb = INK
ON_NIGHT: Rgb = WHITE
QUIET: Rgb = (92, 90, 104)
"""Small words on PAPER; 6.6:1."""

TO_COME: tuple[Rgb, Rgb] = ((230, 230, 234), (128, 126, 138))
"""Disc and number of a row that is yet to come."""

PRICE, RATING, CALL, FIGURE, POINT, QUOTE, SMALL, SOURCE = 104.0, 66.0, 62.0, 236.0, 66.0, 62.0, 44.0, 27.0
"""Sizes of letters; what doesn't fit becomes smaller, down to LEAST."""
LEAST = 32.0
UNIT, UNIT_OF_MANY, PERCENT = 0.58, 0.76, 0.8
"""Of a figure's size: its unit; that of a figure which ends in 만 or 억, so that it isn't a dwarf beside it; the percent sign."""
PITCH = 1.26
"""Line distance in ems."""

TAG_PAD = (0.34, 0.20)
"""Of a tag, in ems: beside the letters; above and below them."""
CARD_PAD = (52.0, 42.0)
ROW_GAP = 24.0
TAG_RADIUS, CARD_RADIUS = 0.36, 38.0
"""In ems of its letters; in pixels."""
SHADOW = (8.0, 14.0, 0.34)
"""Drop, blur, opacity."""
DISC = 1.02
"""Of a point's size: the disc with its number. A bullet has BULLET of it."""
BULLET = 0.36

ENTRY, EXIT, ROW_ENTRY = 0.3, 0.14, 0.28


def tag_scale(age: float, left: float) -> float:
    """How large a tag is `age` seconds after it came and `left` before it goes: it springs in and shrinks away."""
    return max((0.5 + 0.5 * eased(age / ENTRY, "spring")) * math.sqrt(min(left / EXIT, 1.0)), 0.05)


def card_state(age: float, left: float) -> tuple[float, float, float]:
    """(scale, opacity, pixels below its place) of a card of words: it springs up like a photo's card, and sinks out."""
    k, gone = eased(age / ENTRY, "spring"), eased(1 - left / EXIT, "in-out")
    return (0.84 + 0.16 * k) * (1 - 0.06 * gone), min(age / 0.1 + 0.34, 1.0) * (1 - gone), 60 * (1 - k) + 24 * gone


def row_state(age: float) -> tuple[float, float]:
    """(opacity, pixels to the right of its place) of a row: it slides in."""
    k = eased(age / ROW_ENTRY, "out")
    return k, 36 * (1 - k)


def faded(age: float) -> float:
    """Opacity of what only fades, `age` seconds after it came (or before it goes)."""
    return min(max(age / ENTRY, 0.0), 1.0)


def plate_colours(accents: Accents) -> tuple[Rgb, Rgb]:
    """A plate in the presenter's colour, and what is written on it."""
    return accents.first, text_on(accents.first)


def on_paper(accents: Accents) -> Rgb:
    """The presenter's colour as letters on PAPER: 4.5:1."""
    return readable(accents.first, PAPER, 4.5)


def bullet_on_paper(accents: Accents) -> Rgb:
    """3:1 is enough for a mark that says nothing by its colour."""
    return readable(accents.first, PAPER, 3.0)


def stars_on_night(accents: Accents) -> tuple[Rgb, Rgb]:
    """Filled and empty stars."""
    return readable(accents.first, NIGHT, 8.0), (96, 94, 108)
