"""Uploads are made ready behind the page: shown in their scene, refused in words, stopped on request; and taken off the list again."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from shorts.arrivals import Arrivals, shown_in
from shorts.artifacts import Photo, Picture, Scene, Script, ShortRequest
from shorts.edits import Edits
from shorts.errors import MediaInUse, PictureRefused, UnknownChoice
from shorts.media import add_media, offered, remove_media
from shorts.progress import Work
from shorts.settings import Settings
from shorts.short import Short, new_short, open_short, save_short
from tests.test_media import clip

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPT = Script("제목", "ko", "news", (Scene("s1", "첫 문장이에요."), Scene("s2", "둘째 문장이에요.")), ("두 줄", "제목"))
SOON = 20.0


@pytest.fixture
def short(local: Settings) -> Short:
    made = replace(new_short(ShortRequest("글", kind="text"), local), script=SCRIPT)
    save_short(made)
    return made


@pytest.fixture
def arrivals(short: Short, local: Settings) -> Any:
    edits = Edits()
    opened = Arrivals(lambda _, file, name, work: add_media(short.folder, file, name, local, work), lambda _, change: edits.edit(short.folder, change))
    yield opened
    opened.close()


@pytest.fixture
def red(tmp_path: Path) -> Path:
    Image.new("RGB", (300, 400), (220, 30, 40)).save(tmp_path / "red.png")
    return tmp_path / "red.png"


def scene(short: Short, place: int) -> Scene:
    now = open_short(short.folder)
    assert now.script is not None
    return now.script.scenes[place]


def begun(arrivals: Arrivals, file: Path, where: str) -> tuple[str, threading.Event]:
    over = threading.Event()
    return arrivals.begin("x", file, file.name, where, over.set), over


def test_a_picture_comes_into_its_scene_as_one_step(short: Short, arrivals: Arrivals, red: Path) -> None:
    arrival, over = begun(arrivals, red, "s2")
    assert arrivals.wait(arrival, SOON)
    assert over.is_set()
    (photo,) = open_short(short.folder).photos
    assert (scene(short, 1).photo, scene(short, 1).visual) == (photo.id, "photo")
    assert scene(short, 0) == SCRIPT.scenes[0]
    assert arrivals.of_short("x") == ()
    assert Edits().undo(short.folder).photos == (photo,)  # the picture stays, the scene is as it was
    assert scene(short, 1) == SCRIPT.scenes[1]


def test_a_scene_that_shows_a_full_photo_keeps_doing_so_with_a_focus_found_anew() -> None:
    before = replace(SCRIPT, scenes=(replace(SCRIPT.scenes[0], visual="full_photo", photo="a", focus=(0.1, 0.2)), SCRIPT.scenes[1]))
    after = shown_in(Short("x", Path("x"), "", ShortRequest("글"), script=before), "s1", "b")
    assert after.script is not None
    assert after.script.scenes[0] == replace(before.scenes[0], photo="b", focus=None)


def test_what_is_refused_is_told_until_it_is_put_away(short: Short, arrivals: Arrivals, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_text("<html><script>alert(1)</script></html>", encoding="utf-8")
    arrival, over = begun(arrivals, tmp_path / "a.jpg", "s1")
    assert arrivals.wait(arrival, SOON)
    (known,) = arrivals.of_short("x")
    assert known.error is not None
    assert known.error["code"] == PictureRefused.code
    assert "그림이 아닙니다" in known.error["ko"]
    assert over.is_set()
    assert scene(short, 0) == SCRIPT.scenes[0]
    arrivals.dismiss(arrival)
    assert arrivals.of_short("x") == ()


def test_an_upload_for_a_scene_that_was_removed_meanwhile_is_kept_for_the_others(short: Short, arrivals: Arrivals, red: Path) -> None:
    arrival, _ = begun(arrivals, red, "s9")
    assert arrivals.wait(arrival, SOON)
    assert len(open_short(short.folder).photos) == 1
    assert arrivals.of_short("x") == ()


def test_long_work_tells_how_far_it_is_can_be_stopped_and_holds_up_nobody(red: Path) -> None:
    halfway, others = threading.Event(), threading.Event()

    def slow(_: str, file: Path, name: str, work: Work) -> Picture:
        if name == "quick":
            others.set()
            return Photo("b", file, 2, 2)
        work.step("footage", 1, 2)
        halfway.set()
        while not work.cancel.wait(0.01):
            work.check()
        work.check()
        raise AssertionError

    arrivals = Arrivals(slow, lambda short, change: change(Short(short, Path("x"), "", ShortRequest("글"))))
    over = threading.Event()
    arrival = arrivals.begin("x", red, "slow", "", over.set)
    assert halfway.wait(SOON)
    assert [known.fraction for known in arrivals.of_short("x")] == [0.5]
    assert not arrivals.wait(arrival, 0.01)
    arrivals.begin("x", red, "quick", "", lambda: None)
    assert others.wait(SOON)
    arrivals.dismiss(arrival)
    assert arrivals.of_short("x") == ()
    assert over.wait(SOON)


def test_a_bug_is_told_and_the_file_let_go(red: Path, caplog: pytest.LogCaptureFixture) -> None:
    def broken(*_: object) -> Picture:
        raise ZeroDivisionError

    arrivals = Arrivals(broken, lambda short, change: change(Short(short, Path("x"), "", ShortRequest("글"))))
    over = threading.Event()
    arrival = arrivals.begin("x", red, "a", "", over.set)
    assert arrivals.wait(arrival, SOON)
    assert over.is_set()
    assert [known.error["code"] for known in arrivals.of_short("x") if known.error] == ["unexpected"]
    assert "ZeroDivisionError" in caplog.text


# --- taking uploads off the list -------------------------------------------------------------------------------------


def test_nobodys_upload_goes_with_its_files(short: Short, local: Settings, tmp_path: Path, red: Path) -> None:
    kept, film = add_media(short.folder, red, "a.png", local), add_media(short.folder, clip(tmp_path / "a.mp4"), "a.mp4", local)
    remove_media(short.folder, film.id)
    now = open_short(short.folder)
    assert (now.photos, now.footage, now.away) == ((kept,), (), ())
    assert [path.name for path in (short.folder / "media").iterdir()] == [kept.path.name]
    with pytest.raises(UnknownChoice):
        remove_media(short.folder, film.id)


def test_one_that_a_scene_shows_stays(short: Short, local: Settings, red: Path) -> None:
    photo = add_media(short.folder, red, "우리 가게.png", local)
    Edits().edit(short.folder, lambda now: shown_in(now, "s2", photo.id))
    with pytest.raises(MediaInUse, match="우리 가게") as refused:
        remove_media(short.folder, photo.id)
    assert "장면 2" in refused.value.text("ko")
    assert "scene 2" in refused.value.text("en")


@pytest.mark.parametrize("again", [lambda edits, short: edits.undo(short.folder), lambda edits, short: None])
def test_one_that_an_undo_may_bring_back_is_only_put_away(again: Callable[[Edits, Short], object], short: Short, local: Settings, red: Path) -> None:
    photo, edits = add_media(short.folder, red, "a.png", local), Edits()
    edits.edit(short.folder, lambda now: shown_in(now, "s2", photo.id))
    edits.edit(short.folder, lambda now: replace(now, script=SCRIPT))
    remove_media(short.folder, photo.id)
    assert photo.path.is_file()
    assert offered(open_short(short.folder)) == ()
    again(edits, short)
    shown = scene(short, 1).photo == photo.id
    assert offered(open_short(short.folder)) == ((photo,) if shown else ())
    assert add_media(short.folder, red, "a.png", local) == photo  # uploading it again brings it back
    assert offered(open_short(short.folder)) == (photo,)
