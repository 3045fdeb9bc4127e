"""Between the drawn views of a head: features of both lie on each other, so that a dissolve shows one face."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from shorts.cast import load_cast
from shorts.picture.yuv import Canvas
from shorts.settings import Settings
from shorts.toon.acting_pose import PuppetPose
from shorts.toon.puppet import Puppet
from shorts.toon.puppet_head import Eye, HeadView
from shorts.toon.puppet_layers import Layer, draw_bent, sprite_of
from shorts.toon.puppet_turn import CROSS, Match, match, shares
from shorts.toon.puppet_views import carried

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    U8 = NDArray[np.uint8]

SIZE, CORNER = (800, 600), (-400.0, -1140.0)
PLAIN = 12.0
"""Standard deviation of a channel under which a patch has no features."""
ALIKE = 0.015
"""Correlation less than at the best place at which another fits as well: along a single lash or the arc of a lid there are many."""
APART, RIM = 2.0, 6.5
"""Puppet pixels that a feature of one view may lie beside the same feature of the other (whole pixels are told); width of a lid's line."""
KNOWN = {"scientist-girl": 3.5}
"""Characters whose three in four landmarks lie farther apart. Round frames stand before her eyes: where they cross the lids two things move
differently and a point has but one shift, so that a thin second line of frame and lid is seen for about a degree."""


def drawn(view: HeadView, yaw: float, met: Match | None, share: float) -> U8:
    """The view alone at native size before mid grey, (h, w, 3)."""
    canvas, pose = Canvas.blank(*SIZE), PuppetPose(yaw=yaw)
    canvas.y[:], canvas.u[:], canvas.v[:] = 120, 128, 128
    bend = partial(view.bend, pose)
    where = np.array([[1.0, 0.0, -CORNER[0]], [0.0, 1.0, -CORNER[1]]])
    draw_bent(canvas, view.base, where, bend if met is None else partial(carried, met, share, yaw, bend), view.margin(pose) + 40)
    return canvas.rgb()


def landmarks(view: HeadView, yaw: float, screen: bool = False) -> list[tuple[int, int]]:
    """Pixels of `drawn` where the view, itself unmoved, shows both irises and the upper, lower, outer and inner rim of both eyes, and where beyond
    the outer corner lashes, the tail of a lid or the hinge of glasses are: six of each eye, the iris first.

    screen: the eye is the middle 0.55 of its opening.
    """
    out = 0.55 if screen else 1.0
    x, y = np.meshgrid(np.arange(0, SIZE[0], 2, np.float32) + CORNER[0], np.arange(0, SIZE[1], 2, np.float32) + CORNER[1])
    sx, sy = view.bend(PuppetPose(yaw=yaw), x, y)
    found = []
    for outer, eye in zip((-1, 1), view.eyes, strict=True):
        for across, down in ((0.0, 0.0), (-out, 0.0), (out, 0.0), (0.0, -out), (0.0, out), (1.4 * outer * out, -0.4 * out)):
            away = (sx - eye.x - across * eye.rx) ** 2 + (sy - eye.y - down * eye.ry) ** 2
            row, column = np.unravel_index(int(np.argmin(away)), sx.shape)
            found.append((2 * int(column), 2 * int(row)))
    return found


def apart(one: U8, other: U8, at: tuple[int, int], half: int = 36, search: int = 24) -> float | None:
    """Pixels from what `one` shows at a place to the nearest place where `other` shows the same; None where there is nothing to tell by (a plain screen)."""
    (x, y), reach = at, half + search
    patch = one[y - half : y + half, x - half : x + half]
    if patch.std(axis=(0, 1)).max() < PLAIN:
        return None
    score = cv2.matchTemplate(other[y - reach : y + reach, x - reach : x + reach], patch, cv2.TM_CCOEFF_NORMED)
    rows, columns = np.nonzero(score >= score.max() - ALIKE)
    return float(np.hypot(columns - search, rows - search).min())


def puppets() -> list[Path]:
    return sorted(Settings().characters.glob("*.puppet"))


def views_of(path: Path) -> tuple[HeadView, HeadView, Match]:
    views = Puppet(path)._head
    return views._views[0].drawn, views._views[1].drawn, views.match(0)


