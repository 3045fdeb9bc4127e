"""Narration → captions: short phrases of at most two lines, each word with the time at which it is spoken.

Where to break is one shortest-path problem over the scene's words: every caption has a cost (breaks inside phrases,
lopsided lines, too short or too long on the screen), and the cheapest way through all words is taken.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from shorts.files import write_text
from shorts.phrases import COMMA, STOP, bond

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from shorts.artifacts import Language, Narration, Scene, Word

LINE_EMS = 10.1
"""What fits on a line at the usual size: nearly 12 Hangul (78 px on a canvas 1080 wide, safe area x 60…900)."""
SHORTEST, LONGEST = 0.5, 2.6
"""Seconds a caption stays; shorter can't be read, longer shows no change."""

_ASCII_WIDTHS = (
    "24 32 38 63 64 99 66 20 41 41 56 66 30 45 29 38 68 48 62 65 67 64 65 58 66 65 29 29 66 66 66 56 "  # space … ?
    "87 74 64 73 71 60 57 74 72 27 56 68 55 89 71 76 63 76 64 64 65 70 74 103 71 72 66 41 38 41 48 47 "  # @ … _
    "48 56 62 58 62 58 38 62 61 27 27 57 27 89 61 60 62 62 40 55 38 61 57 83 56 57 56 41 37 41 66"  # ` … ~
)
"""Advances of the caption face for U+0020…007E, in hundredths of an em."""
_WIDTHS = {chr(32 + n): int(width) / 100 for n, width in enumerate(_ASCII_WIDTHS.split())}


@dataclass(frozen=True, slots=True)
class Caption:
    """Shown from `start` to `end` (seconds in the scene). Words of `accents` are drawn in the second accent."""

    start: float
    end: float
    lines: tuple[tuple[Word, ...], ...]
    accents: frozenset[str] = frozenset()

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for line in self.lines for word in line)

    @property
    def text(self) -> str:
        """Its lines, joined by line breaks."""
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption in the time of the whole short, for subtitle files."""

    start: float
    end: float
    text: str


def captions_of(narration: Narration, scene: Scene, language: Language) -> tuple[Caption, ...]:
    """The scene's captions; each stays until the next begins, the last until the narration ends."""
    words = tuple(word for word in narration.words if word.text.strip())
    if not words:
        return ()
    pieces = _cheapest(words, narration.seconds, language)
    starts = [words[first].start for first, _, _ in pieces]
    ends = [*starts[1:], narration.seconds]
    captions = []
    for (first, split, last), start, end in zip(pieces, starts, ends, strict=True):
        lines = (words[first:last],) if split == last else (words[first:split], words[split:last])
        shown = frozenset(word.text for word in words[first:last])
        captions.append(Caption(start, end, lines, shown & _keywords(scene, words)))
    return tuple(captions)


def width_ems(text: str) -> float:
    """About how wide `text` is in the caption face, in ems; without loading a font, so that scripts can be judged too."""
    return sum(_WIDTHS.get(character) or _width(character) for character in text)


@lru_cache(maxsize=4096)
def _width(character: str) -> float:
    if "가" <= character <= "힣":
        return 0.864
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.05
    return 0.6


def _cheapest(words: tuple[Word, ...], seconds: float, language: Language) -> list[tuple[int, int, int]]:
    """(first, split, last) of every caption: words first…split on line one, split…last on line two (none if split == last)."""
    count = len(words)
    bonds = [bond(a.text, b.text, language) for a, b in pairwise(words)] + [STOP]
    best: list[tuple[float, tuple[int, int, int]]] = [(0.0, (0, 0, 0))] * (count + 1)
    for last in range(1, count + 1):
        end = words[last].start if last < count else seconds
        options = []
        for first in range(last - 1, -1, -1):
            found = _split(words, bonds, first, last)
            if found is None:
                break
            inside, split = found
            cost = best[first][0] + inside + 3.2 * bonds[last - 1] + _pace(end - words[first].start) + 0.4
            options.append((cost, (first, split, last)))
        best[last] = min(options)
    return _walk(best, count)


def _walk(best: list[tuple[float, tuple[int, int, int]]], count: int) -> list[tuple[int, int, int]]:
    pieces = []
    while count:
        pieces.append(best[count][1])
        count = pieces[-1][0]
    return pieces[::-1]


