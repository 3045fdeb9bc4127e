"""The API as one application of its own: its routes, its OpenAPI, its docs page, its errors. route.py is the way to it from the studio's."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.responses import FileResponse, JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Route

import shorts
from shorts.api import routes_shorts, routes_system
from shorts.api.mcp import Mcp
from shorts.api.problems import WORDS, handle_errors, kinds, status_of
from shorts.api.service import Service
from shorts.server import words

if TYPE_CHECKING:
    from shorts.studio import Studio

PAGE = Path(__file__).parent / "page"
_AT_THE_DOOR = (words.TOKEN_NEEDED, words.FOREIGN_HOST, words.FOREIGN_PAGE, words.BODY_TOO_LARGE)
_PROBLEM_KIND = "application/problem+json"
_ABOUT = """Make shorts from programs, on this computer. Texts of errors come in Korean, or in English with `Accept-Language: en`.
On the network every request needs `Authorization: Bearer TOKEN`; make a token with `app.py tokens create NAME`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """RFC 9457. `code` is stable; `slips` tells which values can't be taken."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    remedy: str
    slips: list[dict[str, str]] = field(default_factory=list)


def make_api(studio: Studio) -> FastAPI:
    problem: dict[int | str, dict[str, Any]] = {"default": {"description": "A problem", "model": Problem}}
    api = FastAPI(
        title="Local Shorts Studio", version=shorts.__version__, description=_ABOUT, docs_url=None, redoc_url=None, openapi_url=None,
        responses=problem, separate_input_output_schemas=False,
        generate_unique_id_function=lambda route: route.name,
    )  # fmt: skip
    api.state.service = Service(studio)
    api.include_router(routes_system.router)
    api.include_router(routes_shorts.router)
    handle_errors(api)
    _add_docs(api)
    api.router.routes.append(Route("/mcp", Mcp(api.state.service)))
    return api


def openapi_of(api: FastAPI) -> dict[str, Any]:
    """The description of the API, with problems as what they are and the token that strangers need."""
    plan = api.openapi()
    for path in plan["paths"].values():
        for operation in path.values():
            content = operation["responses"]["default"]["content"]
            if "application/json" in content:
                content[_PROBLEM_KIND] = content.pop("application/json")
    plan["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    plan["security"] = [{}, {"token": []}]
    return plan


def problem_codes() -> list[dict[str, Any]]:
    """Every code that a problem may have, with its status and its kind of text, for the docs page."""
    known = {kind.code: {"code": kind.code, "status": status_of(kind), "ko": kind.ko, "en": kind.en} for kind in kinds()}
    return [*known.values(), *({"code": word.code, "status": None, "ko": word.ko, "en": word.en} for word in (*WORDS, *_AT_THE_DOOR))]


def _add_docs(api: FastAPI) -> None:
    @api.get("/api/openapi.json", include_in_schema=False)
    def openapi() -> JSONResponse:
        return JSONResponse(openapi_of(api))

    @api.get("/api/problems.json", include_in_schema=False)
    def problems() -> JSONResponse:
        return JSONResponse(problem_codes())

    @api.get("/api/docs", include_in_schema=False)
    def docs() -> FileResponse:
        return FileResponse(PAGE / "docs.html", media_type="text/html; charset=utf-8")

    @api.get("/api/docs/{name}", include_in_schema=False)
    def part(name: str) -> FileResponse:
        kinds_ = {"docs.js": "text/javascript", "docs.css": "text/css"}
        if name not in kinds_:
            raise HTTPException(404)
        return FileResponse(PAGE / name, media_type=kinds_[name])
