"""What is carried or grown on the back: backpack, turtle's shell, hedgehog's spines, dragon's wings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from shorts.toon.colour import mixed
from shorts.toon.geometry import along, frame, rot, unit, vector
from shorts.toon.parts.pelts import spread
from shorts.toon.parts.workwear import cord, worn
from shorts.toon.registry import part
from shorts.toon.shapes import CYL, SUB

if TYPE_CHECKING:
    from shorts.toon.geometry import Vector
    from shorts.toon.kit import Kit

SIDES = (-1, 1)


@part("back", "backpack")
def backpack(kit: Kit) -> None:
    """A hiker's pack with side pockets and a rolled mat under it; straps with a chest buckle in front."""
    rig, b = kit.rig, kit.body
    cloth, dark = kit.colour("pack"), kit.colour("pack2", "pack")
    rig.group("pack", "denim")
    rig.group("mat", "cloth", bump=0.08)
    rig.group("clip", "plastic")
    rig.box("pack", (0, 0.80, -0.40), (0.46, 0.36, 0.19), cloth, 0.12)
    for side in SIDES:
        rig.box("pack", (side * 0.47, 0.70, -0.38), (0.085, 0.16, 0.12), dark, 0.06, soft=0.02, edge=0.2)
        rig.box("pack", (side * 0.475, 0.84, -0.37), (0.090, 0.035, 0.125), cloth, 0.03, soft=0.01, edge=0.2)
    rig.add("mat", CYL, (0, 0.385, -0.40), [0.125, 0.62, 0.02], kit.colour("mat", "#c9a26a"), turn=(0, 0, 90))
    for side in SIDES:
        for r in (0.095, 0.060, 0.026):
            rig.ring("mat", (side * 0.615, 0.385, -0.40), r, 0.010, kit.colour("mat2", "#8f6b3d"), turn=(0, 90, 0), soft=0.008, edge=0.2)
        rig.ring("pack", (side * 0.34, 0.385, -0.40), 0.128, 0.018, dark, turn=(0, 90, 0))
    rig.group("strap", "denim")
    rows = ((0.215, b.chest_y + 0.16), (0.235, b.chest_y + 0.06), (0.245, b.chest_y - 0.06), (0.275, b.chest_y - 0.20), (0.345, b.chest_y - 0.31))
    for side in SIDES:
        cord(kit, "strap", [worn(kit, side * x, y, 0.012) for x, y in rows], 0.036, dark)
    line = [worn(kit, x, b.chest_y - 0.045, 0.016) for x in (-0.22, -0.08, 0.08, 0.22)]
    cord(kit, "strap", line, 0.020, dark)
    rig.box("clip", worn(kit, 0, b.chest_y - 0.045, 0.034), (0.046, 0.030, 0.014), kit.colour("clip", "#f0a43a"), 0.012)


@part("back", "shell")
def shell(kit: Kit) -> None:
    """A domed shell whose rim frames the torso, and the plated plastron on the belly."""
    rig = kit.rig
    dome, plate = kit.colour("shell"), kit.colour("belly")
    rig.group("shell", "horn", bump=0.05, freq=26)
    middle, wide, high = vector((0, 0.70, -0.26)), 0.735, 0.635
    rig.ball("shell", middle, (wide, high, 0.46), dome, soft=0.05)
    rig.box("shell", (0, 0.70, 1.00), (2, 2, 1.0), dome, 0.0, op=SUB, soft=0.03)
    for away, _ in spread(26):
        if away[2] < 0.15:
            at = middle + away * (wide, high, 0.46)
            rig.ball("shell", at, (0.135, 0.135, 0.06), mixed(dome, "#ffd9a0", 0.18), turn=frame(_side_of(away), away), soft=0.04, edge=0.4)
    _scutes(kit, wide, high)
    rig.paint("body", (0, 0.66, 0.35), (0.325, 0.45, 0.4), plate, soft=0.015)
    line = mixed(plate, "#6b5a2a", 0.55)
    rig.paint("body", (0, 0.66, 0.35), (0.012, 0.42, 0.4), line, soft=0.008)
    for y, half in ((0.46, 0.27), (0.60, 0.32), (0.74, 0.32), (0.88, 0.25)):
        rig.paint("body", (0, y, 0.35), (half, 0.010, 0.4), line, soft=0.008)


