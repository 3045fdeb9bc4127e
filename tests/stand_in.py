"""A presenter of three discs, for tests of what surrounds the real ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from shorts.picture.yuv import Canvas


@dataclass(frozen=True)
class Spot:
    """Feet's centre in canvas pixels, as toon.puppet.Place."""

    x: float
    y: float
    scale: float
    flip: bool = False


class Discs:
    """A face with two eyes; the pose is the mouth's height."""

    def face(self, place: Spot) -> tuple[float, float, float]:
        return place.x, place.y - 800 * place.scale, 260 * place.scale

    def draw(self, canvas: Canvas, pose: float, place: Spot) -> None:
        x, y, r = self.face(place)
        for dx, dy, size, value in ((0, 0, 1.0, 190), (-0.4, -0.1, 0.18, 40), (0.4, -0.1, 0.18, 40), (0, 0.5, 0.1 + 0.15 * pose, 60)):
            centre = round((x + dx * r) * 16), round((y + dy * r) * 16)
            cv2.circle(canvas.y, centre, round(r * size * 16), value, -1, cv2.LINE_AA, 4)


class Nodding:
    def at(self, t: float) -> float:
        return 0.5 + 0.5 * float(np.sin(t * 12))
