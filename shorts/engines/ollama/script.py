"""The script of a draft: roles, acting, photos, pictures and posting, put right where the draft left something open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shorts.artifacts import Scene, Script
from shorts.engines.extract import posting
from shorts.engines.extract.facts import subject
from shorts.engines.extract.prompts import image_prompt, place
from shorts.engines.extract.staging import keywords, light_of
from shorts.engines.extract.titles import LINE, accent_of, title_lines, width
from shorts.engines.ollama.told import CLOSE
from shorts.text.keyphrases import key_phrases

if TYPE_CHECKING:
    from shorts.artifacts import Gesture, Light, Visual
    from shorts.engines.ollama.draft import SceneDraft
    from shorts.engines.ollama.prompts import Sheet
    from shorts.engines.ollama.told import Told
    from shorts.text.quantities import Stated

_FEWEST_TAGS, _MOST_TAGS, _LONGEST_TAG = 4, 8, 20


def script_of(told: Told, sheet: Sheet, stated: Stated) -> Script:
    """What is asked of a script holds for the result: captions occur in their narrations, no gesture comes twice in a row, photos exist."""
    keys = key_phrases([line.text for line in sheet.page.lines], sheet.page.title, sheet.page.language)
    hook = _hook(told, sheet, keys)
    scenes = _scenes(told, sheet, keys)
    accent = told.draft.accent
    return Script(
        title=told.title,
        language=sheet.brief.language,
        genre=sheet.genre,
        scenes=scenes,
        hook=hook,
        accent=accent if accent and any(accent in line for line in hook) else accent_of(hook, keys),
        call_to_action=scenes[-1].narration,
        hashtags=_hashtags(told, sheet, keys, stated),
        description="\n".join(part for part in (told.description, posting.source_line(sheet.article, sheet.brief.language)) if part),
    )


def _scenes(told: Told, sheet: Sheet, keys: tuple[str, ...]) -> tuple[Scene, ...]:
    scenes: list[Scene] = []
    for n, (sentences, seen) in enumerate(zip(told.scenes, told.seen, strict=True)):
        text = " ".join(sentences)
        if seen == CLOSE:
            scenes.append(_closing(text, sheet, keys))
            continue
        draft = told.draft.scenes[seen]
        visual, photo = _shown(draft, n, sheet)
        caption = tuple(word for word in draft.caption if word and word in text)[:3] or keywords(text, keys, sheet.brief.language)
        scenes.append(Scene(
            id=f"s{n + 1}", narration=text, role="body" if n else "hook", caption=caption, visual=visual, image_prompt=_picture(draft, sheet),
            gesture=_gesture(draft.gesture, scenes[-1].gesture if scenes else None, sheet), expression=draft.expression, setting=draft.setting,
            light=_light(sheet), photo=photo,
        ))  # fmt: skip
    return tuple(scenes)


def _closing(text: str, sheet: Sheet, keys: tuple[str, ...]) -> Scene:
    person, language = sheet.brief.character, sheet.brief.language
    prompt = image_prompt(text, language, sheet.genre, person, "wave", "wink", person.setting, subject(sheet.page, keys), _light(sheet))
    caption = keywords(text, keys, language)
    return Scene("close", text, "close", caption, "character", prompt, "wave", "wink", person.setting, _light(sheet))


def _shown(draft: SceneDraft, place: int, sheet: Sheet) -> tuple[Visual, str]:
    """The photo that the draft names; one that asks for a photo without naming it gets them in turn."""
    photos = sheet.brief.photos
    if draft.visual == "character" or not photos:
        return "character", ""
    return draft.visual, photos[draft.photo - 1] if draft.photo else photos[place % len(photos)]


def _gesture(wanted: Gesture, before: Gesture | None, sheet: Sheet) -> Gesture:
    others: tuple[Gesture, ...] = (wanted, *sheet.brief.character.gestures, "explain", "present")
    return next(gesture for gesture in others if gesture != before)


def _picture(draft: SceneDraft, sheet: Sheet) -> str:
    """The character first, as the embedded writer's prompts have it (see drawing.py)."""
    person = sheet.brief.character.image_prompt
    said = draft.image_prompt.removeprefix(person).strip(" ,.")
    parts = (person, said, place(draft.setting, _light(sheet)), "vertical 9:16 composition, no text")
    return ", ".join(part for part in parts if part)


def _light(sheet: Sheet) -> Light:
    """Of the whole short."""
    return light_of(sheet.page.title, sheet.page.source[:2000])


def _hook(told: Told, sheet: Sheet, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The draft's lines where they fit the screen, else the best that can be cut from them."""
    language = sheet.brief.language
    if told.hook and all(width(line, language) <= LINE[language] for line in told.hook):
        return told.hook
    return title_lines(" ".join(told.hook) or told.title, keys, language)


def _hashtags(told: Told, sheet: Sheet, keys: tuple[str, ...], stated: Stated) -> tuple[str, ...]:
    """The model's tags without what the page doesn't state; too few are filled up with the embedded writer's."""
    own = [re.sub(r"[^\w]", "", tag) for tag in told.draft.hashtags if not stated.lacks(tag)]
    tags: list[str] = []
    for tag in (*own[:_MOST_TAGS], *posting.hashtags(sheet.page, sheet.genre, keys)):
        wanted = tag in own or len(tags) < _FEWEST_TAGS
        if wanted and 2 <= len(tag) <= _LONGEST_TAG and not tag.isdigit() and tag.lower() not in (known.lower() for known in tags):
            tags.append(tag)
    return tuple(tags)
