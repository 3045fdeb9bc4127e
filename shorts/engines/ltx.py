"""LTX-Video on the user's own card: four seconds of motion from a scene's picture in eight steps (the distilled 2B model, version 0.9.8)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shorts import clips
from shorts.engines.base import Capabilities
from shorts.engines.easing import EASED, Easing
from shorts.engines.framing import framed
from shorts.engines.ltx_paint import as_footage, decode, denoise, look
from shorts.engines.ltx_parts import LtxParts
from shorts.engines.ltx_recipe import MODEL, NEEDED, RATE, SMALL, Recipe, compute_dtype, recipe_here, sizes_here
from shorts.engines.ltx_text import read_text
from shorts.engines.network import OneNetwork
from shorts.model_manager import GIB
from shorts.motion import runs_through

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Clip, Motion, Still
    from shorts.engines.base import MotionBrief
    from shorts.engines.picture_sizes import Size
    from shorts.models.local import LocalModels
    from shorts.picture.yuv import U8
    from shorts.progress import Work

VERSION = "1"
_LOOK, _STEP, _DECODE, _TILED = 0.5, 0.8, 3.5, 0.3
"""GiB to work in, until they have been measured: at 480×832, for 97 frames, in 16 bits; of the decoder's, the part that tiles take."""
_PIXELS = 480 * 832 * 97
_CAMERA: dict[Motion, str] = {
    "auto": "The camera holds almost still; the subject moves gently and naturally.",
    "still": "The camera is fixed on a tripod; the subject moves gently and naturally.",
    "push": "The camera slowly pushes in towards the subject.",
    "pull": "The camera slowly pulls back from the subject.",
    "left": "The camera slowly pans to the left.",
    "right": "The camera slowly pans to the right.",
}
"""LTX takes camera moves as words. A clip that has to turn back is made with a camera at rest, and ours moves over it instead."""


class LtxMotion:
    """Safe to make without torch; the card is taken when the first clip is made."""

    id = "ltx"

    def __init__(self, models: LocalModels) -> None:
        self._models = models
        self._parts = LtxParts(models)
        self._easing = Easing(models, self.id)
        self._network = OneNetwork(models)

    @property
    def version(self) -> str:
        return clips.engine_version(VERSION, self._models, NEEDED, small=sizes_here(self._models) is SMALL)

    @property
    def capabilities(self) -> Capabilities:
        entry = self._models.entry(MODEL)
        return Capabilities(
            needs_vram=int(min(entry.vram.values()) * GIB) if entry else 0,
            licence=entry.licence.id if entry else "?",
            commercial_use=entry is None or entry.licence.commercial_use != "no",
            models=NEEDED,
        )

    def why_not(self) -> tuple[str, str] | None:
        return self._models.why_not(*NEEDED)

    def animate(self, still: Still, brief: MotionBrief, out: Path, work: Work) -> Clip:
        """See MotionEngine.animate."""
        recipe = recipe_here(self._models)
        frames, how = self._easing.run(lambda: (self._moved(still, brief, recipe, work), ""), lambda: self._eased(still, brief, recipe.lower(), work))
        total, moved = _steps(len(self._parts.sigmas())), not _own_camera(brief, len(frames))
        return clips.filled(frames, RATE, brief, out, work.part("motion", total - 1, total), moved=moved, eased=how)

    def _eased(self, still: Still, brief: MotionBrief, recipe: Recipe, work: Work) -> tuple[list[U8], str]:
        frames = self._moved(still, brief, recipe, work)
        height, width = frames[0].shape[:2]
        return frames, f"{width}x{height}x{len(frames)} {recipe.modes[0]}"

    def _moved(self, still: Still, brief: MotionBrief, recipe: Recipe, work: Work) -> list[U8]:
        sigmas, note = self._parts.sigmas(), EASED if recipe.eased else ""
        total = _steps(len(sigmas))
        work.step("motion", 0, total, note)
        size, frames = recipe.size(brief.width, brief.height), recipe.frames(brief.frames)
        camera = _CAMERA[brief.move if _own_camera(brief, frames) else "still"]
        words = read_text(f"{brief.prompt}. {camera}", self._models, work)
        work.step("motion", 1, total, note)
        picture = as_footage(framed(still.path, size, brief.focus))
        manager, network = self._models.manager, self._network(self._parts.transformer(recipe))
        with manager.use(self._parts.vae(), room=self._room(_LOOK, size, 97), key=self._key("look", size), work=work) as held:
            seen = held.run(partial(look, picture=picture))
        work.step("motion", 2, total, note)

        def on_step(step: int) -> None:
            work.step("motion", step + 3, total, note)

        with manager.use(network, room=self._room(_STEP, size, frames), key=self._key("step", size, frames), work=work) as held:
            latents = held.run(lambda transformer: denoise(transformer, seen, words, sigmas, size, frames, brief.seed, on_step))
        work.check()
        room = self._room(_DECODE * (_TILED if recipe.tiled else 1), size, frames)
        with manager.use(self._parts.vae(), room=room, key=self._key("tiles" if recipe.tiled else "decode", size, frames), work=work) as held:
            made = held.run(partial(decode, latents=latents, seed=brief.seed, tiled=recipe.tiled))
        work.step("motion", total - 1, total, note)
        return made

    def _room(self, gib: float, size: Size, frames: int) -> int:
        wide: float = compute_dtype(self._models).itemsize / 2
        return int(gib * GIB * wide * size[0] * size[1] * frames / _PIXELS)

    def _key(self, part: str, size: Size, frames: int = 1) -> str:
        """Of the measured memory."""
        return f"ltx {part} {size[0]}x{size[1]}x{frames} {str(compute_dtype(self._models)).removeprefix('torch.')}"


def _own_camera(brief: MotionBrief, frames: int) -> bool:
    """Does LTX make the brief's move itself, in a clip of so many frames?"""
    return brief.move in ("auto", "still") or runs_through(frames, RATE, brief.frames)


def _steps(denoising: int) -> int:
    """Of a whole clip: text, still, denoising, decoder, file."""
    return denoising + 4
