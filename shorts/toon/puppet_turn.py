"""Where two drawn views of a head meet: which point of the one is which of the other.

Each view is bent in depth up to the angle between them. Depth alone leaves their features up to 20 pixels apart (irises that keep eye
contact, glasses before a face, eyes on a screen), so that a dissolve would show eyes twice. Optical flow finds what is left, and while the
head turns each view gives way to the other by its share. Dense inverse search (Kroeger et al., 2016) does it first: it moves whole patches
and asks neighbours to agree, so that the rim of an eye far round the head, which one view shows twice as wide as the other, isn't dented.
Its patches are eight samples wide; Farnebäck's method (2003) then settles the lines that are thinner. Both take no chances and are the same
on any number of threads.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from shorts.picture.yuv import Canvas
from shorts.toon.acting_pose import PuppetPose
from shorts.toon.puppet_head import UNIT
from shorts.toon.puppet_layers import dissolve, draw_bent

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.toon.puppet_head import HeadView

    F32 = NDArray[np.float32]

CELL = 2.0
"""Puppet pixels a sample of the pictures that are compared."""
ROUNDS = (8.0, 8.0, 5.0, 5.0, 3.0, 2.0)
"""The views are compared once for each, warped by what is known: samples over which what is found is smoothed. Twice widely, since the hinge
of a girl's glasses is 25 pixels off after one."""
WINDOWS = ((31, 6.0, 3), (21, 3.0, 2), (11, 2.0, 2), (9, 1.5, 1))
"""The same for Farnebäck's method alone: samples around that are looked at, samples of smoothing, sizes of the pictures."""
SMALL = 200
"""Samples across under which a head (350 or more as they are drawn) is left to Farnebäck's method: its nose would be smaller than a patch, and
would go where the outline goes."""
LAST = (9, 1.5)
"""The last time: samples around that are looked at; samples over which what is found is smoothed."""
FARTHEST = 80.0
"""Puppet pixels that a shift may have (the far lid's outer corner: about 50; the hinge of glasses: more); beyond it something was taken for something else."""
CROSS = 1.5
"""Degrees around the middle between two views within which one dissolves into the other, while the head hardly moves."""
APPROACH = 0.2
"""Share of the way between two views that each stays just as it was drawn; between, features move from where the one has them to the other."""


@dataclass(frozen=True)
class Match:
    """shifts: (rows, columns, 2) puppet pixels from a point of the nearer view, bent to the middle, to the same point of the farther one.

    Half of a shift back and half of it on from a sample lie the two. Sample (0, 0) is at `corner`, puppet space; samples are CELL apart.
    growth: by how much the x of a shift grows a degree of yaw beyond `middle`, since both views tell the depth there differently.
    """

    shifts: F32
    growth: F32
    corner: tuple[float, float]
    middle: float

    def moved(self, share: float, yaw: float, px: F32, py: F32) -> tuple[F32, F32]:
        """Each point (px, py) of a head turned by `yaw` degrees, carried along by `share` of its shift."""
        x, y = ((p - np.float32(c)) / np.float32(CELL) for p, c in ((px, self.corner[0]), (py, self.corner[1])))
        ix, iy = (np.ascontiguousarray(i, np.float32) for i in np.broadcast_arrays(x, y))
        dx, dy, more = (cv2.remap(field, ix, iy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) for field in (*cv2.split(self.shifts), self.growth))
        across, down = np.float32(share) * (dx + np.float32(yaw - self.middle) * more), np.float32(share) * dy
        return np.asarray(px + across, np.float32), np.asarray(py + down, np.float32)

    def margin(self, share: float) -> float:
        """Puppet pixels by which anything is carried at most, about."""
        return abs(share) * float(np.abs(self.shifts).max()) + 8.0


def match(near: HeadView, far: HeadView) -> Match:
    """Compare two views, bent to the angle between them, as they are without windows (0.2 CPU seconds)."""
    corners = np.concatenate([view.base.corners(40.0) for view in (near, far)])
    (x0, y0), (x1, y1) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    size = (round((x1 - x0) / CELL / 4) * 4 + 4, round((y1 - y0) / CELL / 4) * 4 + 4)
    where, middle = np.array([[1 / CELL, 0.0, -x0 / CELL], [0.0, 1 / CELL, -y0 / CELL]]), (near.yaw + far.yaw) / 2
    pictures = [_picture(view, middle, where, size) for view in (near, far)]
    shifts = _by_patches(pictures) if size[0] >= SMALL else _by_windows(pictures)
    met = Match(shifts * np.float32(CELL), np.zeros(shifts.shape[:2], np.float32), (x0, y0), middle)
    return replace(met, growth=_growth(met, near, far))


