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
_NOTED = 0.5  # semitones; less is not heard as high or low


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
    """A preset in one line: whose voices, how high, how fast."""
    names = [re.sub(r":.*", "", part).strip() for part in re.split(r"[+|]", preset.preset)]
    kinds = dict.fromkeys(voice_name(name, language).partition(" · ")[0] for name in names)
    mixed = {"ko": " 섞음", "en": ", mixed"}[language] if len(names) > 1 else ""
    return " · ".join(part for part in (", ".join(kinds) + mixed, _height(preset.pitch, language), _pace(preset.speed, language)) if part)


def mix_words(shares: tuple[tuple[str, float], ...], language: Language) -> str:
    """ "일본어 여자 · Nezumi 60% + …"."""
    return " + ".join(f"{voice_name(name, language)} {share:.0%}" for name, share in shares)


def _height(pitch: float, language: Language) -> str:
    if abs(pitch) < _NOTED:
        return ""
    if language == "en":
        return f"{abs(pitch):g} semitones {'up' if pitch > 0 else 'down'}"
    return f"{abs(pitch):g}반음 {'높게' if pitch > 0 else '낮게'}"


def _pace(speed: float, language: Language) -> str:
    if speed == 1:
        return ""
    return f"빠르기 {speed:g}배" if language == "ko" else f"{speed:g}× speed"


def _is_known(voice: str) -> bool:
    return len(voice) > 3 and voice[2] == "_" and voice[0] in _TONGUES and voice[1] in _PEOPLE
