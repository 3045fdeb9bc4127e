"""Compiled light of the backdrop renderer: what the camera sees, and the light that bounces.

A backdrop is drawn once, so unlike a character it can afford real bounced light: paths of two bounces, a sky that lights
them, and lamps sampled directly. All random numbers come from fixed hashes: the same scene gives the same picture.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.kernel import compiled, hash3, smooth
from shorts.toon.kernel_distance import distance
from shorts.toon.kernel_grid import attributes, cell_of
from shorts.toon.kernel_rays import normal_at, soft_shadow, trace, view_ray
from shorts.toon.shapes import BLENDED, GROUP, PAR, SOFT, TINT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.toon.kernel import Floats, Ints
    from shorts.toon.kernel_grid import Grid

    Pixels = NDArray[np.float32]

SEEN = 9
"""Channels of a look: distance (1e9 for a miss), normal xyz, albedo rgb, group, key light that arrives (0..1)."""
_APART = 0.0015  # half side of the tetrahedron that normals are measured on
_START = 0.1  # where trace begins; rays are pulled back by it so that contacts are not skipped


@compiled
def surface(x: float, y: float, z: float, grid: Grid, paints: Ints, n: Floats, at: Floats) -> int:
    """Normal into n, albedo into at[:3] of the surface at a point; returns its group, or -1."""
    P = grid.rows
    ci = cell_of(x, y, z, grid.box)
    s = grid.start[ci]
    e = grid.start[ci + 1]
    i = attributes(x, y, z, s, e, grid, at)
    if i < 0:
        return -1
    n[0], n[1], n[2] = normal_at(x, y, z, _APART, s, e, grid)
    g = int(P[i, GROUP])
    for j in range(paints.shape[0]):
        k = paints[j]
        if int(P[k, GROUP]) == g:
            w = smooth(P[k, SOFT], -P[k, SOFT], distance(k, x, y, z, P)) * P[k, PAR + 7]
            for q in range(3):
                at[q] += (P[k, TINT + q] - at[q]) * w
    return g


@compiled
def look_rows(
    ya: int,
    yb: int,
    jx: float,
    jy: float,
    cam: Floats,
    grid: Grid,
    paints: Ints,
    key: Floats,
    soft: float,
    wanted: NDArray[np.bool_],
    out: Pixels,
) -> None:
    """First hits of rows ya..yb of `out` (h, w, SEEN) where `wanted` (h, w), each pixel sampled at (jx, jy) inside it.

    key: direction.
    """
    h = out.shape[0]
    w = out.shape[1]
    n = np.zeros(3)
    at = np.zeros(BLENDED)
    for yy in range(ya, yb):
        for xx in range(w):
            if not wanted[yy, xx]:
                continue
            dx, dy, dz = view_ray((xx + jx - w * 0.5) / h, (h * 0.5 - yy - jy) / h, cam)
            for q in range(SEEN):
                out[yy, xx, q] = 0.0
            out[yy, xx, 0] = 1e9
            out[yy, xx, 7] = -1
            t = trace(cam[0], cam[1], cam[2], dx, dy, dz, grid)
            if t < 0:
                continue
            x = cam[0] + dx * t
            y = cam[1] + dy * t
            z = cam[2] + dz * t
            g = surface(x, y, z, grid, paints, n, at)
            if g < 0:
                continue
            out[yy, xx, 0] = t
            for q in range(3):
                out[yy, xx, 1 + q] = n[q]
                out[yy, xx, 4 + q] = at[q]
            out[yy, xx, 7] = g
            if n[0] * key[0] + n[1] * key[1] + n[2] * key[2] > -0.2:
                px = x + n[0] * 0.012
                py = y + n[1] * 0.012
                pz = z + n[2] * 0.012
                out[yy, xx, 8] = soft_shadow(px, py, pz, key[0], key[1], key[2], soft, grid)


@compiled
def sky_light(dy: float, dz: float, S: Floats, c: int) -> float:
    """Light that comes from direction (…, dy, dz): S rows are zenith, horizon, ground and the bounce board in front."""
    up = smooth(0.0, 0.8, dy)
    down = smooth(0.0, -0.35, dy)
    front = smooth(0.2, 0.9, dz)
    light: float = S[1, c] * (1 - up) * (1 - down) + S[0, c] * up + S[2, c] * down + S[3, c] * front
    return light


@compiled
def gather(
    ox: float,
    oy: float,
    oz: float,
    dx: float,
    dy: float,
    dz: float,
    bounces: int,
    a: int,
    b: int,
    seed: int,
    grid: Grid,
    paints: Ints,
    glow: Floats,
    K: Floats,
    S: Floats,
    soft: float,
    out: Floats,
) -> None:
    """Radiance that arrives at a point from a direction, into out[:3]. K: key rgb, direction."""
    n = np.zeros(3)
    at = np.zeros(BLENDED)
    thr = np.ones(3)
    for c in range(3):
        out[c] = 0.0
    for k in range(bounces):
        t = trace(ox - dx * _START, oy - dy * _START, oz - dz * _START, dx, dy, dz, grid)
        g = -1
        if t >= 0:
            t -= _START
            ox += dx * t
            oy += dy * t
            oz += dz * t
            g = surface(ox, oy, oz, grid, paints, n, at)
        if g < 0:
            for c in range(3):
                out[c] += thr[c] * sky_light(dy, dz, S, c)
            return
        ox += n[0] * 0.012
        oy += n[1] * 0.012
        oz += n[2] * 0.012
        ndl = n[0] * K[3] + n[1] * K[4] + n[2] * K[5]
        sh = soft_shadow(ox, oy, oz, K[3], K[4], K[5], soft, grid) if ndl > 0 else 0.0
        last = k == bounces - 1
        for c in range(3):
            thr_in = thr[c]
            thr[c] *= at[c]
            out[c] += thr_in * glow[g] * at[c] + thr[c] * K[c] * max(ndl, 0.0) * sh
            if last:
                out[c] += thr[c] * 0.5 * (S[1, c] + S[3, c])
        scatter(n, a, b, seed + 7 * k + 3, n)
        dx = n[0]
        dy = n[1]
        dz = n[2]


@compiled
def scatter(n: Floats, a: int, b: int, seed: int, out: Floats) -> None:
    """A cosine-weighted direction about unit n, from a fixed hash of (a, b, seed)."""
    u = hash3(a, b, seed) * 2 - 1
    phi = hash3(a + 101, b + 57, seed + 1013) * 6.283185307
    r = math.sqrt(max(1 - u * u, 0.0))
    x = n[0] + r * math.cos(phi) * 0.999
    y = n[1] + r * math.sin(phi) * 0.999
    z = n[2] + u * 0.999
    il = 1.0 / math.sqrt(x * x + y * y + z * z + 1e-12)
    out[0] = x * il
    out[1] = y * il
    out[2] = z * il


@compiled
def bounce_rows(
    ya: int,
    yb: int,
    paths: int,
    cam: Floats,
    seen: Pixels,
    grid: Grid,
    paints: Ints,
    glow: Floats,
    gloss: Floats,
    K: Floats,
    S: Floats,
    lamps: Floats,
    soft: float,
    out: Pixels,
) -> None:
    """Indirect light of rows ya..yb of a look: out (h, w, 6) = mean diffuse radiance rgb, mirrored radiance rgb.

    lamps: rows of position xyz, radius, rgb power; glow: light a group gives to others; gloss: (group, 2) strength, blur.
    """
    h = seen.shape[0]
    w = seen.shape[1]
    n = np.zeros(3)
    d = np.zeros(3)
    rad = np.zeros(3)
    for yy in range(ya, yb):
        for xx in range(w):
            for c in range(6):
                out[yy, xx, c] = 0.0
            t = seen[yy, xx, 0]
            if t > 1e8:
                continue
            vx, vy, vz = view_ray((xx + 0.5 - w * 0.5) / h, (h * 0.5 - yy - 0.5) / h, cam)
            for c in range(3):
                n[c] = seen[yy, xx, 1 + c]
            x = cam[0] + vx * t + n[0] * 0.012
            y = cam[1] + vy * t + n[1] * 0.012
            z = cam[2] + vz * t + n[2] * 0.012
            for i in range(paths):
                scatter(n, xx * 1999 + i, yy, i * 31 + 5, d)
                gather(x, y, z, d[0], d[1], d[2], 2, xx * 1999 + i, yy, i * 31, grid, paints, glow, K, S, soft, rad)
                for c in range(3):
                    out[yy, xx, c] += min(rad[c], 3.0) / paths
                for j in range(lamps.shape[0]):
                    _one_lamp(x, y, z, n, lamps[j], 1.0 / paths, xx * 1999 + i, yy, i * 31 + 17 * j, grid, out[yy, xx])
            g = int(seen[yy, xx, 7])
            if gloss[g, 0] > 0:
                m = max(paths // 3, 4)
                ndv = n[0] * vx + n[1] * vy + n[2] * vz
                for i in range(m):
                    d[0] = vx - 2 * ndv * n[0]
                    d[1] = vy - 2 * ndv * n[1]
                    d[2] = vz - 2 * ndv * n[2]
                    u = hash3(xx * 1999 + i, yy, i * 13 + 900) * 2 - 1
                    phi = hash3(xx * 1999 + i, yy, i * 13 + 901) * 6.283185307
                    r = math.sqrt(max(1 - u * u, 0.0))
                    d[0] += gloss[g, 1] * r * math.cos(phi)
                    d[1] += gloss[g, 1] * r * math.sin(phi)
                    d[2] += gloss[g, 1] * u
                    il = 1.0 / math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2] + 1e-12)
                    for c in range(3):
                        d[c] *= il
                    gather(x, y, z, d[0], d[1], d[2], 2, xx * 1999 + i, yy, i * 31 + 11, grid, paints, glow, K, S, soft, rad)
                    for c in range(3):
                        out[yy, xx, 3 + c] += min(rad[c], 4.0) / m


@compiled
def _one_lamp(
    x: float, y: float, z: float, n: Floats, lamp: Floats, share: float, a: int, b: int, seed: int,
    grid: Grid, out: Pixels,
) -> None:  # fmt: skip
    """Add what one random point of a spherical lamp gives to a surface point."""
    u = hash3(a, b, seed + 400) * 2 - 1
    phi = hash3(a, b, seed + 401) * 6.283185307
    r = math.sqrt(max(1 - u * u, 0.0)) * lamp[3]
    dx = lamp[0] + r * math.cos(phi) - x
    dy = lamp[1] + r * math.sin(phi) - y
    dz = lamp[2] + u * lamp[3] - z
    far = math.sqrt(dx * dx + dy * dy + dz * dz)
    dx /= far
    dy /= far
    dz /= far
    ndl = n[0] * dx + n[1] * dy + n[2] * dz
    if ndl <= 0:
        return
    t = trace(x - dx * _START, y - dy * _START, z - dz * _START, dx, dy, dz, grid)
    if t < 0 or t - _START > far - lamp[3] * 2.2 - 0.02:
        for c in range(3):
            out[c] += share * lamp[4 + c] * ndl / (far * far + 0.15)
