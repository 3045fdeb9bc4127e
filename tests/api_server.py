"""The API behind the door that it has in the studio, served by a real server in this process, for tests of it."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import uvicorn

from shorts.api.build import make_api
from shorts.artifacts import Finished, Scene, Script, ShortRequest
from shorts.server.guard import Door, Guard
from shorts.server.headers import Headers
from shorts.server.intake import Intake
from shorts.settings import Settings
from shorts.short import new_short, save_short, update_short
from shorts.studio import Studio
from tests.maker import tone_workshop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shorts.jobs import Job
    from shorts.progress import Work
    from shorts.short import Short


class QuickStudio(Studio):
    """Its jobs end at once, with nothing made."""

    def _make(self, job: Job, work: Work) -> None:
        work.step("script", 1, 1)


@dataclass(frozen=True)
class Api:
    address: str
    studio: Studio

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """One request on a connection of its own. `body`: bytes, or what becomes JSON. Names of headers with _ for -."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        given = {"Content-Type": "application/json"} if data is not None else {}
        opened = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=30)
        try:
            opened.request(method, quote(path, safe="/?=&%{}"), data, given | {name.replace("_", "-"): value for name, value in headers.items()})
            answer = opened.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            opened.close()

    def json(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
        status, _, data = self.ask(method, path, body, **headers)
        return status, json.loads(data)

    def lines(self, path: str, **headers: str) -> Iterator[str]:
        """A stream, line by line, until it ends."""
        opened = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        try:
            opened.request("GET", quote(path, safe="/?=&%{}"), headers=headers)
            for line in opened.getresponse():
                yield line.decode()
        finally:
            opened.close()


@contextmanager
def api_of(studio: Studio, door: Door | None = None) -> Iterator[Api]:
    """`studio`'s API, until the block ends."""
    app = Headers(Guard(Intake(make_api(studio), studio.settings, studio.settings.cache / "uploads"), door or Door()))
    with socket.create_server(("127.0.0.1", 0)) as opened:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        try:
            yield Api(f"http://127.0.0.1:{opened.getsockname()[1]}", studio)
        finally:
            server.should_exit = True
            thread.join(20)


@contextmanager
def tone_api(folder: Path, kind: type[Studio] = Studio, **settings: Any) -> Iterator[Api]:
    """An API of a studio of its own, that speaks with a tone."""
    studio = kind(replace(Settings(), outputs=folder / "outputs", cache=folder / "cache", **settings))
    studio.workshop = tone_workshop(studio.settings)
    try:
        with api_of(studio) as api:
            yield api
    finally:
        studio.close()


WORDS = "서울의 한 서점은 밤에도 문을 열어요. 손님은 하루 평균 395명이에요. 주말에는 자리가 부족해 줄을 서야 해요. 커피는 3,000원이에요."
SCRIPT = Script(
    "밤 도서관", "ko", "news",
    (Scene("s1", "밤 열 시에도 불이 켜져 있어요.", "hook"), Scene("s2", "자리는 모두 오십 개예요."), Scene("s3", "오늘 밤에 들러 보세요.", "close")),
    ("밤 열 시에도", "열린 도서관"), "열린", "오늘 밤에 들러 보세요", ("#도서관",), "밤에도 여는 도서관",
)  # fmt: skip


class ScriptedStudio(Studio):
    """Every short gets the same script at once, and with the goal "short" files as if it had been made. A draft takes until it is stopped."""

    def _make(self, job: Job, work: Work) -> None:
        while job.goal == "draft":
            work.check()
            time.sleep(0.01)
        work.step("script", 1, 1)
        update_short(self.settings.outputs / job.short, lambda short: replace(short, script=short.script or SCRIPT))
        if job.goal == "short":
            update_short(self.settings.outputs / job.short, finish)


def write_short(studio: Studio, *, finished: bool = False) -> Short:
    """A short with a script, and, if `finished`, with files as if it had been made."""
    short = replace(new_short(ShortRequest(WORDS, kind="text", voice="tone", seconds=8, quality="draft"), studio.settings), script=SCRIPT)
    short.folder.mkdir(parents=True)
    short = finish(short) if finished else short
    save_short(short)
    studio.library.note(short.id)
    return short


def finish(short: Short) -> Short:
    """With files as if it had been made; their content is none."""
    names = ("short.mp4", "short.srt", "short.vtt", "short.jpg", "report.json", "post.txt")
    film, srt, vtt, picture, report, post = (short.folder / name for name in names)
    film.write_bytes(bytes(range(256)) * 40)
    for path, text in ((srt, "1\n00:00:00,000 --> 00:00:01,000\n글\n"), (vtt, "WEBVTT\n"), (picture, "picture"), (report, "{}"), (post, "글")):
        path.write_text(text, encoding="utf-8")
    return replace(short, finished=Finished(film, 8.0, srt, vtt, picture, report, post), made=short.state)
