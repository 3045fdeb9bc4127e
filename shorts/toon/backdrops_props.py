"""Props that several sets share: plants, books, windows, lamps, shelves, frames. Sizes in world units."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.backdrops_stage import GLAZED, MATT, SATIN, Finish, glowing
from shorts.toon.backdrops_textures import grain, weave

if TYPE_CHECKING:
    from shorts.toon.backdrops_stage import Stage, Triple

BOOKS = ("#b5523f", "#d9a441", "#3f6f8f", "#5f8f6b", "#e6d3b0", "#7a5a86", "#c97b52", "#2f4f66")
WOOD = Finish(gloss=0.03, polish=0.30, blur=0.35, texture=grain())
LEAF = Finish(gloss=0.03, polish=0.35, blur=0.30)


def leafy(stage: Stage, at: Triple, height: float, reach: float, count: int, colour: str, seed: int = 1) -> None:
    """A bunch of broad leaves on thin stems, fanned around `at`."""
    group = stage.group("leaf", LEAF)
    stem = stage.group("stem")
    rng = np.random.default_rng(seed)
    for i in range(count):
        turn = i * 2.399963 + rng.uniform(-0.3, 0.3)
        rise = height * (0.45 + 0.55 * (i + 0.5) / count)
        out = reach * (1.05 - 0.6 * (i + 0.5) / count)
        tip = (at[0] + out * math.sin(turn), at[1] + rise, at[2] + out * math.cos(turn))
        stage.rod(stem, at, tip, 0.012, 0.010, "#6f8a4a")
        size = reach * rng.uniform(0.42, 0.58)
        tilt = 30 + 35 * (1 - i / count) + rng.uniform(-12, 12)
        middle = (tip[0] + 0.6 * size * math.sin(turn), tip[1] + 0.1 * size, tip[2] + 0.6 * size * math.cos(turn))
        turned = (tilt, math.degrees(turn), 0)
        stage.ball(group, middle, (size * 0.46, 0.020, size), colour, turn=turned)
        stage.stain(group, middle, (0.014, 0.05, size * 0.95), "#8fbf7f", 0.008, turn=turned)


def trailing(stage: Stage, at: Triple, drop: float, strands: int, colour: str, seed: int = 3) -> None:
    """Ivy that hangs over an edge."""
    group = stage.group("leaf", LEAF)
    rng = np.random.default_rng(seed)
    for i in range(strands):
        x, z = at[0] + rng.uniform(-0.16, 0.16), at[2] + 0.16 + rng.uniform(0, 0.05)
        length = drop * rng.uniform(0.45, 1.0)
        for j in range(int(length / 0.075)):
            side = 0.035 * (-1) ** j
            stage.ball(group, (x + side + 0.03 * math.sin(j + i), at[1] - j * 0.075, z), (0.045, 0.05, 0.018), colour, turn=(15, side * 600, side * 900))


def pot(stage: Stage, at: Triple, radius: float, height: float, colour: str) -> None:
    """A plant pot standing at `at`, with a rim and soil."""
    group = stage.group("pot", SATIN)
    stage.cup(group, (at[0], at[1] + height / 2, at[2]), radius * 0.78, radius, height / 2, colour, 0.02)
    stage.arch(group, (at[0], at[1] + height, at[2]), radius * 0.97, 0.028, colour, turn=(90, 0, 0))
    stage.disc(stage.group("soil"), (at[0], at[1] + height - 0.02, at[2]), radius * 0.9, 0.01, "#4a3426")


def books(stage: Stage, left: float, right: float, shelf: float, z: float, seed: int, tall: float = 0.30) -> None:
    """A row of upright books, with now and then one that leans."""
    group = stage.group("book", Finish(gloss=0.02, polish=0.2, blur=0.4))
    rng = np.random.default_rng(seed)
    x = left
    while x < right - 0.08:
        half, high = rng.uniform(0.030, 0.055), tall * rng.uniform(0.72, 1.0) / 2
        lean = -11.0 if rng.random() < 0.12 else 0.0
        colour = BOOKS[int(rng.integers(len(BOOKS)))]
        stage.box(group, (x + half, shelf + high, z), (half * 0.94, high, 0.15), colour, 0.012, turn=(0, 0, lean))
        stage.stain(group, (x + half, shelf + high * 1.55, z + 0.15), (half * 1.2, 0.012, 0.06), "#f3e3c0", 0.006)
        x += 2 * half + (0.06 if lean else 0.006)


def shelf(stage: Stage, left: float, right: float, y: float, z: float, colour: str, deep: float = 0.20) -> None:
    """A board on the wall whose top is at y."""
    group = stage.group("shelf", WOOD)
    stage.box(group, ((left + right) / 2, y - 0.035, z), ((right - left) / 2, 0.035, deep), colour, 0.012)


def window(stage: Stage, at: Triple, half: tuple[float, float], frame: str, sky: str, light: float = 1.3, texture: Finish | None = None) -> None:
    """A window in a wall that faces the camera: bright pane, frame, cross bars and sill. `at` is the pane's centre."""
    (x, y, z), (w, h) = at, half
    pane = stage.group("pane", texture or glowing(light))
    stage.box(pane, (x, y, z), (w, h, 0.02), sky, 0.0)
    group = stage.group("window", SATIN)
    for side in (-1, 1):
        stage.box(group, (x + side * w, y, z), (0.06, h + 0.06, 0.07), frame, 0.02)
        stage.box(group, (x, y + side * h, z), (w + 0.06, 0.06, 0.07), frame, 0.02)
    stage.box(group, (x, y, z - 0.01), (0.028, h, 0.04), frame, 0.01)
    stage.box(group, (x, y + h * 0.18, z - 0.01), (w, 0.028, 0.04), frame, 0.01)
    stage.box(group, (x, y - h - 0.09, z + 0.10), (w + 0.16, 0.04, 0.17), frame, 0.02)


