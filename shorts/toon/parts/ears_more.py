"""More ears: round ones set into a mane, a raccoon's, a monkey's, an owl's tufts; and the stud in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.toon import shapes as s
from shorts.toon.parts.ears import SIDES
from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.kit import Kit


def _round(kit: Kit, at: tuple[float, float, float], r: float, group: str = "head") -> None:
    """A pair of round ears with a hollow front. at: x and y in shares of the head's w and h, z in world units."""
    rig, h, fur = kit.rig, kit.head, kit.fur
    outer, inner = kit.colour("ear", "main"), kit.colour("ear_in", "#f3b7a6")
    for side in SIDES:
        x, y, z = side * h.w * at[0], h.h * at[1], at[2]
        comb = (x * 0.9, y - 0.3, z - 0.2)
        rig.ball(group, (x, y, z), (r, r, 0.11), outer, soft=0.05, fur=fur * 0.7, comb=comb, turn=(0, side * 14, side * -8), edge=0.3)
        rig.ball(group, (x + side * 0.005, y - 0.005, z + 0.13), (r * 0.66, r * 0.66, 0.09), inner, op=s.SUB, soft=0.04, fur=fur * 0.4, edge=0.5)


@part("ears", "cub")
def cub(kit: Kit) -> None:
    """Small round ears high on the head: lions, tigers, leopards."""
    _round(kit, (0.70, 0.80, 0.02), 0.185)


@part("ears", "mane")
def in_mane(kit: Kit) -> None:
    """Round ears that stand before a mane."""
    kit.rig.group("ears", kit.skin)
    _round(kit, (0.80, 0.90, 0.21), 0.170, "ears")


@part("ears", "panda")
def panda(kit: Kit) -> None:
    """Plain round ears of one colour."""
    rig, h, fur = kit.rig, kit.head, kit.fur
    for side in SIDES:
        x, y = side * h.w * 0.71, h.h * 0.83
        rig.ball("head", (x, y, -0.02), (0.215, 0.210, 0.13), kit.colour("ear"), soft=0.03, fur=fur * 0.9, comb=(x * 0.9, y - 0.3, -0.2), edge=0.3)


@part("ears", "raccoon")
def raccoon(kit: Kit) -> None:
    """Round ears with a dark hollow and a pale rim."""
    h = kit.head
    _round(kit, (0.74, 0.80, 0.0), 0.190)
    for side in SIDES:
        kit.rig.paint("head", (side * (h.w * 0.74 + 0.03), h.h * 0.80 + 0.155, 0.0), (0.19, 0.075, 0.16), kit.colour("ear_tip", "main"), soft=0.025, turn=(0, 0, side * -24))


@part("ears", "monkey")
def monkey(kit: Kit) -> None:
    """Big round ears at the sides of the head."""
    rig, h, fur = kit.rig, kit.head, kit.fur
    inner = kit.colour("ear_in")
    for side in SIDES:
        x, y = side * (h.w + 0.10), 0.04
        turn = (0, side * 22, 0)
        rig.ball("head", (x, y, -0.02), (0.215, 0.245, 0.11), kit.colour("ear", "main"), soft=0.05, fur=fur * 0.5, comb=(side * 0.3, y, -0.2), turn=turn)
        rig.ball("head", (x + side * 0.01, y - 0.01, 0.105), (0.140, 0.165, 0.085), inner, op=s.SUB, soft=0.05, fur=0.012, turn=turn, edge=0.35)


@part("ears", "owl")
def owl(kit: Kit) -> None:
    """Feather tufts that grow out of the brows."""
    rig, h, fur = kit.rig, kit.head, kit.fur
    for side in SIDES:
        inner, outer = (side * 0.20, h.h * 0.62, 0.30), (side * 0.50, h.h * 0.74, 0.10)
        tip = (side * (h.w * 0.86), h.h * 1.13, 0.06)
        rig.limb("head", inner, outer, 0.060, 0.14, kit.colour("main"), soft=0.09, fur=fur, comb=(0, 0.2, 0.6))
        rig.limb("head", outer, tip, 0.125, 0.020, kit.colour("tuft", "main"), soft=0.09, fur=fur * 1.2, comb=(side * 0.2, 0.1, 0.3))


@part("jewel", "stud")
def stud(kit: Kit) -> None:
    """A silver ring and a stud in the ear at the picture's left."""
    rig, h = kit.rig, kit.head
    rig.group("stud", "metal", rough=0.2)
    x, y = -h.w * 0.70, h.h * 0.90
    z = rig.depth("head", x, y)
    rig.ball("stud", (x, y, z + 0.015), (0.036, 0.036, 0.030), kit.colour("stud", "#e8edf2"))
    rig.ring("stud", (x - 0.045, y + 0.100, rig.depth("head", x - 0.045, y + 0.100) + 0.03), 0.036, 0.011, kit.colour("stud", "#e8edf2"), turn=(0, 40, 0))
