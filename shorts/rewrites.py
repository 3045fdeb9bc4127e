"""Saying a scene otherwise with the embedded writer's own means: shorter, another beginning, another sentence of the page.

Nothing is made up: what comes out is a shortening of what is there, or a sentence that the page has. Each function gives a changed
script, always the same one for the same script, and asked again it goes on to the next; NothingMore where there is no other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from shorts.artifacts import Article
from shorts.build import last_made
from shorts.engines.base import Brief
from shorts.engines.extract import en_shorten, ko_shorten
from shorts.engines.extract.facts import subject
from shorts.engines.extract.genre import detect_genre
from shorts.engines.extract.hooks import hooks
from shorts.engines.extract.page import Page, read_page
from shorts.engines.extract.plan import closings
from shorts.engines.extract.rank import Unit, distinct, rank
from shorts.engines.extract.staging import keywords
from shorts.engines.extract.variants import sentences_in
from shorts.errors import NothingMore
from shorts.scene_edits import index_of, set_fields
from shorts.text.keyphrases import key_phrases
from shorts.text.length import syllables

if TYPE_CHECKING:
    from shorts.artifacts import Genre, Language, Script
    from shorts.cast import Character
    from shorts.engines.extract.ko_endings import Register
    from shorts.short import Short

Rewording = Literal["shorter", "hook", "rewrite"]

_MILDEST = 0.93
"""A shortening says at most this share of what was said; less than that is hardly heard."""
_SEEDS = 4
_ALIKE = 0.62
"""SequenceMatcher's ratio from which a sentence of the page counts as said already."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page as the writer sees it."""

    page: Page
    genre: Genre
    units: tuple[Unit, ...]
    keys: tuple[str, ...]
    subject: str


def article_of(short: Short) -> Article | None:
    """The page as it was read last, photos and all; None before it has been. Needs no lock: a job may be running."""
    return last_made(short.folder, "article", Article)


def reworded(short: Short, how: Rewording, character: Character, scene: str = "") -> Short:
    """`short` with `scene` said otherwise; "hook" is about the first one. Raises NothingMore, also where no page was read yet."""
    if short.script is None:
        raise NothingMore(what_ko="아직 대본이", what_en="no script yet")
    if how == "shorter":
        return replace(short, script=shorter(short.script, scene))
    article = article_of(short)
    if article is None:
        raise NothingMore(what_ko="읽어 둔 페이지가", what_en="no page that was read for this short")
    if how == "hook":
        return replace(short, script=another_hook(short.script, article, character, short.request.seed))
    return replace(short, script=rewrite(short.script, scene, article, character, short.request.seed))


def shorter(script: Script, scene: str) -> Script:
    """That scene in fewer words: one sentence of it shortened by grammar, as little as is heard; else one sentence left out."""
    whole = script.scenes[index_of(script, scene)].narration
    language, parts = script.language, sentences_in(whole)
    said = syllables(whole, language)
    options = {
        " ".join([*parts[:index], way, *parts[index + 1 :]])
        for index, part in enumerate(parts)
        for way in _ways(part, language, _register_of(whole))
    }
    lengths = {text: syllables(text, language) for text in options}
    fitting = [text for text, length in lengths.items() if length <= said * _MILDEST]
    if fitting:
        return set_fields(script, scene, narration=max(fitting, key=lambda text: (lengths[text], text)))
    if len(parts) > 1:
        plain = [index for index, part in enumerate(parts) if not any(map(str.isdigit, part))] or range(len(parts))
        return set_fields(script, scene, narration=" ".join(part for index, part in enumerate(parts) if index != max(plain)))
    raise NothingMore(what_ko="더 짧게 말할 방법이", what_en="no shorter way to say this")


def another_hook(script: Script, article: Article, character: Character, seed: int) -> Script:
    """The first scene with the next of the ways to begin; after the last comes the first again."""
    reading = _read(article, cast("Register", character.register))
    scene = script.scenes[0]
    rest = [other.narration for other in script.scenes[1:]]
    found = [
        hook
        for turn in range(_SEEDS)
        for hook in hooks(reading.page, reading.units, reading.genre, cast("Register", character.register), seed + turn)
    ]
    texts = [text for text in dict.fromkeys(hook.text for hook in found) if text == scene.narration or not _said(text, rest)]
    return _next(script, scene.id, texts, reading, "다른 첫머리가 더", "no other way to begin")


