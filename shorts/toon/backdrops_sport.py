"""Sets for sport: a stadium's track, a gym, a yoga studio."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon import backdrops_fittings as fit
from shorts.toon import backdrops_props as props
from shorts.toon.backdrops_mood import LAMPLIT, daylight, lit_for, shaded
from shorts.toon.backdrops_stage import GLAZED, MATT, SATIN, Finish, Lamp, Mood, Panes, Stage, glowing
from shorts.toon.backdrops_textures import fade, fractal, planks, plaster, weave
from shorts.toon.backdrops_views import crowd, garden_view, lanes
from shorts.toon.colour import linear
from shorts.toon.lights import Lights
from shorts.toon.shapes import SUB

if TYPE_CHECKING:
    from shorts.artifacts import Light
    from shorts.toon.backdrops_textures import Pixels

BACK = -3.8
SHIRTS = ("#d9644f", "#f0c860", "#4f8fc0", "#f2efe6", "#8f6fb5", "#5fa878")
OPEN_AIR = Lights(
    key=(1.90, 1.70, 1.38), sky=(0.44, 0.52, 0.64), ground=(0.40, 0.28, 0.22), warm_rim=(1.6, 1.4, 1.1), cool_rim=(0.9, 1.1, 1.4)
)
FLOODLIT = Lights(
    key=(1.55, 1.46, 1.36), fill=(0.26, 0.26, 0.40), sky=(0.28, 0.28, 0.44), ground=(0.30, 0.20, 0.18), warm_rim=(1.7, 1.3, 0.95), cool_rim=(0.9, 1.0, 1.6)
)


def stadium(light: Light = "day") -> Stage:
    """A red track that runs to the green, full stands under a pale roof, floodlights, flags."""
    mood = Mood(
        OPEN_AIR, sky=("#3f93ea", "#bfe2f8"), zenith=(0.38, 0.48, 0.62), horizon=(0.36, 0.42, 0.48), ground=(0.22, 0.15, 0.10), front=(0.22, 0.23, 0.23),
        key=0.64, exposure=0.94, haze=("#bcdcf2", 0.16), key_soft=0.22, aperture=0.032,
    )  # fmt: skip
    late = lit_for(
        light, mood, lights=FLOODLIT, air=0.40, key=0.46, sky=("#0b1136", "#33397a"), haze=("#2a2f5c", 0.16), lamps=(Lamp((-2.6, 6.5, -6.0), 0.5, (16, 14, 11)),)
    )  # fmt: skip
    stage = Stage(late, cell=0.45)
    track = lanes(0.62, linear("#f1e6dc"), -6.0, (linear("#5da045"), linear("#6fb352")))
    stage.box(stage.group("track", Finish(0.02, 0.2, 0.4, texture=track)), (0, -0.5, -8), (14, 0.5, 16), "#c4573f", 0.0)
    _stands(stage, light)
    for x in (-2.5, 2.6):
        _floodlight(stage, x, -22.5, 6.9 if x < 0 else 6.6, 1.5 if light == "day" else 3.4)
    _hurdle(stage, -1.42, -3.2)
    _hurdle(stage, 1.50, -3.9)
    cone = stage.group("cone", SATIN)
    for x, z in ((-1.16, -0.9), (1.18, -1.35)):
        stage.box(cone, (x, 0.02, z), (0.13, 0.02, 0.13), "#f08a3a", 0.02)
        stage.cup(cone, (x, 0.18, z), 0.10, 0.025, 0.15, "#f08a3a", 0.02)
        stage.stain(cone, (x, 0.20, z), (0.2, 0.045, 0.2, 0.01), "#f6efe4", 0.008, shape=2)
    return stage


def _stands(stage: Stage, light: Light) -> None:
    shirts = tuple(linear(colour) for colour in SHIRTS)
    seats = stage.group("seats", Finish(glow=0.0 if light == "day" else 0.24, shines=0.0, texture=crowd(0.17, shirts)))
    for i, (y, z, colour) in enumerate(((1.15, -17.5, "#5b7fae"), (3.0, -20.2, "#4d6f9f"))):
        stage.box(seats, (0, y, z), (12, 0.95, 0.9), colour, 0.02, turn=(-40, 0, 0))
        stage.box(stage.group("rail", SATIN), (0, y - 0.78, z + 0.95), (12, 0.22, 0.08), "#e6e9ee" if i else "#3f74b8", 0.02)
    stage.box(stage.group("roof", SATIN), (0, 4.75, -20.0), (12, 0.10, 1.6), "#eef0f3", 0.04, turn=(8, 0, 0))
    fit.strip(stage, (-12, 4.50, -18.5), (12, 4.50, -18.5), "#fff1d6", 0.7 if light == "day" else 2.2, 0.07)
    mast = stage.group("mast", MATT)
    for i in range(7):
        x = -4.5 + 1.5 * i
        stage.rod(mast, (x, 4.8, -20), (x, 5.5, -20), 0.03, 0.02, "#dfe3ea")
        stage.box(stage.group("flag"), (x + 0.24, 5.36, -20), (0.22, 0.13, 0.01), SHIRTS[i % 3], 0.01)


def _floodlight(stage: Stage, x: float, z: float, high: float, strength: float) -> None:
    stage.rod(stage.group("pylon", SATIN), (x, 0, z), (x, high, z), 0.13, 0.08, "#c3ccd8")
    stage.box(stage.group("panel", SATIN), (x, high, z), (0.72, 0.44, 0.08), "#8f9bad", 0.03)
    bulb = stage.group("flood", glowing(strength, 0.5))
    for i in range(4):
        for j in range(2):
            stage.ball(bulb, (x - 0.48 + 0.32 * i, high - 0.19 + 0.38 * j, z + 0.1), 0.13, "#fff2dc")


def _hurdle(stage: Stage, x: float, z: float) -> None:
    post = stage.group("hurdle", SATIN)
    for side in (-1, 1):
        stage.rod(post, (x + 0.32 * side, 0, z), (x + 0.32 * side, 0.74, z), 0.022, 0.022, "#3f74b8")
        stage.rod(post, (x + 0.32 * side, 0.03, z), (x + 0.32 * side, 0.03, z + 0.34), 0.022, 0.022, "#3f74b8")
    bar = stage.group("bar", SATIN)
    stage.box(bar, (x, 0.76, z), (0.40, 0.055, 0.02), "#f4f0e8", 0.01)
    for dx in (-0.26, 0.26):
        stage.stain(bar, (x + dx, 0.76, z), (0.07, 0.1, 0.1, 0.01), "#d9644f", 0.006, shape=2)


def gym(light: Light = "day") -> Stage:
    """Slate walls with a slanted coral field, a rack of dumb-bells, a punch bag, wall bars, kettlebells, lines of light."""
    mood = Mood(
        daylight((0.98, 0.98, 1.0), (0.98, 1.0, 1.06)), zenith=(0.33, 0.35, 0.39), horizon=(0.24, 0.24, 0.26), ground=(0.14, 0.13, 0.13), front=(0.23, 0.22, 0.22),
        key=0.48, exposure=1.06, panes=Panes(0.0, ((-0.5, -2.0, 0.0, 2.2), (0.12, -2.0, 0.62, 2.2)), 0.12, (0.7, 0.6, 0.45)),
    )  # fmt: skip
    lamps = (Lamp((-0.7, 3.5, -2.9), 0.2, (0.9, 0.55, 0.40)), Lamp((0.9, 3.5, -2.9), 0.2, (0.35, 0.75, 0.95)), Lamp((0, 3.8, 0.5), 0.3, (0.9, 0.75, 0.62)))
    lights = shaded(daylight(), (0.80, 0.68, 0.60), (0.55, 0.66, 0.86))
    stage = Stage(lit_for(light, mood, lamps=lamps, lights=lights, air=0.45, key=0.24))
    props.walls(stage, "#66707f", BACK, "#3a4048", "#7a7d84", Finish(0.03, 0.35, 0.3, texture=_rubber), Finish(texture=_slant))
    _wall_bars(stage)
    _rack(stage)
    bag = stage.group("bag", Finish(0.04, 0.5, 0.25, texture=weave(60.0, 0.1)))
    stage.rod(bag, (-1.26, 1.12, -2.1), (-1.26, 2.12, -2.1), 0.23, 0.23, "#b8433c")
    for y in (1.22, 2.02):
        stage.stain(bag, (-1.26, y, -2.1), (0.4, 0.05, 0.4, 0.01), "#2f333a", 0.01, shape=2)
    for dx in (-0.12, 0.12):
        stage.rod(stage.group("chain", fit.STEEL), (-1.26 + dx, 2.3, -2.1), (-1.26, 2.75, -2.1), 0.013, 0.013, "#8d949e")
    stage.rod(stage.group("chain"), (-1.26, 2.75, -2.1), (-1.26, 4.5, -2.1), 0.016, 0.016, "#8d949e")
    for x, z, size, colour in ((-1.36, -1.25, 1.0, "#2f333a"), (-1.08, -1.45, 0.8, "#e0a03a"), (1.34, -1.4, 0.95, "#2f333a")):
        _kettlebell(stage, x, z, size, colour)
    ball = stage.group("ball", Finish(0.04, 0.5, 0.2))
    stage.ball(ball, (1.48, 0.34, -2.2), 0.34, "#4fa3b0")
    for x, colour in ((-0.75, "#ffd9b8"), (0.85, "#bfe6f5" if light == "evening" else "#ffe9d0")):
        fit.strip(stage, (x - 0.55, 3.62, BACK + 0.12), (x + 0.55, 3.42, BACK + 0.12), colour, 1.5 if light == "day" else 2.6, 0.022)
    mat = stage.group("mat", Finish(0.01, 0.15, 0.4, texture=weave(60.0, 0.12)))
    stage.box(mat, (0, 0.012, 0.05), (1.32, 0.016, 0.98), "#3f4650", 0.014)
    stage.stain(mat, (0, 0.02, 0.05), (1.24, 0.2, 0.90, 0.01), "#e87a52", 0.008, shape=2)
    stage.stain(mat, (0, 0.02, 0.05), (1.20, 0.2, 0.86, 0.01), "#4c545f", 0.008, shape=2)
    return stage


def _rubber(points: Pixels, colour: Pixels) -> Pixels:
    """Rubber floor with pale specks."""
    speck = (fractal(points, 46.0, 2) > 0.66)[:, None]
    return np.asarray(colour * (0.9 + 0.2 * fractal(points, 1.3, 2))[:, None] * (1 + 0.35 * speck), np.float32)


def _slant(points: Pixels, colour: Pixels) -> Pixels:
    """Paint that runs up the wall at a slant: coral below, a line of cream, slate above."""
    height = points[:, 1] - 1.35 - 0.42 * points[:, 0]
    below, edge = (height < 0)[:, None], (abs(height - 0.06) < 0.035)[:, None]
    out = colour * (0.95 + 0.1 * fractal(points, 1.6, 3))[:, None]
    return np.asarray(out * ~(below | edge) + below * linear("#cf6a4c") + (edge & ~below) * linear("#efe4d4"), np.float32)


def _wall_bars(stage: Stage) -> None:
    wood = stage.group("bars", props.WOOD)
    for x in (-0.62, 0.16):
        stage.box(wood, (x, 1.55, BACK + 0.10), (0.035, 1.35, 0.06), "#c08a55", 0.012)
    for i in range(11):
        y = 0.42 + 0.23 * i
        stage.rod(wood, (-0.62, y, BACK + 0.15), (0.16, y, BACK + 0.15), 0.022, 0.022, "#d6a468")


def _rack(stage: Stage) -> None:
    frame, z = stage.group("rack", fit.STEEL), -3.25
    for x in (0.72, 2.4):
        stage.box(frame, (x, 0.62, z), (0.03, 0.62, 0.22), "#2f333a", 0.01)
    iron = stage.group("iron", Finish(0.06, 0.6, 0.22))
    for row, y in enumerate((0.32, 0.72, 1.12)):
        stage.box(frame, (1.55, y - 0.03, z), (0.86, 0.022, 0.22), "#3f454e", 0.008, turn=(12, 0, 0))
        for i in range(4):
            x, r = 0.90 + 0.30 * i, 0.125 - 0.018 * row
            for near in (-0.10, 0.13):
                stage.disc(iron, (x, y + r, z + near), r, 0.045, ("#e0a03a", "#2b2f36", "#4fa3b0")[row], 0.02, turn=(90, 0, 0))
            stage.rod(stage.group("grip", fit.STEEL), (x, y + r, z - 0.12), (x, y + r, z + 0.14), 0.026, 0.026, "#b7bec8")


def _kettlebell(stage: Stage, x: float, z: float, size: float, colour: str) -> None:
    iron = stage.group("kettlebell", GLAZED)
    stage.ball(iron, (x, 0.15 * size, z), (0.17 * size, 0.155 * size, 0.17 * size), colour, soft=0.02)
    stage.arch(iron, (x, 0.30 * size, z), 0.105 * size, 0.032 * size, colour, 2.2, soft=0.03)


def yoga(light: Light = "day") -> Stage:
    """A quiet room in sage: a round window on a garden, pale oak, linen, a paper lantern, a low bench with mats and candles."""
    mood = Mood(
        daylight((1.02, 0.99, 0.93), (1.02, 1.02, 0.98)), zenith=(0.40, 0.40, 0.41), horizon=(0.28, 0.27, 0.27), ground=(0.20, 0.17, 0.14),
        front=(0.22, 0.21, 0.19), key=0.48, exposure=0.92,
        panes=Panes(0.0, ((-0.8, -2.0, -0.35, 1.5), (-0.22, -2.0, 0.22, 1.5), (0.35, -2.0, 0.8, 1.5)), 0.16, (0.55, 0.46, 0.30)),
    )  # fmt: skip
    lamps = (Lamp((1.12, 2.72, -2.8), 0.3, (1.9, 1.2, 0.62)), Lamp((-1.05, 0.75, -3.0), 0.08, (0.45, 0.24, 0.08)), Lamp((1.3, 0.4, -1.7), 0.08, (0.3, 0.16, 0.06)))
    stage = Stage(lit_for(light, mood, lamps=lamps, lights=shaded(LAMPLIT, (1.04, 1.05, 1.04)), air=0.55))
    props.walls(stage, "#9fb8b2", BACK, "#c7a47c", "#cfae85", Finish(0.04, 0.6, 0.2, texture=planks(0.24, 2.2)), Finish(texture=plaster(0.05)))
    garden_view(stage, light)
    stage.disc("wall", (-0.42, 2.12, BACK - 0.5), 0.86, 1.2, "#a9bbb2", 0.0, turn=(90, 0, 0), op=SUB)
    wood = stage.group("frame", props.WOOD)
    stage.arch(wood, (-0.42, 2.12, BACK + 0.02), 0.88, 0.055, "#a9794c")
    for dx in (-0.30, 0.30):
        stage.rod(wood, (-0.42 + dx, 1.30, BACK - 0.02), (-0.42 + dx, 2.94, BACK - 0.02), 0.018, 0.018, "#a9794c")
    stage.rod(wood, (-1.28, 2.12, BACK - 0.02), (0.44, 2.12, BACK - 0.02), 0.018, 0.018, "#a9794c")
    props.curtain(stage, 1.16, 3.72, 0.06, BACK + 0.14, 1.1, "#eadfce")
    stage.rod(stage.group("rail", props.WOOD), (1.0, 3.76, BACK + 0.14), (2.6, 3.76, BACK + 0.14), 0.03, 0.03, "#a9794c")
    _low_bench(stage, light)
    lantern = Finish(glow=0.7 if light == "day" else 1.9, shines=0.0, texture=fade(1, 2.4, 3.1, linear("#ffe9c8")))
    stage.ball(stage.group("lantern", lantern), (1.12, 2.72, -2.8), (0.34, 0.30, 0.34), "#f4dcb4")
    stage.rod(stage.group("cord"), (1.12, 3.0, -2.8), (1.12, 4.6, -2.8), 0.010, 0.010, "#8a6f52")
    props.pot(stage, (-1.34, 0.0, -1.75), 0.25, 0.40, "#b9846a")
    props.leafy(stage, (-1.34, 0.36, -1.75), 0.95, 0.42, 13, "#5f9468", seed=22)
    cloth = stage.group("cushion", fit.SOFT)
    stage.disc(cloth, (1.30, 0.12, -1.7), 0.34, 0.11, "#a58bb0", 0.08)
    stage.disc(cloth, (1.30, 0.30, -1.7), 0.26, 0.08, "#e0b9a4", 0.06)
    mat = stage.group("mat", Finish(0.0, 0.1, 0.4, texture=weave(70.0, 0.14)))
    stage.box(mat, (0, 0.012, 0.1), (0.80, 0.014, 1.05), "#86a895", 0.014)
    stage.stain(mat, (0, 0.02, 0.1), (0.73, 0.2, 0.98, 0.01), "#d9e2d2", 0.008, shape=2)
    stage.stain(mat, (0, 0.02, 0.1), (0.71, 0.2, 0.96, 0.01), "#86a895", 0.008, shape=2)
    return stage


def _low_bench(stage: Stage, light: Light) -> None:
    z = -3.25
    wood = stage.group("bench", props.WOOD)
    stage.box(wood, (-0.62, 0.52, z), (1.30, 0.04, 0.30), "#b58657", 0.015)
    for x in (-1.8, -0.6, 0.6):
        stage.box(wood, (x, 0.24, z), (0.04, 0.24, 0.26), "#b58657", 0.012)
    roll = stage.group("roll", fit.SOFT)
    for i, colour in enumerate(("#86a895", "#a58bb0", "#e0b9a4", "#7f9fb8")):
        x = -1.40 + 0.27 * i
        stage.disc(roll, (x, 0.14, z), 0.125, 0.27, colour, 0.02, turn=(90, 0, 0))
    bowl = stage.group("bowl", Finish(0.5, 0.8, 0.16))
    stage.cup(bowl, (0.30, 0.64, z), 0.10, 0.17, 0.08, "#c9a05a", 0.03)
    flame = stage.group("flame", glowing(2.2 if light == "day" else 4.5, 0.0))
    for x, tall in ((-1.18, 0.11), (-1.0, 0.07), (-0.84, 0.09)):
        stage.disc(stage.group("candle"), (x, 0.56 + tall, z), 0.055, tall, "#f2e8d8", 0.01)
        stage.ball(flame, (x, 0.62 + 2 * tall, z), (0.016, 0.036, 0.016), "#ffd08a")
    stage.ball(stage.group("stone", SATIN), (-0.40, 0.61, z), (0.10, 0.055, 0.09), "#8f8a86")
    stage.ball(stage.group("stone"), (-0.40, 0.70, z), (0.07, 0.040, 0.06), "#b5aea6")
    for side in (math.pi / 2, -0.4):
        stage.rod(stage.group("stick"), (0.30, 0.74, z), (0.30 + 0.16 * math.cos(side), 0.80, z + 0.1), 0.012, 0.012, "#8a5f3c")
