"""Draw the photos of the example pages: python tools/draw_examples.py [NAME …]

They are made with the illustrator's own sets, so that the examples need nobody else's pictures.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from shorts.toon import backdrops_props as props  # noqa: E402
from shorts.toon.backdrops_lens import develop  # noqa: E402
from shorts.toon.backdrops_light import Effort, draw  # noqa: E402
from shorts.toon.backdrops_stage import GLAZED, MATT, SATIN, Finish, Lamp, Mood, Stage, glowing  # noqa: E402
from shorts.toon.backdrops_textures import planks, plaster, weave  # noqa: E402
from shorts.toon.lights import Lights  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.toon.backdrops_stage import Triple

EFFORT = Effort(3, 5, 36)
NIGHT = Lights(key=(0.30, 0.36, 0.60), sky=(0.10, 0.12, 0.20), ground=(0.10, 0.08, 0.07))
DAY = Lights(key=(1.8, 1.55, 1.25), sky=(0.42, 0.43, 0.48), ground=(0.42, 0.32, 0.24))
WOOD = Finish(gloss=0.05, polish=0.5, blur=0.2, texture=planks(0.8, 5.0))
WALL = Finish(texture=plaster())
CREAM, APRICOT, SAGE = "#f4e6cc", "#f0b48e", "#a9bfa0"


def mushroom(stage: Stage, at: Triple, size: float, colour: str, glow: float) -> None:
    """The lamp: a round silicone cap on a stem. `size` is its height in world units; `glow` 0 when it is off."""
    x, y, z = at
    cap = stage.group(f"cap-{colour}-{glow}", Finish(gloss=0.04, polish=0.5, blur=0.3, glow=glow, shines=0.0))
    stem = stage.group(f"stem-{colour}-{glow}", Finish(gloss=0.04, polish=0.5, blur=0.3, glow=glow * 0.45, shines=0.0))
    stage.ball(cap, (x, y + 0.66 * size, z), (0.44 * size, 0.34 * size, 0.44 * size), colour)
    stage.rig.box(cap, (x, y + 0.28 * size, z), (size, 0.24 * size, size), colour, 0.0, op=1, soft=0.05 * size)
    stage.cup(stem, (x, y + 0.30 * size, z), 0.22 * size, 0.15 * size, 0.29 * size, "#fbf3e4", 0.05 * size)
    stage.disc(stem, (x, y + 0.03 * size, z), 0.25 * size, 0.03 * size, "#fbf3e4", 0.03 * size)


def lamp_night() -> Stage:
    """Beside a bed, at night, lit."""
    lamp = Lamp((0.0, 1.25, 1.35), 0.30, (2.2, 1.35, 0.62))
    mood = Mood(
        NIGHT, zenith=(0.05, 0.06, 0.11), horizon=(0.05, 0.05, 0.08), ground=(0.04, 0.03, 0.03), front=(0.06, 0.05, 0.06), key=0.35, exposure=1.15, lamps=(lamp,),
    )  # fmt: skip
    stage = Stage(mood)
    stage.box(stage.group("wall", WALL), (0, 3, -2.2), (8, 6, 0.2), "#566b84")
    stage.box(stage.group("table", WOOD), (0, -0.25, 0.3), (2.1, 0.45, 1.2), "#8a5a36", 0.06)
    cloth = stage.group("bed", Finish(texture=weave(40.0, 0.2)))
    stage.ball(cloth, (-3.0, 0.35, -0.6), (1.6, 0.55, 1.0), "#d9cfc4")
    stage.ball(cloth, (-2.7, 0.9, -1.2), (1.1, 0.5, 0.35), "#efe6da", turn=(-20, 15, 8))
    mushroom(stage, (0.0, 0.2, 0.4), 2.1, "#ffc98a", 0.62)
    props.books(stage, 0.95, 1.5, 0.2, 0.2, 4, 0.5)
    stage.box(stage.group("frame"), (1.45, 2.9, -1.98), (0.5, 0.62, 0.05), "#b98454", 0.02)
    stage.box(stage.group("print"), (1.45, 2.9, -1.94), (0.43, 0.55, 0.05), "#2f3f55", 0.01)
    stage.stain("print", (1.55, 3.05, -1.9), (0.16, 0.16, 0.2), "#f2d38a")
    return stage


def lamp_desk() -> Stage:
    """On a desk by day."""
    mood = Mood(DAY, zenith=(0.42, 0.44, 0.48), horizon=(0.30, 0.29, 0.29), ground=(0.18, 0.14, 0.11), front=(0.26, 0.25, 0.24), key=0.62)
    stage = Stage(mood)
    stage.box(stage.group("wall", WALL), (0, 3, -2.6), (8, 6, 0.2), "#c9d6c6")
    stage.box(stage.group("table", WOOD), (0, -0.1, 0.2), (4.2, 0.35, 1.6), "#c48d5b", 0.05)
    mushroom(stage, (-0.35, 0.25, 0.3), 1.9, APRICOT, 0.25)
    props.books(stage, 1.0, 2.3, 0.25, -0.5, 9, 0.75)
    props.pot(stage, (-1.75, 0.25, -0.5), 0.33, 0.5, "#e7d3b4")
    props.leafy(stage, (-1.75, 0.7, -0.5), 0.95, 0.42, 12, "#5f9a5f", seed=4)
    cup = stage.group("cup", GLAZED)
    stage.cup(cup, (0.95, 0.47, 0.75), 0.19, 0.23, 0.22, "#4f8580", 0.03)
    stage.arch(cup, (1.2, 0.48, 0.75), 0.11, 0.03, "#4f8580")
    stage.box(stage.group("note", MATT), (0.25, 0.27, 1.05), (0.34, 0.02, 0.22), "#fbf6ea", 0.01, turn=(0, 18, 0))
    return stage


def lamp_colours() -> Stage:
    """The three colours side by side."""
    mood = Mood(DAY, zenith=(0.48, 0.48, 0.50), horizon=(0.36, 0.34, 0.33), ground=(0.24, 0.19, 0.16), front=(0.30, 0.29, 0.28), key=0.6)
    stage = Stage(mood)
    floor = stage.group("sweep", SATIN)
    stage.box(floor, (0, -0.3, 0), (9, 0.5, 5), "#d3a98b", 0.02)
    stage.box(floor, (0, 4, -3.2), (9, 6, 0.4), "#d3a98b", 0.02, soft=1.8)
    for x, colour, size in ((-1.5, CREAM, 1.55), (0.0, APRICOT, 1.85), (1.5, SAGE, 1.55)):
        stage.disc(stage.group("foot", SATIN), (x, 0.28, 0.2), 0.62, 0.09, "#fbf3e6", 0.04)
        mushroom(stage, (x, 0.37, 0.2), size, colour, 0.35)
    return stage


def library_night() -> Stage:
    """A library whose windows are lit, at night."""
    mood = Mood(
        NIGHT, sky=("#0d1730", "#33456e"), zenith=(0.06, 0.08, 0.15), horizon=(0.07, 0.08, 0.13), ground=(0.03, 0.03, 0.04), front=(0.08, 0.08, 0.11), key=0.5,
        exposure=1.2, aperture=0.0, lamps=(Lamp((-2.1, 1.5, 2.2), 0.1, (1.2, 0.8, 0.4)), Lamp((2.1, 1.5, 2.2), 0.1, (1.2, 0.8, 0.4))),
    )  # fmt: skip
    stage = Stage(mood)
    stage.box(stage.group("ground", Finish(gloss=0.06, polish=0.6, blur=0.25)), (0, -0.5, 0), (14, 0.5, 9), "#4a5160")
    stage.box(stage.group("house", WALL), (0, 1.35, -1.2), (2.35, 1.4, 1.0), "#b9a58c", 0.04)
    stage.box("house", (0, 2.86, -1.1), (2.55, 0.13, 1.2), "#8a7a68", 0.04)
    lit = stage.group("lit", glowing(1.7))
    frame = stage.group("frame", SATIN)
    for row, y in enumerate((0.75, 1.95)):
        for column in range(-2, 3):
            if row == 0 and column == 0:
                continue
            x = column * 0.88
            stage.box(lit, (x, y, -0.19), (0.30, 0.40, 0.02), "#ffd894", 0.01)
            stage.box(frame, (x, y, -0.16), (0.02, 0.40, 0.02), "#5a4a3a", 0.0)
            stage.box(frame, (x, y + 0.08, -0.16), (0.30, 0.02, 0.02), "#5a4a3a", 0.0)
    stage.box(lit, (0, 0.55, -0.19), (0.34, 0.62, 0.02), "#ffe3ad", 0.01)
    for step in range(3):
        stage.box(frame, (0, 0.12 - step * 0.05, 0.0 + step * 0.2), (0.7 + step * 0.12, 0.05, 0.25), "#9a8f80", 0.02)
    for side in (-1, 1):
        post, globe = stage.group("post"), stage.group("globe", glowing(2.4, 0.0))
        stage.rod(post, (side * 2.1, 0, 2.0), (side * 2.1, 1.4, 2.0), 0.05, 0.04, "#2a2f3a")
        stage.ball(globe, (side * 2.1, 1.5, 2.0), 0.16, "#ffe9bd")
        leaf = stage.group("tree")
        for dx, dy, r in ((0, 1.7, 0.8), (-0.4, 1.3, 0.6), (0.45, 1.35, 0.62)):
            stage.ball(leaf, (side * 3.3 + dx, dy, -0.2), r, "#2f4a44", soft=0.2)
    return stage


def turbine() -> Stage:
    """A tidal turbine on its frame, above the sea."""
    mood = Mood(
        DAY, sky=("#6f9fc8", "#e6eef2"), zenith=(0.46, 0.55, 0.66), horizon=(0.42, 0.46, 0.50), ground=(0.16, 0.22, 0.26), front=(0.3, 0.32, 0.34), aperture=0.0,
        haze=("#dfe8ee", 0.12),
    )  # fmt: skip
    stage = Stage(mood, cell=0.3)
    sea = stage.group("sea", Finish(gloss=0.10, polish=0.9, blur=0.12))
    stage.box(sea, (0, -0.75, -8), (40, 0.5, 20), "#2f6f86")
    rng = np.random.default_rng(2)
    for _ in range(70):
        x, z = rng.uniform(-5, 5), rng.uniform(-9, 4)
        stage.ball(sea, (x, -0.27, z), (rng.uniform(0.4, 1.0), 0.07, 0.16), "#3f8298", soft=0.1)
    for x, z, r in ((-6, -17, 3.4), (4.5, -19, 4.2), (10, -16, 3.2)):
        stage.ball(stage.group("hill"), (x, -1.2, z), (r * 1.5, r * 0.62, r), "#5f8a6a")
    steel = stage.group("steel", Finish(gloss=0.15, polish=0.7, blur=0.25))
    for side in (-1, 1):
        stage.rod(steel, (side * 1.15, -0.6, 0.3), (0, 0.55, 0), 0.10, 0.12, "#e2b23a")
    stage.rod(steel, (0, -0.6, -0.9), (0, 0.6, 0), 0.10, 0.12, "#e2b23a")
    body = stage.group("body", SATIN)
    stage.rod(body, (0, 1.45, -0.9), (0, 1.45, 0.35), 0.30, 0.34, "#f3f1ea")
    stage.rod(body, (0, 0.5, -0.1), (0, 1.4, -0.1), 0.16, 0.2, "#e2b23a")
    stage.ball(stage.group("nose", SATIN), (0, 1.45, 0.55), (0.26, 0.26, 0.34), "#d9573f")
    blade = stage.group("blade", SATIN)
    for turn in (20, 140, 260):
        a = math.radians(turn)
        tip = (1.55 * math.sin(a), 1.45 + 1.55 * math.cos(a), 0.45)
        stage.rod(blade, (0.2 * math.sin(a), 1.45 + 0.2 * math.cos(a), 0.45), tip, 0.17, 0.06, "#f7f5ef", flat=2.4)
    return stage


PICTURES: dict[str, tuple[Callable[[], Stage], int, int]] = {
    "lamp-night": (lamp_night, 1200, 1200),
    "lamp-desk": (lamp_desk, 1200, 900),
    "lamp-colours": (lamp_colours, 1200, 900),
    "library-night": (library_night, 1200, 800),
    "turbine": (turbine, 1200, 800),
}


def main() -> int:
    scale = 1.0
    names = sys.argv[1:] or list(PICTURES)
    if names[0].startswith("--scale="):
        scale, names = float(names[0][8:]), names[1:] or list(PICTURES)
    for name in names:
        make, width, height = PICTURES[name]
        stage = make()
        effort = EFFORT if scale == 1.0 else Effort(1, 3, 12)
        picture = develop(draw(stage, round(width * scale), round(height * scale), effort), stage.mood)
        target = ROOT / "examples" / f"{name}.jpg" if scale == 1.0 else ROOT / "scratch" / f"{name}.png"
        target.parent.mkdir(exist_ok=True)
        Image.fromarray(picture).save(target, quality=90)
        print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
