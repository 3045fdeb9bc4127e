"""Surfaces of sets, painted from world positions: planks, plaster, tiles, weave, lawn, a map of the world in dots.

A texture takes points (n, 3) and their linear colours (n, 3), both float32, and returns colours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.backdrops_map import is_land

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.toon.backdrops_stage import Texture

    Pixels = NDArray[np.float32]

Triple = tuple[float, float, float]


def fractal(points: Pixels, scale: float | Triple, octaves: int = 4) -> Pixels:
    """Fractal noise, 0..1, of points stretched by `scale` per axis."""
    from shorts.toon.kernel_paint import fractal as kernel

    out = np.empty(len(points))
    kernel(np.ascontiguousarray(points * np.array(scale), np.float64), octaves, out)
    return out.astype(np.float32)


def hashed(cell: NDArray[np.floating]) -> Pixels:
    return np.asarray(np.modf(np.abs(np.sin(cell * 12.9898) * 43758.5453))[0], np.float32)


def line(v: NDArray[np.floating], width: float) -> Pixels:
    """1 on the lines v = whole number, falling to 0 over `width` (in cells)."""
    off = np.abs(v - np.round(v))
    return np.asarray(np.clip(1 - off / width, 0, 1), np.float32)


def planks(width: float, length: float, along: int = 2, across: int = 0) -> Texture:
    """Boards of wood with grain, each a little different, with dark joints."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        lane = points[:, across] / width
        row = np.floor(lane)
        run = points[:, along] / length + hashed(row) * 3
        board = hashed(row * 7.3 + np.floor(run) * 3.1)
        stretch = np.full(3, 9.0)
        stretch[along] = 1.1
        shifted = points * stretch.astype(np.float32) + board[:, None] * 17
        grain = fractal(shifted, 2.4, 4)
        rings = 0.5 + 0.5 * np.sin((grain * 9 + board * 5) * 3.1)
        tone = 0.84 + 0.24 * board + 0.22 * (grain - 0.5) + 0.07 * (rings - 0.5)
        joint = np.maximum(line(lane, 0.030), line(run, 0.030 * width / length))
        tone = tone * (1 - 0.55 * joint)
        warm = np.stack([1 + 0.05 * (board - 0.5), np.ones_like(board), 1 - 0.10 * (board - 0.5)], -1)
        return np.asarray(colour * tone[:, None] * warm, np.float32)

    return paint


def grain(along: int = 0, depth: float = 0.25) -> Texture:
    """One piece of wood: shelves, worktops, table legs."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        stretch = np.full(3, 14.0, np.float32)
        stretch[along] = 1.3
        fibre = fractal(points * stretch, 1.7, 4)
        return np.asarray(colour * (1 - depth / 2 + depth * fibre)[:, None] ** 1.2, np.float32)

    return paint


def plaster(depth: float = 0.07, scale: float = 1.6) -> Texture:
    """A painted wall: large soft clouds and a fine tooth."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        cloud, tooth = fractal(points, scale, 3), fractal(points, 38.0, 2)
        return np.asarray(colour * (1 + depth * (cloud - 0.5) + depth * 0.7 * (tooth - 0.5))[:, None], np.float32)

    return paint


def tiles(width: float, height: float, grout: Triple, axes: tuple[int, int] = (0, 1), brick: bool = True, vary: float = 0.10) -> Texture:
    """Glazed tiles with pale joints; every other row is shifted by half when `brick`."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        v = points[:, axes[1]] / height
        row = np.floor(v)
        u = points[:, axes[0]] / width + (0.5 * np.mod(row, 2) if brick else 0)
        joint = np.maximum(line(u, 0.045 * height / width * 1.3), line(v, 0.06))
        joint = joint * joint * (3 - 2 * joint)
        tone = 1 + vary * (hashed(row * 5.7 + np.floor(u) * 2.3) - 0.5) + 0.05 * (fractal(points, 6.0, 2) - 0.5)
        return np.asarray(colour * tone[:, None] * (1 - joint[:, None]) + np.array(grout, np.float32) * joint[:, None], np.float32)

    return paint


def checker(size: float, other: Triple) -> Texture:
    """Two-coloured floor tiles laid on the diagonal."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        u, v = (points[:, 0] + points[:, 2]) / size, (points[:, 0] - points[:, 2]) / size
        odd = np.mod(np.floor(u) + np.floor(v), 2)[:, None]
        joint = np.maximum(line(u, 0.02), line(v, 0.02))[:, None]
        tone = 1 + 0.16 * (hashed(np.floor(u) * 3.3 + np.floor(v) * 7.1) - 0.5) + 0.10 * (fractal(points, 5.0, 3) - 0.5)
        return np.asarray((colour * (1 - odd) + np.array(other, np.float32) * odd) * tone[:, None] * (1 - 0.45 * joint), np.float32)

    return paint


