"""Does the picture that ships show what its description draws? Both small, softened, compared cell by cell.

Two machines don't draw the same bits (their compilers order sums otherwise), and a small drawing has fewer samples than the
shipped one had. So cells (an eighteenth of the picture's width) are compared by their mean colour, and the worst one counts: a lamp
that was moved changes its cells by tens of steps, and the mean of the whole picture hardly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PIL import Image, ImageFilter

from shorts.toon.backdrops import SIZE, paint_backdrop, read_picture

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.artifacts import Light
    from shorts.settings import Settings

WIDTH, CELL = 216, 12
"""Pixels across of the small pictures, and of a cell's side."""
EFFORT = (2, 4, 12)
"""Looks per pixel, pixels per bounce, paths per bounce."""
CLOSE = 5.5
"""So far off the picture may be on average."""
WORST = 40.0
"""The worst cell may be this far off; measured on what ships: 6 to 37, most at lamps before the dark and where grass meets a path."""
_SOFT = 3.0  # pixels; evens out the noise of the bounces and where a blade of grass happens to fall


class Difference(NamedTuple):
    """0..255: of the picture on average and of its worst cell, whose middle is at (x, y), fractions of the picture."""

    mean: float
    worst: float
    x: float
    y: float

    @property
    def small(self) -> bool:
        """Is it no more than another machine and fewer samples make?"""
        return self.mean <= CLOSE and self.worst <= WORST


def difference(setting: str, settings: Settings, light: Light = "day") -> Difference:
    """The shipped picture against a small fresh one. Raises UnknownChoice, MediaUnreadable."""
    height = WIDTH * SIZE[1] // SIZE[0]
    fresh = Image.fromarray(paint_backdrop(setting, WIDTH, height, EFFORT, light))
    shipped = Image.fromarray(read_picture(setting, settings, light)).resize((WIDTH, height), Image.Resampling.BOX)
    off = _soft(fresh) - _soft(shipped)
    rows, columns = height // CELL, WIDTH // CELL
    cells = np.abs(off.reshape(rows, CELL, columns, CELL, 3).mean(axis=(1, 3))).max(axis=-1)
    row, column = np.unravel_index(int(cells.argmax()), cells.shape)
    return Difference(float(np.abs(off).mean()), float(cells.max()), (float(column) + 0.5) / columns, (float(row) + 0.5) / rows)


def _soft(picture: Image.Image) -> NDArray[np.float32]:
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(_SOFT)), np.float32)
