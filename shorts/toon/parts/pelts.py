"""Patterns of fur and skin: cheetah's spots and tears, fawn's spots, a turtle's wrinkles, dragon's scales."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from shorts.toon.geometry import vector
from shorts.toon.registry import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.toon.geometry import Floats
    from shorts.toon.kit import Kit

SIDES = (-1, 1)
GOLDEN = math.pi * (3 - math.sqrt(5))
"""Turn between neighbours of an even spread over a sphere (Fibonacci lattice)."""
FAWN = (
    (0.10, 0.44, 0.030), (0.20, 0.52, 0.034), (0.32, 0.40, 0.030), (0.43, 0.48, 0.026),
    (0.46, 0.30, 0.026), (0.56, -0.14, 0.026), (0.50, -0.26, 0.030), (0.60, -0.28, 0.022),
)  # fmt: skip
SCALES = (
    (0.50, 0.30, 0.048), (0.58, 0.20, 0.036), (0.43, 0.40, 0.034), (0.60, 0.05, 0.028),
    (0.55, -0.10, 0.026), (0.12, 0.52, 0.030), (0.20, 0.46, 0.024), (0.60, -0.22, 0.022),
)  # fmt: skip
"""Places on the face and sizes, head space, mirrored."""


def spread(count: int) -> Iterator[tuple[Floats, float]]:
    """Evenly spread unit vectors, a little displaced, and a number in 0…1 for each; the same ones every time."""
    for i in range(count):
        y = 1 - 2 * (i + 0.5) / count
        r, turn = math.sqrt(1 - y * y), GOLDEN * i + 0.35 * math.sin(7.3 * i)
        v = vector((r * math.cos(turn), y + 0.04 * math.sin(5.1 * i), r * math.sin(turn)))
        yield v / math.sqrt(float(v @ v)), 0.5 + 0.5 * math.sin(12.9898 * i)


def _spots_on_head(kit: Kit, count: int, size: float, keep: float) -> None:
    """Spots over the skull, but none on the face: neither below the brows nor near the middle. keep: height in h above which the front has some."""
    h, colour = kit.head, kit.colour("spot")
    for away, chance in spread(count):
        pos = away * (h.w, h.h, h.d) + vector((0, 0.04, 0))
        edge = h.h * keep - 1.2 * max(abs(pos[0]) - 0.25, 0.0)
        if pos[2] > -0.05 and pos[1] < max(edge, -0.34):
            continue
        r = size * (0.75 + 0.5 * chance)
        kit.rig.paint("head", pos, (r, r * 0.9, r * 1.1), colour, soft=0.020)


def _spots_on_limbs(kit: Kit, size: float) -> None:
    """Rows of spots round arms and legs."""
    rig, colour = kit.rig, kit.colour("spot")
    for side, name in ((-1, "r"), (1, "l")):
        for bone, low, high in (("upper", 0.06, 0.30), ("fore", 0.05, 0.20)):
            with rig.within(part=f"arm_{name}", bone=f"{bone}_{name}"):
                for j in range(9):
                    a, y = 2.4 * j + side, low + (high - low) * ((j * 0.382) % 1.0)
                    rig.paint("body", (math.cos(a) * 0.105, y, math.sin(a) * 0.105), (size, size * 1.1, size), colour, soft=0.016)
        with rig.within(part="body", bone="chest"):
            for j in range(9):
                a, y = 2.4 * j + side, 0.16 + 0.20 * ((j * 0.382) % 1.0)
                rig.paint("body", (side * 0.18 + math.cos(a) * 0.15, y, math.sin(a) * 0.15), (size, size * 1.1, size), colour, soft=0.016)


@part("marks", "cheetah")
def cheetah(kit: Kit) -> None:
    """Small solid spots, and the dark lines that run from the inner corners of the eyes round the muzzle."""
    _spots_on_head(kit, 150, 0.036, 0.60)
    _spots_on_limbs(kit, 0.026)
    e, m, tear = kit.eyes, kit.muzzle, kit.colour("tear", "spot")
    inner = ((e.x - e.rx * 0.86, e.y - e.ry * 0.62), (e.x - e.rx * 0.95, m.y + m.h * 1.30))
    path = (*inner, (m.w * 0.80, m.y + m.h * 0.55), (m.w * 1.06, m.y - m.h * 0.30), (m.w * 1.04, m.y - m.h * 1.0))
    for side in SIDES:
        for (ax, ay), (bx, by) in pairwise(path):
            for t in (0.0, 0.25, 0.5, 0.75):
                x, y = ax + (bx - ax) * t, ay + (by - ay) * t
                kit.rig.paint("head", kit.on_face(side * x, y), (0.024, 0.034, 0.09), tear, soft=0.012)


@part("marks", "fawn")
def fawn(kit: Kit) -> None:
    """Pale spots on forehead, cheeks and limbs."""
    rig, colour = kit.rig, kit.colour("spot")
    for side in SIDES:
        for x, y, r in FAWN:
            pos = kit.on_face(side * x, y)
            rig.paint("head", pos, (r, r, 0.10), colour, soft=0.014)
    _spots_on_limbs(kit, 0.022)


@part("marks", "wrinkles")
def wrinkles(kit: Kit) -> None:
    """Fine laughter lines beside the eyes and three folds on the forehead."""
    rig, e, colour = kit.rig, kit.eyes, kit.colour("wrinkle")
    for side in SIDES:
        for dy, slope in ((0.03, 0.5), (-0.03, 0.0), (-0.09, -0.5)):
            for t in (0.0, 0.5, 1.0):
                x, y = e.x + e.rx * 1.22 + t * 0.055, e.y + dy + slope * t * 0.055
                rig.paint("head", kit.on_face(side * x, y), (0.020, 0.009, 0.06), colour, soft=0.010, weight=0.7, turn=(0, 0, side * slope * 40))
    for y, half in ((0.40, 0.16), (0.455, 0.12)):
        for t in (-1.0, -0.6, -0.2, 0.2, 0.6, 1.0):
            pos = kit.on_face(t * half, y + 0.012 * (1 - t * t))
            rig.paint("head", pos, (half * 0.26, 0.009, 0.06), colour, soft=0.010, weight=0.6)


@part("marks", "scales")
def scales(kit: Kit) -> None:
    """Clusters of darker scales on forehead, temples and limbs."""
    h, rig, colour = kit.head, kit.rig, kit.colour("spot")
    for side in SIDES:
        for x, y, r in SCALES:
            pos = kit.on_face(side * x * h.w / 0.66, y)
            rig.paint("head", pos, (r, r * 0.8, 0.12), colour, soft=0.010)
    _spots_on_limbs(kit, 0.026)
