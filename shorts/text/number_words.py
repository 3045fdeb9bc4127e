"""Numbers written as words, Korean and English: 십이만 구천 원, 열두 시간, twenty-five percent, a dozen; and where they stand.

Korean words count as numbers before a counter or unit only. What is more often another word is left alone: 한 and one (articles), 이
(this) before most counters, syllables that are part of a word (사원, 만점), ordinals.
"""

from __future__ import annotations

import re
from decimal import Decimal

from shorts.text.ko_counters import COUNTERS, counter_at

Span = tuple[int, int, Decimal]

_DIGITS = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9}
_PLACES = {"십": 10, "백": 100, "천": 1000}
_MYRIADS = {"만": 10**4, "억": 10**8, "조": 10**12}
_GROUP = "(?:D?천)?(?:D?백)?(?:D?십)?D?".replace("D", "[일이삼사오육륙칠팔구]")
_SINO = re.compile(
    rf"(?<![가-힣\d])(?=[{''.join([*_DIGITS, *_PLACES, *_MYRIADS])}])"
    rf"(?P<number>(?:{_GROUP}조\s?)?(?:{_GROUP}억\s?)?(?:{_GROUP}만\s?)?{_GROUP})(?:\s?점\s?(?P<part>[영공일이삼사오육칠팔구]+))?(?P<gap>\s?)"
)
AFTER_COUNTER = re.compile(
    r"$|[^가-힣]|(?:이|가|은|는|을|를|에|의|로|으로|도|만|과|와|랑|부터|까지|간|쯤|정도|씩|이나|나|이면|면|이에요|예요|입니다|이죠|짜리|대|여|동안|이상|이하|미만|전|후|째|밖에"
    r"|보다|라|이라|인|다|이다)(?![가-힣]{3})"
)
"""What may follow a counter: particles, or the end of the word."""
_SUMS = {"원", "원대", "달러", "명", "퍼센트"}
"""Counters that a single 백, 천, 만 … may be written together with: 천원, 만명. 백분, 만점, 천일 are words."""
_NOT_THIS = {"퍼센트", "프로", "개월", "킬로", "킬로그램", "그램", "킬로미터", "미터", "센티", "센티미터", "리터", "톤", "인분"}
"""Counters before which 이 is two, and not "this"."""
_EITHER = {"단계", "주", "층", "종", "회", "달러"}
"""Counters that people also say with native numbers, whatever the books say: 세 단계."""
_ONES = {"한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}
_TENS = {"열": 10, "스무": 20, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90}
_NATIVE = re.compile(rf"(?<![가-힣])(?P<ten>{'|'.join(_TENS)})?(?P<one>{'|'.join(_ONES)})?\s?(?=[가-힣])")

_SMALL_TEXT = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS_TEXT = "twenty thirty forty fifty sixty seventy eighty ninety"
_ENGLISH: dict[str, int] = {word: value for value, word in enumerate(_SMALL_TEXT.split())}
_ENGLISH |= {word: 10 * value for value, word in enumerate(_TENS_TEXT.split(), start=2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WORD = "|".join(sorted([*_ENGLISH, *_SCALES], key=len, reverse=True))
_NUMBER_EN = re.compile(rf"(?<![A-Za-z])(?:an?\s(?=(?:{'|'.join(_SCALES)})\b))?(?:{_WORD})(?:(?:-|\s(?:and\s)?)(?:{_WORD})\b)*(?![A-Za-z])", re.IGNORECASE)
_APART = {"dozen": Decimal(12), "half": Decimal("0.5"), "절반": Decimal("0.5")}
_APART_WORD = re.compile(r"(?<![A-Za-z])(?:dozen|half)(?![A-Za-z])|절반", re.IGNORECASE)


def number_words(text: str) -> list[Span]:
    """(start, end, value) of every number in words, in order; where both readings are possible, the longer one."""
    found = [*_sino(text), *_native(text), *_english(text)]
    found += [(match.start(), match.end(), _APART[match.group().lower()]) for match in _APART_WORD.finditer(text)]
    return sorted(found)


def _sino(text: str) -> list[Span]:
    found: list[Span] = []
    for match in _SINO.finditer(text):
        number, part = match["number"].rstrip(), match["part"] or ""
        blank = bool(match["gap"]) or number != match["number"]
        counter = counter_at(text, match.end())
        if not (number or part) or not counter or not AFTER_COUNTER.match(text, match.end() + len(counter)):
            continue
        if len(number) == 1 and not part and not _is_number(number, counter, blank=blank):
            continue
        value = _sino_value(number) + (Decimal("0." + "".join(str(_DIGITS[digit]) for digit in part)) if part else 0)
        found.append((match.start(), match.end("part") if part else match.start() + len(number), value))
    return found


def _is_number(syllable: str, counter: str, *, blank: bool) -> bool:
    """Is one syllable before a counter a number? 일 년 isn't one that matters."""
    if syllable in "일조영공":
        return False
    if not blank:
        return syllable in "십백천만억" and counter in _SUMS
    return syllable != "이" or counter in _NOT_THIS


def _sino_value(number: str) -> Decimal:
    """"십이만 구천" → 129000."""
    total = group = digit = 0
    for char in number.replace(" ", ""):
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _PLACES:
            group, digit = group + (digit or 1) * _PLACES[char], 0
        else:
            total, group, digit = total + ((group + digit) or 1) * _MYRIADS[char], 0, 0
    return Decimal(total + group + digit)


def _native(text: str) -> list[Span]:
    found: list[Span] = []
    for match in _NATIVE.finditer(text):
        value = _TENS.get(match["ten"] or "", 0) + _ONES.get(match["one"] or "", 0)
        counter = counter_at(text, match.end())
        if value > 1 and counter and (COUNTERS[counter] != "sino" or counter in _EITHER) and AFTER_COUNTER.match(text, match.end() + len(counter)):
            found.append((match.start(), match.start() + len(match.group().rstrip()), Decimal(value)))
    return found


def _english(text: str) -> list[Span]:
    found: list[Span] = []
    for match in _NUMBER_EN.finditer(text):
        words = [word for word in re.findall(r"[a-z]+", match.group().lower()) if word not in ("and", "a", "an")]
        values = _english_values(words)
        found += [(match.start(), match.end(), Decimal(value)) for value in values if values != [1]]
    return found


def _english_values(words: list[str]) -> list[int]:
    """The numbers that words in a row say, most often one: "nineteen ninety" is the year 1990, "two three" are two numbers."""
    values: list[int] = []
    total = current = 0
    before = ""
    for word in words:
        if word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total, current = total + (current or 1) * _SCALES[word], 0
        elif not before or before in _SCALES or (_ENGLISH[before] >= 20 and 0 < _ENGLISH[word] < 10):
            current += _ENGLISH[word]
        elif not total and 10 <= current < 100 and _ENGLISH[word] >= 10:
            current = current * 100 + _ENGLISH[word]
        else:
            values.append(total + current)
            total, current = 0, _ENGLISH[word]
        before = word
    return [*values, total + current]
