"""The studio: what every front end talks to. It takes requests, queues jobs, and one worker thread makes the shorts, in order."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from shorts.arrivals import Arrivals
from shorts.disk import Disk
from shorts.edits import Edits
from shorts.errors import DatabaseRebuilt, QueueFull, ShortsError, StorageError, UnknownChoice
from shorts.files import ask_room, full_disk, names_file
from shorts.jobs import JobStore
from shorts.library import Library
from shorts.models.shelf import ModelShelf
from shorts.preferences import PreferenceFile
from shorts.short import new_short, open_short, save_short
from shorts.store import is_sound, move_aside
from shorts.worker import Worker, recover
from shorts.workshop import survey_workshop

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shorts.artifacts import Goal, Picture, Script, ShortRequest
    from shorts.jobs import Job, State
    from shorts.preferences import Preferences
    from shorts.previews import Previews
    from shorts.progress import Work
    from shorts.readings import Readings
    from shorts.rewrites import Rewording
    from shorts.samples import Samples
    from shorts.settings import Settings
    from shorts.short import Short
    from shorts.voice_shelf import VoiceShelf

log = logging.getLogger(__name__)
_CLOSE_SECONDS = 9.0  # that a closing studio waits for the running job


class Studio:
    """Safe to call from any thread. Nothing but the worker does long work.

    What only some calls need is imported by them: drawing and reading pages take half a second of processor time to import, which the
    page's start would pay."""

    def __init__(self, settings: Settings) -> None:
        self._preferences = PreferenceFile(settings.outputs / "preferences.json")
        self.settings = settings = self._preferences.get().applied(settings)
        self.workshop = survey_workshop(settings)
        self._notices: list[ShortsError] = [self._preferences.reset] if self._preferences.reset else []
        self.models = ModelShelf(settings)
        self._store = self._opened_store(settings.outputs / "studio.db")
        recover(self._store, settings.outputs)
        self._edits = Edits()
        self.library = Library(settings, busy=self._is_active)
        self.disk = Disk(settings, self.library)
        self.arrivals = Arrivals(self.add_media, self.edit)
        self._worker = Worker(self._store, self._make, self._ended)
        self._worker.start()
        self._closing = threading.Event()
        self._upkeep = threading.Thread(target=self._keep_up, name="studio-upkeep", daemon=True)
        self._upkeep.start()

    def close(self) -> None:
        """Stop the running job (it comes back paused at the next start) and end the worker; within ten seconds."""
        self._closing.set()
        self.models.close()
        self.workshop.models.close()
        self.arrivals.close()
        if self._worker.close(_CLOSE_SECONDS):
            self._store.close()
        self._upkeep.join(1)
        if not self._upkeep.is_alive():
            self.library.close()

    @property
    def notices(self) -> tuple[ShortsError, ...]:
        """What is wrong with this installation though the studio works: broken character files, a list of jobs made anew."""
        return (*self.workshop.broken, *self._notices)

    @property
    def preferences(self) -> Preferences:
        """What this person likes as a start. Setting them raises DiskFull, OutputUnwritable; another Ollama counts from the next start."""
        return self._preferences.get()

    @preferences.setter
    def preferences(self, values: Preferences) -> None:
        self._preferences.set(values)

    def change_preferences(self, change: Callable[[Preferences], Preferences]) -> Preferences:
        """As setting them; changes from several pages at once all count."""
        return self._preferences.change(change)

    @property
    def readings(self) -> Readings:
        """How this person wants words to be read. Raises FileBroken."""
        return self.workshop.readings

    @property
    def voices(self) -> VoiceShelf:
        """Voices of this person's own."""
        return self.workshop.shelf

    @cached_property
    def samples(self) -> Samples:
        """How characters and voices sound, and how characters move."""
        from shorts.samples import Samples

        return Samples(self.workshop)

    # --- shorts ---

    def submit(self, request: ShortRequest, goal: Goal = "short") -> Job:
        """Queue a new short. Raises RequestError, EngineUnavailable, StorageError at once where it can't be made."""
        self.workshop.check(request)
        ask_room(self.settings.outputs, self.settings.free_bytes)
        self._ask_place()
        short = new_short(request, self.settings)
        save_short(short)
        self.library.note(short.id)
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
                self.workshop.check(after.request, before.request)
            return after

        edited = self._edits.edit(self.short(short).folder, checked, merge)
        self.library.note(short)
        return edited

    def reword(self, short: str, how: Rewording, scene: str = "") -> Short:
        """Have the embedded writer say `scene` otherwise ("hook": the first one), as an edit. Raises NothingMore, UnknownScene."""
        from shorts.rewrites import reworded  # the writer's vocabulary takes its time to import

        return self.edit(short, lambda before: reworded(before, how, self.workshop.character(before.request.character), scene))

    def undo(self, short: str) -> Short:
        """Raises NothingMore."""
        changed = self._edits.undo(self.short(short).folder)
        self.library.note(short)
        return changed

    def redo(self, short: str) -> Short:
        """Raises NothingMore."""
        changed = self._edits.redo(self.short(short).folder)
        self.library.note(short)
        return changed

    def undo_state(self, short: str) -> tuple[bool, bool]:
        """Is there something to undo, and to redo?"""
        return self._edits.state(self.short(short).folder)

    def save_script(self, short: str, script: Script) -> Short:
        """Keep an edited script; `remake` renders it."""
        return self.edit(short, lambda before: replace(before, script=script))

    def add_media(self, short: str, file: Path, name: str, work: Work | None = None) -> Picture:
        """A picture or video of the user's own, ready for the short's scenes; made here and now, a video may take a minute.

        Raises PictureRefused, FootageRefused, DiskFull, OutputUnwritable, Cancelled.
        """
        from shorts.media import add_media

        return add_media(self.short(short).folder, file, name, self.settings, work)

    def remove_media(self, short: str, picture: str) -> Short:
        """Offer an upload no more; see media.py. No undo step. Raises UnknownChoice, MediaInUse, StorageError."""
        from shorts.media import remove_media

        return remove_media(self.short(short).folder, picture)

    @cached_property
    def previews(self) -> Previews:
        """To look at scenes and listen to them; works in the caller's thread, beside a running job."""
        from shorts.previews import Previews

        return Previews(self.settings, self.workshop)

    def delete(self, short: str) -> None:
        """For good; `library.trash` keeps it a while. Raises UnknownChoice, ShortBusy while a job of it waits or runs, OutputUnwritable."""
        self.library.delete(short)

    # --- jobs ---

    def job(self, job: str) -> Job:
        return self._store.get(job)

    def jobs(self, limit: int = 20) -> list[Job]:
        return self._store.recent(limit)

    def active_jobs(self) -> list[Job]:
        """What runs and what waits, in the order in which it is made."""
        return self._store.active()

    def jobs_of(self, short: str) -> list[Job]:
        """Newest first."""
        return self._store.of_short(short)

    def position(self, job: str) -> int:
        return self._store.position(job)

    def stopping(self, job: str) -> State | None:
        """What a running job has been told to become and isn't yet, "cancelled" or "paused"; else None."""
        return self._worker.stopping(job)

    def cancel(self, job: str) -> None:
        """Acknowledged at once; a running job ends at its next check. Raises KeyError."""
        self._worker.stop(self._store.get(job).id, "cancelled")

    def pause(self, job: str) -> None:
        """A waiting job steps out of the line and keeps its place; a running one stops at its next check and keeps what it made.

        Raises KeyError.
        """
        self._worker.stop(self._store.get(job).id, "paused")

    def resume(self, job: str) -> None:
        """Queue a paused, failed or cancelled job again; it goes on from what was made."""
        self._store.requeue(job)
        self._worker.notify()

    def retry(self, job: str) -> None:
        """Queue a failed or cancelled job again, at the end of the line and with no crash on its account."""
        self.resume(job)

    def move(self, job: str, *, to_front: bool) -> None:
        """A waiting job to the front or to the end of the line."""
        self._store.move(job, to_front=to_front)

    def _queue(self, short: str, goal: Goal) -> Job:
        for job in self._store.of_short(short):
            if job.state == "queued" and job.goal == goal:
                return job
        self._ask_place()
        job = self._store.add(short, goal)
        self._worker.notify()
        return job

    def _ask_place(self) -> None:
        """Raises QueueFull."""
        if len(self._store.waiting()) >= self.settings.waiting_jobs:
            raise QueueFull(limit=self.settings.waiting_jobs)

    # --- what the worker calls ---

    def _make(self, job: Job, work: Work) -> None:
        from shorts.pipeline import make_short

        short = self.short(job.short)
        with full_disk(short.folder):
            make_short(short, self.workshop, work, job.goal)

    def _ended(self, job: Job) -> None:
        with suppress(StorageError):  # the next look at the folders finds it
            self.library.note(job.short)

    def _keep_up(self) -> None:
        """What a start is a good moment for: index what has changed meanwhile, keep the cache within its quota."""
        try:
            self.library.scan(self._closing.is_set)
            if not self._closing.is_set():
                self.disk.keep_quota()
        except StorageError as error:
            log.warning("upkeep: %s", error.code)

    def _is_active(self, short: str) -> bool:
        return any(job.active for job in self._store.of_short(short))

    def _opened_store(self, path: Path) -> JobStore:
        """The list of jobs; one that is damaged is moved aside and begun anew, and people are told."""
        if not is_sound(path):
            self._notices.append(DatabaseRebuilt(path=path, where="SQLite", aside=move_aside(path)))
        return JobStore(path)
