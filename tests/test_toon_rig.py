"""Characters built from their files: every expression, mouth and arm; the same picture every time; windows that fit."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from shorts.cast import load_cast
from shorts.errors import CharacterFileBroken, UnknownChoice
from shorts.progress import Work
from shorts.settings import Settings
from shorts.toon.character import assemble, build
from shorts.toon.colour import tonemap
from shorts.toon.geometry import look_at, project, standard_camera
from shorts.toon.lights import STUDIO
from shorts.toon.model import ALL
from shorts.toon.pose import ARMS, EXPRESSIONS, VISEMES, Pose, blend_arms
from shorts.toon.puppet import puppet_path
from shorts.toon.registry import FAMILIES, part
from shorts.toon.shapes import G_PART, G_PRIM

EIGHT = ("executive-fox", "tech-fox", "chef-penguin", "trainer-bear", "artist-cat", "trendy-rabbit", "anchor-shiba", "helper-robot")
BUILDS = ("executive-fox", "chef-penguin", "trendy-rabbit", "helper-robot")
"""One apiece with paws and tail, wings and beak, tall ears, and a screen for a face."""
W, H = 54, 96
CAMERA = standard_camera()


CAST = {one.id: one.toon for one in load_cast(Path(__file__).parents[1] / "characters").values() if one.toon is not None}
REST = [name for name in CAST if name not in BUILDS]


@pytest.fixture(scope="module")
def records() -> dict[str, dict[str, Any]]:
    return {name: CAST[name] for name in EIGHT}


def drawn(record: dict[str, Any], pose: Pose, **how: Any) -> np.ndarray:
    return build(record, pose).render(CAMERA, W, H, STUDIO, samples=2, **how).rgba


def varied() -> list[Pose]:
    """A dozen poses that between them use every expression, mouth and arm pose."""
    arms, faces, mouths = list(ARMS), list(EXPRESSIONS), list(VISEMES)
    count = max(len(arms), len(faces), len(mouths))
    return [
        Pose(expression=faces[i % len(faces)], mouth=mouths[i % len(mouths)], arm_l=arms[i % len(arms)], arm_r=arms[-i % len(arms)], yaw=(i % 5 - 2) * 12)
        for i in range(count)
    ]


@pytest.mark.parametrize("name", BUILDS)
def test_every_pose_draws_a_whole_character(records: dict[str, Any], name: str) -> None:
    for pose in varied():
        rgba = drawn(records[name], pose, fur=False, ground=False)
        assert np.isfinite(rgba).all()
        covered = (rgba[..., 3] > 0.5).mean()
        assert 0.18 < covered < 0.60, (name, pose)
        assert rgba[..., :3].max() > 0.3


@pytest.mark.parametrize("name", REST)
def test_the_others_are_whole_too(name: str) -> None:
    """Two poses apiece: every part of a record is built, and nothing of it is missing or fills the frame."""
    for pose in (Pose(mouth="A", arm_l="point", arm_r="cheer"), Pose(expression="surprised", lids=1.0, arm_l="think", yaw=20)):
        rgba = drawn(CAST[name], pose, fur=False, ground=False)
        assert np.isfinite(rgba).all()
        assert 0.18 < (rgba[..., 3] > 0.5).mean() < 0.65, (name, pose)
        assert rgba[..., :3].max() > 0.3


@pytest.mark.parametrize("name", ["executive-fox", "helper-robot"])
def test_visemes_differ(records: dict[str, Any], name: str) -> None:
    window = (15, 20, 39, 56)
    shots = {v: drawn(records[name], Pose(expression="neutral", mouth=v), window=window, fur=False)[..., :3] for v in ("M", "A", "E", "O", "U", "F", "L")}
    names = list(shots)
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            assert np.abs(shots[a] - shots[b]).max() > 0.02, (a, b)


def test_drawing_twice_gives_the_same_bytes(records: dict[str, Any]) -> None:
    pose = Pose(expression="happy", arm_l="wave")
    assert drawn(records["tech-fox"], pose).tobytes() == drawn(records["tech-fox"], pose).tobytes()


def test_a_window_matches_the_whole_picture(records: dict[str, Any]) -> None:
    model = build(records["trainer-bear"], Pose())
    whole = model.render(CAMERA, W, H, STUDIO, samples=3).rgba
    x0, y0, x1, y1 = window = (13, 30, 41, 62)
    part = model.render(CAMERA, W, H, STUDIO, window, samples=3).rgba
    inner = (slice(1, -1), slice(1, -1))
    assert np.array_equal(part[inner], whole[y0:y1, x0:x1][inner])


def test_moving_the_mouth_leaves_the_ears_alone(records: dict[str, Any]) -> None:
    window = (10, 14, 44, 30)
    a, b = (drawn(records["executive-fox"], Pose(mouth=m), window=window) for m in ("rest", "A"))
    assert np.abs(a[..., :4] - b[..., :4]).max() < 0.02


def test_fur_stays_on_a_turning_head(records: dict[str, Any]) -> None:
    """Strands are rooted in the head: after a small turn the same patch, moved along, looks the same."""
    from shorts.toon.kernel_strands import choose_roots

    counts = []
    for yaw in (0.0, 2.0):
        model = build(records["executive-fox"], Pose(yaw=yaw), frozenset({"head"}))
        picture = model.render(CAMERA, 135, 240, STUDIO, fur=False, ground=False, samples=1)
        roots = choose_roots(picture.gbuffer, 0, 0, CAMERA, 135.0, 240.0, model.rows, model.bones, 0.03, 0)
        counts.append(len(roots))
    assert counts[0] == pytest.approx(counts[1], rel=0.05)


def test_parts_can_be_drawn_apart(records: dict[str, Any]) -> None:
    pose = Pose(arm_l="point")
    whole = build(records["anchor-shiba"], pose)
    full = whole.render(CAMERA, W, H, STUDIO, fur=False, ground=False, samples=1)
    head = whole.render(CAMERA, W, H, STUDIO, fur=False, ground=False, samples=1, only=frozenset({"head"}))
    body = build(records["anchor-shiba"], pose, ALL - {"head"}).render(CAMERA, W, H, STUDIO, fur=False, ground=False, samples=1, occluder=whole)
    shown = full.gbuffer[..., G_PART] == 1
    assert shown.sum() > 300
    assert np.array_equal(head.rgba[..., 3] > 0, shown)
    assert (body.gbuffer[..., G_PRIM] >= 0).sum() > (~shown & (full.gbuffer[..., G_PRIM] >= 0)).sum(), "the neck behind the head is drawn too"


def test_a_pointing_hand_stays_inside_the_extent(records: dict[str, Any]) -> None:
    model = build(records["trendy-rabbit"], Pose(arm_l="point"))
    x0, y0, x1, y1 = model.extent(CAMERA, W, H)
    rgba = model.render(CAMERA, W, H, STUDIO, (x0, y0, x1, y1), samples=1, ground=False).rgba
    border = np.concatenate([rgba[0, :, 3], rgba[-1, :, 3], rgba[:, 0, 3], rgba[:, -1, 3]])
    assert border.max() == 0
    assert rgba[..., 3].max() == 1


def mean_colour(record: dict[str, Any], top: float, bottom: float) -> np.ndarray:
    """Mean display colour of a band of the character (heights in world units)."""
    rgba = drawn(record, Pose(), fur=False, ground=False)
    y0, y1 = (int(project((0, y, 0), CAMERA, W, H)[1]) for y in (top, bottom))
    band = rgba[y0:y1]
    inside = band[..., 3] > 0.9
    return np.asarray(tonemap(band[..., :3])[inside].mean(axis=0))


def test_characters_are_told_apart_by_colour(records: dict[str, Any]) -> None:
    looks = {name: np.concatenate([mean_colour(records[name], 2.0, 1.2), mean_colour(records[name], 0.9, 0.3)]) for name in EIGHT}
    for i, a in enumerate(EIGHT):
        for b in EIGHT[i + 1 :]:
            assert np.linalg.norm(looks[a] - looks[b]) > 0.14, (a, b)


def test_blended_arms_lie_between() -> None:
    half = blend_arms("rest", "wave", 0.5)
    assert half.wrist == tuple((a + b) / 2 for a, b in zip(ARMS["rest"].wrist, ARMS["wave"].wrist, strict=True))
    assert blend_arms("rest", "wave", 0.0) == ARMS["rest"]


@pytest.mark.parametrize("pose", [Pose(expression="smirk"), Pose(mouth="X"), Pose(arm_l="salute")])
def test_unknown_poses_are_refused(records: dict[str, Any], pose: Pose) -> None:
    with pytest.raises(UnknownChoice):
        assemble(records["tech-fox"], pose)


NONSENSE: tuple[dict[str, Any], ...] = (
    {"ears": "elephant"},
    {"head": {"wide": 1.0}},
    {"colours": {"main": "#ffffff"}},
    {"prop": "sword"},
    {"back": "rucksack"},
    {"outfit": {"kind": "jacket", "lapel": "fur"}},
    {"outfit": {"kind": "jacket", "length": 2}},
    {"mane": {"kind": "lion", "colour": "red"}},
    {"tail": {"kind": "fan", "count": 3}},
    {"strokes": [{"from": [0, 0]}], "marks": "strokes"},
)


@pytest.mark.parametrize("change", NONSENSE)
def test_a_record_that_makes_no_sense_names_its_key(records: dict[str, Any], change: dict[str, Any]) -> None:
    with pytest.raises(CharacterFileBroken) as refusal:
        assemble(records["tech-fox"] | change, Pose())
    assert refusal.value.details["key"].split(".")[0].split("[")[0] == next(iter(change))


SLIPS: dict[str, tuple[dict[str, Any], str]] = {
    "taill": ({"taill": "fox"}, "tail"),
    "skin": ({"skin": "glass"}, "fur, plastic"),
    "sleeve": ({"sleeve": "half"}, "long, none"),
    "cloth": ({"cloth": "tweed"}, "denim"),
    "fur": ({"fur": "long"}, "a number"),
    "head": ({"head": "round"}, "a table"),
    "head.w": ({"head": {"w": "wide"}}, "a number"),
    "eyes.lash": ({"eyes": {"lash": 1}}, "true or false"),
    "patches": ({"patches": {"pos": [0, 0, 0]}}, "tables"),
    "patches[0].rad": ({"patches": [{"pos": [0, 0, 0], "rad": [1, 1], "colour": "main"}]}, "3 numbers"),
    "colours.main": ({"colours": {}}, "#e8752a"),
    "colours.nose": ({"colours": {"main": "#aabbcc", "nose": "navy"}}, "#e8752a"),
    "colours.hair": ({"colours": {"main": "#aabbcc", "hair": "#12345"}}, "#e8752a"),
}


@pytest.mark.parametrize("key", SLIPS)
def test_a_slip_names_its_key_and_what_was_expected(records: dict[str, Any], key: str) -> None:
    change, expected = SLIPS[key]
    with pytest.raises(CharacterFileBroken) as refusal:
        assemble(records["tech-fox"] | change, Pose())
    assert refusal.value.details["key"] == key
    assert expected in refusal.value.remedy("en")
    assert refusal.value.remedy("ko") != refusal.value.remedy("en")


def test_a_broken_record_names_its_file_where_a_puppet_is_made_of_it(tmp_path: Path) -> None:
    fox = load_cast(Path(__file__).parents[1] / "characters")["tech-fox"]
    settings = Settings(characters=tmp_path, cache=tmp_path)
    for change in ({"head": {"wide": 1.0}}, {"ears": "elephant"}):
        with pytest.raises(CharacterFileBroken, match=r"tech-fox\.toml"):
            puppet_path(replace(fox, toon=(fox.toon or {}) | change), settings, Work())
    assert not list(tmp_path.rglob("*.puppet"))


def test_two_parts_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match="taken by"):
        part("ears", "fox")(lambda kit: None)


def test_the_camera_looks_where_it_is_told() -> None:
    assert project((0, 1, 0), look_at((0, 1, 5), (0, 1, 0), 30), 100, 200) == pytest.approx((50, 100))


def test_the_readme_lists_every_part_that_there_is() -> None:
    text = (Path(__file__).parents[1] / "characters" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w.]+)` \| [^|]+ \| [^|]+ \| ([^|]+) \|$", text, re.MULTILINE)
    within = {"head.kind": "skull", "outfit.inner": "inner"}
    assert {within.get(key, key): names.split(", ") for key, names in rows} == {family: sorted(parts) for family, parts in FAMILIES.items()}
