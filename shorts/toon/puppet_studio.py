"""Photographs of a character's parts, and the cut-outs that puppets are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from shorts.toon.character import assemble
from shorts.toon.colour import tonemap
from shorts.toon.geometry import project, standard_camera
from shorts.toon.kit import HeadShape
from shorts.toon.lights import STUDIO
from shorts.toon.record import made
from shorts.toon.shapes import G_DEPTH, G_GROUP, G_PART

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

    from shorts.picture.yuv import U8
    from shorts.toon.geometry import Vector
    from shorts.toon.model import Model
    from shorts.toon.pose import Pose
    from shorts.toon.rig import Rig

    F32 = NDArray[np.float32]
    Window = tuple[int, int, int, int]

WIDTH, HEIGHT = 1080, 1920
FAR = 99.0
"""Depth of pixels that show nothing."""
CHANGED = 3.0 / 255
"""Difference of a channel from which on a pixel counts as changed, if one that changed by STRONG is near."""
STRONG = 0.08


@dataclass(frozen=True, slots=True)
class Shot:
    """Premultiplied display rgb + alpha (h, w, 4), 0…1; depth along the view ray; shade of the ground 0…1; index of the part shown, -1 for none. Corner in render pixels."""

    x: int
    y: int
    rgba: F32
    depth: F32
    shade: F32
    part: F32

    @property
    def window(self) -> Window:
        h, w = self.depth.shape
        return self.x, self.y, self.x + w, self.y + h

    def cut(self, window: Window) -> Shot:
        """The same over another window, empty where this one shows nothing."""
        x0, y0, x1, y1 = window
        h, w = y1 - y0, x1 - x0
        rgba, depth, shade = np.zeros((h, w, 4), np.float32), np.full((h, w), FAR, np.float32), np.zeros((h, w), np.float32)
        part = np.full((h, w), -1, np.float32)
        ax, ay, bx, by = max(x0, self.x), max(y0, self.y), min(x1, self.window[2]), min(y1, self.window[3])
        if ax < bx and ay < by:
            to = (slice(ay - y0, by - y0), slice(ax - x0, bx - x0))
            source = (slice(ay - self.y, by - self.y), slice(ax - self.x, bx - self.x))
            rgba[to], depth[to], shade[to], part[to] = self.rgba[source], self.depth[source], self.shade[source], self.part[source]
        return Shot(x0, y0, rgba, depth, shade, part)


@dataclass(frozen=True, slots=True)
class Cutout:
    """Straight-alpha BGRA uint8 with even sides; its first pixel is render pixel (x, y), both even."""

    x: int
    y: int
    bgra: NDArray[np.uint8]


class Studio:
    """Renders one record at `factor` times 1080×1920."""

    def __init__(self, record: Mapping[str, Any], factor: float = 1.0, samples: int = 5) -> None:
        self.record, self.factor, self.samples = record, factor, samples
        self.w, self.h = round(WIDTH * factor), round(HEIGHT * factor)
        self.camera = standard_camera()
        self._models: dict[tuple[Pose, frozenset[str]], Model] = {}
        self._shader = _smaller_head(record)

    def rig(self, pose: Pose) -> Rig:
        return assemble(self.record, pose)

    def model(self, pose: Pose, parts: frozenset[str]) -> Model:
        """Kept while the pose stays the same."""
        if not any(known == pose for known, _ in self._models):
            self._models.clear()
        key = (pose, parts)
        if key not in self._models:
            self._models[key] = self.rig(pose).freeze(parts)
        return self._models[key]

    def _shadow_caster(self, pose: Pose) -> Model:
        """The whole character, for its shadows; see _smaller_head."""
        key = (pose, frozenset({"shadow"}))
        if key not in self._models:
            self._models[key] = assemble(self._shader, pose).freeze()
        return self._models[key]

    def shoot(self, pose: Pose, parts: frozenset[str], window: Window | None = None, *, ground: bool = False, reach: float = 0.1, alone: bool = False) -> Shot:
        """Draw `parts` alone, in the light and shadow of the whole character. Without a window: all of them.

        reach: length of the longest fur around the window, world units. alone: nothing but the parts casts shadows.
        """
        model = self.model(pose, parts)
        window = even(window or model.extent(self.camera, self.w, self.h))
        dark = None if alone or "head" in parts else self._shadow_caster(pose)
        step = max(1.7, 3.0 * self.factor)
        picture = model.render(self.camera, self.w, self.h, STUDIO, window, ground=ground, samples=self.samples, step=step, occluder=dark, reach=reach)
        a = np.clip(picture.rgba[..., 3:4], 0, 1)
        rgb = tonemap(picture.rgba[..., :3] / np.maximum(a, 1e-4)) * a
        shown = picture.gbuffer[..., G_GROUP] >= 0
        depth, part = np.where(shown, picture.gbuffer[..., G_DEPTH], FAR), np.where(shown, picture.gbuffer[..., G_PART], -1)
        rgba = np.concatenate([rgb, a], -1).astype(np.float32)
        return Shot(window[0], window[1], rgba, depth.astype(np.float32), 1 - np.clip(picture.rgba[..., 4], 0, 1), part.astype(np.float32))

    def pixel(self, point: Vector) -> tuple[float, float]:
        """Render pixel of a world point."""
        return project(point, self.camera, self.w, self.h)

    def around(self, points: list[Vector], margin: float) -> Window:
        """A window that holds these world points with `margin` world units of air."""
        xs, ys = zip(*(self.pixel(p) for p in points), strict=True)
        m = margin * 525 * self.factor
        return even((int(min(xs) - m), int(min(ys) - m), int(max(xs) + m), int(max(ys) + m)))

    def to_puppet(self, x: float, y: float) -> tuple[float, float]:
        """Continuous render pixels → puppet space (feet at the origin, native pixels)."""
        fx, fy = project((0, 0, 0), self.camera, WIDTH, HEIGHT)
        return x / self.factor - fx, y / self.factor - fy

    def place(self, cut: Cutout) -> list[float]:
        """A layer's [x, y, step] for the header."""
        x, y = self.to_puppet(cut.x + 0.5, cut.y + 0.5)
        return [round(x, 3), round(y, 3), round(1 / self.factor, 6)]


