"""What is in a media file, read with PyAV (imageio-ffmpeg ships no ffprobe)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shorts.errors import MediaUnreadable

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Media:
    """Sizes in pixels, times in seconds; zeros where a file has no picture or no sound."""

    seconds: float
    width: int = 0
    height: int = 0
    fps: float = 0.0
    frames: int = 0
    codec: str = ""
    pix_fmt: str = ""
    colour: tuple[int, int, int] = (0, 0, 0)  # matrix, primaries, transfer as in ITU-T H.273; BT.709 is 1
    sample_rate: int = 0
    channels: int = 0
    audio_codec: str = ""
    tags: tuple[tuple[str, str], ...] = ()


def probe(path: Path, container: str = "") -> Media:
    """Read the headers of `path`. Raises MediaUnreadable.

    container: what it must be, by FFmpeg's name, for files that aren't ours: no playlist can then make it open others.
    """
    import av

    try:
        with path.open("rb") as file, av.open(file, format=container or None, metadata_errors="replace") as opened:
            return _media(opened)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        reason = str(error)
        raise MediaUnreadable(file=path.name, reason_ko=f"읽을 수 없습니다({reason})", reason_en=f"it can't be read ({reason})") from error


def count_frames(path: Path) -> int:
    """Pictures in `path`, by walking its packets."""
    import av

    with av.open(str(path)) as container:
        return sum(1 for packet in container.demux(video=0) if packet.size)


def _media(container: object) -> Media:
    import av

    assert isinstance(container, av.container.InputContainer)
    seconds = (container.duration or 0) / av.time_base
    tags = tuple(sorted(container.metadata.items()))
    picture: dict[str, object] = {}
    if container.streams.video:
        stream = container.streams.video[0]
        context = stream.codec_context
        picture = {
            "width": context.width, "height": context.height, "fps": float(stream.average_rate or 0), "frames": stream.frames,
            "codec": context.name, "pix_fmt": context.pix_fmt or "",
            "colour": (int(context.colorspace), int(context.color_primaries), int(context.color_trc)),
        }  # fmt: skip
    sound: dict[str, object] = {}
    if container.streams.audio:
        audio = container.streams.audio[0].codec_context
        sound = {"sample_rate": audio.sample_rate, "channels": audio.channels, "audio_codec": audio.name}
    return Media(seconds=seconds, tags=tags, **picture, **sound)  # type: ignore[arg-type]
