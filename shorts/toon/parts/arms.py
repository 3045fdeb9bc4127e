"""Arms: two bones reach for the pose's wrist; sleeves and hands follow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.geometry import along, elbow, frame, placed, unit
from shorts.toon.kit import mirrored
from shorts.toon.parts.hands import hand
from shorts.toon.parts.props import HELD
from shorts.toon.pose import arm_named
from shorts.toon.registry import part
from shorts.toon.shapes import CYL

if TYPE_CHECKING:
    from shorts.toon.kit import Kit
    from shorts.toon.pose import ArmPose

UPPER, FORE = 0.31, 0.29
"""Bone lengths, world units."""


def posed(kit: Kit, side: int) -> ArmPose:
    """The pose's arm; a hand that holds something rests higher and stays closed."""
    name = kit.pose.arm_l if side > 0 else kit.pose.arm_r
    holds = side < 0 and kit.prop in HELD
    if holds and name == "rest":
        name = str(kit.record.get("rest_r", "carry"))
    arm = arm_named(name)
    return replace(arm, hand="grip") if holds else arm


def limbs(kit: Kit, side: int) -> tuple[ArmPose, tuple[str, str, str], float]:
    """Hang one arm's bones; returns its pose, the bones' names and the forearm's length."""
    arm = posed(kit, side)
    b = kit.body
    shoulder = np.array([side * b.chest * 0.92, b.chest_y + 0.04 + arm.shrug, 0.0])
    x, y, z = arm.wrist
    if y > 0.95 and x > 0.5:
        x += b.reach
    bend, wrist = elbow(shoulder, mirrored((x, y, z), side), UPPER, FORE, mirrored(arm.pole, side))
    turn = frame(mirrored(arm.fingers, side), mirrored(arm.palm, side))
    return arm, kit.arm_bones(side, shoulder, bend, wrist, turn), float(np.linalg.norm(wrist - bend))


def limb_part(side: int) -> str:
    return "arm_l" if side > 0 else "arm_r"


@part("arms", "paw")
def paws(kit: Kit) -> None:
    """Furry arms with paws, in the record's sleeves: none, short or long."""
    rig, fur, main = kit.rig, kit.fur, kit.colour("main")
    glove, skin = kit.colour("glove", "main"), kit.colour("hand", "main")
    rig.group("hand", kit.skin)
    for side in (-1, 1):
        arm, (upper, fore, palm), reach = limbs(kit, side)
        with rig.within(part=limb_part(side), bone=upper):
            rig.limb("body", (0, 0, 0), (0, UPPER, 0), 0.105, 0.095, main, soft=0.08, fur=fur * 0.6, comb=(0, -0.3, 0))
        with rig.within(part=limb_part(side), bone=fore):
            rig.limb("body", (0, 0, 0), (0, reach, 0), 0.095, 0.082, glove, soft=0.05, fur=fur * 0.5, edge=0.4, comb=(0, -0.4, 0))
        with rig.within(part=limb_part(side), bone=palm):
            hand(kit, "hand", side, arm.hand, 0.108, skin, fur * 0.22, kit.record["colours"].get("pad"))
        sleeve(kit, side, upper, fore, reach)
        if side < 0 and "wristband" in kit.record["colours"]:
            rig.group("band", "knit")
            with rig.within(part=limb_part(side), bone=fore):
                rig.add("band", CYL, (0, reach - 0.055, 0), [0.108, 0.045, 0.03], kit.colour("wristband"))


def sleeve(kit: Kit, side: int, upper: str, fore: str, reach: float) -> None:
    """Cover the arm down to the elbow or the wrist, with a cuff."""
    kind = kit.choice("sleeve")
    if kind == "none":
        return
    rig, stuff = kit.rig, kit.choice("cloth", "cloth")
    group = rig.group("cloth", stuff)
    colour = kit.colour("sleeve", "outfit")
    cuff = kit.colour("cuff", "outfit2", "outfit")
    with rig.within(part=limb_part(side), bone=upper):
        rig.limb(group, (0, 0, 0), (0, UPPER, 0), 0.122, 0.114, colour, soft=0.09)
        if kind == "short":
            rig.ring(group, (0, UPPER * 0.94, 0), 0.108, 0.026, cuff, turn=(90, 0, 0), soft=0.015, edge=0.3)
    if kind != "long":
        return
    with rig.within(part=limb_part(side), bone=fore):
        rig.limb(group, (0, 0, 0), (0, reach - 0.05, 0), 0.114, 0.112, colour, soft=0.06)
        if kit.record.get("shirt_cuff"):
            rig.group("cuffs", "cloth")
            rig.ring("cuffs", (0, reach - 0.020, 0), 0.080, 0.032, kit.colour("shirt"), turn=(90, 0, 0))
        else:
            rig.ring(group, (0, reach - 0.045, 0), 0.088, 0.032, cuff, turn=(90, 0, 0), soft=0.015, edge=0.3)


@part("arms", "flipper")
def flippers(kit: Kit) -> None:
    """A bird's flat wings with three feather fingers, so that they can point."""
    rig, fur, main = kit.rig, kit.fur, kit.colour("main")
    for side in (-1, 1):
        arm, (upper, fore, palm), reach = limbs(kit, side)
        with rig.within(part=limb_part(side), bone=upper):
            rig.limb("body", (0, 0, 0), (0, UPPER, 0), 0.11, 0.115, main, soft=0.08, fur=fur * 0.6, comb=(0, -0.3, 0))
        with rig.within(part=limb_part(side), bone=fore):
            rig.limb("body", (0, 0, 0), (0, reach, 0), 0.115, 0.105, main, soft=0.06, fur=fur * 0.6, comb=(0, -0.4, 0))
        with rig.within(part=limb_part(side), bone=palm):
            _feathers(kit, side, arm.hand, main, fur * 0.5)


def _feathers(kit: Kit, side: int, shape: str, colour: str, fur: float) -> None:
    spread = {"open": 24.0, "point": 10.0, "think": 10.0}.get(shape, 9.0)
    lengths = {"point": (0.26, 0.10, 0.06), "think": (0.20, 0.12, 0.08), "thumb": (0.22, 0.08, 0.06)}.get(shape, (0.17, 0.20, 0.16))
    kit.rig.ball("body", (0, 0.05, 0), (0.105, 0.11, 0.07), colour, soft=0.06, fur=fur, comb=(0, -0.4, 0))
    for j, length in zip((1, 0, -1), lengths, strict=True):
        angle = np.radians(84.0 if shape == "thumb" and j == 1 else spread)
        turn = along((-side * j * np.sin(angle), np.cos(angle * j), 0))
        tip = placed((0, 0, 0), turn) @ np.array([0, length, 0, 1])
        base = np.array([-side * j * 0.045, 0.06, 0])
        kit.rig.limb("body", base, base + tip[:3], 0.062, 0.040, colour, flat=1.3, turn=frame(unit(tip[:3]), (0, 0, 1)), soft=0.03, fur=fur, comb=(0, -0.4, 0))
