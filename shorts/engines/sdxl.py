"""SDXL on the user's own card: the base model in 30 steps or Lightning in 8 or 4, with the character kept alike by IP-Adapter Plus."""

from __future__ import annotations

import logging
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Any

from shorts.artifacts import Still
from shorts.engines.base import Capabilities
from shorts.engines.clip_text import read_text
from shorts.engines.easing import EASED, Easing, short_of_memory
from shorts.engines.live import Live
from shorts.engines.network import OneNetwork
from shorts.engines.own_weights import find_own, mark_of
from shorts.engines.picture_sizes import SMALL
from shorts.engines.sdxl_paint import decode, denoise, look_at, preview
from shorts.engines.sdxl_parts import SdxlParts
from shorts.engines.sdxl_recipe import BASE, NEEDED, PREVIEW, REFERENCE, Recipe, fast_here, recipe_here, sizes_here
from shorts.files import replacing
from shorts.model_manager import GIB
from shorts.models.shared import own_files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PIL import Image

    from shorts.engines.base import PictureBrief
    from shorts.engines.clip_text import Reading
    from shorts.engines.picture_sizes import Size
    from shorts.models.local import LocalModels
    from shorts.models.shared import OwnFile
    from shorts.progress import Work

log = logging.getLogger(__name__)
VERSION = "1"
_MEGAPIXEL = 1024 * 1024
_READ, _LOOK, _STEP, _DECODE = 0.3, 0.3, 1.2, 3.4
"""GiB to work in, until they have been measured: encoders; a UNet step at a megapixel in fp16, without guidance; the decoder, the same."""
_KEPT = 64
"""Texts and reference pictures whose reading is kept: a few hundred KB each."""
_LIVE_EVERY = 0.25  # seconds


