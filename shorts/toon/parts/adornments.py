"""What is worn round the neck, over the shoulder, on the chest and pushed up on the head."""

from __future__ import annotations

from itertools import pairwise
from math import cos, radians, sin
from typing import TYPE_CHECKING

from shorts.toon import shapes as s
from shorts.toon.geometry import vector
from shorts.toon.parts.outfits import SIDES, strip
from shorts.toon.registry import part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.toon.geometry import Floats
    from shorts.toon.kit import Kit

NOT_TORSO = frozenset({"hand", "quills", "trousers", "web", "talon", "head"})


def on_chest(kit: Kit, x: float, y: float, out: float) -> Floats:
    """A point on whatever the chest wears at (x, y), lifted by `out`; y above 0.5, where no limb is in the way."""
    groups = {p.group for p in kit.rig.prims if p.part == "body"}
    names = [name for name, gid in kit.rig.group_ids.items() if gid in groups and name not in NOT_TORSO]
    return vector((x, y, max(kit.rig.depth(name, x, y) for name in names) + out))


def _draped(kit: Kit, group: str, path: Sequence[tuple[float, float]], r: float, colour: str, out: float) -> None:
    for a, b in pairwise([on_chest(kit, x, y, out) for x, y in path]):
        kit.rig.limb(group, a, b, r, r, colour, soft=0.01)


@part("neckwear", "bowtie")
def bowtie(kit: Kit) -> None:
    """A crisp bow tie with a knot."""
    rig, b, colour = kit.rig, kit.body, kit.colour("neckwear")
    g = rig.group("bow", "silk")
    y, z = b.chest_y + 0.005, b.chest + 0.120
    for side in SIDES:
        rig.limb(g, (side * 0.020, y, z), (side * 0.125, y + 0.004, z - 0.016), 0.034, 0.078, colour, flat=1.7, soft=0.012)
    rig.box(g, (0, y, z + 0.020), (0.034, 0.044, 0.030), kit.colour("neckwear2", "neckwear"), 0.022, soft=0.008, edge=0.4)


@part("neckwear", "pearls")
def pearls(kit: Kit) -> None:
    """Two strands of pearls."""
    rig, b, colour = kit.rig, kit.body, kit.colour("neckwear", "#f6f0e6")
    rig.group("pearl", "plastic", rough=0.16, sss=0.7, sheen=0.5)
    for radius, low, r in ((0.275, 0.085, 0.034), (0.325, 0.175, 0.037)):
        count = round(3.7 * radius / r / 2) | 1
        for i in range(count):
            angle = radians(-106 + 212 * i / (count - 1))
            y = b.chest_y + 0.105 - low * (0.5 + 0.5 * cos(angle)) ** 1.6
            rig.ball("pearl", (radius * sin(angle), y, 0.035 + radius * cos(angle) + 0.055), (r, r, r), colour)


@part("neckwear", "chain")
def chain(kit: Kit) -> None:
    """A fine chain with a pendant."""
    rig, b, gold = kit.rig, kit.body, kit.colour("neckwear", "#e0b040")
    rig.group("chain", "metal", rough=0.2)
    for i in range(19):
        u = i / 9 - 1
        x, y = 0.150 * u, b.chest_y - 0.085 + 0.150 * abs(u) ** 1.8
        rig.ball("chain", on_chest(kit, x, y, 0.008), (0.0145, 0.0145, 0.011), gold)
    at = on_chest(kit, 0.0, b.chest_y - 0.118, 0.014)
    rig.ball("chain", at, (0.034, 0.040, 0.016), gold)


