"""Compiled brushes of the backdrop renderer: noise, blades of grass, and the blur of a lens."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from shorts.toon.kernel import compiled, noise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from shorts.toon.kernel import Floats, Ints

    Pixels = NDArray[np.float32]


@compiled
def fractal(points: Floats, octaves: int, out: Floats) -> None:
    """Fractal value noise, 0..1, of every point (n, 3)."""
    for i in range(points.shape[0]):
        total = 0.0
        weight = 0.5
        scale = 1.0
        whole = 0.0
        for _ in range(octaves):
            total += weight * noise(points[i, 0] * scale + 50, points[i, 1] * scale + 50, points[i, 2] * scale + 50)
            whole += weight
            weight *= 0.5
            scale *= 2.03
        out[i] = total / whole


@compiled
def blade_rows(ya: int, yb: int, blades: Pixels, depth: Pixels, image: Pixels) -> None:
    """Paint tapered blades over rows ya..yb of a linear image (h, w, 3) and its depth, in the order given (far ones first).

    Row of a blade: root x, y, bend x, y, tip x, y (pixels), half width at the root (pixels), distance, rgb.
    """
    w = image.shape[1]
    for i in range(blades.shape[0]):
        top = min(min(blades[i, 1], blades[i, 3]), blades[i, 5]) - 2
        low = max(max(blades[i, 1], blades[i, 3]), blades[i, 5]) + 2
        if low < ya or top >= yb:
            continue
        for s in range(6):
            u0 = s / 6.0
            u1 = (s + 1) / 6.0
            ax = (1 - u0) ** 2 * blades[i, 0] + 2 * u0 * (1 - u0) * blades[i, 2] + u0 * u0 * blades[i, 4]
            ay = (1 - u0) ** 2 * blades[i, 1] + 2 * u0 * (1 - u0) * blades[i, 3] + u0 * u0 * blades[i, 5]
            bx = (1 - u1) ** 2 * blades[i, 0] + 2 * u1 * (1 - u1) * blades[i, 2] + u1 * u1 * blades[i, 4]
            by = (1 - u1) ** 2 * blades[i, 1] + 2 * u1 * (1 - u1) * blades[i, 3] + u1 * u1 * blades[i, 5]
            lx = bx - ax
            ly = by - ay
            l2 = lx * lx + ly * ly + 1e-6
            wide = blades[i, 6] + 1
            for yy in range(max(int(min(ay, by) - wide), ya), min(int(max(ay, by) + wide + 1), yb)):
                for xx in range(max(int(min(ax, bx) - wide), 0), min(int(max(ax, bx) + wide + 1), w)):
                    qx = xx + 0.5 - ax
                    qy = yy + 0.5 - ay
                    u = (qx * lx + qy * ly) / l2
                    if u < 0.0 or u >= 1.0:
                        continue
                    along = u0 + (u1 - u0) * u
                    half = blades[i, 6] * (1.0 - along)
                    off = math.sqrt((qx - u * lx) ** 2 + (qy - u * ly) ** 2)
                    cover = min(max(half + 0.5 - off, 0.0), 1.0) * min(half * 2 + 0.25, 1.0)
                    if cover <= 0.01 or blades[i, 7] > depth[yy, xx] + 0.25:
                        continue
                    gain = 0.72 + 0.5 * along
                    for c in range(3):
                        image[yy, xx, c] += (blades[i, 8 + c] * gain - image[yy, xx, c]) * cover
                    if cover > 0.35:  # or the lens would blur it like what lies behind
                        depth[yy, xx] = min(depth[yy, xx], blades[i, 7])


@compiled
def defocus_rows(ya: int, yb: int, reach: Ints, image: Pixels, behind: Pixels, blur: Pixels, depth: Pixels, out: Pixels) -> None:
    """Lens blur of rows ya..yb: every sample spreads over its own circle of confusion (`blur`, radius in pixels).

    A sample behind a sharper pixel does not spill over it; at the pixel's soft edge it is seen as blurred as it is (`behind`,
    the picture blurred already), or a bright spot would be gathered into slivers of light along every bar before it.
    reach: search radius per row, at least the largest blur near it.
    """
    h = image.shape[0]
    w = image.shape[1]
    for yy in range(ya, yb):
        far = reach[yy]
        for xx in range(w):
            total = 0.0
            r0 = 0.0
            g0 = 0.0
            b0 = 0.0
            mine = blur[yy, xx]
            here = depth[yy, xx]
            for oy in range(-far, far + 1):
                sy = yy + oy
                if sy < 0 or sy >= h:
                    continue
                span = int(math.sqrt(far * far - oy * oy))
                for ox in range(-span, span + 1):
                    sx = xx + ox
                    if sx < 0 or sx >= w:
                        continue
                    c = blur[sy, sx]
                    from_behind = depth[sy, sx] > here + 0.15 and c > mine
                    if from_behind:
                        c = mine
                    edge = c + 0.5 - math.sqrt(ox * ox + oy * oy)
                    if edge > 0:
                        weight = min(edge, 1.0) / (c * c + 0.4)
                        total += weight
                        source = behind if from_behind else image
                        r0 += weight * source[sy, sx, 0]
                        g0 += weight * source[sy, sx, 1]
                        b0 += weight * source[sy, sx, 2]
            out[yy, xx, 0] = r0 / total
            out[yy, xx, 1] = g0 / total
            out[yy, xx, 2] = b0 / total
