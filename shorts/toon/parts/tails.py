"""Tails, all on the picture's right."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.kit import Kit


@part("tail", "fox")
def fox(kit: Kit) -> None:
    """A big brush that swings out and up, with a pale tip."""
    rig, fur, main = kit.rig, kit.fur, kit.colour("main")
    with rig.within(part="tail", bone="root"):
        rig.limb("body", (0.05, 0.42, -0.30), (0.50, 0.46, -0.50), 0.10, 0.19, main, soft=0.08, fur=fur * 1.5, comb=(0.0, 0.2, -0.2))
        rig.limb("body", (0.50, 0.46, -0.50), (0.76, 0.84, -0.48), 0.21, 0.175, main, soft=0.12, fur=fur * 1.7, comb=(0.3, 0.2, -0.4))
        rig.limb("body", (0.76, 0.84, -0.48), (0.76, 1.08, -0.44), 0.17, 0.05, kit.colour("tip", "#fff6ea"), soft=0.08, fur=fur * 1.8, comb=(0.6, 0.5, -0.4), edge=0.4)


@part("tail", "cat")
def cat(kit: Kit) -> None:
    """A slim S with a coloured tip and, where the record has a stripe colour, rings."""
    rig, fur, main = kit.rig, kit.fur, kit.colour("main")
    points = [(0.05, 0.35, -0.3), (0.40, 0.28, -0.45), (0.64, 0.46, -0.45), (0.68, 0.74, -0.42), (0.60, 0.94, -0.40), (0.66, 1.12, -0.38)]
    with rig.within(part="tail", bone="root"):
        for j, (a, b) in enumerate(pairwise(points)):
            colour = kit.colour("stripe", "main") if j % 2 else main
            rig.limb("body", a, b, 0.082, 0.080, colour, soft=0.06, fur=fur * 1.0, comb=(0.3, 0.1, -0.4), edge=0.5)
        rig.ball("body", points[-1], (0.085, 0.10, 0.085), kit.colour("tip", "main"), soft=0.04, fur=fur, comb=(0.5, 0.7, -0.4))


@part("tail", "curl")
def curl(kit: Kit) -> None:
    """A shiba's tail, rolled up beside the hip."""
    rig, fur = kit.rig, kit.fur
    with rig.within(part="tail", bone="root"):
        rig.limb("body", (0.10, 0.44, -0.32), (0.40, 0.62, -0.42), 0.12, 0.15, kit.colour("main"), soft=0.08, fur=fur * 1.3, comb=(0, 0.4, -0.2))
        rig.limb("body", (0.40, 0.62, -0.42), (0.56, 0.86, -0.42), 0.15, 0.14, kit.colour("main"), soft=0.08, fur=fur * 1.3, comb=(0.2, 0.4, -0.4))
        rig.ball("body", (0.50, 0.80, -0.36), (0.15, 0.17, 0.12), kit.colour("belly"), soft=0.06, fur=fur * 1.5, comb=(0.3, 1.1, -0.4), edge=0.4)


@part("tail", "puff")
def puff(kit: Kit) -> None:
    """A rabbit's or bear's ball, mostly hidden behind the body."""
    with kit.rig.within(part="tail", bone="root"):
        kit.rig.ball("body", (0.12, 0.36, -0.42), (0.17, 0.17, 0.17), kit.colour("belly"), soft=0.02, fur=kit.fur * 1.4, comb=(0, 0.4, -0.3))
