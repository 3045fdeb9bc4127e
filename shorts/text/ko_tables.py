"""The Korean tables of shorts/text/data: `written=said; written=said`, # begins a comment at the start of a line."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("data")


@cache
def rows(name: str) -> tuple[tuple[str, str], ...]:
    """The pairs of data/ko_<name>.txt in order; the last = of an entry parts it."""
    found = []
    for line in (_FOLDER / f"ko_{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        for entry in line.split(";"):
            written, sign, said = entry.strip().rpartition("=")
            if sign:
                found.append((written, said))
    return tuple(found)


@cache
def table(name: str) -> dict[str, str]:
    """The pairs as a dictionary."""
    return dict(rows(name))
