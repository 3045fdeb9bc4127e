"""Things held in the hand at the picture's left (arm_r), or carried before the chest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.toon import shapes as s
from shorts.toon.geometry import placed, rot
from shorts.toon.registry import part

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.toon.kit import Kit
    from shorts.toon.registry import Part

HELD = {"tablet", "cue_cards", "brush"}
"""Props that close the hand at -x round them; `held` adds to them."""


def held(name: str) -> Callable[[Part], Part]:
    """Register a prop that the hand at -x closes round, e.g. @held("cup")."""
    HELD.add(name)
    return part("prop", name)


def in_hand(kit: Kit, offset: tuple[float, float, float], turn: tuple[float, float, float]) -> str:
    """A bone at the right wrist that keeps its own orientation, so that a screen stays readable as the arm moves."""
    wrist = kit.rig.bones["hand_r"][:3, 3] - kit.rig.bones["chest"][:3, 3]
    return kit.rig.hang("prop", "chest", placed(wrist) @ placed((0, 0, 0), rot(*turn)) @ placed(offset))


@part("prop", "tablet")
def tablet(kit: Kit) -> None:
    """A slim tablet with a lit screen of charts."""
    rig, glow = kit.rig, kit.colour("glow")
    with rig.within(part="arm_r", bone=in_hand(kit, (-0.045, 0.185, 0.03), (-22, 18, 9))):
        rig.group("tablet", "plastic", rough=0.3)
        rig.group("screen", "glass", emit=0.25)
        rig.group("pixels", "glow", emit=1.0)
        rig.box("tablet", (0, 0, 0), (0.150, 0.195, 0.016), "#e9edf1", 0.016)
        rig.box("screen", (0, 0, 0.012), (0.132, 0.176, 0.008), "#0e2a3a", 0.006)
        for j, height in enumerate((0.035, 0.060, 0.048, 0.085)):
            rig.box("pixels", (-0.075 + j * 0.05, -0.115 + height, 0.021), (0.016, height, 0.003), glow, 0.002)
        rig.box("pixels", (-0.035, 0.125, 0.021), (0.062, 0.010, 0.003), "#ffffff", 0.002)
        rig.box("pixels", (-0.055, 0.095, 0.021), (0.042, 0.007, 0.003), "#ffffff", 0.002)


@part("prop", "cue_cards")
def cue_cards(kit: Kit) -> None:
    """A small stack of cards with a blue header and lines of text."""
    rig = kit.rig
    with rig.within(part="arm_r", bone=in_hand(kit, (-0.02, 0.165, 0.03), (-20, 14, 7))):
        rig.group("cards", "paper")
        rig.box("cards", (0.016, 0.010, -0.016), (0.150, 0.105, 0.006), "#e7e2d8", 0.004, turn=(0, 0, -5))
        rig.box("cards", (0, 0, 0), (0.150, 0.105, 0.008), "#fffdf7", 0.004)
        rig.paint("cards", (0, 0.075, 0.01), (0.2, 0.024, 0.006, 0), kit.colour("outfit"), soft=0.002, shape=s.BOX)
        for j, half in enumerate((0.115, 0.100, 0.110, 0.070)):
            rig.paint("cards", (half - 0.118, 0.030 - j * 0.032, 0.010), (half, 0.0060, 0.006, 0), "#8b919c", soft=0.002, shape=s.BOX)


@part("prop", "brush")
def brush(kit: Kit) -> None:
    """A long paintbrush, loaded with colour."""
    rig = kit.rig
    with rig.within(part="arm_r", bone=in_hand(kit, (0.0, 0.07, 0.075), (-8, 0, 16))):
        rig.group("handle", "rubber", rough=0.3)
        rig.group("ferrule", "metal")
        rig.group("bristle", "cloth")
        rig.limb("handle", (0, -0.20, 0), (0, 0.14, 0), 0.014, 0.024, "#c98a45")
        rig.limb("ferrule", (0, 0.14, 0), (0, 0.20, 0), 0.026, 0.030, "#d5dbe2")
        rig.limb("bristle", (0, 0.20, 0), (0, 0.25, 0), 0.034, 0.040, "#4a3426", soft=0.02)
        rig.limb("bristle", (0, 0.255, 0), (0.004, 0.335, 0), 0.041, 0.010, kit.colour("paint", "#e5484d"), soft=0.02, edge=0.4)


@part("prop", "box")
def parcel(kit: Kit) -> None:
    """A parcel held with both hands (arms "hold")."""
    rig = kit.rig
    rig.group("parcel", "paper")
    rig.group("label", "paper", spec=0.9, rough=0.3)
    colour = kit.colour("prop", "#ff7a59")
    rig.box("parcel", (0, 0.74, 0.60), (0.20, 0.20, 0.11), "#fff7ec", 0.022)
    rig.paint("parcel", (0, 0.74, 0.60), (0.045, 0.3, 0.3, 0), colour, soft=0.003, shape=s.BOX)
    rig.ball("label", (0, 0.76, 0.706), (0.075, 0.075, 0.012), "#ffd34d")
