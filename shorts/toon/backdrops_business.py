"""Sets for business: a boardroom before the city, and a startup's loft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.toon import backdrops_fittings as fit
from shorts.toon import backdrops_props as props
from shorts.toon.backdrops_mood import LAMPLIT, daylight, lit_for, shaded
from shorts.toon.backdrops_stage import GLAZED, POLISHED, SATIN, Finish, Lamp, Mood, Panes, Stage, glowing
from shorts.toon.backdrops_textures import grain, planks, plaster, tiles, weave
from shorts.toon.backdrops_views import city_view
from shorts.toon.colour import linear

if TYPE_CHECKING:
    from shorts.artifacts import Light

BACK = -3.8


def boardroom(light: Light = "day") -> Stage:
    """A wall of glass above the city, a long walnut table with leather chairs, a ring of light over it."""
    lights = daylight((0.98, 0.98, 1.02), (1.05, 1.0, 0.95))
    mood = Mood(
        lights, zenith=(0.30, 0.33, 0.38), horizon=(0.26, 0.26, 0.28), ground=(0.14, 0.12, 0.11), front=(0.22, 0.21, 0.20), key=0.44, exposure=1.0,
        aperture=0.034, lamps=(Lamp((0.0, 2.9, -2.6), 0.3, (0.35, 0.28, 0.2)),),
    )  # fmt: skip
    lamps = (Lamp((0.0, 2.85, -2.6), 0.35, (2.6, 1.75, 0.95)), Lamp((-1.45, 3.2, -3.4), 0.1, (0.8, 0.5, 0.25)))
    stage = Stage(lit_for(light, mood, lamps=lamps, lights=shaded(LAMPLIT, (1.0, 1.02, 1.06))))
    floor = Finish(0.03, 0.45, 0.25, texture=weave(34.0, 0.25))
    props.walls(stage, "#6d5240", BACK, "#4a372c", "#8a7c72", floor, Finish(0.03, 0.3, 0.3, texture=grain(1, 0.3)))
    city_view(stage, light)
    fit.glazing(stage, -1.05, 2.6, 0.42, 3.42, BACK, (4, 1), "#3b3a40")
    ceiling = stage.group("ceiling", Finish(texture=plaster(0.03)))
    stage.box(ceiling, (0, 4.35, -3.2), (4, 0.6, 0.6), "#cfc4b6", 0.02)
    fit.strip(stage, (-2.6, 3.70, -2.62), (2.6, 3.70, -2.62), "#ffe2b8", 1.6 if light == "day" else 2.4)
    slat = stage.group("slat", Finish(0.03, 0.3, 0.3, texture=grain(1, 0.3)))
    for i in range(9):
        stage.box(slat, (-1.14 - 0.095 * i, 2.0, BACK + 0.05), (0.028, 2.1, 0.05), "#8a6044", 0.01)
    halo = stage.group("halo", glowing(1.7 if light == "day" else 2.6, 1.0))
    stage.arch(halo, (0, 2.98, -2.5), 0.98, 0.032, "#ffe3bd", turn=(90, 0, 0))
    for x in (-0.95, 0.95):
        stage.rod(stage.group("cord"), (x, 2.98, -2.5), (x * 0.9, 4.0, -2.6), 0.007, 0.007, "#4a4540")
    _long_table(stage)
    props.pot(stage, (1.30, 0.0, -2.0), 0.24, 0.46, "#d8cfc2")
    props.leafy(stage, (1.30, 0.42, -2.0), 1.15, 0.40, 14, "#4b8a5a", seed=31)
    stage.box(stage.group("rug", Finish(blade=0.03, texture=weave(50.0, 0.2))), (0, 0.012, 0.05), (1.45, 0.014, 1.0), "#7d89a0", 0.012)
    stage.stain("rug", (0, 0.02, 0.05), (1.33, 0.2, 0.88, 0.01), "#d6cbb8", 0.01, shape=2)
    stage.stain("rug", (0, 0.02, 0.05), (1.28, 0.2, 0.83, 0.01), "#7d89a0", 0.01, shape=2)
    return stage


def _long_table(stage: Stage) -> None:
    top, z = 0.80, -2.45
    stage.box(stage.group("table", Finish(0.06, 0.8, 0.10, texture=grain(0, 0.35))), (-0.1, top, z), (1.75, 0.04, 0.42), "#7c5236", 0.04)
    stage.box(stage.group("leg", SATIN), (-0.1, 0.38, z), (1.2, 0.38, 0.10), "#4d3527", 0.03)
    chair = stage.group("chair", Finish(0.03, 0.35, 0.3, texture=weave(90.0, 0.10)))
    for x in (-1.42, -0.80, 0.62, 1.22):
        stage.box(chair, (x, 0.98, z - 0.62), (0.23, 0.30, 0.06), "#c58a58", 0.06, turn=(-6, 0, 0))
        stage.box(chair, (x, 0.52, z - 0.40), (0.23, 0.05, 0.22), "#c58a58", 0.05)
    paper = stage.group("paper")
    for x, turn in ((-1.15, 14.0), (0.95, -12.0)):
        stage.box(paper, (x, top + 0.055, z + 0.15), (0.15, 0.010, 0.11), "#eef0f2", 0.004, turn=(0, turn, 0))
    stage.rod(stage.group("carafe", fit.GLASS), (-0.78, top + 0.06, z), (-0.78, top + 0.32, z), 0.085, 0.045, "#b9cfd6")
    stage.cup(stage.group("cups", GLAZED), (0.68, top + 0.11, z + 0.12), 0.05, 0.065, 0.07, "#f0ece4", 0.015)


def loft(light: Light = "day") -> Stage:
    """Brick, a tall steel window, bulbs on cords, a desk with two screens, a board of coloured notes, a bean bag."""
    mood = Mood(
        daylight((1.03, 0.98, 0.92), (1.0, 1.0, 1.0)), zenith=(0.34, 0.34, 0.37), horizon=(0.25, 0.24, 0.25), ground=(0.15, 0.12, 0.10),
        front=(0.21, 0.19, 0.18), key=0.48, exposure=1.02,
        panes=Panes(0.0, ((-0.2, -1.9, 0.35, 1.4), (0.45, -1.9, 1.0, 1.4)), 0.12, (0.9, 0.7, 0.42)),
        lamps=tuple(Lamp((x, y, -2.7), 0.08, (0.35, 0.22, 0.1)) for x, y in ((0.52, 3.05), (1.25, 2.95))),
    )  # fmt: skip
    bulbs = ((0.16, 3.30), (0.62, 3.02), (1.06, 3.22), (1.46, 2.86))
    lamps = tuple(Lamp((x, y, -2.7), 0.09, (0.80, 0.50, 0.24)) for x, y in bulbs)
    stage = Stage(lit_for(light, mood, lamps=(*lamps, Lamp((1.35, 1.5, -2.6), 0.1, (0.10, 0.18, 0.3))), lights=shaded(daylight(), (0.84, 0.70, 0.54), (0.62, 0.58, 0.66))))
    brick = Finish(texture=tiles(0.36, 0.125, linear("#ab8f80"), vary=0.16))
    props.walls(stage, "#98705f", BACK, "#4c4744", "#9a928c", Finish(0.03, 0.5, 0.25, texture=plaster(0.16, 1.1)), brick)
    city_view(stage, light)
    fit.glazing(stage, -1.72, 0.02, 1.05, 3.35, BACK, (3, 3), "#2f3237", 0.026)
    stage.box(stage.group("sill", SATIN), (-0.85, 1.0, BACK + 0.12), (0.98, 0.035, 0.18), "#57504b", 0.01)
    for x, y in bulbs:
        fit.bulb(stage, (x, y, -2.7), 4.2 - y, 1.8 if light == "day" else 4.2)
    pipe = stage.group("pipe", Finish(0.3, 0.7, 0.2))
    stage.rod(pipe, (-2.4, 3.82, BACK + 0.2), (2.4, 3.82, BACK + 0.2), 0.055, 0.055, "#b8764f")
    stage.rod(pipe, (1.70, 0.0, BACK + 0.15), (1.70, 3.82, BACK + 0.15), 0.05, 0.05, "#b8764f")
    _notes(stage)
    _startup_desk(stage, light)
    bag = stage.group("beanbag", fit.SOFT)
    stage.ball(bag, (-1.22, 0.22, -1.5), (0.44, 0.26, 0.40), "#e0ab3f", soft=0.1)
    stage.ball(bag, (-1.28, 0.52, -1.66), (0.30, 0.26, 0.24), "#e0ab3f", soft=0.16)
    props.pot(stage, (-0.62, 1.035, BACK + 0.14), 0.10, 0.15, "#e6ddd0")
    props.leafy(stage, (-0.62, 1.17, BACK + 0.14), 0.30, 0.15, 8, "#5f9a5f", seed=6)
    rug = stage.group("rug", Finish(blade=0.035, texture=weave(45.0, 0.2)))
    stage.disc(rug, (0, 0.012, 0.05), 1.30, 0.014, "#3f7f86")
    stage.stain(rug, (0, 0.02, 0.05), (1.12, 0.3, 1.12), "#57979b", 0.02)
    return stage


def _notes(stage: Stage) -> None:
    fit.board_of(stage, (0.92, 2.08, BACK + 0.04), (0.52, 0.40), "#e9ebea", "#5a544f", Finish(0.04, 0.5, 0.2))
    colours = ("#f2c84b", "#ef8f6b", "#7fc0b4", "#f2c84b", "#a8a0dd", "#ef8f6b")
    places = [(0.60 + 0.20 * (i % 4), 2.30 - 0.21 * (i // 4), 0.065, 0.065, colours[i % 6]) for i in range(10)]
    fit.cards(stage, places, BACK + 0.10)


def _startup_desk(stage: Stage, light: Light) -> None:
    top, z = 0.98, -2.75
    stage.box(stage.group("worktop", Finish(0.04, 0.5, 0.2, texture=grain(0, 0.35))), (1.55, top, z), (0.85, 0.035, 0.40), "#c2915f", 0.02)
    leg = stage.group("leg", fit.STEEL)
    for x in (0.80, 0.98):
        stage.rod(leg, (x, 0.0, z + 0.3 - (x - 0.8)), (0.88, top, z), 0.022, 0.022, "#2f3237")
    glow = 0.45 if light == "day" else 0.9
    for i, (x, turn, colour) in enumerate(((1.16, 14.0, "#4a8fb5"), (1.72, -8.0, "#5a6fc0"))):
        stage.box(stage.group("bezel", SATIN), (x, top + 0.36, z - 0.10), (0.27, 0.19, 0.018), "#2b2e34", 0.012, turn=(0, turn, 0))
        stage.box(stage.group(f"screen{i}", Finish(0.03, 0.4, 0.2, glow=glow)), (x, top + 0.36, z - 0.082), (0.25, 0.17, 0.012), colour, 0.006, turn=(0, turn, 0))
        stage.box(stage.group("bezel", SATIN), (x, top + 0.1, z - 0.12), (0.04, 0.1, 0.03), "#2b2e34", 0.01)
    stage.cup(stage.group("cups", GLAZED), (0.86, top + 0.11, z + 0.1), 0.05, 0.06, 0.075, "#e9745a", 0.015)
    stage.box(stage.group("floor-box", Finish(texture=planks(0.1, 2.0))), (1.45, 0.18, -2.1), (0.26, 0.18, 0.20), "#b98a5a", 0.015, turn=(0, 18, 0))
    stage.ball(stage.group("sphere", POLISHED), (1.42, 0.47, -2.1), 0.12, "#e9745a")
