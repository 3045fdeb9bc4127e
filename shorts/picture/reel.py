"""Footage as plates, frame by frame: decoded in order, one frame in memory, any frame the same however it was reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import cv2
import numpy as np

from shorts.artifacts import FPS
from shorts.errors import MediaUnreadable
from shorts.picture.yuv import Plate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from shorts.picture.yuv import U8

_SKIP = 2 * FPS  # frames ahead from which on a jump to a key picture is quicker than decoding all between


class Reel:
    """A video that media.py made (constant FPS, yuv420p, BT.709), open for reading. Not shared between threads.

    Raises MediaUnreadable where the file can't be read.
    """

    def __init__(self, path: Path) -> None:
        import av

        self._path = path
        self._error: type[Exception] = av.error.FFmpegError
        try:
            self._container: Any = av.open(str(path))
            self._stream: Any = self._container.streams.video[0]
        except (self._error, OSError, IndexError) as error:
            raise self._unreadable() from error
        self._stream.codec_context.thread_count = 1  # an encoder and a voice are at work beside it
        self.frames: int = self._stream.frames
        self._decoded: Iterator[Any] = iter(())
        self._frame: Any = None
        self._index = -1
        self._plate: tuple[int, Plate] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Windows can't move or delete files that are open."""
        self._container.close()

    def plate(self, index: int) -> Plate:
        """Frame number `index`, at its own size; the last one for what is beyond the end."""
        index = min(index, self.frames - 1)
        if self._frame is None or index < self._index or index > self._index + _SKIP:
            self._jump(index)
        try:
            while self._index < index:
                self._frame = next(self._decoded)
                self._index = round(float(self._frame.pts * self._stream.time_base) * FPS)
        except (StopIteration, self._error) as error:
            raise self._unreadable() from error
        if self._plate is None or self._plate[0] != self._index:
            self._plate = self._index, _plate_of(self._frame)
        return self._plate[1]

    def _jump(self, index: int) -> None:
        self._container.seek(int(index / FPS / self._stream.time_base), stream=self._stream)
        self._decoded = self._container.decode(self._stream)
        self._index = -1

    def _unreadable(self) -> MediaUnreadable:
        return MediaUnreadable(file=self._path.name, reason_ko="영상을 열 수 없습니다", reason_en="the video can't be opened")


def reduced(plate: Plate, width: int, height: int) -> Plate:
    """A plate made smaller, so that it just covers width x height; never enlarged."""
    w, h = plate.size
    scale = max(width / w, height / h)
    if scale >= 1:
        return plate
    size = max(2, round(w * scale / 2) * 2), max(2, round(h * scale / 2) * 2)
    half = size[0] // 2, size[1] // 2
    planes = ((plate.y, size), (plate.u, half), (plate.v, half))
    return Plate(*(np.asarray(cv2.resize(part, wanted, interpolation=cv2.INTER_AREA), np.uint8) for part, wanted in planes))


def _plate_of(frame: Any) -> Plate:
    flat: U8 = frame.to_ndarray().reshape(-1)
    w, h = frame.width, frame.height
    quarter = w * h // 4
    u, v = flat[w * h : w * h + quarter], flat[w * h + quarter :]
    return Plate(flat[: w * h].reshape(h, w), u.reshape(h // 2, w // 2), v.reshape(h // 2, w // 2))
