"""The second line of a product's title: what the short promises, cut from the end of a sentence that it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shorts.engines.extract.titles import LINE, width
from shorts.text.figures import figure_phrases, is_money
from shorts.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEFORE = re.compile(r"(?:에서|에게|에|으로|로|고|며|면|어서|아서|여서|까지|부터|도|,)$")
"""How the word before a stretch ends that is understood without it."""
_MOST = re.compile(r"^(?:최대|최소|단|무려|하루|한 번)(?![가-힣])")
_OPINION = re.compile(r"평점|별점|리뷰|후기")
_ENDS = re.compile(r"(?:요|다|죠|까)$")


def promise(said: Sequence[str]) -> str:
    """The most telling stretch with a figure that ends one of the sentences `said` (Korean) and fits a line of the title; "" if none.

    Prices are shown and said elsewhere; what others think of it is no promise.
    """
    found = [
        (_worth(stretch) - 0.1 * place, -place, stretch)
        for place, text in enumerate(said)
        for sentence in split(text, "ko")
        for stretch in _stretches(sentence)
    ]
    return max(found)[2] if found else ""


def _stretches(sentence: str) -> list[str]:
    words = sentence.rstrip(".").split()
    if not words or not _ENDS.search(words[-1]) or any(map(is_money, figure_phrases(sentence))) or _OPINION.search(sentence):
        return []
    starts = [at for at in range(len(words) - 1) if at == 0 or _BEFORE.search(words[at - 1])]
    stretches = (" ".join(words[at:]) for at in starts)
    return [stretch for stretch in stretches if width(stretch, "ko") <= LINE["ko"] and figure_phrases(stretch)]


def _worth(stretch: str) -> float:
    return 2.0 * bool(_MOST.match(stretch)) + 0.08 * width(stretch, "ko")
