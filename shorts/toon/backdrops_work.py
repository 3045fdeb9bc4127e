"""Sets at work: a newsroom with a wall of light, and an office above the city at the end of the afternoon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from shorts.toon import backdrops_props as props
from shorts.toon.backdrops_mood import LAMPLIT, lit_for, shaded
from shorts.toon.backdrops_stage import BRASS, GLAZED, MATT, POLISHED, SATIN, Finish, Lamp, Mood, Panes, Stage, glowing
from shorts.toon.backdrops_textures import dotted_map, fade, grain, layered, lit_windows, planks, plaster, weave
from shorts.toon.colour import linear
from shorts.toon.lights import Lights
from shorts.toon.shapes import SUB

if TYPE_CHECKING:
    from shorts.artifacts import Light

NEWS_LIGHT = Lights(
    key=(1.66, 1.58, 1.50), fill=(0.22, 0.30, 0.46), sky=(0.30, 0.38, 0.56), ground=(0.17, 0.21, 0.32),
    warm_rim=(1.2, 1.15, 1.25), cool_rim=(0.55, 1.05, 1.9),
)  # fmt: skip
OFFICE_LIGHT = Lights(
    key=(1.82, 1.50, 1.16), fill=(0.25, 0.29, 0.40), sky=(0.38, 0.41, 0.50), ground=(0.38, 0.29, 0.22),
    warm_rim=(1.4, 1.15, 0.9), cool_rim=(0.95, 1.0, 1.35),
)  # fmt: skip
BACK = -3.8


def newsroom(light: Light = "day") -> Stage:
    """A blue studio: a map of the world in points of light, bright columns, a round desk, a ring of light on a dark floor."""
    mood = Mood(
        NEWS_LIGHT,
        zenith=(0.10, 0.15, 0.28), horizon=(0.06, 0.10, 0.20), ground=(0.04, 0.06, 0.11), front=(0.16, 0.19, 0.26),
        key=0.30, exposure=1.0, aperture=0.018,  # the map is to be seen as points
        lamps=(Lamp((0.0, 3.2, -2.9), 0.3, (0.25, 0.45, 0.9)),),
    )  # fmt: skip
    late = (Lamp((0.0, 3.2, -2.9), 0.3, (0.55, 0.22, 0.75)), Lamp((0.0, 1.1, -1.9), 0.2, (0.4, 0.24, 0.16)))
    stage = Stage(lit_for(light, mood, lamps=late, lights=shaded(NEWS_LIGHT, (0.90, 0.74, 0.70), (1.0, 0.72, 0.86)), air=0.8, key=0.20))
    stage.box(stage.group("floor", Finish(0.07, 0.95, 0.07)), (0, -0.5, 0), (7, 0.5, 8.5), "#22345c", 0.0)
    stage.box(stage.group("wall", MATT), (0, 4, BACK - 0.5), (7, 5, 0.5), "#1b2c55", 0.0)
    _video_wall(stage, light)
    _columns(stage)
    _news_desk(stage)
    ring = stage.group("ring", glowing(1.5))
    stage.arch(ring, (0, 0.004, 0.05), 1.22, 0.018, "#6fc4ff", turn=(90, 0, 0))
    stage.disc(stage.group("podium", POLISHED), (0, 0.0, 0.05), 1.18, 0.018, "#2b4170", 0.01)
    return stage


def _video_wall(stage: Stage, light: Light) -> None:
    lit, high, low = ((0.05, 0.25, 0.50), "#0f3276", "#0b1c4a") if light == "day" else ((0.55, 0.26, 0.14), "#3a1b5e", "#1a0f3a")
    points = dotted_map(-2.3, 1.35, 4.6, 64, lit, middle=150.0)
    screen = Finish(gloss=0.04, polish=0.3, blur=0.2, glow=1.0, shines=1.1, texture=layered(fade(1, 0.9, 4.2, linear(high)), points))
    stage.box(stage.group("screen", screen), (0, 2.55, BACK + 0.06), (2.5, 1.50, 0.03), low, 0.01)
    frame = stage.group("frame", SATIN)
    for y in (1.02, 4.08):
        stage.box(frame, (0, y, BACK + 0.10), (2.6, 0.05, 0.08), "#3a5590", 0.02)
    strip = stage.group("strip", glowing(1.6))
    for y in (0.955, 4.15):
        stage.box(strip, (0, y, BACK + 0.16), (2.6, 0.014, 0.02), "#7fd0ff", 0.008)
    panel = stage.group("panel", Finish(gloss=0.04, polish=0.4, blur=0.25))
    for i in range(-5, 6):
        stage.box(panel, (i * 0.62, 0.46, BACK + 0.06), (0.29, 0.42, 0.05), "#2a427a", 0.03)


def _columns(stage: Stage) -> None:
    body = stage.group("column", SATIN)
    tube = stage.group("tube", glowing(1.9, 2.0))
    for side in (-1, 1):
        stage.box(body, (side * 1.42, 2.4, -2.9), (0.24, 2.4, 0.2), "#31508f", 0.06)
        stage.rod(tube, (side * 1.27, 0.35, -2.68), (side * 1.27, 4.6, -2.68), 0.018, 0.018, "#9fdcff")
        stage.rod(tube, (side * 1.48, 0.35, -2.68), (side * 1.48, 4.6, -2.68), 0.012, 0.012, "#ffb98a")


def _news_desk(stage: Stage) -> None:
    z = -2.75
    stage.disc(stage.group("desk", GLAZED), (0, 0.36, z), 1.30, 0.36, "#dfe6f2", 0.03)
    stage.disc(stage.group("desk-top", POLISHED), (0, 0.76, z), 1.42, 0.035, "#35507f", 0.03)
    glow = stage.group("strip", glowing(1.6))
    stage.arch(glow, (0, 0.70, z), 1.33, 0.016, "#7fd0ff", turn=(90, 0, 0))
    stage.arch(glow, (0, 0.05, z), 1.33, 0.016, "#ffc48a", turn=(90, 0, 0))
    slat = stage.group("slat", SATIN)
    for i in range(-9, 10):
        turn = i * 0.165
        stage.box(slat, (1.31 * np.sin(turn), 0.36, z + 1.31 * np.cos(turn)), (0.018, 0.30, 0.015), "#6f86b5", 0.008, turn=(0, float(np.degrees(turn)), 0))
    paper = stage.group("paper")
    stage.box(paper, (-0.98, 0.81, z + 0.35), (0.20, 0.012, 0.14), "#f4f6fa", 0.005, turn=(0, 24, 0))
    cup = stage.group("pot", SATIN)
    stage.cup(cup, (1.02, 0.90, z + 0.42), 0.065, 0.085, 0.10, "#f2f4f8", 0.02)


def office(light: Light = "day") -> Stage:
    """An office high up: a wide window over a hazy skyline, slatted wood and shelves, a desk with a lit lamp, a tall plant."""
    mood = Mood(
        OFFICE_LIGHT,
        sky=("#7fb6f7", "#ffe6c4"),
        zenith=(0.32, 0.35, 0.41), horizon=(0.26, 0.24, 0.25), ground=(0.16, 0.13, 0.11), front=(0.20, 0.18, 0.17),
        key=0.48, exposure=1.0, haze=("#ffdcb8", 0.24), aperture=0.026,
        panes=Panes(0.0, ((-0.9, -2.0, -0.15, 2.4), (0.05, -2.0, 0.85, 2.4)), 0.10, (0.75, 0.56, 0.34)),
        lamps=(Lamp((1.34, 1.55, -2.75), 0.07, (0.75, 0.5, 0.25)),),
    )  # fmt: skip
    late = lit_for(
        light, mood, lamps=(Lamp((1.34, 1.55, -2.75), 0.08, (1.5, 0.95, 0.45)), Lamp((-0.4, 3.6, -0.8), 0.3, (1.3, 0.95, 0.62))),
        lights=shaded(LAMPLIT, (1.0, 1.04, 1.10), (1.0, 1.0, 1.1)), sky=("#16234f", "#c9684f"), haze=("#4a4a78", 0.22),
    )  # fmt: skip
    stage = Stage(late)
    props.walls(stage, "#41708a", BACK, "#34566c", "#a97a50", Finish(0.04, 0.65, 0.20, texture=planks(0.36, 2.6)), Finish(texture=plaster()))
    _city(stage, light)
    _office_window(stage)
    _office_right(stage)
    props.pot(stage, (-1.22, 0.0, -1.9), 0.27, 0.50, "#e9e2d4")
    props.leafy(stage, (-1.22, 0.46, -1.9), 1.25, 0.42, 15, "#3f7f56", seed=12)
    carpet = Finish(blade=0.03, texture=weave(50.0, 0.2))
    stage.box(stage.group("rug", carpet), (0, 0.012, 0.05), (1.36, 0.014, 1.05), "#6f8da3", 0.012)
    stage.stain("rug", (0, 0.02, 0.05), (1.24, 0.2, 0.93, 0.01), "#d9cbb2", 0.01, shape=2)
    stage.stain("rug", (0, 0.02, 0.05), (1.19, 0.2, 0.88, 0.01), "#6f8da3", 0.01, shape=2)
    return stage


def _city(stage: Stage, light: Light) -> None:
    day = light == "day"
    tower = stage.group("tower", Finish(glow=0.0 if day else 0.35, shines=0.0, texture=lit_windows(0.42, 0.55)))
    rng = np.random.default_rng(21)
    for i in range(26):
        z = -9.0 - 0.45 * i
        x = -4.2 + (i * 2.7 + rng.uniform(0, 1.4)) % 6.4
        high = rng.uniform(1.6, 3.3) * (0.75 + 0.02 * i)
        colour = (("#7fa3cc", "#b79aa6", "#6a90ba", "#c9a888") if day else ("#33406e", "#4a3f66", "#2b3866", "#43406a"))[i % 4]
        stage.box(tower, (x, high - 2.2, z), (rng.uniform(0.30, 0.62), high, 0.35), colour, 0.02)


def _office_window(stage: Stage) -> None:
    x, y, w, h = -0.85, 2.30, 1.30, 1.22
    stage.box("wall", (x, y, BACK - 0.5), (w, h, 1.2), "#e8e2d6", 0.0, op=SUB)
    frame = stage.group("window", SATIN)
    for dx in (-w, -w / 3, w / 3, w):
        stage.box(frame, (x + dx, y, BACK), (0.035, h, 0.06), "#efe9dd", 0.015)
    for dy in (-h, h):
        stage.box(frame, (x, y + dy, BACK), (w + 0.05, 0.05, 0.09), "#efe9dd", 0.02)
    stage.box(frame, (x, y - h - 0.06, BACK + 0.14), (w + 0.12, 0.04, 0.20), "#efe9dd", 0.02)
    props.pot(stage, (0.22, y - h - 0.02, BACK + 0.16), 0.10, 0.15, "#d98e6c")
    props.leafy(stage, (0.22, y - h + 0.12, BACK + 0.16), 0.26, 0.14, 8, "#5f9a5f", seed=4)


def _office_right(stage: Stage) -> None:
    slat = stage.group("slats", Finish(gloss=0.03, polish=0.3, blur=0.3, texture=grain(1, 0.3)))
    for i in range(22):
        stage.box(slat, (0.66 + i * 0.085, 2.2, BACK + 0.05), (0.026, 2.2, 0.05), "#a8744a", 0.01)
    for y in (2.10, 2.86):
        props.shelf(stage, 0.86, 2.5, y, BACK + 0.26, "#6b4630")
        stage.box(stage.group("strip", glowing(1.3, 1.5)), (1.6, y - 0.075, BACK + 0.30), (0.70, 0.008, 0.02), "#ffd09a", 0.004)
    props.books(stage, 0.95, 1.36, 2.10, BACK + 0.26, 31)
    props.vase(stage, (1.56, 2.10, BACK + 0.26), 0.11, 0.34, "#e9dcc6")
    props.books(stage, 1.22, 2.1, 2.86, BACK + 0.26, 17)
    stage.ball(stage.group("vase", GLAZED), (1.04, 2.97, BACK + 0.26), 0.11, "#d9a050")
    _desk(stage)


def _desk(stage: Stage) -> None:
    top, z = 0.98, -2.75
    stage.box(stage.group("worktop", Finish(0.04, 0.5, 0.2, texture=grain(0, 0.35))), (1.75, top, z), (0.95, 0.04, 0.42), "#8a5c3a", 0.02)
    leg = stage.group("leg", SATIN)
    stage.box(leg, (1.05, 0.48, z), (0.04, 0.48, 0.34), "#3a4652", 0.02)
    metal = stage.group("lamp", BRASS)
    stage.disc(metal, (1.12, top + 0.055, z), 0.12, 0.018, "#c9a05a", 0.01)
    stage.rod(metal, (1.12, top + 0.06, z), (1.02, top + 0.42, z), 0.014, 0.014, "#c9a05a")
    stage.rod(metal, (1.02, top + 0.42, z), (1.28, top + 0.66, z), 0.014, 0.014, "#c9a05a")
    stage.cup(stage.group("dome", GLAZED), (1.34, top + 0.62, z), 0.16, 0.06, 0.09, "#c96a48", 0.02, turn=(0, 0, 18))
    stage.ball(stage.group("bulb", glowing(4.0, 0.0)), (1.35, top + 0.54, z), 0.06, "#ffdca8")
    screen = stage.group("screen", Finish(gloss=0.03, polish=0.4, blur=0.2, glow=0.35, texture=fade(1, 1.2, 1.7, linear("#7fb0c9"))))
    stage.box(screen, (1.80, top + 0.38, z - 0.1), (0.32, 0.22, 0.015), "#35597a", 0.01, turn=(0, -16, 0))
    stage.box(leg, (1.80, top + 0.1, z - 0.12), (0.05, 0.1, 0.03), "#3a4652", 0.01)
