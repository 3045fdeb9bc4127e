"""Camera moves as pure functions of time: where a virtual camera looks, and the matrix that makes a plate follow it.

All positions are fractions of the plate (0…1, y down), so that one move serves every size of frame. Moves run on curves with
continuous speed; the matrix is exact in real numbers, so that a slow push-in glides instead of stepping from pixel to pixel.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Ease = Literal["linear", "soft", "in-out", "out", "spring"]


@dataclass(frozen=True, slots=True)
class View:
    """What the camera sees: the point (cx, cy) of the plate in the middle of the frame; zoom 1 just covers the frame."""

    cx: float = 0.5
    cy: float = 0.5
    zoom: float = 1.0


@dataclass(frozen=True, slots=True)
class Move:
    """From one view to another within `seconds`, and resting there."""

    start: View
    end: View
    seconds: float
    ease: Ease = "soft"

    def at(self, t: float) -> View:
        """The view at t seconds. Zoom runs geometrically: every moment magnifies by the same factor."""
        k = eased(t / self.seconds if self.seconds > 0 else 1.0, self.ease)
        a, b = self.start, self.end
        zoom = a.zoom * (b.zoom / a.zoom) ** k
        return View(a.cx + (b.cx - a.cx) * k, a.cy + (b.cy - a.cy) * k, zoom)


def eased(x: float, ease: Ease) -> float:
    """0…1 → 0…1 with the curve's shape; "spring" runs over by about 7 % before it settles."""
    x = min(max(x, 0.0), 1.0)
    if ease == "in-out":
        return x * x * x * (x * (6 * x - 15) + 10)
    if ease == "soft":  # half linear: a slow push-in that doesn't stop at cuts
        return 0.5 * x + 0.5 * x * x * (3 - 2 * x)
    if ease == "out":
        return 1 - (1 - x) ** 3
    if ease == "spring":
        return 1 - math.exp(-6 * x) * math.cos(7.5 * x) * (1 - x)
    return x


def still(view: View) -> Move:
    return Move(view, view, 0.0)


def clamped(view: View, plate: tuple[int, int], frame: tuple[int, int]) -> View:
    """The nearest view that shows nothing beyond the plate's edges."""
    zoom = max(view.zoom, 1.0)
    scale = cover_scale(plate, frame) * zoom
    half_x, half_y = min(frame[0] / scale / plate[0] / 2, 0.5), min(frame[1] / scale / plate[1] / 2, 0.5)
    return View(min(max(view.cx, half_x), 1 - half_x), min(max(view.cy, half_y), 1 - half_y), zoom)


def cover_scale(plate: tuple[int, int], frame: tuple[int, int]) -> float:
    """Frame pixels a plate pixel at zoom 1: the least with which the plate covers the frame."""
    return max(frame[0] / plate[0], frame[1] / plate[1])


def matrix(view: View, plate: tuple[int, int], frame: tuple[int, int]) -> NDArray[np.float64]:
    """2x3 affine map from frame pixels to plate pixels (both (width, height)), for Plate.warp_onto; centres are at +0.5."""
    step = 1 / (cover_scale(plate, frame) * view.zoom)
    x = view.cx * plate[0] - 0.5 - step * (frame[0] / 2 - 0.5)
    y = view.cy * plate[1] - 0.5 - step * (frame[1] / 2 - 0.5)
    return np.array([[step, 0.0, x], [0.0, step, y]])


def tilted(centre: tuple[float, float], scale: float, degrees: float, middle: tuple[float, float]) -> NDArray[np.float64]:
    """2x3 map from frame pixels to the pixels of a picture that is shown with its point `middle` at `centre`, enlarged by
    `scale` and turned clockwise by `degrees`."""
    angle = math.radians(degrees)
    c, s = math.cos(angle) / scale, math.sin(angle) / scale
    x, y = centre
    return np.array([[c, s, middle[0] - c * x - s * y], [-s, c, middle[1] + s * x - c * y]])
