"""Long, slow camera moves over one picture: how far they go, and where."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from shorts.artifacts import FPS
from shorts.picture.camera import Move, View, clamped, cover_scale

if TYPE_CHECKING:
    from shorts.artifacts import Motion
    from shorts.engines.base import MotionBrief

_SPEED = 0.032
"""Of a zoom: part of the picture's size a second. Slower looks like a still, faster like a video call's."""
_LEAST, NEAREST = 1.1, 1.3
"""Zoom of the near end, however short or long the scene."""
_PAN_ZOOM = 1.14
_PAN_SPEED, _PAN_LEAST, _PAN_MOST = 0.03, 0.06, 0.25
"""Of a pan: part of the frame's width a second, and at least and at most altogether."""
_AUTO: tuple[Motion, ...] = ("push", "push", "pull", "left", "right")  # towards what is told about, as a rule


def glide(motion: Motion, focus: tuple[float, float], plate: tuple[int, int], brief: MotionBrief) -> Move:
    """The camera's way. plate: (width, height) of the picture in pixels, of which only the shape counts.

    Both ends show nothing beyond the picture's edges, and then no view between them does: with a geometric zoom, what a view covers
    shrinks ahead of where it goes.
    """
    frame, seconds = (brief.width, brief.height), brief.frames / FPS
    if motion == "auto":
        motion = random.Random(f"{brief.seed}/kenburns").choice(_AUTO)
    if motion in ("left", "right"):
        shown = frame[0] / (cover_scale(plate, frame) * _PAN_ZOOM * plate[0])
        half = min(1 - shown, shown * min(max(_PAN_SPEED * seconds, _PAN_LEAST), _PAN_MOST)) / 2
        middle = min(max(focus[0], shown / 2 + half), 1 - shown / 2 - half)
        way = half if motion == "right" else -half
        start, end = (clamped(View(middle + x, focus[1], _PAN_ZOOM), plate, frame) for x in (-way, way))
        return Move(start, end, seconds)
    far = clamped(View(*focus), plate, frame)
    near = clamped(View(*focus, min(max(1 + _SPEED * seconds, _LEAST), NEAREST)), plate, frame)
    if motion == "still":
        return Move(far, far, seconds)
    return Move(far, near, seconds) if motion == "push" else Move(near, far, seconds)
