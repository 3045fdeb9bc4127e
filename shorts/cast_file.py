"""Reading one characters/*.toml: strict, and clear about what is wrong and where."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import Field, StringConstraints, ValidationError

from shorts.artifacts import Gesture, Language, Setting
from shorts.cast import GROUPS, Character, VoicePreset
from shorts.errors import CharacterFileBroken
from shorts.toml_file import Both, Filled, Strict, dotted, parse_toml

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_BLEND = r"^[a-z0-9_]+(:[0-9.]+)?(\+[a-z0-9_]+(:[0-9.]+)?)*$"
_COLOUR = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
_ID = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
_GESTURES = ", ".join(get_args(Gesture))
_SETTINGS = ", ".join(get_args(Setting))


class _Voice(Strict):
    preset: Annotated[str, StringConstraints(pattern=_BLEND)]
    speed: float = Field(1.0, ge=0.5, le=2.0)
    pitch: float = Field(0.0, ge=-12, le=12)

    def preset_of(self) -> VoicePreset:
        return VoicePreset(self.preset, self.speed, self.pitch)


class _File(Strict):
    id: _ID
    name: Both
    group: Literal["business", "tech", "fashion", "sports", "food", "entertainment", "everyday", "mine"] = "mine"
    order: int = 1000
    tags: list[Filled] = Field(min_length=1)
    persona: Both
    catchphrase: Both
    intro: Both | None = None
    register_: Literal["haeyo", "hamnida"] = Field("haeyo", alias="register")
    voice: dict[str, dict[Language, _Voice]] = Field(min_length=1)
    image_prompt: Filled
    traits: list[Filled] = Field(min_length=1)
    palette: list[_COLOUR] = Field(min_length=4, max_length=6)
    setting: Setting = "studio"
    gestures: list[Gesture] = Field(min_length=1)
    toon: dict[str, Any] | None = None


# What each key must hold, Korean and English; the longest key that a broken one starts with is told.
_EXPECTED = {
    "id": ("영문 소문자·숫자·붙임표로 된 id(예: my-fox)", "an id in lower-case letters, digits and hyphens, e.g. my-fox"),
    "name": ("ko와 en 이름", "names for ko and en"),
    "group": ("그룹 {groups} 중 하나", "one of the groups {groups}"),
    "order": ("정수", "a whole number"),
    "tags": ("낱말 하나 이상의 목록", "a list of at least one word"),
    "persona": ("ko와 en 소개글", "a text for ko and for en"),
    "catchphrase": ("ko와 en 한마디", "a phrase for ko and for en"),
    "intro": ("ko와 en 자기소개", "what they say of themselves, ko and en"),
    "register": ("“haeyo” 또는 “hamnida”", "“haeyo” or “hamnida”"),
    "voice": ("엔진·언어별 목소리 표(예: [voice.kokoro.ko])", "a table per engine and language, e.g. [voice.kokoro.ko]"),
    "preset": ("목소리 이름이나 섞는 비율(예: jf_tebukuro:0.7+jm_kumo:0.3)", "a voice or a blend, e.g. jf_tebukuro:0.7+jm_kumo:0.3"),
    "speed": ("0.5~2.0 사이의 수", "a number from 0.5 to 2.0"),
    "pitch": ("-12~12 사이의 수(반음)", "a number of semitones from -12 to 12"),
    "image_prompt": ("영어 한 문장", "one English sentence"),
    "traits": ("짧은 구절의 목록", "a list of short phrases"),
    "palette": ("#1f4272처럼 쓴 색 4~6개", "4 to 6 colours written like #1f4272"),
    "setting": (f"{_SETTINGS} 중 하나", f"one of {_SETTINGS}"),
    "gestures": (
        f"{_GESTURES} 중에서 고른 목록",
        f"a list of any of {_GESTURES}",
    ),
    "toon": ("[toon] 표", "a table [toon]"),
}


def read_character(file: Path) -> Character:
    """The character that `file` describes. Raises CharacterFileBroken with the file's name, the key and what it must hold."""
    character, broken = examine_character(file)
    if character is None:
        raise broken[0]
    return character


def examine_character(file: Path) -> tuple[Character | None, tuple[CharacterFileBroken, ...]]:
    """The character, None where its file is broken, and everything that is wrong with it; what the table [toon] holds is shorts.toon.check's."""
    try:
        data = _File.model_validate(parse_toml(file, partial(CharacterFileBroken, file=file.name)))
    except CharacterFileBroken as error:
        return None, (error,)
    except ValidationError as error:
        return None, tuple(_broken(file, one["loc"], unknown=one["type"] == "extra_forbidden") for one in error.errors())
    lacking = [("voice", engine, language) for engine, rows in data.voice.items() for language in ("ko", "en") if language not in rows]
    if lacking:
        return None, tuple(_broken(file, where) for where in lacking)
    return _character(data, file.name), ()


def _broken(file: Path, where: Sequence[str | int], *, unknown: bool = False) -> CharacterFileBroken:
    key = dotted(where)
    if unknown:
        known = ", ".join(_EXPECTED)
        return CharacterFileBroken(
            file=file.name, key=key, expected=f"only known keys ({known})", expected_ko=f"정해진 항목만({known})"
        )
    ko, en = next(_EXPECTED[part] for part in reversed(where) if part in _EXPECTED)
    groups = ", ".join(group.id for group in GROUPS)
    return CharacterFileBroken(file=file.name, key=key, expected=en.format(groups=groups), expected_ko=ko.format(groups=groups))


def _character(data: _File, file: str) -> Character:
    voices = {engine: {str(language): v.preset_of() for language, v in rows.items()} for engine, rows in data.voice.items()}
    return Character(
        id=data.id,
        names=data.name.texts(),
        group=data.group,
        tags=tuple(data.tags),
        persona=data.persona.texts(),
        catchphrase=data.catchphrase.texts(),
        intro=data.intro.texts() if data.intro else {},
        register=data.register_,
        voices=voices,
        image_prompt=data.image_prompt,
        traits=tuple(data.traits),
        palette=tuple(data.palette),
        setting=data.setting,
        gestures=tuple(data.gestures),
        toon=data.toon,
        order=data.order,
        file=file,
    )
