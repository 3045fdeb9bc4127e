"""The robot: a white shell, a screen that shows the face, tube arms, and a heart that glows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.toon import shapes as s
from shorts.toon.parts.arms import UPPER, limb_part, limbs
from shorts.toon.parts.hands import hand
from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.kit import Kit

SIDES = (-1, 1)
TUBE = "#9aa4b2"


@part("skull", "screen")
def screen_head(kit: Kit) -> None:
    """A rounded box with a dark glass front, ear discs and an antenna."""
    rig, h = kit.rig, kit.head
    shell, accent = kit.colour("main"), kit.colour("accent")
    rig.group("screen", "glass", rough=0.12)
    rig.group("trim", "plastic")
    rig.group("ant", "metal")
    rig.group("bulb", "glow", emit=1.2)
    rig.box("head", (0, 0, 0), (h.w, h.h, h.d), shell, 0.26)
    rig.box("screen", (0, -0.01, h.d - 0.09), (h.w - 0.11, h.h - 0.11, 0.125), "#101a38", 0.125)
    for side in SIDES:
        rig.add("trim", s.CYL, (side * (h.w + 0.02), 0, 0), [0.17, 0.075, 0.04], accent, turn=(0, 0, 90))
        rig.add("trim", s.CYL, (side * (h.w + 0.09), 0, 0), [0.10, 0.05, 0.03], shell, turn=(0, 0, 90))
    rig.limb("ant", (0, h.h - 0.03, 0), (0, h.h + 0.18, 0), 0.028, 0.020, "#b8c2cc")
    rig.ball("bulb", (0, h.h + 0.23, 0), (0.075, 0.075, 0.075), kit.colour("glow"))
    with rig.within(part="body", bone="chest"):
        rig.group("neck", "metal")
        rig.limb("neck", (0, 1.0, 0), (0, 1.12, 0), 0.11, 0.11, "#8d97a5")


@part("eyes", "screen")
def screen_eyes(kit: Kit) -> None:
    """Tall glowing ovals: arcs when glad or shut, bars slanted by the brow."""
    rig, pose, face = kit.rig, kit.pose, kit.pose.look
    shown = pose.eyes or pose.expression
    z, glow = kit.head.d + 0.030, kit.colour("glow")
    gx, gy = pose.gaze
    rig.group("pixels", "glow", emit=1.35)
    rig.group("spark", "plastic", emit=1.0)
    rig.group("cheeks", "glow", emit=0.55)
    for side in SIDES:
        x, y = side * 0.245 + gx * 0.05, 0.055 + gy * 0.04
        shut = pose.lid_angles(side)[0] > -15
        if shut or shown == "happy":
            up = 0.07 if not shut or face.wink else -0.01
            rig.ring("pixels", (x, y - up, z), 0.105, 0.026, glow, opening=1.15 if up > 0 else 0.9, turn=(0, 0, 0 if up > 0 else 180))
        else:
            high = 0.145 * {"surprised": 1.18, "serious": 0.80, "sad": 0.85}.get(shown, 1.0) * (1 - 0.8 * pose.lids)
            rig.ball("pixels", (x, y, z), (0.102, high, 0.020), glow)
            rig.ball("spark", (x - 0.032, y + high * 0.42, z + 0.014), (0.033, high * 0.28, 0.012), "#ffffff")
            if abs(face.tilt) > 8:
                a = (x - side * 0.12, y + 0.185 + side * 0.0 + face.tilt * 0.003, z)
                rig.limb("pixels", a, (x + side * 0.12, y + 0.185 - face.tilt * 0.004, z), 0.017, 0.017, glow)
        rig.ball("cheeks", (side * 0.41, -0.135, z - 0.008), (0.070, 0.042, 0.015), "#ff7d9c")


@part("mouth", "screen")
def screen_mouth(kit: Kit) -> None:
    """The same visemes as everybody's, drawn in light."""
    rig, mouth = kit.rig, kit.pose.lips
    z, glow, k = kit.head.d + 0.030, kit.colour("glow"), 0.78
    rig.group("pixels", "glow", emit=1.35)
    if not mouth.open:
        if mouth.lift > 0.03:
            rig.ring("pixels", (0, -0.145 + mouth.lift, z), mouth.width * 0.72, 0.020, glow, opening=0.95, turn=(0, 0, 180))
        elif mouth.lift < -0.02:
            rig.ring("pixels", (0, -0.30, z), mouth.width * 0.85, 0.020, glow, opening=0.85)
        else:
            rig.limb("pixels", (-mouth.width * 0.62, -0.20, z), (mouth.width * 0.62, -0.20, z), 0.019, 0.019, glow)
    elif mouth.round:
        rig.add("pixels", s.OVAL, (0, -0.20, z), [mouth.width * k, (mouth.upper + mouth.lower) / 2 * k, 0.008, 0.012], glow)
    else:
        rig.add("pixels", s.MOUTH, (0, -0.185, z), [mouth.width * k, mouth.upper * k, mouth.lower * k, 0.008, 0.012, mouth.lift * k], glow)


