"""The models of this installation, as pages and programs see them: cards, one download at a time in the background, profiles."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from shorts.errors import Cancelled, ShortsError, UnknownChoice
from shorts.files import write_json
from shorts.models import ollama_store
from shorts.models.catalog import Entry, find_entry, read_catalogue, with_needs
from shorts.models.checks import Checks
from shorts.errors import ModelBusy, OllamaError
from shorts.models.install import install, remove, verify
from shorts.models.local import CHOSEN, chosen_tier
from shorts.models.licences import accepted, demand_consent
from shorts.models.shared import add_folder, drop_folder, find_by_size, own_files, shared_folders
from shorts.models.store import Place, Standing, State, standing, where
from shorts.models.tiers import TIERS, Gpu, Profile, Tier, measure, propose
from shorts.progress import Work

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Progress
    from shorts.models.shared import OwnFile
    from shorts.settings import Settings

log = logging.getLogger(__name__)
DownloadState = Literal["queued", "running", "done", "failed", "cancelled"]
_GPU_LOOK = 60.0  # seconds that a measurement is good for
_LOOK = 5.0  # the same for what Ollama has and what lies in shared folders: pages ask often
_UNEXPECTED = {
    "code": "unexpected",
    "ko": "예상하지 못한 문제가 생겼습니다. 받은 부분은 남아 있으니 다시 시도해 주세요.",
    "en": "Something unexpected happened. What has arrived is kept; try again.",
}


@dataclass(frozen=True, slots=True)
class Download:
    """`done`, `total`: bytes (total 0 until the hub told it). `speed`: bytes a second since it began, 0.0 before that is known.
    `error`: code, ko, en of a failed one."""

    model: str
    state: DownloadState
    done: float = 0
    total: float = 0
    file: str = ""
    speed: float = 0.0
    error: dict[str, str] | None = None

    @property
    def active(self) -> bool:
        return self.state in ("queued", "running")


@dataclass(frozen=True, slots=True)
class ModelCard:
    """One model, in one language. `bytes`: what it takes in all (approximate until installed); `here`: on disk now; `found`: a file of
    ComfyUI or A1111 with its weights, which installing will use; `problem`: what is wrong with it, "" where nothing is;
    `consent_given`: nothing is asked any more before installing."""

    id: str
    kind: str
    purpose: str
    engine: str
    name: str
    about: str
    state: State
    bytes: int
    here: int
    where: str
    found: str
    problem: str
    licence: str
    licence_url: str
    commercial_use: str
    licence_note: str
    consent_given: bool
    needs: tuple[str, ...]
    vram: dict[str, float]
    download: Download | None


@dataclass(frozen=True, slots=True)
class _Look:
    """What other programs have, as seen a moment ago. `down`: why Ollama can't be asked."""

    at: float
    tags: dict[str, int]
    down: OllamaError | None
    shared: dict[int, list[Path]]


