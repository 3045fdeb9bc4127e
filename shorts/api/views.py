"""What programs get: plain values, described field by field for the OpenAPI."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import Field

from shorts.artifacts import Goal
from shorts.jobs import Job, State

FileKind = Literal["video", "draft", "srt", "vtt", "thumbnail", "report", "post"]


@dataclass(frozen=True, slots=True)
class Said:
    """An error, or something worth knowing, in both languages; `code` is stable."""

    code: str
    ko: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a job stands. `state` is "idle" for a short that no job is known of. Times are ISO 8601, UTC."""

    job: Annotated[str, Field(description="Empty where no job is known")]
    short: str
    goal: Goal
    state: State | Literal["idle"]
    stage: Annotated[str, Field(description="article, script, puppet, voice, render, audio or join; empty before the first")]
    percent: Annotated[int, Field(ge=0, le=100)]
    position: Annotated[int, Field(ge=0, description="How many jobs come before this one; 0 for one that runs or has ended")]
    stopping: Annotated[str | None, Field(description="What a running job has been told to become: cancelled or paused")]
    error: Said | None
    created: str | None
    started: str | None
    ended: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Progress):
    """A short and its newest job (or the very job that was asked for)."""

    title: str
    finished: Annotated[bool, Field(description="Is there a video to download?")]
    stale: Annotated[bool, Field(description="Has the short been changed since its video was made?")]
    seconds: Annotated[float, Field(description="Of the video; 0 before there is one")]
    links: Annotated[dict[str, str], Field(description="Where to go from here, by what can be done now")]


@dataclass(frozen=True, slots=True)
class Card:
    """One short in a list. `bytes`: of its whole folder; `message`: why a damaged one can't be opened, by language."""

    id: str
    title: str
    state: Literal["new", "written", "finished", "damaged"]
    created: str
    seconds: float
    bytes: int
    source: str
    character: str
    language: str
    links: dict[str, str]
    message: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cards:
    items: list[Card]
    total: Annotated[int, Field(description="How many there are in all")]


@dataclass(frozen=True, slots=True)
class Gone:
    """`trash`: its name in the trash, empty where it was removed for good."""

    id: str
    trash: str


def progress(job: Job | None, short: str, *, position: int = 0, stopping: State | None = None) -> Progress:
    if job is None:
        return Progress(
            job="",
            short=short,
            goal="short",
            state="idle",
            stage="",
            percent=0,
            position=0,
            stopping=None,
            error=None,
            created=None,
            started=None,
            ended=None,
        )
    return Progress(
        job=job.id, short=job.short, goal=job.goal, state=job.state, stage=job.stage, percent=min(100, max(0, int(job.fraction * 100))),
        position=position, stopping=stopping, error=Said(**job.error) if job.error else None,
        created=when(job.created), started=when(job.started), ended=when(job.ended),
    )  # fmt: skip


def when(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def links_of(short: str, *, script: bool, files: tuple[FileKind, ...] = ()) -> dict[str, str]:
    name = quote(short, safe="")
    links = {"status": f"/api/shorts/status/{name}", "events": f"/api/shorts/{name}/events", "make": f"/api/shorts/{name}/make"}
    links |= {"script": f"/api/shorts/{name}/script"} if script else {}
    return links | {file: f"/api/shorts/download/{name}?file={file}" for file in files}
