"""Arms between their rendered keys: the nearest key is drawn, turned about the shoulder so that the hand stays on its path."""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.acting_curves import ease
from shorts.toon.puppet_layers import turned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.toon.acting_pose import ArmPose

    Matrix = NDArray[np.float64]

_SHAKE = {"greet": 5.0, "cheer": 4.0}
"""Degrees by which a gesture without swing keys swings about the shoulder."""


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm. shoulder and hands: puppet space, as complex numbers. paths: gesture → keys from hanging to arrived.

    swings: gesture → keys from inside to outside that a waving hand goes through once it has arrived.
    """

    shoulder: complex
    hands: dict[str, complex]
    paths: dict[str, tuple[str, ...]]
    swings: dict[str, tuple[str, ...]]

    def drawn(self, pose: ArmPose) -> tuple[str, Matrix]:
        """The key to draw and the 2x3 matrix that puts its hand where the path is now."""
        path = self.paths[pose.gesture]
        key, hand = self._along(path, pose.phase * (len(path) - 1))
        arrived = float(ease(np.array([(pose.phase - 0.55) / 0.4]))[0])
        keys = self.swings.get(pose.gesture)
        if keys and arrived > 0:
            middle = (len(keys) - 1) / 2
            swung, there = self._along(keys, middle * (1 + pose.swing))
            hand += (there - self.hands[keys[len(keys) // 2]]) * arrived
            key = swung if key == path[-1] else key
        matrix = self._reach(key, hand)
        shake = _SHAKE.get(pose.gesture, 0.0) * pose.swing * arrived
        return key, matrix if shake == 0 else _after(turned(shake, (self.shoulder.real, self.shoulder.imag)), matrix)

    def _along(self, keys: tuple[str, ...], s: float) -> tuple[str, complex]:
        """Nearest key and hand position `s` keys along; a little beyond the ends is allowed."""
        nearest = keys[min(max(round(s), 0), len(keys) - 1)]
        if len(keys) == 1:
            return nearest, self.hands[nearest]
        i = min(max(math.floor(s), 0), len(keys) - 2)
        f = s - i
        points = [self.hands[keys[min(max(j, 0), len(keys) - 1)]] for j in (i - 1, i, i + 1, i + 2)]
        return nearest, _spline(points, f) if 0 <= f <= 1 else points[1] + (points[2] - points[1]) * f

    def _reach(self, key: str, hand: complex) -> Matrix:
        """Turn (and hardly stretch) `key` about the shoulder until its hand points at `hand`."""
        ratio = (hand - self.shoulder) / (self.hands[key] - self.shoulder)
        size, angle = abs(ratio), math.degrees(cmath.phase(ratio))
        return turned(max(-14.0, min(14.0, angle)), (self.shoulder.real, self.shoulder.imag), max(0.92, min(1.08, size)))


def _spline(p: list[complex], f: float) -> complex:
    """Catmull-Rom between p[1] and p[2]."""
    a, b, c = 2 * p[1], p[2] - p[0], 2 * p[0] - 5 * p[1] + 4 * p[2] - p[3]
    return 0.5 * (a + b * f + c * f * f + (3 * p[1] - p[0] - 3 * p[2] + p[3]) * f**3)


def _after(outer: Matrix, inner: Matrix) -> Matrix:
    from shorts.toon.puppet_layers import joined

    return joined(outer, inner)