@pytest.mark.parametrize("path", puppets(), ids=lambda path: path.stem)
def test_the_views_of_every_character_show_one_face(path: Path) -> None:
    """Where both are seen by two thirds at least: irises within 2 pixels, and three in four of the landmarks; none farther than the width of a lid's line."""
    toon = load_cast(Settings().characters)[path.stem].toon or {}
    near, far, met = views_of(path)
    for yaw in (10 - CROSS / 3, 10 + CROSS / 3):
        way = shares(near.yaw, far.yaw, yaw)[0]
        one, other = drawn(near, yaw, met, -way), drawn(far, yaw, met, 1 - way)
        assert_one_face([apart(one, other, at) for at in landmarks(near, yaw, toon.get("eyes") == "screen")], f"{yaw} degrees", KNOWN.get(path.stem, APART))


def assert_one_face(distances: list[float | None], at: str, most: float = APART) -> None:
    found = [distance for distance in distances if distance is not None]
    assert len(found) >= 6
    assert max(distances[0] or 0, distances[6] or 0) <= APART, f"irises at {at}: {distances}"
    assert np.percentile(found, 75) <= most, f"at {at}: {distances}"
    assert max(found) <= RIM, f"at {at}: {distances}"


@pytest.mark.parametrize("name", ["helper-robot", "designer-swan", "fighter-dragon", "scientist-girl", "negotiator-wolf"])
def test_without_meeting_they_would_show_two(name: str) -> None:
    """What the test above measures is there to be found: bent by depth alone, no head passes it."""
    near, far, _ = views_of(Settings().characters / f"{name}.puppet")
    one, other = drawn(near, 10.0, None, 0.0), drawn(far, 10.0, None, 0.0)
    with pytest.raises(AssertionError, match="at 10 degrees"):
        assert_one_face([apart(one, other, at) for at in landmarks(near, 10.0)], "10 degrees")


def test_the_eyes_of_a_robot_would_be_twenty_pixels_apart() -> None:
    near, far, _ = views_of(Settings().characters / "helper-robot.puppet")
    one, other = drawn(near, 10.0, None, 0.0), drawn(far, 10.0, None, 0.0)
    irises = [apart(one, other, at) for at in landmarks(near, 10.0)[::6]]
    assert all(distance is not None and distance > 15 for distance in irises)


def flat_view(yaw: float, shift: tuple[int, int]) -> HeadView:
    """A head without depth: a disc with soft blots, all of it moved by `shift` pixels."""
    rng = np.random.default_rng(3)
    picture = cv2.resize(rng.integers(20, 235, (14, 14, 4), np.uint8), (400, 400), interpolation=cv2.INTER_CUBIC)
    alpha = np.zeros((400, 400), np.uint8)
    cv2.circle(alpha, (200, 200), 150, 255, -1)
    picture[..., 3] = cv2.GaussianBlur(alpha, (0, 0), 3)
    moved = cv2.warpAffine(picture, np.array([[1.0, 0.0, shift[0]], [0.0, 1.0, shift[1]]]), (400, 400))
    eyes = (Eye(-60.0, -900.0, 30.0, 30.0), Eye(60.0, -900.0, 30.0, 30.0))
    return HeadView(yaw, Layer(sprite_of(moved), -200.0, -1000.0), {}, eyes, np.zeros((4, 4), np.float32), (-200.0, -1000.0), 100.0, (0.0, -800.0))


def test_a_known_shift_is_found() -> None:
    met = match(flat_view(10.0, (0, 0)), flat_view(10.0, (14, -6)))
    x, y = np.meshgrid(np.arange(-80, 81, 20, np.float32), np.arange(-880, -719, 20, np.float32))
    moved = met.moved(1.0, 10.0, x, y)
    assert np.abs(moved[0] - x - 14).max() < 1.5
    assert np.abs(moved[1] - y + 6).max() < 1.5


def test_some_view_is_whole_at_every_angle() -> None:
    angles = np.linspace(-5, 25, 301)
    way, front, back = np.array([shares(0.0, 20.0, float(yaw)) for yaw in angles]).T
    assert (np.maximum(front, back) == 1).all()
    assert way[angles <= 4].max() == 0
    assert way[angles >= 16].min() == 1
    assert (np.diff(way) >= 0).all()
    for values in (way, front, back):
        assert np.abs(np.diff(values)).max() <= 0.1 / CROSS + 1e-9  # a tenth of a degree is never a jump
