"""Sentences and product bullets that end in a noun, said as whole sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shorts.engines.extract.morph import joined, morphemes
from shorts.text.hangul import particle

if TYPE_CHECKING:
    from shorts.engines.extract.ko_endings import Register

# Nouns that take 하다 with an object (방수를 지원해요), become 되다 (생활 방수가 적용돼요), or are states (교체가 가능해요).
_WITH_OBJECT = frozenset(
    ["지원", "제공", "탑재", "채택", "포함", "획득", "수상", "증정", "보장", "내장", "장착", "도입", "공개", "발표", "추진", "강화"]
)
_BECOMES = frozenset(
    ["적용", "설계", "제작", "완성", "구성", "처리", "절약", "단축", "유지", "지속", "추가", "마감", "인증", "코팅"]
)
_STATES = frozenset(
    ["가능", "불가능", "필요", "편리", "간편", "다양", "저렴", "탁월", "우수", "충분", "안전", "튼튼", "넉넉", "깔끔", "유용", "적합", "완벽"]
)
_NEEDS_SUBJECT = frozenset(
    ["가능", "불가능", "필요"]
)
_DOES = frozenset(
    ["출시", "시작", "시행", "개최", "진행", "증가", "감소", "상승", "하락", "확대", "축소", "완료", "변신", "작동", "등장"]
)
_LABEL = re.compile(r"^([가-힣A-Za-z][가-힣A-Za-z0-9 ]{0,11}?)\s*[:：]\s*(.+)$")
_MEASURED = re.compile(
    r"^([가-힣 ]{0,6}(?:가격|판매가|정가|할인가|특가|무게|용량|크기|길이|높이|너비|폭|두께|지름|배송비|기간|수명"
    r"|출력|평점|별점))\s+((?:약 |최대 |최소 |단 )?[$€₩]?\d.*)$"
)
_PRICE = re.compile(r"^[\d,]+\s?원$|^[\d만천,]+\s?원$")
_LASTING = re.compile(r"^(.*\d\s?(?:시간|분|일|개월|km|회))\s(사용|재생|통화|촬영|주행|보관|작동|청취)$")
_ABLE = re.compile(r"(?<![을를이가])\s(?:충전|재생|연결|페어링|세척|물세척|보관|휴대|조절|분리|교체|예약|환불)$")
_HEAVY = re.compile(r"[이가은는을를도만에의로]$|[에서으로까지부터]$")


def noun_sentence(core: str, register: Register) -> str:
    """`core`, which has no ending of its own, as a full sentence without its final mark."""
    from shorts.engines.extract.ko_endings import with_copula

    labelled = _LABEL.match(core)
    if labelled and not labelled.group(1)[-1:].isdigit():
        label, value = labelled.groups()
        value = value.strip()
        said = with_copula(value, register) if _MEASURED.match(value) or "," in value else noun_sentence(value, register)
        return particle(label.strip(), "은", "는") + " " + said
    measured = _MEASURED.match(core)
    if measured:
        value = measured.group(2) + ("점" if re.search(r"[평별]점$", measured.group(1)) and measured.group(2)[-1].isdigit() else "")
        return with_copula(particle(measured.group(1), "은", "는") + " " + value, register)
    if _PRICE.match(core):
        return with_copula("가격은 " + core, register)
    lasting = _LASTING.match(core)
    if lasting:
        ability = [(lasting.group(2), "NNG"), ("하", "XSV"), ("ᆯ", "ETM"), ("수", "NNB"), ("있", "VA")]
        return lasting.group(1) + " " + joined([*ability, ("습니다" if register == "hamnida" else "어요", "EF")])
    if _ABLE.search(core):
        return particle(core, "이", "가") + " " + _verb("가능", "하", "XSA", register)
    noun = _last_noun(core)
    before = core[: len(core) - len(noun)].rstrip() if noun else ""
    noun = "불가능" if noun == "불가" else noun
    if noun in _STATES:
        subject = particle(before, "이", "가") if noun in _NEEDS_SUBJECT and before and not _HEAVY.search(before) else before
        return (subject + " " if subject else "") + _verb(noun, "하", "XSA", register)
    if noun in _WITH_OBJECT and before and not _HEAVY.search(before):
        return particle(before, "을", "를") + " " + _verb(noun, "하", "XSV", register)
    if noun in _BECOMES and before and not _HEAVY.search(before):
        return particle(before, "이", "가") + " " + _verb(noun, "되", "XSV", register)
    if before and _HEAVY.search(before) and noun in _WITH_OBJECT | _BECOMES | _DOES:
        return before + " " + _verb(noun, "하" if re.search(r"[을를]$", before) or noun in _DOES | _WITH_OBJECT else "되", "XSV", register)
    return with_copula(core, register)


def _verb(noun: str, verb: str, tag: str, register: Register) -> str:
    return joined([(noun, "NNG"), (verb, tag), ("습니다" if register == "hamnida" else "어요", "EF")])


def _last_noun(core: str) -> str:
    """The last word where it is one plain noun standing alone, else ""."""
    last = core.split()[-1] if core.split() else ""
    return last if last in _WITH_OBJECT | _BECOMES | _STATES | _DOES | {"불가"} else ""



def is_plain(core: str) -> bool:
    """Whether a bullet is a bare noun phrase, which is better told in a list: no label, no verb in it, not a price or a measure."""
    if _ABLE.search(core) or any(pattern.match(core) for pattern in (_LABEL, _MEASURED, _PRICE, _LASTING)) or _last_noun(core) or len(core) > 28 or "(" in core:
        return False
    tokens = [token for token in morphemes(core) if not token.tag.startswith("S") or token.tag in ("SL", "SN")]
    return bool(tokens) and tokens[-1].tag in ("NNG", "NNP", "NNB", "SL", "SN", "NR", "XSN")
