"""Compiled acceleration grid: the distance to a whole model, and what its surface is made of at a point.

A uniform grid keeps per cell only the primitives that can matter there, so the cost of a ray hardly depends on how many
parts a character has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from shorts.toon.kernel import compiled, smin
from shorts.toon.kernel_distance import distance
from shorts.toon.shapes import ADD, BLENDED, EDGE, GROUP, OP, PAINT, SOFT, SUB, TINT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.toon.kernel import Floats, Ints


class Grid(NamedTuple):
    """A model's primitives, `rows`, and which of them matter where.

    dc: distance at each cell's centre. lst[start[c]:start[c + 1]]: the primitives of cell c, none where the surface is far.
    box: lo xyz, hi xyz, cell size, nx, ny, nz.
    """

    dc: Floats
    start: Ints
    lst: Ints
    box: Floats
    rows: Floats


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
def distance_anywhere(x: float, y: float, z: float, grid: Grid) -> float:
    """Distance at any point: exact near the surface, a safe estimate from the cell centre far away."""
    ci = cell_of(x, y, z, grid.box)
    s = grid.start[ci]
    e = grid.start[ci + 1]
    if e > s:
        return distance_listed(x, y, z, s, e, grid.lst, grid.rows)
    far: float = grid.dc[ci] - grid.box[6] * 0.45
    return far


@compiled
def attributes(x: float, y: float, z: float, s: int, e: int, grid: Grid, out: Floats) -> int:
    """Write the blended attributes of the nearest group at a surface point; returns its winning primitive."""
    lst = grid.lst
    rows = grid.rows
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
