"""Open sets: a coral studio with arches, and a park on a clear morning."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.backdrops_mood import lit_for, shaded
from shorts.toon.backdrops_stage import GLAZED, MATT, SATIN, Finish, Lamp, Mood, Stage, glowing
from shorts.toon.backdrops_textures import foliage, plaster, weave
from shorts.toon.colour import linear
from shorts.toon.lights import STUDIO, Lights

if TYPE_CHECKING:
    from shorts.artifacts import Light

PARK_LIGHT = Lights(
    key=(1.95, 1.70, 1.30), sky=(0.42, 0.52, 0.66), ground=(0.30, 0.34, 0.20), warm_rim=(1.7, 1.45, 1.0), cool_rim=(0.9, 1.1, 1.4)
)
PARK_DUSK = Lights(
    key=(1.50, 1.08, 0.78), fill=(0.22, 0.23, 0.42), sky=(0.30, 0.28, 0.46), ground=(0.22, 0.20, 0.18), warm_rim=(1.9, 1.05, 0.5), cool_rim=(0.6, 0.7, 1.5)
)
LAWN = (13.0, 2.2, 14.0)
"""Half axes of the park's lawn, a flat dome."""
HILLS = (
    (-5.0, -1.6, -10.0, 4.2, "#78b648"), (4.5, -1.6, -12.0, 4.6, "#6fb04f"), (0.0, -2.0, -17.0, 6.0, "#7cbb6a"),
    (-9.0, -1.2, -21.0, 6.5, "#8cc293"), (9.0, -1.2, -22.0, 7.0, "#8cc293"),
)  # fmt: skip
TREES = (
    (-1.50, -5.0, 0.98, "#5f9f3d"), (1.62, -6.4, 1.12, "#6fae40"), (-2.9, -8.6, 1.3, "#4f9448"), (0.75, -9.2, 0.72, "#7db74a"),
    (3.2, -9.5, 1.4, "#559a4c"),
)  # fmt: skip
LANTERNS = ((-1.02, -2.6), (1.12, -4.4))
"""Where they stand: x, z."""
CORAL, APRICOT, CREAM, SUN, SEA = "#e58a76", "#f4c0b2", "#f3dcc0", "#f0b94f", "#5fb3aa"


def studio(light: Light = "day") -> Stage:
    """Coral arches before lilac, one of them lit, and a round two-step podium among balls and blocks."""
    mood = Mood(
        STUDIO,
        zenith=(0.40, 0.37, 0.38), horizon=(0.26, 0.23, 0.24), ground=(0.22, 0.15, 0.12), front=(0.24, 0.21, 0.20),
        key=0.56, exposure=1.14, aperture=0.032,
    )  # fmt: skip
    late = (Lamp((0.0, 1.9, -2.0), 0.35, (1.1, 0.62, 0.34)), Lamp((-2.0, 3.4, 0.8), 0.3, (1.3, 0.95, 0.85)))
    stage = Stage(lit_for(light, mood, lamps=late, lights=shaded(STUDIO, (0.88, 0.68, 0.58), (0.74, 0.56, 0.66)), key=0.22))
    sweep = stage.group("sweep", Finish(texture=plaster(0.05, 1.2)))
    stage.box(sweep, (0, -1.32, 0), (9, 1, 8.6), APRICOT, 0.1)
    stage.box(sweep, (0, 5, -6.4), (9, 9, 1), "#b79fd0" if light == "day" else "#8f78b8", 0.1, soft=2.2)
    podium = stage.group("podium", Finish(0.03, 0.4, 0.3, texture=plaster(0.05, 3.0)))
    stage.disc(podium, (0, -0.10, 0), 1.24, 0.10, "#efc9ad", 0.035)
    stage.disc(stage.group("step", SATIN), (0, -0.25, 0), 1.60, 0.09, "#dc7d6c", 0.035)
    stage.arch(stage.group("trim", glowing(1.1, 0.7)), (0, -0.185, 0), 1.26, 0.016, "#ffd9ae", turn=(90, 0, 0))
    _arches(stage, light)
    _toys(stage)
    return stage


