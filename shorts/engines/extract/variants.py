"""The ways one source sentence may be said, whole or shortened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shorts.text.length import syllables

if TYPE_CHECKING:
    from shorts.artifacts import Language


LEAST_KEPT = 0.4
"""A form that keeps less of its sentence than this leans too much on what was left out."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Spoken text (one or two sentences), its syllables, and how much of the source it keeps (0…1)."""

    text: str
    syllables: int
    kept: float


def graded(texts: list[str], language: Language) -> tuple[Variant, ...]:
    """Distinct texts as variants, longest first; `kept` is relative to the first text given, the fullest one."""
    seen = list(dict.fromkeys(text for text in texts if text and _balanced(text)))
    full = max(1, syllables(seen[0], language)) if seen else 1
    made = [Variant(text, syllables(text, language), min(1.0, syllables(text, language) / full)) for text in seen]
    made = [variant for index, variant in enumerate(made) if index == 0 or variant.kept >= LEAST_KEPT]
    return tuple(sorted(made, key=lambda variant: -variant.syllables))


def _balanced(text: str) -> bool:
    """Whether every quotation mark that opens also closes: a quotation is said whole or not at all."""
    return text.count("“") == text.count("”") and text.count("‘") == text.count("’") - len(re.findall(r"\w’\w", text)) and text.count('"') % 2 == 0


_STOP = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=\S)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|approx)"
    r"|\b[A-Z]|[ap]\.m)\.$"
)


def sentences_in(text: str) -> list[str]:
    """The sentences of a spoken text, closing quotation marks with them."""
    parts: list[str] = []
    start = 0
    for match in _STOP.finditer(text):
        if _ABBREVIATED.search(text[: match.start()]) or (text[start : match.start()].count('"') % 2 and '"' not in match.group()):
            continue
        parts.append(text[start : match.end()].strip())
        start = match.end()
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def count_sentences(text: str) -> int:
    return max(1, len(sentences_in(text)))
