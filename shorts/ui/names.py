"""How shorts and their files are called on the page, and where the page finds them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from shorts.files import names_file

if TYPE_CHECKING:
    from shorts.short import Short


def title_of(short: Short | None) -> str:
    """The name its owner gave it, else its title, else the beginning of what it is made of."""
    if short is None:
        return ""
    source = short.request.source
    named = Path(source).name if names_file(source) else source.split("\n", 1)[0]
    return short.name or (short.script.title if short.script is not None else named[:60])


def download_name(title: str, path: Path) -> str:
    """A file name that every system takes, for what is downloaded."""
    stem = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", title).strip(" .")[:80] or "short"
    return stem + ("-report" if path.suffix == ".json" else "") + path.suffix
