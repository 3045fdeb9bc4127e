"""Clothes cut from the torso's own shell: hoodie, tank top, dungarees, smock; and what is worn round the neck."""

from __future__ import annotations

from itertools import pairwise
from math import cos, sin
from typing import TYPE_CHECKING

from shorts.toon import shapes as s
from shorts.toon.geometry import vector
from shorts.toon.parts.torsos import shell
from shorts.toon.registry import part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.toon.kit import Kit

SIDES = (-1, 1)


def panel(kit: Kit, group: str, stuff: str, out: float, colour: str, corners: Sequence[float], soft: float = 0.012) -> None:
    """A flat piece of cloth lying on the torso: its shell at `out`, cut to a triangle (x1, y1, x2, y2, x3, y3), front only."""
    kit.rig.group(group, stuff)
    shell(kit, group, out, colour)
    kit.rig.add(group, s.TRI, (0, 0, 0), corners, colour, op=s.CUT, soft=soft)
    kit.rig.box(group, (0, 1, -1.9), (3, 3, 2), colour, 0.0, op=s.SUB, soft=0.01)


def strip(kit: Kit, group: str, stuff: str, out: float, colour: str, pos: Sequence[float], half: Sequence[float], turn: float = 0.0, soft: float = 0.010) -> None:
    """A rectangle of cloth (pockets, plackets, belts) on the torso; `turn` in degrees in the picture's plane."""
    kit.rig.group(group, stuff)
    shell(kit, group, out, colour)
    kit.rig.box(group, (pos[0], pos[1], 1.0), (half[0], half[1], 1.0), colour, 0.0, turn=(0, 0, turn), op=s.CUT, soft=soft)


def seam(kit: Kit, group: str, pos: Sequence[float], half: Sequence[float], colour: str, turn: float = 0.0, soft: float = 0.005) -> None:
    """A drawn line on a group's front."""
    kit.rig.paint(group, (pos[0], pos[1], 0.5), (half[0], half[1], 0.48, 0.0), colour, soft=soft, shape=s.BOX, turn=(0, 0, turn))


def top(kit: Kit, group: str, stuff: str, out: float, colour: str, hem: float) -> None:
    """A garment from the neck down to `hem`."""
    kit.rig.group(group, stuff)
    shell(kit, group, out, colour, soft=0.08)
    kit.rig.box(group, (0, hem - 1.0, 0), (3, 1.0, 3), colour, 0.0, op=s.SUB, soft=0.03)


@part("outfit", "hoodie")
def hoodie(kit: Kit) -> None:
    """Hood, drawstrings, pouch pocket, ribbed hem and a small glowing badge."""
    rig, b = kit.rig, kit.body
    one, two = kit.colour("outfit"), kit.colour("outfit2")
    g = rig.group("cloth", kit.choice("cloth", "cloth"))
    top(kit, g, "cloth", 0.040, one, 0.27)
    rig.ring(g, (0, b.chest_y + 0.17, -0.02), 0.25, 0.090, one, turn=(66, 0, 0), soft=0.05)
    rig.ring(g, (0, 0.295, 0), b.hip * 0.93, 0.048, two, turn=(90, 0, 0), soft=0.02, edge=0.25)
    strip(kit, "pouch", "cloth", 0.062, one, (0, 0.465), (0.165, 0.090), soft=0.02)
    for side in SIDES:
        rig.add("pouch", s.TRI, (0, 0, 0), [side * 0.10, 0.60, side * 0.30, 0.60, side * 0.30, 0.40], one, op=s.SUB, soft=0.015)
    rig.group("cord", "cloth")
    z = b.chest + 0.07
    for side in SIDES:
        rig.limb("cord", (side * 0.085, b.chest_y + 0.06, z), (side * 0.095, b.chest_y - 0.15, z + 0.050), 0.016, 0.016, "#fff8ee")
        rig.ball("cord", (side * 0.095, b.chest_y - 0.165, z + 0.052), (0.024, 0.034, 0.024), "#fff8ee")


