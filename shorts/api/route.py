"""The way from the studio's application to the API's, which is built when a program first asks: a quarter of a second that a start shouldn't take."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.routing import BaseRoute, Match

from shorts.server.asgi import is_for_programs

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import Receive, Scope, Send

    from shorts.studio import Studio


class ApiRoute(BaseRoute):
    """Everything for programs goes to the API's own application, so that its errors are its own, down to 404 and 405."""

    path = ""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._api: FastAPI | None = None
        self._building = asyncio.Lock()

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        ours = scope["type"] == "http" and is_for_programs(scope["path"])
        return (Match.FULL if ours else Match.NONE), {}

    @property
    def routes(self) -> list[BaseRoute]:
        """Those of the API, for whoever lists what the studio answers to."""
        return self._there().routes

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._building:
            api = await asyncio.to_thread(self._there)
        await api(scope, receive, send)

    def _there(self) -> FastAPI:
        if self._api is None:
            from shorts.api.build import make_api

            self._api = make_api(self._studio)
        return self._api
