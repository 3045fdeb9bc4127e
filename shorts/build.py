"""A short is a build: every artifact is keyed by the inputs that made it, and made once.

    outputs/<id>/short.json          what was asked, the script, the choices: readable and hand-editable
    outputs/<id>/manifest.jsonl      one line per finished step, written after its files are safe
    outputs/<id>/used.json           which steps the last results stand on
    outputs/<id>/artifacts/          content-keyed files, <step>-<key>.<suffix>
    outputs/<id>/short.mp4 …         the results

A step is fresh when the manifest has its key and every file it names has the size and digest noted there. A process that is killed
leaves at most one step unfinished: temporary files are swept and a torn manifest line is dropped when the build is next opened.
"""

from __future__ import annotations

import json
import os
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from filelock import FileLock, Timeout

from shorts.errors import ShortBusy
from shorts.files import digest, storage_errors, sweep, write_json, write_text
from shorts.values import from_plain, key_of, located, portable, to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

T = TypeVar("T")

USED = "used.json"
"""Goal → keys of the steps that its last result stands on; what no goal stands on can be cleaned up."""


@dataclass(frozen=True, slots=True)
class FileMark:
    """A file as it was when its step ended; `name` is relative to the short's folder."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the manifest. `value` is the step's result as plain JSON."""

    key: str
    step: str
    files: tuple[FileMark, ...]
    value: Any


class Build:
    """The folder of one short. Steps may be made from several threads of one process; `opened` keeps other processes out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[str] = []  # "step key" in the order in which steps were really made, for reports and tests
        self._guard = threading.Lock()
        self._records: dict[str, Record] = {}
        self._used: set[str] = set()

    @classmethod
    @contextmanager
    def opened(cls, folder: Path) -> Iterator[Build]:
        """Open for making. Raises ShortBusy if another process is at it, OutputUnwritable, DiskFull."""
        build = cls(folder)
        with storage_errors(folder):
            (folder / "artifacts").mkdir(parents=True, exist_ok=True)
            lock = FileLock(folder / ".lock", timeout=0)
            try:
                lock.acquire()
            except Timeout as taken:
                raise ShortBusy(path=folder) from taken
        try:
            with storage_errors(folder):
                sweep(folder)
                build._records = {record.key: record for record in build._read()}
            yield build
        finally:
            lock.release()

    @property
    def artifacts(self) -> Path:
        return self.folder / "artifacts"

    @property
    def _manifest(self) -> Path:
        return self.folder / "manifest.jsonl"

    def path(self, step: str, inputs: object, suffix: str) -> Path:
        """Where the step with these inputs puts its file."""
        return self.artifacts / f"{step}-{self.key(step, inputs)}{suffix}"

    def key(self, step: str, inputs: object) -> str:
        """Of the step and its inputs; where the short's folder lies doesn't matter."""
        return key_of([step, portable(to_plain(inputs), self.folder)])

    def step(
        self, step: str, inputs: object, kind: type[T], make: Callable[[], T], files: Callable[[T], Sequence[Path]] = lambda _: ()
    ) -> T:
        """The result of a step: from the manifest when it is fresh, else made now.

        inputs: everything that the result depends on, as plain values. kind: the dataclass of the result. files: the files
        (inside the short's folder) that the result stands on.
        """
        key = self.key(step, inputs)
        self._used.add(key)
        record = self._fresh(key)
        if record is not None:
            return from_plain(kind, located(record.value, self.folder))
        value = make()
        self._commit(Record(key, step, tuple(self._mark(path) for path in files(value)), portable(to_plain(value), self.folder)))
        return value

    def note_used(self, goal: str) -> None:
        """`goal` is reached, and stands on the steps that were asked for since the build was opened."""
        path = self.folder / USED
        with storage_errors(path):
            before = _noted(path.read_text(encoding="utf-8")) if path.exists() else {}
        write_json(path, {**before, goal: sorted(self._used)})

    def used(self, step: str, kind: type[T]) -> list[T]:
        """What was asked of `step` since the build was opened, and made then or before."""
        with self._guard:
            records = [self._records[key] for key in sorted(self._used) if key in self._records]
        return [from_plain(kind, located(record.value, self.folder)) for record in records if record.step == step]

    def is_fresh(self, step: str, inputs: object) -> bool:
        return self._fresh(self.key(step, inputs)) is not None

    def _fresh(self, key: str) -> Record | None:
        with self._guard:
            record = self._records.get(key)
        if record is None or not all(self._holds(mark) for mark in record.files):
            return None
        return record

    def _holds(self, mark: FileMark) -> bool:
        path = self.folder / mark.name
        return path.is_file() and path.stat().st_size == mark.size and digest(path) == mark.digest

    def _mark(self, path: Path) -> FileMark:
        return FileMark(path.relative_to(self.folder).as_posix(), path.stat().st_size, digest(path))

    def _commit(self, record: Record) -> None:
        line = json.dumps(to_plain(record), ensure_ascii=False) + "\n"
        with self._guard, storage_errors(self._manifest), self._manifest.open("a", encoding="utf-8", newline="\n") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
            self._records[record.key] = record
            self.made.append(f"{record.step} {record.key}")

    def _read(self) -> list[Record]:
        """Every whole line. A torn last line is cut off, so that the next line doesn't continue it."""
        if not self._manifest.exists():
            return []
        lines = self._manifest.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
        whole = [record for line in lines if (record := _record(line)) is not None]
        if len(whole) < len(lines):
            write_text(self._manifest, "".join(json.dumps(to_plain(record), ensure_ascii=False) + "\n" for record in whole))
        return whole


def records_of(folder: Path, step: str = "") -> list[Record]:
    """The whole lines of a short's manifest (of one step), oldest first, without the lock: a job may be writing the next one."""
    path = folder / "manifest.jsonl"
    with storage_errors(path):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True) if path.exists() else []
    mark = f'"step": "{step}"' if step else ""  # parsing every line costs more than reading the file
    found = [record for line in lines if mark in line and (record := _record(line)) is not None]
    return [record for record in found if step in ("", record.step)]


def last_made(folder: Path, step: str, kind: type[T], key: str = "") -> T | None:
    """What `step` (with that key) gave when it was made last, if its files are still there; None before it was ever made. Needs no lock."""
    for record in reversed(records_of(folder, step)):
        if key in ("", record.key) and all((folder / mark.name).is_file() for mark in record.files):
            return from_plain(kind, located(record.value, folder))
    return None


def _noted(text: str) -> dict[str, Any]:
    """What used.json says; nothing, if it can't be read: it is written anew."""
    try:
        return dict(json.loads(text))
    except (ValueError, TypeError):
        return {}


def _record(line: str) -> Record | None:
    if not line.endswith("\n"):
        return None
    try:
        return from_plain(Record, json.loads(line))
    except ValueError:  # includes pydantic's and json's
        return None
