"""What people have and animals have not: a smooth face, a button nose, round ears, hands with four fingers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from shorts.toon.parts.arms import UPPER, limb_part, limbs, sleeve
from shorts.toon.parts.hands import GRIPS, THUMB_UP, finger
from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.kit import Kit

SIDES = (-1, 1)


@part("skull", "human")
def human_skull(kit: Kit) -> None:
    """A round cranium that narrows to soft cheeks and a small chin."""
    rig, h, main = kit.rig, kit.head, kit.colour("main")
    rig.ball("head", (0, 0.05, 0), (h.w, h.h, h.d), main, soft=0.1)
    for side in SIDES:
        radii = (h.cheek, h.cheek * 0.86, h.cheek)
        rig.ball("head", (side * h.cheek_x, h.cheek_y, h.d - h.cheek - 0.04), radii, main, soft=0.22)
    rig.ball("head", (0, -0.34, 0.16), (h.jaw * 1.15, h.jaw * 0.80, h.jaw * 1.25), main, soft=0.22)


@part("nose", "button")
def button_nose(kit: Kit) -> None:
    """A small rosy ball that melts into the face."""
    rig, m = kit.rig, kit.muzzle
    y = m.y + 0.10
    z = rig.depth("head", 0, y)
    r = m.nose_w
    rig.ball("head", (0, y, z + r * 0.10), (r, r * 0.82, r * 0.9), kit.colour("nose", "main"), soft=0.045, edge=0.9)


@part("ears", "human")
def human_ears(kit: Kit) -> None:
    """Round ears at the height of the nose, hollow in front."""
    rig, h, main = kit.rig, kit.head, kit.colour("main")
    for side in SIDES:
        pos = (side * (h.w + 0.005), -0.07, 0.03)
        rig.ball("head", pos, (0.075, 0.120, 0.085), main, turn=(0, side * 25, -side * 10), soft=0.04)
        hollow = (pos[0] + side * 0.035, pos[1], pos[2] + 0.070)
        rig.ball("head", hollow, (0.030, 0.066, 0.045), kit.colour("ear_in", "main"), turn=(0, side * 25, -side * 10), op=1, soft=0.03)


@part("arms", "human")
def human_arms(kit: Kit) -> None:
    """Slim bare arms in the record's sleeves."""
    rig, main = kit.rig, kit.colour("main")
    rig.group("hand", kit.skin)
    for side in SIDES:
        arm, (upper, fore, palm), reach = limbs(kit, side)
        with rig.within(part=limb_part(side), bone=upper):
            rig.limb("hand", (0, 0, 0), (0, UPPER, 0), 0.080, 0.070, main, soft=0.04)
        with rig.within(part=limb_part(side), bone=fore):
            rig.limb("hand", (0, 0, 0), (0, reach, 0), 0.070, 0.058, main, soft=0.04)
        with rig.within(part=limb_part(side), bone=palm):
            human_hand(kit, side, arm.hand, 0.084, main)
        sleeve(kit, side, upper, fore, reach)


def human_hand(kit: Kit, side: int, shape: str, size: float, colour: str) -> None:
    """A palm, four slender fingers and a thumb; `size` is the palm's radius."""
    grip, t = GRIPS[shape], -side
    kit.rig.ball("hand", (0, size * 0.85, 0), (size * 0.98, size * 1.10, size * 0.62), colour, soft=0.04)
    one, two, three = grip.curls
    for j, curl, length in ((1.5, one, 0.98), (0.5, two, 1.08), (-0.5, (two + three) / 2, 1.02), (-1.5, three, 0.84)):
        base = (t * j * size * 0.47, size * (1.62 - 0.09 * j * j), 0.0)
        long = size * grip.length * length * 1.12 * (1.22 if shape in ("point", "think") and j > 1 else 1.0)
        finger(kit, "hand", base, t * j * grip.splay * 0.62, curl, long, size * 0.285, colour, 0.0)
    swing = math.copysign(grip.thumb, t)
    finger(kit, "hand", (t * size * 0.70, size * 0.66, size * 0.14), swing, grip.thumb_curl, size * (THUMB_UP if shape == "thumb" else 1.0), size * 0.31, colour, 0.0)


@part("marks", "plaster")
def plaster(kit: Kit) -> None:
    """A sticking plaster on the cheek at the picture's right."""
    rig = kit.rig
    x, y = 0.335, -0.27
    z = rig.depth("head", x, y)
    rig.group("plaster", "cloth", bump=0.05)
    rig.ball("plaster", (x, y, z - 0.09), (0.150, 0.090, 0.115), kit.colour("plaster", "#f3d9b0"), soft=0.01, turn=(0, 26, -24))
    rig.box("plaster", (x, y, z), (0.105, 0.040, 0.3), kit.colour("plaster", "#f3d9b0"), 0.038, op=3, soft=0.012, turn=(0, 26, -24))
    rig.paint("plaster", (x, y, z), (0.034, 0.3, 0.3, 0), kit.colour("plaster2", "#e3b98a"), soft=0.004, shape=2, turn=(0, 26, -24))


@part("marks", "freckles")
def freckles(kit: Kit) -> None:
    """Three freckles on each cheek."""
    for side in SIDES:
        for x, y in ((0.27, -0.20), (0.33, -0.235), (0.38, -0.185)):
            pos = kit.on_face(side * x, y)
            kit.rig.paint("head", pos, (0.014, 0.013, 0.05), kit.colour("freckle", "#c98058"), soft=0.008, weight=0.8)
