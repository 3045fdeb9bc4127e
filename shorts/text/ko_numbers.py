"""Written Korean → Korean in words: after `spell_out` nothing is left but Hangul, blanks and . , ? ! …"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shorts.text import ko_dates, ko_jamo, ko_latin, ko_quantities, ko_symbols
from shorts.text.ko_particles import agreeing, chosen
from shorts.text.ko_pieces import Piece

if TYPE_CHECKING:
    from shorts.text.ko_pieces import Rule

_RULES: tuple[Rule, ...] = (*ko_latin.FIRST_RULES, *ko_dates.RULES, *ko_quantities.RULES, *ko_latin.RULES, *ko_symbols.RULES)
_DOUBLED = re.compile(r"[ \t]+")
_STRAY = re.compile(r" +(?=[.,?!…])")


def spell_out(text: str) -> str:
    """"12,900원" → "만 이천구백 원". Blanks are single; line breaks count as blanks."""
    return tidy("".join(piece.spoken for piece in spoken_pieces(text)))


def tidy(spoken: str) -> str:
    """Single blanks, none before punctuation."""
    return _STRAY.sub("", _DOUBLED.sub(" ", spoken)).strip()


def spoken_pieces(text: str) -> tuple[Piece, ...]:
    """The whole text in pieces, in order, blanks included; no piece crosses a blank of the text."""
    pieces: list[Piece] = []
    position = 0
    while position < len(text):
        pieces.extend(_next_pieces(text, position, pieces))
        position = pieces[-1].end
    return tuple(pieces)


def _next_pieces(text: str, position: int, before: list[Piece]) -> tuple[Piece, ...]:
    char = text[position]
    if char.isspace():
        return (Piece(position, position + 1, " "),)
    spoken = _last_words(text, position, before)
    settled = chosen(text, position, spoken)
    if settled:
        return settled
    if ko_jamo.is_syllable(char):
        converted = before and not _is_hangul_piece(text, before[-1])
        return (converted and agreeing(text, position, spoken)) or (Piece(position, position + 1, char),)
    for rule in _RULES:
        found = rule(text, position)
        if found:
            return _with_blanks(text, position, found)
    return (Piece(position, position + 1, ""),)


def _last_words(text: str, position: int, before: list[Piece]) -> str:
    """What was said of the same written word so far."""
    words = ""
    for piece in reversed(before):
        if text[piece.start].isspace():
            break
        words = piece.spoken + words
        if words.strip():
            break
    return words


def _is_hangul_piece(text: str, piece: Piece) -> bool:
    return ko_jamo.is_syllable(text[piece.end - 1])


def _with_blanks(text: str, position: int, found: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The rule's pieces with the blanks between them put back."""
    pieces: list[Piece] = []
    for piece in found:
        pieces.extend(Piece(at, at + 1, " ") for at in range(position, piece.start))
        pieces.append(piece)
        position = piece.end
    return tuple(pieces)
