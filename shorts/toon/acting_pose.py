"""What a performance says about one frame, in the puppet's own terms."""

from __future__ import annotations

from dataclasses import dataclass

ARM_GESTURES = ("rest", "greet", "wave", "point", "present", "think", "cheer", "explain", "thumbs_up", "point_up", "show", "shrug", "hip")
"""What one arm can do. "rest" hangs at the side; every other gesture is a path away from it."""


@dataclass(frozen=True, slots=True)
class ArmPose:
    """Where one arm is on the path of its gesture.

    phase: 0 hanging, 1 arrived; springs may take it a little outside. swing: -1…1, how far a waving hand is to one side.
    speed: phases a frame.
    """

    gesture: str = "rest"
    phase: float = 0.0
    swing: float = 0.0
    speed: float = 0.0


@dataclass(frozen=True, slots=True)
class PuppetPose:
    """One frame of acting. The puppet's left is the viewer's right, unless the place is flipped.

    mouth: a key of acting_mouth.MOUTHS; openness: 0 lips closed … 1 wide, as the sound asks, before shapes are picked.
    lids: (left, right), -0.3 wide open, 0 open, 1 closed. gaze: (x, y) -1…1, x to the viewer's right, y up.
    yaw, pitch, roll: degrees; the head turns to the viewer's right, down, and tilts clockwise when positive. spin: degrees of yaw a frame.
    bob: head height, pixels at scale 1, down positive. sway: -1…1, weight on one leg. breath: -1…1.
    brow: -1…1 raised; frown: -1 worried (inner ends up) … 1 angry; quirk: 0…1 the right brow up, the left one down.
    squint: 0…1, smiling lower lids. smile: -1 the mouth's corners down … 1 up; smirk: -1…1, the mouth to one side, that corner up.
    tail: -1…1. trail: degrees by which ears and hair are ahead of the head's tilt (behind: against it).
    """

    mouth: str = "rest"
    openness: float = 0.0
    lids: tuple[float, float] = (0.0, 0.0)
    gaze: tuple[float, float] = (0.0, 0.0)
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    spin: float = 0.0
    bob: float = 0.0
    sway: float = 0.0
    breath: float = 0.0
    brow: float = 0.0
    frown: float = 0.0
    quirk: float = 0.0
    squint: float = 0.0
    smile: float = 0.0
    smirk: float = 0.0
    tail: float = 0.0
    trail: float = 0.0
    left: ArmPose = ArmPose()
    right: ArmPose = ArmPose()