class SdxlImages:
    """Safe to make without torch; the card is taken when the first picture is drawn. `own`: the user's checkpoint or LoRA to draw with."""

    def __init__(self, models: LocalModels, own: OwnFile | None = None, *, live_every: float = _LIVE_EVERY) -> None:
        self.id = f"sdxl:{own.name}" if own else "sdxl"
        self._models, self._own, self._live_every = models, own, live_every
        self._parts = SdxlParts(models)
        self._easing = Easing(models, "image")
        self._network = OneNetwork(models)
        self._readings: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._variants: dict[str, SdxlImages] = {}

    @property
    def version(self) -> str:
        """Ours, the commits of the weights that take part, and whether the profile wants small pictures."""
        parts = [name for name in (*NEEDED, fast_here(self._models), REFERENCE) if name and self._models.has(name)]
        small = ["small"] if parts and sizes_here(self._models) is SMALL else []
        own = [mark_of(self._own)] if self._own else []
        return "+".join((VERSION, *small, *own, *(self._models.revision(part) for part in parts)))

    @property
    def capabilities(self) -> Capabilities:
        entry = self._models.entry(BASE)
        return Capabilities(
            reference_images=1 if self._models.has(REFERENCE) else 0,
            needs_vram=int(min(entry.vram.values()) * GIB) if entry else 0,
            licence="own file" if self._own else entry.licence.id if entry else "?",
            commercial_use=entry is None or entry.licence.commercial_use != "no",
            models=NEEDED,
        )

    def why_not(self) -> tuple[str, str] | None:
        return self._models.why_not(*NEEDED)

    # --- weights of the user's own ---

    def variants(self) -> tuple[str, ...]:
        """See HasVariants."""
        return tuple(dict.fromkeys(own.name for own in own_files(self._models.settings) if own.family in ("sdxl", "") and not own.problem))

    def variant(self, name: str) -> SdxlImages:
        """See HasVariants."""
        own = find_own(name, self._models.settings, "sdxl")
        known = self._variants.get(own.name)
        if known is None or known._own != own:
            self._variants[own.name] = known = SdxlImages(self._models, own, live_every=self._live_every)
        return known

    # --- drawing ---

    def read_ahead(self, briefs: Sequence[PictureBrief], work: Work) -> None:
        """See ReadsAhead."""
        recipe = recipe_here(self._models, self._own)
        try:
            for brief in briefs:
                self._read(brief, recipe, work)
        except Exception as error:
            if not short_of_memory(error):
                raise
            log.info("texts aren't read ahead: %s", type(error).__name__)  # each picture reads its own, one tier lower if it has to

    def draw(self, brief: PictureBrief, out: Path, work: Work) -> Still:
        """See ImageEngine.draw."""
        recipe = recipe_here(self._models, self._own)
        recipe = recipe if brief.references else recipe.plain()
        live = Live(out, self._live_every)
        try:
            meant = partial(self._drawn, brief, recipe, live, work)
            picture, eased = self._easing.run(lambda: (meant(), False), lambda: (self._drawn(brief, recipe.lower(), live, work), True))
        finally:
            live.close()
        with replacing(out) as part:
            picture.save(part, format="PNG", compress_level=1)  # a third larger, five times quicker
        return Still(out, brief.seed, f"{picture.width}x{picture.height} {recipe.lower().modes[0]}" if eased else "")

    def _drawn(self, brief: PictureBrief, recipe: Recipe, live: Live, work: Work) -> Image.Image:
        total = recipe.steps + 1  # the decoder is one more
        note = EASED if recipe.eased else ""
        work.step("image", 0, total, note)
        size = recipe.size(brief.width, brief.height)
        reading = self._read(brief, recipe, work)
        looks = self._look(brief, recipe, work) if recipe.reference else None
        names = [self._network(self._parts.unet(recipe)), *([self._parts.preview()] if self._models.has(PREVIEW) else [])]
        scheduler = self._parts.scheduler(recipe)
        room = self._room(_STEP * (2 if recipe.guidance else 1), size)
        work.check()

        def paint(unet: Any, *small: Any) -> Any:
            def on_step(step: int, expected: Any) -> None:
                shown = live.show(lambda: preview(small[0], expected)) if small else {}
                work.step("image", step + 1, total, note, **shown)

            return denoise(unet, scheduler, recipe, reading, looks, size, brief.seed, on_step, replay=self._roomy(names[0], room))

        latents = self._run(names, room, self._key("unet", recipe, size), paint, work)
        work.check()
        room = self._room(_DECODE * (0.25 if recipe.tiled else 1.0), size)
        picture: Image.Image = self._run([self._parts.vae()], room, self._key("vae", recipe, size), partial(decode, latents=latents, tiled=recipe.tiled), work)
        work.step("image", total, total, note)
        return picture

    def _run(self, names: Sequence[str], room: int, key: str, function: Callable[..., Any], work: Work) -> Any:
        with self._models.manager.use(*names, room=room, key=key, work=work) as held:
            return held.run(function)

    def _read(self, brief: PictureBrief, recipe: Recipe, work: Work) -> Reading:
        """Each text once: the encoders then stay off the card for all scenes that say it again."""
        names = self._parts.readers(recipe)
        negative = brief.negative if recipe.guidance else None

        def read() -> Any:
            tokenizers = self._parts.tokenizers()
            return self._run(names, int(_READ * GIB), self._key("text"), lambda *readers: read_text(brief.prompt, negative, list(zip(tokenizers, readers, strict=True))), work)

        found: Reading = self._once((*names, brief.prompt, negative), read)
        return found

    def _look(self, brief: PictureBrief, recipe: Recipe, work: Work) -> Any:
        pictures, guided = brief.references[:1], recipe.guidance > 0
        stamps = tuple((str(path), path.stat().st_mtime_ns) for path in pictures)

        def look() -> Any:
            return self._run([self._parts.eyes()], int(_LOOK * GIB), self._key("eyes"), partial(look_at, pictures=pictures, guided=guided), work)

        return self._once((REFERENCE, stamps, guided), look)

    def _once(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        if key not in self._readings:
            self._readings[key] = make()
            while len(self._readings) > _KEPT:
                self._readings.popitem(last=False)
        return self._readings[key]

    def _roomy(self, unet: str, room: int) -> bool:
        """Is there room for a recording of the UNet's pass, which takes about as much as the pass itself, with as much to spare?"""
        manager = self._models.manager
        return self._models.device == "cuda" and manager.on_card()[unet][0] == "full" and manager.spare() > 3 * room

    def _room(self, gib: float, size: Size) -> int:
        """Bytes, from gibibytes at a megapixel in fp16."""
        wide = self._models.compute_dtype.itemsize / 2
        return int(gib * GIB * wide * size[0] * size[1] / _MEGAPIXEL)

    def _key(self, part: str, recipe: Recipe | None = None, size: Size = (0, 0)) -> str:
        """Of the measured memory."""
        how = [f"{size[0]}x{size[1]}", "guided" if recipe.guidance else "", "tiled" if recipe.tiled else ""] if recipe else []
        return " ".join(filter(None, ("sdxl", part, *how, str(self._models.compute_dtype).removeprefix("torch."))))
