"""A models folder of a test's own, and a motion engine on it."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

from shorts.artifacts import Clip, Still
from shorts.engines.base import MotionBrief
from shorts.model_manager import ModelManager
from shorts.models.local import LocalModels
from shorts.picture.reel import Reel
from shorts.progress import Work
from shorts.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shorts.engines.base import MotionEngine
    from shorts.model_device import TorchDevice

BRIEF = MotionBrief("a fox waves", 108, 192, 45, 7)


@dataclass
class MoverStudio:
    models: LocalModels
    folder: Path
    make: Callable[[LocalModels], MotionEngine]

    @property
    def engine(self) -> MotionEngine:
        return self.make(self.models)

    @property
    def settings(self) -> Settings:
        return self.models.settings

    def move(self, brief: MotionBrief = BRIEF, work: Work | None = None, name: str = "clip.mp4", engine: MotionEngine | None = None) -> Clip:
        return (engine or self.engine).animate(still(self.folder), brief, self.folder / name, work or Work())

    def use(self, device: TorchDevice) -> None:
        self.models.__dict__["manager"] = ModelManager(device, reserve=0)


@contextmanager
def opened(weights: Path, chosen: tuple[str, ...], folder: Path, make: Callable[[LocalModels], MotionEngine]) -> Iterator[MoverStudio]:
    for model in chosen:
        shutil.copytree(weights / model, folder / "models" / model)
    (folder / "models").mkdir(exist_ok=True)
    models = LocalModels(replace(Settings(), models=folder / "models", cache=folder / "cache", outputs=folder / "outputs", hf_cache=folder / "none"))
    try:
        yield MoverStudio(models, folder, make)
    finally:
        models.close()


def still(folder: Path, seed: int = 3) -> Still:
    """Soft blobs of colour."""
    path = folder / f"still-{seed}.png"
    noise = np.random.default_rng(seed).integers(0, 255, (8, 5, 3), np.uint8)
    Image.fromarray(cv2.resize(noise, (288, 512), interpolation=cv2.INTER_CUBIC)).save(path)
    return Still(path, 0)


def frames_of(path: Path) -> np.ndarray:
    """(frames, h, w) of its luma."""
    with Reel(path) as reel:
        return np.stack([reel.plate(index).y.astype(np.float64) for index in range(reel.frames)])
