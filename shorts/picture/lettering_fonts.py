"""Which font draws which character: a main face, then fallbacks, then colour emoji; what none has is left out.

Text is laid out one glyph after another (FreeType's own advances, Pillow's basic layout), because OpenType shaping is
not in every Pillow build and the same text must give the same pixels everywhere. Korean, Chinese, Japanese and Latin
need no more. Flags and key caps, which are sequences, have private code points in our emoji font (tools/make_fonts.py).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from fontTools.ttLib import TTFont
from PIL import ImageFont

if TYPE_CHECKING:
    from pathlib import Path

Face = Literal["title", "caption", "calm"]

_TITLE, _CAPTION, _CALM = "BlackHanSans-Regular.ttf", "Pretendard-ExtraBold.otf", "Pretendard-SemiBold.otf"
_FALLBACK, _EMOJI = "NotoSansCJKkr-Black-subset.otf", "NotoColorEmoji-subset.ttf"
FACES: dict[Face, tuple[str, ...]] = {"title": (_TITLE, _CAPTION, _FALLBACK), "caption": (_CAPTION, _FALLBACK), "calm": (_CALM, _FALLBACK)}
FONTS = (_TITLE, _CAPTION, _CALM, _FALLBACK, _EMOJI)
"""All files that letters may come from; all under the SIL Open Font License 1.1."""
OPTICAL: dict[str, float] = {_TITLE: 1.0, _CAPTION: 1.0, _CALM: 1.0, _FALLBACK: 0.94}
"""Sizes that make the faces look equally large side by side."""

TWINS = frozenset("롤룰톨툴")
"""Syllables that Black Han Sans draws alike, two by two; the title borrows them, so that a roll doesn't become a rule.
(Its other twins, 룔 and 홅, occur in no word that 률 and 훑 could be taken for.)"""

EMOJI_BITMAP = 109
"""The one size (pixels per em) at which the emoji font has bitmaps; they are scaled from it."""

SPACE = 0.235
"""Width of a space in ems, in every face: the title face's own is too wide for short lines."""

_FLAG_A, _KEYCAP, _VARIATION, _JOINER = 0x1F1E6, 0x20E3, 0xFE0F, 0x200D


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters that one font draws."""

    font: str  # file name; "" for spaces
    text: str

    @property
    def emoji(self) -> bool:
        return self.font == _EMOJI


@lru_cache(maxsize=16)
def characters_of(path: Path) -> frozenset[int]:
    """The code points a font file has a glyph for."""
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=64)
def load_font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """The font at `size` pixels per em."""
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def runs_of(text: str, face: Face, folder: Path) -> tuple[Run, ...]:
    """`text` as runs of one font each; characters that no font has are dropped, exotic spaces become plain ones."""
    runs: list[Run] = []
    for character in _clusters(unicodedata.normalize("NFC", text)):
        font = "" if character == " " else _font_for(character, face, folder)
        if font is None:
            continue
        if runs and runs[-1].font == font:
            runs[-1] = Run(font, runs[-1].text + character)
        else:
            runs.append(Run(font, character))
    return tuple(runs)


def _font_for(character: str, face: Face, folder: Path) -> str | None:
    names = FACES[face][1:] if face == "title" and character in TWINS else FACES[face]
    if ord(character) >= 0x1F000 or _is_picture(character, folder):
        names = (_EMOJI, *names)
    return next((name for name in (*names, _EMOJI) if ord(character) in characters_of(folder / name)), None)


def _is_picture(character: str, folder: Path) -> bool:
    """Whether a symbol below U+1F000 is better known in colour (✅, ⭐, ❤) than as a letter (©, ™, →, 1)."""
    code = ord(character)
    return 0x231A <= code < 0x2C00 and unicodedata.category(character) == "So" and code in characters_of(folder / _EMOJI)


def _clusters(text: str) -> list[str]:
    """Single drawable characters: sequences become their private code point or their first member."""
    clusters: list[str] = []
    at = 0
    while at < len(text):
        code, following = ord(text[at]), text[at + 1 : at + 3]
        if _is_flag_letter(code) and following and _is_flag_letter(ord(following[0])):
            clusters.append(chr(0xF0000 + 26 * (code - _FLAG_A) + ord(following[0]) - _FLAG_A))
            at += 2
        elif text[at] in "0123456789#*" and chr(_KEYCAP) in following.lstrip(chr(_VARIATION))[:1]:
            clusters.append(chr(0xF1000 + code))
            at += 1 + following.index(chr(_KEYCAP)) + 1
        elif code == _JOINER and clusters:
            at += 2
        else:
            clusters.append(" " if text[at].isspace() else text[at])
            at += 1
    return [one for one in clusters if not _invisible(ord(one))]


def _is_flag_letter(code: int) -> bool:
    return _FLAG_A <= code < _FLAG_A + 26


def _invisible(code: int) -> bool:
    """Variation selectors, skin tones, joiners, controls, byte-order marks."""
    return 0xFE00 <= code <= 0xFE0F or 0x1F3FB <= code <= 0x1F3FF or unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs")
