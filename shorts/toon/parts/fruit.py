"""A body that is all head: the halved avocado with its pit, thin limbs in gloves and shoes, and a leaf on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.geometry import elbow, frame, vector
from shorts.toon.kit import mirrored
from shorts.toon.parts.arms import limb_part, posed
from shorts.toon.parts.hands import hand
from shorts.toon.registry import part
from shorts.toon.shapes import CUT, SUB

if TYPE_CHECKING:
    from shorts.toon.kit import Kit

SIDES = (-1, 1)
BEND = 1.9
"""Radius of the sphere that the cut face is bent to: nearly flat."""
UPPER, FORE = 0.36, 0.34
"""Lengths of a thin arm's two halves, world units."""


@part("skull", "avocado")
def avocado(kit: Kit) -> None:
    """A green pear cut through the middle: dark skin, a pale green rim, creamy flesh, and the pit for a belly."""
    rig, h = kit.rig, kit.head
    skin, rim, flesh = kit.colour("main"), kit.colour("rim"), kit.colour("face")
    rig.ball("head", (0, -h.h * 0.36, 0), (h.w, h.h * 0.90, h.d), skin, soft=0.1)
    rig.ball("head", (0, h.h * 0.62, 0), (h.w * 0.60, h.h * 0.66, h.d * 0.86), skin, soft=0.42)
    face = h.d * 0.52
    rig.ball("head", (0, -0.1, face - BEND), (BEND, BEND, BEND), rim, op=CUT, soft=0.10, edge=0.25)
    for low, high, shade in ((0.86, 0.90, "rim"), (0.79, 0.83, "face")):
        colour = rim if shade == "rim" else flesh
        rig.paint("head", (0, -h.h * 0.36, face), (h.w * low, h.h * 0.88 * high, 0.30), colour, soft=0.05)
        rig.paint("head", (0, h.h * 0.30, face), (h.w * 0.60 * high, h.h * 0.86 * high, 0.30), colour, soft=0.05)
    at = vector((0, -h.h * 0.60, rig.depth("head", 0, -h.h * 0.60)))
    rig.paint("head", at, (0.285, 0.285, 0.2), kit.colour("hollow", "rim"), soft=0.05)
    rig.ball("head", at + vector((0, 0, 0.03)), (0.252, 0.252, 0.15), kit.colour("hollow", "rim"), op=SUB, soft=0.05)
    rig.group("pit", "plastic", rough=0.30, bump=0.03, freq=9)
    rig.ball("pit", at + vector((0, 0, -0.02)), (0.232, 0.238, 0.180), kit.colour("pit"))


@part("arms", "thin")
def thin_arms(kit: Kit) -> None:
    """Thin arms from the flanks, in white gloves. Poses are meant for a torso: hands are moved out to this wider body's flanks, the near ones most."""
    rig, b = kit.rig, kit.body
    rig.group("limb", "rubber")
    rig.group("hand", "rubber")
    limb, glove = kit.colour("limb"), kit.colour("hand")
    for side in SIDES:
        arm = posed(kit, side)
        shoulder = np.array([side * b.chest, b.chest_y + arm.shrug, 0.0])
        x, y, z = arm.wrist
        out = 0.70 + 0.5 * (x - 0.4)
        bend, wrist = elbow(shoulder, mirrored((out, y + 0.04, z + 0.06), side), UPPER, FORE, mirrored((arm.pole[0] + 0.8, *arm.pole[1:]), side))
        turn = frame(mirrored(arm.fingers, side), mirrored(arm.palm, side))
        upper, fore, palm = kit.arm_bones(side, shoulder, bend, wrist, turn)
        with rig.within(part=limb_part(side), bone=upper):
            rig.limb("limb", (0, -0.06, 0), (0, UPPER, 0), 0.052, 0.048, limb, soft=0.03)
        with rig.within(part=limb_part(side), bone=fore):
            rig.limb("limb", (0, 0, 0), (0, FORE - 0.035, 0), 0.048, 0.046, limb, soft=0.03)
            rig.ring("hand", (0, FORE - 0.01, 0), 0.050, 0.026, glove, turn=(90, 0, 0), soft=0.02)
        with rig.within(part=limb_part(side), bone=palm):
            hand(kit, "hand", side, arm.hand, 0.100, glove, 0.0, None)


@part("feet", "thin_shoe")
def thin_shoes(kit: Kit) -> None:
    """Thin legs in round shoes with white toecaps and soles."""
    rig, limb, shoe = kit.rig, kit.colour("limb"), kit.colour("shoe")
    rig.group("limb", "rubber")
    rig.group("shoe", "rubber")
    rig.group("sole", "rubber")
    for side in SIDES:
        rig.limb("limb", (side * 0.19, 0.50, 0), (side * 0.20, 0.14, 0), 0.058, 0.054, limb)
        rig.ball("shoe", (side * 0.215, 0.115, 0.055), (0.130, 0.105, 0.190), shoe, turn=(0, side * 14, 0), soft=0.04)
        rig.limb("shoe", (side * 0.20, 0.13, -0.02), (side * 0.20, 0.20, -0.02), 0.095, 0.082, shoe, soft=0.05)
        rig.ball("shoe", (side * 0.245, 0.095, 0.175), (0.100, 0.078, 0.085), "#fffaf2", turn=(0, side * 14, 0), soft=0.012, edge=0.1)
        rig.box("sole", (side * 0.220, 0.038, 0.060), (0.138, 0.034, 0.205), "#fffaf2", 0.034, turn=(0, side * 14, 0))


@part("hat", "sprout")
def sprout(kit: Kit) -> None:
    """A short stalk with one leaf that leans to the picture's right, and a small one opposite."""
    rig, h = kit.rig, kit.head
    rig.group("stalk", "horn")
    rig.group("leaf", "rubber", sss=0.8)
    foot = vector((0, h.h * 1.22, 0))
    tip = foot + vector((0.02, 0.18, 0))
    rig.limb("stalk", foot, tip, 0.036, 0.024, kit.colour("stalk", "#7a5230"), soft=0.02)
    leaf = kit.colour("leaf")
    rig.limb("leaf", tip, tip + vector((0.16, 0.11, 0.03)), 0.020, 0.095, leaf, flat=3.0, soft=0.05)
    rig.limb("leaf", tip + vector((0.16, 0.11, 0.03)), tip + vector((0.36, 0.15, 0.04)), 0.095, 0.008, leaf, flat=3.0, soft=0.05)
    rig.limb("leaf", tip, tip + vector((-0.11, 0.09, 0.02)), 0.014, 0.058, leaf, flat=3.0, soft=0.04)
    rig.limb("leaf", tip + vector((-0.11, 0.09, 0.02)), tip + vector((-0.21, 0.11, 0.02)), 0.058, 0.006, leaf, flat=3.0, soft=0.04)
    rig.limb("stalk", tip, tip + vector((0.25, 0.135, 0.065)), 0.010, 0.005, kit.colour("vein", "#9fd06a"))
