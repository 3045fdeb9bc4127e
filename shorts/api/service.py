"""The verbs of the API, whichever protocol asks for them. Plain functions of the studio; safe to call from any thread."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shorts.api.problems import Refused
from shorts.api.views import Card, Cards, FileKind, Gone, Status, links_of, progress
from shorts.errors import NotReadyYet, ScriptBroken, StoreDamaged, UnknownChoice, UnknownShort, WrongState
from shorts.scene_edits import tidy
from shorts.script import script_from_json, script_to_json
from shorts.server.served import SERVED

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.api.bodies import GenerateBody
    from shorts.api.views import Progress
    from shorts.artifacts import Finished, Goal, Script
    from shorts.jobs import Job, State
    from shorts.library import Order
    from shorts.short import Short
    from shorts.studio import Studio

_FILES: dict[FileKind, Callable[[Finished], Path]] = {
    "video": lambda done: done.path, "srt": lambda done: done.srt, "vtt": lambda done: done.vtt, "thumbnail": lambda done: done.thumbnail,
    "report": lambda done: done.report, "post": lambda done: done.post,
}  # fmt: skip
_NAMES: dict[FileKind, tuple[str, str]] = {
    "video": ("영상이", "video"), "draft": ("초안이", "draft"), "srt": ("자막이", "captions"), "vtt": ("자막이", "captions"),
    "thumbnail": ("썸네일이", "thumbnail"), "report": ("보고서가", "report"), "post": ("게시 글이", "post text"),
}  # fmt: skip
_STOPS: dict[State, tuple[State, ...]] = {
    "cancelled": ("queued", "running", "paused"),
    "paused": ("queued", "running"),
    "queued": ("paused", "failed", "cancelled"),
}
"""What a job is wanted to become → the states from which it can."""
_JOB_ID = re.compile(r"[0-9a-f]{12}")
_SCENE_ID = re.compile(r"[0-9A-Za-z_-]{1,40}")
_LONGEST_TEXT = 2000  # characters of a title, a description …


@dataclass(frozen=True)
class Service:
    """`id` is a short's or a job's. What isn't there raises Refused with 404, what can't be read with 409."""

    studio: Studio

    def generate(self, body: GenerateBody) -> Status:
        """Raises RequestError, EngineUnavailable, StorageError."""
        job = self.studio.submit(body.request(), body.goal)
        return self.status(job.id)

    def status(self, id_: str) -> Status:
        """Of the job, or of the short with its newest job."""
        job = self._job(id_)
        short = self._short_of(job) if job else self._short(id_)
        name = short.id if short else job.short if job else id_
        job = job or next(iter(self.studio.jobs_of(name)), None)
        files = self._files(short) if short else ()
        done = short.finished if short and "video" in files else None
        return Status(
            **_shallow(self._progress(job, name)),
            title=_title(short), finished=done is not None, stale=bool(short and done and short.made != short.state),
            seconds=done.seconds if done else 0.0, links=links_of(name, script=bool(short and short.script), files=files),
        )  # fmt: skip

    def watched(self, id_: str) -> tuple[str, Callable[[], Progress]]:
        """The job (or, without one, the short) that events of `id_` tell of, and how to ask for its progress; cheap to ask often."""
        job = self._job(id_) or next(iter(self.studio.jobs_of(self._short(id_).id)), None)
        if job is None:
            return id_, lambda: progress(None, id_)
        name = job.id
        return name, lambda: self._progress(self.studio.job(name), "")

    def everything(self) -> list[Progress]:
        """Jobs that run or wait, and those that ended lately."""
        jobs = {job.id: job for job in (*self.studio.active_jobs(), *self.studio.jobs(20))}
        return [self._progress(job, "") for job in jobs.values()]

    def shorts(self, query: str, order: Order, offset: int, limit: int) -> Cards:
        page = self.studio.library.page(query, order=order, offset=offset, limit=limit)
        cards = []
        for item in page.items:
            files: tuple[FileKind, ...] = ("video", "thumbnail") if item.state == "finished" else ()
            links = links_of(item.id, script=item.state in ("written", "finished"), files=files)
            cards.append(Card(
                item.id, item.shown, item.state, item.created, item.seconds, item.size, item.source, item.character, item.language, links, dict(item.message)
            ))  # fmt: skip
        return Cards(cards, page.total)

    def script(self, id_: str) -> Script:
        """Raises NotReadyYet."""
        short = self._owner(id_)
        if short.script is None:
            raise NotReadyYet(what_ko="대본이", what_en="script")
        return short.script

    def set_script(self, id_: str, data: bytes) -> Script:
        """Keep an edited script (JSON). Raises ScriptBroken, StorageError."""
        short = self._owner(id_)
        saved = self.studio.save_script(short.id, read_script(data)).script
        if saved is None:  # it was saved just now
            raise AssertionError(short.id)
        return saved

    def make(self, id_: str, goal: Goal) -> Status:
        """Make it again: only what has changed. Raises QueueFull, StorageError."""
        return self.status(self.studio.remake(self._owner(id_).id, goal).id)

    def cancel(self, id_: str) -> Status:
        return self._become(id_, "cancelled", self.studio.cancel)

    def pause(self, id_: str) -> Status:
        return self._become(id_, "paused", self.studio.pause)

    def resume(self, id_: str) -> Status:
        return self._become(id_, "queued", self.studio.resume)

    def delete(self, id_: str, *, forever: bool) -> Gone:
        """Into the trash, or for good; a damaged one, too. Raises ShortBusy."""
        try:
            if forever:
                self.studio.delete(id_)
                return Gone(id_, "")
            return Gone(id_, self.studio.library.trash(id_))
        except UnknownChoice as error:
            raise Refused(UnknownShort(value=id_), 404) from error

    def file(self, id_: str, kind: FileKind) -> tuple[Path, str]:
        """A file that is there, and the title that it is saved under. Raises NotReadyYet."""
        short = self._owner(id_)
        if kind not in self._files(short):
            what_ko, what_en = _NAMES[kind]
            raise NotReadyYet(what_ko=what_ko, what_en=what_en)
        path = short.draft if kind == "draft" else _FILES[kind](short.finished) if short.finished else None
        if path is None:  # _files has looked
            raise AssertionError(kind)
        return path, _title(short)

    # --- finding ---

    def _job(self, id_: str) -> Job | None:
        if not _JOB_ID.fullmatch(id_):
            return None
        try:
            return self.studio.job(id_)
        except KeyError:
            return None

    def _short(self, id_: str) -> Short:
        try:
            return self.studio.short(id_)
        except UnknownChoice as error:
            raise Refused(UnknownShort(value=id_), 404) from error
        except (ScriptBroken, StoreDamaged) as error:
            raise Refused(error, 409) from error

    def _short_of(self, job: Job) -> Short | None:
        """None for one that was deleted meanwhile, or can't be read: its jobs can be asked for all the same."""
        try:
            return self._short(job.short)
        except Refused:
            return None

    def _owner(self, id_: str) -> Short:
        job = self._job(id_)
        return self._short(job.short if job else id_)

    def _progress(self, job: Job | None, short: str) -> Progress:
        if job is None:
            return progress(None, short)
        return progress(job, job.short, position=self.studio.position(job.id), stopping=self.studio.stopping(job.id))

    def _become(self, id_: str, state: State, do: Callable[[str], None]) -> Status:
        """Have the job become `state`; nothing is done to one that is there, or on its way. Raises WrongState."""
        job = self._job(id_) or next(iter(self.studio.jobs_of(self._short(id_).id)), None)
        if job is None:
            raise NotReadyYet(what_ko="작업이", what_en="job")
        if job.state in _STOPS[state]:
            do(job.id)
        elif job.state != state and not (state == "queued" and job.state == "running"):
            raise WrongState(state=job.state, wanted=state)
        return self.status(job.id)

    def _files(self, short: Short) -> tuple[FileKind, ...]:
        """What can be downloaded now."""
        named: dict[FileKind, Path | None] = {kind: find(short.finished) for kind, find in _FILES.items()} if short.finished else {}
        named["draft"] = short.draft
        return tuple(kind for kind, path in named.items() if path and _is_served(path, short.folder))


