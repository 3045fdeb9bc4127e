"""Where the speech breathes and where it leans: phrases, beats and questions of one narration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Narration, Word

GAP = 0.18
"""Silence that ends a phrase even without punctuation, seconds."""
_ENDS = ".,?!…;:、。"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words said in one breath. `beats` are the times at which stress falls, at least one."""

    start: float
    end: float
    beats: tuple[float, ...]
    question: bool = False


def phrases_of(narration: Narration) -> tuple[Phrase, ...]:
    """The narration cut at punctuation and silences; `end` is where sound stops."""
    groups: list[list[Word]] = [[]]
    for word in narration.words:
        groups[-1].append(word)
        if word.text.rstrip("\"'”’)")[-1:] in _ENDS or word.end - _sound_end(narration, word) > GAP:
            groups.append([])
    return tuple(_phrase(narration, group) for group in groups if group)


def _phrase(narration: Narration, words: list[Word]) -> Phrase:
    start, end = _sound_start(narration, words[0]), _sound_end(narration, words[-1])
    leaning = [w for w in words if w.stressed] or [next((w for w in words if len(w.text.strip(_ENDS)) >= 2), words[0])]
    beats = tuple(_sound_start(narration, w) + 0.06 for w in leaning)
    return Phrase(start, max(end, start + 0.05), beats, words[-1].text.rstrip("\"'”’)").endswith("?"))


def _sound_start(narration: Narration, word: Word) -> float:
    """When the first sound inside the word's span begins."""
    inside = [p.start for p in narration.phones if p.symbol.strip() and word.start - 1e-3 <= p.start < word.end]
    return inside[0] if inside else word.start


def _sound_end(narration: Narration, word: Word) -> float:
    inside = [p.end for p in narration.phones if p.symbol.strip() and word.start - 1e-3 <= p.start < word.end]
    return min(inside[-1], word.end) if inside else word.end
