"""Clothes for work: white coat, bibbed apron, tee, singlet, jersey, leotard; stethoscope and tool belt."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from shorts.toon import shapes as s
from shorts.toon.geometry import frame, vector
from shorts.toon.parts.outfits import SIDES, panel, seam, strip, top
from shorts.toon.registry import part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.toon.geometry import Floats
    from shorts.toon.kit import Kit

COVERS = ("body", "shirt", "cloth", "lapel-1", "lapel1", "apron", "bib")
"""Groups that things worn on top lie on, where they exist."""


def worn(kit: Kit, x: float, y: float, out: float = 0.0) -> Floats:
    """The point at (x, y) on whatever the torso wears, `out` in front of it."""
    depths = [kit.rig.depth(name, x, y) for name in COVERS if name in kit.rig.group_ids]
    return vector((x, y, max(depths) + out))


def cord(kit: Kit, group: str, points: Sequence[Floats], radius: float, colour: str) -> None:
    """A cord, tube or strap through points."""
    for a, b in pairwise(points):
        kit.rig.limb(group, a, b, radius, radius, colour, soft=0.012)


@part("outfit", "coat")
def coat(kit: Kit) -> None:
    """A white coat open over a shirt (with a tie where the record has its colour): lapels, buttons, pockets, a pen."""
    rig, b = kit.rig, kit.body
    white, shirt = kit.colour("outfit"), kit.colour("shirt")
    top(kit, "shirt", "cloth", 0.022, shirt, 0.40)
    top(kit, "cloth", "cloth", 0.046, white, 0.22)
    rig.add("cloth", s.FRUST, (0, 0.345, 0), [b.hip + 0.085, b.hip + 0.020, 0.130, 0.045, 1], white, soft=0.09)
    rig.add("cloth", s.TRI, (0, 0, 0), [-0.175, 1.14, 0.175, 1.14, 0.0, 0.53], white, op=s.SUB, soft=0.012)
    rig.add("cloth", s.TRI, (0, 0, 0), [-0.075, 0.10, 0.075, 0.10, 0.006, 0.43], white, op=s.SUB, soft=0.015)
    if "tie" in kit.record["colours"]:
        _tie(kit)
    for side in SIDES:
        panel(kit, f"lapel{side}", "cloth", 0.066, kit.colour("lapel", "outfit"), [side * 0.075, 0.960, side * 0.215, 0.880, side * 0.004, 0.520])
        panel(kit, f"collar{side}", "cloth", 0.070, kit.colour("lapel", "outfit"), [side * 0.085, 1.12, side * 0.225, 1.00, side * 0.100, 0.900])
    _coat_details(kit, white)


def _tie(kit: Kit) -> None:
    for side in SIDES:
        panel(kit, f"points{side}", "cloth", 0.052, kit.colour("shirt"), [side * 0.008, 0.985, side * 0.13, 1.06, side * 0.090, 0.850])
    panel(kit, "tie", "silk", 0.040, kit.colour("tie"), [-0.066, 0.52, 0.066, 0.52, 0.0, 1.02], soft=0.012)
    panel(kit, "knot", "silk", 0.060, kit.colour("tie"), [-0.062, 0.965, 0.062, 0.965, 0.0, 0.845], soft=0.018)
    for j in range(4):
        seam(kit, "tie", (0, 0.82 - j * 0.075), (0.2, 0.012), kit.colour("tie2", "tie"), turn=32, soft=0.004)


def _coat_details(kit: Kit, white: str) -> None:
    rig, line = kit.rig, kit.colour("seam", "#c9d1dc")
    seam(kit, "cloth", (0.014, 0.475), (0.004, 0.060), line, soft=0.004)
    rig.group("button", "plastic")
    for y in (0.495, 0.415):
        rig.ball("button", (-0.024, y, rig.depth("cloth", -0.024, y) + 0.004), (0.021, 0.021, 0.012), kit.colour("button", "#8fa3bd"))
    for side in SIDES:
        strip(kit, f"pocket{side}", "cloth", 0.062, white, (side * 0.225, 0.390), (0.082, 0.072), turn=side * 5, soft=0.012)
        seam(kit, f"pocket{side}", (side * 0.225, 0.440), (0.1, 0.0045), line, turn=side * 5, soft=0.003)
    strip(kit, "breast", "cloth", 0.060, white, (0.195, 0.735), (0.066, 0.056), turn=5, soft=0.010)
    seam(kit, "breast", (0.195, 0.772), (0.1, 0.004), line, turn=5, soft=0.003)
    rig.group("pens", "plastic")
    for x, colour in ((0.180, kit.colour("pen_a", "#e5484d")), (0.213, kit.colour("pen_b", "#3b82d6"))):
        foot = vector((x, 0.770, rig.depth("breast", x, 0.755) - 0.004))
        rig.limb("pens", foot, foot + vector((0.002, 0.062, -0.012)), 0.0125, 0.0125, colour)


@part("outfit", "tee")
def tee(kit: Kit) -> None:
    """A T-shirt with a ribbed neck and, where the record has its colour, a stripe across the chest."""
    rig, b = kit.rig, kit.body
    one, two = kit.colour("outfit"), kit.colour("outfit2", "outfit")
    top(kit, "cloth", "cloth", 0.032, one, 0.42)
    rig.ring("cloth", (0, b.chest_y + 0.185, 0.0), 0.180, 0.040, two, turn=(80, 0, 0), soft=0.02, edge=0.25)
    if "outfit3" in kit.record["colours"]:
        for y, half, name in ((0.735, 0.060, "outfit3"), (0.735, 0.036, "outfit2")):
            rig.paint("cloth", (0, y, 0), (2, half, 2, 0), kit.colour(name, "outfit"), soft=0.006, shape=s.BOX)


@part("outfit", "bib_apron")
def bib_apron(kit: Kit) -> None:
    """A long apron with bib, neck strap and pocket, over a shirt where the record has its colour; floured where it has one."""
    rig, b = kit.rig, kit.body
    one, two = kit.colour("outfit"), kit.colour("outfit2", "outfit")
    if "shirt" in kit.record["colours"]:
        top(kit, "cloth", "cloth", 0.026, kit.colour("shirt"), 0.36)
        rig.ring("cloth", (0, b.chest_y + 0.185, 0.0), 0.175, 0.042, kit.colour("collar", "shirt"), turn=(80, 0, 0), soft=0.02, edge=0.25)
    rig.group("apron", "denim")
    rig.limb("apron", (0, b.hip_y, 0.015), (0, b.chest_y, 0.015), b.hip + 0.045, b.chest + 0.060, one, soft=0.05)
    rig.add("apron", s.FRUST, (0, 0.33, 0.01), [b.hip + 0.075, b.hip + 0.020, 0.130, 0.045, 1], one, soft=0.08)
    rig.box("apron", (0, 0.40, 1.0), (b.hip + 0.02, 0.225, 1.05), one, 0.05, op=s.CUT, soft=0.03)
    strip(kit, "bib", "denim", 0.060, one, (0, 0.74), (0.185, 0.175), soft=0.030)
    strip(kit, "band", "denim", 0.066, two, (0, 0.610), (b.hip + 0.05, 0.030), soft=0.010)
    strip(kit, "apronpocket", "denim", 0.085, one, (0, 0.435), (0.140, 0.080), soft=0.018)
    seam(kit, "apronpocket", (0, 0.497), (0.2, 0.0055), two, soft=0.003)
    for side in SIDES:
        rows = ((0.155, 0.885), (0.160, 0.97), (0.150, 1.06))
        points = [worn(kit, side * x, y, 0.018) for x, y in rows]
        points[0] = vector((side * 0.155, 0.885, rig.depth("bib", side * 0.155, 0.885) - 0.01))
        for a, c in pairwise(points):
            rig.limb("bib", a, c, 0.030, 0.030, two, soft=0.012, edge=0.3)
    if "flour" in kit.record["colours"]:
        _floured(kit)


FLOUR = (
    (-0.10, 0.80, 0.050), (0.08, 0.73, 0.036), (0.13, 0.82, 0.024), (-0.03, 0.70, 0.022),
    (0.19, 0.37, 0.052), (-0.22, 0.38, 0.044), (-0.06, 0.30, 0.034), (0.26, 0.52, 0.028), (-0.19, 0.54, 0.030), (0.08, 0.55, 0.022),
)  # fmt: skip
"""Smudges of flour on an apron: place and size."""


def _floured(kit: Kit) -> None:
    """Soft white smudges."""
    for x, y, r in FLOUR:
        group = "bib" if y > 0.62 else "apron"
        for dx, dy, k in ((0, 0, 1.0), (r * 0.8, -r * 0.5, 0.6), (-r * 0.6, r * 0.7, 0.5)):
            pos = (x + dx, y + dy, kit.rig.depth(group, x + dx, y + dy))
            kit.rig.paint(group, pos, (r * k, r * k * 0.8, 0.12), kit.colour("flour"), soft=r * 0.9, weight=0.55)
    pos = (0.06, 0.45, kit.rig.depth("apronpocket", 0.06, 0.45))
    kit.rig.paint("apronpocket", pos, (0.04, 0.024, 0.1), kit.colour("flour"), soft=0.03, weight=0.55)


@part("neckwear", "stethoscope")
def stethoscope(kit: Kit) -> None:
    """Hung round the neck: a tube to the chest piece at the picture's left, the two ear tubes at the right."""
    rig, b = kit.rig, kit.body
    rig.group("tube", "rubber")
    rig.group("chrome", "metal")
    dark, chrome = kit.colour("tube", "#2f4a63"), "#d5dbe2"
    neck = {side: [worn(kit, side * x, y, 0.020) for x, y in ((0.205, b.chest_y + 0.20), (0.215, b.chest_y + 0.08), (0.200, b.chest_y - 0.05))] for side in SIDES}
    low = [worn(kit, x, y, 0.024) for x, y in ((-0.175, 0.72), (-0.150, 0.64))]
    cord(kit, "tube", [*neck[-1], *low], 0.024, dark)
    disc = worn(kit, -0.145, 0.585, 0.030)
    rig.add("chrome", s.CYL, disc, [0.062, 0.026, 0.014], chrome, turn=(78, 0, 0))
    rig.add("tube", s.CYL, disc + vector((0, 0.004, 0.010)), [0.042, 0.024, 0.010], dark, turn=(78, 0, 0))
    cord(kit, "tube", neck[1], 0.024, dark)
    for dx, dy in ((-0.045, -0.16), (0.045, -0.15)):
        end = worn(kit, 0.185 + dx, b.chest_y - 0.05 + dy, 0.034)
        rig.limb("chrome", neck[1][-1], end, 0.013, 0.011, chrome)
        rig.ball("tube", end, (0.022, 0.028, 0.022), dark)


