"""More tails: a retriever's plume, an otter's rudder, a cheetah's rings, a kangaroo's and a dragon's."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from shorts.toon.registry import part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.toon.geometry import Vector
    from shorts.toon.kit import Kit


def _chain(kit: Kit, points: Sequence[Vector], radii: Sequence[float], colours: Sequence[str], fur: float) -> None:
    """A tail through points; its fur is combed from root to tip."""
    with kit.rig.within(part="tail", bone="root"):
        for j, ((a, ra), (b, rb)) in enumerate(pairwise(zip(points, radii, strict=True))):
            back = tuple(2 * p - q for p, q in zip(a, b, strict=True))
            kit.rig.limb("body", a, b, ra, rb, colours[j % len(colours)], soft=0.07, fur=kit.fur * fur, comb=back, edge=0.45)


@part("tail", "plume")
def plume(kit: Kit) -> None:
    """Feathered below, carried in a happy curve."""
    points = ((0.05, 0.40, -0.30), (0.42, 0.40, -0.46), (0.68, 0.58, -0.46), (0.80, 0.86, -0.42), (0.78, 1.05, -0.40))
    _chain(kit, points, (0.10, 0.130, 0.150, 0.125, 0.03), (kit.colour("main"), kit.colour("main"), kit.colour("tip", "belly")), 1.7)


@part("tail", "rudder")
def rudder(kit: Kit) -> None:
    """Thick at the root, tapering, resting on the ground."""
    _chain(kit, ((0.08, 0.34, -0.28), (0.42, 0.17, -0.36), (0.72, 0.12, -0.30), (0.92, 0.20, -0.24)), (0.17, 0.130, 0.090, 0.035), (kit.colour("main"),), 0.7)


@part("tail", "ringed")
def ringed(kit: Kit) -> None:
    """Long and slim with dark rings towards a pale tip."""
    points = [(0.05, 0.36, -0.3), (0.42, 0.26, -0.44), (0.66, 0.40, -0.44), (0.74, 0.60, -0.42)]
    points += [(0.72, 0.74, -0.40), (0.66, 0.86, -0.40), (0.64, 0.97, -0.40), (0.67, 1.08, -0.38)]
    main, dark = kit.colour("main"), kit.colour("spot")
    _chain(kit, points, (0.085, 0.08, 0.08, 0.08, 0.082, 0.085, 0.088, 0.060), (main, main, main, dark, main, dark, kit.colour("tip", "belly")), 0.9)


@part("tail", "kangaroo")
def kangaroo(kit: Kit) -> None:
    """A heavy prop that sweeps round along the ground."""
    _chain(kit, ((0.06, 0.38, -0.26), (0.44, 0.20, -0.40), (0.78, 0.13, -0.26), (1.00, 0.12, -0.10)), (0.21, 0.165, 0.105, 0.040), (kit.colour("main"),), 0.7)


@part("tail", "dragon")
def dragon(kit: Kit) -> None:
    """Scaly, with a row of soft spikes and a flame-shaped tip."""
    rig, accent = kit.rig, kit.colour("accent")
    points = ((0.08, 0.36, -0.26), (0.44, 0.20, -0.40), (0.78, 0.26, -0.36), (0.92, 0.52, -0.34), (0.88, 0.70, -0.34))
    _chain(kit, points, (0.19, 0.140, 0.090, 0.060, 0.045), (kit.colour("main"),), 0.0)
    with rig.within(part="tail", bone="root"):
        rig.group("spike", "horn")
        rig.limb("spike", (0.88, 0.68, -0.34), (0.89, 0.82, -0.34), 0.050, 0.110, accent, flat=1.8, soft=0.03)
        rig.limb("spike", (0.89, 0.82, -0.34), (0.97, 1.03, -0.34), 0.110, 0.012, accent, flat=1.8, soft=0.05)
        for x, y, z in ((0.30, 0.42, -0.36), (0.55, 0.36, -0.40), (0.76, 0.40, -0.37)):
            rig.limb("spike", (x, y - 0.08, z), (x + 0.03, y + 0.05, z), 0.060, 0.012, accent, flat=1.5)
