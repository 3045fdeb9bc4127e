"""In which style pictures are drawn: data, shorts/image_styles.toml, one table a style."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from shorts.errors import UnknownChoice

if TYPE_CHECKING:
    from shorts.artifacts import Language

_FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class ImageStyle:
    """`prompt` is added to what a picture shows, `negative` is what it must not have; both in English, for the model."""

    id: str
    names: dict[Language, str]
    prompt: str
    negative: str


@cache
def image_styles() -> dict[str, ImageStyle]:
    """Every style by id, in the file's order."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: ImageStyle(name, {"ko": row["ko"], "en": row["en"]}, row["prompt"], row["negative"]) for name, row in rows.items()}


def find_style(name: str) -> ImageStyle:
    """Raises UnknownChoice."""
    styles = image_styles()
    if name not in styles:
        raise UnknownChoice(kind="image style", kind_ko="그림체", value=name, choices=", ".join(styles))
    return styles[name]
