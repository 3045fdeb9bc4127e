"""Running ffmpeg: progress, cancelling, what it said when it failed, and nothing left behind.

Works the same on Windows: no shell, no select on pipes (threads drain them), no signals but terminate and kill.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from collections import deque
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Self

from shorts.errors import DiskFull, EncoderFailed, EncoderMissing, EngineUnavailable, ShortsError
from shorts.ffmpeg.args import Codec, try_nvenc_args
from shorts.files import human_size
from shorts.progress import Work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

GRACE = 1.0
"""Seconds between asking ffmpeg to end and ending it."""
_POLL = 0.05
_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0) if sys.platform == "win32" else 0
_PIPE_BYTES = 1 << 20
PROGRESS = ("-stats_period", "0.5", "-progress", "pipe:2")
"""Options that come first: ffmpeg then tells how far it is, in lines among those that tell what is wrong."""
_TOLD = re.compile(r"([a-z_0-9]+)=\s*(\d+)?\S*")
_NO_SPACE = ("No space left on device", "not enough space on the disk", "Disk quota exceeded")


@lru_cache(maxsize=1)
def ffmpeg_exe() -> str:
    """The ffmpeg that came with imageio-ffmpeg. Raises EncoderMissing."""
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise EncoderMissing from error


class Process:
    """One running ffmpeg. Leaving the block always ends it: gently after success, quickly after an error."""

    def __init__(self, args: Sequence[str], job: str, out: Path, work: Work, *, feed: bool = False, seconds: float = 0.0) -> None:
        self.job, self.out, self.work = job, out, work
        self._seconds, self._at = seconds, 0.0
        self._lines: deque[str] = deque(maxlen=60)
        try:
            self._popen = subprocess.Popen(
                [ffmpeg_exe(), *(PROGRESS if seconds else ()), *args],
                stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                creationflags=_FLAGS,
            )
        except OSError as error:
            raise EncoderMissing from error
        self._drain = threading.Thread(target=self._read_stderr, name="ffmpeg-stderr", daemon=True)
        self._drain.start()
        if feed and sys.platform == "linux":
            _widen(self.stdin)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @property
    def stdin(self) -> IO[bytes]:
        assert self._popen.stdin is not None
        return self._popen.stdin

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def said(self) -> str:
        """The last lines of stderr."""
        return "\n".join(self._lines)

    def finish(self) -> str:
        """Wait for a good end and return what was said. Raises EncoderFailed, DiskFull, Cancelled."""
        while True:
            self.work.check()
            if self._at:
                self.work.step(self.job, min(self._at, self._seconds), self._seconds)
            try:
                code = self._popen.wait(_POLL)
                break
            except subprocess.TimeoutExpired:
                continue
        self._drain.join(GRACE)
        if code != 0:
            raise self.failure()
        return self.said

    def failure(self) -> ShortsError:
        """Why the process ended early, as an error to raise."""
        self.stop()
        if any(text in self.said for text in _NO_SPACE) or _free_bytes(self.out) < _PIPE_BYTES:
            return DiskFull(path=self.out, free=human_size(_free_bytes(self.out)), needed="200 MB")
        tail = " | ".join(list(self._lines)[-4:]) or f"exit {self._popen.returncode}"
        return EncoderFailed(job=self.job, tail=tail)

    def stop(self) -> None:
        """End the process within two seconds, whatever it is doing, and close its pipes."""
        if self._popen.poll() is None:
            self._popen.terminate()
            try:
                self._popen.wait(GRACE)
            except subprocess.TimeoutExpired:
                self._popen.kill()
                self._popen.wait()
        self._drain.join(GRACE)
        for pipe in (self._popen.stdin, self._popen.stderr):
            _close(pipe)

    def _read_stderr(self) -> None:
        assert self._popen.stderr is not None
        for line in self._popen.stderr:
            text = line.decode("utf-8", "replace").rstrip()
            told = _TOLD.fullmatch(text) if self._seconds else None
            if told:
                self._at = int(told[2] or 0) / 1_000_000 if told[1] == "out_time_us" else self._at
            elif text:
                self._lines.append(text)


def run(args: Sequence[str], job: str, out: Path, work: Work, seconds: float = 0.0) -> str:
    """Run ffmpeg to its end; returns the last lines of its stderr. `out` is named in errors. seconds: how long the result will be; with
    it, progress is told as stage `job`."""
    with Process(args, job, out, work, seconds=seconds) as process:
        return process.finish()


def nvenc_works(scratch: Path) -> bool:
    """Whether a tiny real encode succeeds on an NVIDIA encoder here."""
    try:
        run(try_nvenc_args(), "nvenc", scratch, Work())
    except EncoderFailed:
        return False
    return True


def pick_codec(wanted: str, scratch: Path) -> Codec:
    """"x264", or "nvenc" if it works here. Raises EngineUnavailable rather than swap one for the other."""
    if wanted == "x264":
        return "libx264"
    if nvenc_works(scratch):
        return "h264_nvenc"
    raise EngineUnavailable(
        engine="NVENC",
        reason_ko="NVIDIA 인코더가 시험 인코딩에 실패했습니다",
        reason_en="the NVIDIA encoder failed a test encode",
        remedy_ko="그래픽 드라이버를 업데이트하거나 인코더를 x264로 바꿔 주세요.",
        remedy_en="Update the graphics driver, or choose x264.",
    )


def _free_bytes(out: Path) -> int:
    folder = next(place for place in out.absolute().parents if place.is_dir())
    return shutil.disk_usage(folder).free


def _widen(pipe: IO[bytes]) -> None:
    # a frame is 3 MB and a Linux pipe 64 KB by default: fewer, larger hand-overs
    if sys.platform == "linux":
        import fcntl

        try:
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        except PermissionError:  # the user's pipe budget is spent; the default size works too
            return


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is None:
        return
    try:
        pipe.close()
    except OSError:  # flushing into a dead process
        return
