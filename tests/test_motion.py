"""Clips that last: which moment is shown when, what lies between two frames, and the file that comes of it."""

from __future__ import annotations

import itertools
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shorts.artifacts import FPS
from shorts.clips import covering, filled
from shorts.engines.base import MotionBrief
from shorts.errors import Cancelled
from shorts.ffmpeg.probe import probe
from shorts.motion import EASE, SLOWEST, Moment, stretched
from shorts.picture.between import Between
from shorts.picture.reel import Reel
from shorts.progress import Work

CLIPS = st.tuples(st.integers(1, 130), st.sampled_from((6.0, 8.0, 16.0, 24.0, 25.0, 30.0)), st.integers(1, 900))


@settings(max_examples=150, deadline=None)
@given(CLIPS)
def test_any_clip_fills_any_length(clip: tuple[int, float, int]) -> None:
    count, rate, frames = clip
    moments = stretched(count, rate, frames)
    assert len(moments) == frames
    assert moments[0] == Moment(0.0, 1.0)
    assert all(0 <= moment.at <= count - 1 + 1e-6 for moment in moments)


@settings(max_examples=150, deadline=None)
@given(CLIPS)
def test_it_never_runs_faster_than_made_nor_jumps(clip: tuple[int, float, int]) -> None:
    count, rate, frames = clip
    at = [moment.at for moment in stretched(count, rate, frames)]
    speeds = [b - a for a, b in itertools.pairwise(at)]
    assert all(abs(speed) <= rate / FPS + 1e-6 for speed in speeds)
    natural = rate / FPS
    ease = min(EASE, (count - 1) / natural)  # shorter clips turn in less time
    for before, after in itertools.pairwise(speeds):
        assert abs(after - before) <= natural * np.pi / 2 / max(ease, 1.0) + 1e-6


@settings(max_examples=100, deadline=None)
@given(CLIPS)
def test_it_turns_once_at_most(clip: tuple[int, float, int]) -> None:
    speeds = np.diff([moment.at for moment in stretched(*clip)])
    ways = [way for way, _ in itertools.groupby(np.sign(np.round(speeds, 9))) if way]
    assert ways in ([], [1.0], [1.0, -1.0])


@settings(max_examples=100, deadline=None)
@given(CLIPS)
def test_something_moves_at_any_time(clip: tuple[int, float, int]) -> None:
    """Each half second shows either the clip or the zoom."""
    count, rate, frames = clip
    moments = stretched(count, rate, frames)
    way = np.abs(np.diff([moment.at for moment in moments]))
    for start in range(frames - 15):
        assert count == 1 or way[start : start + 15].sum() > 0.02 or moments[start + 15].zoom - moments[start].zoom > 0.0001


def test_a_long_enough_clip_runs_as_it_was_made() -> None:
    assert [moment.at for moment in stretched(97, 24.0, 60)] == pytest.approx([0.8 * t for t in range(60)])


def test_a_little_too_short_it_runs_slower_to_its_very_end() -> None:
    at = [moment.at for moment in stretched(97, 24.0, 150)]
    assert at[-1] == pytest.approx(96.0)
    assert at[1] == pytest.approx(96 / 149)


def test_far_too_short_it_goes_there_and_back_and_then_rests_under_a_zoom() -> None:
    moments = stretched(17, 8.0, 450)
    slow = 8 / FPS / SLOWEST
    turn = max(range(450), key=lambda t: moments[t].at)
    assert moments[turn].at == pytest.approx(16, abs=0.01)
    assert turn == pytest.approx(16 / slow + EASE / 2, abs=1)
    assert moments[-1].at == 0
    assert all(moment.zoom == 1 for moment in moments[: 2 * turn - 3 * EASE])
    zooms = [moment.zoom for moment in moments]
    assert zooms == sorted(zooms)
    assert 1.05 < zooms[-1] < 1.25
    assert max(abs(b - a) for a, b in itertools.pairwise(np.diff(np.log(zooms)))) < 2e-4


def test_a_single_picture_is_zoomed() -> None:
    moments = stretched(1, 24.0, 60)
    assert {moment.at for moment in moments} == {0.0}
    assert moments[-1].zoom > 1.02


# --- pixels ---


