"""Runs of bare bullets said as one sentence: 재료는 A, B, C예요 · A, B, C까지 갖췄어요 · You'll need A, B and C."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shorts.engines.extract import en_shorten, ko_shorten
from shorts.engines.extract.ko_endings import spoken, with_copula
from shorts.engines.extract.ko_nouns import is_plain as plain_ko
from shorts.engines.extract.variants import Variant, graded
from shorts.text.hangul import particle
from shorts.text.length import syllables

if TYPE_CHECKING:
    from shorts.artifacts import Genre, Language
    from shorts.engines.extract.ko_endings import Register
    from shorts.text.sentences import Line, Sentence

_NEEDS = re.compile(r"재료|준비물|필요한 것|ingredients|you(?:'ll)? need|materials|tools", re.IGNORECASE)
_BOX = re.compile(r"구성|in the box|included", re.IGNORECASE)
_SERVICE = re.compile(r"(?:배송|출고|반품|교환|환불|설치|수거|포장|발송|할인)$")
"""What a shop does, not what a thing has."""
_MOST_ITEMS = 3
_BREATH = 40
"""Spoken syllables of a list before it is told in two sentences."""


def with_lists(sentences: tuple[Sentence, ...], lines: tuple[Line, ...], genre: Genre, language: Language) -> tuple[Sentence, ...]:
    """`sentences` with each run of bare bullets made one "list" sentence (its items on lines of their own)."""
    if genre not in ("product", "howto"):
        return sentences
    made: list[Sentence] = []
    for sentence in sentences:
        if not _bare(sentence, language):
            made.append(sentence)
            continue
        head = _heading(lines, sentence.line)
        previous = made[-1] if made else None
        if previous and previous.kind == "list" and previous.head == head and _room(previous, head):
            made[-1] = replace(previous, text=f"{previous.text}\n{sentence.text}")
        else:
            made.append(replace(sentence, kind="list", head=head))
    return tuple(made)


def list_variants(sentence: Sentence, genre: Genre, language: Language, register: Register) -> tuple[Variant, ...]:
    """Ways to say a list: needs in full, features also fewer of them."""
    bare = ko_shorten.bare if language == "ko" else en_shorten.bare
    items = [bare(item) for item in sentence.text.split("\n")]
    items = [part.strip() for item in items for part in (re.split(r",\s+", item) if _NEEDS.search(sentence.head) else [item]) if part.strip()]
    if _NEEDS.search(sentence.head) or genre == "howto":
        return graded([_needs(items, language, register)], language) if _NEEDS.search(sentence.head) else ()
    fewest = 1 if len(items) == 1 else 2
    texts = [_features(items[:count], language, register) for count in range(len(items), fewest - 1, -1)]
    return graded(texts, language)


def _bare(sentence: Sentence, language: Language) -> bool:
    if sentence.kind != "bullet" or not sentence.first:
        return False
    return plain_ko(ko_shorten.bare(sentence.text)) if language == "ko" else en_shorten.is_plain(en_shorten.bare(sentence.text))


def _heading(lines: tuple[Line, ...], index: int) -> str:
    """The heading right above the run of bullets, or ""."""
    while index > 0 and lines[index].kind == "bullet":
        index -= 1
    return lines[index].text if lines[index].kind == "heading" else ""


def _room(previous: Sentence, head: str) -> bool:
    return bool(_NEEDS.search(head)) or previous.text.count("\n") + 1 < _MOST_ITEMS


def _needs(items: list[str], language: Language, register: Register) -> str:
    cut = len(items)
    while cut > 1 and syllables(", ".join(items[:cut]), language) > _BREATH:
        cut -= 1
    first, rest = items[:cut], items[cut:]
    if language == "en":
        return f"You need {_and(first)}." + (f" Also get {_and(rest)} ready." if rest else "")
    said = with_copula("재료는 " + ", ".join(first), register) + "."
    return said + (" " + spoken(f"여기에 {', '.join(rest)}까지 준비해 주세요.", register) if rest else "")


def _features(items: list[str], language: Language, register: Register) -> str:
    if language == "en":
        return f"Highlights: {_and(items)}." if len(items) > 1 else f"One more detail: {items[0]}."
    if len(items) == 1 and _SERVICE.search(items[0]):
        return with_copula(items[0], register) + "."
    if len(items) == 1:
        return spoken(particle(items[0], "을", "를") + " 갖췄습니다.", register)
    if any("까지" in item for item in items):
        return spoken(particle(", ".join(items), "을", "를") + " 갖췄습니다.", register)
    return spoken(", ".join(items) + "까지 갖췄습니다.", register)


def _and(items: list[str]) -> str:
    lowered = [en_shorten.lowered(item) for item in items]
    return lowered[0] if len(lowered) == 1 else f"{', '.join(lowered[:-1])} and {lowered[-1]}"