def _scutes(kit: Kit, wide: float, high: float) -> None:
    """The shell's edge as it is seen from the front: a thick rim of plates, pale and dark in turn, each with a groove to the next."""
    rig, rim, count = kit.rig, kit.colour("rim"), 22
    dark = mixed(rim, "#4a2c12", 0.42)

    def edge(turn: float, share: float, z: float) -> Vector:
        return vector((share * wide * math.sin(turn), 0.70 + share * high * math.cos(turn), z))

    for j in range(count):
        turn = 2 * math.pi * (j + 0.5) / count
        a, c = (2 * math.pi * (j + k) / count for k in (0.14, 0.86))
        rig.limb("shell", edge(a, 0.99, -0.03), edge(c, 0.99, -0.03), 0.086, 0.086, rim if j % 2 else dark, soft=0.02, edge=0.25)
        rig.ball("shell", edge(turn, 0.86, -0.005), (0.105, 0.105, 0.035), mixed(dark if j % 2 else rim, kit.colour("shell"), 0.35), soft=0.02, edge=0.3)


def _side_of(v: Vector) -> Vector:
    """Any direction across v."""
    x, _, z = v
    return unit((z + 0.01, 0.0, -x))


@part("back", "spines")
def spines(kit: Kit) -> None:
    """A coat of soft spines behind the torso, seen beyond its outline."""
    rig, b = kit.rig, kit.body
    rig.group("spine", "horn", rough=0.5)
    for away, chance in spread(760):
        if -0.42 < away[2] < 0.12 and away[1] > -0.80:  # what lies farther back is never seen
            foot = vector((0, 0.66, -0.08)) + away * (b.hip + 0.09, 0.50, 0.34)
            spine(kit, foot, away, 0.23 + 0.08 * chance, 0.029)


def spine(kit: Kit, foot: Vector, away: Vector, length: float, radius: float) -> None:
    """One spine: dark at the root, pale towards its tip, leaning down and back."""
    lean = unit(vector(away) + vector((0, -0.10, -0.30)))
    base, tip = vector(foot), vector(foot) + lean * length
    kit.rig.limb("spine", base - lean * 0.05, base + lean * length * 0.55, radius, radius * 0.62, kit.colour("spine"), soft=0.02, edge=0.8)
    kit.rig.limb("spine", base + lean * length * 0.5, tip, radius * 0.64, 0.006, kit.colour("spine_tip"), soft=0.04, edge=1.0)


@part("hair", "spines")
def head_spines(kit: Kit) -> None:
    """Spines that frame the face: a peaked fringe on the forehead, and from ear to chin; none where a hat or the head itself hides them."""
    h = kit.head
    kit.rig.group("spine", "horn", rough=0.5)
    for away, chance in spread(1400):
        pos = away * (h.w, h.h, h.d) + vector((0, 0.04, 0))
        rim = -0.30 < pos[2] < 0.09 and -0.50 < pos[1] < h.h * 0.74
        peak = 0.38 - 0.45 * max(0.14 - abs(pos[0]), 0.0)
        if rim or (pos[2] >= 0.06 and peak < pos[1] < 0.51):
            spine(kit, pos, away if rim else away + vector((0, 0.75, 0.10)), (0.22 if rim else 0.11) + 0.07 * chance, 0.027)


