"""Compiled shading of characters: studio reflections, painted eyes, cloth bump, wrapped light.

Lights arrive as a (6, 6) table: key, fill, warm rim, cool rim (linear rgb, direction towards the light), sky, ground (rgb).
Texture is looked up in each part's own bone space, so it stays put on the part when that moves.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.kernel import compiled, noise, smooth
from shorts.toon.shapes import BONE, BUMP, EMIT, EYE, EYE_ROW, FREQ, GROUP, KIND, METAL, PAR, PLACE, ROUGH, SHEEN, SPEC, SSS, TURN

if TYPE_CHECKING:
    from shorts.toon.kernel import Floats


@compiled
def reflect_studio(dx: float, dy: float, dz: float, lamps: Floats, out: Floats) -> None:
    """What a glossy surface mirrors: sky over ground, the key's soft box and two strip lights."""
    t = smooth(-0.5, 0.6, dy)
    k = lamps[0, 3] * dx + lamps[0, 4] * dy + lamps[0, 5] * dz
    b = smooth(0.86, 0.95, k) * 2.6
    k2 = -0.85 * dx + 0.15 * dy - 0.1 * dz
    k3 = 0.9 * dx + 0.25 * dy - 0.05 * dz
    b2 = smooth(0.72, 0.86, k2) * 0.9 + smooth(0.78, 0.9, k3) * 0.8
    for c in range(3):
        out[c] = lamps[5, c] * (1 - t) + lamps[4, c] * t + lamps[0, c] * b * 0.6 + b2 * 0.7


@compiled
def paint_eye(x: float, y: float, z: float, i: int, g: int, rows: Floats, mats: Floats, alb: Floats) -> float:
    """Sclera, limbal ring, iris and pupil in the eyeball's own disc; returns the catchlight's strength.

    The big catchlight sits upper left whatever the gaze, a small one opposite: that is what makes an eye look alive.
    """
    dx = x - rows[i, PLACE]
    dy = y - rows[i, PLACE + 1]
    dz = z - rows[i, PLACE + 2]
    u = (rows[i, TURN] * dx + rows[i, TURN + 1] * dy + rows[i, TURN + 2] * dz) / rows[i, PAR]
    v = (rows[i, TURN + 3] * dx + rows[i, TURN + 4] * dy + rows[i, TURN + 5] * dz) / rows[i, PAR + 1]
    w = rows[i, TURN + 6] * dx + rows[i, TURN + 7] * dy + rows[i, TURN + 8] * dz
    ri = mats[g, EYE_ROW + 2]
    pu = mats[g, EYE_ROW + 3]
    uu = (u - mats[g, EYE_ROW]) / ri
    vv = (v - mats[g, EYE_ROW + 1]) * rows[i, PAR + 1] / rows[i, PAR] / ri
    r = math.sqrt(uu * uu + vv * vv)
    s0 = 0.94 - 0.16 * smooth(0.55, 1.0, math.sqrt(u * u + v * v))
    alb[0] = s0
    alb[1] = s0 * 0.985
    alb[2] = s0 * 0.975
    catch = 0.0
    if w > 0:
        ang = math.atan2(vv, uu)
        fib = 0.5 * noise(ang * 9.0 + 20, r * 2.0, 3.0) + 0.5 * noise(ang * 22.0 + 40, r * 3.0, 7.0)
        lit = 0.30 + 1.35 * smooth(0.75, -0.95, vv + 0.25 * (fib - 0.5))
        lit *= 0.8 + 0.5 * fib
        ring = 1.0 - 0.84 * smooth(0.74, 0.99, r)
        pup = smooth(pu + 0.035, pu - 0.035, r)
        glow = smooth(pu + 0.35, pu, r) * 0.25
        mk = smooth(1.03, 0.97, r)
        for c in range(3):
            col = mats[g, EYE_ROW + 4 + c] * (lit + glow) * ring
            col = col * (1 - pup) + 0.008 * pup
            alb[c] = alb[c] * (1 - mk) + col * mk
        q = math.sqrt((uu + 0.34) ** 2 * 1.05 + (vv - 0.40) ** 2)
        catch = smooth(0.345, 0.285, q) * smooth(1.25, 1.05, r)
        q = math.sqrt((uu - 0.38) ** 2 + (vv + 0.42) ** 2)
        catch += smooth(0.17, 0.09, q) * 0.45
    ls = 1.0 - 0.55 * smooth(mats[g, EYE_ROW + 7] - 0.62, mats[g, EYE_ROW + 7] + 0.02, v)
    for c in range(3):
        alb[c] *= ls
    return catch