@part("waist", "tool_belt")
def tool_belt(kit: Kit) -> None:
    """A leather belt with a buckle and two pouches: hammer and screwdriver in one, a folding rule in the other."""
    rig, b = kit.rig, kit.body
    leather, dark = kit.colour("belt", "#a8642f"), kit.colour("belt2", "#7a4520")
    rig.group("belt", "rubber", rough=0.5, bump=0.06, freq=60)
    rig.group("buckle", "metal")
    y = 0.455
    rig.add("belt", s.CYL, (0, y, 0), [b.hip + 0.052, 0.042, 0.02], leather, turn=(4, 0, 0))
    z = rig.depth("belt", 0, y)
    rig.box("buckle", (0, y, z), (0.062, 0.050, 0.016), "#e8b84a", 0.012)
    rig.box("buckle", (0, y, z + 0.01), (0.036, 0.026, 0.03), "#e8b84a", 0.006, op=s.SUB, soft=0.004)
    for side in SIDES:
        turn = (0, side * 38, 0)
        at = vector((side * 0.235, y - 0.075, b.hip * 0.86))
        rig.box("belt", at, (0.105, 0.105, 0.060), dark, 0.040, turn=turn, soft=0.01)
        rig.box("belt", at + vector((side * 0.015, -0.055, 0.024)), (0.100, 0.052, 0.058), leather, 0.03, turn=turn, soft=0.006, edge=0.2)
        _tools(kit, side, at + vector((0, 0.10, 0)))


