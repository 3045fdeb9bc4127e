"""English as it is read aloud: every written word with its spelled-out form and the pause after it."""

from __future__ import annotations

import re

from shorts.text import en_tables as tables
from shorts.text.en_spell import Context, spell
from shorts.text.spoken import Pause, SpokenWord

_OPENING = "\"'“‘(<[{«*_~"
_CLOSING = "\"'”’)>]}»*_~.,!?;:…"
_BREATHS = ",;:)—–"
_DASH = re.compile(r"[-–—―|·•]+")
_NUMBER = re.compile(r"(?:US\$|[$€£¥₩])?[-−+]?\d[\d,]*(?:\.\d+)?(?:[-–]\d[\d,.]*)?")
_ENDERS = frozenset({"etc.", "inc.", "ltd.", "corp.", "co.", "jr.", "sr.", "a.m.", "p.m."})


def spoken_words(text: str) -> tuple[SpokenWord, ...]:
    """One SpokenWord per written word, in order; the last one that is said ends with a pause."""
    written = re.sub(r"(?<=\w)(—|–(?=\D))(?=\w)", r"\1 ", text).split()
    words = [_word(index, written) for index in range(len(written))]
    last = next((index for index in range(len(words) - 1, -1, -1) if words[index].spoken), None)
    if last is not None and words[last].pause in ("", ","):
        words[last] = SpokenWord(words[last].written, words[last].spoken, words[last].sounds, ".")
    return tuple(words)


def _word(index: int, written: list[str]) -> SpokenWord:
    word = written[index]
    following = written[index + 1] if index + 1 < len(written) else ""
    if _DASH.fullmatch(word):
        return SpokenWord(word, "", "", ",")
    core, ending = _core(word)
    context = Context(_bare(written[index - 1]) if index else "", _bare(following).lower())
    abbreviation = _abbreviation(core, ending, following)
    if abbreviation is not None:
        said, ends = abbreviation
        pause: Pause = "." if ends else _pause(ending.lstrip("."))
    else:
        said, pause = _said(core, context, written[:index]), _pause(ending)
    return SpokenWord(word, said, said, pause)


def _core(word: str) -> tuple[str, str]:
    """ '(“Hello,”' → ("Hello", ',”'). A quotation mark after a figure is kept: it means inches."""
    core = word.lstrip(_OPENING)
    core = core.rstrip("—–-") if re.search(r"\w[—–-]+$", core) else core
    dashed = word.endswith(("—", "–"))
    stripped = core.rstrip(_CLOSING)
    if re.fullmatch(r"\d[\d.]*", stripped) and core[len(stripped) :].startswith('"') and word[0].isdigit():
        stripped += '"'
    return stripped, core[len(stripped) :] + ("—" if dashed else "")


def _abbreviation(core: str, ending: str, following: str) -> tuple[str, bool] | None:
    """What an abbreviation stands for, and whether its period also ends the sentence; None for other words."""
    low = core.lower() + ("." if ending.startswith(".") else "")
    capital = following.lstrip(_OPENING)[:1].isupper()
    if low in tables.TITLES and following:
        return tables.TITLES[low], False
    if low == "st.":
        return ("saint", False) if capital else ("street", not following)
    if low == "no." and not following[:1].isdigit():
        return None
    if core.lower() in ("a.m", "p.m", "u.s", "u.k", "u.n", "e.u", "d.c", "e.g", "i.e"):
        low = core.lower() + "."
    said = tables.ABBREVIATIONS.get(low)
    if said is None or (low.rstrip(".") in ("mar", "jun", "sep", "dec", "min", "max", "fig", "co") and not low.endswith(".")):
        return None
    if low in ("min.", "max.", "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec.", "fig.", "mt."):
        return (said, False) if following and not (low in ("min.", "max.") and capital) else None
    ends = ending.rstrip("\"'”’)").endswith((".", "!", "?")) and (not following or (capital and low in _ENDERS))
    return said, ends


def _said(core: str, context: Context, before: list[str]) -> str:
    if not re.search(r"[^\W_]", core):
        return tables.ABBREVIATIONS.get(core, "")
    previous = before[-1].rstrip(",") if before else ""
    if _NUMBER.fullmatch(previous):
        low = core.lower()
        if low in tables.SCALE_WORDS and previous[0] in "$€£¥₩U":
            return f"{low} {tables.CURRENCIES['$' if previous[0] == 'U' else previous[0]][1]}"
        if low in tables.CURRENCY_CODES and not (low == "won" and core != low):
            return tables.CURRENCIES[tables.CURRENCY_CODES[low]][1]
        if low in tables.UNITS and low not in ("k", "v", "sq") and previous[0] not in "$€£¥₩U":
            return tables.UNITS[low][0 if previous == "1" else 1]
    if core.lower() in ("am", "pm") and re.fullmatch(r"\d{1,2}(?::\d\d)?", previous):
        return f"{tables.LETTERS[core[0].upper()]} em"
    return spell(core, context)


def _pause(ending: str) -> Pause:
    signs: tuple[Pause, ...] = ("?", "!", "…", ".")
    stop = next((sign for sign in signs if sign in ending), None)
    if stop:
        return "…" if "..." in ending else stop
    return "," if any(char in _BREATHS for char in ending) else ""


def _bare(word: str) -> str:
    bare = word.strip(_OPENING + _CLOSING)
    return bare if bare.isupper() else bare.lower()
