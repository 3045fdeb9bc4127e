"""Sets at home: a living room with a window and shelves; a kitchen with a worktop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.toon import backdrops_props as props
from shorts.toon.backdrops_mood import LAMPLIT, lit_for, shaded
from shorts.toon.backdrops_stage import BRASS, GLAZED, SATIN, Finish, Lamp, Mood, Panes, Stage, glowing
from shorts.toon.backdrops_textures import checker, fade, grain, planks, plaster, rings, tiles, weave
from shorts.toon.colour import linear
from shorts.toon.lights import Lights

if TYPE_CHECKING:
    from shorts.artifacts import Light

WARM = Lights(key=(1.80, 1.50, 1.18), sky=(0.40, 0.40, 0.46), ground=(0.42, 0.30, 0.20), warm_rim=(1.7, 1.2, 0.75), cool_rim=(0.7, 0.95, 1.6))
KITCHEN_LIGHT = Lights(key=(1.82, 1.54, 1.20), sky=(0.44, 0.43, 0.44), ground=(0.44, 0.31, 0.20), warm_rim=(1.7, 1.25, 0.8), cool_rim=(0.75, 1.0, 1.4))
BACK = -3.8
NIGHT_PANE = Finish(glow=0.55, shines=0.15, texture=fade(1, 1.3, 2.7, linear("#1c2c5e")))
"""A window pane at dusk, above the last of the sunset."""
SUNSET = "#96585c"


def room(light: Light = "day") -> Stage:
    """A sage-green living room: window and curtain on the left, books and a lit lamp on the right, a round rug."""
    mood = Mood(
        WARM,
        zenith=(0.34, 0.36, 0.40), horizon=(0.22, 0.22, 0.25), ground=(0.16, 0.12, 0.09), front=(0.20, 0.18, 0.17),
        key=0.50, exposure=0.98,
        panes=Panes(BACK, ((-0.55, 1.15, -0.02, 2.45), (0.06, 1.15, 0.60, 2.45), (-0.55, 2.52, -0.02, 3.1), (0.06, 2.52, 0.60, 3.1)), 0.12, (1.35, 1.0, 0.56)),
        lamps=(Lamp((1.18, 1.78, -2.5), 0.12, (1.5, 0.95, 0.45)),),
    )  # fmt: skip
    late = (Lamp((1.18, 1.78, -2.5), 0.14, (2.6, 1.6, 0.76)), Lamp((-0.9, 3.4, -0.6), 0.3, (1.2, 0.85, 0.55)))
    stage = Stage(lit_for(light, mood, lamps=late, lights=shaded(LAMPLIT, (1.0, 0.98, 0.95))))
    props.walls(stage, "#86ab9d", BACK, "#efe6d6", "#b98454", Finish(0.04, 0.6, 0.22, texture=planks(0.42, 3.1)), Finish(texture=plaster()))
    rug = rings((0.0, 0.1), ((0.62, linear("#d9b08a")), (0.70, linear("#f0dcc0")), (1.02, linear("#c4735a")), (1.10, linear("#f0dcc0")), (1.30, linear("#a8523f"))))
    stage.disc(stage.group("rug", Finish(blade=0.045, texture=rug)), (0, 0.015, 0.1), 1.38, 0.016, "#e9d3b4")
    _room_left(stage, light)
    _room_right(stage, light)
    return stage


def _room_left(stage: Stage, light: Light) -> None:
    view = NIGHT_PANE if light == "evening" else Finish(glow=1.15, shines=1.6, texture=fade(1, 1.5, 3.6, linear("#cfe6f7")))
    props.window(stage, (-1.62, 2.55, BACK), (0.62, 1.0), "#f4ecdd", "#e9f0cf" if light == "day" else SUNSET, texture=view)
    stage.rod(stage.group("rail", BRASS), (-2.6, 3.78, BACK + 0.16), (-0.72, 3.78, BACK + 0.16), 0.024, 0.024, "#b98d4f")
    props.curtain(stage, -1.14, 3.76, 0.75, BACK + 0.16, 0.42, "#efe0c6")
    props.pot(stage, (-1.18, 0.0, -1.7), 0.25, 0.42, "#d98e6c")
    props.leafy(stage, (-1.18, 0.40, -1.7), 0.95, 0.40, 13, "#4f8a58", seed=5)
    sofa = stage.group("sofa", Finish(texture=weave(55.0, 0.22)))
    stage.box(sofa, (-2.15, 0.42, -2.9), (0.85, 0.30, 0.5), "#d9a25c", 0.14, soft=0.05)
    stage.box(sofa, (-1.50, 0.55, -2.9), (0.17, 0.36, 0.55), "#d9a25c", 0.13, soft=0.05)
    stage.box(sofa, (-2.3, 0.95, -3.25), (0.85, 0.45, 0.18), "#d9a25c", 0.16, soft=0.05)


def _room_right(stage: Stage, light: Light) -> None:
    for y in (1.55, 2.38, 3.16):
        props.shelf(stage, 0.82, 2.4, y, BACK + 0.2, "#9a6238")
    props.books(stage, 0.98, 1.42, 1.55, BACK + 0.2, 2)
    props.books(stage, 1.30, 2.3, 2.38, BACK + 0.2, 8)
    props.pot(stage, (1.07, 2.38, BACK + 0.22), 0.12, 0.18, "#f0e4d0")
    props.leafy(stage, (1.07, 2.55, BACK + 0.22), 0.26, 0.15, 8, "#5f9a5f", seed=2)
    props.vase(stage, (1.72, 1.55, BACK + 0.2), 0.12, 0.36, "#c96f52")
    props.pot(stage, (1.42, 3.16, BACK + 0.22), 0.15, 0.22, "#e7c9a0")
    props.trailing(stage, (1.42, 3.36, BACK + 0.20), 0.75, 6, "#6fa862")
    stage.ball(stage.group("vase", GLAZED), (1.02, 3.27, BACK + 0.2), 0.11, "#e0a94f")
    props.floor_lamp(stage, (1.18, 0.0, -2.5), 1.80, "#8a6a3f", "#ffd9a0", 1.5 if light == "day" else 2.4)
    art = ((0.0, -0.10, 0.22, 0.12, "#c4735a"), (-0.06, 0.08, 0.11, 0.11, "#e0a94f"), (0.12, -0.02, 0.10, 0.20, "#5f8f7f"))
    props.picture(stage, (0.30, 2.55, BACK + 0.03), (0.22, 0.30), "#a8743f", "#f4ead6", art)


def kitchen(light: Light = "day") -> Stage:
    """A warm kitchen: a wall of pale blue tiles, wooden worktop with pots and fruit, open shelves, a sunny window, hanging lamps."""
    mood = Mood(
        KITCHEN_LIGHT,
        zenith=(0.36, 0.36, 0.38), horizon=(0.24, 0.22, 0.22), ground=(0.18, 0.13, 0.09), front=(0.24, 0.21, 0.18),
        key=0.50, exposure=0.96,
        panes=Panes(BACK, ((-0.30, 1.35, 0.28, 2.55), (0.36, 1.35, 0.95, 2.55), (-0.30, 2.62, 0.28, 3.2), (0.36, 2.62, 0.95, 3.2)), 0.12, (1.15, 0.86, 0.48)),
        lamps=(Lamp((-0.78, 3.02, -2.9), 0.07, (0.9, 0.62, 0.32)), Lamp((0.98, 3.12, -2.9), 0.07, (0.9, 0.62, 0.32))),
    )  # fmt: skip
    late = (Lamp((-0.78, 3.0, -2.9), 0.08, (1.7, 1.1, 0.55)), Lamp((0.98, 3.1, -2.9), 0.08, (1.7, 1.1, 0.55)))
    stage = Stage(lit_for(light, mood, lamps=late, lights=shaded(LAMPLIT, (1.04, 1.02, 1.0)), exposure=1.02))
    floor = Finish(0.05, 0.7, 0.16, texture=checker(0.62, linear("#e3cfae")))
    wall = Finish(0.05, 0.55, 0.14, texture=tiles(0.40, 0.20, linear("#d3dcdc")))
    props.walls(stage, "#86a9b7", BACK, "#6f9a94", "#c98f66", floor, wall)
    _cabinets(stage)
    _worktop(stage)
    _kitchen_wall(stage, light)
    for x, y in ((-0.78, 3.0), (0.98, 3.1)):
        props.pendant(stage, (x, y, -2.9), 2.6, 0.26, "#c9694a")
    mat = rings((0.0, 0.1), ((0.90, linear("#d9b98f")), (0.97, linear("#4f8580")), (1.12, linear("#d9b98f")), (1.17, linear("#4f8580"))))
    stage.disc(stage.group("rug", Finish(blade=0.03, texture=mat)), (0, 0.012, 0.1), 1.28, 0.014, "#e3cba6")
    return stage


def _cabinets(stage: Stage) -> None:
    front = stage.group("cabinet", SATIN)
    knob = stage.group("knob", BRASS)
    stage.box(front, (0, 0.52, -3.28), (6, 0.46, 0.5), "#5f938c", 0.02)
    for i in range(-4, 5):
        x = i * 0.72 + 0.36
        stage.box(front, (x, 0.56, -2.77), (0.325, 0.36, 0.025), "#6ba19a", 0.02)
        stage.box(front, (x, 0.56, -2.745), (0.24, 0.27, 0.012), "#5a8c86", 0.01)
        stage.ball(knob, (x + 0.20, 0.84, -2.72), 0.032, "#c9a05a")
    stage.box(stage.group("worktop", Finish(0.04, 0.5, 0.2, texture=grain(0, 0.35))), (0, 1.02, -3.2), (6, 0.05, 0.62), "#b07a46", 0.02)


def _worktop(stage: Stage) -> None:
    top, z = 1.07, -3.05
    fruit = stage.group("fruit", SATIN)
    stage.ball(stage.group("bowl", GLAZED), (-1.05, top + 0.10, z), (0.30, 0.13, 0.30), "#f2e8d8")
    for x, y, dz, colour in ((-1.20, 0.24, 0.05, "#e8963a"), (-1.0, 0.25, 0.10, "#d9483a"), (-1.08, 0.33, -0.05, "#e8b03a"), (-0.88, 0.23, -0.03, "#8fb04a")):
        stage.ball(fruit, (x, top + y, z + dz), 0.105, colour)
    board = stage.group("board", props.WOOD)
    stage.box(board, (1.62, top + 0.30, z - 0.42), (0.24, 0.32, 0.03), "#c58f58", 0.05, turn=(-8, 0, 0))
    jar = stage.group("vase", GLAZED)
    stage.disc(jar, (1.02, top + 0.15, z), 0.12, 0.15, "#e9e2d2", 0.03)
    for i, colour in enumerate(("#b5824e", "#8a5a34", "#c9a06a", "#5f6b6e")):
        x = 1.02 + 0.05 * (i - 1.5)
        stage.rod(board, (x, top + 0.2, z), (x + 0.06 * (i - 1.5), top + 0.52, z), 0.016, 0.016, colour)
        stage.ball(board, (x + 0.075 * (i - 1.5), top + 0.58, z), (0.05, 0.075, 0.022), colour)
    kettle = stage.group("kettle", GLAZED)
    stage.ball(kettle, (1.42, top + 0.16, z + 0.05), (0.20, 0.17, 0.20), "#d1604a")
    stage.arch(kettle, (1.42, top + 0.30, z + 0.05), 0.15, 0.020, "#3f342d", 1.5)
    stage.rod(kettle, (1.58, top + 0.16, z + 0.05), (1.70, top + 0.30, z + 0.05), 0.045, 0.028, "#d1604a")
    stage.ball(kettle, (1.42, top + 0.335, z + 0.05), 0.035, "#3f342d")
    props.pot(stage, (-1.55, top, z), 0.13, 0.2, "#d98e6c")
    props.leafy(stage, (-1.55, top + 0.18, z), 0.36, 0.18, 12, "#6fa84f", seed=9)


def _kitchen_wall(stage: Stage, light: Light) -> None:
    view = NIGHT_PANE if light == "evening" else Finish(glow=1.2, shines=1.6, texture=fade(1, 1.6, 3.4, linear("#d4eaf6")))
    props.window(stage, (-1.45, 2.55, BACK), (0.55, 0.85), "#f6efe2", "#eef0c4" if light == "day" else SUNSET, texture=view)
    for y in (2.0, 2.75):
        props.shelf(stage, 0.86, 2.5, y, BACK + 0.2, "#a56c3e")
    plate = stage.group("plate", GLAZED)
    for i, x in enumerate((1.02, 1.24, 1.46, 1.68)):
        colour = ("#f6efe2", "#8fb8b0", "#f6efe2", "#e2a37a")[i]
        stage.disc(plate, (x, 2.75 + 0.17, BACK + 0.16), 0.165, 0.012, colour, 0.01, turn=(78, 0, 0))
    jars = (("#d9a441", 0.14), ("#a8523f", 0.11), ("#e9d9b8", 0.16), ("#7f9a5f", 0.12))
    for i, (colour, high) in enumerate(jars):
        x = 1.02 + 0.25 * i
        stage.disc(plate, (x, 2.0 + high, BACK + 0.2), 0.085, high, colour, 0.03)
        stage.disc(stage.group("lid", props.WOOD), (x, 2.0 + 2 * high + 0.02, BACK + 0.2), 0.075, 0.025, "#b98a5a")
    rail = stage.group("rail", BRASS)
    stage.rod(rail, (-0.62, 2.22, BACK + 0.08), (0.66, 2.22, BACK + 0.08), 0.018, 0.018, "#b98d4f")
    pan = stage.group("pan", Finish(0.25, 0.7, 0.2))
    for x, r, colour in ((-0.42, 0.17, "#3d4247"), (0.02, 0.13, "#b5613c"), (0.40, 0.15, "#3d4247")):
        stage.rod(rail, (x, 2.20, BACK + 0.10), (x, 1.98, BACK + 0.10), 0.016, 0.022, colour)
        stage.disc(pan, (x, 1.98 - r, BACK + 0.10), r, 0.03, colour, 0.02, turn=(90, 0, 0))
    stage.box(stage.group("strip", glowing(1.6, 1.6)), (1.6, 1.945, BACK + 0.28), (0.7, 0.008, 0.02), "#ffd9a0", 0.004)


