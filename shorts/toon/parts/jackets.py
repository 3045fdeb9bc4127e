"""Jackets, coats and vests over something worn inside: one part, told by the record's `outfit` table what it is."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, sin
from typing import TYPE_CHECKING

from shorts.errors import CharacterFileBroken
from shorts.toon import shapes as s
from shorts.toon.parts.outfits import SIDES, panel, seam, strip, top
from shorts.toon.parts.suits import _tie
from shorts.toon.record import made
from shorts.toon.registry import attach, part

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.toon.kit import Kit

    Detail = Callable[[Kit, str, "JacketShape", str], None]


@dataclass(frozen=True, slots=True)
class JacketShape:
    """A coat's cut. Heights and widths in world units.

    stuff: a material. open_x, open_y: half width of the front opening at the neck, and where it closes. gap: half width of a front
    worn open. hem: lower edge. flare: how far a long skirt stands out (0: none). lapel: see LAPELS. front: see FRONTS.
    inner: what is worn under it. arms: false for a vest, whose sleeves belong to what is worn under it.
    """

    kind: str = "jacket"
    stuff: str = "suit"
    open_x: float = 0.185
    open_y: float = 0.575
    gap: float = 0.0
    hem: float = 0.285
    flare: float = 0.0
    lapel: str = "notch"
    front: str = "buttons"
    inner: str = "shirt"
    pockets: bool = True
    arms: bool = True


@part("outfit", "jacket")
def jacket(kit: Kit) -> None:
    """Something inside, the coat's own shell cut open in front, then lapels, fastening and pockets."""
    rig, b = kit.rig, kit.body
    given = kit.record.get("outfit")
    c = made(JacketShape, given if not isinstance(given, str) and given else {}, "outfit")
    lapel, front = _named(LAPELS, "lapel", c.lapel), _named(FRONTS, "front", c.front)
    attach("inner", c.inner, kit)
    colour = kit.colour("coat", "outfit")
    g = rig.group("cloth" if c.arms else "coat", c.stuff)
    top(kit, g, c.stuff, 0.056, colour, c.hem)
    if c.flare:
        rig.add(g, s.FRUST, (0, (0.62 + c.hem) / 2, 0), [b.hip + 0.05 + c.flare, b.hip * 0.96, (0.62 - c.hem) / 2, 0.03, 1], colour, soft=0.08)
    if not c.arms:
        for side in SIDES:
            rig.ball(g, (side * 0.395, b.chest_y + 0.03, 0), (0.155, 0.20, 0.22), colour, op=s.SUB, soft=0.03)
    _opening(kit, g, c, colour)
    lapel(kit, g, c, colour)
    front(kit, g, c, colour)
    if c.pockets:
        for side in SIDES:
            strip(kit, f"flap{side}", c.stuff, 0.066, kit.colour("lapel", "coat", "outfit"), (side * 0.235, 0.475), (0.078, 0.024), turn=side * 6, soft=0.008)


def _opening(kit: Kit, g: str, c: JacketShape, colour: str) -> None:
    if c.lapel != "stand":
        kit.rig.add(g, s.TRI, (0, 0, 0), [-c.open_x, 1.12, c.open_x, 1.12, 0.0, c.open_y], colour, op=s.SUB, soft=0.010)
    if c.gap:
        kit.rig.box(g, (0, 0.5, 1.0), (c.gap, 1.0, 1.0), colour, 0.0, op=s.SUB, soft=0.012)
        kit.rig.add(g, s.TRI, (0, 0, 0), [-c.gap - 0.13, 0.10, c.gap + 0.13, 0.10, 0.0, 0.95], colour, op=s.SUB, soft=0.02)
    elif not c.flare:
        kit.rig.add(g, s.TRI, (0, 0, 0), [-0.12, c.hem - 0.085, 0.12, c.hem - 0.085, 0.0, c.hem + 0.13], colour, op=s.SUB, soft=0.02)


def _notch(kit: Kit, g: str, c: JacketShape, colour: str) -> None:
    """A long triangle each side with a shorter collar piece above it."""
    lapel, x = kit.colour("lapel", "coat", "outfit"), c.gap
    for side in SIDES:
        panel(kit, f"lapel{side}", c.stuff, 0.074, lapel, [side * (0.085 + x), 0.945, side * (0.235 + x), 0.865, side * (0.004 + x), c.open_y - 0.015])
        panel(kit, f"collar{side}", c.stuff, 0.076, lapel, [side * (0.105 + x * 0.5), 1.10, side * (0.225 + x), 0.980, side * (0.098 + x), 0.895])


