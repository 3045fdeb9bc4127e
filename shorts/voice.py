"""The stage `speak`: one scene's narration, spoken."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shorts.errors import VoiceFailed
from shorts.text.respelling import respelled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shorts.artifacts import Language, Narration, Scene, Word
    from shorts.cast import VoicePreset
    from shorts.engines.base import VoiceEngine
    from shorts.progress import Work
    from shorts.text.respelling import Reading

_FIGURE = re.compile(r"\d")
_LETTERS = re.compile(r"[^\w%]+")
_BREAKS = ",.!?…:;—"


def speak(scene: Scene, language: Language, preset: VoicePreset, engine: VoiceEngine, out: Path, work: Work, readings: Sequence[Reading] = ()) -> Narration:
    """Speak `scene.narration` into `out` (whole or not at all), with the words that carry the meaning marked as stressed.

    preset: see speakers.preset_of. Raises VoiceFailed, Cancelled, and what the disk raises.
    """
    text = " ".join(scene.narration.split())
    if not text:
        raise VoiceFailed(text=scene.id, reason="the scene has no text")
    narration = say(text, language, preset, engine, out, work, readings)
    return replace(narration, words=stressed(narration.words, scene.caption))


def say(text: str, language: Language, preset: VoicePreset, engine: VoiceEngine, out: Path, work: Work, readings: Sequence[Reading] = ()) -> Narration:
    """Speak `text` with these readings; the words and their times are those of the text as it is written. Raises as VoiceEngine.say does."""
    given = respelled(text, language, readings)
    narration = engine.say(given.text, language, preset, out, work)
    return replace(narration, words=given.written(narration.words))


def stressed(words: Sequence[Word], caption: Sequence[str]) -> tuple[Word, ...]:
    """`words` with the key words marked: figures, the scene's caption words, else the longest word of each phrase."""
    wanted = {_bare(part) for phrase in caption for part in phrase.split()} - {""}
    keys = [bool(_FIGURE.search(word.text)) or _matches(_bare(word.text), wanted) for word in words]
    for phrase in _phrases(words):
        if not any(keys[index] for index in phrase):
            keys[max(phrase, key=lambda index: len(_bare(words[index].text)))] = True
    return tuple(replace(word, stressed=key) for word, key in zip(words, keys, strict=True))


def _matches(word: str, wanted: set[str]) -> bool:
    """A Korean word matches without its particle: 이어폰을 for 이어폰."""
    return any(word == key or (len(key) > 1 and word.startswith(key)) for key in wanted)


def _phrases(words: Sequence[Word]) -> list[list[int]]:
    found: list[list[int]] = [[]]
    for index, word in enumerate(words):
        found[-1].append(index)
        if word.text[-1:] in _BREAKS and index < len(words) - 1:
            found.append([])
    return [phrase for phrase in found if phrase]


def _bare(word: str) -> str:
    return _LETTERS.sub("", word).lower()
