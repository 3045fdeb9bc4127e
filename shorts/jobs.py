"""The queue, in SQLite: what waits, what runs, what ended and how. The page and the API only ever read this.

    queued ⇄ paused
       ↓  ↖    ↑ ↘
    running ───┴──→ cancelled      failed and cancelled jobs can be queued again, as paused ones can
       ├──→ done
       └──→ failed
"""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from shorts.store import Store

if TYPE_CHECKING:
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
create index if not exists jobs_by_short on jobs (short, created);
"""
_COLUMNS = "id, short, state, stage, done, total, fraction, note, error, crashes, created, started, ended, goal, crashed"
_FROM: dict[State, tuple[State, ...]] = {
    "queued": ("paused", "failed", "cancelled"),
    "running": ("queued",),
    "done": ("running",),
    "failed": ("running",),
    "cancelled": ("running", "queued", "paused"),
    "paused": ("running", "queued"),
}
"""State → the states from which a job may come into it. Every change of a state asks for this in its `where`."""
_KEPT = 2000
"""Jobs remembered after they have ended."""


@dataclass(frozen=True, slots=True)
class Job:
    """One job. `fraction` of the whole in 0…1; times are seconds since 1970; `error` has the error's code and its text by language, empty if none.

    crashes: how often the program ended while it ran; crashed: the step it was in then, with what was finished (see Studio).
    """

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
    crashed: str = ""

    @property
    def active(self) -> bool:
        return self.state in ("queued", "running")


class JobStore(Store):
    """Jobs on disk; first come, first served, by `place`. See Store for threads and errors."""

    schema = _SCHEMA
    later: ClassVar[dict[str, dict[str, str]]] = {
        "jobs": {"goal": "text not null default 'short'", "place": "real not null default 0", "crashed": "text not null default ''"}
    }

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._held: dict[str, tuple[State, dict[str, str]]] = {}
        self._do("update jobs set place = created where place = 0")
        self._do(
            "delete from jobs where state in ('done', 'failed', 'cancelled') and rowid not in (select rowid from jobs order by created desc limit ?)", _KEPT
        )

    def add(self, short: str, goal: Goal = "short") -> Job:
        job, now = secrets.token_hex(6), time.time()
        self._do("insert into jobs (id, short, state, created, place, goal) values (?, ?, 'queued', ?, ?, ?)", job, short, now, now, goal)
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
        before = self._do(
            "select count(*) from jobs other, jobs mine where mine.id = ? and mine.state = 'queued' and"
            " (other.state = 'running' or (other.state = 'queued' and (other.place, other.rowid) < (mine.place, mine.rowid)))",
            job,
        )
        return int(before[0]) if before else 0

    def waiting(self) -> list[Job]:
        """In the order in which they will run."""
        return self._rows("where state = 'queued' order by place, rowid")

    def interrupted(self) -> list[Job]:
        """Jobs that run, as the store has it: right after a start, those that a crash cut off."""
        return self._rows("where state = 'running'")

    def active(self) -> list[Job]:
        """What runs, then what waits, in order."""
        return self._rows("where state in ('running', 'queued') order by state = 'queued', created, rowid")

    def take(self) -> Job | None:
        """The next job, now running; None if nothing waits."""
        row = self._do(
            "update jobs set state = 'running', started = ?, ended = null"
            " where id = (select id from jobs where state = 'queued' order by place, rowid limit 1) returning id",
            time.time(),
        )
        return self.get(row[0]) if row else None

    def tell(self, job: str, stage: str, done: float, total: float, fraction: float, note: str) -> None:
        """Note progress; the fraction never goes back. Progress may be lost in a power cut: it isn't worth a wait for the disk."""
        with self._guard, self._errors():
            self._db.execute("pragma synchronous = normal")
            try:
                self._db.execute(
                    "update jobs set stage = ?, done = ?, total = ?, fraction = max(fraction, ?), note = ? where id = ? and state = 'running'",
                    (stage, done, total, fraction, note, job),
                )
            finally:
                self._db.execute("pragma synchronous = full")

    def end(self, job: str, state: State, error: dict[str, str] | None = None) -> bool:
        """Did the job come into `state` (done, failed, cancelled or paused)? No if it can't from the one it is in."""
        fraction = "1" if state == "done" else "fraction"
        row = self._do(
            f"update jobs set state = ?, error = ?, ended = ?, fraction = {fraction} where id = ? and state in ({_listed(_FROM[state])}) returning id",
            state, json.dumps(error, ensure_ascii=False) if error else "", time.time(), job,
        )  # fmt: skip
        self._held.pop(job, None)
        return row is not None

    def hold(self, job: str, state: State, error: dict[str, str] | None = None) -> None:
        """Tell readers of an end that the full disk has no room for yet; `end` notes it once there is."""
        self._held[job] = state, error or {}

    def requeue(self, job: str) -> bool:
        """A paused, failed or cancelled job waits again: at the end of the line, or where it was if it was paused while it waited.

        What failed or was cancelled begins with no crash on its account.
        """
        if job in self._held:
            self.end(job, *self._held[job])
        now = time.time()
        row = self._do(
            "update jobs set place = case when state = 'paused' and started is null then place else ? end,"
            " crashes = case when state = 'paused' then crashes else 0 end, crashed = case when state = 'paused' then crashed else '' end,"
            f" state = 'queued', ended = null, error = '' where id = ? and state in ({_listed(_FROM['queued'])}) returning id",
            now, job,
        )  # fmt: skip
        return row is not None

    def move(self, job: str, *, to_front: bool) -> bool:
        """A waiting job to the front or the end of the line."""
        place = "(select min(place) - 0.001 from jobs where state = 'queued')" if to_front else "(select max(place) + 0.001 from jobs where state = 'queued')"
        return self._do(f"update jobs set place = {place} where id = ? and state = 'queued' returning id", job) is not None

    def note_crash(self, job: str, crashed: str, error: dict[str, str] | None = None) -> None:
        """The program ended while `job` ran: paused, or failed with `error`; one crash more on its account."""
        self._do(
            "update jobs set state = ?, error = ?, ended = ?, crashes = crashes + 1, crashed = ? where id = ? and state = 'running'",
            "failed" if error else "paused", json.dumps(error, ensure_ascii=False) if error else "", time.time(), crashed, job,
        )  # fmt: skip

    def _rows(self, rest: str, *values: object) -> list[Job]:
        found = [_job(row) for row in self._select(f"select {_COLUMNS} from jobs {rest}", *values)]
        held = dict(self._held)
        return [replace(job, state=held[job.id][0], error=held[job.id][1]) if job.id in held else job for job in found]


def _listed(states: tuple[State, ...]) -> str:
    return ", ".join(f"'{state}'" for state in states)


def _job(row: tuple[Any, ...]) -> Job:
    values = list(row)
    values[8] = json.loads(values[8]) if values[8] else {}
    return Job(*values)
