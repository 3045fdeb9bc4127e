"""The on-screen title: one or two short lines cut from the page's own title at phrase boundaries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shorts.text.figures import figure_phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Language

LINE = {"ko": 12.0, "en": 18.0}
"""Widest line: Hangul syllables (a Latin letter, digit or space counts half), Latin characters."""
_UNIT_KO = re.compile(
    r"^(?:원|만|억|조|천|명|개|건|대|곳|년|월|일|시|분|초|시간|퍼센트|배|번|가지|단계|kg|g|km|cm|mm|ml|L|%p?|달러|살"
    r"|세|점|층|쪽|잔|인분|주|개월)"
)
_TAILS_EN_TEXT = """
    a about after an and are as at be before but by for from how in into is its of on or our over than that the their this
    to under up why with your
"""
_TAILS_EN = frozenset(_TAILS_EN_TEXT.split())
_MODIFIERS_KO = re.compile(
    r"(?:의|한|는|은|던|을|를|과|와|및|이|가|에|에서|으로|로|월|매월|매년|최대|최소|약|총|단|연|만|첫|새|각|더|안|못"
    r"|왜|또|그|이런|어떤)$"
)


def width(text: str, language: Language) -> float:
    if language == "en":
        return float(len(text))
    return sum(1.0 if ord(char) > 0x2E80 else 0.3 if char == " " else 0.5 for char in text)


_NUMERAL_KO = re.compile(r"(?:^|\s)(?:한|두|세|네|석|넉|다섯|여섯|일곱|여덟|아홉|열한?|열[두세네]|스무|몇)$")
_COUNTER_KO = re.compile(r"시|개|명|번|달|곳|가지|마리|살|권|대|잔|장|배|주|차례|사람|해|집|군데|단계")


def title_lines(title: str, keys: Sequence[str], language: Language) -> tuple[str, ...]:
    """One or two lines that fit; the stretch of the title with the most figures and key phrases where it is too long."""
    text = re.sub(r"…+", ", ", title) if language == "ko" else re.sub(r"[\"“”…]+", " ", title)
    text = re.sub(r"\s+", " ", text).strip(" ,.-–—|:")
    atoms = _atoms(text, language)
    if not atoms:
        return ()
    best: tuple[float, tuple[str, ...]] | None = None
    for start in range(len(atoms)):
        for end in range(start + 1, min(len(atoms), start + 11) + 1):
            lines = _two_lines(atoms[start:end], language)
            if lines is None:
                continue
            score = _worth(atoms, start, end, keys, language) - 0.02 * abs(width(lines[0], language) - width(lines[-1], language))
            if best is None or score > best[0]:
                best = (score, lines)
    apart = _two_windows(atoms, keys, language)
    if apart and (best is None or apart[0] > best[0]):
        best = apart
    return best[1] if best else (_clipped(atoms[0], language),)


def _two_windows(atoms: list[str], keys: Sequence[str], language: Language) -> tuple[float, tuple[str, ...]] | None:
    """The title's beginning on the first line and its most telling later stretch on the second."""
    best: tuple[float, tuple[str, ...]] | None = None
    for first in range(1, min(5, len(atoms))):
        head = _line(atoms[:first])
        if width(head, language) > LINE[language] or _hangs(atoms[first - 1], language):
            continue
        for start in range(first + 1, len(atoms)):
            for end in range(start + 1, len(atoms) + 1):
                tail = _line(atoms[start:end])
                if width(tail, language) <= LINE[language]:
                    apart = 2.3 + 0.1 * (start - first) if language == "ko" else 1.0
                    score = _worth(atoms, 0, first, keys, language) + _worth(atoms, start, end, keys, language) - apart
                    if best is None or score > best[0]:
                        best = (score, (head, tail))
    return best


def _line(atoms: list[str]) -> str:
    """The words as one line, without quotation marks (apostrophes stay) and loose punctuation at its ends."""
    text = re.sub(r"[\"“”‘]|(?<![A-Za-z])['’]|['’](?![A-Za-z])", "", " ".join(atoms))
    return re.sub(r"\s+", " ", text).strip(" ,:;-–—·")


def _hangs(atom: str, language: Language) -> bool:
    """Whether a line that ends in `atom` leaves the reader waiting."""
    if atom.endswith((",", ":")):
        return False
    bare = atom.strip(",.:")
    return bool(_MODIFIERS_KO.search(bare)) if language == "ko" else bare.lower() in _TAILS_EN


