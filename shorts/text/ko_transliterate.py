"""English spelling → Hangul by rule, for words no dictionary knows. An approximation: English spelling is not regular."""

from __future__ import annotations

import re

from shorts.text import ko_jamo

_SOUNDS = (
    ("tion", "ʃʌn"), ("sion", "ʒʌn"), ("ture", "ʧʌ"), ("ough", "o"), ("igh", "A"), ("eigh", "E"), ("tch", "ʧ"), ("sch", "sk"), ("dge", "ʤ"), ("que", "k"), ("qu", "kw"), ("ch", "ʧ"), ("sh", "ʃ"), ("ph", "f"), ("th", "s"), ("wh", "w"), ("ck", "k"), ("gh", "g"),
    ("kn", "n"), ("wr", "r"), ("ps", "ps"), ("ee", "i"), ("ea", "i"), ("oo", "u"), ("ou", "O"), ("ow", "o"), ("oi", "Y"), ("oy", "Y"), ("ai", "E"), ("ay", "E"), ("au", "o"), ("aw", "o"), ("ei", "E"), ("ey", "i"), ("ie", "i"), ("oa", "o"), ("ue", "u"), ("ui", "u"), ("ew", "U"), ("eu", "U"),
    ("ar", "a"), ("er", "ʌ"), ("ir", "ʌ"), ("ur", "ʌ"), ("or", "o"),
    ("ng", "ŋ"), ("nk", "ŋk"), ("x", "ks"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("ge", "ʤe"), ("gy", "ʤi"), ("c", "k"), ("j", "ʤ"), ("q", "k"), ("y", "i"),
)  # fmt: skip
_LONG = {"a": "E", "i": "A", "o": "o", "u": "U", "e": "i"}
_VOWELS = {"a": "ㅏ", "e": "ㅔ", "i": "ㅣ", "o": "ㅗ", "u": "ㅜ", "ʌ": "ㅓ", "æ": "ㅐ"}
_GLIDES = {"E": ("ㅔ", "ㅣ"), "A": ("ㅏ", "ㅣ"), "O": ("ㅏ", "ㅜ"), "Y": ("ㅗ", "ㅣ"), "U": ("ㅠ",)}
_ONSETS = {"b": "ㅂ", "d": "ㄷ", "f": "ㅍ", "g": "ㄱ", "h": "ㅎ", "k": "ㅋ", "l": "ㄹ", "m": "ㅁ", "n": "ㄴ", "p": "ㅍ", "r": "ㄹ", "s": "ㅅ", "t": "ㅌ", "v": "ㅂ", "z": "ㅈ", "ʃ": "ㅅ", "ʒ": "ㅈ", "ʧ": "ㅊ", "ʤ": "ㅈ"}
_FINALS = {"b": "브", "d": "드", "f": "프", "g": "그", "h": "", "k": "크", "p": "프", "r": "", "s": "스", "t": "트", "v": "브", "z": "즈", "ʃ": "시", "ʒ": "지", "ʧ": "치", "ʤ": "지"}
_CODAS = {"k": "ㄱ", "p": "ㅂ", "t": "ㅅ", "l": "ㄹ", "m": "ㅁ", "n": "ㄴ", "ŋ": "ㅇ"}
_MAGIC_E = re.compile(r"([aiou])([bcdfgklmnprstvz])e(?=s?$)")
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1")
_IS_VOWEL = frozenset(_VOWELS) | frozenset(_GLIDES)


def transliterate(word: str) -> str:
    """"blender" → "블렌더". `word` is lower-case a–z."""
    return _hangul(_phones(word))


def _phones(word: str) -> str:
    word = _DOUBLE.sub(r"\1", word)
    match = _MAGIC_E.search(word)
    if match:
        soft = {"c": "s", "g": "ʤ"}.get(match[2], match[2])
        word = word[: match.start()] + _LONG[match[1]] + soft + word[match.end() :]
    elif len(word) > 3 and word.endswith("e") and word[-2] not in "aeiou":
        word = word[:-1] if word[-2] not in "cgl" else {"c": word[:-2] + "s", "g": word[:-2] + "ʤ", "l": word[:-2] + "ʌl" if word[-3:-2] not in "aeiou" else word[:-1]}[word[-2]]
    phones, index = "", 0
    while index < len(word):
        for spelling, sound in _SOUNDS:
            if word.startswith(spelling, index):
                phones, index = phones + sound, index + len(spelling)
                break
        else:
            phones, index = phones + word[index], index + 1
    return phones


def _hangul(phones: str) -> str:
    said: list[str] = []
    onset, index = "", 0
    while index < len(phones):
        phone, following = phones[index], phones[index + 1 : index + 2]
        if phone in _IS_VOWEL:
            said.extend(_syllables(onset, phone))
            onset = ""
        elif phone in "w" and following in _IS_VOWEL and following:
            said.extend(_with_w(onset, following))
            onset, index = "", index + 1
        elif following and following in _IS_VOWEL and phone in _ONSETS:
            if phone == "l" and said and ko_jamo.is_syllable(said[-1]) and not ko_jamo.coda_of(said[-1]):
                _close(said, "ㄹ")
            onset = phone
        else:
            _final(said, phone, following)
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


def _final(said: list[str], phone: str, following: str) -> None:
    """A consonant with no vowel after it: a coda where Korean has one, else a syllable with ㅡ or ㅣ."""
    open_before = bool(said) and not ko_jamo.coda_of(said[-1]) and ko_jamo.is_syllable(said[-1])
    sonorant = phone in "lmnŋ"
    stop = phone in "kpt" and following not in ("l", "r", "w") and (not following or following not in _IS_VOWEL)
    if phone in _CODAS and open_before and (sonorant or stop):
        _close(said, _CODAS[phone])
    elif phone in ("l", "m", "n"):
        said.append({"l": "을", "m": "음", "n": "은"}[phone])
    elif phone == "w":
        said.append("우")
    else:
        said.extend(_FINALS.get(phone, ""))
