"""Chinese characters by their Korean readings."""

from __future__ import annotations

from shorts.text.ko_tables import table

HEADLINE = table("hanja")
"""One character on its own, as headlines use it."""


def hanja_words(text: str, start: int, end: int) -> str:
    """The reading of text[start:end]; a single character that stands alone means what headlines mean by it."""
    run = text[start:end]
    alone = end - start == 1 and not text[start - 1 : start].isalnum()
    if alone and run in HEADLINE:
        return HEADLINE[run]
    import hanja

    return str(hanja.translate(run, "substitution"))
