"""The queue: strict order, honest positions, and what a crash leaves."""

from pathlib import Path

import pytest

from shorts.jobs import JobStore


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


def test_after_a_crash_the_running_job_is_paused_and_can_go_on(tmp_path: Path) -> None:
    store = JobStore(tmp_path / "studio.db")
    job, waiting = store.add("a").id, store.add("b").id
    store.take()
    store.close()
    store = JobStore(tmp_path / "studio.db")
    assert [(found.id, found.state, found.crashes) for found in store.pause_interrupted()] == [(job, "paused", 1)]
    assert store.get(waiting).state == "queued"
    store.requeue(job)
    assert [found.id for found in store.waiting()] == [waiting, job]
    store.close()


def test_an_unknown_job(store: JobStore) -> None:
    with pytest.raises(KeyError):
        store.get("nothing")
    assert store.take() is None
