"""The few words of ASGI that the middlewares share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from shorts.server.words import TITLES

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


def is_for_programs(path: str) -> bool:
    """Does this address belong to the API (shorts/api), not to a page?"""
    return path in ("/health", "/mcp") or path.startswith("/api/")


def language_of(scope: Scope) -> Literal["ko", "en"]:
    """That of the page which asks: English below /en, else Korean. Programs ask with Accept-Language."""
    path = scope["path"]
    if is_for_programs(path):
        return "en" if _prefers_english(header(scope, "accept-language")) else "ko"
    from_page = header(scope, "referer").partition("://")[2].partition("/")[2]
    return "en" if path == "/en" or path.startswith("/en/") or from_page.split("/")[0] == "en" else "ko"


def _prefers_english(accepted: str) -> bool:
    """RFC 9110, 12.5.4, for the two languages there are: English only where it is wanted more than Korean."""
    weights = {"ko": 0.0, "en": 0.0}
    for part in accepted.split(",")[:20]:
        tag, _, weight = part.strip().lower().partition(";q=")
        language = tag.partition("-")[0]
        if language in weights:
            weights[language] = max(weights[language], _weight(weight))
    return weights["en"] > weights["ko"]


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0.0


def problem_document(status: int, code: str, detail: str, language: str, remedy: str = "", **more: object) -> dict[str, Any]:
    """RFC 9457. `code` is stable; the title says what kind of thing is wrong and is the same for every problem of a status."""
    title = TITLES.get(status, TITLES[500]).text(language)
    return {"type": f"/api/docs#{code}", "title": title, "status": status, "code": code, "detail": detail, "remedy": remedy, **more}


async def answer(send: Send, status: int, body: bytes, kind: str, extra: Headers = ()) -> None:
    headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode()), (b"cache-control", b"no-store"), *extra]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def refuse(scope: Scope, send: Send, status: int, word: Word, extra: Headers = (), **details: object) -> None:
    """A refusal in the language of the page that asks: for programs a problem document (RFC 9457), for Gradio's page plain text."""
    text = word.text(language_of(scope)).format(**details)
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": word.code})
    elif is_for_programs(scope["path"]) or "json" in header(scope, "accept"):
        problem = problem_document(status, word.code, text, language_of(scope))
        await answer(send, status, json.dumps(problem, ensure_ascii=False).encode(), "application/problem+json", extra)
    else:
        await answer(send, status, text.encode(), "text/plain; charset=utf-8", extra)
