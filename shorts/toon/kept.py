"""Which drawings of a character there are, and whether they show it as its file has it today. Apart from the drawing itself, since pages ask.

Two places each: what ships lies beside the character's file (ID.puppet) and in assets/cast (ID.webp); what is drawn on this computer, when
it is first needed, lies in the cache.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from shorts.values import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shorts.cast import Character
    from shorts.settings import Settings

FORMAT = 3
"""Of puppets. Rises when older files can't be read any more, or when the same record would be drawn into other layers."""
PORTRAIT_VERSION = "2"
"""Changes whenever the same character would be pictured differently."""
DESCRIPTION = 0x010E
"""The Exif tag that holds what a portrait was drawn from."""


def record_digest(record: Mapping[str, Any]) -> str:
    """What a puppet is made from, as 32 hex digits; independent of the order of keys."""
    text = json.dumps(record, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(f"{FORMAT}:{text}".encode(), digest_size=16).hexdigest()


# --- puppets -----------------------------------------------------------------------------------------------------


def read_header(path: Path) -> dict[str, Any]:
    """A puppet's header alone. Raises zipfile.BadZipFile, KeyError or ValueError where the file isn't a puppet."""
    with zipfile.ZipFile(path) as archive:
        header = json.loads(archive.read("header.json").decode("utf-8"))
    if not isinstance(header, dict):
        raise ValueError(f"{path.name}: header.json is not an object")
    return header


def contents(path: Path) -> dict[str, bytes]:
    """Everything in a puppet, by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def is_current(path: Path, digest: str) -> bool:
    """Whether `path` is a whole puppet of this format made from the record with this digest."""
    return path.is_file() and _made_of(path, path.stat().st_mtime_ns) == (FORMAT, digest)


@lru_cache(maxsize=512)
def _made_of(path: Path, changed: int) -> tuple[Any, Any]:
    """Format and digest of a puppet's record; changed: when the file was, so that a new one is read anew."""
    try:
        header = read_header(path)
    except (FileNotFoundError, zipfile.BadZipFile, KeyError, ValueError):
        return None, None
    return header.get("format"), header.get("digest")


def found_puppet(character: Character, settings: Settings) -> Path | None:
    """The file of this very record: the one beside the character's file, or else the one that was made on first use; None where there is none."""
    digest = record_digest(character.toon or {})
    return next((path for path in (shipped_puppet(character, settings), kept_puppet(character, settings)) if is_current(path, digest)), None)


def shipped_puppet(character: Character, settings: Settings) -> Path:
    return settings.characters / f"{character.id}.puppet"


def kept_puppet(character: Character, settings: Settings) -> Path:
    return settings.cache / "puppets" / f"{character.id}-{record_digest(character.toon or {})[:12]}.puppet"


# --- portraits ---------------------------------------------------------------------------------------------------


def portrait_key(character: Character) -> str:
    """Changes whenever the portrait would."""
    return key_of([PORTRAIT_VERSION, record_digest(character.toon or {}), character.palette])[:16]


def found_portrait(character: Character, settings: Settings) -> Path | None:
    """The portrait of this very record: the one that ships, or else the one that was drawn at first look; None where there is none."""
    shipped, kept = shipped_portrait(character, settings), kept_portrait(character, settings)
    if shipped.is_file() and _drawn_from(shipped, shipped.stat().st_mtime_ns) == portrait_key(character):
        return shipped
    return kept if kept.is_file() else None


def shipped_portrait(character: Character, settings: Settings) -> Path:
    return settings.assets / "cast" / f"{character.id}.webp"


def kept_portrait(character: Character, settings: Settings) -> Path:
    return settings.cache / "portraits" / f"{character.id}-{portrait_key(character)}.webp"


@lru_cache(maxsize=512)
def _drawn_from(path: Path, changed: int) -> str:
    """The key that a portrait was drawn from, "" where it doesn't say. changed: when the file was, so that a new one is read anew."""
    from PIL import Image

    try:
        with Image.open(path) as picture:
            return str(picture.getexif().get(DESCRIPTION, ""))
    except OSError:
        return ""
