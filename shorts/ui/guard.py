"""Who may talk to the studio: this computer's own pages. Gradio itself answers any Host and any Origin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Scope = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
    Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

OURS = frozenset({"127.0.0.1", "localhost", "::1"})
_SAFE = ((b"x-content-type-options", b"nosniff"), (b"x-frame-options", b"DENY"), (b"referrer-policy", b"no-referrer"))


class Guard:
    """ASGI middleware. A foreign Host (a name that was made to point here) or Origin (another site's script) gets 403.

    Forwarding headers are dropped: there is no proxy, and Gradio would believe them.
    """

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = [(name.lower(), value) for name, value in scope["headers"] if not name.lower().startswith(b"x-forwarded-")]
        if not all(_is_ours(name, value.decode("latin-1")) for name, value in headers if name in (b"host", b"origin")):
            await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b"Only pages of this computer may use the studio."})
            return

        async def sent(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_SAFE]
            await send(message)

        await self._app({**scope, "headers": headers}, receive, sent)


def _is_ours(name: bytes, value: str) -> bool:
    try:
        return urlsplit(value if name == b"origin" else f"//{value}").hostname in OURS
    except ValueError:
        return False
