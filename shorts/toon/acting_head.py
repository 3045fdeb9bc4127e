"""Head and eyes: nods, turns, tilts, glances, blinks, and the small life of a body that stands and breathes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shorts.artifacts import FPS
from shorts.toon.acting_arms import Move
from shorts.toon.acting_curves import drift, ease, nod, plateau, pulse, settle, spring, steps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.artifacts import Expression
    from shorts.toon.acting_phrases import Phrase

    Curve = NDArray[np.float64]

TOWARDS = frozenset({"point", "point_hip", "present", "offer", "show", "show_hip"})
"""Gestures towards the picture: the eyes go there first."""
BLINK = (0.55, 1.0, 1.0, 0.62, 0.25)
"""How far the lids are closed on the frames of one blink."""
_WIDE = 2.2
"""Seconds that wide eyes last at least, where the scene does."""
TURN = 17.0
"""Degrees of a glance at a picture."""


@dataclass(frozen=True, slots=True)
class Mood:
    """The face at rest under an expression; units as in PuppetPose."""

    brow: float = 0.0
    frown: float = 0.0
    lids: float = 0.0
    squint: float = 0.0
    roll: float = 0.0
    life: float = 1.0  # how lively the body is
    quirk: float = 0.0
    ponders: bool = False  # the eyes go up and aside as phrases begin, the lips are closed in silence
    pitch: float = 0.0
    gaze: float = 0.0  # up
    gasps: bool = False  # the mouth stands open before the first word
    smile: float = 0.0
    smirk: float = 0.0


# No mood holds its lids half shut: with a smile under them that looks smug. Brows, gaze and the head's tilt say it instead.
MOODS: dict[Expression, Mood] = {
    "neutral": Mood(),
    "smile": Mood(brow=0.12, squint=0.2, smile=0.35),
    "happy": Mood(brow=0.45, squint=0.9, life=1.35, smile=0.6),
    "surprised": Mood(brow=1.0, lids=-0.3, life=1.1, gasps=True),
    "sad": Mood(brow=0.2, frown=-1.0, roll=3.0, life=0.6, pitch=3.0, gaze=-0.4, smile=-1.0),
    "serious": Mood(brow=-0.35, frown=0.8, life=0.75, smile=-0.5),
    "thinking": Mood(brow=0.25, roll=-2.5, life=0.8, quirk=1.0, ponders=True, smile=-0.25, smirk=1.0),
    "wink": Mood(brow=0.25, squint=0.4, life=1.1, smile=0.5, smirk=0.4),
}


def face_curves(mood: Mood, phrases: tuple[Phrase, ...], times: Curve, seconds: float) -> tuple[Curve, Curve]:
    """(brow, frown): the mood, lifted by stresses and by questions."""
    brow = np.full_like(times, mood.brow)
    for phrase in phrases:
        for beat in phrase.beats:
            brow += pulse(times, beat + 0.05, 0.5, 0.28)
        if phrase.question:
            brow += plateau(times, phrase.end - 0.5, 0.25, phrase.end + 0.35, 0.3, 0.45)
    if mood.brow >= 1.0:  # surprise doesn't last
        brow -= ease((times - 1.2) / 0.8) * 0.55
    return spring(brow, 4.0, 0.9), np.full_like(times, mood.frown)


def pitch_curve(phrases: tuple[Phrase, ...], times: Curve, mood: Mood) -> Curve:
    """Degrees, down positive: a nod at every stress, alternately larger and smaller."""
    total = np.full_like(times, mood.pitch)
    for i, beat in enumerate(b for phrase in phrases for b in phrase.beats):
        total += nod(times, beat, (3.6, 2.4, 3.0)[i % 3] * mood.life)
    return np.clip(total, -4.0, 6.5)


def turn_curves(phrases: tuple[Phrase, ...], glances: list[tuple[float, float]], times: Curve, seconds: float, rng: np.random.Generator, mood: Mood) -> tuple[Curve, Curve]:
    """(yaw, roll) in degrees: a new attitude at each phrase, a turn at each glance (start, end), a tilt at questions."""
    yaw_at: list[tuple[float, float]] = []
    roll_at: list[tuple[float, float]] = []
    side = 1.0 if rng.random() < 0.5 else -1.0
    for phrase in phrases:
        side = -side
        yaw_at.append((phrase.start - 0.1, side * rng.uniform(2.5, 6.0)))
        roll_at.append((phrase.start - 0.05, side * rng.uniform(0.8, 2.6)))
        if phrase.question:
            roll_at.append((phrase.end - 0.7, 5.5 * side))
    yaw = steps(times, sorted(yaw_at))
    for start, end in glances:
        yaw[(times >= start) & (times < end)] = TURN
    fade = settle(times, seconds, 0.5)
    roll = steps(times, sorted(roll_at)) + mood.roll
    yaw = spring(yaw * fade, 1.7, 0.82) + drift(times, rng, 3.7) * 0.9 * fade
    return yaw, spring(roll * fade, 1.2, 0.75) + drift(times, rng, 4.9) * 0.7 * fade


def plan_glances(moves: list[Move], showing: bool) -> list[tuple[float, float]]:
    """When eyes and head go to the picture: with the hand, back to the viewer before the hand falls."""
    if not showing:
        return []
    return [(m.start - 0.08, min(m.start + 1.05, m.end)) for m in moves if m.gesture in TOWARDS]


def ponder(mood: Mood, phrases: tuple[Phrase, ...]) -> list[Move]:
    """When the eyes of a face that thinks go up and aside: as every phrase begins, as if a hand were at the chin."""
    return [Move("think", phrase.start, phrase.end) for phrase in phrases] if mood.ponders else []


def quirk_curve(mood: Mood, times: Curve, seconds: float) -> Curve:
    """0…1: one brow goes up at the start and comes down at the end."""
    return mood.quirk * plateau(times, 0.1, 0.35, seconds - 0.5, 0.35)


def mouth_curves(mood: Mood, phrases: tuple[Phrase, ...], times: Curve) -> tuple[Curve, Curve]:
    """(smile, smirk): the mood; who isn't gloomy smiles a little more as each phrase ends, and a smirk is for the silence around phrases."""
    smile = np.full_like(times, mood.smile)
    if mood.smile >= 0:
        for phrase in phrases:
            smile += plateau(times, phrase.end - 0.25, 0.3, phrase.end + 0.2, 0.4, 0.3)
    spoken = sum((plateau(times, phrase.start - 0.2, 0.25, phrase.end, 0.25) for phrase in phrases), np.zeros_like(times))
    return np.clip(smile, -1.0, 1.0), mood.smirk * (1 - 0.6 * np.minimum(spoken, 1.0))


