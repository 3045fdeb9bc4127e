"""What is seen while a sentence is said: photo, place, coloured words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zlib import crc32

from shorts.text.figures import figure_phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Genre, Language, Light, Setting, Visual
    from shorts.cast import Character

_FOOD = re.compile(r"요리|김치|찌개|레시피|반죽|양념|굽|끓|볶|재료|\b(?:recipe|cook\w*|bake\w*|oven|dough|stir|boil\w*|kitchen)\b", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"산책|공원|등산|캠핑|여행|마을|바다|숲|자전거|\b(?:park|walk\w*|trail|garden\w*|camp\w*|travel\w*|beach|forest"
    r"|outdoor\w*)\b", re.IGNORECASE)
_SPORT = re.compile(
    r"운동|헬스|근력|스트레칭|달리기|러닝|마라톤|축구|야구|선수|\b(?:exercise\w*|workout\w*|gym|fitness|running|marathon|athlet\w*|football|soccer)\b", re.IGNORECASE)
_CALM = re.compile(r"요가|명상|호흡|필라테스|\b(?:yoga|meditat\w*|pilates|breath\w*)\b", re.IGNORECASE)
_COFFEE = re.compile(r"커피|카페|원두|라떼|에스프레소|\b(?:coffee|caf[eé]s?|espresso|latte|barista)\b", re.IGNORECASE)
_BREAD = re.compile(r"빵|베이커리|케이크|쿠키|크루아상|제과|\b(?:bread|baker\w*|cakes?|cookies?|croissants?|pastr\w+)\b", re.IGNORECASE)
_CLOTHES = re.compile(r"패션|원피스|코디|재킷|옷|가방|신발|스타일링|\b(?:fashion|outfit\w*|dress\w*|jackets?|handbags?|shoes|styling)\b", re.IGNORECASE)
_SCHOOL = re.compile(r"학교|수업|학생|공부|교육|시험|\b(?:school\w*|lesson\w*|student\w*|teacher\w*|classroom\w*|exams?)\b", re.IGNORECASE)
_SCIENCE = re.compile(r"과학|실험|연구|반도체|인공지능|의학|\b(?:scien\w+|experiment\w*|research\w*|laborator\w+|semiconductors?|medicine)\b", re.IGNORECASE)
_MUSIC = re.compile(r"공연|콘서트|노래|음악|무대|코미디|\b(?:concerts?|songs?|music\w*|comed\w+|theat(?:er|re)s?)\b", re.IGNORECASE)
_EVENING = re.compile(
    r"저녁|야간|야경|심야|한밤|밤하늘|밤늦|밤새|밤마다|밤에|밤 ?\d|밤 (?:열|여덟|아홉)|오늘 ?밤|퇴근 ?(?:후|길|하고)|노을|해 질|일몰"
    r"|\b(?:evenings?|tonight|nights?|night-?time|overnight|midnight|sunset|dusk|after work|dinner)\b", re.IGNORECASE)
_DAYTIME = re.compile(r"아침|오전|한낮|대낮|낮에|점심|햇살|햇볕|출근|\b(?:mornings?|noon|midday|daylight|day-?time|breakfast|lunch|sunrise|sunny)\b", re.IGNORECASE)
_SUBJECTS: tuple[tuple[re.Pattern[str], int, tuple[Setting, ...]], ...] = (
    (_COFFEE, 3, ("cafe", "kitchen")), (_BREAD, 3, ("bakery", "cafe")), (_FOOD, 3, ("kitchen", "cafe")), (_CALM, 2, ("yoga", "park")),
    (_SPORT, 3, ("gym", "stadium", "park")), (_CLOTHES, 3, ("boutique", "runway")), (_SCHOOL, 3, ("classroom", "room")), (_SCIENCE, 4, ("lab", "office")),
    (_MUSIC, 3, ("stage", "studio")), (_OUTSIDE, 2, ("park",)),
)  # fmt: skip
"""What a page is about, how often it must say so, and the places for it, most fitting first."""
_PLACES: dict[str, tuple[Setting, ...]] = {
    "business": ("office", "boardroom", "loft"), "tech": ("loft", "lab", "studio"), "fashion": ("boutique", "runway", "studio"),
    "sports": ("gym", "stadium", "park"), "food": ("kitchen", "cafe", "bakery"), "entertainment": ("stage", "room", "studio"), "everyday": ("room", "park", "cafe"),
    "mine": ("studio", "room", "park"),
}  # fmt: skip
"""Where each group is at home, beside a character's own setting."""
_OF_GENRE: dict[Genre, tuple[Setting, ...]] = {"product": ("pedestal",), "news": ("newsroom", "office"), "howto": (), "story": ()}
_LONG = 3  # scenes away from home from which there are two places


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


def settings(count: int, genre: Genre, text: str, character: Character, *, published: bool = True) -> list[Setting]:
    """The character's own place for the opening and the closing; for the middle of the short one other, of a long one two.

    Others are places of what the page is about (`published` news stays where news is told), then of its genre, then of the character's group.
    """
    home = character.setting
    away = [place for place in _away(genre, text, character.group, published) if place != home]
    middle = range(max(1, round(count * 0.4)), max(2, count - 1 - (count > 6)))
    turns = 2 if len(middle) >= _LONG else 1
    places = away[:turns]
    return [places[(index - middle.start) * turns // len(middle)] if index in middle else home for index in range(count)]


def _away(genre: Genre, text: str, group: str, published: bool) -> list[Setting]:
    """Places that fit, best first, each once, two at least beside any home. Which place of a group comes first differs from page to page."""
    subject: tuple[Setting, ...] = ()
    if genre != "news" or not published:
        subject = next((places for words, least, places in _SUBJECTS if len(words.findall(text)) >= least), ())
    group_places = _PLACES.get(group, _PLACES["mine"])
    first = crc32(text.encode()) % len(group_places)
    return list(dict.fromkeys((*subject, *_OF_GENRE[genre], *group_places[first:], *group_places[:first])))


def light_of(title: str, text: str) -> Light:
    """Evening where the page is about it: the title says so, or the text does more than once, and neither speaks as much of the day."""
    evening, daytime = (len(words.findall(title)) * 2 + len(words.findall(text)) for words in (_EVENING, _DAYTIME))
    return "evening" if evening >= 2 and evening > daytime else "day"


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
