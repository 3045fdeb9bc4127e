"""The pronunciation lexicon (data/ko_sounds.txt): where in a word something happens that its letters don't show."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.text.morphemes import Morpheme

SIGNS = "'+|:/_"
_FILE = Path(__file__).with_name("data") / "ko_sounds.txt"
_LONGEST = 9
_SUFFIX_AFTER = 2  # syllables that must precede a ~ entry: 가능성 but not 여성
Marks = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Each entry maps plain letters to (offset of the syllable, sign) pairs."""

    words: dict[str, Marks] = field(default_factory=dict)
    stems: dict[str, Marks] = field(default_factory=dict)
    suffixes: dict[str, Marks] = field(default_factory=dict)
    heads: dict[str, Marks] = field(default_factory=dict)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped lexicon, read once."""
    found = Lexicon()
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        for entry in line.partition("#")[0].split():
            table = found.suffixes if entry[0] == "~" else found.heads if entry[0] == "^" else found.stems if entry[-1] == "-" else found.words
            plain, marks = _parse(entry.strip("~^-"))
            table[plain] = marks
    return found


def _parse(entry: str) -> tuple[str, Marks]:
    plain, marks = "", []
    for char in entry:
        if char in SIGNS:
            marks.append((len(plain), char))
        else:
            plain += char
    return plain, tuple(marks)


def marks_in(text: str, parts: tuple[Morpheme, ...]) -> dict[int, str]:
    """Sign by index of the syllable it acts on. A whole word wins over a suffix; entries begin and end with morphemes."""
    marks = dict(_suffix_marks(parts))
    ends = {part.end for part in parts}
    for start in {part.start for part in parts}:
        marks.update(_longest(text, start, ends))
    return marks


def _longest(text: str, start: int, ends: set[int]) -> Iterator[tuple[int, str]]:
    known = lexicon()
    for end in range(min(len(text), start + _LONGEST), start + 1, -1):
        piece = text[start:end]
        marks = known.stems.get(piece) or (known.words.get(piece) if end in ends else None)
        if marks:
            yield from ((start + offset, sign) for offset, sign in marks)
            return


def _suffix_marks(parts: tuple[Morpheme, ...]) -> Iterator[tuple[int, str]]:
    known = lexicon()
    for before, part in zip((None, *parts), parts, strict=False):
        if part.tag[0] not in "NX" or part.tag == "NNB":
            continue
        joined = before is not None and before.end == part.start and before.tag[0] in "NX"
        if before is not None and joined and part.form in known.heads:
            yield part.start, known.heads[part.form][0][1]
        for suffix, marks in known.suffixes.items():
            start = part.end - len(suffix)
            long = start - part.start >= _SUFFIX_AFTER or (joined and before is not None and part.form == suffix and before.end - before.start >= _SUFFIX_AFTER)
            if long and part.form.endswith(suffix):
                yield from ((start + offset, sign) for offset, sign in marks)
