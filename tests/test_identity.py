"""A character stays itself: whatever it does and wherever it stands, its colours and parts are those of its one record and one puppet."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest

from shorts.artifacts import Setting
from shorts.cast import load_cast
from shorts.picture.yuv import Canvas
from shorts.progress import Work
from shorts.settings import Settings
from shorts.toon.acting_pose import ArmPose, PuppetPose
from shorts.toon.backdrops import tint
from shorts.toon.character import assemble
from shorts.toon.kept import record_digest, shipped_puppet
from shorts.toon.pose import Pose
from shorts.toon.puppet import Place, Puppet
from shorts.toon.puppet_file import Shelf, read_header

if TYPE_CHECKING:
    from numpy.typing import NDArray

CAST = load_cast(Settings().characters)
POSES = (
    Pose(),
    Pose(arm_l="wave", yaw=20, roll=4),
    Pose(arm_l="point", arm_r="hip", pitch=6, gaze=(0.8, 0.2)),
    Pose(arm_l="shrug", arm_r="shrug", lids=0.3, breathe=0.02),
    Pose(arm_l="thumbs_up", arm_r="explain", yaw=-14, lids=0.2),
)
ACTED = (
    PuppetPose(),
    PuppetPose(mouth="a3", yaw=12, left=ArmPose("wave", 1.0, 0.5), brow=1.0),
    PuppetPose(mouth="o2", lids=(1.0, 1.0), left=ArmPose("greet", 1.0), right=ArmPose("hip", 1.0)),
    PuppetPose(roll=5, squint=1.0, left=ArmPose("cheer", 1.0), right=ArmPose("cheer", 1.0)),
    PuppetPose(mouth="press", frown=1.0, gaze=(0.5, 0.5), left=ArmPose("point_up", 1.0)),
)


def worn(record: dict[str, Any], pose: Pose) -> dict[str, set[Any]]:
    """Unlit colours of each material of a figure, and the materials themselves; a hand's own shape may show more or less of a colour, never another."""
    rig = assemble(record, pose)
    names = {index: name for name, index in rig.group_ids.items()}
    colours: dict[str, set[Any]] = {name: {prim.colour for prim in rig.prims if names[prim.group] == name} for name in rig.group_ids}
    materials = {f"material of {name}": {tuple(rig.groups[index][:-8])} for name, index in rig.group_ids.items()}  # the last eight aim an eye
    return colours | materials


@pytest.mark.parametrize("name", CAST)
def test_five_poses_have_the_same_unlit_colours_and_parts(name: str) -> None:
    first, *others = (worn(CAST[name].toon or {}, pose) for pose in POSES)
    assert len(first) > 6
    for other in others:
        assert other == first


def chest(puppet: Puppet, pose: PuppetPose, x: float) -> NDArray[np.uint8]:
    """RGB of the middle of the clothes, with the feet at column x."""
    canvas = Canvas.blank(1080, 1920)
    puppet.draw(canvas, pose, Place(x, 1700.0))
    return canvas.rgb()[1700 - 300 : 1700 - 200, int(x) - 40 : int(x) + 40]


@pytest.mark.parametrize("name", ["executive-fox", "trendy-rabbit"])
def test_five_scenes_show_the_same_clothes_to_the_last_bit(name: str) -> None:
    """The palette distance of five scenes' clothes, before a setting's light falls on them, is 0."""
    puppet = Puppet.load(CAST[name], Settings(), Work())
    shown = [chest(puppet, pose, 540 + 20 * i) for i, pose in enumerate(ACTED)]
    assert np.ptp(shown[0].reshape(-1, 3), axis=0).max() > 20, "not a plain patch"
    assert max(int(np.abs(a.astype(int) - b).max()) for a, b in combinations(shown, 2)) == 0


def test_a_settings_light_maps_each_colour_to_one_other() -> None:
    """Every setting shows the layers of the one file through one curve a channel: what is alike in one setting is alike in all."""
    path = shipped_puppet(CAST["trendy-rabbit"], Settings())
    plain = Shelf(path)._picture("body.webp", -1)[..., :3]
    lights = {setting: tint(setting) for setting in get_args(Setting)}
    assert len({*lights.values()}) == len(lights)
    for light in lights.values():
        curves = Shelf(path, light)._curves
        if curves is None:  # the light that it was drawn in
            assert light == pytest.approx((1.0, 1.0, 1.0))
            continue
        for channel in range(3):
            assert (np.diff(curves[0, :, channel].astype(int)) >= 0).all()
            assert len(np.unique(curves[0, plain[..., channel], channel])) > 0.6 * len(np.unique(plain[..., channel]))


def test_one_file_is_made_of_one_record() -> None:
    for one in CAST.values():
        path = shipped_puppet(one, Settings())
        if path.is_file():
            assert read_header(path)["digest"] == record_digest(one.toon or {}), one.id