@part("outfit", "tank")
def tank(kit: Kit) -> None:
    """A sleeveless top with piped edges and a broad stripe, over shorts."""
    rig, b = kit.rig, kit.body
    one, two = kit.colour("outfit"), kit.colour("outfit2")
    _shorts(kit)
    top(kit, "cloth", "cloth", 0.032, one, 0.36)
    holes = [((side * 0.36, b.chest_y + 0.04, 0), (0.17, 0.25, 0.26)) for side in SIDES]
    for pos, radii in [*holes, ((0, b.chest_y + 0.22, 0.16), (0.155, 0.27, 0.36))]:
        rig.paint("cloth", pos, [r + 0.030 for r in radii], two, soft=0.006)
        rig.ball("cloth", pos, radii, two, op=s.SUB, soft=0.02)
    rig.paint("cloth", (0, 0.555, 0), (2, 0.050, 2, 0), two, soft=0.006, shape=s.BOX)
    rig.paint("cloth", (0, 0.555, 0), (2, 0.026, 2, 0), kit.colour("outfit3", "outfit"), soft=0.005, shape=s.BOX)


def _shorts(kit: Kit) -> None:
    rig, b, colour = kit.rig, kit.body, kit.colour("shorts")
    rig.group("shorts", "cloth")
    rig.limb("shorts", (0, b.hip_y - 0.06, 0), (0, b.hip_y + 0.10, 0), b.hip + 0.012, b.hip + 0.005, colour, soft=0.05)
    for side in SIDES:
        rig.limb("shorts", (side * 0.175, 0.40, 0), (side * 0.205, 0.27, 0.01), 0.185, 0.175, colour, soft=0.05)
        rig.paint("shorts", (side * 0.40, 0.35, 0), (0.035, 0.3, 0.5, 0), kit.colour("outfit2"), soft=0.005, shape=s.BOX, turn=(0, 0, side * 6))
    rig.box("shorts", (0, 0.10, 0), (2, 0.115, 2), colour, 0.0, op=s.SUB, soft=0.012)


@part("outfit", "dungarees")
def dungarees(kit: Kit) -> None:
    """A striped tee under dungarees with bib, pocket, brass buttons and stitched seams."""
    rig, b = kit.rig, kit.body
    tee, denim, thread = kit.colour("outfit"), kit.colour("outfit2"), kit.colour("thread", "#ffffff")
    top(kit, "cloth", "cloth", 0.026, tee, 0.45)
    for j in range(3):
        seam(kit, "cloth", (0, 0.98 - 0.105 * j), (1, 0.021), kit.colour("stripes", "outfit3", "outfit"))
    top(kit, "over", "denim", 0.050, denim, 0.10)
    rig.box("over", (0, b.hip_y + 0.62, 0), (3, 0.45, 3), denim, 0.0, op=s.SUB, soft=0.02)
    for side in SIDES:
        rig.limb("over", (side * 0.17, 0.42, 0), (side * 0.19, 0.22, 0.01), 0.175, 0.160, denim, soft=0.06)
        rig.ring("over", (side * 0.19, 0.205, 0.01), 0.125, 0.034, kit.colour("turnup", "outfit2"), turn=(90, 0, 0), soft=0.012, edge=0.2)
    rig.box("over", (0, -0.02, 0), (3, 0.18, 3), denim, 0.0, op=s.SUB, soft=0.012)
    strip(kit, "bib", "denim", 0.058, denim, (0, 0.72), (0.185, 0.150), soft=0.025)
    strip(kit, "bibpocket", "denim", 0.074, denim, (0, 0.70), (0.095, 0.070), soft=0.014)
    _stitches(kit, thread)
    _straps(kit, denim)


