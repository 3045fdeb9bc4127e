"""Sentences and product bullets that end in a noun, said as whole sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shorts.engines.extract.morph import joined
from shorts.text.hangul import particle

if TYPE_CHECKING:
    from shorts.engines.extract.ko_endings import Register

# Nouns that take 하다 with an object (방수를 지원해요), become 되다 (생활 방수가 적용돼요), or are states (교체가 가능해요).
_WITH_OBJECT = frozenset(["지원", "제공", "탑재", "채택", "포함", "사용", "획득", "수상", "증정", "보장", "내장", "장착", "추가", "도입", "공개", "발표", "추진", "강화"])
_BECOMES = frozenset(["적용", "설계", "제작", "완성", "구성", "처리", "절약", "단축", "유지", "지속", "마감", "인증", "코팅"])
_STATES = frozenset(["가능", "불가능", "필요", "편리", "간편", "다양", "저렴", "탁월", "우수", "충분", "안전", "튼튼", "넉넉", "깔끔", "유용", "적합", "완벽"])
_NEEDS_SUBJECT = frozenset(["가능", "불가능", "필요"])
_DOES = frozenset(["출시", "시작", "시행", "개최", "진행", "증가", "감소", "상승", "하락", "확대", "축소", "완료", "배송", "변신", "작동", "등장", "마감"])
_LABEL = re.compile(r"^([가-힣A-Za-z][가-힣A-Za-z0-9 ]{0,11}?)\s*[:：]\s*(.+)$")
_HEAVY = re.compile(r"[이가은는을를도만에의로]$|[에서으로까지부터]$")


def noun_sentence(core: str, register: Register) -> str:
    """`core`, which has no ending of its own, as a full sentence without its final mark."""
    from shorts.engines.extract.ko_endings import with_copula

    labelled = _LABEL.match(core)
    if labelled and not labelled.group(1)[-1:].isdigit():
        label, value = labelled.groups()
        return particle(label.strip(), "은", "는") + " " + noun_sentence(value.strip(), register)
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

