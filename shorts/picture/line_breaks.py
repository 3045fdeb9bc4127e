"""Lines of a few words: broken between words only, where it hurts least and balances best."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from shorts.phrases import bond

if TYPE_CHECKING:
    from shorts.artifacts import Language
    from shorts.picture.lettering import Lettering
    from shorts.picture.lettering_fonts import Face

_TORN = 6.0
"""What it costs to break between words that belong together altogether, a number and its unit; a quarter line of unevenness costs 0.4."""
_SCRAP = 3
"""Characters below which a word is too little for a line of its own."""


def broken(text: str, lettering: Lettering, face: Face, size: int, room: float, language: Language, *, most: int) -> tuple[str, ...]:
    """`text` on as few lines of `room` pixels as it needs, evenly filled; () if it doesn't fit on `most`. A word is never broken."""
    words = text.split()
    widths = {(a, b): lettering.advance(" ".join(words[a:b]), face, size) for a in range(len(words)) for b in range(a + 1, len(words) + 1)}
    bonds = [bond(one, two, language) for one, two in pairwise(words)]

    @cache
    def best(start: int, count: int) -> tuple[float, tuple[int, ...]]:
        """(cost, ends of the lines) of words from `start` on exactly `count` lines."""
        if count == 1:
            fits = start < len(words) and widths[start, len(words)] <= room
            return (_raggedness(start, len(words)), (len(words),)) if fits else (float("inf"), ())
        options = []
        for end in range(start + 1, len(words)):
            if widths[start, end] > room:
                break
            cost, ends = best(end, count - 1)
            options.append((cost + _raggedness(start, end) + _TORN * bonds[end - 1] ** 2, (end, *ends)))
        return min(options, default=(float("inf"), ()))

    def _raggedness(start: int, end: int) -> float:
        scrap = 2.0 if end - start == 1 and len(words[start]) < _SCRAP and len(words) > 1 else 0.0
        return (1 - widths[start, end] / room) ** 2 * 2 + scrap

    for count in range(1, most + 1):
        cost, ends = best(0, count)
        if ends and cost < float("inf"):
            return tuple(" ".join(words[a:b]) for a, b in zip((0, *ends), ends, strict=False))
    return ()
