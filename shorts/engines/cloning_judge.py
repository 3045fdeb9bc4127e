"""Is what a cloning model said what it was asked to say? Such models cut sentences short, fall silent, and invent speech after the end.

Judged by length and silence, against what the embedded voice would take for the same words. Nobody knows beforehand how fast a stranger
speaks; so a length that is merely unusual is believed when another attempt has it too, since invented speech rarely comes out alike
twice. The judgement depends on nothing but the sound and the text: the same seed gives the same recording, whatever was said before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shorts.artifacts import VOICE_RATE
from shorts.waveform import active_span, windows_rms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Fault = tuple[str, str]
"""What is the matter, in Korean and in English."""
_WINDOW = 0.01  # seconds, of windows_rms
_QUIET = 10 ** (-32 / 20)  # of the loudest
SLACK = 0.3
"""Seconds that even the shortest text may be longer than its factor."""
_ALIKE = 0.1
_GAP = 0.3  # seconds of quiet before speech that may have been added


@dataclass(frozen=True, slots=True)
class Bounds:
    """Factors on the expected length: `least` to `most` may be, `usual` needs no second opinion. silence: the longest within, seconds."""

    least: float = 0.4
    most: float = 2.5
    usual: tuple[float, float] = (0.7, 1.45)
    silence: float = 1.2


@dataclass(frozen=True, slots=True)
class Verdict:
    """seconds: of sound, first to last. wrong: what can't be right; odd: what needs a second opinion; None where nothing is."""

    seconds: float
    wrong: Fault | None = None
    odd: Fault | None = None


def judged(audio: NDArray[np.float32], expected: float, bounds: Bounds) -> Verdict:
    """audio: what was said, at VOICE_RATE; expected: seconds that the words should take."""
    if not np.isfinite(audio).all():
        return Verdict(0.0, ("소리가 깨짐", "the sound is broken"))
    first, last = active_span(audio)
    seconds = (last - first) / VOICE_RATE
    ko, en = f"{seconds:.1f}초, 예상 {expected:.1f}초", f"{seconds:.1f} s where about {expected:.1f} s were expected"
    if not seconds:
        return Verdict(0.0, ("소리가 나지 않음", "nothing was said"))
    if seconds < bounds.least * expected:
        return Verdict(seconds, (f"중간에 끊김: {ko}", f"cut short: {en}"))
    if seconds > bounds.most * expected + SLACK:
        return Verdict(seconds, (f"없는 말을 덧붙임: {ko}", f"more was said than the text: {en}"))
    gaps = _gaps(audio[first:last])
    if any(end - begin > bounds.silence for begin, end in gaps):
        return Verdict(seconds, ("중간에 긴 침묵", "a long silence within"))
    late = any(end - begin >= _GAP and begin >= 0.9 * expected and seconds - end >= 0.1 for begin, end in gaps)
    if late and seconds > 1.15 * expected:
        return Verdict(seconds, odd=(f"끝난 뒤에 소리가 이어짐: {ko}", f"something was said after the end: {en}"))
    if not bounds.usual[0] * expected <= seconds <= bounds.usual[1] * expected + SLACK:
        return Verdict(seconds, odd=(f"길이가 이상함: {ko}", f"an unusual length: {en}"))
    return Verdict(seconds)


def accepted(verdicts: Sequence[Verdict]) -> int | None:
    """Which attempt can be taken, given all so far: the newest if nothing is odd about it, else the first of two that last alike."""
    newest = verdicts[-1]
    if newest.wrong:
        return None
    if not newest.odd:
        return len(verdicts) - 1
    for index, one in enumerate(verdicts[:-1]):
        if not one.wrong and abs(one.seconds / newest.seconds - 1) <= _ALIKE:
            return index
    return None


def _gaps(audio: NDArray[np.float32]) -> list[tuple[float, float]]:
    """Beginnings and ends of quiet within, in seconds."""
    rms = windows_rms(audio)
    quiet = np.concatenate([[False], rms <= rms.max() * _QUIET, [False]])
    edges = np.flatnonzero(np.diff(quiet.astype(np.int8)))
    return [(float(begin) * _WINDOW, float(end) * _WINDOW) for begin, end in zip(edges[::2], edges[1::2], strict=True)]
