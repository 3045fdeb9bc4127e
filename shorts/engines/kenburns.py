"""Ken Burns: the camera glides over the picture, as steadily as a heavy tripod. No model, any picture, any machine.

One move lasts as long as its scene. A change of framing every few seconds is what the planner does over a still that no engine moves;
who chooses this engine wants the calm of one long look.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from shorts import clips
from shorts.artifacts import FPS
from shorts.engines.base import Capabilities
from shorts.picture.camera import Move, View, clamped, cover_scale
from shorts.picture.photos import read_rgb, salient_point
from shorts.picture.wall import Wall

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Clip, Motion, Still
    from shorts.engines.base import MotionBrief
    from shorts.picture.yuv import Canvas
    from shorts.progress import Work

_SPEED = 0.032
"""Of a zoom: part of the picture's size a second. Slower looks like a still, faster like a video call's."""
_LEAST, _MOST = 1.1, 1.3
"""Zoom of the near end, however short or long the scene."""
_FINER = 1.25
"""Pixels of the plate a pixel of the frame, each way. With 1 a pan is sharper on whole pixels than between them and pulses by 4 %, with
this by 0.7 % (mean Laplacian of 30 frames)."""
_PAN_ZOOM = 1.14
_PAN_SPEED, _PAN_LEAST, _PAN_MOST = 0.03, 0.06, 0.25
"""Of a pan: part of the frame's width a second, and at least and at most altogether."""
_AUTO: tuple[Motion, ...] = ("push", "push", "pull", "left", "right")  # towards what is told about, as a rule


class KenBurns:
    """Frames are warped by fractions of a pixel from one enlarged plate, so nothing shakes or steps."""

    id = "kenburns"
    version = f"1.{clips.VERSION}"
    capabilities = Capabilities(licence="Apache-2.0")

    def why_not(self) -> tuple[str, str] | None:
        return None

    def animate(self, still: Still, brief: MotionBrief, out: Path, work: Work) -> Clip:
        """Raises MediaUnreadable (the still), EncoderFailed, DiskFull, OutputUnwritable, Cancelled."""
        size = brief.width, brief.height
        rgb = read_rgb(still.path, round(brief.width * _MOST * _FINER), round(brief.height * _MOST * _FINER))
        focus = brief.focus or salient_point(rgb)
        move = glide(brief.move, focus, (rgb.shape[1], rgb.shape[0]), brief)
        near = max(move.start.zoom, move.end.zoom)
        wall = Wall(clips.covering(rgb, *size, near * _FINER), size)

        def draw(canvas: Canvas, index: int) -> None:
            wall.show(canvas, move.at(index / FPS))

        return clips.written(draw, brief, out, work)


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
    near = clamped(View(*focus, min(max(1 + _SPEED * seconds, _LEAST), _MOST)), plate, frame)
    if motion == "still":
        return Move(far, far, seconds)
    return Move(far, near, seconds) if motion == "push" else Move(near, far, seconds)