def _growth(met: Match, near: HeadView, far: HeadView) -> F32:
    """What differs in the views' depths at the same points, as pixels a degree."""
    rows, columns = met.growth.shape
    x = np.arange(columns, dtype=np.float32)[None, :] * np.float32(CELL) + np.float32(met.corner[0])
    y = np.arange(rows, dtype=np.float32)[:, None] * np.float32(CELL) + np.float32(met.corner[1])
    pose = PuppetPose(yaw=met.middle)
    one, other = (view.depth(*view.bend(pose, *met.moved(share, met.middle, x, y))) for view, share in ((near, -0.5), (far, 0.5)))
    return np.asarray(cv2.GaussianBlur((other - one) * np.float32(UNIT * math.radians(1)), (0, 0), 2.0), np.float32)


def shares(near: float, far: float, yaw: float, spin: float = 0.0) -> tuple[float, float, float]:
    """(way, front, back) of a head between two views' angles, turning by `spin` degrees a frame.

    way: 0 features lie where the nearer view has them … 1 where the farther one has. Of the two views the farther is drawn over the
    nearer; front, back: their opacities. One is whole at any time, so that what is behind the head never shines through.
    """
    x = (yaw - near) / (far - near)
    way = min(max((x - APPROACH) / (1 - 2 * APPROACH), 0.0), 1.0)
    mixed = 0.5 + (yaw - (near + far) / 2) / (2 * dissolve(CROSS, spin, (far - near) / 2))
    return way * way * (3 - 2 * way), min(max(2 * mixed, 0.0), 1.0), min(max(2 - 2 * mixed, 0.0), 1.0)


def _picture(view: HeadView, yaw: float, where: NDArray[np.float64], size: tuple[int, int]) -> NDArray[np.uint8]:
    """The view's green (light and colour differ most in it: gold on orange, rose on white) before a ground as unlike it as can be."""
    pose = PuppetPose(yaw=yaw)
    base = view.base
    light = float(base.sprite.y[base.sprite.a > 250].mean()) if (base.sprite.a > 250).any() else 128.0
    canvas = Canvas.blank(*size)
    canvas.y[:], canvas.u[:], canvas.v[:] = 16 if light > 110 else 235, 128, 128
    draw_bent(canvas, base, where, partial(view.bend, pose), view.margin(pose), cell=2)
    return np.ascontiguousarray(canvas.rgb()[..., 1])


def _by_patches(pictures: list[NDArray[np.uint8]]) -> F32:
    shifts = np.zeros((*pictures[0].shape, 2), np.float32)
    for soft in ROUNDS:
        flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
        one, other = _met(pictures, shifts)
        rest = flow.calc(one, other, None)  # type: ignore[call-overload]  # given a flow it would start from it: worse, even from none
        shifts = _known(shifts + rest, soft)
    return _settled(pictures, shifts, *LAST)


def _by_windows(pictures: list[NDArray[np.uint8]]) -> F32:
    shifts = np.zeros((*pictures[0].shape, 2), np.float32)
    for window, soft, sizes in WINDOWS:
        shifts = _settled(pictures, shifts, window, soft, sizes)
    return shifts


def _settled(pictures: list[NDArray[np.uint8]], shifts: F32, window: int, soft: float, sizes: int = 1) -> F32:
    one, other = _met(pictures, shifts)
    rest = cv2.calcOpticalFlowFarneback(one, other, np.zeros_like(shifts), 0.5, sizes, window, 3, 5, 1.1, 0)
    return _known(shifts + rest, soft)


def _known(shifts: NDArray[Any], soft: float) -> F32:
    """Shifts in samples, none too far, smoothed over `soft` of them."""
    return np.asarray(cv2.GaussianBlur(np.clip(shifts, -FARTHEST / CELL, FARTHEST / CELL), (0, 0), soft), np.float32)


def _met(pictures: list[NDArray[np.uint8]], shifts: F32) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Both pictures, each carried half of the way to the other."""
    one, other = pictures
    return _warped(one, shifts, -0.5), _warped(other, shifts, 0.5)


def _warped(picture: NDArray[np.uint8], shifts: F32, share: float) -> NDArray[np.uint8]:
    y, x = np.indices(picture.shape, np.float32)
    taken = (x + np.float32(share) * shifts[..., 0], y + np.float32(share) * shifts[..., 1])
    return np.asarray(cv2.remap(picture, *taken, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)
