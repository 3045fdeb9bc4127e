"""A written word without what hangs on it: the part for which somebody would give a reading."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Language

_EDGES = re.compile(r"^[^\w$€£¥₩#+]+|[^\w%℃°+#]+$")
_FOREIGN = re.compile(r"([^\W가-힣]+(?:[-.&'’+][^\W가-힣]+)*)[가-힣]+")
_HANGING = ("J", "VC")
"""Kiwi's tags of particles and of the copula. What a verb's stem is followed by changes with it, so verbs stay whole."""


def word_stem(written: str, language: Language) -> str:
    """ "나이키는," → "나이키", "GS25에서" → "GS25", "Nike's" → "Nike"; a word that is nothing but what hangs on others stays whole."""
    word = _EDGES.sub("", unicodedata.normalize("NFC", written))
    if language == "en":
        return re.sub(r"['’]s$", "", word)
    foreign = _FOREIGN.fullmatch(word)
    if foreign and re.search(r"[^\W\d_]", foreign[1]):  # 25일 stays whole
        return foreign[1]
    return _noun(word) if re.search(r"[가-힣]$", word) else word


def _noun(word: str) -> str:
    from shorts.text.morphemes import morphemes  # loads the analyser

    end = next((part.start for part in morphemes(word) if part.start and part.tag.startswith(_HANGING)), len(word))
    return word[:end]
