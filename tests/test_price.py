"""The price stands large inside the safe area while it is said, and not otherwise."""

import numpy as np
import pytest

from shorts.picture.lettering import Lettering
from shorts.picture.stage import stage_of
from shorts.picture.tags import TagLayer
from shorts.picture.yuv import Canvas
from shorts.scene_plan import PriceMoment
from shorts.settings import Settings


def drawn(text: str, t: float, side: int = 1) -> np.ndarray:
    """Which pixels of a draft canvas the plate and its letters cover at t seconds, without their soft shadow; the price is shown from second 1 to 3."""
    stage = stage_of("9:16", "draft")
    canvas = Canvas.blank(stage.width, stage.height)
    canvas.y[:] = 120
    TagLayer(PriceMoment(text, 30, 90, side), Lettering.load(Settings(), stage.width, stage.height, ("#fca311",))).draw(canvas, t)
    return np.abs(canvas.y.astype(int) - 120) > 45


@pytest.mark.parametrize("side", [-2, -1, 1, 2])
@pytest.mark.parametrize("text", ["12,900원", "1,299,000원에서", "$1,299.99"])
def test_it_is_large_and_inside_the_safe_area(text: str, side: int) -> None:
    stage = stage_of("9:16", "draft")
    rows, columns = np.nonzero(drawn(text, 2.0, side))
    assert columns.min() >= stage.safe.x0 * stage.width
    assert columns.max() <= stage.safe.x1 * stage.width
    assert rows.max() <= stage.captions.y0 * stage.height
    assert columns.max() - columns.min() > 0.2 * stage.width


@pytest.mark.parametrize("t", [0.0, 0.9, 3.1, 9.0])
def test_it_is_gone_when_it_is_not_said(t: float) -> None:
    assert not drawn("12,900원", t).any()


def test_it_springs_in() -> None:
    first, second, whole = (drawn("12,900원", t).sum() for t in (1.0, 1.0 + 1 / 30, 2.0))
    assert 0 < first < second
    assert first < 0.6 * whole
