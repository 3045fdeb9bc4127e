"""For sport: boxing gloves, a pouch with a bottle, a headband, big springy feet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.toon import shapes as s
from shorts.toon.colour import mixed
from shorts.toon.geometry import vector
from shorts.toon.parts.arms import UPPER, limb_part, limbs
from shorts.toon.parts.outfits import top
from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.kit import Kit

SIDES = (-1, 1)


@part("arms", "boxer")
def boxer(kit: Kit) -> None:
    """Bare arms that end in round boxing gloves with laced cuffs; the thumb shows where the hand points or counts."""
    rig, fur, main = kit.rig, kit.fur, kit.colour("main")
    glove, cuff = kit.colour("boxing"), kit.colour("boxing2")
    rig.group("boxing", "silk", rough=0.30, bump=0.0)
    rig.group("lace", "cloth")
    for side in SIDES:
        arm, (upper, fore, palm), reach = limbs(kit, side)
        with rig.within(part=limb_part(side), bone=upper):
            rig.limb("body", (0, 0, 0), (0, UPPER, 0), 0.105, 0.092, main, soft=0.08, fur=fur * 0.6, comb=(0, -0.3, 0))
        with rig.within(part=limb_part(side), bone=fore):
            rig.limb("body", (0, 0, 0), (0, reach, 0), 0.092, 0.085, main, soft=0.05, fur=fur * 0.5, comb=(0, -0.4, 0))
            rig.limb("boxing", (0, reach - 0.085, 0), (0, reach + 0.02, 0), 0.112, 0.108, cuff, soft=0.02, edge=0.2)
        with rig.within(part=limb_part(side), bone=palm):
            rig.ball("boxing", (0, 0.135, 0.0), (0.140, 0.150, 0.125), glove, soft=0.05, edge=0.3)
            rig.ball("boxing", (0, 0.175, 0.045), (0.125, 0.115, 0.110), glove, soft=0.06)
            tip = (-side * 0.255, 0.105, 0.055) if arm.hand == "thumb" else (-side * 0.130, 0.185, 0.075)
            rig.limb("boxing", (-side * 0.110, 0.070, 0.05), tip, 0.060, 0.054, glove, soft=0.02)
            if arm.hand == "point":
                rig.limb("boxing", (-side * 0.035, 0.20, 0.02), (-side * 0.035, 0.385, 0.02), 0.066, 0.046, glove, soft=0.03)
            rig.box("lace", (0, 0.055, 0.118), (0.040, 0.045, 0.010), "#fff6ea", 0.010)


@part("waist", "pouch")
def pouch(kit: Kit) -> None:
    """A kangaroo's pouch with a drinking bottle that peeks out of it."""
    rig, b, pale = kit.rig, kit.body, kit.colour("belly")
    rig.group("bottle", "plastic")
    z = b.hip + 0.01
    rig.group("pouch", "fur")
    rig.ball("pouch", (0, b.hip_y - 0.065, z - 0.12), (0.245, 0.185, 0.190), pale, soft=0.03, fur=kit.fur * 0.6, comb=(0, 0.9, 0.2))
    rig.box("pouch", (0, b.hip_y + 0.29, z - 0.1), (0.5, 0.25, 0.6), pale, 0.0, op=s.SUB, soft=0.03)
    rig.ball("pouch", (0, b.hip_y + 0.050, z - 0.13), (0.205, 0.060, 0.150), kit.colour("pouch_in", "belly"), op=s.SUB, soft=0.03, edge=0.4)
    foot = vector((0.075, b.hip_y - 0.06, z - 0.085))
    lean = vector((0.10, 0.98, 0.10))
    rig.limb("bottle", foot, foot + lean * 0.200, 0.074, 0.072, kit.colour("bottle", "#49a7e0"), soft=0.01)
    rig.limb("bottle", foot + lean * 0.230, foot + lean * 0.270, 0.052, 0.040, "#f6f8fa", soft=0.01)
    rig.limb("bottle", foot + lean * 0.295, foot + lean * 0.325, 0.024, 0.018, kit.colour("bottle", "#49a7e0"), soft=0.01)


@part("hat", "headband")
def headband(kit: Kit) -> None:
    """A tied running head-band whose two ends flutter at the picture's right."""
    h, rig = kit.head, kit.rig
    one, two = kit.colour("hat"), kit.colour("hat2", "hat")
    rig.group("hat", "knit", bump=0.25, freq=90)
    rig.ball("hat", (0, 0.04, 0), (h.w + 0.030, h.h + 0.030, h.d + 0.030), one, soft=0.02)
    rig.box("hat", (0, 0.385, 0), (2, 0.062, 2), one, 0.0, turn=(-13, 0, 0), op=s.CUT, soft=0.03)
    rig.paint("hat", (0, 0.385, 0), (2, 0.014, 2, 0), two, soft=0.005, shape=s.BOX, turn=(-13, 0, 0))
    knot = vector((h.w * 0.93, 0.31, -0.20))
    rig.group("ends", "knit", bump=0.25, freq=90)
    rig.ball("ends", knot, (0.065, 0.070, 0.060), one)
    for dy, dx in ((0.07, 0.24), (-0.12, 0.20)):
        middle = knot + vector((dx * 0.55, dy * 0.3 + 0.03, -0.02))
        rig.limb("ends", knot, middle, 0.035, 0.055, one, flat=2.2, soft=0.02)
        rig.limb("ends", middle, knot + vector((dx, dy, -0.01)), 0.055, 0.040, one, flat=2.2, soft=0.03)