def accent_of(lines: Sequence[str], keys: Sequence[str]) -> str:
    """The part of the title to colour: a figure with its unit, else the best key phrase, else the longest word."""
    found = [figure for line in lines for figure in figure_phrases(line) if len(figure) > 1]
    if found:
        return max(found, key=len)
    for key in keys:
        for line in lines:
            if key.lower() in line.lower() and f"{key} 없" not in line:
                at = line.lower().index(key.lower())
                return line[at : at + len(key)]
    words = [word.strip(",.?!:") for line in lines for word in line.split()]
    return max(words, key=len, default="")


def _atoms(text: str, language: Language) -> list[str]:
    """Words; a figure and its unit are one (5만 원, 4.2 million)."""
    atoms: list[str] = []
    for word in text.split():
        if language == "ko" and atoms and atoms[-1] in ("다음", "지난", "이번", "올해", "내년") and re.match(r"달|주|해|월|\d", word):
            atoms[-1] += " " + word
            continue
        if language == "ko" and atoms and _NUMERAL_KO.search(atoms[-1]) and _COUNTER_KO.match(word):
            atoms[-1] += " " + word
            continue
        joins = atoms and re.search(r"\d[\d,.]*[만억조천]?$", atoms[-1]) and (
            _UNIT_KO.match(word) if language == "ko" else re.match(
                r"(?:million|billion|trillion|thousand|percent|hours?|minutes?|seconds?|days?|years?|weeks?|months?|miles?"
                r"|meters?|liters?|kg|cm|km|ml|g|W)\b", word)
        )
        if joins:
            atoms[-1] += " " + word
        else:
            atoms.append(word)
    return atoms


def _two_lines(atoms: list[str], language: Language) -> tuple[str, ...] | None:
    limit = LINE[language]
    whole = _line(atoms)
    if width(whole, language) <= limit * (0.75 if len(atoms) > 2 else 1):
        return (whole,)
    options = []
    for cut in range(1, len(atoms)):
        first, second = _line(atoms[:cut]), _line(atoms[cut:])
        if width(first, language) <= limit and width(second, language) <= limit:
            hangs = _hangs(atoms[cut - 1], language)
            comma = atoms[cut - 1].endswith((",", ":"))
            options.append((3 * hangs - 2 * comma + 0.15 * abs(width(first, language) - width(second, language)), (first, second)))
    return min(options)[1] if options else None


def _worth(atoms: list[str], start: int, end: int, keys: Sequence[str], language: Language) -> float:
    chosen = " ".join(atoms[start:end])
    score = 0.25 * (end - start) + (0.8 if language == "ko" else 1.2) * sum(bool(re.search(r"\d", atom)) for atom in atoms[start:end])
    score += sum(0.8 / (rank + 1) ** 0.5 for rank, key in enumerate(keys[:6]) if key.lower() in chosen.lower())
    score += (0.9 if start == 0 else 0.0) + 0.6 * (end == len(atoms))
    score += _edge(atoms, start, language) + _edge(atoms, end, language)
    if start and language == "en" and atoms[start].lower() in _TAILS_EN:
        score -= 0.8
    if end < len(atoms) and language == "en" and re.search(r"(?:ing|ed)$", atoms[end - 1]):
        score -= 1.2  # "without calling" whom?
    return float(score - 2.0 * (end < len(atoms) and _hangs(atoms[end - 1], language)))


def _edge(atoms: list[str], at: int, language: Language) -> float:
    """How well the title may be cut before atoms[at]: at punctuation best, inside a phrase badly."""
    if at in (0, len(atoms)):
        return 0.0
    if re.search(r"[,:;”’'\"]$", atoms[at - 1]) or re.match(r"[“‘'\"]", atoms[at]):
        return 0.6
    if language == "ko":
        if at == len(atoms) - 1 and re.search(r"(?:다|요|까|나)[?!]?$", atoms[at]):
            return -1.2  # the verb belongs to what stands before it
        return -0.4 if _hangs(atoms[at - 1], "ko") else -0.15
    if re.match(r"[$€£]?\d", atoms[at]):
        return 0.0
    return 0.1 if atoms[at].lower() in _TAILS_EN or atoms[at - 1].lower() in _TAILS_EN else -0.9


def _clipped(word: str, language: Language) -> str:
    """A single word too long for a line: as much as fits (product codes, addresses)."""
    while width(word, language) > LINE[language]:
        word = word[:-1]
    return word
