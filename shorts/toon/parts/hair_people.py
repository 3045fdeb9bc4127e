"""People's hair: a cap on the skull and locks laid over it, each combed along its own way."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.colour import mixed
from shorts.toon.geometry import vector
from shorts.toon.registry import part
from shorts.toon.shapes import SUB

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.toon.geometry import Floats, Vector
    from shorts.toon.kit import Kit

SIDES = (-1, 1)
STRAND = 0.085
"""Length of the strands painted over the locks, world units."""


def on_skull(kit: Kit, around: float, up: float, out: float = 0.0) -> Floats:
    """A point `out` above the skull. around: degrees from the face towards the picture's right; up: degrees above the ears."""
    h = kit.head
    a, b = math.radians(around), math.radians(up)
    away = vector((math.sin(a) * math.cos(b), math.sin(b), math.cos(a) * math.cos(b)))
    return away * (h.w + out, h.h + out, h.d + out) + vector((0, 0.05, 0))


def lock(kit: Kit, points: Sequence[Vector], radii: Sequence[float], shade: float = 0.0, soft: float = 0.035, flat: float = 1.0) -> None:
    """A strand of hair through `points`, as thick as `radii` there. shade > 0 lightens it, < 0 darkens it."""
    base = kit.colour("hair")
    colour = mixed(base, kit.colour("hair_light", "#8a5a3a") if shade > 0 else "#000000", abs(shade))
    comb = vector(points[0]) * 1.02 - (vector(points[1]) - vector(points[0])) * 0.6
    for (a, ra), (b, rb) in pairwise(zip(points, radii, strict=True)):
        kit.rig.limb("hair", a, b, ra, rb, colour, soft=soft, fur=STRAND, comb=comb, edge=0.8, flat=flat)


def cap(kit: Kit, crown: Vector, brow: float, thick: float = 0.055) -> None:
    """Hair over the whole skull down to the nape, open for the face below a hairline at height `brow`."""
    rig, h, colour = kit.rig, kit.head, kit.colour("hair")
    rig.group("hair", "hair")
    how = {"fur": STRAND, "comb": crown}
    rig.ball("hair", (0, 0.08, -0.05), (h.w + thick, h.h + thick, h.d + thick), colour, soft=0.05, **how)
    rig.ball("hair", (0, -0.18, -0.20), (h.w * 0.95, h.h * 0.74, h.d * 0.74), colour, soft=0.14, **how)
    face = (h.w * 0.90, brow + 0.52, h.d * 0.95)
    rig.ball("hair", (0, -0.52, h.d * 0.92), face, colour, op=SUB, soft=0.06, **how)
    rig.box("hair", (0, -1.50, 0), (2, 1.03, 2), colour, 0.0, op=SUB, soft=0.10, **how)


def curve(a: Vector, b: Vector, c: Vector, count: int) -> list[Floats]:
    """Points of a quadratic Bézier curve."""
    p, q, r = vector(a), vector(b), vector(c)
    return [(1 - t) ** 2 * p + 2 * t * (1 - t) * q + t * t * r for t in np.linspace(0, 1, count)]


@part("hair", "bun")
def bun(kit: Kit) -> None:
    """All combed up into a wound bun on the crown; a few soft locks fall to the forehead and before the ears."""
    rig, h = kit.rig, kit.head
    top = vector((0.0, h.h + 0.075, -0.08))
    cap(kit, top, 0.46, 0.040)
    for j, around in enumerate(range(-96, 97, 16)):
        low = on_skull(kit, around, 46 - abs(around) * 0.36, 0.018)
        mid = on_skull(kit, around * 0.94, 62 - abs(around) * 0.12, 0.020)
        turn = math.radians(around)
        gathered = top + vector((math.sin(turn) * 0.10, 0.0, math.cos(turn) * 0.10))
        lock(kit, [low, mid, gathered], [0.030, 0.046, 0.050], shade=(0.30, 0.0, -0.25)[j % 3], soft=0.035)
    _wound(kit, top + vector((0, 0.185, -0.01)))
    rig.group("tie", "silk")
    rig.ring("tie", top + vector((0, 0.040, 0.01)), 0.150, 0.044, kit.colour("hair_tie"), turn=(82, 0, 0))
    for side in SIDES:
        root, tip = on_skull(kit, side * 72, 20, 0.030), vector((side * (h.w - 0.035), -0.300, 0.25))
        lock(kit, curve(root, on_skull(kit, side * 80, -12, 0.065), tip, 4), [0.040, 0.042, 0.030, 0.006], shade=0.10)
    for begin, bend, end, r in (
        ((-0.05, 0.555, 0.40), (-0.30, 0.50, 0.54), (-0.475, 0.255, 0.40), 0.036),
        ((-0.02, 0.56, 0.40), (-0.18, 0.54, 0.56), (-0.345, 0.365, 0.505), 0.032),
        ((0.00, 0.555, 0.40), (0.28, 0.51, 0.54), (0.455, 0.275, 0.42), 0.036),
    ):
        lock(kit, curve(begin, bend, end, 4), [r, r * 1.05, r * 0.75, 0.006], shade=0.14, soft=0.03)


