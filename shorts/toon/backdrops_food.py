"""Sets for food beside the kitchen: a café with a bar, and a bakery with its shelves full."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from shorts.toon import backdrops_fittings as fit
from shorts.toon import backdrops_props as props
from shorts.toon.backdrops_mood import LAMPLIT, daylight, lit_for, shaded
from shorts.toon.backdrops_stage import BRASS, GLAZED, SATIN, Finish, Lamp, Mood, Panes, Stage, glowing
from shorts.toon.backdrops_textures import checker, grain, planks, plaster, tiles
from shorts.toon.backdrops_views import city_view, stripes
from shorts.toon.colour import linear, mixed

if TYPE_CHECKING:
    from shorts.artifacts import Light

BACK = -3.8
CRUSTS = ("#c98d4c", "#b5753a", "#d6a262", "#a9662f")


def cafe(light: Light = "day") -> Stage:
    """Slate-blue walls, a green bar with an espresso machine, cups on shelves, three amber lamps, stools, a tall window."""
    mood = Mood(
        daylight((1.02, 0.96, 0.86), (1.0, 0.96, 0.9)), zenith=(0.32, 0.30, 0.29), horizon=(0.23, 0.21, 0.20), ground=(0.15, 0.11, 0.08),
        front=(0.20, 0.18, 0.16), key=0.48, exposure=1.0,
        panes=Panes(0.0, ((-0.3, -1.9, 0.2, 2.4), (0.32, -1.9, 0.85, 2.4)), 0.14, (0.85, 0.62, 0.34)),
        lamps=tuple(Lamp((x, 2.76, -2.75), 0.08, (0.45, 0.28, 0.12)) for x in (-0.95, 0.0, 0.95)),
    )  # fmt: skip
    stage = Stage(lit_for(light, mood, lamps=tuple(Lamp((x, 2.74, -2.75), 0.09, (1.05, 0.66, 0.30)) for x in (-0.95, 0.0, 0.95)), lights=LAMPLIT, exposure=1.12))
    floor = Finish(0.04, 0.6, 0.2, texture=planks(0.20, 1.3))
    props.walls(stage, "#6f8ea0", BACK, "#5a3f2e", "#8f6444", floor, Finish(texture=plaster(0.07)))
    city_view(stage, light, low=-0.6, high=4.6)
    fit.glazing(stage, -2.2, -0.80, 1.05, 3.15, BACK, (2, 2), "#3f4f45", 0.03)
    front = Finish(0.05, 0.7, 0.14, texture=tiles(0.10, 0.30, linear("#33463d"), brick=False, vary=0.2))
    fit.counter(stage, -3.0, 3.0, -2.95, 1.04, "#527261", "#6b4630", front, 0.36, mixed("#527261", "#2b2622", 0.55))
    _espresso(stage, 0.98, 1.085, -2.98)
    _cake_dome(stage, -1.12, 1.085, -2.85)
    for i, x in enumerate((-0.72, -0.60, 0.50)):
        stage.cup(stage.group("cups", GLAZED), (x, 1.135, -2.78), 0.042, 0.062, 0.05, ("#f4ecdd", "#c96a48", "#f4ecdd")[i], 0.012)
    for y in (1.95, 2.55):
        props.shelf(stage, 0.42, 2.4, y, BACK + 0.2, "#6b4630")
        fit.strip(stage, (0.5, y - 0.07, BACK + 0.3), (2.4, y - 0.07, BACK + 0.3), "#ffd09a", 1.0 if light == "day" else 1.9)
    cup = stage.group("cups", GLAZED)
    for i in range(7):
        x = 0.55 + 0.17 * i
        stage.cup(cup, (x, 2.01, BACK + 0.2), 0.045, 0.066, 0.06, ("#f4ecdd", "#e7c9a0", "#7fa593", "#c96a48")[i % 4], 0.012)
    bottle = stage.group("bottle", GLAZED)
    for i in range(6):
        x, colour = 0.58 + 0.19 * i, ("#6f4a2c", "#3f6a52", "#b5823f", "#7a4230")[i % 4]
        stage.disc(bottle, (x, 2.66, BACK + 0.2), 0.058, 0.11, colour, 0.03)
        stage.rod(bottle, (x, 2.74, BACK + 0.2), (x, 2.86, BACK + 0.2), 0.022, 0.018, colour)
    for x in (-0.95, 0.0, 0.95):
        props.pendant(stage, (x, 2.80, -2.75), 2.6, 0.22, "#b9742f")
    fit.stool(stage, -1.28, -2.05, 0.76, "#c96a48", "#2f2b28")
    fit.stool(stage, 1.30, -2.0, 0.76, "#c96a48", "#2f2b28")
    props.pot(stage, (-1.52, 1.06, BACK + 0.12), 0.11, 0.16, "#d98e6c")
    props.trailing(stage, (0.62, 2.95, BACK + 0.20), 0.45, 4, "#6fa862")
    rug = stage.group("rug", Finish(blade=0.03))
    stage.disc(rug, (0, 0.012, 0.05), 1.26, 0.014, "#a8523f")
    stage.stain(rug, (0, 0.02, 0.05), (1.12, 0.3, 1.12), "#e2cfae", 0.02)
    stage.stain(rug, (0, 0.02, 0.05), (1.06, 0.3, 1.06), "#b9694f", 0.02)
    return stage


def _espresso(stage: Stage, x: float, y: float, z: float) -> None:
    metal = stage.group("machine", Finish(0.45, 0.8, 0.16))
    stage.box(metal, (x, y + 0.30, z), (0.38, 0.17, 0.22), "#c9ced0", 0.05)
    stage.box(stage.group("machine-red", GLAZED), (x, y + 0.30, z + 0.02), (0.30, 0.12, 0.215), "#b5482f", 0.04)
    stage.box(metal, (x, y + 0.05, z + 0.02), (0.36, 0.05, 0.24), "#9aa0a3", 0.02)
    for side in (-1, 1):
        stage.box(metal, (x + 0.33 * side, y + 0.12, z - 0.05), (0.035, 0.12, 0.14), "#9aa0a3", 0.02)
        stage.rod(metal, (x + 0.14 * side, y + 0.15, z + 0.12), (x + 0.14 * side, y + 0.20, z + 0.12), 0.05, 0.05, "#7d8386")
        stage.rod(stage.group("handle"), (x + 0.14 * side, y + 0.165, z + 0.16), (x + 0.14 * side, y + 0.14, z + 0.34), 0.020, 0.026, "#2b2622")
    for i in range(3):
        stage.cup(stage.group("cups", GLAZED), (x - 0.2 + 0.2 * i, y + 0.52, z), 0.045, 0.065, 0.05, "#f4ecdd", 0.012)


def _cake_dome(stage: Stage, x: float, y: float, z: float) -> None:
    stage.disc(stage.group("stand", GLAZED), (x, y + 0.13, z), 0.24, 0.016, "#f4ecdd", 0.01)
    stage.rod(stage.group("stand", GLAZED), (x, y, z), (x, y + 0.13, z), 0.08, 0.03, "#f4ecdd")
    cake = stage.group("cake", SATIN)
    stage.disc(cake, (x, y + 0.21, z), 0.19, 0.065, "#8a5434", 0.03)
    stage.disc(cake, (x, y + 0.285, z), 0.185, 0.022, "#f2dcc0", 0.02)
    for i in range(7):
        stage.ball(stage.group("berry", GLAZED), (x + 0.14 * math.cos(i * 0.9), y + 0.325, z + 0.14 * math.sin(i * 0.9)), 0.032, "#c23f4a")


def bakery(light: Light = "day") -> Stage:
    """Robin-egg walls, a striped awning, shelves of loaves, a glass counter with cakes, baskets of baguettes, a glowing oven."""
    mood = Mood(
        daylight((1.03, 0.97, 0.88), (1.02, 1.0, 0.96)), zenith=(0.37, 0.36, 0.36), horizon=(0.26, 0.25, 0.24), ground=(0.18, 0.14, 0.11),
        front=(0.22, 0.20, 0.18), key=0.50, exposure=0.92,
        panes=Panes(0.0, ((-0.9, -2.0, -0.2, 1.7), (-0.05, -2.0, 0.6, 1.7)), 0.14, (0.85, 0.66, 0.38)),
        lamps=(Lamp((-1.25, 1.75, -3.3), 0.1, (0.5, 0.22, 0.06)),),
    )  # fmt: skip
    lamps = (
        Lamp((-0.75, 2.72, -2.6), 0.12, (1.1, 0.72, 0.36)), Lamp((0.75, 2.72, -2.6), 0.12, (1.1, 0.72, 0.36)), Lamp((-1.25, 1.75, -3.3), 0.1, (0.9, 0.38, 0.10))
    )  # fmt: skip
    stage = Stage(lit_for(light, mood, lamps=lamps, lights=shaded(LAMPLIT, (1.05, 1.06, 1.04)), exposure=1.0))
    floor = Finish(0.05, 0.7, 0.16, texture=checker(0.56, linear("#cf9c92")))
    wall = Finish(0.05, 0.5, 0.16, texture=tiles(0.34, 0.17, linear("#b9d6d0"), vary=0.12))
    props.walls(stage, "#7fb3b3", BACK, "#f2e6d2", "#dcc7ac", floor, wall)
    _awning(stage)
    _bread_shelves(stage)
    _oven(stage, light)
    _cake_counter(stage, light)
    _basket(stage, 1.32, -1.55)
    for x in (-0.75, 0.75):
        fit.globe(stage, (x, 2.78, -2.6), 1.6, 0.15, 1.0 if light == "day" else 2.2)
    return stage


def _awning(stage: Stage) -> None:
    cloth = Finish(texture=stripes(0, 0.30, linear("#f3e9dc"), 0.15))
    stage.box(stage.group("awning", cloth), (0, 3.42, BACK + 0.36), (4.0, 0.03, 0.50), "#d98a8a", 0.02, turn=(38, 0, 0))
    for i in range(-9, 10):
        stage.disc(stage.group("awning", cloth), (0.30 * i, 3.11, BACK + 0.76), 0.15, 0.015, "#d98a8a", 0.01, turn=(90, 0, 0))


def _loaf(stage: Stage, x: float, y: float, z: float, size: float, colour: str, turn: float = 0.0) -> None:
    crust = stage.group("bread", Finish(0.02, 0.25, 0.35, texture=grain(0, 0.25)))
    stage.ball(crust, (x, y + 0.085 * size, z), (0.17 * size, 0.10 * size, 0.12 * size), colour, turn=(0, turn, 0))
    for i in (-1, 0, 1):
        stage.stain(crust, (x + 0.085 * i * size, y + 0.17 * size, z), (0.016 * size, 0.05 * size, 0.10 * size), "#ecd3a4", 0.015, turn=(0, 22, 0))


def _bread_shelves(stage: Stage) -> None:
    for y in (1.62, 2.12, 2.62):
        props.shelf(stage, -0.50, 2.6, y, BACK + 0.22, "#b9814d", 0.24)
    for row, y in enumerate((1.62, 2.12, 2.62)):
        for i in range(6):
            x = -0.30 + 0.36 * i + 0.05 * row
            if (i + row) % 4 == 3:
                for k in range(3):
                    low, top = (x - 0.06 + 0.06 * k, y + 0.03, BACK + 0.3), (x - 0.09 + 0.07 * k, y + 0.40, BACK + 0.12)
                    stage.rod(stage.group("bread"), low, top, 0.045, 0.036, CRUSTS[k], soft=0.01)
            else:
                _loaf(stage, x, y, BACK + 0.26, 0.95 + 0.2 * ((i * 7 + row) % 3) / 2, CRUSTS[(i + row * 2) % 4], 20.0 * (i % 3 - 1))


def _oven(stage: Stage, light: Light) -> None:
    brick = stage.group("oven", Finish(texture=tiles(0.26, 0.11, linear("#d9b79c"), vary=0.2)))
    stage.box(brick, (-1.42, 1.45, BACK + 0.35), (0.66, 1.45, 0.40), "#b5735a", 0.04)
    stage.box(stage.group("oven-shade"), (-1.42, 3.02, BACK + 0.35), (0.72, 0.06, 0.46), "#8f5642", 0.03)
    fire = stage.group("fire", glowing(0.9 if light == "day" else 1.5, 0.6))
    stage.disc(fire, (-1.32, 1.60, BACK + 0.745), 0.30, 0.012, "#f0913f", 0.005, turn=(90, 0, 0))
    stage.box(fire, (-1.32, 1.48, BACK + 0.745), (0.30, 0.12, 0.012), "#f0913f", 0.005)
    stage.arch(stage.group("oven-arch"), (-1.32, 1.58, BACK + 0.75), 0.335, 0.055, "#8f5642", math.pi / 2)
    stage.box(stage.group("ledge", SATIN), (-1.32, 1.33, BACK + 0.82), (0.42, 0.04, 0.12), "#5f4a40", 0.015)


def _cake_counter(stage: Stage, light: Light) -> None:
    z = -2.75
    panel = Finish(0.04, 0.5, 0.2, texture=grain(0, 0.2))
    fit.counter(stage, -0.98, 3.2, z, 0.98, "#f0e2cc", "#f4ead8", panel, 0.36)
    inside = stage.group("case", glowing(0.28 if light == "day" else 0.6, 0.3))
    stage.box(inside, (1.1, 0.66, z + 0.34), (1.85, 0.20, 0.03), "#f6dcae", 0.02)
    rim = stage.group("brass", BRASS)
    for y in (0.44, 0.88):
        stage.rod(rim, (-0.78, y, z + 0.40), (3.0, y, z + 0.40), 0.016, 0.016, "#c9a05a")
    cake = stage.group("pastry", SATIN)
    for i in range(8):
        x, colour = -0.62 + 0.26 * i, ("#e58fa0", "#f4ead8", "#8a5434", "#f0c05a")[i % 4]
        stage.disc(cake, (x, 0.56, z + 0.40), 0.085, 0.05, colour, 0.02)
        stage.ball(stage.group("berry", GLAZED), (x, 0.63, z + 0.40), 0.032, "#c23f4a")
    stage.disc(stage.group("stand", GLAZED), (1.16, 1.16, z), 0.22, 0.016, "#f4ecdd", 0.01)
    stage.rod(stage.group("stand", GLAZED), (1.16, 1.02, z), (1.16, 1.16, z), 0.08, 0.03, "#f4ecdd")
    for i in range(6):
        at = (1.16 + 0.12 * math.cos(i * 1.05), 1.21, z + 0.12 * math.sin(i * 1.05))
        stage.arch(stage.group("croissant", Finish(0.02, 0.3, 0.3)), at, 0.055, 0.040, CRUSTS[i % 3], 1.6, turn=(90, 57 * i, 0))
    _loaf(stage, -0.72, 1.02, z, 1.15, CRUSTS[1], 15.0)
    props.vase(stage, (0.60, 1.02, z), 0.075, 0.24, "#d98a8a")


def _basket(stage: Stage, x: float, z: float) -> None:
    wicker = stage.group("basket", Finish(texture=tiles(0.05, 0.04, linear("#6f4a2c"), vary=0.3)))
    stage.cup(wicker, (x, 0.26, z), 0.22, 0.29, 0.26, "#b98a55", 0.03)
    stage.arch(wicker, (x, 0.52, z), 0.29, 0.035, "#a9773f", turn=(90, 0, 0))
    bread = stage.group("bread")
    for i in range(7):
        turn = i * 0.9
        dx, dz = 0.13 * math.cos(turn), 0.13 * math.sin(turn)
        stage.rod(bread, (x + dx, 0.3, z + dz), (x + 1.9 * dx, 0.98 + 0.07 * (i % 3), z + 1.6 * dz), 0.056, 0.048, CRUSTS[i % 4])
