"""Dates, times of day and telephone numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shorts.text.ko_counting import digit_by_digit, native, sino
from shorts.text.ko_pieces import Piece, spread

if TYPE_CHECKING:
    from shorts.text.ko_pieces import Rule

_MONTH, _DAY = r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
_FULL = re.compile(rf"(?P<y>(?:19|20)\d\d|['’‘]?\d\d)(?P<sep>[./-])\s?{_MONTH}(?P=sep)\s?{_DAY}(?!\d|[.-]\d)(?:(?<!\d\d-)\.)?")
_YEAR_MONTH = re.compile(rf"(?P<y>(?:19|20)\d\d)(?:-(?P<m1>0[1-9]|1[0-2])(?![\d-])|\.\s?{_MONTH}\.(?!\s?\d))")
_SHORT_YEAR = re.compile(r"['’‘](?P<y>\d\d)(?=\s?년|[~∼-])")
_WEEKDAY = re.compile(rf"{_MONTH}[./]{_DAY}\.?(?=\s?\([월화수목금토일]\))")
_SPAN = re.compile(rf"{_MONTH}[./]{_DAY}(?P<sep>\s?[~∼〜]\s?)(?P<m2>0?[1-9]|1[0-2])[./](?P<d2>[12]\d|3[01]|0?[1-9])(?![\d./]|\s?[%㎏㎝a-zA-Z가-힣])")
_CLOCK = re.compile(r"(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?![\d:])")
_PHONE = re.compile(
    r"(?:\+82[-. ]?(?P<cc>1[016789]|2|[3-6]\d|70)|(?P<area>01[016789]|02|0[3-6]\d|070|080|050\d))\)?[-. ]?(?P<a>\d{3,4})[-. ](?P<b>\d{4})(?!\d)"
    r"|(?P<cell>01[016789])(?P<ca>\d{4})(?P<cb>\d{4})(?!\d)|(?P<rep>1[5-9]\d\d)-(?P<tail>\d{4})(?!\d)"
)
_CODE = re.compile(r"\d{2,}(?:-\d{2,}){2,}(?![\d-])")
_MEMORIAL = re.compile(
    r"(?P<m>\d{1,2})(?:[·ㆍ・](?P<d>\d{1,2})(?!\d|\s?(?:호|월|위|분기|차|층|학년|번|심|등|부|회|급|세|동|단지|주|군|인|명|개|점|대|일))"
    r"|\.(?P<dot>1(?=절)|25(?=\s?전쟁|\s?참전)|19(?=\s?혁명)|18(?=\s?민주)|15(?=\s?광복)))"
)
_HELPLINE = re.compile(r"(?:112|119|114|110|1339|1365)(?=에\s?(?:신고|전화|연락)|\s(?:신고|구급|구조|상황실|대원))|119(?=구급|대원|안전|구조|센터)|112(?=신고|상황실)")


def _month(number: int) -> str:
    return {6: "유월", 10: "시월"}.get(number, f"{sino(number)} 월")


def _year(digits: str) -> str:
    return f"{sino(int(digits.lstrip(chr(39) + '’‘')))} 년"


def _full_date(text: str, position: int) -> tuple[Piece, ...]:
    match = _FULL.match(text, position)
    if not match or (len(match["y"]) < 4 and match["sep"] == "/"):
        return ()
    return spread(match, _year(match["y"]), _month(int(match["m"])), f"{sino(int(match['d']))} 일")


def _partial_date(text: str, position: int) -> tuple[Piece, ...]:
    match = _YEAR_MONTH.match(text, position)
    if match:
        return spread(match, _year(match["y"]), _month(int(match["m1"] or match["m"])))
    if match := _SHORT_YEAR.match(text, position):
        return spread(match, sino(int(match["y"])) + ("" if text[match.end() : match.end() + 1] == " " else " "))
    if match := _WEEKDAY.match(text, position):
        return spread(match, f"{_month(int(match['m']))} {sino(int(match['d']))} 일")
    if match := _SPAN.match(text, position):
        return _date_span(match)
    return ()


def _date_span(match: re.Match[str]) -> tuple[Piece, ...]:
    if len(match["d"]) < 2 or len(match["d2"]) < 2:
        return ()  # 1.5~2.5 is more likely a pair of decimals
    first = f"{_month(int(match['m']))} {sino(int(match['d']))} 일"
    second = f"{_month(int(match['m2']))} {sino(int(match['d2']))} 일"
    parts = (first, "에서", second) if match["sep"].startswith(" ") else (first + "에서", second)
    return spread(match, *parts)


def _clock(text: str, position: int) -> tuple[Piece, ...]:
    match = _CLOCK.match(text, position)
    if not match or re.match(r"\s?(?:비율|화면비|비)", text[match.end() :]):
        return ()
    hour = int(match["h"])
    words = [f"{native(hour) if 1 <= hour <= 12 else sino(hour)} 시"]
    words += [f"{sino(int(match['m']))} 분"] if int(match["m"]) else []
    words += [f"{sino(int(match['s']))} 초"] if match["s"] else []
    return spread(match, " ".join(words))


def _phone(text: str, position: int) -> tuple[Piece, ...]:
    match = _PHONE.match(text, position)
    if match:
        country = "팔이 " + digit_by_digit(match["cc"]) if match["cc"] else ""
        groups = [match[name] for name in ("area", "a", "b", "cell", "ca", "cb", "rep", "tail") if match[name]]
        words = [digit_by_digit(group) for group in groups]
        return spread(match, *([f"{country} {words[0]}", *words[1:]] if country else words))
    if match := _CODE.match(text, position):
        return spread(match, " ".join(digit_by_digit(group) for group in match[0].split("-")))
    if match := _HELPLINE.match(text, position):
        return spread(match, digit_by_digit(match[0]))
    return ()


def _memorial(text: str, position: int) -> tuple[Piece, ...]:
    """Days that became names: 3·1절 → 삼일절, 6·25 → 육이오, 12·12 → 십이십이."""
    match = _MEMORIAL.match(text, position)
    if not match or text[position - 1 : position].isalnum():
        return ()
    month, day = int(match["m"]), match["d"] or match["dot"]
    return spread(match, sino(month) + (digit_by_digit(day) if month < 10 else sino(int(day))))


RULES: tuple[Rule, ...] = (_full_date, _phone, _memorial, _partial_date, _clock)
