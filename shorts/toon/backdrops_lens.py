"""The lens and the print: depth of field, bloom, vignette and the film curve that characters are graded with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from shorts.toon.colour import tonemap
from shorts.toon.model import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from shorts.toon.backdrops_light import Drawn
    from shorts.toon.backdrops_stage import Mood

    Pixels = NDArray[np.float32]

WIDE = 10.0  # pixels
SOFTNESS = 0.6  # pixels
BLOOM = 0.05
VIGNETTE = 0.20


def develop(looks: Sequence[Drawn], mood: Mood) -> NDArray[np.uint8]:
    """(h, w, 3) uint8 sRGB of a stage's looks. A set is never as crisp as who stands in it: `SOFTNESS` also calms edges.

    Each look goes through the lens by itself: in their mean a pixel on an edge would have the light of what is far and
    the sharpness of what is near.
    """
    light = np.asarray(np.mean([defocus(look, mood) for look in looks], axis=0), np.float32)
    light = cv2.GaussianBlur(light, (0, 0), SOFTNESS) * np.float32(mood.exposure)
    light = _vignetted(_bloomed(light))
    return np.asarray(tonemap(light) * 255 + 0.5, np.uint8)


def defocus(drawn: Drawn, mood: Mood) -> Pixels:
    """Blur by distance: a thin lens focused at `mood.focus`; radius grows with |1/focus - 1/distance|.

    What is blurred by more than WIDE pixels is gathered at half size: a sixteenth of the work, and no detail to lose.
    """
    h, w = drawn.depth.shape
    depth = np.minimum(drawn.depth, 1000.0).astype(np.float32)
    blur = mood.aperture * h * np.abs(1 - mood.focus / depth)
    blur = np.clip(blur - 0.0016 * h, 0.0, None).astype(np.float32)
    light, distance, radius = _halved(drawn.light, depth, blur)
    coarse = _gathered(light, _gathered(light, light, radius, distance), radius, distance)
    far = np.asarray(cv2.resize(coarse, (w, h), interpolation=cv2.INTER_LINEAR), np.float32)
    near = _gathered(drawn.light, far, np.minimum(blur, WIDE).astype(np.float32), depth)
    share = np.clip((cv2.GaussianBlur(blur, (0, 0), 1.5) / WIDE - 0.6) / 0.4, 0, 1)[..., None]
    return np.asarray(near + (far - near) * share, np.float32)


def _halved(light: Pixels, depth: Pixels, blur: Pixels) -> tuple[Pixels, Pixels, Pixels]:
    """Light, distance and blur at half the size, the blur in pixels of that size.

    Of four pixels only those as near as the nearest count: a mean of a lamp and the night behind it is blurred like neither.
    """
    h, w = (size // 2 for size in depth.shape)
    parts = [np.stack([a[j : 2 * h : 2, i : 2 * w : 2] for j in (0, 1) for i in (0, 1)]) for a in (light, depth, blur)]
    near = parts[1].min(axis=0)
    counts = (parts[1] < near + 0.15).astype(np.float32)
    counts /= counts.sum(axis=0)
    return np.asarray((parts[0] * counts[..., None]).sum(axis=0), np.float32), near, np.asarray((parts[2] * counts).sum(axis=0) * 0.5, np.float32)


def _gathered(light: Pixels, behind: Pixels, blur: Pixels, depth: Pixels) -> Pixels:
    from shorts.toon.kernel_paint import defocus_rows

    most = np.ceil(blur.max(axis=1)).astype(np.uint8)
    tall = int(most.max()) * 2 + 1
    reach = cv2.dilate(most[:, None], np.ones((tall, 1), np.uint8))[:, 0].astype(np.int32)
    out = np.empty_like(light)
    spread(lambda a, b: defocus_rows(a, b, reach, light, behind, blur, depth, out), len(light), 8)
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
