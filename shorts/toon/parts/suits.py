"""Business wear: jacket, lapels, shirt, tie, buttons, pocket square."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.toon import shapes as s
from shorts.toon.parts.outfits import SIDES, panel, seam, strip, top
from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.kit import Kit


@part("outfit", "suit")
def suit(kit: Kit) -> None:
    """A single-breasted jacket over shirt and tie."""
    rig = kit.rig
    navy, shirt = kit.colour("outfit"), kit.colour("shirt")
    top(kit, "shirt", "cloth", 0.022, shirt, 0.40)
    rig.group("cloth", "suit")
    top(kit, "cloth", "suit", 0.045, navy, 0.285)
    rig.add("cloth", s.TRI, (0, 0, 0.0), [-0.185, 1.12, 0.185, 1.12, 0.0, 0.575], navy, op=s.SUB, soft=0.010)
    rig.add("cloth", s.TRI, (0, 0, 0), [-0.12, 0.20, 0.12, 0.20, 0.0, 0.43], navy, op=s.SUB, soft=0.02)
    _lapels(kit)
    _tie(kit)
    _details(kit)


def _lapels(kit: Kit) -> None:
    """Notched: a long triangle each side with a shorter collar piece above it; shirt collar on top."""
    lapel = kit.colour("lapel", "outfit")
    for side in SIDES:
        panel(kit, f"lapel{side}", "suit", 0.064, lapel, [side * 0.085, 0.945, side * 0.235, 0.865, side * 0.004, 0.560])
        panel(kit, f"collar{side}", "suit", 0.066, lapel, [side * 0.105, 1.10, side * 0.225, 0.980, side * 0.098, 0.895])
        panel(kit, f"points{side}", "cloth", 0.055, kit.colour("shirt"), [side * 0.008, 0.985, side * 0.14, 1.06, side * 0.098, 0.845])


def _tie(kit: Kit) -> None:
    tie = kit.colour("tie")
    panel(kit, "tie", "silk", 0.040, tie, [-0.070, 0.545, 0.070, 0.545, 0.0, 1.02], soft=0.012)
    panel(kit, "knot", "silk", 0.062, tie, [-0.066, 0.965, 0.066, 0.965, 0.0, 0.840], soft=0.018)
    for j in range(4):
        seam(kit, "tie", (0, 0.80 - j * 0.075), (0.2, 0.010), kit.colour("tie2", "tie"), turn=32, soft=0.004)


def _details(kit: Kit) -> None:
    """Front edge, two buttons, flap pockets and a folded square."""
    rig, gold = kit.rig, kit.colour("button", "#d9a441")
    dark = kit.colour("seam", "#0b1222")
    seam(kit, "cloth", (0.012, 0.49), (0.0045, 0.085), dark, turn=4)
    rig.group("button", "metal", rough=0.3)
    for y in (0.545, 0.455):
        rig.ball("button", (-0.022, y, rig.depth("cloth", -0.022, y) + 0.004), (0.024, 0.024, 0.014), gold)
    for side in SIDES:
        strip(kit, f"flap{side}", "suit", 0.056, kit.colour("lapel", "outfit"), (side * 0.235, 0.475), (0.078, 0.026), turn=side * 6, soft=0.008)
    square = kit.colour("square", "shirt")
    panel(kit, "square", "silk", 0.058, square, [0.185, 0.742, 0.275, 0.742, 0.205, 0.815], soft=0.006)
    strip(kit, "breast", "suit", 0.060, kit.colour("lapel", "outfit"), (0.230, 0.730), (0.062, 0.014), turn=5, soft=0.006)