def along_with(moves: list[Move], times: Curve) -> dict[str, Curve]:
    """What the head does along with the arms: it sinks between shrugged shoulders, tilts and lifts the brows; it nods to a raised thumb."""
    bob, roll, brow = np.zeros_like(times), np.zeros_like(times), np.zeros_like(times)
    for move in moves:
        if move.gesture == "shrug":
            held = plateau(times, move.start + 0.05, 0.4, move.end, 0.42)
            bob, roll, brow = bob + 7.0 * held, roll + 3.5 * held, brow + 0.5 * held
        if move.gesture == "thumbs_up":
            bob += nod(times, move.start + 0.42, 4.0)
    return {"bob": bob, "roll": roll, "brow": brow}


def gaze_curves(
    look: tuple[float, float], glances: list[tuple[float, float]], moves: list[Move], times: Curve, rng: np.random.Generator, mood: Mood
) -> tuple[Curve, Curve]:
    """(x, y): on the viewer (below, for a mood that casts its eyes down), with small saccades; to the picture at glances; up and away while thinking."""
    x_at, y_at, t = [(0.0, 0.0)], [(0.0, 0.0)], rng.uniform(0.8, 1.6)
    while t < times[-1]:
        away = rng.random() < 0.45
        x_at.append((t, rng.uniform(-0.22, 0.22) if away else 0.0))
        y_at.append((t, rng.uniform(-0.12, 0.12) if away else 0.0))
        t += rng.uniform(0.35, 0.8) if away else rng.uniform(1.0, 2.2)
    x, y = steps(times, x_at), steps(times, y_at) + mood.gaze
    for start, end in glances:
        x[(times >= start) & (times < end)] = 0.9 * abs(look[0])
        y[(times >= start) & (times < end)] = 0.7 * look[1]
    for move in moves:
        if move.gesture == "think":
            inside = (times >= move.start + 0.1) & (times < move.start + 1.3)
            x[inside], y[inside] = 0.55, 0.6
    return spring(x, 7.0, 0.95), spring(y, 7.0, 0.95)


