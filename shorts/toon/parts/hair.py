"""Forelocks and hair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.kit import Kit


def _locks(kit: Kit, rows: tuple[tuple[float, float, float, float], ...]) -> None:
    """Tapering locks on top of the skull: (x at the root, x at the tip, rise, radius)."""
    h, colour = kit.head.h, kit.colour("hair", "main")
    for x0, x1, rise, r in rows:
        a, b = (x0, h * 0.92, 0.14), (x1, h * 0.92 + rise, 0.24)
        kit.rig.limb("head", a, b, r * 1.5, 0.012, colour, soft=0.06, fur=0.055, comb=(x0 - 0.02, h * 0.55, 0.05))


@part("hair", "tuft")
def tuft(kit: Kit) -> None:
    """A small three-pointed forelock."""
    _locks(kit, ((-0.05, -0.12, 0.13, 0.052), (0.01, -0.01, 0.19, 0.056), (0.07, 0.10, 0.13, 0.046)))


@part("hair", "swept")
def swept(kit: Kit) -> None:
    """Locks combed to one side: neat, grown up."""
    _locks(kit, ((-0.12, 0.03, 0.16, 0.060), (-0.03, 0.15, 0.17, 0.062), (0.07, 0.26, 0.12, 0.055)))


@part("hair", "messy")
def messy(kit: Kit) -> None:
    """Locks in all directions: up all night with a good idea."""
    _locks(kit, ((-0.12, -0.24, 0.15, 0.050), (-0.04, -0.07, 0.25, 0.055), (0.05, 0.12, 0.22, 0.055), (0.12, 0.27, 0.13, 0.045)))
