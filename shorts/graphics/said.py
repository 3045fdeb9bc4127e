"""A narration as one text, and when each part of it is spoken."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from shorts.artifacts import FPS

if TYPE_CHECKING:
    from shorts.artifacts import Narration, Word

_EARLY = 0.1
"""Seconds before its first sound at which something may appear: eyes are slower than ears."""


@dataclass(frozen=True)
class Said:
    """The words of a narration, joined by single spaces in `text`."""

    words: tuple[Word, ...]

    @classmethod
    def of(cls, narration: Narration) -> Said:
        return cls(tuple(word for word in narration.words if word.text.strip()))

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(word.text) + 1 for word in self.words), initial=0))[:-1]

    def begins(self, at: int) -> int:
        """The frame at which the word with the character `text[at]` begins, a little early."""
        return max(round((self._word(at).start - _EARLY) * FPS), 0)

    def ends(self, at: int) -> int:
        """The frame at which the word with the character before `text[at]` is over."""
        return round(self._word(max(at - 1, 0)).end * FPS)

    def _word(self, at: int) -> Word:
        return self.words[bisect_right(self._starts, at) - 1]
