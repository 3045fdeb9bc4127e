"""How LTX moves a picture here: how large, how long, held in how many bits."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from shorts.artifacts import FPS
from shorts.engines.picture_sizes import nearest_size

if TYPE_CHECKING:
    from shorts.engines.picture_sizes import Size
    from shorts.model_device import Mode
    from shorts.models.local import LocalModels

MODEL, TEXT = "ltx-video-2b", "t5-xxl"
NEEDED = (MODEL, TEXT)
RATE = 24.0
"""Frames a second that clips are made for."""
SIZES: tuple[Size, ...] = ((480, 832), (832, 480), (640, 640), (576, 704))
SMALL: tuple[Size, ...] = ((320, 576), (576, 320), (448, 448), (384, 480))
"""Multiples of 32, as its decoder wants them."""
MOST, FEWER = 97, 65
"""Frames of a clip at most, 4 s; and one tier lower. One more than a multiple of 8, as its decoder wants them."""
_SMALL_UP_TO, _TILED_UP_TO = 6, 8
"""GB of cards that make the small sizes; that decode in tiles."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """`eased`: one tier lower than this machine's, after its memory did not suffice."""

    sizes: tuple[Size, ...]
    most: int
    modes: tuple[Mode, ...]
    tiled: bool
    eased: bool = False

    def size(self, width: int, height: int) -> Size:
        return nearest_size(width, height, self.sizes)

    def frames(self, wanted: int) -> int:
        """Of the model's, for `wanted` frames at FPS: no more than the scene needs."""
        return min(8 * max(math.ceil((wanted - 1) * RATE / FPS / 8), 1) + 1, self.most)

    def lower(self) -> Recipe:
        """One tier lower: smaller, shorter (the clip is stretched further), decoded in tiles, in half the memory."""
        modes: tuple[Mode, ...] = ("fp8", "blocks") if self.modes[0] == "full" else ("blocks",)
        return replace(self, sizes=SMALL, most=FEWER, modes=modes, tiled=True, eased=True)


def sizes_here(models: LocalModels) -> tuple[Size, ...]:
    """By the profile; needs no torch."""
    return SMALL if models.tier.gb <= _SMALL_UP_TO else SIZES


def recipe_here(models: LocalModels) -> Recipe:
    """By the card and the profile."""
    modes: tuple[Mode, ...] = ("fp8", "blocks") if _wide(models) else ("full", "fp8", "blocks")
    return Recipe(sizes_here(models), MOST, modes, models.tier.gb <= _TILED_UP_TO)


def compute_dtype(models: LocalModels) -> Any:
    """torch's. LTX was trained in bfloat16 and its numbers overflow float16: where a card has only that, it computes in float32."""
    import torch

    return torch.bfloat16 if models.device == "cuda" and torch.cuda.is_bf16_supported(including_emulation=False) else torch.float32


def _wide(models: LocalModels) -> bool:
    """A card that must compute in 32 bits: the network would take 8 GB so, and is stored in 8 bits from the beginning."""
    import torch

    return models.device == "cuda" and compute_dtype(models) == torch.float32
