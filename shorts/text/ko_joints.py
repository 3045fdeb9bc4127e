"""How each syllable of a text is tied to the next: the morphology that the Standard Pronunciation depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.text import ko_jamo
from shorts.text.ko_lexicon import marks_in
from shorts.text.ko_sounds import Bond, Joint
from shorts.text.morphemes import Morpheme, morphemes

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERBS = ("VV", "VA", "VX", "VCN", "XSV", "XSA")
_FORMAL = ("J", "E", "XSN", "XSV", "XSA", "XSM", "VCP")
_PLACES = frozenset({"위", "앞", "아래", "안", "옆", "밑", "뒤", "속", "밖", "아래쪽", "위쪽", "앞쪽"})
_TIGHT_ADVERBS = frozenset({"안", "못", "잘"})
_INSERTING_NOUNS = frozenset({"일", "엿", "이야기", "여섯", "여덟", "육"})  # 29 note 2: 할 일 → 할 릴
_NUMERALS = frozenset("영공일이삼사오육칠팔구십백천만억조")
_SIXES = ("육", "여섯", "여덟")
_SAI = frozenset("냇샛콧햇뱃랫찻촛횟숫툇갯귓룻뭇댓뒷맷릿닷싯잇잿쳇킷핏혓셋탯텃윗갓홧젯굣곗훗칫둣둿깻뼛삿돗덧욧굿젓랏깃팻춧칫엇솟푯젯윳밋볏")
_SINO_L = frozenset("갈걸결골괄굴궐글길날눌달돌랄렬률말멸몰물밀발벌별불살설솔술슬실알얼열올왈월율을일절졸줄즐질찰철촬출칠탈팔필할헐혈활휼힐")
_SINO_NEXT = frozenset(
    "다단달담답당대댁덕도독돈돌동두둔득등사삭산살삼삽상새색생서석선설섬섭성세소속손송쇄쇠수숙순술숭슬습승시식신실심"
    "십쌍자작잔잠잡장재쟁저적전절점접정제조족존졸종좌죄주죽준중즉즐증지직진질집징쟁"
)


def joints(text: str) -> Iterator[tuple[int, int, Joint]]:
    """(index of a syllable, index of the next, how they are tied), for every pair not parted by punctuation."""
    parts = tuple(part for part in morphemes(text) if part.end > part.start)
    marks = marks_in(text, parts)
    first, last = _cover(len(text), parts)
    for here in range(len(text) - 1):
        there = _next_syllable(text, here)
        if there:
            yield here, there, _joint(text, here, there, last[here], first[there], marks.get(there, ""))


def genitives(text: str) -> frozenset[int]:
    """Indices of 의 as the particle."""
    return frozenset(part.start for part in morphemes(text) if part.tag == "JKG")


def word_starts(text: str) -> frozenset[int]:
    """Indices where an independent word begins."""
    return frozenset(part.start for part in morphemes(text) if not part.tag.startswith(_FORMAL))


def _cover(length: int, parts: tuple[Morpheme, ...]) -> tuple[list[Morpheme | None], list[Morpheme | None]]:
    first: list[Morpheme | None] = [None] * length
    last: list[Morpheme | None] = [None] * length
    for part in parts:
        for index in range(part.start, min(part.end, length)):
            first[index] = first[index] or part
            last[index] = part
    return first, last


def _next_syllable(text: str, here: int) -> int:
    """Index of the syllable after `here` when nothing but blanks lies between; 0 where there is none."""
    if not ko_jamo.is_syllable(text[here]):
        return 0
    there = here + 1
    while there < len(text) and text[there] == " ":
        there += 1
    return there if there < len(text) and ko_jamo.is_syllable(text[there]) else 0


def _joint(text: str, here: int, there: int, left: Morpheme | None, right: Morpheme | None, mark: str) -> Joint:
    if left is None or right is None:
        return Joint(bond=Bond.AFFIX if there == here + 1 else Bond.APART)
    spaced = there > here + 1
    inside = left is right
    bond = Bond.AFFIX if inside else (_across_space(text[here], left, right) if spaced else _compounded(left, right))
    if mark in "|:" and mark:
        bond = Bond.WORD if mark == "|" else Bond.AFFIX
    return Joint(
        bond=bond,
        stem=not inside and left.tag in _VERBS and right.tag[0] == "E",
        nominal=not inside and _nominal(left),
        tense=mark == "'" or (mark != "_" and _tense(text, here, there, left, right, bond)),
        insert_n=mark == "+" or (mark not in ("_", "|", ":") and _inserts(text, here, there, left, right, bond)),
        links=not spaced or _links(text[here], left, right),
        nasal=mark == "/",
        sai=inside and _nominal(left) and text[here] in _SAI,
        plain=mark in "_|/" and bool(mark),
    )


def _nominal(part: Morpheme) -> bool:
    return part.tag[0] == "N" or part.tag in ("XR", "XSN", "SL", "SN")


def _number(part: Morpheme) -> bool:
    return part.tag == "NR" or (part.tag in ("MM", "NNG") and set(part.form) <= _NUMERALS)


def _compounded(left: Morpheme, right: Morpheme) -> Bond:
    if right.tag.startswith(_FORMAL) or (right.form == "요" and right.tag in ("MM", "IC")):
        return Bond.AFFIX
    return Bond.WORD


def _across_space(syllable: str, left: Morpheme, right: Morpheme) -> Bond:
    """A blank in one accentual phrase binds (할 수, 세 개, 안 와, 밥 먹다, 옷 한 벌); two bare nouns loosely."""
    nominal = _nominal(right)
    if left.tag in ("ETM", "MM") or _number(left):
        return Bond.TIGHT if nominal or right.tag in ("VX", "XSA", "MM") else Bond.APART
    if left.tag == "MAG" and left.form in _TIGHT_ADVERBS:
        return Bond.TIGHT if right.tag in _VERBS else Bond.APART
    if not _nominal(left):
        return Bond.APART
    if right.tag in ("VV", "VA", "XSV", "XSA") or right.form in _PLACES or (right.tag == "MM" and right.form == "한") or right.form == "한때":
        return Bond.TIGHT
    return Bond.LOOSE if nominal or right.tag == "MM" else Bond.APART


def _links(syllable: str, left: Morpheme, right: Morpheme) -> bool:
    """Across a blank a coda moves over only inside numbers, after 한·두·안·못·잘, and to 위·앞·안 and verbs."""
    if _number(left):
        return _number(right) or right.tag == "NNB"
    return left.tag in ("MM", "MAG") or right.tag == "NNB" or right.form in _PLACES or right.tag in _VERBS


def _tense(text: str, here: int, there: int, left: Morpheme, right: Morpheme, bond: Bond) -> bool:
    if text[there] == "점" and there == here + 1 and text[here] in _NUMERALS and text[there + 1 : there + 2] in tuple(_NUMERALS):
        return True  # the decimal point: 삼점오 → 삼쩌모
    coda = ko_jamo.coda_of(text[here])
    if coda != "ㄹ":
        return False
    if left.tag == "ETM" and left is not right:
        return bond in (Bond.TIGHT, Bond.WORD)  # 27: 할 것을 → 할 꺼슬
    if left is right and left.tag[0] == "E":
        return left.form[0] in "ᆯ을" and here == left.start  # 27 note: 할수록 → 할쑤록
    sino = text[here] in _SINO_L and text[there] in _SINO_NEXT and text[here] != text[there]  # 26: 갈등 → 갈뜽
    if left is right:
        native = left.tag == "NR" and not set(left.form) <= _NUMERALS
        return sino and (_nominal(left) or left.tag == "MAG") and not native
    return sino and text[here] in "일칠팔" and _number(left) and (_number(right) or right.tag == "NNB")


def _inserts(text: str, here: int, there: int, left: Morpheme, right: Morpheme, bond: Bond) -> bool:
    onset, vowel, _ = ko_jamo.split(text[there])
    if onset != "ㅇ" or vowel not in "ㅣㅑㅕㅛㅠㅒㅖ" or not ko_jamo.coda_of(text[here]):
        return False
    if text[there] == "요" and _polite(left, right, there):
        return True  # 29: 그럼요 → 그럼뇨
    if left is right:
        return _nominal(left) and text[here] in _SAI and ko_jamo.coda_of(text[here]) == "ㅅ"  # 30.3: 깻잎 → 깬닙
    if _number(left):
        return right.form.startswith(_SIXES)
    if bond is not Bond.TIGHT and not (left.tag == "ETM" and right.form == "일"):
        return False
    verb = right.tag in ("VV", "VA") and not right.form.startswith("있")
    return right.form in _INSERTING_NOUNS if _nominal(right) else verb  # 29 note 2: 옷 입다 → 온 닙따


def _polite(left: Morpheme, right: Morpheme, there: int) -> bool:
    ending = left is right and left.tag[0] == "E" and there == left.end - 1
    return ending or (right.form == "요" and left is not right)
