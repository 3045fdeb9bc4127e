"""Korean text for the voice: each written word with what is said for it and how that sounds."""

from __future__ import annotations

import re

from shorts.text import ko_jamo
from shorts.text.ko_clauses import clauses
from shorts.text.ko_numbers import composed, spell_out, spoken_pieces, tidy
from shorts.text.ko_pronounce import pronounce
from shorts.text.spoken import Pause, SpokenWord

__all__ = ["SpokenWord", "clauses", "spell_out", "spoken_words", "syllables"]

_EOJEOL = re.compile(r"\S+")
_PAUSE = re.compile(r"[.,?!…]")
_BY_STRENGTH: tuple[Pause, ...] = ("?", "!", "…", ".", ",")


def spoken_words(text: str) -> tuple[SpokenWord, ...]:
    """One SpokenWord per written eojeol, in order. Rules work across the whole text; punctuation parts phrases.

    `spoken` and `sounds` are Hangul and blanks only, syllable for syllable; both "" for what is passed over (an emoji).
    """
    said = list(zip(text.split(), _said_by_word(composed(text)), strict=True))
    sounds = pronounce(" ".join(words for _, words in said))
    found, position = [], 0
    for written, words in said:
        heard = sounds[position : position + len(words)]
        position += len(words) + 1
        found.append(SpokenWord(written, _plain(words), _plain(heard), _pause_after(words)))
    return tuple(found)


def syllables(text: str) -> int:
    """Syllables that are spoken, after spelling out."""
    return sum(map(ko_jamo.is_syllable, spell_out(text)))


def _said_by_word(text: str) -> list[str]:
    pieces = spoken_pieces(text)
    words: list[str] = []
    index = 0
    for run in _EOJEOL.finditer(text):
        said = ""
        while index < len(pieces) and pieces[index].start < run.end():
            said += pieces[index].spoken
            index += 1
        words.append(tidy(said))
    return words


def _plain(words: str) -> str:
    return " ".join(_PAUSE.sub(" ", words).split())


def _pause_after(words: str) -> Pause:
    """The strongest sign at the end of a word: ? and ! over … over . over ,"""
    tail = words[len(words.rstrip(".,?!… ")) :]
    return next((sign for sign in _BY_STRENGTH if sign in tail), "")