def rewrite(script: Script, scene: str, article: Article, character: Character, seed: int) -> Script:
    """That scene with other sentences of the page, the best that no scene says yet; about as long as it was.

    The first scene gets another hook, the closing another closing line.
    """
    at = index_of(script, scene)
    role = script.scenes[at].role
    if role == "hook" and at == 0:
        return another_hook(script, article, character, seed)
    register = cast("Register", character.register)
    reading = _read(article, register)
    if role == "close":
        brief = Brief(script.language, character, 30.0, 1.0, seed=seed)
        lines = closings(reading.genre, brief, register, reading.subject, reading.page.linked)
        return _next(script, scene, list(dict.fromkeys(lines)), reading, "다른 맺음말이 더", "no other closing")
    rest = [other.narration for other in script.scenes if other.id != scene]
    free = [unit for unit in distinct(reading.units, limit=60, near=0.7) if not unit.leans and not _said(unit.sentence.text, rest)]
    free.sort(key=lambda unit: (-unit.score, unit.place))
    narration = _instead(free, script.scenes[at].narration, script.language)
    if narration is None:
        raise NothingMore(what_ko="이 페이지에 아직 말하지 않은 문장이 더", what_en="no sentence of the page left that isn't said yet")
    return set_fields(script, scene, narration=narration, caption=keywords(narration, reading.keys, script.language))


def _instead(free: list[Unit], present: str, language: Language) -> str | None:
    """Of the units, best first, those that come after the ones `present` says (from the top again behind the last)."""
    own = [index for index, unit in enumerate(free) if _said(unit.sentence.text, [present])]
    start = max(own, default=-1) + 1
    turn = [unit for index, unit in enumerate([*free[start:], *free[:start]]) if (index + start) % len(free) not in own]
    room = syllables(present, language)
    taken: list[tuple[Unit, str, int]] = []
    for unit in turn:
        way = min(unit.variants, key=lambda variant: abs(variant.syllables - room))
        if not taken or way.syllables <= 1.15 * room:
            taken.append((unit, way.text, way.syllables))
            room -= way.syllables
        if room < 8:
            break
    return " ".join(text for _, text, _ in sorted(taken, key=lambda item: item[0].place)) or None


def _next(script: Script, scene: str, texts: list[str], reading: _Reading, what_ko: str, what_en: str) -> Script:
    """That scene saying the text after its own."""
    present = script.scenes[index_of(script, scene)].narration
    at = texts.index(present) if present in texts else -1
    text = texts[(at + 1) % len(texts)] if texts else present
    if text == present:
        raise NothingMore(what_ko=what_ko, what_en=what_en)
    return set_fields(script, scene, narration=text, caption=keywords(text, reading.keys, script.language))


@lru_cache(maxsize=4)
def _read(article: Article, register: Register) -> _Reading:
    page = read_page(article)
    genre = detect_genre(page)
    keys = key_phrases([line.text for line in page.lines], page.title, page.language)
    return _Reading(page, genre, rank(page, genre, register), keys, subject(page, keys))


def _ways(sentence: str, language: Language, register: Register) -> list[str]:
    if language == "ko":
        return [way.text for way in ko_shorten.variants(sentence, register, keep_opener=True)]
    return [way.text for way in en_shorten.variants(sentence, keep_opener=True)]


def _register_of(text: str) -> Register:
    """The speech level that a text is in, for what is made of it."""
    return "hamnida" if text.rstrip(" .!?”\"'").endswith(("니다", "니까", "시오")) else "haeyo"


def _said(text: str, narrations: list[str]) -> bool:
    """Does one of `narrations` say this sentence, whole, shortened or with another ending?"""
    parts = [part for narration in narrations for part in (narration, *sentences_in(narration))]
    return any(_covers(text, part) for part in parts)


def _covers(text: str, said: str) -> bool:
    matcher = SequenceMatcher(None, text, said, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks() if block.size > 1)
    return common / max(1, min(len(text), len(said))) > 0.8 or 2 * common / (len(text) + len(said)) >= _ALIKE
