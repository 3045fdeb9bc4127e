"""What somebody chooses for a scene acts on that scene alone: another take, a camera move, what of its photo to show."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import numpy as np
import pytest
from PIL import Image

from shorts.artifacts import FPS, OWN, Motion, Photo, Scene, Script, Transitions
from shorts.pipeline import make_short
from shorts.progress import Work
from shorts.render import still_of
from shorts.settings import Settings
from shorts.short import open_short, save_short
from shorts.shots import plan_shots
from shorts.values import key_of
from tests.maker import tone_workshop
from tests.test_render import DRAFT, parts
from tests.test_shots import PHOTOS, script_of, spoken

if TYPE_CHECKING:
    from shorts.scene_plan import ScenePlan, Shot
    from shorts.short import Short

TEXT = "말이 이어지고, 또 이어집니다. 말이 이어지고, 또 이어집니다."


def chosen(seed: int, **choices: object) -> tuple[ScenePlan, ...]:
    """The plans of a script, every scene with these choices."""
    script, voices = script_of(seed)
    scenes = tuple(dataclasses.replace(scene, **choices) for scene in script.scenes)  # type: ignore[arg-type]
    return plan_shots(dataclasses.replace(script, scenes=scenes), voices, PHOTOS, seed=seed)


@pytest.mark.parametrize("seed", range(8))
def test_every_take_of_a_scene_is_another(seed: int) -> None:
    takes = [chosen(seed, take=take) for take in range(5)]
    for scene in range(6):
        assert len({key_of(take[scene]) for take in takes}) == 5
    for plan in (plan for take in takes for plan in take):
        assert all(0 < shot.end - shot.start <= 3 * FPS for shot in plan.shots)
        assert all(a.layout != b.layout for a, b in zip(plan.shots, plan.shots[1:], strict=False))
    assert len({tuple(shot.start for plan in take for shot in plan.shots) for take in takes}) > 1  # cut otherwise
    assert len({tuple(shot.layout for plan in take for shot in plan.shots) for take in takes}) > 1  # and staged otherwise


def views(shot: Shot) -> list[tuple[float, float]]:
    """(cx, zoom) at the start and the end of every move of a shot."""
    moves = [shot.camera, *(one.move for one in (shot.card, shot.photo) if one)]
    return [(round(end.cx - start.cx, 6), round(end.zoom / start.zoom, 6)) for start, end in ((move.at(0), move.at(shot.seconds)) for move in moves)]


@pytest.mark.parametrize("motion", [motion for motion in get_args(Motion) if motion != "auto"])
@pytest.mark.parametrize("seed", range(4))
def test_the_camera_moves_as_chosen(seed: int, motion: str) -> None:
    found = [view for plan in chosen(seed, motion=motion) for shot in plan.shots for view in views(shot)]
    assert found
    for way, zoom in found:
        if motion == "still":
            assert (way, zoom) == (0, 1)
        elif motion in ("push", "pull"):
            assert way == 0
            assert (zoom > 1) == (motion == "push")
        else:
            assert zoom == 1
            assert (way > 0) == (motion == "right")
            assert way != 0


@pytest.mark.parametrize("kind", [kind for kind in get_args(Transitions) if kind not in ("mixed", "cut")])
def test_one_kind_of_transition(kind: Transitions) -> None:
    script, voices = script_of(1)
    plans = plan_shots(script, voices, PHOTOS, seed=1, transitions=kind)
    assert [plan.leave.kind for plan in plans[:-1] if plan.leave] == [kind] * 5
    assert [plan.leave for plan in plans[:-1]] == [plan.enter for plan in plans[1:]]


def test_bare_cuts() -> None:
    script, voices = script_of(1)
    assert all(plan.enter is plan.leave is None for plan in plan_shots(script, voices, PHOTOS, seed=1, transitions="cut"))


@pytest.mark.parametrize(("visual", "size"), [("full_photo", (1500, 1200)), ("photo", (1600, 600)), ("full_photo", (2400, 700))])
def test_the_chosen_part_of_a_photo_is_shown(tmp_path: Path, visual: str, size: tuple[int, int]) -> None:
    """Covering the frame, on a card, and whole before its blurred copy: left red, right blue."""
    w, h = size
    pixels = np.zeros((h, w, 3), np.uint8)
    pixels[:, : w // 2, 0], pixels[:, w // 2 :, 2] = 220, 220
    Image.fromarray(pixels).save(tmp_path / "p.png")
    photo = {"p": Photo("p", tmp_path / "p.png", w, h)}
    seen = []
    for focus in ((0.02, 0.5), (0.98, 0.5)):
        scene = Scene("a", TEXT, visual=visual, photo="p", focus=focus, motion="still")  # type: ignore[arg-type]
        plan = plan_shots(Script("t", "ko", "news", (scene,) * 3, ("h",)), [spoken(TEXT, 4.0)] * 3, list(photo.values()), seed=0)[1]
        shot = next(shot for shot in plan.shots if shot.card or shot.photo)
        image = np.asarray(still_of(plan, parts(photo), DRAFT, shot.end - 8))
        x, y = shot.card.box.centre if shot.card else (0.5, 0.45)
        place = image[round(y * DRAFT.height), round(x * DRAFT.width)]
        seen.append("red" if place[0] > place[2] else "blue")
    assert seen == ["red", "blue"]


def test_a_picture_that_was_asked_for_is_shown_in_a_scene_of_one_shot() -> None:
    """The short's ends are close shots of the presenter, unless that would leave out what somebody chose."""
    square = PHOTOS[0]
    for photo, choice, shown in ((square, {}, False), (square, {"focus": (0.5, 0.5)}, True), (replace(square, source=OWN), {}, True)):
        scene = Scene("a", "짧은 말.", visual="photo", photo=photo.id, **choice)  # type: ignore[arg-type]
        plans = plan_shots(Script("t", "ko", "news", (scene,) * 2, ("h",)), [spoken("짧은 말.", 1.5)] * 2, [photo], seed=0)
        assert [[shot.shows for shot in plan.shots] for plan in plans] == [[photo.id if shown else ""]] * 2


def made_since(short: Short, lines: int) -> list[str]:
    found = (short.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()[lines:]
    return [json.loads(line)["step"] for line in found]


def test_a_choice_remakes_its_scene_only(drafted: Short) -> None:
    short, shop = drafted, tone_workshop(replace(Settings(), outputs=drafted.folder.parent))
    assert short.script is not None
    shown = next(index for index, scene in enumerate(short.script.scenes) if scene.photo and 0 < index < len(short.script.scenes) - 1)
    for choice in ({"take": 1}, {"motion": "left"}, {"focus": (0.2, 0.7)}, {"layout": "left"}):
        short = open_short(short.folder)
        assert short.script is not None
        before = len((short.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines())
        scenes = list(short.script.scenes)
        scenes[shown] = dataclasses.replace(scenes[shown], **choice)  # type: ignore[arg-type]
        save_short(replace(short, script=replace(short.script, scenes=tuple(scenes))))
        short = make_short(open_short(short.folder), shop, Work(), "draft")
        assert sorted(made_since(short, before)) == ["draft", "segment"]
    before = len((short.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines())
    save_short(replace(short, request=replace(short.request, transitions="cut")))
    short = make_short(open_short(short.folder), shop, Work(), "draft")
    assert short.script is not None
    assert sorted(made_since(short, before)) == ["audio", "draft", *["segment"] * len(short.script.scenes)]
