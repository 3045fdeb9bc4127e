"""Particles that agree with the word before them, once it is known how that word is said."""

from __future__ import annotations

import re

from shorts.text import ko_jamo
from shorts.text.ko_pieces import Piece

_PAIRS = (("은", "는"), ("을", "를"), ("과", "와"), ("이", "가"), ("이라고", "라고"), ("이란", "란"), ("이나", "나"), ("이랑", "랑"), ("으로", "로"), ("아", "야"))
_AFTER_CODA = dict(_PAIRS)
_AFTER_VOWEL = {second: first for first, second in _PAIRS}
_SAFE_CLOSED = ("는", "를", "와", "가", "로", "라고", "란", "랑")  # wrong after a coda
_SAFE_OPEN = ("은", "을", "과", "이", "으로", "이란")  # wrong after a vowel
_WORD_END = r"(?![가-힣])"
_PARTICLE = re.compile(
    rf"(?:은|는|을|를|과|와|이|가|으로|로|라고|이란|란|랑){_WORD_END}|(?:으로|로)(?=(?:는|도|만|부터|써|서|의){_WORD_END})|(?:은|는|을|를|이|가)(?=요{_WORD_END})"
)
_BOTH = re.compile(r"은\(는\)|는\(은\)|을\(를\)|를\(을\)|이\(가\)|가\(이\)|과\(와\)|와\(과\)|\(으\)로|\(이\)라|\(이\)나")
_OPTIONAL = {"(으)로": ("으로", "로"), "(이)라": ("이라", "라"), "(이)나": ("이나", "나")}


def _closed(spoken: str, rieul_counts: bool = True) -> bool:
    coda = ko_jamo.coda_of(spoken.rstrip())
    return bool(coda) and (rieul_counts or coda != "ㄹ")


def agreeing(text: str, position: int, spoken: str) -> tuple[Piece, ...]:
    """The particle at `position` in the form that fits `spoken`; () where it fits already or there is none."""
    match = _PARTICLE.match(text, position)
    if not match or not spoken.strip() or not ko_jamo.is_syllable(spoken.rstrip()[-1]):
        return ()
    particle = match[0]
    closed = _closed(spoken, rieul_counts=particle not in ("로", "으로"))
    if closed and particle in _SAFE_CLOSED:
        return (Piece(position, match.end(), _AFTER_VOWEL[particle]),)
    if not closed and particle in _SAFE_OPEN:
        return (Piece(position, match.end(), _AFTER_CODA[particle]),)
    return ()


def chosen(text: str, position: int, spoken: str) -> tuple[Piece, ...]:
    """은(는), (으)로 and such, settled by the word before."""
    match = _BOTH.match(text, position)
    if not match:
        return ()
    if match[0] in _OPTIONAL:
        pair = _OPTIONAL[match[0]]
    else:
        first = match[0][0]
        pair = (first, _AFTER_CODA[first]) if first in _AFTER_CODA else (_AFTER_VOWEL[first], first)
    closed = _closed(spoken, rieul_counts=match[0] != "(으)로")
    return (Piece(position, match.end(), pair[0] if closed else pair[1]),)
