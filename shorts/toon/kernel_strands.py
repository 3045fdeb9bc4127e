"""Compiled fur: strands rooted in each part's own space and painted over the rendered picture.

A bone's space is cut into small cubes. Each cube that the visible surface passes through grows one strand, whose root,
bend and length come from the cube's coordinates. The same patch of fur therefore grows the same strands in every
picture: in a window, in another pose, from a turned head.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.kernel import compiled, hash3, noise
from shorts.toon.shapes import BONE, HAIR, KIND

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.toon.kernel import Floats

STRAND = 18
"""Columns of a strand: 4 points (x, y, depth), rgb, fur length, random, root depth."""


@compiled
def _to_bone(x: float, y: float, z: float, b: int, bones: Floats, out: Floats) -> None:
    dx = x - bones[b, 9]
    dy = y - bones[b, 10]
    dz = z - bones[b, 11]
    for r in range(3):
        out[r] = bones[b, r * 3] * dx + bones[b, r * 3 + 1] * dy + bones[b, r * 3 + 2] * dz


@compiled
def _root_point(yy: int, xx: int, x0: int, y0: int, cam: Floats, cw: float, ch: float, t: float, out: Floats) -> None:
    f = cam[12]
    px = (x0 + xx + 0.5 - cw * 0.5) / ch * f
    py = (ch * 0.5 - (y0 + yy + 0.5)) / ch * f
    dx = cam[3] + cam[6] * px + cam[9] * py
    dy = cam[4] + cam[7] * px + cam[10] * py
    dz = cam[5] + cam[8] * px + cam[11] * py
    il = t / math.sqrt(dx * dx + dy * dy + dz * dz)
    out[0] = cam[0] + dx * il
    out[1] = cam[1] + dy * il
    out[2] = cam[2] + dz * il


@compiled
def choose_roots(
    buf: NDArray[np.float32], x0: int, y0: int, cam: Floats, cw: float, ch: float, rows: Floats, bones: Floats, cube: float, layer: int
) -> NDArray[np.int32]:
    """One (row, column) per cube that holds furry surface: the pixel nearest the cube's own random point."""
    high, wide = buf.shape[0], buf.shape[1]
    size = 1
    while size < high * wide:
        size *= 2
    size *= 2
    keys = np.zeros(size, np.int64)
    near = np.empty(size, np.float32)
    pick = np.empty(size, np.int32)
    w = np.empty(3)
    q = np.empty(3)
    shift = 0.5 * layer
    used = 0
    for yy in range(high):
        for xx in range(wide):
            if buf[yy, xx, 16] < 0 or buf[yy, xx, 3] == 0 or buf[yy, xx, 9] < 0.004:
                continue
            b = int(rows[int(buf[yy, xx, 16]), BONE])
            _root_point(yy, xx, x0, y0, cam, cw, ch, buf[yy, xx, 4], w)
            _to_bone(w[0], w[1], w[2], b, bones, q)
            i = math.floor(q[0] / cube + shift)
            j = math.floor(q[1] / cube + shift)
            k = math.floor(q[2] / cube + shift)
            ex = q[0] / cube + shift - i - hash3(i, j, k + 77 * layer)
            ey = q[1] / cube + shift - j - hash3(j, k, i + 77 * layer)
            ez = q[2] / cube + shift - k - hash3(k, i, j + 77 * layer)
            d = ex * ex + ey * ey + ez * ez
            key = ((b * 4096 + i + 2048) * 4096 + j + 2048) * 4096 + k + 2048 + 1
            slot = (key * 0x9E3779B97F4A7C1 >> 20) & (size - 1)
            while keys[slot] != 0 and keys[slot] != key:
                slot = (slot + 1) & (size - 1)
            if keys[slot] == 0:
                keys[slot] = key
                near[slot] = d
                pick[slot] = yy * wide + xx
                used += 1
            elif d < near[slot]:
                near[slot] = d
                pick[slot] = yy * wide + xx
    out = np.empty(used, np.int32)
    n = 0
    for slot in range(size):
        if keys[slot] != 0:
            out[n] = pick[slot]
            n += 1
    return out


