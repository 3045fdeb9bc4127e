"""A performance: how a character acts one scene, decided from the voice's times before any picture is made."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shorts.artifacts import FPS
from shorts.toon import acting_head as head
from shorts.toon.acting_arms import ArmTrack, arm_tracks, plan_moves
from shorts.toon.acting_curves import frames_of
from shorts.toon.acting_mouth import LipTrack, lips
from shorts.toon.acting_phrases import phrases_of
from shorts.toon.acting_pose import ArmPose, PuppetPose

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.artifacts import Narration, Scene
    from shorts.cast import Character
    from shorts.toon.acting_head import Mood
    from shorts.toon.acting_phrases import Phrase

    Curve = NDArray[np.float64]

VERSION = "7"
"""Changes whenever the same narration would be acted differently."""

_CURVES = ("yaw", "pitch", "roll", "bob", "sway", "breath", "brow", "frown", "quirk", "squint", "smile", "smirk", "tail", "trail")
"""Those that a pose has by the same name."""


@dataclass(frozen=True)
class Performance:
    """One scene acted. curves: one value a frame each, see PuppetPose for units."""

    seconds: float
    lips: LipTrack
    curves: dict[str, Curve]
    left: ArmTrack
    right: ArmTrack

    def at(self, t: float) -> PuppetPose:
        """The pose `t` seconds into the scene; before the start and after the end the first and last pose hold."""
        place = min(max(t, 0.0), self.seconds) * FPS
        i = min(int(place), len(self.lips.shapes) - 1)
        nearest = min(round(place), len(self.lips.shapes) - 1)
        v = {name: _between(curve, i, place - i) for name, curve in self.curves.items()}
        return PuppetPose(
            mouth=self.lips.shapes[nearest],
            openness=_between(self.lips.openness, i, place - i),
            lids=(v["lid_left"], v["lid_right"]),
            gaze=(v["gaze_x"], v["gaze_y"]),
            left=_arm(self.left, i, place - i),
            right=_arm(self.right, i, place - i),
            spin=_speed(self.curves["yaw"], i),
            **{name: v[name] for name in _CURVES},
        )


def perform(
    narration: Narration,
    scene: Scene,
    character: Character,
    seed: int,
    look: tuple[float, float] | None,
    seconds: float,
    loudness: Curve | None = None,
) -> Performance:
    """Act `scene` for `seconds`. Deterministic in its arguments.

    look: where the picture lies as seen from the face, about -1…1, x towards the pointing hand (its sign is ignored: the
    renderer flips the place when the picture is on the other side), y up; None without a picture. loudness: see
    acting_voice; without it mouths open as wide as each sound asks.
    """
    rng = np.random.default_rng(_seed(seed, scene.id, character.id, narration.seconds))
    times = np.arange(frames_of(seconds)) / FPS
    phrases = phrases_of(narration)
    mood = head.MOODS[scene.expression]
    moves = plan_moves(scene.gesture, phrases, seconds, rng, look is not None, character.gestures)
    glances = head.plan_glances(moves, look is not None)
    curves = dict(zip(("yaw", "roll"), head.turn_curves(phrases, glances, times, seconds, rng, mood), strict=True))
    curves |= zip(("gaze_x", "gaze_y"), head.gaze_curves(look or (0.0, 0.0), glances, [*moves, *head.ponder(mood, phrases)], times, rng, mood), strict=True)
    curves |= zip(("lid_left", "lid_right"), head.lid_curves(mood, phrases, times, seconds, rng, _wink(scene, phrases, seconds)), strict=True)
    curves |= zip(("bob", "sway", "breath", "tail"), head.body_curves(phrases, times, seconds, rng, mood), strict=True)
    curves |= zip(("brow", "frown"), head.face_curves(mood, phrases, times, seconds), strict=True)
    curves["pitch"] = head.pitch_curve(phrases, times, mood)
    curves["squint"] = np.full_like(times, mood.squint)
    curves["smile"], curves["smirk"] = head.mouth_curves(mood, phrases, times)
    curves["quirk"] = head.quirk_curve(mood, times, seconds)
    for name, added in head.along_with(moves, times).items():
        curves[name] = curves[name] + added
    curves["trail"] = head.trail_curve(curves["yaw"], curves["roll"])
    left, right = arm_tracks(moves, phrases, times)
    return Performance(seconds, _smiling(lips(narration, len(times), loudness), mood), curves, left, right)


def _smiling(track: LipTrack, mood: Mood) -> LipTrack:
    """Silence looks like the mood: a worried, stern or thinking face rests with level lips, others with a smile; a gasp stands open before the first word."""
    silent = "rest" if mood.frown == 0 and not mood.ponders else "press"
    shapes = [silent if shape == "rest" else shape for shape in track.shapes]
    spoken = next((i for i, shape in enumerate(track.shapes) if shape != "rest"), 0)
    if mood.gasps:
        shapes[:spoken] = ["o1"] * spoken
    return LipTrack(tuple(shapes), track.openness)


def _wink(scene: Scene, phrases: tuple[Phrase, ...], seconds: float) -> float | None:
    """When to wink: as the first phrase ends, in scenes that wink."""
    if scene.expression != "wink":
        return None
    return min(phrases[0].end if phrases else 1.0, max(seconds - 0.9, 0.3))


def _seed(*parts: object) -> int:
    return int.from_bytes(hashlib.blake2b(repr(parts).encode(), digest_size=8).digest(), "big")


def _between(curve: Curve, i: int, fraction: float) -> float:
    j = min(i + 1, len(curve) - 1)
    return float(curve[i] * (1 - fraction) + curve[j] * fraction)


def _speed(curve: Curve, i: int) -> float:
    """By how much a curve changes a frame around frame i."""
    first, last = max(i - 1, 0), min(i + 1, len(curve) - 1)
    return float(curve[last] - curve[first]) / max(last - first, 1)


def _arm(track: ArmTrack, i: int, fraction: float) -> ArmPose:
    j = min(i + 1, len(track.phase) - 1)
    i = i if math.isclose(fraction, 0.0) or track.gestures[i] == track.gestures[j] else j
    return ArmPose(track.gestures[i], _between(track.phase, i, fraction), _between(track.swing, i, fraction), _speed(track.phase, i))
