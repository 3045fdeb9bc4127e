"""The queue, in SQLite: what waits, what runs, what ended and how. The page and the API only ever read this."""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from shorts.errors import DiskFull, OutputUnwritable, StoreDamaged
from shorts.files import storage_errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shorts.artifacts import Goal

State = Literal["queued", "running", "done", "failed", "cancelled", "paused"]

_SCHEMA = """
create table if not exists jobs (
    id text primary key, short text not null, state text not null, stage text not null default '', done real not null default 0,
    total real not null default 0, fraction real not null default 0, note text not null default '', error text not null default '',
    crashes integer not null default 0, created real not null, started real, ended real, goal text not null default 'short'
);
create index if not exists jobs_by_state on jobs (state, created);
"""
_COLUMNS = "id, short, state, stage, done, total, fraction, note, error, crashes, created, started, ended, goal"


@dataclass(frozen=True, slots=True)
class Job:
    """One job. `fraction` of the whole in 0…1; times are seconds since 1970; `error` maps language → message, empty if none."""

    id: str
    short: str
    state: State
    stage: str
    done: float
    total: float
    fraction: float
    note: str
    error: dict[str, str]
    crashes: int
    created: float
    started: float | None
    ended: float | None
    goal: Goal = "short"

    @property
    def active(self) -> bool:
        return self.state in ("queued", "running")


class JobStore:
    """Jobs on disk. Safe to call from any thread; WAL, so readers never wait for the writer.

    Every method may raise DiskFull, OutputUnwritable or StoreDamaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = threading.Lock()
        with self._guard, self._errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = normal")
            self._db.execute("pragma busy_timeout = 5000")
            self._db.executescript(_SCHEMA)
            self._migrate()

    def close(self) -> None:
        with self._guard:
            self._db.close()

    def _migrate(self) -> None:
        """Give a store of an earlier version the columns that came since."""
        known = {row[1] for row in self._db.execute("pragma table_info(jobs)")}
        if "goal" not in known:
            self._db.execute("alter table jobs add column goal text not null default 'short'")

    def add(self, short: str, goal: Goal = "short") -> Job:
        job = secrets.token_hex(6)
        self._do("insert into jobs (id, short, state, created, goal) values (?, ?, 'queued', ?, ?)", job, short, time.time(), goal)
        return self.get(job)

    def get(self, job: str) -> Job:
        """Raises KeyError."""
        found = self._rows("where id = ?", job)
        if not found:
            raise KeyError(job)
        return found[0]

    def recent(self, limit: int = 20) -> list[Job]:
        """Newest first."""
        return self._rows("order by created desc, rowid desc limit ?", limit)

    def of_short(self, short: str) -> list[Job]:
        return self._rows("where short = ? order by created desc, rowid desc", short)

    def position(self, job: str) -> int:
        """How many jobs come before this one; 0 for one that runs or has ended."""
        return sum(1 for before in self.waiting() if before.created < self.get(job).created) + self._running() if self._is_queued(job) else 0

    def waiting(self) -> list[Job]:
        """First come, first served."""
        return self._rows("where state = 'queued' order by created, rowid")

    def take(self) -> Job | None:
        """The next job, now running; None if nothing waits."""
        row = self._do(
            "update jobs set state = 'running', started = ? where id = (select id from jobs where state = 'queued' order by created, rowid limit 1)"
            " returning id",
            time.time(),
        )
        return self.get(row[0]) if row else None

    def tell(self, job: str, stage: str, done: float, total: float, fraction: float, note: str) -> None:
        """Note progress; the fraction never goes back."""
        self._do(
            "update jobs set stage = ?, done = ?, total = ?, fraction = max(fraction, ?), note = ? where id = ? and state = 'running'",
            stage, done, total, fraction, note, job,
        )  # fmt: skip

    def end(self, job: str, state: State, error: dict[str, str] | None = None) -> None:
        fraction = "1" if state == "done" else "fraction"
        self._do(
            f"update jobs set state = ?, error = ?, ended = ?, fraction = {fraction} where id = ?",
            state, json.dumps(error, ensure_ascii=False) if error else "", time.time(), job,
        )  # fmt: skip

    def requeue(self, job: str) -> None:
        """A paused, failed or cancelled job waits again, at the end of the line."""
        self._do("update jobs set state = 'queued', created = ?, ended = null, error = '' where id = ? and state != 'running'", time.time(), job)

    def pause_interrupted(self) -> list[Job]:
        """After a crash: what was running comes back paused, with one crash more on its account."""
        interrupted = self._rows("where state = 'running'")
        self._do("update jobs set state = 'paused', crashes = crashes + 1 where state = 'running'")
        return [self.get(job.id) for job in interrupted]

    def _is_queued(self, job: str) -> bool:
        return self.get(job).state == "queued"

    def _running(self) -> int:
        return len(self._rows("where state = 'running'"))

    def _do(self, sql: str, *values: object) -> tuple[str, ...] | None:
        with self._guard, self._errors():
            row: tuple[str, ...] | None = self._db.execute(sql, values).fetchone()
            return row

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """What SQLite and the operating system say about the file, in people's words."""
        try:
            with storage_errors(self._path):
                yield
        except sqlite3.DatabaseError as error:
            kind = error.sqlite_errorcode & 0xFF  # without the extended part
            if kind == sqlite3.SQLITE_FULL:
                raise DiskFull(path=self._path, free="?", needed="?") from error
            if kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise StoreDamaged(path=self._path, where=error) from error
            if kind in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY):
                raise OutputUnwritable(path=self._path, reason=error) from error
            raise

    def _rows(self, rest: str, *values: object) -> list[Job]:
        with self._guard, self._errors():
            rows = self._db.execute(f"select {_COLUMNS} from jobs {rest}", values).fetchall()
        return [_job(row) for row in rows]


def _job(row: tuple[Any, ...]) -> Job:
    values = list(row)
    values[8] = json.loads(values[8]) if values[8] else {}
    return Job(*values)
