"""What engines that run models need of this machine: where a model is, what card there is, and the one manager that shares it."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from shorts.errors import CatalogueBroken, ModelError, UnknownChoice
from shorts.models.catalog import Entry, find_entry, read_catalogue
from shorts.models.store import Place, standing, where
from shorts.models.tiers import GIB, TIERS, Gpu, Tier, measure, propose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.model_manager import ModelManager, Tenant
    from shorts.settings import Settings

CHOSEN = "profile.json"
"""File of the models folder with the profile that the user chose."""


class LocalModels:
    """Cheap to make: torch is imported, and the card taken, when the first engine borrows from `manager`. Safe from any thread."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def close(self) -> None:
        """Take everything off the card, if anything was ever put there."""
        if "manager" in self.__dict__:
            self.manager.close()

    # --- what is installed ---

    @cached_property
    def catalogue(self) -> dict[str, Entry]:
        """Raises CatalogueBroken."""
        return read_catalogue(self.settings.catalogue)

    def where(self, model: str) -> Place:
        """Where a usable model is. Raises UnknownChoice, ModelMissing, ModelBroken."""
        return where(find_entry(self.catalogue, model), self.settings)

    def entry(self, model: str) -> Entry | None:
        """None where a list of the user's own doesn't have it, or can't be read."""
        try:
            return self.catalogue.get(model)
        except CatalogueBroken:
            return None

    def has(self, model: str) -> bool:
        """Is it usable here? Looks at names and sizes only."""
        entry = self.entry(model)
        return entry is not None and standing(entry, self.settings).state in ("installed", "shared")

    def why_not(self, *models: str) -> tuple[str, str] | None:
        """What of these is missing or damaged, in Korean and English, for an engine's `why_not`; None if everything is here."""
        for model in models:
            try:
                self.where(model)
            except (ModelError, UnknownChoice) as error:
                return error.what("ko").rstrip("."), error.what("en").rstrip(".")
        return None

    def revision(self, *models: str) -> str:
        """The commits of these models in one word, for keys: other weights make other pictures. Raises ModelMissing, ModelBroken."""
        return "+".join(f"{model}@{self.where(model).commit[:12]}" for model in models)

    # --- the card ---

    @cached_property
    def gpu(self) -> Gpu | None:
        return measure(load_torch=True)

    @property
    def tier(self) -> Tier:
        """The profile that engines follow: the user's choice, else what the card can hold. Keys depend on it, and pages ask for those:
        so it is looked up without torch, once, and stays the same when torch is there."""
        return chosen_tier(self.settings) or propose(self._seen)

    @cached_property
    def _seen(self) -> Gpu | None:
        return measure()

    @property
    def device(self) -> str:
        """torch's name of where models run."""
        return "cuda" if self.gpu else "cpu"

    @property
    def compute_dtype(self) -> Any:
        """torch.float16 on cards; float32 on the CPU and on GTX 16xx, whose fp16 gives NaN."""
        import torch

        return torch.float16 if self.gpu and not self.gpu.half_broken else torch.float32

    @cached_property
    def manager(self) -> ModelManager:
        from shorts.model_device import TorchDevice
        from shorts.model_manager import ModelManager

        chosen, gpu = chosen_tier(self.settings), self.gpu
        limit = chosen.gb * GIB if chosen and chosen.gb and gpu and chosen.gb * GIB < gpu.total else None
        return ModelManager(TorchDevice(self.device, limit=limit), tenants=self._tenants(), peaks=self.settings.models / "peaks.json")

    def give_way(self) -> None:
        """Take ours off the card before another program works on it, if anything of ours is there; what is in use stays."""
        if "manager" in self.__dict__:
            for part in self.manager.on_card():
                self.manager.evict(part)

    def _tenants(self) -> Sequence[Tenant]:
        from shorts.models.ollama_tenant import OllamaTenant

        return (OllamaTenant(self.settings),) if self.gpu else ()  # without a card of ours, what Ollama has on one is no room of ours


def chosen_tier(settings: Settings) -> Tier | None:
    """The profile that the user chose; None for the proposed one."""
    try:
        kept = json.loads((settings.models / CHOSEN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return next((tier for tier in TIERS if isinstance(kept, dict) and tier.id == kept.get("tier")), None)
