"""How a set is lit by day and in the evening: the same room, another light."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shorts.toon.lights import STUDIO, Lights

if TYPE_CHECKING:
    from shorts.artifacts import Light
    from shorts.toon.backdrops_stage import Lamp, Mood, Triple

LAMPLIT = Lights(
    key=(1.50, 1.14, 0.78), fill=(0.17, 0.21, 0.34), sky=(0.25, 0.27, 0.38), ground=(0.30, 0.21, 0.14), warm_rim=(1.7, 1.1, 0.6), cool_rim=(0.5, 0.78, 1.55)
)
"""A room lit by its own lamps, with the blue of dusk behind."""
_DUSK = (0.72, 0.80, 1.12)
"""Colour of what is left of the sky's light, beside the day's."""


def shaded(lights: Lights, key: Triple, around: Triple = (1, 1, 1)) -> Lights:
    """`lights` with the key's rgb multiplied by `key`, sky's and ground's by `around`."""
    return replace(lights, key=_times(lights.key, key), sky=_times(lights.sky, around), ground=_times(lights.ground, around))


def daylight(key: Triple = (1, 1, 1), around: Triple = (1, 1, 1)) -> Lights:
    """The studio's light, coloured."""
    return shaded(STUDIO, key, around)


def lit_for(light: Light, day: Mood, *, lamps: tuple[Lamp, ...] = (), lights: Lights = LAMPLIT, air: float = 0.5, key: float = 0.3, **changes: object) -> Mood:
    """The mood of a set at this light: `day` itself, or an evening made of it.

    In the evening the sun's panes are gone, the air has `air` of its light and is bluer, the key is a lamp in the room of
    strength `key`; `lamps` and `changes` (fields of Mood) replace the day's.
    """
    if light == "day":
        return day
    air_of = {name: _times(getattr(day, name), tuple(part * air for part in _DUSK)) for name in ("zenith", "horizon", "ground", "front")}
    return replace(day, **{**air_of, "lights": lights, "key": key, "panes": None, "lamps": lamps or day.lamps, **changes})  # type: ignore[arg-type]


def _times(colour: Triple, gains: tuple[float, ...]) -> Triple:
    r, g, b = (part * gain for part, gain in zip(colour, gains, strict=True))
    return r, g, b
