"""A plate that fills the frame, seen through a camera."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.picture import camera

if TYPE_CHECKING:
    from shorts.picture.camera import View
    from shorts.picture.yuv import Canvas, Plate

_MARGIN = 128  # plate pixels around what a camera sees, for Plate.warp_onto's quick way


class Wall:
    """frame: (width, height) of the canvases that it is shown on."""

    def __init__(self, plate: Plate, frame: tuple[int, int]) -> None:
        self._size, self._frame, self._padded = plate.size, frame, plate.padded(_MARGIN)

    def show(self, canvas: Canvas, view: View) -> None:
        """Fill the canvas; the view is kept inside the plate."""
        matrix = camera.matrix(camera.clamped(view, self._size, self._frame), self._size, self._frame)
        matrix[:, 2] += _MARGIN
        self._padded.warp_onto(canvas, matrix)
