"""A stage for music and comedy: purple curtains, spotlights, a microphone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from shorts.toon import backdrops_fittings as fit
from shorts.toon.backdrops_mood import daylight, lit_for, shaded
from shorts.toon.backdrops_stage import BRASS, SATIN, Finish, Lamp, Mood, Stage, glowing
from shorts.toon.backdrops_textures import layered, planks, weave
from shorts.toon.backdrops_views import pool_of_light

if TYPE_CHECKING:
    from shorts.artifacts import Light


def stage(light: Light = "day") -> Stage:
    """A theatre's stage: curtains in folds with a fringed valance, a pool of light on boards, bulbs, a microphone, a stool."""
    mood = Mood(
        daylight((1.02, 0.95, 0.86), (1.02, 0.9, 0.9)), zenith=(0.26, 0.22, 0.22), horizon=(0.20, 0.15, 0.15), ground=(0.14, 0.10, 0.09), front=(0.24, 0.20, 0.19),
        key=0.50, exposure=1.05,
        lamps=(Lamp((0, 3.6, -1.6), 0.3, (1.1, 0.85, 0.6)), Lamp((-1.2, 0.3, -2.6), 0.1, (0.35, 0.2, 0.12)), Lamp((1.2, 0.3, -2.6), 0.1, (0.35, 0.2, 0.12))),
    )  # fmt: skip
    lamps = (
        Lamp((0, 3.4, -0.6), 0.3, (2.1, 1.5, 1.0)), Lamp((-1.5, 2.6, -2.4), 0.2, (0.35, 0.30, 1.3)), Lamp((1.5, 2.6, -2.4), 0.2, (1.0, 0.25, 0.75)),
        Lamp((0, 0.3, -2.6), 0.1, (0.3, 0.18, 0.1)),
    )  # fmt: skip
    late = lit_for(light, mood, lamps=lamps, lights=shaded(daylight(), (0.84, 0.70, 0.62), (0.78, 0.55, 0.86)), air=0.4, key=0.24)
    made = Stage(late)
    boards = layered(planks(0.30, 2.8), pool_of_light((0.0, 0.05), 1.45, 0.55 if light == "day" else 0.9))
    made.box(made.group("floor", Finish(0.05, 0.7, 0.16, texture=boards)), (0, -0.5, 0), (7, 0.5, 8.5), "#8f5f40", 0.0)
    made.box(made.group("wall"), (0, 4, -4.3), (7, 5, 0.4), "#2c1640", 0.0)
    fit.folds(made, -2.6, 2.6, 0.04, 4.6, -3.5, "#5d2f78", 0.145)
    for side in (-1, 1):
        left, right = sorted((side * 1.18, side * 2.5))
        fit.folds(made, left, right, 0.04, 4.6, -2.75, "#6c3886", 0.15, "wing")
    _valance(made)
    _lamps(made, light)
    _microphone(made, 1.12, -1.25)
    fit.stool(made, -1.20, -1.55, 0.78, "#b98a52", "#2f2b28")
    bottle = made.group("bottle", fit.GLASS)
    made.disc(bottle, (-1.20, 0.93, -1.55), 0.05, 0.11, "#a9cfd6", 0.02)
    made.disc(made.group("cap", SATIN), (-1.20, 1.06, -1.55), 0.028, 0.025, "#f1e4d0")
    return made


def _valance(made: Stage) -> None:
    cloth = made.group("valance", Finish(gloss=0.01, polish=0.15, blur=0.4, texture=weave(40.0, 0.14)))
    fringe = made.group("fringe", BRASS)
    for i in range(-3, 4):
        x = 0.78 * i
        for k in range(4):
            made.arch(cloth, (x, 4.25, -2.62 + 0.03 * k), 0.40 - 0.085 * k, 0.07, "#653280", math.pi / 2, turn=(0, 0, 180), soft=0.04)
        made.arch(fringe, (x, 4.24, -2.58), 0.46, 0.026, "#d9ac54", math.pi / 2, turn=(0, 0, 180))
    made.box(cloth, (0, 4.42, -2.62), (4, 0.25, 0.1), "#653280", 0.05)


def _lamps(made: Stage, light: Light) -> None:
    bulb = made.group("bulb", glowing(1.6 if light == "day" else 3.2, 0.3))
    shell = made.group("shell", BRASS)
    for i in range(-5, 6):
        x = 0.34 * i
        made.ball(bulb, (x, 0.10, -2.42), 0.062, "#ffdca8")
        made.cup(shell, (x, 0.05, -2.42), 0.09, 0.07, 0.05, "#c9a05a", 0.02)
    made.box(made.group("lip", SATIN), (0, 0.03, -2.50), (2.4, 0.03, 0.12), "#5a3324", 0.01)
    for side, colour in ((-1, "#cfd6ff"), (1, "#ffd0e6")):
        can = made.group("can", SATIN)
        made.rod(can, (side * 1.22, 3.62, -2.2), (side * 1.08, 3.40, -2.0), 0.12, 0.16, "#2b2a30")
        face = glowing(1.4 if light == "day" else 3.0, 0.4)
        made.ball(made.group(f"beam{side}", face), (side * 1.06, 3.35, -1.94), (0.12, 0.10, 0.10), colour if light == "evening" else "#ffe9cc")


def _microphone(made: Stage, x: float, z: float) -> None:
    metal = made.group("stand", fit.STEEL)
    made.disc(metal, (x, 0.02, z), 0.20, 0.022, "#3a3d44", 0.015)
    made.rod(metal, (x, 0.02, z), (x, 1.34, z), 0.018, 0.016, "#8d949e")
    made.rod(metal, (x, 1.34, z), (x - 0.04, 1.46, z + 0.05), 0.030, 0.040, "#3a3d44")
    made.ball(made.group("grille", Finish(0.3, 0.7, 0.3, texture=weave(150.0, 0.5))), (x - 0.05, 1.52, z + 0.07), 0.075, "#9aa1ab")