@part("arms", "tube")
def tubes(kit: Kit) -> None:
    """Metal tubes with coloured joints and a white forearm shell."""
    rig, shell, accent = kit.rig, kit.colour("main"), kit.colour("accent")
    rig.group("arm", "metal")
    rig.group("joint", "plastic")
    rig.group("hand", "rubber")
    for side in SIDES:
        arm, (upper, fore, palm), reach = limbs(kit, side)
        with rig.within(part=limb_part(side), bone=upper):
            rig.ball("joint", (0, 0, 0), (0.115, 0.115, 0.115), accent)
            rig.limb("arm", (0, 0, 0), (0, UPPER, 0), 0.060, 0.060, TUBE)
            rig.ball("joint", (0, UPPER, 0), (0.085, 0.085, 0.085), accent)
        with rig.within(part=limb_part(side), bone=fore):
            rig.limb("arm", (0, 0, 0), (0, reach, 0), 0.060, 0.060, TUBE)
            rig.limb("joint", (0, 0.10, 0), (0, reach - 0.03, 0), 0.085, 0.105, shell)
        with rig.within(part=limb_part(side), bone=palm):
            hand(kit, "hand", side, arm.hand, 0.105, kit.colour("hand"), 0.0, None)


@part("feet", "boot")
def boots(kit: Kit) -> None:
    """Short tube legs in half-round boots with a coloured sole."""
    rig, shell = kit.rig, kit.colour("main")
    rig.group("leg", "metal")
    rig.group("boot", "plastic")
    for side in SIDES:
        rig.limb("leg", (side * 0.17, 0.45, 0), (side * 0.18, 0.12, 0), 0.080, 0.080, TUBE)
        rig.ball("boot", (side * 0.19, 0.085, 0.05), (0.175, 0.155, 0.225), shell)
        rig.box("boot", (side * 0.19, -0.085, 0.05), (0.3, 0.10, 0.4), shell, 0.0, op=s.SUB, soft=0.02)
        rig.paint("boot", (side * 0.19, 0.0, 0.05), (0.4, 0.052, 0.4, 0), kit.colour("accent"), soft=0.004, shape=s.BOX)


@part("badge", "heart")
def heart(kit: Kit) -> None:
    """A dark glass on the chest with a glowing heart, and a coloured belt."""
    rig, b = kit.rig, kit.body
    rig.group("chest", "glass", rough=0.15)
    rig.group("heart", "glow", emit=1.3)
    rig.group("belt", "plastic")
    z = rig.depth("body", 0, 0.70)
    rig.box("chest", (0, 0.70, z - 0.045), (0.185, 0.135, 0.07), "#101a38", 0.05, turn=(-11, 0, 0))
    for side in SIDES:
        rig.limb("heart", (0, 0.640, z + 0.037), (side * 0.047, 0.722, z + 0.020), 0.012, 0.044, kit.colour("heart", "glow"), flat=2.2, soft=0.02)
    rig.ring("belt", (0, b.hip_y, 0), b.hip - 0.012, 0.034, kit.colour("accent"), turn=(90, 0, 0))
