"""Requests straight into an ASGI application, without a server."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")


async def echo(scope: Any, receive: Any, send: Any) -> None:
    body = json.dumps([[name.decode("latin-1"), value.decode("latin-1")] for name, value in scope["headers"]])
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body.encode()})


def run_apart(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine, from a thread without a loop of its own: browser tests and Gradio leave theirs in this one."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, work).result()


def ask(
    app: Any, path: str = "/", *, method: str = "GET", body: bytes = b"", peer: str = "192.168.0.9", kind: str = "http", **headers: str
) -> tuple[int, dict[str, str], str]:
    """One request straight into an ASGI application; status, headers, body. The Host is this machine's address unless given."""
    given = {"host": "192.168.0.2:7860", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": kind, "method": method, "path": path.partition("?")[0], "raw_path": path.encode(), "query_string": path.partition("?")[2].encode(), "root_path": "",
        "scheme": "http", "http_version": "1.1", "client": (peer, 50000), "server": ("192.168.0.2", 7860),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in given.items() if value],
    }  # fmt: skip
    sent: list[Any] = []
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Any:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    run_apart(app(scope, receive, send))
    if sent[0]["type"] == "websocket.close":
        return sent[0]["code"], {}, sent[0]["reason"]
    text = b"".join(message.get("body", b"") for message in sent[1:]).decode("utf-8", "replace")
    return sent[0]["status"], {name.decode(): value.decode() for name, value in sent[0]["headers"]}, text
