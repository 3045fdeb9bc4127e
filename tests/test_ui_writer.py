"""Choosing who writes the script, and seeing it being written: in the tabs, and in a real browser."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from shorts.artifacts import ShortRequest
from shorts.errors import UnknownChoice
from shorts.jobs import Job
from shorts.settings import Settings
from shorts.short import new_short, save_short
from shorts.studio import Studio
from shorts.ui.desk import Desk, Now
from shorts.ui.strip import strip
from shorts.ui.tabs.script import ScriptTab
from shorts.ui.tabs.settings import SettingsTab
from shorts.ui.tabs.source import SourceTab
from shorts.ui.text import TEXTS
from shorts.ui.text.writers import TEXTS as WORDS
from tests.browser import LAPTOP, PHONE, serving, settle, turn
from tests.ollama_stand_in import Answer, OllamaStandIn, draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser import Server

PAGE = "작은 등 이야기. 이 등은 한 번 충전하면 24시간 켜져요. 무게는 280g이라 가벼워요. 밝기는 5단계로 바뀌어요. 침대 옆에 두기 좋아요."
SAID = ("밤마다 스위치를 찾으셨나요?", "한 번 충전하면 24시간 켜져요.", "무게가 280g이라 가벼워요.", "밝기는 5단계로 바뀌어요.")


@pytest.fixture
def ollama() -> Iterator[OllamaStandIn]:
    with OllamaStandIn(models={"exaone3.5:7.8b": 5, "qwen3:8b": 5}) as stand_in:
        yield stand_in


@pytest.fixture
def desk(tmp_path: Path, ollama: OllamaStandIn) -> Iterator[Desk]:
    places = {name: tmp_path / name for name in ("outputs", "cache", "models")}
    studio = Studio(replace(Settings(), **places, ollama=ollama.address))
    yield Desk(studio, "ko", TEXTS["ko"])
    studio.close()


def written(desk: Desk, **request: Any) -> str:
    short = new_short(ShortRequest(PAGE, kind="text", **request), desk.studio.settings)
    save_short(short)
    return short.id


def job_of(**more: Any) -> Job:
    plain = Job("1" * 12, "s", "running", "script", 1, 4, 0.5, "", {}, 0, 0.0, time.time(), None)
    return replace(plain, **more)


# --- without a browser ----------------------------------------------------------------------------------------------


def test_writers_are_listed_with_what_keeps_them_from_writing(desk: Desk) -> None:
    found = {one["id"]: one for one in SourceTab(desk).script_writers("ollama:gemma3:4b")}
    assert list(found) == ["extract", "ollama", "ollama:exaone3.5:7.8b", "ollama:qwen3:8b", "ollama:gemma3:4b"]
    assert found["extract"]["reason"] == found["ollama:qwen3:8b"]["reason"] == ""
    assert found["ollama:qwen3:8b"]["name"] == "Qwen3 8B (Ollama)"
    assert "비상업용" in found["ollama:exaone3.5:7.8b"]["name"]
    assert "ollama pull llama3.1:8b" in found["ollama"]["reason"]
    assert "쓸 수 없음" in found["ollama"]["name"]
    assert "gemma3:4b" in found["ollama:gemma3:4b"]["reason"]
    assert [one["id"] for one in SourceTab(desk).script_writers("nonsense")] == list(found)[:4]


def test_without_ollama_the_embedded_writer_is_there_and_the_other_says_why(desk: Desk, ollama: OllamaStandIn) -> None:
    away = Studio(replace(desk.studio.settings, ollama="http://127.0.0.1:9"))
    try:
        embedded, other = SourceTab(Desk(away, "en", TEXTS["en"])).script_writers("")
        assert (embedded["id"], embedded["reason"]) == ("extract", "")
        assert "ollama.com" in other["reason"]
    finally:
        away.close()


def test_the_usual_writer_is_a_preference(desk: Desk) -> None:
    tab = SettingsTab(desk)
    assert tab.prefer("script_engine", "ollama:qwen3:8b")["preferences"]["script_engine"] == "ollama:qwen3:8b"
    assert desk.next_request({}).script_engine == "ollama:qwen3:8b"
    assert desk.next_request({"choices": {"script_engine": "extract"}}).script_engine == "extract"
    for wrong in ("gpt", "ollama:../x", ""):
        with pytest.raises(UnknownChoice):
            tab.prefer("script_engine", wrong)
    desk.studio.change_preferences(lambda now: replace(now, script_engine="gone"))
    assert desk.next_request({}).script_engine == "extract"


def test_the_script_tab_shows_what_has_been_written_so_far(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    tab, short = ScriptTab(desk), written(desk, script_engine="ollama:qwen3:8b")
    now = Now({"short": short}, desk.studio.short(short), job_of())
    marks = []
    for note in ("", "밤마다", "밤마다 켜요.\n둘째 장"):
        job = job_of(note=note)
        monkeypatch.setattr(desk.studio, "jobs_of", lambda _, job=job: [job])
        marks.append(tab.mark(replace(now, job=job)))
        assert tab.state(short)["writing"] == (note.split("\n") if note else [])
        assert (note.rpartition("\n")[2] or "남음") in strip(job, 0, TEXTS["ko"], "ko") + "남음"
    assert marks[0] != marks[1] != marks[2]


def test_who_can_not_write_gives_way_to_the_embedded_writer_when_asked(desk: Desk, ollama: OllamaStandIn) -> None:
    tab = ScriptTab(desk)
    ollama.answers = [Answer("nonsense"), Answer("nonsense")]
    job = desk.studio.submit(ShortRequest(PAGE, kind="text", script_engine="ollama:qwen3:8b", seconds=12), goal="script")
    _wait(desk, job.id)
    state = tab.state(job.short)
    assert (state["phase"], state["embedded"]) == ("failed", False)
    assert "nonsense" in state["message"]
    tab.shape_script(job.short, "embedded", "", None)
    _wait(desk, desk.studio.jobs_of(job.short)[0].id)
    assert tab.state(job.short)["phase"] == "ready"
    assert desk.studio.short(job.short).request.script_engine == "extract"


def test_the_api_names_the_models(desk: Desk) -> None:
    from shorts.api.routes_system import info_of

    engine = next(one for one in info_of(desk.studio).engines if one.id == "ollama")
    assert (engine.works, engine.models) == (False, ["exaone3.5:7.8b", "qwen3:8b"])
    assert engine.reason
    assert "ollama pull" in engine.reason["en"]


def _wait(desk: Desk, job: str) -> None:
    end = time.monotonic() + 60
    while desk.studio.job(job).active:
        assert time.monotonic() < end
        time.sleep(0.05)


# --- in a browser ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def living() -> Iterator[OllamaStandIn]:
    with OllamaStandIn(models={"llama3.1:8b": 5, "qwen3:8b": 5}) as stand_in:
        yield stand_in


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, living: OllamaStandIn) -> Iterator[Server]:
    """A studio of these tests' own, with an Ollama."""
    folder = tmp_path_factory.mktemp("studio")
    with serving(folder, OLLAMA_HOST=living.address, SHORTS_MODELS=str(folder / "models"), SHORTS_CACHE=str(folder / "cache")) as running:
        yield running


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("path", "size", "language"), [("/", LAPTOP, "ko"), ("/en/", PHONE, "en")])
def test_a_model_is_chosen_and_its_sentences_appear_one_by_one(
    path: str, size: tuple[int, int], language: Any, open_page: Callable[..., Page], living: OllamaStandIn
) -> None:
    page = open_page(path, size)
    choice = page.locator("#writer-choice")
    page.wait_for_selector("#writer-choice option[value='ollama:qwen3:8b']", state="attached")
    assert page.locator(".writer label").inner_text() == WORDS[language].writer
    choice.select_option("ollama:qwen3:8b")
    assert page.locator(".writer p").inner_text() == WORDS[language].model_about
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    living.answers = [Answer(draft(*SAID), pause=0.12)]
    page.locator("#source textarea").fill(PAGE)
    page.locator("#length label").filter(has_text="15").click()
    page.locator("#write").click()
    turn(page, "script")
    first = page.locator(".script .writing li").first
    first.wait_for()
    assert SAID[0].startswith(first.inner_text()) or first.inner_text() == SAID[0]
    page.wait_for_function("document.querySelectorAll('.script .writing li').length >= 3")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.wait_for_selector(".script .scene textarea")
    spoken = page.locator(".script .scene textarea").evaluate_all("areas => areas.map(area => area.value)")
    assert spoken[0] == SAID[0]
    assert living.chats[-1]["model"] == "qwen3:8b"
    page.reload()
    settle(page)  # it comes back with the tab that was open
    turn(page, "source")
    page.wait_for_selector("#writer-choice option[value='ollama:qwen3:8b']", state="attached")
    page.wait_for_function("document.querySelector('#writer-choice').value === 'ollama:qwen3:8b'")  # this browser remembers
