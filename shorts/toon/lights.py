"""The light rig: one warm soft key, one cool fill, a warm and a cool rim, and the colours of sky and ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shorts.toon.geometry import unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Lights:
    """Colours are linear rgb (0..2); directions point from the character towards the light."""

    key: Triple = (1.75, 1.56, 1.34)
    key_from: Triple = (-0.55, 0.72, 0.70)
    fill: Triple = (0.26, 0.30, 0.40)
    fill_from: Triple = (0.8, 0.15, 0.6)
    warm_rim: Triple = (1.5, 1.35, 1.2)
    warm_rim_from: Triple = (0.75, 0.35, -0.6)
    cool_rim: Triple = (0.8, 1.0, 1.5)
    cool_rim_from: Triple = (-0.85, 0.3, -0.5)
    sky: Triple = (0.40, 0.46, 0.58)
    ground: Triple = (0.36, 0.29, 0.24)

    def table(self) -> NDArray[np.float64]:
        """(6, 6) float64: rows key, fill, warm rim, cool rim as rgb + unit direction; sky, ground as rgb + zeros."""
        pairs = (
            (self.key, self.key_from),
            (self.fill, self.fill_from),
            (self.warm_rim, self.warm_rim_from),
            (self.cool_rim, self.cool_rim_from),
        )
        rows = [[*colour, *unit(towards)] for colour, towards in pairs]
        return np.array([*rows, [*self.sky, 0, 0, 0], [*self.ground, 0, 0, 0]], dtype=np.float64)


STUDIO = Lights()
"""A neutral studio: what a character is drawn in when no setting is given."""
