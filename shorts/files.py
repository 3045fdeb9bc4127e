"""Files that are either whole or not there: written beside, synced, renamed; storage errors in people's words."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from shorts.errors import DiskFull, EncoderFailed, OutputUnwritable, ShortsError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

PART = ".part"
"""Suffix of files still being written; nothing that carries it is ever read."""

_FULL = {errno.ENOSPC, errno.EDQUOT}
_REFUSED = {
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOENT, errno.ENAMETOOLONG, errno.EINVAL, errno.EIO, errno.EBUSY,
}  # fmt: skip
_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.8) if os.name == "nt" else ()  # seconds; there virus scanners and players hold files for a moment


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a path to write to; when the block ends well it becomes `path`, else it is removed.

    The temporary name keeps the suffix (encoders choose their format by it). Raises DiskFull, OutputUnwritable.
    """
    part = path.with_name(f".{path.stem}{PART}{path.suffix}")
    with storage_errors(path), _being_written(part):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield part
            sync(part)
            _rename(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)


_written: set[Path] = set()  # what this very process is writing: not a leftover


@contextmanager
def _being_written(part: Path) -> Iterator[None]:
    _written.add(part.absolute())
    try:
        yield
    finally:
        _written.discard(part.absolute())


def move(path: Path, target: Path) -> None:
    """Rename a file or folder, on one disk; safe from a power cut when this returns. Raises OutputUnwritable."""
    with storage_errors(path):
        target.parent.mkdir(parents=True, exist_ok=True)
        _rename(path, target)
        _sync_folder(target.parent)
        _sync_folder(path.parent)


def _rename(part: Path, path: Path) -> None:
    for pause in _PATIENCE:
        try:
            part.replace(path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    part.replace(path)


@contextmanager
def scratch(path: Path) -> Iterator[Path]:
    """A folder beside `path` for files on the way to it, gone when the block ends. Raises DiskFull, OutputUnwritable.

    Beside it, since that is the disk that was asked for room.
    """
    with storage_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".scratch{PART}-", dir=path.parent, ignore_cleanup_errors=True) as folder, _being_written(Path(folder)):
            yield Path(folder)


def write_bytes(path: Path, data: bytes) -> None:
    with replacing(path) as part:
        part.write_bytes(data)


def write_text(path: Path, text: str) -> None:
    write_bytes(path, text.encode("utf-8"))


def write_json(path: Path, value: object) -> None:
    """Indented, Korean kept readable: people open these files."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def sync(path: Path) -> None:
    """Flush a file to the disk itself, so that a power cut after the rename can't leave it empty."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows can't open folders; its rename is journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest(path: Path) -> str:
    """128-bit BLAKE2b of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def names_file(text: str) -> bool:
    """Is `text` the path of an existing file? Texts that no file system takes for a name (too long, with NUL) are not."""
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def sweep(folder: Path) -> None:
    """Remove what killed writers left behind; what other threads of this process are writing stays."""
    for leftover in list(folder.rglob(f".*{PART}*")):
        if not _written.isdisjoint((leftover.absolute(), *leftover.absolute().parents)):
            continue
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)


def ask_room(folder: Path, needed: int) -> None:
    """Raises DiskFull if fewer than `needed` bytes are free where `folder` is or will be; OutputUnwritable."""
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    if free < needed:
        raise DiskFull(path=folder, free=human_size(free), needed=human_size(needed))


def human_size(count: float) -> str:
    """1536 → "1.5 KB"."""
    for unit in ("B", "KB", "MB", "GB"):
        if count < 1024:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1024
    return f"{count:.1f} TB"


@contextmanager
def storage_errors(path: Path, refused: type[StorageError] = OutputUnwritable) -> Iterator[None]:
    """Turn what the operating system says about `path` into DiskFull or `refused`: OutputUnwritable, StorageUnreadable where it is only read."""
    try:
        yield
    except ShortsError:
        raise
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(path=path, free=free_room(path), needed="?") from error
        if error.errno in _REFUSED:
            raise refused(path=path, reason=error.strerror or type(error).__name__) from error
        raise


_NO_ROOM = 4 * 1024 * 1024
"""Bytes free below which a failed encoder is taken to have failed for want of room."""


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """Whatever in the block fails because the disk of `folder` is full becomes DiskFull: engines' own files, ffmpeg's too."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(path=folder, free=free_room(folder), needed="?") from error
        raise
    except EncoderFailed as error:  # ffmpeg says it in words only, which nobody reads
        if shutil.disk_usage(folder).free < _NO_ROOM:
            raise DiskFull(path=folder, free=free_room(folder), needed="?") from error
        raise


def free_room(path: Path) -> str:
    """What the disk has left where `path` is or would be, for people."""
    for folder in (path, *path.parents):
        if folder.is_dir():
            return human_size(shutil.disk_usage(folder).free)
    return "?"
