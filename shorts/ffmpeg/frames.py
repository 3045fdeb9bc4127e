"""Streaming composed frames into the encoder, so that composing and pipe writes overlap and memory stays flat."""

from __future__ import annotations

import queue
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from shorts.ffmpeg.args import Encoding, clip_args, encode_args
from shorts.ffmpeg.run import Process
from shorts.files import replacing
from shorts.picture.yuv import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from shorts.progress import Work

_CANVASES = 3  # one being composed, one waiting, one being written
_WAIT = 0.1


class FrameSink:
    """Where finished frames go. `take` a free canvas, fill all of it, `put` it; canvases are used again."""

    def __init__(self, process: Process, encoding: Encoding, work: Work) -> None:
        self._process, self._work = process, work
        self._free: queue.SimpleQueue[Canvas] = queue.SimpleQueue()
        self._ready: queue.SimpleQueue[Canvas | None] = queue.SimpleQueue()
        self._broken = threading.Event()
        self.frames = 0
        for _ in range(_CANVASES):
            self._free.put(Canvas.blank(encoding.width, encoding.height))
        self._writer = threading.Thread(target=self._write_all, name="ffmpeg-frames", daemon=True)
        self._writer.start()

    @property
    def encoder(self) -> int:
        """The encoder's process id."""
        return self._process.pid

    def take(self) -> Canvas:
        """A canvas with an older frame on it. Raises Cancelled, EncoderFailed, DiskFull."""
        while True:
            self._work.check()
            if self._broken.is_set():
                raise self._process.failure()
            try:
                return self._free.get(timeout=_WAIT)
            except queue.Empty:
                continue

    def put(self, canvas: Canvas) -> None:
        self._ready.put(canvas)
        self.frames += 1

    def finish(self) -> None:
        """Hand over what is left and wait for the encoder. Raises as `take` does."""
        self._ready.put(None)
        while self._writer.is_alive():
            self._work.check()
            self._writer.join(_WAIT)
        if self._broken.is_set():
            raise self._process.failure()
        self._process.finish()

    def _write_all(self) -> None:
        try:
            while (canvas := self._ready.get()) is not None:
                self._process.stdin.write(canvas.buffer.data)
                self._free.put(canvas)
            self._process.stdin.close()
        except (OSError, ValueError):  # the pipe broke (EINVAL on Windows), or was closed while cancelling
            self._broken.set()

    def abandon(self) -> None:
        """Let the writer end; the process has been stopped."""
        self._ready.put(None)
        self._writer.join(2.0)


@contextmanager
def encode_frames(out: Path, encoding: Encoding, work: Work, job: str = "video") -> Iterator[FrameSink]:
    """Encode the frames put into the sink as `out` (mp4, picture only), which appears when the block ends well.

    Raises EncoderFailed, DiskFull, OutputUnwritable, Cancelled; then no file is left.
    """
    with _encoding(encode_args, out, encoding, work, job) as sink:
        yield sink


@contextmanager
def encode_clip(out: Path, width: int, height: int, work: Work) -> Iterator[FrameSink]:
    """The same for a clip that scenes play (see picture/reel.py), not for the short itself."""
    with _encoding(clip_args, out, Encoding(width, height), work, "clip") as sink:
        yield sink


@contextmanager
def _encoding(args: Callable[[Encoding, Path], list[str]], out: Path, encoding: Encoding, work: Work, job: str) -> Iterator[FrameSink]:
    with replacing(out) as part:
        part.touch()  # an unwritable folder is found before any frame is made
        with Process(args(encoding, part), job, out, work, feed=True) as process:
            sink = FrameSink(process, encoding, work)
            try:
                yield sink
                sink.finish()
            except BaseException:
                process.stop()
                sink.abandon()
                raise
