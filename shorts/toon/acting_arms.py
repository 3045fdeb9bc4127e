"""Arms: which gesture when, and the path of each arm through it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.acting_curves import ease, plateau, pulse, spring
from shorts.toon.puppet_keys import PATHS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.artifacts import Gesture
    from shorts.toon.acting_phrases import Phrase

    Curve = NDArray[np.float64]

RISE, FALL = 0.38, 0.44
"""Seconds a hand takes up and back, before the spring's softening."""
REST = 0.45
"""Seconds between two gestures, so that the spring has come to rest."""
FIRST = 0.2
"""No gesture starts before this; the viewer needs to find the face first."""

DIP = 0.35
"""How far a held hand dips with a stress, in keys of its path: less than half way to the next one, which has another shape."""
_STILL = frozenset({"think", "hip", "wave", "greet"})

LATEST = 0.75
"""Where the first stress comes later than this, the gesture doesn't wait for it."""

BOTH: dict[str, tuple[tuple[str, float], tuple[str, float]]] = {
    "rest": (("rest", 0.0), ("rest", 0.0)),
    "greet": (("greet", 1.0), ("rest", 0.0)),
    "wave": (("wave", 1.0), ("rest", 0.0)),
    "point": (("point", 1.0), ("rest", 0.0)),
    "point_hip": (("point", 1.0), ("hip", 1.0)),
    "present": (("present", 1.0), ("present", 1.0)),
    "offer": (("present", 0.7), ("rest", 0.0)),
    "think": (("think", 1.0), ("rest", 0.0)),
    "cheer": (("cheer", 1.0), ("cheer", 1.0)),
    "explain": (("explain", 1.0), ("explain", 0.67)),
    "beat": (("explain", 1.0), ("rest", 0.0)),
    "beat_right": (("rest", 0.0), ("explain", 1.0)),
    "thumbs_up": (("thumbs_up", 1.0), ("rest", 0.0)),
    "point_up": (("point_up", 1.0), ("rest", 0.0)),
    "show": (("show", 1.0), ("rest", 0.0)),
    "show_hip": (("show", 1.0), ("hip", 1.0)),
    "shrug": (("shrug", 1.0), ("shrug", 1.0)),
    "hip": (("rest", 0.0), ("hip", 1.0)),
}
"""What each arm does in a gesture: ((left gesture, reach), (right gesture, reach)). Those that no scene asks for are secondary.

Hands are held near a rendered key of their path (a third of it for most), never half way between two: see DIP.
"""

_SECONDARY = ("explain", "beat", "offer", "beat_right", "hip")
_TO_PICTURE = ("point", "point_hip", "show", "show_hip")
_MILD = frozenset({"explain", "present", "show"})
"""Favourites of a character that may come back in any sentence: the others say something."""
_HOLDS = {
    "greet": 1.2, "wave": 1.5, "point": 2.6, "point_hip": 2.2, "think": 2.0, "cheer": 1.5, "present": 2.0, "explain": 1.8,
    "thumbs_up": 1.6, "point_up": 1.8, "show": 2.4, "show_hip": 2.2, "shrug": 1.2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """One gesture: up from `start` (seconds), held until `end`, then back."""

    gesture: str
    start: float
    end: float

    @property
    def over(self) -> float:
        return self.end + FALL


@dataclass(frozen=True, slots=True)
class ArmTrack:
    """Per frame: the gesture's name, its phase and the swing of the hand."""

    gestures: tuple[str, ...]
    phase: Curve
    swing: Curve


def plan_moves(gesture: Gesture, phrases: tuple[Phrase, ...], seconds: float, rng: np.random.Generator, showing: bool, liked: tuple[str, ...] = ()) -> list[Move]:
    """The scene's gesture at the first stress, then smaller ones at later stresses until shortly before the end.

    showing: there is a picture to point at, so pointing comes back. liked: the character's favourites; mild ones come back too.
    """
    last = seconds - FALL - 0.15
    beats = [b for phrase in phrases for b in phrase.beats]
    start = min(next((b for b in beats if b >= FIRST), LATEST), LATEST) - 0.12
    moves: list[Move] = []
    name = str(gesture)
    while start + RISE + 0.35 < last:
        if name != "rest":
            hold = _HOLDS.get(name, 1.3) * rng.uniform(0.9, 1.15)
            moves.append(Move(name, max(start, FIRST), min(start + RISE + hold, last)))
        free = (moves[-1].over if moves else start) + REST
        start = next((b - 0.12 for b in beats if b - 0.12 >= free and b < free + 1.2), free + rng.uniform(0.0, 0.35))
        name = _next(name, showing, rng, liked)
    return moves


def _next(last: str, showing: bool, rng: np.random.Generator, liked: tuple[str, ...]) -> str:
    if showing and last not in _TO_PICTURE and rng.random() < 0.7:
        return _TO_PICTURE[int(rng.integers(len(_TO_PICTURE)))]
    pool = [name for name in (*_SECONDARY, *(name for name in liked if name in _MILD)) if name != last]
    return pool[int(rng.integers(len(pool)))]


def arm_tracks(moves: list[Move], phrases: tuple[Phrase, ...], times: Curve) -> tuple[ArmTrack, ArmTrack]:
    """(left, right) for every frame."""
    return _track(moves, 0, phrases, times), _track(moves, 1, phrases, times)


def _track(moves: list[Move], side: int, phrases: tuple[Phrase, ...], times: Curve) -> ArmTrack:
    target, swing = np.zeros_like(times), np.zeros_like(times)
    names = ["rest"] * len(times)
    for move, following in zip_longest(moves, moves[1:]):
        name, reach = BOTH[move.gesture][side]
        if name == "rest":
            continue
        late = 0.05 * side  # two hands never start on the same frame
        target += plateau(times, move.start + late, RISE, move.end, FALL, reach)
        target -= _beats(times, move, phrases, 0.0 if name in _STILL else DIP / (len(PATHS[("left", "right")[side]][name]) - 1))
        swing += _swing(times, move, name)
        until = following.start if following else np.inf
        for i in np.flatnonzero((times >= move.start) & (times < until)).tolist():
            names[i] = name
    return ArmTrack(tuple(names), spring(target, 2.8, 0.52), swing)


def _beats(times: Curve, move: Move, phrases: tuple[Phrase, ...], depth: float) -> Curve:
    """A held hand dips a little with each stress."""
    total = np.zeros_like(times)
    for beat in (b for phrase in phrases for b in phrase.beats):
        if move.start + RISE + 0.25 < beat < move.end - 0.1:
            total += pulse(times, beat + 0.02, 0.42, depth)
    return total


def _swing(times: Curve, move: Move, name: str) -> Curve:
    """Waving: about two and a half strokes a second, growing and dying away."""
    if name not in ("wave", "greet", "cheer"):
        return np.zeros_like(times)
    rate, size = {"wave": (2.3, 1.0), "greet": (1.9, 0.6), "cheer": (2.6, 0.5)}[name]
    local = times - move.start - 0.7 * RISE
    window = ease(local / 0.25) * (1 - ease((times - move.end + 0.1) / 0.3))
    return size * window * np.sin(2 * np.pi * rate * np.maximum(local, 0))
