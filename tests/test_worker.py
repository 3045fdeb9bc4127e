"""The worker under trouble: pause, a full disk, no memory, a full queue, a damaged list of jobs, a broken character; and the way out."""

from __future__ import annotations

import errno
import gc
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import psutil
import pytest

from shorts.cast import load_cast
from shorts.errors import CharacterFileBroken, DatabaseRebuilt, DiskFull, OutOfMemory, QueueFull
from shorts.settings import ROOT, Settings
from shorts.studio import Studio
from tests.maker import REQUEST, ToneVoice, tone_workshop
from tests.test_studio import WORDS, ended, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shorts.artifacts import Language, Narration
    from shorts.cast import VoicePreset
    from shorts.progress import Work

ASKED = replace(REQUEST, source=WORDS, kind="text", seconds=8.0)


class FailingVoice(ToneVoice):
    """Raises `trouble` at its third sentence, once."""

    def __init__(self, trouble: Exception) -> None:
        super().__init__()
        self.trouble: Exception | None = trouble

    def say(self, text: str, language: Language, voice: VoicePreset, out: Path, work: Work) -> Narration:
        if len(self.said) == 2 and self.trouble is not None:
            trouble, self.trouble = self.trouble, None
            raise trouble
        return super().say(text, language, voice, out, work)


def opened(outputs: Path, voice: ToneVoice | None = None, **changes: object) -> Studio:
    settings = replace(Settings(), outputs=outputs, **changes)  # type: ignore[arg-type]
    studio = Studio(settings)
    studio.workshop = tone_workshop(settings, voice)
    return studio


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = opened(tmp_path)
    yield made
    made.close()


@pytest.mark.usefixtures("quarter_size")
def test_a_paused_job_keeps_what_it_made_and_goes_on(studio: Studio) -> None:
    job, next_job = studio.submit(ASKED, "draft"), studio.submit(replace(ASKED, seed=2), "script")
    until(lambda: studio.job(job.id).stage in ("voice", "render"))
    began = time.monotonic()
    studio.pause(job.id)
    assert time.monotonic() - began < 1
    until(lambda: studio.job(job.id).state == "paused", 5)
    assert ended(studio, next_job) == "done"  # the line goes on
    before = (studio.short(job.short).folder / "manifest.jsonl").read_text(encoding="utf-8")
    studio.resume(job.id)
    assert ended(studio, job) == "done"
    assert (studio.short(job.short).folder / "manifest.jsonl").read_text(encoding="utf-8").startswith(before)


def test_a_pause_never_undoes_a_cancel(studio: Studio) -> None:
    job = studio.submit(ASKED, "draft")
    until(lambda: studio.job(job.id).state == "running")
    studio.cancel(job.id)
    studio.pause(job.id)
    assert ended(studio, job) == "cancelled"
    waiting = studio.submit(replace(ASKED, seed=3), "script")
    studio.pause(waiting.id)
    until(lambda: studio.job(waiting.id).state in ("paused", "done"))
    with pytest.raises(KeyError):
        studio.pause("nothing")


@pytest.mark.usefixtures("quarter_size")
@pytest.mark.parametrize(("trouble", "code"), [(OSError(errno.ENOSPC, "No space left on device"), DiskFull.code), (MemoryError(), OutOfMemory.code)])
def test_what_fails_a_job_costs_nothing_that_was_made(trouble: Exception, code: str, tmp_path: Path) -> None:
    voice = FailingVoice(trouble)
    studio = opened(tmp_path, voice)
    job = studio.submit(ASKED, "draft")
    assert ended(studio, job) == "failed"
    assert studio.job(job.id).error["code"] == code
    assert all(studio.job(job.id).error[language] for language in ("ko", "en"))
    assert not list(tmp_path.rglob("*.part*"))
    studio.retry(job.id)
    assert ended(studio, job) == "done"
    script = studio.short(job.short).script
    assert script is not None
    assert sorted(voice.said) == sorted(scene.narration for scene in script.scenes)  # nothing was said twice
    studio.close()


def test_there_is_an_end_to_the_queue(tmp_path: Path) -> None:
    studio = opened(tmp_path, waiting_jobs=2)
    running = studio.submit(ASKED, "draft")
    until(lambda: studio.job(running.id).state == "running")
    waiting = [studio.submit(replace(ASKED, seed=seed), "script") for seed in (2, 3)]
    with pytest.raises(QueueFull) as raised:
        studio.submit(replace(ASKED, seed=4))
    assert "2개" in raised.value.text("ko")
    assert len(list(tmp_path.glob("*/short.json"))) == 3  # nothing was left behind for the refused one
    assert studio.remake(waiting[0].short, "script").id == waiting[0].id
    began = time.monotonic()
    studio.close()
    assert time.monotonic() - began < 10
    again = opened(tmp_path)
    assert again.job(running.id).state == "paused"
    assert again.job(running.id).crashes == 0  # it was closed, it didn't crash
    again.close()


def test_a_damaged_list_of_jobs_is_made_anew_and_told(tmp_path: Path) -> None:
    studio = opened(tmp_path)
    job = studio.submit(ASKED, "script")
    assert ended(studio, job) == "done"
    assert studio.notices == ()
    studio.close()
    (tmp_path / "studio.db").write_bytes(b"\x00garbage" * 4000)
    again = opened(tmp_path)
    assert [notice.code for notice in again.notices] == [DatabaseRebuilt.code]
    assert "studio.db.damaged-1" in again.notices[0].text("ko")
    assert again.jobs() == []
    assert [short.id for short in again.shorts()] == [job.short]
    assert ended(again, again.remake(job.short, "script")) == "done"
    again.close()


def test_a_broken_character_file_is_told_and_the_others_work(tmp_path: Path) -> None:
    characters = tmp_path / "characters"
    characters.mkdir()
    (characters / "executive-fox.toml").write_bytes((ROOT / "characters" / "executive-fox.toml").read_bytes())
    (characters / "mine.toml").write_text("id = ", encoding="utf-8")
    studio = Studio(replace(Settings(), outputs=tmp_path / "outputs", characters=characters))
    assert list(studio.workshop.cast) == ["executive-fox"]
    assert [notice.code for notice in studio.notices] == [CharacterFileBroken.code]
    assert "mine.toml" in studio.notices[0].text("ko")
    studio.close()
    with pytest.raises(CharacterFileBroken):
        load_cast(characters)


def test_jobs_in_a_row_leave_nothing_open_and_nothing_behind(studio: Studio) -> None:
    """bench/soak.py in small: scripts only, so that it takes seconds."""
    process = psutil.Process()
    seen = []
    for seed in range(10):
        assert ended(studio, studio.submit(replace(ASKED, seed=seed), "script")) == "done"
        studio.library.page()
        gc.collect()
        seen.append((process.memory_info().rss, process.num_fds() if hasattr(process, "num_fds") else process.num_handles()))
    (third, files), (last, files_after) = seen[2], seen[-1]
    assert last <= third * 1.05
    assert files_after <= files
    assert not list(studio.settings.outputs.rglob("*.part*"))
    assert studio.library.page().total == 10
