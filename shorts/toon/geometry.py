"""Rotations, placements, two-bone arms and the camera. Units: one world unit is about 525 pixels at 1080×1920.

World axes: x to the right of the picture, y up, z towards the viewer; the character stands on y = 0 and faces +z.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Vector = Sequence[float] | Floats


def vector(v: Vector) -> Floats:
    return np.asarray(v, dtype=np.float64)


def unit(v: Vector) -> Floats:
    """v at length 1."""
    a = vector(v)
    return a / max(float(np.linalg.norm(a)), 1e-9)


def rot(rx: float = 0.0, ry: float = 0.0, rz: float = 0.0) -> Floats:
    """Rotation matrix of three angles in degrees, applied z, then x, then y."""
    (sa, ca), (sb, cb), (sc, cc) = ((math.sin(math.radians(v)), math.cos(math.radians(v))) for v in (rx, ry, rz))
    about_x = np.array([[1, 0, 0], [0, ca, -sa], [0, sa, ca]])
    about_y = np.array([[cb, 0, sb], [0, 1, 0], [-sb, 0, cb]])
    about_z = np.array([[cc, -sc, 0], [sc, cc, 0], [0, 0, 1]])
    return np.asarray(about_y @ about_x @ about_z, dtype=np.float64)


def placed(pos: Vector = (0, 0, 0), turn: Floats | None = None) -> Floats:
    """4×4 placement: rotate by `turn`, then move to `pos`."""
    m = np.eye(4)
    m[:3, 3] = vector(pos)
    if turn is not None:
        m[:3, :3] = turn
    return m


def along(v: Vector) -> Floats:
    """A rotation whose +y axis points along v."""
    y = unit(v)
    h = np.array([0, 0, 1.0]) if abs(y[2]) < 0.9 else np.array([1.0, 0, 0])
    x = unit(np.cross(y, h))
    return np.stack([x, y, np.cross(x, y)], axis=1)


def frame(y: Vector, z: Vector) -> Floats:
    """A rotation whose +y axis points along y and whose +z leans as far towards z as it can."""
    b = unit(y)
    x = unit(np.cross(b, unit(z)))
    return np.stack([x, b, np.cross(x, b)], axis=1)


def elbow(shoulder: Vector, target: Vector, upper: float, fore: float, pole: Vector) -> tuple[Floats, Floats]:
    """Two-bone reach: (elbow, wrist). The wrist lands on `target` or as near as the arm is long; the elbow leans to `pole`."""
    s, t = vector(shoulder), vector(target)
    far = float(np.linalg.norm(t - s))
    reach = min(max(far, abs(upper - fore) + 0.02), upper + fore - 0.005)
    u = (t - s) / max(far, 1e-9)
    a = (upper * upper - fore * fore + reach * reach) / (2 * reach)
    h = math.sqrt(max(upper * upper - a * a, 0.0))
    p = vector(pole) - s
    p = unit(p - u * float(p @ u))
    return s + u * a + p * h, s + u * reach


def look_at(eye: Vector, target: Vector, fov: float) -> Floats:
    """Camera vector (13): eye, forward, right, up, vertical extent at unit distance. fov: vertical, degrees."""
    e = vector(eye)
    f = unit(vector(target) - e)
    r = unit(np.cross(f, (0.0, 1.0, 0.0)))
    return np.concatenate([e, f, r, np.cross(r, f), [2 * math.tan(math.radians(fov) / 2)]])


def standard_camera() -> Floats:
    """The framing every layer is drawn in: at 1080×1920 a character is about 1190 px tall, feet at y = 1600."""
    return look_at((0, 1.75, 8.6), (0, 1.28, 0), 24)


def project(point: Vector, camera: Floats, w: int, h: int) -> tuple[float, float]:
    """Pixel (x, y) at which a world point appears in a w × h picture."""
    v = vector(point) - camera[:3]
    z = float(v @ camera[3:6]) * float(camera[12])
    return float(v @ camera[6:9]) / z * h + w / 2, h / 2 - float(v @ camera[9:12]) / z * h
