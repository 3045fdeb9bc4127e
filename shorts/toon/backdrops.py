"""The settings: their light for the rig, and their prebuilt pictures.

`python -m shorts.toon.backdrops` draws them into assets/backdrops (about a CPU minute each; done once, the pictures ship with the
program); `--check` draws each small and compares it with the picture that ships (see backdrops_check).
"""

from __future__ import annotations

import argparse
import itertools
import sys
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, get_args

import cv2
import numpy as np
from PIL import Image

from shorts.artifacts import Light, Setting
from shorts.errors import MediaUnreadable, UnknownChoice
from shorts.picture.yuv import Plate
from shorts.settings import Settings
from shorts.toon.backdrops_business import boardroom, loft
from shorts.toon.backdrops_fashion import boutique, pedestal, runway
from shorts.toon.backdrops_food import bakery, cafe
from shorts.toon.backdrops_home import kitchen, room
from shorts.toon.backdrops_learning import classroom, lab
from shorts.toon.backdrops_open import park, studio
from shorts.toon.backdrops_show import stage
from shorts.toon.backdrops_sport import gym, stadium, yoga
from shorts.toon.backdrops_work import newsroom, office
from shorts.toon.lights import STUDIO

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from shorts.toon.backdrops_light import Effort
    from shorts.toon.backdrops_stage import Stage
    from shorts.toon.lights import Lights

    U8 = NDArray[np.uint8]

SETS: dict[str, Callable[[Light], Stage]] = {
    "studio": studio, "park": park, "room": room, "kitchen": kitchen, "newsroom": newsroom, "office": office, "boardroom": boardroom, "loft": loft,
    "lab": lab, "classroom": classroom, "boutique": boutique, "runway": runway, "pedestal": pedestal, "stadium": stadium, "gym": gym, "yoga": yoga,
    "cafe": cafe, "bakery": bakery, "stage": stage,
}  # fmt: skip
SETTINGS: tuple[str, ...] = get_args(Setting)
LIGHTS: tuple[Light, ...] = get_args(Light)
SIZE = (1296, 2304)
"""Pixels of a prebuilt backdrop: 1080×1920 with a margin of 10 % on each side."""
DRAWN = (972, 1728)
"""Pixels it is drawn at, then enlarged: a set is never as crisp as who stands in it, and this costs half the time."""
FINE = (2, 7, 12)
"""Effort of the prebuilt pictures: looks per pixel, pixels per bounce, paths per bounce."""
_QUALITY = 96
_GRAIN = 0.75
"""Standard deviation of the grain added on loading, in steps of 8-bit luma: it keeps soft gradients from banding."""


def lights(setting: str, light: Light = "day") -> Lights:
    """The light that a character gets in this setting. Raises UnknownChoice."""
    return _set(setting)(light).mood.lights


@cache
def tint(setting: str, light: Light = "day") -> tuple[float, float, float]:
    """Linear rgb gains that turn a character drawn in STUDIO light into one that stands in this setting.

    The ratio of what reaches a surface on average: lights weighed by the share of a head that they fall on.
    """
    there, studio_light = (np.array(_reaching(one)) for one in (lights(setting, light), STUDIO))
    r, g, b = (there / studio_light).tolist()
    return r, g, b


def _reaching(light: Lights) -> tuple[float, ...]:
    parts = ((light.key, 0.45), (light.fill, 0.40), (light.warm_rim, 0.20), (light.cool_rim, 0.20), (light.sky, 0.55), (light.ground, 0.45))
    return tuple(sum(colour[c] * share for colour, share in parts) for c in range(3))


def load_backdrop(setting: str, settings: Settings, light: Light = "day") -> Plate:
    """The prebuilt picture of a setting, grained, as YUV planes of SIZE. Raises UnknownChoice, MediaUnreadable."""
    _set(setting)
    plate = Plate.from_rgb(read_picture(setting, settings, light))
    return replace(plate, y=_grained(plate.y))


