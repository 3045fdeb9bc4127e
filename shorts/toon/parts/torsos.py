"""Torsos: the pear that everything else is hung on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.kit import Kit


def shell(kit: Kit, group: str, out: float, colour: str, soft: float = 0.1, **kw: Any) -> None:
    """The pear grown by `out`: what clothes are cut from."""
    b = kit.body
    chest = b.chest + kit.pose.breathe
    kit.rig.limb(group, (0, b.hip_y, 0), (0, b.chest_y, 0), b.hip + out, chest + out, colour, soft=soft, **kw)
    kit.rig.limb(group, (0, b.chest_y, 0), (0, b.chest_y + 0.3, 0), chest * 0.75 + out, 0.17 + out, colour, soft=soft + 0.02, **kw)


@part("torso", "pear")
def pear(kit: Kit) -> None:
    b = kit.body
    main, belly = kit.colour("main"), kit.colour("belly", "main")
    shell(kit, "body", 0.0, main, fur=kit.fur * 0.8, comb=(0, 2.6, 0.15))
    if b.belly and belly != main:
        kit.rig.paint("body", (0, b.hip_y + 0.12, b.hip * 0.80), (b.hip * 0.66, 0.44, 0.34), belly, soft=0.05)
        kit.rig.paint("body", (0, b.chest_y + 0.05, b.chest * 0.9), (b.chest * 0.60, 0.22, 0.3), belly, soft=0.06)