def _stitches(kit: Kit, thread: str) -> None:
    seam(kit, "bib", (0, 0.845), (0.16, 0.0040), thread, soft=0.003)
    seam(kit, "bibpocket", (0, 0.752), (0.085, 0.0035), thread, soft=0.003)
    for side in SIDES:
        seam(kit, "over", (side * 0.30, 0.47), (0.0045, 0.095), thread, turn=side * 38, soft=0.003)
    kit.rig.group("heart", "cloth")
    z = kit.rig.depth("bibpocket", 0, 0.70)
    for side in SIDES:
        kit.rig.limb("heart", (0, 0.672, z), (side * 0.022, 0.708, z), 0.010, 0.024, kit.colour("patch", "#ffffff"), flat=2.0, soft=0.012)


def _straps(kit: Kit, colour: str) -> None:
    rig, b = kit.rig, kit.body
    rig.group("button", "metal", rough=0.3)
    for side in SIDES:
        low = (side * 0.150, 0.845)
        z = rig.depth("bib", *low)
        rig.limb("over", (*low, z - 0.015), (side * 0.165, b.chest_y + 0.16, 0.16), 0.036, 0.034, colour, soft=0.015)
        rig.ball("button", (side * 0.150, 0.832, z + 0.012), (0.032, 0.032, 0.020), "#f2c14e")


@part("outfit", "smock")
def smock(kit: Kit) -> None:
    """A painter's A-line smock with a wide collar, a pocket and honest spots of paint."""
    rig, b = kit.rig, kit.body
    one = kit.colour("outfit")
    g = rig.group("cloth", "cloth")
    rig.limb(g, (0, 0.60, 0), (0, b.chest_y, 0), b.hip + 0.005, b.chest + 0.045, one, soft=0.08)
    rig.limb(g, (0, b.chest_y, 0), (0, b.chest_y + 0.26, 0), b.chest * 0.8 + 0.04, 0.21, one, soft=0.08)
    rig.add(g, s.FRUST, (0, 0.46, 0), [b.hip + 0.115, b.hip - 0.02, 0.20, 0.05, 1], one, soft=0.10)
    for j in range(7):
        angle = (j - 3) * 0.42
        x, z = (b.hip + 0.10) * sin(angle), (b.hip + 0.10) * cos(angle)
        rig.limb(g, (x, 0.30, z), (x * 0.72, 0.62, z * 0.78), 0.045, 0.012, one, soft=0.06)
    for side in SIDES:
        panel(kit, f"collar{side}", "cloth", 0.072, kit.colour("outfit2"), [side * 0.004, 1.06, side * 0.25, 1.02, side * 0.12, 0.80], soft=0.02)
    rig.box(g, (0.16, 0.45, 0.42), (0.085, 0.075, 0.05), kit.colour("pocket", "outfit"), 0.03, turn=(-10, 20, 0), soft=0.006)
    for x, y, r, name in SPOTS:
        z = rig.depth(g, x, y)
        rig.paint(g, (x, y, z), (r, r * 0.86, 0.08), name, soft=0.006)


SPOTS = (
    (-0.20, 0.62, 0.050, "#e5484d"),
    (-0.13, 0.56, 0.022, "#e5484d"),
    (0.05, 0.66, 0.034, "#3b82d6"),
    (0.24, 0.60, 0.030, "#f5b82e"),
    (-0.05, 0.42, 0.046, "#f5b82e"),
    (0.02, 0.36, 0.020, "#f5b82e"),
    (-0.30, 0.40, 0.034, "#3fae6a"),
    (0.33, 0.36, 0.042, "#e5484d"),
    (-0.17, 0.34, 0.026, "#3b82d6"),
    (0.13, 0.53, 0.018, "#3fae6a"),
)


