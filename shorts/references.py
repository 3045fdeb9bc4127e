"""What a character looks like, for image models: pictures of its puppet before a plain ground, made once and kept in the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from shorts.files import replacing
from shorts.picture.yuv import Canvas, Plate
from shorts.toon.acting_pose import PuppetPose
from shorts.toon.puppet import Place, Puppet
from shorts.toon.puppet_file import record_digest
from shorts.values import key_of

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.cast import Character
    from shorts.progress import Work
    from shorts.settings import Settings

VERSION = "3"
SIDE = 512
"""Pixels of each picture, square: more costs FLUX.2 time and IP-Adapter sees 224 of them (facts: one 512 px reference)."""
_GROUND = 236
"""Grey of the ground: light, so that no outline gets lost, and without a colour that a model would take over."""
_DRAWN = 1024
# of the picture's side: width of the head (twice the face's radius), height of its middle from the top
_VIEWS = {
    "close": (0.76, 0.57, PuppetPose(squint=0.2, brow=0.2)),
    "half": (0.56, 0.52, PuppetPose(squint=0.1)),
    "turned": (0.62, 0.55, PuppetPose(yaw=14.0, squint=0.2)),
    "full": (0.42, 0.42, PuppetPose(squint=0.1)),
}


def reference_key(character: Character) -> str:
    """Changes whenever the pictures would."""
    return key_of([VERSION, SIDE, character.id, record_digest(character.toon or {})])


def reference_sheet(character: Character, settings: Settings, work: Work) -> tuple[Path, ...]:
    """Close-up, half figure, three-quarter view, full figure; best for keeping the character alike first. PNG, SIDE pixels square.

    Raises as Puppet.load does, DiskFull, OutputUnwritable, Cancelled.
    """
    folder = settings.cache / "references" / reference_key(character)
    paths = tuple(folder / f"{name}.png" for name in _VIEWS)
    if all(path.is_file() for path in paths):
        return paths
    folder.mkdir(parents=True, exist_ok=True)
    puppet = Puppet.load(character, settings, work)
    for path, (width, height, pose) in zip(paths, _VIEWS.values(), strict=True):
        work.check()
        with replacing(path) as part:
            _picture(puppet, width, height, pose).save(part, format="PNG")
    return paths


def _picture(puppet: Puppet, width: float, height: float, pose: PuppetPose) -> Image.Image:
    canvas = Canvas.blank(_DRAWN, _DRAWN)
    Plate.from_rgb(np.full((_DRAWN, _DRAWN, 3), _GROUND, np.uint8)).warp_onto(canvas, np.eye(2, 3))
    x, y, radius = puppet.face(Place(0.0, 0.0))
    scale = _DRAWN * width / (2 * radius)
    puppet.draw(canvas, pose, Place(_DRAWN / 2 - x * scale, _DRAWN * height - y * scale, scale))
    return Image.fromarray(canvas.rgb()).resize((SIDE, SIDE), Image.Resampling.LANCZOS)
