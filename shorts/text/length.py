"""How long a text is to say: its spoken syllables."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from shorts.text import english, korean

if TYPE_CHECKING:
    from shorts.artifacts import Language


_PARTED = re.compile(r"[iu]a|io|[dn]eo|ea$|reat(?=e|i)|iet|[aeiouy]ing")
"""Neighbouring vowels that are two syllables: piano, radio, video, idea, created, quiet, being …"""
_MERGED = re.compile(r"[tsg]ion|llion|cial|tial|cian|qua|gua|[tc]ious|gious")
"""… and what looks like them but is one: station, million, special, quality."""


@lru_cache(maxsize=16384)
def syllables(text: str, language: Language) -> int:
    """Spoken syllables of `text`, figures and Latin words read out. Never negative; 0 for nothing to say.

    Exact for Korean; for English each spelled-out word is counted by its groups of vowels, which is right within about 2 %.
    """
    if language == "ko":
        return korean.syllables(text)
    said = " ".join(word.spoken for word in english.spoken_words(text))
    return sum(_word(word) for word in re.findall(r"[A-Za-z]+(?:['’][A-Za-z]+)?", said))


def _word(word: str) -> int:
    if len(word) == 1 and word.isupper():
        return 3 if word == "W" else 1
    base = re.sub(r"['’](?:s|d|m|ll|re|ve|t)$", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", base))
    count += len(_PARTED.findall(base)) - len(_MERGED.findall(base))
    if re.search(r"[^aeiouy]e$", base) and not re.search(r"[^aeiouy]le$", base):
        count -= 1
    if re.search(r"[^aeioudt]ed$", base):
        count -= 1
    if re.search(r"(?:[aeiouy][^aeiouyscxzg]|[aeiouy][^aeiouy]v)es$", base):
        count -= 1
    count += bool(re.search(r"n['’]t$", word.lower()) and re.match(r"(?:is|was|does|did|has|had|could|would|should)n", word.lower()))
    return max(1, count)
