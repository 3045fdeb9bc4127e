"""Hats, and what sits on the face: glasses and visor."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from shorts.toon import shapes as s
from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.kit import Kit

SIDES = (-1, 1)


@part("hat", "chef")
def chef(kit: Kit) -> None:
    """A tall pleated toque with a puffed crown."""
    rig, h = kit.rig, kit.head
    white = kit.colour("hat", "#fbf8f2")
    g = rig.group("hat", "cloth", bump=0.06, sheen=0.5, freq=40)
    base = h.h - 0.10
    rig.add(g, s.FRUST, (0, base + 0.13, -0.03), [0.455, 0.47, 0.19, 0.03, 1], white, turn=(-4, 0, 0), soft=0.02)
    for i in range(22):
        a = i / 22 * 2 * math.pi
        x, z = math.cos(a), math.sin(a)
        rig.limb(g, (x * 0.455, base + 0.14, -0.03 + z * 0.455), (x * 0.465, base + 0.32, -0.04 + z * 0.465), 0.012, 0.030, white, soft=0.045)
    for i in range(9):
        a = (i + 0.5) / 9 * 2 * math.pi
        pos = (math.cos(a) * 0.36, base + 0.46 + 0.025 * math.sin(3 * a), -0.05 + math.sin(a) * 0.35)
        rig.ball(g, pos, (0.24, 0.21, 0.24), white, soft=0.05)
    rig.ball(g, (0, base + 0.55, -0.05), (0.40, 0.22, 0.38), white, soft=0.08)
    rig.ring("hat", (0, base - 0.025, -0.02), 0.440, 0.045, white, turn=(88, 0, 0), soft=0.012)


@part("hat", "beret")
def beret(kit: Kit) -> None:
    """A soft felt beret, worn to one side."""
    rig, h = kit.rig, kit.head
    colour = kit.colour("hat")
    g = rig.group("hat", "knit", bump=0.25, freq=110)
    turn = (-8, 0, 13)
    rig.ball(g, (-0.13, h.h + 0.02, 0.0), (0.50, 0.15, 0.46), colour, turn=turn, soft=0.05)
    rig.ball(g, (-0.22, h.h + 0.03, 0.02), (0.40, 0.14, 0.38), colour, turn=turn, soft=0.10)
    rig.ring(g, (-0.09, h.h - 0.075, 0.0), 0.345, 0.042, colour, turn=(82, 0, 13), soft=0.03)
    rig.limb(g, (-0.16, h.h + 0.13, 0), (-0.19, h.h + 0.22, 0), 0.026, 0.020, colour, soft=0.03)


@part("hat", "sweatband")
def sweatband(kit: Kit) -> None:
    """A towelling band round the forehead."""
    h, rig = kit.head, kit.rig
    one = kit.colour("hat")
    rig.group("hat", "knit", bump=0.35, freq=90)
    rig.ball("hat", (0, 0.04, 0), (h.w + 0.028, h.h + 0.028, h.d + 0.028), one, soft=0.02)
    rig.box("hat", (0, 0.405, 0), (2, 0.060, 2), one, 0.0, turn=(-13, 0, 0), op=s.CUT, soft=0.03)
    rig.paint("hat", (0, 0.405, 0), (2, 0.016, 2, 0), kit.colour("hat2", "hat"), soft=0.005, shape=s.BOX, turn=(-13, 0, 0))


@part("glasses", "round")
def round_glasses(kit: Kit) -> None:
    """Thin metal rims with a bridge and temples."""
    rig, e, h = kit.rig, kit.eyes, kit.head
    gold = kit.colour("glasses")
    g = rig.group("glasses", "metal", rough=0.22)
    radius, y = max(e.rx, e.ry) + 0.014, e.y + 0.004
    for side in SIDES:
        x = side * (e.x + 0.006)
        z = rig.depth("head", x, e.y) + 0.105
        rig.ring(g, (x, y, z), radius, 0.0125, gold, turn=(0, side * 8, 0))
        hinge = (x + side * (radius - 0.004), y + 0.05, z - 0.035)
        rig.limb(g, hinge, (side * (h.w - 0.03), y + 0.07, 0.12), 0.0120, 0.0120, gold)
    z = rig.depth("head", 0, y) + 0.085
    rig.ring(g, (0, y - 0.005, z), e.x - radius + 0.026, 0.0120, gold, opening=1.2)


@part("glasses", "visor")
def visor(kit: Kit) -> None:
    """A wrap-round AR visor pushed up on the forehead: glossy glass in a white frame with a line of light."""
    rig, h = kit.rig, kit.head
    tilt = (-17, 0, 0)
    y = 0.395
    for name, stuff, out, half, colour in (
        ("visorband", "rubber", 0.030, 0.040, kit.colour("visor_band", "#22303c")),
        ("visorframe", "plastic", 0.055, 0.098, kit.colour("visor_frame", "#f2f5f7")),
        ("visorglass", "glass", 0.070, 0.074, kit.colour("visor", "#0d4f66")),
    ):
        rig.group(name, stuff)
        rig.ball(name, (0, 0.04, 0), (h.w + out, h.h + out, h.d + out), colour, soft=0.02)
        rig.box(name, (0, y, 0), (2, half, 2), colour, 0.0, turn=tilt, op=s.CUT, soft=0.03)
        if name != "visorband":
            wide = 0.50 if name == "visorframe" else 0.46
            rig.box(name, (0, y, 1.0), (wide, 1, 1.05), colour, 0.0, op=s.CUT, soft=0.06)
    rig.group("visorlight", "glow", emit=1.5)
    rig.ball("visorlight", (0, 0.04, 0), (h.w + 0.073, h.h + 0.073, h.d + 0.073), kit.colour("glow"), soft=0.01)
    rig.box("visorlight", (0, y - 0.035, 0), (2, 0.009, 2), kit.colour("glow"), 0.0, turn=tilt, op=s.CUT, soft=0.004)
    rig.box("visorlight", (0, y, 1.0), (0.33, 1, 1.0), kit.colour("glow"), 0.0, op=s.CUT, soft=0.01)