def read_picture(setting: str, settings: Settings, light: Light = "day") -> U8:
    """The prebuilt picture as (h, w, 3) uint8 sRGB. Raises MediaUnreadable."""
    path = backdrop_path(setting, settings, light)
    try:
        with Image.open(path) as picture:
            return np.asarray(picture.convert("RGB"))
    except OSError as error:
        raise MediaUnreadable(file=path, reason_ko="배경 그림이 없거나 손상되었습니다", reason_en="the backdrop is missing or damaged") from error


def paint_backdrop(setting: str, width: int, height: int, effort: Effort | tuple[int, int, int] = FINE, light: Light = "day") -> U8:
    """Draw a setting from its description: (height, width, 3) uint8 sRGB. Deterministic; the first call compiles."""
    from shorts.toon.backdrops_lens import develop
    from shorts.toon.backdrops_light import Effort, draw

    made = _set(setting)(light)
    return develop(draw(made, width, height, Effort(*effort)), made.mood)


def _set(setting: str) -> Callable[[Light], Stage]:
    try:
        return SETS[setting]
    except KeyError as error:
        raise UnknownChoice(kind="setting", kind_ko="배경", value=setting, choices=", ".join(SETS)) from error


def backdrop_path(setting: str, settings: Settings, light: Light = "day") -> Path:
    return settings.assets / "backdrops" / (f"{setting}.webp" if light == "day" else f"{setting}-{light}.webp")


def _grained(y: U8) -> U8:
    """`y` with fine noise, made for a tile and repeated."""
    noise = np.random.default_rng(1).standard_normal((384, 384), np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), 0.6) * np.float32(_GRAIN * 2.1)  # the blur leaves 1/2.1
    rows, columns = (-(-size // 384) for size in y.shape)
    grain = np.tile(np.round(noise), (rows, columns))[: y.shape[0], : y.shape[1]].astype(np.int16)
    return np.asarray(cv2.add(y.astype(np.int16), grain).clip(16, 235), np.uint8)


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw (or check) the settings named, or all of them; 1 where a picture isn't what its description draws."""
    parser = argparse.ArgumentParser(prog="python -m shorts.toon.backdrops", description="Draw the prebuilt backdrops.")
    parser.add_argument("settings", nargs="*", default=SETTINGS, metavar="SETTING", help=", ".join(SETTINGS))
    parser.add_argument("--light", choices=LIGHTS, help="only this light; both if left out")
    parser.add_argument("--check", action="store_true", help="compare with the pictures that ship instead of writing")
    wanted = parser.parse_args(arguments)
    home, good = Settings(), True
    for setting, light in itertools.product(wanted.settings, [wanted.light] if wanted.light else LIGHTS):
        if wanted.check:
            good = _checked(setting, home, light) and good
        else:
            _write(setting, home, light)
        sys.stdout.flush()
    return 0 if good else 1


def _write(setting: str, home: Settings, light: Light) -> None:
    path = backdrop_path(setting, home, light)
    path.parent.mkdir(parents=True, exist_ok=True)
    drawn = Image.fromarray(paint_backdrop(setting, *DRAWN, light=light))
    drawn.resize(SIZE, Image.Resampling.BICUBIC).save(path, quality=_QUALITY, method=6)
    sys.stdout.write(f"{path.stem}: {path.stat().st_size // 1024} KB\n")


def _checked(setting: str, home: Settings, light: Light) -> bool:
    from shorts.toon.backdrops_check import difference

    off = difference(setting, home, light)
    where = f"worst {off.worst:.1f} at {off.x:.0%} across, {off.y:.0%} down"
    sys.stdout.write(f"{backdrop_path(setting, home, light).stem}: mean difference {off.mean:.1f} of 255, {where}{'' if off.small else ': DIFFERS'}\n")
    return off.small


if __name__ == "__main__":
    sys.exit(main())
