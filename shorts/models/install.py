"""Installing one model of the hub: list, ask for room, fetch what isn't here, verify, and only then say that it is installed.

    models/<id>/…                     the repository's files, each in place only after its size and hash were right
    models/<id>/<file>.<key>.part     what has arrived so far of a file; the key tells the version, so a resumed download can't mix two
    models/<id>/installed.json        written last; without it nothing in the folder is ever used
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from shorts.errors import OutputUnwritable
from shorts.files import PART, ask_room, human_size, storage_errors, sync
from shorts.errors import DownloadBroken, DownloadWrong, HubMissing, HubUnreachable, ModelBroken, ModelBusy, ModelMissing
from shorts.models.hub import CHUNK, Hub, RemoteFile
from shorts.models.licences import demand_consent
from shorts.models.shared import find_by_size, matches
from shorts.models.store import MARKER, FileMark, Installed, first_wrong, folder_of, now, parts_of, read_marker, standing, write_marker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shorts.models.catalog import Entry
    from shorts.models.hub import Listing
    from shorts.progress import Work
    from shorts.settings import Settings

log = logging.getLogger(__name__)
STAGE = "model"
_PAUSES = (0.5, 2.0, 5.0)  # seconds before each new try; a try that brought bytes starts the count anew


@dataclass(frozen=True)
class _Task:
    """Everything about one installation that its steps share."""

    entry: Entry
    settings: Settings
    work: Work
    folder: Path
    listing: Listing
    files: tuple[RemoteFile, ...]
    total: int

    def tell(self, done: float, file: str) -> None:
        self.work.step(STAGE, done, self.total, file)


def install(entry: Entry, settings: Settings, work: Work, *, accept: bool = False) -> None:
    """Fetch an entry of the hub; what is here already is kept. Progress is in bytes, `note` names the file.

    Raises LicenceNotAccepted, ModelBusy, HubError, DiskFull, OutputUnwritable, Cancelled. After any of these nothing half-installed
    is usable, and the next call goes on where this one stopped.
    """
    demand_consent(entry, settings, accept=accept)
    if standing(entry, settings).state in ("installed", "shared"):
        return
    with _alone(entry, settings):
        (folder_of(entry, settings) / MARKER).unlink(missing_ok=True)  # a broken one: from here on it is half-installed
        with Hub(settings.hub) as hub:
            work.check()
            listing = hub.list_files(entry.repo, entry.revision)
            task = _plan(entry, settings, work, listing)
            single, single_mark = _adopt_single(task)
            if single:
                task = replace(task, files=_small(task.files), total=sum(file.bytes for file in _small(task.files)))
            _ask_room(task)
            marks, linked = _gather(task, hub)
        for part in parts_of(task.folder):
            part.unlink(missing_ok=True)
        write_marker(entry, settings, Installed(entry.id, entry.repo, listing.commit, marks, linked, single, single_mark, now()))


def verify(entry: Entry, settings: Settings, work: Work) -> None:
    """Read every file and compare it with what was installed. Raises ModelMissing, ModelBroken, Cancelled."""
    folder, marker = folder_of(entry, settings), read_marker(entry, settings)
    if marker is None:
        if standing(entry, settings).state == "shared":  # another program's; its pins were compared
            return
        raise ModelMissing(**entry.called)
    wrong = first_wrong(marker, folder)
    if wrong:
        raise ModelBroken(**entry.called, file=wrong)
    marks = dict(marker.files) | ({marker.single: marker.single_mark} if marker.single and marker.single_mark else {})
    total, done = sum(mark.bytes for mark in marks.values()), 0
    for name, mark in marks.items():
        digest = hashlib.sha256()
        for chunk in _chunks(folder / name):
            digest.update(chunk)
            done += len(chunk)
            work.step(STAGE, done, total, name)
        if digest.hexdigest() != mark.sha256:
            (folder / MARKER).unlink(missing_ok=True)
            if not (folder / name).is_symlink() and name in marker.files:
                (folder / name).unlink(missing_ok=True)
            raise ModelBroken(**entry.called, file=name)


def remove(entry: Entry, settings: Settings) -> int:
    """Delete what was installed or half-installed; returns the bytes freed. Shared files are never touched. Raises ModelBusy, OutputUnwritable."""
    with _alone(entry, settings):
        folder = folder_of(entry, settings)
        if not folder.is_dir():
            return 0
        (folder / MARKER).unlink(missing_ok=True)  # first, so that a removal that breaks off leaves nothing usable
        files = [path for path in folder.rglob("*") if path.is_file() or path.is_symlink()]
        freed = sum(path.stat().st_size for path in files if not path.is_symlink() and path.stat().st_nlink == 1)
        with storage_errors(folder):
            shutil.rmtree(folder)  # links go, what they point at stays
        return freed


# --- planning -----------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _alone(entry: Entry, settings: Settings) -> Iterator[None]:
    """One process at a time works on a model. Raises ModelBusy."""
    locks = settings.models / ".locks"
    with storage_errors(locks):
        locks.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(locks / f"{entry.id}.lock", timeout=0):
            yield
    except Timeout as error:
        raise ModelBusy(model=entry.id) from error


def _plan(entry: Entry, settings: Settings, work: Work, listing: Listing) -> _Task:
    """Raises HubMissing if the repository lacks what the catalogue names, DownloadWrong if it publishes another hash."""
    found: dict[str, RemoteFile] = {}
    for wanted in entry.files:
        named = [file for file in listing.files if matches(wanted, file.path)]
        if not named:
            raise HubMissing(repo=entry.repo, what=wanted)
        found |= {file.path: file for file in named}
    for pin in entry.pins:
        remote = found.get(pin.file)
        if remote is None:
            raise HubMissing(repo=entry.repo, what=pin.file)
        if pin.sha256 and remote.sha256 and pin.sha256 != remote.sha256:
            raise DownloadWrong(file=pin.file, expected=pin.sha256[:12], found=remote.sha256[:12])
        if pin.bytes and pin.bytes != remote.bytes:
            raise DownloadWrong(file=pin.file, expected=pin.bytes, found=remote.bytes)
        found[pin.file] = replace(remote, sha256=pin.sha256 or remote.sha256)
    files = tuple(found.values())
    return _Task(entry, settings, work, folder_of(entry, settings), listing, files, sum(file.bytes for file in files))


def _small(files: tuple[RemoteFile, ...]) -> tuple[RemoteFile, ...]:
    """All but the weights: what a single-file checkpoint needs beside it."""
    return tuple(file for file in files if not file.path.endswith(".safetensors"))


def _ask_room(task: _Task) -> None:
    """Raises DiskFull before anything is fetched."""
    here = sum(path.stat().st_size for path in (*(task.folder / file.path for file in task.files), *parts_of(task.folder)) if path.is_file())
    ask_room(task.settings.models, max(task.total - here, 0) + task.settings.free_bytes)


# --- files that are on this machine already ---------------------------------------------------------------------------


def _adopt_single(task: _Task) -> tuple[str | None, FileMark | None]:
    """The one file of ComfyUI or A1111 that holds this entry's weights, linked or, from another disk, named. Read once, to be sure."""
    pin = task.entry.single
    if pin is None or not pin.sha256 or not pin.bytes:
        return None, None
    for path in find_by_size(task.settings).get(pin.bytes, []):
        if _sha256(path, task.work) == pin.sha256:
            linked = _link(path, task.folder / pin.file)
            return (pin.file if linked else str(path)), FileMark(pin.bytes, pin.sha256)
    return None, None


