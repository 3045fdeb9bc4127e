"""The one thread that makes shorts, in the order of the queue; how a job is stopped, and what a crash leaves."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from shorts.build import records_of
from shorts.errors import Cancelled, DatabaseDamaged, OutOfMemory, Quarantined, ShortsError, StorageError
from shorts.progress import STAGE_NAMES, Meter, Work

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shorts.artifacts import Progress
    from shorts.jobs import Job, JobStore, State

log = logging.getLogger(__name__)
_TELL_EVERY = 0.4  # seconds between two notes of progress in the store
_IDLE = 5.0  # seconds after which the queue is looked at without being told to
_UNEXPECTED = {
    "ko": "예상하지 못한 문제가 생겼습니다. 지금까지 만든 것은 남아 있습니다. 다시 시도하고, 반복되면 doctor로 상태를 확인하세요.",
    "en": "Something unexpected happened. What was made so far is kept. Try again; if it happens again, run doctor.",
}


def error_of(error: ShortsError) -> dict[str, str]:
    """As a job keeps it."""
    return {"code": error.code, "ko": error.text("ko"), "en": error.text("en")}


def recover(store: JobStore, outputs: Path) -> None:
    """Right after a start: what ran when the program ended comes back paused; what ended it twice in one step comes back failed.

    A crash is noted as "stage part finished": the stage, which part of it (a scene), and how many steps of the build were done.
    It was the same step if the stage and the part are the same, or if no step was finished in between.
    """
    for job in store.interrupted():
        try:
            finished = len(records_of(outputs / job.short))
        except StorageError:
            finished = 0
        crashed = f"{job.stage or 'article'} {int(job.done)} {finished}"
        error = None
        if job.crashed and _same_step(job.crashed, crashed):
            stage_ko, stage = STAGE_NAMES.get(job.stage, STAGE_NAMES["article"])
            error = error_of(Quarantined(stage=stage, stage_ko=stage_ko))
        store.note_crash(job.id, crashed, error)


def _same_step(before: str, now: str) -> bool:
    (*step_before, finished_before), (*step, finished) = before.split(), now.split()
    return step_before == step or finished_before == finished


class Worker:
    """Safe to call from any thread. `make` does a job's work; `ended` is called after every job, whatever became of it."""

    def __init__(self, store: JobStore, make: Callable[[Job, Work], None], ended: Callable[[Job], None]) -> None:
        self._store, self._make, self._ended = store, make, ended
        self._wake = threading.Condition()
        self._cancels: dict[str, threading.Event] = {}
        self._stops: dict[str, State] = {}
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="studio-worker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self, seconds: float) -> bool:
        """Stop the running job, which is paused then, and end the thread. Has it ended within `seconds`?"""
        with self._wake:
            self._closing = True
            running = list(self._cancels)
            for cancel in self._cancels.values():
                cancel.set()
            self._wake.notify_all()
        self._thread.join(seconds)
        if not self._thread.is_alive():
            return True
        for job in running:
            self._store.end(job, "paused")  # the program didn't crash: it was closed while native code kept the thread
        return False

    def notify(self) -> None:
        """There is something new in the queue."""
        with self._wake:
            self._wake.notify_all()

    def stop(self, job: str, state: State) -> None:
        """Have a job cancelled or paused: at once if it waits, at its next check if it runs. A cancel can't become a pause."""
        with self._wake:  # while this is held, no job is taken from the queue
            running = self._cancels.get(job)
            if running is None:
                self._store.end(job, state)
                return
            if self._stops.get(job) != "cancelled":
                self._stops[job] = state
            running.set()

    def stopping(self, job: str) -> State | None:
        """What a running job will be once it has stopped as it was told; None for one that goes on."""
        with self._wake:
            return self._stops.get(job) if job in self._cancels else None

    def _work(self) -> None:
        while True:
            with self._wake:
                job = None if self._closing else self._next()
                if job is None:
                    if self._closing:
                        return
                    self._wake.wait(_IDLE)
                    continue
                cancel = self._cancels[job.id] = threading.Event()
            try:
                self._run(job, cancel)
            finally:
                with self._wake:
                    del self._cancels[job.id]
                    self._stops.pop(job.id, None)
            self._ended(job)

    def _next(self) -> Job | None:
        """The next job; none while the store can't be written."""
        try:
            return self._store.take()
        except StorageError as error:
            log.warning("the queue waits: %s", error.code)
            return None

    def _run(self, job: Job, cancel: threading.Event) -> None:
        try:
            self._make(job, Work(Teller(self._store, job), cancel))
        except Cancelled:
            self._end(job, self._stopped_as(job))
        except MemoryError:
            log.exception("job %s", job.id)
            self._end(job, "failed", error_of(OutOfMemory()))
        except ShortsError as error:
            log.info("job %s: %s", job.id, error.code)
            self._end(job, "failed", error_of(error))
        except Exception:  # the worker must outlive a bug in a stage; the traceback goes to the log
            log.exception("job %s", job.id)
            self._end(job, "failed", {"code": "unexpected", **_UNEXPECTED})
        else:
            self._end(job, "done")

    def _stopped_as(self, job: Job) -> State:
        with self._wake:
            return self._stops.get(job.id, "paused" if self._closing else "cancelled")

    def _end(self, job: Job, state: State, error: dict[str, str] | None = None) -> None:
        """Note how a job ended. What fails a job (a full disk) may keep this from being noted too, so it is tried until it is."""
        while True:
            try:
                self._store.end(job.id, state, error)
                return
            except DatabaseDamaged as problem:  # the next start makes it anew
                log.warning("job %s: %s", job.id, problem.code)
                return
            except StorageError as problem:
                log.warning("job %s: its end can't be noted: %s", job.id, problem.code)
                self._store.hold(job.id, state, error)
            with self._wake:
                if self._closing:  # it comes back paused
                    return
                self._wake.wait(1)


class Teller:
    """Writes progress to the store: a new stage at once, else a few times a second at most."""

    def __init__(self, store: JobStore, job: Job) -> None:
        self._store, self._job = store, job.id
        self._meter = Meter(job.goal)
        self._told: set[str] = set()
        self._last = 0.0
        self._guard = threading.Lock()

    def __call__(self, event: Progress) -> None:
        with self._guard:
            fraction = self._meter.update(event)
            now = time.monotonic()
            if event.stage in self._told and now - self._last < _TELL_EVERY:
                return
            self._told.add(event.stage)
            self._last = now
        self._store.tell(self._job, event.stage, event.done, event.total, fraction, event.note)
