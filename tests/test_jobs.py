"""The queue: strict order, honest positions, and what a crash leaves."""

import json
import sqlite3
from pathlib import Path

import pytest

from shorts.errors import DatabaseDamaged, DiskFull, Quarantined
from shorts.jobs import JobStore, State
from shorts.store import is_sound, move_aside
from shorts.worker import recover


@pytest.fixture
def store(tmp_path: Path):
    jobs = JobStore(tmp_path / "studio.db")
    yield jobs
    jobs.close()


def test_first_come_first_served(store: JobStore) -> None:
    added = [store.add(name).id for name in "abc"]
    assert [store.position(job) for job in added] == [0, 1, 2]
    first = store.take()
    assert first is not None
    assert first.id == added[0]
    assert [store.position(job) for job in added] == [0, 1, 2]
    store.end(first.id, "done")
    assert [store.position(job) for job in added[1:]] == [0, 1]
    assert store.get(first.id).fraction == 1


def test_progress_never_goes_back_and_ends_with_the_job(store: JobStore) -> None:
    job = store.add("a").id
    store.take()
    store.tell(job, "render", 5, 10, 0.5, "")
    store.tell(job, "voice", 1, 10, 0.2, "")
    assert store.get(job).fraction == 0.5
    store.end(job, "failed", {"ko": "문제", "en": "trouble"})
    store.tell(job, "render", 9, 10, 0.9, "")
    ended = store.get(job)
    assert (ended.state, ended.fraction, ended.error["ko"]) == ("failed", 0.5, "문제")


def crash(path: Path, stage: str, done: float) -> JobStore:
    """A store whose program ended without a word while its job was at `stage`, opened again."""
    store = JobStore(path)
    job = store.take()
    assert job is not None
    store.tell(job.id, stage, done, 10, 0.1, "")
    store.close()
    store = JobStore(path)
    recover(store, path.parent)
    return store


def test_after_a_crash_the_running_job_is_paused_and_can_go_on(tmp_path: Path) -> None:
    store = JobStore(tmp_path / "studio.db")
    job, waiting = store.add("a").id, store.add("b").id
    store.close()
    store = crash(tmp_path / "studio.db", "voice", 2.5)
    found = store.get(job)
    assert (found.state, found.crashes, found.crashed) == ("paused", 1, "voice 2 0")
    assert store.get(waiting).state == "queued"
    assert store.requeue(job)
    assert [found.id for found in store.waiting()] == [waiting, job]
    store.close()


@pytest.mark.parametrize(
    ("stage", "done", "steps", "state"),
    [("render", 3.9, 1, "failed"), ("render", 4.0, 0, "failed"), ("render", 4.0, 1, "paused"), ("audio", 3.0, 2, "paused")],
)
def test_a_job_that_ends_the_program_twice_in_one_step_is_set_aside(stage: str, done: float, steps: int, state: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    store = JobStore(tmp_path / "studio.db")
    job = store.add("a").id
    store.close()
    store = crash(tmp_path / "studio.db", "render", 3.2)
    store.requeue(job)
    store.close()
    for number in range(steps):  # what the second run finished before it, too, was cut off
        with (tmp_path / "a" / "manifest.jsonl").open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps({"key": str(number), "step": "voice", "files": [], "value": None}) + "\n")
    store = crash(tmp_path / "studio.db", stage, done)
    found = store.get(job)
    assert (found.state, found.crashes) == (state, 2)
    if state == "failed":
        assert found.error["code"] == Quarantined.code
        assert "장면 그리기" in found.error["ko"]
        assert store.requeue(job)  # by hand, with a clean slate
        assert (store.get(job).crashes, store.get(job).crashed, store.get(job).error) == (0, "", {})
    store.close()


