"""From what the model said of each phrase to one recording with the time of every word and phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shorts.artifacts import VOICE_RATE, Phone, Word
from shorts.engines.kokoro_model import FRAME
from shorts.waveform import FRAME as PICTURE
from shorts.waveform import active_span, faded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from shorts.engines.kokoro_phrases import Phrase
    from shorts.text.spoken import Pause, SpokenWord

LEAD = VOICE_RATE * 30 // 1000
TAIL = VOICE_RATE * 60 // 1000
"""Samples kept before the first and after the last sound of a phrase."""
PAUSES: dict[Pause, float] = {"": 0.05, ",": 0.18, ".": 0.38, "?": 0.38, "!": 0.38, "…": 0.45}
"""Seconds from the end of a phrase's sound to the beginning of the next."""
EARLY = VOICE_RATE * 55 // 1000
"""Kokoro sounds this much before its own frame counts say (energy against phones, eight voices and languages: 50 to 70 ms)."""
_JOINED_SPACE = VOICE_RATE // 10  # a space shorter than this isn't silence: the mouth goes straight on
_SLIVER = VOICE_RATE * 8 // 100  # what a word that can't be said ("—") takes of its neighbour's time
_BEFORE, _AFTER = "ˈˌ", "ːʰʲ̃"  # marks that belong to the symbol after and before them


@dataclass(frozen=True, slots=True)
class Spoken:
    """A phrase as the model said it; frames: one count per symbol, and one more at each edge."""

    phrase: Phrase
    audio: NDArray[np.float32]
    frames: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Take:
    """The recording (whole video frames long), the words' starts in samples (None: not said) and the phones as (symbol, start)."""

    audio: NDArray[np.float32]
    starts: tuple[int | None, ...]
    phones: tuple[tuple[str, int], ...]


def assemble(spoken: Sequence[Spoken], count: int) -> Take:
    """Trim each phrase, join them with the pauses between, pad to whole video frames. `count`: words of the text."""
    pieces: list[NDArray[np.float32]] = []
    starts: list[int | None] = [None] * count
    phones: list[tuple[str, int]] = [("", 0)]
    now = 0
    for index, said in enumerate(spoken):
        first, last = kept_span(said.audio)
        pieces.append(faded(said.audio[first:last]))
        _time(said, now, first, last, starts, phones)
        now += last - first
        gap = gap_after(said.phrase.pause) if index < len(spoken) - 1 else -now % PICTURE
        pieces.append(np.zeros(gap, np.float32))
        now += gap
    return Take(np.concatenate(pieces), tuple(starts), tuple(phones))


def kept_span(audio: NDArray[np.float32]) -> tuple[int, int]:
    """First and last sample (exclusive) of what stays of a phrase."""
    begin, end = active_span(audio)
    return max(0, begin - LEAD), min(len(audio), end + TAIL)


def gap_after(pause: Pause) -> int:
    """Samples of quiet between a kept phrase and the next one."""
    return max(0, round(PAUSES[pause] * VOICE_RATE) - LEAD - TAIL)


def _time(said: Spoken, now: int, first: int, last: int, starts: list[int | None], phones: list[tuple[str, int]]) -> None:
    """Note when each word and phone of a phrase begins; what the model holds silent at its ends becomes silence."""
    edges = np.concatenate([[0], np.cumsum(said.frames)]) * FRAME - first - EARLY
    sound = min(LEAD, last - first)
    for index, (symbol, owner) in enumerate(zip(said.phrase.symbols, said.phrase.owners, strict=False)):
        begin = now + (int(np.clip(edges[index + 1], sound, last - first)) if index else sound)  # the first is where the sound begins
        if starts[owner] is None:
            starts[owner] = begin
        _note(phones, symbol, begin, int(edges[index + 2] - edges[index + 1]))
    phones.append(("", now + max(0, last - first - TAIL)))


def _note(phones: list[tuple[str, int]], symbol: str, begin: int, length: int) -> None:
    if symbol == " ":
        if length >= _JOINED_SPACE:
            phones.append(("", begin))
        return
    before = phones[-1][0]
    if before and (symbol in _AFTER or before[-1] in _BEFORE):
        phones[-1] = (phones[-1][0] + symbol, phones[-1][1])
    else:
        phones.append((symbol, begin))


def timed_words(words: Sequence[SpokenWord], take: Take) -> tuple[Word, ...]:
    """Spans that tile the recording: a word lasts until the next begins; an unsaid one takes a sliver of its neighbour."""
    total = len(take.audio)
    starts = _filled(take.starts, total)
    ends = [*starts[1:], total]
    return tuple(Word(w.written, a / VOICE_RATE, b / VOICE_RATE) for w, a, b in zip(words, starts, ends, strict=True))


def _filled(starts: Sequence[int | None], total: int) -> list[int]:
    """A start for every word: the first at 0, and unsaid words spread over the last bit of the span they stand in."""
    filled: list[int] = []
    index = 0
    while index < len(starts):
        begin = starts[index]
        run = 0
        while index + run < len(starts) and (run == 0 or starts[index + run] is None):
            run += 1
        end = next((s for s in starts[index + run :] if s is not None), total)
        if begin is None or not filled:
            begin = 0 if not filled else begin or 0
        each = min(_SLIVER, (end - begin) // (run + 1))
        filled += [begin, *(end - each * (run - k) for k in range(1, run))]
        index += run
    return filled


def timed_phones(take: Take) -> tuple[Phone, ...]:
    """Phones that tile the recording; empty ones and repeated silences are merged."""
    kept: list[tuple[str, int]] = []
    for symbol, start in take.phones:
        while kept and start <= kept[-1][1]:
            kept.pop()
        if not kept or kept[-1][0] or symbol:
            kept.append((symbol, start if kept else 0))
    ends = [start for _, start in kept[1:]] + [len(take.audio)]
    return tuple(Phone(symbol, a / VOICE_RATE, b / VOICE_RATE) for (symbol, a), b in zip(kept, ends, strict=True))
