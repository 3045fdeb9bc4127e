"""Editing a script scene by scene: pure functions from a script to a changed script.

A scene's id stays with it whatever happens around it; what is new gets an id that no scene of the script has. Every function
returns a script that can be made (see `tidy`) and raises UnknownScene for an id that isn't there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from shorts.artifacts import Scene, Script
from shorts.errors import NothingMore, ScriptBroken, UnknownScene

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_NARRATION = 1000
"""Characters of one scene."""
MOST_SCENES = 20

_SENTENCE_END = re.compile(r"[.!?…。]+[\"'”’)\]]*\s+(?=\S)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def tidy(script: Script) -> Script:
    """`script` as it is kept: spaces put right, accents that occur only, ids of their own. Raises ScriptBroken.

    The counterpart of script.settled for people's edits: nothing is renumbered, and photos are left as chosen.
    """
    if not 1 <= len(script.scenes) <= MOST_SCENES:
        raise ScriptBroken(where="scenes", expected=f"1–{MOST_SCENES} scenes / 장면 1–{MOST_SCENES}개")
    scenes: list[Scene] = []
    taken: set[str] = set()
    for index, scene in enumerate(script.scenes):
        name = scene.id if scene.id and scene.id not in taken else fresh_id([*script.scenes, *scenes])
        taken.add(name)
        scenes.append(_tidy_scene(replace(scene, id=name), f"scenes[{index}].narration"))
    hook = tuple(line for line in map(one_line, script.hook) if line)[:2]
    accent = script.accent if any(script.accent in line for line in hook) else ""
    return replace(script, title=one_line(script.title), scenes=tuple(scenes), hook=hook, accent=accent)


def one_line(text: str) -> str:
    """Control characters gone, every run of spaces and line breaks one space."""
    return re.sub(r"\s+", " ", _CONTROL.sub("", text)).strip()


def fresh_id(scenes: Sequence[Scene]) -> str:
    """An id that none of `scenes` has: one more than their highest number."""
    numbers = [int(found.group(1)) for scene in scenes if (found := re.fullmatch(r"s(\d{1,9})", scene.id))]
    return f"s{max(numbers, default=0) + 1}"


def index_of(script: Script, scene: str) -> int:
    """Raises UnknownScene."""
    for index, found in enumerate(script.scenes):
        if found.id == scene:
            return index
    raise UnknownScene(scene=scene)


def add(script: Script, narration: str, after: str | None = None) -> Script:
    """A scene more, after the scene `after` (None: at the start), in its neighbour's setting with the presenter alone."""
    at = 0 if after is None else index_of(script, after) + 1
    neighbour = script.scenes[max(0, at - 1)]
    return _with(script, at, at, Scene(fresh_id(script.scenes), narration, setting=neighbour.setting, light=neighbour.light, expression=neighbour.expression))


def remove(script: Script, scene: str) -> Script:
    """Without that scene. Raises ScriptBroken for the only one there is."""
    at = index_of(script, scene)
    return _with(script, at, at + 1)


def move(script: Script, scene: str, to: int) -> Script:
    """That scene at place `to` (0 is first; places beyond either end mean the end)."""
    at = index_of(script, scene)
    rest = [*script.scenes[:at], *script.scenes[at + 1 :]]
    rest.insert(max(0, min(to, len(rest))), script.scenes[at])
    return tidy(replace(script, scenes=tuple(rest)))


def split(script: Script, scene: str, cursor: int | None = None, *, exact: bool = False) -> Script:
    """That scene as two: at the end of a sentence nearest to `cursor` (characters; None: the middle), or at the cursor itself if
    `exact`. One sentence is split between words. Raises NothingMore where it is a single word or a part would be empty.
    """
    at = index_of(script, scene)
    whole = script.scenes[at]
    text = whole.narration
    wanted = len(text) // 2 if cursor is None else cursor
    places = [wanted] if exact else _sentence_ends(text) or [found.start() for found in re.finditer(r"\s+", text)]
    cut = min(places, key=lambda place: abs(place - wanted), default=0)
    first, second = text[: max(0, cut)].strip(), text[max(0, cut) :].strip()
    if not first or not second:
        raise NothingMore(what_ko="이 장면을 나눌 자리가", what_en="no place to split this scene at")
    roles: tuple[Any, Any] = ("body", "close") if whole.role == "close" else (whole.role, "body")
    before = replace(whole, narration=first, role=roles[0])
    behind = replace(whole, id=fresh_id(script.scenes), narration=second, role=roles[1])
    return _with(script, at, at + 1, before, behind)


def merge(script: Script, scene: str) -> Script:
    """That scene and the next as one, with the first one's id and picture; the second one's picture if the first has none.

    Raises NothingMore for the last scene, ScriptBroken if the two together are too long.
    """
    at = index_of(script, scene)
    if at + 1 == len(script.scenes):
        raise NothingMore(what_ko="뒤에 합칠 장면이", what_en="no scene after this one")
    first, second = script.scenes[at : at + 2]
    seen = second if second.photo and not first.photo else first
    role = "hook" if first.role == "hook" else "close" if second.role == "close" else first.role
    caption = tuple(dict.fromkeys([*first.caption, *second.caption]))
    joined = f"{first.narration} {second.narration}"
    whole = replace(first, narration=joined, role=role, caption=caption, visual=seen.visual, photo=seen.photo, focus=seen.focus, image_prompt=seen.image_prompt)
    return _with(script, at, at + 2, whole)


def set_fields(script: Script, scene: str, **fields: Any) -> Script:
    """That scene with other values of its fields (any of Scene's but the id)."""
    at = index_of(script, scene)
    return _with(script, at, at + 1, replace(script.scenes[at], **{**fields, "id": scene}))


def _with(script: Script, start: int, end: int, *scenes: Scene) -> Script:
    """`script` with other scenes in place of start…end."""
    return tidy(replace(script, scenes=(*script.scenes[:start], *scenes, *script.scenes[end:])))


def _tidy_scene(scene: Scene, where: str) -> Scene:
    narration = one_line(scene.narration)
    if not 1 <= len(narration) <= LONGEST_NARRATION:
        raise ScriptBroken(where=where, expected=f"1–{LONGEST_NARRATION} characters / 글자")
    return replace(scene, narration=narration, caption=tuple(word for word in scene.caption if word and word in narration))


def _sentence_ends(text: str) -> list[int]:
    return [found.end() for found in _SENTENCE_END.finditer(text)]
