"""Progress as server-sent events: from a real job, to many listeners, to one that left and came back."""

from __future__ import annotations

import http.client
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from shorts.api import events
from shorts.api.events import read_events
from tests.api_server import Api, QuickStudio, tone_api, write_short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shorts.jobs import Job
    from shorts.progress import Work

LISTENERS = 24


class Paced(QuickStudio):
    """Its jobs go from a quarter to a quarter as `gate` lets them."""

    def __init__(self, settings: object) -> None:
        self.gate = threading.Semaphore(0)
        super().__init__(settings)  # type: ignore[arg-type]

    def _make(self, job: Job, work: Work) -> None:
        for part in range(5):
            work.step("script", part, 4)
            while not self.gate.acquire(timeout=0.05):
                work.check()


@pytest.fixture
def api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    monkeypatch.setattr(events, "LOOK", 0.05)
    with tone_api(tmp_path, Paced) as running:
        yield running


def gate(api: Api) -> threading.Semaphore:
    assert isinstance(api.studio, Paced)
    return api.studio.gate


def begun(api: Api) -> tuple[str, str]:
    """A short and its job."""
    job = api.json("POST", f"/api/shorts/{write_short(api.studio).id}/make", {"goal": "script"})[1]
    return job["short"], job["job"]


def test_a_job_is_followed_to_its_end(api: Api) -> None:
    short, job = begun(api)
    threading.Timer(0.5, gate(api).release, [5]).start()
    headers = api.ask("GET", f"/api/shorts/{short}/status")[1]
    assert headers["content-type"] == "application/problem+json"
    told = read_events(api.lines(f"/api/shorts/{short}/events"))
    assert told[-1][0] == "end"
    assert {kind for kind, _ in told[:-1]} == {"progress"}
    assert (told[-1][1]["state"], told[-1][1]["percent"], told[-1][1]["job"]) == ("done", 100, job)
    assert [now["percent"] for _, now in told] == sorted(now["percent"] for _, now in told)
    assert len(read_events(api.lines(f"/api/shorts/{job}/events"))) == 1  # ended already: told, and that was it


def test_who_comes_back_is_told_the_present_state_and_after_the_end_to_stay_away(api: Api) -> None:
    short, job = begun(api)
    gate(api).release(2)
    lines = api.lines(f"/api/shorts/{short}/events")
    seen = [next(lines) for _ in range(3)]
    assert seen[1].startswith(f"id: {job}-")
    lines.close()  # type: ignore[attr-defined]
    gate(api).release(5)
    *_, last = [line for line in api.lines(f"/api/shorts/{short}/events", **{"Last-Event-ID": "anything\xff of 만".encode().decode("latin-1")}) if line.startswith("id: ")]
    code, _, body = api.ask("GET", f"/api/shorts/{short}/events", Last_Event_ID=last.removeprefix("id: ").strip())
    assert (code, body) == (204, b"")


def test_a_short_without_jobs_ends_at_once_and_an_unknown_one_is_a_problem(api: Api) -> None:
    short = write_short(api.studio)
    assert [(kind, now["state"]) for kind, now in read_events(api.lines(f"/api/shorts/{short.id}/events"))] == [("end", "idle")]
    assert api.ask("GET", "/api/shorts/none/events")[0] == 404


def test_many_listen_at_once_without_a_thread_each_and_may_leave(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "HEARTBEAT", 0.2)
    _, job = begun(api)
    address = urlsplit(api.address).netloc
    opened = [http.client.HTTPConnection(address, timeout=30) for _ in range(LISTENERS)]
    answers = []
    for index, one in enumerate(opened):
        one.request("GET", "/api/events" if index % 4 == 0 else f"/api/shorts/{job}/events")
        answers.append(one.getresponse())
    for answer in answers:
        assert answer.status == 200
        assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert answer.readline()
    threads = threading.active_count()
    start = time.process_time(), time.monotonic()
    heartbeats = [next(line for line in answer if line.startswith(b": still")) for answer in answers[:4]]
    assert len(heartbeats) == 4
    assert threads < LISTENERS
    assert api.json("GET", "/health")[0] == 200  # nobody waits for a free thread
    for one, answer in zip(opened[::2], answers[::2], strict=True):
        answer.close()
        one.close()
    gate(api).release(5)
    with ThreadPoolExecutor(LISTENERS) as apart:
        ends = list(apart.map(lambda answer: answer.read().decode() if answer is not answers[0] else "", answers[1::2]))
    assert all("event: end" in end for end in ends)
    for one in opened:
        one.close()
    used = (time.process_time() - start[0]) / (time.monotonic() - start[1])
    assert used < 0.9  # of a core, at ten times the usual number of looks


def test_all_jobs_are_told_of_as_they_change(api: Api) -> None:
    first, _ = begun(api)
    second, _ = begun(api)
    lines = api.lines("/api/events")
    assert next(lines) == ": listening\n"
    found: dict[str, list[str]] = {first: [], second: []}
    for line in lines:
        for kind, now in read_events([line]):
            assert kind == ""  # a line of data alone
            found[now["short"]].append(now["state"])
            if found[second] == ["queued"]:
                gate(api).release(10)
        if all(states[-1:] == ["done"] for states in found.values()):
            break
    lines.close()  # type: ignore[attr-defined]
    assert found[second][0] == "queued"
