"""Birds: hooked beaks, wings that serve as arms, talons, a swan's neck."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon import shapes as s
from shorts.toon.geometry import frame, unit, vector
from shorts.toon.parts.arms import UPPER, limb_part, limbs, sleeve
from shorts.toon.parts.torsos import pear
from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.kit import Kit

SIDES = (-1, 1)


@part("muzzle", "hooked")
def hooked(kit: Kit) -> None:
    """A raptor's or parrot's beak: the upper half ends in a hook (`hook` world units long); the lower one drops as the mouth opens."""
    rig, m, mouth = kit.rig, kit.muzzle, kit.pose.lips
    drop = max(mouth.lower + min(mouth.upper, 0.0), 0.0) * (1.55 - 3.0 * m.h) if mouth.open else 0.0
    wide = m.w * (1.0 + 0.9 * (mouth.width - 0.16))
    z, lift = kit.head.d * 0.82, drop * 0.22
    upper, lower = kit.colour("accent"), kit.colour("accent2", "accent")
    rig.paint("head", (0, m.y, z), (wide + 0.05, m.h + 0.06 + drop * 0.6, 0.4), upper, soft=0.02, weight=0.0, fur=0.0)
    rig.group("bill", "horn")
    rig.ball("bill", (0, m.y + m.h * 0.30 + lift, z), (wide * 0.94, m.h * 0.92, m.d), upper, soft=0.06)
    smile = 0.022 + max(mouth.lift, 0.0) * 0.55
    cut = m.y - m.h * 0.62
    rig.add("bill", s.MOUTH, (0, cut - 0.02 + lift, z - 0.05), [wide * 1.6, smile, 0.6, 0.40, 0.004, smile + 0.10], upper, op=s.SUB, soft=0.03)
    _hook(kit, z, lift, upper)
    rig.group("jaw", "horn")
    rig.ball("jaw", (0, cut + 0.045 - drop * 0.80, z - 0.01), (wide * (0.74 + drop), m.h * 0.50, m.d * 0.84), lower, turn=(drop * 70, 0, 0))
    if drop > 0.02:
        rig.group("gape", "mouth")
        rig.ball("jaw", (0, cut + 0.10 - drop * 0.66, z + 0.05), (wide * (0.64 + drop), m.h * 0.50, m.d * 0.98), "#7a1d28", op=s.SUB, soft=0.01, edge=0.3)
        rig.ball("gape", (0, cut + 0.055 - drop * 0.36, z - 0.02), (wide * (0.78 + drop), drop * 0.64 + 0.012, m.d * 0.78), "#6d1a26")
        rig.ball("gape", (0, cut + 0.045 - drop * 0.74, z + 0.03), (wide * 0.46, drop * 0.24 + 0.012, m.d * 0.66), "#e06772", soft=0.01, edge=0.2)


def _hook(kit: Kit, z: float, lift: float, upper: str) -> None:
    """Ridge and tip, the paler cere at the root, two nostrils."""
    rig, m = kit.rig, kit.muzzle
    top, low = m.y + lift, m.y + lift * 1.8
    heights = (top + m.h * 0.75, top + m.h * 0.10, low - m.h * 0.45 - m.hook * 0.5, low - m.h * 0.5 - m.hook)
    ridge = [(0, y, z + m.d * forward) for y, forward in zip(heights, (0.55, 1.02, 1.04, 0.90), strict=True)]
    thick = (m.w * 0.58, m.w * 0.60, m.w * 0.36, m.w * 0.10)
    for (a, ra), (b, rb) in pairwise(zip(ridge, thick, strict=True)):
        rig.limb("bill", a, b, ra, rb, upper, soft=0.12)
    if "hook" in kit.record["colours"]:
        rig.paint("bill", ridge[3], (m.w * 0.6, m.hook * 0.85, m.d * 0.6), kit.colour("hook"), soft=0.025)
    if "cere" in kit.record["colours"]:
        rig.ball("bill", (0, top + m.h * 0.85, z + m.d * 0.12), (m.w * 0.80, m.h * 0.45, m.d * 0.55), kit.colour("cere"), soft=0.04, edge=0.5)
    for side in SIDES:
        x, y = side * m.w * 0.34, top + m.h * 0.72
        rig.paint("bill", (x, y, rig.depth("bill", x, y)), (0.014, 0.018, 0.03), kit.colour("nostril", "#3a2416"), soft=0.006)


@part("nose", "knob")
def knob(kit: Kit) -> None:
    """A swan's black knob where the bill meets the brow, and the black edge round the bill."""
    rig, m, z = kit.rig, kit.muzzle, kit.head.d * 0.84
    rig.group("knob", "horn", rough=0.3)
    rig.ball("knob", (0, m.y + m.h * 1.15, z + 0.03), (m.w * 0.46, m.h * 0.72, 0.11), kit.colour("knob"), soft=0.05)
    for side in SIDES:
        rig.limb("knob", (side * 0.02, m.y + m.h * 0.75, z + 0.05), (side * m.w * 0.98, m.y + m.h * 0.15, z - 0.02), 0.055, 0.030, kit.colour("knob"), soft=0.05)


