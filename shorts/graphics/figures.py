"""The one figure of a scene that deserves to be large: a share, an amount, a measure. Dates, small counts and bare numbers don't."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shorts.scene_plan import Figure
from shorts.text.figures import figure_phrase_spans, figures, is_money

if TYPE_CHECKING:
    from collections.abc import Collection
    from decimal import Decimal

STRONG = 3
"""Worth of a figure that is shown whenever it is said; others only every other time."""
_LONGEST = 16
"""Characters of a number with its unit that can still be large."""

_LARGE = re.compile(r"[만억조]|million|billion|trillion")
_SHARE = re.compile(r"(?:%p|%|percent|배|times)$")
_MEASURE = re.compile(
    r"(?:시간|명|건|대|곳|권|그루|마리|평|톤|세|살|회|℃|°|도|km/h|kg|mg|g|km|cm|mm|m|L|l|ml|mL|W|kW|kWh|Wh|V|mAh|K|Hz|GHz|MHz|GB|TB|MB|dB"
    r"|hours?|months?|people|miles?|meters?|metres?|megawatts?|feet|foot|inch(?:es)?|pounds?|ounces?|litres?|liters?|degrees)$"
)
_FEW = re.compile(r"^[1-9]\s?(?:명|건|대|곳|권|마리|회|세|살|people)$")
_SPLIT = re.compile(r"(?P<number>\d+시간\s?\d+분|[$€£₩]?\d[\d,.~–:/-]*(?:\s?[십백천]?[만억조](?:\s\d[\d,]*[천백]?[만억]?)?)?(?:\s?여)?|[$€£₩]?\d[\d,.]*[천백])(?P<unit>.*)$")

_BEFORE = re.compile(
    r"(?P<ko>(?:하루\s)?평균|최대|최소|최고|최저|약|총|한 해|해마다|매년|매달|하루|한 달|연간|시속)\s?$"
    r"|\b(?P<en>up to|at least|at most|about|around|nearly|almost|over|under|more than|less than|an average of|only|just)\s$", re.IGNORECASE
)  # fmt: skip
_BOUND = re.compile(r"최대|최고|최소|최저|up to|at least|at most", re.IGNORECASE)
_AFTER = re.compile(
    r"\s?(?P<ko>이상|이하|미만|초과|이내|까지|쯤|가량|정도|안팎|남짓|넘게)|\s(?P<en>or more|or less|a day|a week|a month|a year|per day|per year|an hour)\b"
)
_PLURAL = re.compile(r"\s[a-z]{3,11}s\b")
_MINUTES = re.compile(r"\s?\d+분")
_PER_KO = re.compile(r"(?:당|마다)(?![가-힣])")  # 100g당 당류는 9g: what is meant is the other figure
_PER_EN = re.compile(r"\b(?:per|every)\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure where it stands in the narration, and what it is worth."""

    figure: Figure
    start: int
    end: int
    worth: int


def figure_of(text: str, keywords: Collection[str] = (), *, money: bool = True, besides: frozenset[Decimal] = frozenset()) -> Found | None:
    """The figure of `text` to be shown large, or None. A keyword of the captions goes first among equals.

    money: amounts count (a product's page has a price, and another amount could be taken for it); besides: values shown elsewhere.
    """
    found = [one for span in figure_phrase_spans(text) if (one := _judged(text, span, money)) and not figures(text[slice(*span)]) & besides]

    def merit(one: Found) -> tuple[int, bool, bool, int]:
        phrase = text[one.start : one.end]
        return one.worth, any(keyword in phrase for keyword in keywords), bool(one.figure.before or one.figure.after), -one.start

    return max(found, key=merit, default=None)


def _judged(text: str, span: tuple[int, int], money: bool) -> Found | None:
    start, end = span
    phrase = text[start:end]
    noun = _PLURAL.match(text, end) if "," in phrase and phrase[-1].isdigit() else None  # 31,000 vehicles
    rest = noun or (_MINUTES.match(text, end) if phrase.endswith("시간") else None)  # 3시간 30분
    worth = 2 if noun else _worth(phrase, money)
    end = rest.end() if rest else end
    phrase = text[start:end]
    parts = _SPLIT.match(phrase)
    if not worth or parts is None or len(phrase) > _LONGEST or (start and text[start - 1].isalnum()):
        return None
    if _PER_KO.match(text, end) or _PER_EN.search(text[:start]):
        return None
    before, after = _BEFORE.search(text[:start]), _AFTER.match(text, end)
    worth = STRONG if before and _BOUND.match(before[0]) else worth
    figure = Figure(parts["number"].strip(), parts["unit"].strip(), before[0].strip() if before else "", after[0].strip() if after else "")
    return Found(figure, before.start() if before else start, after.end() if after else end, worth)


def _worth(phrase: str, money: bool) -> int:
    if is_money(phrase):
        return (STRONG if _LARGE.search(phrase) else 2) if money else 0
    if _SHARE.search(phrase):
        return STRONG
    if not _MEASURE.search(phrase) or _FEW.match(phrase):
        return 0
    return STRONG if _LARGE.search(phrase) else 2
