"""How the page meets a browser: in its language, in its colours from the first moment on, and at rest."""

from __future__ import annotations

import json
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from shorts.server.asgi import header
from shorts.ui.widgets import script

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.preferences import Preferences
    from shorts.server.asgi import Message, Receive, Scope, Send

PAGES = {"ko": "/", "en": "/en/"}
COOKIE = "shorts-language"
_YEAR = 365 * 24 * 3600


class Welcome:
    """ASGI middleware for the pages themselves.

    Language: `?lang=` chooses one and is remembered in a cookie; the bare address leads to the one remembered, else to the preferred one.
    First of all the head runs js/colours.js, before anything is drawn, and js/clocks.js, before Gradio's scripts; what Gradio is given for the
    head is filled in much later.
    """

    def __init__(self, app: Any, preferences: Callable[[], Preferences]) -> None:
        self._app, self._preferences = app, preferences

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in (*PAGES.values(), "/en"):
            await self._app(scope, receive, send)
            return
        chosen = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
        wanted = _remembered(scope) or self._preferences().language
        if chosen in PAGES:
            cookie = f"{COOKIE}={chosen}; Path=/; Max-Age={_YEAR}; SameSite=Strict"
            await _lead(send, PAGES[chosen], (b"set-cookie", cookie.encode()))
        elif scope["path"] == "/" and wanted == "en":
            await _lead(send, PAGES["en"])
        else:
            await self._app(scope, receive, self._prepared(send))

    def _prepared(self, send: Send) -> Send:
        """`send`, with the scripts in the head of what passes."""
        start: list[Message] = []
        body = bytearray()

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                if dict(message["headers"]).get(b"content-type", b"").startswith(b"text/html"):
                    start.append(message)
                    return
            elif start and message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if message.get("more_body", False):
                    return
                page = bytes(body).replace(b"<head>", b"<head>" + first_script(self._preferences().theme).encode(), 1)
                headers = [(name, value) for name, value in start[0]["headers"] if name.lower() != b"content-length"]
                await send({**start[0], "headers": [*headers, (b"content-length", str(len(page)).encode())]})
                message = {**message, "body": page}
            await send(message)

        return sent


def first_script(theme: str) -> str:
    """What runs before all else: the page's colours (`theme` is for browsers that chose none), and rest for Gradio's clocks."""
    return f"<script>((preferred) => {{ {script('colours')} }})({json.dumps(theme)});\n{script('clocks')}</script>"


def _remembered(scope: Scope) -> str:
    try:
        found = SimpleCookie(header(scope, "cookie")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found and found.value in PAGES else ""


async def _lead(send: Send, path: str, *more: tuple[bytes, bytes]) -> None:
    """To another page, for now: it isn't to be remembered."""
    await send({"type": "http.response.start", "status": 303, "headers": [(b"location", path.encode()), (b"cache-control", b"no-store"), *more]})
    await send({"type": "http.response.body", "body": b""})