@part("arms", "wing")
def wings(kit: Kit) -> None:
    """Wings with four long quills for fingers and a fringe of feathers; they wear sleeves like arms do."""
    rig, fur = kit.rig, kit.fur
    main, quill = kit.colour("wing", "main"), kit.colour("quill", "wing", "main")
    bare = kit.choice("sleeve") != "long"
    thick = 0.115 if bare else 0.098  # feathers must not come through a sleeve
    rig.group("quills", "fur")
    for side in SIDES:
        arm, (upper, fore, palm), reach = limbs(kit, side)
        with rig.within(part=limb_part(side), bone=upper):
            rig.limb("body", (0, 0, 0), (0, UPPER, 0), thick, thick, main, soft=0.08, fur=fur * 0.6, comb=(0, -0.3, 0))
        with rig.within(part=limb_part(side), bone=fore):
            rig.limb("body", (0, 0, 0), (0, reach, 0), thick, thick - 0.02, kit.colour("coverts", "wing", "main"), soft=0.06, fur=fur * 0.6, comb=(0, -0.4, 0), edge=0.4)
            if bare and kit.record.get("fringe", True):
                _fringe(kit, side, reach)
        with rig.within(part=limb_part(side), bone=palm):
            _quills(kit, side, arm.hand, quill, fur * 0.4)
        sleeve(kit, side, upper, fore, reach)


def _fringe(kit: Kit, side: int, reach: float) -> None:
    """Feathers along the trailing edge of the forearm, which is at side * x of its bone, whatever the arm does."""
    colour = kit.colour("quill", "wing", "main")
    for j in range(4):
        root = vector((side * 0.05, 0.02 + j * 0.07, -0.01))
        tip = root + vector((side * 0.11, 0.085, 0.0)) * (1.25 - 0.12 * j)
        kit.rig.limb("quills", root, tip, 0.062, 0.040, colour, flat=1.5, turn=frame(unit(tip - root), (0, 0, 1)), soft=0.02, fur=kit.fur * 0.4, comb=(0, -0.4, 0))


SPREADS = {"open": 20.0, "point": 9.0, "think": 10.0, "relaxed": 12.0}
FOLDED = 0.13
"""How far a closed hand's quills fold forward, world units."""
LENGTHS = {"thumb": (0.27, 0.17, 0.16, 0.14), "point": (0.30, 0.13, 0.08, 0.05), "think": (0.22, 0.13, 0.09, 0.06), "open": (0.21, 0.25, 0.24, 0.19)}


def _quills(kit: Kit, side: int, shape: str, colour: str, fur: float) -> None:
    """Feather fingers, thumb side first; a closed hand folds them forward round what it holds."""
    rig, tip_colour = kit.rig, kit.colour("quill_tip", "quill", "wing", "main")
    closed = shape in ("grip", "fist", "thumb")
    spread = SPREADS.get(shape, 8.0)
    rig.ball("quills", (0, 0.055, 0), (0.115, 0.120, 0.076), colour, soft=0.05, fur=fur, comb=(0, -0.4, 0))
    for j, length in zip((1.5, 0.5, -0.5, -1.5), LENGTHS.get(shape, (0.18, 0.23, 0.22, 0.17)), strict=True):
        up = shape == "thumb" and j > 1
        angle = np.radians(84.0 if up else spread * j)
        way = vector((-side * np.sin(angle), np.cos(angle), 0))
        base = vector((-side * j * 0.036, 0.07, 0))
        middle = base + way * length * 0.5
        folded = closed and not up
        end = middle + (vector((0, 0.02, FOLDED)) if folded else way * length * 0.5)
        out = (0, -1, 0) if folded else (0, 0, 1)
        for a, b, ra, rb, tint in ((base, middle, 0.066, 0.064, colour), (middle, end, 0.064, 0.042, tip_colour)):
            rig.limb("quills", a, b, ra, rb, tint, flat=1.25, turn=frame(unit(b - a), out if b is end else (0, 0, 1)), soft=0.022, fur=fur, comb=(0, -0.4, 0), edge=0.6)


