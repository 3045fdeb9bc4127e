"""A still as motion models take it: cut to their shape, at their size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from shorts.picture.camera import View, clamped, cover_scale, matrix
from shorts.picture.photos import read_rgb

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.engines.picture_sizes import Size
    from shorts.picture.yuv import U8


def framed(path: Path, size: Size, focus: tuple[float, float] | None, view: View | None = None) -> U8:
    """The picture as (height, width, 3), covering `size`; what is cut off is what is farthest from the focus. `view`: another camera's.

    Raises MediaUnreadable.
    """
    return seen(read_rgb(path, *size), size, view or View(*(focus or (0.5, 0.5))))


def seen(rgb: U8, size: Size, view: View) -> U8:
    """A picture through a camera, kept inside it."""
    plate = rgb.shape[1], rgb.shape[0]
    scale = cover_scale(plate, size) * view.zoom
    if scale < 1:  # reduced by area first, else fine detail flickers
        plate = round(plate[0] * scale), round(plate[1] * scale)
        rgb = np.asarray(cv2.resize(rgb, plate, interpolation=cv2.INTER_AREA), np.uint8)
    m = matrix(clamped(view, plate, size), plate, size)
    return np.asarray(cv2.warpAffine(rgb, m, size, flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE), np.uint8)
