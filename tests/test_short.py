"""short.json: round trip, hand edits, damage, and names that stay inside the folder."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shorts.artifacts import Finished, Scene, Script, ShortRequest
from shorts.errors import ScriptBroken, StorageUnreadable, StoreDamaged
from shorts.settings import Settings
from shorts.short import new_short, open_short, save_short, start_short
from shorts.values import key_of

SCRIPT = Script("제목", "ko", "news", (Scene("s1", "첫 문장이에요."), Scene("s2", "둘째 문장이에요.")), ("두 줄", "제목"))


def saved(tmp_path: Path):
    short = new_short(ShortRequest("https://example.com/a"), Settings(outputs=tmp_path))
    short = replace(short, script=SCRIPT, written=key_of(SCRIPT))
    save_short(short)
    return short


def test_round_trip(tmp_path: Path) -> None:
    short = saved(tmp_path)
    assert open_short(short.folder) == short
    assert not short.edited


def test_results_move_with_the_folder(tmp_path: Path) -> None:
    short = saved(tmp_path)
    files = {name: short.folder / name for name in ("path", "srt", "vtt", "thumbnail", "report", "post")}
    save_short(replace(short, finished=Finished(seconds=30.0, **files)))
    moved = short.folder.rename(tmp_path / "elsewhere")
    finished = open_short(moved).finished
    assert finished is not None
    assert finished.srt == moved / "srt"


def test_a_sentence_edited_by_hand_is_seen_and_kept(tmp_path: Path) -> None:
    short = saved(tmp_path)
    path = short.folder / "short.json"
    path.write_text(path.read_text(encoding="utf-8").replace("둘째 문장", "고친 문장"), encoding="utf-8")
    again = open_short(short.folder)
    assert again.edited
    assert again.script is not None
    assert again.script.scenes[1].narration == "고친 문장이에요."


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [('"narration": "첫 문장이에요."', '"narration": 3', "narration"), ('"genre": "news"', '"genre": "opera"', "genre"), ("{", "", "short.json:")],
)
def test_a_slip_of_the_hand_is_named(tmp_path: Path, old: str, new: str, where: str) -> None:
    path = saved(tmp_path).folder / "short.json"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScriptBroken, match=where):
        open_short(path.parent)


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path).folder / "short.json"
    path.write_text(json.dumps({"schema": 99}), encoding="utf-8")
    with pytest.raises(StoreDamaged):
        open_short(path.parent)


def test_the_same_request_goes_on_and_a_finished_one_is_read_again(tmp_path: Path) -> None:
    config = Settings(outputs=tmp_path)
    first = start_short(ShortRequest("https://example.com/a"), config)
    assert start_short(ShortRequest("https://example.com/a"), config) == first
    assert start_short(ShortRequest("https://example.com/a", seed=1), config).id != first.id
    save_short(replace(first, finished=Finished(first.folder / "short.mp4", 30.0, *([first.folder / "x"] * 5))))
    assert start_short(ShortRequest("https://example.com/a"), config).visit == 2


@settings(max_examples=300)
@given(st.text(max_size=80))
def test_names_never_leave_the_outputs_folder(source: str) -> None:
    short = new_short(ShortRequest(source), Settings(outputs=Path("/outputs")))
    assert short.folder.parent == Path("/outputs")
    assert short.id == Path(short.id).name
    assert len(short.id.encode()) < 160


def test_a_short_that_is_not_there_is_told_as_unread(tmp_path: Path) -> None:
    with pytest.raises(StorageUnreadable) as caught:
        open_short(tmp_path / "gone")
    assert "읽을 수 없습니다" in caught.value.text("ko")
    assert "put it back" in caught.value.text("en")
