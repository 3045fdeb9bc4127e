"""Arms between their rendered keys: the nearest key is drawn, turned about the shoulder so that the hand stays on its path. Half way to the next one dissolves into it."""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.acting_curves import ease
from shorts.toon.puppet_layers import dissolve, joined, turned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.toon.acting_pose import ArmPose

    Matrix = NDArray[np.float64]

CROSS = 0.15
"""Share of the way between two keys, on either side of its middle, within which one dissolves into the other, while the arm hardly moves."""
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

    def drawn(self, pose: ArmPose) -> list[tuple[str, Matrix, float]]:
        """Back to front: the keys to draw, the 2x3 matrices that put their hands where the path is now, their opacities."""
        path = self.paths[pose.gesture]
        steps = len(path) - 1
        keys, hand = self._along(path, pose.phase * steps, pose.speed * steps)
        arrived = float(ease(np.array([(pose.phase - 0.55) / 0.4]))[0])
        swing = self.swings.get(pose.gesture)
        if swing and arrived > 0:
            middle = (len(swing) - 1) / 2
            swung, there = self._along(swing, middle * (1 + pose.swing))
            hand += (there - self.hands[swing[len(swing) // 2]]) * arrived
            keys = swung if keys == [(path[-1], 1.0)] else keys
        shake = turned(_SHAKE.get(pose.gesture, 0.0) * pose.swing * arrived, (self.shoulder.real, self.shoulder.imag))
        return [(key, joined(shake, self._reach(key, hand)), opacity) for key, opacity in keys]

    def _along(self, keys: tuple[str, ...], s: float, speed: float = 0.0) -> tuple[list[tuple[str, float]], complex]:
        """Nearest key, or two with their opacities, and hand position `s` keys along, moving by `speed` keys a frame; a little beyond the ends is allowed."""
        if len(keys) == 1:
            return [(keys[0], 1.0)], self.hands[keys[0]]
        i = min(max(math.floor(s), 0), len(keys) - 2)
        f = s - i
        points = [self.hands[keys[min(max(j, 0), len(keys) - 1)]] for j in (i - 1, i, i + 1, i + 2)]
        hand = _spline(points, f) if 0 <= f <= 1 else points[1] + (points[2] - points[1]) * f
        mixed = min(max(0.5 + (f - 0.5) / (2 * dissolve(CROSS, speed, 0.5)), 0.0), 1.0)
        shown = [(keys[i], 1 - mixed**2), (keys[i + 1], mixed)]  # the one behind goes later: at most a seventh of what is behind both shines through
        return [(key, opacity) for key, opacity in shown if opacity > 0], hand

    def _reach(self, key: str, hand: complex) -> Matrix:
        """Turn (and hardly stretch) `key` about the shoulder until its hand points at `hand`."""
        ratio = (hand - self.shoulder) / (self.hands[key] - self.shoulder)
        size, angle = abs(ratio), math.degrees(cmath.phase(ratio))
        return turned(max(-14.0, min(14.0, angle)), (self.shoulder.real, self.shoulder.imag), max(0.92, min(1.08, size)))


def _spline(p: list[complex], f: float) -> complex:
    """Catmull-Rom between p[1] and p[2]."""
    a, b, c = 2 * p[1], p[2] - p[0], 2 * p[0] - 5 * p[1] + 4 * p[2] - p[3]
    return 0.5 * (a + b * f + c * f * f + (3 * p[1] - p[0] - 3 * p[2] + p[3]) * f**3)
