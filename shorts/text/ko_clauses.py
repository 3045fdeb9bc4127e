"""Long Korean sentences cut where a speaker would breathe: at punctuation, then at connective endings, then at particles."""

from __future__ import annotations

import re

from shorts.text import ko_jamo
from shorts.text.ko_numbers import spell_out
from shorts.text.morphemes import morphemes

_EOJEOL = re.compile(r"\S+\s*")
_SENTENCE_END = re.compile(r"(?:[?!…]|(?<!\d)\.)[\"'”’」』)\]]*\s*$")
_COMMA_END = re.compile(r"[,:;][\"'”’)\]]*\s*$")
_LEANING = frozenset({"JKO", "JKG", "ETM", "MM", "MAG"})
_LEANS = -0.25  # an object, a modifier, a bare noun, a verb before its auxiliary: it leans on the next word
_COMMA = 4
_STUB = 6  # syllables: a shorter piece sounds chopped off
_TOPIC = frozenset({"은", "는", "에서", "에는", "에서는", "까지", "부터", "으로", "로", "에"})


def clauses(text: str, limit_syllables: int) -> tuple[str, ...]:
    """`text` in chunks of whole eojeols, each at most `limit_syllables` spoken syllables where a cut is possible.

    Sentences are never merged into one chunk with a cut in the middle of another; joined, the chunks give the text
    modulo blanks. One eojeol longer than the limit stays whole.
    """
    words = [match[0] for match in _EOJEOL.finditer(text)]
    if not words:
        return ()
    strengths = _cut_strengths(text)
    chunks: list[str] = []
    for first, last in _sentences(words):
        chunks.extend(_cut(words[first:last], strengths[first:last], limit_syllables))
    return tuple(chunks)


def _sentences(words: list[str]) -> list[tuple[int, int]]:
    ends = [index + 1 for index, word in enumerate(words) if _SENTENCE_END.search(word)]
    ends = ends if ends and ends[-1] == len(words) else [*ends, len(words)]
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _cut(words: list[str], strengths: list[float], limit: int) -> list[str]:
    """Halve at the best place until everything fits: strong cuts first, then those nearest the middle."""
    lengths = [_length(word) for word in words]
    if sum(lengths) <= limit or len(words) == 1:
        return ["".join(words).strip()]
    total, before, best = sum(lengths), 0, (-1.0, 1)
    for index in range(1, len(words)):
        before += lengths[index - 1]
        balance = 1 - abs(2 * before / total - 1)
        stub = min(before, total - before) < _STUB and strengths[index - 1] < _COMMA
        best = max(best, ((strengths[index - 1] + 0.3) * (0.15 + balance) * (0.2 if stub else 1.0), index))
    at = best[1]
    return _cut(words[:at], strengths[:at], limit) + _cut(words[at:], strengths[at:], limit)


def _length(word: str) -> int:
    return sum(map(ko_jamo.is_syllable, spell_out(word)))


def _cut_strengths(text: str) -> list[float]:
    """How good a cut after each eojeol is: 4 at a comma, 3 after a connective ending, 1 after a topic or place."""
    tags = {part.end: part for part in morphemes(text)}
    strengths = []
    for match in _EOJEOL.finditer(text):
        word = match[0].rstrip()
        part = tags.get(match.start() + len(word))
        strong: float = _COMMA if _COMMA_END.search(word) else 0.0
        if part and part.tag == "EC" and part.form not in ("어", "아", "지", "게", "고"):
            strong = max(strong, 3)
        elif part and part.tag == "EC" and part.form == "고":
            strong = max(strong, 2)
        elif part and part.form in _TOPIC and part.tag[0] == "J":
            strong = max(strong, 1)
        elif not strong and (part is None or part.tag in _LEANING or part.tag[0] in "NE"):
            strong = _LEANS
        strengths.append(strong)
    return strengths
