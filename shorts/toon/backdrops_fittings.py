"""Fittings that several sets share: large windows, counters, stools, hanging bulbs, strips of light, curtains in folds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from shorts.toon.backdrops_stage import BRASS, GLAZED, SATIN, Finish, glowing
from shorts.toon.backdrops_textures import weave
from shorts.toon.shapes import SUB

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.toon.backdrops_stage import Stage, Triple

STEEL = Finish(gloss=0.25, polish=0.7, blur=0.22)
GLASS = Finish(gloss=0.10, polish=0.9, blur=0.06)
SOFT = Finish(texture=weave(60.0, 0.18))


def glazing(stage: Stage, left: float, right: float, low: float, top: float, z: float, grid: tuple[int, int], colour: str, bar: float = 0.035) -> None:
    """A hole in the group `wall` (whose face is at z) with a grid of bars: `grid` columns and rows of panes."""
    x, y, w, h = (left + right) / 2, (low + top) / 2, (right - left) / 2, (top - low) / 2
    stage.box("wall", (x, y, z - 0.5), (w, h, 1.2), "#d9d2c6", 0.0, op=SUB)
    frame = stage.group("window", SATIN)
    columns, rows = grid
    for i in range(columns + 1):
        wide = bar * (1.5 if i in (0, columns) else 1)
        stage.box(frame, (left + 2 * w * i / columns, y, z - 0.02), (wide, h + bar, 0.06), colour, 0.012)
    for i in range(rows + 1):
        wide = bar * (1.5 if i in (0, rows) else 1)
        stage.box(frame, (x, low + 2 * h * i / rows, z - 0.02), (w + bar, wide, 0.06), colour, 0.012)


def bulb(stage: Stage, at: Triple, cord: float, strength: float, radius: float = 0.085) -> None:
    """A bare bulb in a socket, hanging at `at`; add a Lamp to the mood where it matters."""
    x, y, z = at
    metal = stage.group("socket", BRASS)
    stage.rod(metal, (x, y + radius, z), (x, y + radius + 0.10, z), 0.036, 0.030, "#8a6a3f")
    stage.rod(stage.group("cord"), (x, y + radius + 0.1, z), (x, y + cord, z), 0.010, 0.010, "#2b2622")
    stage.ball(stage.group("bulb", glowing(strength, 0.0)), (x, y, z), (radius, radius * 1.15, radius), "#ffd9a0")


def globe(stage: Stage, at: Triple, cord: float, radius: float, strength: float, colour: str = "#ffe6c2") -> None:
    """A milk-glass globe on a cord."""
    x, y, z = at
    stage.rod(stage.group("cord"), (x, y + radius, z), (x, y + cord, z), 0.012, 0.012, "#3a2f28")
    stage.disc(stage.group("socket", BRASS), (x, y + radius, z), 0.05, 0.035, "#c9a05a", 0.01)
    stage.ball(stage.group("globe", glowing(strength, 0.0)), at, radius, colour)


def strip(stage: Stage, a: Triple, b: Triple, colour: str, strength: float, radius: float = 0.014, shines: float | None = None) -> None:
    """A line of light from a to b."""
    stage.rod(stage.group(f"strip-{colour}-{strength}", glowing(strength, shines)), a, b, radius, radius, colour)


def counter(
    stage: Stage, left: float, right: float, z: float, height: float, front: str, top: str, panel: Finish, deep: float = 0.4, kick: str = "#3a312c"
) -> None:
    """A counter that faces the camera: front, worktop, kick board."""
    x, w = (left + right) / 2, (right - left) / 2
    stage.box(stage.group("counter", panel), (x, height / 2 + 0.03, z), (w, height / 2 - 0.07, deep), front, 0.015)
    stage.box(stage.group("kick"), (x, 0.05, z - 0.03), (w, 0.05, deep), kick, 0.01)
    stage.box(stage.group("worktop", SATIN), (x, height, z), (w + 0.05, 0.045, deep + 0.06), top, 0.02)


def stool(stage: Stage, x: float, z: float, height: float, seat: str, legs: str) -> None:
    """A bar stool with a round seat."""
    metal = stage.group("stool", STEEL)
    for turn in (0.8, 2.37, 3.94, 5.5):
        dx, dz = math.cos(turn), math.sin(turn)
        stage.rod(metal, (x + 0.12 * dx, height - 0.03, z + 0.12 * dz), (x + 0.19 * dx, 0.0, z + 0.19 * dz), 0.017, 0.014, legs)
    stage.arch(metal, (x, height * 0.38, z), 0.165, 0.011, legs, turn=(90, 0, 0))
    stage.disc(stage.group("seat", SATIN), (x, height, z), 0.18, 0.04, seat, 0.03)


def folds(stage: Stage, left: float, right: float, low: float, top: float, z: float, colour: str, fold: float = 0.11, name: str = "folds") -> None:
    """A heavy curtain in deep folds."""
    group = stage.group(name, Finish(gloss=0.01, polish=0.12, blur=0.4, texture=weave(40.0, 0.14)))
    count = max(round((right - left) / fold), 2)
    for i in range(count):
        x = left + (i + 0.5) * (right - left) / count
        near = 0.05 * math.sin(i * 2.1)
        stage.rod(group, (x, low, z + near), (x + 0.01 * math.sin(i), top, z + near * 0.5), fold * 0.78, fold * 0.66, colour, soft=0.05)


def board_of(stage: Stage, at: Triple, half: tuple[float, float], colour: str, frame: str, finish: Finish) -> None:
    """A framed board on a wall that faces the camera; `at` is its centre."""
    (x, y, z), (w, h) = at, half
    stage.box(stage.group("frame", SATIN), (x, y, z), (w + 0.05, h + 0.05, 0.035), frame, 0.015)
    stage.box(stage.group("board", finish), (x, y, z + 0.03), (w, h, 0.012), colour, 0.004)


def cards(stage: Stage, places: Sequence[tuple[float, float, float, float, str]], z: float, name: str = "cards") -> None:
    """Flat pieces of paper on a wall: (x, y, half width, half height, colour), no words on them."""
    group = stage.group(name)
    for x, y, w, h, colour in places:
        stage.box(group, (x, y, z), (w, h, 0.008), colour, 0.003, turn=(0, 0, 4 * math.sin(x * 9 + y * 5)))


def pedestal(stage: Stage, x: float, z: float, radius: float, height: float, colour: str) -> None:
    """A round plinth."""
    stage.disc(stage.group("plinth", GLAZED), (x, height / 2, z), radius, height / 2, colour, 0.02)
