"""What all compiled code of the illustrator begins with: the decorator, smooth steps, hashes and noise.

    kernel_distance   a primitive's signed distance
    kernel_grid       the acceleration grid: distance to a whole model, and what its surface is made of
    kernel_rays       marching: hits, normals, shadows, occlusion
    kernel_shade      the light that leaves a character's surface      kernel_render   its pixels
    kernel_strands    its fur
    kernel_backdrop   a backdrop's light, bounced                      kernel_paint    its grass, and its blur

Functions release the GIL: callers split the work over threads.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numba

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
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