def lid_curves(mood: Mood, phrases: tuple[Phrase, ...], times: Curve, seconds: float, rng: np.random.Generator, wink: float | None) -> tuple[Curve, Curve]:
    """(left, right): blinks every 2 to 5 s, drawn to phrase ends; a wink closes the left eye at time `wink`."""
    left, right = (np.full_like(times, mood.lids) for _ in range(2))
    ends = [p.end for p in phrases]
    first = _WIDE if mood.lids < 0 else 0.4
    t = max(rng.uniform(1.0, 2.6), first)
    while t < seconds - 0.45:
        near = min(ends, key=lambda e: abs(e - t), default=t)
        at = near if abs(near - t) < 0.6 and first < near < seconds - 0.45 else t
        if wink is None or abs(at - wink) > 0.7:
            for lids in (left, right):
                lids[round(at * FPS) :] = np.maximum(lids[round(at * FPS) :], 0.0)  # wide eyes last until the first blink, which hides the change
                _shut(lids, at, BLINK)
        t = max(at, t) + rng.uniform(2.0, 4.6)
    if wink is not None:
        _shut(left, wink, (0.5, 0.9, *(1.0,) * 9, 0.8, 0.5, 0.2))
    return left, right


def _shut(lids: Curve, at: float, shape: tuple[float, ...]) -> None:
    first = round(at * FPS)
    for i, value in enumerate(shape):
        if 0 <= first + i < len(lids):
            lids[first + i] = max(lids[first + i], value)


def trail_curve(yaw: Curve, roll: Curve) -> Curve:
    """Ears, hair and hats come along a moment after the head and swing a little past it."""
    carried = roll + 0.35 * yaw
    return np.clip(spring(carried, 2.6, 0.3) - carried, -7.0, 7.0)


def body_curves(phrases: tuple[Phrase, ...], times: Curve, seconds: float, rng: np.random.Generator, mood: Mood) -> tuple[Curve, Curve, Curve, Curve]:
    """(bob, sway, breath, tail): the tail wags, and swings after the body's weight."""
    bob = np.zeros_like(times)
    for beat in (b for phrase in phrases for b in phrase.beats):
        bob += nod(times, beat, 5.0 * mood.life)
    at: list[tuple[float, float]] = []
    t, side = rng.uniform(0.5, 1.2), 1.0 if rng.random() < 0.5 else -1.0
    while t < seconds:
        at.append((t, side * rng.uniform(0.45, 1.0)))
        t, side = t + rng.uniform(1.9, 2.9), -side
    fade = settle(times, seconds, 0.5)
    sway = spring(steps(times, at) * fade, 0.75, 0.8)
    breath = np.sin(2 * np.pi * times / 3.4 + rng.uniform(0, 6.28))
    wag = np.sin(2 * np.pi * times * 0.55 * mood.life + rng.uniform(0, 6.28)) * min(mood.life, 1.2) / 1.2
    dragged = 0.6 * (spring(sway, 1.0, 0.35) - sway)
    return bob, sway, breath, 0.75 * wag + 0.25 * drift(times, rng, 2.3) + dragged