def _wound(kit: Kit, middle: Floats) -> None:
    """A ball of hair with three coils round it."""
    rig, colour = kit.rig, kit.colour("hair")
    rig.ball("hair", middle, (0.225, 0.205, 0.215), colour, soft=0.03, fur=STRAND * 0.8, comb=middle + vector((0.1, 0.1, 0.3)))
    light = mixed(colour, kit.colour("hair_light", "#8a5a3a"), 0.16)
    for rise, radius, tube, tilt in ((-0.075, 0.165, 0.078, 74), (0.020, 0.178, 0.080, 100), (0.110, 0.110, 0.072, 82)):
        rig.ring("hair", middle + vector((0, rise, 0)), radius, tube, light, turn=(tilt, 0, 9), soft=0.022, fur=STRAND * 0.8, comb=middle + vector((-0.7, rise * 2, 0.3)))


@part("hair", "swoop")
def swoop(kit: Kit) -> None:
    """Short at the sides; on top long locks that sweep from a parting up and over to the picture's right."""
    h = kit.head
    cap(kit, (-0.30, h.h, 0.10), 0.44, 0.034)
    for side in SIDES:  # cropped sides down to the sideburns
        root, tip = on_skull(kit, side * 68, 26, 0.015), vector((side * (h.w - 0.022), -0.10, 0.20))
        lock(kit, curve(root, on_skull(kit, side * 80, 4, 0.020), tip, 4), [0.060, 0.046, 0.032, 0.008], shade=-0.12)
    rows = (  # where a lock starts on the parting, over what it bends, where it ends; thickness; shade
        ((-0.30, 0.57, 0.06), (0.06, 0.90, 0.04), (0.55, 0.47, 0.08), 0.112, -0.22),
        ((-0.33, 0.56, 0.16), (0.02, 0.95, 0.20), (0.60, 0.43, 0.22), 0.118, 0.0),
        ((-0.34, 0.53, 0.26), (-0.04, 0.94, 0.36), (0.57, 0.40, 0.35), 0.114, 0.12),
        ((-0.34, 0.49, 0.35), (-0.08, 0.88, 0.50), (0.48, 0.415, 0.46), 0.104, 0.0),
        ((-0.32, 0.45, 0.42), (-0.10, 0.80, 0.60), (0.37, 0.450, 0.54), 0.090, 0.18),
        ((-0.35, 0.43, 0.38), (-0.20, 0.70, 0.56), (0.19, 0.490, 0.56), 0.070, 0.05),
    )
    for begin, bend, end, r, shade in rows:
        lock(kit, curve(begin, bend, end, 5), [r * 0.75, r, r * 0.95, r * 0.62, 0.012], shade=shade, soft=0.045)
    lock(kit, curve((-0.33, 0.50, 0.34), (-0.50, 0.48, 0.34), (-0.58, 0.22, 0.24), 4), [0.055, 0.058, 0.042, 0.010], shade=-0.05)
    lock(kit, curve((0.10, h.h + 0.10, 0.02), (0.22, h.h + 0.20, 0.0), (0.36, h.h + 0.15, 0.02), 4), [0.05, 0.045, 0.03, 0.006], shade=0.12)


@part("hat", "ear_pen")
def ear_pen(kit: Kit) -> None:
    """A pen stuck behind the ear at the picture's left."""
    rig, h = kit.rig, kit.head
    rig.group("pen", "plastic")
    a, b = vector((-(h.w + 0.045), 0.20, -0.10)), vector((-(h.w - 0.01), -0.02, 0.34))
    colour = kit.colour("pen", "#f5b82e")
    rig.limb("pen", a, b, 0.026, 0.026, colour, soft=0.01)
    rig.limb("pen", b, b + (b - a) * 0.16, 0.024, 0.006, "#39404f", soft=0.004)
    rig.paint("pen", a, (0.06, 0.05, 0.06), "#e5484d", soft=0.006)


