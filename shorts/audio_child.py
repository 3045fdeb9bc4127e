"""Decodes one hostile audio file in a process of its own: `python audio_child.py FILE FORMAT SECONDS BYTES [OUT RATE]`.

Prints one line of JSON: {"seconds", "rate", "channels", "codec"} or {"refused": "not-audio" | "long" | "memory"}. Runs alone (no import
of the studio), reads the file through a Python file object, so that no playlist or reference in it can make FFmpeg open another, and
may take at most BYTES of memory more than it starts with.
"""

from __future__ import annotations

import json
import sys
import wave
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def limit_memory(more: int) -> None:
    """Let this process grow by `more` bytes; an allocation beyond that fails."""
    if sys.platform == "win32":
        _limit_by_job(more)
        return
    import resource

    statm = Path("/proc/self/statm")
    now = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 1 << 30  # elsewhere: a generous guess
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = now + more if hard == resource.RLIM_INFINITY else min(now + more, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def _limit_by_job(more: int) -> None:  # pragma: no cover  # Windows
    """A job object around this very process (JOBOBJECT_EXTENDED_LIMIT_INFORMATION, limit 0x100: memory of one process)."""
    import ctypes

    class Limits(ctypes.Structure):
        _fields_ = (
            ("times", ctypes.c_int64 * 2), ("flags", ctypes.c_uint32), ("working_set", ctypes.c_size_t * 2), ("processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t), ("classes", ctypes.c_uint32 * 2), ("io", ctypes.c_uint64 * 6), ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t), ("peaks", ctypes.c_size_t * 2),
        )  # fmt: skip

    kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
    kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    limits = Limits(flags=0x100, process_memory=more + (256 << 20))  # committed memory, this process's own included
    job = kernel.CreateJobObjectW(None, None)
    if not (kernel.SetInformationJobObject(job, 9, ctypes.byref(limits), ctypes.sizeof(limits)) and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())):
        raise OSError("this process can't be given a memory limit")


def read(path: str, kind: str, limit: float, out: str, rate: int) -> dict[str, Any]:
    """Decode all of it, or until it turns out longer than `limit` seconds; what is decoded goes to `out`, mono 16-bit WAV at `rate`."""
    import av

    try:
        with Path(path).open("rb") as file, av.open(file, format=kind, metadata_errors="replace") as container:
            if not container.streams.audio:
                return {"refused": "not-audio"}
            stream = container.streams.audio[0]
            stream.codec_context.thread_count = 1  # each thread would keep buffers of its own
            if stream.duration and stream.time_base and float(stream.duration * stream.time_base) > limit + 1:
                return {"refused": "long"}
            return _decode(av, container, stream, limit, out, rate)
    except MemoryError:
        return {"refused": "memory"}
    except (av.error.FFmpegError, OSError, ValueError) as error:
        return {"refused": "memory" if "Cannot allocate" in str(error) else "not-audio"}


def _decode(av: Any, container: Any, stream: Any, limit: float, out: str, rate: int) -> dict[str, Any]:
    seconds, channels, hertz = 0.0, 0, 0
    with _writer(out, rate) if out else nullcontext() as writer:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=rate or 48_000)
        for frame in container.decode(stream):
            hertz, channels = frame.sample_rate, max(channels, len(frame.layout.channels))
            if not hertz or not frame.samples:
                continue
            seconds += frame.samples / hertz
            if seconds > limit:
                return {"refused": "long"}
            if writer:
                _write(writer, resampler.resample(frame))
        if writer and seconds:
            _write(writer, resampler.resample(None))
    return {"seconds": seconds, "rate": hertz, "channels": channels, "codec": stream.codec_context.name} if seconds else {"refused": "not-audio"}


@contextmanager
def _writer(out: str, rate: int) -> Iterator[wave.Wave_write]:
    with wave.open(out, "wb") as writer:
        writer.setparams((1, 2, rate, 0, "NONE", "not compressed"))
        yield writer


def _write(writer: wave.Wave_write, parts: list[Any]) -> None:
    for part in parts:
        writer.writeframes(bytes(part.planes[0])[: part.samples * 2])  # a plane may be padded


if __name__ == "__main__":
    import av  # noqa: F401  # loaded before the limit counts

    file_, kind_, seconds_, memory_, *rest = sys.argv[1:]
    limit_memory(int(memory_))
    sys.stdout.write(json.dumps(read(file_, kind_, float(seconds_), rest[0] if rest else "", int(rest[1]) if rest else 0)))
