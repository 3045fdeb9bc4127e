"""Ken Burns: glides without a tremble, shows nothing beyond the picture, keeps to the brief; and a whole short that it moves."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from shorts.artifacts import Motion, Still
from shorts.engines.base import MotionBrief
from shorts.engines.kenburns import KenBurns
from shorts.errors import Cancelled, MediaUnreadable
from shorts.ffmpeg.probe import probe
from shorts.picture.camera import clamped, matrix
from shorts.picture.glide import glide
from shorts.picture.reel import Reel
from shorts.progress import Work
from shorts.settings import Settings
from tests.maker import tone_workshop
from tests.moved_short import demand_moved

MOVES: tuple[Motion, ...] = ("auto", "still", "push", "pull", "left", "right")
BRIEF = MotionBrief("a fox waves", 270, 480, 60, 7)


def spotted(path: Path, size: tuple[int, int] = (540, 960), spot: tuple[int, int] = (250, 500)) -> Still:
    """A dark picture with one soft bright spot."""
    grey = np.full((size[1], size[0]), 40, np.float32)
    cv2.circle(grey, spot, 16, 220, -1, cv2.LINE_AA)
    grey = cv2.GaussianBlur(grey, (0, 0), 4)
    Image.fromarray(np.repeat(grey.astype(np.uint8)[..., None], 3, 2)).save(path)
    return Still(path, 0)


def spots(clip: Path, frames: int) -> np.ndarray:
    """Where the spot is in each frame, in pixels."""
    found = []
    with Reel(clip) as reel:
        for index in range(frames):
            plate = reel.plate(index)
            weight = np.clip(plate.y.astype(np.float64) - 60, 0, None)
            y, x = np.mgrid[0 : weight.shape[0], 0 : weight.shape[1]]
            found.append([(weight * x).sum() / weight.sum(), (weight * y).sum() / weight.sum()])
    return np.array(found)


@pytest.mark.parametrize("move", ["push", "pull", "left", "right"])
def test_it_glides(move: Motion, tmp_path: Path) -> None:
    """In the decoded clip: the spot's steps from frame to frame follow a smooth curve to 0.05 px."""
    brief = replace(BRIEF, move=move, focus=(0.3, 0.3))
    clip = KenBurns().animate(spotted(tmp_path / "still.png"), brief, tmp_path / "clip.mp4", Work())
    path = spots(clip.path, brief.frames)
    steps = np.diff(path, axis=0)
    t = np.arange(len(steps))
    for axis in (0, 1):
        smooth = np.polyval(np.polyfit(t, steps[:, axis], 4), t)
        assert np.sqrt(((steps[:, axis] - smooth) ** 2).mean()) < 0.05
    assert np.abs(path[-1] - path[0]).max() > 5
    way = path @ (path[-1] - path[0])
    assert (np.diff(way) > 0).all()  # never back


def test_a_still_camera_stands(tmp_path: Path) -> None:
    clip = KenBurns().animate(spotted(tmp_path / "still.png"), replace(BRIEF, move="still"), tmp_path / "clip.mp4", Work())
    assert np.ptp(spots(clip.path, BRIEF.frames), axis=0).max() < 0.02


def test_the_clip_is_what_scenes_play(tmp_path: Path) -> None:
    clip = KenBurns().animate(spotted(tmp_path / "still.png"), BRIEF, tmp_path / "clip.mp4", Work())
    found = probe(clip.path)
    assert (found.frames, found.width, found.height) == (60, 270, 480)
    assert clip.seconds == 2.0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clip.mp4", "still.png"]


def test_the_same_brief_gives_the_same_bytes(tmp_path: Path) -> None:
    still = spotted(tmp_path / "still.png")
    first, second = (KenBurns().animate(still, BRIEF, tmp_path / name, Work()).path.read_bytes() for name in ("a.mp4", "b.mp4"))
    assert first == second


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(MOVES),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
    st.tuples(st.integers(200, 2000), st.integers(200, 2000)),
    st.sampled_from(((1080, 1920), (1080, 1080), (1920, 1080), (1080, 1350))),
    st.integers(1, 900),
    st.integers(0, 50),
)
def test_no_view_shows_anything_beyond_the_picture(
    move: Motion, focus: tuple[float, float], plate: tuple[int, int], frame: tuple[int, int], frames: int, seed: int
) -> None:
    way = glide(move, focus, plate, MotionBrief("", *frame, frames, seed))
    for t in np.linspace(0, way.seconds, 12):
        view = way.at(float(t))
        allowed = clamped(view, plate, frame)
        assert (view.cx, view.cy) == pytest.approx((allowed.cx, allowed.cy), abs=1e-6)


def test_the_focus_is_what_is_approached() -> None:
    brief = replace(BRIEF, frames=240)
    way = glide("push", (0.7, 0.3), (540, 960), brief)

    def seen(t: float) -> np.ndarray:
        m = matrix(way.at(t), (540, 960), (270, 480))
        return np.linalg.solve(m[:, :2], np.array([0.7 * 540, 0.3 * 960]) - m[:, 2]) / (270, 480) - 0.5

    assert np.abs(seen(8.0)).max() < np.abs(seen(0.0)).max()
    assert way.end.zoom / way.start.zoom == pytest.approx(1.256)


def test_longer_scenes_go_farther_at_the_same_pace() -> None:
    def pace(frames: int) -> float:
        way = glide("push", (0.5, 0.5), (540, 960), replace(BRIEF, frames=frames))
        return float(np.log(way.end.zoom) / way.seconds)

    assert pace(120) == pytest.approx(pace(240), rel=0.1)


def test_auto_differs_from_scene_to_scene() -> None:
    ways = {(way.start, way.end) for way in (glide("auto", (0.5, 0.5), (540, 960), replace(BRIEF, seed=seed)) for seed in range(20))}
    assert len(ways) == 4


def test_a_cancelled_clip_leaves_nothing(tmp_path: Path) -> None:
    still, work = spotted(tmp_path / "still.png"), Work()
    told = itertools.count()
    work = Work(lambda event: work.cancel.set() if next(told) == 2 else None)
    with pytest.raises(Cancelled):
        KenBurns().animate(still, BRIEF, tmp_path / "clip.mp4", work)
    assert [path.name for path in tmp_path.iterdir()] == ["still.png"]


def test_a_still_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "still.png").write_bytes(b"no picture")
    with pytest.raises(MediaUnreadable):
        KenBurns().animate(Still(tmp_path / "still.png", 0), BRIEF, tmp_path / "clip.mp4", Work())


@pytest.mark.usefixtures("quarter_size")
def test_a_whole_short(tmp_path: Path) -> None:
    demand_moved(tone_workshop(replace(Settings(), outputs=tmp_path / "outputs", cache=tmp_path / "cache")), "kenburns")