def _adopt(task: _Task, file: RemoteFile, here: dict[int, list[Path]]) -> Path | None:
    """The same large file in a shared folder or in another model of ours, linked into place; None where there is none."""
    if file.sha256 is None:
        return None
    for path in here.get(file.bytes, []):
        if _sha256(path, task.work) == file.sha256 and _link(path, task.folder / file.path):
            return path
    return None


def _link(source: Path, target: Path) -> bool:
    """A hard link, or a symbolic one across disks; False where the system allows neither (Windows across disks, some USB sticks)."""
    with storage_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
    for link in (os.link, os.symlink):
        with contextlib.suppress(OSError):
            link(source.resolve(), target)
            return True
    return False


def _own_weights(settings: Settings) -> dict[int, list[Path]]:
    """Finished large files of other models, by size."""
    found: dict[int, list[Path]] = {}
    for path in settings.models.glob("*/**/*.safetensors"):
        if not path.is_symlink() and path.is_file():
            found.setdefault(path.stat().st_size, []).append(path)
    return found


# --- fetching -----------------------------------------------------------------------------------------------------


def _gather(task: _Task, hub: Hub) -> tuple[dict[str, FileMark], dict[str, str]]:
    """Every file in place: (marks, path → shared file that it is a link to)."""
    shared, own = find_by_size(task.settings), _own_weights(task.settings)
    marks: dict[str, FileMark] = {}
    linked: dict[str, str] = {}
    done = 0
    for file in task.files:
        task.tell(done, file.path)
        mark = _present(task, file)
        if mark is None and _adopt(task, file, own):
            mark = FileMark(file.bytes, file.sha256 or "")
        if mark is None and (source := _adopt(task, file, shared)):
            mark, linked[file.path] = FileMark(file.bytes, file.sha256 or ""), str(source)
        marks[file.path] = mark or _fetch(task, hub, file, done)
        done += file.bytes
    task.tell(done, "")
    return marks, linked


