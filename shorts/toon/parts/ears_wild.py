"""Ears that hang, lie low or stand out: retriever, otter, hamster, cheetah, deer, kangaroo, hedgehog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.toon.geometry import along, vector
from shorts.toon.registry import part
from shorts.toon.shapes import SUB

if TYPE_CHECKING:
    from shorts.toon.geometry import Floats
    from shorts.toon.kit import Kit

SIDES = (-1, 1)


def _round(kit: Kit, x: float, y: float, radii: tuple[float, float, float], hollow: float, z: float = -0.02) -> None:
    """Two round ears at (x w, y h) with a hollow of `hollow` times their size; a back of another colour shows as a rim."""
    rig, h, fur = kit.rig, kit.head, kit.fur
    inner, outer = kit.colour("ear_in", "#f3b7a6"), kit.colour("ear_out", "main")
    for side in SIDES:
        cx, cy = side * h.w * x, h.h * y
        rx, ry, rz = radii
        rig.ball("head", (cx, cy, z), radii, outer, soft=0.06, fur=fur * 0.6, comb=(cx * 0.8, cy - 0.3, -0.2), turn=(0, 0, -side * 18))
        front = (cx - side * 0.012, cy - 0.012, z + rz * 1.15)
        rig.ball("head", front, (rx * hollow, ry * hollow, rz * 0.8), inner, op=SUB, soft=0.05, fur=fur * 0.3, edge=0.5, turn=(0, 0, -side * 18))


@part("ears", "otter")
def otter(kit: Kit) -> None:
    """Small round buttons low on the sides."""
    _round(kit, 0.88, 0.60, (0.125, 0.120, 0.085), 0.60)


@part("ears", "hamster")
def hamster(kit: Kit) -> None:
    """Thin round ears, pink inside."""
    _round(kit, 0.66, 0.92, (0.175, 0.180, 0.075), 0.72)


@part("ears", "cheetah")
def cheetah(kit: Kit) -> None:
    """Small, round and set wide, with dark backs."""
    _round(kit, 0.74, 0.78, (0.170, 0.165, 0.090), 0.70)


@part("ears", "hedgehog")
def hedgehog(kit: Kit) -> None:
    """Little round ears at the edge of the spines."""
    _round(kit, 0.80, 0.52, (0.130, 0.130, 0.070), 0.66, z=0.16)


@part("ears", "floppy")
def floppy(kit: Kit) -> None:
    """A retriever's ears: they start high at the back, fold at once and hang beside the cheeks in long silky fur."""
    rig, h, fur = kit.rig, kit.head, kit.fur
    colour = kit.colour("ear", "main")
    for side in SIDES:
        root = vector((side * h.w * 0.70, h.h * 0.70, 0.02))
        fold = vector((side * (h.w + 0.045), h.h * 0.50, 0.06))
        hang, tip = vector((side * (h.w + 0.105), 0.02, 0.10)), vector((side * (h.w + 0.045), -0.23, 0.15))
        comb = root + vector((-side * 0.1, 0.45, -0.05))
        rig.limb("head", root, fold, 0.150, 0.150, colour, soft=0.10, fur=fur * 0.8, comb=comb)
        rig.limb("head", fold, hang, 0.150, 0.185, colour, soft=0.04, fur=fur * 1.1, comb=comb, turn=_flat(hang - fold, side), flat=1.7)
        rig.limb("head", hang, tip, 0.185, 0.120, colour, soft=0.05, fur=fur * 1.5, comb=comb, turn=_flat(tip - hang, side), flat=1.7)


def _flat(v: Floats, side: int) -> Floats:
    """Along v, thin towards the head's side."""
    from shorts.toon.geometry import frame

    return frame(v, (side * 0.85, 0.0, 0.5))


def _leaf(kit: Kit, base: Floats, tip: Floats, wide: float, inner_fur: float) -> None:
    """A long ear, widest at a third, hollow and pale in front."""
    rig, fur, main = kit.rig, kit.fur, kit.colour("main")
    inner, up = kit.colour("ear_in", "#f3b7a6"), tip - base
    belly = base + up * 0.42
    comb = base - up * 0.5
    rig.limb("head", base, belly, wide * 0.62, wide, main, soft=0.08, fur=fur * 0.5, flat=1.7, comb=comb)
    rig.limb("head", belly, tip, wide, 0.030, main, soft=0.06, fur=fur * 0.5, flat=1.7, comb=comb)
    lift = vector((0, 0, wide * 0.98))
    for a, b, ra, rb in ((base + up * 0.16, belly, wide * 0.50, wide * 0.66), (belly, base + up * 0.84, wide * 0.66, wide * 0.18)):
        rig.limb("head", a + lift, b + lift, ra, rb, inner, op=SUB, soft=0.05, fur=fur * inner_fur, edge=0.2, comb=comb)
        rig.paint("head", (a + b) / 2 + lift * 0.6, (min(ra, rb) * 0.9 + 0.02, 0.5 * float(sum((b - a) ** 2) ** 0.5), 0.06), inner, soft=0.03, turn=along(b - a))


@part("ears", "deer")
def deer(kit: Kit) -> None:
    """Leaves that stand out to the sides below the antlers."""
    h = kit.head
    for side in SIDES:
        base = vector((side * h.w * 0.74, h.h * 0.52, -0.02))
        _leaf(kit, base, base + vector((side * 0.46, 0.17, 0.02)), 0.150, 0.6)


@part("ears", "kangaroo")
def kangaroo(kit: Kit) -> None:
    """Long and upright, set close, turned a little outwards."""
    h = kit.head
    for side in SIDES:
        base = vector((side * h.w * 0.46, h.h * 0.74, -0.02))
        _leaf(kit, base, base + vector((side * 0.20, 0.62, 0.0)), 0.150, 0.4)
