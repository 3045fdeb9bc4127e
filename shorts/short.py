"""The record of one short: what was asked, what is said, where the results are. Kept as short.json, open to hand editing."""

from __future__ import annotations

import json
import re
import secrets
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from shorts.artifacts import Finished, Footage, Photo, Picture, Scene, Script, ShortRequest
from shorts.errors import ScriptBroken, StorageUnreadable, StoreDamaged
from shorts.files import storage_errors, write_json
from shorts.values import from_plain, key_of, located, portable, to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shorts.settings import Settings

SCHEMA = 1
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From schema n to n + 1; applied one after another when an older short.json is opened."""

_PLACED = ("finished", "draft", "photos", "footage")
"""Fields that name files of the short's folder, written as "@/…"."""


@dataclass(frozen=True, slots=True)
class Short:
    """One short. `visit` counts how often its page has been read; `origin` tells an edited script from a written one."""

    id: str
    folder: Path
    created: str  # ISO time, UTC
    request: ShortRequest
    visit: int = 1
    script: Script | None = None
    origin: str = ""  # key of the step that wrote the script
    written: str = ""  # digest of the script as that step wrote it
    finished: Finished | None = None
    draft: Path | None = None  # the last small, quick look at it
    photos: tuple[Photo, ...] = ()  # the user's own, besides the page's (media.py)
    footage: tuple[Footage, ...] = ()
    away: tuple[str, ...] = ()  # ids of those that are offered no more, but that an undo may bring back (media.py)
    takes: dict[str, tuple[Scene, ...]] = field(default_factory=dict)  # earlier pictures by the scene's id, newest first (takes.py)
    made: str = ""  # `state` of the short when it was finished
    name: str = ""  # given by its owner; "": the script's title is shown

    @property
    def uploads(self) -> tuple[Picture, ...]:
        """The user's own media."""
        return (*self.photos, *self.footage)

    @property
    def edited(self) -> bool:
        """Has somebody changed the script by hand? Then it is kept, whatever else changes."""
        return self.script is not None and key_of(self.script) != self.written

    @property
    def state(self) -> str:
        """Digest of everything that a person can change and that is seen or heard in the video."""
        return key_of([self.request, self.script])


def new_short(request: ShortRequest, settings: Settings, mark: str = "") -> Short:
    """A short that isn't on disk yet. With a `mark`, its id is made of that and the source; else no other has it."""
    stamp = datetime.now(UTC)
    name = f"{_slug(request)}-{mark}" if mark else f"{stamp:%y%m%d-%H%M%S}-{_slug(request)}-{secrets.token_hex(4)}"
    return Short(name, settings.outputs / name, stamp.isoformat(timespec="seconds"), request)


def open_short(folder: Path) -> Short:
    """Raises StorageUnreadable, StoreDamaged, ScriptBroken (naming the place, so that a slip of the hand can be mended)."""
    path = folder / "short.json"
    with storage_errors(path, StorageUnreadable):
        data = path.read_bytes()
    try:
        plain = json.loads(data.decode("utf-8-sig"))  # editors on Windows may add the mark
    except UnicodeDecodeError as error:
        raise ScriptBroken(where=path.name, expected="UTF-8") from error
    except json.JSONDecodeError as error:
        raise ScriptBroken(where=f"{path.name}:{error.lineno}", expected="JSON") from error
    plain = _migrated(plain, path)
    try:
        return from_plain(Short, _located({**plain, "folder": folder}, folder))
    except ValidationError as error:
        first = error.errors()[0]
        raise ScriptBroken(where=" → ".join(map(str, first["loc"])), expected=first["msg"]) from error


def save_short(short: Short) -> None:
    """Write short.json, whole or not at all. Raises DiskFull, OutputUnwritable."""
    plain = to_plain(short)
    del plain["folder"]
    plain |= portable({name: plain[name] for name in _PLACED}, short.folder)
    write_json(short.folder / "short.json", {"schema": SCHEMA, **plain})


_locks: dict[Path, threading.RLock] = {}
_locks_guard = threading.Lock()


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """One change of a short at a time: whoever reads short.json to write it again does so within this. Reentrant."""
    with _locks_guard:
        lock = _locks.setdefault(folder, threading.RLock())
    with lock:
        yield


def update_short(folder: Path, change: Callable[[Short], Short]) -> Short:
    """The short as it is on disk, changed and saved, with nobody between. Raises what open_short and save_short raise."""
    with changing(folder):
        changed = change(open_short(folder))
        save_short(changed)
        return changed


def start_short(request: ShortRequest, settings: Settings, script: Script | None = None) -> Short:
    """The short that this very request (with this very script) began or finished before, else a new one, saved.

    An unfinished one goes on where it stopped; a finished one reads its page again, since pages change.
    """
    short = new_short(request, settings, key_of([request, script] if script else request)[:8])
    if (short.folder / "short.json").exists():
        short = open_short(short.folder)
        if short.finished:
            short = replace(short, visit=short.visit + 1, finished=None, draft=None)
    elif script:
        short = replace(short, script=script)
    save_short(short)
    return short


def keep_finished(short: Short, finished: Finished) -> Short:
    """`short` with its results, saved. A script that somebody edited while it was being made stays as they left it."""
    return update_short(short.folder, lambda latest: replace(latest, finished=finished, made=short.state))


def keep_draft(short: Short, draft: Path) -> Short:
    """`short` with its draft, saved; its results and what somebody edited meanwhile stay."""
    return update_short(short.folder, lambda latest: replace(latest, draft=draft))


def _migrated(plain: Any, path: Path) -> dict[str, Any]:
    schema = plain.pop("schema", None) if isinstance(plain, dict) else None
    if not isinstance(schema, int) or not 1 <= schema <= SCHEMA:
        raise StoreDamaged(path=path, where=f"schema {schema}")
    for version in range(schema, SCHEMA):
        plain = MIGRATIONS[version](plain)
    return dict(plain)


def _located(plain: dict[str, Any], folder: Path) -> dict[str, Any]:
    return {**plain, **{name: located(plain[name], folder) for name in _PLACED if name in plain}}


def _slug(request: ShortRequest) -> str:
    """A few readable characters of the source; only letters that every file system takes."""
    source = request.source.strip()
    if "://" in source:
        parts = urlsplit(source)
        source = f"{parts.hostname}-{parts.path.rstrip('/').rsplit('/', 1)[-1]}"
    elif request.kind in ("auto", "file") and "\n" not in source and Path(source).suffix:
        source = Path(source).stem
    return re.sub(r"[^0-9a-z가-힣]+", "-", source.lower())[:28].strip("-") or "short"
