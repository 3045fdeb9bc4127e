"""Progress as server-sent events: each listener is one task that asks the store; no thread waits for anybody."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any

from starlette.responses import Response, StreamingResponse

from shorts.values import to_plain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

    from shorts.api.views import Progress

LOOK = 0.5
"""Seconds between two looks at the store."""
HEARTBEAT = 15.0
"""Seconds of silence after which a comment is sent: proxies and phones drop quiet connections."""
_ENDED = ("done", "failed", "cancelled", "paused", "idle")
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def job_events(look: Callable[[], Progress], first: Progress, last_seen: str) -> Response:
    """Events "progress" while the job goes on, then one "end" and the end of the stream.

    Every connection begins with the present state, so a listener that comes back has missed nothing that still counts. One that
    comes back after the end (its Last-Event-ID says so) gets 204, which tells EventSource to stay away.
    """
    if first.state in _ENDED and last_seen == _id(first):
        return Response(status_code=204)
    return _stream(_following(look, first))


def all_events(look: Callable[[], list[Progress]]) -> Response:
    """An event "job" for every job that runs or waits, and whenever one has changed; without end."""
    return _stream(_watching(look))


async def _following(look: Callable[[], Progress], now: Progress) -> AsyncIterator[bytes]:
    told, quiet = None, time.monotonic()
    while True:
        if now != told:
            yield _event("end" if now.state in _ENDED else "progress", now)
            told, quiet = now, time.monotonic()
            if now.state in _ENDED:
                return
        elif time.monotonic() - quiet > HEARTBEAT:
            yield b": still here\n\n"
            quiet = time.monotonic()
        await asyncio.sleep(LOOK)
        now = await asyncio.to_thread(look)


async def _watching(look: Callable[[], list[Progress]]) -> AsyncIterator[bytes]:
    told = {job.job: job for job in await asyncio.to_thread(look) if job.state in _ENDED}
    yield b": listening\n\n"
    quiet = time.monotonic()
    while True:
        found = await asyncio.to_thread(look)
        changed = [job for job in found if told.get(job.job) != job]
        if changed or time.monotonic() - quiet > HEARTBEAT:
            yield b"".join(_event("job", job) for job in changed) or b": still here\n\n"
            quiet = time.monotonic()
        told = {job.job: job for job in found}
        await asyncio.sleep(LOOK)


def _event(kind: str, now: Progress) -> bytes:
    return f"event: {kind}\nid: {_id(now)}\ndata: {json.dumps(to_plain(now), ensure_ascii=False)}\n\n".encode()


def _id(now: Progress) -> str:
    return f"{now.job}-{now.state}-{now.percent}"


def _stream(events: AsyncIterator[bytes]) -> Response:
    return StreamingResponse(events, media_type="text/event-stream", headers=_HEADERS)


def read_events(lines: Iterable[str]) -> list[tuple[str, Any]]:
    """What a stream said: the kind and the data of each event. For clients in Python, and for tests."""
    found, kind = [], ""
    for line in lines:
        name, _, value = line.rstrip("\n").partition(": ")
        if name == "event":
            kind = value
        elif name == "data":
            found.append((kind, json.loads(value)))
    return found