def _tools(kit: Kit, side: int, at: Floats) -> None:
    rig = kit.rig
    rig.group("grip", "rubber", rough=0.3)
    rig.group("steel", "metal")
    if side < 0:
        head = at + vector((0.02, 0.135, 0.0))
        rig.limb("grip", at, head, 0.020, 0.020, "#c98a45")
        rig.limb("steel", head + vector((-0.062, 0, 0.0)), head + vector((0.062, 0, 0)), 0.030, 0.030, "#aab4c2")
        return
    for dx, colour in ((-0.045, kit.colour("tool", "#e5484d")), (0.045, kit.colour("tool2", "#2f9e8f"))):
        foot = at + vector((dx, -0.01, 0.01))
        rig.limb("grip", foot, foot + vector((dx * 0.35, 0.105, 0)), 0.026, 0.034, colour, soft=0.01)


@part("outfit", "jersey")
def jersey(kit: Kit) -> None:
    """An e-sports jersey: dark, with neon flanks, shoulder flashes, a V neck and a bolt on the chest, over dark shorts."""
    rig, b = kit.rig, kit.body
    one, two, dark = kit.colour("outfit"), kit.colour("outfit2"), kit.colour("outfit3", "outfit2")
    bottoms(kit, kit.colour("shorts", "outfit"), dark)
    top(kit, "cloth", "cloth", 0.034, one, 0.36)
    for side in SIDES:
        rig.paint("cloth", (side * (b.hip + 0.05), 0.52, 0.05), (0.150, 0.30, 0.34), dark, soft=0.006, turn=(0, 0, side * 12))
        rig.paint("cloth", (side * (b.hip + 0.07), 0.50, 0.05), (0.130, 0.28, 0.34), two, soft=0.006, turn=(0, 0, side * 12))
        for j in range(2):
            seam(kit, "cloth", (side * 0.235, 0.985 - j * 0.052), (0.105, 0.015), (two, dark)[j], turn=side * -28, soft=0.004)
    rig.ring("cloth", (0, b.chest_y + 0.165, 0.02), 0.180, 0.036, two, turn=(72, 0, 0), soft=0.012, edge=0.2)
    rig.group("bolt", "glow", emit=0.55)
    for name, corners in (("bolt", [0.040, 0.815, -0.070, 0.665, 0.022, 0.690]), ("bolt2", [-0.040, 0.545, 0.070, 0.700, -0.022, 0.672])):
        panel(kit, name, "glow", 0.042, kit.colour("glow"), corners, soft=0.006)


