"""Pronounced Hangul → Kokoro's phones. Kokoro never learned Korean: the symbols are those of its nine languages that sound nearest.

The choices were measured with a speech recogniser (bench/voice.py, docs/voice.md), not reasoned out; change one there first.
"""

from __future__ import annotations

from shorts.text.hangul import is_hangul

_ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_NUCLEI = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_CODAS = " ㄱㄱㄱㄴㄴㄴㄷㄹㄱㅁㄹㄹㄹㅂㄹㅁㅂㅂㄷㄷㅇㄷㄷㄱㄷㅂㄷ"  # what each of the 28 codas sounds like

_VOWEL = {
    "ㅏ": "a", "ㅐ": "ɛ", "ㅑ": "ja", "ㅒ": "jɛ", "ㅓ": "ɔ", "ㅔ": "e", "ㅕ": "jɔ", "ㅖ": "je", "ㅗ": "o", "ㅘ": "wa", "ㅙ": "wɛ",
    "ㅚ": "we", "ㅛ": "jo", "ㅜ": "u", "ㅝ": "wɔ", "ㅞ": "we", "ㅟ": "wi", "ㅠ": "ju", "ㅡ": "ɯ", "ㅢ": "ɰi", "ㅣ": "i",
}  # fmt: skip
_ONSET = {
    "ㄱ": "k", "ㄲ": "k", "ㄴ": "n", "ㄷ": "d", "ㄸ": "t", "ㄹ": "ɾ", "ㅁ": "m", "ㅂ": "p", "ㅃ": "p", "ㅅ": "s", "ㅆ": "s", "ㅇ": "",
    "ㅈ": "ʥ", "ㅉ": "ʨ", "ㅊ": "ʧʰ", "ㅋ": "kʰ", "ㅌ": "tʰ", "ㅍ": "pʰ", "ㅎ": "h",
}  # fmt: skip
_VOICED = {"ㄱ": "ɡ", "ㄷ": "d", "ㅂ": "b", "ㅈ": "ʥ"}
_PALATAL = {"ㅅ": "ɕ", "ㅆ": "ɕ"}
_CODA = {" ": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ŋ"}
_SONORANT = " ㄴㄹㅁㅇ"  # codas after which a plain stop is voiced
_FRONT = "ㅣㅑㅕㅛㅠㅖㅒㅟ"


def phones_of(sounds: str) -> str:
    """Kokoro's symbols for one or more words of standard pronunciation ("마 니천구배 궈니고"); anything not Hangul is left out."""
    return " ".join(filter(None, (_word(word) for word in sounds.split())))


def _word(word: str) -> str:
    phones: list[str] = []
    before = ""  # the coda before, "" at the start of the word
    for char in word:
        if not is_hangul(char):
            continue
        onset, nucleus, coda = _parts(char)
        phones += [_onset(onset, nucleus, before), _VOWEL[nucleus], _CODA[coda]]
        before = coda
    return "".join(phones)


def _onset(onset: str, nucleus: str, before: str) -> str:
    if onset == "ㄹ" and before == "ㄹ":
        return "l"
    if before and before in _SONORANT and onset in _VOICED:
        return _VOICED[onset]
    if nucleus in _FRONT and onset in _PALATAL:
        return _PALATAL[onset]
    return _ONSET[onset]


def _parts(syllable: str) -> tuple[str, str, str]:
    index = ord(syllable) - 0xAC00
    return _ONSETS[index // 588], _NUCLEI[index % 588 // 28], _CODAS[index % 28]
