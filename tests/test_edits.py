"""Edits: atomic, kept on disk, undone and redone; scenes keep their ids; scripts as plain text."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from shorts import scene_edits
from shorts.artifacts import Scene, Script, ShortRequest
from shorts.edits import MOST_STEPS, Edits
from shorts.errors import NothingMore, ScriptBroken, UnknownScene
from shorts.script_text import script_from_text, script_to_text
from shorts.settings import Settings
from shorts.short import Short, new_short, open_short, save_short, update_short

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCRIPT = Script(
    "밤에 여는 서점", "ko", "story",
    (
        Scene("s1", "밤에도 여는 서점이 있어요.", role="hook", caption=("서점",)),
        Scene("s2", "손님은 하루 395명이에요. 커피는 3,000원이에요.", caption=("395명", "3,000원"), photo="abc", visual="photo", focus=(0.2, 0.3)),
        Scene("s3", "오늘 한번 들러 보세요.", role="close", setting="park"),
    ),
    ("밤에 여는", "서점 이야기"), accent="서점",
)  # fmt: skip


def ids(script: Script) -> list[str]:
    return [scene.id for scene in script.scenes]


# --- scenes ---


def test_a_scene_is_added_removed_and_moved_and_ids_stay() -> None:
    more = scene_edits.add(SCRIPT, "  새로\n말해요. ", after="s3")
    assert (ids(more), more.scenes[3].narration, more.scenes[3].setting) == (["s1", "s2", "s3", "s4"], "새로 말해요.", "park")
    assert ids(scene_edits.add(SCRIPT, "먼저 말해요.")) == ["s4", "s1", "s2", "s3"]
    fewer = scene_edits.remove(more, "s2")
    assert ids(fewer) == ["s1", "s3", "s4"]
    assert ids(scene_edits.add(fewer, "또 말해요.", after="s1")) == ["s1", "s5", "s3", "s4"]
    assert ids(scene_edits.move(more, "s4", 0)) == ["s4", "s1", "s2", "s3"]
    assert ids(scene_edits.move(more, "s1", 99)) == ["s2", "s3", "s4", "s1"]


def test_the_only_scene_stays() -> None:
    one = replace(SCRIPT, scenes=SCRIPT.scenes[:1])
    with pytest.raises(ScriptBroken):
        scene_edits.remove(one, "s1")
    with pytest.raises(UnknownScene) as raised:
        scene_edits.remove(one, "s2")
    assert "s2" in raised.value.text("ko")


@pytest.mark.parametrize("cursor", [None, 0, 14, 500])
def test_a_scene_splits_at_the_end_of_a_sentence(cursor: int | None) -> None:
    parts = scene_edits.split(SCRIPT, "s2", cursor)
    assert [(scene.id, scene.narration, scene.caption) for scene in parts.scenes[1:3]] == [
        ("s2", "손님은 하루 395명이에요.", ("395명",)),
        ("s4", "커피는 3,000원이에요.", ("3,000원",)),
    ]
    assert parts.scenes[1].photo == parts.scenes[2].photo == "abc"
    assert scene_edits.merge(parts, "s2").scenes == SCRIPT.scenes


def test_the_sentence_end_nearest_to_the_cursor_counts() -> None:
    three = scene_edits.set_fields(SCRIPT, "s1", narration="하나예요. 둘이에요. 셋이에요.")
    assert scene_edits.split(three, "s1", 4).scenes[0].narration == "하나예요."
    assert scene_edits.split(three, "s1", 15).scenes[0].narration == "하나예요. 둘이에요."
    assert scene_edits.split(three, "s1", 7, exact=True).scenes[1].narration == "이에요. 셋이에요."


def test_one_sentence_splits_between_words_and_one_word_does_not() -> None:
    parts = scene_edits.split(SCRIPT, "s3", 3)
    assert [(scene.narration, scene.role) for scene in parts.scenes[2:]] == [("오늘", "body"), ("한번 들러 보세요.", "close")]
    word = scene_edits.set_fields(SCRIPT, "s1", narration="안녕하세요.")
    with pytest.raises(NothingMore, match="no place to split"):
        scene_edits.split(word, "s1")


def test_merging_takes_the_picture_there_is() -> None:
    whole = scene_edits.merge(SCRIPT, "s1")
    assert ids(whole) == ["s1", "s3"]
    assert (whole.scenes[0].photo, whole.scenes[0].visual, whole.scenes[0].focus, whole.scenes[0].role) == ("abc", "photo", (0.2, 0.3), "hook")
    with pytest.raises(NothingMore):
        scene_edits.merge(whole, "s3")
    long = scene_edits.set_fields(SCRIPT, "s2", narration="가" * 990)
    with pytest.raises(ScriptBroken, match=r"scenes\[0\]"):
        scene_edits.merge(long, "s1")


@pytest.mark.parametrize("words", ["", " \n ", "가" * 1001])
def test_what_cannot_be_said_is_refused(words: str) -> None:
    with pytest.raises(ScriptBroken, match=r"scenes\[1\].narration"):
        scene_edits.set_fields(SCRIPT, "s2", narration=words)


def test_accents_that_no_longer_occur_go() -> None:
    changed = scene_edits.set_fields(SCRIPT, "s2", narration="손님은 하루 395명이에요.", id="s9")
    assert (changed.scenes[1].id, changed.scenes[1].caption) == ("s2", ("395명",))
    assert scene_edits.tidy(replace(SCRIPT, hook=("밤에 여는 가게", " "))).accent == ""


def test_ids_given_twice_are_told_apart_and_there_is_an_end_to_scenes() -> None:
    twice = replace(SCRIPT, scenes=(SCRIPT.scenes[0], *SCRIPT.scenes))
    assert ids(scene_edits.tidy(twice)) == ["s1", "s4", "s2", "s3"]
    many = replace(SCRIPT, scenes=SCRIPT.scenes * 7)
    with pytest.raises(ScriptBroken, match="20"):
        scene_edits.tidy(many)


# --- plain text ---


def test_text_and_back_is_the_same_script() -> None:
    assert script_from_text(script_to_text(SCRIPT), SCRIPT) == SCRIPT


def test_text_from_any_editor_keeps_the_pictures_of_reworded_and_moved_scenes() -> None:
    lines = [
        "\ufeff#밤의 서점", "", ">밤에 여는", "", "손님은 하루에 395명이에요.", "커피는 3,000원이고요.", " ", "",
        "전혀 다른 이야기도 하나 할게요.", "", "밤에도 여는 서점이 있어요.", "", "오늘 들러 보세요.",
    ]  # fmt: skip
    back = script_from_text("\r\n".join(lines), SCRIPT)
    assert (back.title, back.hook, back.accent) == ("밤의 서점", ("밤에 여는",), "")
    assert ids(back) == ["s2", "s4", "s1", "s3"]
    assert (back.scenes[0].photo, back.scenes[0].narration) == ("abc", "손님은 하루에 395명이에요. 커피는 3,000원이고요.")
    assert back.scenes[1].photo == ""


def test_a_scene_said_wholly_anew_keeps_its_picture_in_its_place() -> None:
    text = script_to_text(SCRIPT).replace(SCRIPT.scenes[1].narration, "완전히 새로 쓴 문장입니다!")
    assert [(scene.id, scene.photo) for scene in script_from_text(text, SCRIPT).scenes] == [("s1", ""), ("s2", "abc"), ("s3", "")]


@pytest.mark.parametrize(
    ("text", "line"),
    [("# 제목\n> 하나", 2), ("", 1), ("> 하나\n> 둘\n> 셋\n\n말", 3), ("첫째\n\n" + "가" * 1001, 3), ("말\n\n" * 21, 41), ("# " + "가" * 201, 1)],
)
def test_what_is_wrong_with_a_text_names_the_line(text: str, line: int) -> None:
    with pytest.raises(ScriptBroken) as raised:
        script_from_text(text, SCRIPT)
    assert f"line {line})" in raised.value.text("en")
    assert f"{line}번째 줄" in raised.value.text("ko")


# --- undo ---


@pytest.fixture
def short(tmp_path: Path) -> Short:
    made = replace(new_short(ShortRequest("https://example.com/서점"), replace(Settings(), outputs=tmp_path)), script=SCRIPT, origin="k", written="w")
    save_short(made)
    return made


def saying(words: str) -> Callable[[Short], Short]:
    return lambda short: replace(short, script=scene_edits.set_fields(short.script or SCRIPT, "s1", narration=words))


def said(short: Short) -> str:
    assert short.script is not None
    return short.script.scenes[0].narration


def test_every_edit_is_undone_and_redone_also_after_a_restart(short: Short) -> None:
    edits = Edits()
    assert edits.state(short.folder) == (False, False)
    for words in ("하나예요.", "둘이에요.", "셋이에요."):
        edits.edit(short.folder, saying(words))
    again = Edits()
    assert [said(again.undo(short.folder)) for _ in range(3)] == ["둘이에요.", "하나예요.", said(short)]
    assert open_short(short.folder) == short
    assert again.state(short.folder) == (False, True)
    with pytest.raises(NothingMore, match="undo"):
        again.undo(short.folder)
    assert [said(again.redo(short.folder)) for _ in range(3)] == ["하나예요.", "둘이에요.", "셋이에요."]
    assert again.state(short.folder) == (True, False)
    with pytest.raises(NothingMore, match="redo"):
        again.redo(short.folder)
    again.undo(short.folder)
    again.edit(short.folder, saying("넷이에요."))
    assert again.state(short.folder) == (True, False)  # what was undone is given up for the new edit


def test_letters_typed_in_a_row_are_one_step(short: Short) -> None:
    edits = Edits()
    for words in ("안", "안녕", "안녕하세요."):
        edits.edit(short.folder, saying(words), "narration s1")
    edits.edit(short.folder, saying("반가워요."), "narration s2")
    assert said(edits.undo(short.folder)) == "안녕하세요."
    assert said(edits.undo(short.folder)) == said(short)
    assert said(edits.redo(short.folder)) == "안녕하세요."
    edits.edit(short.folder, saying("안녕!"), "narration s1")  # after a redo it is a step of its own
    assert said(edits.undo(short.folder)) == "안녕하세요."


def test_an_edit_that_changes_nothing_or_fails_is_no_step(short: Short) -> None:
    edits = Edits()
    assert edits.edit(short.folder, lambda before: before) == short
    with pytest.raises(ScriptBroken):
        edits.edit(short.folder, lambda before: replace(before, script=replace(SCRIPT, scenes=())))
    assert edits.edit(short.folder, lambda before: replace(before, id="other", created="never")) == short
    assert edits.state(short.folder) == (False, False)


def test_the_request_is_undone_too_but_never_what_was_written_since(short: Short) -> None:
    edits = Edits()
    update_short(short.folder, lambda one: replace(one, script=None, origin="", written=""))
    edits.edit(short.folder, lambda one: replace(one, request=replace(one.request, seconds=45.0)))
    update_short(short.folder, lambda one: replace(one, script=SCRIPT, origin="k", written="w"))  # a job wrote the script
    back = edits.undo(short.folder)
    assert (back.request.seconds, back.script, back.written) == (30.0, SCRIPT, "w")


def test_the_newest_steps_are_kept(short: Short) -> None:
    edits = Edits()
    for number in range(MOST_STEPS + 3):
        edits.edit(short.folder, saying(f"{number}번이에요."))
    assert len(list((short.folder / "history").iterdir())) == MOST_STEPS
    for _ in range(MOST_STEPS):
        last = edits.undo(short.folder)
    assert said(last) == "2번이에요."


def test_a_kill_between_snapshot_and_save_leaves_no_empty_step(short: Short) -> None:
    edits = Edits()
    edits.edit(short.folder, saying("하나예요."))
    edits.edit(short.folder, saying("둘이에요."))
    save_short(saying("하나예요.")(open_short(short.folder)))  # short.json as it was before the second edit: that is all a kill leaves
    assert said(Edits().undo(short.folder)) == said(short)


def test_two_windows_edit_at_once_and_neither_is_lost(short: Short) -> None:
    edits = Edits()

    def say(one: Short, scene: str, number: int) -> Short:
        return replace(one, script=scene_edits.set_fields(one.script or SCRIPT, scene, narration=f"{scene} {number}."))

    def work(scene: str) -> None:
        for number in range(8):
            edits.edit(short.folder, partial(say, scene=scene, number=number))

    threads = [threading.Thread(target=work, args=[scene]) for scene in ("s1", "s2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    script = open_short(short.folder).script
    assert script is not None
    assert [scene.narration for scene in script.scenes[:2]] == ["s1 7.", "s2 7."]
