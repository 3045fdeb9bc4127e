"""What image models see of a character: made once, the same each time, the whole figure inside the picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from shorts.cast import load_cast
from shorts.progress import Work
from shorts.references import SIDE, reference_key, reference_sheet
from shorts.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_four_views_made_once(tmp_path: Path) -> None:
    settings = replace(Settings(), cache=tmp_path)
    character = load_cast(settings.characters)["helper-robot"]
    paths = reference_sheet(character, settings, Work())
    assert [path.stem for path in paths] == ["close", "half", "turned", "full"]
    made = [path.stat().st_mtime_ns for path in paths]
    pictures = []
    for path in paths:
        with Image.open(path) as picture:
            pictures.append(np.asarray(picture.convert("RGB"), int))
    assert all(picture.shape == (SIDE, SIDE, 3) for picture in pictures)
    edges = np.concatenate([pictures[3][:, :4].reshape(-1, 3), pictures[3][:, -4:].reshape(-1, 3), pictures[3][:4].reshape(-1, 3)])
    assert np.ptp(edges) < 12, "the full figure reaches the picture's edge"
    assert [path.stat().st_mtime_ns for path in reference_sheet(character, settings, Work())] == made
    assert reference_key(character) != reference_key(replace(character, toon={**(character.toon or {}), "fur": 0.01}))
