"""Numbers with what goes with them: signs, money, units, counters, ranges, ratios, fractions, versions, dimensions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shorts.text.ko_amounts import AMOUNT, NUMBER, Amount, amount_at, counted
from shorts.text.ko_counters import PER, UNIT, UNITS, counter_at, rate_words, wants_space
from shorts.text.ko_counting import decimal, digit_by_digit, sino
from shorts.text.ko_pieces import DIGITS, Piece, spread

if TYPE_CHECKING:
    from shorts.text.ko_pieces import Rule

_CURRENCY = {"₩": "원", "￦": "원", "\\": "원", "US$": "달러", "$": "달러", "€": "유로", "£": "파운드", "¥": "엔", "￥": "엔", "元": "위안"}
_MONEY = re.compile(rf"(?P<minus>[-−])?(?P<sign>US\$|[₩￦$€£¥￥])\s?(?P<amount>{AMOUNT.pattern})(?P<letter>[KMB](?![A-Za-z]))?")
_LETTERS = {"K": 10**3, "M": 10**6, "B": 10**9}
_RANGE = re.compile(rf"(?P<a>{NUMBER})(?P<sep>\s?[~∼〜～–]\s?)(?=\d)")
_HYPHEN_RANGE = re.compile(r"(?P<a>\d+(?:\.\d+)?)(?P<sep>-)(?=\d+(?:\.\d+)?\s?(?:[%㎏㎝㎜℃]|년|월|분|시간|일|개|명|인|회|주|세|살|도|원|만|kg|cm|mm|km|g|ml)(?!\d))")
_FRACTION = re.compile(r"(?P<n>\d{1,3})[/⁄](?P<d>\d{1,4})(?![\d/])")
_DIMENSIONS = re.compile(rf"{NUMBER}\s?(?:mm|cm|m|㎝|㎜|px)?(?:\s?[x×X*✕]\s?{NUMBER}\s?(?:mm|cm|m|㎝|㎜|px|인치)?)+(?![A-Za-z])")
_VERSUS = re.compile(r"(?P<a>\d+(?:\.\d+)?)(?P<sep>\s?[:：]\s?|-)(?P<b>\d+(?:\.\d+)?)(?:(?P<sep2>[:：])(?P<c>\d+))?(?![\d-])")
_VERSION = re.compile(r"[vV](?:er\.?\s?)?(?=\d+(?:\.\d+)*)(?P<v>\d+(?:\.\d+)*)|(?P<dots>\d+\.\d+(?:\.\d+)+)")
_PLUS_ONE = re.compile(r"(?P<a>[1-3])\+1(?!\s?[\d=+.])")
_TIMES = re.compile(r"(?P<a>\d+(?:\.\d+)?)[xX](?![A-Za-z0-9])")
_SIGN = re.compile(r"(?P<sign>±|[+＋]/-|[+＋]|[-−–])(?=\d|[₩$])")
_POWER = re.compile(r"(?P<base>\d+)(?:\^(?P<e>-?\d+)|(?P<up>[⁻⁰¹²³⁴-⁹]+))")
_INCHES = re.compile(rf"(?P<a>{NUMBER})[\"”″](?![가-힣])")
_ENGLISH = ("영", "원", "투", "쓰리", "포", "파이브", "식스", "세븐", "에이트", "나인")
_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def _money(text: str, position: int) -> tuple[Piece, ...]:
    match = _MONEY.match(text, position)
    if not match:
        return ()
    name, amount = _CURRENCY[match["sign"]], amount_at(text, match.start("amount"))
    words = amount.words
    if match["letter"]:
        words = decimal(format(float(match["number"].replace(",", "")) * _LETTERS[match["letter"]], ".0f"))
    whole, _, cents = match["number"].partition(".")
    if name in ("달러", "유로", "파운드") and len(cents) == 2 and not match["scaled"] and not match["letter"]:
        words = _with_cents(whole, cents, name)
    else:
        words += f" {name}"
    return spread(match, "마이너스 " + words if match["minus"] else words)


def _with_cents(whole: str, cents: str, name: str) -> str:
    small = "펜스" if name == "파운드" else "센트"
    said = [f"{decimal(whole)} {name}"] if int(whole.replace(",", "")) or not int(cents) else []
    return " ".join(said + ([f"{sino(int(cents))} {small}"] if int(cents) else []))


def _range(text: str, position: int) -> tuple[Piece, ...]:
    match = _RANGE.match(text, position) or _HYPHEN_RANGE.match(text, position)
    if not match:
        return ()
    low = Amount(position, match.end("a"), decimal(match["a"]), int(match["a"]) if match["a"].isdigit() else -1, match["a"])
    second = _quantity(text, match.end())
    low_words, counter = _same_counter(text, low, match.end())
    sep = Piece(match.start("sep") + (match["sep"][0] == " "), match.end("sep") - (match["sep"][-1] == " "), "에서")
    if match["sep"] == sep_text(text, sep):
        sep = Piece(sep.start, sep.end, "에서 ")
    return (Piece(position, low.end, low_words + counter), sep, *second)


def sep_text(text: str, piece: Piece) -> str:
    return text[piece.start : piece.end]


def _same_counter(text: str, low: Amount, second: int) -> tuple[str, str]:
    """The lower number said like the upper one: 3~5개 → 세 개, 1~2만 → 만, 10~20% → 십."""
    high = amount_at(text, second)
    if text[second : high.end].endswith(("만", "억", "조")) and low.value > 0:
        scale = text[high.end - 1]
        return ("만" if (low.value, scale) == (1, "만") else low.words + scale), ""
    gap = 1 if text[high.end : high.end + 1] == " " else 0
    words, counter = counted(text, Amount(low.start, high.end, low.words, low.value, low.digits), high.end + gap)
    native = words.strip() != low.words or counter == "월"
    if counter == "월" and low.value in (6, 10):
        return words, counter
    return (words if words.endswith(" ") else words + " ", counter) if native else (words.strip(), "")


def _fraction(text: str, position: int) -> tuple[Piece, ...]:
    match = _FRACTION.match(text, position)
    if not match or text[position - 1 : position] in ("/", "."):
        return ()
    if match["d"] == "4" and re.match(r"\s?분기", text[match.end() :]):
        return spread(match, sino(int(match["n"])) + "사")  # 1/4분기 → 일사분기
    blank = " " if wants_space(counter_at(text, match.end())) else ""
    return spread(match, f"{sino(int(match['d']))}분의 {sino(int(match['n']))}{blank}")


def _dimensions(text: str, position: int) -> tuple[Piece, ...]:
    match = _DIMENSIONS.match(text, position)
    if not match or re.match(r"\s?=", text[match.end() :]):
        return ()
    last = UNIT.match(text, match.end()) if match[0][-1].isdigit() else None
    pieces = []
    for token in re.finditer(rf"({NUMBER})\s?(mm|cm|m|㎝|㎜|px|인치)?|[x×X*✕]", match[0]):
        spoken = " 바이 " if not token[1] else decimal(token[1]) + (f" {UNITS.get(token[2], token[2])}" if token[2] else "")
        pieces.append(Piece(position + token.start(), position + token.end(), spoken))
    if last:
        pieces.append(Piece(last.start(), last.end(), " " + UNITS[last[0]]))
    return tuple(pieces)


def _versus(text: str, position: int) -> tuple[Piece, ...]:
    """16:9, 3:1 and scores 3-1 → 삼 대 일; lot numbers 123-4 → 다시."""
    match = _VERSUS.match(text, position)
    before = text[position - 1 : position]
    if not match or re.match(r"\s?=\s?\d", text[match.end() :]) or before in ("-", ":") or (before.isascii() and before.isalpha()):
        return ()
    lot = match["sep"] == "-" and (re.match(r"\s?(?:번지|번 버스|번|호)", text[match.end() :]) or len(match["a"]) > 2 or len(match["b"]) > 2)
    between = "다시" if lot else "대"
    words = [decimal(match["a"]), between, decimal(match["b"])] + (["대", decimal(match["c"])] if match["c"] else [])
    words[-1] += " " if wants_space(counter_at(text, match.end())) else ""
    return spread(match, " ".join(words)) if " " not in match["sep"] else spread(match, *words)


def _version(text: str, position: int) -> tuple[Piece, ...]:
    match = _VERSION.match(text, position)
    if not match or text[position - 1 : position].isalpha():
        return ()
    numbers = (match["v"] or match["dots"]).split(".")
    words = "점".join([sino(int(numbers[0])), *(digit_by_digit(n, "영") if len(n) > 2 or n[0] == "0" else sino(int(n)) for n in numbers[1:])])
    return spread(match, ("버전 " if match["v"] else "") + words)


def _shop(text: str, position: int) -> tuple[Piece, ...]:
    """1+1 → 원 플러스 원, 2x → 두 배 and such idioms."""
    if match := _PLUS_ONE.match(text, position):
        return spread(match, f"{_ENGLISH[int(match['a'])]} 플러스 원")
    if match := _TIMES.match(text, position):
        words, _ = counted("배", Amount(0, 0, decimal(match["a"]), int(match["a"]) if match["a"].isdigit() else -1, match["a"]), 0)
        return spread(match, f"{words.strip()} 배")
    if (match := _INCHES.match(text, position)) and text.count('"', 0, position) % 2 == 0:
        return spread(match, f"{decimal(match['a'])} 인치")
    return ()


def _power(text: str, position: int) -> tuple[Piece, ...]:
    match = _POWER.match(text, position)
    if not match:
        return ()
    exponent = match["e"] or match["up"].translate(_SUPERSCRIPTS)
    minus = "마이너스 " if exponent.startswith("-") else ""
    words = {"2": "제곱", "3": "세제곱"}.get(exponent) or f"{minus}{sino(int(exponent.strip('-') or '0'))} 제곱"
    return spread(match, f"{sino(int(match['base']))}의 {words}")


def _signed(text: str, position: int) -> tuple[Piece, ...]:
    """±, + and − before a number; degrees below zero are 영하."""
    match = _SIGN.match(text, position)
    before = text[position - 1 : position]
    if not match or (before and match["sign"] not in "±" and not re.match(r"[\s(\[~∼,:/→=]", before)):
        return ()
    rest = _money(text, match.end()) or _range(text, match.end()) or _quantity(text, match.end())
    if not rest:
        return ()
    end = rest[-1].end
    degrees = text[match.end() : end].endswith(("℃", "°C", "°", "ºC", "˚C")) or text.startswith("도", end)
    below = "" if text[:position].rstrip().endswith("영하") else "영하 "
    if degrees and len(rest) > 2 and match["sign"] in "-−–":
        low, sep, high, *unit = rest  # −5~3℃ → 영하 오 도에서 영상 삼 도
        rest = (Piece(low.start, low.end, low.spoken + " 도"), sep, Piece(high.start, high.end, "영상 " + high.spoken), *unit)
    words = {"±": "플러스마이너스 ", "+/-": "플러스마이너스 ", "+": "플러스 ", "＋": "플러스 "}.get(match["sign"], below if degrees else "마이너스 ")
    return (Piece(match.start(), match.end(), words), *rest)


def _per_unit(text: str, position: int) -> tuple[Piece, ...]:
    """12,900원/kg → 만 이천구백 원 킬로그램당."""
    match = PER.match(text, position)
    if not match or match[1] not in UNITS or not re.search(r"\d\s?[가-힣]$", text[:position]):
        return ()
    return spread(match, f" {UNITS[match[1]]}당")


def _quantity(text: str, position: int) -> tuple[Piece, ...]:
    """A number with its unit or counter; the counter itself, being Hangul, stays in the text."""
    if text[position : position + 1] not in DIGITS:
        return ()
    amount = amount_at(text, position)
    unit = _unit_after(text, amount.end)
    if unit:
        return _measured(text, amount, unit)
    gap = 1 if text[amount.end : amount.end + 1] == " " else 0
    words, _ = counted(text, amount, amount.end + gap)
    return (Piece(position, amount.end, words),)


def _unit_after(text: str, end: int) -> re.Match[str] | None:
    direct = UNIT.match(text, end)
    if direct or text[end : end + 1] != " ":
        return direct
    spaced = UNIT.match(text, end + 1)
    return spaced if spaced and (len(spaced[0]) > 1 or not spaced[0].isascii() or spaced[0] in "%gLW") else None


def _measured(text: str, amount: Amount, unit: re.Match[str]) -> tuple[Piece, ...]:
    per = PER.match(text, unit.end())
    before = ""
    if per:
        before = rate_words(unit[0], per[1]) + " "
        before = "" if text[: amount.start].rstrip().endswith(before.strip()) else before
    elif unit[0] in ("℉", "°F"):
        before = "화씨 "
    name, blank = UNITS[unit[0]], "" if unit.start() > amount.end else " "
    words, _ = counted(name, Amount(0, 0, amount.words, amount.value, amount.digits), 0)
    return (
        Piece(amount.start, amount.end, before + words.strip() + blank),
        Piece(unit.start(), per.end() if per else unit.end(), name),
    )


FIRST_RULES: tuple[Rule, ...] = (_money,)
RULES: tuple[Rule, ...] = (_range, _dimensions, _version, _shop, _power, _fraction, _versus, _signed, _per_unit, _quantity)
