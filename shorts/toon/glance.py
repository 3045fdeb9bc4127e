"""A quick look at a character while its file is being edited: the whole figure beside the face, drawn from the record in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from shorts.errors import CharacterFileBroken, NotDrawnYet
from shorts.toon.character import build
from shorts.toon.colour import tonemap
from shorts.toon.geometry import standard_camera
from shorts.toon.lights import STUDIO
from shorts.toon.pose import Pose
from shorts.toon.puppet import in_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.cast import Character

_FIGURE = (360, 640)
"""Pixels of the figure's picture."""
_HEAD = (720, 1280)
"""Pixels of the whole picture that the face is cut from."""
_TOP, _SIDE = 200, 640
"""Of the cut: rows above it, and its side."""
_GROUND = np.array([0.50, 0.56, 0.62])
"""Linear rgb of the plain ground."""


def glance(character: Character) -> Image.Image:
    """Full figure and face, side by side, front view: RGB. Raises NotDrawnYet, CharacterFileBroken (which names the file)."""
    if character.toon is None:
        raise NotDrawnYet(name=character.names.get("ko", character.id), choices="")
    try:
        model = build(character.toon, Pose())
    except CharacterFileBroken as broken:
        raise in_file(broken, character) from broken
    left = (_HEAD[0] - _SIDE) // 2
    figure = model.render(standard_camera(), *_FIGURE, STUDIO, samples=2).rgba
    face = model.render(standard_camera(), *_HEAD, STUDIO, (left, _TOP, left + _SIDE, _TOP + _SIDE), samples=2).rgba
    return Image.fromarray(np.hstack([_on_ground(figure), _on_ground(face)]))


def _on_ground(rgba: NDArray[np.float32]) -> NDArray[np.uint8]:
    """(h, w, 3) sRGB before the plain ground, its shadow on it."""
    shade = 1 - 0.5 * (1 - rgba[..., 4:5])
    light = rgba[..., :3] + _GROUND * shade * (1 - rgba[..., 3:4])
    return np.asarray(np.clip(tonemap(light), 0, 1) * 255 + 0.5, np.uint8)