def test_an_end_that_a_full_disk_keeps_from_being_noted_is_told_and_can_be_tried_again(store: JobStore) -> None:
    job = store.add("a").id
    store.take()
    pages = store._db.execute("pragma page_count").fetchone()[0]
    store._db.execute(f"pragma max_page_count = {pages}")
    error = {"code": "x", "ko": "가" * 100_000, "en": "trouble"}
    with pytest.raises(DiskFull):
        store.end(job, "failed", error)
    store.hold(job, "failed", error)
    assert (store.get(job).state, store.get(job).error["en"]) == ("failed", "trouble")
    with pytest.raises(DiskFull):
        store.requeue(job)
    store._db.execute("pragma max_page_count = 1000000")
    assert store.requeue(job)
    assert not store.end(job, "failed", error)  # the worker's next try comes too late
    assert (store.get(job).state, store.get(job).error) == ("queued", {})


def test_a_job_paused_while_it_waits_keeps_its_place(store: JobStore) -> None:
    jobs = [store.add(name).id for name in "abc"]
    assert store.end(jobs[0], "paused")
    assert [job.id for job in store.waiting()] == jobs[1:]
    assert store.position(jobs[0]) == 0
    assert store.requeue(jobs[0])
    assert [job.id for job in store.waiting()] == jobs
    assert [store.position(job) for job in jobs] == [0, 1, 2]


def test_a_waiting_job_goes_to_the_front_or_the_end(store: JobStore) -> None:
    jobs = [store.add(name).id for name in "abc"]
    assert store.move(jobs[2], to_front=True)
    assert store.move(jobs[0], to_front=False)
    assert [job.id for job in store.waiting()] == [jobs[2], jobs[1], jobs[0]]
    running = store.take()
    assert running is not None
    assert running.id == jobs[2]
    assert not store.move(jobs[2], to_front=True)


@pytest.mark.parametrize(("before", "allowed"), [
    ("queued", {"cancelled", "paused"}), ("running", {"done", "failed", "cancelled", "paused"}), ("paused", {"cancelled"}),
    ("done", set()), ("failed", set()), ("cancelled", set()),
])  # fmt: skip
def test_states_follow_one_another_as_drawn(before: State, allowed: set[State], store: JobStore) -> None:
    states: tuple[State, ...] = ("done", "failed", "cancelled", "paused")
    for state in states:
        job = store.add("a").id
        if before != "queued":
            store.take()
        if before not in ("queued", "running"):
            store.end(job, before)
        assert store.end(job, state) == (state in allowed)
        assert store.get(job).state == (state if state in allowed else before)
        while store.take():  # the next turn has the queue to itself
            pass


def test_a_store_of_the_first_version_is_read(tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / "studio.db")
    old.execute(
        "create table jobs (id text primary key, short text not null, state text not null, stage text not null default '', done real not null default 0,"
        " total real not null default 0, fraction real not null default 0, note text not null default '', error text not null default '',"
        " crashes integer not null default 0, created real not null, started real, ended real)"
    )
    old.executemany("insert into jobs (id, short, state, created) values (?, 'a', 'queued', ?)", [("second", 2.0), ("first", 1.0)])
    old.commit()
    old.close()
    store = JobStore(tmp_path / "studio.db")
    assert [(job.id, job.goal) for job in store.waiting()] == [("first", "short"), ("second", "short")]
    store.close()


def test_a_damaged_file_is_found_and_moved_aside(tmp_path: Path) -> None:
    path = tmp_path / "studio.db"
    store = JobStore(path)
    for number in range(200):
        store._db.execute("insert into jobs (id, short, state, created) values (?, ?, 'done', 1)", (str(number), "s" * 200))
    store.close()
    assert is_sound(path)
    data = bytearray(path.read_bytes())
    data[8192:16384] = b"x" * 8192
    path.write_bytes(data)
    assert not is_sound(path)
    assert move_aside(path).name == "studio.db.damaged-1"
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 100)
    with pytest.raises(DatabaseDamaged):
        JobStore(path)
    assert not is_sound(path)
    assert move_aside(path).name == "studio.db.damaged-2"
    assert is_sound(path)


def test_an_unknown_job(store: JobStore) -> None:
    with pytest.raises(KeyError):
        store.get("nothing")
    assert store.take() is None
