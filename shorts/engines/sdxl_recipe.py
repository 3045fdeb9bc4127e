"""How SDXL draws here: with which weights, in how many steps, how large, and held in how many bits."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shorts.engines.picture_sizes import SDXL, SMALL, Size, nearest_size

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.model_device import Mode
    from shorts.models.local import LocalModels
    from shorts.models.shared import OwnFile

BASE, VAE, REFERENCE, PREVIEW = "sdxl-base", "sdxl-vae-fp16", "ip-adapter-plus-sdxl", "taesd-xl"
NEEDED = (BASE, VAE)
FAST = {"sdxl-lightning-8": (8, "sdxl_lightning_8step_lora.safetensors"), "sdxl-lightning-4": (4, "sdxl_lightning_4step_lora.safetensors")}
"""LoRAs that draw in few steps, best first: steps, file."""
_STEPS, _GUIDANCE = 30, 6.0
_SMALL_UP_TO, _EIGHT_BITS_UP_TO = 6, 8
"""GB of cards that draw the small sizes; that hold the UNet in 8 bits."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """`own`: a checkpoint or LoRA of the user's. `fast`: model of the few-step LoRA, "" for the base model's own steps.
    `native`: pixels of the model's own square. `eased`: one tier lower than this machine's, after its memory did not suffice."""

    own: OwnFile | None
    fast: str
    steps: int
    guidance: float
    reference: bool
    sizes: tuple[Size, ...]
    native: int
    modes: tuple[Mode, ...]
    tiled: bool
    eased: bool = False

    @property
    def checkpoint(self) -> Path | None:
        return self.own.path if self.own and self.own.kind == "checkpoint" else None

    @property
    def lora(self) -> Path | None:
        return self.own.path if self.own and self.own.kind == "lora" else None

    def size(self, width: int, height: int) -> Size:
        """What is drawn for a frame of that size, pixels."""
        return nearest_size(width, height, self.sizes, self.native)

    def plain(self) -> Recipe:
        """Without reference pictures."""
        return replace(self, reference=False)

    def lower(self) -> Recipe:
        """One tier lower: smaller, decoded in tiles, and the UNet in half the memory."""
        modes: tuple[Mode, ...] = ("fp8", "blocks") if self.modes[0] == "full" else ("blocks",)
        return replace(self, sizes=SMALL, modes=modes, tiled=True, eased=True)


def fast_here(models: LocalModels) -> str:
    """The few-step LoRA that is installed, "" for none."""
    return next((model for model in FAST if models.has(model)), "")


def sizes_here(models: LocalModels) -> tuple[Size, ...]:
    """By the profile; needs no torch."""
    return SMALL if models.tier.gb <= _SMALL_UP_TO else SDXL


def recipe_here(models: LocalModels, own: OwnFile | None = None) -> Recipe:
    """By what is installed and by the profile. Imports torch, to see the card. Raises ModelMissing, ModelBroken."""
    fast, gb = fast_here(models), models.tier.gb
    broken = models.gpu is not None and models.gpu.half_broken
    return Recipe(
        own=own,
        fast=fast,
        steps=FAST[fast][0] if fast else _STEPS,
        guidance=0.0 if fast else _GUIDANCE,
        reference=models.has(REFERENCE),
        sizes=sizes_here(models),
        native=_native(models),
        modes=("fp8", "blocks") if broken or 0 < gb <= _EIGHT_BITS_UP_TO else ("full", "fp8", "blocks"),
        tiled=gb <= _SMALL_UP_TO,
    )


def _native(models: LocalModels) -> int:
    config = json.loads(models.where(BASE).file("unet/config.json").read_text(encoding="utf-8"))
    return int(config["sample_size"]) * 8
