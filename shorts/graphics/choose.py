"""Which card of words a scene gets, if any, and when it stands: a quotation before a list before a figure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shorts.artifacts import FPS
from shorts.graphics.figures import STRONG, figure_of
from shorts.graphics.points import enumerated
from shorts.graphics.quotes import quote_of
from shorts.scene_plan import Point, Points
from shorts.text.figures import figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Genre, Language, Scene
    from shorts.graphics.figures import Found
    from shorts.graphics.points import Counted
    from shorts.graphics.said import Said
    from shorts.scene_plan import Figure, Layout, Quote

_HOLD = round(0.7 * FPS)
"""Frames for which a card stays when its last word is spoken."""
_LEAST = round(1.5 * FPS)
_MOST = round(10.0 * FPS)


@dataclass(frozen=True, slots=True)
class Idea:
    """What a card would say. `shot`: where its shot may begin, `start`: when the card comes, with its first word, `end`: from when it
    may go (frames of the segment)."""

    layout: Layout
    content: Figure | Points | Quote
    shot: int
    start: int
    end: int


def card_of(scene: Scene, said: Said, index: int, counted: Sequence[Counted], language: Language, genre: Genre, shown: Sequence[str]) -> Idea | None:
    """The card for scene `index`. `counted`: what its script counts out; `shown`: texts whose figures are on the screen
    otherwise (title, price, rating)."""
    idea = _counted(said, index, counted) or _quote(said) or _enumeration(said, language) or _figure(scene, said, index, genre, shown)
    return idea if idea and idea.end - idea.start <= _MOST else None


def card_as(layout: Layout, scene: Scene, said: Said, index: int, counted: Sequence[Counted], language: Language) -> Idea | None:
    """The card of the kind ("points", "figure", "quote") that a person asked for; None if nothing of the kind is said."""
    if layout == "points":
        idea = _counted(said, index, counted) or _enumeration(said, language)
    elif layout == "quote":
        idea = _quote(said)
    else:
        found = figure_of(said.text, scene.caption)
        idea = _large(found, said) if found else None
    return replace(idea, end=min(idea.end, idea.start + _MOST)) if idea else None


def _counted(said: Said, index: int, counted: Sequence[Counted]) -> Idea | None:
    own = next((point for point in counted if point.scene == index), None)
    if own is None or own.start >= len(said.text):
        return None
    start, end = said.begins(own.start), said.ends(min(own.start + len(own.text), len(said.text)))
    starts = (-1 if point.number < own.number else start if point is own else None for point in counted)
    items = tuple(Point(point.text, at) for point, at in zip(counted, starts, strict=True))
    return Idea("points", Points(items, True), 0, 0, max(end + _HOLD, _LEAST))


def _quote(said: Said) -> Idea | None:
    found = quote_of(said.text)
    if found is None:
        return None
    start = said.begins(found.start)
    return Idea("quote", found.quote, start, start, said.ends(found.end) + _HOLD)


def _enumeration(said: Said, language: Language) -> Idea | None:
    items = enumerated(said.text, language)
    if not items:
        return None
    starts = [said.begins(item.start) for item in items]
    points = tuple(Point(item.text, start) for item, start in zip(items, starts, strict=True))
    return Idea("points", Points(points, False), starts[0], starts[0], said.ends(items[-1].end) + _HOLD)


def _figure(scene: Scene, said: Said, index: int, genre: Genre, shown: Sequence[str]) -> Idea | None:
    besides = frozenset().union(*(figures(text) for text in shown))
    found = figure_of(said.text, scene.caption, money=genre != "product", besides=besides)
    if found is None or (found.worth < STRONG and index % 2):
        return None
    return _large(found, said)


def _large(found: Found, said: Said) -> Idea:
    start = said.begins(found.start)
    return Idea("figure", found.figure, start, start, max(said.ends(found.end) + _HOLD, start + _LEAST))
