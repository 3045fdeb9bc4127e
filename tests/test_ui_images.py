"""What the Images tab's script asks of the server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from shorts.artifacts import Scene
from shorts.errors import BadOption, EngineUnavailable, MediaUnreadable, NothingMore, ShortsError, UnknownChoice
from shorts.settings import Settings
from shorts.short import save_short
from shorts.studio import Studio
from shorts.ui.desk import Desk
from shorts.ui.look_fields import LONGEST_PROMPT, checked_look
from shorts.ui.tabs.images import CHOICES, ImagesTab
from shorts.ui.text import KOREAN
from shorts.ui.text.images import ENGLISH
from shorts.ui.text.images import KOREAN as WORDS
from tests.test_drawn_short import FlatArtist
from tests.test_ui import written

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    opened = Studio(replace(Settings(), outputs=tmp_path / "outputs", cache=tmp_path / "cache"))
    yield opened
    opened.close()


@pytest.fixture
def tab(studio: Studio) -> ImagesTab:
    return ImagesTab(Desk(studio, "ko", KOREAN))


@pytest.fixture
def short(studio: Studio) -> str:
    return written(studio).id


def upload(studio: Studio, name: str = "red.png", data: bytes | None = None) -> str:
    """As Gradio leaves it."""
    path = studio.settings.cache / "uploads" / "abc" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if data is None:
        Image.new("RGB", (300, 400), (220, 30, 40)).save(path)
    else:
        path.write_bytes(data)
    return str(path)


def looks(state: dict[str, Any], field: str) -> list[Any]:
    return [scene[field] for scene in state["scenes"]]


def test_every_choice_has_its_words() -> None:
    for words in (WORDS, ENGLISH):
        assert all(getattr(words, f"{field}_{value}") for field, values in CHOICES.items() for value in values)


def test_a_change_is_one_step_and_shows_in_the_key_of_its_scene_only(tab: ImagesTab, studio: Studio, short: str) -> None:
    before = tab.state(short)
    after = tab.set_look(short, "s2", {"gesture": "wave"})
    assert looks(after, "gesture") == ["explain", "wave"]
    assert looks(after, "key")[0] == looks(before, "key")[0]
    assert looks(after, "key")[1] != looks(before, "key")[1]
    assert (after["undo"], len(after["scenes"][1]["takes"])) == (True, 1)
    assert looks(tab.step(short, "undo"), "key") == looks(before, "key")
    assert tab.frame(short, "s9") == {"src": "", "shown": False}  # asked for before the page heard that it is no more
    with pytest.raises(NothingMore):
        tab.step(short, "undo")


def test_takes_are_new_ones_and_earlier_ones_come_back(tab: ImagesTab, short: str) -> None:
    assert looks(tab.retake(short, "s1"), "take") == [1, 0]
    assert looks(tab.retake(short, ""), "take") == [2, 1]
    state = tab.state(short)
    first = tab.pick(short, "s1", state["scenes"][0]["takes"][-1])
    assert looks(first, "take") == [0, 1]
    assert looks(tab.retake(short, "s1"), "take") == [3, 1]  # 1 and 2 were seen already
    with pytest.raises(UnknownChoice):
        tab.pick(short, "s2", "nothing")


def test_an_upload_is_taken_in_for_its_scene_and_the_uploaded_file_goes(tab: ImagesTab, studio: Studio, short: str) -> None:
    file = upload(studio)
    state = tab.take_in(short, "s2", file, "가게.png")
    assert [(picture["own"], picture["used"], picture["alt"]) for picture in state["pictures"]] == [(True, True, "가게")]
    assert looks(state, "photo") == ["", state["pictures"][0]["id"]]
    assert state["pictures"][0]["src"].startswith("/files/")
    assert not Path(file).exists()
    gone = tab.set_look(short, "s2", {"visual": "character", "photo": ""})
    assert tab.remove(short, gone["pictures"][0]["id"])["pictures"] == []


def test_refusals_are_told_at_the_scene_in_the_pages_language(tab: ImagesTab, studio: Studio, short: str) -> None:
    (arrival,) = tab.take_in(short, "s1", upload(studio, "a.jpg", b"<html></html>"), "a.jpg")["arrivals"]
    assert (arrival["scene"], arrival["name"]) == ("s1", "a.jpg")
    assert "그림이 아닙니다" in arrival["error"]
    english = ImagesTab(Desk(studio, "en", KOREAN))
    assert "no jpg, png or webp" in english.state(short)["arrivals"][0]["error"]
    assert tab.dismiss(short, arrival["id"])["arrivals"] == []
    outside = studio.settings.outputs / "studio.db"
    with pytest.raises(MediaUnreadable):
        tab.take_in(short, "s1", str(outside), "a.png")
    assert outside.is_file()


def test_models_that_cannot_draw_are_listed_with_the_reason(tab: ImagesTab, short: str) -> None:
    engines = {engine["id"]: engine["reason"] for engine in tab.state(short)["engines"]}
    assert engines["toon"] == ""
    assert next(iter(engines)) == "toon"
    assert {"sdxl", "flux2-klein"} < set(engines)
    assert all(reason for name, reason in engines.items() if name != "toon")


def test_the_engine_the_style_and_the_motion_are_choices_of_the_short_and_of_the_next_one(tab: ImagesTab, studio: Studio, short: str) -> None:
    studio.workshop.artists["flat"] = FlatArtist()
    with pytest.raises(EngineUnavailable):
        tab.set_engine(short, "image_engine", "sdxl")
    with pytest.raises(UnknownChoice):
        tab.set_engine(short, "image_style", "none")
    with pytest.raises(BadOption):
        tab.set_engine(short, "source", "/etc/passwd")
    tab.set_engine(short, "image_engine", "flat")
    tab.set_engine(short, "motion_engine", "kenburns")
    state = tab.set_engine(short, "image_style", "clay")
    assert state["chosen"] == {"image_engine": "flat", "image_style": "clay", "motion_engine": "kenburns"}
    assert {"toon", "kenburns"} <= {mover["id"] for mover in state["movers"]}
    assert studio.short(short).request.image_style == "clay"
    following = Desk(studio, "ko", KOREAN).usual_request()
    assert (following.image_engine, following.image_style, following.motion_engine) == ("flat", "clay", "kenburns")
    assert tab.set_engine(short, "image_engine", "toon")["chosen"]["motion_engine"] == "toon"  # there is no picture to move
    assert tab.step(short, "undo")["chosen"]["image_engine"] == "toon"  # one step for all of it: back to before the first


def test_an_engine_that_is_gone_is_shown_as_gone_and_not_taken_over(tab: ImagesTab, studio: Studio, short: str) -> None:
    found = studio.short(short)
    save_short(replace(found, request=replace(found.request, image_engine="sdxl:gone")))
    studio.change_preferences(lambda now: replace(now, image_engine="sdxl:gone"))
    assert next(engine for engine in tab.state(short)["engines"] if engine["id"] == "sdxl:gone")["reason"] == WORDS.gone
    assert looks(tab.set_look(short, "s2", {"gesture": "wave"}), "gesture")[1] == "wave"  # the rest can still be edited
    studio.workshop.artists.pop("sdxl")
    assert Desk(studio, "ko", KOREAN).usual_request().image_engine == "toon"


def test_the_seed_is_a_choice_of_the_whole_short(tab: ImagesTab, studio: Studio, short: str) -> None:
    before = tab.state(short)
    after = tab.set_seed(short, -5 + 2**40)
    assert (after["seed"], studio.short(short).request.seed) == (2**31 - 1, 2**31 - 1)
    assert set(looks(before, "key")).isdisjoint(looks(after, "key"))


def test_without_a_script_it_says_whether_one_is_coming(tab: ImagesTab, studio: Studio, short: str) -> None:
    studio.edit(short, lambda now: replace(now, script=None))
    assert (tab.state(short)["scenes"], tab.state(short)["active"]) == (None, False)
    now = tab.desk.now({"short": short})
    assert tab.mark(now) == tab.mark(now)
    assert tab.view(tab.desk.now({})) == [{"short": ""}]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"visual": "video"}, UnknownChoice), ({"motion": ["push"]}, UnknownChoice), ({"photo": "../x"}, UnknownChoice), ({"id": "s2"}, UnknownChoice),
        ({"narration": "x"}, UnknownChoice), ({"focus": [0.5]}, BadOption), ({"focus": [2, 0]}, BadOption), ({"focus": ["nan", 0]}, BadOption), ({"focus": "ab"}, BadOption),
    ],
)  # fmt: skip
def test_pages_can_send_anything_and_only_a_look_comes_in(fields: dict[str, Any], error: type[ShortsError]) -> None:
    with pytest.raises(error):
        checked_look(fields, Scene("s1", "말"), ["aa"])


def test_another_photo_is_looked_at_anew() -> None:
    scene = Scene("s1", "말", photo="aa", focus=(0.1, 0.2))
    assert checked_look({"photo": "bb"}, scene, ["aa", "bb"]) == {"photo": "bb", "focus": None}
    assert checked_look({"photo": "aa"}, scene, ["aa", "bb"]) == {"photo": "aa"}
    assert checked_look({"focus": [0.123456, 1]}, scene, []) == {"focus": (0.1235, 1.0)}
    assert checked_look({"image_prompt": "a\nb " + "c" * 2000}, scene, [])["image_prompt"] == ("a b " + "c" * 2000)[:LONGEST_PROMPT]
