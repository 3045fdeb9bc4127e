"""Preferences as a page sends them, one at a time: checked before they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from shorts.errors import BadOption
from shorts.picture.caption_styles import caption_style
from shorts.preferences import Preferences
from shorts.scene_edits import one_line
from shorts.settings import ollama_address
from shorts.values import from_plain, to_plain
from shorts.workshop import LIMITS

if TYPE_CHECKING:
    from shorts.workshop import Workshop

_KEPT = ("language", "theme", "character", "seconds", "script_engine", "quality", "captions", "ai_label", "ad_line", "commercial", "ollama")
_LONGEST = 100  # characters of an advertising line


def changed(now: Preferences, name: str, value: Any, workshop: Workshop) -> Preferences:
    """`now` with one of them set otherwise. Raises BadOption, UnknownChoice, NotDrawnYet."""
    least, most = LIMITS["seconds"]
    if name == "character":
        workshop.character(str(value))
    elif name == "captions":
        caption_style(str(value))
    elif name == "script_engine":
        workshop.known_writer(str(value))
    elif name == "seconds" and not (isinstance(value, int | float) and least <= value <= most):
        raise BadOption(option=name, value=value, expected=f"{least:g} … {most:g}")
    elif name == "ad_line":
        value = one_line(str(value))[:_LONGEST].strip()
    elif name == "ollama":
        value = _address(str(value).strip())
    try:
        if name not in _KEPT:
            raise BadOption(option=name, value=value, expected=", ".join(_KEPT))
        return from_plain(Preferences, {**to_plain(now), name: value})
    except ValidationError as error:
        raise BadOption(option=name, value=value, expected="…") from error


def _address(raw: str) -> str:
    """As it will be called; "" for the usual one. Raises BadOption."""
    if not raw:
        return ""
    try:
        parts = urlsplit(raw if "://" in raw else f"//{raw}")
        fine = parts.scheme in ("", "http", "https") and bool(parts.hostname) and not any(sign.isspace() for sign in raw) and (parts.port or 1) > 0
    except ValueError:
        fine = False
    if not fine:
        raise BadOption(option="Ollama", value=raw, expected="http://192.168.0.5:11434")
    return ollama_address(raw)
