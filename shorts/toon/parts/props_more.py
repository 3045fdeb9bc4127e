"""More things held in the hand at the picture's left: a glass, a microphone, a coin, books."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from shorts.toon import shapes as s
from shorts.toon.geometry import placed, rot, vector
from shorts.toon.parts.props import held, in_hand

if TYPE_CHECKING:
    from shorts.toon.kit import Kit


def _at_fingertips(kit: Kit, offset: tuple[float, float, float], turn: tuple[float, float, float]) -> str:
    """A bone that goes where the fingers of the right hand point, whatever the arm does, and keeps its own orientation."""
    hand, chest = kit.rig.bones["hand_r"], kit.rig.bones["chest"][:3, 3]
    return kit.rig.hang("prop", "chest", placed(hand[:3, :3] @ vector(offset) + hand[:3, 3] - chest, rot(*turn)))


@held("wine")
def wine(kit: Kit) -> None:
    """A stemmed glass, half full."""
    rig, red = kit.rig, kit.colour("wine", "#6e1226")
    with rig.within(part="arm_r", bone=in_hand(kit, (-0.005, 0.095, 0.10), (-4, 0, 6))):
        rig.group("goblet", "glass", rough=0.06)
        rig.group("wine", "glass", rough=0.1)
        rig.add("goblet", s.CYL, (0, -0.155, 0), [0.082, 0.009, 0.008], "#e9f0f3")
        rig.limb("goblet", (0, -0.15, 0), (0, 0.05, 0), 0.014, 0.014, "#e9f0f3", soft=0.03)
        rig.ball("goblet", (0, 0.155, 0), (0.104, 0.130, 0.104), "#e9f0f3", soft=0.03)
        rig.box("goblet", (0, 0.335, 0), (0.3, 0.100, 0.3), "#f6fafb", 0.0, op=s.SUB, soft=0.01)
        rig.ball("wine", (0, 0.155, 0), (0.1075, 0.1335, 0.1075), red)
        rig.box("wine", (0, 0.280, 0), (0.3, 0.105, 0.3), red, 0.0, turn=(0, 0, -4), op=s.SUB, soft=0.006)


@held("microphone")
def microphone(kit: Kit) -> None:
    """A hand microphone with a silver mesh."""
    rig = kit.rig
    with rig.within(part="arm_r", bone=in_hand(kit, (0.0, 0.085, 0.085), (-14, 0, 14))):
        rig.group("mic", "rubber", rough=0.3)
        rig.group("mesh", "metal", rough=0.4, bump=0.5, freq=150)
        rig.limb("mic", (0, -0.14, 0), (0, 0.13, 0), 0.036, 0.052, "#23252b")
        rig.ring("mesh", (0, 0.150, 0), 0.056, 0.016, kit.colour("gold", "#e8b84a"), turn=(90, 0, 0))
        rig.ball("mesh", (0, 0.225, 0), (0.092, 0.098, 0.092), "#c8ced6")
        rig.ring("mesh", (0, 0.225, 0), 0.090, 0.012, "#eef1f4", turn=(90, 0, 0))


@held("coin")
def coin(kit: Kit) -> None:
    """A big gold coin with a milled edge and a star."""
    rig, gold = kit.rig, kit.colour("gold")
    dark = kit.colour("gold2", "gold")
    with rig.within(part="arm_r", bone=_at_fingertips(kit, (0.0, 0.215, 0.030), (-10, 16, 0))):
        rig.group("coin", "metal", rough=0.22)
        rig.add("coin", s.CYL, (0, 0, 0), [0.135, 0.024, 0.014], gold, turn=(90, 0, 0))
        rig.add("coin", s.CYL, (0, 0, 0.026), [0.108, 0.008, 0.006], dark, turn=(90, 0, 0), op=s.SUB, soft=0.006)
        for i in range(5):
            angle = 2 * pi * i / 5
            rig.limb("coin", (0, 0, 0.018), (0.066 * sin(angle), 0.066 * cos(angle), 0.018), 0.030, 0.008, gold, soft=0.012)


@held("book")
def book(kit: Kit) -> None:
    """An old leather book with a gilt frame and a clasp of pages."""
    rig, leather, gilt = kit.rig, kit.colour("book"), kit.colour("gilt", "#d9b04a")
    with rig.within(part="arm_r", bone=in_hand(kit, (-0.012, 0.120, 0.195), (-16, 18, 7))):
        rig.group("book", "leather")
        rig.group("pages", "paper")
        rig.group("gilt", "metal", rough=0.35)
        rig.box("book", (0, 0, 0), (0.150, 0.195, 0.048), leather, 0.014)
        rig.box("pages", (0.012, 0.006, 0), (0.146, 0.196, 0.036), "#f1e6cc", 0.004)
        rig.box("book", (-0.150, 0, 0), (0.020, 0.197, 0.052), leather, 0.018, soft=0.01)
        for y in (-0.12, 0.0, 0.12):
            rig.box("gilt", (-0.152, y, 0), (0.024, 0.012, 0.056), gilt, 0.010)
        for half_x, half_y, x, y in ((0.105, 0.006, 0.012, 0.150), (0.105, 0.006, 0.012, -0.150), (0.006, 0.150, -0.093, 0), (0.006, 0.150, 0.117, 0)):
            rig.box("gilt", (x, y, 0.049), (half_x, half_y, 0.004), gilt, 0.003)
        rig.ball("gilt", (0.012, 0.0, 0.047), (0.050, 0.062, 0.010), gilt)


@held("sketchbook")
def sketchbook(kit: Kit) -> None:
    """A spiral sketchbook with a flowing line and three swatches of colour."""
    rig, ink = kit.rig, kit.colour("ink", "#2b2f38")
    with rig.within(part="arm_r", bone=in_hand(kit, (-0.055, 0.165, 0.195), (-18, 16, 6))):
        rig.group("sketch", "paper")
        rig.group("spiral", "metal")
        rig.box("sketch", (0, -0.006, -0.014), (0.152, 0.192, 0.008), kit.colour("cover", "#2b2f38"), 0.006)
        rig.box("sketch", (0, 0, 0), (0.145, 0.182, 0.008), "#fffdf6", 0.004, edge=0.2)
        for i in range(7):
            rig.ring("spiral", (-0.120 + 0.040 * i, 0.182, 0.0), 0.018, 0.0050, "#c9d0d8", turn=(0, 90, 0))
        for y, half, turn in ((0.095, 0.085, 180), (0.035, 0.085, 0)):
            rig.paint("sketch", (0.025 if turn else -0.025, y, 0.01), (half, 0.0060, 0.95, 1.0), ink, soft=0.003, shape=s.ARC, turn=(0, 0, turn))
        for i, colour in enumerate((kit.colour("dot", "#d9574c"), kit.colour("cover", "#2b2f38"), kit.colour("swatch", "#8fb3c9"))):
            rig.paint("sketch", (-0.075 + 0.072 * i, -0.105, 0.01), (0.028, 0.036, 0.02, 0), colour, soft=0.003, shape=s.BOX)
