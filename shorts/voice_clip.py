"""A person's recording → the clip that a cloning engine listens to: decoded apart, judged, cut to its best stretch, levelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shorts.artifacts import VOICE_RATE
from shorts.errors import ClipUnsuitable
from shorts.files import scratch
from shorts.uploads import decode_audio
from shorts.waveform import active_span, faded, levelled, read_voice, windows_rms, write_wav

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from shorts.settings import Settings

SHORTEST = 3.0
"""Seconds of speech, pauses not counted, below which no engine catches a voice."""
STRETCH = (6.0, 30.0)
"""Seconds of the stretch that is kept, where the recording is long enough."""
_ENOUGH = 15.0  # seconds from which a longer stretch is no better
_LOUD_ENOUGH = -45.0  # dBFS of the speech itself: below, what a converter adds is heard
_CLEAN_ENOUGH = 18.0  # dB between speech and what is heard in its gaps
_CLIPPED = 0.003  # part of the samples at full scale
_GAP = 0.2  # seconds; shorter gaps are part of words
_WINDOWS = 100  # a second


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recording sounds like. level: dBFS of speech; noise: dB that its gaps lie below it; clipped: part of samples at full scale."""

    seconds: float
    speech: float  # seconds, gaps not counted
    level: float
    noise: float
    clipped: float


def make_reference(file: Path, out: Path, settings: Settings) -> Heard:
    """Write the best stretch of `file` to `out`: mono 16-bit WAV at VOICE_RATE, speech at -20 dBFS RMS. What was heard in that stretch.

    Raises AudioRefused (no sound, too long, too large), ClipUnsuitable, DiskFull, OutputUnwritable.
    """
    with scratch(out) as folder:
        decode_audio(file, folder / "whole.wav", settings, VOICE_RATE)
        audio = np.asarray(read_voice(folder / "whole.wav") / 32768, np.float32)
    start, end = active_span(_without_rumble(audio), 40.0)
    audio = audio[start:end]
    _demand_voice(heard(audio), file)
    first, last = best_stretch(audio)
    kept = audio[first:last]
    write_wav(out, faded(levelled(_without_rumble(kept))))
    return heard(kept)


def heard(audio: NDArray[np.float32]) -> Heard:
    """Judge samples that begin and end with sound."""
    rms = windows_rms(_without_rumble(audio))
    if not len(rms) or rms.max() < 1e-4:
        return Heard(len(audio) / VOICE_RATE, 0.0, -100.0, 0.0, 0.0)
    speaking = rms >= _threshold(rms)
    level = float(np.sqrt((rms[speaking] ** 2).mean()))
    floor = max(float(np.percentile(rms, 8)), 1e-5)
    clipped = float((np.abs(audio) > 0.995).mean())
    return Heard(len(audio) / VOICE_RATE, float(speaking.sum()) / _WINDOWS, 20 * float(np.log10(level)), 20 * float(np.log10(level / floor)), clipped)


