"""How long a text is to say: its spoken syllables."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from shorts.text.hangul import is_hangul

if TYPE_CHECKING:
    from shorts.artifacts import Language

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SIGNS_KO = {"%": 3, "℃": 1, "$": 2, "€": 2, "£": 3, "~": 2, "㎏": 4, "㎝": 5, "㎜": 5, "㎖": 5, "+": 3, "&": 2, "=": 2}
_UNITS_KO = {
    "kg": 4, "g": 2, "mg": 5, "km": 5, "m": 2, "cm": 5, "mm": 5, "l": 2, "ml": 5, "w": 2, "kw": 5, "kwh": 7, "wh": 4, "v": 2,
    "mah": 7, "hz": 3, "ghz": 5, "gb": 5, "tb": 5, "mb": 5, "db": 3,
}  # fmt: skip
_LETTERS_KO = {"w": 4, "h": 3, "f": 2, "s": 2, "x": 2, "z": 2, "a": 2, "i": 2, "j": 2, "k": 2, "v": 2, "y": 2}
_ONES_EN = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)  # zero … nineteen
_TENS_EN = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)
_SCALES_EN = (0, 2, 2, 2, 2)  # thousand, million, billion, trillion


@lru_cache(maxsize=8192)
def syllables(text: str, language: Language) -> int:
    """Spoken syllables of `text`, figures and Latin words read out. Never negative; 0 for nothing to say."""
    return _korean(text) if language == "ko" else _english(text)


def _korean(text: str) -> int:
    total = 0
    rest = text
    for match in _NUMBER.finditer(text):
        total += _number_ko(match.group())
    rest = _NUMBER.sub(" ", rest)
    for word in re.findall(r"[A-Za-z]+", rest):
        total += _latin_ko(word)
    rest = re.sub(r"[A-Za-z]+", " ", rest)
    return total + sum(1 if is_hangul(char) else _SIGNS_KO.get(char, 0) for char in rest)


def _number_ko(figure: str) -> int:
    whole, _, decimals = figure.replace(",", "").partition(".")
    count = _sino(whole.lstrip("0") or "0")
    return count + (1 + len(decimals) if decimals else 0)


def _sino(digits: str) -> int:
    """Syllables of a Sino-Korean number: 12900 → 만 이 천 구 백 = 5."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        if digit == "0":
            continue
        place = position % 4
        total += (place > 0) + (digit != "1" or place == 0)
    groups = [digits[max(0, end - 4) : end] for end in range(len(digits), 0, -4)]
    total += sum(1 for group in groups[1:] if int(group))
    return max(1, total - (len(groups) == 2 and groups[1] == "1"))


def _latin_ko(word: str) -> int:
    lower = word.lower()
    if lower in _UNITS_KO and not (word.isupper() and len(word) == 1):
        return _UNITS_KO[lower]
    if word.isupper() and len(word) <= 5:
        return sum(_LETTERS_KO.get(char, 1) for char in lower)
    return _vowel_groups(lower) + len(re.findall(r"[bcdfgkpstvz](?=[bcdfgkpstvz]|$)", lower)) // 2


def _english(text: str) -> int:
    money = re.sub(r"[$£€](\d[\d,]*)\.(\d\d)\b", r"\1 dollars \2 cents", text)
    money = re.sub(r"[$£€](\d[\d,.]*\d|\d)", r"\1 dollars", money)
    money = money.replace("%", " percent ").replace("&", " and ").replace("+", " plus ")
    total = sum(_number_en(match.group()) for match in _NUMBER.finditer(money))
    for word in re.findall(r"[A-Za-z]+(?:['’][A-Za-z]+)?", _NUMBER.sub(" ", money)):
        total += _word_en(word)
    return total


def _word_en(word: str) -> int:
    if word.isupper() and 2 <= len(word) <= 4:
        return sum(3 if char == "W" else 1 for char in word)
    return _vowel_groups(word.lower())


def _vowel_groups(word: str) -> int:
    base = re.sub(r"['’](?:s|d|m|ll|re|ve|t)$", "", word)
    count = len(re.findall(r"[aeiouy]+", base))
    if re.search(r"[^aeiouy]e$", base) and not re.search(r"[^aeiouy]le$", base):
        count -= 1
    if re.search(r"[^aeioudt]ed$", base):
        count -= 1
    if re.search(r"(?:[aeiouy][^aeiouyscxzg]|[aeiouy][^aeiouy]v)es$", base):
        count -= 1
    return max(1, count)


def _number_en(figure: str) -> int:
    whole, _, decimals = figure.replace(",", "").partition(".")
    value = int(whole)
    if not decimals and "," not in figure and 1100 <= value <= 2099 and value % 1000 >= 10:
        return _hundreds(value // 100) + _hundreds(value % 100) + (value % 100 < 10)  # a year: twenty twenty-six
    total, scale = 0, 0
    while value or scale == 0:
        value, group = divmod(value, 1000)
        if group or (scale == 0 and value == 0):
            total += _hundreds(group) + _SCALES_EN[min(scale, 4)]
        scale += 1
    return total + (1 + sum(_ONES_EN[int(digit)] for digit in decimals) if decimals else 0)


def _hundreds(value: int) -> int:
    hundreds, rest = divmod(value, 100)
    total = _ONES_EN[hundreds] + 2 if hundreds else 0
    if rest >= 20:
        return total + _TENS_EN[rest // 10] + (_ONES_EN[rest % 10] if rest % 10 else 0)
    return total + (_ONES_EN[rest] if rest or not hundreds else 0)