@part("feet", "talon")
def talons(kit: Kit) -> None:
    """Feathered thighs on yellow feet with three claws in front."""
    rig, fur = kit.rig, kit.fur
    leg, foot, claw = kit.colour("leg", "main"), kit.colour("foot", "accent"), kit.colour("claw", "#3a3034")
    rig.group("talon", "horn", rough=0.45)
    for side in SIDES:
        rig.limb("body", (side * 0.17, 0.40, 0), (side * 0.185, 0.20, 0.01), 0.165, 0.115, leg, soft=0.07, fur=fur, comb=(side * 0.17, 1.2, 0))
        rig.limb("talon", (side * 0.185, 0.22, 0.01), (side * 0.19, 0.09, 0.03), 0.055, 0.070, foot)
        for j in (-1, 0, 1):
            tip = vector((side * 0.205 + j * 0.115, 0.050, 0.24 - 0.035 * abs(j)))
            rig.limb("talon", (side * 0.19, 0.085, 0.03), tip, 0.066, 0.050, foot, soft=0.04)
            rig.limb("talon", tip + vector((0, 0.012, 0.025)), tip + vector((j * 0.02, -0.025, 0.085)), 0.032, 0.008, claw, soft=0.008, edge=0.3)


@part("torso", "swan")
def swan(kit: Kit) -> None:
    """The pear, and a long neck that bends like an S up to a small head; wings folded behind."""
    rig, b, top = kit.rig, kit.body, kit.head.y
    main, fur = kit.colour("main"), kit.fur
    pear(kit)
    y = b.chest_y
    low = [(0.02, y - 0.02, 0.10), (-0.10, y + 0.20, 0.07), (-0.135, y + 0.37, 0.02), (-0.05, y + 0.56, 0.0)]
    points = [*low, (0.03, top - 0.38, -0.02), (0.0, top - 0.08, -0.05)]
    bones = list(pairwise(zip(points, (0.25, 0.165, 0.125, 0.112, 0.112, 0.14), strict=True)))
    for (a, ra), (c, rc) in bones[:3]:
        rig.limb("body", a, c, ra, rc, main, soft=0.08, fur=fur * 0.9, comb=(0, 3.0, 0.2))
    with rig.within(part="head", bone="head"):  # above the joint (HeadShape.neck) the neck turns and leans with the head
        for (a, ra), (c, rc) in bones[3:]:
            low_end, high_end = (vector(point) - vector((0, top, 0)) for point in (a, c))
            rig.limb("body", low_end, high_end, ra, rc, main, soft=0.08, fur=fur * 0.9, comb=(0, 3.0, 0.2))


@part("tail", "folded_wings")
def folded_wings(kit: Kit) -> None:
    """A swan's wings, raised a little behind the back, and a short tail."""
    rig, fur, main = kit.rig, kit.fur, kit.colour("main")
    low = kit.colour("tail", "main")
    with rig.within(part="tail", bone="root"):
        rig.group("plumes", "fur")
        for side in SIDES:
            for j in range(5):
                a = vector((side * (0.14 + 0.03 * j), 0.80 - 0.09 * j, -0.30))
                c = vector((side * (0.62 - 0.015 * j), 0.98 - 0.165 * j, -0.46))
                rig.limb("plumes", a, c, 0.125, 0.060, low if j % 2 else main, flat=1.4, turn=frame(unit(c - a), (0, 0, 1)), soft=0.03, fur=fur, comb=(0, 0.7, -0.3), edge=0.4)


@part("tail", "feathers")
def feathers(kit: Kit) -> None:
    """A short fan of tail feathers behind the legs, to the picture's right."""
    rig, fur = kit.rig, kit.fur
    colours = [kit.colour(name, "wing", "main") for name in ("tail", "tail2", "tail3")]
    with rig.within(part="tail", bone="root"):
        rig.group("plumes", "fur")
        for j in range(5):
            a, c = vector((0.05, 0.46, -0.28)), vector((0.34 + 0.10 * j, 0.07 + 0.10 * j, -0.50))
            rig.limb("plumes", a, c, 0.10, 0.075, colours[j % 3], flat=1.5, turn=frame(unit(c - a), (0, 0, 1)), soft=0.02, fur=fur, comb=(0, 0.6, -0.2), edge=0.3)
