"""What a cloning model is given at once: a sentence, cut where one breathes if it is too long, with the next if it is too short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.text.spoken import Pause, SpokenWord

SHORTEST = 12
"""Characters under which a sentence isn't spoken alone: such models stumble over a single word."""
_MARKS = {"": ",", ",": ",", ".": ".", "?": "?", "!": "!", "…": "…"}


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words `first` to `last` (exclusive) of the text. text: everything spelled out, with the punctuation that gives it its melody."""

    first: int
    last: int
    text: str
    pause: Pause  # after it


def chunks_of(words: Sequence[SpokenWord], longest: int) -> tuple[Chunk, ...]:
    """`words` in order and without gaps, each chunk at most `longest` characters (a single word may be longer).

    Broken after sentences, else after clauses, else between words, into parts of about one length. Words that can't be said ("—")
    stay with those before them.
    """
    runs = [part for run in _sentences(words, longest) for part in _parts(run, words, longest)]
    return tuple(_chunk(run, words) for run in runs if any(words[index].spoken for index in run))


def _sentences(words: Sequence[SpokenWord], longest: int) -> list[range]:
    """Runs that end with a sentence, the short ones with what follows (the last with what came before) where both have room."""
    runs: list[range] = []
    begin = 0
    for index, word in enumerate(words):
        closed = word.pause not in ("", ",") or index == len(words) - 1
        if closed and (_length(range(begin, index + 1), words) >= SHORTEST or index == len(words) - 1):
            runs.append(range(begin, index + 1))
            begin = index + 1
    if len(runs) > 1 and _length(runs[-1], words) < SHORTEST and _length(range(runs[-2].start, runs[-1].stop), words) <= longest:
        runs[-2:] = [range(runs[-2].start, runs[-1].stop)]
    return runs


def _parts(run: range, words: Sequence[SpokenWord], longest: int) -> list[range]:
    """A run in as few parts as its length asks for, each cut at the best place near its share."""
    if _length(run, words) <= longest or len(run) == 1:
        return [run]
    cut = max(range(run.start + 1, run.stop), key=lambda at: _goodness(at, run, words, longest))
    return [*_parts(range(run.start, cut), words, longest), *_parts(range(cut, run.stop), words, longest)]


def _goodness(at: int, run: range, words: Sequence[SpokenWord], longest: int) -> tuple[bool, float]:
    """How good a cut before word `at` is: what is left of it must fit, a clause's end is worth a quarter of the length, the middle is best."""
    before, whole = _length(range(run.start, at), words), _length(run, words)
    shares = -(-whole // longest)
    nearest = min(abs(before / whole - share / shares) for share in range(1, shares))
    return before <= longest, (0.25 if words[at - 1].pause else 0.0) - nearest


def _length(run: range, words: Sequence[SpokenWord]) -> int:
    return len(_text(run, words))


def _text(run: range, words: Sequence[SpokenWord]) -> str:
    return " ".join(words[index].spoken + words[index].pause for index in run if words[index].spoken)


def _chunk(run: range, words: Sequence[SpokenWord]) -> Chunk:
    said = max(index for index in run if words[index].spoken)
    pause: Pause = next((words[index].pause for index in range(said, run.stop) if words[index].pause), "")
    text = _text(run, words)
    return Chunk(run.start, run.stop, text if text[-1] in ",.?!…" else text + _MARKS[pause], pause)