@compiled
def grow(
    roots: NDArray[np.int32],
    buf: NDArray[np.float32],
    x0: int,
    y0: int,
    cam: Floats,
    cw: float,
    ch: float,
    rows: Floats,
    mats: Floats,
    bones: Floats,
    cube: float,
    layer: int,
) -> NDArray[np.float32]:
    """Bend a strand from every root pixel: combed, clumped by noise, lifted off the skin, sagging a little."""
    wide = buf.shape[1]
    out = np.empty((roots.shape[0], STRAND), np.float32)
    p = np.empty(3)
    q = np.empty(3)
    n = np.empty(3)
    t = np.empty(3)
    f = cam[12]
    shift = 0.5 * layer
    for s in range(roots.shape[0]):
        yy = roots[s] // wide
        xx = roots[s] % wide
        ip = int(buf[yy, xx, 16])
        b = int(rows[ip, BONE])
        _root_point(yy, xx, x0, y0, cam, cw, ch, buf[yy, xx, 4], p)
        _to_bone(p[0], p[1], p[2], b, bones, q)
        i = math.floor(q[0] / cube + shift)
        j = math.floor(q[1] / cube + shift)
        k = math.floor(q[2] / cube + shift)
        for c in range(3):
            n[c] = buf[yy, xx, 5 + c]
        # slide from the pixel to the cube's own point, within the surface's plane
        ex = (i + hash3(i, j, k + 77 * layer) - shift) * cube - q[0]
        ey = (j + hash3(j, k, i + 77 * layer) - shift) * cube - q[1]
        ez = (k + hash3(k, i, j + 77 * layer) - shift) * cube - q[2]
        wx = bones[b, 0] * ex + bones[b, 3] * ey + bones[b, 6] * ez
        wy = bones[b, 1] * ex + bones[b, 4] * ey + bones[b, 7] * ez
        wz = bones[b, 2] * ex + bones[b, 5] * ey + bones[b, 8] * ez
        away = wx * n[0] + wy * n[1] + wz * n[2]
        p[0] += wx - away * n[0]
        p[1] += wy - away * n[1]
        p[2] += wz - away * n[2]
        dn = buf[yy, xx, 10] * n[0] + buf[yy, xx, 11] * n[1] + buf[yy, xx, 12] * n[2]
        il = 0.0
        for c in range(3):
            t[c] = buf[yy, xx, 10 + c] - dn * n[c]
            il += t[c] * t[c]
        il = 1.0 / math.sqrt(il + 1e-6)
        hair = mats[int(buf[yy, xx, 8]), KIND] == HAIR
        clump = 0.25 if hair else 0.80
        loose = 0.10 if hair else 0.32
        k0 = noise(q[0] * 9.0, q[1] * 9.0, q[2] * 9.0) - 0.5
        bend = np.empty(3)
        bend[0] = k0 * clump + (hash3(i + 11, j, k + layer) - 0.5) * loose
        bend[1] = (noise(q[0] * 9.0 + 31, q[1] * 9.0, q[2] * 9.0) - 0.5) * clump + (hash3(i, j + 11, k + layer) - 0.5) * loose
        bend[2] = (noise(q[0] * 9.0, q[1] * 9.0 + 17, q[2] * 9.0) - 0.5) * clump + (hash3(i, j, k + 11 + layer) - 0.5) * loose
        t[0] = t[0] * il + bones[b, 0] * bend[0] + bones[b, 3] * bend[1] + bones[b, 6] * bend[2]
        t[1] = t[1] * il + bones[b, 1] * bend[0] + bones[b, 4] * bend[1] + bones[b, 7] * bend[2]
        t[2] = t[2] * il + bones[b, 2] * bend[0] + bones[b, 5] * bend[1] + bones[b, 8] * bend[2]
        r5 = hash3(i + 5, j + 3, k + 29 * layer)
        lift = 0.10 if hair else 0.50
        fur = buf[yy, xx, 9]
        ln = fur * (0.6 + 0.6 * r5)
        for m in range(4):
            u = m / 3.0
            up = lift * (u - 0.45 * u * u)
            wx = p[0] + ln * (t[0] * u + n[0] * up) - cam[0]
            wy = p[1] + ln * (t[1] * u + n[1] * up) - ln * 0.18 * u * u - cam[1]
            wz = p[2] + ln * (t[2] * u + n[2] * up) - cam[2]
            zf = wx * cam[3] + wy * cam[4] + wz * cam[5]
            out[s, m * 3] = (wx * cam[6] + wy * cam[7] + wz * cam[8]) / zf / f * ch + cw * 0.5
            out[s, m * 3 + 1] = ch * 0.5 - (wx * cam[9] + wy * cam[10] + wz * cam[11]) / zf / f * ch
            out[s, m * 3 + 2] = math.sqrt(wx * wx + wy * wy + wz * wz)
        v = 1.0 + (r5 - 0.5) * 0.34 + k0 * 0.30
        for c in range(3):
            out[s, 12 + c] = buf[yy, xx, c] * v
        out[s, 15] = fur
        out[s, 16] = r5
        out[s, 17] = buf[yy, xx, 4]
    return out


