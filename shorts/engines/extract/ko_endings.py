"""Korean written endings → spoken ones: 밝혔다 → 밝혔어요 (or 밝혔습니다), 12,900원 → 12,900원이에요.

Only the last predicate is rebuilt from its morphemes; everything before it stays exactly as written.
"""

from __future__ import annotations

import re
from typing import Literal

from shorts.engines.extract.ko_nouns import noun_sentence
from shorts.engines.extract.morph import Morpheme, joined, morphemes
from shorts.text.hangul import is_closed, particle

Register = Literal["haeyo", "hamnida"]
Mood = Literal["statement", "question", "request", "proposal", "kept"]

_STATEMENTS_TEXT = """
    다 ᆫ다 는다 습니다 ᆸ니다 어 아 음 ᆷ 기 라 네 네요 군 군요 구나 어요 아요 에요 예요 더라 더라고요 단다 란다 답니다
    ᆫ답니다 는답니다 랍니다 지 지요 죠 거든 거든요 ᆫ데 는데 ᆫ데요 는데요 은데요 던데요 ᆯ게요 을게요 을래요
"""
_STATEMENTS = frozenset(_STATEMENTS_TEXT.split())
_SPOKEN_TAILS = {"네", "네요", "군요", "죠", "지요", "거든요", "ᆫ데요", "는데요", "은데요", "던데요", "ᆯ게요", "을게요", "더라고요", "을래요"}
_QUESTIONS = {
    "ᆯ까": "ᆯ까", "을까": "을까", "ᆯ까요": "ᆯ까", "을까요": "을까", "ᆫ가": "ᆫ가", "는가": "는가", "은가": "은가", "나": "나", "나요": "나",
    "ᆫ가요": "ᆫ가", "는가요": "는가", "은가요": "은가", "습니까": "나", "ᆸ니까": "나", "니": "나", "냐": "나", "느냐": "나", "ᆯ지": "ᆯ지", "을지": "을지",
}  # fmt: skip
_REQUESTS = {"세요", "으세요", "시오", "ᆸ시오", "십시오", "으십시오", "어라", "아라", "으라", "셔요", "으셔요", "여라"}
_PROPOSALS = {"자", "ᆸ시다", "읍시다"}
_BEFORE_SYMBOLS = {"SF", "SP", "SE", "SSC", "SSO", "SS", "SW", "SO", "SY"}
_COUNTED = re.compile(r"(?:[0-9천백십만]|[한두세네] |스무 |여러 )\s?(?:개|명|곳|대|번|장|권)다$")
_COPULA = re.compile(r"(?<!아니)(?:이에요|예요)$")
_ENDING_MARK = re.compile(r"[\s.!?…~,;:。]+$")


def spoken(text: str, register: Register) -> str:
    """One sentence as said aloud in `register`, ending in "." or "?" (an exclamation mark is kept).

    A noun-ending sentence gets the copula or the verb that its last noun makes: 방수 지원 → 방수를 지원해요.
    """
    mark = _mark(text)
    core = _ENDING_MARK.sub("", text.strip())
    copula = _COPULA.search(core)
    if copula and copula.start():
        return with_copula(core[: copula.start()], register, question=mark == "?") + mark
    tokens = morphemes(core)
    last = _last_ending(tokens)
    if last is None:
        if _COUNTED.search(core):
            return with_copula(core[:-1], register) + mark
        return noun_sentence(core, register) + ("." if mark == "?" else mark)
    mood = mood_of(tokens[last].form, mark)
    return finish(core, tokens, last, mood, register) + ("?" if mood == "question" else "." if mark == "?" else mark)


def mood_of(ending: str, mark: str) -> Mood:
    if ending in _REQUESTS:
        return "request"
    if ending in _PROPOSALS:
        return "proposal"
    if ending in _QUESTIONS or (mark == "?" and ending in _STATEMENTS):
        return "question"
    return "statement" if ending in _STATEMENTS else "kept"


