"""How much may come in, and which of Gradio's own doors stay shut."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shorts.files import human_size
from shorts.server import words
from shorts.server.asgi import header, is_for_programs, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.server.asgi import Message, Receive, Scope, Send
    from shorts.settings import Settings

_SHUT = re.compile(
    r"/(gradio_api/(file=\s*(https?:|//|\\\\)|proxy=|vibe|undo-vibe|run-history|runs|dev/|deep_link|process_recording|profiling|custom_component)|monitoring|login|logout)",
    re.IGNORECASE,
)
"""Gradio's routes that fetch for a visitor, run what we don't use, or tell about other visitors."""

_TEXT_BYTES = 4 * 1024 * 1024  # of a JSON body; the longest script and page take a tenth
_STILL_USED = 600.0  # seconds: a file that came in less long ago may be waiting in a form


class Intake:
    """ASGI middleware, behind the Guard. `folder` is where Gradio keeps uploads.

    Bodies for the API and for Gradio's events are read whole here, bounded.
    An upload must say its size; it is refused (413) over `settings.upload_bytes`, and (507) where the folder's quota or the disk has no
    room for it even after the oldest files are swept. An event may name no file but uploaded ones: Gradio would copy others from its
    working folder, or fetch addresses.
    """

    def __init__(self, app: Any, settings: Settings, folder: Path) -> None:
        self._app, self._settings, self._folder = app, settings, folder.resolve()
        self._coming = 0  # bytes of uploads under way

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif _SHUT.match(scope["path"].removeprefix("/en")) and scope["path"] not in ("/login", "/logout"):
            await refuse(scope, send, 403, words.CLOSED)
        elif is_for_programs(scope["path"]):
            body = await _whole(scope, receive, send)
            if body is not None:
                await self._app(scope, _once(body, receive), send)
        elif header(scope, "content-type").startswith("multipart/form-data"):
            await self._upload(scope, receive, send)
        elif int(header(scope, "content-length") or 0) > _TEXT_BYTES:
            await refuse(scope, send, 413, words.BODY_TOO_LARGE, limit=human_size(_TEXT_BYTES))
        elif scope["method"] == "POST" and "/gradio_api/" in scope["path"]:
            await self._event(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        size = header(scope, "content-length")
        if not size.isdecimal():
            await refuse(scope, send, 411, words.NO_LENGTH)
        elif int(size) > self._settings.upload_bytes:
            await refuse(scope, send, 413, words.TOO_LARGE, limit=human_size(self._settings.upload_bytes))
        else:
            self._coming += int(size)
            try:
                if await asyncio.to_thread(self._has_room, self._coming):
                    await self._app(scope, receive, send)
                else:
                    await refuse(scope, send, 507, words.UPLOADS_FULL)
            finally:
                self._coming -= int(size)

    def _has_room(self, coming: int) -> bool:
        """Whether the folder's quota and the disk have it, after a sweep where that helps."""
        make_room(self._folder, self._settings.uploads_bytes - coming)
        taken = sum(entry.size for entry in _uploads(self._folder))
        free = shutil.disk_usage(self._folder).free
        return taken + coming <= self._settings.uploads_bytes and free - coming >= self._settings.free_bytes

    async def _event(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _whole(scope, receive, send)
        if body is None:
            return
        try:
            plain = json.loads(body) if body else None
        except (ValueError, RecursionError):
            await refuse(scope, send, 400, words.NOT_JSON)
            return
        if not all(self._is_upload(name) for name in _named_files(plain)):
            await refuse(scope, send, 403, words.FOREIGN_FILE)
            return
        await self._app(scope, _once(body, receive), send)

    def _is_upload(self, name: str) -> bool:
        try:
            return Path(name).is_absolute() and Path(name).resolve().is_relative_to(self._folder)
        except (OSError, ValueError):
            return False


async def _whole(scope: Scope, receive: Receive, send: Send) -> bytes | None:
    """The body; None for one that was refused as too large, or whose sender has gone."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if len(body) > _TEXT_BYTES:
            await refuse(scope, send, 413, words.BODY_TOO_LARGE, limit=human_size(_TEXT_BYTES))
            return None
        if not message.get("more_body", False):
            return bytes(body)


class _Upload:
    """A file in the uploads folder, as it was a moment ago."""

    __slots__ = ("path", "size", "when")

    def __init__(self, path: Path) -> None:
        stat = path.stat()
        self.path, self.size, self.when = path, stat.st_size, stat.st_mtime


def make_room(folder: Path, allowed: int) -> None:
    """Sweep the oldest uploads until the rest fits into `allowed` bytes; recent ones stay, whatever it takes."""
    found = sorted(_uploads(folder), key=lambda upload: upload.when)
    taken = sum(upload.size for upload in found)
    for upload in found:
        if taken <= allowed or upload.when > time.time() - _STILL_USED:
            return
        upload.path.unlink(missing_ok=True)
        taken -= upload.size
        if upload.path.parent != folder and not any(upload.path.parent.iterdir()):
            upload.path.parent.rmdir()


def _uploads(folder: Path) -> Iterator[_Upload]:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.rglob("*"):
        try:
            if path.is_file():
                yield _Upload(path)
        except FileNotFoundError:  # swept by another request
            continue


def _named_files(plain: Any) -> Iterator[str]:
    """What Gradio would take for a file: the "path" of any object."""
    waiting = [plain]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if isinstance(one.get("path"), str) and one["path"]:
                yield one["path"]
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _once(body: bytes, receive: Receive) -> Receive:
    """`receive` of an application, with a body that was read before."""
    waiting = [body]

    async def received() -> Message:
        return {"type": "http.request", "body": waiting.pop(), "more_body": False} if waiting else await receive()

    return received
