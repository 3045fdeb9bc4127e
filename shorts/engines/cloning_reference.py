"""The clip that a cloning engine listens to: a recording of somebody's own, or the embedded voice as a character sounds with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from filelock import FileLock

from shorts.cast import VoicePreset
from shorts.engines.kokoro import spoken_words
from shorts.engines.kokoro_take import assemble
from shorts.errors import BadOption
from shorts.files import storage_errors
from shorts.values import key_of
from shorts.waveform import levelled, write_wav

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shorts.artifacts import Language
    from shorts.engines.kokoro import KokoroVoice
    from shorts.progress import Work
    from shorts.settings import Settings

_LIKE = "kokoro:"
_SAMPLES: dict[Language, str] = {
    "ko": "안녕하세요, 만나서 반가워요. 오늘은 제가 직접 써 보고 마음에 들었던 것을 하나 소개할게요. 어떤 점이 좋은지 차근차근 알아볼까요?",
    "en": "Hello, it is good to see you. Today I would like to show you something that I have tried myself. Shall we find out what is so good about it?",
}
"""What a character says to be cloned: about ten seconds with a question, so that there is melody to learn."""


def like(preset: VoicePreset) -> str:
    """How a preset of a cloning engine names a character's voice: as the embedded engine's preset speaks."""
    return f"{_LIKE}{preset.preset}@{preset.speed:g}@{preset.pitch:g}"


class References:
    """own: the clip of a voice of somebody's own ("mine:ID"), see voice_shelf; the others are made once and cached."""

    def __init__(self, settings: Settings, kokoro: KokoroVoice, own: Callable[[str], Path]) -> None:
        self._folder = settings.cache / "references"
        self._kokoro, self._own = kokoro, own

    def clip(self, preset: str, language: Language, work: Work) -> Path:
        """WAV, mono, at VOICE_RATE. Raises UnknownChoice, FileBroken (a voice that is gone), BadOption, Cancelled and what the disk raises."""
        if not preset.startswith(_LIKE):
            return self._own(preset.partition("@")[0])
        voice = _preset(preset)
        path = self._folder / f"{key_of([self._kokoro.version, preset, language])}.wav"
        if not path.is_file():
            with storage_errors(path):
                path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(path.with_suffix(".lock")):
                if not path.is_file():
                    words = spoken_words(_SAMPLES[language], language)
                    write_wav(path, levelled(assemble(self._kokoro.utter(words, language, voice, work), len(words)).audio))
        return path


def _preset(text: str) -> VoicePreset:
    try:
        name, speed, pitch = text.removeprefix(_LIKE).rsplit("@", 2)
        return VoicePreset(name, float(speed), float(pitch))
    except ValueError as error:
        raise BadOption(option="voice preset", value=text, expected=f"{_LIKE}VOICE@SPEED@PITCH") from error
