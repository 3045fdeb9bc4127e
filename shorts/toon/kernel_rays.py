"""Compiled rays: hits, normals, soft shadows and ambient occlusion, marched through a model's grid."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from shorts.toon.kernel import compiled, smooth
from shorts.toon.kernel_grid import cell_of, distance_anywhere, distance_listed

if TYPE_CHECKING:
    from shorts.toon.kernel import Floats, Ints
    from shorts.toon.kernel_grid import Grid


@compiled
def view_ray(across: float, up: float, cam: Floats) -> tuple[float, float, float]:
    """Unit direction of the camera's ray through a point of the picture, given in picture heights from its middle."""
    sx = across * cam[12]
    sy = up * cam[12]
    dx = cam[3] + cam[6] * sx + cam[9] * sy
    dy = cam[4] + cam[7] * sx + cam[10] * sy
    dz = cam[5] + cam[8] * sx + cam[11] * sy
    il = 1.0 / math.sqrt(dx * dx + dy * dy + dz * dz)
    return dx * il, dy * il, dz * il


@compiled
def trace(ox: float, oy: float, oz: float, dx: float, dy: float, dz: float, grid: Grid) -> float:
    """March a ray; returns the hit distance, or -1 for a miss."""
    dc, start, lst, box, rows = grid
    t0 = 0.1
    t1 = 60.0
    for a in range(3):
        o = ox if a == 0 else (oy if a == 1 else oz)
        d = dx if a == 0 else (dy if a == 1 else dz)
        if abs(d) < 1e-9:
            if o < box[a] or o > box[3 + a]:
                return -1.0
        else:
            ta = (box[a] - o) / d
            tb = (box[3 + a] - o) / d
            t0 = max(t0, min(ta, tb))
            t1 = min(t1, max(ta, tb))
    if t0 >= t1:
        return -1.0
    t = t0 + 1e-4
    cell = box[6]
    for _ in range(200):
        x = ox + dx * t
        y = oy + dy * t
        z = oz + dz * t
        ci = cell_of(x, y, z, box)
        s = start[ci]
        e = start[ci + 1]
        if e == s:
            t += max(dc[ci] - cell * 0.87, cell * 0.3)
        else:
            d = distance_listed(x, y, z, s, e, lst, rows)
            if d < 0.0006:
                return t
            t += max(d * 0.9, 0.0008)
        if t > t1:
            return -1.0
    return t


@compiled
def normal_at(x: float, y: float, z: float, h: float, s: int, e: int, grid: Grid) -> tuple[float, float, float]:
    """Unit normal of the surface at a point of a cell (its primitives lst[s:e]), from four distances on a tetrahedron of half side h."""
    lst = grid.lst
    rows = grid.rows
    a = distance_listed(x + h, y - h, z - h, s, e, lst, rows)
    b = distance_listed(x - h, y - h, z + h, s, e, lst, rows)
    c = distance_listed(x - h, y + h, z - h, s, e, lst, rows)
    d = distance_listed(x + h, y + h, z + h, s, e, lst, rows)
    n0 = a - b - c + d
    n1 = -a - b + c + d
    n2 = -a + b - c + d
    il = 1.0 / math.sqrt(n0 * n0 + n1 * n1 + n2 * n2 + 1e-20)
    return n0 * il, n1 * il, n2 * il


@compiled
def soft_shadow(ox: float, oy: float, oz: float, dx: float, dy: float, dz: float, w: float, grid: Grid) -> float:
    """Light that arrives from a source of angular size w along (dx, dy, dz): 0 dark … 1 lit."""
    box = grid.box
    res = 1.0
    t = 0.03
    for _ in range(26):
        x = ox + dx * t
        y = oy + dy * t
        z = oz + dz * t
        if x < box[0] or x > box[3] or y < box[1] or y > box[4] or z < box[2] or z > box[5]:
            break
        d = distance_anywhere(x, y, z, grid)
        res = min(res, d / (w * t))
        t += min(max(d, 0.035), 0.28)
        if res < -1.0 or t > 3.5:
            break
    res = max(res, -1.0)
    return 0.25 * (1.0 + res) * (1.0 + res) * (2.0 - res)


@compiled
def ground_shadow(ox: float, oy: float, oz: float, dx: float, dy: float, dz: float, lamps: Floats, grid: Grid) -> float:
    """How much light the ground (y = 0) keeps where a missed ray meets it: 1 unshadowed."""
    box = grid.box
    tg = -oy / dy
    x = ox + dx * tg
    z = oz + dz * tg
    if not (box[0] < x < box[3] and box[2] < z < box[5]):
        return 1.0
    s = soft_shadow(x, 0.003, z, lamps[0, 3], lamps[0, 4], lamps[0, 5], 0.38, grid)
    a = 0.0
    for q in range(1, 6):
        hh = 0.09 * q
        a += max(hh - distance_anywhere(x, hh, z, grid), 0.0) / hh * 0.5**q
    edge = min(min(x - box[0], box[3] - x), min(z - box[2], box[5] - z))
    s = 1.0 - (1.0 - s) * smooth(0.0, 0.35, edge) * 0.75
    return s * max(1.0 - 0.8 * a * smooth(0.0, 0.3, edge), 0.0)


@compiled
def occlusion(x: float, y: float, z: float, n0: float, n1: float, n2: float, grid: Grid) -> float:
    """Ambient light that reaches a surface point, 0..1, from five steps along its normal; the ground counts."""
    ao = 0.0
    total = 0.0
    weight = 1.0
    for q in range(1, 6):
        hh = 0.016 * q * q + 0.02
        d = min(distance_anywhere(x + n0 * hh, y + n1 * hh, z + n2 * hh, grid), y + n1 * hh)
        ao += weight * max(hh - max(d, 0.0), 0.0) / hh
        total += weight
        weight *= 0.82
    return max(1.0 - 1.15 * ao / total, 0.0)


@compiled
def surface_depth(x: float, y: float, z: float, floor: float, lst: Ints, rows: Floats) -> float:
    """z of the first surface met when looking along -z from (x, y, z), or about `floor` where there is none."""
    for _ in range(120):
        d = distance_listed(x, y, z, 0, lst.shape[0], lst, rows)
        if d < 0.002 or z < floor:
            break
        z -= d * 0.9
    return z
