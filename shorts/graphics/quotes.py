"""Somebody's own words in a narration, and who says them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shorts.captions import width_ems
from shorts.scene_plan import Quote

_SHORTEST, _LONGEST = 3, 48.0
"""Words below which something in quotation marks is a name or an irony; ems above which it doesn't fit a card."""
_QUOTED = re.compile(r"[“\"](?P<text>[^“”\"]{8,120})[”\"]")
_NAME = r"(?P<name>[A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*|of|the|de|van)){0,3})"
_SAYS = r"(?:says|said|adds|added|explains|explained|notes|noted|told us|recalls|recalled|asks|asked|wrote|writes)"
_AFTER_EN = (re.compile(rf"\s*{_SAYS}\s{_NAME}"), re.compile(rf"\s*{_NAME}\s{_SAYS}\b"))
_BEFORE_EN = re.compile(rf"(?:^|[.!?,]\s){_NAME}\s{_SAYS}\s?,?:?\s*$")
_NOBODY = frozenset(("He", "She", "I", "They", "We", "It", "You", "The", "One", "Someone", "Nobody"))
_TOPIC = r"(?:께서는|께서|은|는|이|가)"
_BEFORE_KO = re.compile(rf"(?P<name>(?:[가-힣A-Za-z·]+\s){{0,2}}[가-힣A-Za-z·]{{2,8}}?){_TOPIC}\s$")
_AFTER_KO = re.compile(rf"\s*(?P<name>[가-힣A-Za-z·]{{2,8}}?){_TOPIC}\s(?:[가-힣]+\s){{0,3}}?(?:말|물었|외쳤|설명|밝|덧붙|강조|속삭|대답|전했)")
_NOBODY_KO = frozenset(("이것", "그것", "저것", "우리", "그녀", "여기", "거기", "그들", "사람들"))


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation where it stands in the narration, marks included."""

    quote: Quote
    start: int
    end: int


def quote_of(text: str) -> Quoted | None:
    """The first quotation of `text` that is a sentence somebody says; None if there is none, or only ones too long to be read."""
    for match in _QUOTED.finditer(text):
        words = match["text"].strip().rstrip(",")
        if len(words.split()) >= _SHORTEST and width_ems(words) <= _LONGEST:
            return Quoted(Quote(words, _speaker(text[: match.start()], text[match.end() :])), match.start(), match.end())
    return None


def _speaker(before: str, after: str) -> str:
    for found in (*(pattern.match(after) for pattern in _AFTER_EN), _BEFORE_EN.search(before)):
        if found and found["name"].split()[0] not in _NOBODY:
            return found["name"]
    sentence = re.split(r"[.!?]\s", before)[-1]
    for found in (_BEFORE_KO.search(sentence), _AFTER_KO.match(after)):
        if found and found["name"].split()[-1] not in _NOBODY_KO:
            return found["name"]
    return ""