@part("feet", "spring")
def springy(kit: Kit) -> None:
    """Long springy feet on strong legs, three toes in front."""
    rig, fur = kit.rig, kit.fur
    leg, foot = kit.colour("leg", "main"), kit.colour("foot", "main")
    for side in SIDES:
        rig.limb("body", (side * 0.19, 0.40, -0.02), (side * 0.21, 0.15, -0.04), 0.190, 0.120, leg, soft=0.07, fur=fur * 0.5, comb=(side * 0.17, 1.2, 0))
        rig.limb("body", (side * 0.215, 0.095, -0.06), (side * 0.275, 0.080, 0.33), 0.105, 0.095, foot, soft=0.06, fur=fur * 0.3, comb=(side * 0.2, 0.4, -0.4))
        for j in (-1, 0, 1):
            at = (side * 0.283 + j * 0.062, 0.068, 0.415 - 0.025 * abs(j))
            rig.ball("body", at, (0.046, 0.052, 0.062), foot, soft=0.02, fur=fur * 0.16, comb=(side * 0.2, 0.4, -0.2))


@part("nose", "nostrils")
def nostrils(kit: Kit) -> None:
    """Two nostrils in soft mounds on top of the snout."""
    rig, m, main = kit.rig, kit.muzzle, kit.colour("nose", "face", "main")
    y = m.y + m.h * 0.62
    for side in SIDES:
        z = rig.depth("head", side * m.nose_w, y)
        rig.ball("head", (side * m.nose_w, y, z - 0.008), (0.048, 0.044, 0.050), main, soft=0.04, edge=0.6)
    for side in SIDES:
        x = side * (m.nose_w + 0.004)
        rig.ball("head", (x, y + 0.006, rig.depth("head", x, y + 0.006)), (0.016, 0.020, 0.026), kit.colour("nostril", "#20413a"), op=s.SUB, soft=0.012)


@part("outfit", "crop")
def crop(kit: Kit) -> None:
    """A short running top that leaves belly and pouch free."""
    rig, b = kit.rig, kit.body
    one, two = kit.colour("outfit"), kit.colour("outfit2")
    top(kit, "cloth", "cloth", 0.030, one, 0.70)
    holes = [((side * 0.33, b.chest_y + 0.06, 0), (0.150, 0.22, 0.26)) for side in SIDES]
    for pos, radii in [*holes, ((0, b.chest_y + 0.23, 0.16), (0.150, 0.25, 0.36))]:
        rig.paint("cloth", pos, [r + 0.028 for r in radii], two, soft=0.006)
        rig.ball("cloth", pos, radii, two, op=s.SUB, soft=0.02)
    rig.paint("cloth", (0, 0.705, 0), (2, 0.030, 2, 0), two, soft=0.005, shape=s.BOX)


@part("outfit", "boxing_shorts")
def boxing_shorts(kit: Kit) -> None:
    """Satin boxing shorts with a broad waistband, below a belly of plates."""
    rig, b = kit.rig, kit.body
    one, two = kit.colour("outfit"), kit.colour("outfit2")
    rig.group("shorts", "silk")
    rig.limb("shorts", (0, b.hip_y - 0.10, 0), (0, b.hip_y + 0.02, 0), b.hip + 0.020, b.hip + 0.014, one, soft=0.05)
    for side in SIDES:
        rig.limb("shorts", (side * 0.175, 0.38, 0), (side * 0.215, 0.24, 0.01), 0.185, 0.185, one, soft=0.05)
        rig.paint("shorts", (side * 0.41, 0.32, 0), (0.040, 0.3, 0.5, 0), two, soft=0.005, shape=s.BOX, turn=(0, 0, side * 8))
    rig.box("shorts", (0, 0.06, 0), (2, 0.130, 2), one, 0.0, op=s.SUB, soft=0.012)
    rig.box("shorts", (0, b.hip_y + 0.34, 0), (2, 0.26, 2), one, 0.0, op=s.SUB, soft=0.012)
    rig.ring("shorts", (0, b.hip_y + 0.060, 0), b.hip - 0.010, 0.042, two, turn=(90, 0, 0), soft=0.012, edge=0.2)
    plate = mixed(kit.colour("belly"), "#8a6a2a", 0.45)
    for y in (0.66, 0.77, 0.88):
        rig.paint("body", (0, y, 0.3), (0.20, 0.008, 0.3), plate, soft=0.008)
