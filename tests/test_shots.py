"""Shot plans: something changes every three seconds, faces and photos stay where no app covers them, and seeds decide."""

import dataclasses
import itertools
import random
from pathlib import Path

import pytest

from shorts.artifacts import FPS, Aspect, Narration, Photo, Product, Scene, Script, Visual, Word
from shorts.layouts import FEATURES, face_of
from shorts.picture.lettering import Lettering
from shorts.picture.overlays import TitleLayer, safe_area
from shorts.picture.stage import stage_of
from shorts.scene_plan import ScenePlan
from shorts.shots import GAP, TAIL, boundary, plan_shots
from shorts.values import key_of

PHOTOS = (
    Photo("square", Path("square.jpg"), 1200, 1200),
    Photo("broad", Path("broad.jpg"), 1600, 900),
    Photo("tall", Path("tall.jpg"), 1000, 1500),
    Photo("strip", Path("strip.jpg"), 860, 4000),
    Photo("small", Path("small.jpg"), 420, 400),
)
VISUALS: tuple[Visual, ...] = ("character", "photo", "full_photo")


def spoken(text: str, seconds: float) -> Narration:
    words = text.split()
    times = [seconds * index / len(words) for index in range(len(words) + 1)]
    return Narration(Path("voice.wav"), seconds, tuple(Word(w, a, b) for w, a, b in zip(words, times, times[1:], strict=False)))


def script_of(seed: int, count: int = 6) -> tuple[Script, list[Narration]]:
    rng = random.Random(seed)
    scenes, voices = [], []
    for index in range(count):
        text = " ".join(["말이", "이어지고,", "또", "이어집니다."] * rng.randint(1, 4))
        visual = rng.choice(VISUALS)
        photo = rng.choice(PHOTOS).id if visual != "character" else ""
        role = "hook" if index == 0 else "close" if index == count - 1 else "body"
        setting = rng.choice(("studio", "park", "office"))
        scenes.append(Scene(f"s{index}", text, role, visual=visual, photo=photo, setting=setting))
        voices.append(spoken(text, round(rng.uniform(0.7, 9.0) * FPS) / FPS))
    return Script("제목", "ko", "product", tuple(scenes), ("첫째 줄", "둘째 줄")), voices


def plans_of(seed: int, aspect: Aspect = "9:16") -> tuple[ScenePlan, ...]:
    script, voices = script_of(seed)
    return plan_shots(script, voices, PHOTOS, seed=seed, aspect=aspect)


@pytest.mark.parametrize("seed", range(25))
def test_something_changes_at_least_every_three_seconds(seed: int) -> None:
    for plan in plans_of(seed):
        assert plan.shots[0].start == 0
        assert plan.shots[-1].end == plan.frames
        for shot in plan.shots:
            assert 0 < shot.end - shot.start <= 3 * FPS
        for a, b in zip(plan.shots, plan.shots[1:], strict=False):
            assert a.end == b.start
            assert a.layout != b.layout


def test_lengths_follow_the_voice() -> None:
    script, voices = script_of(3)
    plans = plan_shots(script, voices, PHOTOS, seed=3)
    for plan, voice in zip(plans[:-1], voices, strict=False):
        assert plan.frames == round(voice.seconds * FPS) + GAP
    assert plans[-1].frames == round(voices[-1].seconds * FPS) + TAIL


@pytest.mark.parametrize("aspect", ["9:16", "4:5", "1:1", "16:9"])
@pytest.mark.parametrize("seed", range(6))
def test_faces_and_cards_stay_inside(seed: int, aspect: Aspect) -> None:
    stage = stage_of(aspect, "standard")
    safe = stage.safe
    for shot in (shot for plan in plans_of(seed, aspect) for shot in plan.shots):
        if shot.presenter:
            x, y = face_of(shot.presenter, stage)
            scale = shot.presenter.scale / 1920  # design pixels to fractions of the height
            reach = FEATURES * scale * stage.height / stage.width
            assert safe.x0 <= x - reach
            assert x + reach <= safe.x1 + 0.001
            assert safe.y0 <= y - 150 * scale
            assert y + 140 * scale <= stage.captions.y0 + 0.01
        if shot.photo and shot.photo.badge:
            badge = shot.photo.badge
            assert safe.x0 <= badge.x - badge.r * stage.height / stage.width
            assert badge.y + badge.r <= stage.captions.y0
        if shot.card:
            box = shot.card.box
            assert safe.x0 - 0.04 <= box.x0 < box.x1 <= safe.x1 + 0.04
            assert box.y0 < box.y1 <= stage.captions.y0
            assert box.x0 > stage.title.x1 if stage.broad else box.y0 >= safe.y0 + 0.1 * (safe.y1 - safe.y0)


_HAIR, _CHEEKS = 500.0, 420.0
"""Design pixels from the middle of the face up to where hair or a headband ends, and sideways to the cheeks, at scale 1."""


