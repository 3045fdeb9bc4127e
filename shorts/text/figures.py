"""Figures of a text as values, however they are written: 12,900원 = 1만2900원 = 1만 2,900; $1,299.99 = 1299.99."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
_COMPOUND = re.compile(
    r"(?:\d[\d,]*(?:\.\d+)?\s?(?:[십백천]?[만억조경]"
    r"|[십백천](?![가-힣]{2})))(?:\s?\d[\d,]*(?:\.\d+)?\s?(?:[십백천]?[만억조경]|[십백천])?)*"
)
_STEP = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?([십백천]?)([만억조경]?)")
_WORDS_EN = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALED_EN = re.compile(r"(\d[\d,]*(?:\.\d+)?)[\s-](thousand|million|billion|trillion)\b", re.IGNORECASE)


def figures(text: str) -> frozenset[Decimal]:
    """Every numeric value that `text` states. A scaled number ("3조 2천억", "4 million") counts once, as its value."""
    return frozenset(value for _, _, value in figure_spans(text))


def figure_spans(text: str) -> list[tuple[int, int, Decimal]]:
    """The same in order, with where each stands: (start, end, value)."""
    found: list[tuple[int, int, Decimal]] = []

    def take(pattern: re.Pattern[str], value: Callable[[re.Match[str]], Decimal], rest: str) -> str:
        found.extend((match.start(), match.end(), value(match).normalize()) for match in pattern.finditer(rest))
        return pattern.sub(lambda match: " " * len(match.group()), rest)

    rest = take(_SCALED_EN, lambda match: _number(match.group(1)) * _WORDS_EN[match.group(2).lower()], text)
    rest = take(_COMPOUND, lambda match: _compound(match.group()), rest)
    take(_PLAIN, lambda match: _number(match.group()), rest)
    return sorted(found)


def _number(figure: str) -> Decimal:
    return Decimal(figure.replace(",", ""))


def _compound(text: str) -> Decimal:
    """"3조 2천억" → 3_200_000_000_000."""
    total, group = Decimal(0), Decimal(0)
    for digits, small, large in _STEP.findall(text):
        group += _number(digits) * _SMALL.get(small, 1)
        if large:
            total, group = total + group * _LARGE[large], Decimal(0)
    return total + group


_UNIT = (
    r"(?:%p|%|℃|°|원|달러|유로|엔|명|개월|개|건|대|곳|년|월|일|시간|시|분기|분|초|배|번|회|장|가지|단계|세|살|점|층"
    r"|쪽|잔|인분|주|도|톤|평|권|마리|그루|포기|컵|큰술|작은술|스푼|"
    r"(?:km/h|kg|g|mg|km|cm|mm|m|L|l|ml|mL|W|kW|kWh|Wh|V|mAh|K|Hz|GHz|MHz|GB|TB|MB|dB|percent|million|billion|trillion"
    r"|dollars?|hours?|minutes?|seconds?|days?|weeks?|months?|years?|times|people|miles?|"
    r"meters?|metres?|megawatts?|km/h|feet|foot|inch(?:es)?|pounds?|ounces?|litres?|liters?|degrees)(?![A-Za-z]))"
)
_WITH_UNIT = re.compile(
    r"\d+분의\s?\d+|[$€£₩]?\d[\d,]*(?:[.:~–/-]\d+)*"  # 12,900 · 4.5 · 2~3 · 5:40
    r"(?:\s?[십백천]?[만억조](?:\s?(?:\d{1,3},\d{3}|\d+[십백천])[만억]?(?=\s?(?:여\s?)?[가-힣]))?"
    r"|\s?[십백천](?=\s?(?:원|명|개)))?"  # 3조 2천억 · 4만 2,300
    rf"(?:\s(?:million|billion|trillion)\b)?(?:\s?여)?(?:[\s-]?{_UNIT})?"
)


def figure_phrases(text: str) -> tuple[str, ...]:
    """Every figure of `text` with its unit, exactly as written: "12,900원", "3조 2천억 원", "$4.2 million"."""
    return tuple(text[start:end] for start, end in figure_phrase_spans(text))


def figure_phrase_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where those stand: (start, end)."""
    spans = []
    for match in _WITH_UNIT.finditer(text):
        found = match.group().strip(" ,.-")
        start = match.start() + match.group().index(found)
        spans.append((start, start + len(found)))
    return tuple(spans)


_MONEY = re.compile(r"[$€£₩]|(?:원|달러|유로|엔|dollars?)$")


def is_money(phrase: str) -> bool:
    """Whether a figure phrase is an amount of money."""
    return bool(_MONEY.search(phrase))
