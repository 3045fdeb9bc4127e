"""What the normaliser's rules work with: a match in, spoken pieces out, one piece per written word at least."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """text[start:end] is said as `spoken` (""; it is passed over)."""

    start: int
    end: int
    spoken: str


Rule = Callable[[str, int], tuple[Piece, ...]]
"""Pieces that begin at the position and follow each other without gaps but blanks; () where the rule has nothing to say."""

DIGITS = frozenset("0123456789")
"""str.isdigit would also take ① and ²."""
_RUN = re.compile(r"\S+")


def spread(match: re.Match[str], *words: str) -> tuple[Piece, ...]:
    """`words` over the blank-separated parts of a match: one each where the counts agree, else all on the first part."""
    spans = [(match.start() + run.start(), match.start() + run.end()) for run in _RUN.finditer(match[0])]
    if len(spans) != len(words):
        words = (" ".join(word for word in words if word), *[""] * (len(spans) - 1))
    return tuple(Piece(start, end, word) for (start, end), word in zip(spans, words, strict=True))
