"""What happens where two syllables meet, by the Standard Pronunciation (표준발음법, 문화체육관광부 고시 제2017-13호).

Pure phonology: the caller says how closely the two syllables belong together (`Joint`), this file says what is heard.
Article numbers are given beside each rule. Vowel length (articles 6, 7) is not written.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Bond(IntEnum):
    """How closely a syllable is tied to the next, loosest first."""

    APART = 0  # a pause, or two phrases: nothing passes between them
    LOOSE = 1  # two nouns of one phrase: stops affect the next onset
    TIGHT = 2  # a space within one accentual phrase, as in 할 수, 옷 한 벌
    WORD = 3  # a compound, the second part a word of its own: 겉옷
    AFFIX = 4  # within a morpheme, or before a particle, ending or suffix


@dataclass(frozen=True, slots=True)
class Joint:
    """One meeting place. The flags are facts of morphology or of the lexicon."""

    bond: Bond = Bond.AFFIX
    stem: bool = False  # a verb stem before its own ending
    nominal: bool = False  # the left side is a noun before something else
    tense: bool = False  # the next onset is tense by articles 26–28
    insert_n: bool = False  # article 29
    links: bool = True  # across a space: a coda may move over
    nasal: bool = False  # article 20's exceptions: ㄴ + ㄹ is ㄴㄴ
    sai: bool = False  # the coda is a 사이시옷 (article 30)
    plain: bool = False  # the lexicon: no tensing by article 26, no palatalisation


TENSE = dict(zip("ㄱㄷㅂㅅㅈ", "ㄲㄸㅃㅆㅉ", strict=True))
_ASPIRATED = dict(zip("ㄱㄷㅂㅈ", "ㅋㅌㅍㅊ", strict=True))
_NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
_HIEUT = {"ㅎ": "", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}  # what stays when ㅎ goes
_CLUSTERS = {"ㄳ": ("ㄱ", "ㅆ"), "ㄵ": ("ㄴ", "ㅈ"), "ㄺ": ("ㄹ", "ㄱ"), "ㄻ": ("ㄹ", "ㅁ"), "ㄼ": ("ㄹ", "ㅂ"), "ㄽ": ("ㄹ", "ㅆ"),
             "ㄾ": ("ㄹ", "ㅌ"), "ㄿ": ("ㄹ", "ㅍ"), "ㅄ": ("ㅂ", "ㅆ")}  # fmt: skip
_CLOSED = {"ㄲ": "ㄱ", "ㅋ": "ㄱ", "ㄳ": "ㄱ", "ㄺ": "ㄱ", "ㅅ": "ㄷ", "ㅆ": "ㄷ", "ㅈ": "ㄷ", "ㅊ": "ㄷ", "ㅌ": "ㄷ", "ㅎ": "ㄷ", "ㅍ": "ㅂ", "ㄿ": "ㅂ",
           "ㅄ": "ㅂ", "ㄵ": "ㄴ", "ㄶ": "ㄴ", "ㄼ": "ㄹ", "ㄽ": "ㄹ", "ㄾ": "ㄹ", "ㅀ": "ㄹ", "ㄻ": "ㅁ"}  # fmt: skip


def close(coda: str) -> str:
    """The coda as it sounds before a consonant or a pause (articles 8–11)."""
    return _CLOSED.get(coda, coda)


def meet(coda: str, onset: str, vowel: str, joint: Joint) -> tuple[str, str]:
    """(coda, onset) as heard, for a syllable ending in `coda` before one beginning with `onset` + `vowel`."""
    if joint.bond is Bond.APART:
        return close(coda), onset
    if onset == "ㅇ" and not joint.insert_n:
        return _before_vowel(coda, vowel, joint)
    if onset == "ㅇ" and coda:
        onset = "ㄴ"  # 29: 솜이불 → 솜니불, then 18 and 20 as usual
    return _before_consonant(coda, onset, vowel, joint)


def _before_vowel(coda: str, vowel: str, joint: Joint) -> tuple[str, str]:
    if coda in ("", "ㅇ"):
        return coda, "ㅇ"
    if joint.bond is Bond.LOOSE or not joint.links:
        return close(coda), "ㅇ"
    if joint.bond is not Bond.AFFIX:
        return "", close(coda)  # 15: 밭 아래 → 바다래
    if coda in _HIEUT:
        stays = _HIEUT[coda]
        return "", stays or "ㅇ"  # 12.4: 낳은 → 나은, 않은 → 아는
    left, moved = _CLUSTERS.get(coda, ("", coda))  # 13, 14
    if vowel == "ㅣ" or (vowel == "ㅕ" and not joint.nominal):
        moved = moved if joint.plain else {"ㄷ": "ㅈ", "ㅌ": "ㅊ"}.get(moved, moved)  # 17: 굳이 → 구지, 붙여 → 부처
    return left, moved


def _before_consonant(coda: str, onset: str, vowel: str, joint: Joint) -> tuple[str, str]:
    if coda in _HIEUT and onset in "ㄱㄷㅈㅅㄴ":
        return _after_hieut(coda, onset)
    if onset == "ㅎ" and joint.bond >= Bond.TIGHT:
        coda, onset = _before_hieut(coda, vowel, joint)
    closed, onset = _tensed(coda, onset, joint)
    return _assimilated(closed, onset, joint)


def _after_hieut(coda: str, onset: str) -> tuple[str, str]:
    """12.1–12.3: 놓고 → 노코, 닿소 → 다쏘, 놓는 → 논는; 20: 뚫네 → 뚤레."""
    stays = _HIEUT[coda]
    if onset == "ㄴ":
        return stays or "ㄴ", "ㄹ" if stays == "ㄹ" else "ㄴ"
    return stays, _ASPIRATED.get(onset, "ㅆ")


def _before_hieut(coda: str, vowel: str, joint: Joint) -> tuple[str, str]:
    """12.1 note 1–2: 각하 → 가카, 밝히다 → 발키다, 옷 한 벌 → 오탄벌; 17 note: 굳히다 → 구치다."""
    left, last = _CLUSTERS.get(coda, ("", coda))
    if joint.bond is not Bond.AFFIX or joint.nominal or last not in _ASPIRATED:
        left, last = "", close(coda)
    elif last == "ㄷ" and vowel in "ㅣㅕ":
        return left, "ㅊ"
    return (left, _ASPIRATED[last]) if last in _ASPIRATED else (coda, "ㅎ")


def _tensed(coda: str, onset: str, joint: Joint) -> tuple[str, str]:
    closed = close(coda)
    if joint.sai and onset in TENSE:
        return "", TENSE[onset]  # 30.1: 냇가 → 내까
    if (joint.stem or joint.tense) and coda == "ㄺ" and onset == "ㄱ":
        return "ㄹ", "ㄲ"  # 11: 맑게 → 말께
    stem_final = joint.stem and onset != "ㅂ" and (closed in ("ㄴ", "ㅁ") or coda in ("ㄼ", "ㄾ"))  # 24, 25: 신고 → 신꼬, 넓게 → 널께
    stopped = closed in ("ㄱ", "ㄷ", "ㅂ")  # 23: 국밥 → 국빱
    if onset in TENSE and (joint.tense or stem_final or stopped):  # 23–28
        return closed, TENSE[onset]
    return closed, onset


def _assimilated(coda: str, onset: str, joint: Joint) -> tuple[str, str]:
    """18–20, for a coda already closed. Across a space ㄹ changes only inside a tight phrase."""
    if onset in "ㄴㅁ" and coda in _NASAL:
        return _NASAL[coda], onset
    if joint.bond is Bond.LOOSE:
        return coda, onset
    if onset == "ㄹ" and (coda in ("ㅁ", "ㅇ") or coda in _NASAL):
        return _NASAL.get(coda, coda), "ㄴ"
    if onset == "ㄹ" and coda == "ㄴ":
        return ("ㄴ", "ㄴ") if joint.nasal else ("ㄹ", "ㄹ")
    if onset == "ㄴ" and coda == "ㄹ":
        return "ㄹ", "ㄹ"
    return coda, onset


def vowel_of(onset: str, vowel: str, heard: str, first: bool, particle: bool) -> str:
    """The vowel as heard (article 5), in the variants the standard allows and speakers use.

    `onset` is the written one, `heard` the one after linking; `first`: the syllable begins a word; `particle`: 관형격 의.
    """
    if heard in "ㅈㅉㅊ":
        vowel = {"ㅑ": "ㅏ", "ㅕ": "ㅓ", "ㅛ": "ㅗ", "ㅠ": "ㅜ", "ㅖ": "ㅔ", "ㅒ": "ㅐ"}.get(vowel, vowel)  # 5.1: 가져 → 가저
    if vowel == "ㅖ" and onset not in "ㅇㄹ":
        return "ㅔ"  # 5.2: 시계 → 시게
    if vowel == "ㅢ" and particle:
        return "ㅔ"  # 5.4: 우리의 → 우리에
    if vowel == "ㅢ" and (onset != "ㅇ" or not first):
        return "ㅣ"  # 5.3, 5.4: 희망 → 히망, 주의 → 주이
    return vowel


