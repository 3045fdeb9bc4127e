"""Compiled shading: studio reflections, painted eyes, cloth bump, wrapped light; and the two render passes.

Lights arrive as a (6, 6) table: key, fill, warm rim, cool rim (linear rgb, direction towards the light), sky, ground (rgb).
Texture is looked up in each part's own bone space, so it stays put on the part when that moves.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.kernel import (
    attributes,
    cell_of,
    compiled,
    distance,
    distance_anywhere,
    distance_listed,
    noise,
    smooth,
    soft_shadow,
    trace,
)
from shorts.toon.shapes import (
    BLENDED,
    BONE,
    BUMP,
    CHANNELS,
    COMB,
    EMIT,
    EYE,
    EYE_ROW,
    FREQ,
    FURLEN,
    GROUP,
    KIND,
    LID,
    METAL,
    MOUTH,
    OP,
    OVAL,
    PAINTFUR,
    PAR,
    PART,
    PLACE,
    ROUGH,
    SHEEN,
    SOFT,
    SPEC,
    SSS,
    SUB,
    TINT,
    TURN,
    TYPE,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.toon.kernel import Floats, Ints

PAINT_GAIN = PAR + 7


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


@compiled
def ground_shadow(
    ox: float,
    oy: float,
    oz: float,
    dx: float,
    dy: float,
    dz: float,
    lamps: Floats,
    dc: Floats,
    start: Ints,
    lst: Ints,
    box: Floats,
    rows: Floats,
) -> float:
    """How much light the ground (y = 0) keeps where a missed ray meets it: 1 unshadowed."""
    tg = -oy / dy
    x = ox + dx * tg
    z = oz + dz * tg
    if not (box[0] < x < box[3] and box[2] < z < box[5]):
        return 1.0
    s = soft_shadow(x, 0.003, z, lamps[0, 3], lamps[0, 4], lamps[0, 5], 0.38, dc, start, lst, box, rows)
    a = 0.0
    for q in range(1, 6):
        hh = 0.09 * q
        a += max(hh - distance_anywhere(x, hh, z, dc, start, lst, box, rows), 0.0) / hh * 0.5**q
    edge = min(min(x - box[0], box[3] - x), min(z - box[2], box[5] - z))
    s = 1.0 - (1.0 - s) * smooth(0.0, 0.35, edge) * 0.75
    return s * max(1.0 - 0.8 * a * smooth(0.0, 0.3, edge), 0.0)


@compiled
def occlusion(
    x: float, y: float, z: float, n0: float, n1: float, n2: float, dc: Floats, start: Ints, lst: Ints, box: Floats, rows: Floats
) -> float:
    """Ambient light that reaches a surface point, 0..1, from five steps along its normal; the ground counts."""
    ao = 0.0
    total = 0.0
    weight = 1.0
    for q in range(1, 6):
        hh = 0.016 * q * q + 0.02
        d = min(distance_anywhere(x + n0 * hh, y + n1 * hh, z + n2 * hh, dc, start, lst, box, rows), y + n1 * hh)
        ao += weight * max(hh - max(d, 0.0), 0.0) / hh
        total += weight
        weight *= 0.82
    return max(1.0 - 1.15 * ao / total, 0.0)


@compiled
def sample(
    px: float,
    py: float,
    cam: Floats,
    cw: float,
    ch: float,
    dc: Floats,
    start: Ints,
    lst: Ints,
    box: Floats,
    rows: Floats,
    dc2: Floats,
    start2: Ints,
    lst2: Ints,
    box2: Floats,
    rows2: Floats,
    mats: Floats,
    bones: Floats,
    lamps: Floats,
    shown: Floats,
    paints: Ints,
    ground: bool,
    ao0: float,
    sh0: float,
    out: Floats,
) -> None:
    """One camera sample at pixel (px, py) into the g-buffer channels `out`.

    The first field is what the camera sees; the second casts shadows and occludes (they differ when a part is hidden
    but should still shade the rest). ao0 / sh0 ≥ 0 are reused instead of traced (extra anti-aliasing samples).
    """
    f = cam[12]
    sx = (px - cw * 0.5) / ch * f
    sy = (ch * 0.5 - py) / ch * f
    dx = cam[3] + cam[6] * sx + cam[9] * sy
    dy = cam[4] + cam[7] * sx + cam[10] * sy
    dz = cam[5] + cam[8] * sx + cam[11] * sy
    il = 1.0 / math.sqrt(dx * dx + dy * dy + dz * dz)
    dx *= il
    dy *= il
    dz *= il
    for q in range(CHANNELS):
        out[q] = 0.0
    out[8] = -1
    out[13] = 1.0
    out[16] = -1
    out[17] = -1
    t = trace(cam[0], cam[1], cam[2], dx, dy, dz, dc, start, lst, box, rows)
    if t < 0:
        out[4] = 1e9
        if ground and dy < -1e-4:
            out[13] = ground_shadow(cam[0], cam[1], cam[2], dx, dy, dz, lamps, dc2, start2, lst2, box2, rows2)
        return
    x = cam[0] + dx * t
    y = cam[1] + dy * t
    z = cam[2] + dz * t
    ci = cell_of(x, y, z, box)
    s = start[ci]
    e = start[ci + 1]
    h = 0.0012
    a = distance_listed(x + h, y - h, z - h, s, e, lst, rows)
    b = distance_listed(x - h, y - h, z + h, s, e, lst, rows)
    c = distance_listed(x - h, y + h, z - h, s, e, lst, rows)
    d = distance_listed(x + h, y + h, z + h, s, e, lst, rows)
    n0 = a - b - c + d
    n1 = -a - b + c + d
    n2 = -a + b - c + d
    il = 1.0 / math.sqrt(n0 * n0 + n1 * n1 + n2 * n2 + 1e-20)
    n0 *= il
    n1 *= il
    n2 *= il
    at = np.zeros(BLENDED)
    i = attributes(x, y, z, s, e, lst, rows, at)
    if i < 0:
        out[4] = 1e9
        return
    # a cheek's colour must not run into the open mouth
    cavity = rows[i, OP] == SUB and (rows[i, TYPE] == MOUTH or rows[i, TYPE] == OVAL)
    for j in range(paints.shape[0]):
        k = paints[j]
        if rows[k, GROUP] == rows[i, GROUP]:
            w = smooth(rows[k, SOFT], -rows[k, SOFT], distance(k, x, y, z, rows))
            if w > 0:
                for q in range(3):
                    at[q] += (rows[k, TINT + q] - at[q]) * w * (0.0 if cavity else rows[k, PAINT_GAIN])
                at[FURLEN - TINT] += (rows[k, FURLEN] - at[FURLEN - TINT]) * w * rows[k, PAINTFUR]
    if rows[i, TYPE] == LID and rows[i, PAR + 6] > 0:
        # the lash line is the lid's own rim, darkened: always smooth, at any opening
        lx = x - rows[i, PLACE]
        ly = y - rows[i, PLACE + 1]
        lz = z - rows[i, PLACE + 2]
        u = rows[i, TURN] * lx + rows[i, TURN + 1] * ly + rows[i, TURN + 2] * lz
        v = rows[i, TURN + 3] * lx + rows[i, TURN + 4] * ly + rows[i, TURN + 5] * lz
        w = rows[i, TURN + 6] * lx + rows[i, TURN + 7] * ly + rows[i, TURN + 8] * lz
        rise = (v + rows[i, PAR + 4] * u) * math.cos(rows[i, PAR + 3]) + w * math.sin(rows[i, PAR + 3])
        along = u / rows[i, PAR]
        # thicker towards the outer corner, gone before the lid dives into the face
        outward = along * rows[i, PAR + 5]
        width = rows[i, PAR + 6] * (1.0 + 0.6 * outward) * smooth(1.05, 0.70, outward) * smooth(-0.95, -0.10, outward)
        k3 = smooth(width + 0.006, width - 0.004, rise) * smooth(0.0, 0.004, width)
        at[0] += (0.022 - at[0]) * k3
        at[1] += (0.010 - at[1]) * k3
        at[2] += (0.008 - at[2]) * k3
        at[FURLEN - TINT] *= 1.0 - k3
    ao = ao0 if ao0 >= 0 else occlusion(x, y, z, n0, n1, n2, dc2, start2, lst2, box2, rows2)
    sh = sh0 if sh0 >= 0 else 1.0
    if sh0 < 0 and n0 * lamps[0, 3] + n1 * lamps[0, 4] + n2 * lamps[0, 5] > -0.5:
        sh = soft_shadow(
            x + n0 * 0.012, y + n1 * 0.012, z + n2 * 0.012, lamps[0, 3], lamps[0, 4], lamps[0, 5], 0.30, dc2, start2, lst2, box2, rows2
        )
    shade(x, y, z, n0, n1, n2, -dx, -dy, -dz, at, i, rows, mats, bones, lamps, ao, sh, out)
    part = int(rows[i, PART])
    out[3] = shown[part]
    out[4] = t
    out[5] = n0
    out[6] = n1
    out[7] = n2
    out[8] = rows[i, GROUP]
    out[9] = at[FURLEN - TINT]
    cx = x - at[COMB - TINT]
    cy = y - at[COMB - TINT + 1]
    cz = z - at[COMB - TINT + 2]
    il = 1.0 / math.sqrt(cx * cx + cy * cy + cz * cz + 1e-12)
    out[10] = cx * il
    out[11] = cy * il
    out[12] = cz * il
    out[14] = ao
    out[15] = sh
    out[16] = i
    out[17] = part


@compiled
def render_rows(
    ya: int,
    yb: int,
    x0: int,
    y0: int,
    extra: int,
    cam: Floats,
    cw: float,
    ch: float,
    dc: Floats,
    start: Ints,
    lst: Ints,
    box: Floats,
    rows: Floats,
    dc2: Floats,
    start2: Ints,
    lst2: Ints,
    box2: Floats,
    rows2: Floats,
    mats: Floats,
    bones: Floats,
    lamps: Floats,
    shown: Floats,
    paints: Ints,
    ground: bool,
    buf: NDArray[np.float32],
    res: NDArray[np.float32],
) -> None:
    """Rows ya..yb of a window that starts at frame pixel (x0, y0).

    extra = 0: the first pass, one sample a pixel into `buf` and `res`. extra > 0: pixels on an edge of the finished
    `buf` are replaced in `res` by the mean of that many samples.
    """
    high = buf.shape[0]
    wide = buf.shape[1]
    o = np.empty(CHANNELS)
    for yy in range(ya, yb):
        for xx in range(wide):
            if extra == 0:
                sample(
                    x0 + xx + 0.5, y0 + yy + 0.5, cam, cw, ch, dc, start, lst, box, rows, dc2, start2, lst2, box2, rows2,
                    mats, bones, lamps, shown, paints, ground, -1.0, -1.0, o,
                )  # fmt: skip
                for q in range(CHANNELS):
                    buf[yy, xx, q] = o[q]
                for q in range(3):
                    res[yy, xx, q] = o[q] * o[3]
                res[yy, xx, 3] = o[3]
                res[yy, xx, 4] = o[13]
                continue
            edge = False
            ao = buf[yy, xx, 14]
            sh = buf[yy, xx, 15]
            inside = buf[yy, xx, 8] >= 0
            if not inside:
                ao = 0.8
                sh = 0.8
            for k in range(4):
                ax = xx + (1 if k == 0 else (-1 if k == 1 else 0))
                ay = yy + (1 if k == 2 else (-1 if k == 3 else 0))
                if 0 <= ax < wide and 0 <= ay < high:
                    if buf[ay, ax, 8] != buf[yy, xx, 8] or buf[ay, ax, 17] != buf[yy, xx, 17]:
                        edge = True
                        if inside and buf[ay, ax, 8] < 0:
                            # a covered pixel on the outline shows some ground: it is as dark as beside it
                            res[yy, xx, 4] = min(res[yy, xx, 4], buf[ay, ax, 13])
                        if buf[ay, ax, 8] >= 0 and not inside:
                            ao = buf[ay, ax, 14]
                            sh = buf[ay, ax, 15]
                    elif inside:
                        dl = 0.0
                        for q in range(3):
                            dl += abs(buf[ay, ax, q] - buf[yy, xx, q])
                        edge = edge or dl > 0.16
            if edge:
                for q in range(4):
                    res[yy, xx, q] = 0
                for j in range(extra):
                    sample(
                        x0 + xx + (j * 0.7548777) % 1.0, y0 + yy + (j * 0.5698403) % 1.0, cam, cw, ch,
                        dc, start, lst, box, rows, dc2, start2, lst2, box2, rows2, mats, bones, lamps, shown, paints, False, ao, sh, o,
                    )  # fmt: skip
                    for q in range(3):
                        res[yy, xx, q] += min(o[q], 4.0) * o[3] / extra
                    res[yy, xx, 3] += o[3] / extra