@pytest.mark.parametrize("aspect", ["9:16", "4:5", "1:1", "16:9"])
@pytest.mark.parametrize("seed", range(4))
def test_the_first_frames_title_is_clear_of_the_presenter(seed: int, aspect: Aspect) -> None:
    """Two full lines of title end above the hair, or, in broad frames, before the cheeks; the face is still large."""
    stage = stage_of(aspect, "standard")
    title = TitleLayer(("두 줄로 된 긴 제목은", "여기까지 옵니다"), "", Lettering(Path("unused"), stage.width, stage.height))
    shot = plans_of(seed, aspect)[0].shots[0]
    assert shot.presenter
    x, y = face_of(shot.presenter, stage)
    pixels = shot.presenter.scale * stage.height / 1920
    if stage.broad:
        assert x * stage.width - _CHEEKS * pixels > stage.title.x1 * stage.width
    else:
        assert y * stage.height - _HAIR * pixels > safe_area(stage.width, stage.height).top + title.lettering.px(title.drop + title.size * 2.15)
    assert 2 * _CHEEKS * pixels > 0.4 * min(stage.width, stage.height)


@pytest.mark.parametrize("seed", range(6))
def test_a_card_never_hides_under_the_presenters_face(seed: int) -> None:
    stage = stage_of("9:16", "standard")
    for shot in (shot for plan in plans_of(seed) for shot in plan.shots if shot.card):
        assert shot.card is not None
        assert shot.presenter is not None
        (cx, cy), (x, y) = shot.card.box.centre, face_of(shot.presenter, stage)
        dx, dy = (x - cx) * stage.width, (y - cy) * stage.height
        assert (dx * dx + dy * dy) ** 0.5 > 2 * FEATURES * shot.presenter.scale
        # the pointing hand is at the viewer's right unless the place is mirrored
        assert shot.presenter.flip == (cx < shot.presenter.x)


def test_the_same_seed_plans_the_same_and_another_differs() -> None:
    assert key_of(plans_of(4)) == key_of(plans_of(4))
    script, voices = script_of(4)
    assert key_of(plan_shots(script, voices, PHOTOS, seed=4)) != key_of(plan_shots(script, voices, PHOTOS, seed=5))


def test_a_plan_does_not_depend_on_the_neighbours() -> None:
    script, voices = script_of(7)
    changed = dataclasses.replace(script.scenes[2], narration="아주 다른 말입니다.", visual="character", photo="")
    other = dataclasses.replace(script, scenes=(*script.scenes[:2], changed, *script.scenes[3:]))
    other_voices = [*voices[:2], spoken(changed.narration, 1.5), *voices[3:]]
    before, after = (plan_shots(s, v, PHOTOS, seed=7) for s, v in ((script, voices), (other, other_voices)))
    same = [key_of(a) == key_of(b) for a, b in zip(before, after, strict=True)]
    assert same == [True, True, False, True, True, True]


@pytest.mark.parametrize("seed", range(10))
def test_the_end_leads_back_to_the_beginning(seed: int) -> None:
    plans = plans_of(seed)
    first, last = plans[0].shots[0], plans[-1].shots[-1]
    assert first.layout == last.layout == "close"
    assert first.presenter == last.presenter
    assert plans[0].setting == plans[-1].setting
    assert plans[0].enter is None
    assert plans[-1].leave is None
    assert first.camera.at(0) == last.camera.at(last.seconds)
    assert first.backdrop == last.backdrop


@pytest.mark.parametrize("seed", range(10))
def test_both_sides_of_a_boundary_agree(seed: int) -> None:
    plans = plans_of(seed)
    for index, (a, b) in enumerate(itertools.pairwise(plans)):
        assert a.leave == b.enter == boundary(seed, index)
    assert len({plan.leave.kind for plan in plans if plan.leave}) <= 2


def test_a_scene_without_its_photo_shows_the_presenter() -> None:
    scene = Scene("a", "사진이 없습니다.", visual="photo", photo="gone")
    script = Script("t", "ko", "news", (scene, scene), ("h",))
    for plan in plan_shots(script, [spoken(scene.narration, 4.0)] * 2, (), seed=1):
        assert all(shot.card is None and shot.photo is None and shot.presenter for shot in plan.shots)


def test_the_price_is_shown_when_it_is_said() -> None:
    scene = Scene("a", "지금 12,900원! 정말 싸요.")
    script = Script("t", "ko", "product", (scene,), ("h",))
    product = Product("컵", price="12,900", currency="KRW")
    (plan,) = plan_shots(script, [spoken(scene.narration, 4.0)], (), seed=1, product=product)
    assert plan.price is not None
    assert plan.price.text == "12,900원"
    assert abs(plan.price.start / FPS - 1.0) < 0.15
    (silent,) = plan_shots(script, [spoken("지금 정말 싸요.", 4.0)], (), seed=1, product=product)
    assert silent.price is None


def test_a_price_said_in_the_first_shot_goes_aside_of_the_low_face() -> None:
    scenes = (Scene("a", "지금 12,900원! 정말 싸요."), Scene("b", "저장해 두세요."))
    product = Product("컵", price="12,900", currency="KRW")
    voices = [spoken(scene.narration, 2.0) for scene in scenes]
    moments = [
        plan_shots(Script("t", "ko", "product", order, ("h",)), spoken_in, (), seed=1, product=product)[place].price
        for order, spoken_in, place in ((scenes, voices, 0), ((scenes[1], *scenes), [voices[1], *voices], 1))
    ]
    assert [abs(moment.side) for moment in moments if moment] == [2, 1]
