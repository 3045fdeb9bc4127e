"""write_script: an article → the short in words. And the script as JSON that a person can edit."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, get_args

from shorts.artifacts import Expression, Genre, Gesture, Language, Light, Motion, Role, Scene, SceneLayout, Script, Setting, Visual
from shorts.errors import ScriptBroken, ScriptFileMissing
from shorts.files import storage_errors
from shorts.scene_layouts import demand_layouts
from shorts.text.figures import figures
from shorts.text.quantities import Stated
from shorts.values import to_plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shorts.artifacts import Article
    from shorts.engines.base import Brief, ScriptWriter
    from shorts.progress import Work

SCHEMA = 1
"""Raised when an older reader could no longer make sense of the JSON."""
_CHOICES: dict[str, tuple[str, ...]] = {
    "language": get_args(Language), "genre": get_args(Genre), "role": get_args(Role), "visual": get_args(Visual),
    "gesture": get_args(Gesture), "expression": get_args(Expression), "setting": get_args(Setting), "light": get_args(Light), "motion": get_args(Motion),
    "layout": get_args(SceneLayout),
}  # fmt: skip
_LISTS = {"hook", "hashtags", "caption"}
_NEEDED_SCRIPT = ("title", "language", "genre", "scenes")
_NEEDED_SCENE = ("narration",)
_LONGEST_NARRATION = 1000
_MOST_TAKES = 9999


def write_script(article: Article, brief: Brief, engine: ScriptWriter, work: Work) -> Script:
    """The engine's script, checked and put right where that is harmless.

    Raises what the engine raises, and ScriptBroken for a script that says a figure which the page doesn't, or has no scenes.
    """
    script = settled(engine.write(article, brief, work), brief.photos)
    demand_own_figures(script, article)
    return script


def settled(script: Script, photos: Sequence[str]) -> Script:
    """Scenes renumbered, captions and accent that occur in their texts only, photos that exist only. Raises ScriptBroken."""
    if not script.scenes:
        raise ScriptBroken(where="scenes", expected="at least one scene / 장면 하나 이상")
    scenes = []
    for index, scene in enumerate(script.scenes):
        narration = re.sub(r"\s+", " ", scene.narration).strip()
        if not narration:
            raise ScriptBroken(where=f"scenes[{index}].narration", expected="a sentence / 문장")
        shown = scene.photo in photos
        wants = scene.visual in ("photo", "full_photo")
        scenes.append(replace(
            scene, id=f"s{index + 1}", narration=narration, caption=tuple(word for word in scene.caption if word and word in narration),
            visual="character" if wants and not shown else scene.visual, photo=scene.photo if wants and shown else "",
        ))  # fmt: skip
    hook = tuple(line.strip() for line in script.hook if line.strip())[:2]
    accent = script.accent if any(script.accent in line for line in hook) else ""
    return replace(script, scenes=tuple(scenes), hook=hook, accent=accent)


def demand_own_figures(script: Script, article: Article) -> None:
    """Raises ScriptBroken where the script states a number that the article doesn't."""
    product = article.product
    facts = [product.name, product.brand, product.price, product.rating, *product.features] if product else []
    page = "\n".join([article.title, article.text, article.url, article.site, article.author, article.published, *facts, *article.facts])
    own = figures(page)
    places = [(f"scenes[{index}].narration", scene.narration) for index, scene in enumerate(script.scenes)]
    places += [("title", script.title), ("hook", " \n ".join(script.hook)), ("description", script.description)]
    for where, text in places:
        foreign = sorted(figures(text) - own)
        if foreign:
            own |= Stated(page).values  # 두 시간 is 2시간, too
            foreign = sorted(figures(text) - own)
        if foreign:
            raise ScriptBroken(where=where, expected=f"figures of the page only, not {foreign[0]:f} / 원문에 있는 숫자")


def script_to_json(script: Script) -> str:
    """Indented UTF-8 JSON in a fixed order; Korean stays readable."""
    return json.dumps({"schema": SCHEMA, **to_plain(script)}, ensure_ascii=False, indent=2) + "\n"