def disc(x: float, y: float, size: tuple[int, int] = (96, 160)) -> np.ndarray:
    """A textured ground with a disc on it, drawn four times as large for sub-pixel places."""
    w, h = size
    ground = 90 + 40 * np.sin(np.arange(w * 4) / 21)[None, :] * np.cos(np.arange(h * 4) / 17)[:, None]
    picture = np.repeat(ground[..., None], 3, 2).astype(np.uint8)
    cv2.circle(picture, (round(x * 4), round(y * 4)), 60, (240, 220, 60), -1, cv2.LINE_AA)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


CLIP = [disc(30 + 2.2 * i, 70 + 6 * np.sin(i / 5)) for i in range(17)]


def centre(rgb: np.ndarray) -> np.ndarray:
    weight = np.clip(rgb[..., 0].astype(float) - 180, 0, None)
    y, x = np.mgrid[0 : rgb.shape[0], 0 : rgb.shape[1]]
    return np.array([(weight * x).sum(), (weight * y).sum()]) / weight.sum()


def test_what_lies_between_two_frames_is_in_between() -> None:
    """The disc is half-way, whole and round, not twice there."""
    between = Between(CLIP)
    for index in (3, 9):
        middle = between.at(index + 0.5)
        truth = disc(30 + 2.2 * (index + 0.5), 70 + 6 * np.sin((index + 0.5) / 5))
        assert centre(middle) == pytest.approx((centre(CLIP[index]) + centre(CLIP[index + 1])) / 2, abs=0.2)
        blended = CLIP[index].astype(float) / 2 + CLIP[index + 1].astype(float) / 2
        assert np.abs(middle - truth.astype(float)).mean() < 0.6 * np.abs(blended - truth).mean()


def test_frames_themselves_stay_what_they_are() -> None:
    between = Between(CLIP)
    for moment in (0, 5, 16):
        assert between.at(moment) is CLIP[moment]
    assert between.at(99) is CLIP[16]
    assert Between(CLIP[:1]).at(0.4) is CLIP[0]


def test_what_contradicts_itself_is_blended() -> None:
    """Two unrelated pictures: no smear, the mean of both."""
    rng = np.random.default_rng(3)
    first, second = (cv2.resize(rng.integers(0, 255, (20, 12, 3), np.uint8), (96, 160), interpolation=cv2.INTER_CUBIC) for _ in range(2))
    middle = Between([first, second]).at(0.5)
    assert np.abs(middle - (first / 2 + second / 2)).mean() < 22


BRIEF = MotionBrief("", 108, 192, 200, 1)


def frames_of(path: Path, count: int) -> list[np.ndarray]:
    with Reel(path) as reel:
        return [reel.plate(index).y.astype(float) for index in range(count)]


@pytest.mark.parametrize("frames", [30, 75, 120, 320])
def test_neighbouring_frames_differ_no_more_than_the_clips_own(frames: int, tmp_path: Path) -> None:
    """Seen in the decoded file, whatever way it was stretched: at 8 frames a second the disc moves 0.6 px a frame."""
    clip = filled(CLIP, 8.0, MotionBrief("", 108, 192, frames, 1), tmp_path / "clip.mp4", Work())
    found = probe(clip.path)
    assert (found.frames, found.width, found.height, found.pix_fmt, found.colour) == (frames, 108, 192, "yuv420p", (1, 1, 1))
    assert clip.seconds == frames / FPS
    shown = frames_of(clip.path, frames)
    own = max(np.abs(covering(b, 108, 192).y.astype(float) - covering(a, 108, 192).y).mean() for a, b in itertools.pairwise(CLIP))
    assert max(np.abs(b - a).mean() for a, b in itertools.pairwise(shown)) < own


def test_the_first_frame_is_the_clips(tmp_path: Path) -> None:
    clip = filled(CLIP, 8.0, BRIEF, tmp_path / "clip.mp4", Work())
    wanted = covering(CLIP[0], 108, 192)
    top = (wanted.y.shape[0] - 192) // 2, (wanted.y.shape[1] - 108) // 2
    assert np.abs(frames_of(clip.path, 1)[0] - wanted.y[top[0] : top[0] + 192, top[1] : top[1] + 108]).mean() < 2


def test_the_same_frames_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (filled(CLIP, 8.0, BRIEF, tmp_path / name, Work()).path.read_bytes() for name in ("a.mp4", "b.mp4"))
    assert first == second


def test_a_cancelled_clip_leaves_nothing(tmp_path: Path) -> None:
    work = Work(lambda event: work.cancel.set() if event.done else None)
    with pytest.raises(Cancelled):
        filled(CLIP, 8.0, BRIEF, tmp_path / "clip.mp4", work)
    assert list(tmp_path.iterdir()) == []
