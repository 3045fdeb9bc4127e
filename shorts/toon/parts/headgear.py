"""More for the head: baker's cap, headset, bucket hat, straw hat; big and half-moon glasses."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from shorts.toon import shapes as s
from shorts.toon.geometry import rot, vector
from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.kit import Kit

SIDES = (-1, 1)


@part("hat", "baker")
def baker(kit: Kit) -> None:
    """A low, soft, puffed cap on a striped band, worn a little to one side."""
    rig, h = kit.rig, kit.head
    one, two = kit.colour("hat"), kit.colour("hat2", "hat")
    rig.group("hat", "cloth", bump=0.08, freq=45)
    base = vector((0.02, h.h - 0.06, -0.02))
    turn = (-7, 0, -7)
    rig.add("hat", s.FRUST, base + vector((0, 0.05, 0)), [0.410, 0.400, 0.085, 0.03, 1], two, turn=turn, soft=0.02)
    for j in range(11):
        a = j / 11 * 2 * math.pi
        rig.ball("hat", base + vector((math.cos(a) * 0.31 + 0.015, 0.205 + 0.02 * math.sin(2 * a), math.sin(a) * 0.29)), (0.165, 0.125, 0.165), one, soft=0.05, edge=0.2)
    rig.ball("hat", base + vector((0.02, 0.235, 0)), (0.35, 0.145, 0.33), one, soft=0.07, edge=0.2)


@part("hat", "headset")
def headset(kit: Kit) -> None:
    """A gamer's headset: padded band, big ear cups with rings of light, a boom microphone at the picture's left."""
    rig, h, glow = kit.rig, kit.head, kit.colour("glow")
    rig.group("shell", "plastic", rough=0.3)
    rig.group("pad", "rubber")
    rig.group("neon", "glow", emit=1.4)
    dark = kit.colour("shell", "#23263a")
    rise = (h.h + h.w) / 2 + 0.085
    for name, out, tube, colour in (("shell", 0.0, 0.052, dark), ("pad", -0.040, 0.050, "#3a3e55")):
        rig.ring(name, (0, 0.02, -0.04), rise + out, tube, colour, opening=1.40 if name == "shell" else 0.75, flat=0.62)
    for side in SIDES:
        x, turn = side * (h.w + 0.045), (0, 0, 90)
        rig.add("pad", s.CYL, (x - side * 0.02, -0.02, -0.01), [0.215, 0.075, 0.06], "#3a3e55", turn=turn)
        rig.add("shell", s.CYL, (x + side * 0.070, -0.02, -0.01), [0.190, 0.062, 0.05], dark, turn=turn, soft=0.02)
        rig.ring("neon", (x + side * 0.105, -0.02, -0.01), 0.168, 0.020, glow, turn=(0, 90, 0))
        rig.limb("shell", (x + side * 0.04, 0.14, -0.03), (side * (rise - 0.13), 0.36, -0.04), 0.055, 0.050, dark, soft=0.03)
    a, b, c = (-(h.w + 0.13), -0.10, 0.06), (-(h.w + 0.03), -0.33, 0.36), (-0.36, -0.40, h.d + 0.10)
    rig.limb("shell", a, b, 0.021, 0.018, dark, soft=0.01)
    rig.limb("shell", b, c, 0.018, 0.018, dark, soft=0.01)
    rig.limb("pad", (-0.385, -0.397, h.d + 0.085), (-0.325, -0.402, h.d + 0.118), 0.042, 0.042, "#14161f")
    rig.ring("neon", (-0.405, -0.394, h.d + 0.075), 0.030, 0.010, kit.colour("glow2", "glow"), turn=(0, 62, 0))


@part("hat", "bucket")
def bucket(kit: Kit) -> None:
    """A cotton bucket hat with a sloping stitched brim and a band."""
    rig, h = kit.rig, kit.head
    one = kit.colour("hat")
    rig.group("hat", "denim", bump=0.12, freq=120)
    turn, base = (-9, 0, 0), h.h - 0.14
    rig.add("hat", s.FRUST, (0, base + 0.17, -0.06), [0.520, 0.455, 0.150, 0.05, 1], one, turn=turn, soft=0.03)
    rig.add("hat", s.FRUST, (0, base - 0.025, -0.04), [0.665, 0.525, 0.100, 0.020, 1], one, turn=turn, soft=0.05)
    rig.add("hat", s.FRUST, (0, base - 0.070, -0.035), [0.660, 0.500, 0.100, 0.010, 1], one, turn=turn, op=s.SUB, soft=0.02)
    for y in (-0.090, -0.055, -0.020):
        rig.paint("hat", (0, base + y, -0.04), (2, 0.0035, 2, 0), kit.colour("hat3", "#a8854f"), soft=0.003, shape=s.BOX, turn=turn)
    rig.paint("hat", (0, base + 0.075, -0.04), (2, 0.032, 2, 0), kit.colour("hat2", "hat"), soft=0.004, shape=s.BOX, turn=turn)


@part("hat", "straw")
def straw(kit: Kit) -> None:
    """A wide woven straw hat with a ribbon and a flower."""
    rig, h = kit.rig, kit.head
    one = kit.colour("hat")
    rig.group("hat", "knit", bump=0.30, freq=55)
    turn, base = (-12, 0, -4), h.h - 0.07
    rig.add("hat", s.FRUST, (0, base + 0.16, -0.05), [0.400, 0.320, 0.135, 0.09, 1], one, turn=turn, soft=0.05)
    rig.add("hat", s.FRUST, (0, base + 0.005, -0.04), [0.760, 0.500, 0.042, 0.020, 1], one, turn=turn, soft=0.06)
    lying = rot(*turn) @ rot(90, 0, 0)
    for j in range(5):
        rig.ring("hat", (0, base + 0.02 - j * 0.012, -0.035 - 0.004 * j), 0.47 + j * 0.066, 0.012, kit.colour("hat3", "#d3a650"), turn=lying, soft=0.016, edge=0.6)
    rig.group("ribbon", "silk")
    rig.add("ribbon", s.FRUST, (0, base + 0.165, -0.050), [0.388, 0.362, 0.050, 0.012, 1], kit.colour("ribbon"), turn=turn)
    rig.group("flower", "rubber")
    at = vector((-0.20, base + 0.185, 0.290))
    for j in range(5):
        a = j / 5 * 2 * math.pi + 0.3
        rig.ball("flower", at + vector((math.cos(a) * 0.052, math.sin(a) * 0.052, 0)), (0.042, 0.042, 0.024), "#fff7f2", soft=0.01)
    rig.ball("flower", at + vector((0, 0, 0.02)), (0.032, 0.032, 0.024), "#f5b82e", edge=0.1)


@part("glasses", "big_round")
def big_round(kit: Kit) -> None:
    """Big round glasses in a thick coloured frame."""
    rig, e, h = kit.rig, kit.eyes, kit.head
    colour = kit.colour("glasses")
    rig.group("glasses", "plastic", rough=0.25)
    radius, y = max(e.rx, e.ry) + 0.014, e.y - 0.006
    for side in SIDES:
        x = side * (e.x + 0.010)
        z = rig.depth("head", x, e.y) + 0.100
        rig.ring("glasses", (x, y, z), radius, 0.0195, colour, turn=(0, side * 9, 0))
        hinge = (x + side * (radius - 0.004), y + 0.05, z - 0.040)
        rig.limb("glasses", hinge, (side * (h.w + 0.025), y + 0.06, 0.02), 0.018, 0.016, colour)
    z = rig.depth("head", 0, y) + 0.080
    rig.ring("glasses", (0, y + 0.035, z), max(e.x - radius + 0.024, 0.03), 0.017, colour, opening=1.2)


@part("glasses", "half_moon")
def half_moon(kit: Kit) -> None:
    """Half-moon reading glasses, worn low on the muzzle."""
    rig, e, h = kit.rig, kit.eyes, kit.head
    colour = kit.colour("glasses")
    rig.group("glasses", "metal", rough=0.22)
    y, radius = e.y - e.ry * 0.62, e.rx * 0.86
    for side in SIDES:
        x = side * (e.x - 0.015)
        z = max(rig.depth("head", x, y - 0.06), rig.depth("head", x, e.y)) + 0.095
        rig.ring("glasses", (x, y, z), radius, 0.0125, colour, opening=1.62, turn=(0, 0, 180))
        rig.limb("glasses", (x - radius, y, z), (x + radius, y, z), 0.0115, 0.0115, colour)
        rig.limb("glasses", (x + side * radius, y, z), (side * (h.w - 0.02), y + 0.14, 0.10), 0.011, 0.011, colour)
    z = rig.depth("head", 0, y) + 0.06
    gap = e.x - 0.015 - radius
    rig.limb("glasses", (-gap, y - 0.01, z + 0.05), (gap, y - 0.01, z + 0.05), 0.0115, 0.0115, colour)
