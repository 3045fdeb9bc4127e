"""Which counters take native numbers (세 개), which Sino-Korean (삼 층), and what unit signs are called."""

from __future__ import annotations

import re

from shorts.text.ko_tables import rows, table

COUNTERS: dict[str, str] = {counter: kind for kind, counters in rows("counters") if kind != "close" for counter in counters.split()}
"""counter → native, sino, or one of the kinds that `takes_native` decides by size and context."""
_CLOSE_TO_NUMBER = frozenset(counter for kind, counters in rows("counters") if kind == "close" for counter in counters.split())
_LONGEST = max(map(len, COUNTERS))
UNITS: dict[str, str] = table("units")
_PER = {"h": "시속", "s": "초속", "sec": "초속", "min": "분속"}
_PER_OTHER = {"h": "시간당", "s": "초당", "sec": "초당", "min": "분당", "day": "하루", "일": "하루", "월": "월", "년": "연"} | {
    sign: UNITS[sign] + "당" for sign in ("kg", "g", "L", "ml", "m²", "㎡", "m2")
}
_LENGTHS = frozenset({"km", "m", "cm", "mm", "㎞", "㎝", "㎜", "KM"})
UNIT = re.compile("(?:" + "|".join(re.escape(u) for u in sorted(UNITS, key=len, reverse=True)) + r")(?![A-Za-z0-9²³])")
PER = re.compile(r"/(" + "|".join(re.escape(u) for u in sorted({*_PER, *_PER_OTHER}, key=len, reverse=True)) + r")(?![A-Za-z0-9²³])")


def counter_at(text: str, position: int) -> str:
    """The longest counter that begins at `position`; "" where none does."""
    for length in range(_LONGEST, 0, -1):
        if text[position : position + length] in COUNTERS and len(text) >= position + length:
            return text[position : position + length]
    return ""


def wants_space(counter: str) -> bool:
    return bool(counter) and counter not in _CLOSE_TO_NUMBER


def rate_words(unit: str, per: str) -> str:
    """What is said before the number: "km", "h" → 시속; "MB", "s" → 초당."""
    return _PER[per] if unit in _LENGTHS and per in _PER else _PER_OTHER[per]


_SINO_TURNS = re.compile(r"번\s?(?:출구|버스|타자|국도|트랙|선수|문제|홀|게이트|승강장|라인|창구|방|카메라|칸|주자|도로|채널|좌석|항목|레인|마)")
_RANKED = re.compile(
    r"대\s(?:보험|요소|명절|뉴스|그룹|기업|강국|영양소|과제|원칙|핵심|도시|산맥|국가|은행|통신사|업체|거래소|축제|정책|전략|의혹|브랜드|비결|미래|키워드|트렌드|시장|공약|종단|문명|지수|악|질환|암)|대\s?\d"
)


def takes_native(value: int, counter: str, text: str, position: int) -> bool:
    """Whether `value` before `counter` (which begins at `position`) is said in native words."""
    kind = COUNTERS.get(counter, "sino")
    if not 1 <= value <= 99 or kind == "sino":
        return False
    limits = {"hours": 23, "clock": 12, "times": 10, "turns": 59}
    if value > limits.get(kind, 99):
        return False
    if kind == "machines":
        return not (value % 10 == 0 or _RANKED.match(text, position))
    if kind == "turns":
        return not (_SINO_TURNS.match(text, position) or text[:position].rstrip("0123456789 ").endswith(("제", "기호", "국번")))
    return True