@part("neckwear", "lanyard")
def lanyard(kit: Kit) -> None:
    """An event pass on a ribbon."""
    rig, b, ribbon = kit.rig, kit.body, kit.colour("lanyard", "neckwear")
    rig.group("ribbon", "cloth")
    rig.group("pass", "paper")
    for side in SIDES:
        rows = [(side * x, b.chest_y + dy) for x, dy in ((0.178, 0.13), (0.160, 0.04), (0.120, -0.06), (0.065, -0.15), (0.010, -0.215))]
        _draped(kit, "ribbon", rows, 0.021, ribbon, 0.012)
    at = on_chest(kit, 0.0, b.chest_y - 0.315, 0.030)
    rig.box("pass", at, (0.092, 0.105, 0.009), "#ffffff", 0.008, turn=(-13, 0, 0))
    rig.paint("pass", at + vector((0, 0.072, 0)), (0.2, 0.034, 0.05, 0), ribbon, soft=0.003, shape=s.BOX)
    rig.paint("pass", at + vector((0, -0.002, 0)), (0.034, 0.034, 0.06), kit.colour("main"), soft=0.004)
    for y, half in ((-0.056, 0.058), (-0.080, 0.040)):
        rig.paint("pass", at + vector((0, y, 0)), (half, 0.008, 0.05, 0), "#6d7683", soft=0.003, shape=s.BOX)


@part("neckwear", "headphones")
def headphones(kit: Kit) -> None:
    """Big headphones worn round the neck, with a line of light on each cup."""
    rig, b = kit.rig, kit.body
    shell, soft = kit.colour("phones", "#2b2e36"), kit.colour("phones2", "#16181d")
    rig.group("phones", "plastic", rough=0.3)
    rig.group("cushion", "rubber")
    rig.group("phonelight", "glow", emit=1.3)
    y = b.chest_y + 0.075
    rig.ring("phones", (0, y + 0.045, 0.02), 0.300, 0.036, shell, turn=(-70, 0, 0), opening=2.45)
    for side in SIDES:
        at, turn = vector((side * 0.205, y - 0.035, 0.335)), (0, side * 34, side * -10)
        rig.ball("cushion", at + vector((0, 0, -0.020)), (0.118, 0.130, 0.055), soft, turn=turn)
        rig.ball("phones", at + vector((side * 0.012, 0, 0.018)), (0.100, 0.112, 0.050), shell, turn=turn)
        rig.ring("phonelight", at + vector((side * 0.030, 0, 0.052)), 0.050, 0.011, kit.colour("glow"), turn=turn)


@part("glasses", "raised")
def raised_sunglasses(kit: Kit) -> None:
    """Cat-eye sunglasses pushed up on the head."""
    rig, h = kit.rig, kit.head
    rig.group("shades", "plastic", rough=0.18)
    rig.group("lens", "glass", rough=0.1)
    frame, lens = kit.colour("glasses"), kit.colour("lens", "#15171d")
    y = h.h * 0.83
    for side in SIDES:
        x = side * 0.195
        at, turn = vector((x, y, rig.depth("head", x, y) + 0.085)), (-28, side * 12, side * 5)
        rig.add("shades", s.OVAL, at, [0.165, 0.122, 0.010, 0.020], frame, turn=turn)
        rig.limb("shades", at + vector((side * 0.150, 0.070, -0.045)), at + vector((side * 0.215, 0.120, -0.090)), 0.034, 0.014, frame, soft=0.04)
        rig.add("lens", s.OVAL, at, [0.140, 0.097, 0.030, 0.006], lens, turn=turn)
        rig.limb("shades", at + vector((side * 0.165, 0.06, -0.06)), (side * h.w * 0.90, h.h * 0.50, -0.04), 0.020, 0.018, frame)
    z = rig.depth("head", 0, y) + 0.085
    rig.ring("shades", (0, y - 0.02, z), 0.055, 0.017, frame, opening=1.3)


@part("badge", "core")
def core(kit: Kit) -> None:
    """A round glass on the chest with a glowing ring and a four-pointed spark."""
    rig = kit.rig
    rig.group("core", "glass", rough=0.15)
    rig.group("corelight", "glow", emit=1.7)
    rig.group("corerim", "metal", rough=0.3)
    at = on_chest(kit, 0.0, 0.735, 0.0)
    turn = (-12, 0, 0)
    rig.add("corerim", s.CYL, at, [0.118, 0.026, 0.016], "#cfd8e0", turn=(78, 0, 0))
    rig.ball("core", at + vector((0, 0, 0.018)), (0.096, 0.096, 0.036), "#0c2a3a", turn=turn)
    rig.ring("corelight", at + vector((0, 0, 0.050)), 0.066, 0.0115, kit.colour("glow"), turn=turn)
    for x, y in ((0, 0.048), (0.030, 0), (0, -0.048), (-0.030, 0)):
        rig.limb("corelight", at + vector((0, 0, 0.056)), at + vector((x, y, 0.054)), 0.013, 0.002, kit.colour("glow"), soft=0.010)


