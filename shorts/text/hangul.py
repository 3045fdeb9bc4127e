"""The last sound of a Korean, Latin or numeric word, and the particles that depend on it."""

from __future__ import annotations

import re

_FIRST, _LAST = 0xAC00, 0xD7A3
# What is said last when the word ends in this unit (kilogram → 킬로그램): does it close with a consonant?
_UNITS = {
    "kg": True, "g": True, "mg": True, "db": True, "km": False, "m": False, "cm": False, "mm": False, "l": False, "ml": False,
    "w": False, "kw": False, "kwh": False, "wh": False, "v": False, "mah": False, "hz": False, "ghz": False, "mhz": False,
    "gb": False, "tb": False, "mb": False, "px": True, "fps": False, "ppm": True, "rpm": True, "lm": True, "nm": False,
}  # fmt: skip
_CLOSED_DIGITS = "0136780"
_CLOSED_CAPITALS = "LMNR"


def is_hangul(char: str) -> bool:
    return _FIRST <= ord(char) <= _LAST


def final_jamo(word: str) -> int:
    """Index of the last sound's final consonant (0: none, 8: ㄹ); -1 for "closed, but which is unknown"."""
    core = re.sub(r"[^\w%℃°㎏㎝㎜㎖㎡]+$", "", word.strip())
    if not core:
        return 0
    last = core[-1]
    if is_hangul(last):
        return (ord(last) - _FIRST) % 28
    if last.isdigit():
        return 8 if last in "178" else (-1 if last in _CLOSED_DIGITS else 0)
    if last in "%℃°㎝㎜㎖㎡":
        return 0
    if last == "㎏":
        return 16
    return _latin_final(re.findall(r"[A-Za-z]+$", core) or [last])


def _latin_final(found: list[str]) -> int:
    word = found[0]
    lower = word.lower()
    if lower in _UNITS:
        return -1 if _UNITS[lower] else 0
    if word.isupper():
        return 8 if word[-1] in "LR" else (-1 if word[-1] in _CLOSED_CAPITALS else 0)
    if lower[-1] == "l":
        return 8
    if re.search(r"(?:[mn]e?|ng|[^aeiou]le)$", lower):  # phone, game, apple: the last e is silent
        return -1
    return -1 if re.search(r"[^aeiou][aeiou]+[kpbc]$", "x" + lower) or lower.endswith("ck") else 0


def is_closed(word: str) -> bool:
    """Whether the word, said aloud, ends in a consonant."""
    return final_jamo(word) != 0


def particle(word: str, closed: str, opened: str) -> str:
    """`word` with the particle that its last sound asks for: particle("12kg", "은", "는") → "12kg은"."""
    return word + (closed if is_closed(word) else opened)


def towards(word: str) -> str:
    """`word` with 로 or 으로 (ㄹ counts as open)."""
    return word + ("로" if final_jamo(word) in (0, 8) else "으로")
