"""The shape of the model's answer, and reading one: what doesn't fit is told, never taken for something else."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from shorts.artifacts import Expression, Gesture, Setting  # noqa: TC001  # pydantic reads the annotations
from shorts.toml_file import dotted

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_ENGLISH = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u4e00-\u9fff\uac00-\ud7a3]")
_MARKUP = re.compile("[*_#`<>{}\\[\\]|\\\\\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2600-\u27bf\ufe0f\ud800-\udfff\U0001f000-\U0001faff]")
_MOST_PROBLEMS = 8
_REWRITTEN = 200
_EXCERPT = 160


def _plain(value: Any) -> Any:
    """A text in one line, without markup and emoji."""
    return re.sub(r"\s+", " ", _MARKUP.sub(" ", value)).strip() if isinstance(value, str) else value


def _word(value: Any) -> Any:
    """A choice as it is spelled here: " Full-Photo" is full_photo."""
    return re.sub(r"[\s-]+", "_", value.strip().lower()) if isinstance(value, str) else value


Said = Annotated[str, BeforeValidator(_plain), StringConstraints(min_length=1, max_length=600)]
Short = Annotated[str, BeforeValidator(_plain), StringConstraints(min_length=1, max_length=120)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")  # a model may add keys; nothing looks at them


class SceneDraft(_Answer):
    narration: Said
    caption: list[Annotated[str, BeforeValidator(_plain)]] = Field(max_length=6)
    visual: Annotated[Literal["character", "photo", "full_photo"], BeforeValidator(_word)]
    photo: int = Field(ge=0)
    gesture: Annotated[Gesture, BeforeValidator(_word)]
    expression: Annotated[Expression, BeforeValidator(_word)]
    setting: Annotated[Setting, BeforeValidator(_word)]
    image_prompt: Annotated[str, BeforeValidator(_plain), StringConstraints(max_length=400)]


class Draft(_Answer):
    title: Short
    hook: list[Short] = Field(min_length=1, max_length=2)
    accent: Annotated[str, BeforeValidator(_plain)]
    scenes: list[SceneDraft] = Field(min_length=1, max_length=20)
    call_to_action: Said
    hashtags: list[Annotated[str, BeforeValidator(_plain)]] = Field(max_length=12)
    description: Said


class Rewritten(_Answer):
    id: int
    text: Said


class Rewrites(_Answer):
    texts: list[Rewritten] = Field(min_length=1)


class Misshapen(Exception):
    """An answer that isn't what was asked for. problems: place and reason, for the model; excerpt: of what came."""

    def __init__(self, problems: Sequence[str], text: str) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)
        self.excerpt = " ".join(text.split())[:_EXCERPT]


_LIMITS = {"title": 80, "accent": 24, "call_to_action": 140, "description": 260, "image_prompt": 200}
_LIST_LIMITS = {"hook": (1, 2, 24), "hashtags": (4, 6, 18), "caption": (0, 2, 24)}
"""Characters, and items: what the grammar of an answer lets through. Small models run on for ever in what has no end."""


def schema_of(fewest: int, most: int, photos: int, longest: int) -> dict[str, Any]:
    """JSON Schema of a draft with so many scenes, so many photos to choose from, and so many characters to a narration at most."""
    plan = Draft.model_json_schema()
    scene = plan["$defs"]["SceneDraft"]["properties"]
    for part in (plan["properties"], scene):
        for name in part:
            if name in _LIMITS:
                part[name]["maxLength"] = _LIMITS[name]
            if name in _LIST_LIMITS:
                part[name]["minItems"], part[name]["maxItems"], part[name]["items"]["maxLength"] = _LIST_LIMITS[name]
    plan["properties"]["scenes"] |= {"minItems": fewest, "maxItems": most}
    scene["narration"]["maxLength"] = longest
    scene["photo"]["maximum"] = photos
    if not photos:
        scene["visual"] = {"type": "string", "enum": ["character"]}
    return plan


def schema_of_rewrites(count: int) -> dict[str, Any]:
    """JSON Schema of so many rewritten texts."""
    plan = Rewrites.model_json_schema()
    plan["properties"]["texts"] |= {"minItems": 1, "maxItems": count}
    plan["$defs"]["Rewritten"]["properties"]["text"]["maxLength"] = _REWRITTEN
    return plan


def read_draft(text: str, photos: int, scenes: int | None = None) -> Draft:
    """photos: how many there are; scenes: how many it must have, if that matters. Raises Misshapen."""
    plain = _json(text)
    try:
        draft = Draft.model_validate(plain)
    except ValidationError as error:
        raise Misshapen(_told(error), text) from error
    problems = [f"scenes[{n}].photo: 0 … {photos}" for n, scene in enumerate(draft.scenes) if scene.photo > photos]
    problems += [f"scenes[{n}].image_prompt: English only" for n, scene in enumerate(draft.scenes) if _NOT_ENGLISH.search(scene.image_prompt)]
    problems += [f"scenes[{n}].narration: words" for n, scene in enumerate(draft.scenes) if not re.search(r"\w", scene.narration)]
    problems += [f"scenes: {scenes}, not {len(draft.scenes)}"] if scenes not in (None, len(draft.scenes)) else []
    if problems:
        raise Misshapen(problems, text)
    return draft


def read_rewrites(text: str) -> dict[int, str]:
    """Number → new text. Raises Misshapen."""
    try:
        return {one.id: one.text for one in Rewrites.model_validate(_json(text)).texts}
    except ValidationError as error:
        raise Misshapen(_told(error), text) from error


def _json(text: str) -> Any:
    """The object in an answer; some models talk around it. Raises Misshapen."""
    start, end = text.find("{"), text.rfind("}")
    try:
        return json.loads(text[start : end + 1] if 0 <= start < end else text)
    except (ValueError, RecursionError) as error:
        where = f"line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else "JSON"
        raise Misshapen([f"not valid JSON ({where})"], text) from error


def _told(error: ValidationError) -> list[str]:
    return [f"{dotted(one['loc']) or 'JSON'}: {one['msg']}" for one in error.errors()[:_MOST_PROBLEMS]]


_TEXT = re.compile(r'"(?:narration|call_to_action)"\s*:\s*"((?:[^"\\]|\\.)*)', re.DOTALL)


def heard(answer: str) -> tuple[str, ...]:
    """The spoken texts of an answer that is still being written, the last one as far as it has come."""
    return tuple(text for match in _TEXT.finditer(answer) if (text := _plain(_unescaped(match.group(1)))))


def _unescaped(raw: str) -> str:
    """A JSON string's inside; an escape that hasn't come whole yet is left off."""
    raw = re.sub(r"\\(?:u[0-9a-fA-F]{0,3})?$", "", raw)
    try:
        return str(json.loads(f'"{raw}"', strict=False))
    except ValueError:
        return raw
