"""The studio: edits made while a short is being made are kept, and the worker outlives a store that can't be written."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shorts.errors import DiskFull, OutputUnwritable, ShortBusy, UnknownChoice
from shorts.jobs import JobStore
from shorts.settings import Settings
from shorts.studio import Studio
from tests.maker import REQUEST, tone_workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shorts.jobs import Job

WORDS = "서울의 한 서점은 밤에도 문을 열어요. 손님은 하루 평균 395명이에요. 주말에는 자리가 부족해 줄을 서야 해요. 커피는 3,000원이에요."


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    settings = replace(Settings(), outputs=tmp_path)
    opened = Studio(settings)
    opened.workshop = tone_workshop(settings)
    yield opened
    opened.close()


def until(true: Callable[[], object], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def ended(studio: Studio, job: Job) -> str:
    until(lambda: not studio.job(job.id).active)
    return studio.job(job.id).state


@pytest.mark.usefixtures("quarter_size")
def test_a_script_edited_while_its_short_is_made_is_kept_and_made_next(studio: Studio) -> None:
    job = studio.submit(replace(REQUEST, source=WORDS, kind="text", seconds=8.0))
    until(lambda: studio.job(job.id).stage in ("voice", "render"))
    script = studio.short(job.short).script
    assert script is not None
    scenes = (replace(script.scenes[0], narration="이 문장은 사람이 고쳤어요.", caption=()), *script.scenes[1:])
    studio.save_script(job.short, replace(script, scenes=scenes))
    assert studio.undo_state(job.short) == (True, False)
    again = studio.remake(job.short)
    assert again.id != job.id
    with pytest.raises(ShortBusy):
        studio.delete(job.short)
    assert [ended(studio, one) for one in (job, again)] == ["done", "done"]
    short = studio.short(job.short)
    assert short.script is not None
    assert short.finished is not None
    assert short.script.scenes[0].narration == "이 문장은 사람이 고쳤어요."
    assert "이 문장은" in short.finished.srt.read_text(encoding="utf-8")
    studio.delete(job.short)
    assert not short.folder.exists()


def test_asking_twice_waits_once(studio: Studio) -> None:
    first, second = (studio.submit(replace(REQUEST, source=WORDS, kind="text", seconds=seconds)) for seconds in (8.0, 9.0))
    assert studio.remake(second.short).id == second.id
    for job in (second, first):
        studio.cancel(job.id)
        assert ended(studio, job) == "cancelled"


@pytest.mark.usefixtures("quarter_size")
def test_the_worker_outlives_a_store_that_cannot_be_written(studio: Studio) -> None:
    job = studio.submit(replace(REQUEST, source=WORDS, kind="text", seconds=8.0))
    until(lambda: studio.job(job.id).state == "running")
    studio._store._db.execute("pragma query_only = on")
    until(lambda: studio.job(job.id).state == "failed")  # its end can't be noted yet, and is told all the same
    assert [found.id for found in studio._store.interrupted()] == [job.id]
    studio._store._db.execute("pragma query_only = off")
    assert ended(studio, job) == "failed"
    assert studio.job(job.id).error["code"] == OutputUnwritable.code
    assert ended(studio, studio.remake(job.short)) == "done"


@pytest.mark.parametrize("name", ["..", ".", "", "a/b", "none"])
def test_only_shorts_are_found(studio: Studio, name: str) -> None:
    (studio.settings.outputs.parent / "short.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UnknownChoice):
        studio.short(name)


def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    store = JobStore(tmp_path / "studio.db")
    pages = store._db.execute("pragma page_count").fetchone()[0]
    store._db.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(DiskFull):
        store.add("s" * 100_000)
    store.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputUnwritable):
        JobStore(tmp_path / "file" / "studio.db")


def test_goals_wait_beside_each_other(studio: Studio) -> None:
    first = studio.submit(replace(REQUEST, source=WORDS, kind="text", seconds=8.0), "script")
    draft, whole = studio.remake(first.short, "draft"), studio.remake(first.short)
    assert [job.goal for job in (first, draft, whole)] == ["script", "draft", "short"]
    assert studio.remake(first.short, "draft").id == draft.id
    studio.cancel(draft.id)
    studio.cancel(whole.id)
    assert ended(studio, first) == "done"
    short = studio.short(first.short)
    assert short.script is not None
    assert short.finished is None
