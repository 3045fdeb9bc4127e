"""From what a cloning model said of each chunk to one recording with the time of every word and sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shorts.artifacts import VOICE_RATE
from shorts.engines.aligning import aligned, units_of
from shorts.engines.kokoro_take import Take, gap_after, kept_span
from shorts.waveform import FRAME, active_span, faded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from shorts.engines.aligning import Table
    from shorts.engines.cloning_chunks import Chunk
    from shorts.engines.cloning_guide import Expected

_SILENT = 0.1  # seconds from which a pause between words closes the mouth


@dataclass(frozen=True, slots=True)
class Said:
    """A chunk and its sound; `expected` as the guide would say it."""

    chunk: Chunk
    audio: NDArray[np.float32]
    expected: Expected


def assembled(said: Sequence[Said], count: int, table: Table) -> Take:
    """Trim each chunk, lay its sounds along it, join with pauses, pad to whole video frames. count: words of the text."""
    pieces: list[NDArray[np.float32]] = []
    starts: list[int | None] = [None] * count
    phones: list[tuple[str, int]] = [("", 0)]
    now = 0
    for index, one in enumerate(said):
        first, last = kept_span(one.audio)
        audio = faded(one.audio[first:last])
        pieces.append(audio)
        _time(audio, one, now, table, starts, phones)
        now += len(audio)
        gap = gap_after(one.chunk.pause) if index < len(said) - 1 else -now % FRAME
        pieces.append(np.zeros(gap, np.float32))
        now += gap
    return Take(np.concatenate(pieces), tuple(starts), tuple(phones))


def _time(audio: NDArray[np.float32], one: Said, now: int, table: Table, starts: list[int | None], phones: list[tuple[str, int]]) -> None:
    begin, end = active_span(audio)
    units = units_of(one.expected.outlines, one.chunk.first)
    edges = [now + begin + edge for edge in aligned(audio[begin:end], units, table)] + [now + end]
    for unit, start, stop in zip(units, edges[:-1], edges[1:], strict=True):
        if unit.symbol:
            phones.append((unit.symbol, start))
            if starts[unit.owner] is None:
                starts[unit.owner] = start
        elif stop - start >= _SILENT * VOICE_RATE:
            phones.append(("", start))
    phones.append(("", now + end))
