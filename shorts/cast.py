"""The cast: characters as data, one TOML file each in characters/ (read by shorts/cast_file.py)."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from shorts.errors import CharacterFileBroken, UnknownCharacter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shorts.artifacts import Gesture, Language, Setting


@dataclass(frozen=True, slots=True)
class Group:
    """One shelf of the picker."""

    id: str
    names: dict[str, str]  # language → name


GROUPS = (
    Group("business", {"ko": "비즈니스", "en": "Business"}),
    Group("tech", {"ko": "테크", "en": "Tech"}),
    Group("fashion", {"ko": "패션", "en": "Fashion"}),
    Group("sports", {"ko": "스포츠", "en": "Sports"}),
    Group("food", {"ko": "푸드", "en": "Food"}),
    Group("entertainment", {"ko": "엔터", "en": "Entertainment"}),
    Group("everyday", {"ko": "생활", "en": "Everyday"}),
    Group("mine", {"ko": "내 캐릭터", "en": "My characters"}),  # files that a user drops in without naming a group
)


@dataclass(frozen=True, slots=True)
class VoicePreset:
    """How one engine is asked to sound. `preset` may blend voices: "jf_tebukuro:0.7+jm_kumo:0.3".

    speed: 1.0 is the engine's own; pitch: semitones up (+) or down (-), duration kept; seed: of engines that leave something to chance.
    """

    preset: str
    speed: float = 1.0
    pitch: float = 0.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Character:
    """One presenter. `toon` is the illustrator's record (see shorts/toon/rig), None until it is drawn."""

    id: str
    names: dict[str, str]  # language → name
    group: str
    tags: tuple[str, ...]
    persona: dict[str, str]  # language → who they are and how they talk
    catchphrase: dict[str, str]
    register: str  # Korean speech level of the narration: "haeyo" (해요체) or "hamnida" (합니다체)
    voices: dict[str, dict[str, VoicePreset]]  # engine → language → preset
    image_prompt: str
    traits: tuple[str, ...]
    palette: tuple[str, ...]  # "#rrggbb", most typical first
    setting: Setting
    gestures: tuple[Gesture, ...]  # the ones this character likes, most typical first
    toon: dict[str, Any] | None = field(default=None, hash=False)
    order: int = 1000  # place within the group; files without one come last, by id
    intro: dict[str, str] = field(default_factory=dict)  # what they say of themselves in about twenty seconds; may be empty
    file: str = field(default="", compare=False)  # name of the file that it was read from

    def voice(self, engine: str, language: Language) -> VoicePreset:
        return self.voices[engine][language]


@dataclass(frozen=True, slots=True)
class CastReport:
    """What a folder holds: the characters that can be used, and why the other files can't."""

    cast: dict[str, Character]
    broken: tuple[CharacterFileBroken, ...]


def load_cast(folder: Path) -> dict[str, Character]:
    """Every character of `folder`, by id, in the order of the cast. Raises CharacterFileBroken."""
    report = survey_cast(folder)
    if report.broken:
        raise report.broken[0]
    return report.cast


def survey_cast(folder: Path) -> CastReport:
    """Like load_cast, but a broken file is reported beside the others, so that a picker can still show them.

    Raises CharacterFileBroken only if the folder holds no character file at all.
    """
    from shorts.cast_file import read_character  # pydantic takes 0.2 s to import; not every command needs it

    found: dict[str, Character] = {}
    broken: list[CharacterFileBroken] = []
    for file in cast_files(folder):
        try:
            character = read_character(file)
            demand_own_id(character, found)
        except CharacterFileBroken as error:
            broken.append(error)
        else:
            found[character.id] = character
    return CastReport({character.id: character for character in sorted(found.values(), key=_place)}, tuple(broken))


def cast_files(folder: Path) -> list[Path]:
    """Every character file of `folder`. Raises CharacterFileBroken where there is none."""
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise CharacterFileBroken(file=folder, key="*.toml", expected="at least one character file", expected_ko="캐릭터 파일 하나 이상")
    return files


def find_character(cast: Mapping[str, Character], choice: str) -> Character:
    """The character with this id or, in either language, this name. Raises UnknownCharacter, which names the nearest."""
    wanted = _plain(choice)
    for character in cast.values():
        if wanted in _handles(character):
            return character
    raise UnknownCharacter(value=choice, choices=", ".join(_nearest(cast, wanted)))


def groups_of(cast: Mapping[str, Character]) -> tuple[tuple[Group, tuple[Character, ...]], ...]:
    """The groups that have members, in order, each with its characters in order."""
    members = {group.id: tuple(c for c in cast.values() if c.group == group.id) for group in GROUPS}
    return tuple((group, members[group.id]) for group in GROUPS if members[group.id])


def demand_own_id(character: Character, found: Mapping[str, Character]) -> None:
    """Raises CharacterFileBroken if one of those found has the id already."""
    name = character.id
    if name in found:
        other = found[name].file
        raise CharacterFileBroken(
            file=character.file,
            key="id",
            expected=f"an id of its own (“{name}” is already in {other})",
            expected_ko=f"다른 파일과 겹치지 않는 id(“{name}”은(는) {other}에 있음)",
        )


def _place(character: Character) -> tuple[int, int, str]:
    shelves = [group.id for group in GROUPS]
    return shelves.index(character.group), character.order, character.id


def _plain(name: str) -> str:
    return "".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _handles(character: Character) -> tuple[str, ...]:
    return _plain(character.id), *(_plain(name) for name in character.names.values())


def _nearest(cast: Mapping[str, Character], wanted: str, most: int = 3) -> list[str]:
    """Ids of those whose id, name, one word of them, or keyword is most like `wanted`, nearest first."""

    def likeness(character: Character) -> float:
        words = [word for name in (character.id.replace("-", " "), *character.names.values()) for word in name.split()]
        spoken = {*_handles(character), *map(_plain, words), *map(_plain, character.tags)}
        return max(SequenceMatcher(None, word, wanted).ratio() for word in spoken)

    return sorted(cast, key=lambda name: likeness(cast[name]), reverse=True)[:most]
