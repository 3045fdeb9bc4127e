"""How long a text will take to say: at once while somebody types, exactly when they stop.

The estimate counts what is spoken (Korean: syllables; English: letters, which tell more than syllables there) and adds the pauses of the
punctuation. How much of it the voice says in a second is found once for each preset, from the engine's own lengths of a few sentences.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from shorts.artifacts import Scene
from shorts.narrating import speech_of
from shorts.speakers import preset_of
from shorts.text import english, ko_jamo
from shorts.text.spoken import SpokenWord  # noqa: TC001  # the cache's signature is read at run time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Language, ShortRequest
    from shorts.cast import VoicePreset
    from shorts.engines.base import VoiceEngine
    from shorts.workshop import Workshop

_CLAUSE, _SENTENCE = 0.18, 0.38
"""Seconds of quiet after a clause and between sentences, as the embedded voice keeps them; another engine's enter its rate."""
_CALIBRATION: dict[Language, tuple[str, ...]] = {
    "ko": (
        "이번에 새로 나온 보온병은 뚜껑을 닫은 채로 열두 시간 동안 온도를 지켜 줘요.",
        "물을 넣고 단추를 누르면, 삼 분 안에 따뜻한 차를 마실 수 있습니다.",
        "시청 앞 광장에서 주말마다 작은 음악회가 열립니다. 누구나 무료로 즐길 수 있어요.",
    ),
    "en": (
        "The new flask keeps your tea warm for twelve hours with the lid closed.",
        "Fill it with water, press the button, and breakfast is ready in three minutes.",
        "A small concert takes place in the square every weekend. Everyone is welcome.",
    ),
}
_guard = threading.Lock()
_rates: dict[tuple[str, str, VoicePreset, str], float] = {}


def estimate(text: str, language: Language, workshop: Workshop, request: ShortRequest) -> float:
    """Seconds that the request's voice will take, give or take a twentieth (docs/voice.md); 0 for nothing to say.

    The first call for a voice takes the time of three `exact`; later ones a few milliseconds. Raises what speakers.preset_of raises.
    """
    given = workshop.readings.apply(" ".join(text.split()), language)
    units, quiet = _measure(given.text, language)
    return units / _rate(workshop.voice(request.voice), language, preset_of(workshop, request, language)) + quiet if units else 0.0


def exact(text: str, language: Language, workshop: Workshop, request: ShortRequest) -> float:
    """The same by the engine's own prediction, in whole video frames (tenths of a second of work). Raises VoiceFailed for nothing to say."""
    return speech_of(Scene("typed", text), request, language, workshop).seconds()


def _rate(engine: VoiceEngine, language: Language, preset: VoicePreset) -> float:
    """Units a second, quiet not counted."""
    key = (engine.id, engine.version, preset, language)
    with _guard:
        if key not in _rates:
            measured = [_measure(text, language) for text in _CALIBRATION[language]]
            speaking = sum(engine.seconds(text, language, preset) for text in _CALIBRATION[language]) - sum(quiet for _, quiet in measured)
            _rates[key] = sum(units for units, _ in measured) / speaking
        return _rates[key]


@lru_cache(maxsize=2048)
def _measure(text: str, language: Language) -> tuple[int, float]:
    """What is spoken, counted, and the seconds of quiet within it."""
    words = _spoken(text, language)
    count = sum(1 for word in words for char in word.spoken if (ko_jamo.is_syllable(char) if language == "ko" else char.isalpha()))
    pauses = [word.pause for word in words[:-1] if word.pause]  # after the last word the recording ends
    return count, sum(_CLAUSE if pause == "," else _SENTENCE for pause in pauses)


def _spoken(text: str, language: Language) -> Sequence[SpokenWord]:
    if language == "en":
        return english.spoken_words(text)
    from shorts.text import korean  # loads a morphological analyser

    return korean.spoken_words(text)
