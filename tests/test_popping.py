"""The bench that looks for pops finds those of known size, and none in what only moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from bench.popping import BAR, BLOCK, changes, pops

if TYPE_CHECKING:
    from numpy.typing import NDArray

    U8 = NDArray[np.uint8]

SIDE, RADIUS, FRAMES, AT = 480, 160, 24, 11
COVERED = round(np.pi * (RADIUS / BLOCK) ** 2)


def fur() -> U8:
    noise = np.random.default_rng(2).normal(128, 60, (SIDE, SIDE)).astype(np.float32)
    return np.clip(cv2.GaussianBlur(noise, (0, 0), 3) * 6 - 5 * 128, 30, 220).astype(np.uint8)


def moving(speed: float) -> list[U8]:
    """A furry disc that swings from side to side, `speed` pixels a frame at most."""
    texture, frames = fur(), []
    cover = np.zeros((SIDE, SIDE), np.uint8)
    cv2.circle(cover, (SIDE // 2, SIDE // 2), RADIUS, 255, -1)
    texture = np.where(cover > 0, texture, 150).astype(np.uint8)
    for t in range(FRAMES):
        dx = speed / 0.3 * np.sin(0.3 * t)
        frames.append(np.asarray(cv2.warpAffine(texture, np.array([[1.0, 0, dx], [0, 1.0, 0]]), (SIDE, SIDE), borderValue=150), np.uint8))
    return frames


def with_patch(frames: list[U8], side: int, levels: int, first: int = AT, end: int = FRAMES) -> list[U8]:
    """The same, a square `side` pixels wide being lighter from frame `first` on until `end`."""
    out = [frame.astype(int) for frame in frames]
    for frame in out[first:end]:
        frame[200 : 200 + side, 200 : 200 + side] += levels
    return [np.clip(frame, 0, 255).astype(np.uint8) for frame in out]


@pytest.mark.parametrize("speed", [0.5, 3.0, 8.0])
def test_what_only_moves_has_no_pops(speed: float) -> None:
    assert max((pop.share for pop in pops(changes(moving(speed)), COVERED)), default=0.0) < BAR / 2


@pytest.mark.parametrize("speed", [0.0, 0.5, 3.0])
def test_a_jump_the_size_of_half_a_hand_is_found_where_it_is(speed: float) -> None:
    frames = with_patch(moving(speed), 48, 45)
    found = [pop for pop in pops(changes(frames), COVERED) if pop.share > BAR]
    assert [pop.frame for pop in found] == [AT]
    assert found[0].share == pytest.approx(48 * 48 / BLOCK**2 / COVERED, rel=0.8)
    assert np.hypot(found[0].x - 224, found[0].y - 224) < 1.5 * BLOCK


def test_a_flash_is_found() -> None:
    """There and gone again two frames later: both changes are pops."""
    found = [pop for pop in pops(changes(with_patch(moving(0.5), 48, 45, AT, AT + 3)), COVERED) if pop.share > BAR]
    assert [pop.frame for pop in found] == [AT, AT + 3]


def test_a_change_spread_over_three_frames_is_none() -> None:
    frames = moving(0.5)
    for first in (AT, AT + 1, AT + 2):
        frames = with_patch(frames, 48, 15, first)
    assert max((pop.share for pop in pops(changes(frames), COVERED)), default=0.0) < BAR