@part("outfit", "apron")
def apron(kit: Kit) -> None:
    """A cook's waist apron with a band, a pocket and a folded cloth."""
    rig, b = kit.rig, kit.body
    one, two = kit.colour("outfit"), kit.colour("outfit2")
    g = rig.group("apron", "cloth")
    rig.limb(g, (0, b.hip_y, 0.02), (0, b.chest_y, 0.02), b.hip + 0.035, b.chest + 0.05, one, soft=0.05)
    rig.box(g, (0, 0.40, 1.0), (0.33, 0.22, 1.0), one, 0.14, op=s.CUT, soft=0.04)
    rig.ring("apron", (0, 0.615, 0.01), b.hip - 0.030, 0.034, two, turn=(90, 0, 0), soft=0.01, edge=0.2)
    strip(kit, "apronpocket", "cloth", 0.055, one, (0, 0.40), (0.12, 0.075), soft=0.015)
    seam(kit, "apronpocket", (0, 0.455), (0.2, 0.012), two)


@part("neckwear", "neckerchief")
def neckerchief(kit: Kit) -> None:
    """A rolled kerchief with a knot and two points in front."""
    rig, b, colour = kit.rig, kit.body, kit.colour("neckwear")
    g = rig.group("kerchief", "silk")
    y, z = b.chest_y + 0.085, b.chest + 0.075
    rig.ring(g, (0, y + 0.02, 0.03), b.chest + 0.015, 0.075, colour, turn=(80, 0, 0), soft=0.03)
    rig.ball(g, (0, y - 0.015, z + 0.055), (0.062, 0.055, 0.050), colour, soft=0.012)
    for side, length in ((-1, 0.27), (1, 0.24)):
        middle, tip = vector((side * 0.078, y - length * 0.45, z + 0.062)), (side * 0.125, y - length - 0.02, z + 0.085)
        rig.limb(g, (side * 0.015, y - 0.03, z + 0.045), middle, 0.030, 0.062, colour, flat=2.4, soft=0.012)
        rig.limb(g, middle, tip, 0.062, 0.008, colour, flat=2.4, soft=0.03)


@part("neckwear", "bow")
def bow(kit: Kit) -> None:
    """A big floppy artist's bow."""
    rig, b, colour = kit.rig, kit.body, kit.colour("neckwear")
    g = rig.group("bow", "silk")
    y = b.chest_y - 0.02
    z = b.chest + 0.115
    for side in SIDES:
        rig.limb(g, (side * 0.02, y, z), (side * 0.135, y + 0.015, z - 0.015), 0.030, 0.082, colour, flat=1.6, soft=0.02)
        rig.limb(g, (side * 0.015, y - 0.02, z), (side * 0.075, y - 0.190, z + 0.030), 0.026, 0.050, colour, flat=2.2, soft=0.015)
    rig.ball(g, (0, y, z + 0.035), (0.042, 0.046, 0.040), colour, soft=0.008)


@part("neckwear", "whistle")
def whistle(kit: Kit) -> None:
    """A red whistle on a cord."""
    rig, b = kit.rig, kit.body
    rig.group("lanyard", "cloth")
    y = b.chest_y - 0.13
    z = rig.depth("cloth", 0, y) + 0.03
    for side in SIDES:
        rows = [(side * x, b.chest_y + dy) for x, dy in ((0.165, 0.14), (0.150, 0.06), (0.100, -0.04))]
        points = [(x, at, max(rig.depth("cloth", x, at), rig.depth("body", x, at)) + 0.014) for x, at in rows]
        for a, c in pairwise([*points, (0.0, y + 0.03, z)]):
            rig.limb("lanyard", a, c, 0.015, 0.015, kit.colour("cord", "#f6c945"), soft=0.01)
    rig.group("whistle", "rubber", rough=0.25)
    red = kit.colour("whistle", "#e23b3b")
    rig.add("whistle", s.CYL, (-0.012, y - 0.040, z + 0.02), [0.060, 0.040, 0.012], red, turn=(90, 0, 0), soft=0.01)
    rig.box("whistle", (0.045, y - 0.010, z + 0.02), (0.065, 0.024, 0.034), red, 0.010, soft=0.012)
