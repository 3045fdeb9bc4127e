"""Making a clip last: which moment of it is shown when, so that a few seconds fill a scene of any length without a visible loop.

A model's clip is short (AnimateDiff: 2 s, LTX: 4 s); narrations aren't. In this order, as far as needed: the clip runs slower; it runs
to its end, turns there and comes back; it rests, and a gentle zoom takes over. Speeds never jump: before a turn or a rest the clip slows
down to nothing, so that what moves in it swings rather than bounces. It turns once only: the third time one sees a movement, it is a loop.

Pure arithmetic; pixels are picture/between.py's and clips.py's business.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shorts.artifacts import FPS

if TYPE_CHECKING:
    from collections.abc import Callable

SLOWEST = 1.5
"""How many times slower than made a clip may run: beyond that, hair and cloth look as if under water."""
EASE = 14
"""Frames within which a clip comes to rest or gets going again, at most."""
_SHORT_REST = FPS
"""A rest of up to a second at the end isn't worth turning back for."""
_ZOOM_SPEED, _ZOOM_MOST = 0.03, 0.22
"""Of the zoom over a rest: part of the picture's size a second to begin with, and what it approaches in the end."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What one frame shows. `at`: a moment of the clip, in its own frames from 0; between two of them as a rule. `zoom`: 1 and more."""

    at: float
    zoom: float = 1.0


def stretched(count: int, rate: float, frames: int) -> tuple[Moment, ...]:
    """A clip of `count` frames, made for `rate` frames a second, as `frames` frames at FPS. Begins with the clip's first frame."""
    length, natural, last = count - 1, rate / FPS, frames - 1
    slow = natural / SLOWEST
    if last * slow <= length:
        speed = min(natural, length / last) if last > 0 else natural
        return tuple(Moment(speed * t) for t in range(frames))
    there = _Run(length, slow, min(EASE, length / slow))
    if last <= there.frames + _SHORT_REST:
        return _rested(there.position, there.frames, there.ease, frames)
    speed = min(max(2 * length / max(last - 1.5 * EASE, 1.0), slow), natural)
    there = _Run(length, speed, min(EASE, length / speed))
    return _rested(there.and_back, 2 * there.frames + there.ease / 2, there.ease, frames)


def runs_through(count: int, rate: float, frames: int) -> bool:
    """Does the clip fill that many frames without turning back? Then its own camera may travel."""
    moments = stretched(count, rate, frames)
    return moments[-1] == max(moments, key=lambda moment: moment.at)


@dataclass(frozen=True, slots=True)
class _Run:
    """From the clip's beginning to its end: at `speed` (of its frames a frame), slowing down to nothing within the last `ease` frames.

    `ease` is at most length / speed, so that a run may also begin from rest.
    """

    length: float
    speed: float
    ease: float

    @property
    def frames(self) -> float:
        """Until it rests. Slowing down by half a cosine wave takes twice the time for its way."""
        return self.length / self.speed + self.ease / 2

    def position(self, t: float) -> float:
        left = self.frames - t
        return self.speed * t if left >= self.ease else self.length - self._crept(max(left, 0.0))

    def and_back(self, t: float) -> float:
        """There, and from rest to rest back to the beginning."""
        s = t - self.frames
        whole = self.frames + self.ease / 2
        if s <= 0:
            return self.position(t)
        if s >= whole:
            return 0.0
        return self.length - self._crept(s) if s <= whole / 2 else self._crept(whole - s)

    def _crept(self, t: float) -> float:
        """The way within t frames from rest."""
        if t >= self.ease:
            return self.speed * (t - self.ease / 2)
        return self.speed * (t - self.ease / math.pi * math.sin(math.pi * t / self.ease)) / 2


def _rested(position: Callable[[float], float], rest: float, ease: float, frames: int) -> tuple[Moment, ...]:
    """The zoom begins while the clip slows down, so that something moves at any time."""
    return tuple(Moment(position(t), _zoom((t - rest + ease) / FPS)) for t in range(frames))


def _zoom(seconds: float) -> float:
    """From 1 at rest, up to speed within a second, ever slower in the end: the picture's own pixels are few."""
    if seconds <= 0:
        return 1.0
    way = seconds**3 - seconds**4 / 2 if seconds < 1 else seconds - 0.5
    return 1 + _ZOOM_MOST * (1 - math.exp(-_ZOOM_SPEED * way / _ZOOM_MOST))
