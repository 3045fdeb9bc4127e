"""What a scene's narration is asked with: the one place that knows its key, so that a preview and the short mean the same voice."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shorts.artifacts import FPS, Narration, Word
from shorts.errors import VoiceFailed
from shorts.files import replacing, write_json
from shorts.speakers import preset_of
from shorts.text.respelling import respelled
from shorts.values import from_plain, to_plain
from shorts.voice import speak, stressed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Language, Scene, ShortRequest
    from shorts.cast import VoicePreset
    from shorts.engines.base import VoiceEngine
    from shorts.progress import Work
    from shorts.text.respelling import Reading
    from shorts.workshop import Workshop


@dataclass(frozen=True)
class Speech:
    """One scene, the voice that says it, and how its words are read."""

    scene: Scene
    language: Language
    preset: VoicePreset
    engine: VoiceEngine
    readings: Sequence[Reading]

    @property
    def inputs(self) -> dict[str, Any]:
        """Everything that the narration depends on, for its key."""
        inputs: dict[str, Any] = {
            "text": self.scene.narration,
            "stressed": self.scene.caption,
            "language": self.language,
            "voice": self.preset,
            "engine": [self.engine.id, self.engine.version],
        }
        if self.readings:  # absent otherwise, so that a first reading remakes no other scene
            inputs["readings"] = self.readings
        return inputs

    def say(self, out: Path, work: Work) -> Narration:
        """Raises as voice.speak does."""
        return speak(self.scene, self.language, self.preset, self.engine, out, work, self.readings)

    def seconds(self) -> float:
        """How long it will take, as the engine predicts, in whole frames. Raises VoiceFailed."""
        text = respelled(" ".join(self.scene.narration.split()), self.language, self.readings).text
        return max(round(self.engine.seconds(text, self.language, self.preset) * FPS), 1) / FPS

    def stand_in(self, seconds: float) -> Narration:
        """A narration of that length without sound, its words spread by their letters: to see a scene before it is spoken."""
        words = self.scene.narration.split()
        if not words:
            raise VoiceFailed(text=self.scene.id, reason="the scene has no text")
        ends = list(accumulate(map(len, words)))
        edges = [0.0, *(seconds * end / ends[-1] for end in ends)]
        spread = tuple(Word(word, edges[i], edges[i + 1]) for i, word in enumerate(words))
        return Narration(Path(), seconds, stressed(spread, self.scene.caption))


def speech_of(scene: Scene, request: ShortRequest, language: Language, workshop: Workshop) -> Speech:
    """Raises UnknownChoice, EngineUnavailable, FileBroken (the readings)."""
    readings = workshop.readings.apply(scene.narration, language).used
    return Speech(scene, language, preset_of(workshop, request, language), workshop.voice(request.voice), readings)


def keep_beside(narration: Narration) -> None:
    """Note beside its sound what a narration says when, so that `adopted` finds it. Raises DiskFull, OutputUnwritable."""
    write_json(narration.path.with_suffix(".json"), {**to_plain(narration), "path": narration.path.name})


def found_beside(sound: Path) -> Narration | None:
    """The narration whose sound this file holds; None if there is none, or only half of it."""
    try:
        plain = sound.with_suffix(".json").read_bytes() if sound.is_file() else b""
        return replace(_narration(plain), path=sound) if plain else None
    except (FileNotFoundError, ValueError):  # pydantic's and json's among them
        return None


def adopted(out: Path, listened: Path) -> Narration | None:
    """The narration that somebody has listened to already, in `out`; None if nobody has. Raises DiskFull, OutputUnwritable."""
    known = found_beside(listened)
    if known is None:
        return None
    with replacing(out) as part:
        shutil.copyfile(listened, part)  # a copy: it may be playing
    return replace(known, path=out)


def _narration(plain: bytes) -> Narration:
    return from_plain(Narration, json.loads(plain))
