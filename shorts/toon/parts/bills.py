"""A duck's bill and tail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.toon.geometry import vector
from shorts.toon.registry import part
from shorts.toon.shapes import MOUTH, SUB

if TYPE_CHECKING:
    from shorts.toon.kit import Kit


@part("muzzle", "duck")
def duck_bill(kit: Kit) -> None:
    """Broad, flat and turned up at the tip; the lower half drops as the mouth opens."""
    rig, m, mouth = kit.rig, kit.muzzle, kit.pose.lips
    drop = max(mouth.lower + min(mouth.upper, 0.0), 0.0) if mouth.open else 0.0
    wide = m.w * (1.0 + 0.8 * (mouth.width - 0.16))
    z, tip = kit.head.d * 0.80, m.d * 0.72
    upper, lower = kit.colour("accent"), kit.colour("accent2", "accent")
    rig.paint("head", (0, m.y, z), (wide + 0.06, m.h + 0.07 + drop * 0.6, 0.4), upper, soft=0.03, weight=0.0, fur=0.0)
    rig.group("bill", "horn")
    rig.ball("bill", (0, m.y + 0.035, z), (wide * 0.86, m.h * 0.95, m.d * 0.86), upper, soft=0.06)
    rig.ball("bill", (0, m.y + 0.012, z + tip), (wide * 1.08, m.h * 0.52, m.d * 0.66), upper, soft=0.10, turn=(-9, 0, 0))
    rig.limb("bill", (0, m.y + 0.10, z - 0.02), (0, m.y + 0.035, z + tip * 1.2), 0.085, 0.040, upper, soft=0.10)
    smile = 0.022 + max(mouth.lift, 0.0) * 0.40
    rig.add("bill", MOUTH, (0, m.y - 0.085, z + 0.05), [wide * 1.5, smile, 0.6, 0.36, 0.004, smile + 0.09], upper, op=SUB, soft=0.025)
    for side in (-1, 1):
        x, y = side * 0.062, m.y + 0.085
        rig.ball("bill", (x, y, rig.depth("bill", x, y) + 0.004), (0.018, 0.010, 0.020), "#a8541a", op=SUB, soft=0.012, turn=(0, 0, side * 20))
    rig.group("jaw", "horn")
    low = vector((0, m.y - 0.012 - drop * 0.62, z + tip * 0.42))
    rig.ball("jaw", low, (wide * 0.82, m.h * 0.46, m.d * 0.98), lower, turn=(drop * 70, 0, 0))
    if drop > 0.02:
        rig.group("gape", "mouth")
        rig.ball("jaw", low + vector((0, m.h * 0.50, 0.04)), (wide * 0.70, m.h * 0.56, m.d * 0.98), "#7a1d28", op=SUB, soft=0.01, edge=0.3, turn=(drop * 70, 0, 0))
        rig.ball("gape", (0, m.y - drop * 0.28, z), (wide * 0.74, drop * 0.50 + 0.012, m.d * 0.90), "#6d1a26")
        rig.ball("gape", low + vector((0, drop * 0.10, 0.03)), (wide * 0.48, drop * 0.14 + 0.014, m.d * 0.74), "#e06772", soft=0.01, edge=0.2, turn=(drop * 60, 0, 0))


@part("tail", "duck")
def duck_tail(kit: Kit) -> None:
    """A cocked tuft with a curl."""
    rig, fur, main = kit.rig, kit.fur, kit.colour("main")
    with rig.within(part="tail", bone="root"):
        rig.limb("body", (0.08, 0.42, -0.30), (0.46, 0.52, -0.46), 0.20, 0.110, main, soft=0.08, fur=fur * 1.2, comb=(0, 0.3, -0.2))
        rig.limb("body", (0.44, 0.51, -0.46), (0.60, 0.68, -0.44), 0.110, 0.050, main, soft=0.06, fur=fur * 1.2, comb=(0.2, 0.3, -0.4))
        rig.limb("body", (0.60, 0.67, -0.44), (0.54, 0.78, -0.42), 0.055, 0.012, main, soft=0.04, fur=fur * 0.8, comb=(0.6, 0.4, -0.4))