def best_stretch(audio: NDArray[np.float32]) -> tuple[int, int]:
    """First and last sample (exclusive) of the loudest, cleanest stretch of STRETCH seconds between two gaps; all, where there is less."""
    if len(audio) <= STRETCH[0] * VOICE_RATE:
        return 0, len(audio)
    rms = windows_rms(_without_rumble(audio))
    cuts = _cuts(rms)
    spans = [(a, b) for i, a in enumerate(cuts) for b in cuts[i + 1 :] if STRETCH[0] * _WINDOWS <= b - a <= STRETCH[1] * _WINDOWS]
    loud = np.abs(audio) > 0.995
    first, last = max(spans, key=lambda span: _merit(rms[slice(*span)], loud[span[0] * VOICE_RATE // _WINDOWS : span[1] * VOICE_RATE // _WINDOWS]))
    return first * VOICE_RATE // _WINDOWS, min(len(audio), last * VOICE_RATE // _WINDOWS)


def _merit(rms: NDArray[np.float64], clipped: NDArray[np.bool_]) -> float:
    """Decibels: how loud the speech is, how far its gaps lie below it (half), how much of the time is speech, how long it is."""
    speaking = rms >= _threshold(rms)
    level = np.sqrt((rms[speaking] ** 2).mean())
    floor = max(np.percentile(rms, 8), 1e-5)
    seconds = min(len(rms) / _WINDOWS, _ENOUGH)
    clean = min(20 * np.log10(level / floor), 50.0)
    return float(20 * np.log10(level) + 0.5 * clean + 10 * np.log10(speaking.mean()) + 8 * np.log10(seconds) - 1000 * clipped.mean())


def _cuts(rms: NDArray[np.float64]) -> list[int]:
    """Windows at which a stretch may begin or end: the ends, the middles of gaps, and the quietest moment of each second that has no gap."""
    quiet = rms < _threshold(rms)
    cuts = {0, len(rms), *_middles(quiet)}
    for begin in range(0, len(rms) - _WINDOWS, _WINDOWS):
        if not any(begin <= cut < begin + _WINDOWS for cut in cuts):
            cuts.add(begin + int(np.argmin(rms[begin : begin + _WINDOWS])))
    return sorted(cuts)


def _middles(quiet: NDArray[np.bool_]) -> Iterator[int]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quiet.astype(np.int8), [0]])))
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        if end - begin >= _GAP * _WINDOWS:
            yield int(begin + end) // 2


def _threshold(rms: NDArray[np.float64]) -> float:
    """What is louder is speech: 20 dB below the loud parts, or halfway (in dB) to a floor that is higher than that."""
    loud, floor = float(np.percentile(rms, 95)), float(np.percentile(rms, 8))
    return float(max(loud * 0.1, (loud * max(floor, 1e-6)) ** 0.5))


def _without_rumble(audio: NDArray[np.float32]) -> NDArray[np.float32]:
    """Nothing below 60 Hz: no voice is there, but mains, wind and the hand that holds the microphone are."""
    if len(audio) < 2:
        return audio
    spectrum = np.fft.rfft(audio)
    hertz = np.fft.rfftfreq(len(audio), 1 / VOICE_RATE)
    return np.asarray(np.fft.irfft(spectrum * np.clip((hertz - 40) / 40, 0, 1), len(audio)), np.float32)


def _demand_voice(found: Heard, file: Path) -> None:
    problems = (
        (found.level < _LOUD_ENOUGH, "소리가 너무 작습니다", "it is too quiet", "마이크에 한 뼘 정도로 다가가 보통 목소리로 다시 녹음해 주세요.",
         "Record it again in your normal voice, a hand's breadth from the microphone."),
        (found.clipped > _CLIPPED, "소리가 너무 커서 찢어집니다", "it is so loud that it is distorted", "마이크 음량을 줄이고 다시 녹음해 주세요.",
         "Turn the microphone down and record it again."),
        (found.noise < _CLEAN_ENOUGH, "잡음이나 배경 소리가 너무 큽니다", "there is too much noise or other sound in it",
         "창문과 음악, 선풍기를 끄거나 닫고 조용한 방에서 혼자 말하는 목소리만 녹음해 주세요.", "Record one voice alone in a quiet room: windows shut, no music, no fan."),
        (found.speech < SHORTEST, f"말소리가 {found.speech:.1f}초뿐입니다", f"it has only {found.speech:.1f} seconds of speech",
         "같은 사람이 10초 넘게 또박또박 말한 녹음을 골라 주세요.", "Choose a recording of more than ten seconds in which one person speaks clearly."),
    )  # fmt: skip
    for wrong, reason_ko, reason_en, remedy_ko, remedy_en in problems:
        if wrong:
            raise ClipUnsuitable(file=file.name, reason_ko=reason_ko, reason_en=reason_en, remedy_ko=remedy_ko, remedy_en=remedy_en)
