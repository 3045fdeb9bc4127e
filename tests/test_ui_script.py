"""What the Script tab's widget asks of the server."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from shorts.artifacts import Scene, Script, ShortRequest
from shorts.errors import NothingMore, ScriptBroken, UnknownChoice
from shorts.settings import Settings
from shorts.short import new_short, save_short
from shorts.studio import Studio
from shorts.ui.desk import Desk
from shorts.ui.monitor import Monitor
from shorts.ui.tabs.script import CHOICES, LARGEST_FILE, ScriptTab
from shorts.ui.text import KOREAN
from shorts.ui.text.script import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCENES = (
    Scene("s1", "어두운 방이 무서워요. 불을 켜 볼까요?", role="hook", caption=("방이",)),
    Scene("s2", "무드등은 280g이에요."),
    Scene("s3", "저장해 두세요.", role="close"),
)
SCRIPT = Script("무드등", "ko", "product", SCENES, ("밤에 켜는", "무드등"), accent="무드등")


@pytest.fixture
def tab(tmp_path: Path) -> Iterator[ScriptTab]:
    studio = Studio(replace(Settings(), outputs=tmp_path / "outputs", cache=tmp_path / "cache"))
    yield ScriptTab(Desk(studio, "ko", KOREAN))
    studio.close()


def planted(tab: ScriptTab, script: Script | None = SCRIPT) -> str:
    short = replace(new_short(ShortRequest("http://192.168.0.1/a"), tab.desk.studio.settings), script=script)
    save_short(short)
    return short.id


def said(answer: dict[str, Any]) -> list[str]:
    return [scene["narration"] for scene in answer["state"]["scenes"]]


def test_every_choice_has_its_words() -> None:
    for text in TEXTS.values():
        assert all(getattr(text, f"{name}_{value}") and getattr(text, name) for name, values in CHOICES.items() for value in values)


def test_the_state_is_what_the_store_says_and_each_word_knows_its_stress(tab: ScriptTab) -> None:
    short = planted(tab)
    state = tab.state(short)
    assert (state["phase"], state["title"], state["hook"], state["asked"], state["undo"]) == ("ready", "무드등", ["밤에 켜는", "무드등"], 30.0, False)
    assert state["scenes"][0]["stressed"][:3] == [False, True, False]
    assert state["scenes"][1]["stressed"] == [False, True]  # a figure
    os.utime(tab.desk.studio.short(short).folder / "short.json", ns=(10**18, 10**18 + 5000))
    assert tab.state(short)["stamp"] == 10**15 + 5
    now = tab.desk.now({"short": short})
    assert tab.view(now)[0]["scenes"] == state["scenes"]
    assert tab.mark(now) != tab.mark(tab.desk.now({}))
    assert tab.view(tab.desk.now({}))[0]["phase"] == "none"


def test_fields_arrive_alone_and_a_clash_changes_nothing(tab: ScriptTab) -> None:
    short = planted(tab)
    words = {"scene": "s2", "field": "narration", "value": "무드등은 가벼워요.", "base": SCENES[1].narration}
    answer = tab.keep_words(short, [words, {"scene": "", "field": "accent", "value": "밤에", "base": None}])
    assert (said(answer)[1], answer["state"]["accent"], answer["state"]["undo"]) == ("무드등은 가벼워요.", "밤에", True)
    late = tab.keep_words(short, [{**words, "value": "무드등은 작아요."}])
    assert [clash.theirs for clash in late["clashes"]] == ["무드등은 가벼워요."]
    assert answer["state"]["scenes"][0]["layouts"] == ("auto", "wide", "medium", "close")
    chosen = tab.keep_words(short, [{"scene": "s2", "field": "layout", "value": "figure", "base": None}])  # a figure no longer said: it is told
    assert [(scene["layout"], "figure" in scene["layouts"]) for scene in chosen["state"]["scenes"][:2]] == [("auto", False), ("figure", False)]
    with pytest.raises(ScriptBroken):
        tab.keep_words(short, [{"scene": "s2", "field": "layout", "value": "upside down", "base": None}])
    assert said(late) == said(answer)


def test_scenes_are_shaped_and_everything_can_be_undone(tab: ScriptTab) -> None:
    short = planted(tab)
    whole = [scene.narration for scene in SCENES]
    half = tab.shape_script(short, "split", "s1", 12)
    assert (said(half)[:2], half["scene"]) == (["어두운 방이 무서워요.", "불을 켜 볼까요?"], "s4")
    assert said(tab.shape_script(short, "merge", "s1", None)) == whole
    assert said(tab.shape_script(short, "move", "s3", 0))[0] == whole[2]
    assert said(tab.shape_script(short, "remove", "s2", None)) == [whole[2], whole[0]]
    added = tab.shape_script(short, "add", "s3", "하나 더요.")
    assert added["scene"] == tab.shape_script(short, "add", "s3", " 하나  더요.")["scene"]  # sent twice, since the answer was lost
    assert said(added) == [whole[2], "하나 더요.", whole[0]]
    for _ in range(5):
        last = tab.shape_script(short, "undo", "", None)
    assert said(last) == whole
    assert len(said(tab.shape_script(short, "redo", "", None))) == 4
    with pytest.raises(NothingMore):
        tab.shape_script(short, "merge", "s3", None)
    with pytest.raises(UnknownChoice):
        tab.shape_script(short, "paint", "s3", None)


def test_a_scene_that_an_undo_took_is_answered_with_how_things_stand(tab: ScriptTab) -> None:
    short = planted(tab)
    added = tab.shape_script(short, "add", "s3", "하나 더요.")["scene"]
    tab.shape_script(short, "undo", "", None)
    whole = [scene.narration for scene in SCENES]
    for act, detail in {"add": "둘 더요.", "split": None, "merge": None, "move": 0, "remove": None, "shorter": None}.items():
        late = tab.shape_script(short, act, added, detail)
        assert (late["gone"], late["scene"], said(late)) == (True, "", whole)
    typed = tab.keep_words(short, [{"scene": added, "field": "narration", "value": "하나 더 있어요.", "base": "하나 더요."}])
    assert ([(clash.scene, clash.theirs) for clash in typed["clashes"]], said(typed)) == ([(added, None)], whole)
    assert Monitor(tab.desk).frame(short, added) == ""
    with pytest.raises(NothingMore):  # what is wrong with a scene that is there stays an error
        tab.shape_script(short, "merge", "s3", None)


def test_rewording_says_what_it_can_and_when_there_is_nothing_more(tab: ScriptTab) -> None:
    short = planted(tab)
    assert len(said(tab.shape_script(short, "shorter", "s1", None))[0]) < len(SCENES[0].narration)
    refused = tab.desk.answering(tab.shape_script)([short, "rewrite", "s2", None])
    assert refused["code"] == "nothing-more"


def test_scripts_go_out_and_come_back(tab: ScriptTab) -> None:
    short = planted(tab)
    files = {kind: tab.script_file(short, kind) for kind in ("json", "txt")}
    assert [file["name"] for file in files.values()] == ["무드등.json", "무드등.txt"]
    tab.shape_script(short, "remove", "s2", None)
    back = tab.shape_script(short, "import", "", ["a.json", "\ufeff" + files["json"]["content"]])
    assert said(back) == [scene.narration for scene in SCENES]
    edited = files["txt"]["content"].replace("280g", "삼백 그램")
    assert said(tab.shape_script(short, "import", "", ["a.txt", edited]))[1] == "무드등은 삼백 그램이에요."
    foreign = files["json"]["content"].replace('"photo": ""', '"photo": "ffff"', 1)
    for name, content in (("a.json", foreign), ("a.json", "{"), ("a.txt", ""), ("a.txt", "가" * (LARGEST_FILE + 1))):
        with pytest.raises(ScriptBroken):
            tab.shape_script(short, "import", "", [name, content])


def test_without_a_script_it_says_why_and_what_to_do(tab: ScriptTab) -> None:
    short = planted(tab, None)
    assert tab.state(short)["phase"] == "unwritten"
    job = tab.desk.studio.remake(short, goal="script")
    while tab.desk.studio.job(job.id).active:
        assert tab.state(short)["phase"] in ("coming", "failed")
    state = tab.state(short)
    assert (state["phase"], "주소" in state["message"]) == ("failed", True)
    assert tab.shape_script(short, "write", "", None)["state"]["phase"] in ("coming", "failed")
    with pytest.raises(ScriptBroken):
        tab.keep_words(short, [{"scene": "", "field": "title", "value": "x", "base": ""}])


def test_lengths_go_by_the_voice_and_its_speed(tab: ScriptTab) -> None:
    short = planted(tab)
    texts = ["", "무드등은 가벼워요.", "무드등은 가벼워요. 밤에 켜 두면 방이 환해져요."]
    none, brief, long = tab.spoken_seconds(short, texts)
    assert none == 0
    assert 0.8 < brief < 3 < long < 6
    tab.desk.studio.edit(short, lambda now: replace(now, request=replace(now.request, voice_speed=1.25)))
    assert tab.spoken_seconds(short, texts)[2] < 0.9 * long
