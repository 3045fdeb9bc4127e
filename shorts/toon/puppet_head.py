"""The head: drawn at a few yaw angles, bent in depth between them, with windows for mouths and lids."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import cv2
import numpy as np

from shorts.picture.yuv import Sprite, over
from shorts.toon.acting_curves import ease
from shorts.toon.puppet_layers import Layer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.toon.acting_pose import PuppetPose

    F32 = NDArray[np.float32]
    Looks = tuple[str, ...]

UNIT = 525.0
"""Pixels a world unit at the puppet's distance, at scale 1."""
GAZE, CONTACT, RAISE, FROWN, QUIRK = (0.11, 0.08), 2.15, 18.0, 18.0, 0.95
"""How far the iris goes as a share of the eye's width and height; brow travel in pixels; how far a quirk lifts one brow and lowers the other."""
HIGHEST = 1.4
"""How far a brow goes at most, in raises: farther the skin would fold."""
FOLD = 0.55
"""Of the room above the mouth, how far it is carried at most: at 0.65 (the steepest of what is near, 1.54 a unit) the skin would fold."""
CORNER, SPREAD, ASIDE = 0.32, 0.22, 0.16
"""How far a full smile lifts the corners of the mouth and widens it, and a smirk carries it to the side, as shares of half its width."""
STIFF = 200.0
"""Pixels above the brows at which ears and hair follow half as far as if they were hinged there."""
LIDS = {"wide": -0.3, "open": 0.0, "half": 0.5, "shut": 1.0}
"""Lid stages that are drawn; the nearest is shown. Open eyes look as the mood has them: squint, stern or droop."""


@dataclass(frozen=True, slots=True)
class Eye:
    """Where one eye is in puppet space: centre and half sizes of its opening."""

    x: float
    y: float
    rx: float
    ry: float


