"""Lines of a page, and the sentences in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from shorts.artifacts import Language

LineKind = Literal["prose", "bullet", "step", "heading", "list"]

_STEP = re.compile(
    r"^\s*(?:\(?(\d{1,2})[.)](?!\d)\s*|([①-⑳])\s*|(?:step|단계)\s*(\d{1,2})\s*[.:)\-]?\s*"
    r"|(\d{1,2})\s*단계\s*[.:)\-]?\s*)(?=\S)", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[-*•·▶▷■□●○◆◇※✔✓☑▪►–]\s*(?=\S)")
_SAYS = re.compile(r"^.{1,30}(?:말씀|말했|말하|물었|대답|속삭|외쳤|중얼|덧붙)")
_HEADING = re.compile(
    r"^(?:[가-힣 ]{0,8}(?:재료|준비물|순서|특징|방법|구성|사양|규격|안내)|Ingredients|Steps|Features"
    r"|What you(?:'ll)? need|Materials|Tools)\s*(?:[(\[].*[)\]])?\s*:?$", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?…。][\"'”’)\]]*$")
_ABBREVIATIONS_TEXT = """
    a.m approx apr aug co corp dec dept dr e.g est etc feb fig gen gov i.e inc jan jr jul jun ltd mar mr mrs ms no nov oct
    p.m prof rep sen sep sept sr st u.k u.s vol vs
"""
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_TEXT.split())
_BREAK_EN = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9$£€])")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. `number` is a step's own number, 0 elsewhere."""

    text: str
    kind: LineKind
    number: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as the page has it; `place` counts sentences from the top, `first` opens its paragraph, `head` is the heading above it."""

    text: str
    kind: LineKind
    place: int
    line: int
    first: bool
    number: int = 0
    head: str = ""


def lines_of(text: str) -> tuple[Line, ...]:
    """The paragraphs of `text`, list marks taken off."""
    return tuple(_line(part) for raw in text.splitlines() if raw.strip() for part in _parts(raw.strip()))


def _parts(raw: str) -> list[str]:
    """ "39,000원 · 무료배송 · 평점 4.8" is three facts in one line."""
    prices = re.split(r"\s*(?:→|➜|➡|=>)\s*", raw)
    if len(prices) == 2 and all(re.match(r"[가-힣 ]{2,8}\s*[\d,]+\s?원", part) for part in prices):
        return [f"- {part}" for part in prices]
    parts = [part.strip() for part in re.split(r"\s+[·|/•]\s+", raw)]
    if len(parts) >= 3 and all(0 < len(part) <= 24 and not _CLOSED.search(part) for part in parts):
        return [f"- {part}" for part in parts]
    return [raw]


def _line(raw: str) -> Line:
    step = _STEP.match(raw)
    if step and not re.match(r"^\s*\d{1,2}\.\s*\d", raw):
        mark = next(group for group in step.groups() if group)
        return Line(raw[step.end() :].strip(), "step", ord(mark) - 0x245F if mark in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" else int(mark))
    if _BULLET.match(raw):
        return Line(_BULLET.sub("", raw).strip(), "bullet")
    if len(raw) <= 60 and not _CLOSED.search(raw) and not re.search(r"[다요]$", raw):
        labelled = re.match(r"^[^:：]{1,14}[:：]\s*\S", raw)
        return Line(raw, "bullet" if labelled or _looks_like_fact(raw) else "heading")
    return Line(raw, "prose")


def _looks_like_fact(raw: str) -> bool:
    if _HEADING.match(raw):
        return False
    return bool(re.search(r"\d", raw)) and len(raw) <= 40 and not raw.endswith(("?", ":"))


def sentences_of(lines: tuple[Line, ...], language: Language) -> tuple[Sentence, ...]:
    """Every sentence that is not a heading, in order."""
    found: list[Sentence] = []
    for index, line in enumerate(lines):
        if line.kind == "heading":
            continue
        for position, text in enumerate(split(line.text, language)):
            found.append(Sentence(text, line.kind, len(found), index, position == 0, line.number))
    return tuple(found)


def split(paragraph: str, language: Language) -> list[str]:
    """The sentences of one paragraph; quotations, decimals and abbreviations don't end one."""
    return _split_ko(paragraph) if language == "ko" else _split_en(paragraph)


def _split_ko(paragraph: str) -> list[str]:
    from shorts.text.morphemes import shared_kiwi

    parts = [part.text.strip() for part in shared_kiwi().split_into_sents(paragraph)]
    return _quotes_whole([part for part in parts if part])


def _quotes_whole(parts: list[str]) -> list[str]:
    """Join pieces until every quotation mark that opens also closes."""
    whole: list[str] = []
    pending = ""
    for part in parts:
        pending = f"{pending} {part}".strip()
        if pending.count("“") <= pending.count("”") and pending.count('"') % 2 == 0 and pending.count("(") <= pending.count(")"):
            whole.append(pending)
            if len(whole) > 1 and _SAYS.search(whole[-1]) and re.fullmatch(r"[\"“].*[\"”]", whole[-2]):
                whole[-2:] = [f"{whole[-2]} {whole[-1]}"]
            pending = ""
    return [*whole, pending] if pending else whole


def _split_en(paragraph: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for match in _BREAK_EN.finditer(paragraph):
        word = paragraph[start : match.start()].split()[-1:] or [""]
        lower = word[0].lower().strip("(\"'“‘")
        if paragraph[match.start()] == "." and (lower in _ABBREVIATIONS or re.fullmatch(r"(?:[A-Za-z]\.)*[A-Z]", word[0].strip("(\"“"))):
            continue
        parts.append(paragraph[start : match.end()].strip())
        start = match.end()
    parts.append(paragraph[start:].strip())
    return _quotes_whole([part for part in parts if part])
