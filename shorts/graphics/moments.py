"""What is shown for a moment over any shot: price, rating, call, source line."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shorts import layouts
from shorts.artifacts import FPS
from shorts.graphics.calls import call_of
from shorts.scene_plan import CallMoment, PriceMoment, RatingMoment, SourceMoment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Article, Language, Script
    from shorts.graphics.said import Said
    from shorts.picture.stage import Stage
    from shorts.scene_plan import Shot

_SHOWN = round(2.6 * FPS)
_LOW_FACE = 0.5
"""Of the frame's height: below it the mouth of somebody alone is as low as a tag, which then goes further aside."""
_PRICE = re.compile(r"[₩$€£¥]?\d[\d,.]*\d?\s?(?:[억만천백]\s?)*(?:원|달러|유로|엔|위안)?")
_MONEY = re.compile(r"[₩$€£¥]|원|달러|유로|엔|위안")
_CURRENCY = re.compile(r"(?i)원|달러|유로|엔|위안|won\b|dollars?\b|euros?\b|pounds?\b|yen\b")
_RATING = re.compile(r"(?i)평점|별점|\brat(?:ed|ing)\b|\bstars?\b")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SCENES_WITH_SOURCE = 2


def price_moment(price: str, said: Said, frames: int, shots: Sequence[Shot], stage: Stage) -> PriceMoment | None:
    """When the narration says the page's price, and on which side it doesn't cover the presenter; None if it doesn't say it."""
    found = price_in(said.text, price)
    if found is None:
        return None
    start = said.begins(found[0])
    end = min(start + _SHOWN, frames)
    return PriceMoment(found[1], start, end, _side(shots, start, end, stage))


def price_in(text: str, price: str) -> tuple[int, str] | None:
    """Where `text` says the page's price, and how; None for the same figure with another meaning."""
    wanted, words = _digits(price), [(match.start(), match[0]) for match in re.finditer(r"\S+", text)]
    for (at, word), (_, after) in zip(words, [*words[1:], (0, "")], strict=True) if wanted else ():
        figure = _PRICE.search(word)
        if figure and _digits(word) == wanted and (_MONEY.search(figure[0]) or _CURRENCY.match(after)):
            return at, figure[0].strip(".,")
    return None


def rating_moment(rating: str, said: Said, frames: int, shots: Sequence[Shot], stage: Stage) -> RatingMoment | None:
    """When the narration says the page's rating out of five; None if it doesn't, or if the rating can't be one of five."""
    at = rating_in(said.text, rating)
    if at is None:
        return None
    start = said.begins(at)
    end = min(start + _SHOWN, frames)
    return RatingMoment(rating.strip(), start, end, _side(shots, start, end, stage))


def rating_in(text: str, rating: str) -> int | None:
    """Where `text` says the page's rating, if that can be one of five stars."""
    rating = rating.strip()
    if not re.fullmatch(r"[0-5](?:\.\d{1,2})?", rating) or not 0 < float(rating) <= 5 or not _RATING.search(text):
        return None
    match = re.search(rf"(?<![\d.,]){re.escape(rating)}(?!\d|[.,]\d)", text)
    return match.start() if match else None


def apart(rating: RatingMoment | None, price: PriceMoment | None) -> tuple[RatingMoment | None, PriceMoment | None]:
    """Both have the same place: the one that is said first goes when the other comes."""
    if rating and price:
        if rating.start <= price.start < rating.end:
            rating = replace(rating, end=price.start)
        elif price.start < rating.start < price.end:
            price = replace(price, end=rating.start)
    return rating, price


def call_moment(call: str, said: Said, frames: int, shots: Sequence[Shot], stage: Stage, language: Language) -> CallMoment | None:
    """What the last scene asks for, from when it is said until the end."""
    found = call_of(said.text, call, language)
    if found is None:
        return None
    start = said.begins(found.at) if found.at is not None else min(round(0.5 * FPS), frames)
    start = min(start, max(frames - round(1.2 * FPS), 0))
    return CallMoment(found.text, found.icon, start, frames, _side(shots, start, frames, stage))


def source_line(article: Article, script: Script) -> str:
    """ "한빛일보 · 2026. 11. 16." for news whose page says where it is from; else ""."""
    if script.genre != "news" or not article.site:
        return ""
    date = re.match(r"(\d{4})-(\d{2})-(\d{2})", article.published)
    if not date:
        return article.site
    year, month, day = (int(part) for part in date.groups())
    written = f"{year}. {month}. {day}." if script.language == "ko" else f"{_MONTHS[(month - 1) % 12]} {day}, {year}"
    return f"{article.site} · {written}"


def source_moment(source: str, index: int, frames: int) -> SourceMoment | None:
    """In the first scenes; it comes with the first and goes with the last of them."""
    if not source or index >= _SCENES_WITH_SOURCE:
        return None
    return SourceMoment(source, round(0.4 * FPS) if index == 0 else -FPS, frames if index == _SCENES_WITH_SOURCE - 1 else frames + FPS)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit() or c == ".").strip(".")


def _side(shots: Sequence[Shot], start: int, end: int, stage: Stage) -> int:
    """Where a tag doesn't cover the presenter: see PriceMoment."""
    seen = [shot for shot in shots if shot.start < end and shot.end > start]
    if any(shot.photo and shot.photo.badge for shot in seen):
        return 2  # the badge is at the lower left
    seen = [shot for shot in seen if shot.presenter]
    faces = [layouts.face_of(shot.presenter, stage) for shot in seen if shot.presenter]
    side = -1 if faces and max(x for x, _ in faces) > 0.56 else 1
    low = any(y > _LOW_FACE and not (shot.card or shot.panel) for (_, y), shot in zip(faces, seen, strict=True))
    return 2 * side if low else side
