"""The MCP tools, driven by the protocol's own client over HTTP."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx2
import pytest
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client

from shorts.access import Access
from shorts.api.tools import TOOLS
from shorts.server.guard import Door
from tests.api_server import WORDS, Api, QuickStudio, api_of, tone_api, write_short

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with tone_api(tmp_path_factory.mktemp("mcp"), QuickStudio) as running:
        yield running


def assist(address: str, do: Callable[[Client], Awaitable[Any]], mode: str = "auto", **headers: str) -> Any:
    """What `do` gives with a client that is connected."""

    async def session() -> Any:
        async with httpx2.AsyncClient(headers=headers, timeout=30) as web, Client(streamable_http_client(f"{address}/mcp", http_client=web), mode=mode) as client:
            return await do(client)

    with ThreadPoolExecutor(1) as apart:  # browser tests leave a loop in this thread
        return apart.submit(asyncio.run, session()).result()


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_assistant_makes_a_short_changes_it_and_finds_the_video(api: Api, mode: str) -> None:
    async def work(client: Client) -> None:
        async def use(tool: str, **arguments: Any) -> Any:
            result = await client.call_tool(tool, arguments)
            assert not result.is_error, result.content
            assert json.loads(result.content[0].text) == result.structured_content  # type: ignore[union-attr]
            return result.structured_content

        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == list(TOOLS)
        cast = (await use("list_characters"))["items"]
        assert all(one["ready"] for one in cast)
        made = await use("make_short", source=WORDS, character=cast[0]["id"], voice="tone", goal="script")
        status = await use("short_status", id=made["short"])
        assert status["state"] in ("queued", "running", "done")
        short = write_short(api.studio, finished=True).id
        assert short in [card["id"] for card in (await use("list_shorts", query="도서관", limit=100))["items"]]
        script = await use("get_script", id=short)
        script["scenes"][1]["narration"] = "자리는 백 개예요."
        assert (await use("set_script", id=short, script=script))["scenes"][1]["narration"] == "자리는 백 개예요."
        assert (await use("make_again", id=short, goal="draft"))["goal"] == "draft"
        link = await use("download_link", id=short)
        assert link == {"url": f"{api.address}/api/shorts/download/{quote(short)}?file=video"}
        assert api.ask("GET", link["url"].removeprefix(api.address))[0] == 200

    assist(api.address, work, mode)


def test_what_goes_wrong_is_a_result_that_can_be_read(api: Api) -> None:
    async def wrong(client: Client) -> list[Any]:
        calls = (
            ("short_status", {"id": "none"}), ("make_short", {"source": "/etc/passwd"}), ("make_short", {"seconds": 1}), ("set_script", {"id": "none", "script": {}}),
            ("short_status", {"id": "a\0"}), ("cancel", {"id": write_short(api.studio).id}), ("no_such_tool", {}),
        )  # fmt: skip
        return [await client.call_tool(name, arguments) for name, arguments in calls]

    results = assist(api.address, wrong, **{"Accept-Language": "en"})
    assert all(result.is_error for result in results)
    codes = [result.structured_content["code"] for result in results]
    assert codes == ["unknown-short", "bad-option", "invalid", "unknown-short", "invalid", "not-ready", "unknown-tool"]
    assert results[0].structured_content["detail"] == "There is no short or job “none”."


def test_the_door_holds_for_assistants_too(api: Api, tmp_path: Path) -> None:
    access = Access(tmp_path / "access.json")
    access.set_password("maple-otter-piano-0042")
    token = access.create_token("assistant")

    async def count(client: Client) -> int:
        return len((await client.list_tools()).tools)

    with api_of(api.studio, Door(access=access, ask_here=True)) as shut:
        assert assist(shut.address, count, Authorization=f"Bearer {token}") == len(TOOLS)
        with pytest.raises(Exception):  # noqa: B017, PT011 - which one is the client's affair
            assist(shut.address, count)
    for method in ("GET", "DELETE"):
        assert api.ask(method, "/mcp")[0] == 405
    assert api.ask("POST", "/mcp", b"{", Accept="application/json, text/event-stream")[0] == 400


def test_a_start_does_not_import_the_protocol() -> None:
    code = "import sys, shorts.api.build; print([name for name in ('mcp', 'mcp_types', 'jsonschema', 'cryptography') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_many_calls_leave_nothing_behind(api: Api) -> None:
    async def often(client: Client) -> float:
        start = time.monotonic()
        for _ in range(30):
            await client.call_tool("list_shorts", {})
        return time.monotonic() - start

    assist(api.address, often)
    before = threading.active_count()
    assert assist(api.address, often) < 10
    assert threading.active_count() <= before
