"""ExtractWriter: a script made of the page's own sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from shorts.artifacts import Scene, Script
from shorts.engines.base import Capabilities
from shorts.engines.extract import posting, staging
from shorts.engines.extract.acting import acting
from shorts.engines.extract.facts import subject
from shorts.engines.extract.genre import detect_genre
from shorts.engines.extract.page import read_page
from shorts.engines.extract.plan import outline
from shorts.engines.extract.promise import promise
from shorts.engines.extract.prompts import image_prompt
from shorts.engines.extract.rank import rank
from shorts.engines.extract.titles import accent_of, title_lines
from shorts.errors import EngineUnavailable, NothingToRead, TopicTooThin
from shorts.text.keyphrases import key_phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Article, Genre, Role
    from shorts.engines.base import Brief
    from shorts.engines.extract.ko_endings import Register
    from shorts.engines.extract.page import Page
    from shorts.engines.extract.plan import Outline
    from shorts.engines.extract.rank import Unit
    from shorts.progress import Work

_LEAST = 2
"""Sentences that a short needs between its hook and its closing, at the least."""
_TOPIC = 200
"""Text this short without an address is a topic somebody typed."""


class ExtractWriter:
    """Picks, shortens and orders sentences; invents nothing. Needs no model but the Korean analyser."""

    id = "extract"
    version = "2"
    capabilities = Capabilities(licence="Apache-2.0")

    def why_not(self) -> tuple[str, str] | None:
        return None

    def write(self, article: Article, brief: Brief, work: Work) -> Script:
        """See ScriptWriter. Raises NothingToRead, and EngineUnavailable for a page in another language than the brief's."""
        if article.language != brief.language:
            raise _no_translation(article, brief)
        page = read_page(article)
        work.step("script", 1, 4)
        genre = detect_genre(page)
        register = cast("Register", brief.character.register)
        units = rank(page, genre, register)
        work.step("script", 2, 4)
        demand_material(article, units)
        keys = key_phrases([line.text for line in page.lines], page.title, page.language)
        name = subject(page, keys)
        plan = outline(page, units, genre, register, brief, name)
        work.step("script", 3, 4)
        scenes = _scenes(plan, page, genre, keys, name, brief)
        hook = title_lines(page.title or plan.hook, keys, page.language)
        if genre == "product" and page.language == "ko" and len(hook) == 1:
            hook = tuple(line for line in (*hook, promise([scene.narration for scene in scenes])) if line)
        return Script(
            title=page.title or plan.hook,
            language=brief.language,
            genre=genre,
            scenes=scenes,
            hook=hook,
            accent=accent_of(hook, keys),
            call_to_action=plan.close,
            hashtags=posting.hashtags(page, genre, keys),
            description=posting.description(article, page, units),
        )


def _scenes(plan: Outline, page: Page, genre: Genre, keys: tuple[str, ...], name: str, brief: Brief) -> tuple[Scene, ...]:
    spoken: list[tuple[str, Role, tuple[str, ...]]] = [
        (plan.hook, "hook", ()),
        *((part.text, "body", part.slots) for part in plan.body),
        (plan.close, "close", ()),
    ]
    seen = staging.visuals(len(spoken), genre, brief.photos)
    places = staging.settings(len(spoken), genre, page.title + "\n" + page.source[:2000], brief.character, published=page.published)
    light = staging.light_of(page.title, page.source[:2000])
    scenes: list[Scene] = []
    for index, (text, role, slots) in enumerate(spoken):
        visual, photo = seen[index]
        gesture, face = acting(text, role, slots, visual, scenes[-1].gesture if scenes else None, brief.character)
        prompt = image_prompt(text, brief.language, genre, brief.character, gesture, face, places[index], name, light)
        scenes.append(Scene(
            id=f"s{index + 1}", narration=text, role=role, caption=staging.keywords(text, keys, brief.language), visual=visual,
            image_prompt=prompt, gesture=gesture, expression=face, setting=places[index], light=light, photo=photo,
        ))  # fmt: skip
    return tuple(scenes)


def demand_material(article: Article, units: Sequence[Unit]) -> None:
    """units: what the page says, see `rank`. Raises NothingToRead, TopicTooThin for too little to make a short of: nobody is to fill it up."""
    if len(units) >= _LEAST:
        return
    text = article.text.strip()
    if not article.url and len(text) < _TOPIC:
        raise TopicTooThin(topic=text[:60] or article.title)
    raise NothingToRead(address=article.url or article.title, found=len(text))


def _no_translation(article: Article, brief: Brief) -> EngineUnavailable:
    names = {"ko": ("한국어", "Korean"), "en": ("영어", "English")}
    theirs, ours = names[article.language], names[brief.language]
    return EngineUnavailable(
        engine="extract",
        reason_ko=f"이 페이지는 {theirs[0]}인데 내장 대본 작성기는 번역하지 않습니다",
        reason_en=f"the page is in {theirs[1]} and the embedded writer does not translate into {ours[1]}",
        remedy_ko=f"언어를 {theirs[0]}로 고르거나 {ours[0]} 페이지를 넣어 주세요.",
        remedy_en=f"Choose {theirs[1]}, or give a page in {ours[1]}.",
    )
