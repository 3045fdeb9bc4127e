"""A part of the application that is built when somebody first asks for it, so that the start doesn't wait for it."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.server.asgi import Receive, Scope, Send


class Later:
    """ASGI middleware: what lies at and below `path` is answered by the application that `build` makes at the first request for it.

    It is built in the event loop, which stands still meanwhile (a third of a second for a page), and not in a thread: Gradio numbers the
    components of all pages with one counter and has no lock for it; the loop is where it makes components otherwise.
    """

    def __init__(self, app: Any, path: str, build: Callable[[], Any]) -> None:
        self._app, self._path, self._build = app, path, build
        self._built: Any = None
        self._building = asyncio.Lock()
        self._running = AsyncExitStack()  # until the loop ends

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and f"{scope['path']}/".startswith(f"{self._path}/"):
            await (await self._there())(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _there(self) -> Any:
        async with self._building:
            if self._built is None:
                built = self._build()
                await self._running.enter_async_context(built.router.lifespan_context(built))
                self._built = built
        return self._built