def _arches(stage: Stage, light: Light) -> None:
    cloth = stage.group("arch", Finish(0.03, 0.35, 0.35, texture=weave(30.0, 0.05)))
    for radius, tube, z, colour in ((1.44, 0.13, -2.3, CREAM), (1.80, 0.17, -2.7, CORAL), (2.28, 0.24, -3.2, "#f3c788")):
        stage.arch(cloth, (0, 1.35, z), radius, tube, colour, math.pi / 2)
        for side in (-1, 1):
            stage.rod(cloth, (side * radius, -0.3, z), (side * radius, 1.36, z), tube, tube, colour)
    lit = stage.group("lit", glowing(1.7, 1.8) if light == "day" else glowing(2.6, 2.4))
    stage.arch(lit, (0, 1.35, -2.25), 1.27, 0.022, "#ffd6a3", math.pi / 2)
    for side in (-1, 1):
        stage.rod(lit, (side * 1.27, -0.2, -2.25), (side * 1.27, 1.35, -2.25), 0.022, 0.022, "#ffd6a3")


def _toys(stage: Stage) -> None:
    toy = stage.group("toy", GLAZED)
    for x, y, z, r, colour in (
        (-1.30, 0.02, -1.35, 0.34, SUN), (1.36, -0.06, -1.1, 0.26, SEA), (-1.02, -0.14, -0.72, 0.17, CREAM), (1.02, -0.18, 0.75, 0.13, SUN),
        (-1.25, -0.18, 0.55, 0.14, SEA), (1.12, 3.15, -2.4, 0.20, SUN), (-1.22, 3.35, -2.8, 0.27, SEA), (-0.72, 3.85, -3.0, 0.13, CREAM),
    ):  # fmt: skip
        stage.ball(toy, (x, y, z), r, colour)
    stage.cup(toy, (1.42, 0.12, -2.0), 0.30, 0.03, 0.44, CORAL, 0.03)
    block = stage.group("block", SATIN)
    stage.box(block, (-1.55, 0.10, -2.0), (0.26, 0.42, 0.26), CORAL, 0.05, turn=(0, 24, 0))


def park(light: Light = "day") -> Stage:
    """A mown hill with flowers, a winding path, round trees, far hills and slow clouds; lanterns in the evening."""
    mood = Mood(
        PARK_LIGHT,
        sky=("#2a88f0", "#b4e0ff"),
        zenith=(0.36, 0.50, 0.70), horizon=(0.38, 0.45, 0.50), ground=(0.14, 0.20, 0.07), front=(0.22, 0.24, 0.22),
        key=0.66, exposure=0.92, haze=("#b9def5", 0.28), key_soft=0.20, aperture=0.028,
    )  # fmt: skip
    lamps = tuple(Lamp((x, _ground(x, z) + 1.62, z + 0.1), 0.12, (2.4, 1.5, 0.7)) for x, z in LANTERNS)
    dusk = lit_for(light, mood, lights=PARK_DUSK, air=0.5, key=0.26, sky=("#1e2f70", "#df9a80"), haze=("#5a5a8c", 0.34), exposure=0.94, lamps=lamps)
    stage = Stage(dusk, cell=0.45)
    lawn = stage.group("lawn", Finish(blade=0.13, texture=foliage(linear("#549030"), 0.9)))
    stage.ball(lawn, (0, -LAWN[1], -2), LAWN, "#86bf45")
    _path(stage)
    hill = stage.group("hill", Finish(texture=foliage(linear("#4f9440"), 0.8)))
    for x, y, z, r, colour in HILLS:
        stage.ball(hill, (x, y, z), (r, r * 0.62, r), colour, soft=0.5)
    for i, (x, z, size, colour) in enumerate(TREES):
        _tree(stage, x, z, size, colour, i)
    for x, y, z, size in ((-2.3, 5.0, -20, 1.15), (2.9, 6.6, -24, 1.5), (-0.4, 7.9, -26, 0.9)):
        _cloud(stage, x, y, z, size, "#ffffff" if light == "day" else "#b78aa2")
    _flowers(stage)
    _fence(stage)
    if light == "evening":
        for x, z in LANTERNS:
            _lantern(stage, x, z)
    return stage


def _ground(x: float, z: float) -> float:
    """Height of the lawn."""
    across, down, deep = LAWN
    return down * math.sqrt(max(1 - (x / across) ** 2 - ((z + 2) / deep) ** 2, 0)) - down