class ModelShelf:
    """Safe to call from any thread; only `verify` and `remove` take long."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._change = threading.Condition()
        self._downloads: OrderedDict[str, Download] = OrderedDict()
        self._queue: list[tuple[str, bool]] = []
        self._cancel = threading.Event()
        self._closing = False
        self._thread: threading.Thread | None = None
        self._gpu_seen: tuple[float, Gpu | None] = (float("-inf"), None)
        self._looked: _Look | None = None
        self.checks = Checks(self.verify)

    @cached_property
    def catalogue(self) -> dict[str, Entry]:
        """Raises CatalogueBroken."""
        return read_catalogue(self.settings.catalogue)

    def close(self) -> None:
        """Stop the running download; what has arrived stays."""
        with self._change:
            self._closing = True
            self._queue.clear()
            self._cancel.set()
            self._change.notify_all()
        self.checks.close()
        if self._thread:
            self._thread.join(10)

    # --- looking ---

    def items(self, language: str) -> list[ModelCard]:
        """A card per entry, in the catalogue's order. Ollama is asked once, for a second at most. Raises CatalogueBroken."""
        look = self._look()
        cards = []
        for entry in self.catalogue.values():
            found = ""
            if entry.kind == "ollama":
                size = ollama_store.size_of(entry, look.tags)
                stands, trouble = Standing("absent" if size is None else "installed", size or 0), look.down.text(language) if look.down else ""
            else:
                stands, trouble = standing(entry, self.settings), ""
                if stands.state == "broken":
                    trouble = stands.file
                if stands.state in ("absent", "partial") and entry.single and entry.single.bytes in look.shared:
                    found = str(look.shared[entry.single.bytes][0])
            cards.append(self._card(entry, language, stands, found, trouble))
        return cards

    def _look(self) -> _Look:
        look = self._looked
        if look is None or time.monotonic() - look.at > _LOOK:
            tags, down = {}, None
            try:
                tags = ollama_store.installed_tags(self.settings)
            except OllamaError as error:
                down = error
            self._looked = look = _Look(time.monotonic(), tags, down, find_by_size(self.settings))
        return look

    def _card(self, entry: Entry, language: str, stands: Standing, found: str, problem: str) -> ModelCard:
        licence = entry.licence
        return ModelCard(
            id=entry.id, kind=entry.kind, purpose=entry.purpose, engine=entry.engine, name=entry.names[language], about=entry.about[language],
            state=stands.state, bytes=stands.bytes if stands.state in ("installed", "shared") else entry.bytes, here=stands.bytes, where=stands.where,
            found=found, problem=problem, licence=licence.id, licence_url=licence.url, commercial_use=licence.commercial_use,
            licence_note=licence.note.get(language, ""), consent_given=accepted(entry, self.settings), needs=entry.needs, vram=dict(entry.vram),
            download=self.progress(entry.id),
        )  # fmt: skip

    def entry(self, model: str) -> Entry:
        """Raises UnknownChoice."""
        return find_entry(self.catalogue, model)

    def where(self, model: str) -> Place:
        """Where a usable model of the hub is. Raises UnknownChoice, ModelMissing, ModelBroken."""
        return where(self.entry(model), self.settings)

    def own(self) -> list[OwnFile]:
        """The user's own checkpoints and LoRAs."""
        return own_files(self.settings)

    def folders(self) -> tuple[Path, ...]:
        return shared_folders(self.settings)

    def add_folder(self, folder: Path) -> None:
        """Raises BadOption, OutputUnwritable."""
        add_folder(self.settings, folder)
        self._looked = None

    def drop_folder(self, folder: Path) -> None:
        """Look into it no more; nothing in it is touched."""
        drop_folder(self.settings, folder)
        self._looked = None

    # --- installing ---

    def install(self, model: str, accept: bool = False) -> None:
        """Queue a model and what it needs; returns at once. `accept`: the user has read and accepts the licences of all of them.

        Raises UnknownChoice, LicenceNotAccepted. What goes wrong later is in `progress(model).error`.
        """
        entries = with_needs(self.catalogue, model)
        for entry in entries:
            demand_consent(entry, self.settings, accept=accept)
        with self._change:
            for entry in entries:
                known = self._downloads.get(entry.id)
                ready = entry.kind == "hub" and entry.id != model and standing(entry, self.settings).state in ("installed", "shared")
                if ready or (known and known.active):
                    continue
                self.checks.forget(entry.id)
                self._downloads.pop(entry.id, None)
                self._downloads[entry.id] = Download(entry.id, "queued")
                self._queue.append((entry.id, accept))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="models", daemon=True)
                self._thread.start()
            self._change.notify_all()

    def cancel(self, model: str) -> None:
        """Take a model out of the queue, or stop its download; what has arrived stays and the next install goes on from there."""
        with self._change:
            known = self._downloads.get(model)
            if known and known.state == "running":
                self._cancel.set()
            elif known and known.state == "queued":
                self._queue = [row for row in self._queue if row[0] != model]
                self._downloads[model] = replace(known, state="cancelled")
            self._change.notify_all()

    def progress(self, model: str) -> Download | None:
        """None for one that nobody asked for since the start."""
        with self._change:
            return self._downloads.get(model)

    def queue(self) -> list[Download]:
        """The running download first, then those that wait."""
        with self._change:
            active = [download for download in self._downloads.values() if download.active]
        return sorted(active, key=lambda download: download.state != "running")

    def wait(self, seconds: float) -> bool:
        """Until nothing is queued or running, or the time is over; was it done?"""
        with self._change:
            return self._change.wait_for(lambda: not any(download.active for download in self._downloads.values()), seconds)

    def verify(self, model: str, work: Work | None = None) -> None:
        """Read every file again. Raises UnknownChoice, ModelMissing, ModelBroken, Cancelled."""
        entry = self.entry(model)
        if entry.kind == "hub":  # Ollama verifies its own store
            verify(entry, self.settings, work or Work())

    def remove(self, model: str) -> int:
        """Bytes freed; shared files stay. Raises UnknownChoice, ModelBusy, OutputUnwritable, OllamaError."""
        entry = self.entry(model)
        known = self.progress(model)
        if known and known.active:
            raise ModelBusy(model=model)
        with self._change:
            self._downloads.pop(model, None)
        self.checks.forget(model)
        self._looked = None
        return remove(entry, self.settings) if entry.kind == "hub" else ollama_store.delete(entry, self.settings)

    # --- profiles ---

    def profile(self) -> Profile:
        """What is proposed for this machine's card and what the user chose. Doesn't load torch."""
        seen, gpu = self._gpu_seen
        if time.monotonic() - seen > _GPU_LOOK:
            gpu = measure()
            self._gpu_seen = (time.monotonic(), gpu)
        proposed = propose(gpu)
        return Profile(gpu, proposed, chosen_tier(self.settings) or proposed)

    def choose_tier(self, tier: str | None) -> None:
        """Override the proposal; None takes it back. Raises UnknownChoice."""
        if tier is not None and tier not in {known.id for known in TIERS}:
            raise UnknownChoice(kind="profile", kind_ko="프로필", value=tier, choices=", ".join(known.id for known in TIERS))
        write_json(self.settings.models / CHOSEN, {"tier": tier})

    # --- the thread ---

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._queue or self._closing)
                if self._closing:
                    return
                model, accept = self._queue.pop(0)
                self._cancel = threading.Event()
                self._downloads[model] = replace(self._downloads[model], state="running")
            self._end(model, *self._fetch(model, accept, Work(_Teller(self, model), self._cancel)))

    def _fetch(self, model: str, accept: bool, work: Work) -> tuple[DownloadState, dict[str, str] | None]:
        try:
            entry = self.entry(model)
            (install if entry.kind == "hub" else ollama_store.pull)(entry, self.settings, work, accept=accept)
        except Cancelled:
            return "cancelled", None
        except ShortsError as error:
            log.info("model %s: %s", model, error.code)
            return "failed", {"code": error.code, "ko": error.text("ko"), "en": error.text("en")}
        except Exception:  # the thread must outlive a bug; the traceback goes to the log
            log.exception("model %s", model)
            return "failed", _UNEXPECTED
        return "done", None

    def _end(self, model: str, state: DownloadState, error: dict[str, str] | None) -> None:
        with self._change:
            self._downloads[model] = replace(self._downloads[model], state=state, error=error, speed=0.0)
            self._looked = None
            self._change.notify_all()

    def tell(self, model: str, event: Progress, speed: float) -> None:
        """Note a download's progress."""
        with self._change:
            self._downloads[model] = replace(self._downloads[model], done=event.done, total=event.total, file=event.note, speed=speed)


class _Teller:
    """Passes progress on, with the speed since the first event (so that what was here before doesn't count)."""

    def __init__(self, shelf: ModelShelf, model: str) -> None:
        self._shelf, self._model = shelf, model
        self._began: tuple[float, float] | None = None

    def __call__(self, event: Progress) -> None:
        now = time.monotonic()
        self._began = self._began or (now, event.done)
        seconds = now - self._began[0]
        self._shelf.tell(self._model, event, (event.done - self._began[1]) / seconds if seconds > 0.5 else 0.0)
