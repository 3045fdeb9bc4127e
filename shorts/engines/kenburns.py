"""Ken Burns: the camera glides over the picture, as steadily as a heavy tripod. No model, any picture, any machine.

One move lasts as long as its scene. A change of framing every few seconds is what the planner does over a still that no engine moves;
who chooses this engine wants the calm of one long look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts import clips
from shorts.artifacts import FPS
from shorts.engines.base import Capabilities
from shorts.picture.glide import NEAREST, glide
from shorts.picture.photos import read_rgb, salient_point
from shorts.picture.wall import Wall

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Clip, Still
    from shorts.engines.base import MotionBrief
    from shorts.picture.yuv import Canvas
    from shorts.progress import Work

_FINER = 1.25
"""Pixels of the plate a pixel of the frame, each way. With 1 a pan is sharper on whole pixels than between them and pulses by 4 %, with
this by 0.7 % (mean Laplacian of 30 frames)."""


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
        rgb = read_rgb(still.path, round(brief.width * NEAREST * _FINER), round(brief.height * NEAREST * _FINER))
        focus = brief.focus or salient_point(rgb)
        move = glide(brief.move, focus, (rgb.shape[1], rgb.shape[0]), brief)
        near = max(move.start.zoom, move.end.zoom)
        wall = Wall(clips.covering(rgb, *size, near * _FINER), size)

        def draw(canvas: Canvas, index: int) -> None:
            wall.show(canvas, move.at(index / FPS))

        return clips.written(draw, brief, out, work)
