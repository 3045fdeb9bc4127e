"""Compiled distance fields: primitives, the acceleration grid, ray marching and shadows.

Primitives' distances are 1-Lipschitz near the surface (their slope never exceeds 1; 1.35 for strongly flattened ellipsoids
and mouth outlines, whose distance is an estimate), which makes the marching step and, with its margin, the grid's culling
safe. A uniform grid keeps per cell only the primitives that can matter there, so the cost of a ray hardly
depends on how many parts a character has. Functions release the GIL: callers split the work over threads.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numba
import numpy as np

from shorts.toon.shapes import (
    ADD,
    ARC,
    BLENDED,
    BOX,
    CONE,
    CYL,
    EDGE,
    ELL,
    FRUST,
    GROUP,
    LID,
    MOUTH,
    OP,
    OVAL,
    PAINT,
    PAR,
    PLACE,
    SOFT,
    SUB,
    TINT,
    TRI,
    TURN,
    TYPE,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[Any]
    Ints = NDArray[np.int32]

F = TypeVar("F", bound="Callable[..., Any]")


def compiled(function: F) -> F:
    """Machine code, cached on disk beside this file, with the GIL released."""
    return cast("F", numba.njit(fastmath=True, cache=True, nogil=True, error_model="numpy")(function))


@compiled
def smin(a: float, b: float, k: float) -> float:
    """Smooth minimum of two distances, melting over a width k (quadratic, never below min - k/4)."""
    if k < 1e-6:
        return min(a, b)
    h = max(k - abs(a - b), 0.0) / k
    return min(a, b) - h * h * k * 0.25


@compiled
def smooth(a: float, b: float, x: float) -> float:
    """Hermite step from 0 at a to 1 at b (a > b falls instead)."""
    t = min(max((x - a) / (b - a), 0.0), 1.0)
    return t * t * (3 - 2 * t)


@compiled
def _segment2(px: float, py: float, ax: float, ay: float, bx: float, by: float) -> float:
    ex = bx - ax
    ey = by - ay
    t = min(max(((px - ax) * ex + (py - ay) * ey) / (ex * ex + ey * ey + 1e-12), 0.0), 1.0)
    dx = px - ax - ex * t
    dy = py - ay - ey * t
    return dx * dx + dy * dy


@compiled
def distance(i: int, x: float, y: float, z: float, rows: Floats) -> float:
    """Signed distance from world point (x, y, z) to primitive i; negative inside."""
    dx = x - rows[i, PLACE]
    dy = y - rows[i, PLACE + 1]
    dz = z - rows[i, PLACE + 2]
    lx: float = rows[i, TURN] * dx + rows[i, TURN + 1] * dy + rows[i, TURN + 2] * dz
    ly: float = rows[i, TURN + 3] * dx + rows[i, TURN + 4] * dy + rows[i, TURN + 5] * dz
    lz: float = rows[i, TURN + 6] * dx + rows[i, TURN + 7] * dy + rows[i, TURN + 8] * dz
    a: float = rows[i, PAR]
    b: float = rows[i, PAR + 1]
    c: float = rows[i, PAR + 2]
    d: float = rows[i, PAR + 3]
    t = int(rows[i, TYPE])
    if t in (ELL, LID):
        ex = lx / a
        ey = ly / b
        ez = lz / c
        k0 = math.sqrt(ex * ex + ey * ey + ez * ez)
        k1 = math.sqrt((ex / a) ** 2 + (ey / b) ** 2 + (ez / c) ** 2)
        # near the centre the estimate depends on the direction; no point is deeper than the shortest radius
        deepest = -min(a, min(b, c))
        e = max(k0 * (k0 - 1.0) / k1, deepest) if k1 > 1e-9 else deepest
        if t == ELL:
            return e
        h = (ly + rows[i, PAR + 4] * lx) * math.cos(d) + lz * math.sin(d)
        h /= math.sqrt(1.0 + rows[i, PAR + 4] ** 2)
        return -smin(-e, h, 0.02)
    if t == CONE:
        bb = (a - b) / c
        aa = math.sqrt(max(1.0 - bb * bb, 1e-9))
        qx = math.sqrt(lx * lx + lz * lz * d * d)
        kk = -bb * qx + aa * ly
        # measured in space stretched by d, so divided by it again: stays 1-Lipschitz when flattened
        if kk < 0.0:
            e = math.sqrt(qx * qx + ly * ly) - a
        elif kk > aa * c:
            e = math.sqrt(qx * qx + (ly - c) ** 2) - b
        else:
            e = qx * aa + ly * bb - a
        return e / max(d, 1.0)
    if t == BOX:
        qx = abs(lx) - a + d
        qy = abs(ly) - b + d
        qz = abs(lz) - c + d
        ox = max(qx, 0.0)
        oy = max(qy, 0.0)
        oz = max(qz, 0.0)
        return math.sqrt(ox * ox + oy * oy + oz * oz) + min(max(qx, max(qy, qz)), 0.0) - d
    if t == ARC:
        sx = math.sin(c)
        sy = math.cos(c)
        px = abs(lx)
        pz = lz * d
        kk = px * sx + ly * sy if sy * px > sx * ly else math.sqrt(px * px + ly * ly)
        v = px * px + ly * ly + pz * pz + a * a - 2.0 * a * kk
        return (math.sqrt(max(v, 1e-12)) - b) / max(d, 1.0)
    if t == CYL:
        qx = math.sqrt(lx * lx + lz * lz) - a + c
        qy = abs(ly) - b + c
        ox = max(qx, 0.0)
        oy = max(qy, 0.0)
        return math.sqrt(ox * ox + oy * oy) + min(max(qx, qy), 0.0) - c
    if t == MOUTH:
        u = min(max(lx / a, -1.3), 1.3)
        u2 = u * u
        s = 1.0 - u2
        lift: float = rows[i, PAR + 5]
        up = lift * u2 + b * s
        lo = lift * u2 - c * s
        # a vertical gap overstates the distance where a lip line is steep: divide by the line's own slope there
        su = 2.0 * u * (lift - b) / a
        sl = 2.0 * u * (lift + c) / a
        d2 = max(max((ly - up) / math.sqrt(1.0 + su * su), (lo - ly) / math.sqrt(1.0 + sl * sl)), abs(lx) - a)
        dz = abs(lz) - d
        ox = max(d2, 0.0)
        oy = max(dz, 0.0)
        rounding: float = rows[i, PAR + 4]
        return math.sqrt(ox * ox + oy * oy) + min(max(d2, dz), 0.0) - rounding
    if t == FRUST:
        r1 = a - d
        r2 = b - d
        h = c - d
        fl: float = rows[i, PAR + 4]
        qx = math.sqrt(lx * lx + lz * lz * fl * fl)
        k2x = r2 - r1
        k2y = 2.0 * h
        rr = r1 if ly < 0.0 else r2
        cax = qx - min(qx, rr)
        cay = abs(ly) - h
        tt = min(max(((r2 - qx) * k2x + (h - ly) * k2y) / (k2x * k2x + k2y * k2y), 0.0), 1.0)
        cbx = qx - r2 + k2x * tt
        cby = ly - h + k2y * tt
        s = -1.0 if (cbx < 0.0 and cay < 0.0) else 1.0
        return (s * math.sqrt(min(cax * cax + cay * cay, cbx * cbx + cby * cby)) - d) / max(fl, 1.0)
    if t == OVAL:
        ex = lx / a
        ey = ly / b
        k0 = math.sqrt(ex * ex + ey * ey)
        k1 = math.sqrt((ex / a) ** 2 + (ey / b) ** 2)
        d2 = k0 * (k0 - 1.0) / k1 if k1 > 1e-9 else -min(a, b)
        dz = abs(lz) - c
        ox = max(d2, 0.0)
        oy = max(dz, 0.0)
        return math.sqrt(ox * ox + oy * oy) + min(max(d2, dz), 0.0) - d
    if t == TRI:
        e4 = rows[i, PAR + 4]
        e5 = rows[i, PAR + 5]
        m2 = min(_segment2(lx, ly, a, b, c, d), min(_segment2(lx, ly, c, d, e4, e5), _segment2(lx, ly, e4, e5, a, b)))
        s1 = (c - a) * (ly - b) - (d - b) * (lx - a)
        s2 = (e4 - c) * (ly - d) - (e5 - d) * (lx - c)
        s3 = (a - e4) * (ly - e5) - (b - e5) * (lx - e4)
        inside = (s1 > 0.0 and s2 > 0.0 and s3 > 0.0) or (s1 < 0.0 and s2 < 0.0 and s3 < 0.0)
        return -math.sqrt(m2) if inside else math.sqrt(m2)
    return ly


@compiled
def cell_of(x: float, y: float, z: float, box: Floats) -> int:
    """Index of the grid cell that holds a point; box: lo xyz, hi xyz, cell size, nx, ny, nz."""
    inv = 1.0 / box[6]
    nx = int(box[7])
    ny = int(box[8])
    ix = min(max(int((x - box[0]) * inv), 0), nx - 1)
    iy = min(max(int((y - box[1]) * inv), 0), ny - 1)
    iz = min(max(int((z - box[2]) * inv), 0), int(box[9]) - 1)
    return ix + nx * (iy + ny * iz)


@compiled
def fill_cells(first: int, last: int, near: float, box: Floats, rows: Floats, dc: Floats, keep: NDArray[np.uint8]) -> None:
    """For cells first..last: distance at the centre, and which primitives can matter inside the cell."""
    n = rows.shape[0]
    nx = int(box[7])
    ny = int(box[8])
    cell = box[6]
    r = cell * 0.8661
    ds = np.empty(n)
    for ci in range(first, last):
        x = box[0] + (ci % nx + 0.5) * cell
        y = box[1] + ((ci // nx) % ny + 0.5) * cell
        z = box[2] + (ci // (nx * ny) + 0.5) * cell
        m = 1e9
        for i in range(n):
            if rows[i, OP] == PAINT:
                continue
            ds[i] = distance(i, x, y, z, rows)
        # a group that is cut away cannot be the nearest surface, so its distance is at least the cutter's
        i = 0
        while i < n:
            g = rows[i, GROUP]
            dg = 1e9
            while i < n and rows[i, GROUP] == g:
                if rows[i, OP] == ADD:
                    dg = smin(dg, ds[i], rows[i, SOFT])
                elif rows[i, OP] != PAINT and dg < 1e8:
                    dg = -smin(-dg, ds[i] if rows[i, OP] == SUB else -ds[i], rows[i, SOFT])
                i += 1
            m = min(m, dg)
        dc[ci] = m
        if m < near:
            for i in range(n):
                if rows[i, OP] == PAINT:
                    continue
                reach = rows[i, SOFT] + 0.05
                if rows[i, OP] == ADD:
                    keep[ci, i] = ds[i] < m + 2.2 * r + reach
                elif rows[i, OP] == SUB:
                    keep[ci, i] = ds[i] < r + reach
                else:
                    keep[ci, i] = ds[i] > -(r + reach)


@compiled
def list_cells(keep: NDArray[np.uint8], start: Ints, lst: Ints) -> None:
    """Turn the keep table into one flat list; start[c]..start[c+1] are the entries of cell c."""
    for ci in range(keep.shape[0]):
        j = start[ci]
        if start[ci + 1] > j:
            for i in range(keep.shape[1]):
                if keep[ci, i]:
                    lst[j] = i
                    j += 1


@compiled
def distance_listed(x: float, y: float, z: float, s: int, e: int, lst: Ints, rows: Floats) -> float:
    """Distance to the surface made by primitives lst[s:e] (sorted by group)."""
    dm = 1e9
    dg = 1e9
    gc = -1.0
    for j in range(s, e):
        i = lst[j]
        if rows[i, GROUP] != gc:
            dm = min(dm, dg)
            dg = 1e9
            gc = rows[i, GROUP]
        if rows[i, OP] == ADD:
            dg = smin(dg, distance(i, x, y, z, rows), rows[i, SOFT])
        elif dg < 1e8:
            d = distance(i, x, y, z, rows)
            dg = -smin(-dg, d if rows[i, OP] == SUB else -d, rows[i, SOFT])
    return min(dm, dg)


@compiled
def distance_anywhere(x: float, y: float, z: float, dc: Floats, start: Ints, lst: Ints, box: Floats, rows: Floats) -> float:
    """Distance at any point: exact near the surface, a safe estimate from the cell centre far away."""
    ci = cell_of(x, y, z, box)
    s = start[ci]
    e = start[ci + 1]
    if e > s:
        return distance_listed(x, y, z, s, e, lst, rows)
    far: float = dc[ci] - box[6] * 0.45
    return far


@compiled
def attributes(x: float, y: float, z: float, s: int, e: int, lst: Ints, rows: Floats, out: Floats) -> int:
    """Write the blended attributes of the nearest group at a surface point; returns its winning primitive."""
    dm = 1e9
    dg = 1e9
    gc = -1.0
    best = -1
    here = -1
    acc = np.zeros(BLENDED)
    for j in range(s, e + 1):
        if j == e or rows[lst[j], GROUP] != gc:
            if dg < dm:
                dm = dg
                best = here
                for q in range(BLENDED):
                    out[q] = acc[q]
            if j == e:
                break
            dg = 1e9
            gc = rows[lst[j], GROUP]
        i = lst[j]
        if rows[i, OP] != ADD and dg > 1e8:
            continue
        d = distance(i, x, y, z, rows)
        k = rows[i, SOFT]
        kc = max(k * rows[i, EDGE], 1e-4)
        if rows[i, OP] == ADD:
            w = min(max(0.5 + 0.5 * (dg - d) / kc, 0.0), 1.0)
            dg = smin(dg, d, k)
        elif rows[i, OP] == SUB:
            w = min(max(0.5 + 0.5 * (-d - dg) / kc, 0.0), 1.0)
            dg = -smin(-dg, d, k)
        else:
            w = 0.0  # what is cut off leaves no colour of its own
            dg = -smin(-dg, -d, k)
        if w > 0.5:
            here = i
        for q in range(BLENDED):
            acc[q] += (rows[i, TINT + q] - acc[q]) * w
    return best


@compiled
def trace(
    ox: float, oy: float, oz: float, dx: float, dy: float, dz: float, dc: Floats, start: Ints, lst: Ints, box: Floats, rows: Floats
) -> float:
    """March a ray; returns the hit distance, or -1 for a miss."""
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
def soft_shadow(
    ox: float,
    oy: float,
    oz: float,
    dx: float,
    dy: float,
    dz: float,
    w: float,
    dc: Floats,
    start: Ints,
    lst: Ints,
    box: Floats,
    rows: Floats,
) -> float:
    """Light that arrives from a source of angular size w along (dx, dy, dz): 0 dark … 1 lit."""
    res = 1.0
    t = 0.03
    for _ in range(26):
        x = ox + dx * t
        y = oy + dy * t
        z = oz + dz * t
        if x < box[0] or x > box[3] or y < box[1] or y > box[4] or z < box[2] or z > box[5]:
            break
        d = distance_anywhere(x, y, z, dc, start, lst, box, rows)
        res = min(res, d / (w * t))
        t += min(max(d, 0.035), 0.28)
        if res < -1.0 or t > 3.5:
            break
    res = max(res, -1.0)
    return 0.25 * (1.0 + res) * (1.0 + res) * (2.0 - res)


@compiled
def surface_depth(x: float, y: float, z: float, floor: float, lst: Ints, rows: Floats) -> float:
    """z of the first surface met when looking along -z from (x, y, z), or about `floor` where there is none."""
    for _ in range(120):
        d = distance_listed(x, y, z, 0, lst.shape[0], lst, rows)
        if d < 0.002 or z < floor:
            break
        z -= d * 0.9
    return z


@compiled
def hash3(i: int, j: int, k: int) -> float:
    """A fixed pseudo-random number in 0..1 for three integers."""
    n = (i * 374761393 + j * 668265263 + k * 1274126177) & 0x7FFFFFFF
    n = ((n ^ (n >> 13)) * 1103515245) & 0x7FFFFFFF
    return ((n ^ (n >> 16)) & 0xFFFF) / 65535.0


@compiled
def noise(x: float, y: float, z: float) -> float:
    """Value noise, 0..1, one lattice unit per world unit."""
    fi = math.floor(x)
    fj = math.floor(y)
    fk = math.floor(z)
    fx = x - fi
    fy = y - fj
    fz = z - fk
    i = int(fi)
    j = int(fj)
    k = int(fk)
    ux = fx * fx * (3 - 2 * fx)
    uy = fy * fy * (3 - 2 * fy)
    uz = fz * fz * (3 - 2 * fz)
    r = 0.0
    for a in range(2):
        wa = ux if a else 1 - ux
        for b in range(2):
            wb = uy if b else 1 - uy
            for c in range(2):
                wc = uz if c else 1 - uz
                r += wa * wb * wc * hash3(i + a, j + b, k + c)
    return r
