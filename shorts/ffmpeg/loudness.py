"""Reading what ffmpeg's own meter says (EBU R 128 loudness, true peak by oversampling)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shorts.errors import EncoderFailed
from shorts.ffmpeg.args import measure_args
from shorts.ffmpeg.run import run

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.progress import Work

SILENCE = -70.0
"""LUFS and dBTP below which the meter says nothing useful."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """integrated: LUFS; peak: dBTP; spread: loudness range in LU."""

    integrated: float
    peak: float
    spread: float


def measure(audio: Path, work: Work) -> Loudness:
    """The loudness of a file's first audio stream. Raises EncoderFailed, Cancelled."""
    said = run(measure_args(audio), "loudness", audio, work)
    return read_summary(said)


def read_summary(said: str) -> Loudness:
    """The figures of ebur128's summary. Raises EncoderFailed if there is none."""
    summary = said[said.rfind("Summary:") :] if "Summary:" in said else ""
    values = [_figure(pattern, summary) for pattern in (r"I:\s+(\S+) LUFS", r"Peak:\s+(\S+) dBFS", r"LRA:\s+(\S+) LU")]
    return Loudness(max(values[0], SILENCE), max(values[1], SILENCE), values[2])


def _figure(pattern: str, summary: str) -> float:
    found = re.search(pattern, summary)
    if not found:
        raise EncoderFailed(job="loudness", tail="the meter gave no summary")
    return float(found[1])
