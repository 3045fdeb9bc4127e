"""A scene's layout as a person chooses it: what it needs, what is seen, what is written down, and what is made again."""

from __future__ import annotations

import itertools
import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest

from shorts.artifacts import FPS, Aspect, Scene, SceneLayout, Script
from shorts.errors import ScriptBroken
from shorts.layouts import FEATURES, face_of
from shorts.picture.stage import stage_of
from shorts.scene_layouts import possible
from shorts.script import script_from_json, script_to_json
from shorts.shots import plan_shots
from shorts.values import from_plain, key_of, to_plain
from tests.test_shots import PHOTOS, script_of, spoken

if TYPE_CHECKING:
    from shorts.scene_plan import ScenePlan

SAID = "색상은 크림, 세이지, 차콜이에요. 배터리는 60시간 가고, 주인은 “밤이 참 환해졌어요”라고 말했어요."
SCENES = (
    Scene("s1", "밤길이 밝아져요.", role="hook"),
    Scene("s2", SAID, visual="photo", photo="broad"),
    Scene("s3", "가볍고 작아요. 어디에나 놓아요."),
    Scene("s4", "저장해 두세요.", role="close"),
)
SCRIPT = Script("무드등", "ko", "product", SCENES, ("밤에 켜는", "무드등"))
SECONDS = (3.0, 12.0, 5.0, 3.0)
PLANS_BEFORE, SCRIPT_BEFORE = "8781f1a5642bdba511b23221d6e16a3b", "3cc981c0f87c427eb830a61668726010"


def with_layout(layout: SceneLayout, index: int = 1, **fields: object) -> Script:
    scenes = list(SCENES)
    scenes[index] = replace(scenes[index], layout=layout, **fields)  # type: ignore[arg-type]
    return replace(SCRIPT, scenes=tuple(scenes))


def plans(script: Script, aspect: Aspect = "9:16", *, graphics: bool = True) -> tuple[ScenePlan, ...]:
    voices = [spoken(scene.narration, seconds) for scene, seconds in zip(script.scenes, SECONDS, strict=True)]
    return plan_shots(script, voices, PHOTOS, seed=2, aspect=aspect, graphics=graphics)


def test_automatic_is_what_it_was() -> None:
    """Taken before there was a choice: the key of a short's plans and of its script, and no word of it in what is written."""
    script, voices = script_of(11)
    assert key_of(plan_shots(script, voices, PHOTOS, seed=11)) == PLANS_BEFORE
    assert key_of(script) == SCRIPT_BEFORE
    assert "layout" not in script_to_json(script)
    assert "layout" not in json.dumps(to_plain(script))


@pytest.mark.parametrize("layout", [one for one in get_args(SceneLayout) if one != "auto"])
def test_a_choice_is_written_read_and_changes_the_plan_of_its_scene_only(layout: SceneLayout) -> None:
    script = with_layout(layout)
    assert script_from_json(script_to_json(script)) == script
    assert from_plain(Script, to_plain(script)) == script
    before, after = [key_of(plan) for plan in plans(SCRIPT)], [key_of(plan) for plan in plans(script)]
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, False, True, True]


@pytest.mark.parametrize(("layout", "kind"), [("wide", "wide"), ("medium", "medium"), ("close", "close"), ("full", "photo")])
def test_one_framing_for_the_whole_scene_and_still_something_changes(layout: SceneLayout, kind: str) -> None:
    plan = plans(with_layout(layout))[1]
    assert {shot.layout for shot in plan.shots} == {kind}
    assert all(shot.end - shot.start <= 3 * FPS for shot in plan.shots)
    moves = [shot.photo.move if shot.photo else shot.camera for shot in plan.shots]
    assert all(one.end != two.start for one, two in itertools.pairwise(moves)), "a cut without a change would be none"
    assert all((shot.photo is not None and shot.photo.badge is not None) == (layout == "full") for shot in plan.shots)


@pytest.mark.parametrize("aspect", ["9:16", "1:1", "4:5"])
@pytest.mark.parametrize("photo", [photo.id for photo in PHOTOS])
def test_the_photo_stands_where_it_was_wanted_and_the_face_is_clear_of_it(photo: str, aspect: Aspect) -> None:
    stage = stage_of(aspect, "standard")
    for layout in ("left", "right", "above"):
        for index in (0, 1, 3):
            plan = plans(with_layout(layout, index, visual="photo", photo=photo), aspect)[index]
            assert [bool(shot.card and shot.card.enters) for shot in plan.shots] == [True, *(False for _ in plan.shots[1:])]
            for shot in plan.shots:
                assert shot.card
                assert shot.presenter
                box, (x, y) = shot.card.box, face_of(shot.presenter, stage)
                reach = FEATURES * shot.presenter.scale * stage.height / 1920 / stage.width
                (cx, cy), far = box.centre, 2 * FEATURES * shot.presenter.scale * stage.height / 1920
                assert {"left": cx < x, "right": cx > x, "above": box.y1 <= y}[layout], (layout, box, x, y)
                assert math.hypot((x - cx) * stage.width, (y - cy) * stage.height) > far, (layout, box, x, y)
                assert 0 <= box.x0 < box.x1 <= 1
                assert 0 <= x - reach < x + reach <= 1
                assert stage.subject.y0 <= box.y0 < box.y1 <= stage.captions.y0


@pytest.mark.parametrize(("layout", "kind", "index"), [("list", "points", 1), ("figure", "figure", 1), ("quote", "quote", 1)])
def test_cards_of_words_can_be_told_apart_and_count_where_graphics_are_off(layout: SceneLayout, kind: str, index: int) -> None:
    for graphics in (True, False):
        shown = [shot for shot in plans(with_layout(layout), graphics=graphics)[index].shots if shot.panel]
        assert [shot.layout for shot in shown] == [kind]
        assert shown[0].panel.start < shown[0].panel.end - FPS  # type: ignore[union-attr]


def test_only_what_a_scene_has_can_be_chosen() -> None:
    alone = ("auto", "wide", "medium", "close")
    assert possible(SCRIPT, 2) == alone
    assert possible(SCRIPT, 1) == get_args(SceneLayout)
    assert possible(SCRIPT, 1, "16:9") == tuple(one for one in get_args(SceneLayout) if one not in ("left", "above"))
    counted = replace(SCRIPT, scenes=(replace(SCENES[0], narration="첫째, 가벼워요."), replace(SCENES[2], narration="둘째, 밝아요.")))
    assert possible(counted, 1) == (*alone, "list")


@pytest.mark.parametrize(("layout", "ko", "en"), [
    ("left", "사진", "photo"), ("full", "사진", "photo"), ("list", "늘어놓은 것", "listed"), ("figure", "숫자", "figure"), ("quote", "인용", "quotation"), ("x", "", "close"),
])  # fmt: skip
def test_a_file_that_asks_for_more_is_refused_with_the_place(layout: str, ko: str, en: str) -> None:
    data = json.loads(script_to_json(SCRIPT))
    data["scenes"][2]["layout"] = layout
    with pytest.raises(ScriptBroken) as caught:
        script_from_json(json.dumps(data))
    assert caught.value.details["where"] == "scenes[2].layout"
    assert ko in caught.value.text("ko")
    assert en in caught.value.text("en")


def test_a_scene_that_lost_its_photo_is_shown_automatically() -> None:
    bare = replace(SCRIPT, scenes=(*SCENES[:2], replace(SCENES[2], layout="left"), SCENES[3]))
    assert key_of(plans(bare)) == key_of(plans(SCRIPT))
    assert "left" not in possible(bare, 2)