def _shawl(kit: Kit, g: str, c: JacketShape, colour: str) -> None:
    """One broad collar that rolls from the neck to the fastening."""
    lapel, x = kit.colour("lapel", "coat", "outfit"), c.gap
    for side in SIDES:
        panel(kit, f"lapel{side}", c.stuff, 0.080, lapel, [side * (0.060 + x), 1.10, side * (0.285 + x), 0.90, side * (0.004 + x), c.open_y - 0.02], soft=0.03)
        panel(kit, f"collar{side}", c.stuff, 0.078, lapel, [side * 0.060, 1.14, side * (0.300 + x), 1.02, side * (0.150 + x), 0.86], soft=0.03)


def _stand(kit: Kit, g: str, c: JacketShape, colour: str) -> None:
    """A stand-up collar, open in front, edged in a second colour."""
    rig, y = kit.rig, kit.body.chest_y + 0.145
    edge = kit.colour("outfit2", "lapel", "coat", "outfit")
    rig.ring(g, (0, y, -0.01), 0.262, 0.060, colour, turn=(-72, 0, 0), opening=2.86, soft=0.05)
    rig.group("edging", c.stuff)
    rig.ring("edging", (0, y + 0.052, -0.005), 0.268, 0.017, edge, turn=(-72, 0, 0), opening=2.86)


def _biker(kit: Kit, g: str, c: JacketShape, colour: str) -> None:
    """Broad pointed lapels with studs."""
    lapel, x = kit.colour("lapel", "coat", "outfit"), c.gap
    for side in SIDES:
        panel(kit, f"lapel{side}", c.stuff, 0.076, lapel, [side * (0.055 + x), 1.08, side * (0.275 + x), 0.945, side * (0.055 + x), 0.690], soft=0.010)
        panel(kit, f"collar{side}", c.stuff, 0.082, lapel, [side * 0.070, 1.14, side * (0.270 + x), 1.05, side * (0.150 + x), 0.925], soft=0.010)
        kit.rig.group("studs", "metal", rough=0.25)
        at = (side * (0.225 + x), 0.940)
        kit.rig.ball("studs", (*at, kit.rig.depth(f"lapel{side}", *at)), (0.016, 0.016, 0.012), "#dfe4ea")


def _nothing(kit: Kit, g: str, c: JacketShape, colour: str) -> None:
    """No collar, or nothing that fastens."""


def _buttons(kit: Kit, g: str, c: JacketShape, colour: str) -> None:
    """The overlapping front edge, two buttons and a folded square."""
    rig = kit.rig
    seam(kit, g, (0.012, (c.open_y + c.hem) / 2 + 0.05), (0.0045, (c.open_y - c.hem) * 0.32), kit.colour("seam", "#0b1222"), turn=4)
    rig.group("button", "metal", rough=0.3)
    for y in (c.open_y - 0.03, c.open_y - 0.12):
        rig.ball("button", (-0.022, y, rig.depth(g, -0.022, y) + 0.004), (0.024, 0.024, 0.014), kit.colour("button", "#d9a441"))
    if "square" in kit.record["colours"]:
        panel(kit, "square", "silk", 0.068, kit.colour("square"), [0.185, 0.742, 0.275, 0.742, 0.205, 0.815], soft=0.006)
        strip(kit, "breast", c.stuff, 0.070, kit.colour("lapel", "coat", "outfit"), (0.230, 0.730), (0.062, 0.014), turn=5, soft=0.006)


def _zip(kit: Kit, g: str, c: JacketShape, colour: str) -> None:
    """A metal zip down the front with its puller, and quilted seams where the record gives `seam`."""
    rig = kit.rig
    strip(kit, "ziptape", "cloth", 0.060, kit.colour("outfit2", "coat", "outfit"), (0, 0.66), (0.030, 0.34), soft=0.006)
    strip(kit, "zip", "metal", 0.064, kit.colour("zip", "#cfd6de"), (0, 0.66), (0.011, 0.34), soft=0.004)
    rig.limb("zip", (0, 0.945, rig.depth("zip", 0, 0.945)), (0, 0.895, rig.depth("zip", 0, 0.895) + 0.012), 0.020, 0.014, kit.colour("zip", "#cfd6de"), soft=0.006)
    if "seam" in kit.record["colours"]:
        for y in (0.42, 0.535, 0.65, 0.765, 0.88):
            rig.paint(g, (0, y, 0), (2, 0.0055, 2, 0), kit.colour("seam"), soft=0.006, shape=s.BOX)