def _smaller_head(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with a head a sixth smaller: what lies just under cheeks and chin is shaded by them, not buried in them."""
    shape = made(HeadShape, record.get("head", {}), "head")
    sizes = {name: getattr(shape, name) * 0.84 for name in ("w", "h", "d", "cheek", "cheek_x", "jaw")}
    return {**record, "head": {**record.get("head", {}), **sizes}}


def even(window: Window) -> Window:
    """The window grown to even coordinates."""
    x0, y0, x1, y1 = window
    return x0 // 2 * 2, y0 // 2 * 2, (x1 + 1) // 2 * 2, (y1 + 1) // 2 * 2


def whole(shot: Shot) -> Cutout:
    """Everything the shot shows."""
    return _cropped(shot, shot.rgba[..., 3])


def changed(base: Shot, shot: Shot, feather: float) -> F32:
    """Where `shot` differs from `base` as a soft mask over the shot's window; feather: pixels."""
    below = base.cut(shot.window)
    difference = np.abs(shot.rgba - below.rgba).max(axis=-1)
    core = cv2.morphologyEx((difference > CHANGED).astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    # faint occlusion far away and single stray hairs aren't worth their pixels
    core = np.minimum(core, _dilated(_large((difference > STRONG).astype(np.uint8)), feather * 5))
    grown = cv2.morphologyEx(_dilated(core, feather), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    return np.asarray(cv2.blur(grown.astype(np.float32), (max(1, round(feather)),) * 2), np.float32)


def _large(mask: U8) -> U8:
    """The connected parts that are at least a tenth of the largest one."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    return np.asarray((areas >= max(float(areas.max()) * 0.1, 1.0))[labels], np.uint8)


def _dilated(mask: Any, radius: float) -> U8:
    size = max(3, round(2 * radius)) | 1
    return np.asarray(cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))), np.uint8)


def patch(base: Shot, shot: Shot, feather: float, mask: F32 | None = None) -> Cutout | None:
    """What of `shot` has to lie over `base` to look like `shot`; None where nothing does. mask: keep this part only."""
    weight = changed(base, shot, feather)
    alpha = shot.rgba[..., 3] * weight * (1.0 if mask is None else mask)
    return _cropped(shot, alpha) if (alpha > 0.1).sum() > 12 else None


def _cropped(shot: Shot, alpha: F32) -> Cutout:
    rows, cols = np.flatnonzero(alpha.max(axis=1) > 0.004), np.flatnonzero(alpha.max(axis=0) > 0.004)
    x0, y0, x1, y1 = even((int(cols[0]), int(rows[0]), int(cols[-1]) + 1, int(rows[-1]) + 1))
    x1, y1 = min(x1, alpha.shape[1]), min(y1, alpha.shape[0])
    box = (slice(y0, y1), slice(x0, x1))
    rgb = shot.rgba[..., 2::-1][box] / np.maximum(shot.rgba[..., 3:4][box], 1e-3)
    bgra = np.concatenate([rgb, alpha[box][..., None]], -1)
    return Cutout(shot.x + x0, shot.y + y0, (np.clip(bgra, 0, 1) * 255 + 0.5).astype(np.uint8))
