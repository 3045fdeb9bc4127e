"""The job strip: where jobs stand, on every tab and device, as HTML made from the store alone."""

from __future__ import annotations

import time
from html import escape
from typing import TYPE_CHECKING

from shorts.progress import NOTES
from shorts.ui.names import title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.jobs import Job, State
    from shorts.ui.desk import Desk, Now
    from shorts.ui.text import Text

_STAGES = ("article", "script", "voice", "render", "audio", "join")
_FILM = ("puppet", "voice", "image", "motion", "render")
"""Made side by side: their names would take turns several times a second."""
_LOOKED_AT = 8
"""Newest jobs among which a paused one is looked for."""
_SENTENCE = 60
"""Characters of a script that is being written."""
_RECENT = 60
"""Seconds that the end of a job is told, unless it needs something of the person."""


def strips(desk: Desk, now: Now) -> str:
    """The job that matters most here (of the open short, else what runs, else what is paused), and under it how many wait."""
    busy = desk.studio.active_jobs()
    mine = now.job if now.job and not _is_settled(now.job, now.session.get("dismissed", "")) else None
    first = next((job for job in busy if mine and job.id == mine.id), None) or mine or next(iter(busy), None)
    if first is None:  # what ended with the program, also for a page that was never told of its job
        first = next((job for job in desk.studio.jobs(_LOOKED_AT) if job.state == "paused"), None)
    others = [job for job in busy if first is None or job.id != first.id]
    if first is None:
        return ""
    box = strip(first, desk.studio.position(first.id), desk.text, desk.language, stopping=desk.studio.stopping(first.id), title=_name(desk, first))
    return box + (_waiting(desk, others) if others else "")


def _is_settled(job: Job, dismissed: str) -> bool:
    """Nothing to be told of it any more."""
    if job.active:
        return False
    return job.id == dismissed or (job.state in ("done", "cancelled") and time.time() - (job.ended or 0) > _RECENT)


def strip(job: Job, position: int, text: Text, language: str, *, stopping: State | None = None, title: str = "") -> str:
    """State, stage, percent, time left, and what can be done. `stopping`: what a running job is about to become."""
    acts = _acts(job, text, stopping)
    if job.state == "queued":
        return _box("queued", text.queued.format(n=position) if position else text.queued_next, 0.0, title, acts)
    if job.state == "running":
        head = {"cancelled": text.cancelling, "paused": text.pausing}.get(stopping or "") or _stage(job, text)
        return _box("running", head, job.fraction, "" if stopping else _said(job, language, text) or _left(job, text) or title, acts, _dots(job, text))
    if job.state == "done":
        head = {"draft": text.done_draft, "script": text.done_script}.get(job.goal, text.done)
        return _box("done", head, 1.0, text.took.format(n=text.duration((job.ended or 0) - (job.started or 0))), acts)
    if job.state == "failed":
        return _box("failed", text.failed, job.fraction, title, acts, f'<p class="error" role="alert">{escape(job.error.get(language, ""))}</p>')
    return _box(job.state, text.cancelled if job.state == "cancelled" else text.paused, job.fraction, title, acts)


def _acts(job: Job, text: Text, stopping: State | None) -> str:
    """The buttons for the state a job is in."""
    if stopping:
        return ""
    by_state = {
        "queued": ("pause", "cancel"), "running": ("pause", "cancel"), "paused": ("resume", "cancel"), "failed": ("retry", "dismiss"),
        "cancelled": ("retry", "dismiss"), "done": ("dismiss",),
    }  # fmt: skip
    return "".join(_button(act, job.id, text) for act in by_state[job.state])


def _button(act: str, job: str, text: Text) -> str:
    label = escape(getattr(text, f"act_{act}"))
    if act == "dismiss":
        return f'<button type="button" class="bare" data-act="dismiss" data-id="{job}" aria-label="{label}">✕</button>'
    return f'<button type="button" data-act="{act}" data-id="{job}">{label}</button>'


def _box(state: str, head: str, fraction: float, aside: str, acts: str, more: str = "") -> str:
    percent = round(fraction * 100)
    number = f"{percent}%" if state == "running" else ""
    role = f'role="progressbar" aria-label="{escape(head)}" aria-valuenow="{percent}" aria-valuemin="0" aria-valuemax="100"'
    bar = f'<div class="bar" {role}><i style="width:{percent}%"></i></div>'
    return (
        f'<div class="strip {state}"><div class="row"><b role="status">{escape(head)}</b><span>{escape(aside)}</span><span class="n">{number}</span>'
        f'<span class="acts">{acts}</span></div>{"" if state == "done" else bar}{more}</div>'
    )


def _waiting(desk: Desk, jobs: Sequence[Job]) -> str:
    """The rest of the line, folded."""
    rows = "".join(
        f"<li><b>{escape(_name(desk, job))}</b>"
        f"<span>{escape(_stage(job, desk.text) if job.state == 'running' else desk.text.queued.format(n=desk.studio.position(job.id)))}</span>"
        f'<span class="acts">{_button("front", job.id, desk.text) if job.state == "queued" else ""}{_button("cancel", job.id, desk.text)}</span></li>'
        for job in jobs
    )
    return f'<details class="line"><summary>{escape(desk.text.waiting.format(n=len(jobs)))}</summary><ol>{rows}</ol></details>'


def _name(desk: Desk, job: Job) -> str:
    return title_of(desk.now({"short": job.short}).short)


def _stage(job: Job, text: Text) -> str:
    if not job.stage:
        return text.starting
    return text.stage("film" if job.stage in _FILM else job.stage)


def _dots(job: Job, text: Text) -> str:
    """The stages in order; voice and pictures are made side by side, so both light up while either runs."""
    stage = "voice" if job.stage in ("puppet", "image", "motion") else job.stage
    stages = _STAGES[:2] if job.goal == "script" else _STAGES
    now = stages.index(stage) if stage in stages else 0
    items = []
    for index, name in enumerate(stages):
        together = stage in _FILM and name in _FILM
        state = "now" if index == now or together else ("past" if index < now else "")
        items.append(f'<li class="{state}">{escape(text.stage(name))}</li>')
    return f'<ol class="stages">{"".join(items)}</ol>'


def _said(job: Job, language: str, text: Text) -> str:
    """What its note says to people; the sentence that a script has come to; why a new character takes longer."""
    if job.stage == "puppet":
        return text.first_drawn
    if job.note in NOTES:
        return NOTES[job.note][language == "en"]
    sentence = job.note.rpartition("\n")[2] if job.stage == "script" else ""
    return sentence if len(sentence) <= _SENTENCE else "…" + sentence[-_SENTENCE:]


def _left(job: Job, text: Text) -> str:
    """An estimate, once there is enough to estimate from."""
    spent = time.time() - (job.started or time.time())
    if job.fraction < 0.08 or spent < 3:
        return ""
    return text.left.format(n=text.duration(spent / job.fraction * (1 - job.fraction)))
