"""What is seen while a sentence is said: photo, place, coloured words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shorts.text.figures import figure_phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Genre, Language, Setting, Visual
    from shorts.cast import Character

_FOOD = re.compile(r"요리|김치|찌개|레시피|반죽|양념|굽|끓|볶|재료|\b(?:recipe|cook\w*|bake\w*|oven|dough|stir|boil\w*|kitchen)\b", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"산책|공원|등산|캠핑|여행|마을|바다|숲|자전거|\b(?:park|walk\w*|trail|garden\w*|camp\w*|travel\w*|beach|forest"
    r"|outdoor\w*)\b", re.IGNORECASE)
_CONTRAST: dict[Genre, Setting] = {"product": "room", "news": "office", "howto": "room", "story": "park"}
_SECOND: dict[Setting, Setting] = {"room": "studio", "office": "newsroom", "park": "room", "studio": "room", "kitchen": "room", "newsroom": "office"}


def visuals(count: int, genre: Genre, photos: Sequence[str]) -> list[tuple[Visual, str]]:
    """(visual, photo id) of each scene: photos first and often for products, now and then elsewhere; the closing is the character's."""
    plan: list[tuple[Visual, str]] = [("character", "")] * count
    if not photos:
        return plan
    every = {"product": 2, "news": 2, "howto": 2, "story": 3}[genre]
    first = 0 if genre == "product" else 1
    places = list(range(first, count - 1, every))
    while genre == "product" and len(places) < 0.4 * count and len(places) < count - 1:
        places = sorted({*places, next(i for i in range(count - 1) if i not in places)})
    for turn, place in enumerate(places):
        full = turn == 2 or (turn == 1 and genre == "story")
        plan[place] = ("full_photo" if full else "photo", photos[turn % len(photos)])
    return plan


def settings(count: int, genre: Genre, text: str, character: Character) -> list[Setting]:
    """The character's own place, and for the middle of the short another one that fits the page."""
    home = character.setting
    other: Setting = "kitchen" if genre != "news" and len(_FOOD.findall(text)) >= 3 else "park" if genre != "news" and len(_OUTSIDE.findall(text)) >= 2 else _CONTRAST[genre]
    if other == home:
        other = _SECOND[home]
    middle = range(max(1, round(count * 0.4)), max(2, count - 1 - (count > 6)))
    return [other if index in middle else home for index in range(count)]


def keywords(text: str, keys: Sequence[str], language: Language, limit: int = 3) -> tuple[str, ...]:
    """Words to colour, exact substrings of `text`: figures with their units, then the page's key phrases, then its longest noun."""
    found = [figure for figure in figure_phrases(text) if len(figure) > 2 or not figure.isdigit()]
    for key in keys:
        at = text.lower().find(key.lower())
        if at >= 0:
            found.append(text[at : at + len(key)])
    if not found:
        found = _strongest(text, language)
    distinct: list[str] = []
    for word in found:
        if not any(word in other or other in word for other in distinct):
            distinct.append(word)
    return tuple(distinct[:limit])


def _strongest(text: str, language: Language) -> list[str]:
    if language == "ko":
        from shorts.text.morphemes import morphemes

        nouns = [m.form for m in morphemes(text) if m.tag in ("NNG", "NNP", "MAG") and m.form in text]
        return sorted(nouns, key=len, reverse=True)[:1]
    words = re.findall(r"[A-Za-z][A-Za-z'-]{4,}", text)
    return sorted(words, key=len, reverse=True)[:1]
