"""Which sentences to say, in which form, so that the whole has the length asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shorts.engines.extract.variants import count_sentences

if TYPE_CHECKING:
    from shorts.engines.extract.rank import Unit
    from shorts.engines.extract.variants import Variant


@dataclass(frozen=True, slots=True)
class Pick:
    """One sentence of the page in the form chosen for it."""

    unit: Unit
    variant: Variant

    @property
    def sentences(self) -> int:
        return count_sentences(self.variant.text)


def choose(units: tuple[Unit, ...], low: int, high: int, fewest: int, most: int) -> tuple[Pick, ...]:
    """The most worthwhile set with `low`…`high` syllables and `fewest`…`most` sentences in all.

    A knapsack with one form per unit. Where nothing reaches `low`, the fullest set that fits is returned.
    Sentences that point back at one that isn't said are taken out, and the choice is made again.
    """
    pool = units
    while True:
        picks = _knapsack(pool, low, high, fewest, most)
        said = {pick.unit.place for pick in picks}
        hanging = {pick.unit.place for pick in picks if pick.unit.leans and pick.unit.place - 1 not in said}
        if not hanging:
            return picks
        pool = tuple(unit for unit in pool if unit.place not in hanging)


def _knapsack(units: tuple[Unit, ...], low: int, high: int, fewest: int, most: int) -> tuple[Pick, ...]:
    if not units or high < 1 or most < 1:
        return ()
    best = np.full((most + 1, high + 1), -np.inf)
    best[0, 0] = 0.0
    taken: list[np.ndarray] = []
    for unit in units:
        best, choice = _with(unit, best)
        taken.append(choice)
    count, total = _goal(best, low, fewest)
    if not count:  # nothing fits: the shortest form of the best sentence, rather than nothing said
        unit = max(units, key=lambda unit: unit.score)
        return (Pick(unit, unit.variants[-1]),)
    picks: list[Pick] = []
    for unit, choice in zip(reversed(units), reversed(taken), strict=True):
        index = int(choice[count, total])
        if index >= 0:
            pick = Pick(unit, unit.variants[index])
            picks.append(pick)
            count, total = count - pick.sentences, total - pick.variant.syllables
    return tuple(reversed(picks))


def _with(unit: Unit, best: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The table after `unit` was offered, and which of its forms each cell took (-1: none)."""
    after, choice = best.copy(), np.full(best.shape, -1, dtype=np.int16)
    for index, variant in enumerate(unit.variants):
        count, cost = count_sentences(variant.text), variant.syllables
        if count >= best.shape[0] or cost >= best.shape[1]:
            continue
        offer = np.full(best.shape, -np.inf)
        offer[count:, cost:] = best[: best.shape[0] - count, : best.shape[1] - cost] + _worth(unit, variant)
        better = offer > after
        after[better], choice[better] = offer[better], index
    return after, choice


def _worth(unit: Unit, variant: Variant) -> float:
    """A fuller form says more, a mere scrap less; a sentence near the tongue's limit is harder to follow."""
    return unit.score * (0.7 + 0.3 * variant.kept) * (0.55 + 0.45 * min(1.0, variant.syllables / 24)) - 0.01 * max(0, variant.syllables - 38 * count_sentences(variant.text))


def _goal(best: np.ndarray, low: int, fewest: int) -> tuple[int, int]:
    window = best[fewest:, low:] if fewest < best.shape[0] and low < best.shape[1] else best[:0]
    if window.size and np.isfinite(window.max()):
        row, column = np.unravel_index(int(window.argmax()), window.shape)
        return int(row) + fewest, int(column) + low
    finite = np.isfinite(best)
    fullest = int(np.flatnonzero(finite.any(axis=0)).max())
    return int(np.where(finite[:, fullest], best[:, fullest], -np.inf).argmax()), fullest
