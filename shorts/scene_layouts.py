"""What a person may choose for a scene's layout, and what each choice needs of the scene. What isn't chosen is planned (see shots.py)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from shorts.artifacts import FPS, SceneLayout, Word
from shorts.cuts import SHORTEST
from shorts.errors import ScriptBroken
from shorts.graphics.choose import card_as
from shorts.graphics.points import counted_points
from shorts.graphics.said import Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Aspect, Picture, Scene, Script
    from shorts.graphics.choose import Idea
    from shorts.graphics.points import Counted
    from shorts.scene_plan import Layout

_PLANNED: dict[SceneLayout, Layout] = {
    "wide": "wide", "medium": "medium", "close": "close", "left": "card", "right": "card", "above": "card", "full": "photo",
    "list": "points", "figure": "figure", "quote": "quote",
}  # fmt: skip
"""The choice → the layout of its shots."""
WITHOUT_WORDS: tuple[Layout, ...] = ("wide", "medium", "close", "card", "photo")
WITH_WORDS: tuple[Layout, ...] = ("points", "figure", "quote")
LEAST = round(SHORTEST * FPS)
"""Frames of the shortest shot."""
GLIMPSE = 24
"""Frames in which a card of words can just be read; its shot lasts twice as long."""
_NEEDS_KO = {
    "card": "이 장면에 사진", "photo": "이 장면에 사진", "points": "할 말에 늘어놓은 것", "figure": "할 말에 숫자", "quote": "할 말에 따옴표로 인용한 문장(세 낱말 이상)",
}  # fmt: skip
_NEEDS = {
    "card": "a photo in this scene", "photo": "a photo in this scene", "points": "things listed in what is said", "figure": "a figure in what is said",
    "quote": "a quotation of three words or more in what is said",
}  # fmt: skip


def planned(scene: Scene, photo: Picture | None) -> Layout | None:
    """The layout that the scene's shots are to have; None where nothing is chosen, or the scene shows no photo for it."""
    layout = _PLANNED.get(scene.layout)
    shows = photo is not None and scene.visual in ("photo", "full_photo")
    return None if scene.visual == "drawn" or (layout in ("card", "photo") and not shows) else layout


def ends(idea: Idea, frames: int) -> int:
    """The frame at which the shot of a card of words ends: with the scene, if what is left after the card would be no shot."""
    return idea.end if frames - idea.end >= LEAST else frames


def placed(idea: Idea, frames: int) -> Idea:
    """A card of words that was chosen: it has its place wherever the scene stands, and time to be read. frames: of the scene."""
    end = ends(idea, frames)
    start = max(0, min(idea.start, end - 2 * GLIMPSE))
    shot = min(idea.shot, start)
    return replace(idea, shot=0 if shot < LEAST else shot, start=start, end=end)


def possible(script: Script, index: int, aspect: Aspect = "9:16") -> tuple[SceneLayout, ...]:
    """The choices that make sense for scene `index`, "auto" first. In broad frames the presenter always stands at the left of a photo."""
    counted = counted_points(script.scenes)
    return tuple(layout for layout in get_args(SceneLayout) if _fits(layout, script, index, counted) and (aspect != "16:9" or layout not in ("left", "above")))


def demand_layouts(script: Script) -> None:
    """Raises ScriptBroken for a layout whose scene hasn't got what it shows."""
    counted: Sequence[Counted] | None = None
    for index, scene in enumerate(script.scenes):
        if scene.layout == "auto":
            continue
        counted = counted_points(script.scenes) if counted is None else counted
        if not _fits(scene.layout, script, index, counted):
            needs = _PLANNED[scene.layout]
            raise ScriptBroken(where=f"scenes[{index}].layout", expected=f"auto, or {_NEEDS[needs]} / auto, 또는 {_NEEDS_KO[needs]}")


def _fits(layout: SceneLayout, script: Script, index: int, counted: Sequence[Counted]) -> bool:
    scene, kind = script.scenes[index], _PLANNED.get(layout)
    if kind in ("card", "photo"):
        return bool(scene.photo) and scene.visual in ("photo", "full_photo")
    if kind in WITH_WORDS:
        said = Said(tuple(Word(word, float(at), float(at + 1)) for at, word in enumerate(scene.narration.split())))
        return bool(said.words) and card_as(kind, scene, said, index, counted, script.language) is not None
    return True
