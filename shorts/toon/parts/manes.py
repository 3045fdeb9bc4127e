"""Manes, ruffs and crests: what grows round a head and changes its outline."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, radians, sin
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.parts.ears import SIDES
from shorts.toon.record import made
from shorts.toon.registry import part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shorts.toon.kit import Kit


@dataclass(frozen=True, slots=True)
class ManeShape:
    """size: 1 as the part has it; low: length of the locks under the chin as a share of those at the sides; fur: world units."""

    kind: str = "ruff"
    size: float = 1.0
    low: float = 0.62
    fur: float = 0.12


def _shape(kit: Kit) -> ManeShape:
    given = kit.record.get("mane", {})
    table: Mapping[str, object] = given if not isinstance(given, str) else {"kind": given}
    return made(ManeShape, table, "mane")


@part("mane", "lion")
def lion(kit: Kit) -> None:
    """Two rings of locks behind the face, the back one darker, and a hairline over the forehead."""
    rig, m = kit.rig, _shape(kit)
    rig.group("mane", "fur")
    for colour, count, far, thick, z in ((kit.colour("mane2", "mane"), 21, 0.95, 0.20, -0.07), (kit.colour("mane"), 20, 0.82, 0.185, 0.06)):
        for i in range(count):
            angle = 2 * pi * (i + 0.5) / count  # 0 is up
            _lock(kit, m, angle, far * (1.0 + 0.03 * (i % 2)), thick, z, colour)
    for i in (-2, -1, 0, 1, 2):
        a, b = (0.125 * i, 0.50 - 0.020 * abs(i), 0.34), (0.20 * i + 0.02, 0.80 - 0.03 * abs(i), 0.14)
        rig.limb("mane", a, b, 0.150, 0.045, kit.colour("mane"), soft=0.10, fur=m.fur * 0.9, comb=(0.0, 0.05, 0.75))


def _lock(kit: Kit, m: ManeShape, angle: float, far: float, thick: float, z: float, colour: str) -> None:
    """One tapering lock that points away from the face; shorter the lower it hangs."""
    x, y = sin(angle), cos(angle)
    share = 1.0 + (m.low - 1.0) * (0.5 - 0.5 * y) ** 2.2
    reach, root = m.size * far * share, 0.4 + 0.6 * share
    a, b = (x * 0.50, 0.02 + y * 0.48 * root, z + 0.02), (x * reach, 0.02 + y * reach, z - 0.02)
    kit.rig.limb("mane", a, b, thick * (0.5 + 0.5 * share), 0.105, colour, soft=0.17, fur=m.fur, comb=(0.0, 0.05, 0.55), edge=0.5)


@part("mane", "ruff")
def ruff(kit: Kit) -> None:
    """Pointed tufts that stand out under the cheeks."""
    m, h = _shape(kit), kit.head
    colour = kit.colour("ruff", "cheek", "belly")
    for side in SIDES:
        for angle, far, thick in ((-6, 0.30, 0.15), (-26, 0.34, 0.17), (-50, 0.27, 0.16), (-74, 0.17, 0.13)):
            x, y = side * cos(radians(angle)), sin(radians(angle))
            root = (x * h.w * 0.72, h.cheek_y * 0.55 + y * h.h * 0.46, 0.06)
            tip = (root[0] + x * far * m.size, root[1] + y * far * m.size, -0.02)
            kit.rig.limb("head", root, tip, thick, 0.030, colour, soft=0.10, fur=m.fur, comb=(0.0, 0.0, 0.5), edge=0.9)


@part("hair", "fringe")
def fringe(kit: Kit) -> None:
    """A long fringe that starts at the picture's left and falls across the forehead."""
    rig, h = kit.rig, kit.head
    group, colour = rig.group("fringe", "hair"), kit.colour("hair", "main")
    for i in range(7):
        root = (-0.26 + 0.055 * i, h.h * 0.98 - 0.012 * abs(i - 3), 0.10)
        middle = kit.on_face(-0.16 + 0.105 * i, 0.47 - 0.012 * i, 0.035)
        tip = kit.on_face(0.02 + 0.095 * i, 0.325 - 0.004 * i * i, 0.045)
        rig.limb(group, root, middle, 0.095, 0.088, colour, soft=0.05, fur=0.05, comb=(-0.45, h.h * 1.2, 0.1))
        rig.limb(group, middle, tip, 0.088, 0.012, colour, soft=0.05, fur=0.05, comb=(-0.45, h.h * 1.2, 0.1))
    for x, rise in ((-0.16, 0.15), (-0.02, 0.20), (0.13, 0.16)):
        a, b = (x - 0.04, h.h * 0.95, 0.02), (x + 0.12, h.h * 0.98 + rise, 0.08)
        rig.limb(group, a, b, 0.105, 0.012, colour, soft=0.07, fur=0.06, comb=(x - 0.2, h.h * 0.7, 0.0))


