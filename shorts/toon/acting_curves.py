"""Curves that acting is made of: eases, pulses, springs and slow noise. Time runs in frames of 1 / FPS seconds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from shorts.artifacts import FPS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Curve = NDArray[np.float64]

_Float = TypeVar("_Float", np.float32, np.float64)
SUBSTEPS = 4
"""Spring steps a frame; enough to be stable up to 10 Hz."""


def frames_of(seconds: float) -> int:
    """Frames needed to show [0, seconds], the last instant included."""
    return math.ceil(seconds * FPS - 1e-6) + 1


def ease(x: NDArray[_Float]) -> NDArray[_Float]:
    """Smoothstep: 0 below 0, 1 above 1, level at both ends."""
    x = np.clip(x, 0.0, 1.0)
    return x * x * (3 - 2 * x)


def plateau(times: Curve, start: float, rise: float, end: float, fall: float, height: float = 1.0) -> Curve:
    """0, up to `height` over `rise` seconds from `start`, held to `end`, then down over `fall` seconds."""
    return height * ease((times - start) / rise) * (1 - ease((times - end) / fall))


def pulse(times: Curve, centre: float, width: float, height: float = 1.0) -> Curve:
    """A raised cosine `width` seconds wide."""
    x = np.clip((times - centre) / width, -0.5, 0.5)
    return height * 0.5 * (1 + np.cos(2 * np.pi * x))


def nod(times: Curve, at: float, height: float) -> Curve:
    """A nod: a little lift before `at`, the stroke, and a soft return."""
    return pulse(times, at - 0.13, 0.30, -0.25 * height) + pulse(times, at + 0.10, 0.46, height)


def spring(targets: Curve, hertz: float, damping: float) -> Curve:
    """Follow `targets` (one a frame) like a mass on a spring: eases in and, with damping below 1, overshoots."""
    omega, step = 2 * math.pi * hertz, 1.0 / (FPS * SUBSTEPS)
    place, speed = float(targets[0]), 0.0
    out = np.empty(len(targets))
    for i, target in enumerate(targets.tolist()):
        out[i] = place
        for _ in range(SUBSTEPS):
            speed += (omega * omega * (target - place) - 2 * damping * omega * speed) * step
            place += speed * step
    return out


def drift(times: Curve, rng: np.random.Generator, period: float) -> Curve:
    """Slow smooth noise within about ±1: three sines around `period` seconds with random phases."""
    total = np.zeros_like(times)
    for ratio, weight in ((1.0, 0.55), (0.618, 0.30), (1.73, 0.35)):
        total += weight * np.sin(2 * np.pi * times / (period * ratio) + rng.uniform(0, 2 * np.pi))
    return total


def settle(times: Curve, seconds: float, fade: float = 0.4) -> Curve:
    """1, falling to 0 over the last `fade` seconds and rising over the first: what makes a scene start and end neutral."""
    return ease(times / fade) * (1 - ease((times - (seconds - fade)) / (fade - 1.0 / FPS)))


def steps(times: Curve, changes: list[tuple[float, float]], first: float = 0.0) -> Curve:
    """`first`, then each value of `changes` (time, value) from its time on."""
    out = np.full_like(times, first)
    for at, value in changes:
        out[times >= at] = value
    return out
