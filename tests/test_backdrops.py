"""The settings: pictures that ship, what they promise to layouts, and that they can be drawn again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from shorts.errors import MediaUnreadable, UnknownChoice
from shorts.settings import Settings
from shorts.toon import backdrops_light
from shorts.toon.backdrops import (
    LIGHTS,
    SETS,
    SETTINGS,
    SIZE,
    backdrop_path,
    lights,
    load_backdrop,
    paint_backdrop,
    read_picture,
    studio,
    tint,
)
from shorts.toon.backdrops_check import CLOSE, WORST, Difference, difference
from shorts.toon.backdrops_lens import defocus
from shorts.toon.backdrops_light import Drawn
from shorts.toon.backdrops_stage import Mood
from shorts.toon.lights import STUDIO

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Light
    from shorts.toon.backdrops_stage import Stage

HOME = Settings()


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("setting", SETTINGS)
def test_each_setting_ships_large_and_light_calm_behind_the_title_and_nowhere_burnt_out(setting: str, light: Light) -> None:
    plate = load_backdrop(setting, HOME, light)
    assert plate.size == SIZE
    assert backdrop_path(setting, HOME, light).stat().st_size <= 250 * 1024
    y = plate.y
    frame = y[192 : 192 + 1920, 108 : 108 + 1080].astype(np.float32)
    band = cv2.GaussianBlur(frame[220:400, 60:900], (0, 0), 2)
    steepest = np.hypot(cv2.Sobel(band, cv2.CV_32F, 1, 0), cv2.Sobel(band, cv2.CV_32F, 0, 1)) / 8
    assert np.mean(steepest) < 2.0  # luma steps a pixel: no fine detail behind the lettering
    assert np.mean(frame > 228) < 0.02
    assert np.mean(frame[1500:]) < 200  # the floor is never nearly white


def test_settings_are_told_apart_at_a_glance() -> None:
    small = {s: cv2.resize(read_picture(s, HOME), (9, 16), interpolation=cv2.INTER_AREA).astype(np.float32) for s in SETTINGS}
    for i, one in enumerate(SETTINGS):
        for other in SETTINGS[i + 1 :]:
            assert np.abs(small[one] - small[other]).mean() > 15, (one, other)


def test_evening_is_darker_than_day_and_seen_as_another_light() -> None:
    for setting in SETTINGS:
        day, evening = (cv2.resize(read_picture(setting, HOME, light), (9, 16), interpolation=cv2.INTER_AREA).astype(np.float32) for light in LIGHTS)
        assert evening.mean() < 0.93 * day.mean(), setting
        assert np.abs(day - evening).mean() > 12, setting
        assert sum(tint(setting, "evening")) < 0.95 * sum(tint(setting, "day")), setting


def test_grain_keeps_gradients_from_banding_and_is_always_the_same() -> None:
    smooth = read_picture("newsroom", HOME)
    first, second = load_backdrop("newsroom", HOME), load_backdrop("newsroom", HOME)
    assert np.array_equal(first.y, second.y)
    from shorts.picture.yuv import Plate

    bare = Plate.from_rgb(smooth)
    off = first.y.astype(np.float32) - bare.y
    assert 0.5 < off.std() < 1.1
    assert abs(off.mean()) < 0.1


@pytest.mark.slow
@pytest.mark.parametrize(("setting", "light"), [("studio", "day"), ("studio", "evening"), ("room", "evening"), ("stadium", "day"), ("stage", "evening")])
def test_the_picture_is_what_its_description_draws(setting: str, light: Light) -> None:
    assert difference(setting, HOME, light).small  # the command checks them all


def test_one_more_ball_in_a_set_is_noticed_and_told_where(monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(light: Light) -> Stage:
        stage = studio(light)
        stage.ball(stage.group("toy"), (0.0, 2.0, -2.0), 0.25, "#5fb3aa")
        return stage

    monkeypatch.setitem(SETS, "studio", changed)
    off = difference("studio", HOME)
    assert off.worst > WORST
    assert not off.small
    assert not Difference(CLOSE + 0.1, 0.0, 0.5, 0.5).small  # nor a tint all over
    assert abs(off.x - 0.5) < 0.1
    assert 0.2 < off.y < 0.5


def test_bright_spots_behind_a_bar_leave_no_slivers_of_light_on_it() -> None:
    light, depth = np.full((96, 96, 3), 0.02, np.float32), np.full((96, 96), 30.0, np.float32)
    light[:, 54:56] = 6.0  # a lit window, far away, right beside the bar
    depth[:, 44:54] = 12.0
    blurred = defocus(Drawn(light, depth), Mood(STUDIO, aperture=0.12))[48, :, 0]
    assert blurred[44:54].max() < 1.3 * blurred[56:62].max()
    assert blurred[46:50].max() < 0.3 * blurred[56:62].max()


def test_a_second_look_only_at_edges_shows_what_a_whole_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = paint_backdrop("kitchen", 90, 160, (2, 3, 4))
    monkeypatch.setattr(backdrops_light, "_edges", lambda seen: np.ones(seen.shape[:2], np.bool_))
    whole = paint_backdrop("kitchen", 90, 160, (2, 3, 4))
    off = np.abs(quick.astype(np.float32) - whole)
    assert off.mean() < 0.2
    assert np.percentile(off, 99.5) < 5


def test_drawing_is_deterministic() -> None:
    first, second = (paint_backdrop("newsroom", 54, 96, (1, 3, 4)) for _ in range(2))
    assert np.array_equal(first, second)


def test_each_setting_lights_its_character() -> None:
    tables = [lights(setting, light).table() for setting in SETTINGS for light in LIGHTS]
    assert all(table.shape == (6, 6) and np.isfinite(table).all() for table in tables)
    assert len({table.tobytes() for table in tables}) == len(tables)


def test_an_unknown_setting_is_refused() -> None:
    for call in (lights, lambda setting: load_backdrop(setting, HOME)):
        with pytest.raises(UnknownChoice, match=r"moon.*studio, park"):
            call("moon")


def test_a_missing_or_broken_picture_is_named(tmp_path: Path) -> None:
    home = replace(HOME, assets=tmp_path)
    with pytest.raises(MediaUnreadable, match=r"room\.webp"):
        load_backdrop("room", home)
    (tmp_path / "backdrops").mkdir()
    (tmp_path / "backdrops" / "room.webp").write_bytes((HOME.assets / "backdrops" / "room.webp").read_bytes()[:5000])
    with pytest.raises(MediaUnreadable, match=r"room\.webp"):
        load_backdrop("room", home)
