"""What is built at the first request: once, started before it answers, and again if it failed."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from shorts.server.later import Later
from tests.asgi import ask, run_apart

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Part:
    """An application that says whether it was started."""

    def __init__(self) -> None:
        self.router, self.started = self, 0

    @asynccontextmanager
    async def lifespan_context(self, app: Any) -> AsyncIterator[None]:
        await asyncio.sleep(0)  # lets a second request come in between
        self.started += 1
        yield

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": f"part, started {self.started}".encode()})


async def rest(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b"rest"})


def test_only_requests_below_the_path_reach_it_and_it_is_built_once() -> None:
    built: list[Part] = []

    def build() -> Part:
        built.append(Part())
        return built[-1]

    app = Later(rest, "/en", build)
    assert [ask(app, path)[2] for path in ("/", "/english", "/gradio_api/en")] == ["rest"] * 3
    assert built == []
    assert [ask(app, path)[2] for path in ("/en", "/en/", "/en/config?x=1")] == ["part, started 1"] * 3
    assert len(built) == 1


def test_requests_that_come_together_wait_for_one_start() -> None:
    built: list[Part] = []

    def build() -> Part:
        built.append(Part())
        return built[-1]

    app, answers = Later(rest, "/en", build), []

    async def send(message: Any) -> None:
        answers.append(message.get("body"))

    async def both() -> None:
        scope = {"type": "http", "path": "/en/"}
        await asyncio.gather(*(app(scope, None, send) for _ in range(3)))  # type: ignore[arg-type]

    run_apart(both())
    assert [body for body in answers if body] == [b"part, started 1"] * 3
    assert len(built) == 1


def test_a_build_that_failed_is_tried_again() -> None:
    tries: list[int] = []

    def build() -> Part:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("not now")
        return Part()

    app = Later(rest, "/en", build)
    with pytest.raises(OSError, match="not now"):
        ask(app, "/en/")
    assert ask(app, "/en/")[0] == 200
