"""Japanese kana → Hangul, by the Unicode names of the letters."""

from __future__ import annotations

import re
import unicodedata

from shorts.text import ko_jamo

_KANA_VOWELS = dict(zip("AIUEO", "ㅏㅣㅜㅔㅗ", strict=True))


def kana_words(kana: str) -> str:
    """かな → 카나, by the Unicode names of the letters (HIRAGANA LETTER KA)."""
    sounds = ""
    for char in kana:
        kind, _, name = unicodedata.name(char).partition("LETTER ")
        small, name = "SMALL " in name or "SMALL" in kind, name.removeprefix("SMALL ")
        if small and name in ("YA", "YU", "YO") and sounds.endswith("I"):
            sounds = sounds[:-1] + name
        elif small and name == "TU":
            sounds += "q"
        else:
            sounds += name  # the long-vowel mark has no name of a letter: vowel length is not written in Hangul
    return _romaji(sounds)


_ROMAJI = re.compile(r"(q?)(KY|SY|TY|NY|HY|MY|RY|GY|ZY|DY|BY|PY|[KSTNHMRWYGZDBPV])?([AIUEO])|N|q")
_KANA_ONSETS = {"K": "ㅋ", "S": "ㅅ", "T": "ㅌ", "N": "ㄴ", "H": "ㅎ", "M": "ㅁ", "R": "ㄹ", "G": "ㄱ", "Z": "ㅈ", "D": "ㄷ", "B": "ㅂ", "P": "ㅍ", "V": "ㅂ"}
_Y_VOWELS = {"A": "ㅑ", "U": "ㅠ", "O": "ㅛ", "I": "ㅣ", "E": "ㅖ"}

_SPECIAL = {
    "TI": "치", "TU": "쓰", "SU": "스", "ZU": "즈", "DI": "지", "DU": "즈", "WA": "와", "WO": "오",
    "SYA": "샤", "SYU": "슈", "SYO": "쇼", "TYA": "차", "TYU": "추", "TYO": "초",
}  # fmt: skip


def _romaji(sounds: str) -> str:
    said: list[str] = []
    for match in _ROMAJI.finditer(sounds):
        stop, onset, vowel = match.groups()
        if vowel is None:
            if said and match[0] == "N":
                first, middle, _ = ko_jamo.split(said[-1])
                said[-1] = ko_jamo.join(first, middle, "ㄴ")
            continue
        if stop and said:
            first, middle, _ = ko_jamo.split(said[-1])
            said[-1] = ko_jamo.join(first, middle, "ㅅ")
        said.append(_kana_syllable(onset or "", vowel))
    return "".join(said)


def _kana_syllable(onset: str, vowel: str) -> str:
    special = _SPECIAL.get(onset + vowel)
    if special:
        return special
    y = onset.endswith("Y")
    first = _KANA_ONSETS.get(onset.rstrip("Y"), "ㅇ")
    return ko_jamo.join(first, _Y_VOWELS[vowel] if y else _KANA_VOWELS[vowel])
