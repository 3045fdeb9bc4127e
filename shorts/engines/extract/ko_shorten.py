"""Every honest way to say one Korean sentence of a page, from whole to short."""

from __future__ import annotations

import itertools
import re

from shorts.engines.extract.ko_clauses import Clause, clauses
from shorts.engines.extract.ko_endings import Register, spoken
from shorts.engines.extract.morph import Morpheme, morphemes
from shorts.engines.extract.variants import Variant, graded

_OPENERS = re.compile(
    r"^(?:또한|또|그리고|한편|아울러|더불어|특히|이어|이어서|이와 함께|이 밖에|이 밖에도|이밖에|게다가|무엇보다"
    r"|뿐만 아니라|실제로|이날|따라서|이에 따라|이를 위해|이를 통해|"
    r"그러나|하지만|다만|반면|그런데|그래서|즉|결국|앞서|먼저|우선|그다음|그 다음|다음으로|마지막으로|끝으로),?\s+"
)
_CAREFUL = re.compile(r"제외|별도|미포함|불포함|한정|한해|불가|않|없|아니|선착순|추가|까지|이상")
_PARENTHESIS = re.compile(r"\s?[(\[（［〔][^()\[\]（）［］〔〕]*[)\]）］〕]")
_BULLET = re.compile(r"^\s*(?:[-*•·▶▷■□●○◆◇※✔✓☑▪►]+|\(?\d{1,2}[.)](?!\d)|[①-⑳]|(?:STEP|Step|단계)\s*\d+[.:)]?|\d{1,2}\s*단계[.:)]?)\s*")


def bare(text: str) -> str:
    """Without list marks, parentheses (unless they limit what is said), doubled spaces and decoration."""
    text = _BULLET.sub("", text)
    text = _PARENTHESIS.sub(lambda match: match.group() if _CAREFUL.search(match.group()) else "", text)
    text = re.sub(r"[★☆♥♡♪※ㅋㅎㅠㅜ^]+|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]", "", text)
    text = re.sub(r"\s+([,.!?])", r"\1", text)
    return re.sub(r"\s+", " ", re.sub(r"([!?])[!?]+", r"\1", text)).strip(" -·|")


def variants(text: str, register: Register, keep_opener: bool = False) -> tuple[Variant, ...]:
    """All ways to say `text`. keep_opener: leave a word like 그러나 at its start (a story tells everything in order)."""
    core = bare(text) if keep_opener else _OPENERS.sub("", bare(text))
    if not core:
        return ()
    core, limit = _aside(core)
    if limit:
        return graded([f"{spoken(core, register)} {spoken(limit, register)}"], "ko")
    texts: list[str] = []
    for body in [core, *_without_purpose(core)]:
        pieces = clauses(body, register)
        texts.append(" ".join(_linked(pieces)) if len(pieces) == 2 else spoken(body, register))
        texts.extend(_parts(pieces))
    return graded(texts, "ko")


def _aside(text: str) -> tuple[str, str]:
    """`text` without the limits in parentheses, and those limits: they are said as a sentence of their own."""
    found = [match.strip(" ()[]（）［］〔〕") for match in _PARENTHESIS.findall(text)]
    return _PARENTHESIS.sub("", text), found[0] if len(found) == 1 else ""


def _linked(pieces: tuple[Clause, ...]) -> list[str]:
    said = [pieces[0].text]
    for before, piece in itertools.pairwise(pieces):
        said.append(f"{before.link} {piece.text}" if before.link else piece.text)
    return said


def _parts(pieces: tuple[Clause, ...]) -> list[str]:
    """Runs of one or two clauses that may stand without the rest."""
    if len(pieces) < 2:
        return []
    found = [piece.text for piece in pieces if piece.free]
    for start in range(len(pieces) - 1):
        pair = pieces[start : start + 2]
        outside = [piece for piece in pieces if piece not in pair]
        starts_well = start == 0 or pair[0].free
        ends_well = not pair[1].link or start + 2 == len(pieces)
        if outside and starts_well and ends_well and all(piece.free for piece in outside):
            found.append(" ".join(_linked(pair)))
    return found


def _without_purpose(core: str) -> list[str]:
    """ "서울시는 부담을 덜기 위해 요금을 내렸다" also as "서울시는 요금을 내렸다": an act's purpose or means may go, the act stays."""
    if re.search(r"[\"“”‘’']", core):
        return []
    tokens = morphemes(core)
    for index in range(2, len(tokens) - 3):
        aim = tokens[index].form == "기" and tokens[index].tag == "ETN" and tokens[index + 1].form == "위하"
        means = tokens[index].tag == "JKO" and tokens[index + 1].form in ("위하", "통하")
        if aim or means:
            end = tokens[index + 2].end if tokens[index + 2].tag == "EC" else 0
            start = _after_topic(tokens[:index])
            if end and start is not None and core[end : end + 1] in (" ", ","):
                return [(core[: tokens[start].start] if start else "") + core[end:].lstrip(" ,")]
    return []


def _after_topic(tokens: tuple[Morpheme, ...]) -> int | None:
    """Index after the one topic that the purpose clause follows, 0 if it opens the sentence, None if unclear."""
    topics = [i for i, token in enumerate(tokens) if token.tag in ("JX", "JKS") and token.form in ("은", "는", "이", "가")]
    if not topics:
        return 0
    if len(topics) > 1 or any(token.is_predicate for token in tokens[: topics[0]]):
        return None
    return topics[0] + 1
