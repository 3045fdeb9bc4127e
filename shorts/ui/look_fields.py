"""Fields of a scene that a page may change, checked on the way in: pages can send anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from shorts.artifacts import Expression, Gesture, Light, Motion, Setting, Visual
from shorts.errors import BadOption, UnknownChoice
from shorts.scene_edits import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Scene

_LISTS: dict[str, tuple[str, ...]] = {
    "visual": get_args(Visual), "motion": get_args(Motion), "setting": get_args(Setting), "light": get_args(Light),
    "gesture": get_args(Gesture), "expression": get_args(Expression),
}  # fmt: skip
LONGEST_PROMPT = 1000
"""Characters."""


def checked_look(fields: dict[str, Any], scene: Scene, photos: Sequence[str]) -> dict[str, Any]:
    """Values for `scene`. Another photo is looked at anew: its focus is found by itself. Raises UnknownChoice, BadOption."""
    values = {name: _value(name, value, photos) for name, value in fields.items()}
    if values.get("photo", scene.photo) != scene.photo:
        values.setdefault("focus", None)
    return values


def _value(name: str, value: Any, photos: Sequence[str]) -> Any:
    if name in _LISTS:
        return _one_of(name, value, _LISTS[name])
    if name == "photo":
        return _one_of(name, value, ("", *photos))
    if name == "focus":
        return None if value is None else _point(value)
    if name == "image_prompt":
        return one_line(str(value))[:LONGEST_PROMPT]
    raise UnknownChoice(kind="field", kind_ko="칸", value=name, choices=", ".join([*_LISTS, "photo", "focus", "image_prompt"]))


def _one_of(name: str, value: Any, choices: Sequence[str]) -> str:
    if value not in choices:
        raise UnknownChoice(kind=name, kind_ko=name, value=value, choices=", ".join(filter(None, choices)))
    return str(value)


def _point(value: Any) -> tuple[float, float]:
    """Fractions of a photo's width and height. Raises BadOption."""
    try:
        x, y = (round(float(part), 4) for part in value)
    except (TypeError, ValueError) as error:
        raise BadOption(option="focus", value=value, expected="0 … 1, 0 … 1") from error
    if not (0 <= x <= 1 and 0 <= y <= 1):
        raise BadOption(option="focus", value=value, expected="0 … 1, 0 … 1")
    return x, y
