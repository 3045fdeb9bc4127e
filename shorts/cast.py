"""The cast: characters as data, one TOML file each in characters/."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Gesture, Language, Setting


@dataclass(frozen=True, slots=True)
class VoicePreset:
    """How one engine is asked to sound. `preset` may blend voices: "jf_tebukuro:0.7+jm_kumo:0.3".

    speed: 1.0 is the engine's own; pitch: semitones up (+) or down (-), duration kept.
    """

    preset: str
    speed: float = 1.0
    pitch: float = 0.0


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

    def voice(self, engine: str, language: Language) -> VoicePreset:
        return self.voices[engine][language]


def load_cast(folder: Path) -> dict[str, Character]:
    """Every character of `folder`, by id, in the order of the cast. Raises CharacterFileBroken."""
    raise NotImplementedError(folder)
