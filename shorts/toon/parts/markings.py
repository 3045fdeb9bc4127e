"""Markings painted over the coat: strokes from the record, bands on limbs, rosettes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon import shapes as s
from shorts.toon.geometry import frame, unit, vector
from shorts.toon.record import made
from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.geometry import Floats, Vector
    from shorts.toon.kit import Kit

SIDES = (-1, 1)
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A tapering line on the face from `start` to `end` (x, y of head space), half as wide as `width` says at each end."""

    start: Pair
    end: Pair
    width: Pair = (0.03, 0.012)
    colour: str = "stripe"
    mirror: bool = True


def line(kit: Kit, group: str, a: Vector, b: Vector, width: Pair, colour: str, out: Vector) -> None:
    """Paint a tapering line from a to b through the surface whose normal there is `out`."""
    way = vector(b) - vector(a)
    sizes = [*width, float(np.linalg.norm(way)), 0.22]  # stretched along the normal, so that it reaches the surface
    kit.rig.paint(group, a, sizes, colour, soft=0.012, shape=s.CONE, turn=frame(unit(way), out))


@part("marks", "strokes")
def strokes(kit: Kit) -> None:
    """The lines that the record lists as `strokes`."""
    for index, table in enumerate(kit.record.get("strokes", ())):
        stroke = made(Stroke, table, f"strokes[{index}]")
        both = stroke.mirror and (stroke.start[0] != 0 or stroke.end[0] != 0)
        for side in SIDES if both else (1,):
            a, b = (kit.on_face(side * p[0], p[1]) for p in (stroke.start, stroke.end))
            line(kit, "head", a, b, stroke.width, kit.colour(stroke.colour), _outward(a + b))


def _outward(point: Floats) -> Floats:
    return unit(point * vector((1.0, 1.0, 1.2)) + vector((0, 0, 0.05)))


@part("marks", "banded")
def banded(kit: Kit) -> None:
    """Strokes on the face, bands round arms and legs."""
    strokes(kit)
    rig, dark = kit.rig, kit.colour("stripe")
    for side in SIDES:
        name = "l" if side > 0 else "r"
        for bone, heights in ((f"fore_{name}", (0.10, 0.21)), (f"upper_{name}", (0.12, 0.25))):
            with rig.within(part=f"arm_{name}", bone=bone):
                for y in heights:
                    rig.paint("body", (0, y, 0.10), (0.16, 0.024, 0.085), dark, soft=0.010)
        with rig.within(part="body", bone="root"):
            for y in (0.20, 0.29, 0.38):
                rig.paint("body", (side * 0.36, y, 0.06), (0.12, 0.020, 0.20), dark, soft=0.010, turn=(0, 0, side * 8))


@part("marks", "rosettes")
def rosettes(kit: Kit) -> None:
    """Broken rings on forehead, cheeks and limbs; small plain spots near the muzzle."""
    rig, dark, core = kit.rig, kit.colour("stripe"), kit.colour("rosette", "main")
    for x, y, r in ROSETTES:
        for side in SIDES if x else (1,):
            _rosette(kit, "head", kit.on_face(side * x, y), r, dark, core)
    for side in SIDES:
        name = "l" if side > 0 else "r"
        with rig.within(part=f"arm_{name}", bone=f"fore_{name}"):
            for y, x in ((0.07, 0.03), (0.16, -0.04), (0.24, 0.03)):
                _rosette(kit, "body", vector((x, y, 0.09)), 0.036, dark, core)
        with rig.within(part="body", bone="root"):
            for x, y in ((0.22, 0.33), (0.13, 0.24), (0.27, 0.21)):
                _rosette(kit, "body", vector((side * x, y, 0.14)), 0.038, dark, core)
    strokes(kit)


ROSETTES = (
    (0.0, 0.575, 0.058), (0.125, 0.480, 0.052), (0.225, 0.590, 0.060), (0.285, 0.455, 0.052), (0.395, 0.545, 0.058), (0.415, 0.390, 0.050),
    (0.520, 0.440, 0.054), (0.555, 0.270, 0.056), (0.630, 0.130, 0.056), (0.545, 0.110, 0.040), (0.660, -0.020, 0.056), (0.560, -0.050, 0.044),
    (0.610, -0.160, 0.054), (0.500, -0.180, 0.038), (0.540, -0.300, 0.046), (0.0, 0.405, 0.036), (0.100, 0.350, 0.028), (0.640, -0.300, 0.044),
)  # fmt: skip
"""x, y in head space and radius."""


def _rosette(kit: Kit, group: str, at: Floats, r: float, dark: str, core: str) -> None:
    deep = (r, r * 0.92, 0.14)
    kit.rig.paint(group, at, deep, dark, soft=0.010)
    kit.rig.paint(group, at + vector((0.004, -r * 0.12, 0)), [v * 0.50 for v in deep[:2]] + [0.14], core, soft=0.010)
    kit.rig.paint(group, at + vector((r * 0.55, -r * 0.75, 0)), (r * 0.34, r * 0.50, 0.14), core, soft=0.010)