def bottoms(kit: Kit, colour: str, stripe: str) -> None:
    """Short trousers with a stripe down the side."""
    rig, b = kit.rig, kit.body
    rig.group("shorts", "cloth")
    rig.limb("shorts", (0, b.hip_y - 0.06, 0), (0, b.hip_y + 0.10, 0), b.hip + 0.014, b.hip + 0.005, colour, soft=0.05)
    for side in SIDES:
        rig.limb("shorts", (side * 0.175, 0.40, 0), (side * 0.200, 0.25, 0.01), 0.180, 0.168, colour, soft=0.05)
        rig.paint("shorts", (side * 0.40, 0.33, 0), (0.035, 0.3, 0.5, 0), stripe, soft=0.005, shape=s.BOX, turn=(0, 0, side * 6))
    rig.box("shorts", (0, 0.075, 0), (2, 0.115, 2), colour, 0.0, op=s.SUB, soft=0.012)


@part("outfit", "leotard")
def leotard(kit: Kit) -> None:
    """A ballet-neck leotard with piping and soft leggings."""
    rig, b = kit.rig, kit.body
    one, two = kit.colour("outfit"), kit.colour("outfit2")
    rig.group("leggings", "cloth")
    rig.limb("leggings", (0, b.hip_y - 0.02, 0), (0, b.hip_y + 0.06, 0), b.hip + 0.008, b.hip, two, soft=0.05)
    for side in SIDES:
        rig.limb("leggings", (side * 0.170, 0.40, 0), (side * 0.190, 0.20, 0.01), 0.164, 0.142, two, soft=0.06)
    rig.box("leggings", (0, 0.03, 0), (2, 0.130, 2), two, 0.0, op=s.SUB, soft=0.02)
    top(kit, "cloth", "cloth", 0.024, one, 0.30)
    for side in SIDES:
        rig.add("cloth", s.TRI, (0, 0, 0), [side * 0.10, 0.20, side * 0.60, 0.20, side * 0.60, 0.46], one, op=s.SUB, soft=0.02)
    hole = ((0, b.chest_y + 0.24, 0.14), (0.185, 0.245, 0.36))
    rig.paint("cloth", hole[0], [r + 0.026 for r in hole[1]], two, soft=0.006)
    rig.ball("cloth", *hole, two, op=s.SUB, soft=0.015)
    strip(kit, "sash", "silk", 0.030, kit.colour("sash", "outfit2"), (0, 0.615), (0.6, 0.026), soft=0.012)


