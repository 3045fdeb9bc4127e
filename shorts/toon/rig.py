"""The rig: parts add primitives to it in bone space; freezing it gives a model that can be drawn."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from shorts.toon import shapes as s
from shorts.toon.colour import linear
from shorts.toon.geometry import along, placed, rot, vector
from shorts.toon.materials import material
from shorts.toon.model import PARTS, Model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shorts.toon.geometry import Floats, Vector


@dataclass(slots=True)
class Prim:
    """One primitive, still in the space of its bone. See shapes.py for what the parameters mean."""

    group: int
    shape: int
    pos: Floats
    turn: Floats  # local → bone
    params: list[float]
    colour: str
    soft: float = 0.0
    op: int = s.ADD
    fur: float = 0.0
    comb: Floats = field(default_factory=lambda: np.zeros(3))
    edge: float = 0.6
    paint_fur: float = 0.0
    bone: str = "root"
    part: str = "body"

    def row(self, bone: Floats, bone_index: int) -> list[float]:
        """This primitive in world space as one kernel row."""
        turn = (bone[:3, :3] @ self.turn).T
        pos = bone[:3, :3] @ self.pos + bone[:3, 3]
        comb = bone[:3, :3] @ self.comb + bone[:3, 3]
        params = self.params + [0.0] * (8 - len(self.params))
        return [
            *(self.shape, self.group, self.op, self.soft, *pos, *turn.ravel(), *params, *linear(self.colour), self.fur, *comb),
            *(self.paint_fur, self.edge, bone_index, PARTS.index(self.part)),
        ]


class Rig:
    """Groups, bones and primitives of one character in one pose.

    `part`, `bone` and `comb` are what the next primitives get; change the first two with `within`.
    """

    def __init__(self) -> None:
        self.prims: list[Prim] = []
        self.groups: list[list[float]] = []
        self.group_ids: dict[str, int] = {}
        self.bones: dict[str, Floats] = {"root": np.eye(4)}
        self.comb: Vector = (0.0, 3.0, 0.0)
        self.bone = "root"
        self.part = "body"

    @contextmanager
    def within(self, *, part: str | None = None, bone: str | None = None) -> Iterator[None]:
        """Primitives added inside belong to this part and this bone."""
        before = (self.part, self.bone)
        self.part, self.bone = part or self.part, bone or self.bone
        try:
            yield
        finally:
            self.part, self.bone = before

    def group(self, name: str, stuff: str = "skin", eye: Sequence[float] | None = None, **changes: float) -> str:
        """Make the group `name` of a material unless it exists; returns the name. Groups never melt into each other."""
        if name not in self.group_ids:
            self.group_ids[name] = len(self.groups)
            self.groups.append([*material(stuff, **changes), *(eye or [0.0] * 8)])
        return name

    def add(self, group: str, shape: int, pos: Vector, params: Sequence[float], colour: str, turn: Any = None, **kw: Any) -> Prim:
        """Append one primitive in the current bone's space. `turn`: (rx, ry, rz) in degrees or a 3×3 matrix.

        Keywords are the fields of `Prim`: soft, op, fur, comb, edge, paint_fur.
        """
        matrix = np.eye(3) if turn is None else (rot(*turn) if np.ndim(turn) == 1 else np.asarray(turn, dtype=np.float64))
        kw["comb"] = vector(kw.get("comb", self.comb))
        numbers = [float(v) for v in params]
        gid = self.group_ids[group]
        prim = Prim(gid, shape, vector(pos), matrix, numbers, colour, bone=self.bone, part=self.part, **kw)
        self.prims.append(prim)
        return prim

    def ball(self, group: str, pos: Vector, radii: Sequence[float], colour: str, **kw: Any) -> Prim:
        """An ellipsoid."""
        return self.add(group, s.ELL, pos, radii, colour, **kw)

    def limb(self, group: str, a: Vector, b: Vector, ra: float, rb: float, colour: str, flat: float = 1.0, **kw: Any) -> Prim:
        """A round cone from a to b; flat > 1 thins it along its own z."""
        start, end = vector(a), vector(b)
        kw.setdefault("turn", along(end - start))
        return self.add(group, s.CONE, start, [ra, rb, float(np.linalg.norm(end - start)), flat], colour, **kw)

    def box(self, group: str, pos: Vector, half: Sequence[float], colour: str, rounding: float = 0.02, **kw: Any) -> Prim:
        """A rounded box of half sizes `half`."""
        return self.add(group, s.BOX, pos, [*half, rounding], colour, **kw)

    def ring(
        self, group: str, pos: Vector, radius: float, tube: float, colour: str, opening: float = 3.14159, flat: float = 1.0, **kw: Any
    ) -> Prim:
        """A torus, or its arc of half angle `opening` around +y; lies in the local xy plane."""
        return self.add(group, s.ARC, pos, [radius, tube, opening, flat], colour, **kw)

    def paint(
        self,
        group: str,
        pos: Vector,
        radii: Sequence[float],
        colour: str,
        soft: float = 0.03,
        weight: float = 1.0,
        fur: float | None = None,
        shape: int = s.ELL,
        **kw: Any,
    ) -> Prim:
        """Colour (and, where `fur` is given, fur length) inside a soft-edged volume; adds no surface. weight 0: fur only."""
        params = [*radii, *([0.0] * (7 - len(radii))), weight]
        how = {"soft": soft, "op": s.PAINT, "fur": fur or 0.0, "paint_fur": 0.0 if fur is None else 1.0}
        return self.add(group, shape, pos, params, colour, **how, **kw)

    def depth(self, group: str, x: float, y: float, z: float = 2.0, floor: float = -0.5) -> float:
        """z of the group's surface at (x, y) of its bone's space, seen from +z. Lids don't count: nothing on a face moves with a blink."""
        from shorts.toon.kernel_rays import surface_depth

        gid = self.group_ids[group]
        rows = [p.row(np.eye(4), 0) for p in self.prims if p.group == gid and p.op != s.PAINT and p.shape != s.LID]
        listed = np.arange(len(rows), dtype=np.int32)
        return float(surface_depth(x, y, z, floor, listed, np.array(rows)))

    def hang(self, name: str, parent: str, placement: Floats) -> str:
        """Make a bone at `placement` in the parent bone's space."""
        self.bones[name] = self.bones[parent] @ placement
        return name

    def freeze(self, parts: frozenset[str] = frozenset(PARTS)) -> Model:
        """Everything that belongs to `parts`, ready to be drawn."""
        names = list(self.bones)
        index = {name: i for i, name in enumerate(names)}
        chosen = sorted((p for p in self.prims if p.part in parts), key=lambda p: p.group)
        rows = np.array([p.row(self.bones[p.bone], index[p.bone]) for p in chosen], dtype=np.float64)
        bones = np.array([[*self.bones[n][:3, :3].T.ravel(), *self.bones[n][:3, 3]] for n in names])
        return Model(rows, np.array(self.groups, dtype=np.float64), bones)


def turned_about(pivot: Vector, turn: Floats) -> Floats:
    """4×4 placement that rotates about a pivot."""
    p = vector(pivot)
    return placed(p) @ placed(turn=turn) @ placed(-p)
