"""GET /files/<short>/<name>: the files of a short that a browser may have, and no others."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from shorts.library import TRASH
from shorts.server.served import SERVED
from shorts.uploads import safe_name

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from shorts.settings import Settings

_SHORT = re.compile(r"[0-9a-z가-힣-]{1,80}")
_COVER = re.compile(r"[^/]+\.jpg")
_KINDS = {
    ".mp4": "video/mp4", ".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".wav": "audio/wav", ".m4a": "audio/mp4",
    ".srt": "text/plain; charset=utf-8", ".vtt": "text/vtt; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".json": "application/json",
}  # fmt: skip


def files_route(settings: Settings) -> Route:
    """Ranges, so that a film can be sought; `?v=` of the file's present state may be kept for good; `?download=NAME` saves it."""

    async def send(request: Request) -> Response:
        path = await asyncio.to_thread(_found, settings.outputs, request.path_params["short"], request.path_params["name"])
        if path is None:
            return PlainTextResponse("404", 404)
        return await file_answer(path, request, request.query_params.get("download"))

    return Route("/files/{short}/{name:path}", send, methods=["GET"])


async def file_answer(path: Path, request: Request, wanted: str | None) -> Response:
    """A file that may leave the machine, or the part of it that is asked for. `wanted`: the name to save it under, None to show it."""
    stat = await asyncio.to_thread(path.stat)
    current = request.query_params.get("v") == str(stat.st_mtime_ns // 1_000_000)
    keep = {"Cache-Control": "private, max-age=31536000, immutable" if current else "private, no-cache"}
    name = f"{safe_name(wanted.removesuffix(path.suffix))}{path.suffix}" if wanted is not None else None
    shown = "attachment" if name else "inline"
    answer = FileResponse(path, headers=keep, media_type=_KINDS[path.suffix], filename=name, stat_result=stat, content_disposition_type=shown)
    if answer.headers["etag"] in request.headers.get("if-none-match", "") and "range" not in request.headers:
        return Response(status_code=304, headers={**keep, "ETag": answer.headers["etag"]})
    return answer


def _found(outputs: Path, short: str, name: str) -> Path | None:
    """The file, if it is one of those that are served and really lies in the short's folder (a link may lead out of it).

    Pages ask for the cover of a short until they hear that it was put into the trash; it is there, and is theirs to see.
    """
    if not (_SHORT.fullmatch(short) and SERVED.fullmatch(name)):
        return None
    folder = outputs.resolve() / short
    if _COVER.fullmatch(name) and not folder.exists():
        folder = folder.parent / TRASH / short
    path = folder / name
    return path if path.is_file() and path.resolve() == path and path.is_relative_to(folder) else None
