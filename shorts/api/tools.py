"""The MCP tools: a name, what it is for, what it takes, what it does. One record each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import Field, TypeAdapter

from shorts.api.bodies import Body, GenerateBody, Id
from shorts.api.routes_system import characters_of
from shorts.api.service import Service, script_bytes
from shorts.api.views import FileKind
from shorts.artifacts import Goal, Script


class Nothing(Body):
    """No arguments."""


class OneShort(Body):
    id: Id = Field(description="The id of a short, or of one of its jobs")


class Listing(Body):
    query: str = Field("", max_length=200, description="Words that title, name or narration must have")
    limit: int = Field(10, ge=1, le=100)


class Scripted(OneShort):
    script: dict[str, Any] = Field(description="The whole script, as get_script gives it, with what is to change changed")


class Again(OneShort):
    goal: Goal = "short"


class Linked(OneShort):
    file: FileKind = "video"


@dataclass(frozen=True, slots=True)
class Tool:
    """`do` gets the service, the checked arguments and the address that the studio was reached at."""

    name: str
    about: str
    takes: type[Body]
    do: Callable[[Service, Any, str], object]

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the arguments."""
        plan = self.takes.model_json_schema()
        if "script" in plan["properties"]:
            shape = TypeAdapter(Script).json_schema()
            plan["$defs"] = {**plan.get("$defs", {}), **shape.pop("$defs", {})}
            plan["properties"]["script"] = {**shape, "description": plan["properties"]["script"]["description"]}
        return plan


def _link(service: Service, given: Linked, base: str) -> dict[str, str]:
    service.file(given.id, given.file)  # it is there
    return {"url": base + service.status(given.id).links[given.file]}


_ALL = (
    Tool("list_characters", "Who can present a short.", Nothing, lambda service, given, base: [one for one in characters_of(service.studio) if one.ready]),
    Tool("make_short", "Start a short from a web page, a text or a topic. Returns its id at once.", GenerateBody, lambda service, given, base: service.generate(given)),
    Tool("short_status", "How far a short is: state, stage, percent, place in the queue, error.", OneShort, lambda service, given, base: service.status(given.id)),
    Tool("list_shorts", "The latest shorts, or those with certain words.", Listing, lambda service, given, base: service.shorts(given.query, "newest", 0, given.limit)),
    Tool("get_script", "What is said and shown, scene by scene.", OneShort, lambda service, given, base: service.script(given.id)),
    Tool(
        "set_script", "Keep a changed script. The video stays as it is until make_again.", Scripted,
        lambda service, given, base: service.set_script(given.id, script_bytes(given.script)),
    ),
    Tool("make_again", "Make a short again after a change; only what changed is made.", Again, lambda service, given, base: service.make(given.id, given.goal)),
    Tool("cancel", "Cancel the short's job; what was made is kept.", OneShort, lambda service, given, base: service.cancel(given.id)),
    Tool("download_link", "The address of the finished video, or of a file that goes with it.", Linked, _link),
)  # fmt: skip
TOOLS = {tool.name: tool for tool in _ALL}
