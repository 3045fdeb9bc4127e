"""Hangul syllables taken apart and put together (Unicode 3.12: 19 onsets × 21 vowels × 28 codas from U+AC00)."""

from __future__ import annotations

ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST, _COUNT = 0xAC00, 11172


def is_syllable(char: str) -> bool:
    """True for one of the 11,172 precomposed syllables."""
    return len(char) == 1 and 0 <= ord(char) - _FIRST < _COUNT


def split(char: str) -> tuple[str, str, str]:
    """(onset, vowel, coda) as compatibility jamo; the coda may be ""."""
    rest, coda = divmod(ord(char) - _FIRST, 28)
    onset, vowel = divmod(rest, 21)
    return ONSETS[onset], VOWELS[vowel], CODAS[coda]


def join(onset: str, vowel: str, coda: str = "") -> str:
    """The syllable of these compatibility jamo."""
    return chr(_FIRST + (ONSETS.index(onset) * 21 + VOWELS.index(vowel)) * 28 + CODAS.index(coda))


def coda_of(text: str) -> str:
    """Coda of the last syllable of `text`; "" where there is none or `text` doesn't end in a syllable."""
    return split(text[-1])[2] if text and is_syllable(text[-1]) else ""
