"""English numbers in words: lower case, separated by single spaces, no hyphens."""

from __future__ import annotations

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ("", "thousand", "million", "billion", "trillion", "quadrillion")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_LARGEST = 10 ** (3 * len(_SCALES))


def cardinal(value: int) -> str:
    """1299 → "one thousand two hundred ninety nine"; a number too long for names is read digit by digit."""
    if value < 0:
        return "minus " + cardinal(-value)
    if value >= _LARGEST:
        return digits(str(value))
    if value == 0:
        return _ONES[0]
    groups = []
    scale = 0
    while value:
        value, group = divmod(value, 1000)
        if group:
            groups.append(f"{_hundreds(group)} {_SCALES[scale]}".strip())
        scale += 1
    return " ".join(reversed(groups))


def _hundreds(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    words = [_ONES[hundreds], "hundred"] if hundreds else []
    return " ".join([*words, *([_tens(rest)] if rest else [])])


def _tens(value: int) -> str:
    if value < 20:
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return f"{_TENS[tens]} {_ONES[ones]}" if ones else _TENS[tens]


def ordinal(value: int) -> str:
    """22 → "twenty second"."""
    *head, last = cardinal(value).split()
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return " ".join([*head, last])


def digits(text: str) -> str:
    """ "507" → "five oh seven" is for rooms; here each digit has its name: "five zero seven"."""
    return " ".join(_ONES[int(char)] for char in text if char.isdigit())


def decimal(text: str) -> str:
    """ "12.05" → "twelve point zero five"; "1,299" → a cardinal; ".5" → "zero point five"."""
    whole, point, rest = text.replace(",", "").partition(".")
    words = cardinal(int(whole or "0"))
    return f"{words} point {digits(rest)}" if point and rest else words


def year(value: int) -> str:
    """1999 → "nineteen ninety nine", 2005 → "two thousand five", 2026 → "twenty twenty six", 1905 → "nineteen oh five"."""
    century, rest = divmod(value, 100)
    if value % 1000 < 10:
        return cardinal(value)
    if rest == 0:
        return f"{_tens(century)} hundred"
    return f"{_tens(century)} {'oh ' + _ONES[rest] if rest < 10 else _tens(rest)}"


def decade(value: int) -> str:
    """1990 → "nineteen nineties", 20 → "twenties"."""
    words = year(value) if value >= 1000 else cardinal(value)
    return words[:-1] + "ies" if words.endswith("y") else words + "s"