def read_script(data: bytes) -> Script:
    """A script from outside, put right where that is harmless. Raises ScriptBroken."""
    try:
        script = script_from_json(data.decode("utf-8-sig"))
        script_to_json(script).encode("utf-8")
    except UnicodeError as error:
        raise ScriptBroken(where="JSON", expected="UTF-8") from error
    for index, scene in enumerate(script.scenes):
        if not _SCENE_ID.fullmatch(scene.id):
            raise ScriptBroken(where=f"scenes[{index}].id", expected=_SCENE_ID.pattern)
    for where, value in _texts(asdict(script), ""):
        if len(value) > _LONGEST_TEXT or "\0" in value:
            raise ScriptBroken(where=where, expected=f"at most {_LONGEST_TEXT} characters / {_LONGEST_TEXT}자 이하")
    return tidy(script)


def script_bytes(value: object) -> bytes:
    """A script that came as part of something else, as `set_script` takes it."""
    return json.dumps(value).encode()


def _texts(plain: Any, where: str) -> list[tuple[str, str]]:
    if isinstance(plain, str):
        return [(where, plain)]
    if isinstance(plain, dict):
        return [found for key, item in plain.items() for found in _texts(item, f"{where}.{key}".lstrip("."))]
    return (
        [found for index, item in enumerate(plain) for found in _texts(item, f"{where}[{index}]")]
        if isinstance(plain, (list, tuple))
        else []
    )


def _is_served(path: Path, folder: Path) -> bool:
    """A file that may leave the machine, and really lies in the short's folder (short.json can be edited by hand)."""
    return path.parent == folder and SERVED.fullmatch(path.name) is not None and path.is_file() and not path.is_symlink()


def _title(short: Short | None) -> str:
    if short is None:
        return ""
    source = short.request.source.strip()
    named = Path(source).name if short.request.kind == "file" else source.partition("\n")[0][:60]
    return short.name or (short.script.title if short.script else named)


def _shallow(value: Progress) -> dict[str, Any]:
    return {one.name: getattr(value, one.name) for one in fields(value)}
