"""Errors as problem documents (RFC 9457): which status each class has, in one place."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from shorts import errors
from shorts.api.slips import slips
from shorts.errors import ShortsError
from shorts.errors import models as model_errors
from shorts.server.asgi import language_of, problem_document
from shorts.server.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fastapi import FastAPI
    from starlette.requests import Request

log = logging.getLogger(__name__)

STATUS: dict[type[ShortsError], int] = {
    ShortsError: 500,
    errors.Cancelled: 409,
    errors.RequestError: 422,
    errors.QueueFull: 503,
    errors.NothingMore: 409,
    errors.NotReadyYet: 409,
    errors.WrongState: 409,
    errors.InTheWay: 409,
    errors.SourceError: 502,
    errors.AddressRefused: 422,
    errors.EngineError: 500,
    errors.EngineUnavailable: 409,
    errors.CloningUnavailable: 409,
    errors.OutOfMemory: 503,
    errors.Quarantined: 409,
    errors.ShortBusy: 409,
    errors.DiskFull: 507,
    model_errors.LicenceNotAccepted: 403,
    model_errors.ModelMissing: 409,
    model_errors.ModelBroken: 409,
    model_errors.ModelBusy: 409,
    model_errors.NotEnoughVram: 409,
    model_errors.UnsafeWeights: 422,
    model_errors.WeightsUnfit: 422,
    model_errors.HubError: 502,
    model_errors.OllamaError: 502,
}
"""A class that isn't here has the status of its nearest ancestor."""
_HEADERS: dict[type[ShortsError], dict[str, str]] = {errors.QueueFull: {"Retry-After": "60"}}

NOT_FOUND = Word("not-found", "{path} 주소는 없습니다.", "There is nothing at {path}.")
NOT_ALLOWED = Word("method-not-allowed", "{path} 주소에서는 {method}을(를) 쓸 수 없습니다.", "{path} doesn't take {method}.")
BAD_REQUEST = Word(
    "bad-request", "요청 본문을 읽을 수 없습니다. UTF-8로 쓴 JSON인지 확인해 주세요.", "The body can't be read: it must be JSON in UTF-8."
)
INVALID = Word("invalid", "받을 수 없는 값이 있습니다: {slips}", "Some values can't be taken: {slips}")
UNEXPECTED = Word(
    "unexpected",
    "예상하지 못한 문제가 생겼습니다. 자세한 내용은 outputs/logs/studio.log에 남아 있습니다.",
    "Something unexpected happened; outputs/logs/studio.log has the details.",
)
WORDS = (NOT_FOUND, NOT_ALLOWED, BAD_REQUEST, INVALID, UNEXPECTED)
_BY_STATUS = {404: NOT_FOUND, 405: NOT_ALLOWED, 400: BAD_REQUEST}


class Refused(Exception):
    """A ShortsError that has another status here than elsewhere: what a path names and isn't there is 404."""

    def __init__(self, error: ShortsError, status: int) -> None:
        super().__init__(error.code)
        self.error, self.status = error, status


def status_of(kind: type[ShortsError]) -> int:
    return next(STATUS[ancestor] for ancestor in kind.__mro__ if ancestor in STATUS)


def kinds() -> Iterator[type[ShortsError]]:
    """Every class of error that a person may meet, once."""
    waiting: list[type[ShortsError]] = [ShortsError]
    while waiting:
        kind = waiting.pop(0)
        yield kind
        waiting += kind.__subclasses__()


def told(error: ShortsError, language: str, status: int | None = None) -> dict[str, Any]:
    """The problem document of an error."""
    return problem_document(status or status_of(type(error)), error.code, error.what(language), language, error.remedy(language))


def handle_errors(api: FastAPI) -> None:
    """Everything that goes wrong in `api` is answered with a problem document."""
    for kind, handler in (
        (ShortsError, _refused),
        (Refused, _refused),
        (RequestValidationError, _invalid),
        (HTTPException, _plain),
        (Exception, _unexpected),
    ):
        api.add_exception_handler(kind, handler)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    plain, status = (error.error, error.status) if isinstance(error, Refused) else (error, None)
    if not isinstance(plain, ShortsError):
        raise error
    body = told(plain, language_of(request.scope), status)
    if body["status"] >= 500:
        log.warning("api: %s", plain.code)
    return _answer(body, next((_HEADERS[kind] for kind in type(plain).__mro__ if kind in _HEADERS), {}))


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    language = language_of(request.scope)
    if any(slip["type"] == "json_invalid" for slip in error.errors()):
        return _answer(problem_document(400, BAD_REQUEST.code, BAD_REQUEST.text(language), language))
    found = slips(error.errors(), language)
    detail = INVALID.text(language).format(slips=" · ".join(f"{slip['where']}: {slip['expected']}" for slip in found[:5]))
    return _answer(problem_document(422, INVALID.code, detail, language, slips=found))


async def _plain(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    language = language_of(request.scope)
    word = _BY_STATUS.get(error.status_code, BAD_REQUEST)
    detail = word.text(language).format(path=request.url.path, method=request.method)
    headers = {"Allow": _allowed(request)} if error.status_code == 405 else error.headers or {}
    return _answer(problem_document(error.status_code, word.code, detail, language), headers)


def _allowed(request: Request) -> str:
    """All methods of the path; Starlette names those of one of its routes only."""
    for path, operations in request.app.openapi()["paths"].items():
        if compile_path(path)[0].match(request.url.path):
            return ", ".join(sorted(map(str.upper, operations)))
    return "GET"


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    language = language_of(request.scope)
    return _answer(problem_document(500, UNEXPECTED.code, UNEXPECTED.text(language), language))


def _answer(body: dict[str, Any], headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse(body, body["status"], {"Cache-Control": "no-store", **(headers or {})}, "application/problem+json")
