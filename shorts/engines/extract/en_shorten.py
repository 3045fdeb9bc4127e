"""Every honest way to say one English sentence of a page, from whole to short.

Only what commas, brackets or semicolons set apart may go, and nothing that negates or limits.
"""

from __future__ import annotations

import re

from shorts.engines.extract.variants import Variant, graded

_OPENERS = re.compile(
    r"^(?:However|Meanwhile|In addition|Additionally|Also|Moreover|Furthermore|That said|Still|And|But|So|Then"
    r"|Indeed|In fact|As a result|Therefore|"
    r"For example|For instance|On top of that|First|Second|Third|Next|Finally|Lastly|Plus|Of course|Notably|Importantly),?\s+(?=\S)"
)
_CAREFUL = re.compile(
    r"\b(?:not|no|never|only|except|excluding|without|until|unless|sold separately|extra|limit\w*|neither|nor|none"
    r"|n't)\b|n['’]t\b", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s?[(\[][^()\[\]]*[)\]]")
_BULLET = re.compile(r"^\s*(?:[-*•·▶●○◆✔✓☑►–]+|\(?\d{1,2}[.)](?!\d)|(?:Step)\s*\d+[.:)]?)\s*", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|shall|does|do|did|said"
    r"|says|made|makes|took|takes|gave|gives|got|gets|went|goes|"
    r"came|comes|found|kept|keeps|left|ran|runs|felt|knew|thought|began|grew|fell|rose|cost|costs|told|saw|held|led"
    r"|paid|sold|stood|won|wrote|brought|built|bought|lost|met|"
    r"sat|sent|spent|let|put|set|cut|read|needs?|wants?|works?|lasts?|fits?|weighs?|offers?|includes?|adds?|uses?"
    r"|helps?|stays?|plans?|expects?|opens?|starts?|ends?|shows?|looks?|"
    r"\w{3,}ed|it's|they're|that's|there's|isn't|aren't|wasn't|don't|doesn't|didn't|can't|won't)\b",
    re.IGNORECASE,
)
_SUBJECT = (
    r"(?:it|they|he|she|we|you|I|there|this|these|those|that|the|a|an|its|their|his|her|our|your|my|most|many|some"
    r"|each|every|all|both|nearly|about|more|[A-Z][\w’'-]+|[a-z]+\s+(?:will|is|are|was|were|has|have)"
    r"|\$?\d[\d,.]*%?)"
)
_SPLIT = re.compile(rf",\s+(and|but|so)\s+(?={_SUBJECT}\b)|;\s+|\s+(and|but)\s+(?=(?:it|they|he|she|we|there)\s)")
_RELATIVE = re.compile(r",\s+(?:which|who|whose|where)\s+[^,;.]*(?:,\s*|(?=[.!?]$))")
_PARTICIPLE = re.compile(
    r",\s+(?!(?:including|according|excluding|depending|starting|beginning|during|nothing|anything|something"
    r"|everything|following)\b)[a-z]+ing\b[^,;]*(?=[.!?]$)"
)
_APPOSITIVE = re.compile(
    r"^((?:[A-Z][\w.&’'-]*)(?:\s+[A-Z][\w.&’'-]*)*),\s+(?:an?|the)\s+[^,;]+,\s+(?=(?:is|was|has|had|will|said|says"
    r"|can|\w+ed)\b)"
)
_PURPOSE = re.compile(r"^(?:In order to|To)\s+[a-z]+\b[^,;]*,\s+(?=[a-zA-Z])")
_DECIDED = re.compile(
    r",\s+(?:the|a|an|its)?\s?[\w'’ ]{3,40}\b(?:decided|announced|confirmed|ruled|voted)(?:\s+(?:on|late on|this"
    r"|last|earlier)\s+[\w ]{3,16})?(?=\.$)"
)
_CONTRACTIONS = (
    (r"\b([Ii])t is\b(?=\s+\w)", r"\1t's"), (r"\b([Tt])hey are\b(?=\s+\w)", r"\1hey're"), (r"\b([Yy])ou will\b", r"\1ou'll"), (r"\b([Ii])t will\b", r"\1t'll"),
    (r"\b([Dd])o not\b", r"\1on't"), (r"\b([Dd])oes not\b", r"\1oesn't"), (r"\b([Dd])id not\b", r"\1idn't"), (r"\b([Cc])annot\b", r"\1an't"),
    (r"\b([Ww])ill not\b", r"\1on't"), (r"\b([Ii])s not\b", r"\1sn't"), (r"\b([Aa])re not\b", r"\1ren't"), (r"\b([Ww])as not\b", r"\1asn't"), (r"\bI am\b", "I'm"),
    (r"\b([Yy])ou are\b(?=\s+\w)", r"\1ou're"), (r"\b([Tt])hat is\b(?=\s+\w)", r"\1hat's"), (r"\b([Ww])e are\b(?=\s+\w)", r"\1e're"),
)  # fmt: skip
_VERB_FIRST = re.compile(
    r"^(?:Weighs|Lasts|Comes|Works|Fits|Includes|Supports|Charges|Holds|Folds|Keeps|Runs|Connects|Pairs|Measures"
    r"|Stays|Makes|Uses|Offers|Features|Cleans|Fills|Heats|Cools|Turns|Ships)\b"
)
_ADJECTIVE = re.compile(
    r"^(?:\w+[- ])?(?:safe|resistant|proof|friendly|free|ready|compatible|washable|rechargeable|adjustable|portable"
    r"|foldable|available|lightweight|waterproof|quiet|made|designed|built)(?:\s+(?:to|in|for|with|from|of"
    r"|up)\b.*)?(?:\s*\(.*\))?\.?$", re.IGNORECASE)
_STATED = re.compile(r"[$€£\d]+[\d,.]*$|[\d.]+ out of|Up to|\d+ (?:hours?|minutes?|days?|years?) of")
_LABEL = re.compile(r"^([A-Z][A-Za-z ]{1,22}?):\s*(\S.*)$")


def bare(text: str) -> str:
    """Without list marks, brackets (unless they limit what is said) and decoration."""
    text = _BULLET.sub("", text)
    text = _PARENTHESIS.sub(lambda match: match.group() if _CAREFUL.search(match.group()) else "", text)
    text = re.sub(r"[★☆♥♡]+|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]", "", text)
    text = re.sub(r"\s+[—–]\s+|—", ", ", text)
    text = re.sub(r"\s+([,.!?;])", r"\1", re.sub(r"([!?])[!?]+", r"\1", text))
    return re.sub(r"\s+", " ", text).strip(" -·|,")


def variants(text: str, listed: bool = False, keep_opener: bool = False) -> tuple[Variant, ...]:
    """All ways to say `text`. listed: it is a bullet, so it may lack a verb. keep_opener: leave a word like However."""
    core = bare(text) if keep_opener else _capital(_OPENERS.sub("", bare(text)))
    if not core:
        return ()
    limit = _PARENTHESIS.findall(core)
    core = _PARENTHESIS.sub("", core)
    core = _closed(_sentence_of(core) if listed else core)
    if limit:
        aside = limit[0].strip(" ()[]")
        if len(aside.split()) <= 4:
            return graded([_said(_closed(core.rstrip(".") + ", " + aside))], "en")
        return graded([f"{_said(core)} {_closed(_capital(aside))}"], "en")
    texts: list[str] = []
    for body in _bodies(core):
        pieces = _pieces(body)
        texts.append(" ".join(_said(piece) for piece in pieces) if len(pieces) <= 2 else _said(body))
        if len(pieces) > 1:
            texts.extend(_parts(pieces))
    return graded(texts, "en")


def spoken(text: str) -> str:
    """One sentence as said aloud: capitalised, closed, lightly contracted."""
    return _said(_closed(_capital(bare(text))))


def _bodies(core: str) -> list[str]:
    bodies = [core]
    for pattern, kept in ((_RELATIVE, ""), (_PARTICIPLE, ""), (_PURPOSE, ""), (_DECIDED, ""), (_APPOSITIVE, r"\1 ")):
        match = pattern.search(bodies[-1])
        if match and not _CAREFUL.search(match.group()) and not re.search(r"\".*\"|“", bodies[-1]):
            shorter = re.sub(r"\s+", " ", pattern.sub(kept or _glue, bodies[-1], count=1)).strip()
            if len(shorter.split()) >= 5:
                bodies.append(_capital(_closed(shorter)))
    return bodies


def _glue(match: re.Match[str]) -> str:
    return " " if match.group().rstrip().endswith(",") and match.start() else ""


def _pieces(body: str) -> list[str]:
    """Independent clauses as sentences; a contrast keeps its word."""
    if re.search(r"[\"“”]", body) or body.endswith("?") or re.match(r"(?:If|When|While|Although|Though|Because|Since|Unless|Once|After|Before|As|Whether)\b", body):
        return [body]
    pieces: list[str] = []
    start = 0
    for match in _SPLIT.finditer(body):
        head, tail = body[start : match.start()], body[match.end() :]
        if len(head.split()) < 4 or len(tail.split()) < 4 or not _FINITE.search(head) or not _FINITE.search(" ".join(tail.split()[:7])):
            continue
        if re.search(
            r"\b(?:that|whether|if|because|when|while|as|who|which|would|could|may|might|plans? to|expects? to|hopes? to"
            r"|not)\b", head):
            continue  # what is reported, supposed or planned reaches over the "and"
        pieces.append(head)
        word = match.group(1) or match.group(2) or ""
        start = match.end() - (len(word) + 1 if word in ("but", "so") else 0)
    pieces.append(body[start:])
    return [_closed(_capital(piece.strip(" ,;"))) for piece in pieces]


def _parts(pieces: list[str]) -> list[str]:
    """The clauses that may stand alone: no contrast on either side, no pronoun without its noun."""
    found = []
    for index, piece in enumerate(pieces):
        if index and re.search(r"\b(?:there|it|they|them|this|that|these|those|he|she|him|her|so|the rest|one)\b", piece, re.IGNORECASE):
            continue
        contrasted = index + 1 < len(pieces) and pieces[index + 1].startswith(("But ", "So "))
        if not contrasted and not re.match(r"(?:But|So|It|They|He|She|This|These|Those|That|Its|Their|His|Her)\b", piece) and not any(
            _CAREFUL.search(other) for other in pieces if other is not piece
        ):
            found.append(_said(piece))
    return found


def _sentence_of(bullet: str) -> str:
    labelled = _LABEL.match(bullet)
    if labelled:
        verb = "are" if labelled.group(1).endswith("s") and not labelled.group(1).endswith("ss") else "is"
        return f"The {lowered(labelled.group(1))} {verb} {lowered(labelled.group(2))}"
    if re.fullmatch(r"[$€£][\d,.]+", bullet):
        return f"The price is {bullet}"
    if re.match(r"[\d.]+ (?:out of|/) \d+(?: stars)?$", bullet):
        return f"It's rated {bullet}"
    if _VERB_FIRST.match(bullet):
        return "It " + lowered(bullet)
    if _ADJECTIVE.match(bullet):
        return "It's " + lowered(bullet)
    if _FINITE.search(bullet) or bullet.endswith(("?", "!")):
        return bullet
    return "You get " + lowered(bullet)


def is_plain(bullet: str) -> bool:
    """Whether a bullet is a bare noun phrase, which is better told in a list."""
    if _LABEL.match(bullet) or _VERB_FIRST.match(bullet) or _ADJECTIVE.match(bullet) or _STATED.match(bullet):
        return False
    return not _FINITE.search(bullet) and not re.search(r"[.?!]$", bullet) and len(bullet) <= 48


def lowered(text: str) -> str:
    first = text.split()[0] if text.split() else ""
    return text if first.isupper() or re.search(r"[A-Z].*[A-Z]|\d", first) else text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _closed(text: str) -> str:
    text = text.rstrip(" ,;:")
    return text if re.search(r"[.!?][\"”’)]*$", text) else text + "."


def _said(text: str) -> str:
    if re.search(r"[\"“”]", text):
        return text
    for pattern, short in _CONTRACTIONS:
        text = re.sub(pattern, short, text)
    return text
