"""A puppet: one character's layers, drawn in any pose at any place of a canvas."""

from __future__ import annotations

import threading
import zipfile
from functools import partial
from typing import TYPE_CHECKING, Any

from shorts.errors import CharacterFileBroken, NotDrawnYet
from shorts.toon.puppet_arms import Arm
from shorts.toon.puppet_file import FORMAT, Shelf, read_header, record_digest
from shorts.toon.puppet_head import Eye, HeadView, lid_stage
from shorts.toon.puppet_layers import Layer, Place, draw_bent, draw_flat, draw_shade, joined, shifted, turned

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

__all__ = ["Place", "Puppet"]

CROSS = 1.0
"""Degrees around the middle between two drawn yaw angles within which one dissolves into the other."""
BREATH, LEAN, WAG = 0.0055, 0.011, 4.0
"""Chest stretch, shear of a weight shift, degrees of a tail's wag."""


class Puppet:
    """Drawing may be done from several threads; the head, whose last look is kept between frames, is drawn by one at a time."""

    def __init__(self, path: Path, light: tuple[float, float, float] = (1.0, 1.0, 1.0)) -> None:
        self._path, self._lit = path, dict[tuple[float, float, float], Puppet]()
        self._shelf = Shelf(path, light)
        self._head_lock = threading.Lock()
        header = self._shelf.header
        self._heads = [_Head(self._shelf, index, data) for index, data in enumerate(header["heads"])]
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
            self._lit[r, g, b] = Puppet(self._path, (r, g, b))
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
        arms = [(side, *self._arms[side].drawn(arm)) for side, arm in (("right", pose.right), ("left", pose.left))]
        for side, key, reach in arms:
            self._flat(canvas, f"{side}/{key}", joined(body, reach))
        with self._head_lock:
            self._draw_head(canvas, pose, joined(where, self._head_motion(pose)))
        for side, key, reach in arms:
            self._flat(canvas, f"{side}/{key}/front", joined(body, reach))

    def _flat(self, canvas: Canvas, name: str, matrix: Matrix) -> None:
        if name in self._shelf:
            draw_flat(canvas, self._shelf.layer(name), matrix)

    def _head_motion(self, pose: PuppetPose) -> Matrix:
        """The head goes where breath and weight carry the neck, bobs and tilts."""
        neck = self._neck
        x, y = _body(pose) @ (*neck, 1.0)
        return joined(shifted(x - neck[0], y - neck[1] + pose.bob), turned(pose.roll, neck))

    def _draw_head(self, canvas: Canvas, pose: PuppetPose, matrix: Matrix) -> None:
        for head, opacity in _mixed(self._heads, pose.yaw):
            view = head.view
            looks = (f"mouth/{head.mouths.get(pose.mouth, pose.mouth)}", f"left/{lid_stage(pose.lids[0], pose.squint)}", f"right/{lid_stage(pose.lids[1], pose.squint)}")
            layer = view.dressed(tuple(f"{head.name}/{look}" for look in looks))
            draw_bent(canvas, layer, matrix, partial(view.bend, pose), view.margin(pose), opacity)


class _Head:
    """One yaw angle of the head, decoded when it is first shown."""

    def __init__(self, shelf: Shelf, index: int, data: dict[str, Any]) -> None:
        self.yaw: float = data["yaw"]
        self.name = f"head{index}"
        self.mouths: dict[str, str] = data["mouths"]
        self._shelf, self._data = shelf, data
        self._view: HeadView | None = None

    @property
    def view(self) -> HeadView:
        if self._view is None:
            self._view = self._made()
        return self._view

    def _made(self) -> HeadView:
        d, shelf = self._data, self._shelf
        left, right = (Eye(*d[side]) for side in ("left", "right"))
        corner, pivot = (tuple(d[key]) for key in ("corner", "pivot"))
        windows, relief = _Windows(shelf, self.name), shelf.relief(self.name)
        return HeadView(self.yaw, shelf.layer(self.name), windows, (right, left), relief, corner, d["step"], pivot, d.get("brows", True))


class _Windows(dict[str, Layer]):
    """The windows of one head, looked up in the file."""

    def __init__(self, shelf: Shelf, name: str) -> None:
        super().__init__()
        self._shelf, self._name = shelf, name

    def __contains__(self, name: object) -> bool:
        return str(name) in self._shelf

    def __missing__(self, name: str) -> Layer:
        return self._shelf.layer(name)


def _mixed(heads: list[_Head], yaw: float) -> list[tuple[_Head, float]]:
    """The nearest head; near the middle between two, both: the nearer whole, the other fading in over it."""
    order = sorted(heads, key=lambda h: abs(h.yaw - yaw))
    if len(order) == 1:
        return [(order[0], 1.0)]
    near, far = sorted(order[:2], key=lambda h: h.yaw)
    share = 0.5 + (yaw - (near.yaw + far.yaw) / 2) / (2 * CROSS)
    if share <= 0 or share >= 1:
        return [(order[0], 1.0)]
    return [(near, 1.0), (far, share)]


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
    digest = record_digest(character.toon)
    for path in (settings.characters / f"{character.id}.puppet", settings.cache / "puppets" / f"{character.id}-{digest[:12]}.puppet"):
        if is_current(path, digest):
            return path
    from shorts.toon.puppet_render import build_puppet

    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        build_puppet(character.toon, path, work)
    except CharacterFileBroken as broken:
        raise CharacterFileBroken(**broken.details | {"file": f"{character.id}.toml"}) from broken
    return path


def is_current(path: Path, digest: str) -> bool:
    """Whether `path` is a whole puppet of this format made from the record with this digest."""
    try:
        header = read_header(path)
    except (FileNotFoundError, zipfile.BadZipFile, KeyError, ValueError):
        return False
    return header.get("format") == FORMAT and header.get("digest") == digest