@part("neckwear", "bib")
def bib(kit: Kit) -> None:
    """A checked bib tied behind the neck."""
    rig, b = kit.rig, kit.body
    one, two = kit.colour("bib", "#ffffff"), kit.colour("bib2", "neckwear")
    rig.group("bib", "cloth")
    rig.limb("bib", (0, b.hip_y, 0), (0, b.chest_y, 0), b.hip + 0.026, b.chest + 0.055, two, soft=0.08)
    rig.limb("bib", (0, b.chest_y, 0), (0, b.chest_y + 0.2, 0), b.chest * 0.8 + 0.05, 0.20, two, soft=0.10)
    rig.box("bib", (0, 0.80, 1.0), (0.235, 0.235, 1.05), two, 0.16, op=s.CUT, soft=0.015)
    rig.paint("bib", (0, 0.80, 0.5), (0.205, 0.205, 0.6, 0.13), one, soft=0.005, shape=s.BOX)
    for i in range(-2, 3):
        for j in range(-2, 3):
            if (i + j) % 2 == 0:
                rig.paint("bib", (i * 0.082, 0.80 + j * 0.082, 0.5), (0.041, 0.041, 0.48, 0.0), kit.colour("check", "bib2"), soft=0.003, shape=s.BOX)
    for side in SIDES:
        cord(kit, "bib", [worn(kit, side * x, y, 0.030) for x, y in ((0.175, 0.985), (0.205, 1.06))], 0.024, two)


@part("badge", "race_number")
def race_number(kit: Kit) -> None:
    """A paper number, 17, pinned to the chest."""
    rig, ink = kit.rig, kit.colour("ink", "#23262f")
    y, half = 0.665, (0.150, 0.105)
    strip(kit, "number", "paper", 0.046, "#fffdf8", (0, y), half, soft=0.010)
    seam(kit, "number", (0, y + 0.085), (0.2, 0.022), kit.colour("outfit"), soft=0.003)
    seam(kit, "number", (-0.062, y - 0.020), (0.016, 0.062), ink, soft=0.004)
    seam(kit, "number", (-0.082, y + 0.026), (0.022, 0.013), ink, turn=32, soft=0.004)
    seam(kit, "number", (0.050, y + 0.028), (0.052, 0.015), ink, soft=0.004)
    seam(kit, "number", (0.056, y - 0.028), (0.016, 0.060), ink, turn=-28, soft=0.004)
    rig.group("pins", "metal")
    for x in (-0.125, 0.125):
        for dy in (-0.080, 0.084):
            rig.ball("pins", (x, y + dy, rig.depth("number", x, y + dy)), (0.010, 0.010, 0.008), "#cfd6de")


@part("neckwear", "knit_tie")
def knit_tie(kit: Kit) -> None:
    """A white collar with a square-ended knitted tie, worn over whatever the belly is."""
    rig, b, one = kit.rig, kit.body, kit.colour("neckwear")
    rig.group("collarband", "cloth")
    rig.ring("collarband", (0, b.chest_y + 0.135, 0.0), b.chest - 0.045, 0.052, kit.colour("shirt"), turn=(78, 0, 0), soft=0.02)
    for side in SIDES:
        panel(kit, f"points{side}", "cloth", 0.045, kit.colour("shirt"), [side * 0.008, 0.985, side * 0.155, 1.05, side * 0.105, 0.860])
    rig.group("tie", "knit", bump=0.55, freq=75)
    low, high = worn(kit, 0, 0.575, 0.022), worn(kit, 0, b.chest_y + 0.02, 0.040)
    rig.limb("tie", high, low, 0.046, 0.078, one, flat=3.0, turn=frame(low - high, (0, 0, 1)), soft=0.01)
    rig.ball("tie", high + vector((0, 0.012, 0.014)), (0.058, 0.052, 0.040), one, soft=0.012)
    for j in range(3):
        seam(kit, "tie", (0, 0.78 - j * 0.085), (0.2, 0.013), kit.colour("neckwear2", "neckwear"), soft=0.004)
