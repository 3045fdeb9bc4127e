"""Short lists in a narration: what is counted out over several scenes ("첫째, …", "First, …"), and what one sentence enumerates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from shorts.captions import width_ems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Language, Scene
    from shorts.text.morphemes import Morpheme

FEWEST, MOST = 2, 4
"""Rows of a list card."""
_SENTENCE, _ITEM = 22.0, 16.0
"""Ems of a point that is a sentence, and of an enumerated thing, that can still be read at a glance."""
_COUNTED = (
    re.compile(r"(?P<n>첫|둘|셋|넷)(?:째|\s?번째)(?:는|로|로는)?,?\s+(?=\S)"),
    re.compile(r"(?P<n>First|Second|Third|Fourth)(?:ly)?,\s+(?=\S)"),
)
_NUMBERS = {"첫": 1, "둘": 2, "셋": 3, "넷": 4, "First": 1, "Second": 2, "Third": 3, "Fourth": 4}
_STOP = re.compile(r"(?<=[^\d])[.!?…](?=\s|$)|[.!?…]$")


@dataclass(frozen=True, slots=True)
class Counted:
    """A point that is counted out: which scene says it, which one it is, where its words stand in the narration."""

    scene: int
    number: int
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of an enumeration, and where it stands in the narration."""

    text: str
    start: int
    end: int


def counted_points(scenes: Sequence[Scene]) -> tuple[Counted, ...]:
    """What a script counts out, one a scene; () unless it counts from one, without a gap, up to two, three or four short points."""
    found = [point for index, scene in enumerate(scenes) if (point := _counted(index, scene.narration))]
    whole = FEWEST <= len(found) <= MOST and [point.number for point in found] == list(range(1, len(found) + 1))
    return tuple(found) if whole and all(width_ems(point.text) <= _SENTENCE for point in found) else ()


def _counted(index: int, narration: str) -> Counted | None:
    for pattern in _COUNTED:
        match = pattern.match(narration)
        if match:
            stop = _STOP.search(narration, match.end())
            text = narration[match.end() : stop.start() if stop else len(narration)].strip()
            return Counted(index, _NUMBERS[match["n"]], text[:1].upper() + text[1:], match.end())
    return None


def enumerated(text: str, language: Language) -> tuple[Item, ...]:
    """The things that one sentence of `text` enumerates, three or four short ones; () if there are none."""
    start = 0
    for sentence in re.split(r"(?<=[.!?…])\s", text):
        items = (_things_ko if language == "ko" else _things_en)(sentence)
        if 3 <= len(items) <= MOST and all(item.text and width_ems(item.text) <= _ITEM for item in items):
            return tuple(Item(item.text, item.start + start, item.end + start) for item in items)
        start += len(sentence) + 1
    return ()


# --- English -------------------------------------------------------------------------------------------------

_LIST_EN = re.compile(r"(?P<first>[^,.;:!?]+),\s(?P<middle>(?:[^,.;:!?]+,\s){0,2}?)(?P<before>[^,.;:!?]+?),?\s(?:and|or)\s(?P<last>[^,.;:!?]+)(?=[.!?;]|$)")
_LEAD = re.compile(r"It\s|(?:[A-Z][\w’'-]*\s)(?:[\w’'-]+\s){0,3}?(?:are|includes?|contains?)\s")
_ARTICLE = re.compile(r"\b(?:an?|the)\s")


def _things_en(sentence: str) -> list[Item]:
    begin = sentence.rfind(": ") + 2 if ": " in sentence else 0
    match = _LIST_EN.search(sentence, begin)
    if not match or match.start() != begin:
        return []
    parts = [(match["first"], match.start("first"))]
    at = match.start("middle")
    for part in re.findall(r"[^,]+,\s", match["middle"]):
        parts.append((part.rstrip(", "), at))
        at += len(part)
    parts += [(match["before"], match.start("before")), (match["last"], match.start("last"))]
    if not begin:
        lead = _lead_en([part for part, _ in parts])
        if lead is None:
            return []
        parts[0] = (parts[0][0][lead:], parts[0][1] + lead)
    return [Item(part[:1].upper() + part[1:], at, at + len(part)) for part, at in parts]


