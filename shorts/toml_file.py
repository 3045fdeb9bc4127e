"""What the readers of TOML files for people share: strict records, and what is wrong and where when a file isn't even TOML."""

from __future__ import annotations

import re
import tomllib
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from shorts.errors import ShortsError

Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Both(Strict):
    """A text in both languages."""

    ko: Filled
    en: Filled

    def texts(self) -> dict[str, str]:
        return {"ko": self.ko, "en": self.en}


def parse_toml(file: Path, broken: Callable[..., ShortsError]) -> dict[str, Any]:
    """The file's tables. Raises what `broken` makes of key, expected and expected_ko; OSError."""
    try:
        return deepcopy(_parsed(file.read_text(encoding="utf-8-sig")))
    except UnicodeDecodeError as error:
        raise broken(key=f"byte {error.start}", expected="text saved as UTF-8", expected_ko="UTF-8로 저장한 텍스트") from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at (line \d+, column \d+)", str(error))
        raise broken(key=place.group(1) if place else "end of file", expected="valid TOML", expected_ko="올바른 TOML 문법") from error


@lru_cache(maxsize=200)
def _parsed(text: str) -> dict[str, Any]:
    """Parsing is nearly all that reading the cast costs, and all its files are read again whenever one of them changes."""
    return tomllib.loads(text)


def dotted(where: Sequence[str | int]) -> str:
    """A place as a person writes it: voice.kokoro.ko, gestures[2]."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where).lstrip(".")
