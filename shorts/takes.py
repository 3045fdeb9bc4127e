"""Earlier pictures of a scene, kept so that they can be picked again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shorts.artifacts import Scene
    from shorts.short import Short

KEPT = 8
"""Earlier pictures of one scene."""
LOOK = ("take", "motion", "focus", "photo", "visual", "setting", "light", "gesture", "expression", "layout")
"""Fields of a Scene that are about its picture; what is said stays when an earlier one is picked."""


def remember_take(before: Short, after: Short) -> Short:
    """`after` with the pictures that its scenes had in `before` and no longer have, newest first; none of scenes that are gone."""
    if before.script is None or after.script is None:
        return after
    was = {scene.id: scene for scene in before.script.scenes}
    takes = {}
    for scene in after.script.scenes:
        old, kept = was.get(scene.id), after.takes.get(scene.id, ())
        if old and look_of(old) != look_of(scene):
            kept = (old, *(take for take in kept if look_of(take) not in (look_of(old), look_of(scene))))[:KEPT]
        if kept:
            takes[scene.id] = kept
    return replace(after, takes=takes)


def picked(scene: Scene, take: Scene) -> Scene:
    """`scene` with the picture of an earlier take; its words stay."""
    return replace(scene, **look_of(take))


def next_take(short: Short, scene: Scene) -> int:
    """A number that neither the scene nor any of its earlier pictures has: it would show what was seen already."""
    return 1 + max(take.take for take in (scene, *short.takes.get(scene.id, ())))


def look_of(scene: Scene) -> dict[str, Any]:
    """What makes a scene's picture."""
    return {name: getattr(scene, name) for name in LOOK}
