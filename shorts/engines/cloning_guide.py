"""What the embedded voice knows of a text before another voice says it: how long it should take, and which sound comes when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shorts.cast import VoicePreset
from shorts.engines.aligning import load_table
from shorts.engines.kokoro import length_of, spoken_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shorts.artifacts import Language
    from shorts.engines.aligning import Table
    from shorts.engines.kokoro import KokoroVoice, Outline
    from shorts.settings import Settings
    from shorts.text.spoken import SpokenWord

GUIDES: dict[Language, VoicePreset] = {"ko": VoicePreset("jf_nezumi:0.5+ef_dora:0.5"), "en": VoicePreset("bm_george")}
"""Whose timing others are measured by: presenters of a middling pace."""
TABLE = "aligner/sounds.npz"
"""Under settings.assets; made by bench/align.py."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Of some words: their phrases as the guide would say them, and how many seconds that would be."""

    outlines: tuple[Outline, ...]
    seconds: float


class Guide:
    """`voice`: the embedded one, shared with everybody else who speaks with it."""

    def __init__(self, voice: KokoroVoice, settings: Settings) -> None:
        self.voice = voice
        self._table: Path = settings.assets / TABLE

    @property
    def version(self) -> str:
        return self.voice.version

    @property
    def table(self) -> Table:
        return load_table(self._table)

    def words(self, text: str, language: Language) -> tuple[SpokenWord, ...]:
        return spoken_words(text, language)

    def expected(self, words: Sequence[SpokenWord], language: Language, speed: float = 1.0) -> Expected:
        """Raises VoiceFailed (nothing to say) and what the embedded voice raises."""
        outlines = self.voice.outline(words, language, VoicePreset(GUIDES[language].preset, speed))
        return Expected(outlines, length_of(outlines))

    def seconds(self, text: str, language: Language, speed: float = 1.0) -> float:
        return self.expected(self.words(text, language), language, speed).seconds

    def rate(self, language: Language, speed: float = 1.0) -> float:
        """Spoken syllables a second."""
        return self.voice.rate(language, VoicePreset(GUIDES[language].preset, speed))
