"""What a text states in numbers, with units, in digits or in words: so that what a model made up can be told from what the page says.

    page = Stated("보증 2년, 48,900원");  page.lacks("삼 년 동안 4만 9천 원이에요")  →  삼 년, 4만 9천 원

A quantity is backed when the page states the same value with the same unit, or without any. A rounded figure, another unit or a range
with one end made up isn't. Which thing a figure belongs to isn't looked at.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal

from shorts.text.figures import figure_spans
from shorts.text.ko_counters import UNIT, UNITS, counter_at
from shorts.text.number_words import AFTER_COUNTER, number_words

CODE = "code"
"""The unit of a number within a name: IPX4, A4, 5G."""

_ALIKE_TEXT = """
    원=원대 won krw; 달러=dollar dollars usd bucks; 유로=euro euros eur; 엔=yen jpy; 파운드=pound pounds gbp lb lbs; 센트=cent cents; 위안=yuan cny
    퍼센트=프로 percent pct; 퍼센트포인트=포인트; 시간=hour hours hr hrs; 분=분간 분짜리 minute minutes min mins; 초=초간 second seconds sec secs
    일=일간 일째 일차 일자 데이 day days; 주=주일 주간 주차 주째 week weeks; 개월=달 개월간 달째 month months; 년=년도 년간 년째 년차 해 year years; 시=clock
    명=사람 인 people persons; 개=가지 종 종류 개도 개입 개째; 회=번 차례 번씩; 배=times; 세=살 살째; 곳=군데 곳째; 점=점대 포인트점
    밀리미터=밀리 millimeters millimetres; 센티미터=센티 centimeters centimetres; 미터=meter meters metre metres; 인치=inch inches; 피트=feet foot ft; 마일=mile miles
    킬로미터=kilometer kilometers kilometre kilometres; 그램=gram grams; 킬로그램=킬로 kilogram kilograms kilo kilos; 톤=ton tons tonne tonnes; 온스=ounce ounces oz
    밀리리터=milliliters millilitres; 리터=liter liters litre litres; code=켈빈; 와트=watt watts; 볼트=volt volts; 기가바이트=기가; 도=degree degrees; 인분=serving servings
