"""Colour: sRGB names to linear light and back through a film-like curve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def linear(colour: str) -> tuple[float, float, float]:
    """'#rrggbb' (sRGB) as linear rgb, 0..1. Raises ValueError for anything else."""
    digits = colour.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"expected '#rrggbb', not {colour!r}")
    r, g, b = ((int(digits[i : i + 2], 16) / 255) ** 2.2 for i in (0, 2, 4))
    return r, g, b


def mixed(a: str, b: str, t: float) -> str:
    """The colour a share t of the way from a to b, as '#rrggbb'."""
    pairs = zip(linear(a), linear(b), strict=True)
    return "#" + "".join(f"{round(((1 - t) * p + t * q) ** (1 / 2.2) * 255):02x}" for p, q in pairs)


def _curve(v: NDArray[Any]) -> NDArray[Any]:
    """Filmic shoulder: the rational fit of the ACES curve by K. Narkowicz (2015)."""
    return np.clip((v * (2.51 * v + 0.03)) / (v * (2.43 * v + 0.59) + 0.14), 0, 1)


def tonemap(light: NDArray[Any], exposure: float = 1.0) -> NDArray[Any]:
    """Linear rgb (…, 3) to display values 0..1 (gamma 2.2).

    55 % of the result keeps the hue (the curve bends the brightest channel, the others follow); 45 % is per channel.
    The per-channel curve alone turns an orange fox yellow. Very bright light drifts to white.
    """
    x = np.maximum(light * exposure, 0)
    top = np.max(x, axis=-1, keepdims=True) + 1e-6
    bent = _curve(top * 0.80)
    drift = np.clip(top * 0.5 - 0.6, 0, 1) * 0.5
    kept = x * (bent / top) * (1 - drift) + drift * bent
    out = 0.45 * _curve(x * 0.80) + 0.55 * kept
    return np.asarray(np.clip(out, 0, 1) ** (1 / 2.2))
