"""Changes of single fields from several browsers: nobody's words are lost, and nothing but a script comes out."""

from __future__ import annotations

import pytest

from shorts.artifacts import Scene, Script
from shorts.errors import ScriptBroken
from shorts.script_patch import Change, Clash, patched

SCRIPT = Script("제목", "ko", "product", (Scene("s1", "첫 문장."), Scene("s2", "둘째 문장.")), ("첫 줄", "둘째 줄"), accent="첫")


def test_only_what_changed_is_changed() -> None:
    changes = [Change("narration", "새 문장.", "s2", "둘째 문장."), Change("gesture", "wave", "s1"), Change("hook", ["한 줄", "둘째 줄"], base=["첫 줄", "둘째 줄"])]
    script, clashes = patched(SCRIPT, changes)
    assert clashes == ()
    assert [scene.narration for scene in script.scenes] == ["첫 문장.", "새 문장."]
    assert (script.scenes[0].gesture, script.hook) == ("wave", ("한 줄", "둘째 줄"))
    assert script.scenes[0].expression == SCRIPT.scenes[0].expression


def test_words_that_somebody_else_changed_come_back_and_stay() -> None:
    late = [Change("narration", "내 문장.", "s1", "옛 문장."), Change("title", "내 제목", base="옛 제목"), Change("narration", "어디로", "s9", "x")]
    script, clashes = patched(SCRIPT, late)
    assert script == SCRIPT
    assert clashes == (Clash("narration", "s1", "첫 문장."), Clash("title", "", "제목"), Clash("narration", "s9", None))


def test_the_same_words_twice_and_other_spaces_are_no_clash() -> None:
    again = [Change("narration", "첫  문장. ", "s1", "옛 문장."), Change("narration", "더 쓴 문장.", "s2", " 둘째\n문장.")]
    script, clashes = patched(SCRIPT, [*again, Change("hook", ["첫 줄", "둘째 줄", ""], base=None)])
    assert clashes == ()
    assert [scene.narration for scene in script.scenes] == ["첫 문장.", "더 쓴 문장."]


@pytest.mark.parametrize(
    "change",
    [
        Change("gesture", "fly", "s1"), Change("narration", "", "s1", "첫 문장."), Change("narration", "가" * 1001, "s1", "첫 문장."), Change("id", "s7", "s1"),
        Change("language", "en"), Change("caption", "말", "s1"), Change("hook", {"a": 1}, base=["첫 줄", "둘째 줄"]), Change("narration", ["x"], "s1", "첫 문장."),
    ],
)  # fmt: skip
def test_what_no_script_can_have_is_refused(change: Change) -> None:
    with pytest.raises(ScriptBroken):
        patched(SCRIPT, [change])
