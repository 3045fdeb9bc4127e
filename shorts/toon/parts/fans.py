"""Tails: a peacock's fan, and those of lions, raccoons, wolves, monkeys and long-haired cats."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sin
from typing import TYPE_CHECKING

from shorts.toon.geometry import frame, rot, unit, vector
from shorts.toon.record import made
from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.geometry import Floats
    from shorts.toon.kit import Kit

FAN_FOOT = vector((0.0, 0.80, -0.38))


@dataclass(frozen=True, slots=True)
class FanShape:
    """How far the feathers reach to the sides and upwards from their foot (world units), and the fan's half angle in degrees."""

    kind: str = "fan"
    wide: float = 0.88
    high: float = 1.32
    spread: float = 104.0


@part("tail", "fan")
def fan(kit: Kit) -> None:
    """A peacock's open tail: two rows of long feathers with eye spots, the upper row behind."""
    rig, given = kit.rig, kit.record["tail"]
    f = made(FanShape, given if not isinstance(given, str) else {}, "tail")
    with rig.within(part="tail", bone="root"):
        rig.group("fan", "fur")
        for count, share, z in ((13, 1.0, -0.06), (10, 0.78, 0.03)):
            for i in range(count):
                turn = 2 * (i / (count - 1) if z < 0 else (i + 0.5) / count) - 1
                angle = radians(f.spread * turn)
                _plume(kit, FAN_FOOT + vector((f.wide * sin(angle) * share, f.high * max(cos(angle), -0.35) * share, z)))


def _plume(kit: Kit, tip: Floats) -> None:
    """One feather with its eye: rim, gold, blue, dark heart."""
    rig, fur = kit.rig, kit.fur
    way = unit(tip - FAN_FOOT)
    turn = frame(way, (0, 0, 1))
    rig.limb("fan", FAN_FOOT, tip, 0.05, 0.085, kit.colour("fan"), flat=2.0, turn=turn, soft=0.03, fur=fur * 0.8, comb=FAN_FOOT)
    rig.ball("fan", tip, (0.150, 0.185, 0.060), kit.colour("fan2", "fan"), turn=turn, soft=0.03, fur=fur * 1.1, comb=FAN_FOOT, edge=0.5)
    front = tip + vector((0, 0, 0.06))
    for size, name, lower in ((0.128, "eye1", 0.0), (0.094, "eye2", 0.012), (0.052, "eye3", 0.024)):
        rig.paint("fan", front - way * lower, (size * 0.88, size, 0.08), kit.colour(name), soft=0.010, turn=turn)


@part("tail", "lion")
def lion(kit: Kit) -> None:
    """A slim rope with a tuft."""
    rig, fur, main = kit.rig, kit.fur, kit.colour("main")
    points = [(0.05, 0.36, -0.30), (0.42, 0.26, -0.42), (0.68, 0.40, -0.42), (0.76, 0.64, -0.40)]
    with rig.within(part="tail", bone="root"):
        for a, b in pairwise(points):
            rig.limb("body", a, b, 0.064, 0.058, main, soft=0.06, fur=fur * 0.6, comb=(0.3, 0.1, -0.4))
        rig.limb("body", (0.76, 0.64, -0.40), (0.74, 0.84, -0.38), 0.11, 0.13, kit.colour("tip", "mane"), soft=0.05, fur=0.10, comb=(0.74, 0.3, -0.4), edge=0.3)
        rig.limb("body", (0.74, 0.84, -0.38), (0.70, 1.02, -0.36), 0.13, 0.02, kit.colour("tip", "mane"), soft=0.05, fur=0.10, comb=(0.76, 0.3, -0.4))


@part("tail", "raccoon")
def raccoon(kit: Kit) -> None:
    """A thick brush with dark rings."""
    rig, fur = kit.rig, kit.fur
    points = [(0.05, 0.40, -0.30), (0.33, 0.36, -0.44), (0.56, 0.46, -0.48), (0.70, 0.64, -0.48), (0.77, 0.84, -0.46), (0.78, 1.03, -0.44), (0.75, 1.18, -0.43)]
    radii = (0.11, 0.15, 0.175, 0.185, 0.175, 0.145, 0.07)
    with rig.within(part="tail", bone="root"):
        for j, ((a, ra), (b, rb)) in enumerate(pairwise(zip(points, radii, strict=True))):
            colour = kit.colour("stripe") if j % 2 else kit.colour("tail", "main")
            rig.limb("body", a, b, ra, rb, colour, soft=0.05, fur=fur * 1.4, comb=tuple(2 * p - q for p, q in zip(a, b, strict=True)), edge=0.5)


@part("tail", "brush")
def brush(kit: Kit) -> None:
    """A wolf's tail: hangs out to the side and lifts a little, dark towards the tip."""
    rig, fur, main = kit.rig, kit.fur, kit.colour("main")
    with rig.within(part="tail", bone="root"):
        rig.limb("body", (0.05, 0.42, -0.30), (0.46, 0.32, -0.48), 0.11, 0.18, main, soft=0.08, fur=fur * 1.4, comb=(0.0, 0.45, -0.2))
        rig.limb("body", (0.46, 0.32, -0.48), (0.76, 0.46, -0.50), 0.19, 0.16, main, soft=0.12, fur=fur * 1.6, comb=(0.3, 0.3, -0.4))
        rig.limb("body", (0.76, 0.46, -0.50), (0.92, 0.66, -0.48), 0.155, 0.03, kit.colour("tip", "main"), soft=0.08, fur=fur * 1.6, comb=(0.6, 0.3, -0.4), edge=0.5)


@part("tail", "cat_plume")
def cat_plume(kit: Kit) -> None:
    """A long-haired cat's plume, carried high."""
    rig, fur, main = kit.rig, kit.fur, kit.colour("main")
    points = [(0.05, 0.36, -0.30), (0.42, 0.30, -0.46), (0.68, 0.50, -0.48), (0.80, 0.80, -0.46), (0.74, 1.10, -0.44), (0.80, 1.30, -0.42)]
    radii = (0.08, 0.12, 0.18, 0.21, 0.17, 0.04)
    with rig.within(part="tail", bone="root"):
        for (a, ra), (b, rb) in pairwise(zip(points, radii, strict=True)):
            rig.limb("body", a, b, ra, rb, kit.colour("tail", "main") if ra > 0.15 else main, soft=0.10, fur=fur * 1.8, comb=(0.35, 0.1, -0.4))


@part("tail", "spiral")
def spiral(kit: Kit) -> None:
    """A monkey's tail: out, up and rolled in at the end."""
    rig, fur, main = kit.rig, kit.fur, kit.colour("main")
    points = [vector(p) for p in ((0.05, 0.36, -0.30), (0.40, 0.26, -0.42), (0.66, 0.38, -0.42), (0.76, 0.64, -0.40))]
    middle, arm = vector((0.62, 0.66, -0.40)), vector((0.14, 0.0, 0.0))
    points += [middle + rot(0, 0, turn) @ arm * shrink for turn, shrink in ((55, 1.15), (110, 1.15), (165, 1.05), (220, 0.90), (275, 0.72), (330, 0.55))]
    with rig.within(part="tail", bone="root"):
        for j, (a, b) in enumerate(pairwise(points)):
            r = 0.066 - 0.0025 * j
            rig.limb("body", a, b, r, r - 0.0025, main, soft=0.02, fur=fur * 0.7, comb=a - (b - a))