@compiled
def draw_strands(
    ya: int,
    yb: int,
    res: NDArray[np.float32],
    buf: NDArray[np.float32],
    st: NDArray[np.float32],
    order: NDArray[np.int64],
    x0: int,
    y0: int,
    wpx: float,
) -> None:
    """Paint rows ya..yb of all strands, far to near, over premultiplied `res`; wpx is the root's width in pixels."""
    wide = res.shape[1]
    for oi in range(order.shape[0]):
        i = order[oi]
        mn = min(min(st[i, 1], st[i, 4]), min(st[i, 7], st[i, 10])) - y0 - 2
        mx = max(max(st[i, 1], st[i, 4]), max(st[i, 7], st[i, 10])) - y0 + 2
        if mx < ya or mn > yb:
            continue
        for s in range(3):
            ax = st[i, s * 3] - x0
            ay = st[i, s * 3 + 1] - y0
            az = st[i, s * 3 + 2]
            ex = st[i, s * 3 + 3] - x0
            ey = st[i, s * 3 + 4] - y0
            ez = st[i, s * 3 + 5]
            wa = wpx * (1.0 - 0.30 * s)
            wb = wpx * (1.0 - 0.30 * (s + 1))
            lx = ex - ax
            ly = ey - ay
            l2 = lx * lx + ly * ly + 1e-6
            xa = max(int(min(ax, ex) - wa - 1), 0)
            xb = min(int(max(ax, ex) + wa + 2), wide)
            y_a = max(int(min(ay, ey) - wa - 1), ya)
            y_b = min(int(max(ay, ey) + wa + 2), yb)
            for yy in range(y_a, y_b):
                for xx in range(xa, xb):
                    qx = xx + 0.5 - ax
                    qy = yy + 0.5 - ay
                    u = (qx * lx + qy * ly) / l2
                    if u < 0.0 or u > 1.0 or (s < 2 and u >= 1.0):
                        continue
                    dd = math.sqrt((qx - u * lx) ** 2 + (qy - u * ly) ** 2)
                    hw = (wa + (wb - wa) * u) * 0.5
                    cov = min(max(hw + 0.5 - dd, 0.0), 1.0) * min(hw * 2.0, 1.0)
                    if cov <= 0.01 or az + (ez - az) * u > buf[yy, xx, 4] + 0.015:
                        continue
                    uu = (s + u) / 3.0
                    gain = 0.86 + 0.26 * uu
                    a = cov * (0.92 - 0.35 * uu)
                    for c in range(3):
                        res[yy, xx, c] = res[yy, xx, c] * (1 - a) + st[i, 12 + c] * gain * a
                    res[yy, xx, 3] = res[yy, xx, 3] * (1 - a) + a
