"""Photos as plates, made once per size; what to show of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, UnidentifiedImageError

from shorts.errors import MediaUnreadable
from shorts.picture.yuv import Plate

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.picture.yuv import U8


def read_rgb(path: Path, width: int, height: int) -> U8:
    """A picture reduced so that it just covers width x height (never enlarged), as (h, w, 3). Raises MediaUnreadable.

    Reducing by area first is what keeps the bilinear camera from flickering over fine detail.
    """
    try:
        with Image.open(path) as image:
            image.draft("RGB", (width, height))
            scale = min(1.0, max(width / image.width, height / image.height))
            size = max(2, round(image.width * scale)), max(2, round(image.height * scale))
            return np.asarray(image.convert("RGB").resize(size, Image.Resampling.BOX if scale < 0.5 else Image.Resampling.LANCZOS))
    except (UnidentifiedImageError, OSError) as error:
        raise MediaUnreadable(file=path.name, reason_ko="그림을 열 수 없습니다", reason_en="the picture can't be opened") from error


def plate_of(path: Path, width: int, height: int) -> Plate:
    """The photo for a picture of up to width x height pixels. Raises MediaUnreadable."""
    return Plate.from_rgb(read_rgb(path, width, height))


def blurred_fill(rgb: U8, width: int, height: int) -> Plate:
    """A calm, darker, heavily blurred copy of a picture that covers width x height: what stands behind it."""
    small = cv2.resize(_cover(rgb, width / height), (width // 8, height // 8), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), small.shape[1] / 14)
    grey = cv2.cvtColor(soft, cv2.COLOR_RGB2GRAY)[..., None].astype(np.float32)
    rich = np.clip((grey + (soft - grey) * 1.25) * 0.62 + 18, 0, 255).astype(np.uint8)
    return Plate.from_rgb(np.asarray(cv2.resize(rich, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8))


def _cover(rgb: U8, shape: float) -> U8:
    """The middle of a picture, cut to width / height = shape."""
    h, w = rgb.shape[:2]
    cw, ch = min(w, round(h * shape)), min(h, round(w / shape))
    x, y = (w - cw) // 2, (h - ch) // 2
    return np.ascontiguousarray(rgb[y : y + ch, x : x + cw])


def salient_point(rgb: U8) -> tuple[float, float]:
    """Where a picture has its detail, as fractions: the middle of its edges' energy, drawn half-way to the centre."""
    grey = cv2.resize(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), (64, 64), interpolation=cv2.INTER_AREA).astype(np.float32)
    energy = np.abs(cv2.Laplacian(cv2.GaussianBlur(grey, (0, 0), 1.5), cv2.CV_32F)) + 1e-3
    y, x = np.mgrid[0:64, 0:64] + 0.5
    cx, cy = float((energy * x).sum() / energy.sum() / 64), float((energy * y).sum() / energy.sum() / 64)
    return 0.25 + 0.5 * cx, 0.25 + 0.5 * cy
