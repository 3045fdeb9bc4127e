"""Half transitions on a finished picture: out at the end of one segment, in at the start of the next.

k runs from 0 (untouched) to 1 (at the cut). Both halves meet in the same state, so the cut itself can't be seen, and no
state is ever black.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from shorts.picture.lettering_colours import INK, MINT, luminance, rgb_of
from shorts.picture.yuv import TO_YUV

if TYPE_CHECKING:
    from shorts.picture.lettering_colours import Rgb
    from shorts.picture.yuv import U8, Canvas
    from shorts.scene_plan import Transition

_FLASHING = 0.62  # relative luminance of a whole frame that would be felt as a flash
_FIXED = 4  # fractional bits of shape coordinates


def apply(canvas: Canvas, transition: Transition, k: float, palette: tuple[str, ...], *, leaving: bool) -> None:
    """Draw the transition over the picture at strength k."""
    if k <= 0:
        return
    if transition.kind == "whip":
        _whip(canvas, k, transition.direction * (1 if leaving else -1))
    elif transition.kind == "zoom":
        _zoom(canvas, k)
    else:
        shape = _slant if transition.kind == "wipe" else _circle
        shape(canvas, k, transition.direction, _colours(palette), leaving=leaving)


def _colours(palette: tuple[str, ...]) -> tuple[Rgb, Rgb]:
    """The band's and the cover's: the character's own colours, neither bright accents nor near-whites, which would flash."""
    calm = [colour for colour in map(rgb_of, palette) if luminance(colour) < _FLASHING]
    return (calm[0], calm[1]) if len(calm) > 1 else (MINT, INK)


def strength(frame: int, frames: int, enter: Transition | None, leave: Transition | None) -> tuple[Transition, float, bool] | None:
    """Which half is running at this frame of the segment: (transition, k, leaving), or None."""
    if enter and frame < enter.frames:
        return enter, 1 - (frame + 0.5) / enter.frames, False
    if leave and frame >= frames - leave.frames:
        return leave, (frame - (frames - leave.frames) + 0.5) / leave.frames, True
    return None


def _whip(canvas: Canvas, k: float, direction: int) -> None:
    """A fast pan: the picture slides, speeding up towards the cut, smeared along its motion."""
    shift = direction * 0.62 * k * k * canvas.width
    blur = 0.34 * k * canvas.width
    for plane, half in ((canvas.y, 1), (canvas.u, 2), (canvas.v, 2)):
        size = plane.shape[1], plane.shape[0]
        moved = cv2.warpAffine(plane, np.array([[1, 0, shift / half], [0, 1, 0]]), size, borderMode=cv2.BORDER_REFLECT_101)
        width = int(blur / half) // 2 * 2 + 1
        plane[:] = cv2.blur(moved, (width, 1), borderType=cv2.BORDER_REFLECT_101) if width > 2 else moved


def _zoom(canvas: Canvas, k: float) -> None:
    """A quick push into the picture, with a little of the blur a lens would have."""
    for plane in (canvas.y, canvas.u, canvas.v):
        near, middle, far = (_scaled(plane, 1 + factor * k * k) for factor in (0.72, 0.64, 0.56))
        plane[:] = cv2.addWeighted(middle, 0.4, cv2.addWeighted(near, 0.5, far, 0.5, 0), 0.6, 0)


def _scaled(plane: U8, scale: float) -> U8:
    h, w = plane.shape
    matrix = np.array([[scale, 0, (1 - scale) * 0.47 * w], [0, scale, (1 - scale) * 0.42 * h]])
    return np.asarray(cv2.warpAffine(plane, matrix, (w, h), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _slant(canvas: Canvas, k: float, direction: int, colours: tuple[Rgb, Rgb], *, leaving: bool) -> None:
    """Two slanted bands cross the frame; at the cut the second one covers all of it."""
    w, lean = canvas.width, 0.28 * canvas.height
    for band, colour in enumerate(colours):
        reach = (w + lean) * min(1.12 * k ** (1.25 + 0.45 * band), 1.0)
        _fill(canvas, _parallelogram(canvas, reach, lean, leftward=(direction < 0) == leaving), colour)


def _parallelogram(canvas: Canvas, reach: float, lean: float, *, leftward: bool) -> list[tuple[float, float]]:
    """The part of the frame within `reach` of one side, behind a slanted edge."""
    w, h = float(canvas.width), float(canvas.height)
    points = [(-1.0, -1.0), (reach, -1.0), (reach - lean, h + 1), (-1.0, h + 1)]
    points[2] = (max(reach - lean, -1.0), h + 1)
    return [(w - x, y) for x, y in points] if leftward else points


def _circle(canvas: Canvas, k: float, direction: int, colours: tuple[Rgb, Rgb], *, leaving: bool) -> None:
    """Two discs grow from the middle until the second one covers all; both directions look alike."""
    del direction, leaving
    x, y = 0.47 * canvas.width, 0.42 * canvas.height
    far = math.hypot(max(x, canvas.width - x), max(y, canvas.height - y)) + 4
    for band, colour in enumerate(colours):
        radius = far * min(1.1 * k ** (1.7 if band else 1.25), 1.0)
        corners = [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 97)[:-1]]
        _fill(canvas, corners, colour)


def _fill(canvas: Canvas, points: list[tuple[float, float]], colour: Rgb) -> None:
    """A convex shape in one colour, with smooth edges, on all planes."""
    values = TO_YUV[:, :3] @ np.array(colour, np.float32) + TO_YUV[:, 3]
    for plane, value, half in zip((canvas.y, canvas.u, canvas.v), values, (1, 2, 2), strict=True):
        corners = np.array([(x / half, y / half) for x, y in points])
        fixed = np.round(corners * (1 << _FIXED)).astype(np.int32)
        cv2.fillConvexPoly(plane, fixed, round(float(value)), cv2.LINE_AA, _FIXED)
