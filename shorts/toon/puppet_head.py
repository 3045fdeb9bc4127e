"""The head: drawn at a few yaw angles, bent in depth between them, with windows for mouths and lids."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import cv2
import numpy as np

from shorts.picture.yuv import Sprite, over
from shorts.toon.puppet_layers import Layer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.toon.acting_pose import PuppetPose

    F32 = NDArray[np.float32]
    Looks = tuple[str, ...]

UNIT = 525.0
"""Pixels a world unit at the puppet's distance, at scale 1."""
NOD, GAZE, RAISE, FROWN = 1.0, (0.075, 0.055), 15.0, 9.0
"""Pitch gain; how far the iris goes as a share of the eye's width and height; brow travel in pixels."""
LIDS = {"wide": -0.3, "open": 0.0, "half": 0.5, "shut": 1.0}
"""Lid stages that are drawn; the nearest is shown."""


@dataclass(frozen=True, slots=True)
class Eye:
    """Where one eye is in puppet space: centre and half sizes of its opening."""

    x: float
    y: float
    rx: float
    ry: float


@dataclass
class HeadView:
    """The head as drawn at one yaw angle (degrees). relief: depth (world units) on a grid of `step` pixels from (x, y)."""

    yaw: float
    base: Layer
    windows: dict[str, Layer]
    eyes: tuple[Eye, Eye]
    relief: F32
    corner: tuple[float, float]
    step: float
    pivot: tuple[float, float]
    _shown: Looks = ()
    _layer: Layer | None = field(default=None, repr=False)

    def dressed(self, looks: Looks) -> Layer:
        """The head with these windows over it; kept until other windows are asked for."""
        if self._layer is None or self._shown != looks:
            s = self.base.sprite
            layer = Layer(Sprite(s.y.copy(), s.u.copy(), s.v.copy(), s.a.copy(), s.ac.copy()), self.base.x, self.base.y)
            for name in looks:
                if name in self.windows:
                    _paste(layer, self.windows[name])
            self._layer, self._shown = layer, looks
        return self._layer

    def bend(self, pose: PuppetPose, px: F32, py: F32) -> tuple[F32, F32]:
        """Whence each point (px, py) of the turned, nodding, looking head is taken in the drawn one."""
        turn, nod = math.radians(pose.yaw - self.yaw), math.radians(pose.pitch) * NOD
        sx, sy = px, py
        if abs(turn) > 1e-4 or abs(nod) > 1e-4:
            for _ in range(2):
                depth = self._depth(sx, sy)
                sx = px - np.float32(UNIT * math.sin(turn)) * depth
                sy = py - np.float32(UNIT * math.sin(nod)) * depth
        for side, eye in enumerate(self.eyes):
            sx, sy = _look(eye, pose, turn, sx, sy)
            sx, sy = _brow(eye, pose, (-1, 1)[side], sx, sy)
        return sx, sy

    def _depth(self, px: F32, py: F32) -> F32:
        ix = (px - np.float32(self.corner[0])) / np.float32(self.step)
        iy = (py - np.float32(self.corner[1])) / np.float32(self.step)
        return np.asarray(cv2.remap(self.relief, ix, iy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


def lid_stage(lids: float, squint: float) -> str:
    """The drawn stage nearest to how far the lids are shut; smiling eyes have an open stage of their own."""
    name = min(LIDS, key=lambda n: abs(LIDS[n] - lids))
    return "squint" if name == "open" and squint > 0.5 else name


def _look(eye: Eye, pose: PuppetPose, turn: float, px: F32, py: F32) -> tuple[F32, F32]:
    """Shift the iris: whole inside the opening's middle, nothing at its rim. A turned head keeps eye contact."""
    dx = np.float32((pose.gaze[0] - turn * 1.6) * GAZE[0] * 2 * eye.rx)
    dy = np.float32(-pose.gaze[1] * GAZE[1] * 2 * eye.ry)
    r2 = ((px - np.float32(eye.x)) / np.float32(eye.rx)) ** 2 + ((py - np.float32(eye.y)) / np.float32(eye.ry)) ** 2
    weight = np.clip((1.15 - r2) / 0.8, 0, 1)
    weight = weight * weight * (3 - 2 * weight)
    return px - dx * weight, py - dy * weight


def _brow(eye: Eye, pose: PuppetPose, side: int, px: F32, py: F32) -> tuple[F32, F32]:
    """Raise and tilt the brow above the eye."""
    if abs(pose.brow) < 0.02 and abs(pose.frown) < 0.02:
        return px, py
    u = (px - np.float32(eye.x)) / np.float32(eye.rx * 1.5)
    v = (py - np.float32(eye.y - 1.42 * eye.ry)) / np.float32(eye.ry * 0.75)
    weight = np.maximum(1 - u * u, 0) ** 2 * np.maximum(1 - v * v, 0) ** 2
    lift = np.float32(-RAISE * pose.brow) + np.float32(-side * FROWN * pose.frown) * u
    return px, py - lift * weight


def _paste(layer: Layer, window: Layer) -> None:
    """Alpha-over of a window on the head, both in the same grid."""
    x, y = round(window.x - layer.x), round(window.y - layer.y)
    (w, h), s, t = window.sprite.size, window.sprite, layer.sprite
    full = (slice(y, y + h), slice(x, x + w))
    half = (slice(y // 2, (y + h) // 2), slice(x // 2, (x + w) // 2))
    for target, source, alpha in ((t.a[full], s.a, s.a), (t.y[full], s.y, s.a), (t.u[half], s.u, s.ac), (t.v[half], s.v, s.ac), (t.ac[half], s.ac, s.ac)):
        over(target, source, alpha)
