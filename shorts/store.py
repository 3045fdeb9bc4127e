"""studio.db: one SQLite file, opened by each part of the studio that keeps something in it, its failures in people's words."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

from shorts.errors import DatabaseDamaged, DiskFull, OutputUnwritable
from shorts.files import free_room, storage_errors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_UNWRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Store:
    """One connection. Safe to call from any thread; WAL, so readers never wait for the writer.

    What is committed is on the disk, also after a power cut (but see `synchronous`). Every method may raise DiskFull, OutputUnwritable, DatabaseDamaged.
    """

    schema: ClassVar[str] = ""
    later: ClassVar[dict[str, dict[str, str]]] = {}
    """Table → column → its type and default, for columns that came after the first version."""
    synchronous: ClassVar[str] = "full"
    """"normal" for what can be made again: a power cut may then undo the last commits, and never damages the file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = threading.RLock()
        with self._guard, self._errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._db.close()  # Windows can't move an open file aside
                raise

    def close(self) -> None:
        with self._guard:
            self._db.close()

    def _prepare(self) -> None:
        self._db.execute("pragma busy_timeout = 5000")
        self._db.execute("pragma journal_mode = wal")
        self._db.execute(f"pragma synchronous = {self.synchronous}")
        self._db.executescript(self.schema)
        for table, columns in self.later.items():
            known = {row[1] for row in self._db.execute(f"pragma table_info({table})")}
            for column, kind in columns.items():
                if column not in known:
                    self._db.execute(f"alter table {table} add column {column} {kind}")

    def _do(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        with self._guard, self._errors():
            row: tuple[Any, ...] | None = self._db.execute(sql, values).fetchone()
            return row

    def _do_all(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """All rows in one transaction."""
        with self._guard, self._errors(), self._transaction():
            self._db.executemany(sql, rows)

    def _select(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._guard, self._errors():
            return self._db.execute(sql, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """What SQLite and the operating system say about the file, in people's words."""
        try:
            with storage_errors(self._path):
                yield
        except sqlite3.DatabaseError as error:
            kind = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without the extended part
            if kind == sqlite3.SQLITE_FULL:
                raise DiskFull(path=self._path, free=free_room(self._path), needed="?") from error
            if kind in _DAMAGED:
                raise DatabaseDamaged(path=self._path, where=str(error)) from error
            if kind in _UNWRITABLE:
                raise OutputUnwritable(path=self._path, reason=str(error)) from error
            raise


def is_sound(path: Path) -> bool:
    """Can the database at `path` be read from end to end? A missing one is sound: it will be made."""
    if not path.exists():
        return True
    try:
        db = sqlite3.connect(path)
        try:
            return bool(db.execute("pragma quick_check(1)").fetchone() == ("ok",))
        finally:
            db.close()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
            return False
        raise OutputUnwritable(path=path, reason=str(error)) from error


def move_aside(path: Path) -> Path:
    """Rename a damaged file (and what SQLite keeps beside it) to name.damaged-<n>; its new name. Raises OutputUnwritable."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    with storage_errors(path):
        path.replace(aside)
        for suffix in ("-wal", "-shm"):
            beside = path.with_name(path.name + suffix)
            if beside.exists():
                beside.replace(aside.with_name(aside.name + suffix))
    return aside