@part("back", "wings")
def wings(kit: Kit) -> None:
    """A dragon's half-spread wings: a bony arm, three fingers and skin between them."""
    rig, bone, skin = kit.rig, kit.colour("main"), kit.colour("accent")
    front = vector((0, 0, 0.018))
    rig.group("wing", "skin", sss=0.9)
    rig.group("wingbone", "skin")
    for side in SIDES:
        root, wrist = vector((side * 0.16, 0.88, -0.26)), vector((side * 0.66, 1.06, -0.36))
        tips = [vector((side * x, y, z)) for x, y, z in ((0.95, 0.94, -0.34), (0.87, 0.64, -0.34), (0.64, 0.47, -0.32))]
        rig.limb("wingbone", root, wrist, 0.062, 0.046, bone, soft=0.02)
        rig.limb("wingbone", wrist, wrist + vector((side * 0.015, 0.105, 0)), 0.042, 0.010, kit.colour("horn", "#fff0cf"), soft=0.015)
        for tip in tips:
            rig.limb("wingbone", wrist + front, tip + front, 0.044, 0.022, bone, soft=0.015)
        for a, c in ((tips[0], tips[1]), (tips[1], tips[2]), (tips[2], root + vector((side * 0.06, -0.34, 0)))):
            _web(kit, wrist, a, c, skin)


def _web(kit: Kit, top: Vector, a: Vector, b: Vector, colour: str) -> None:
    """Skin between two fingers, hollowed at its free edge."""
    t, p, q = vector(top), vector(a), vector(b)
    for share, ra, rb in ((0.22, 0.05, 0.075), (0.5, 0.05, 0.105), (0.78, 0.05, 0.075)):
        end = t + ((p + (q - p) * share) - t) * 0.86
        kit.rig.limb("wing", t + (end - t) * 0.12, end, ra, rb, colour, flat=4.0, soft=0.05, turn=frame(end - t, (0, 0, 1)), edge=0.3)


@part("hat", "horns")
def horns(kit: Kit) -> None:
    """A dragon's horns, curved inwards, and a crest of soft spikes between them."""
    rig, h, ivory = kit.rig, kit.head, kit.colour("horn", "#fff0cf")
    rig.group("horn", "horn")
    rig.group("crest", "horn")
    for side in SIDES:
        a, b, c = vector((side * 0.34, h.h * 0.78, 0.0)), vector((side * 0.46, h.h * 0.78 + 0.24, -0.03)), vector((side * 0.42, h.h * 0.78 + 0.42, -0.02))
        rig.limb("horn", a, b, 0.105, 0.070, ivory, soft=0.05)
        rig.limb("horn", b, c, 0.070, 0.012, mixed(ivory, "#e0a050", 0.35), soft=0.05, edge=0.9)
        for j in range(3):
            rig.ring("horn", a + (b - a) * (0.45 + j * 0.22), 0.090 - j * 0.011, 0.010, mixed(ivory, "#c08a40", 0.35), turn=along(b - a) @ rot(90, 0, 0), soft=0.012)
    for y, z, r in ((h.h + 0.01, 0.24, 0.085), (h.h + 0.07, 0.04, 0.110), (h.h + 0.00, -0.22, 0.110)):
        rig.limb("crest", (0, y - 0.06, z), (0, y + 0.21, z - 0.07), r, 0.015, kit.colour("accent"), flat=1.25, soft=0.02)


@part("hat", "antlers")
def antlers(kit: Kit) -> None:
    """Small velvet antlers with two tines each."""
    rig, h, colour = kit.rig, kit.head, kit.colour("antler")
    rig.group("antler", "fur")
    how = {"soft": 0.035, "fur": 0.018}
    for side in SIDES:
        a = vector((side * 0.20, h.h * 0.86, 0.0))
        b, c, d = (a + vector((side * x, y, -0.02)) for x, y in ((0.09, 0.22), (0.22, 0.40), (0.17, 0.56)))
        inner, outer = b + vector((-side * 0.045, 0.155, 0.05)), c + vector((side * 0.13, 0.07, 0.03))
        for p, q, r, s in ((a, b, 0.060, 0.048), (b, c, 0.048, 0.042), (c, d, 0.042, 0.026), (b, inner, 0.042, 0.024), (c, outer, 0.038, 0.022)):
            rig.limb("antler", p, q, r, s, colour, comb=2 * p - q, **how)
        rig.ball("antler", a, (0.080, 0.050, 0.080), mixed(colour, "#3a2010", 0.2), **how)