def curtain(stage: Stage, x: float, top: float, low: float, z: float, wide: float, colour: str) -> None:
    """Cloth hanging in folds."""
    group = stage.group("curtain", Finish(texture=weave(70.0, 0.16)))
    folds = max(int(wide / 0.085), 2)
    for i in range(folds):
        px = x + (i + 0.5) * wide / folds
        stage.rod(group, (px, low, z + 0.03 * (i % 2)), (px, top, z + 0.02 * (i % 2)), 0.072, 0.056, colour, soft=0.06)


def picture(stage: Stage, at: Triple, half: tuple[float, float], frame: str, paper: str, shapes: tuple[tuple[float, float, float, float, str], ...]) -> None:
    """A framed print of a few flat shapes (x, y, half width, half height, colour), relative to its centre."""
    (x, y, z), (w, h) = at, half
    stage.box(stage.group("frame", WOOD), (x, y, z), (w + 0.045, h + 0.045, 0.035), frame, 0.012)
    paper_group = stage.group("print")
    stage.box(paper_group, (x, y, z + 0.03), (w, h, 0.01), paper, 0.002)
    for dx, dy, rx, ry, colour in shapes:
        stage.stain(paper_group, (x + dx, y + dy, z + 0.04), (rx, ry, 0.2), colour, 0.008)


def floor_lamp(stage: Stage, at: Triple, height: float, colour: str, shade: str, strength: float = 2.2) -> None:
    """A standing lamp with a lit cloth shade; add a Lamp to the mood at its bulb."""
    x, y, z = at
    metal = stage.group("lamp-metal", Finish(gloss=0.2, polish=0.7, blur=0.2))
    stage.disc(metal, (x, y + 0.02, z), 0.22, 0.02, colour, 0.015)
    stage.rod(metal, (x, y, z), (x, y + height - 0.2, z), 0.022, 0.018, colour)
    stage.cup(stage.group("shade", glowing(strength, 0.0)), (x, y + height, z), 0.34, 0.21, 0.22, shade, 0.02)


def pendant(stage: Stage, at: Triple, cord: float, radius: float, colour: str) -> None:
    """A hanging lamp: dome and bulb, centre of the dome's rim at `at`."""
    x, y, z = at
    dome = stage.group("dome", GLAZED)
    stage.cup(dome, (x, y + radius * 0.45, z), radius, radius * 0.28, radius * 0.45, colour, 0.03)
    stage.rod(dome, (x, y + radius * 0.9, z), (x, y + cord, z), 0.012, 0.012, "#3a2f28")
    stage.ball(stage.group("bulb", glowing(5.0, 0.0)), (x, y + 0.02, z), radius * 0.36, "#ffdfae")


def vase(stage: Stage, at: Triple, radius: float, height: float, colour: str) -> None:
    """A bellied vase standing at `at`."""
    group = stage.group("vase", GLAZED)
    stage.ball(group, (at[0], at[1] + height * 0.36, at[2]), (radius, height * 0.38, radius), colour, soft=0.06)
    stage.rod(group, (at[0], at[1] + height * 0.5, at[2]), (at[0], at[1] + height, at[2]), radius * 0.5, radius * 0.42, colour, soft=0.08)


def walls(stage: Stage, colour: str, z: float, skirting: str, floor: str, floor_finish: Finish, wall_finish: Finish = MATT) -> None:
    """Back wall at z, skirting board, and floor."""
    stage.box(stage.group("floor", floor_finish), (0, -0.5, 0), (7, 0.5, 8.5), floor, 0.0)
    stage.box(stage.group("wall", wall_finish), (0, 4, z - 0.5), (7, 5, 0.5), colour, 0.0)
    stage.box(stage.group("skirting", SATIN), (0, 0.13, z + 0.03), (7, 0.13, 0.03), skirting, 0.012)