def _path(stage: Stage) -> None:
    path = stage.group("path", Finish(texture=plaster(0.25, 4.0)))
    for i in range(34):
        t = i / 33
        z = 1.6 - 12.5 * t
        x = 1.25 * math.cos(t * 5.0) - 0.25 * t
        wide = 0.34 + 0.06 * math.sin(i * 1.7)
        stage.ball(path, (x, _ground(x, z), z), (wide, 0.035, 0.5), "#dcc497", soft=0.06)


def _tree(stage: Stage, x: float, z: float, size: float, colour: str, seed: int) -> None:
    foot = _ground(x, z)
    stage.rod(stage.group("trunk", Finish(texture=weave(9.0, 0.4))), (x, foot, z), (x, foot + 1.5 * size, z), 0.16 * size, 0.09 * size, "#8a5f3c")
    crown = stage.group("crown", Finish(blade=0.16, texture=foliage(linear("#3f7f33"), 2.2)))
    rng = np.random.default_rng(40 + seed)
    for i in range(13):
        turn, lift = i * 2.4, rng.uniform(-0.5, 1.0)
        out = 0.62 * size * math.sqrt(max(1 - 0.5 * lift * lift, 0.2))
        centre = (x + out * math.cos(turn), foot + (1.95 + 0.62 * lift) * size, z + out * math.sin(turn) * 0.8)
        stage.ball(crown, centre, rng.uniform(0.34, 0.50) * size, colour, soft=0.16)
    stage.ball(crown, (x, foot + 2.0 * size, z), 0.72 * size, colour, soft=0.2)


def _cloud(stage: Stage, x: float, y: float, z: float, size: float, colour: str) -> None:
    puff = stage.group("cloud", Finish(glow=0.60, shines=0.0))
    for dx, dy, r in ((0, 0, 0.6), (-0.72, -0.12, 0.42), (0.70, -0.10, 0.48), (0.26, 0.26, 0.45), (-1.2, -0.2, 0.26), (1.2, -0.2, 0.28), (-0.34, 0.18, 0.40)):
        stage.ball(puff, (x + dx * size, y + dy * size, z), (r * size, r * size * 0.8, r * size), colour, soft=0.3)


def _flowers(stage: Stage) -> None:
    petal, stalk = stage.group("petal", MATT), stage.group("stalk", MATT)
    rng = np.random.default_rng(4)
    for i in range(44):
        x, z = rng.uniform(-1.9, 1.9), rng.uniform(-4.5, 1.6)
        if abs(x) < 0.85 and z > -1.2:
            continue
        y = _ground(x, z)
        high = rng.uniform(0.10, 0.19)
        colour = ("#fff6e6", "#f7c948", "#f28aa8", "#b493ef", "#ff9c6b")[i % 5]
        stage.rod(stalk, (x, y, z), (x, y + high, z), 0.010, 0.008, "#5a9a3c")
        for k in range(5):
            turn = k * 1.2566 + i
            stage.ball(petal, (x + 0.036 * math.cos(turn), y + high + 0.036 * math.sin(turn) * 0.8, z + 0.02), (0.030, 0.030, 0.014), colour)
        stage.ball(petal, (x, y + high, z + 0.03), 0.022, "#f2b632")


def _lantern(stage: Stage, x: float, z: float) -> None:
    iron, foot = stage.group("lantern-post", SATIN), _ground(x, z)
    stage.disc(iron, (x, foot + 0.05, z), 0.09, 0.07, "#2f3b3a", 0.02)
    stage.rod(iron, (x, foot, z), (x, foot + 1.50, z), 0.030, 0.024, "#2f3b3a")
    stage.ball(stage.group("lantern", glowing(2.4, 0.0)), (x, foot + 1.62, z), 0.125, "#ffd596")
    stage.cup(iron, (x, foot + 1.78, z), 0.12, 0.03, 0.04, "#2f3b3a", 0.01)


def _fence(stage: Stage) -> None:
    wood = stage.group("fence", SATIN)
    for side in (-1, 1):
        for i in range(9):
            x, z = side * (1.28 + 0.16 * i), -3.0 - 0.30 * i
            y = _ground(x, z)
            stage.box(wood, (x, y + 0.26, z), (0.055, 0.30, 0.025), "#f3e9d6", 0.025)
        a, b = (side * 1.15, -2.8), (side * 2.7, -5.7)
        for lift in (0.16, 0.38):
            ends = [(x, _ground(x, z) + lift, z - 0.04) for x, z in (a, b)]
            stage.rod(wood, ends[0], ends[1], 0.026, 0.026, "#e9dcc4")
