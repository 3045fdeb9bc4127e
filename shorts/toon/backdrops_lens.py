"""The lens and the print: depth of field, bloom, vignette and the film curve that characters are graded with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from shorts.toon.colour import tonemap
from shorts.toon.model import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.toon.backdrops_light import Drawn
    from shorts.toon.backdrops_stage import Mood

    Pixels = NDArray[np.float32]

WIDE = 10.0  # pixels
SOFTNESS = 0.6  # pixels
BLOOM = 0.05
VIGNETTE = 0.20


def develop(drawn: Drawn, mood: Mood) -> NDArray[np.uint8]:
    """(h, w, 3) uint8 sRGB of a drawn stage. A set is never as crisp as who stands in it: `SOFTNESS` also calms edges."""
    light = cv2.GaussianBlur(defocus(drawn, mood), (0, 0), SOFTNESS) * np.float32(mood.exposure)
    light = _vignetted(_bloomed(light))
    return np.asarray(tonemap(light) * 255 + 0.5, np.uint8)


def defocus(drawn: Drawn, mood: Mood) -> Pixels:
    """Blur by distance: a thin lens focused at `mood.focus`; radius grows with |1/focus - 1/distance|.

    What is blurred by more than WIDE pixels is gathered at half size: a sixteenth of the work, and no detail to lose.
    """
    h = drawn.depth.shape[0]
    depth = np.minimum(drawn.depth, 1000.0).astype(np.float32)
    blur = mood.aperture * h * np.abs(1 - mood.focus / depth)
    blur = np.clip(blur - 0.0016 * h, 0.0, None).astype(np.float32)
    near = _gathered(drawn.light, np.minimum(blur, WIDE).astype(np.float32), depth)
    if blur.max() <= WIDE:
        return near
    size, half = (blur.shape[1], h), (blur.shape[1] // 2, h // 2)
    light, radius = (np.asarray(cv2.resize(a, half, interpolation=cv2.INTER_AREA), np.float32) for a in (drawn.light, blur))
    behind = np.asarray(cv2.resize(depth, half, interpolation=cv2.INTER_NEAREST), np.float32)
    far = _gathered(light, np.asarray(radius * 0.5, np.float32), behind)
    share = np.clip((cv2.GaussianBlur(blur, (0, 0), 1.5) / WIDE - 0.6) / 0.4, 0, 1)[..., None]
    return np.asarray(near + (cv2.resize(far, size, interpolation=cv2.INTER_CUBIC) - near) * share, np.float32)


def _gathered(light: Pixels, blur: Pixels, depth: Pixels) -> Pixels:
    from shorts.toon.kernel_paint import defocus_rows

    most = np.ceil(blur.max(axis=1)).astype(np.uint8)
    tall = int(most.max()) * 2 + 1
    reach = cv2.dilate(most[:, None], np.ones((tall, 1), np.uint8))[:, 0].astype(np.int32)
    out = np.empty_like(light)
    spread(lambda a, b: defocus_rows(a, b, reach, light, blur, depth, out), len(light), 8)
    return out


def _bloomed(light: Pixels) -> Pixels:
    """Light above white spills softly around itself."""
    h, w = light.shape[:2]
    excess = cv2.resize(np.clip(light - 0.9, 0, 3), (max(w // 4, 1), max(h // 4, 1)), interpolation=cv2.INTER_AREA)
    halo = sum(cv2.GaussianBlur(excess, (0, 0), h / 4 / size) for size in (60, 18))
    return np.asarray(light + cv2.resize(halo, (w, h), interpolation=cv2.INTER_LINEAR) * BLOOM * 2, np.float32)


def _vignetted(light: Pixels) -> Pixels:
    h, w = light.shape[:2]
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    r2 = (x / w - 0.5) ** 2 + (y / h - 0.5) ** 2
    return np.asarray(light * (1 - VIGNETTE * 1.6 * r2)[..., None], np.float32)
