"""Sets for knowledge: a laboratory with a tank of light, and a classroom."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon import backdrops_fittings as fit
from shorts.toon import backdrops_props as props
from shorts.toon.backdrops_mood import LAMPLIT, daylight, lit_for, shaded
from shorts.toon.backdrops_stage import BRASS, GLAZED, MATT, POLISHED, SATIN, Finish, Lamp, Mood, Panes, Stage, glowing
from shorts.toon.backdrops_textures import fade, fractal, grain, planks, plaster, tiles
from shorts.toon.backdrops_views import garden_view
from shorts.toon.colour import linear

if TYPE_CHECKING:
    from shorts.artifacts import Light
    from shorts.toon.backdrops_textures import Pixels

BACK = -3.8
LIQUIDS = ("#49b6c9", "#e58fb0", "#f0c05a", "#7d8fe0", "#7cc58a")


def lab(light: Light = "day") -> Stage:
    """Lilac walls, a white bench with coloured flasks, hexagons of soft light, a tall tank with rising bubbles."""
    mood = Mood(
        daylight((0.95, 0.99, 1.06), (0.98, 1.0, 1.12)), zenith=(0.36, 0.37, 0.44), horizon=(0.26, 0.26, 0.32), ground=(0.17, 0.16, 0.20),
        front=(0.22, 0.21, 0.24), key=0.46, exposure=0.95, lamps=(Lamp((-1.30, 1.5, -2.5), 0.22, (0.10, 0.34, 0.40)),),
    )  # fmt: skip
    lights = shaded(daylight(), (0.66, 0.68, 0.82), (0.55, 0.62, 0.95))
    evening = (Lamp((-1.30, 1.6, -2.4), 0.25, (0.22, 0.85, 1.0)), Lamp((0.9, 3.1, -3.2), 0.2, (0.55, 0.40, 0.75)), Lamp((0.2, 3.6, -1.6), 0.3, (0.7, 0.62, 0.6)))
    stage = Stage(lit_for(light, mood, lamps=evening, lights=lights, air=0.5, key=0.26, exposure=1.0))
    floor = Finish(0.05, 0.8, 0.10, texture=tiles(0.9, 0.9, linear("#9fa3bd"), (0, 2), brick=False, vary=0.05))
    props.walls(stage, "#a9a6d0", BACK, "#e4e4ef", "#c3c6da", floor, Finish(0.02, 0.2, 0.3, texture=plaster(0.04)))
    _bench(stage)
    _hexagons(stage, 0.9 if light == "day" else 1.7)
    _tank(stage, light)
    trolley = stage.group("trolley", fit.STEEL)
    for y in (0.22, 0.72):
        stage.box(trolley, (1.33, y, -1.6), (0.30, 0.025, 0.22), "#dfe3ee", 0.015)
    for x in (1.06, 1.60):
        stage.rod(trolley, (x, 0.05, -1.42), (x, 0.92, -1.42), 0.018, 0.018, "#aeb6cc")
    _flask(stage, 1.22, 0.745, -1.58, 1.25, LIQUIDS[1])
    _flask(stage, 1.48, 0.745, -1.62, 0.95, LIQUIDS[2])
    stage.box(stage.group("box", SATIN), (1.33, 0.34, -1.6), (0.2, 0.1, 0.16), "#7d8fe0", 0.03)
    stage.disc(stage.group("podium", Finish(0.05, 0.7, 0.12)), (0, 0.0, 0.05), 1.22, 0.02, "#d9dcec", 0.015)
    stage.arch(stage.group("ring", glowing(1.0 if light == "day" else 1.6)), (0, 0.012, 0.05), 1.24, 0.014, "#7fdcf0", turn=(90, 0, 0))
    return stage


def _flask(stage: Stage, x: float, y: float, z: float, size: float, colour: str) -> None:
    """A round flask, half full."""
    stage.ball(stage.group("liquid", Finish(0.05, 0.8, 0.08, glow=0.18)), (x, y + 0.11 * size, z), 0.115 * size, colour)
    glass = stage.group("glass", fit.GLASS)
    stage.rod(glass, (x, y + 0.20 * size, z), (x, y + 0.36 * size, z), 0.042 * size, 0.036 * size, "#d5e4ee")
    stage.arch(glass, (x, y + 0.365 * size, z), 0.042 * size, 0.012 * size, "#e6f0f6", turn=(90, 0, 0))


def _bench(stage: Stage) -> None:
    z, top = -3.15, 1.0
    fit.counter(stage, -0.72, 3.2, z, top, "#eceaf3", "#f4f4f8", SATIN, 0.42)
    seam, knob = stage.group("drawer", SATIN), stage.group("knob", fit.STEEL)
    for i in range(5):
        x = -0.40 + 0.66 * i
        stage.box(seam, (x, 0.54, z + 0.425), (0.29, 0.36, 0.012), "#dcd9ea", 0.015)
        stage.box(knob, (x, 0.80, z + 0.45), (0.12, 0.012, 0.012), "#9aa0bd", 0.008)
    for i, (x, size) in enumerate(((-0.52, 1.15), (-0.18, 0.85), (0.72, 1.3), (1.46, 1.0))):
        _flask(stage, x, top + 0.045, z + 0.1, size, LIQUIDS[(i * 2 + 1) % 5])
    rack = stage.group("rack", props.WOOD)
    stage.box(rack, (1.10, top + 0.14, z + 0.05), (0.20, 0.018, 0.06), "#c9a06c", 0.008)
    for i in range(4):
        stage.rod(stage.group("liquid", MATT), (0.98 + 0.085 * i, top + 0.08, z + 0.05), (0.98 + 0.085 * i, top + 0.28, z + 0.05), 0.026, 0.026, LIQUIDS[i])
    _microscope(stage, 0.28, top + 0.045, z)
    for y in (1.95, 2.52):
        props.shelf(stage, 0.95, 2.6, y, BACK + 0.2, "#eceaf3")
    jar = stage.group("jar", GLAZED)
    for i in range(4):
        for y, shift in ((1.95, 0), (2.52, 2)):
            stage.disc(jar, (1.10 + 0.23 * i, y + 0.13, BACK + 0.2), 0.082, 0.13, LIQUIDS[(i + shift) % 5], 0.03)
            stage.disc(stage.group("lid", SATIN), (1.10 + 0.23 * i, y + 0.275, BACK + 0.2), 0.07, 0.022, "#f4f4f8", 0.01)


def _microscope(stage: Stage, x: float, y: float, z: float) -> None:
    body = stage.group("microscope", SATIN)
    stage.box(body, (x, y + 0.03, z), (0.16, 0.03, 0.13), "#5b648f", 0.02)
    stage.box(body, (x + 0.10, y + 0.22, z - 0.02), (0.035, 0.20, 0.05), "#5b648f", 0.03)
    stage.box(body, (x, y + 0.17, z), (0.12, 0.015, 0.09), "#8089b5", 0.01)
    stage.rod(body, (x + 0.04, y + 0.24, z), (x - 0.10, y + 0.52, z), 0.05, 0.036, "#eef0f8")
    stage.rod(body, (x + 0.10, y + 0.40, z), (x - 0.02, y + 0.40, z), 0.05, 0.05, "#5b648f")


def _hexagons(stage: Stage, strength: float) -> None:
    plate = stage.group("hexagon", glowing(strength, strength * 0.8))
    for x, y in ((-0.10, 2.45), (0.32, 2.69), (0.32, 2.21), (-0.52, 2.69), (-0.10, 2.93)):
        shades = ("#cbbcf2", "#b5d8f2", "#e2d0f4")
        for turn in (0, 60, 120):  # a hexagon is what three boxes share the outline of
            stage.box(plate, (x, y, BACK + 0.03), (0.118, 0.204, 0.02), shades[int(x * 10 + y * 10) % 3], 0.006, turn=(0, 0, turn))


def _tank(stage: Stage, light: Light) -> None:
    x, z = -1.30, -2.5
    glow = 0.35 if light == "day" else 0.85
    water = Finish(0.06, 0.9, 0.06, glow=glow, shines=glow * 0.8, texture=fade(1, 0.4, 2.6, linear("#8fe6ee")))
    stage.disc(stage.group("water", water), (x, 1.5, z), 0.36, 1.15, "#2f9fc0", 0.05)
    bubble = stage.group("bubble", Finish(0.1, 0.9, 0.05, glow=glow * 0.8))
    for i in range(9):
        turn = 0.35 * math.sin(i * 2.3)
        stage.ball(bubble, (x + 0.36 * math.sin(turn), 0.6 + 0.22 * i, z + 0.36 * math.cos(turn)), 0.030 + 0.018 * (i % 3), "#d6fbff")
    base = stage.group("base", SATIN)
    for y, high in ((0.18, 0.18), (2.74, 0.14)):
        stage.disc(base, (x, y, z), 0.44, high, "#eceaf3", 0.04)
    stage.arch(stage.group("trim", glowing(1.3)), (x, 0.375, z), 0.415, 0.014, "#7fdcf0", turn=(90, 0, 0))


def classroom(light: Light = "day") -> Stage:
    """Butter-yellow walls, a green board with chalk dust, a window with a garden, a globe, books, bunting, small desks."""
    mood = Mood(
        daylight((1.04, 0.98, 0.88), (1.04, 1.0, 0.9)), zenith=(0.36, 0.36, 0.36), horizon=(0.25, 0.24, 0.22), ground=(0.17, 0.13, 0.09),
        front=(0.22, 0.20, 0.17), key=0.50, exposure=0.94,
        panes=Panes(0.0, ((-0.9, -2.0, -0.25, 1.6), (-0.1, -2.0, 0.55, 1.6)), 0.12, (0.9, 0.68, 0.36)),
    )  # fmt: skip
    lamps = (Lamp((-0.55, 2.98, -2.9), 0.12, (1.5, 1.0, 0.5)), Lamp((0.95, 3.05, -2.9), 0.12, (1.5, 1.0, 0.5)))
    stage = Stage(lit_for(light, mood, lamps=lamps, lights=shaded(LAMPLIT, (1.02, 1.05, 1.05))))
    props.walls(stage, "#d9b560", BACK, "#a9773f", "#c79a66", Finish(0.04, 0.6, 0.22, texture=planks(0.34, 2.4)), Finish(texture=plaster(0.05)))
    stage.box(stage.group("dado", SATIN), (0, 0.52, BACK + 0.02), (7, 0.52, 0.03), "#7fa08c", 0.01)
    stage.box(stage.group("skirting"), (0, 1.06, BACK + 0.05), (7, 0.03, 0.04), "#a9773f", 0.01)
    garden_view(stage, light)
    fit.glazing(stage, 1.02, 2.2, 1.35, 2.85, BACK, (2, 2), "#f2e9d8", 0.03)
    stage.box(stage.group("sill", SATIN), (1.6, 1.32, BACK + 0.12), (0.66, 0.03, 0.16), "#f2e9d8", 0.01)
    fit.board_of(stage, (-0.52, 1.98, BACK + 0.04), (1.12, 0.62), "#3f6f5c", "#a9773f", Finish(0.02, 0.2, 0.4, texture=_chalk_dust))
    chalk = stage.group("chalk", glowing(0.12))
    stage.arch(chalk, (-1.18, 2.22, BACK + 0.085), 0.15, 0.011, "#f3e9b8")
    for i in range(8):
        c, s = math.cos(i * 0.785), math.sin(i * 0.785)
        stage.rod(chalk, (-1.18 + 0.20 * c, 2.22 + 0.20 * s, BACK + 0.085), (-1.18 + 0.27 * c, 2.22 + 0.27 * s, BACK + 0.085), 0.010, 0.010, "#f3e9b8")
    for a, b in (((0.0, 1.72), (0.36, 1.72)), ((0.36, 1.72), (0.18, 2.06)), ((0.18, 2.06), (0.0, 1.72))):
        stage.rod(chalk, (*a, BACK + 0.085), (*b, BACK + 0.085), 0.010, 0.010, "#dff0ea")
    stage.box(stage.group("ledge", props.WOOD), (-0.52, 1.31, BACK + 0.12), (1.16, 0.022, 0.07), "#a9773f", 0.008)
    _bunting(stage)
    _teaching_desk(stage)
    for x, z, turn in ((-1.30, -1.75, 18.0), (1.46, -1.55, -20.0)):
        _small_desk(stage, x, z, turn)
    if light == "evening":
        for x, y in ((-0.55, 3.05), (0.95, 3.12)):
            props.pendant(stage, (x, y, -2.9), 2.4, 0.24, "#e9e2d2")
    rug = stage.group("rug", Finish(blade=0.035))
    stage.disc(rug, (0, 0.012, 0.05), 1.28, 0.014, "#5f8fa8")
    stage.stain(rug, (0, 0.02, 0.05), (1.10, 0.3, 1.10), "#e6d7b4", 0.02)
    stage.stain(rug, (0, 0.02, 0.05), (1.04, 0.3, 1.04), "#74a3b8", 0.02)
    return stage


def _chalk_dust(points: Pixels, colour: Pixels) -> Pixels:
    """A board that was wiped: pale clouds, stretched sideways."""
    return colour + 0.05 * fractal(points, (0.9, 2.2, 1.0), 4)[:, None]


def _bunting(stage: Stage) -> None:
    cloth = stage.group("bunting")
    for i in range(13):
        x = -1.8 + 0.30 * i
        y = 3.34 - 0.16 * math.sin((x + 1.8) / 3.6 * math.pi)
        colour = ("#d9644f", "#5f9fb5", "#f4ead2", "#6fa76a")[i % 4]
        stage.cup(cloth, (x, y - 0.11, BACK + 0.12), 0.008, 0.105, 0.10, colour, 0.008)


def _teaching_desk(stage: Stage) -> None:
    top, z = 0.92, -3.05
    fit.counter(stage, 0.55, 2.0, z, top, "#b5824e", "#c6935c", props.WOOD, 0.34)
    globe = stage.group("earth", Finish(0.04, 0.6, 0.15, texture=_continents))
    stage.ball(globe, (0.92, top + 0.36, z), 0.20, "#4f9fc4")
    metal = stage.group("brass", BRASS)
    stage.arch(metal, (0.92, top + 0.36, z), 0.225, 0.012, "#c9a05a", 2.0, turn=(0, 0, 20))
    stage.rod(metal, (0.92, top + 0.05, z), (0.92, top + 0.15, z), 0.02, 0.02, "#c9a05a")
    stage.disc(metal, (0.92, top + 0.055, z), 0.11, 0.015, "#c9a05a")
    for i, colour in enumerate(("#3f6f8f", "#d9644f", "#5f8f6b")):
        stage.box(stage.group("book", SATIN), (1.38, top + 0.075 + 0.062 * i, z), (0.20 - 0.02 * i, 0.028, 0.14), colour, 0.01, turn=(0, 12 * i - 8, 0))
    stage.ball(stage.group("apple", POLISHED), (1.36, top + 0.295, z), (0.075, 0.07, 0.075), "#cf3f38")
    stage.rod(stage.group("stalk"), (1.36, top + 0.35, z), (1.38, top + 0.41, z), 0.010, 0.008, "#5a4026")
    stage.disc(stage.group("tin", GLAZED), (0.66, top + 0.13, z + 0.1), 0.06, 0.085, "#e9b04a", 0.01)
    for i in range(4):
        x = 0.63 + 0.022 * i
        stage.rod(stage.group("pencil"), (x, top + 0.15, z + 0.1), (x + 0.02 * (i - 1.5), top + 0.33, z + 0.1), 0.011, 0.011, LIQUIDS[i])


def _continents(points: Pixels, colour: Pixels) -> Pixels:
    land = (fractal(points, 4.2, 3) > 0.52)[:, None]
    return np.asarray(colour * (1 - land) + land * linear("#7fb05f"), np.float32)


def _small_desk(stage: Stage, x: float, z: float, turn: float) -> None:
    wood = stage.group("desk", Finish(0.04, 0.5, 0.2, texture=grain(0, 0.3)))
    stage.box(wood, (x, 0.66, z), (0.36, 0.03, 0.25), "#d1a26a", 0.02, turn=(0, turn, 0))
    stage.box(wood, (x, 0.57, z), (0.31, 0.055, 0.21), "#b98a55", 0.02, turn=(0, turn, 0))
    metal = stage.group("legs", SATIN)
    for side in (-1, 1):
        for near in (-1, 1):
            c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
            dx, dz = 0.28 * side, 0.18 * near
            at = (x + c * dx + s * dz, z - s * dx + c * dz)
            stage.rod(metal, (at[0], 0.55, at[1]), (at[0], 0.0, at[1]), 0.020, 0.018, "#5f8f88")
    stage.box(stage.group("book", SATIN), (x, 0.705, z), (0.13, 0.018, 0.10), "#d9644f", 0.01, turn=(0, turn + 15, 0))
