"""What is installed, and where: the marker that is written last, and what a folder without one is worth (nothing)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError

from shorts.files import PART, write_json
from shorts.errors import ModelBroken, ModelMissing
from shorts.models.shared import snapshot
from shorts.values import from_plain, to_plain

if TYPE_CHECKING:
    from shorts.models.catalog import Entry
    from shorts.settings import Settings

State = Literal["absent", "partial", "installed", "broken", "shared"]
MARKER = "installed.json"


@dataclass(frozen=True, slots=True)
class FileMark:
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Installed:
    """The marker. `linked`: path in the repository → the shared file that it stands for; `single`: the one file that holds the
    weights instead (a name in the folder, or an absolute path on another disk)."""

    id: str
    repo: str
    commit: str
    files: dict[str, FileMark]
    linked: dict[str, str] = field(default_factory=dict)
    single: str | None = None
    single_mark: FileMark | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a usable model is. `folder`: the repository's layout, for from_pretrained; with `single`, the weights are in that one
    file and the folder holds only configuration (from_single_file(single, config=folder)). `shared`: not ours to delete."""

    id: str
    commit: str
    folder: Path
    single: Path | None = None
    shared: bool = False

    def file(self, name: str) -> Path:
        """A file of the repository. Raises FileNotFoundError."""
        path = self.folder / name
        if not path.is_file():
            raise FileNotFoundError(path)
        return path


@dataclass(frozen=True, slots=True)
class Standing:
    """`bytes`: what is on disk now; `where`: the folder, "" where there is none; `file`: what is wrong, for "broken"."""

    state: State
    bytes: int
    where: str = ""
    file: str = ""


def folder_of(entry: Entry, settings: Settings) -> Path:
    return settings.models / entry.id


def read_marker(entry: Entry, settings: Settings) -> Installed | None:
    """None where there is none that makes sense; such a folder counts as half-installed."""
    try:
        marker = from_plain(Installed, json.loads((folder_of(entry, settings) / MARKER).read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError):
        return None
    return marker if marker.id == entry.id else None


def write_marker(entry: Entry, settings: Settings, marker: Installed) -> None:
    write_json(folder_of(entry, settings) / MARKER, to_plain(marker))


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def first_wrong(marker: Installed, folder: Path) -> str | None:
    """The first file that is gone or of another size; None where all is well. Reads no content."""
    wanted = {folder / name: mark.bytes for name, mark in marker.files.items()}
    if marker.single and marker.single_mark:
        wanted[folder / marker.single] = marker.single_mark.bytes
    for path, size in wanted.items():
        if not path.is_file() or path.stat().st_size != size:
            return path.name if path.parent == folder else path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
    return None


def where(entry: Entry, settings: Settings) -> Place:
    """The place of a usable model. Raises ModelMissing, ModelBroken."""
    folder, marker = folder_of(entry, settings), read_marker(entry, settings)
    if marker is not None:
        wrong = first_wrong(marker, folder)
        if wrong:
            raise ModelBroken(**entry.called, file=wrong)
        return Place(entry.id, marker.commit, folder, folder / marker.single if marker.single else None, shared=bool(marker.linked or marker.single))
    found = snapshot(entry, settings) if entry.repo else None
    if found is None:
        raise ModelMissing(**entry.called)
    return Place(entry.id, found[1], found[0], shared=True)


def standing(entry: Entry, settings: Settings) -> Standing:
    """How an entry of the hub stands on this machine; cheap, looks at names and sizes only."""
    folder, marker = folder_of(entry, settings), read_marker(entry, settings)
    if marker is not None:
        wrong = first_wrong(marker, folder)
        here = sum(mark.bytes for mark in marker.files.values()) + (marker.single_mark.bytes if marker.single_mark else 0)
        if wrong:
            return Standing("broken", _size(folder), str(folder), wrong)
        return Standing("shared" if marker.linked or marker.single else "installed", here, str(folder))
    found = snapshot(entry, settings)
    if found is not None:
        return Standing("shared", _size(found[0]), str(found[0]))
    here = _size(folder)
    return Standing("partial" if here else "absent", here, str(folder) if here else "")


def parts_of(folder: Path) -> list[Path]:
    """Files that a broken download left; nothing but the installer reads them."""
    return [path for path in folder.rglob(f"*{PART}") if path.is_file()]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0
