"""SDXL on the user's own card: the base model in 30 steps or Lightning in 8 or 4, with the character kept alike by IP-Adapter Plus."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from shorts.artifacts import Still
from shorts.engines.base import Capabilities
from shorts.engines.clip_text import read_text
from shorts.engines.easing import EASED, Easing
from shorts.engines.picture_sizes import SMALL
from shorts.engines.sdxl_paint import decode, denoise, look_at
from shorts.engines.sdxl_parts import SdxlParts
from shorts.engines.sdxl_recipe import BASE, NEEDED, REFERENCE, Recipe, fast_here, recipe_here, sizes_here
from shorts.files import replacing
from shorts.model_manager import GIB

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from shorts.engines.base import PictureBrief
    from shorts.engines.picture_sizes import Size
    from shorts.models.local import LocalModels
    from shorts.progress import Work

T = TypeVar("T")
VERSION = "1"
_MEGAPIXEL = 1024 * 1024
_READ, _LOOK, _STEP, _DECODE = 0.3, 0.3, 1.2, 3.4
"""GiB to work in, until they have been measured: encoders; a UNet step at a megapixel in fp16, without guidance; the decoder, the same."""
_KEPT = 64
"""Readings of texts that are kept: a few hundred KB each."""


class SdxlImages:
    """Safe to make without torch; the card is taken when the first picture is drawn."""

    id = "sdxl"

    def __init__(self, models: LocalModels) -> None:
        self._models = models
        self._parts = SdxlParts(models)
        self._easing = Easing(models, self.id)
        self._unet = ""
        self._readings: OrderedDict[tuple[Any, ...], Any] = OrderedDict()

    @property
    def version(self) -> str:
        """Ours, the commits of the weights that take part, and whether the profile wants small pictures."""
        parts = [name for name in (*NEEDED, fast_here(self._models), REFERENCE) if name and self._models.has(name)]
        small = ["small"] if parts and sizes_here(self._models) is SMALL else []
        return "+".join((VERSION, *small, *(self._models.revision(part) for part in parts)))

    @property
    def capabilities(self) -> Capabilities:
        entry = self._models.catalogue[BASE]
        return Capabilities(
            reference_images=1 if self._models.has(REFERENCE) else 0,
            needs_vram=int(min(entry.vram.values()) * GIB),
            licence=entry.licence.id,
            commercial_use=entry.licence.commercial_use != "no",
            models=NEEDED,
        )

    def why_not(self) -> tuple[str, str] | None:
        return self._models.why_not(*NEEDED)

    def draw(self, brief: PictureBrief, out: Path, work: Work) -> Still:
        """See ImageEngine.draw."""
        recipe = recipe_here(self._models)
        recipe = recipe if brief.references else recipe.plain()
        picture, how = self._easing.run(lambda: (self._drawn(brief, recipe, work), ""), lambda: self._eased(brief, recipe.lower(), work))
        with replacing(out) as part:
            picture.save(part, format="PNG")
        return Still(out, brief.seed, how)

    def _eased(self, brief: PictureBrief, recipe: Recipe, work: Work) -> tuple[Image.Image, str]:
        picture = self._drawn(brief, recipe, work)
        return picture, f"{picture.width}x{picture.height} {recipe.modes[0]}"

    def _drawn(self, brief: PictureBrief, recipe: Recipe, work: Work) -> Image.Image:
        total = recipe.steps + 1  # the decoder is one more
        note = EASED if recipe.eased else ""
        work.step("image", 0, total, note)
        size = recipe.size(brief.width, brief.height)
        reading = self._read(brief, recipe, work)
        looks = self._look(brief, recipe, work) if recipe.reference else None
        unet = self._own_unet(recipe)
        scheduler = self._parts.scheduler(recipe)
        work.check()

        def on_step(step: int, expected: Any) -> None:
            work.step("image", step + 1, total, note)

        with self._models.manager.use(unet, room=self._room(_STEP * (2 if recipe.guidance else 1), size), key=self._key("unet", recipe, size), work=work) as held:
            latents = held.run(lambda unet: denoise(unet, scheduler, recipe, reading, looks, size, brief.seed, on_step))
        work.check()
        tiled = 0.25 if recipe.tiled else 1.0
        with self._models.manager.use(self._parts.vae(), room=self._room(_DECODE * tiled, size), key=self._key("vae", recipe, size), work=work) as held:
            picture = held.run(partial(decode, latents=latents, tiled=recipe.tiled))
        work.step("image", total, total, note)
        return picture

    def _read(self, brief: PictureBrief, recipe: Recipe, work: Work) -> Any:
        """Each text once: the encoders then stay off the card for all scenes that say it again."""
        names = self._parts.readers(recipe)
        key = (*names, brief.prompt, brief.negative if recipe.guidance else None)

        def read() -> Any:
            tokenizers = self._parts.tokenizers()
            with self._models.manager.use(*names, room=int(_READ * GIB), key=self._key("text"), work=work) as held:
                return held.run(lambda *encoders: read_text(brief.prompt, key[-1], list(zip(tokenizers, encoders, strict=True))))

        return self._once(key, read)

    def _look(self, brief: PictureBrief, recipe: Recipe, work: Work) -> Any:
        stamps = tuple((str(path), path.stat().st_mtime_ns) for path in brief.references[:1])

        def look() -> Any:
            with self._models.manager.use(self._parts.eyes(), room=int(_LOOK * GIB), key=self._key("eyes"), work=work) as held:
                return held.run(lambda eyes: look_at(eyes, brief.references[:1], guided=recipe.guidance > 0))

        return self._once((REFERENCE, stamps, recipe.guidance > 0), look)

    def _once(self, key: tuple[Any, ...], make: Any) -> Any:
        if key not in self._readings:
            self._readings[key] = make()
            while len(self._readings) > _KEPT:
                self._readings.popitem(last=False)
        return self._readings[key]

    def _own_unet(self, recipe: Recipe) -> str:
        """The UNet of this recipe. Another one of ours leaves main memory too: each takes gigabytes of it."""
        name = self._parts.unet(recipe)
        if self._unet and self._unet != name:
            self._models.manager.forget(self._unet)
        self._unet = name
        return name

    def _room(self, gib: float, size: Size) -> int:
        """Bytes, from gibibytes at a megapixel in fp16."""
        wide = self._models.compute_dtype.itemsize / 2
        return int(gib * GIB * wide * size[0] * size[1] / _MEGAPIXEL)

    def _key(self, part: str, recipe: Recipe | None = None, size: Size = (0, 0)) -> str:
        """Of the measured memory."""
        how = [f"{size[0]}x{size[1]}", "guided" if recipe.guidance else "", "tiled" if recipe.tiled else ""] if recipe else []
        return " ".join(filter(None, ("sdxl", part, *how, str(self._models.compute_dtype).removeprefix("torch."))))
