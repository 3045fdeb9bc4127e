"""The six settings: their light for the rig, and their prebuilt pictures.

`python -m shorts.toon.backdrops` draws them into assets/backdrops (minutes; done once, the pictures ship with the
program); `--check` draws each small and compares it with the picture that ships.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import cv2
import numpy as np
from PIL import Image, ImageFilter

from shorts.artifacts import Setting
from shorts.errors import MediaUnreadable, UnknownChoice
from shorts.picture.yuv import Plate
from shorts.settings import Settings
from shorts.toon.backdrops_home import kitchen, room
from shorts.toon.backdrops_open import park, studio
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

SETS = {"studio": studio, "park": park, "room": room, "kitchen": kitchen, "newsroom": newsroom, "office": office}
SETTINGS: tuple[str, ...] = get_args(Setting)
SIZE = (1296, 2304)
"""Pixels of a prebuilt backdrop: 1080×1920 with a margin of 10 % on each side. Drawn at this size and not larger."""
FINE = (2, 6, 32)
"""Effort of the prebuilt pictures: looks per pixel, pixels per bounce, paths per bounce."""
QUICK = (4, 2, 16)
"""Effort of a check."""
_QUALITY = 96
_GRAIN = 0.75
"""Standard deviation of the grain added on loading, in steps of 8-bit luma: it keeps soft gradients from banding."""


def lights(setting: str) -> Lights:
    """The light that a character gets in this setting. Raises UnknownChoice."""
    return _set(setting)().mood.lights


def tint(setting: str) -> tuple[float, float, float]:
    """Linear rgb gains that turn a character drawn in STUDIO light into one that stands in this setting.

    The ratio of what reaches a surface on average: lights weighed by the share of a head that they fall on.
    """
    there, studio_light = (np.array(_reaching(light)) for light in (lights(setting), STUDIO))
    r, g, b = (there / studio_light).tolist()
    return r, g, b


def _reaching(light: Lights) -> tuple[float, ...]:
    parts = ((light.key, 0.45), (light.fill, 0.40), (light.warm_rim, 0.20), (light.cool_rim, 0.20), (light.sky, 0.55), (light.ground, 0.45))
    return tuple(sum(colour[c] * share for colour, share in parts) for c in range(3))


def load_backdrop(setting: str, settings: Settings) -> Plate:
    """The prebuilt picture of a setting, grained, as YUV planes of SIZE. Raises UnknownChoice, MediaUnreadable."""
    _set(setting)
    plate = Plate.from_rgb(read_picture(setting, settings))
    return replace(plate, y=_grained(plate.y))


def read_picture(setting: str, settings: Settings) -> U8:
    """The prebuilt picture as (h, w, 3) uint8 sRGB. Raises MediaUnreadable."""
    path = backdrop_path(setting, settings)
    try:
        with Image.open(path) as picture:
            return np.asarray(picture.convert("RGB"))
    except OSError as error:
        raise MediaUnreadable(file=path, reason_ko="배경 그림이 없거나 손상되었습니다", reason_en="the backdrop is missing or damaged") from error


def paint_backdrop(setting: str, width: int, height: int, effort: Effort | tuple[int, int, int] = FINE) -> U8:
    """Draw a setting from its description: (height, width, 3) uint8 sRGB. Deterministic; the first call compiles."""
    from shorts.toon.backdrops_lens import develop
    from shorts.toon.backdrops_light import Effort, draw

    stage = _set(setting)()
    return develop(draw(stage, width, height, Effort(*effort)), stage.mood)


def differs(setting: str, settings: Settings, width: int = 135) -> float:
    """Mean difference (0..255) between the shipped picture and a small fresh one, both softened against noise."""
    height = width * SIZE[1] // SIZE[0]
    fresh = Image.fromarray(paint_backdrop(setting, width, height, QUICK))
    shipped = Image.fromarray(read_picture(setting, settings)).resize((width, height), Image.Resampling.BOX)
    soft = [np.asarray(picture.filter(ImageFilter.GaussianBlur(2)), np.float32) for picture in (fresh, shipped)]
    return float(np.abs(soft[0] - soft[1]).mean())


def _set(setting: str) -> Callable[[], Stage]:
    try:
        return SETS[setting]
    except KeyError as error:
        raise UnknownChoice(kind="setting", kind_ko="배경", value=setting, choices=", ".join(SETS)) from error


def backdrop_path(setting: str, settings: Settings) -> Path:
    return settings.assets / "backdrops" / f"{setting}.webp"


def _grained(y: U8) -> U8:
    """`y` with fine noise, made for a tile and repeated."""
    noise = np.random.default_rng(1).standard_normal((384, 384), np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), 0.6) * np.float32(_GRAIN * 2.1)  # the blur leaves 1/2.1
    rows, columns = (-(-size // 384) for size in y.shape)
    grain = np.tile(np.round(noise), (rows, columns))[: y.shape[0], : y.shape[1]].astype(np.int16)
    return np.asarray(cv2.add(y.astype(np.int16), grain).clip(16, 235), np.uint8)


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw (or check) the settings named, or all six."""
    parser = argparse.ArgumentParser(prog="python -m shorts.toon.backdrops", description="Draw the prebuilt backdrops.")
    parser.add_argument("settings", nargs="*", default=SETTINGS, metavar="SETTING", help=", ".join(SETTINGS))
    parser.add_argument("--check", action="store_true", help="compare with the pictures that ship instead of writing")
    wanted = parser.parse_args(arguments)
    home, worst = Settings(), 0.0
    for setting in wanted.settings:
        if wanted.check:
            off = differs(setting, home)
            worst = max(worst, off)
            sys.stdout.write(f"{setting}: mean difference {off:.2f} of 255\n")
        else:
            path = backdrop_path(setting, home)
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(paint_backdrop(setting, *SIZE)).save(path, quality=_QUALITY, method=6)
            sys.stdout.write(f"{setting}: {path.stat().st_size // 1024} KB\n")
    return 1 if worst > CLOSE else 0


CLOSE = 5.5
"""A fresh small picture may differ from the shipped one by this much on average: few samples against many."""

if __name__ == "__main__":
    sys.exit(main())
