"""Camera moves that somebody chose for a scene: of its shots, inside a photo's card, over a photo that fills the frame.

"auto" isn't here: what the planner does by itself is in shots.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.picture.camera import Move, View, still

if TYPE_CHECKING:
    from shorts.artifacts import Motion

_REACH = 0.45
"""How far a pan's point of rest moves from its place, in fractions of the frame; with a zoom of 1.08 the presenter then crosses
7 % of the frame."""
_CARD, _FULL = 1.12, 1.16
"""Zoom of the near end inside a card and over the whole frame."""
_LONGEST_PAN = 0.28
"""Fraction of a photo that a pan crosses at most: faster ones can't be looked at."""


def shot_move(motion: Motion, point: tuple[float, float], zoom: float, seconds: float) -> Move:
    """Of presenter and backdrop, about `point` of the frame. zoom: of the near end; pans keep to it."""
    x, y = point
    near, far = View(x, y, zoom), View(x, y, 1.0)
    if motion in ("left", "right"):
        way = _REACH if motion == "right" else -_REACH
        return Move(View(x - way, y, zoom), View(x + way, y, zoom), seconds, "soft")
    return _zoomed(motion, near, far, seconds)


def card_move(motion: Motion, centre: tuple[float, float], shown: float, seconds: float) -> Move:
    """Inside a card. centre: the point of the photo that stays in sight. shown: the part of its width that the card shows
    at zoom 1."""
    return _photo_move(motion, centre, shown, _CARD, seconds)


def full_move(motion: Motion, centre: tuple[float, float], shown: float, seconds: float) -> Move:
    """Over a photo that fills the frame. shown: the part of its width that the frame shows at zoom 1."""
    return _photo_move(motion, centre, shown, _FULL, seconds)


def _photo_move(motion: Motion, centre: tuple[float, float], shown: float, zoom: float, seconds: float) -> Move:
    x, y = centre
    if motion in ("left", "right"):
        half = min(1 - shown / zoom, _LONGEST_PAN) / 2
        x = min(max(x, shown / zoom / 2 + half), 1 - shown / zoom / 2 - half)  # else the pan would stop at the photo's edge
        way = half if motion == "right" else -half
        return Move(View(x - way, y, zoom), View(x + way, y, zoom), seconds, "soft")
    return _zoomed(motion, View(x, y, zoom), View(x, y, 1.0), seconds)


def _zoomed(motion: Motion, near: View, far: View, seconds: float) -> Move:
    if motion == "still":
        return still(far)
    return Move(far, near, seconds, "soft") if motion == "push" else Move(near, far, seconds, "soft")
