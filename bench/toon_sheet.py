"""Draw the finished characters on one sheet and say what each picture cost.

    python -m bench.toon_sheet SHEET.png [--size 540x960] [--ids tech-fox,artist-cat] [--expression happy] [--arm wave]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import cv2
import numpy as np

from shorts.cast import load_cast
from shorts.toon.character import build
from shorts.toon.colour import tonemap
from shorts.toon.geometry import standard_camera
from shorts.toon.lights import STUDIO
from shorts.toon.pose import Pose

TOP, BOTTOM = np.array([0.42, 0.58, 0.72]), np.array([0.80, 0.78, 0.72])
"""Linear rgb of the plain backdrop."""


def tile(record: dict[str, object], pose: Pose, w: int, h: int) -> np.ndarray:
    """One character before a gradient, uint8 BGR (h, w, 3)."""
    rgba = build(record, pose).render(standard_camera(), w, h, STUDIO, step=2.0 if h < 1500 else 3.0).rgba
    y = np.linspace(0, 1, h)[:, None, None]
    ground = 1 - 0.8 * (1 - cv2.GaussianBlur(np.ascontiguousarray(rgba[..., 4]), (0, 0), h / 480)[..., None])
    light = rgba[..., :3] + (TOP * (1 - y) + BOTTOM * y) * ground * (1 - rgba[..., 3:4])
    return np.ascontiguousarray((tonemap(light) * 255 + 0.5).astype(np.uint8)[..., ::-1])


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("sheet", type=Path)
    args.add_argument("--size", default="540x960")
    args.add_argument("--ids", default="")
    args.add_argument("--expression", default="smile")
    args.add_argument("--arm", default="rest")
    given = args.parse_args()
    w, h = (int(v) for v in given.size.split("x"))
    cast = load_cast(Path(__file__).parents[1] / "characters")
    ids = given.ids.split(",") if given.ids else [name for name, who in cast.items() if who.toon]
    tiles = []
    for name in ids:
        before = time.process_time()
        tiles.append(tile(cast[name].toon or {}, Pose(expression=given.expression, arm_l=given.arm), w, h))
        print(f"{name:16} {w}x{h}  {time.process_time() - before:5.1f} CPU-s")
    tiles += [np.zeros_like(tiles[0])] * (-len(tiles) % 4 if len(tiles) > 4 else 0)
    rows = [np.hstack(tiles[i : i + 4]) for i in range(0, len(tiles), 4)]
    cv2.imwrite(str(given.sheet), np.vstack(rows))


if __name__ == "__main__":
    main()