def _lead_en(parts: list[str]) -> int | None:
    """Characters of the first part that aren't yet of the list: up to the article that all things have, or a subject; None if unclear."""
    if all(_ARTICLE.match(part) for part in parts[1:]):
        articles = list(_ARTICLE.finditer(parts[0]))
        return articles[-1].start() if articles else None
    lead = _LEAD.match(parts[0])
    return lead.end() if lead else None


# --- Korean --------------------------------------------------------------------------------------------------

_NOUNS = ("NNG", "NNP", "NNB", "SL", "SN", "SH", "XSN", "XPN", "XR", "MM", "SO", "SW", "SS")


def _things_ko(sentence: str) -> list[Item]:
    if sentence.count(", ") < 2 and not re.search(r"[와과]\s[^,]+, ", sentence):
        return []  # the analyser takes a second to load
    from shorts.text.morphemes import morphemes

    tokens = morphemes(sentence)
    commas = [m.start() for m in re.finditer(r",\s", sentence)]
    edges = [0, *(comma + 2 for comma in commas), len(sentence) + 2]
    parts = [[token for token in tokens if start <= token.start < end - 2] for start, end in pairwise(edges)]
    if not all(parts) or len(parts) < 2:
        return []
    head = _tail_of_first(parts[0])
    if not head or not all(_all_nouns(part) for part in parts[1:-1]):
        return []
    runs = [*_at_and(head), *parts[1:-1], _beginning(parts[-1])]
    return [Item(sentence[run[0].start : run[-1].end].strip(), run[0].start, run[-1].end) for run in runs if run] if all(runs) else []


def _all_nouns(tokens: list[Morpheme]) -> bool:
    return bool(tokens) and tokens[-1].tag in _NOUNS and all(token.tag in _NOUNS or _modifies(tokens, index) for index, token in enumerate(tokens))


def _modifies(tokens: list[Morpheme], index: int) -> bool:
    """Is this a verb's stem before its adnominal ending, or that ending: 다진 마늘?"""
    tag = tokens[index].tag
    if tag == "ETM" or tag == "JKG":
        return True
    return tag.startswith(("VV", "VA", "XSV", "XSA")) and index + 1 < len(tokens) and tokens[index + 1].tag in ("ETM", "XSV", "XSA")


def _tail_of_first(tokens: list[Morpheme]) -> list[Morpheme]:
    """What follows the topic or subject of the sentence: of "색상은 크림" 크림."""
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].tag in ("JX", "JKS", "SP"):
            rest = tokens[index + 1 :]
            return rest if _nouns_and(rest) else []
    return tokens if _nouns_and(tokens) else []


def _nouns_and(tokens: list[Morpheme]) -> bool:
    return all(_all_nouns(part) for part in _at_and(tokens))


def _at_and(tokens: list[Morpheme]) -> list[list[Morpheme]]:
    """두부와 고춧가루 → 두부 / 고춧가루."""
    parts: list[list[Morpheme]] = [[]]
    for token in tokens:
        if token.tag == "JC" or (token.tag == "JKB" and token.form in ("와", "과")):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _beginning(tokens: list[Morpheme]) -> list[Morpheme]:
    """The thing with which the last part begins: of "세이지 3가지예요" 세이지."""
    found: list[Morpheme] = []
    for index, token in enumerate(tokens):
        counts = token.tag in ("SN", "MM") and index + 1 < len(tokens) and tokens[index + 1].tag == "NNB"
        if counts or not (token.tag in _NOUNS or _modifies(tokens, index)):
            break
        found.append(token)
    while found and found[-1].tag not in _NOUNS:
        found.pop()
    return found