@part("whiskers", "moustache")
def moustache(kit: Kit) -> None:
    """A waxed moustache between nose and lip, its ends turned up."""
    rig, m = kit.rig, kit.muzzle
    group, colour = rig.group("moustache", "hair"), kit.colour("moustache", "hair")
    y = m.y + m.h * 0.34
    for side in SIDES:
        path = [kit.on_face(side * x, y + dy, 0.012) for x, dy in ((0.008, 0.006), (0.070, -0.020), (0.128, -0.012))]
        path.append(path[2] + np.array([side * 0.046, 0.024, 0.0]))
        path.append(path[3] + np.array([side * 0.012, 0.038, 0.0]))
        for (p, rp), (q, rq) in pairwise(zip(path, (0.016, 0.025, 0.020, 0.012, 0.005), strict=True)):
            rig.limb(group, p, q, rp, rq, colour, soft=0.015, fur=0.022, comb=p - (q - p))


@part("hair", "ruffled")
def ruffled(kit: Kit) -> None:
    """A parrot's crest: feathers that stand up in disorder."""
    rig, h, colour = kit.rig, kit.head, kit.colour("hair", "main")
    two = kit.colour("hair2", "hair", "main")
    for i in range(9):
        lean = -0.30 + 0.075 * i
        rise, z = 0.34 - 1.6 * lean * lean + 0.05 * (i % 2), -0.10 + 0.09 * (i % 3)
        a, b = (lean * 0.75, h.h * 0.86, z), (lean * 1.45 + 0.03 * (i % 2), h.h * 0.88 + rise, z - 0.06)
        rig.limb("head", a, b, 0.120, 0.052, two if i % 3 == 1 else colour, soft=0.045, fur=0.075, flat=1.6, comb=(lean * 0.3, h.h * 0.4, z), edge=0.4)


@part("hair", "swept_back")
def swept_back(kit: Kit) -> None:
    """An eagle's hackles: pointed feathers that leave the back of the head on both sides."""
    rig, h, colour = kit.rig, kit.head, kit.colour("hair", "main")
    for side in SIDES:
        for angle, far in ((30, 0.13), (52, 0.17), (74, 0.20), (96, 0.22), (118, 0.22), (138, 0.18)):
            x, y = side * sin(radians(angle)), cos(radians(angle))
            a = (x * h.w * 0.78, 0.02 + y * h.h * 0.84, -0.04)
            b = (a[0] + side * far * 0.95, a[1] + far * (y * 0.8 - 0.25), -0.16)
            rig.limb("head", a, b, 0.14, 0.020, colour, soft=0.07, fur=0.075, comb=(0.0, 0.1, 0.6))
    for x in (-0.16, 0.0, 0.16):
        rig.limb("head", (x, h.h * 0.92, -0.02), (x * 1.7, h.h * 1.13 - 0.30 * abs(x), -0.20), 0.12, 0.022, colour, soft=0.08, fur=0.075, comb=(x, 0.1, 0.6))


@part("hair", "coronet")
def coronet(kit: Kit) -> None:
    """A peacock's crest: thin stems that end in small round fans."""
    rig, h = kit.rig, kit.head
    rig.group("stem", "rubber")
    rig.group("bead", "fur")
    for i in range(-2, 3):
        a = (0.030 * i, h.h * 0.98, 0.0)
        b = (0.155 * i, h.h * 0.98 + 0.36 - 0.045 * abs(i), -0.02)
        rig.limb("stem", a, b, 0.016, 0.012, kit.colour("stem", "main"))
        rig.ball("bead", b, (0.062, 0.072, 0.045), kit.colour("accent2", "hair"), soft=0.01, fur=0.030, comb=a, turn=(0, 0, -20 * i))
        rig.paint("bead", (b[0], b[1] + 0.012, b[2] + 0.04), (0.030, 0.034, 0.06), kit.colour("spot", "hair"), soft=0.008)
