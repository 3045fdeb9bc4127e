"""A puppet: one character's layers, drawn in any pose at any place of a canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shorts.errors import CharacterFileBroken, NotDrawnYet
from shorts.toon.kept import found_puppet, is_current, kept_puppet
from shorts.toon.puppet_arms import Arm
from shorts.toon.puppet_file import Shelf
from shorts.toon.puppet_layers import Place, draw_flat, draw_shade, joined, shifted, turned
from shorts.toon.puppet_views import Views

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from shorts.cast import Character
    from shorts.picture.yuv import Canvas
    from shorts.progress import Work
    from shorts.settings import Settings
    from shorts.toon.acting_pose import PuppetPose

    Matrix = NDArray[np.float64]

__all__ = ["Place", "Puppet", "is_current"]

BREATH, LEAN, WAG = 0.0055, 0.011, 4.0
"""Chest stretch, shear of a weight shift, degrees of a tail's wag."""


class Puppet:
    """Drawing may be done from several threads; the head, whose last look is kept between frames, is drawn by one at a time.

    light: linear rgb gains. plain: the same puppet without any, where there is one already.
    """

    def __init__(self, path: Path, light: tuple[float, float, float] = (1.0, 1.0, 1.0), plain: Puppet | None = None) -> None:
        self._path, self._plain, self._lit = path, plain, dict[tuple[float, float, float], Puppet]()
        self._shelf = Shelf(path, light)
        header = self._shelf.header
        self._head: Views = Views(self._shelf, plain._head if plain else None)
        self._arms = {side: _arm(header["arms"][side]) for side in ("left", "right")}
        self._neck: tuple[float, float] = tuple(header["neck"])
        self._tail: tuple[float, float] = tuple(header["tail"])
        self._face: tuple[float, float, float] = tuple(header["face"])

    @classmethod
    def load(cls, character: Character, settings: Settings, work: Work) -> Puppet:
        """The prebuilt puppet if it was made from this very record, else one rendered now (a minute or two) and kept.

        Raises NotDrawnYet for a character without a record, Cancelled.
        """
        return cls(puppet_path(character, settings, work))

    def in_light(self, gains: tuple[float, float, float]) -> Puppet:
        """The same puppet with its colours multiplied by linear rgb gains (backdrops.tint says which a setting asks for)."""
        r, g, b = (round(min(max(gain, 0.4), 2.0), 3) for gain in gains)
        if (r, g, b) not in self._lit:
            self._lit[r, g, b] = Puppet(self._path, (r, g, b), self._plain or self)
        return self._lit[r, g, b]

    def face(self, place: Place) -> tuple[float, float, float]:
        """(x, y, r): centre and radius of the face on the canvas, so that layouts keep it free."""
        x, y, r = self._face
        return place.x + (-x if place.flip else x) * place.scale, place.y + y * place.scale, r * place.scale

    def draw(self, canvas: Canvas, pose: PuppetPose, place: Place) -> None:
        """Draw the puppet, its ground shadow included, over what is on the canvas."""
        where = place.matrix()
        body = joined(where, _body(pose))
        draw_shade(canvas, self._shelf.layer("shadow"), where)
        self._flat(canvas, "tail", joined(body, turned(WAG * pose.tail, self._tail)))
        self._flat(canvas, "body", body)
        sides = (("right", pose.right), ("left", pose.left))
        arms = [(f"{side}/{key}", joined(body, reach), opacity) for side, arm in sides for key, reach, opacity in self._arms[side].drawn(arm)]
        for name, matrix, opacity in arms:
            self._flat(canvas, name, matrix, opacity)
        self._head.draw(canvas, pose, joined(where, self._head_motion(pose)))
        for name, matrix, opacity in arms:
            self._flat(canvas, f"{name}/front", matrix, opacity)

    def _flat(self, canvas: Canvas, name: str, matrix: Matrix, opacity: float = 1.0) -> None:
        if name in self._shelf:
            draw_flat(canvas, self._shelf.layer(name), matrix, opacity)

    def _head_motion(self, pose: PuppetPose) -> Matrix:
        """The head goes where breath and weight carry the neck, bobs and tilts."""
        neck = self._neck
        x, y = _body(pose) @ (*neck, 1.0)
        return joined(shifted(x - neck[0], y - neck[1] + pose.bob), turned(pose.roll, neck))


def _body(pose: PuppetPose) -> Matrix:
    """2x3 in puppet space: breathing stretches upwards from the feet, weight leans."""
    import numpy as np

    return np.array([[1 - 0.4 * BREATH * pose.breath, -LEAN * pose.sway, 0.0], [0.0, 1 + BREATH * pose.breath, 0.0]])


def _arm(data: dict[str, Any]) -> Arm:
    return Arm(
        complex(*data["shoulder"]),
        {key: complex(*point) for key, point in data["hands"].items()},
        {gesture: tuple(keys) for gesture, keys in data["paths"].items()},
        {gesture: tuple(keys) for gesture, keys in data["swings"].items()},
    )


def puppet_path(character: Character, settings: Settings, work: Work) -> Path:
    """The file to draw `character` from, made first where there is none of this record.

    Raises NotDrawnYet, CharacterFileBroken (which names the file), Cancelled.
    """
    if character.toon is None:
        raise NotDrawnYet(name=character.names.get("ko", character.id), choices="")
    return found_puppet(character, settings) or make_puppet(character, kept_puppet(character, settings), work)


def make_puppet(character: Character, path: Path, work: Work) -> Path:
    """Render a character's puppet into `path`. Raises CharacterFileBroken (which names the file), DiskFull, OutputUnwritable, Cancelled."""
    from shorts.toon.puppet_render import build_puppet

    try:
        build_puppet(character.toon or {}, path, work)
    except CharacterFileBroken as broken:
        raise in_file(broken, character) from broken
    return path


def in_file(broken: CharacterFileBroken, character: Character) -> CharacterFileBroken:
    """What is wrong with a record, told with the file that it stands in."""
    return CharacterFileBroken(**broken.details | {"file": character.file or f"{character.id}.toml", "key": f"toon.{broken.details['key']}"})
