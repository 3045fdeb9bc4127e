"""A scene seen and heard before its short is made: the same file for the same scene, and nothing done twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from shorts import previews as module
from shorts.artifacts import Scene
from shorts.build import Build
from shorts.errors import NothingMore, UnknownScene
from shorts.files import replacing, sweep
from shorts.pipeline import make_short
from shorts.previews import Previews
from shorts.progress import Work
from shorts.settings import Settings
from shorts.short import Short, new_short, save_short, start_short
from tests.maker import REQUEST, ToneVoice, tone_workshop


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Short, Previews, ToneVoice]:
    """A short with a script and nothing more."""
    settings, voice = replace(Settings(), outputs=tmp_path_factory.mktemp("outputs")), ToneVoice()
    shop = tone_workshop(settings, voice)
    short = make_short(start_short(replace(REQUEST, seconds=8), settings), shop, Work(), "script")
    return short, Previews(settings, shop), voice


def scene_of(short: Short, index: int) -> Scene:
    assert short.script is not None
    return short.script.scenes[index]


def test_a_frame_needs_no_voice_and_is_made_once(written: tuple[Short, Previews, ToneVoice]) -> None:
    short, previews, voice = written
    first = scene_of(short, 0)
    path = previews.frame(short, first.id)
    with Image.open(path) as picture:
        assert (picture.format, picture.size) == ("JPEG", (540, 960))
        assert np.asarray(picture).std() > 30
    path.write_bytes(b"seen before")
    assert previews.frame(short, first.id) == previews.frame(short, first) == path
    assert path.read_bytes() == b"seen before"  # it wasn't made again
    path.unlink()
    assert voice.said == []


def test_every_choice_gives_another_frame(written: tuple[Short, Previews, ToneVoice]) -> None:
    short, previews, voice = written
    scene = scene_of(short, 1)
    others = [{"take": 3}, {"setting": "park"}, {"expression": "sad", "gesture": "think"}, {"narration": "다른 말이에요."}, {"motion": "left"}]
    frames = {previews.frame(short, replace(scene, **other)) for other in others}  # type: ignore[arg-type]
    frames |= {previews.frame(short, scene), previews.frame(short, scene, 0.9)}
    assert len(frames) == 7
    assert len({path.read_bytes() for path in frames}) == 7
    other = replace(short, request=replace(short.request, character="chef-penguin", music_level=3.0))
    assert previews.frame(other, scene) not in frames
    louder = replace(short, request=replace(short.request, music_level=3.0))
    assert previews.frame(louder, scene) in frames  # what can't be seen makes no other frame
    assert voice.said == []


def test_the_moment_that_shows_a_scenes_picture(written: tuple[Short, Previews, ToneVoice]) -> None:
    short, previews, _ = written
    photo = next(scene.photo for scene in short.script.scenes if scene.photo) if short.script else ""
    scene = scene_of(short, 1)
    assert previews.seen_at(short, replace(scene, visual="character", photo="")) is None
    moment = previews.seen_at(short, replace(scene, visual="photo", photo=photo, take=1))
    assert moment is not None
    assert 0 < moment < 1


@pytest.mark.usefixtures("quarter_size")
def test_what_was_listened_to_is_not_spoken_again(tmp_path: Path) -> None:
    """Also while the short is locked by a job; and the short takes it to the sample."""
    settings, voice = replace(Settings(), outputs=tmp_path), ToneVoice()
    shop = tone_workshop(settings, voice)
    short, previews = start_short(replace(REQUEST, seconds=8), settings), Previews(settings, shop)
    with pytest.raises(NothingMore):
        previews.listen(short, "s1")
    short = make_short(short, shop, Work(), "script")
    second = scene_of(short, 1)
    with Build.opened(short.folder):
        heard = previews.listen(short, second.id)
        assert heard.path.is_file()
        assert previews.frame(short, second).is_file()
    assert voice.said == [second.narration]
    assert previews.listen(short, second) == heard
    sample = heard.path.read_bytes()
    made = make_short(short, shop, Work(), "draft")
    assert made.script is not None
    assert sorted(voice.said) == sorted(scene.narration for scene in made.script.scenes)
    taken = previews.listen(made, second.id)
    assert taken.path.parent.name == "artifacts"
    assert taken.path.read_bytes() == sample
    assert taken.words == heard.words
    with pytest.raises(UnknownScene):
        previews.listen(made, "s99")
    with pytest.raises(UnknownScene):
        previews.frame(made, "s99")


def test_half_a_narration_is_spoken_again(written: tuple[Short, Previews, ToneVoice]) -> None:
    short, previews, voice = written
    heard = previews.listen(short, scene_of(short, 2).id)
    heard.path.with_suffix(".json").write_text('{"path": "x.w', encoding="utf-8")
    assert previews.listen(short, scene_of(short, 2).id) == heard
    assert len(voice.said) == 2


def test_the_newest_stay(written: tuple[Short, Previews, ToneVoice], monkeypatch: pytest.MonkeyPatch) -> None:
    short, previews, _ = written
    monkeypatch.setattr(module, "KEPT", 2)
    made = [previews.frame(short, replace(scene_of(short, 0), take=take)) for take in (11, 12, 13)]
    assert [path.is_file() for path in made] == [False, True, True]
    assert sorted(short.folder.glob("previews/frame-*")) == sorted(made[1:])


def test_a_short_without_a_script(tmp_path: Path) -> None:
    settings = replace(Settings(), outputs=tmp_path)
    short = new_short(REQUEST, settings)
    save_short(short)
    with pytest.raises(NothingMore):
        Previews(settings, tone_workshop(settings)).frame(short, "s1")


def test_a_job_that_starts_sweeps_away_nothing_that_is_being_written(tmp_path: Path) -> None:
    with replacing(tmp_path / "previews" / "a.jpg") as part:
        part.write_bytes(b"picture")
        sweep(tmp_path)
    assert (tmp_path / "previews" / "a.jpg").read_bytes() == b"picture"
    part.write_bytes(b"left by a process that was killed")
    sweep(tmp_path)
    assert not part.exists()