@part("back", "guitar")
def guitar(kit: Kit) -> None:
    """An electric guitar on the back, neck over the shoulder at the picture's left, and its woven strap across the chest."""
    rig = kit.rig
    strap = kit.colour("strap")
    strip(kit, "strap", "knit", 0.088, strap, (0.0, 0.74), (0.60, 0.046), turn=-38, soft=0.008)
    rig.box("strap", (0, 1, -1.9), (3, 3, 2), strap, 0.0, op=s.SUB, soft=0.01)
    for off in (-0.024, 0.024):
        x, y = -sin(radians(-38)) * off, cos(radians(-38)) * off
        rig.paint("strap", (x, 0.74 + y, 0.5), (0.60, 0.0055, 0.48, 0), kit.colour("strap2", "strap"), soft=0.004, shape=s.BOX, turn=(0, 0, -38))
    rig.group("guitar", "plastic", rough=0.2)
    rig.group("neck", "horn")
    rig.group("pegs", "metal")
    body, z = kit.colour("guitar"), -0.44
    rig.ball("guitar", (0.40, 0.50, z), (0.27, 0.22, 0.06), body, soft=0.08, turn=(0, 0, -38))
    rig.ball("guitar", (0.20, 0.66, z), (0.20, 0.17, 0.06), body, soft=0.08, turn=(0, 0, -38))
    rig.limb("neck", (0.20, 0.66, z), (-0.80, 1.44, z), 0.040, 0.036, "#8a5a33")
    rig.limb("guitar", (-0.80, 1.44, z), (-0.94, 1.55, z), 0.060, 0.075, body, flat=2.0, soft=0.02)
    for i in range(3):
        x, y = -0.80 - 0.055 * i, 1.44 + 0.043 * i
        for across in (-1, 1):
            rig.ball("pegs", (x + across * 0.055, y + across * 0.070, z), (0.020, 0.020, 0.016), "#e3e8ee")


@part("waist", "holster")
def holster(kit: Kit) -> None:
    """A stylist's belt across the chest with scissors and a comb in its pocket."""
    rig, leather = kit.rig, kit.colour("leather", "#5a3524")
    strip(kit, "strap", "leather", 0.052, leather, (0.0, 0.74), (0.60, 0.034), turn=34, soft=0.008)
    rig.box("strap", (0, 1, -1.9), (3, 3, 2), leather, 0.0, op=s.SUB, soft=0.01)
    at = on_chest(kit, 0.115, 0.560, 0.03)
    rig.group("pouch", "leather")
    rig.box("pouch", at, (0.110, 0.085, 0.040), leather, 0.026, turn=(-8, 14, 10))
    rig.box("pouch", at + vector((-0.006, 0.050, 0.020)), (0.112, 0.026, 0.032), kit.colour("leather2", "leather", "#7a4a32"), 0.018, turn=(-8, 14, 10), soft=0.006, edge=0.4)
    rig.group("comb", "plastic")
    rig.group("steel", "metal", rough=0.2)
    comb = at + vector((0.062, 0.075, -0.006))
    rig.box("comb", comb + vector((0, 0.075, 0)), (0.011, 0.090, 0.014), kit.colour("comb", "#f2b233"), 0.008, turn=(0, 0, -10))
    for i in range(6):
        tooth = comb + vector((0.008 + 0.005 * i, 0.020 + 0.026 * i, 0.004))
        rig.limb("comb", tooth, tooth + vector((0.050, -0.008, 0)), 0.0085, 0.006, kit.colour("comb", "#f2b233"))
    for side in SIDES:
        ring = at + vector((-0.045 + side * 0.042, 0.165, 0.002))
        rig.limb("steel", at + vector((-0.045 - side * 0.004, 0.060, 0)), ring + vector((-side * 0.018, -0.036, 0)), 0.013, 0.011, "#dfe5ec")
        rig.ring("steel", ring, 0.038, 0.013, kit.colour("grip", "#d8424f"))
