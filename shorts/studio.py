"""The studio: what every front end talks to. It takes requests, queues jobs, and one worker thread makes the shorts, in order."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from shorts.edits import Edits
from shorts.errors import Cancelled, ShortBusy, ShortsError, StorageError, UnknownChoice
from shorts.files import ask_room, names_file, storage_errors
from shorts.jobs import JobStore
from shorts.media import add_media
from shorts.pipeline import make_short
from shorts.progress import Meter, Work
from shorts.short import new_short, open_short, save_short
from shorts.workshop import Workshop, open_workshop

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shorts.artifacts import Goal, Picture, Progress, Script, ShortRequest
    from shorts.jobs import Job, State
    from shorts.readings import Readings
    from shorts.rewrites import Rewording
    from shorts.settings import Settings
    from shorts.short import Short

log = logging.getLogger(__name__)
_TELL_EVERY = 0.4  # seconds between two notes of progress in the store
_UNEXPECTED = {
    "ko": "예상하지 못한 문제가 생겼습니다. 지금까지 만든 것은 남아 있습니다. 다시 시도하고, 반복되면 doctor로 상태를 확인하세요.",
    "en": "Something unexpected happened. What was made so far is kept. Try again; if it happens again, run doctor.",
}


class Studio:
    """Safe to call from any thread. Nothing but the worker does long work."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.workshop: Workshop = open_workshop(settings)
        self._store = JobStore(settings.outputs / "studio.db")
        self._store.pause_interrupted()
        self._edits = Edits()
        self._wake = threading.Condition()
        self._cancels: dict[str, threading.Event] = {}
        self._closing = False
        self._worker = threading.Thread(target=self._work, name="studio-worker", daemon=True)
        self._worker.start()

    def close(self) -> None:
        """Stop the running job (it comes back paused at the next start) and end the worker."""
        with self._wake:
            self._closing = True
            for cancel in self._cancels.values():
                cancel.set()
            self._wake.notify_all()
        self._worker.join(10)
        self._store.close()

    @property
    def readings(self) -> Readings:
        """How this person wants words to be read. Raises FileBroken."""
        return self.workshop.readings

    # --- shorts ---

    def submit(self, request: ShortRequest, goal: Goal = "short") -> Job:
        """Queue a new short. Raises RequestError, EngineUnavailable, StorageError at once where it can't be made."""
        self.workshop.check(request)
        ask_room(self.settings.outputs, self.settings.free_bytes)
        short = new_short(request, self.settings)
        save_short(short)
        return self._queue(short.id, goal)

    def remake(self, short: str, goal: Goal = "short") -> Job:
        """Queue a short again, after an edit: only what changed is made. One that is being made is queued to be made once more."""
        return self._queue(self.short(short).id, goal)

    def short(self, short: str) -> Short:
        """Raises UnknownChoice, ScriptBroken, StoreDamaged."""
        folder = self.settings.outputs / short
        if short in ("", "..") or folder.name != short or folder.parent != self.settings.outputs or not names_file(str(folder / "short.json")):
            raise UnknownChoice(kind="short", value=short, choices=", ".join(found.id for found in self.shorts(5)))
        return open_short(folder)

    def shorts(self, limit: int = 50) -> list[Short]:
        """The latest shorts; a folder that can't be read is left out here and reported when it is opened."""
        found = []
        for path in sorted(self.settings.outputs.glob("*/short.json"), key=lambda path: path.stat().st_mtime, reverse=True)[:limit]:
            try:
                found.append(open_short(path.parent))
            except ShortsError as error:
                log.warning("short left out of the list: %s", error.code)
        return found

    def edit(self, short: str, change: Callable[[Short], Short], merge: str = "") -> Short:
        """`short` as `change` makes it, saved at once, one step to undo; `remake` renders it. An edit while a job runs is kept.

        merge: edits with the same word that follow each other within two seconds are one step. Raises what `change` raises,
        ScriptBroken, RequestError for a request that can't be met, StorageError; then nothing has changed.
        """

        def checked(before: Short) -> Short:
            after = change(before)
            if after.request != before.request:
                self.workshop.check(after.request)
            return after

        return self._edits.edit(self.short(short).folder, checked, merge)

    def reword(self, short: str, how: Rewording, scene: str = "") -> Short:
        """Have the embedded writer say `scene` otherwise ("hook": the first one), as an edit. Raises NothingMore, UnknownScene."""
        from shorts.rewrites import reworded  # the writer's vocabulary takes its time to import

        return self.edit(short, lambda before: reworded(before, how, self.workshop.character(before.request.character), scene))

    def undo(self, short: str) -> Short:
        """Raises NothingMore."""
        return self._edits.undo(self.short(short).folder)

    def redo(self, short: str) -> Short:
        """Raises NothingMore."""
        return self._edits.redo(self.short(short).folder)

    def undo_state(self, short: str) -> tuple[bool, bool]:
        """Is there something to undo, and to redo?"""
        return self._edits.state(self.short(short).folder)

    def save_script(self, short: str, script: Script) -> Short:
        """Keep an edited script; `remake` renders it."""
        return self.edit(short, lambda before: replace(before, script=script))

    def add_media(self, short: str, file: Path, name: str) -> Picture:
        """A picture or video of the user's own, ready for the short's scenes; made here and now, a video may take a minute.

        Raises PictureRefused, FootageRefused, DiskFull, OutputUnwritable.
        """
        return add_media(self.short(short).folder, file, name, self.settings)

    def delete(self, short: str) -> None:
        """Raises ShortBusy while a job of it waits or runs, OutputUnwritable."""
        folder = self.short(short).folder
        if any(job.active for job in self._store.of_short(short)):
            raise ShortBusy(path=folder)
        with storage_errors(folder):
            shutil.rmtree(folder)

    # --- jobs ---

    def job(self, job: str) -> Job:
        return self._store.get(job)

    def jobs(self, limit: int = 20) -> list[Job]:
        return self._store.recent(limit)

    def jobs_of(self, short: str) -> list[Job]:
        """Newest first."""
        return self._store.of_short(short)

    def position(self, job: str) -> int:
        return self._store.position(job)

    def is_cancelling(self, job: str) -> bool:
        """Has a running job been told to end, and not ended yet?"""
        with self._wake:
            running = self._cancels.get(job)
        return running is not None and running.is_set()

    def cancel(self, job: str) -> None:
        """Acknowledged at once; a running job ends at its next check."""
        with self._wake:
            running = self._cancels.get(job)
        if running is not None:
            running.set()
        elif self._store.get(job).state in ("queued", "paused"):
            self._store.end(job, "cancelled")

    def resume(self, job: str) -> None:
        """Queue a paused, failed or cancelled job again."""
        self._store.requeue(job)
        self._notify()

    def _queue(self, short: str, goal: Goal) -> Job:
        for job in self._store.of_short(short):
            if job.state == "queued" and job.goal == goal:
                return job
        job = self._store.add(short, goal)
        self._notify()
        return job

    def _notify(self) -> None:
        with self._wake:
            self._wake.notify_all()

    # --- the worker ---

    def _work(self) -> None:
        while True:
            with self._wake:
                job = None if self._closing else self._next()
                if job is None:
                    if self._closing:
                        return
                    self._wake.wait(5)
                    continue
                cancel = self._cancels[job.id] = threading.Event()
            try:
                self._run(job, cancel)
            finally:
                with self._wake:
                    del self._cancels[job.id]

    def _next(self) -> Job | None:
        """The next job; none while the store can't be written."""
        try:
            return self._store.take()
        except StorageError as error:
            log.warning("the queue waits: %s", error.code)
            return None

    def _end(self, job: Job, state: State, error: dict[str, str] | None = None) -> None:
        """Note how a job ended. What fails a job (a full disk) may keep this from being noted too, so it is tried until it is."""
        while True:
            try:
                self._store.end(job.id, state, error)
                return
            except StorageError as problem:
                log.warning("job %s: its end can't be noted: %s", job.id, problem.code)
            with self._wake:
                if self._closing:  # it comes back paused
                    return
                self._wake.wait(1)

    def _run(self, job: Job, cancel: threading.Event) -> None:
        try:
            make_short(self.short(job.short), self.workshop, Work(_Teller(self._store, job), cancel), job.goal)
        except Cancelled:
            self._end(job, "paused" if self._closing else "cancelled")
        except ShortsError as error:
            log.info("job %s: %s", job.id, error.code)
            self._end(job, "failed", {"code": error.code, "ko": error.text("ko"), "en": error.text("en")})
        except Exception:  # the worker must outlive a bug in a stage; the traceback goes to the log
            log.exception("job %s", job.id)
            self._end(job, "failed", {"code": "unexpected", **_UNEXPECTED})
        else:
            self._end(job, "done")


class _Teller:
    """Writes progress to the store, a few times a second at most."""

    def __init__(self, store: JobStore, job: Job) -> None:
        self._store, self._job = store, job.id
        self._meter = Meter(job.goal)
        self._last = ("", 0.0)
        self._guard = threading.Lock()

    def __call__(self, event: Progress) -> None:
        with self._guard:
            fraction = self._meter.update(event)
            stage, when = self._last
            now = time.monotonic()
            if event.stage == stage and now - when < _TELL_EVERY:
                return
            self._last = (event.stage, now)
        self._store.tell(self._job, event.stage, event.done, event.total, fraction, event.note)
