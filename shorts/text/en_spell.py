"""One written English word without its outer punctuation → the words that are said for it. Rules are tried in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from shorts.text import en_tables as tables
from shorts.text.en_letters import mixed, spelled
from shorts.text.en_numbers import cardinal, decade, decimal, digits, ordinal, year

_NUM = r"\d[\d,]*(?:\.\d+)?|\.\d+"
_TO = r"[-–—~]"


@dataclass(frozen=True, slots=True)
class Context:
    """The words around, lower-case and bare."""

    before: str = ""
    after: str = ""


Rule = Callable[[re.Match[str], Context], str]


def spell(core: str, context: Context) -> str:
    """What is said for `core`; lower-case words pass unchanged, and so do capitalised ones (names)."""
    for pattern, rule in _RULES:
        match = pattern.fullmatch(core)
        if match:
            said = rule(match, context)
            if said:
                return said
    return mixed(core)


# --- money ---------------------------------------------------------------------------------------------------


def _money(match: re.Match[str], context: Context) -> str:
    sign, amount, scale, per = match["sign"].lower(), match["amount"], (match["scale"] or "").lower(), match["per"]
    names = tables.CURRENCIES[sign]
    minus = "minus " if match["minus"] else ""
    every = f" a {tables.PER.get(per.lower(), per)}" if per else ""
    if context.after in tables.SCALE_WORDS and not scale:
        return minus + decimal(amount)  # "dollars" comes after the scale: see scale_word
    if scale:
        return f"{minus}{decimal(amount)} {tables.SCALES[scale]} {names[1]}{every}"
    return minus + _coins(amount, names) + every


def _coins(amount: str, names: tuple[str, str, str, str]) -> str:
    whole, _, rest = amount.replace(",", "").partition(".")
    units, cents = int(whole or "0"), int(rest.ljust(2, "0")[:2]) if rest else 0
    parts = [f"{cardinal(units)} {names[0] if units == 1 else names[1]}"] if units or not cents else []
    if cents:
        parts.append(f"{cardinal(cents)} {names[2] if cents == 1 else names[3]}")
    return " and ".join(parts)


def _money_range(match: re.Match[str], context: Context) -> str:
    names = tables.CURRENCIES[match["sign"].lower()]
    if context.after in tables.SCALE_WORDS:
        return f"{decimal(match['low'])} to {decimal(match['high'])}"
    if "." in match["low"] + match["high"]:
        return f"{_coins(match['low'], names)} to {_coins(match['high'], names)}"
    return f"{decimal(match['low'])} to {decimal(match['high'])} {names[1]}"


# --- times and dates -----------------------------------------------------------------------------------------


def _clock(match: re.Match[str], context: Context) -> str:
    hour, minute, half = int(match["h"]), int(match["m"] or 0), (match["half"] or "").lower().replace(".", "")
    if hour > 24 or minute > 59:
        return ""
    said = cardinal(hour)
    if minute:
        said += f" oh {cardinal(minute)}" if minute < 10 else f" {cardinal(minute)}"
    elif not half and context.after not in ("am", "pm", "a.m", "p.m", "o'clock"):
        said += " o'clock" if hour <= 12 else " hundred"
    return said + (f" {tables.LETTERS[half[0].upper()]} em" if half else "")


def _iso_date(match: re.Match[str], _: Context) -> str:
    return _date(int(match["y"]), int(match["m"]), int(match["d"]))


def _date(y: int, m: int, d: int) -> str:
    if not (1 <= m <= 12 and 1 <= d <= 31):
        return ""
    return f"{tables.MONTHS[m - 1]} {ordinal(d)} {year(y)}"


def _fraction(match: re.Match[str], _: Context) -> str:
    top, bottom = int(match[1]), int(match[2])
    if (top, bottom) == (24, 7):
        return "twenty four seven"
    if bottom in (2, 4) and top < bottom:
        return {"12": "one half", "14": "one quarter", "34": "three quarters", "24": "two quarters"}[f"{top}{bottom}"]
    if 2 < bottom <= 20 and top < bottom:
        return f"{cardinal(top)} {ordinal(bottom)}{'s' if top > 1 else ''}"
    return f"{cardinal(top)} out of {cardinal(bottom)}"


# --- figures -------------------------------------------------------------------------------------------------


def _year_or_number(match: re.Match[str], context: Context) -> str:
    value = int(match[0])
    dated = context.before in _DATED or context.before in tables.MONTH_NAMES
    named = 1900 <= value <= 2099 and not _measured(context.after)
    if (1100 <= value <= 2099 and dated) or named:
        return year(value)
    if context.before.isupper() and value % 100 >= 10 and value >= 1000:  # model numbers: RTX 4090
        return f"{cardinal(value // 100)} {cardinal(value % 100)}"
    return cardinal(value)


_DATED = frozenset(
    {"in", "since", "by", "from", "until", "till", "before", "after", "year", "around", "between", "during", "to", "early", "late", "mid"}
)


def _measured(after: str) -> bool:
    return after in tables.UNITS or after in tables.SCALE_WORDS or (after.endswith("s") and len(after) > 3)


def _day_or_number(match: re.Match[str], context: Context) -> str:
    value = int(match[0])
    return ordinal(value) if context.before in tables.MONTH_NAMES and 1 <= value <= 31 else cardinal(value)


def _unit(match: re.Match[str], _: Context) -> str:
    names = tables.UNITS.get(match["unit"].lower())
    if names is None or (match["unit"] in ("K", "G") and match["n"] in ("2", "3", "4", "5", "6", "8")):  # 4K pictures, 5G networks
        return ""
    return f"{_signed(match)} {names[0] if match['n'] == '1' else names[1]}"


def _range(match: re.Match[str], context: Context) -> str:
    low, high, unit = match["low"], match["high"], (match["unit"] or "").lower()
    if unit and unit not in tables.UNITS:
        return ""
    years = len(low) == len(high) == 4 and 1500 <= int(low or 0) <= 2099 and "." not in low + high and not unit
    ends = (year(int(low)), year(int(high))) if years and not _measured(context.after) else (decimal(low), decimal(high))
    return " to ".join(ends) + (f" {tables.UNITS[unit][1]}" if unit else "")


def _signed(match: re.Match[str]) -> str:
    sign = {"-": "minus ", "−": "minus ", "+": "plus "}.get(match["sign"] or "", "")
    return sign + decimal(match["n"])


def _phone(match: re.Match[str], _: Context) -> str:
    return " ".join(digits(group) for group in re.findall(r"\d+", match[0]))


def _sizes(match: re.Match[str], _: Context) -> str:
    return " by ".join(decimal(part) for part in re.split(r"[x×]", match[0]))


def _compound(match: re.Match[str], context: Context) -> str:
    """ "6.1-inch", "10-year-old", "24-hour"; the figure first, then the words."""
    return f"{decimal(match[1])} {' '.join(spell(part, context) for part in match[2].split('-') if part)}"


# --- addresses -----------------------------------------------------------------------------------------------


def _address(match: re.Match[str], _: Context) -> str:
    text = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0]).rstrip("/").partition("?")[0]
    said = re.sub(r"[./@_-]", lambda sign: f" {_SIGNS[sign[0]]} ", text)
    return " ".join(word if word in _SIGNS.values() else mixed(word) for word in said.split())


_SIGNS = {".": "dot", "/": "slash", "@": "at", "_": "underscore", "-": "dash"}

_MONEY = rf"(?P<sign>US\$|[$€£¥₩])(?P<amount>{_NUM})(?P<scale>[kKmMbBtT]|bn|mn|tn)?(?:/(?P<per>[a-z]+))?"
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (rf"(?P<minus>[-−])?{_MONEY}", _money),
        (rf"(?P<sign>US\$|[$€£¥₩])(?P<low>{_NUM}){_TO}[$€£¥₩]?(?P<high>{_NUM})", _money_range),
        (r"(?P<h>\d{1,2}):(?P<m>\d\d)(?::\d\d)?(?P<half>[aApP]\.?[mM]\.?)?", _clock),
        (r"(?P<h>\d{1,2})(?P<m>(?!))?(?P<half>[aApP]\.?[mM]\.?)", _clock),
        (r"(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})", _iso_date),
        (r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})", _iso_date),
        (r"(?:\+?\d{1,3}[-. ])?\(?\d{2,4}\)?[-. ]\d{3,4}[-.]\d{4}|\d{3}-\d{4}", _phone),
        (r"(\d{1,3})/(\d{1,3})", _fraction),
        (r"(?P<n>\d[\d,]*)(?:st|nd|rd|th)", lambda m, _: ordinal(int(m["n"].replace(",", "")))),
        (r"['’]?(?P<n>\d{2}|\d{4})['’]?s", lambda m, _: decade(int(m["n"]))),
        (r"\d{4}", _year_or_number),
        (r"\d{1,2}", _day_or_number),
        (rf"(?P<low>{_NUM}){_TO}(?P<high>{_NUM})(?P<unit>[A-Za-z%°]+)?", _range),
        (rf"(?P<sign>[-−+])?(?P<n>{_NUM})", lambda m, _: _signed(m)),
        (rf"(?P<n>{_NUM})\+", lambda m, _: decimal(m["n"]) + " plus"),
        (rf"#(?P<n>{_NUM})", lambda m, _: "number " + decimal(m["n"])),
        (rf"(?P<n>{_NUM})[xX×]", lambda m, _: decimal(m["n"]) + " times"),
        (rf"(?:{_NUM})(?:[x×](?:{_NUM}))+", _sizes),
        (rf"(?P<sign>[-−+])?(?P<n>{_NUM})-?(?P<unit>[A-Za-z%°″\"]+(?:/h)?)", _unit),
        (rf"({_NUM})-([A-Za-z][A-Za-z-]*)", _compound),
        (r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:com|net|org|io|co|kr|ai|app|dev|gov|edu|uk|tv)(?:/\S*)?", _address),
        (r"[A-Z]{2,6}(?:['’]?s)?", lambda m, _: spelled(m[0])),
    )
)