LAPELS: dict[str, Detail] = {"notch": _notch, "shawl": _shawl, "stand": _stand, "biker": _biker, "none": _nothing}
FRONTS: dict[str, Detail] = {"buttons": _buttons, "zip": _zip, "open": _nothing}


def _named(table: dict[str, Detail], key: str, name: str) -> Detail:
    if name not in table:
        choices = ", ".join(table)
        raise CharacterFileBroken(file="[toon]", key=f"outfit.{key}", expected=f"one of {choices}", expected_ko=f"다음 중 하나: {choices}")
    return table[name]


@part("inner", "shirt")
def shirt(kit: Kit) -> None:
    """A shirt with collar points, and a tie where the record gives its colour."""
    top(kit, "shirt", "cloth", 0.022, kit.colour("shirt"), 0.40)
    for side in SIDES:
        panel(kit, f"points{side}", "cloth", 0.055, kit.colour("shirt"), [side * 0.008, 0.985, side * 0.14, 1.06, side * 0.098, 0.845])
    if "tie" in kit.record["colours"]:
        _tie(kit)


@part("inner", "waistcoat")
def waistcoat(kit: Kit) -> None:
    """Shirt and tie under a waistcoat with small buttons and a watch chain."""
    shirt(kit)
    vest(kit)


@part("inner", "tee")
def tee(kit: Kit) -> None:
    """A T-shirt with a ribbed neck."""
    rig, colour = kit.rig, kit.colour("shirt")
    top(kit, "shirt", "cloth", 0.026, colour, 0.30)
    rig.ring("shirt", (0, kit.body.chest_y + 0.125, 0.0), 0.235, 0.030, kit.colour("shirt2", "shirt"), turn=(72, 0, 0), soft=0.012, edge=0.3)


@part("inner", "turtleneck")
def turtleneck(kit: Kit) -> None:
    """A fine jersey with a rolled collar."""
    rig, colour = kit.rig, kit.colour("shirt")
    top(kit, "shirt", "jersey", 0.026, colour, 0.30)
    _roll(kit, "shirt", colour)
    rig.ring("shirt", (0, 0.315, 0), kit.body.hip * 0.92, 0.036, colour, turn=(90, 0, 0), soft=0.02)


def _roll(kit: Kit, g: str, colour: str) -> None:
    y, r = kit.body.chest_y, kit.body.chest
    kit.rig.ring(g, (0, y + 0.135, 0.0), r - 0.030, 0.080, colour, turn=(70, 0, 0), soft=0.03)
    kit.rig.ring(g, (0, y + 0.050, 0.018), r + 0.010, 0.064, colour, turn=(70, 0, 0), soft=0.008)


def vest(kit: Kit) -> None:
    """A waistcoat: deep V, five buttons, points at the hem; with a watch chain where the record gives `chain`."""
    rig, b = kit.rig, kit.body
    colour, g = kit.colour("vest", "outfit"), rig.group("vest", "suit")
    top(kit, g, "suit", 0.046, colour, 0.33)
    rig.add(g, s.TRI, (0, 0, 0), [-0.150, 1.12, 0.150, 1.12, 0.0, 0.700], colour, op=s.SUB, soft=0.010)
    rig.add(g, s.TRI, (0, 0, 0), [-0.09, 0.28, 0.09, 0.28, 0.0, 0.43], colour, op=s.SUB, soft=0.015)
    for side in SIDES:
        rig.ball(g, (side * 0.40, b.chest_y + 0.03, 0), (0.165, 0.24, 0.26), colour, op=s.SUB, soft=0.02)
    seam(kit, g, (0.010, 0.56), (0.0045, 0.14), kit.colour("seam", "#0b1222"), turn=2)
    rig.group("button", "metal", rough=0.3)
    for y in (0.675, 0.595, 0.515, 0.435):
        rig.ball("button", (-0.018, y, rig.depth(g, -0.018, y) + 0.004), (0.018, 0.018, 0.011), kit.colour("button", "#d9a441"))
    if "chain" in kit.record["colours"]:
        rig.group("chain", "metal", rough=0.25)
        for i in range(13):
            u = i / 12
            x, y = 0.005 + 0.185 * u, 0.560 - 0.24 * u * (1 - u) - 0.02 * u
            rig.ball("chain", (x, y, rig.depth(g, x, y) + 0.010), (0.011, 0.011, 0.008), kit.colour("chain"))


