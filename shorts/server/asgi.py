"""The few words of ASGI that the middlewares share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, MutableMapping

    from shorts.server.words import Word

    Scope = MutableMapping[str, Any]
    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    Headers = Iterable[tuple[bytes, bytes]]


def header(scope: Scope, name: str) -> str:
    """The header's value, "" if it isn't there; the last one where it was sent twice."""
    wanted = name.encode("latin-1")
    found = [value for key, value in scope["headers"] if key.lower() == wanted]
    return found[-1].decode("latin-1") if found else ""


def language_of(scope: Scope) -> str:
    """That of the page which asks: English below /en, else Korean."""
    path = scope["path"]
    from_page = header(scope, "referer").partition("://")[2].partition("/")[2]
    return "en" if path == "/en" or path.startswith("/en/") or from_page.split("/")[0] == "en" else "ko"


async def answer(send: Send, status: int, body: bytes, kind: str, extra: Headers = ()) -> None:
    headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode()), (b"cache-control", b"no-store"), *extra]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def refuse(scope: Scope, send: Send, status: int, word: Word, extra: Headers = (), **details: object) -> None:
    """A refusal in the language of the page that asks: for programs a problem document (RFC 9457), for Gradio's page plain text."""
    text = word.text(language_of(scope)).format(**details)
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": word.code})
    elif scope["path"].startswith("/api/") or "json" in header(scope, "accept"):
        problem = {"type": "about:blank", "status": status, "title": word.code, "detail": text}
        await answer(send, status, json.dumps(problem, ensure_ascii=False).encode(), "application/problem+json", extra)
    else:
        await answer(send, status, text.encode(), "text/plain; charset=utf-8", extra)
