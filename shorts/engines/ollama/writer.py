"""OllamaWriter: a script that a language model writes from the page, checked against it."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from shorts.engines.base import Capabilities
from shorts.engines.ollama.chat import Chat, Patience, missing
from shorts.engines.ollama.prompts import prompts_digest
from shorts.engines.ollama.session import Session
from shorts.errors import OllamaError, StorageError, UnknownChoice
from shorts.files import write_json
from shorts.models import ollama_store
from shorts.values import key_of

if TYPE_CHECKING:
    from shorts.artifacts import Article, Script
    from shorts.engines.base import Brief
    from shorts.models.catalog import Entry
    from shorts.models.local import LocalModels
    from shorts.models.ollama_store import Kept
    from shorts.progress import Work
    from shorts.settings import Settings

DEFAULT_MODEL = "llama3.1:8b"
_VERSION = "1"
"""Of the code; prompts and the model have their own."""
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(?:/[\w.-]+)*(?::[\w.-]+)?")
_FRESH = 3.0  # seconds for which what Ollama has is not asked again
_SEEN = "ollama.json"
"""File of the models folder: name → digest as it was seen last, so that a script is known for what it is while Ollama is off."""
_GIB = 1 << 30


class Stock:
    """What an Ollama has, asked now and then. Safe from any thread."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._at = float("-inf")
        self._last: dict[str, Kept] | OllamaError = {}

    def kept(self) -> dict[str, Kept]:
        """Raises OllamaDown, OllamaRefused."""
        if time.monotonic() - self._at > _FRESH:
            try:
                self._last = ollama_store.installed(self.settings)
                self._note(self._last)
            except OllamaError as error:
                self._last = error
            self._at = time.monotonic()
        if isinstance(self._last, OllamaError):
            raise self._last
        return self._last

    def digest(self, model: str) -> str:
        """Of a model, as it is or was seen last; "" for one that never was."""
        try:
            kept = self.kept()
        except OllamaError:
            return self._noted().get(model) or self._noted().get(f"{model}:latest", "")
        name = ollama_store.named(model, kept)
        return kept[name].digest if name else ""

    def _note(self, kept: dict[str, Kept]) -> None:
        seen = {name: model.digest for name, model in kept.items()}
        if seen.items() <= self._noted().items():
            return
        try:
            write_json(self.settings.models / _SEEN, {**self._noted(), **seen})
        except StorageError:
            return  # it is known again when Ollama is on

    def _noted(self) -> dict[str, str]:
        try:
            plain = json.loads((self.settings.models / _SEEN).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(name): str(digest) for name, digest in plain.items()} if isinstance(plain, dict) else {}


class OllamaWriter:
    """`patience`: see chat.py. Cheap to make: nothing is asked of Ollama before a script is wanted."""

    def __init__(self, settings: Settings, models: LocalModels, model: str = "", patience: Patience | None = None, stock: Stock | None = None) -> None:
        self._settings, self._local, self._patience = settings, models, patience or Patience()
        self._stock = stock or Stock(settings)
        self.model = model or DEFAULT_MODEL
        self.id = f"ollama:{model}" if model else "ollama"
        self._others: dict[str, OllamaWriter] = {}
        self._session: tuple[str, Session] | None = None

    def with_model(self, model: str) -> OllamaWriter:
        """See ManyModels."""
        if not _NAME.fullmatch(model) or len(model) > 100:
            raise UnknownChoice(kind="model", kind_ko="모델", value=model, choices=", ".join(self.models()) or DEFAULT_MODEL)
        if model not in self._others:
            self._others[model] = OllamaWriter(self._settings, self._local, model, self._patience, self._stock)
        return self._others[model]

    def models(self) -> tuple[str, ...]:
        """See ManyModels."""
        try:
            return tuple(sorted(self._stock.kept()))
        except OllamaError:
            return ()

    @property
    def version(self) -> str:
        """Of the code, the prompts and the model's weights: any of them makes other scripts."""
        return f"{_VERSION}-{prompts_digest()}-{self.model}@{self._stock.digest(self.model).removeprefix('sha256:')[:12] or 'unseen'}"

    @property
    def capabilities(self) -> Capabilities:
        """The licence is the model's: as the catalogue has it, else unknown."""
        entry = self._entry()
        if entry is None:
            return Capabilities(licence=f"that of {self.model}")
        vram = min((size for kind, size in entry.vram.items() if kind != "cpu"), default=0.0)
        return Capabilities(licence=entry.licence.id, commercial_use=entry.licence.commercial_use != "no", needs_vram=int(vram * _GIB))

    def why_not(self) -> tuple[str, str] | None:
        """Asks Ollama, for a second at most."""
        try:
            kept = self._stock.kept()
            if ollama_store.named(self.model, kept):
                return None
            error: OllamaError = missing(self.model, kept)
        except OllamaError as trouble:
            error = trouble
        return f"{error.what('ko').rstrip('.')}. {error.remedy('ko').rstrip('.')}", f"{error.what('en').rstrip('.')}. {error.remedy('en').rstrip('.')}"

    def write(self, article: Article, brief: Brief, work: Work) -> Script:
        """See ScriptWriter. With `brief.again`, the script of the call before is brought to the other length: shorter without asking the
        model, longer by asking it to go on.

        Raises NothingToRead, OllamaDown, OllamaModelMissing, OllamaRefused, OllamaSilent, OllamaGone, AnswerUnusable, FiguresInvented, Cancelled.
        """
        key = key_of([article, replace(brief, seconds=0.0, again=0, character=replace(brief.character, toon=None))])
        if self._session is None or not brief.again or self._session[0] != key:
            self._session = None
            self._make_room()
            self._session = key, Session(article, brief, Chat(self._settings, self.model, self._patience))
        return self._session[1].script(brief, work)

    def _make_room(self) -> None:
        """Ollama takes what graphics memory is free when it loads a model, and the processor for the rest: so ours leaves first."""
        if not ollama_store.is_here(self._settings):
            return
        try:
            ready = ollama_store.named(self.model, ollama_store.loaded(self._settings))
        except OllamaError:
            return  # that is told when it is asked to write
        if not ready:
            self._local.give_way()

    def _entry(self) -> Entry | None:
        """Of the catalogue."""
        return next((entry for entry in self._local.catalogue.values() if entry.kind == "ollama" and entry.tag == self.model), None)
