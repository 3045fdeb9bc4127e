"""Models: what this computer can run, and installing, checking and removing models. Nothing here waits for a download."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shorts.engines.registry import ENGINES
from shorts.errors import BadOption, ShortsError
from shorts.models.tiers import TIERS
from shorts.ui.text.models import TEXTS, Text
from shorts.ui.widgets import widget
from shorts.values import to_plain

if TYPE_CHECKING:
    from shorts.artifacts import Language
    from shorts.models.shelf import ModelCard, ModelShelf
    from shorts.models.tiers import Tier, Use
    from shorts.ui.desk import Desk, Now
    from shorts.ui.frame import Frame

_LOOK = 2.0
"""Seconds for which what lies on the disk is shown again; the page asks each second, other browsers too."""


@dataclass
class ModelsTab:
    desk: Desk
    id: str = "models"
    text: Text = field(init=False)
    _view: Any = field(default=None, repr=False)
    _looked: tuple[float, dict[str, Any]] = field(default=(float("-inf"), {}), repr=False)

    def __post_init__(self) -> None:
        self.text = TEXTS[self.desk.language]

    @property
    def shelf(self) -> ModelShelf:
        return self.desk.studio.models

    def render(self) -> None:
        acts = (self.install, self.cancel, self.remove, self.check, self.stop_check, self.choose_tier, self.add_folder, self.drop_folder, self.own)
        functions = [self.desk.answering(act) for act in acts]
        self._view = widget("models", {}, functions, words=asdict(self.text), catalogue=self._catalogue(), tiers=self._tiers(), home=str(self.shelf.settings.models))

    def listen(self, frame: Frame) -> None:
        """Everything is asked by the widget's script, and seen at the next refresh."""

    @property
    def outputs(self) -> list[Any]:
        return [self._view]

    def mark(self, now: Now) -> object:
        return self.state()

    def view(self, now: Now) -> list[Any]:
        return [self.state()]

    # --- what the widget asks ---

    def install(self, model: str, accept: bool = False) -> dict[str, Any]:
        self.shelf.install(str(model), accept=accept is True)
        return self._fresh()

    def cancel(self, model: str) -> dict[str, Any]:
        self.shelf.cancel(str(model))
        return self._fresh()

    def remove(self, model: str) -> dict[str, Any]:
        freed = self.shelf.remove(str(model))
        return {**self._fresh(), "freed": freed}

    def check(self, model: str) -> dict[str, Any]:
        self.shelf.checks.start(self.shelf.entry(str(model)).id)
        return self._fresh()

    def stop_check(self, model: str) -> dict[str, Any]:
        self.shelf.checks.forget(str(model))
        return self._fresh()

    def choose_tier(self, tier: str | None) -> dict[str, Any]:
        self.shelf.choose_tier(tier)
        return self._fresh()

    def add_folder(self, folder: str) -> dict[str, Any]:
        path = Path(str(folder).strip().strip('"'))  # Windows copies paths in quotes
        if "\0" in str(folder) or not path.is_absolute() or not path.is_dir():
            raise BadOption(option="folder", option_ko=self.text.folder, value=folder, expected="the full path of a folder", expected_ko="폴더의 전체 경로")
        self.shelf.add_folder(path)
        return self._fresh()

    def drop_folder(self, folder: str) -> dict[str, Any]:
        self.shelf.drop_folder(Path(str(folder)))
        return self._fresh()

    def own(self) -> list[dict[str, Any]]:
        """The user's own checkpoints and LoRAs; reads the head of every file, so it is asked for, not shown each second."""
        column = int(self.desk.language == "en")
        return [{**to_plain(file), "problem": file.problem[column] if file.problem else ""} for file in self.shelf.own()]

    # --- what is shown ---

    def state(self) -> dict[str, Any]:
        """Everything that may change, without what the widget was given at the start."""
        at, seen = self._looked
        if time.monotonic() - at > _LOOK:
            seen = self._survey()
            self._looked = time.monotonic(), seen
        models = {model: {**card, **self._running(model)} for model, card in seen["models"].items()}
        return {**seen, "models": models, "earning": self.desk.studio.preferences.commercial}

    def _fresh(self) -> dict[str, Any]:
        self._looked = (float("-inf"), {})
        return self.state()

    def _survey(self) -> dict[str, Any]:
        shelf, profile = self.shelf, self.shelf.profile()
        try:
            cards, problem = shelf.items(self.desk.language), ""
        except ShortsError as error:
            cards, problem = [], error.text(self.desk.language)
        fixed = shelf.settings.model_folders
        return {
            "gpu": to_plain(profile.gpu), "proposed": profile.proposed.id, "tier": profile.chosen.id, "problem": problem,
            "folders": [{"path": str(path), "fixed": path in fixed} for path in shelf.folders()], "cache": str(shelf.settings.hf_cache),
            "ollama": {"host": shelf.settings.ollama, "down": next((card.problem for card in cards if card.kind == "ollama"), "")},
            "models": {card.id: self._card(card) for card in cards},
        }  # fmt: skip

    def _card(self, card: ModelCard) -> dict[str, Any]:
        here = card.where and Path(card.where).is_relative_to(self.shelf.settings.models)
        ours = bool(here) or (card.kind == "ollama" and card.state == "installed")
        names = ("state", "bytes", "here", "where", "found", "consent_given")
        return {**{name: getattr(card, name) for name in names}, "ours": ours, "problem": "" if card.kind == "ollama" else card.problem}

    def _running(self, model: str) -> dict[str, Any]:
        """Its download and its check, as they are at this moment, errors in the page's language."""
        found = {"download": to_plain(self.shelf.progress(model)), "check": to_plain(self.shelf.checks.of(model))}
        for one in found.values():
            if one and one["error"]:
                one["error"] = one["error"][self.desk.language]
        return found

    # --- what never changes ---

    def _catalogue(self) -> list[dict[str, Any]]:
        """The entries in the page's language; empty if the list can't be read, which `state` tells."""
        try:
            entries = list(self.shelf.catalogue.values())
        except ShortsError:
            return []
        language = self.desk.language
        return [
            {
                "id": entry.id, "kind": entry.kind, "purpose": entry.purpose, "name": entry.names[language], "about": entry.about[language],
                "needs": entry.needs, "vram": entry.vram, "bytes": entry.bytes, "licence": entry.licence.id, "url": entry.licence.url,
                "use": entry.licence.commercial_use, "note": entry.licence.note.get(language, ""), "used": entry.engine in ENGINES,
            }
            for entry in entries
        ]  # fmt: skip

    def _tiers(self) -> list[dict[str, Any]]:
        return [_plain_tier(tier, self.desk.language) for tier in TIERS]


def _plain_tier(tier: Tier, language: Language) -> dict[str, Any]:
    uses: dict[str, Use] = {"script": tier.script, "image": tier.image, "motion": tier.motion, "voice": tier.voice}
    rows = {kind: use.ko if language == "ko" else use.en for kind, use in uses.items()}
    return {"id": tier.id, "gb": tier.gb, "uses": rows, "models": tier.models, "seconds": tier.seconds}
