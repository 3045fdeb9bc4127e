"""How AnimateDiff moves a picture here: how large, in how many steps, held in how many bits."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shorts.engines.picture_sizes import nearest_size

if TYPE_CHECKING:
    from shorts.engines.picture_sizes import Size
    from shorts.model_device import Mode
    from shorts.models.local import LocalModels

BASE, ADAPTER, GUIDE = "sd15-base", "animatediff-v3", "ip-adapter-plus-sd15"
NEEDED = (BASE, ADAPTER, GUIDE)
RATE = 8.0
"""Frames a second that the motion module was trained with."""
FRAMES = 16
"""Of a clip: as many as the module was trained with; it moves badly with fewer or more."""
STEPS = 18
SIZES: tuple[Size, ...] = ((448, 768), (768, 448), (576, 576), (512, 640))
SMALL: tuple[Size, ...] = ((320, 576), (576, 320), (448, 448), (384, 480))
"""Multiples of 64 or 32: the UNet halves the eighth part three times."""
_SMALL_UP_TO = 6
"""GB of cards that make the small sizes."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """`native`: pixels of the base model's own square. `together`: frames that the VAE takes at once. `eased`: one tier lower than this
    machine's, after its memory did not suffice."""

    sizes: tuple[Size, ...]
    native: int
    modes: tuple[Mode, ...]
    together: int
    steps: int
    eased: bool = False

    def size(self, width: int, height: int) -> Size:
        return nearest_size(width, height, self.sizes, self.native * 2)  # which counts from SDXL's 1024

    @property
    def total(self) -> int:
        """Steps of a whole clip: text, eyes, still, denoising, decoder, file."""
        return self.steps + 5

    def lower(self) -> Recipe:
        """One tier lower: smaller, one frame at a time through the VAE, and the UNet in half the memory."""
        modes: tuple[Mode, ...] = ("fp8", "blocks") if self.modes[0] == "full" else ("blocks",)
        return replace(self, sizes=SMALL, modes=modes, together=1, eased=True)


def sizes_here(models: LocalModels) -> tuple[Size, ...]:
    """By the profile; needs no torch."""
    return SMALL if models.tier.gb <= _SMALL_UP_TO else SIZES


def recipe_here(models: LocalModels) -> Recipe:
    """By the card and the profile. Raises ModelMissing, ModelBroken."""
    broken = models.gpu is not None and models.gpu.half_broken
    modes: tuple[Mode, ...] = ("fp8", "blocks") if broken else ("full", "fp8", "blocks")
    config = json.loads(models.where(BASE).file("unet/config.json").read_text(encoding="utf-8"))
    return Recipe(sizes_here(models), int(config["sample_size"]) * 8, modes, 4, STEPS)
