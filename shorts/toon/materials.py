"""Materials by name: how a surface answers light. Columns: kind, roughness, specular, subsurface, sheen, bump, bump frequency, glow."""

from __future__ import annotations

from shorts.toon.shapes import CLOTH, EYE, FUR, GLOW, HAIR, METAL, MOUTH_INSIDE, PLASTIC, SKIN

KEYS = ("kind", "rough", "spec", "sss", "sheen", "bump", "freq", "emit")

MATERIALS: dict[str, tuple[float, ...]] = {
    "skin": (SKIN, 0.48, 0.55, 1.0, 0.25, 0.05, 60, 0),
    "fur": (FUR, 0.70, 0.10, 0.8, 0.9, 0.0, 1, 0),
    "cloth": (CLOTH, 0.80, 0.15, 0.25, 0.9, 0.13, 120, 0),
    "suit": (CLOTH, 0.70, 0.22, 0.12, 0.75, 0.07, 170, 0),
    "knit": (CLOTH, 0.85, 0.10, 0.3, 1.0, 0.50, 60, 0),
    "denim": (CLOTH, 0.80, 0.12, 0.15, 0.7, 0.22, 150, 0),
    "silk": (CLOTH, 0.38, 0.8, 0.2, 0.6, 0.05, 150, 0),
    "eye": (EYE, 0.07, 1.0, 0.3, 0, 0, 1, 0),
    "plastic": (PLASTIC, 0.22, 1.0, 0.25, 0.1, 0, 1, 0),
    "rubber": (PLASTIC, 0.40, 0.7, 0.5, 0.3, 0, 1, 0),
    "horn": (PLASTIC, 0.35, 0.8, 0.6, 0.2, 0.04, 30, 0),
    "glass": (PLASTIC, 0.08, 1.6, 0.1, 0, 0, 1, 0),
    "metal": (METAL, 0.25, 1.0, 0, 0, 0, 1, 0),
    "hair": (HAIR, 0.50, 0.16, 0.4, 0.45, 0, 1, 0),
    "glow": (GLOW, 0.3, 0.2, 0, 0, 0, 1, 1.3),
    "mouth": (MOUTH_INSIDE, 0.25, 0.8, 0.8, 0, 0, 1, 0),
    "leather": (PLASTIC, 0.36, 0.55, 0.1, 0.45, 0.06, 70, 0),
    "wool": (CLOTH, 0.85, 0.10, 0.2, 1.0, 0.22, 75, 0),
    "jersey": (CLOTH, 0.80, 0.12, 0.25, 0.95, 0.16, 95, 0),
    "sequin": (METAL, 0.34, 1.0, 0, 0, 0.55, 62, 0),
    "paper": (PLASTIC, 0.55, 0.45, 0.1, 0.2, 0.04, 140, 0),
}


def material(name: str, **changes: float) -> list[float]:
    """The eight numbers of a material, with some replaced, e.g. material("rubber", rough=0.2). Raises KeyError."""
    row = dict(zip(KEYS, MATERIALS[name], strict=True))
    unknown = changes.keys() - row.keys()
    if unknown:
        raise KeyError(f"no such material property: {', '.join(sorted(unknown))}")
    return [float(v) for v in (row | changes).values()]
