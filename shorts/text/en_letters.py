"""Capitals and names made of letters and digits: spelled, read, or both ("PS5", "WH-1000XM5", "GPUs", "Wi-Fi")."""

from __future__ import annotations

import re

from shorts.text.en_numbers import cardinal, digits
from shorts.text.en_tables import LETTERS, RESPELLED, SAID_AS_WORDS

_VOWELS = set("AEIOUYaeiouy")


def spelled(word: str) -> str:
    """Capitals: "NASA" is read, "HDMI" spelled, "TVs" → "tee vees"."""
    match = re.fullmatch(r"([A-Z]+)(['’]?s)?", word)
    if not match:
        return word
    core, plural = match[1], match[2] or ""
    if core.lower() in RESPELLED:
        return RESPELLED[core.lower()] + ("s" if plural else "")
    if core in SAID_AS_WORDS or (len(core) > 5 and _VOWELS & set(core)):
        return core.lower() + ("'s" if plural[:-1] else plural)
    return names(core) + ("s" if plural else "")


def names(letters: str) -> str:
    return " ".join(LETTERS[letter] for letter in letters.upper() if letter in LETTERS)


def mixed(core: str) -> str:
    """A word of letters, digits and joints, piece by piece; plain words pass as they are."""
    low = core.lower().replace("’", "'")
    if low in RESPELLED:
        return RESPELLED[low]
    if len(core) == 1 and core in LETTERS and core not in "AI":
        return LETTERS[core]
    if re.fullmatch(r"[A-Za-zÀ-ÿ'’]+", core):
        return core.replace("’", "'") if not (core.isupper() and len(core) > 1) else spelled(core)
    pieces = re.findall(r"[A-Za-zÀ-ÿ'’]+|\d+(?:\.\d+)?", core)
    coded = any(piece[0].isdigit() for piece in pieces)
    return " ".join(said for piece in pieces if (said := _piece(piece, coded)))


def _piece(piece: str, coded: bool) -> str:
    if piece[0].isdigit():
        return _code(piece)
    if piece.lower() in RESPELLED:
        return RESPELLED[piece.lower()]
    if len(piece) == 1 or (piece.isupper() and len(piece) <= 5 and piece not in SAID_AS_WORDS) or (coded and not _VOWELS & set(piece)):
        return names(piece)
    return piece.lower() if piece.isupper() else piece.replace("’", "'")


def _code(figures: str) -> str:
    """Figures inside a name: 17 → seventeen, 1000 → one thousand, 505 → five oh five, 4090 → forty ninety, 00210 digit by digit."""
    if "." in figures:
        whole, _, rest = figures.partition(".")
        return f"{cardinal(int(whole))} point {digits(rest)}"
    value = int(figures)
    if figures.startswith("0") or len(figures) > 4:
        return digits(figures)
    if len(figures) == 4 and value % 100 >= 10:
        return f"{cardinal(value // 100)} {cardinal(value % 100)}"
    if len(figures) == 3 and 0 < value % 100 < 10:
        return f"{cardinal(value // 100)} oh {cardinal(value % 10)}"
    return cardinal(value)
