"""AnimateDiff on the user's own card: Stable Diffusion 1.5 with a motion module, started from the scene's picture and guided by it.

AnimateDiff itself takes words only. Here all sixteen frames begin as the still under noise, so that its layout and colours stay, and
IP-Adapter Plus tells at every step what it shows. The first frame is close to the still, not equal to it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shorts import clips
from shorts.engines.animatediff_paint import Seen, decode, denoise, encode, look, read
from shorts.engines.animatediff_parts import AnimateDiffParts
from shorts.engines.animatediff_recipe import ADAPTER, FRAMES, NEEDED, RATE, SMALL, Recipe, recipe_here, sizes_here
from shorts.engines.base import Capabilities
from shorts.engines.easing import EASED, Easing
from shorts.engines.framing import framed
from shorts.engines.network import OneNetwork
from shorts.model_manager import GIB

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Clip, Still
    from shorts.engines.base import MotionBrief
    from shorts.engines.picture_sizes import Size
    from shorts.models.local import LocalModels
    from shorts.picture.yuv import U8
    from shorts.progress import Work

VERSION = "1"
_READ, _LOOK, _ENCODE, _STEP, _DECODE = 0.2, 0.3, 1.0, 2.5, 1.2
"""GiB to work in, until they have been measured: at 448×768 in 16 bits; of the decoder, a frame."""
_PIXELS = 448 * 768
_SQUARE, _FACES = (512, 512), (0.5, 0.42)
"""What IP-Adapter looks at: a square part of the still, about its focus, or where faces are as a rule."""


class AnimateDiffMotion:
    """Safe to make without torch; the card is taken when the first clip is made."""

    id = "animatediff"

    def __init__(self, models: LocalModels) -> None:
        self._models = models
        self._parts = AnimateDiffParts(models)
        self._easing = Easing(models, self.id)
        self._network = OneNetwork(models)

    @property
    def version(self) -> str:
        return clips.engine_version(VERSION, self._models, NEEDED, small=sizes_here(self._models) is SMALL)

    @property
    def capabilities(self) -> Capabilities:
        """The motion module's repository states no licence: told as it is."""
        entries = [entry for entry in map(self._models.entry, NEEDED) if entry]
        adapter = self._models.entry(ADAPTER)
        return Capabilities(
            needs_vram=int(min(adapter.vram.values()) * GIB) if adapter else 0,
            licence=", ".join(dict.fromkeys(entry.licence.id for entry in entries)) or "?",
            commercial_use=all(entry.licence.commercial_use != "no" for entry in entries),
            models=NEEDED,
        )

    def why_not(self) -> tuple[str, str] | None:
        return self._models.why_not(*NEEDED)

    def animate(self, still: Still, brief: MotionBrief, out: Path, work: Work) -> Clip:
        """See MotionEngine.animate."""
        recipe = recipe_here(self._models)
        frames, how = self._easing.run(lambda: (self._moved(still, brief, recipe, work), ""), lambda: self._eased(still, brief, recipe.lower(), work))
        moved = brief.move not in ("auto", "still")  # the module moves what is in the picture; the camera is ours
        return clips.filled(frames, RATE, brief, out, work.part("motion", recipe.total - 1, recipe.total), moved=moved, eased=how)

    def _eased(self, still: Still, brief: MotionBrief, recipe: Recipe, work: Work) -> tuple[list[U8], str]:
        frames = self._moved(still, brief, recipe, work)
        height, width = frames[0].shape[:2]
        return frames, f"{width}x{height}x{len(frames)} {recipe.modes[0]}"

    def _moved(self, still: Still, brief: MotionBrief, recipe: Recipe, work: Work) -> list[U8]:
        note = EASED if recipe.eased else ""
        size = recipe.size(brief.width, brief.height)
        work.step("motion", 0, recipe.total, note)
        picture = framed(still.path, size, brief.focus)
        manager, parts = self._models.manager, self._parts
        tokenizer, unet, scheduler = parts.tokenizer(), self._network(self._parts.unet(recipe)), parts.scheduler()
        with manager.use(parts.reader(), room=int(_READ * GIB), key=self._key("read"), work=work) as held:
            words = held.run(partial(read, tokenizer=tokenizer, prompt=brief.prompt))
        work.step("motion", 1, recipe.total, note)
        with manager.use(parts.eyes(), room=int(_LOOK * GIB), key=self._key("look"), work=work) as held:
            seen_look = held.run(partial(look, picture=framed(still.path, _SQUARE, brief.focus or _FACES)))
        work.step("motion", 2, recipe.total, note)
        with manager.use(parts.vae(), room=self._room(_ENCODE, size), key=self._key("encode", size), work=work) as held:
            seen = Seen(held.run(partial(encode, picture=picture)), seen_look)
        work.step("motion", 3, recipe.total, note)

        def on_step(step: int) -> None:
            work.step("motion", step + 4, recipe.total, note)

        with manager.use(unet, room=self._room(_STEP, size), key=self._key("step", size), work=work) as held:
            latents = held.run(lambda unet: denoise(unet, scheduler, seen, words, recipe.steps, brief.seed, on_step))
        work.check()
        room = self._room(_DECODE * recipe.together, size)
        with manager.use(parts.vae(), room=room, key=self._key(f"decode {recipe.together}", size), work=work) as held:
            return held.run(partial(decode, latents=latents, together=recipe.together))

    def _room(self, gib: float, size: Size) -> int:
        wide: float = self._models.compute_dtype.itemsize / 2
        return int(gib * GIB * wide * size[0] * size[1] / _PIXELS)

    def _key(self, part: str, size: Size | None = None) -> str:
        """Of the measured memory."""
        how = (f"{size[0]}x{size[1]}x{FRAMES}",) if size else ()
        return " ".join(("animatediff", part, *how, str(self._models.compute_dtype).removeprefix("torch.")))
