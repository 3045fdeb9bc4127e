"""Long Korean sentences taken apart where grammar allows it, and nowhere else.

A coordinate clause (-고, -며, -지만, -는데 …) may become a sentence of its own when nothing after it reaches back over it: no quotation
(-다고 밝혔다), no plan or possibility (-ㄹ 예정이다, -ㄹ 수 있다), no condition, no relative clause, no untensed clause before a negation.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from shorts.engines.extract.ko_endings import Mood, Register, finish, mood_of, spoken
from shorts.engines.extract.morph import Morpheme, morphemes

_JOINING = {"고", "며", "으며"}
_CONTRAST = {"지만", "으나", "나", "는데", "ᆫ데", "은데"}
_TENSE = {"었", "았", "였", "겠"}
_QUOTES = re.compile(r"[다라자냐]고$|라며$|다며$|도록$|[다라]는$|[다라]면서$")
_MODAL_NOUNS = {"예정", "계획", "방침", "것", "거", "전망", "수", "필요", "생각", "목표", "구상", "가능", "때", "때문", "뻔", "줄", "리", "만큼", "경우", "셈"}
_CONDITIONS = {"면", "으면", "려면", "으려면", "ᆫ다면", "는다면", "라면", "더라도", "어도", "아도", "어야", "아야", "거나", "든지", "ᆯ수록", "을수록"}
_NEGATIVE = {"않", "없", "못하", "말", "아니", "못", "안"}
_HELPERS = {"있", "싶", "나", "말", "보", "없", "나서", "가", "오", "해", "하"}


@dataclass(frozen=True, slots=True)
class Clause:
    """One piece of a sentence, already a sentence of its own. `free`: it may be said without its neighbours."""

    text: str
    free: bool
    link: str = ""  # the word that the next clause starts with if both are said: "하지만", "그런데" or none


def clauses(text: str, register: Register) -> tuple[Clause, ...]:
    """`text` as one or more spoken sentences, in order. A sentence that can't be taken apart comes back whole."""
    core = re.sub(r"[\s.!?…]+$", "", text.strip())
    tokens = morphemes(core)
    cut = _first_cut(core, tokens)
    if cut is None or text.rstrip().endswith("?"):
        return (Clause(spoken(text, register), free=True),)
    end, rest_start = cut
    mood, tense = _final_mood(tokens)
    if mood == "kept":
        return (Clause(spoken(text, register), free=True),)
    joins = tokens[end].form in _JOINING
    rest = core[rest_start:].strip()
    own = _own_subject(morphemes(rest))
    honours = joins and not own and any(token.tag == "EP" and token.form in ("시", "으시") for token in tokens[end:])
    head = finish(core, tokens[: end + 1], end, mood if joins else "statement", register, tense=tense and joins, honours=honours)
    free = joins and not _negated(tokens[: end + 1])
    first = Clause(_tidy(head) + ".", free=free, link="" if joins else "그런데" if tokens[end].form.endswith("데") else "하지만")
    tail = clauses(rest + ".", register)
    tail = (Clause(tail[0].text, free=tail[0].free and joins and own, link=tail[0].link), *tail[1:])
    return (first, *tail)


def _first_cut(core: str, tokens: tuple[Morpheme, ...]) -> tuple[int, int] | None:
    """(index of the connective ending, where the rest starts), or None."""
    if _tangled(core, tokens):
        return None
    for index in range(2, len(tokens) - 2):
        if _may_cut(core, tokens, index):
            follows = tokens[index + 1]
            start = tokens[index + 2].start if follows.tag == "SP" and index + 2 < len(tokens) else follows.start
            return index, start
    return None


def _tangled(core: str, tokens: tuple[Morpheme, ...]) -> bool:
    """Quotations, conditions and plans govern the clauses before them: such a sentence stays in one piece."""
    if re.search(r"[\"“”‘’'()]", core):
        return True
    return any(token.tag == "JKQ" for token in tokens)


def _may_cut(core: str, tokens: tuple[Morpheme, ...], index: int) -> bool:
    token = tokens[index]
    if token.tag != "EC" or token.form not in _JOINING | _CONTRAST or not (tokens[index - 1].is_predicate or tokens[index - 1].tag == "EP"):
        return False
    tensed = tokens[index - 1].tag == "EP" and tokens[index - 1].form in _TENSE
    rest = tokens[index + 1 :]
    comma = rest[0].tag == "SP"
    if any(other.tag in ("EC", "ETM") and _QUOTES.search(other.form) for other in rest):
        return False
    if rest[0].tag == "VX" or (rest[0].form in _HELPERS and rest[0].is_predicate) or rest[0].tag.startswith("J"):
        return False
    if len(core[: token.end]) < 7 or len(core) - token.end < 7:
        return False
    if any(other.tag == "EC" and other.form in _CONDITIONS for other in tokens):
        return False
    copula = tokens[index - 1].tag == "VCP"  # "is 500 ml" stays true whatever may, will or doesn't happen next
    if not tensed and not copula and (_modal(rest) or _negated(rest)):
        return False
    if token.form in ("나", "ᆫ데", "은데", "는데") and not comma:
        return False
    return tensed or copula or _coordinate(rest, comma)


def _coordinate(rest: tuple[Morpheme, ...], comma: bool) -> bool:
    """Whether what follows an untensed ending is a clause of the same level, not the start of a relative clause."""
    predicate = next((i for i, token in enumerate(rest) if token.is_predicate), None)
    if predicate is None:
        return False
    relative = any(token.tag == "ETM" for token in rest[predicate + 1 : predicate + 3])
    return not relative and (comma or _own_subject(rest))


def _own_subject(rest: tuple[Morpheme, ...]) -> bool:
    """Whether a subject or topic stands before the first predicate."""
    for token in rest:
        if token.is_predicate:
            return False
        if token.tag == "JKS" or (token.tag == "JX" and token.form in ("은", "는", "도")):
            return True
    return False


def _modal(rest: tuple[Morpheme, ...]) -> bool:
    """A plan, possibility or wish at the end: ᆯ 예정이다, ᆯ 수 있다, -겠-, -어야 하다, 바라다."""
    for previous, token in itertools.pairwise(rest):
        if previous.tag == "ETM" and token.form in _MODAL_NOUNS:
            return True
    return any(token.form in ("겠", "바라", "싶", "듯", "듯하") or (token.tag == "EC" and token.form in ("려고", "으려고", "고자")) for token in rest)


def _negated(tokens: tuple[Morpheme, ...]) -> bool:
    return any(token.form in _NEGATIVE and token.tag in ("VX", "VA", "VV", "VCN", "MAG") for token in tokens)


def _final_mood(tokens: tuple[Morpheme, ...]) -> tuple[Mood, bool]:
    """Mood of the last ending, and whether its predicate is in the past."""
    last = next((i for i in range(len(tokens) - 1, 0, -1) if tokens[i].tag in ("EF", "ETN")), None)
    if last is None:
        return "kept", False
    past = any(token.tag == "EP" and token.form in ("었", "았", "였") for token in tokens[max(0, last - 2) : last])
    return mood_of(tokens[last].form, "."), past


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,")