def _present(task: _Task, file: RemoteFile) -> FileMark | None:
    """A file that an earlier call finished, read again: it may have been changed since."""
    path = task.folder / file.path
    if not path.is_file() or path.stat().st_size != file.bytes:
        return None
    digest = file.digest()
    for chunk in _chunks(path):
        task.work.check()
        digest.update(chunk)
    return None if digest.differs() else FileMark(file.bytes, digest.sha256)


def _fetch(task: _Task, hub: Hub, file: RemoteFile, before: int) -> FileMark:
    """Bring a file in, from wherever an earlier try stopped. Raises HubError, DiskFull, Cancelled."""
    path = task.folder / file.path
    part = path.with_name(f"{path.name}.{file.key}{PART}")
    with storage_errors(path):
        part.parent.mkdir(parents=True, exist_ok=True)
        for stale in path.parent.glob(f"{path.name}.*{PART}"):  # of another version
            if stale != part:
                stale.unlink(missing_ok=True)
        pauses = list(_PAUSES)
        while not part.exists() or part.stat().st_size != file.bytes:
            had = part.stat().st_size if part.exists() else 0
            try:
                _stream(task, hub, file, part, before)
            except HubUnreachable as error:
                got = part.stat().st_size if part.exists() else 0
                pauses = list(_PAUSES) if got > had else pauses
                log.info("%s: %s after %d of %d bytes", file.path, error.details["reason"], got, file.bytes)
                if not pauses and got == 0 and before == 0:
                    raise
                if not pauses:
                    raise DownloadBroken(file=file.path, done=human_size(got), total=human_size(file.bytes)) from error
                task.work.cancel.wait(pauses.pop(0))
                task.work.check()
        return _accept(task, file, part, path)


def _stream(task: _Task, hub: Hub, file: RemoteFile, part: Path, before: int) -> None:
    start = part.stat().st_size if part.exists() else 0
    if start > file.bytes:
        part.unlink()
        start = 0
    with hub.read(task.listing, file, start) as (begin, chunks), part.open("r+b" if begin else "wb") as out:
        out.truncate(begin)
        out.seek(begin)
        done = begin
        for chunk in chunks:
            out.write(chunk)
            done += len(chunk)
            if done > file.bytes:
                raise DownloadWrong(file=file.path, expected=human_size(file.bytes), found=f"> {human_size(file.bytes)}")
            task.tell(before + done, file.path)
    if done < file.bytes:
        raise HubUnreachable(host=task.settings.hub, reason="short answer")


def _accept(task: _Task, file: RemoteFile, part: Path, path: Path) -> FileMark:
    """Read the finished file from the disk, compare, and put it in place. Raises DownloadWrong."""
    digest = file.digest()
    for chunk in _chunks(part):
        task.work.check()
        digest.update(chunk)
    differs = digest.differs()
    if differs:
        part.unlink()
        raise DownloadWrong(file=file.path, expected=differs[0], found=differs[1])
    sync(part)
    try:
        part.replace(path)
    except PermissionError as error:
        raise OutputUnwritable(path=path, reason=error.strerror) from error
    return FileMark(file.bytes, digest.sha256)


def _sha256(path: Path, work: Work) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks(path):
        work.check()
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