def script_from_json(text: str) -> Script:
    """The script that `text` holds. Raises ScriptBroken naming the place: line and column, or scenes[2].gesture."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ScriptBroken(where=f"line {error.lineno}, column {error.colno}", expected=f"JSON ({error.msg})") from error
    except RecursionError as error:
        raise ScriptBroken(where="JSON", expected="a script, not nested lists") from error
    if not isinstance(data, dict):
        raise ScriptBroken(where="JSON", expected="{ … }")
    schema = data.pop("schema", SCHEMA)
    if schema != SCHEMA:
        raise ScriptBroken(where="schema", expected=str(SCHEMA))
    _demand_keys(data, Script, _NEEDED_SCRIPT, "")
    scenes = data.pop("scenes")
    if not isinstance(scenes, list) or not scenes:
        raise ScriptBroken(where="scenes", expected="a list of scenes / 장면 목록")
    made = tuple(_scene(scene, index) for index, scene in enumerate(scenes))
    ids = [scene.id for scene in made]
    if len(set(ids)) != len(ids):
        twice = next(index for index, scene in enumerate(made) if ids.count(scene.id) > 1)
        raise ScriptBroken(where=f"scenes[{twice}].id", expected="an id of its own / 겹치지 않는 id")
    values = {key: _value(key, value, key) for key, value in data.items()}
    script = Script(**{"hook": (), **values}, scenes=made)
    demand_layouts(script)
    return script


def read_script(path: Path) -> Script:
    """The edited script of a file. Raises ScriptFileMissing, ScriptBroken, OutputUnwritable."""
    if not path.is_file():
        raise ScriptFileMissing(file=path, reason_ko="그런 파일이 없습니다", reason_en="there is no such file")
    with storage_errors(path):
        data = path.read_bytes()
    try:
        return script_from_json(data.decode("utf-8-sig"))  # editors on Windows may add the mark
    except UnicodeDecodeError as error:
        raise ScriptBroken(where=path.name, expected="UTF-8") from error


def demand_known_photos(script: Script, photos: Sequence[str]) -> None:
    """Raises ScriptBroken for a script without scenes, or with a photo that isn't among `photos`: nothing is left out quietly."""
    if not script.scenes:
        raise ScriptBroken(where="scenes", expected="at least one scene / 장면 하나 이상")
    for index, scene in enumerate(script.scenes):
        if scene.photo and scene.photo not in photos:
            raise ScriptBroken(where=f"scenes[{index}].photo", expected=", ".join(photos) or '""')


def _scene(data: object, index: int) -> Scene:
    where = f"scenes[{index}]"
    if not isinstance(data, dict):
        raise ScriptBroken(where=where, expected="{ … }")
    _demand_keys(data, Scene, _NEEDED_SCENE, where + ".")
    values = {key: _value(key, value, f"{where}.{key}") for key, value in data.items()}
    narration = str(values["narration"]).strip()
    if not narration or len(narration) > _LONGEST_NARRATION:
        raise ScriptBroken(where=f"{where}.narration", expected=f"1–{_LONGEST_NARRATION} characters / 글자")
    return Scene(**{"id": f"s{index + 1}", **values})


def _demand_keys(data: dict[str, Any], shape: type[Script | Scene], needed: Sequence[str], where: str) -> None:
    known = {field.name for field in fields(shape)}
    for key in data:
        if key not in known:
            raise ScriptBroken(where=f"{where}{key}", expected=f"one of: {', '.join(sorted(known))}")
    for key in needed:
        if key not in data:
            raise ScriptBroken(where=f"{where}{key}", expected="this key / 이 항목")


def _value(key: str, value: object, where: str) -> Any:
    if key in _LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ScriptBroken(where=where, expected='["…", "…"]')
        return tuple(value)
    if key == "take":
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST_TAKES:
            raise ScriptBroken(where=where, expected=f"0 … {_MOST_TAKES}")
        return value
    if key == "focus":
        return _focus(value, where)
    if not isinstance(value, str):
        raise ScriptBroken(where=where, expected='"…"')
    if key in _CHOICES and value not in _CHOICES[key]:
        raise ScriptBroken(where=where, expected=", ".join(_CHOICES[key]))
    return value


def _focus(value: object, where: str) -> tuple[float, float] | None:
    if value is None:
        return None
    numbers = [number for number in value if isinstance(number, (int, float)) and 0 <= number <= 1] if isinstance(value, list) else []
    if len(numbers) != 2 or numbers != value:
        raise ScriptBroken(where=where, expected="[0 … 1, 0 … 1] | null")
    return float(numbers[0]), float(numbers[1])
