"""A script of the person's own: used as it is, apart from the written one, and refused where it can't be followed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from shorts.cli import parser, request_of
from shorts.errors import MediaUnreadable, ScriptBroken
from shorts.pipeline import make_short
from shorts.progress import Work
from shorts.script import read_script, script_to_json
from shorts.settings import Settings
from shorts.short import open_short, save_short, start_short
from tests.maker import REQUEST, tone_workshop
from tests.test_short import SCRIPT


def test_it_makes_a_short_of_its_own(tmp_path: Path) -> None:
    settings = Settings(outputs=tmp_path)
    written, edited = start_short(REQUEST, settings), start_short(REQUEST, settings, SCRIPT)
    assert written.id != edited.id
    assert (written.edited, edited.edited, edited.script) == (False, True, SCRIPT)
    assert start_short(REQUEST, settings, SCRIPT) == edited == open_short(edited.folder)
    assert start_short(REQUEST, settings) == written


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_files_with_and_without_a_byte_order_mark(tmp_path: Path, mark: str) -> None:
    (tmp_path / "script.json").write_text(mark + script_to_json(SCRIPT), encoding="utf-8")
    assert read_script(tmp_path / "script.json") == SCRIPT
    short = start_short(REQUEST, Settings(outputs=tmp_path), SCRIPT)
    path = short.folder / "short.json"
    path.write_text(mark + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert open_short(short.folder) == short


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(MediaUnreadable):
        read_script(tmp_path / "nowhere.json")
    (tmp_path / "script.json").write_bytes(script_to_json(SCRIPT).encode("cp949"))
    with pytest.raises(ScriptBroken, match="UTF-8"):
        read_script(tmp_path / "script.json")


@pytest.mark.parametrize(("scenes", "where"), [((), "scenes"), ((replace(SCRIPT.scenes[0], visual="photo", photo="none"),), r"scenes\[0\]\.photo")])
def test_what_it_asks_for_and_is_not_there_is_named(tmp_path: Path, scenes: tuple, where: str) -> None:
    settings = replace(Settings(), outputs=tmp_path)
    short = start_short(REQUEST, settings)
    save_short(replace(short, script=replace(SCRIPT, scenes=scenes)))
    with pytest.raises(ScriptBroken, match=where):
        make_short(short, tone_workshop(settings), Work())


def test_music_of_the_persons_own_is_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "song.mp3").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    asked = [request_of(parser().parse_args(["make", "x", "--music", music])).music for music in ("song.mp3", "auto", "none")]
    assert asked == [str(tmp_path / "song.mp3"), "auto", "none"]
