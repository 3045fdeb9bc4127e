"""Changes of single fields of a script, as they come from several browsers at once.

Each change of words tells what it was made from. Where somebody else has changed the very same words since, it isn't made: it comes back
as a clash, with what stands there now, and a person decides. Choices (gesture, setting …) are made anew with one click: the last one wins.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from shorts.artifacts import Scene, Script
from shorts.errors import ScriptBroken
from shorts.scene_edits import one_line, set_fields
from shorts.values import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

OF_SCRIPT = frozenset({"title", "hook", "accent"})
OF_SCENES = frozenset({field.name for field in fields(Scene)} - {"id", "role"})
_WORDS = frozenset({"title", "hook", "narration"})


@dataclass(frozen=True, slots=True)
class Change:
    """`value` for a field; scene "": the script's own."""

    field: str
    value: Any
    scene: str = ""
    base: Any = None  # what stood there when somebody began to change it; asked of words only


@dataclass(frozen=True, slots=True)
class Clash:
    """A change that was not made."""

    field: str
    scene: str
    theirs: Any  # what stands there now; None: the scene is gone


def patched(script: Script, changes: Iterable[Change]) -> tuple[Script, tuple[Clash, ...]]:
    """`script` with the changes that can be made. Raises ScriptBroken for a field that isn't there or can't have that value."""
    clashes = []
    for change in changes:
        known = OF_SCENES if change.scene else OF_SCRIPT
        if change.field not in known:
            raise ScriptBroken(where=change.field, expected=", ".join(sorted(known)))
        part = next((scene for scene in script.scenes if scene.id == change.scene), None) if change.scene else script
        if part is None:
            clashes.append(Clash(change.field, change.scene, None))
            continue
        now = getattr(part, change.field)
        if change.field in _WORDS and _plain(now) not in (_plain(change.base), _plain(change.value)):
            clashes.append(Clash(change.field, change.scene, to_plain(now)))
            continue
        value = _value(part, change)
        script = set_fields(script, change.scene, **{change.field: value}) if change.scene else replace(script, **{change.field: value})
    return script, tuple(clashes)


def _plain(words: Any) -> Any:
    """Words as they are kept, for comparing."""
    if isinstance(words, (list, tuple)):
        return [line for line in map(_plain, words) if line]
    return one_line(words) if isinstance(words, str) else words


def _value(part: Script | Scene, change: Change) -> Any:
    try:
        return getattr(from_plain(type(part), {**to_plain(part), change.field: change.value}), change.field)
    except ValidationError as error:
        where = f"{change.scene}.{change.field}" if change.scene else change.field
        raise ScriptBroken(where=where, expected=error.errors()[0]["msg"]) from error