@dataclass(frozen=True, slots=True)
class Lips:
    """Where the mouth is in puppet space: the middle of its closed line, half its width when it is spread, how far above its corners it moves anything."""

    x: float
    y: float
    rx: float
    up: float


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
    brows: bool = True  # whether there are any to raise
    lips: Lips | None = None
    _shown: Looks = ()
    _painted: list[Layer] = field(default_factory=list, repr=False)
    _layer: Layer | None = field(default=None, repr=False)

    def dressed(self, looks: Looks) -> Layer:
        """The head with these windows over it. It is painted in place and holds until other windows are asked for."""
        if self._layer is None:
            s = self.base.sprite
            self._layer = Layer(Sprite(*(p.copy() for p in (s.y, s.u, s.v, s.a, s.ac))), self.base.x, self.base.y, self.base.step)
        if self._shown != looks:
            windows = [self.windows[name] for name in looks if name in self.windows]
            for window in self._painted:
                _paste(self._layer, self.base, window)
            for window in windows:
                _paste(self._layer, window, window)
            self._layer.__dict__.pop("half", None)
            self._shown, self._painted = looks, windows
        return self._layer

    def bend(self, pose: PuppetPose, px: F32, py: F32) -> tuple[F32, F32]:
        """Whence each point (px, py) of the turned, nodding, looking head is taken in the drawn one."""
        turn, nod = math.radians(pose.yaw - self.yaw), math.radians(pose.pitch)
        sx, sy = px, py
        if abs(pose.trail) > 0.02:  # above the brows the head gives, the more the higher
            high = np.maximum(np.float32(self._crown) - py, np.float32(0))
            sx = px - np.float32(math.radians(pose.trail)) * high * high / (high + np.float32(STIFF))
        if abs(turn) > 1e-4 or abs(nod) > 1e-4:
            middle, narrow = np.float32(self.pivot[0]), np.float32(1 / math.cos(turn))
            gx = sx
            for _ in range(2):
                depth = self.depth(sx, sy)
                sx = middle + (gx - middle - np.float32(UNIT * math.sin(turn)) * depth) * narrow
                sy = py - np.float32(UNIT * math.sin(nod)) * depth
        for side, eye in enumerate(self.eyes):
            sx, sy = _look(eye, pose, turn, sx, sy)
            if self.brows:
                sx, sy = _brow(eye, pose, (-1, 1)[side], sx, sy)
        return (sx, sy) if self.lips is None else _smile(self.lips, pose, sx, sy)

    def margin(self, pose: PuppetPose) -> float:
        """Puppet pixels that turning and nodding may carry the head's edge; its rim lies near the axis."""
        sprung = math.radians(abs(pose.trail)) * max(self._crown - self.base.y, 0.0)
        return 6.0 + sprung + 0.35 * UNIT * (abs(math.sin(math.radians(pose.yaw - self.yaw))) + abs(math.sin(math.radians(pose.pitch))))

    @property
    def _crown(self) -> float:
        """Height above both brows."""
        return min(eye.y - 2.2 * eye.ry for eye in self.eyes)

    def depth(self, px: F32, py: F32) -> F32:
        """World units towards the viewer at points of the drawn head."""
        ix = (px - np.float32(self.corner[0])) / np.float32(self.step)
        iy = (py - np.float32(self.corner[1])) / np.float32(self.step)
        return np.asarray(cv2.remap(self.relief, ix, iy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


def lid_stage(lids: float, squint: float, frown: float = 0.0) -> str:
    """The drawn stage nearest to how far the lids are shut; smiling, stern and sad eyes each have an open stage of their own."""
    name = min(LIDS, key=lambda n: abs(LIDS[n] - lids))
    if name != "open":
        return name
    moods = (("squint", squint), ("stern", frown), ("droop", -frown))
    return next((mood for mood, strength in moods if strength > 0.5), name)


def _look(eye: Eye, pose: PuppetPose, turn: float, px: F32, py: F32) -> tuple[F32, F32]:
    """Shift the iris: whole inside the opening's middle, nothing at its rim. A turned head keeps eye contact."""
    dx = np.float32((pose.gaze[0] - turn * CONTACT) * GAZE[0] * 2 * eye.rx)
    dy = np.float32(-pose.gaze[1] * GAZE[1] * 2 * eye.ry)
    r2 = ((px - np.float32(eye.x)) / np.float32(eye.rx)) ** 2 + ((py - np.float32(eye.y)) / np.float32(eye.ry)) ** 2
    weight = ease((np.float32(1.15) - r2) / np.float32(0.8))
    return px - dx * weight, py - dy * weight


def _brow(eye: Eye, pose: PuppetPose, side: int, px: F32, py: F32) -> tuple[F32, F32]:
    """Raise and tilt the brow above the eye."""
    raised = min(max(pose.brow - side * QUIRK * pose.quirk, -HIGHEST), HIGHEST)
    if abs(raised) < 0.02 and abs(pose.frown) < 0.02:
        return px, py
    u = (px - np.float32(eye.x)) / np.float32(eye.rx * 1.5)
    v = (py - np.float32(eye.y - 1.42 * eye.ry)) / np.float32(eye.ry * 0.75)
    weight = np.maximum(1 - u * u, np.float32(0)) ** 2 * np.maximum(1 - v * v, np.float32(0)) ** 2
    lift = np.float32(-RAISE * raised) + np.float32(-side * FROWN * pose.frown) * u
    return px, np.asarray(py - lift * weight, np.float32)


def _smile(lips: Lips, pose: PuppetPose, px: F32, py: F32) -> tuple[F32, F32]:
    """Carry the corners of the mouth up or down, its middle a little the other way, and the whole of it to the side of a smirk."""
    if abs(pose.smile) < 0.02 and abs(pose.smirk) < 0.02:
        return px, py
    x, y = px - np.float32(lips.x), py - np.float32(lips.y)
    u = x / np.float32(lips.rx)
    away = np.abs(u)
    inner, here = 1 - ease(away), 1 - ease((away - 1) / np.float32(0.9))  # the cheek follows, ever less
    room = np.float32(lips.up / lips.rx) + np.float32(max(1 - lips.up / lips.rx, 0)) * inner
    near = np.maximum(1 - (y / np.float32(lips.rx) / np.where(y < 0, room, np.float32(1))) ** 2, np.float32(0)) ** 2 * np.float32(lips.rx)
    # lips that part with a smile sag little in the middle; a frown is an arch
    bent = np.minimum(away, np.float32(1.1)) ** 2 * here - np.float32(0.15 if pose.smile > 0 else 0.75) * inner
    up = np.float32(CORNER * pose.smile) * bent + np.float32(ASIDE * pose.smirk) * u * here
    most = np.float32(FOLD) * room
    up = most * np.tanh(up / most)
    across = np.float32(SPREAD * max(pose.smile, 0.0)) * u * (1 - ease((away - 1) / np.float32(0.6))) + np.float32(ASIDE * pose.smirk) * inner
    return np.asarray(px - near * across, np.float32), np.asarray(py + near * up, np.float32)


def _paste(layer: Layer, source: Layer, window: Layer) -> None:
    """Put the part of `source` under `window` on the head: alpha-over for the window itself, a plain copy for the bare head.

    All are on the same even grid; what lies beyond the head's rectangle is dropped.
    """
    x, y, x0, y0 = (round(v / layer.step) for v in (window.x - layer.x, window.y - layer.y, source.x - layer.x, source.y - layer.y))
    (w, h), (tw, th) = window.sprite.size, layer.sprite.size
    left, top, right, bottom = max(x, 0), max(y, 0), min(x + w, tw), min(y + h, th)
    s, t = source.sprite, layer.sprite
    for target, front, alpha, k in ((t.y, s.y, s.a, 1), (t.u, s.u, s.ac, 2), (t.v, s.v, s.ac, 2), (t.a, s.a, s.a, 1), (t.ac, s.ac, s.ac, 2)):
        to = (slice(top // k, bottom // k), slice(left // k, right // k))
        cut = (slice((top - y0) // k, (bottom - y0) // k), slice((left - x0) // k, (right - x0) // k))
        if source is window:
            over(target[to], front[cut], alpha[cut])
        else:
            target[to] = front[cut]
