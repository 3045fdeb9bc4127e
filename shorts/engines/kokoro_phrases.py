"""Words with their phones → the phrases that the model speaks in one breath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shorts.text.spoken import Pause, SpokenWord

LONG = 150
"""Symbols after which a phrase is broken at a word although nothing is written there: int8 speech gets careless beyond."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is spoken at once. `symbols` ends with its punctuation; `owners[i]` is the index of the word that symbol i belongs to.

    Spaces belong to the word before them, the final punctuation to the last word.
    """

    symbols: str
    owners: tuple[int, ...]
    pause: Pause


def phrases(words: Sequence[SpokenWord], phones: Sequence[str]) -> tuple[Phrase, ...]:
    """Broken after each word with a pause, and where a phrase grows over LONG symbols. Words without phones are left out."""
    return tuple(_phrase(run, words, phones) for run in _runs(words, phones))


def _runs(words: Sequence[SpokenWord], phones: Sequence[str]) -> Iterator[list[int]]:
    """Indices of the words of each phrase. A pause after a word that can't be said ends the phrase too."""
    run: list[int] = []
    length = 0
    for index, word in enumerate(words):
        if phones[index]:
            if run and length + len(phones[index]) > LONG:
                yield run
                run, length = [], 0
            run.append(index)
            length += len(phones[index]) + 1
        if word.pause and run:
            yield run
            run, length = [], 0
    if run:
        yield run


def _phrase(run: list[int], words: Sequence[SpokenWord], phones: Sequence[str]) -> Phrase:
    last = run[-1]
    following = (word for index, word in enumerate(words[last:], last) if index == last or not phones[index])
    pause: Pause = next((word.pause for word in following if word.pause), "")
    symbols, owners = "", []
    for index in run:
        symbols += phones[index] + " "
        owners += [index] * (len(phones[index]) + 1)
    return Phrase(symbols[:-1] + (pause or ","), tuple(owners), pause)  # the mark gives the phrase its melody
