"""Writing the clips of motion engines: frames of any size and rate to a file that scenes play."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from shorts.artifacts import FPS, Clip
from shorts.ffmpeg.frames import encode_clip
from shorts.motion import stretched
from shorts.picture import camera
from shorts.picture.between import Between
from shorts.picture.camera import View
from shorts.picture.glide import glide
from shorts.picture.wall import Wall
from shorts.picture.yuv import TO_YUV, Plate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from shorts.engines.base import MotionBrief
    from shorts.models.local import LocalModels
    from shorts.picture.yuv import U8, Canvas
    from shorts.progress import Work

VERSION = "1"
"""Changes whenever the same frames would become another clip."""
_REPORT_EVERY = 6
_MIDDLE = (0.5, 0.46)
"""Where a rest is zoomed into unless the scene has a focus: faces are above the middle."""


def engine_version(own: str, models: LocalModels, needed: Sequence[str], *, small: bool) -> str:
    """Of an engine that makes clips: its own, that of stretching, the commits of its weights, and whether the profile wants small clips."""
    parts = [name for name in needed if models.has(name)]
    return "+".join((f"{own}.{VERSION}", *(["small"] if parts and small else []), *(models.revision(part) for part in parts)))


def filled(shown: Sequence[U8], rate: float, brief: MotionBrief, out: Path, work: Work, *, moved: bool = False, eased: str = "") -> Clip:
    """A model's frames (each (h, w, 3) uint8, made for `rate` frames a second) as a clip of the brief's size and length.

    moved: let the camera make the brief's move over it, from its first frame to its last; for clips whose own camera doesn't. eased: see Clip.
    Raises EncoderFailed, DiskFull, OutputUnwritable, Cancelled; then `out` doesn't exist.
    """
    moments = stretched(len(shown), rate, brief.frames)
    between, size = Between(shown), (brief.width, brief.height)
    focus = brief.focus or _MIDDLE
    move = glide(brief.move, focus, (shown[0].shape[1], shown[0].shape[0]), brief) if moved else None
    kept: tuple[float, Wall] | None = None

    def draw(canvas: Canvas, index: int) -> None:
        nonlocal kept
        moment = moments[index]
        if kept is None or kept[0] != moment.at:
            kept = moment.at, Wall(covering(between.at(moment.at), *size), size)
        kept[1].show(canvas, move.at(index / FPS) if move else _about(focus, moment.zoom))

    return replace(written(draw, brief, out, work), eased=eased)


def _about(focus: tuple[float, float], zoom: float) -> View:
    """Zoomed so that the focus stays where it is."""
    x, y = focus
    return View(x + (0.5 - x) / zoom, y + (0.5 - y) / zoom, zoom)


def written(draw: Callable[[Canvas, int], None], brief: MotionBrief, out: Path, work: Work) -> Clip:
    """The clip whose frame number i is what `draw(canvas, i)` fills the canvas with. Tells work "motion", frame, frames. Raises as filled."""
    cv2.setNumThreads(max(1, (os.cpu_count() or 1) // 4))  # as render.py, for the same reason
    with encode_clip(out, brief.width, brief.height, work) as sink:
        for index in range(brief.frames):
            canvas = sink.take()
            draw(canvas, index)
            sink.put(canvas)
            if index % _REPORT_EVERY == 0:
                work.step("motion", index, brief.frames)
    work.step("motion", brief.frames, brief.frames)
    return Clip(out, brief.frames / FPS)


def covering(rgb: U8, width: int, height: int, zoom: float = 1.0) -> Plate:
    """A picture as a plate that covers width x height at `zoom`, enlarged or reduced once, well, so that the camera needn't."""
    h, w = rgb.shape[:2]
    scale = camera.cover_scale((w, h), (width, height)) * zoom
    size = max(2, round(w * scale / 2) * 2), max(2, round(h * scale / 2) * 2)
    half = size[0] // 2, size[1] // 2
    luma = cv2.resize(cv2.transform(rgb, TO_YUV[:1]), size, interpolation=cv2.INTER_LANCZOS4 if scale > 1 else cv2.INTER_AREA)
    chroma = cv2.resize(cv2.transform(rgb, TO_YUV[1:]), half, interpolation=cv2.INTER_CUBIC if scale > 2 else cv2.INTER_AREA)
    return Plate(np.asarray(luma, np.uint8), *(np.ascontiguousarray(chroma[..., i], np.uint8) for i in (0, 1)))
