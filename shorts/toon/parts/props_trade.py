"""More things for the hand at -x: bread, cup, gamepad, spoon, watering can, chalk, flask, screwdriver."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from shorts.toon import shapes as s
from shorts.toon.geometry import vector
from shorts.toon.parts.props import held, in_hand

if TYPE_CHECKING:
    from shorts.toon.kit import Kit


@held("baguette")
def baguette(kit: Kit) -> None:
    """Crusty and golden, with five scores that show the crumb, in a paper sleeve."""
    rig = kit.rig
    with rig.within(part="arm_r", bone=in_hand(kit, (-0.03, 0.10, 0.08), (-10, 0, 17))):
        rig.group("crust", "horn", rough=0.55, bump=0.10, freq=40)
        rig.limb("crust", (0, -0.16, 0), (0, 0.46, 0), 0.088, 0.088, kit.colour("crust", "#c07a35"), soft=0.02)
        for j in range(5):
            y = 0.02 + j * 0.095
            rig.ball("crust", (0.0, y + 0.02, 0.092), (0.082, 0.026, 0.030), kit.colour("crumb", "#f2d49a"), turn=(0, 0, 28), soft=0.03, edge=0.5)
        rig.group("paper", "paper")
        rig.add("paper", s.FRUST, (0, -0.115, 0), [0.094, 0.108, 0.125, 0.01, 1], "#f6ead2")
        rig.paint("paper", (0, -0.04, 0), (0.3, 0.016, 0.3, 0), kit.colour("outfit"), soft=0.003, shape=s.BOX)


@held("cup")
def cup(kit: Kit) -> None:
    """A big white cup of latte with a heart in the foam."""
    rig = kit.rig
    with rig.within(part="arm_r", bone=in_hand(kit, (-0.015, 0.090, 0.125), (22, -12, 0))):
        rig.group("cup", "plastic")
        rig.group("coffee", "rubber")
        white = kit.colour("cup", "#fbf7f0")
        rig.add("cup", s.FRUST, (0, 0, 0), [0.085, 0.140, 0.110, 0.030, 1], white)
        rig.add("cup", s.FRUST, (0, 0.045, 0), [0.085, 0.122, 0.110, 0.02, 1], white, op=s.SUB, soft=0.012)
        rig.ring("cup", (-0.140, 0.0, 0), 0.060, 0.020, white, flat=0.9)
        rig.paint("cup", (0, -0.03, 0), (0.3, 0.020, 0.3, 0), kit.colour("outfit"), soft=0.003, shape=s.BOX)
        rig.add("coffee", s.CYL, (0, 0.070, 0), [0.120, 0.012, 0.008], "#a9713f")
        for side in (-1, 1):
            rig.paint("coffee", (side * 0.024, 0.08, -0.014), (0.036, 0.05, 0.036), "#fff4e0", soft=0.006)
        rig.paint("coffee", (0, 0.08, 0.022), (0.030, 0.05, 0.044), "#fff4e0", soft=0.006)


@held("gamepad")
def gamepad(kit: Kit) -> None:
    """A gamepad with two horns, a cross, four buttons and two sticks."""
    rig, glow = kit.rig, kit.colour("glow")
    with rig.within(part="arm_r", bone=in_hand(kit, (0.005, 0.150, 0.085), (-26, 14, 10))):
        rig.group("pad", "plastic", rough=0.35)
        rig.group("keys", "glow", emit=1.0)
        rig.group("sticks", "rubber")
        shell = kit.colour("pad_shell", "#f2f4f8")
        rig.box("pad", (0, 0.01, 0), (0.165, 0.078, 0.040), shell, 0.040, soft=0.04)
        for side in (-1, 1):
            rig.limb("pad", (side * 0.120, 0.0, 0), (side * 0.165, -0.125, 0.010), 0.070, 0.045, shell, flat=1.2, soft=0.04)
            rig.add("sticks", s.CYL, (side * 0.058, -0.030, 0.045), [0.030, 0.018, 0.010], "#2a2e3d", turn=(90, 0, 0))
        for half in ((0.034, 0.011, 0.012), (0.011, 0.034, 0.012)):
            rig.box("sticks", (-0.112, 0.026, 0.040), half, "#2a2e3d", 0.006)
        for dx, dy, colour in ((0.026, 0, "#ff5d7a"), (-0.026, 0, "#5aa2ff"), (0, 0.026, "#ffd34d"), (0, -0.026, glow)):
            rig.ball("keys", (0.112 + dx, 0.026 + dy, 0.042), (0.0125, 0.0125, 0.010), colour)
        rig.box("keys", (0, 0.045, 0.040), (0.030, 0.006, 0.004), glow, 0.003)


@held("spoon")
def spoon(kit: Kit) -> None:
    """A wooden spoon nearly as tall as its owner."""
    rig, wood = kit.rig, kit.colour("wood", "#c98a4b")
    with rig.within(part="arm_r", bone=in_hand(kit, (-0.02, 0.075, 0.08), (-6, 0, 40))):
        rig.group("wood", "horn", rough=0.55, bump=0.05, freq=30)
        rig.limb("wood", (0, -0.30, 0), (0, 0.34, 0), 0.026, 0.032, wood)
        rig.ball("wood", (0, 0.46, 0), (0.125, 0.165, 0.060), wood, soft=0.06)
        rig.ball("wood", (0, 0.47, 0.075), (0.095, 0.128, 0.062), kit.colour("wood2", "#b07338"), op=s.SUB, soft=0.02)


@held("watering_can")
def watering_can(kit: Kit) -> None:
    """A tin can with a long spout, a rose and a hoop to carry it by."""
    rig, tin = kit.rig, kit.colour("tin", "#8fc7d9")
    with rig.within(part="arm_r", bone=in_hand(kit, (-0.06, -0.02, 0.06), (0, 0, 0))):
        rig.group("tin", "metal", rough=0.34)
        rig.add("tin", s.FRUST, (0, -0.09, 0), [0.145, 0.125, 0.125, 0.025, 1], tin)
        rig.ring("tin", (0, 0.035, 0), 0.125, 0.013, tin, turn=(90, 0, 0))
        rig.ring("tin", (0, -0.205, 0), 0.140, 0.013, tin, turn=(90, 0, 0))
        rig.limb("tin", (-0.11, -0.13, 0), (-0.30, 0.06, 0), 0.040, 0.024, tin)
        rig.limb("tin", (-0.29, 0.05, 0), (-0.335, 0.095, 0), 0.026, 0.058, tin)
        rig.ring("tin", (0.02, 0.03, 0), 0.125, 0.016, tin, opening=1.5)


@held("chalk")
def chalk(kit: Kit) -> None:
    """A short stick of white chalk in a holder."""
    rig = kit.rig
    with rig.within(part="arm_r", bone=in_hand(kit, (0.0, 0.105, 0.095), (-20, 0, 28))):
        rig.group("chalk", "paper")
        rig.limb("chalk", (0, -0.05, 0), (0, 0.12, 0), 0.026, 0.023, kit.colour("chalk", "#fffdf8"))
        rig.paint("chalk", (0, -0.03, 0), (0.1, 0.055, 0.1, 0), kit.colour("chalk2", "#e9b84a"), soft=0.004, shape=s.BOX)


@held("flask")
def flask(kit: Kit) -> None:
    """A conical flask of violet liquid with bubbles."""
    rig, juice = kit.rig, kit.colour("juice", "#8d6be0")
    with rig.within(part="arm_r", bone=in_hand(kit, (-0.02, 0.115, 0.095), (4, 0, 5))):
        rig.group("flask", "glass", sss=0.8)
        rig.group("juice", "glow", emit=0.35)
        rig.limb("flask", (0, 0.075, 0), (0, 0.215, 0), 0.036, 0.036, "#dcebf5", soft=0.02)
        rig.ring("flask", (0, 0.235, 0), 0.038, 0.013, "#f2f8fc", turn=(90, 0, 0))
        rig.add("juice", s.FRUST, (0, -0.02, 0), [0.130, 0.060, 0.095, 0.030, 1], juice)
        for x, y, r in ((0.03, 0.01, 0.020), (-0.035, -0.04, 0.024), (0.045, -0.07, 0.015)):
            rig.paint("juice", (x, y, 0.10), (r, r, 0.10), "#d9c8ff", soft=0.008)


@held("screwdriver")
def screwdriver(kit: Kit) -> None:
    """A screwdriver with a fat two-coloured handle, blade up."""
    rig = kit.rig
    with rig.within(part="arm_r", bone=in_hand(kit, (0.0, 0.085, 0.080), (-8, 0, 14))):
        rig.group("driver", "plastic")
        rig.group("blade", "metal")
        rig.limb("driver", (0, -0.10, 0), (0, 0.075, 0), 0.044, 0.036, kit.colour("tool", "#e5484d"), soft=0.01)
        rig.paint("driver", (0, -0.11, 0), (0.1, 0.045, 0.1, 0), "#2a2e3d", soft=0.004, shape=s.BOX)
        for j in range(6):
            a = j / 6 * 2 * math.pi
            foot = vector((math.cos(a) * 0.046, -0.04, math.sin(a) * 0.046))
            rig.limb("driver", foot, foot + vector((0, 0.08, 0)), 0.010, 0.008, "#2a2e3d", op=s.SUB, soft=0.008)
        rig.limb("blade", (0, 0.075, 0), (0, 0.270, 0), 0.017, 0.015, "#cfd6de")
        rig.box("blade", (0, 0.285, 0), (0.021, 0.026, 0.006), "#cfd6de", 0.004, soft=0.01)
