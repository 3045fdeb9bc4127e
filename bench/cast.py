"""How far apart the characters look: the perceptual distance between every two at 120 px, and the ten closest pairs side by side.

    python -m bench.cast [--sheet FOLDER]

Each character stands at rest before a plain grey, 120 px tall, blurred as far as eyes at arm's length do (σ 1.5 px). The distance of two
is the mean CIE76 difference (CIELAB, D65: OpenCV's conversion) over the pixels that either covers: outlines count, since a figure differs
from the ground. 2.3 is what people just notice (Mahy et al. 1994); the bar is 12. Prints a table, writes bench/results/cast.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

from shorts.cast import load_cast
from shorts.picture.yuv import Canvas, Plate
from shorts.progress import Work
from shorts.settings import Settings
from shorts.toon.acting_pose import PuppetPose
from shorts.toon.puppet import Place, Puppet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.cast import Character

    Floats = NDArray[np.float64]

ROOT = Path(__file__).resolve().parent.parent
SIDE = 120
BAR = 12.0
GROUND = 214
"""Grey of the ground."""
_DRAWN = 720  # pixels, before it is made small
_SCALE = 0.44  # of a puppet on 1080x1920


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sheet", type=Path, metavar="FOLDER", help="also write closest.png there")
    options = parser.parse_args()
    settings = Settings()
    cast = [character for character in load_cast(settings.characters).values() if character.toon is not None]
    pictures = {character.id: thumbnail(character, settings) for character in cast}
    pairs = sorted((round(distance(pictures[a], pictures[b]), 2), a, b) for a, b in combinations(pictures, 2))
    for far, a, b in pairs[:10]:
        sys.stdout.write(f"{far:6.2f}  {a} · {b}\n")
    least = pairs[0][0]
    sys.stdout.write(f"{len(pictures)} characters, {len(pairs)} pairs, the closest {least:.2f} apart (bar {BAR}), the median {pairs[len(pairs) // 2][0]:.2f}\n")
    rows = {"characters": len(pictures), "bar": BAR, "closest": [{"distance": far, "pair": [a, b]} for far, a, b in pairs[:10]], "median": pairs[len(pairs) // 2][0]}
    (ROOT / "bench" / "results" / "cast.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    if options.sheet:
        options.sheet.mkdir(parents=True, exist_ok=True)
        tiles = [np.vstack([pictures[a][0], pictures[b][0]]) for _, a, b in pairs[:10]]
        Image.fromarray(np.hstack(tiles)).save(options.sheet / "closest.png")
    return 0 if least >= BAR else 1


def thumbnail(character: Character, settings: Settings) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """RGB (SIDE, SIDE, 3), and where the character is."""
    puppet = Puppet.load(character, settings, Work())
    shown = [small(picture_on(puppet, grey)) for grey in (GROUND, 40)]
    return shown[0], np.abs(shown[0].astype(int) - shown[1].astype(int)).max(axis=2) < (GROUND - 40) // 2


def picture_on(puppet: Puppet, grey: int) -> NDArray[np.uint8]:
    canvas = Canvas.blank(_DRAWN, _DRAWN)
    Plate.from_rgb(np.full((_DRAWN, _DRAWN, 3), grey, np.uint8)).warp_onto(canvas, np.eye(2, 3))
    puppet.draw(canvas, PuppetPose(), Place(_DRAWN / 2, _DRAWN * 0.94, _SCALE))
    return canvas.rgb()


def small(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.uint8)


def distance(one: tuple[NDArray[np.uint8], NDArray[np.bool_]], other: tuple[NDArray[np.uint8], NDArray[np.bool_]]) -> float:
    """Mean CIE76 over what either covers."""
    away = np.sqrt(((lab(one[0]) - lab(other[0])) ** 2).sum(axis=2))
    return float(away[one[1] | other[1]].mean())


def lab(picture: NDArray[np.uint8]) -> Floats:
    blurred = cv2.GaussianBlur(picture.astype(np.float32) / 255, (0, 0), 1.5)
    return np.asarray(cv2.cvtColor(blurred, cv2.COLOR_RGB2LAB), np.float64)


if __name__ == "__main__":
    sys.exit(main())
