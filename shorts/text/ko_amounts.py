"""Numbers inside running text: parsing them with their 만/억/조, and saying them with the right counter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shorts.text.ko_counters import counter_at, takes_native, wants_space
from shorts.text.ko_counting import decimal, digit_by_digit, native, sino

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = r"(?:[십백천]?(?:만(?!큼|에(?!서))|억|조(?![각항건직사립금합])|경(?=[\s\d원]|달러|$))|[백천](?![가-힣]{0,1}[화막]))"
AMOUNT = re.compile(rf"(?P<number>{NUMBER})(?P<scaled>(?:{_SCALE}{NUMBER}?)+)?")
_STEP = re.compile(rf"({NUMBER})({_SCALE})?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it stands in the text. `value` is set for a bare whole number, else -1."""

    start: int
    end: int
    words: str
    value: int = -1
    digits: str = ""


def amount_at(text: str, position: int) -> Amount:
    """The number that begins at `position` (which must be a digit)."""
    match = AMOUNT.match(text, position)
    assert match is not None
    if match["scaled"]:
        return Amount(position, match.end(), _scaled(match[0]))
    digits = match["number"].replace(",", "")
    words = digit_by_digit(digits) if len(digits) > 1 and digits[0] == "0" and digits.isdigit() else decimal(digits)
    return Amount(position, match.end(), words, int(digits) if digits.isdigit() else -1, match["number"])


def _scaled(written: str) -> str:
    """"1만2900" → "만 이천구백", "3억5천만" → "삼억 오천만", "3.5억" → "삼점오억"."""
    words: list[str] = [""]
    for number, scale in _STEP.findall(written):
        silent = number == "1" and scale and scale[0] not in "억조경" and not (scale == "만" and len(words) > 1)
        words[-1] += ("" if silent else decimal(number)) + scale
        if scale and scale[-1] in "만억조경":
            words.append("")
    return " ".join(word for word in words if word)


_ORDINALS = {1: "첫", 2: "둘", 3: "셋", 4: "넷", 20: "스무"}


def counted(text: str, amount: Amount, after: int) -> tuple[str, str]:
    """(words, counter) for an amount whose counter begins at `after`; the words end in a blank where one is due."""
    if text.startswith("여", after) and counter_at(text, after + 1 + text.startswith("여 ", after)):
        return amount.words, ""
    counter = counter_at(text, after)
    blank = " " if wants_space(counter) and after == amount.end else ""
    if counter == "째" and 0 < amount.value < 100:
        return _ORDINALS.get(amount.value, native(amount.value)), counter
    if counter == "번째" and amount.value == 1:
        return "첫" + blank, counter
    if counter == "월" and amount.value in (6, 10):
        return ("유" if amount.value == 6 else "시"), counter
    if takes_native(amount.value, counter, text, after):
        return native(amount.value) + blank, counter
    if amount.value == 0 and counter == "시":
        return "영" + blank, counter
    return (sino(amount.value) if amount.value >= 0 and amount.digits[:1] == "0" and counter else amount.words) + blank, counter