@part("outfit", "waistcoat")
def shirt_sleeves(kit: Kit) -> None:
    """A waistcoat over shirt sleeves: the sleeves are the shirt's."""
    kit.rig.group("cloth", kit.choice("cloth", "cloth"))
    top(kit, "cloth", "cloth", 0.022, kit.colour("shirt"), 0.40)
    for side in SIDES:
        panel(kit, f"points{side}", "cloth", 0.055, kit.colour("shirt"), [side * 0.008, 0.985, side * 0.14, 1.06, side * 0.098, 0.845])
    if "tie" in kit.record["colours"]:
        _tie(kit)
    vest(kit)
    for side in SIDES:
        strip(kit, f"flap{side}", "suit", 0.056, kit.colour("lapel", "vest", "outfit"), (side * 0.215, 0.475), (0.066, 0.014), turn=side * 6, soft=0.006)


@part("outfit", "turtleneck")
def jersey(kit: Kit) -> None:
    """A turtleneck worn by itself: ribbed collar, hem and cuffs."""
    rig, colour = kit.rig, kit.colour("outfit")
    g = rig.group("cloth", kit.choice("cloth", "jersey"))
    top(kit, g, "jersey", 0.034, colour, 0.29)
    _roll(kit, g, kit.colour("outfit2", "outfit"))
    rig.ring(g, (0, 0.310, 0), kit.body.hip * 0.925, 0.046, kit.colour("outfit2", "outfit"), turn=(90, 0, 0), soft=0.02, edge=0.25)


@part("outfit", "print_tee")
def plain_tee(kit: Kit) -> None:
    """A T-shirt with a ribbed neck and, where the record gives `print`, two code brackets and a bar on the chest."""
    rig, b, colour = kit.rig, kit.body, kit.colour("outfit")
    g = rig.group("cloth", kit.choice("cloth", "cloth"))
    top(kit, g, "cloth", 0.034, colour, 0.27)
    rig.ring(g, (0, b.chest_y + 0.12, 0.0), 0.250, 0.034, kit.colour("outfit2", "outfit"), turn=(72, 0, 0), soft=0.012, edge=0.3)
    rig.ring(g, (0, 0.285, 0), b.hip * 0.945, 0.028, colour, turn=(90, 0, 0), soft=0.012)
    if "print" in kit.record["colours"]:
        for side in SIDES:
            for turn, y in ((-38 * side, 0.655), (38 * side, 0.605)):
                seam(kit, g, (side * 0.105, y), (0.040, 0.0115), kit.colour("print"), turn=turn)
        seam(kit, g, (0, 0.63), (0.0115, 0.070), kit.colour("print"), turn=-18)


@part("outfit", "dress")
def dress(kit: Kit) -> None:
    """A fitted bodice, a flared skirt, a sash with a bow."""
    rig, b = kit.rig, kit.body
    colour, sash = kit.colour("outfit"), kit.colour("outfit2", "outfit")
    g = rig.group("cloth", kit.choice("cloth", "cloth"))
    top(kit, g, "cloth", 0.030, colour, 0.50)
    rig.ball(g, (0, b.chest_y + 0.20, 0.10), (0.205, 0.235, 0.42), colour, op=s.SUB, soft=0.02)
    rig.add(g, s.FRUST, (0, 0.385, 0), [b.hip + 0.135, b.hip - 0.045, 0.185, 0.04, 1], colour, soft=0.08)
    for j in range(9):
        angle = (j - 4) * 0.36
        x, z = (b.hip + 0.115) * sin(angle), (b.hip + 0.115) * cos(angle)
        rig.limb(g, (x, 0.245, z), (x * 0.70, 0.56, z * 0.76), 0.050, 0.010, colour, soft=0.05)
    strip(kit, "sash", "silk", 0.062, sash, (0, 0.595), (2.0, 0.036), soft=0.012)
    x, y = 0.105, 0.600
    z = rig.depth("sash", x, 0.595) + 0.012
    for side in SIDES:
        rig.limb("sash", (x + side * 0.015, y, z), (x + side * 0.100, y + 0.018, z - 0.012), 0.024, 0.058, sash, flat=1.7, soft=0.010)
        rig.limb("sash", (x + side * 0.012, y - 0.02, z), (x + side * 0.055, y - 0.145, z + 0.045), 0.020, 0.036, sash, flat=2.2, soft=0.010)
    rig.ball("sash", (x, y, z + 0.022), (0.032, 0.036, 0.026), sash, soft=0.006)
