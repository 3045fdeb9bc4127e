"""Small drawings as outlines in a square of side 1: stars, and what the buttons of calls show."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.picture.plates import Outline
    from shorts.scene_plan import Icon


def star(share: float = 1.0) -> Outline:
    """A five-pointed star with slightly blunt arms, about (0.5, 0.53); only its left `share`."""
    points = []
    for index in range(10):
        radius, angle = (0.5, 0.235)[index % 2], math.pi * (index / 5 - 0.5)
        points.append((0.5 + radius * math.cos(angle), 0.53 + radius * math.sin(angle)))
    return points if share >= 1 else _cut(points, share)


def icon(name: Icon) -> list[Outline]:
    """Outlines to be filled in one colour."""
    return _ICONS[name]


def _cut(points: Outline, right: float) -> Outline:
    """The part of a polygon that lies left of x = right (Sutherland and Hodgman's clipping, one edge)."""
    kept: Outline = []
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        if ax <= right:
            kept.append((ax, ay))
        if (ax <= right) != (bx <= right):
            kept.append((right, ay + (by - ay) * (right - ax) / (bx - ax)))
    return kept


def _arc(cx: float, cy: float, r: float, start: float, end: float, steps: int = 16) -> Outline:
    """Degrees clockwise from the right."""
    angles = (math.radians(start + (end - start) * n / steps) for n in range(steps + 1))
    return [(cx + r * math.cos(a), cy + r * math.sin(a)) for a in angles]


def _box(x0: float, y0: float, x1: float, y1: float) -> Outline:
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


_SAVE = [[(0.24, 0.1), (0.76, 0.1), (0.76, 0.92), (0.5, 0.7), (0.24, 0.92)]]
_BELL = [
    [(0.12, 0.74), (0.2, 0.62), *_arc(0.5, 0.42, 0.3, 180, 360), (0.8, 0.62), (0.88, 0.74)],
    _arc(0.5, 0.8, 0.11, 0, 180),
    _arc(0.5, 0.12, 0.07, 0, 360),
]
_PLUS = [_box(0.42, 0.12, 0.58, 0.88), _box(0.12, 0.42, 0.88, 0.58)]
_BUBBLE = [[
    *_arc(0.24, 0.3, 0.14, 180, 270, 6), *_arc(0.76, 0.3, 0.14, 270, 360, 6), *_arc(0.76, 0.58, 0.14, 0, 90, 6),
    (0.48, 0.72), (0.28, 0.92), (0.3, 0.72), *_arc(0.24, 0.58, 0.14, 90, 180, 6),
]]  # fmt: skip
_SHARE = [[(0.54, 0.14), (0.94, 0.48), (0.54, 0.82), (0.54, 0.62), (0.34, 0.64), (0.08, 0.86), (0.16, 0.56), (0.34, 0.38), (0.54, 0.34)]]
_HEART = [[(0.5, 0.88), (0.12, 0.5), *_arc(0.3, 0.34, 0.21, 150, 325), (0.5, 0.28), *_arc(0.7, 0.34, 0.21, 215, 390), (0.88, 0.5)]]
_OPEN = [[(0.12, 0.42), (0.52, 0.42), (0.52, 0.18), (0.9, 0.5), (0.52, 0.82), (0.52, 0.58), (0.12, 0.58)]]
_ICONS: dict[Icon, list[Outline]] = {
    "save": _SAVE, "subscribe": _BELL, "follow": _PLUS, "comment": _BUBBLE, "share": _SHARE, "like": _HEART, "open": _OPEN,
}  # fmt: skip
