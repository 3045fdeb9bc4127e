"""Single pictures out of a finished video: for choosing a thumbnail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shorts.errors import MediaUnreadable
from shorts.files import replacing, storage_errors
from shorts.values import key_of

if TYPE_CHECKING:
    from pathlib import Path

_WIDTH = 216
"""Pixels: small enough for twelve on a phone, large enough to judge a face."""


def stills_of(video: Path, count: int) -> list[tuple[float, Path]]:
    """`count` moments spread over the video as (seconds, JPEG beside it in previews/); made once for each state of the video.

    Raises MediaUnreadable, DiskFull, OutputUnwritable.
    """
    import av

    folder = video.parent / "previews"
    with storage_errors(folder):
        folder.mkdir(exist_ok=True)
        stat = video.stat()
    mark = key_of([stat.st_size, stat.st_mtime_ns])[:12]
    found = []
    try:
        with av.open(str(video)) as container:
            stream = container.streams.video[0]
            seconds = float((container.duration or 0) / av.time_base)
            for index in range(count):
                moment = seconds * (index + 0.5) / count
                path = folder / f"still-{mark}-{index:02d}.jpg"
                if not path.is_file():
                    container.seek(int(moment * av.time_base))
                    _keep(next(frame for frame in container.decode(stream) if (frame.time or 0.0) >= moment - 0.05), path)
                found.append((round(moment, 3), path))
    except (av.error.FFmpegError, OSError, StopIteration) as error:
        raise MediaUnreadable(file=video.name, reason_ko="영상을 읽을 수 없습니다", reason_en="the video can't be read") from error
    return found


def _keep(frame: Any, path: Path) -> None:
    image = frame.to_image()
    image.thumbnail((_WIDTH, _WIDTH * 2))
    with replacing(path) as part:
        image.save(part, format="JPEG", quality=82)
