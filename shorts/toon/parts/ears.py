"""Ears."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from shorts.toon import shapes as s
from shorts.toon.geometry import along, vector
from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.geometry import Floats
    from shorts.toon.kit import Kit

SIDES = (-1, 1)


def _pointed(kit: Kit, side: int, base: Floats, tip: Floats, wide: float) -> None:
    """A flattened cone with a hollow front, a soft tuft inside and a coloured tip."""
    rig, fur, main = kit.rig, kit.fur, kit.colour("main")
    inner = kit.colour("ear_in", "#f3b7a6")
    comb = base - vector((0, 0.3, 0))
    up = tip - base
    rig.limb("head", base, tip, wide, 0.030, main, soft=0.10, fur=fur * 0.55, flat=1.9, comb=comb)
    if kit.colour("ear_tip", "main") != main:
        rig.paint("head", tip, (0.20, 0.20, 0.20), kit.colour("ear_tip"), soft=0.03)
    hollow = (base + vector((0, 0.02, 0.17)), base + up * 0.60 + vector((0, 0, 0.13)))
    rig.limb("head", *hollow, wide * 0.66, 0.05, inner, op=s.SUB, soft=0.05, flat=1.5, fur=fur * 0.35, edge=0.35)
    tuft = (base + vector((-side * 0.08, 0.02, 0.10)), base + vector((side * 0.02, 0.24, 0.08)))
    rig.limb("head", *tuft, 0.07, 0.02, kit.colour("tuft", "belly"), soft=0.04, fur=fur, comb=base - vector((0, 0.3, -0.1)))


def _pair(kit: Kit, foot: tuple[float, float, float], tip: tuple[float, float, float], wide: float) -> None:
    """Two pointed ears that mirror each other. foot: x and y in shares of the head's w and h, z in world units; tip: from there."""
    h, (x, y, z), (tx, ty, tz) = kit.head, foot, tip
    for side in SIDES:
        base = vector((side * h.w * x, h.h * y, z))
        _pointed(kit, side, base, base + vector((side * tx, ty, tz)), wide)


@part("ears", "fox")
def fox(kit: Kit) -> None:
    _pair(kit, (0.56, 0.62, -0.04), (0.20, 0.50, 0), 0.235)


@part("ears", "cat")
def cat(kit: Kit) -> None:
    _pair(kit, (0.56, 0.62, -0.04), (0.16, 0.40, 0), 0.240)


@part("ears", "shiba")
def shiba(kit: Kit) -> None:
    """Small thick triangles that stand upright and lean forward."""
    _pair(kit, (0.58, 0.66, 0.0), (0.10, 0.33, 0.06), 0.225)


@part("ears", "bear")
def bear(kit: Kit) -> None:
    rig, h, fur = kit.rig, kit.head, kit.fur
    inner = kit.colour("ear_in", "#f3b7a6")
    for side in SIDES:
        x, y = side * h.w * 0.72, h.h * 0.80
        comb = (x, y - 0.3, -0.2)
        rig.ball("head", (x, y, -0.02), (0.215, 0.215, 0.12), kit.colour("main"), soft=0.06, fur=fur * 0.8, comb=comb)
        rig.ball("head", (x - side * 0.01, y - 0.01, 0.12), (0.135, 0.135, 0.09), inner, op=s.SUB, soft=0.05, fur=fur * 0.3, edge=0.5)


def _spoon(kit: Kit, base: Floats, mid: Floats, tip: Floats) -> None:
    """One straight stretch of a rabbit's ear with its pink hollow, in two segments that may bend at `mid`."""
    rig, fur, main = kit.rig, kit.fur, kit.colour("main")
    inner = kit.colour("ear_in")
    comb = base - vector((0, 0.3, 0))
    rig.limb("head", base, mid, 0.115, 0.170, main, soft=0.08, fur=fur * 0.5, flat=1.7, comb=comb)
    rig.limb("head", mid, tip, 0.170, 0.095, main, soft=0.08, fur=fur * 0.5, flat=1.7, comb=mid - (tip - mid) * 0.5)
    for a, b, ra, rb in ((base + (mid - base) * 0.35, mid, 0.07, 0.10), (mid, mid + (tip - mid) * 0.62, 0.10, 0.075)):
        rig.paint("head", (a + b) / 2 + vector((0, 0, 0.10)), (rb, float(np.linalg.norm(b - a)) * 0.66, 0.12), inner, soft=0.02, turn=along(b - a), fur=fur * 0.12)
        lift = vector((0, 0, 0.185))
        rig.limb("head", a + lift, b + lift, ra * 1.1, rb * 1.0, inner, op=s.SUB, soft=0.06, fur=fur * 0.12, edge=0.05)


@part("ears", "rabbit")
def rabbit(kit: Kit) -> None:
    """Two tall spoons."""
    for side in SIDES:
        base = vector((side * 0.22, kit.head.h * 0.78, -0.04))
        _spoon(kit, base, base + vector((side * 0.09, 0.44, -0.02)), base + vector((side * 0.16, 0.80, -0.04)))


@part("ears", "rabbit_folded")
def rabbit_folded(kit: Kit) -> None:
    """One ear upright, the picture's right one folded over at half its length."""
    left = vector((-0.22, kit.head.h * 0.78, -0.04))
    _spoon(kit, left, left + vector((-0.09, 0.44, -0.02)), left + vector((-0.15, 0.80, -0.04)))
    _folded(kit, vector((0.22, kit.head.h * 0.78, -0.04)))


def _folded(kit: Kit, base: Floats) -> None:
    """The ear stands, bends at the fold and hangs outwards, its back towards the viewer and a rim of pink showing."""
    rig, fur, main = kit.rig, kit.fur, kit.colour("main")
    fold, tip = base + vector((0.13, 0.42, 0.0)), base + vector((0.46, 0.16, 0.16))
    rig.limb("head", base, fold, 0.115, 0.155, main, soft=0.08, fur=fur * 0.5, flat=1.7, comb=base - vector((0, 0.3, 0)))
    rig.paint("head", (base + fold) / 2 + vector((0.01, 0.02, 0.10)), (0.065, 0.19, 0.12), kit.colour("ear_in"), soft=0.02, turn=along(fold - base), fur=fur * 0.12)
    rig.limb("head", fold + vector((0.02, 0.0, 0.05)), tip, 0.150, 0.085, main, soft=0.07, fur=fur * 0.55, flat=1.7, comb=fold + vector((-0.2, 0.3, 0)))
