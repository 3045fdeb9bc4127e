"""What is seen through windows, and surfaces of large sets: skylines, gardens, crowds, stripes, terrazzo.

Textures as in backdrops_textures: points (n, 3) and linear colours (n, 3), both float32, to colours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.backdrops_stage import Finish
from shorts.toon.backdrops_textures import fractal, hashed, line
from shorts.toon.colour import linear

if TYPE_CHECKING:
    from shorts.artifacts import Light
    from shorts.toon.backdrops_stage import Stage, Texture
    from shorts.toon.backdrops_textures import Pixels, Triple

_CITY = {
    "day": (("#dfe9f2", "#6fa6e2"), ("#a9bfd6", "#8fa9c6", "#7392b5"), 0.06, (0.62, 0.66, 0.70)),
    "evening": (("#e08a5e", "#1c2c5e"), ("#3d4a78", "#2b3866", "#1d2852"), 0.20, (1.35, 0.85, 0.36)),
}
"""Sky low and high, towers from far to near, share of windows that are lit, their light (linear rgb)."""
_GARDEN = {"day": ("#86b25a", "#d6ecd4"), "evening": ("#24405a", "#5a6a96")}
_OUTSIDE = 1.0
"""Glow of what is seen through a window."""


def city_view(stage: Stage, light: Light, z: float = -8.0, low: float = 0.2, high: float = 5.2) -> None:
    """A skyline outside the windows, from `low` (where the towers' feet would be) to `high`."""
    finish = Finish(glow=_OUTSIDE if light == "day" else 0.75, shines=1.5 if light == "day" else 0.25, texture=skyline(light, low, high))
    stage.box(stage.group("view", finish), (0, 3, z), (9, 7, 0.1), "#cfdff0" if light == "day" else "#33406a", 0.0)


def garden_view(stage: Stage, light: Light, z: float = -7.0) -> None:
    """Bamboo and bushes before a bright sky, outside the windows."""
    leaf, air = (linear(colour) for colour in _GARDEN[light])

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        bush = 0.9 + 1.9 * fractal(points, (1.3, 0.4, 1.0), 3)
        column = points[:, 0] / 0.34
        off = np.abs(column - np.floor(column) - 0.35 - 0.3 * hashed(np.floor(column)))
        stalk = (np.clip((0.13 - off) / 0.05, 0, 1) * 0.7)[:, None]
        inside = np.clip((bush - points[:, 1]) / 0.5 + 0.5, 0, 1)[:, None]
        tone = (0.55 + 0.9 * fractal(points, 2.2, 3))[:, None]
        ground = np.array(air, np.float32) * (1 - inside) + np.array(leaf, np.float32) * tone * inside
        return np.asarray(ground * (1 - stalk) + np.array(leaf, np.float32) * 0.6 * stalk, np.float32)

    finish = Finish(glow=0.75 if light == "day" else 0.5, shines=1.5 if light == "day" else 0.2, texture=paint)
    stage.box(stage.group("view", finish), (0, 3, z), (9, 7, 0.1), "#dcefd0" if light == "day" else "#3a4a6e", 0.0)


def skyline(light: Light, low: float, high: float) -> Texture:
    """Towers in three layers of haze before a sky; y runs from `low` to `high`."""
    (horizon, top), towers, lit, glow = _CITY[light]

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        x, y = points[:, 0], (points[:, 1] - low) / (high - low)
        up = np.clip(y, 0, 1)[:, None] ** 0.8
        out = np.array(linear(horizon), np.float32) * (1 - up) + np.array(linear(top), np.float32) * up
        for layer, tower in enumerate(towers):
            wide = 0.62 - 0.07 * layer
            column = np.floor(x / wide + 0.37 * layer)
            tall = (0.42, 0.34, 0.24)[layer] + 0.30 * hashed(column * 3.1 + layer * 11.7)
            inside = (y < tall)[:, None]
            u, v = x / wide * 5, y * 36
            pane = (np.abs(u - np.floor(u) - 0.5) < 0.32) & (np.abs(v - np.floor(v) - 0.5) < 0.30)
            bright = pane & (hashed(np.floor(u) * 3.7 + np.floor(v) * 9.1 + layer) < lit)
            wall = np.array(linear(tower), np.float32) * (0.85 + 0.3 * hashed(column * 5.3 + layer))[:, None]
            out = np.where(inside, np.where(bright[:, None], np.array(glow, np.float32) * 0.8, wall), out)
        return np.asarray(out, np.float32)

    return paint


def crowd(seat: float, colours: tuple[Triple, ...]) -> Texture:
    """Rows of spectators on a stand: a dot of some colour in most seats."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        v = points[:, 1] / seat
        u = points[:, 0] / seat + 0.5 * np.mod(np.floor(v), 2)
        cell = np.floor(u) * 3.7 + np.floor(v) * 9.1
        off = np.hypot(u - np.floor(u) - 0.5, v - np.floor(v) - 0.5)
        dot = (np.clip((0.42 - off) / 0.12, 0, 1) * (hashed(cell) > 0.22))[:, None]
        worn = np.array(colours, np.float32)[(hashed(cell * 1.7 + 3) * len(colours)).astype(int) % len(colours)]
        return np.asarray(colour * (1 - dot) + worn * dot, np.float32)

    return paint


def stripes(axis: int, width: float, other: Triple, phase: float = 0.0) -> Texture:
    """Two colours by turns along a world axis."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        turn = (points[:, axis] + phase) / width
        odd = np.clip((0.5 - np.abs(np.mod(turn, 2) - 1.5)) / 0.04 + 0.5, 0, 1)[:, None]
        return np.asarray(colour * (1 - odd) + np.array(other, np.float32) * odd, np.float32)

    return paint


def terrazzo(chips: tuple[Triple, ...], size: float = 0.11) -> Texture:
    """Polished stone with chips of some colours."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        out = colour * (0.96 + 0.08 * fractal(points, 2.0, 2))[:, None]
        for n, chip in enumerate(chips):
            u, v = points[:, 0] / size + 0.31 * n, points[:, 2] / size + 0.57 * n
            cell = np.floor(u) * 5.3 + np.floor(v) * 8.9 + n * 17
            dx, dy = u - np.floor(u) - 0.3 - 0.4 * hashed(cell + 1), v - np.floor(v) - 0.3 - 0.4 * hashed(cell + 2)
            turn = hashed(cell + 3) * 3.1
            a, b = dx * np.cos(turn) + dy * np.sin(turn), dy * np.cos(turn) - dx * np.sin(turn)
            inside = (np.clip((0.20 - np.maximum(np.abs(a), np.abs(b) * 1.7)) / 0.06, 0, 1) * (hashed(cell) > 0.45))[:, None]
            out = out * (1 - inside) + np.array(chip, np.float32) * inside
        return np.asarray(out, np.float32)

    return paint


def lanes(width: float, paint_of: Triple, end: float, grass: tuple[Triple, Triple]) -> Texture:
    """A running track towards the horizon, lines every `width`; beyond z = `end` a mown field in stripes."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        x, z = points[:, 0], points[:, 2]
        mark = (line(x / width + 0.5, 0.05) * 0.9)[:, None]
        track = colour * (0.9 + 0.2 * fractal(points, 30.0, 2))[:, None] * (1 - mark) + np.array(paint_of, np.float32) * mark
        odd = (np.mod(np.floor(-z / 1.6), 2) > 0)[:, None]
        field = np.where(odd, np.array(grass[0], np.float32), np.array(grass[1], np.float32))
        far = np.clip((end - z) / 0.12 + 0.5, 0, 1)[:, None]
        edge = np.clip(1 - np.abs(z - end) / 0.14, 0, 1)[:, None] ** 0.5
        out = track * (1 - far) + field * far
        return np.asarray(out * (1 - edge) + np.array(paint_of, np.float32) * edge, np.float32)

    return paint


def pool_of_light(middle: tuple[float, float], radius: float, gain: float) -> Texture:
    """The floor inside a spotlight: brighter by `gain` in a soft-edged circle."""

    def paint(points: Pixels, colour: Pixels) -> Pixels:
        off = np.hypot(points[:, 0] - middle[0], points[:, 2] - middle[1]) / radius
        lit = np.clip((1.15 - off) / 0.35, 0, 1)
        return np.asarray(colour * (1 + gain * lit * lit * (3 - 2 * lit))[:, None], np.float32)

    return paint
