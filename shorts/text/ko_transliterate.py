"""English spelling → Hangul by rule, for words no dictionary knows. An approximation: English spelling is not regular."""

from __future__ import annotations

import re

from shorts.text import ko_jamo
from shorts.text.ko_tables import rows

_SOUNDS = (*rows("phonics"), ("dg", "ʤ"), ("ng", "ŋg"))
_LONG = {"a": "E", "i": "A", "o": "o", "u": "U", "e": "i"}
_VOWELS = {"a": "ㅏ", "e": "ㅔ", "i": "ㅣ", "o": "ㅗ", "u": "ㅜ", "ʌ": "ㅓ", "ɯ": "ㅡ"}
_GLIDES = {"E": ("ㅔ", "ㅣ"), "A": ("ㅏ", "ㅣ"), "O": ("ㅏ", "ㅜ"), "Y": ("ㅗ", "ㅣ"), "U": ("ㅠ",)}
_ONSETS = dict(zip("bdfghklmnprstvzʃʒʧʤ", "ㅂㄷㅍㄱㅎㅋㄹㅁㄴㅍㄹㅅㅌㅂㅈㅅㅈㅊㅈ", strict=True))
_FINALS = dict(zip("bdfgkpstvzʃʒʧʤ", "브드프그크프스트브즈시지치지", strict=True))
_CODAS = {"k": "ㄱ", "p": "ㅂ", "t": "ㅅ", "l": "ㄹ", "m": "ㅁ", "n": "ㄴ", "ŋ": "ㅇ"}
_BEFORE_CONSONANTS = frozenset({"ar", "er", "ir", "or", "ur", "ng"})
_SHORT_U = re.compile(r"u(?=([bdfgmnpt])\1|[bdgmnpt]$)")
_MAGIC_E = re.compile(r"([aiou])([bcdfgklmnprstvz])e(?=s?$)")
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1")
_LENGTH = "ː"
_IS_VOWEL = frozenset(_VOWELS) | frozenset(_GLIDES)


def transliterate(word: str) -> str:
    """"blender" → "블렌더". `word` is lower-case a–z."""
    return _hangul(_phones(word))


def _phones(word: str) -> str:
    word = _DOUBLE.sub(r"\1", _SHORT_U.sub("ʌ", word.removesuffix("e") if word.endswith("dge") else word))
    match = _MAGIC_E.search(word)
    if match:
        soft = {"c": "s", "g": "ʤ"}.get(match[2], match[2])
        word = word[: match.start()] + _LONG[match[1]] + soft + word[match.end() :]
    elif len(word) > 3 and word.endswith("e") and word[-2] not in "aeiou":
        word = word[:-2] + _silent_e(word[-2], after_vowel=word[-3] in "aeiou")
    phones, index = "", 0
    while index < len(word):
        for spelling, sound in _SOUNDS:
            vowel_next = word[index + 2 : index + 3] in tuple("aeiouy")
            if word.startswith(spelling, index) and not (vowel_next and spelling in _BEFORE_CONSONANTS):
                phones, index = phones + sound, index + len(spelling)
                break
        else:
            phones, index = phones + word[index], index + 1
    return phones


def _silent_e(consonant: str, after_vowel: bool) -> str:
    """What a consonant before a final silent e sounds like: pla-ce, oran-ge, bott-le."""
    if consonant == "l" and not after_vowel:
        return "ɯl"
    return {"c": "s", "g": "ʤ"}.get(consonant, consonant)


def _hangul(phones: str) -> str:
    said: list[str] = []
    onset, index = "", 0
    while index < len(phones):
        phone, following, then = phones[index], phones[index + 1 : index + 2], phones[index + 2 : index + 3]
        if phone in _IS_VOWEL:
            said.extend(_syllables(onset, phone))
            onset = ""
        elif phone == "w" and following and following in _IS_VOWEL:
            said.extend(_with_w(onset, following))
            onset, index = "", index + 1
        elif phone in _ONSETS and following and (following in _IS_VOWEL or (phone in "kg" and following == "w" and then in _IS_VOWEL)):
            if phone == "l" and said and not ko_jamo.coda_of(said[-1]):
                _close(said, "ㄹ")
            onset = phone
        elif phone != _LENGTH:
            _final(said, phone, phones[index - 1 : index], following)
        index += 1
    return "".join(said)


def _syllables(onset: str, vowel: str) -> list[str]:
    first = _ONSETS.get(onset, "ㅇ")
    vowels = _GLIDES.get(vowel) or (_VOWELS[vowel],)
    lead = vowels[0]
    if onset == "ʃ":
        lead = {"ㅏ": "ㅑ", "ㅓ": "ㅕ", "ㅗ": "ㅛ", "ㅜ": "ㅠ", "ㅔ": "ㅖ", "ㅐ": "ㅒ"}.get(lead, lead)
    return [ko_jamo.join(first, lead), *(ko_jamo.join("ㅇ", v) for v in vowels[1:])]


def _with_w(onset: str, vowel: str) -> list[str]:
    lead, *rest = _GLIDES.get(vowel) or (_VOWELS[vowel],)
    lead = {"ㅏ": "ㅘ", "ㅐ": "ㅙ", "ㅔ": "ㅞ", "ㅣ": "ㅟ", "ㅓ": "ㅝ", "ㅗ": "ㅝ"}.get(lead, lead)
    return [ko_jamo.join(_ONSETS.get(onset, "ㅇ"), lead), *(ko_jamo.join("ㅇ", v) for v in rest)]


def _close(said: list[str], coda: str) -> None:
    first, middle, _ = ko_jamo.split(said[-1])
    said[-1] = ko_jamo.join(first, middle, coda)


def _final(said: list[str], phone: str, before: str, following: str) -> None:
    """A consonant with no vowel after it: a coda after a short vowel where Korean has one, else a syllable with ㅡ or ㅣ."""
    short = bool(before) and before in _VOWELS
    sonorant = phone in "lmnŋ" and bool(said) and not ko_jamo.coda_of(said[-1])
    stop = phone in "kpt" and short and following not in ("l", "r", "w")
    if (sonorant and before in (*_IS_VOWEL, _LENGTH)) or stop:
        _close(said, _CODAS[phone])
    elif phone in ("l", "m", "n"):
        said.append({"l": "을", "m": "음", "n": "은"}[phone])
    elif phone == "w":
        said.append("우")
    else:
        said.extend(_FINALS.get(phone, ""))
