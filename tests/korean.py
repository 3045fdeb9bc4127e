"""What every reading of a Korean text has to satisfy."""

from __future__ import annotations

import re

from shorts.text.korean import spell_out, spoken_words


def assert_well_read(written: str) -> None:
    """Only Hangul and pauses are left, reading it again changes nothing, and every written word is there, in order."""
    once = spell_out(written)
    assert re.fullmatch(r"[가-힣 .,?!…]*", once), written
    assert spell_out(once) == once
    words = spoken_words(written)
    assert [word.written for word in words] == written.split()
    assert " ".join(" ".join(word.spoken for word in words).split()) == " ".join(re.sub(r"[.,?!…]", " ", once).split())
