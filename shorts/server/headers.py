"""What every answer tells the browser: no guessing of types, no frames, nothing from or to another host."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import secrets
from typing import TYPE_CHECKING, Any

from shorts.server.asgi import header

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shorts.server.asgi import Message, Receive, Scope, Send

SAFE: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),  # with no-referrer, browsers send "Origin: null" with our own login form
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), payment=(), midi=(), microphone=(self)"),
)
OPENER = (b"cross-origin-opener-policy", b"same-origin")
"""Browsers complain about it on plain http but for loopback, so it goes only there."""

PAGE_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'nonce-{nonce}' {known} 'unsafe-eval'",  # Gradio makes the js of gr.HTML and of events with new Function
        "style-src 'self' 'unsafe-inline'",  # Svelte sets style attributes
        "img-src 'self' data: blob:",
        "media-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",  # Gradio fetches what it shows, blobs of uploads too
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "object-src 'none'",
        "frame-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
FILE_POLICY = (
    "default-src 'self'; script-src 'none'; style-src 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""For whatever isn't a page, should somebody open it as one. Scripts of workers are left without: it would govern the worker."""

_SCRIPT = re.compile(rb"<script(?=[\s>])")
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class Headers:
    """ASGI middleware. Pages get a policy with a fresh nonce on the scripts that the server wrote into them; so a script or an event
    attribute that a text smuggles into the page later doesn't run. `heads` is HTML of ours that Gradio's own script puts into the page:
    the scripts in it are known by their digests."""

    def __init__(self, app: Any, heads: Iterable[str] = ()) -> None:
        self._app = app
        self._known = " ".join(dict.fromkeys(_source(script) for head in heads for script in _INLINE.findall(head)))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        wants_page = "text/html" in header(scope, "accept")
        packed = "gzip" in header(scope, "accept-encoding")
        if wants_page:  # it comes as plain text, to be marked here, and is packed here
            scope = {**scope, "headers": [entry for entry in scope["headers"] if entry[0].lower() != b"accept-encoding"]}
        opener = (OPENER,) if header(scope, "host").rsplit(":", 1)[0] in ("127.0.0.1", "localhost", "[::1]") else ()
        page: list[Message] = []  # the start of an answer that is held back
        body = bytearray()

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [entry for entry in message["headers"] if not entry[0].lower().startswith((b"access-control-", b"server"))]
                names = {name.lower() for name, _ in kept}
                kept += [entry for entry in (*SAFE, *opener) if entry[0] not in names]
                kind = next((value for name, value in kept if name.lower() == b"content-type"), b"")
                message = {**message, "headers": kept}
                if kind.startswith(b"text/html") and b"content-security-policy" not in names and wants_page:
                    page.append(message)
                    return
                if b"content-security-policy" not in names and b"javascript" not in kind:
                    kept.append((b"content-security-policy", FILE_POLICY.encode()))
            elif page and message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await self._send_page(page[0], bytes(body), send, packed=packed, bare=scope["method"] == "HEAD")
                return
            await send(message)

        await self._app(scope, receive, sent)

    async def _send_page(self, start: Message, body: bytes, send: Send, *, packed: bool, bare: bool) -> None:
        nonce = secrets.token_urlsafe(16)
        body = _SCRIPT.sub(b'<script nonce="' + nonce.encode() + b'"', body)
        body = gzip.compress(body, 5) if packed else body
        headers = [entry for entry in start["headers"] if entry[0].lower() not in (b"content-length", b"cache-control")]
        headers += [(b"content-security-policy", PAGE_POLICY.format(nonce=nonce, known=self._known).encode()), (b"cache-control", b"private, no-cache")]
        headers += [(b"content-encoding", b"gzip")] if packed and not bare else []
        headers += [(b"content-length", str(len(body)).encode())] if not bare else []
        await send({**start, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if bare else body})


def _source(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
