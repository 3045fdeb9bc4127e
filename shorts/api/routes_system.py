"""The installation: is it there, what can it do, which models does it have."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from pydantic import Field

import shorts
from shorts.api.bodies import InstallBody
from shorts.api.problems import Refused
from shorts.api.routes_shorts import Work
from shorts.api.views import Said
from shorts.api.words import said
from shorts.engines.base import HasVariants, ManyModels
from shorts.errors import UnknownChoice
from shorts.server.asgi import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shorts.engines.base import Engine
    from shorts.models.shelf import Download, ModelCard
    from shorts.studio import Studio


@dataclass(frozen=True, slots=True)
class Health:
    status: Literal["ok"]
    version: str


@dataclass(frozen=True, slots=True)
class Gpu:
    """A graphics card; bytes."""

    name: str
    total: int
    free: int


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """`reason`: why it can't work here, null where it can. `models`: what may be named after its id and a colon."""

    kind: Literal["script", "voice", "image", "motion"]
    id: str
    works: bool
    reason: dict[str, str] | None
    licence: str
    commercial_use: bool
    models: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Queue:
    running: int
    waiting: int
    limit: Annotated[int, Field(description="So many may wait")]


@dataclass(frozen=True, slots=True)
class Info:
    """`profile`: what the graphics memory suffices for, in GB as cards are sold ("cpu": none), as proposed and as chosen. `free`: bytes of disk."""

    version: str
    gpu: Gpu | None
    profile: dict[str, str]
    free: int
    engines: list[EngineInfo]
    queue: Queue
    notices: list[Said]


@dataclass(frozen=True, slots=True)
class CharacterInfo:
    """`ready`: it is drawn and can present. `portrait`: the address of its picture (the first look at a new one takes seconds), null where there is none."""

    id: str
    names: dict[str, str]
    group: str
    tags: list[str]
    persona: dict[str, str]
    ready: bool
    portrait: str | None


@dataclass(frozen=True, slots=True)
class DownloadInfo:
    """Bytes, and bytes a second; total 0 until the hub told it."""

    state: Literal["queued", "running", "done", "failed", "cancelled"]
    done: int
    total: int
    speed: int
    error: Said | None


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """`bytes`: what it takes in all; `here`: what of it is on disk; `vram`: GB by precision."""

    id: str
    name: str
    about: str
    purpose: str
    engine: str
    state: str
    bytes: int
    here: int
    licence: str
    licence_url: str
    commercial_use: str
    licence_note: str
    consent_given: bool
    needs: list[str]
    vram: dict[str, float]
    problem: str
    download: DownloadInfo | None


@dataclass(frozen=True, slots=True)
class Models:
    models: list[ModelInfo]
    queue: Annotated[list[str], Field(description="What is being fetched, then what waits")]


@dataclass(frozen=True, slots=True)
class Installing:
    model: str
    queue: list[str]


def _language(request: Request) -> Literal["ko", "en"]:
    return language_of(request.scope)


router = APIRouter()


@router.get("/health", tags=["system"], **said("health"))
def health() -> Health:
    return Health("ok", shorts.__version__)


@router.get("/api/system/info", tags=["system"], **said("info"))
def info(work: Work) -> Info:
    return info_of(work.studio)


@router.get("/api/characters", tags=["system"], **said("characters"))
def characters(work: Work) -> list[CharacterInfo]:
    return characters_of(work.studio)


@router.get("/api/models/status", tags=["models"], **said("models"))
def models(work: Work, language: Annotated[str, Depends(_language)]) -> Models:
    return Models([_model(card) for card in work.studio.models.items(language)], _fetching(work.studio))


@router.post("/api/models/install", status_code=202, tags=["models"], **said("install"))
def install(work: Work, body: InstallBody) -> Installing:
    try:
        work.studio.models.install(body.model, body.accept_licence)
    except UnknownChoice as error:
        raise Refused(error, 404) from error
    return Installing(body.model, _fetching(work.studio))


def info_of(studio: Studio) -> Info:
    profile = studio.models.profile()
    gpu = Gpu(profile.gpu.name, profile.gpu.total, profile.gpu.free) if profile.gpu else None
    active = studio.active_jobs()
    running = sum(job.state == "running" for job in active)
    notices = [Said(notice.code, notice.text("ko"), notice.text("en")) for notice in studio.notices]
    return Info(
        shorts.__version__, gpu, {"proposed": profile.proposed.id, "chosen": profile.chosen.id}, shutil.disk_usage(studio.settings.outputs).free,
        _engines(studio), Queue(running, len(active) - running, studio.settings.waiting_jobs), notices,
    )  # fmt: skip


def characters_of(studio: Studio) -> list[CharacterInfo]:
    found = []
    for one in studio.workshop.cast.values():
        portrait = f"/static/cast/{quote(one.id)}.webp" if one.toon is not None else None
        found.append(CharacterInfo(one.id, one.names, one.group, list(one.tags), one.persona, one.toon is not None, portrait))
    return found


def _engines(studio: Studio) -> list[EngineInfo]:
    shop = studio.workshop
    every: tuple[tuple[Kind, Iterable[Engine]], ...] = (
        ("script", shop.writers.values()), ("voice", shop.voices.values()), ("image", shop.artists.values()), ("motion", shop.movers.values()),
    )  # fmt: skip
    embedded = [EngineInfo(kind, "toon", works=True, reason=None, licence="Apache-2.0", commercial_use=True) for kind in _DRAWN]
    return [_engine(kind, engine) for kind, engines in every for engine in engines] + embedded


Kind = Literal["script", "voice", "image", "motion"]
_DRAWN: tuple[Kind, ...] = ("image", "motion")


def _engine(kind: Kind, engine: Engine) -> EngineInfo:
    reason = engine.why_not()
    able, many = engine.capabilities, _models_of(engine)
    return EngineInfo(
        kind, engine.id, reason is None, {"ko": reason[0], "en": reason[1]} if reason else None, able.licence, able.commercial_use, many
    )


def _models_of(engine: object) -> list[str]:
    if isinstance(engine, ManyModels):
        return list(engine.models())
    return list(engine.variants()) if isinstance(engine, HasVariants) else []


def _fetching(studio: Studio) -> list[str]:
    return [download.model for download in studio.models.queue()]


def _model(card: ModelCard) -> ModelInfo:
    return ModelInfo(
        card.id, card.name, card.about, card.purpose, card.engine, card.state, card.bytes, card.here, card.licence, card.licence_url,
        card.commercial_use, card.licence_note, card.consent_given, list(card.needs), card.vram, card.problem, _download(card.download),
    )  # fmt: skip


def _download(download: Download | None) -> DownloadInfo | None:
    if download is None:
        return None
    error = Said(**download.error) if download.error else None
    return DownloadInfo(download.state, int(download.done), int(download.total), int(download.speed), error)
