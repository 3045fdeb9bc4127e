"""Sets for fashion and for things shown alone: a boutique, a runway, a pedestal for products."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon import backdrops_fittings as fit
from shorts.toon import backdrops_props as props
from shorts.toon.backdrops_mood import LAMPLIT, daylight, lit_for, shaded
from shorts.toon.backdrops_stage import BRASS, GLAZED, MATT, SATIN, Finish, Lamp, Mood, Panes, Stage, glowing
from shorts.toon.backdrops_textures import fade, plaster, weave
from shorts.toon.backdrops_views import terrazzo
from shorts.toon.colour import linear

if TYPE_CHECKING:
    from shorts.artifacts import Light

BACK = -3.8
GARMENTS = ("#e8b4a0", "#f1e4d0", "#c9574f", "#7f95b8", "#d9a441", "#8a5f86", "#f1e4d0", "#3f5f6f", "#d98a8a")


def boutique(light: Light = "day") -> Stage:
    """Emerald panelling, a brass rail of clothes, an arched mirror, bags on lit shelves, a blush pouf, terrazzo."""
    mood = Mood(
        daylight((1.0, 0.97, 0.92), (0.94, 1.02, 0.94)), zenith=(0.34, 0.34, 0.33), horizon=(0.24, 0.24, 0.22), ground=(0.17, 0.15, 0.13),
        front=(0.23, 0.21, 0.19), key=0.48, exposure=1.04, lamps=tuple(Lamp((x, 3.05, -2.7), 0.16, (0.45, 0.36, 0.24)) for x in (-0.7, 0.7)),
    )  # fmt: skip
    lamps = (*(Lamp((x, y, -2.7), 0.16, (1.15, 0.76, 0.40)) for x, y in ((-0.75, 3.02), (0.55, 3.16))), Lamp((1.2, 1.9, -3.3), 0.1, (0.4, 0.26, 0.12)))
    stage = Stage(lit_for(light, mood, lamps=lamps, lights=shaded(LAMPLIT, (0.98, 1.0, 1.02)), air=0.42))
    floor = Finish(0.05, 0.7, 0.14, texture=terrazzo(tuple(linear(c) for c in ("#c98f7c", "#6f8f82", "#8a7f78")), 0.15))
    props.walls(stage, "#3a7a66", BACK, "#2f6252", "#d3c6b6", floor, Finish(texture=plaster(0.05)))
    _panelling(stage)
    _rail(stage)
    mirror = stage.group("mirror", Finish(0.35, 0.8, 0.16, texture=fade(1, 0.6, 2.9, linear("#bcd0c8"))))
    stage.box(mirror, (-0.02, 1.42, BACK + 0.06), (0.44, 0.94, 0.015), "#7f9f95", 0.0)
    stage.disc(mirror, (-0.02, 2.36, BACK + 0.06), 0.44, 0.015, "#7f9f95", 0.0, turn=(90, 0, 0))
    rim = stage.group("rim", BRASS)
    stage.arch(rim, (-0.02, 2.36, BACK + 0.08), 0.455, 0.026, "#d0a860", math.pi / 2)
    for side in (-1, 1):
        stage.rod(rim, (-0.02 + 0.455 * side, 0.46, BACK + 0.08), (-0.02 + 0.455 * side, 2.36, BACK + 0.08), 0.026, 0.026, "#d0a860")
    stage.rod(rim, (-0.475, 0.46, BACK + 0.08), (0.435, 0.46, BACK + 0.08), 0.026, 0.026, "#d0a860")
    _shelves(stage, light)
    velvet = stage.group("velvet", Finish(0.02, 0.3, 0.4, texture=weave(120.0, 0.12)))
    stage.disc(velvet, (-1.18, 0.24, -1.55), 0.36, 0.22, "#d99a92", 0.08)
    stage.disc(stage.group("pouf-foot", BRASS), (-1.18, 0.02, -1.55), 0.33, 0.022, "#d0a860")
    fit.pedestal(stage, 1.34, -1.9, 0.26, 0.72, "#f0e6d8")
    _bag(stage, 1.34, 0.72, -1.9, 0.9, "#c9574f")
    for x, y in ((-0.75, 3.02), (0.55, 3.16)):
        fit.globe(stage, (x, y, -2.7), 1.4, 0.19, 1.1 if light == "day" else 2.3)
    rug = stage.group("rug", Finish(blade=0.045))
    stage.disc(rug, (0, 0.012, 0.05), 1.26, 0.016, "#efdccb")
    stage.stain(rug, (0, 0.02, 0.05), (1.13, 0.3, 1.13), "#d9a79b", 0.03)
    return stage


def _panelling(stage: Stage) -> None:
    moulding = stage.group("moulding", SATIN)
    for x in (-2.2, -1.28, 1.28, 2.2, -0.02):
        for y0, y1 in ((0.42, 1.0), (1.18, 3.25)):
            if x == -0.02:
                continue
            for side in (-1, 1):
                stage.box(moulding, (x + 0.38 * side, (y0 + y1) / 2, BACK + 0.02), (0.016, (y1 - y0) / 2, 0.018), "#4f917c", 0.008)
            for y in (y0, y1):
                stage.box(moulding, (x, y, BACK + 0.02), (0.396, 0.016, 0.018), "#4f917c", 0.008)
    stage.box(moulding, (0, 3.55, BACK + 0.05), (4, 0.05, 0.06), "#4f917c", 0.02)


def _rail(stage: Stage) -> None:
    z, y = -2.75, 1.72
    brass = stage.group("rail", BRASS)
    stage.rod(brass, (-2.4, y, z), (-0.66, y, z), 0.020, 0.020, "#d0a860")
    stage.rod(brass, (-0.68, 0.0, z), (-0.68, y + 0.02, z), 0.020, 0.020, "#d0a860")
    stage.rod(brass, (-0.68, 0.02, z - 0.25), (-0.68, 0.02, z + 0.25), 0.022, 0.022, "#d0a860")
    cloth = stage.group("garment", Finish(texture=weave(80.0, 0.12)))
    rng = np.random.default_rng(6)
    for i in range(9):
        x, long, colour = -0.82 - 0.125 * i, rng.uniform(0.62, 1.05), GARMENTS[i]
        stage.rod(brass, (x, y, z), (x, y - 0.09, z), 0.008, 0.008, "#d0a860")
        stage.rod(cloth, (x, y - 0.12, z - 0.16), (x, y - 0.12, z + 0.16), 0.035, 0.035, colour, soft=0.06)
        stage.box(cloth, (x, y - 0.14 - long / 2, z), (0.036, long / 2, 0.20 + 0.04 * (long > 0.85)), colour, 0.03, soft=0.05)


def _shelves(stage: Stage, light: Light) -> None:
    for y in (1.22, 1.82, 2.42):
        stage.box(stage.group("shelf", SATIN), (1.62, y, BACK + 0.22), (0.84, 0.028, 0.22), "#e9dcc8", 0.01)
        fit.strip(stage, (0.84, y - 0.04, BACK + 0.38), (2.4, y - 0.04, BACK + 0.38), "#ffdcae", 1.1 if light == "day" else 2.0)
    _bag(stage, 1.08, 1.25, BACK + 0.22, 0.85, "#d9a441")
    _bag(stage, 1.50, 1.25, BACK + 0.22, 0.75, "#7f95b8")
    for x, colour in ((0.98, "#c9574f"), (1.18, "#c9574f"), (1.46, "#f1e4d0"), (1.66, "#f1e4d0")):
        _shoe(stage, x, 1.85, BACK + 0.25, colour)
    _bag(stage, 1.40, 2.45, BACK + 0.22, 0.72, "#f1e4d0")
    stage.disc(stage.group("hat", SATIN), (1.02, 2.47, BACK + 0.22), 0.17, 0.014, "#d9b88a", 0.01)
    stage.ball(stage.group("hat", SATIN), (1.02, 2.50, BACK + 0.22), (0.10, 0.10, 0.10), "#d9b88a")


def _bag(stage: Stage, x: float, y: float, z: float, size: float, colour: str) -> None:
    leather = stage.group("leather", Finish(0.05, 0.6, 0.2))
    stage.box(leather, (x, y + 0.15 * size, z), (0.19 * size, 0.14 * size, 0.08 * size), colour, 0.05 * size)
    stage.arch(leather, (x, y + 0.28 * size, z), 0.11 * size, 0.016 * size, colour, 1.7)
    stage.ball(stage.group("clasp", BRASS), (x, y + 0.18 * size, z + 0.085 * size), 0.024 * size, "#d0a860")


def _shoe(stage: Stage, x: float, y: float, z: float, colour: str) -> None:
    leather = stage.group("leather")
    stage.rod(leather, (x, y + 0.10, z - 0.09), (x, y + 0.03, z + 0.10), 0.042, 0.030, colour, soft=0.02)
    stage.rod(leather, (x, y + 0.10, z - 0.09), (x, y, z - 0.11), 0.024, 0.010, colour)


def runway(light: Light = "day") -> Stage:
    """A pale runway between strips of light, portals receding to a bright disc, guests in the dark on both sides."""
    lights = daylight((0.98, 0.92, 1.02), (0.95, 0.86, 1.15))
    mood = Mood(
        lights, zenith=(0.22, 0.18, 0.30), horizon=(0.14, 0.11, 0.20), ground=(0.10, 0.08, 0.14), front=(0.22, 0.19, 0.24), key=0.40, exposure=1.05,
        aperture=0.024, lamps=(Lamp((0, 3.4, -3.0), 0.4, (1.2, 1.0, 1.4)),),
    )  # fmt: skip
    late = shaded(lights, (0.90, 0.74, 0.70), (0.8, 0.6, 0.66))
    stage = Stage(lit_for(light, mood, lights=late, air=0.75, key=0.30, lamps=(Lamp((0, 3.2, -3.0), 0.4, (1.6, 0.85, 0.62)),)), cell=0.26)
    wall, accent, disc = ("#6a4f96", "#d9c4ff", "#a98cf0") if light == "day" else ("#6b3350", "#ffb98f", "#f09a5e")
    stage.box(stage.group("floor", Finish(0.05, 0.8, 0.10)), (0, -0.62, -3), (9, 0.5, 12), "#2f2742" if light == "day" else "#2e1c2c", 0.0)
    stage.box(stage.group("wall", MATT), (0, 4, -11.5), (9, 8, 0.5), wall, 0.0)
    for side in (-1, 1):
        stage.box(stage.group("wall"), (side * 5.0, 4, -4), (0.5, 8, 9), wall, 0.0)
    stage.box(stage.group("catwalk", Finish(0.05, 0.8, 0.12)), (0, -0.06, -4.2), (1.12, 0.06, 7.2), "#c9bedb" if light == "day" else "#c9a9a6", 0.02)
    for side in (-1, 1):
        fit.strip(stage, (side * 1.12, -0.008, 2.9), (side * 1.12, -0.008, -11.0), accent, 1.7, 0.034)  # on the edge: beside it a dark gap would show
    for i, z in enumerate((-2.6, -4.6, -6.6, -8.6)):
        _portal(stage, z, 1.55 + 0.10 * i, 2.95 + 0.14 * i, wall, accent)
    stage.disc(stage.group("disc", glowing(0.9)), (0, 1.9, -10.9), 1.35, 0.05, disc, 0.01, turn=(90, 0, 0))
    _guests(stage)
    return stage


def _portal(stage: Stage, z: float, half: float, top: float, colour: str, accent: str) -> None:
    """A gate of three beams, edged with light."""
    beam = stage.group("portal", Finish(0.03, 0.4, 0.3))
    for side in (-1, 1):
        stage.box(beam, (side * (half + 0.12), top / 2 - 0.06, z), (0.14, top / 2 + 0.06, 0.16), colour, 0.03)
        fit.strip(stage, (side * (half - 0.03), -0.14, z + 0.17), (side * (half - 0.03), top, z + 0.17), accent, 1.5, 0.018)
    stage.box(beam, (0, top + 0.12, z), (half + 0.26, 0.14, 0.16), colour, 0.03)
    fit.strip(stage, (-half + 0.03, top - 0.03, z + 0.17), (half - 0.03, top - 0.03, z + 0.17), accent, 1.5, 0.018)


def _guests(stage: Stage) -> None:
    person = stage.group("guest", Finish(texture=weave(30.0, 0.1)))
    rng = np.random.default_rng(8)
    for row in range(2):
        for i in range(7):
            for side in (-1, 1):
                x, z = side * (1.62 + 0.46 * row + rng.uniform(-0.05, 0.05)), -1.3 - 0.95 * i + rng.uniform(-0.15, 0.15)
                y = -0.05 + 0.16 * row
                coat = ("#4d3f70", "#5b3f66", "#3c4672", "#6d4668")[int(rng.integers(4))]
                stage.ball(person, (x, y + 0.36, z), (0.20, 0.30, 0.17), coat, soft=0.05)
                stage.ball(person, (x, y + 0.78, z), 0.125, ("#8a6f7e", "#6f5a78", "#a08490")[int(rng.integers(3))], soft=0.02)


def pedestal(light: Light = "day") -> Stage:
    """A calm sweep of pale blue: a round plinth, a great disc, steps, stones, dry grass, a window's shade."""
    mood = Mood(
        daylight((1.0, 0.98, 0.95), (0.95, 1.0, 1.1)), zenith=(0.38, 0.41, 0.47), horizon=(0.25, 0.26, 0.30), ground=(0.18, 0.18, 0.20), front=(0.22, 0.22, 0.23),
        key=0.50, exposure=0.98, aperture=0.034,
        panes=Panes(-3.6, ((-1.5, 0.9, -0.78, 2.2), (-0.66, 0.9, 0.06, 2.2), (-1.5, 2.34, -0.78, 3.6), (-0.66, 2.34, 0.06, 3.6)), 0.16, (0.62, 0.50, 0.34), 0.35),
    )  # fmt: skip
    lights = shaded(daylight(), (0.82, 0.66, 0.66), (0.62, 0.56, 0.86))
    evening = (Lamp((0.0, 2.1, -2.7), 0.4, (0.9, 0.5, 0.3)), Lamp((-2.2, 3.2, 0.5), 0.3, (1.5, 1.1, 1.2)))
    stage = Stage(lit_for(light, mood, lights=lights, lamps=evening, air=0.5, key=0.26))
    sweep = stage.group("sweep", Finish(texture=plaster(0.04, 1.2)))
    stage.box(sweep, (0, -1.30, 0), (9, 1, 8.6), "#a3b8d6", 0.1)
    stage.box(sweep, (0, 5, -6.0), (9, 9, 1), "#9cb3d6", 0.1, soft=2.2)
    stone = stage.group("stone", Finish(0.04, 0.5, 0.25, texture=plaster(0.06, 3.0)))
    stage.disc(stone, (0, -0.08, 0), 1.22, 0.08, "#dfe3ea", 0.04)
    stage.disc(stage.group("step", SATIN), (0, -0.24, 0), 1.62, 0.08, "#bccbe0", 0.04)
    disc = stage.group("disc", Finish(0.02, 0.3, 0.3, texture=plaster(0.04)) if light == "day" else glowing(0.75, 0.9))
    stage.disc(disc, (0.12, 2.0, -3.3), 1.16, 0.06, "#efe6da" if light == "day" else "#f0b98f", 0.03, turn=(90, 0, 0))
    block = stage.group("block", Finish(0.03, 0.4, 0.3))
    for i in range(4):
        stage.box(block, (1.16 + 0.24 * i, 0.14 * i + 0.0, -1.75), (0.42, 0.14 * (i + 1), 0.30), "#c9d5e6", 0.02, turn=(0, -14, 0))
    stage.disc(block, (-1.24, 0.20, -1.7), 0.36, 0.50, "#8fa6cb", 0.03)
    stage.disc(block, (-1.46, 0.55, -2.35), 0.34, 0.85, "#c9d5e6", 0.03)
    pebble = stage.group("pebble", SATIN)
    for y, r, colour in ((0.74, 0.15, "#efe6da"), (0.90, 0.115, "#d9c3b0"), (1.01, 0.08, "#efe6da")):
        stage.ball(pebble, (-1.24, y, -1.7), (r, r * 0.62, r), colour)
    stage.ball(stage.group("sphere", GLAZED), (1.10, 0.34, -1.55), 0.17, "#e8a98f")
    stage.ball(stage.group("sphere"), (-0.98, -0.20, 0.6), 0.12, "#e8a98f")
    props.vase(stage, (1.36, 0.42, -1.75), 0.12, 0.40, "#efe6da")
    _dry_grass(stage, (1.36, 0.78, -1.75))
    return stage


def _dry_grass(stage: Stage, at: tuple[float, float, float]) -> None:
    plume = stage.group("plume", Finish(blade=0.05))
    for i, (lean, tall) in enumerate(((-0.22, 0.78), (-0.08, 0.95), (0.07, 0.86), (0.20, 0.70), (-0.34, 0.56))):
        tip = (at[0] + lean, at[1] + tall, at[2] + 0.05 * math.sin(i))
        middle = (at[0] + lean * 0.45, at[1] + tall * 0.55, at[2])
        stage.rod(stage.group("straw"), at, middle, 0.010, 0.008, "#b99a74")
        stage.rod(plume, middle, tip, 0.050, 0.018, "#d9bf9c", soft=0.03)
