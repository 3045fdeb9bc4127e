"""Shorts: make, follow, edit, make again, download, delete."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from shorts.api.bodies import GenerateBody, MakeBody
from shorts.api.events import all_events, job_events
from shorts.api.service import Service
from shorts.api.views import Cards, FileKind, Gone, Status
from shorts.api.words import said
from shorts.artifacts import Script
from shorts.library import Order
from shorts.server.files import file_answer

Id = Annotated[str, Path(alias="id", description="The id of a short, or of one of its jobs")]
ShortId = Annotated[str, Path(alias="id", description="The id of a short")]
_WHOLE = MakeBody()
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {"description": "A stream of events", "content": {"text/event-stream": {"schema": {"type": "string"}}}},
    204: {"description": "The end was told before"},
}
_KINDS: dict[str, dict[str, Any]] = {
    "video/mp4": {"type": "string", "format": "binary"}, "image/jpeg": {"type": "string", "format": "binary"},
    "text/plain": {"type": "string"}, "text/vtt": {"type": "string"}, "application/json": {"type": "object"},
}  # fmt: skip
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file", "content": {kind: {"schema": shape} for kind, shape in _KINDS.items()}},
    206: {"description": "The part that the header Range asks for"},
    304: {"description": "What the header If-None-Match names is still current"},
    416: {"description": "There is no such part"},
}  # fmt: skip
_SCRIPT_BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Script"}}}}}


def service_of(request: Request) -> Service:
    """The one that the application was made with (see build.py)."""
    service: Service = request.app.state.service
    return service


Work = Annotated[Service, Depends(service_of)]


async def _raw(request: Request) -> bytes:
    return await request.body()


router = APIRouter(tags=["shorts"])


@router.post("/api/shorts/generate", status_code=202, **said("generate"))
def generate(work: Work, body: GenerateBody, response: Response) -> Status:
    return _located(work.generate(body), response)


@router.get("/api/shorts/status/{id}", **said("status"))
def status(work: Work, id_: Id) -> Status:
    return work.status(id_)


@router.get("/api/shorts/download/{id}", response_class=Response, responses=_FILE, **said("download"))
async def download(work: Work, id_: Id, request: Request, file: FileKind = "video") -> Response:
    path, title = await run_in_threadpool(work.file, id_, file)
    return await file_answer(path, request, title)


@router.get("/api/shorts", **said("list"))
def listed(
    work: Work,
    query: Annotated[str, Query(max_length=200, description="Words that title, name or narration must have")] = "",
    order: Order = "newest",
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 24,
) -> Cards:
    return work.shorts(query, order, offset, limit)


@router.delete("/api/shorts/{id}", **said("delete"))
def delete(work: Work, id_: ShortId, *, forever: Annotated[bool, Query(description="Not into the trash")] = False) -> Gone:
    return work.delete(id_, forever=forever)


@router.get("/api/shorts/{id}/script", **said("script"))
def script(work: Work, id_: Id) -> Script:
    return work.script(id_)


@router.put("/api/shorts/{id}/script", **said("set_script", **_SCRIPT_BODY))
def set_script(work: Work, id_: Id, data: Annotated[bytes, Depends(_raw)]) -> Script:
    return work.set_script(id_, data)


@router.post("/api/shorts/{id}/make", status_code=202, **said("make"))
def make(work: Work, id_: Id, response: Response, body: MakeBody = _WHOLE) -> Status:
    return _located(work.make(id_, body.goal), response)


@router.post("/api/shorts/{id}/cancel", **said("cancel"))
def cancel(work: Work, id_: Id) -> Status:
    return work.cancel(id_)


@router.post("/api/shorts/{id}/pause", **said("pause"))
def pause(work: Work, id_: Id) -> Status:
    return work.pause(id_)


@router.post("/api/shorts/{id}/resume", **said("resume"))
def resume(work: Work, id_: Id) -> Status:
    return work.resume(id_)


@router.get("/api/shorts/{id}/events", response_class=Response, responses=_STREAM, **said("events"))
async def events(work: Work, id_: Id, last_event_id: Annotated[str, Header(max_length=200)] = "") -> Response:
    _, look = await run_in_threadpool(work.watched, id_)
    return job_events(look, await run_in_threadpool(look), last_event_id)


@router.get("/api/events", response_class=Response, responses={200: _STREAM[200]}, **said("all_events"))
async def everything(work: Work) -> Response:
    return all_events(work.everything)


def _located(status: Status, response: Response) -> Status:
    response.headers["Location"] = status.links["status"]
    return status