def finish(core: str, tokens: tuple[Morpheme, ...], last: int, mood: Mood, register: Register, tense: bool = False, honours: bool = False) -> str:
    """`core` up to the predicate that ends at tokens[last], with the ending of `mood`.

    tense, honours: put the past marker 었 or the honorific 시 in where the predicate lacks it.
    """
    ending = tokens[last].form
    first = _stem(tokens, last)
    stem = tokens[first]
    if mood == "kept":
        return core[: tokens[last].end]
    marks = [(token.form, token.tag) for token in tokens[first + 1 : last]]
    if honours and stem.tag != "VCP" and not any(form in ("시", "으시") for form, _ in marks):
        marks.insert(0, ("시", "EP"))
    if tense and not any(form in ("었", "았", "였", "겠") for form, _ in marks):
        marks.append(("었", "EP"))
    if stem.tag == "VCP":
        return _copula(core, tokens, first, marks, mood, register)
    if mood == "request":
        marks = [(form, tag) for form, tag in marks if form not in ("시", "으시")]
    before = core[: stem.start]
    if ending == "기" and first and tokens[first - 1].tag in ("NNG", "NNP") and before.endswith(" ") and stem.tag == "VV":
        before = particle(before.rstrip(), "을", "를") + " "  # a heading's "껍질 벗기기"
    if ending == "기" and first > 1 and tokens[first - 1].tag == "MAG" and tokens[first - 2].tag in ("NNG", "NNP") and stem.tag == "VV":
        adverb = tokens[first - 1]
        before = particle(core[: adverb.start].rstrip(), "을", "를") + " " + core[adverb.start : stem.start]  # "가습기 함께 쓰기"
    if ending == "기" and stem.tag == "XSV" and first > 1 and tokens[first - 2].tag in ("NNG", "NNP") and core[tokens[first - 2].end] == " ":
        noun = tokens[first - 1]
        before = particle(core[: noun.start].rstrip(), "을", "를") + " " + core[noun.start : stem.start]  # "화분과 흙 준비하기"
    return before + _with_ending(stem, marks, _ending(ending, stem, marks, mood, register))


def _mark(text: str) -> str:
    tail = text.rstrip(" \"'”’)]")
    return tail[-1] if tail[-1:] in ("?", "!") else "."


def _last_ending(tokens: tuple[Morpheme, ...]) -> int | None:
    """Index of the sentence's final ending, or None where it ends in a noun."""
    index = len(tokens) - 1
    while index >= 0 and tokens[index].tag in _BEFORE_SYMBOLS:
        index -= 1
    if index < 1 or tokens[index].tag not in ("EF", "ETN", "EC"):
        return None
    if not (tokens[index - 1].is_predicate or tokens[index - 1].tag == "EP"):
        return None
    return index


def _stem(tokens: tuple[Morpheme, ...], last: int) -> int:
    index = last - 1
    while index > 0 and tokens[index].tag == "EP":
        index -= 1
    return index


def _with_ending(stem: Morpheme, marks: list[tuple[str, str]], ending: str) -> str:
    if stem.form == "이르" and not marks and ending == "어요":
        return "이르러요"  # the analyser knows only the verb "to say early"
    return joined([(stem.form, stem.full_tag), *marks, (ending, "EF")])


def _ending(ending: str, stem: Morpheme, marks: list[tuple[str, str]], mood: Mood, register: Register) -> str:
    polite = register == "hamnida"
    if mood == "question":
        base = _QUESTIONS.get(ending, "")
        if base in ("ᆯ까", "을까", "ᆯ지", "을지"):
            return base + "요"
        if polite:
            return "습니까"
        return base + "요" if base else "나요"
    if mood == "request":
        return "십시오" if polite else "세요"
    if mood == "proposal":
        return "ᆸ시다" if polite else "어요"
    if not polite and ending in _SPOKEN_TAILS:
        return "네요" if ending == "네" else ending
    if polite:
        return "습니다"
    return "에요" if stem.tag == "VCN" and not marks else "어요"


def _copula(core: str, tokens: tuple[Morpheme, ...], first: int, marks: list[tuple[str, str]], mood: Mood, register: Register) -> str:
    noun = core[: tokens[first - 1].end].rstrip() if first else ""
    return with_copula(noun, register, past=any(form in ("었", "였", "았") for form, _ in marks), question=mood == "question")


def with_copula(noun: str, register: Register, past: bool = False, question: bool = False) -> str:
    """noun + "is", as its last sound and the register ask: 12kg → 12kg이에요, 사과 → 사과예요."""
    closed = is_closed(noun)
    if past:
        stem = noun + ("이었" if closed else "였")
        return stem + (("습니까" if question else "습니다") if register == "hamnida" else "어요" if not question else "나요")
    if register == "hamnida":
        noun = noun[:-1] + "것" if noun.endswith((" 거", "거")) and noun[-2:-1] in (" ", "") else noun
        return noun + ("입니까" if question else "입니다")
    if question:
        return noun + "인가요"
    if noun.endswith("것"):
        return noun[:-1] + "거예요"
    return noun + ("이에요" if closed else "예요")
