"""Eyes with real lids, lashes and brows: where the life of a character is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon import shapes as s
from shorts.toon.colour import linear, mixed
from shorts.toon.geometry import rot, vector
from shorts.toon.parts.heads import blush
from shorts.toon.pose import SHUT_UPPER
from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.geometry import Floats
    from shorts.toon.kit import EyeShape, Kit

GAZE_YAW = 34.0
"""Degrees of head turn that one unit of gaze makes up for: turned heads keep looking at the viewer."""


@part("eyes", "round")
def round_eyes(kit: Kit) -> None:
    """Two oval balls sunk into the face, each with an upper and a lower lid of the face's own colour."""
    e = kit.eyes
    for side in (-1, 1):
        pos = kit.on_face(side * e.x, e.y, -e.sink)
        turn = rot(0, side * e.toe, 0)
        _ball(kit, e, side, pos, turn)
        _lids(kit, e, side, pos, turn)
        if e.lash:
            _lashes(kit, e, side, pos, turn)
    blush(kit)


def _ball(kit: Kit, e: EyeShape, side: int, pos: Floats, turn: Floats) -> None:
    pose, upper = kit.pose, math.radians(_angles(kit, e, side)[0])
    gx = pose.gaze[0] - pose.yaw / GAZE_YAW
    gy = pose.gaze[1] + pose.pitch / GAZE_YAW
    look = [gx * 0.28 - side * 0.06, gy * 0.25 - 0.02, e.iris * pose.look.iris, e.pupil]
    row = [*look, *linear(e.colour), math.sin(max(-upper, 0.0)) * 0.95]
    kit.rig.group(f"eye{side}", "eye", eye=row)
    kit.rig.ball(f"eye{side}", pos, (e.rx, e.ry, e.rz), "#ffffff", turn=turn)


def _angles(kit: Kit, e: EyeShape, side: int) -> tuple[float, float]:
    """Lid angles of the pose, degrees, the upper one lowered by the record's droop as far as the eye is open."""
    upper, lower = kit.pose.lid_angles(side)
    return upper + e.droop * min(max((SHUT_UPPER - upper) / 90.0, 0.0), 1.0), lower


def _lid_radii(e: EyeShape) -> tuple[float, float, float]:
    return e.rx * 1.055, e.ry * 1.05, e.rz * 1.09


def _lids(kit: Kit, e: EyeShape, side: int, pos: Floats, turn: Floats) -> None:
    rig = kit.rig
    upper, lower = (math.radians(v) for v in _angles(kit, e, side))
    colour = mixed(kit.colour(e.lid) if e.lid else kit.colour("main"), "#40140a", 0.10)
    tilt = side * (kit.pose.look.lid_tilt + e.lid_tilt)
    radii = _lid_radii(e)
    rig.add("head", s.LID, pos, [*radii, upper, tilt, side, e.lash_width], colour, turn=turn, soft=0.030, edge=0.9)
    rig.add("head", s.LID, pos, [*radii, lower, 0, -side, 0], colour, turn=turn @ rot(0, 0, 180), soft=0.030, edge=0.9)
    rig.paint("head", pos + vector((0, 0, 0.05)), (e.rx * 1.45, e.ry * 1.40, e.rz * 1.6), colour, soft=0.06, weight=0.0, fur=kit.fur * 0.16)
    rig.paint("head", pos + vector((0, 0, 0.05)), (e.rx * 1.16, e.ry * 1.14, e.rz * 1.4), colour, soft=0.02, weight=0.0, fur=0.0)


def _lashes(kit: Kit, e: EyeShape, side: int, pos: Floats, turn: Floats) -> None:
    """Three flicks at the outer corner of the upper lid."""
    upper = math.radians(_angles(kit, e, side)[0])
    rx, ry, rz = _lid_radii(e)
    kit.rig.group("lash", "rubber", spec=0.3)
    for at, length in ((0.74, 0.055), (0.97, 0.075), (1.18, 0.075)):
        u = side * at
        q = math.cos(u)
        root = pos + turn @ np.array([math.sin(u) * rx, -q * math.sin(upper) * ry, q * math.cos(upper) * rz + 0.004])
        rise = -math.sin(upper) * 1.15  # flicks sink with the lid
        away = np.array([side * length * (0.35 + 0.5 * at), length * (1.05 - 0.35 * at) * rise, 0.012])
        kit.rig.limb("lash", root, root + away, 0.014, 0.003, "#1c0f0c")


@part("brows", "soft")
def soft_brows(kit: Kit) -> None:
    """Short, thin, smooth arcs that ride on the face; the inner ends rise and fall with the expression."""
    e, b, face = kit.eyes, kit.brows, kit.pose.face
    group = kit.rig.group("brow", "hair")
    colour = kit.colour("brow", "hair", "#5b3317")
    slope = math.tan(math.radians(face.tilt - b.slant)) * b.length
    for side in (-1, 1):
        before = None
        height = e.y + e.ry * 1.30 + face.brow + b.rise + (b.cock if side > 0 else 0.0)
        middle = kit.on_face(side * (e.x + 0.012), height)
        kit.rig.paint("head", middle, (b.length * 1.35, b.thick + 0.055, 0.12), colour, soft=0.03, weight=0.0, fur=kit.fur * 0.22)
        for j in range(7):
            u = j / 3 - 1.0
            x = side * (e.x + 0.012 + u * b.length)
            point = kit.on_face(x, height + 0.034 * (1 - u * u) - u * slope, 0.004)
            r = b.thick * (0.70 + 0.36 * (1 - u * u) - 0.20 * u)
            if before is not None:
                comb = (side * (e.x - 0.4), height - 0.02, 0.6)
                kit.rig.limb(group, before[0], point, before[1], r, colour, soft=0.02, fur=0.026, comb=comb)
            before = (point, r)
