"""What of a character is drawn ahead: mouth shapes, lid stages, yaw angles, and the keys on each gesture's path."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shorts.toon.pose import VISEMES, WAVE_KEYS, Mouth, arm_named, blend_arms

if TYPE_CHECKING:
    from shorts.toon.pose import ArmPose

YAWS = (0.0, 20.0)
"""Head angles that are drawn; around them they are bent. Glances go towards the pointing hand only: a place is flipped for others."""
EXPRESSION = "smile"
"""The face under all windows; other expressions are brows, lids and mouths on top of it."""

MOUTH_SHAPES: dict[str, str] = {
    "rest": "rest",
    "press": "M",
    "bite": "F",
    "e1": "puppet-e1",
    "e2": "E",
    "a1": "puppet-a1",
    "a2": "puppet-a2",
    "a3": "A",
    "o1": "puppet-o1",
    "o2": "O",
    "u": "U",
}
"""acting_mouth.MOUTHS → the rig's visemes."""
TURNED_MOUTHS = {"rest": "rest", "press": "press", "bite": "e1", "e1": "e1", "e2": "e2", "a1": "e1", "a2": "a2", "a3": "a3", "o1": "u", "o2": "o2", "u": "u"}
"""What a turned head shows for each shape: it is seen for a second at a time, so that fewer are drawn."""

VISEMES.update(
    {
        "puppet-e1": Mouth(0.172, 0.006, 0.044, 0.034, teeth=0.7),
        "puppet-a1": Mouth(0.150, 0.008, 0.056, 0.026, teeth=0.5, tongue=1),
        "puppet-a2": Mouth(0.152, 0.020, 0.104, 0.020, teeth=0.7, tongue=1),
        "puppet-o1": Mouth(0.068, 0.052, 0.066, 0.000, round=True),
    }
)

LID_POSES: dict[str, tuple[str, float]] = {
    "wide": ("surprised", 0.0),
    "half": (EXPRESSION, 0.5),
    "shut": (EXPRESSION, 1.0),
    "squint": ("happy", 0.0),
    "stern": ("serious", 0.0),
    "droop": ("sad", 0.0),
}
"""Lid stage → (whose lids and irises, how far shut) of the rig's pose; "open" is the base itself."""

_BETWEEN: dict[str, tuple[str, str, float]] = {
    "raise1": ("rest", "greet", 0.2),
    "raise2": ("rest", "greet", 0.4),
    "raise3": ("rest", "greet", 0.6),
    "raise4": ("rest", "greet", 0.8),
    "cheer1": ("greet", "cheer", 0.5),
    "point1": ("rest", "point", 0.3),
    "point2": ("rest", "point", 0.65),
    "present1": ("rest", "present", 0.35),
    "present2": ("rest", "present", 0.7),
    "explain1": ("rest", "explain", 0.35),
    "explain2": ("rest", "explain", 0.7),
    "think1": ("rest", "think", 0.22),
    "think2": ("rest", "think", 0.44),
    "think3": ("rest", "think", 0.64),
    "think4": ("rest", "think", 0.82),
    "hip1": ("rest", "hip", 0.5),
    "thumb1": ("rest", "thumbs_up", 0.35),
    "thumb2": ("rest", "thumbs_up", 0.7),
    "up1": ("rest", "point_up", 0.72),
    "show1": ("present1", "show", 0.55),
    "shrug1": ("rest", "shrug", 0.65),
}
"""Keys between named poses: (from, to, share). The hand takes its final shape from the first of them on."""

_RAISED = ("rest", "raise1", "raise2", "raise3", "raise4")
PATHS: dict[str, dict[str, tuple[str, ...]]] = {
    "left": {
        "rest": ("rest",),
        "greet": (*_RAISED, "greet"),
        "wave": (*_RAISED, "wave"),
        "cheer": (*_RAISED, "cheer1", "cheer"),
        "point": ("rest", "point1", "point2", "point"),
        "present": ("rest", "present1", "present2", "present"),
        "explain": ("rest", "explain1", "explain2", "explain"),
        "think": ("rest", "think1", "think2", "think3", "think4", "think"),
        "thumbs_up": ("rest", "thumb1", "thumb2", "thumbs_up"),
        "point_up": ("rest", "raise1", "raise2", "up1", "point_up"),
        "show": ("rest", "present1", "show1", "show"),
        "shrug": ("rest", "present1", "shrug1", "shrug"),
        "hip": ("rest", "hip1", "hip"),
    },
    "right": {
        "rest": ("rest",),
        "cheer": (*_RAISED, "cheer1", "cheer"),
        "present": ("rest", "present1", "present2", "present"),
        "explain": ("rest", "explain1", "explain2", "explain"),
        "shrug": ("rest", "present1", "shrug1", "shrug"),
        "hip": ("rest", "hip1", "hip"),
    },
}
SWINGS: dict[str, dict[str, tuple[str, ...]]] = {"left": {"wave": WAVE_KEYS}, "right": {}}


def arm_keys(side: str) -> tuple[str, ...]:
    """Every key that an arm's paths and swings use, once."""
    rows = (*PATHS[side].values(), *SWINGS[side].values())
    return tuple(dict.fromkeys(key for row in rows for key in row))


def arm_key(name: str) -> ArmPose:
    """The rig's arm at a key."""
    if name not in _BETWEEN:
        return arm_named(name)
    first, last, share = _BETWEEN[name]
    return replace(blend_arms(arm_key(first), last, share), hand=arm_named(last).hand)