def _split(words: tuple[Word, ...], bonds: list[float], first: int, last: int) -> tuple[float, int] | None:
    """The cheapest way to set words first…last on one or two lines, and where line two begins; None if they don't fit."""
    single = _line_width(words, first, last)
    options = [(_ended_inside(bonds, first, last, last), last)] if single <= LINE_EMS or last - first == 1 else []
    for split in range(first + 1, last):
        one, two = _line_width(words, first, split), _line_width(words, split, last)
        if max(one, two) > LINE_EMS and last - first > 2:
            continue
        if (one > LINE_EMS and split - first > 1) or (two > LINE_EMS and last - split > 1):
            continue
        lopsided = ((one - two) / LINE_EMS) ** 2 + (0.08 if one > two else 0.0)
        options.append((0.3 + 1.3 * bonds[split - 1] + 0.7 * lopsided + _ended_inside(bonds, first, last, split), split))
    return min(options) if options else None


def _ended_inside(bonds: list[float], first: int, last: int, split: int) -> float:
    """A sentence or clause that ends inside a caption, worst inside a line."""
    cost = 0.0
    for at in range(first, last - 1):
        if bonds[at] == STOP:
            cost += 0.9 if at == split - 1 else 2.0
        elif bonds[at] == COMMA:
            cost += 0.1 if at == split - 1 else 0.4
    return cost


def _pace(seconds: float) -> float:
    """What it costs to show a caption too briefly or too long."""
    if seconds < SHORTEST:
        return 2.0 + 6.0 * (SHORTEST - seconds)
    return max(0.0, 0.9 - seconds) * 0.8 + max(0.0, seconds - LONGEST) * 0.6


def _line_width(words: tuple[Word, ...], first: int, last: int) -> float:
    return width_ems(" ".join(word.text for word in words[first:last]))


def _keywords(scene: Scene, words: tuple[Word, ...]) -> frozenset[str]:
    """Words of the narration that a caption keyword names: the word itself, or with a particle behind it."""
    keys = [_bare(part) for keyword in scene.caption for part in keyword.split()]
    return frozenset(word.text for word in words if any(key and _names(key, _bare(word.text)) for key in keys))


def _names(key: str, word: str) -> bool:
    """Whether a keyword names a word: 가습기 names 가습기는, 8 names only 8; in English a plural or 's may follow."""
    if key == word:
        return True
    rest = word.removeprefix(key)
    return rest != word and len(key) > 1 and (rest in ("s", "es", "'s", "’s") or all("가" <= c <= "힣" for c in rest)) and len(rest) <= 5


def _bare(text: str) -> str:
    return "".join(c for c in text.lower() if unicodedata.category(c)[0] in "LN" or c in "%'’.,").strip("'’.,")


# --- subtitle files ------------------------------------------------------------------------------------------


def cues_of(scenes: Iterable[tuple[float, tuple[Caption, ...]]]) -> tuple[Cue, ...]:
    """Captions of all scenes with their scenes' start times → cues in the time of the short."""
    return tuple(Cue(offset + one.start, offset + one.end, one.text) for offset, captions in scenes for one in captions)


def write_srt(cues: Iterable[Cue], path: Path) -> None:
    """SubRip: UTF-8, comma before the milliseconds. Raises DiskFull, OutputUnwritable."""
    blocks = [f"{n}\n{_stamp(cue.start, ',')} --> {_stamp(cue.end, ',')}\n{cue.text}\n" for n, cue in enumerate(cues, 1)]
    write_text(path, "\n".join(blocks))


def write_vtt(cues: Iterable[Cue], path: Path) -> None:
    """WebVTT (W3C): &, < and > are escaped, which also keeps "-->" out of the text. Raises DiskFull, OutputUnwritable."""
    blocks = [f"{n}\n{_stamp(cue.start, '.')} --> {_stamp(cue.end, '.')}\n{_escaped(cue.text)}\n" for n, cue in enumerate(cues, 1)]
    write_text(path, "\n".join(["WEBVTT\n", *blocks]))


def _stamp(seconds: float, point: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{point}{rest % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
