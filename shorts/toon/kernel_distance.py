"""Compiled distance fields: a primitive's signed distance.

Distances are 1-Lipschitz near the surface (their slope never exceeds 1; 1.35 for strongly flattened ellipsoids and mouth
outlines, whose distance is an estimate), which makes the marching step and, with its margin, the grid's culling safe.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from shorts.toon.kernel import compiled, smin
from shorts.toon.shapes import ARC, BOX, CONE, CYL, ELL, FRUST, LID, MOUTH, OVAL, PAR, PLACE, TRI, TURN, TYPE

if TYPE_CHECKING:
    from shorts.toon.kernel import Floats


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