@compiled
def shade(
    x: float,
    y: float,
    z: float,
    n0: float,
    n1: float,
    n2: float,
    vx: float,
    vy: float,
    vz: float,
    at: Floats,
    i: int,
    rows: Floats,
    mats: Floats,
    bones: Floats,
    lamps: Floats,
    ao: float,
    sh: float,
    out: Floats,
) -> None:
    """Lit linear colour of a surface point into out[:3]; (vx, vy, vz) points at the camera."""
    g = int(rows[i, GROUP])
    kind = int(mats[g, KIND])
    spec = mats[g, SPEC]
    sss = mats[g, SSS]
    sheen = mats[g, SHEEN]
    alb = np.empty(3)
    for c in range(3):
        alb[c] = at[c]
    catch = 0.0
    bump = mats[g, BUMP]
    if bump > 0:
        b = int(rows[i, BONE])
        dx = x - bones[b, 9]
        dy = y - bones[b, 10]
        dz = z - bones[b, 11]
        bf = mats[g, FREQ]
        px = (bones[b, 0] * dx + bones[b, 1] * dy + bones[b, 2] * dz) * bf
        py = (bones[b, 3] * dx + bones[b, 4] * dy + bones[b, 5] * dz) * bf
        pz = (bones[b, 6] * dx + bones[b, 7] * dy + bones[b, 8] * dz) * bf
        e = 0.35
        c0 = noise(px, py, pz)
        bx = (noise(px + e, py, pz) - c0) * bump / e
        by = (noise(px, py + e, pz) - c0) * bump / e
        bz = (noise(px, py, pz + e) - c0) * bump / e
        n0 -= bones[b, 0] * bx + bones[b, 3] * by + bones[b, 6] * bz
        n1 -= bones[b, 1] * bx + bones[b, 4] * by + bones[b, 7] * bz
        n2 -= bones[b, 2] * bx + bones[b, 5] * by + bones[b, 8] * bz
        il = 1.0 / math.sqrt(n0 * n0 + n1 * n1 + n2 * n2)
        n0 *= il
        n1 *= il
        n2 *= il
        for c in range(3):
            alb[c] *= 0.94 + 0.12 * c0
    if kind == EYE:
        catch = paint_eye(x, y, z, i, g, rows, mats, alb)
    ndv = max(n0 * vx + n1 * vy + n2 * vz, 0.0)
    fr = 1.0 - ndv
    f5 = fr * fr * fr * fr * fr
    ndl = n0 * lamps[0, 3] + n1 * lamps[0, 4] + n2 * lamps[0, 5]
    hx = lamps[0, 3] + vx
    hy = lamps[0, 4] + vy
    hz = lamps[0, 5] + vz
    ndh = max((n0 * hx + n1 * hy + n2 * hz) / math.sqrt(hx * hx + hy * hy + hz * hz), 0.0)
    sp = 2.0 / max(mats[g, ROUGH] * mats[g, ROUGH], 0.002)
    spk = (sp + 8) / 25.0 * ndh**sp * spec * max(ndl, 0.0) * sh
    ev = np.empty(3)
    reflect_studio(2 * ndv * n0 - vx, 2 * ndv * n1 - vy, 2 * ndv * n2 - vz, lamps, ev)
    fl = max(n0 * lamps[1, 3] + n1 * lamps[1, 4] + n2 * lamps[1, 5] + 0.35, 0.0) / 1.35
    ra = max(n0 * lamps[2, 3] + n1 * lamps[2, 4] + n2 * lamps[2, 5] + 0.15, 0.0) / 1.15
    rb = max(n0 * lamps[3, 3] + n1 * lamps[3, 4] + n2 * lamps[3, 5] + 0.15, 0.0) / 1.15
    rim = fr * fr * (0.35 + 0.65 * fr)
    up = 0.5 + 0.5 * n1
    for c in range(3):
        al = alb[c]
        # red light bleeds past the terminator: cheap subsurface scattering
        wr = sss * (0.55 if c == 0 else (0.28 if c == 1 else 0.20)) + 0.08
        d = max((ndl + wr) / (1 + wr), 0.0)
        shc = sh ** (1.0 - 0.45 * sss) if c == 0 else sh
        am = ao / (1.0 - al * 0.85 * (1.0 - ao))  # occlusion tinted by what the light bounces off
        amb = (lamps[4, c] * up + lamps[5, c] * (1 - up)) * am
        two = lamps[2, c] * ra + lamps[3, c] * rb
        o = al * (lamps[0, c] * d * shc + lamps[1, c] * fl * am + amb)
        o += al * two * (0.25 + 0.75 * ao) * 0.55
        o += two * rim * (0.25 + 0.75 * al) * (0.3 + 0.7 * ao) * (0.8 + 0.8 * sheen)
        o += sheen * fr * fr * (0.25 + 0.75 * al) * (amb + 0.35 * lamps[0, c] * d * sh) * 0.8
        if kind == METAL:
            o = o * 0.35 + ev[c] * (al + (1 - al) * f5) * am * 0.75 + lamps[0, c] * spk * al
        elif kind == EYE:
            o += ev[c] * spec * 0.5 * (0.012 + 0.95 * f5) * am + catch * 1.7
        else:
            o += lamps[0, c] * spk * 0.10 + ev[c] * spec * 0.5 * (0.05 + 0.95 * f5) * am
        out[c] = o + mats[g, EMIT] * al
