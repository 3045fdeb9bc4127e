"""Faces: what a mood does to mouth, lids and brows, and that it folds nothing."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from shorts.artifacts import FPS, Expression, Narration, Scene, Word
from shorts.cast import Character, load_cast
from shorts.settings import Settings
from shorts.toon.acting import Performance, perform
from shorts.toon.acting_pose import ArmPose, PuppetPose
from shorts.toon.puppet import Puppet
from shorts.toon.puppet_head import HeadView, Lips, lid_stage
from shorts.toon.puppet_keys import LID_POSES
from shorts.toon.puppet_layers import FRAMES
from shorts.toon.puppet_render import _without_body
from shorts.toon.puppet_studio import Shot
from shorts.toon.puppet_turn import shares

SPOKEN = Narration(Path("none.wav"), 1.6, (Word("정말", 0.3, 0.7, stressed=True), Word("좋아요", 0.7, 1.6)))
CAST = load_cast(Settings().characters)
PUPPETS = sorted(Settings().characters.glob("*.puppet"))


@pytest.fixture(scope="module")
def fox() -> Character:
    return CAST["executive-fox"]


def acted(fox: Character, expression: Expression) -> Performance:
    return perform(SPOKEN, Scene("s1", "정말 좋아요", expression=expression), fox, 3, None, 3.0)


def head(lips: Lips | None) -> HeadView:
    """Without eyes, depth or pixels: a mouth alone."""
    return HeadView(0.0, None, {}, (), np.zeros((4, 4), np.float32), (0.0, 0.0), 8.0, (0.0, 0.0), lips=lips)  # type: ignore[arg-type]


def carried(pose: PuppetPose, x: float, y: float, lips: Lips = Lips(0.0, 0.0, 90.0, 80.0)) -> tuple[float, float]:  # noqa: B008
    """By how much the picture moves at a point, right and down."""
    px, py = np.full((1, 1), x, np.float32), np.full((1, 1), y, np.float32)
    sx, sy = head(lips).bend(pose, px, py)
    return float((px - sx)[0, 0]), float((py - sy)[0, 0])


def test_a_smile_lifts_both_corners_and_a_frown_is_an_arch() -> None:
    for side in (-80.0, 80.0):
        assert carried(PuppetPose(smile=1.0), side, 0.0)[1] < -15
        assert carried(PuppetPose(smile=-1.0), side, 0.0)[1] > 15
    assert carried(PuppetPose(smile=-1.0), 0.0, 0.0)[1] < -15
    assert carried(PuppetPose(smile=1.0), 80.0, 0.0)[0] > 8  # and widens the mouth


def test_a_smirk_goes_to_one_side() -> None:
    assert carried(PuppetPose(smirk=1.0), 0.0, 0.0)[0] > 8
    assert carried(PuppetPose(smirk=1.0), 80.0, 0.0)[1] < -5 < 5 < carried(PuppetPose(smirk=1.0), -80.0, 0.0)[1]


def test_what_is_above_the_reach_and_far_aside_stays() -> None:
    low = Lips(0.0, 0.0, 90.0, 40.0)
    for smile in (-1.0, 1.0):
        for point in ((90.0, -41.0), (60.0, -60.0), (0.0, -91.0), (180.0, 0.0), (0.0, 95.0)):
            assert carried(PuppetPose(smile=smile, smirk=1.0), *point, low) == (0.0, 0.0)


@pytest.mark.parametrize("up", [30.0, 60.0, 90.0])
@pytest.mark.parametrize("smile", [-1.0, -0.4, 0.5, 1.0])
@pytest.mark.parametrize("smirk", [-1.0, 0.0, 1.0])
def test_no_mood_folds_the_face(up: float, smile: float, smirk: float) -> None:
    x, y = np.meshgrid(np.arange(-200, 201, 2, np.float32), np.arange(-120, 121, 2, np.float32))
    sx, sy = head(Lips(0.0, 0.0, 90.0, up)).bend(PuppetPose(smile=smile, smirk=smirk), x, y)
    across, down = np.gradient(sx, 2.0, axis=1), np.gradient(sy, 2.0, axis=0)
    shear = np.gradient(sx, 2.0, axis=0) * np.gradient(sy, 2.0, axis=1)
    assert (across * down - shear).min() > 0.02


def test_expressions_have_mouths_of_their_own(fox: Character) -> None:
    """From the saddest to the happiest; a smirk is for the silence."""
    smiles = {face: float(np.mean(acted(fox, face).curves["smile"])) for face in get_args(Expression)}
    assert smiles["sad"] < smiles["serious"] < smiles["thinking"] < smiles["neutral"] < smiles["smile"] < smiles["happy"]
    thinking = acted(fox, "thinking")
    assert thinking.at(0.0).smirk > 2 * thinking.at(1.0).smirk > 0


def test_expressions_have_lids_of_their_own(fox: Character) -> None:
    shown = {}
    for face in get_args(Expression):
        poses = [acted(fox, face).at(i / FPS) for i in range(10)]
        shown[face] = {lid_stage(pose.lids[0], pose.squint, pose.frown) for pose in poses}
    assert shown["happy"] == {"squint"}
    assert shown["serious"] == {"stern"}
    assert shown["sad"] == {"droop"}
    assert shown["surprised"] == {"wide"}
    assert shown["neutral"] == {"open"}


def test_a_stern_eye_shuts_like_any_other() -> None:
    assert [lid_stage(lids, 0.0, 1.0) for lids in (0.0, 0.2, 0.5, 1.0)] == ["stern", "stern", "half", "shut"]


@pytest.mark.parametrize("path", PUPPETS, ids=lambda path: path.stem)
def test_every_lid_is_drawn_from_both_sides_and_every_mouth_is_found(path: Path) -> None:
    """A head that turns keeps its mood."""
    puppet = Puppet(path)
    layers = puppet._shelf.header["layers"]
    for view in puppet._head._views:
        drawn = {stage for stage in LID_POSES if {f"{view._name}/{side}/{stage}" for side in ("left", "right")} <= set(layers)}
        assert drawn == set(LID_POSES)
        lips = view.drawn.lips
        assert lips is not None
        eyes = max(eye.y for eye in view.drawn.eyes)
        assert eyes < lips.y < eyes + 250
        assert 40 < lips.rx < 170


@pytest.mark.parametrize("spin", [0.0, 1.0, 2.6, 4.0])
def test_one_view_gives_way_to_the_other_over_frames(spin: float) -> None:
    """However fast the head turns, no frame changes more than its share of the dissolve."""
    steps = np.arange(-10.0, 30.0, max(spin, 0.1))
    front = np.array([shares(0.0, 20.0, float(yaw), spin)[1] for yaw in steps])
    back = np.array([shares(0.0, 20.0, float(yaw), spin)[2] for yaw in steps])
    assert (front[0], front[-1], back[0], back[-1]) == (0.0, 1.0, 1.0, 0.0)
    assert np.abs(np.diff(front)).max() <= 1 / FRAMES + 1e-6
    assert np.abs(np.diff(back)).max() <= 1 / FRAMES + 1e-6


def test_a_fast_arm_dissolves_over_frames(fox: Character) -> None:
    arm = Puppet(Settings().characters / "executive-fox.puppet")._arms["left"]
    speed = 0.12  # of the way a frame: a hand that is up in a quarter of a second
    opacities = [{key: opacity for key, _, opacity in arm.drawn(ArmPose("point", phase, speed=speed))} for phase in np.arange(0, 1, speed)]
    changes = [abs(after.get(key, 0.0) - before.get(key, 0.0)) for before, after in pairwise(opacities) for key in {*before, *after}]
    still = [{key: opacity for key, _, opacity in arm.drawn(ArmPose("point", phase))} for phase in np.arange(0, 1, speed)]
    assert max(changes) < 0.85
    assert sum(len(keys) == 2 for keys in opacities) > sum(len(keys) == 2 for keys in still)


def test_a_hand_before_the_head_brings_no_neck_along() -> None:
    """Beside the arm's pixels those of the body are left out, those that show nothing (its fur ends there) are kept."""
    part = np.full((20, 30), -1, np.float32)
    part[:, 10:20] = 3.0  # the arm
    part[:, 20:] = 0.0  # the body
    empty = np.zeros((20, 30), np.float32)
    weight = _without_body(Shot(0, 0, np.zeros((20, 30, 4), np.float32), empty, empty, part), part == 3.0)
    assert (weight[:, :17] == 1).all()
    assert (weight[:, 21:] == 0).all()
