"""render_segment and join_segments: from plans to pictures, from segments to the finished short."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
from PIL import Image

from shorts.artifacts import FPS, Segment
from shorts.compose import Composer, Parts, Placing, Presenter
from shorts.errors import EncoderFailed
from shorts.ffmpeg.args import Encoding, concat_listing, join_args
from shorts.ffmpeg.frames import encode_frames
from shorts.ffmpeg.probe import count_frames
from shorts.ffmpeg.run import run
from shorts.ffmpeg.xmp import mark_as_ai
from shorts.files import replacing, scratch
from shorts.picture.stage import preview_of, sketch_of, stage_of
from shorts.picture.yuv import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from shorts.artifacts import Aspect, Quality
    from shorts.ffmpeg.args import Codec
    from shorts.progress import Work
    from shorts.scene_plan import ScenePlan

__all__ = [
    "Composer", "Parts", "Placing", "Presenter", "Tags", "encoding_of", "join_segments", "preview_encoding", "render_segment", "sketch_encoding",
    "still_of", "thumbnail",
]  # fmt: skip

VERSION = "1"
"""Changes whenever the same plan would give other frames."""
_REPORT_EVERY = 6


@dataclass(frozen=True, slots=True)
class Tags:
    """What the file says about itself. `ai`: the machine-readable mark of generated media, besides the words in `comment`."""

    title: str
    description: str = ""
    comment: str = ""
    ai: bool = True

    def metadata(self) -> dict[str, str]:
        """The container's plain keys, none empty."""
        every = {"title": self.title, "description": self.description, "comment": self.comment}
        return {key: value for key, value in every.items() if value}


def encoding_of(aspect: Aspect, quality: Quality, codec: Codec = "libx264", threads: int = 0) -> Encoding:
    """The one encoding that all segments of a short share."""
    stage = stage_of(aspect, quality)
    return Encoding(stage.width, stage.height, quality, codec, threads)


def sketch_encoding(aspect: Aspect) -> Encoding:
    """The smallest and quickest one, for looking at a short before it is rendered."""
    stage = sketch_of(aspect)
    return Encoding(stage.width, stage.height, "draft")


def preview_encoding(aspect: Aspect) -> Encoding:
    """The size of one frame to look at: 540 pixels wide."""
    stage = preview_of(aspect)
    return Encoding(stage.width, stage.height, "draft")


def render_segment(plan: ScenePlan, parts: Parts, encoding: Encoding, out: Path, work: Work) -> Segment:
    """One scene as closed-GOP H.264 of exactly plan.frames frames. Tells work "render", frame, frames.

    Raises EncoderFailed, DiskFull, OutputUnwritable, MediaUnreadable (a photo), Cancelled; then `out` doesn't exist.
    """
    # OpenCV's idle threads spin; with voice and encoder beside us they would take the cores they wait for
    cv2.setNumThreads(max(1, (os.cpu_count() or 1) // 4))
    composer = Composer(plan, parts, encoding.width, encoding.height)
    with closing(composer), encode_frames(out, encoding, work, f"scene {plan.scene}") as sink:
        for frame in range(plan.frames):
            canvas = sink.take()
            composer.draw(canvas, frame)
            sink.put(canvas)
            if frame % _REPORT_EVERY == 0:
                work.step("render", frame, plan.frames, plan.scene)
    work.step("render", plan.frames, plan.frames, plan.scene)
    return Segment(out, plan.frames)


def join_segments(segments: Sequence[Segment], audio: Path, out: Path, tags: Tags, work: Work) -> None:
    """The finished mp4: segments copied one after another, `audio` (AAC) beside them, nothing encoded again.

    Raises EncoderFailed (also if a frame got lost), DiskFull, OutputUnwritable, Cancelled.
    """
    frames = [segment.frames for segment in segments]
    with scratch(out) as folder:
        listing = folder / "segments.txt"
        listing.write_text(concat_listing([segment.path.absolute() for segment in segments], frames), encoding="utf-8")
        with replacing(out) as part:
            part.touch()
            run(join_args(listing, audio, tags.metadata(), sum(frames) / FPS, part), "join", out, work)
            found = count_frames(part)
            if found != sum(frames):
                raise EncoderFailed(job="join", tail=f"{found} frames instead of {sum(frames)}")
            if tags.ai:
                mark_as_ai(part, tags.title)


def still_of(plan: ScenePlan, parts: Parts, encoding: Encoding, frame: int = 0) -> Image.Image:
    """One frame of a scene as a picture, without encoding anything."""
    canvas = Canvas.blank(encoding.width, encoding.height)
    with closing(Composer(plan, parts, encoding.width, encoding.height)) as composer:
        composer.draw(canvas, frame)
    return Image.fromarray(canvas.rgb())


def thumbnail(
    plan: ScenePlan, parts: Parts, encoding: Encoding, out: Path, title: Callable[[Canvas], None] | None = None, frame: int = 0
) -> None:
    """One frame of a scene as a JPEG (or PNG, by out's suffix): as it is in the film, or, with `title`, the picture without captions
    and labels, lettered by that. Raises OutputUnwritable, DiskFull."""
    canvas = Canvas.blank(encoding.width, encoding.height)
    with closing(Composer(plan, parts, encoding.width, encoding.height)) as composer:
        if title:
            composer.picture(canvas, frame)
            title(canvas)
        else:
            composer.draw(canvas, frame)
    image = Image.fromarray(canvas.rgb())
    with replacing(out) as part:
        if out.suffix.lower() == ".png":
            image.save(part, optimize=True)
        else:
            image.save(part, quality=92, subsampling=0, optimize=True)
