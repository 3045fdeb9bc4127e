"""What is said for each written word, whatever the language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Pause = Literal["", ",", ".", "?", "!", "…"]
"""What follows a word: nothing, the end of a clause (comma, colon, dash, bracket) or of a sentence."""


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One written word (a Korean eojeol) and how it is said. Joining `written` with spaces gives the text back.

    written: as it stands in the text, punctuation kept: "12,900원,"
    spoken:  everything spelled out, no punctuation:      "만 이천구백 원"      "twelve dollars"
    sounds:  Korean: standard pronunciation in Hangul after the rules across words: "마 니천구배 궈";
             English: the same as `spoken` (engines bring their own phones). "" where nothing can be said ("—", "★").
    """

    written: str
    spoken: str
    sounds: str
    pause: Pause = ""
