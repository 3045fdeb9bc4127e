"""Cameras glide: their curves are smooth, and so is what the warp makes of them."""

import itertools

import cv2
import numpy as np
import pytest

from shorts.picture.camera import Ease, Move, View, clamped, eased, matrix, tilted
from shorts.picture.yuv import Canvas, Plate

PLATE, FRAME = (1296, 2304), (1080, 1920)
PUSH = Move(View(0.5, 0.5, 1.0), View(0.52, 0.46, 1.15), 5.0)


def corner_path(move: Move, seconds: float) -> np.ndarray:
    """Where the plate's point under the frame's first corner goes, in frame pixels, one row a frame."""
    anchor = np.array([300.0, 500.0])
    rows = []
    for frame in range(int(seconds * 30)):
        m = matrix(move.at(frame / 30), PLATE, FRAME)
        rows.append(np.linalg.solve(m[:, :2], anchor - m[:, 2]))
    return np.array(rows)


def test_a_slow_push_in_has_no_jerk() -> None:
    path = corner_path(PUSH, 5.0)
    assert np.abs(path[-1] - path[0]).max() > 20
    jerk = np.diff(path, n=3, axis=0)
    assert np.sqrt((jerk**2).mean()) < 0.05


def test_the_picture_moves_as_the_curve_says() -> None:
    """The warped pictures themselves: a bright spot's centre of mass stays within 0.05 px rms of the curve."""
    grey = np.full((2304, 1296), 40, np.float32)
    cv2.circle(grey, (430, 700), 24, 220, -1, cv2.LINE_AA)
    grey = cv2.GaussianBlur(grey, (0, 0), 3)
    plate = Plate.from_rgb(np.repeat(grey.astype(np.uint8)[..., None], 3, 2))
    canvas, off = Canvas.blank(*FRAME), []
    for frame in range(40, 70):
        m = matrix(PUSH.at(frame / 30), PLATE, FRAME)
        plate.warp_onto(canvas, m)
        weight = np.clip(canvas.y.astype(np.float64) - 60, 0, None)
        y, x = np.mgrid[0:1920, 0:1080]
        seen = np.array([(weight * x).sum(), (weight * y).sum()]) / weight.sum()
        off.append(seen - np.linalg.solve(m[:, :2], np.array([430.0, 700.0]) - m[:, 2]))
    spread = np.array(off) - np.mean(off, axis=0)
    assert np.sqrt((spread**2).mean()) < 0.05


@pytest.mark.parametrize("ease", ["linear", "soft", "in-out", "out", "spring"])
def test_every_curve_runs_from_start_to_end(ease: Ease) -> None:
    assert eased(0.0, ease) == pytest.approx(0.0, abs=1e-9)
    assert eased(1.0, ease) == pytest.approx(1.0, abs=1e-9)
    values = [eased(i / 100, ease) for i in range(101)]
    assert max(values) < 1.12
    assert max(abs(b - a) for a, b in itertools.pairwise(values)) < 0.09


def test_a_view_at_rest_covers_the_frame_exactly() -> None:
    m = matrix(View(), PLATE, FRAME)
    assert m @ (-0.5, -0.5, 1) == pytest.approx((-0.5, -0.5))
    assert m @ (1079.5, 1919.5, 1) == pytest.approx((1295.5, 2303.5))


@pytest.mark.parametrize("view", [View(0.0, 0.0, 1.3), View(1.0, 1.0, 1.3), View(0.5, 0.5, 0.5)])
def test_clamped_views_show_only_the_plate(view: View) -> None:
    m = matrix(clamped(view, PLATE, FRAME), PLATE, FRAME)
    for corner in ((-0.5, -0.5, 1), (1079.5, 1919.5, 1)):
        x, y = m @ corner
        assert -0.501 <= x <= 1295.501
        assert -0.501 <= y <= 2303.501


def test_tilting_keeps_the_middle_in_place() -> None:
    m = tilted((300.0, 400.0), 0.8, 5.0, (99.5, 49.5))
    assert m @ (300.0, 400.0, 1) == pytest.approx((99.5, 49.5))
    right = m @ (310.0, 400.0, 1)
    assert right[0] > 99.5
    assert right[1] < 49.5  # clockwise: frame pixels to the right lie higher in the picture
