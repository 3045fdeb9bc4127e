"""What the studio's files take on the disk, and making room: only of what can be made again or was thrown away."""

from __future__ import annotations

import json
import shutil
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from filelock import FileLock, Timeout

from shorts.build import USED, records_of
from shorts.errors import BadOption, StorageError
from shorts.files import storage_errors
from shorts.library import TRASH
from shorts.shelf import files_in, size_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from shorts.library import Library
    from shorts.settings import Settings

Room = Literal["artifacts", "previews", "trash", "uploads", "cache"]

_FRESH = 30.0  # seconds for which a measurement is shown again
_DAY = 24 * 3600.0
_PREVIEWS = ("music", "captions", "previews", "voices", "samples", "looks")
"""Folders of the cache; each short has a folder of previews, too."""
_UPLOADS, _OPENED = "uploads", "opened"
"""Folders of the cache: what browsers send up on its way into a short, and pages that shorts are made from, which stay."""
_TRIM = 0.9  # of the quota, when the cache has outgrown it


@dataclass(frozen=True, slots=True)
class DiskUse:
    """Bytes. `artifacts` is the part of the shorts that none of their videos needs any more; `free` is what the disk has left."""

    shorts: int
    artifacts: int
    previews: int
    uploads: int
    trash: int
    cache: int
    free: int


class Disk:
    """Safe to call from any thread; one measures at a time, and the others wait for its result."""

    def __init__(self, settings: Settings, library: Library) -> None:
        self._settings, self._library = settings, library
        self._guard = threading.Lock()
        self._last: tuple[float, DiskUse] | None = None

    def use(self, *, fresh: bool = False) -> DiskUse:
        """What takes how much; a measurement some seconds old unless `fresh`."""
        with self._guard:
            if self._last is None or fresh or time.monotonic() - self._last[0] > _FRESH:
                self._last = time.monotonic(), self._measured()
            return self._last[1]

    def clean_up(self, kinds: Collection[Room]) -> int:
        """Make room; the bytes freed. What is in use just now is left. Raises BadOption for an unknown kind, OutputUnwritable.

        artifacts: pieces of shorts that none of their last videos and drafts is made of: needed again only if an edit is taken back.
        previews, cache: made again when wanted. uploads: sent up by a browser more than a day ago. trash: all of it, for good.
        """
        for kind in kinds:
            if kind not in get_args(Room):
                raise BadOption(option="kind", value=kind, expected=", ".join(get_args(Room)))
        freed = 0
        for kind in dict.fromkeys(kinds):
            if kind == "trash":
                freed += self._library.empty_trash()
            elif kind == "artifacts":
                freed += sum(_clean_short(folder) for folder in self._shorts())
            else:
                freed += _removed(self._removable(kind))
        with self._guard:
            self._last = None
        return freed

    def keep_quota(self) -> int:
        """Remove the cache's oldest files if it has outgrown Settings.cache_bytes; the bytes freed. Meant for a start, when nothing is in use."""
        files = [(changed, path, size) for name in _places(self._settings.cache) if name.name != _OPENED for path, size, changed in _listed(name)]
        excess = sum(size for _, _, size in files) - self._settings.cache_bytes
        if excess <= 0:
            return 0
        excess += round((1 - _TRIM) * self._settings.cache_bytes)
        doomed = []
        for _, path, size in sorted(files):
            if excess <= 0:
                break
            doomed.append(Path(path))
            excess -= size
        return _removed(doomed)

    def _measured(self) -> DiskUse:
        cache, outputs = self._settings.cache, self._settings.outputs
        parts = {kind: _total(self._removable(kind)) for kind in ("previews", "uploads", "cache")}
        unused = sum(_total(_unused(folder)) for folder in self._shorts())
        shown = sum(size_of(folder / "previews") for folder in self._shorts())
        trash = size_of(outputs / TRASH)
        with storage_errors(outputs):
            free = shutil.disk_usage(next(folder for folder in (outputs, *outputs.parents) if folder.is_dir())).free
        shorts = size_of(outputs) - trash - unused - shown - (size_of(cache) if cache.is_relative_to(outputs) else 0)
        return DiskUse(shorts, unused, parts["previews"], parts["uploads"], trash, parts["cache"], free)

    def _shorts(self) -> list[Path]:
        with storage_errors(self._settings.outputs):
            return [path.parent for path in self._settings.outputs.glob("*/short.json")]

    def _removable(self, kind: str) -> list[Path]:
        """The files of the cache that a clean-up of this kind removes."""
        shorts = self._shorts() if kind == "previews" else []
        found = [Path(path) for folder in shorts for path, _, _ in files_in(folder / "previews")]
        for place in _places(self._settings.cache):
            of = "previews" if place.name in _PREVIEWS else place.name if place.name in (_UPLOADS, _OPENED) else "cache"
            if of == kind:
                old = time.time() - _DAY if kind == "uploads" else float("inf")
                found += [Path(path) for path, _, changed in _listed(place) if changed < old]
        return found


def _places(cache: Path) -> list[Path]:
    """Files and folders of the cache itself."""
    with storage_errors(cache):
        return sorted(cache.iterdir()) if cache.is_dir() else []


def _listed(place: Path) -> list[tuple[str, int, float]]:
    if place.is_dir():
        return list(files_in(place))
    facts = place.stat()
    return [(str(place), facts.st_size, facts.st_mtime)]


def _total(paths: list[Path]) -> int:
    """Bytes of those files that are still there."""
    total = 0
    for path in paths:
        with suppress(OSError):
            total += path.stat().st_size
    return total


def _removed(paths: list[Path]) -> int:
    """Remove files, and folders that this empties; the bytes freed. What can't be removed is in use, and left."""
    freed = 0
    for path in paths:
        with suppress(OSError):
            size = path.stat().st_size
            path.unlink()
            freed += size
    for folder in sorted({path.parent for path in paths}, key=lambda folder: -len(folder.parts)):
        with suppress(OSError):
            folder.rmdir()  # only ever an empty one
    return freed


def _clean_short(folder: Path) -> int:
    """Remove a short's unused artifacts, unless it is being made."""
    if not _unused(folder):
        return 0
    lock = FileLock(folder / ".lock", timeout=0)
    try:
        with storage_errors(folder), lock:
            return _removed(_unused(folder))
    except Timeout:
        return 0


def _unused(folder: Path) -> list[Path]:
    """Artifacts that the short's last video and draft are not made of. None where nobody noted what they are made of.

    What is newer than that note is part of something that isn't finished yet.
    """
    try:
        noted = (folder / USED).stat().st_mtime
        used = {key for keys in json.loads((folder / USED).read_text(encoding="utf-8")).values() for key in keys}
        needed = {(folder / mark.name).as_posix() for record in records_of(folder) if record.key in used for mark in record.files}
    except (OSError, ValueError, AttributeError, StorageError):
        return []
    return [Path(path) for path, _, changed in files_in(folder / "artifacts") if changed < noted and Path(path).as_posix() not in needed]