"""
_ALIKE = {name: unit for entry in _ALIKE_TEXT.replace("\n", ";").split(";") if entry.strip() for unit, _, names in [entry.strip().partition("=")] for name in names.split()}
_ENGLISH_UNIT = re.compile(rf"(?:{'|'.join(sorted((name for name in _ALIKE if name.isascii()), key=len, reverse=True))})(?![A-Za-z])", re.IGNORECASE)
_SIGNS = {"$": "달러", "€": "유로", "£": "파운드", "₩": "원", "¥": "엔"}
_PERIODS = {"년", "월", "일", "시", "분", "초"}
_WORDS_BETWEEN = re.compile(r"\s?여\s?|\s?-?")
_RANGE = re.compile(r"\s?[~∼〜–—-]\s?|\s(?:to|through)\s")
_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?!\d)")
_CLOCK = re.compile(r"(?<![\d:])(?P<h>\d{1,2}):(?P<m>\d{2})(?![\d:])")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = rf"(?P<name>(?:{'|'.join(month[:3] for month in _MONTHS)})[a-z]*)"
_DATE_EN = (
    re.compile(rf"\b{_MONTH}\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s(?P<y>\d{{4}}))?", re.IGNORECASE),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?![a-z])(?:,?\s(?P<y>\d{{4}}))?", re.IGNORECASE),
)
_FOLD = re.compile(r"\b(?:(?P<two>twice|doubled?|doubles)|(?P<three>tripled?|triples))\b", re.IGNORECASE)
_FRACTION = re.compile(r"(?P<d>\d+)분의\s?(?P<n>\d+)|(?<![\d/])(?P<n2>\d{1,2})/(?P<d2>\d{1,2})(?![\d/])")


@dataclass(frozen=True, slots=True)
class Quantity:
    """`unit`: its Korean name, whatever the language; "" where the text names none. `text`: as it is written."""

    value: Decimal
    unit: str
    text: str = field(compare=False, default="")


class Stated:
    """Everything that a text states in numbers."""

    def __init__(self, text: str) -> None:
        self._units: dict[Decimal, set[str]] = {}
        for found in quantities(text):
            self._note(found.value, found.unit)
            if found.unit == "시" and 13 <= found.value < 24:
                self._note(found.value - 12, "시")
            if found.unit == "퍼센트" and found.value == 50:
                self._note(Decimal("0.5"), "")  # 절반

    @property
    def values(self) -> frozenset[Decimal]:
        return frozenset(self._units)

    def lacks(self, text: str) -> tuple[Quantity, ...]:
        """The quantities of `text` that aren't backed, in order."""
        return tuple(found for found in quantities(text) if not self._backs(found))

    def _note(self, value: Decimal, unit: str) -> None:
        self._units.setdefault(value.normalize(), set()).add(unit)

    def _backs(self, found: Quantity) -> bool:
        units = self._units.get(found.value)
        return units is not None and (not found.unit or found.unit in units or "" in units)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of `text`, in order."""
    text = unicodedata.normalize("NFKC", text)
    found: list[tuple[int, Quantity]] = []
    rest = _taken(text, found)
    figures = figure_spans(rest)
    words = [span for span in number_words(rest) if not any(span[0] < end and start < span[1] for start, end, _ in figures)]
    spans = [(start, end, value, *_unit_of(text, start, end)) for start, end, value in sorted([*figures, *words])]
    for index, (start, end, value, unit, stop) in enumerate(spans):
        following = spans[index + 1] if index + 1 < len(spans) else None
        if not unit and following and _RANGE.fullmatch(text, end, following[0]):
            unit, stop = following[3], following[4]  # 1~2일
        found.append((start, Quantity(value.normalize(), unit, text[start:stop])))
    return tuple(quantity for _, quantity in sorted(found, key=lambda item: item[0]))


def _taken(text: str, found: list[tuple[int, Quantity]]) -> str:
    """What has a shape of its own (dates, times of day, fractions, twofold) goes into `found` and comes out of the text."""

    def note(match: re.Match[str], *parts: tuple[int | Decimal, str]) -> None:
        found.extend((match.start(), Quantity(Decimal(value).normalize(), unit, match.group())) for value, unit in parts)

    def blank(match: re.Match[str]) -> str:
        return " " * len(match.group())

    for match in _ISO.finditer(text):
        note(match, (int(match["y"]), "년"), (int(match["m"]), "월"), (int(match["d"]), "일"))
    text = _ISO.sub(blank, text)
    for match in _CLOCK.finditer(text):
        note(match, (int(match["h"]), "시"), (int(match["m"]), "분"))
    text = _CLOCK.sub(blank, text)
    for pattern in _DATE_EN:
        for match in pattern.finditer(text):
            note(match, (_month(match["name"]), "월"), (int(match["d"]), "일"), *([(int(match["y"]), "년")] if match["y"] else []))
        text = pattern.sub(blank, text)
    for match in _FRACTION.finditer(text):
        above, below = int(match["n"] or match["n2"]), int(match["d"] or match["d2"])
        note(match, (Decimal(above) / below if below else Decimal(above), ""))
    text = _FRACTION.sub(blank, text)
    for match in _FOLD.finditer(text):
        note(match, (2 if match["two"] else 3, "배"))
    return _FOLD.sub(blank, text)


def _month(name: str) -> int:
    return next(index for index, month in enumerate(_MONTHS, start=1) if month.startswith(name[:3].lower()))


def _unit_of(text: str, start: int, end: int) -> tuple[str, int]:
    """The unit of the number at text[start:end], and where the quantity ends."""
    if text[start:end].lower() in ("절반", "half"):
        return "", end
    before = text[:start].rstrip()
    if before[-1:] in _SIGNS:
        return _SIGNS[before[-1]], end
    if re.search(r"[A-Za-z]-?$", text[max(0, start - 2) : start]) and text[start].isdigit():
        return CODE, end
    gap = _WORDS_BETWEEN.match(text, end)
    for at in dict.fromkeys((gap.end() if gap else end, end)):
        sign = UNIT.match(text, at)
        if sign and (at == end or len(sign[0]) > 1 or sign[0] in "%gLW" or not sign[0].isascii()):
            name = UNITS[sign[0]]
            return _ALIKE.get(name, name), sign.end()
        english = _ENGLISH_UNIT.match(text, at)
        if english:
            return _ALIKE[english[0].lower()], english.end()
        counter = counter_at(text, at)
        if counter and (at == end or AFTER_COUNTER.match(text, at + len(counter))):
            return _ALIKE.get(counter, counter), at + len(counter)
    glued = re.match(r"[A-Za-z]+", text[end:])
    return (CODE, end + glued.end()) if glued and text[start].isdigit() and glued[0].lower() not in ("st", "nd", "rd", "th", "s", "x") else ("", end)
