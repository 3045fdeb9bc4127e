"""The job strip: where a job stands, as HTML made from the store alone."""

from __future__ import annotations

import time
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.jobs import Job
    from shorts.ui.text import Text

_STAGES = ("article", "script", "voice", "render", "audio", "join")
_FILM = ("puppet", "voice", "render")
"""Made side by side: their names would take turns several times a second."""


def empty(text: Text) -> str:
    """What stands where the short will be."""
    return f'<div class="empty"><div class="phone"></div><h3>{escape(text.empty_title)}</h3><p>{escape(text.empty_text)}</p></div>'


def strip(job: Job, position: int, text: Text, language: str, *, cancelling: bool = False) -> str:
    """State, stage, percent and time left."""
    if job.state == "queued":
        return _box("queued", text.queued.format(n=position) if position else text.queued_next, 0.0, "")
    if job.state == "running":
        title = text.cancelling if cancelling else _stage(job, text)
        return _box("running", title, job.fraction, "" if cancelling else _left(job, text), _dots(job, text))
    if job.state == "done":
        return _box("done", text.done, 1.0, text.took.format(n=text.duration((job.ended or 0) - (job.started or 0))))
    if job.state == "failed":
        return _box("failed", text.failed, job.fraction, "", f'<p class="error" role="alert">{escape(job.error.get(language, ""))}</p>')
    return _box(job.state, text.cancelled if job.state == "cancelled" else text.paused, job.fraction, "")


def _box(state: str, title: str, fraction: float, aside: str, more: str = "") -> str:
    percent = round(fraction * 100)
    number = f"{percent}%" if state == "running" else ""
    role = f'role="progressbar" aria-label="{escape(title)}" aria-valuenow="{percent}" aria-valuemin="0" aria-valuemax="100"'
    bar = f'<div class="bar" {role}><i style="width:{percent}%"></i></div>'
    return (
        f'<div class="strip {state}"><div class="row"><b role="status">{escape(title)}</b><span>{escape(aside)}</span><span class="n">{number}</span></div>'
        f"{'' if state == 'done' else bar}{more}</div>"
    )


def _stage(job: Job, text: Text) -> str:
    if not job.stage:
        return text.starting
    return text.stage("film" if job.stage in _FILM else job.stage)


def _dots(job: Job, text: Text) -> str:
    """The stages in order; voice and pictures are made side by side, so both light up while either runs."""
    stage = "voice" if job.stage == "puppet" else job.stage
    now = _STAGES.index(stage) if stage in _STAGES else 0
    items = []
    for index, name in enumerate(_STAGES):
        together = stage in _FILM and name in _FILM
        state = "now" if index == now or together else ("past" if index < now else "")
        items.append(f'<li class="{state}">{escape(text.stage(name))}</li>')
    return f'<ol class="stages">{"".join(items)}</ol>'


def _left(job: Job, text: Text) -> str:
    """An estimate, once there is enough to estimate from."""
    spent = time.time() - (job.started or time.time())
    if job.fraction < 0.08 or spent < 3:
        return ""
    return text.left.format(n=text.duration(spent / job.fraction * (1 - job.fraction)))
