"""Korean morphemes as the writer needs them: with predicates told apart, and put back together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from shorts.text.morphemes import shared_kiwi

_PREDICATES = ("VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA")


@dataclass(frozen=True, slots=True)
class Morpheme:
    """`tag` lacks the analyser's regularity suffix, `full_tag` has it (VV-I); text[start:end] is where the morpheme shows."""

    form: str
    tag: str
    full_tag: str
    start: int
    end: int

    @property
    def is_predicate(self) -> bool:
        return self.tag in _PREDICATES


@lru_cache(maxsize=4096)
def morphemes(text: str) -> tuple[Morpheme, ...]:
    """The morphemes of one sentence, in order."""
    tokens: list[Any] = list(shared_kiwi().tokenize(text))
    return tuple(Morpheme(t.form, t.tag.partition("-")[0], t.tag, t.start, t.start + t.len) for t in tokens)


def joined(parts: list[tuple[str, str]]) -> str:
    """(form, tag) pairs back into text, contracted as Korean spelling asks: (하, XSV)(었, EP)(어요, EF) → 했어요."""
    text: str = shared_kiwi().join(parts)
    return text
