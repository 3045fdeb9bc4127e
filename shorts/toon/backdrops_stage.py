"""A stage: the set of one setting as primitives, what its surfaces are made of, and the mood it is lit in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from shorts.toon import shapes as s
from shorts.toon.model import Field
from shorts.toon.rig import Rig

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from shorts.toon.geometry import Floats, Vector
    from shorts.toon.lights import Lights

    Texture = Callable[[NDArray[np.float32], NDArray[np.float32]], NDArray[np.float32]]

Triple = tuple[float, float, float]



@dataclass(frozen=True, slots=True)
class Finish:
    """How the surfaces of a group answer light.

    gloss: share of mirrored light when seen head-on (it rises to 1 at grazing angles, times `polish`); blur: spread of the
    mirror image; glow: light sent out, times the colour; shines: light given to the rest of the set (0 where a lamp
    stands in for it); blade: length in world units of grass or pile growing on it; texture: (points, colours) → colours.
    """

    gloss: float = 0.0
    polish: float = 0.0
    blur: float = 0.2
    glow: float = 0.0
    shines: float | None = None
    blade: float = 0.0
    texture: Texture | None = None


MATT = Finish()
SATIN = Finish(gloss=0.03, polish=0.35, blur=0.35)
GLAZED = Finish(gloss=0.05, polish=0.8, blur=0.10)
POLISHED = Finish(gloss=0.08, polish=0.9, blur=0.05)
BRASS = Finish(gloss=0.55, polish=0.8, blur=0.12)


def glowing(strength: float, shines: float | None = None) -> Finish:
    """A surface that sends out light by itself."""
    return Finish(glow=strength, shines=shines)


@dataclass(frozen=True, slots=True)
class Lamp:
    """A small ball of light: position and radius in world units, power as linear rgb at one unit."""

    at: Triple
    radius: float
    power: Triple


@dataclass(frozen=True, slots=True)
class Panes:
    """Sunlight through a window that is out of the picture: bright rectangles projected along the key light.

    rects: (x0, y0, x1, y1) on the plane z = `z`; soft: width of their edges there; sun: light added inside; lean: how far
    they slant, x per y.
    """

    z: float
    rects: tuple[tuple[float, float, float, float], ...]
    soft: float
    sun: Triple
    lean: float = 0.16


@dataclass(frozen=True, slots=True)
class Mood:
    """Light and lens of a setting. `lights` also lights the character, so that both stand in the same room."""

    lights: Lights
    sky: tuple[str, str] = ("#9db8d8", "#e8eef4")  # seen where nothing is hit: top, horizon
    zenith: Triple = (0.42, 0.46, 0.54)  # light from above, around, below and in front, linear rgb
    horizon: Triple = (0.30, 0.30, 0.32)
    ground: Triple = (0.20, 0.16, 0.13)
    front: Triple = (0.25, 0.24, 0.24)
    key: float = 0.75  # share of the character's key light that the set gets
    key_soft: float = 0.35
    panes: Panes | None = None
    lamps: tuple[Lamp, ...] = ()
    exposure: float = 1.0
    focus: float = 8.7  # distance from the camera that is sharp, world units
    aperture: float = 0.040  # blur radius of what is infinitely far, as a share of the picture's height
    haze: tuple[str, float] = ("#ffffff", 0.0)  # colour of the air, and how much of it per ten units of distance, outdoors


@dataclass(slots=True)
class Stage:
    """Primitives in world space (see Rig for how to add them) with a finish per group.

    cell: size of the acceleration grid's cells in world units; wide landscapes need larger ones, or the grid is huge.
    """

    mood: Mood
    cell: float = 0.20
    rig: Rig = field(default_factory=Rig)
    finishes: list[Finish] = field(default_factory=list)

    def group(self, name: str, finish: Finish = MATT) -> str:
        """Make the group `name` unless it exists; returns the name."""
        if name not in self.rig.group_ids:
            self.rig.group(name)
            self.finishes.append(finish)
        return name

    def box(self, group: str, at: Vector, half: Sequence[float], colour: str, round_: float = 0.02, **kw: Any) -> None:
        self.rig.box(group, at, half, colour, round_, **kw)

    def ball(self, group: str, at: Vector, radii: float | Sequence[float], colour: str, **kw: Any) -> None:
        self.rig.ball(group, at, (radii,) * 3 if isinstance(radii, (int, float)) else radii, colour, **kw)

    def rod(self, group: str, a: Vector, b: Vector, ra: float, rb: float, colour: str, **kw: Any) -> None:
        self.rig.limb(group, a, b, ra, rb, colour, **kw)

    def disc(self, group: str, at: Vector, radius: float, half: float, colour: str, round_: float = 0.01, **kw: Any) -> None:
        """An upright cylinder of half height `half`."""
        self.rig.add(group, s.CYL, at, [radius, half, round_], colour, **kw)

    def cup(self, group: str, at: Vector, low: float, top: float, half: float, colour: str, round_: float = 0.02, **kw: Any) -> None:
        """A cone cut off at both ends: radius below and above, half height."""
        self.rig.add(group, s.FRUST, at, [low, top, half, round_, 1.0], colour, **kw)

    def arch(self, group: str, at: Vector, radius: float, tube: float, colour: str, opening: float = 3.14159, **kw: Any) -> None:
        self.rig.ring(group, at, radius, tube, colour, opening, **kw)

    def stain(self, group: str, at: Vector, radii: Sequence[float], colour: str, soft: float = 0.03, shape: int = s.ELL, **kw: Any) -> None:
        """Colour inside a soft-edged volume of the group."""
        self.rig.paint(group, at, radii, colour, soft, shape=shape, **kw)

    def rows(self) -> Floats:
        """The primitives as kernel rows, sorted by group."""
        prims = sorted(self.rig.prims, key=lambda p: p.group)
        return np.array([p.row(np.eye(4), 0) for p in prims], dtype=np.float64)

    def field(self) -> Field:
        return Field(self.rows(), self.cell, 0.6 + 1.2 * self.cell)

    def column(self, name: str) -> Floats:
        """One property of every group's finish, e.g. "glow"."""
        return np.array([getattr(finish, name) for finish in self.finishes], dtype=np.float64)

    def shines(self) -> Floats:
        return np.array([f.glow if f.shines is None else f.shines for f in self.finishes], dtype=np.float64)
