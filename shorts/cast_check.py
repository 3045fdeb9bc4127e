"""Looking through character files: everything that is wrong with each, and what of it is drawn already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from shorts.cast import demand_own_id
from shorts.errors import CharacterFileBroken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from shorts.cast import Character
    from shorts.settings import Settings

PuppetState = Literal["ready", "kept", "old", "none", "undrawn"]
"""Beside the file; made on first use; of an older record; not made yet; the file has no [toon]."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One file. id: "" where the file doesn't give one; portrait: is there one of this record?"""

    file: str
    id: str
    problems: tuple[CharacterFileBroken, ...]
    puppet: PuppetState
    portrait: bool


def check_files(files: Sequence[Path], settings: Settings, only: Sequence[Path] = ()) -> list[Checked]:
    """Every file examined to its end, `only` some of them (which need not be among `files`) if there are any. Takes 0.02 s a file."""
    from shorts.cast_file import examine_character
    from shorts.toon.kept import found_portrait

    wanted = {path.resolve() for path in only}
    looked: list[Checked] = []
    found: dict[str, Character] = {}
    for file in dict.fromkeys((*(path.resolve() for path in files), *wanted)):
        character, broken = examine_character(file)
        if character is not None:
            broken = tuple(_deeper(character, found, settings))
            found.setdefault(character.id, character)
        if wanted and file not in wanted:
            continue
        state = puppet_state(character, settings) if character else "undrawn"
        pictured = character is not None and found_portrait(character, settings) is not None
        looked.append(Checked(file.name, character.id if character else "", broken, state, pictured))
    return looked


def puppet_state(character: Character, settings: Settings) -> PuppetState:
    from shorts.toon.kept import found_puppet, kept_puppet, shipped_puppet

    if character.toon is None:
        return "undrawn"
    path = found_puppet(character, settings)
    if path is not None:
        return "kept" if path == kept_puppet(character, settings) else "ready"
    return "old" if shipped_puppet(character, settings).is_file() else "none"


def _deeper(character: Character, found: dict[str, Character], settings: Settings) -> Iterator[CharacterFileBroken]:
    """What the form of the file doesn't show: an id that another has, voices that there aren't, slips of the record."""
    from shorts.toon.check import slips
    from shorts.toon.puppet import in_file

    try:
        demand_own_id(character, found)
    except CharacterFileBroken as twice:
        yield twice
    yield from _unknown_voices(character, settings)
    for slip in slips(character.toon) if character.toon is not None else ():
        yield in_file(slip, character)


def _unknown_voices(character: Character, settings: Settings) -> Iterator[CharacterFileBroken]:
    from shorts.voice_shelf import base_voices

    known = base_voices(settings)
    for language, voice in character.voices.get("kokoro", {}).items():
        for part in voice.preset.split("+"):
            name = part.split(":")[0]
            if name not in known:
                listed = ", ".join(known)
                yield CharacterFileBroken(
                    file=character.file, key=f"voice.kokoro.{language}.preset", expected=f"“{name}” to be one of {listed}",
                    expected_ko=f"“{name}” 대신 다음 중 하나: {listed}",
                )  # fmt: skip
