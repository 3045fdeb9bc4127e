"""The same verbs as MCP tools, at POST /mcp (streamable HTTP without sessions), for an assistant on this computer.

The protocol is that of the official SDK, imported when somebody first asks: it takes a second that a start shouldn't.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from starlette.responses import Response

import shorts
from shorts.api.problems import Refused, told
from shorts.api.slips import slips
from shorts.api.tools import TOOLS, Tool
from shorts.errors import ShortsError
from shorts.server.asgi import language_of
from shorts.values import to_plain

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server
    from mcp_types import CallToolResult
    from starlette.types import Receive, Scope, Send

    from shorts.api.service import Service

_ABOUT = (
    "Makes vertical short videos on this computer. make_short starts one and returns at once; a short of 30 seconds takes some minutes: ask"
    " short_status until it is done. To change what is said: get_script, set_script, then make_again."
)


class Mcp:
    """An ASGI application. Each POST is answered by itself; there are no streams to keep open, so GET and DELETE are 405."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._server: Server[Any] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        if scope["method"] != "POST":
            await Response(status_code=405, headers={"Allow": "POST"})(scope, receive, send)
            return
        if self._server is None:
            self._server = await asyncio.to_thread(_make_server, self._service)
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

        manager = StreamableHTTPSessionManager(self._server, json_response=True, stateless=True)
        async with manager.run():
            await manager.handle_request(scope, receive, send)


def _make_server(service: Service) -> Server[Any]:
    import mcp_types as types
    from mcp.server.lowlevel import Server

    async def listed(context: Any, params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(
            tools=[types.Tool(name=tool.name, description=tool.about, input_schema=tool.schema()) for tool in TOOLS.values()]
        )

    async def call(context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        request = context.request
        language = language_of(request.scope) if request else "ko"
        base = f"{request.url.scheme}://{request.url.netloc}" if request else ""
        return await asyncio.to_thread(_call, service, TOOLS.get(params.name), params.arguments or {}, language, base)

    return Server("local-shorts-studio", version=shorts.__version__, instructions=_ABOUT, on_list_tools=listed, on_call_tool=call)


def _call(service: Service, tool: Tool | None, arguments: dict[str, Any], language: str, base: str) -> CallToolResult:
    """What a tool gives, or what is wrong as a result that the assistant can read."""
    if tool is None:
        return _result({"code": "unknown-tool", "detail": ", ".join(TOOLS)}, wrong=True)
    try:
        given = tool.takes.model_validate(arguments)
        return _result(to_plain(tool.do(service, given, base)))
    except ValidationError as error:
        return _result({"code": "invalid", "slips": slips(error.errors(), language)}, wrong=True)
    except Refused as error:
        return _result(told(error.error, language, error.status), wrong=True)
    except ShortsError as error:
        return _result(told(error, language), wrong=True)


def _result(plain: Any, *, wrong: bool = False) -> CallToolResult:
    import mcp_types as types

    structured = plain if isinstance(plain, dict) else {"items": plain}
    text = types.TextContent(type="text", text=json.dumps(structured, ensure_ascii=False))
    return types.CallToolResult(content=[text], structured_content=structured, is_error=wrong)
