"""Written Korean → Korean in words: after `spell_out` nothing is left but Hangul, blanks and . , ? ! …"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from shorts.text import ko_dates, ko_jamo, ko_latin, ko_quantities, ko_symbols
from shorts.text.ko_particles import agreeing, chosen
from shorts.text.ko_pieces import DIGITS, Piece

if TYPE_CHECKING:
    from shorts.text.ko_pieces import Rule

_RULES: tuple[Rule, ...] = (*ko_quantities.FIRST_RULES, *ko_latin.FIRST_RULES, *ko_dates.RULES, *ko_quantities.RULES, *ko_latin.RULES, *ko_symbols.RULES)
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ANY_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(r"\d[가-힣]+$")
_GLOSS = re.compile(r"\(\s?([A-Za-z][A-Za-z0-9 .&'-]*|[가-힣]+)\s?\)")
_LINKS = ("에서", "부터")
_DOUBLED = re.compile(r"[ \t]+")
_STRAY = re.compile(r" +(?=[.,?!…])")


def spell_out(text: str) -> str:
    """"12,900원" → "만 이천구백 원". Blanks are single; line breaks count as blanks."""
    return tidy("".join(piece.spoken for piece in spoken_pieces(composed(text))))


def composed(text: str) -> str:
    """Hangul in whole syllables (NFC); full-width letters and the digits of other scripts as plain ones."""
    plain = unicodedata.normalize("NFC", text).translate(_HALF_WIDTH)
    return plain if plain.isascii() else _ANY_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), plain)


def tidy(spoken: str) -> str:
    """Single blanks, none before punctuation."""
    return _STRAY.sub("", _DOUBLED.sub(" ", spoken)).strip()


def spoken_pieces(text: str) -> tuple[Piece, ...]:
    """A composed text in pieces, in order, blanks included; no piece crosses a blank of the text."""
    pieces: list[Piece] = []
    position = 0
    while position < len(text):
        pieces.extend(_next_pieces(text, position, pieces))
        position = pieces[-1].end
    return tuple(_with_links_moved(text, pieces))


def _with_links_moved(text: str, pieces: list[Piece]) -> list[Piece]:
    """A ~ that stands alone is said with the word before it: 9시 ~ 10시 → 아홉 시에서 / (nothing) / 열 시."""
    said = [index for index, piece in enumerate(pieces) if not text[piece.start].isspace()]
    for before, index in pairwise(said):
        piece, word = pieces[index], pieces[before]
        alone = before < index - 1 and (index + 1 == len(pieces) or text[pieces[index + 1].start].isspace())
        if alone and piece.spoken.strip() in _LINKS and not ko_jamo.is_syllable(text[piece.start]) and word.spoken.strip():
            pieces[before] = Piece(word.start, word.end, word.spoken.rstrip() + piece.spoken.strip())
            pieces[index] = Piece(piece.start, piece.end, "")
    return pieces


def _next_pieces(text: str, position: int, before: list[Piece]) -> tuple[Piece, ...]:
    char = text[position]
    if char.isspace():
        return (Piece(position, position + 1, " "),)
    plain = ko_jamo.is_syllable(char) and text[position + 1 : position + 2] != "("
    if plain and not (before and _converted(text, before[-1])):
        return (Piece(position, position + 1, char),)
    spoken = _last_words(text, position, before)
    settled = chosen(text, position, spoken)
    if settled:
        return settled
    if ko_jamo.is_syllable(char):
        return agreeing(text, position, spoken) or (Piece(position, position + 1, char),)
    gloss = _repeated_gloss(text, position, spoken)
    if gloss:
        return gloss
    for rule in _RULES:
        found = rule(text, position)
        if found:
            return _with_blanks(text, position, _after_counter(text, position, found))
    return (Piece(position, position + 1, ""),)


def _repeated_gloss(text: str, position: int, spoken: str) -> tuple[Piece, ...]:
    """네이버(NAVER): what stands in the brackets has just been said."""
    match = _GLOSS.match(text, position)
    if not match or spell_out(match[1]).replace(" ", "") != spoken.replace(" ", ""):
        return ()
    return tuple(Piece(position + run.start(), position + run.end(), "") for run in re.finditer(r"\S+", match[0]))


def _after_counter(text: str, position: int, found: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """1박2일: a number right behind another's counter is a word of its own."""
    first = found[0]
    if text[position] in DIGITS and _COUNTED.search(text, 0, position) and first.spoken:
        return (Piece(first.start, first.end, " " + first.spoken), *found[1:])
    return found


def _last_words(text: str, position: int, before: list[Piece]) -> str:
    """What was said of the same written word so far."""
    words = ""
    for piece in reversed(before):
        if text[piece.start].isspace():
            break
        words = piece.spoken + words
    return words


def _converted(text: str, piece: Piece) -> bool:
    """Whether a piece is said otherwise than it is written, so that a particle behind it may have to agree."""
    return not (ko_jamo.is_syllable(text[piece.end - 1]) or text[piece.end - 1].isspace())


def _with_blanks(text: str, position: int, found: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The rule's pieces with the blanks between them put back."""
    pieces: list[Piece] = []
    for piece in found:
        pieces.extend(Piece(at, at + 1, " ") for at in range(position, piece.start))
        pieces.append(piece)
        position = piece.end
    return tuple(pieces)
