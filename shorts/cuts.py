"""When to cut: at clause ends and word boundaries, so that something changes every two to three seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.artifacts import FPS

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from shorts.artifacts import Word

LONGEST = 2.9
"""Seconds a shot may last; one with a full photo's camera move included."""
SHORTEST = 0.9
TYPICAL = 2.3
_CLAUSE_ENDS = (".", ",", "!", "?", "…", ":", ";", "—")


def cut_frames(words: Sequence[Word], frames: int, taste: random.Random | None = None) -> tuple[int, ...]:
    """Frames at which shots begin: 0 first. No shot is longer than LONGEST or (but in a tiny scene) shorter than SHORTEST.

    With a `taste`, otherwise than usual: a shot more or less where that fits, and earlier or later.
    """
    seconds = frames / FPS
    count, lean = max(round(seconds / TYPICAL), -int(-seconds // LONGEST), 1), 0.0
    if taste:
        count = taste.choice([n for n in (count - 1, count, count + 1) if n > 0 and 1.3 <= seconds / n <= LONGEST - 0.1] or [count])
        lean = taste.uniform(-0.5, 0.5)
    cuts = [0.0]
    for index in range(1, count):
        cuts.append(_next_cut(cuts[-1], seconds, count - index, words, lean))
    return tuple(round(cut * FPS) for cut in cuts)


def _next_cut(last: float, seconds: float, left: int, words: Sequence[Word], lean: float) -> float:
    """The best boundary after `last` that leaves `left` shots of a possible length, `lean` seconds off the even one."""
    ideal = last + (seconds - last) / (left + 1) + lean
    earliest = max(last + min(SHORTEST, (seconds - last) / (left + 1)), seconds - left * LONGEST)
    latest = min(last + LONGEST, seconds - left * min(SHORTEST, (seconds - last) / (left + 1)))
    fitting = [word for word in words if earliest <= word.end <= latest]
    if not fitting:
        return min(max(ideal, earliest), latest)
    return min(fitting, key=lambda word: abs(word.end - ideal) - (0.5 if word.text.endswith(_CLAUSE_ENDS) else 0.0)).end
