"""GET /static/cast/ID.webp: a character's portrait; one that isn't drawn yet is drawn now (some seconds), and kept."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from shorts.errors import ShortsError
from shorts.toon.kept import found_portrait, portrait_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.requests import Request

    from shorts.cast import Character
    from shorts.settings import Settings


def portraits_route(cast: Mapping[str, Character], settings: Settings) -> Route:
    """`?v=` of the portrait's key may be kept for good. 404 with the reason for whoever can't be drawn: the page then shows initials."""
    artist = ThreadPoolExecutor(1, thread_name_prefix="portraits")  # one at a time: each takes all cores

    async def send(request: Request) -> Response:
        character = cast.get(request.path_params["name"])
        if character is None:
            return PlainTextResponse("404", 404)
        found = await asyncio.to_thread(found_portrait, character, settings)
        try:
            if found is None:
                found = await asyncio.get_running_loop().run_in_executor(artist, _drawn, character, settings)
        except ShortsError as error:
            return PlainTextResponse(error.text(settings.ui_language), 404)
        current = request.query_params.get("v") == portrait_key(character)
        return FileResponse(found, headers={"Cache-Control": "private, max-age=31536000, immutable" if current else "private, no-cache"}, media_type="image/webp")

    return Route("/static/cast/{name}.webp", send, methods=["GET"])


def _drawn(character: Character, settings: Settings) -> Path:
    from shorts.toon.portraits import portrait_of  # drawing takes seconds to import

    return portrait_of(character, settings)