def rings(centre: tuple[float, float], bands: tuple[tuple[float, Triple], ...]) -> Texture:
    """A round woven rug: from the middle outwards, each band reaches to its radius and has its colour."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        r = np.hypot(points[:, 0] - centre[0], points[:, 2] - centre[1])
        r = r + 0.012 * (fractal(points, 9.0, 2) - 0.5)
        out = colour.copy()
        for reach, tint in reversed(bands):
            inside = np.clip((reach - r) / 0.02 + 0.5, 0, 1)[:, None]
            out = out * (1 - inside) + np.array(tint, np.float32) * inside
        weave = 0.9 + 0.2 * fractal(points, 45.0, 2)
        return np.asarray(out * weave[:, None], np.float32)

    return paint


def weave(scale: float = 60.0, depth: float = 0.25) -> Texture:
    """Cloth."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        return np.asarray(colour * (1 - depth / 2 + depth * fractal(points, scale, 2))[:, None], np.float32)

    return paint


def foliage(dark: Triple, scale: float = 3.0) -> Texture:
    """Leaves or lawn: patches between the surface's own colour and a darker one."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        patch = np.clip(fractal(points, scale, 4) * 2.2 - 0.6, 0, 1)[:, None]
        return np.asarray(colour * patch + np.array(dark, np.float32) * (1 - patch), np.float32)

    return paint


def dotted_map(left: float, low: float, width: float, dots: int, lit: Triple, middle: float = 0.0) -> Texture:
    """A map of the world in glowing dots, on a wall that faces the camera; the sea keeps the surface's colour.

    left, low, width: where the map lies on the wall; dots: dots around the globe; middle: longitude at its centre.
    """

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        u, v = (points[:, 0] - left) / width * dots, (points[:, 1] - low) / width * dots
        longitude = (np.floor(u) + 0.5) / dots * 360 - 180 + middle
        latitude = (np.floor(v) + 0.5) / dots * 360 - 90
        off = np.hypot(u - np.floor(u) - 0.5, v - np.floor(v) - 0.5)
        dot = is_land(longitude, latitude) * np.clip((0.36 - off) / 0.10, 0, 1) * ((u > 0) & (u < dots))
        return np.asarray(colour + np.array(lit, np.float32) * dot[:, None], np.float32)

    return paint


def lit_windows(width: float, height: float) -> Texture:
    """Rows of windows on a far building, some of them catching the sun."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        u, v = points[:, 0] / (width / 3), points[:, 1] / (height / 3)
        off = np.maximum(np.abs(u - np.floor(u) - 0.5) / 0.32, np.abs(v - np.floor(v) - 0.5) / 0.30)
        pane = np.clip((1 - off) * 6, 0, 1)[:, None]
        sunny = (hashed(np.floor(u) * 3.7 + np.floor(v) * 9.1 + np.floor(points[:, 2])) > 0.72)[:, None]
        glass = np.where(sunny, np.array((1.6, 1.15, 0.65), np.float32), colour * 0.72)
        return np.asarray(colour * (1 - pane) + glass * pane, np.float32)

    return paint


def layered(*textures: Texture) -> Texture:
    """One texture after another."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        for texture in textures:
            colour = texture(points, colour)
        return colour

    return paint


def fade(axis: int, low: float, high: float, end: Triple) -> Texture:
    """The surface's colour at `low`, running into `end` at `high` along a world axis."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        t = np.clip((points[:, axis] - low) / (high - low), 0, 1)[:, None]
        return np.asarray(colour * (1 - t) + np.array(end, np.float32) * t, np.float32)

    return paint
