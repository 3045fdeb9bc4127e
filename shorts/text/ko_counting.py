"""Korean number words: Sino-Korean (일, 이, 삼), native (하나, 둘; 한, 두 before a counter), digit by digit."""

from __future__ import annotations

DIGITS = "영일이삼사오육칠팔구"
_PLACES = ("", "십", "백", "천")
_MYRIADS = ("", "만", "억", "조", "경", "해")
_UNITS = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
LARGEST = 10**24 - 1


def sino(number: int) -> str:
    """12900 → "만 이천구백", 100000000 → "일억": spaced by 만 (orthography, article 44); 1 is said before 억 and above only."""
    if number == 0:
        return DIGITS[0]
    groups = []
    for myriad in _MYRIADS:
        number, group = divmod(number, 10_000)
        if group:
            groups.append(myriad if group == 1 and myriad == "만" and not number else _below_myriad(group) + myriad)
    return " ".join(reversed(groups))


def _below_myriad(number: int) -> str:
    words = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            words += ("" if digit == 1 and place else DIGITS[digit]) + _PLACES[place]
    return words


def native(number: int) -> str:
    """The form before a counter, 1–99: 3 → 세, 20 → 스무, 31 → 서른한."""
    return "스무" if number == 20 else _TENS[number // 10] + _UNITS[number % 10]


def digit_by_digit(digits: str, zero: str = "공") -> str:
    """"010" → "공일공"."""
    return "".join(zero if d == "0" else DIGITS[int(d)] for d in digits)


def decimal(number: str) -> str:
    """"3.50" → "삼점오영", "12,900" → "만 이천구백"; numbers past 해 are read digit by digit."""
    whole, point, part = number.replace(",", "").partition(".")
    value = int(whole or "0")
    words = sino(value) if value <= LARGEST else digit_by_digit(whole, "영")
    return f"{words}점{digit_by_digit(part, DIGITS[0])}" if point and part else words
