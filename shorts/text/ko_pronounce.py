"""Hangul as written → Hangul as it sounds, by the Standard Pronunciation of Korean (표준발음법).

`pronounce` keeps the number of syllables, every blank and every sign, so that index n of its result is index n of the
text: the voice maps sounds back to written words through this.
"""

from __future__ import annotations

from shorts.text import ko_jamo
from shorts.text.ko_joints import genitives, joints, word_starts
from shorts.text.ko_sounds import close, meet, vowel_of

_LETTER_NAMES = {"디귿": "ㅅ", "지읒": "ㅅ", "치읓": "ㅅ", "키읔": "ㄱ", "티읕": "ㅅ", "피읖": "ㅂ", "히읗": "ㅅ"}


def pronounce(text: str) -> str:
    """"값을 할 수 있습니다." → "갑쓸 할 쑤 읻씀니다." Characters that aren't Hangul syllables pass through unchanged."""
    syllables = [list(ko_jamo.split(char)) if ko_jamo.is_syllable(char) else None for char in text]
    onsets = {index: parts[0] for index, parts in enumerate(syllables) if parts}
    codas = {index: _written_coda(text, index, parts[2]) for index, parts in enumerate(syllables) if parts}
    heard_codas = {index: close(coda) for index, coda in codas.items()}
    vowels = {index: parts[1] for index, parts in enumerate(syllables) if parts}
    for here, there, joint in joints(text):
        heard_codas[here], onsets[there] = meet(_trampled(text, here, there, codas[here]), onsets[there], vowels[there], joint)
    starts, particles = word_starts(text), genitives(text)
    heard = list(text)
    for index, parts in enumerate(syllables):
        if parts:
            vowel = vowel_of(parts[0], parts[1], onsets[index], index in starts, index in particles)
            heard[index] = ko_jamo.join(onsets[index], vowel, heard_codas[index])
    return "".join(heard)


def _written_coda(text: str, index: int, coda: str) -> str:
    """Article 16: the letter names 디귿, 지읒 … link as if spelled otherwise (디귿이 → 디그시)."""
    linked = _LETTER_NAMES.get(text[max(0, index - 1) : index + 1])
    follows = text[index + 1 : index + 2]
    return linked if linked and ko_jamo.is_syllable(follows) and ko_jamo.split(follows)[0] == "ㅇ" else coda


def _trampled(text: str, here: int, there: int, coda: str) -> str:
    """Article 10: 밟- is [밥] before a consonant, and 넓- in 넓죽하다, 넓둥글다, 넓적하다 is [넙]."""
    onset = ko_jamo.split(text[there])[0]
    if (text[here] == "밟" and onset not in "ㅇㅎ") or (text[here] == "넓" and text[there] in "죽둥적"):
        return "ㅂ"
    return coda
