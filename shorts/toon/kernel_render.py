"""Compiled pictures of characters: a camera sample, and the two render passes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from shorts.toon.kernel import compiled, smooth
from shorts.toon.kernel_distance import distance
from shorts.toon.kernel_grid import attributes, cell_of
from shorts.toon.kernel_rays import ground_shadow, normal_at, occlusion, soft_shadow, trace, view_ray
from shorts.toon.kernel_shade import shade
from shorts.toon.shapes import (
    BLENDED,
    CHANNELS,
    COMB,
    FURLEN,
    GROUP,
    LID,
    MOUTH,
    OP,
    OVAL,
    PAINTFUR,
    PAR,
    PART,
    PLACE,
    SOFT,
    SUB,
    TINT,
    TURN,
    TYPE,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.toon.kernel import Floats, Ints
    from shorts.toon.kernel_grid import Grid

PAINT_GAIN = PAR + 7
_APART = 0.0012
"""Half side of the tetrahedron that normals are measured on, world units."""


class Scene(NamedTuple):
    """All that a sample looks at.

    seen: what the camera sees. dark: what casts shadows and occludes (another grid when a part is hidden but should still
    shade the rest). mats: a row a group; bones: a row a bone; lamps: see kernel_shade. shown: per part, 1 or 0. paints: the
    rows of `seen` that are painted on.
    """

    seen: Grid
    dark: Grid
    mats: Floats
    bones: Floats
    lamps: Floats
    shown: Floats
    paints: Ints


@compiled
def paint_on(x: float, y: float, z: float, i: int, rows: Floats, paints: Ints, at: Floats) -> None:
    """Lay the group's paints (markings, cheeks) over the attributes of a surface point of primitive i."""
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


@compiled
def draw_lash(x: float, y: float, z: float, i: int, rows: Floats, at: Floats) -> None:
    """The lash line of lid i: the lid's own rim, darkened, so always smooth, at any opening."""
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


@compiled
def sample(px: float, py: float, cam: Floats, cw: float, ch: float, scene: Scene, ground: bool, ao0: float, sh0: float, out: Floats) -> None:
    """One camera sample at pixel (px, py) of a cw x ch picture into the g-buffer channels `out`.

    ground: shade y = 0 where nothing is hit. ao0 / sh0 ≥ 0 are reused instead of traced (extra anti-aliasing samples).
    """
    seen = scene.seen
    dark = scene.dark
    rows = seen.rows
    lamps = scene.lamps
    dx, dy, dz = view_ray((px - cw * 0.5) / ch, (ch * 0.5 - py) / ch, cam)
    for q in range(CHANNELS):
        out[q] = 0.0
    out[8] = -1
    out[13] = 1.0
    out[16] = -1
    out[17] = -1
    t = trace(cam[0], cam[1], cam[2], dx, dy, dz, seen)
    if t < 0:
        out[4] = 1e9
        if ground and dy < -1e-4:
            out[13] = ground_shadow(cam[0], cam[1], cam[2], dx, dy, dz, lamps, dark)
        return
    x = cam[0] + dx * t
    y = cam[1] + dy * t
    z = cam[2] + dz * t
    ci = cell_of(x, y, z, seen.box)
    s = seen.start[ci]
    e = seen.start[ci + 1]
    n0, n1, n2 = normal_at(x, y, z, _APART, s, e, seen)
    at = np.zeros(BLENDED)
    i = attributes(x, y, z, s, e, seen, at)
    if i < 0:
        out[4] = 1e9
        return
    paint_on(x, y, z, i, rows, scene.paints, at)
    if rows[i, TYPE] == LID and rows[i, PAR + 6] > 0:
        draw_lash(x, y, z, i, rows, at)
    ao = ao0 if ao0 >= 0 else occlusion(x, y, z, n0, n1, n2, dark)
    sh = sh0 if sh0 >= 0 else 1.0
    if sh0 < 0 and n0 * lamps[0, 3] + n1 * lamps[0, 4] + n2 * lamps[0, 5] > -0.5:
        sh = soft_shadow(x + n0 * 0.012, y + n1 * 0.012, z + n2 * 0.012, lamps[0, 3], lamps[0, 4], lamps[0, 5], 0.30, dark)
    shade(x, y, z, n0, n1, n2, -dx, -dy, -dz, at, i, rows, scene.mats, scene.bones, lamps, ao, sh, out)
    part = int(rows[i, PART])
    out[3] = scene.shown[part]
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
    scene: Scene,
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
                sample(x0 + xx + 0.5, y0 + yy + 0.5, cam, cw, ch, scene, ground, -1.0, -1.0, o)
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
                    sample(x0 + xx + (j * 0.7548777) % 1.0, y0 + yy + (j * 0.5698403) % 1.0, cam, cw, ch, scene, False, ao, sh, o)
                    for q in range(3):
                        res[yy, xx, q] += min(o[q], 4.0) * o[3] / extra
                    res[yy, xx, 3] += o[3] / extra
