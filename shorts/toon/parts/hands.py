"""Hands. Space of the hand bone: origin at the wrist, +y along the fingers, +z out of the palm; thumb at -x on the +x arm."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shorts.toon.geometry import rot, vector

if TYPE_CHECKING:
    from shorts.toon.kit import Kit


@dataclass(frozen=True, slots=True)
class Grip:
    """Curl (degrees at knuckle and at the joint) of the three fingers, thumb side first; splay between them; thumb swing and curl."""

    curls: tuple[float, float, float]
    splay: float = 16.0
    thumb: float = 55.0
    thumb_curl: float = 10.0
    length: float = 1.0


GRIPS: dict[str, Grip] = {
    "relaxed": Grip((28, 34, 40), splay=7, thumb=30, thumb_curl=25, length=0.85),
    "open": Grip((4, 2, 6), splay=21, thumb=62, thumb_curl=5, length=1.08),
    "point": Grip((2, 112, 116), splay=4, thumb=58, thumb_curl=10, length=1.15),
    "think": Grip((10, 108, 112), splay=6, thumb=62, thumb_curl=5, length=1.0),
    "grip": Grip((70, 74, 78), splay=6, thumb=50, thumb_curl=45, length=0.95),
    "fist": Grip((110, 112, 114), splay=3, thumb=20, thumb_curl=60, length=0.95),
    "thumb": Grip((108, 112, 114), splay=3, thumb=84, thumb_curl=-8, length=0.95),
}

THUMB_UP = 1.45
"""Length of a raised thumb in palms: it has to be told from the fist at a glance."""


def finger(kit: Kit, group: str, base: tuple[float, float, float], swing: float, curl: float, length: float, r: float, colour: str, fur: float) -> None:
    """Two segments: the knuckle bends by `curl`, the joint by as much again (at most 85 degrees)."""
    first = rot(0, 0, -swing) @ rot(curl, 0, 0) @ vector((0, length * 0.52, 0))
    second = rot(0, 0, -swing) @ rot(curl + min(curl, 85), 0, 0) @ vector((0, length * 0.48, 0))
    a = vector(base)
    b = a + first
    kit.rig.limb(group, a, b, r, r * 0.98, colour, soft=0.018, fur=fur)
    kit.rig.limb(group, b, b + second, r * 0.98, r * 0.86, colour, soft=0.018, fur=fur)


def hand(kit: Kit, group: str, side: int, shape: str, size: float, colour: str, fur: float, pad: str | None) -> None:
    """A palm, three fingers and a thumb; `size` is the palm's radius. `pad`: colour of paw pads on the palm, or None."""
    grip, t = GRIPS[shape], -side
    kit.rig.ball(group, (0, size * 0.75, 0), (size, size * 1.02, size * 0.74), colour, soft=0.035, fur=fur, comb=(0, -0.4, 0))
    for j, curl in zip((1, 0, -1), grip.curls, strict=True):
        base = (t * j * size * 0.60, size * (1.32 - 0.14 * abs(j)), -size * 0.02)
        length = size * grip.length * (1.02 if j == 0 else 0.94)
        if shape in ("point", "think") and j == 1:
            length *= 1.45
        finger(kit, group, base, t * j * grip.splay, curl, length, size * 0.36, colour, fur * 0.5)
    swing = math.copysign(grip.thumb, t)
    reach = size * (THUMB_UP if shape == "thumb" else 0.92)
    finger(kit, group, (t * size * 0.72, size * 0.62, size * 0.18), swing, grip.thumb_curl, reach, size * 0.36, colour, fur * 0.5)
    if pad:
        kit.rig.paint(group, (0, size * 0.72, size * 0.75), (size * 0.50, size * 0.40, size * 0.35), pad, soft=0.010, fur=0.0)
        for j in (-1, 0, 1):
            angle = math.radians(t * j * grip.splay)
            reach = size * (1.32 - 0.14 * abs(j)) + size * grip.length * 0.80 * math.cos(angle)
            pos = (t * j * size * 0.60 + math.sin(angle) * size * grip.length * 0.80, reach, size * 0.34)
            if grip.curls[1] < 30:
                kit.rig.paint(group, pos, (size * 0.20, size * 0.22, size * 0.22), pad, soft=0.008, fur=0.0)
