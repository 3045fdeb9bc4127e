"""Voices in words: ids of the embedded voice (jf_nezumi), presets, and mixes of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Language
    from shorts.cast import VoicePreset
    from shorts.engines.base import Capabilities

_TONGUES: dict[str, dict[Language, str]] = {
    "j": {"ko": "일본어", "en": "Japanese"}, "e": {"ko": "스페인어", "en": "Spanish"}, "a": {"ko": "미국 영어", "en": "American"},
    "b": {"ko": "영국 영어", "en": "British"}, "i": {"ko": "이탈리아어", "en": "Italian"}, "f": {"ko": "프랑스어", "en": "French"},
    "p": {"ko": "포르투갈어", "en": "Portuguese"}, "z": {"ko": "중국어", "en": "Chinese"}, "h": {"ko": "힌디어", "en": "Hindi"},
}  # fmt: skip
"""What the speaker's own language was, by the first letter of the id; those that say Korean best (see docs/voice.md) first."""
_PEOPLE: dict[str, dict[Language, str]] = {"f": {"ko": "여자", "en": "woman"}, "m": {"ko": "남자", "en": "man"}}
_OTHER: dict[Language, str] = {"ko": "내가 넣은 목소리", "en": "Your own files"}
_ENGINES: dict[str, dict[Language, str]] = {
    "kokoro": {"ko": "Kokoro (내장)", "en": "Kokoro (built in)"},
    "qwen3-tts": {"ko": "Qwen3-TTS", "en": "Qwen3-TTS"},
    "xtts": {"ko": "XTTS-v2", "en": "XTTS-v2"},
}
_SOUNDS: dict[str, dict[Language, str]] = {
    "f": {"ko": "여자 목소리", "en": "A woman's voice"}, "m": {"ko": "남자 목소리", "en": "A man's voice"},
    "fm": {"ko": "여자와 남자를 섞은 목소리", "en": "A woman's and a man's voice in one"},
}  # fmt: skip
_HEIGHT: tuple[dict[Language, str], dict[Language, str]] = ({"ko": "낮게", "en": "low"}, {"ko": "높게", "en": "high"})
_PACE: tuple[dict[Language, str], dict[Language, str]] = ({"ko": "느리게", "en": "slow"}, {"ko": "빠르게", "en": "quick"})
_NOTED, _CLEAR = 0.5, 1.5  # semitones; less is not heard as high or low
_FASTER, _MUCH_FASTER = 0.03, 0.1  # of the usual speed


def engine_name(engine: str, language: Language) -> str:
    return _ENGINES.get(engine, {}).get(language, engine)


def engine_about(can: Capabilities, language: Language) -> str:
    """What it can and what it may be used for, in one line."""
    speaks = {"ko": ("녹음한 목소리로도 말함", "캐릭터와 섞은 목소리"), "en": ("speaks with recorded voices too", "characters and mixed voices")}[language]
    private = {"ko": "비상업용", "en": "not for commercial use"}[language]
    return " · ".join([speaks[0] if can.clones else speaks[1], *([] if can.commercial_use else [private])])


def tongue(voice: str, language: Language) -> str:
    """The language whose speaker lent the voice; files that somebody added may be called anything."""
    return _TONGUES[voice[0]][language] if _is_known(voice) else _OTHER[language]


def voice_name(voice: str, language: Language) -> str:
    """ "jf_nezumi" → "일본어 여자 · Nezumi"."""
    if not _is_known(voice):
        return voice
    return f"{tongue(voice, language)} {_PEOPLE[voice[1]][language]} · {voice[3:].replace('_', ' ').title()}"


def sorted_voices(voices: tuple[str, ...]) -> list[str]:
    """By language, in the order above."""
    order = list(_TONGUES)
    return sorted(voices, key=lambda voice: (order.index(voice[0]) if _is_known(voice) else len(order), voice))


def preset_words(preset: VoicePreset, language: Language) -> str:
    """A preset in one line as it is heard: whose voice, how high, how fast."""
    names = [re.sub(r":.*", "", part).strip() for part in re.split(r"[+|]", preset.preset)]
    people = sorted({name[1] for name in names if _is_known(name)})
    whose = _SOUNDS["".join(people)][language] if people else _OTHER[language]
    heard = (_degree(preset.pitch, _NOTED, _CLEAR, _HEIGHT, language), _degree(preset.speed - 1, _FASTER, _MUCH_FASTER, _PACE, language))
    return " · ".join(part for part in (whose, *heard) if part)


def mix_words(shares: tuple[tuple[str, float], ...], language: Language) -> str:
    """ "일본어 여자 · Nezumi 60% + …"."""
    return " + ".join(f"{voice_name(name, language)} {share:.0%}" for name, share in shares)


def _degree(value: float, little: float, much: float, words: tuple[dict[Language, str], dict[Language, str]], language: Language) -> str:
    """ "" for a value that isn't noticed, else the word for its side, with "a little" before it up to `much`."""
    if abs(value) < little:
        return ""
    word = words[value > 0][language]
    return word if abs(value) >= much else {"ko": "조금 ", "en": "a little "}[language] + word


def _is_known(voice: str) -> bool:
    return len(voice) > 3 and voice[2] == "_" and voice[0] in _TONGUES and voice[1] in _PEOPLE
