"""What a part is given to work with: the rig, the record's measures and colours, and the pose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from shorts.toon.geometry import along, placed, rot, vector
from shorts.toon.record import broken, made
from shorts.toon.rig import Rig, turned_about

if TYPE_CHECKING:
    from shorts.toon.geometry import Floats
    from shorts.toon.pose import Pose

Record = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class HeadShape:
    """Half width, height, depth of the skull, height of its centre, and the cheeks, in world units."""

    kind: str = "round"
    w: float = 0.70
    h: float = 0.61
    d: float = 0.61
    y: float = 1.54
    cheek: float = 0.30
    cheek_x: float = 0.38
    cheek_y: float = -0.21
    cheek_fur: float = 1.3
    jaw: float = 0.27
    neck: float = -0.36  # height of the joint about which the head turns


@dataclass(frozen=True, slots=True)
class BodyShape:
    """The pear: radius and height of hip and chest."""

    hip: float = 0.365
    chest: float = 0.27
    hip_y: float = 0.47
    chest_y: float = 0.88
    belly: bool = True
    reach: float = 0.0  # how much farther out raised hands are held, past wide cheeks


@dataclass(frozen=True, slots=True)
class EyeShape:
    """Eyes in head space: distance from the middle, height, radii, iris and pupil (in eye and iris radii), depth in the face."""

    kind: str = "round"
    x: float = 0.255
    y: float = 0.02
    rx: float = 0.175
    ry: float = 0.21
    rz: float = 0.15
    iris: float = 0.74
    pupil: float = 0.52
    colour: str = "#6b3e1e"
    sink: float = 0.085
    toe: float = 10.0
    lid: str = ""
    lash: bool = False
    lash_width: float = 0.016
    lid_tilt: float = 0.0
    droop: float = 0.0  # degrees that the upper lid hangs lower


@dataclass(frozen=True, slots=True)
class MuzzleShape:
    """The snout: half spread of its two pads, height, pad radii, how far forward."""

    kind: str = "snout"
    x: float = 0.12
    y: float = -0.20
    z: float = 0.50
    w: float = 0.22
    h: float = 0.14
    d: float = 0.20
    bridge: bool = True
    nose_w: float = 0.08
    mouth: float = 0.85  # scale of the mouth
    mouth_y: float | None = None
    hook: float = 0.0  # how far the tip of a hooked beak hangs down


@dataclass(frozen=True, slots=True)
class BrowShape:
    """Half length, thickness and rise above the eye; length 0: none."""

    kind: str = "soft"
    length: float = 0.10
    thick: float = 0.024
    rise: float = 0.0
    slant: float = 0.0  # degrees by which the inner ends hang lower
    cock: float = 0.0  # how much higher the brow at the picture's right is


@dataclass(frozen=True, slots=True)
class Patch:
    """A soft-edged patch of colour on the head (or body), mirrored unless it says otherwise."""

    pos: tuple[float, float, float]
    rad: tuple[float, float, float]
    colour: str
    soft: float = 0.035
    turn: tuple[float, float, float] = (0.0, 0.0, 0.0)
    on: str = "head"
    mirror: bool = True


@dataclass(slots=True)
class Kit:
    """Everything a part needs. Parts read it and add primitives to `rig`."""

    record: Record
    pose: Pose
    rig: Rig = field(default_factory=Rig)

    def __post_init__(self) -> None:
        head = self.head
        self.rig.hang("chest", "root", placed((0, self.pose.breathe * 0.4, 0)))
        turn = rot(self.pose.pitch, self.pose.yaw, self.pose.roll)
        self.rig.hang("head", "chest", placed((0, head.y, 0)) @ turned_about((0, head.neck, 0), turn))

    @property
    def head(self) -> HeadShape:
        return made(HeadShape, self.record.get("head", {}), "head")

    @property
    def body(self) -> BodyShape:
        return made(BodyShape, self.record.get("body", {}), "body")

    @property
    def eyes(self) -> EyeShape:
        return made(EyeShape, self.record.get("eyes", {}), "eyes")

    @property
    def muzzle(self) -> MuzzleShape:
        return made(MuzzleShape, self.record.get("muzzle", {}), "muzzle")

    @property
    def brows(self) -> BrowShape:
        return made(BrowShape, self.record.get("brows", {}), "brows")

    @property
    def patches(self) -> tuple[Patch, ...]:
        return tuple(made(Patch, q, f"patches[{i}]") for i, q in enumerate(self.record.get("patches", ())))

    @property
    def skin(self) -> str:
        """The material of body and head: fur, skin, rubber or plastic."""
        return str(self.record.get("skin", "fur"))

    @property
    def fur(self) -> float:
        """Length of the head's fur, world units; 0 for what has none."""
        return float(self.record.get("fur", 0.075)) if self.skin == "fur" else 0.0

    def colour(self, *names: str) -> str:
        """The first of these colours that the record gives. Raises CharacterFileBroken when it gives none."""
        table: Mapping[str, str] = self.record["colours"]
        for name in names:
            if name in table:
                return table[name]
            if name.startswith("#"):
                return name
        raise broken(f"colours.{names[0]}", 'a colour like "#e8752a"', '"#e8752a" 같은 색')

    def choice(self, family: str, default: str = "none") -> str:
        """The part that the record names for a family; a family's table of measures names it as `kind`."""
        value = self.record.get(family, default)
        return str(value.get("kind", default) if isinstance(value, Mapping) else value)

    @property
    def prop(self) -> str:
        """What the character holds: the pose's choice, or else the record's; "none" for nothing."""
        return self.choice("prop") if self.pose.prop is None else (self.pose.prop or "none")

    def arm_bones(self, side: int, shoulder: Floats, bend: Floats, wrist: Floats, hand_turn: Floats) -> tuple[str, str, str]:
        """Hang the three bones of an arm; each one's +y runs along the limb. Returns their names."""
        name = "l" if side > 0 else "r"
        parts = (("upper", shoulder, along(bend - shoulder)), ("fore", bend, along(wrist - bend)), ("hand", wrist, hand_turn))
        upper, fore, hand = (self.rig.hang(f"{kind}_{name}", "chest", placed(pos, turn)) for kind, pos, turn in parts)
        return upper, fore, hand

    def on_face(self, x: float, y: float, out: float = 0.0) -> Floats:
        """A point of head space on the face at (x, y), lifted `out` towards the viewer."""
        return vector((x, y, self.rig.depth("head", x, y) + out))


def mirrored(v: tuple[float, float, float], side: int) -> Floats:
    """v as seen on one side: x negated at -1."""
    return np.array([side * v[0], v[1], v[2]])
