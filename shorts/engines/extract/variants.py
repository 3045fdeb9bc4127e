"""The ways one source sentence may be said, whole or shortened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shorts.text.length import syllables

if TYPE_CHECKING:
    from shorts.artifacts import Language


@dataclass(frozen=True, slots=True)
class Variant:
    """Spoken text (one or two sentences), its syllables, and how much of the source it keeps (0…1)."""

    text: str
    syllables: int
    kept: float


def graded(texts: list[str], language: Language) -> tuple[Variant, ...]:
    """Distinct texts as variants, longest first; `kept` is relative to the first text given, the fullest one."""
    seen = list(dict.fromkeys(text for text in texts if text))
    full = max(1, syllables(seen[0], language)) if seen else 1
    made = [Variant(text, syllables(text, language), min(1.0, syllables(text, language) / full)) for text in seen]
    return tuple(sorted(made, key=lambda variant: -variant.syllables))
