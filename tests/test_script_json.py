"""The script as JSON: what was written comes back; what was broken is named."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from shorts.artifacts import Scene, Script
from shorts.errors import ScriptBroken
from shorts.script import script_from_json, script_to_json, settled

SCRIPT = Script(
    title="제목", language="ko", genre="news", hook=("첫 줄", "둘째 줄"), accent="첫", call_to_action="저장해 두세요.", hashtags=("뉴스",), description="설명",
    scenes=(
        Scene("s1", "무슨 일일까요?", role="hook", gesture="think", expression="surprised"),
        Scene("s2", "요금이 12% 내렸어요.", caption=("12%",), visual="photo", photo="aa", image_prompt="a bus"),
    ),
)  # fmt: skip


def edited(**changes: object) -> str:
    return json.dumps({**json.loads(script_to_json(SCRIPT)), **changes}, ensure_ascii=False)


def edited_scene(**changes: object) -> str:
    data = json.loads(script_to_json(SCRIPT))
    data["scenes"][1].update(changes)
    return json.dumps(data, ensure_ascii=False)


def test_round_trip() -> None:
    text = script_to_json(SCRIPT)
    assert script_from_json(text) == SCRIPT
    assert script_to_json(script_from_json(text)) == text
    assert "요금이 12% 내렸어요." in text
    assert text.endswith("}\n")


def test_a_hand_written_script_needs_little() -> None:
    script = script_from_json('{"title": "t", "language": "en", "genre": "story", "scenes": [{"narration": "Hi."}]}')
    assert script.scenes[0].id == "s1"
    assert script.hook == ()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("{", "line 1, column"),
        ("[]", "JSON"),
        ("[" * 100_000, "JSON"),
        (edited(schema=9), "schema"),
        (edited(genre="poem"), "genre"),
        (edited(language="fr"), "language"),
        (edited(scenes=[]), "scenes"),
        (edited(scenes="x"), "scenes"),
        (edited(scenes=["x"]), "scenes[0]"),
        (edited(hashtags="a b"), "hashtags"),
        (edited(hook=[1]), "hook"),
        (edited(titel="x"), "titel"),
        (edited(title=None), "title"),
        (edited_scene(gesture="dance"), "scenes[1].gesture"),
        (edited_scene(narration="  "), "scenes[1].narration"),
        (edited_scene(narration=7), "scenes[1].narration"),
        (edited_scene(id="s1"), "scenes[0].id"),
        (edited_scene(caption="12%"), "scenes[1].caption"),
        (edited_scene(narration="가" * 1001), "scenes[1].narration"),
        ('{"title": "t", "language": "ko", "genre": "news"}', "scenes"),
    ],
)
def test_broken_scripts_are_named(text: str, where: str) -> None:
    with pytest.raises(ScriptBroken) as caught:
        script_from_json(text)
    assert caught.value.details["where"].startswith(where)
    assert where in caught.value.text("ko")
    assert where in caught.value.text("en")


def test_settling_drops_what_does_not_exist() -> None:
    scene = replace(SCRIPT.scenes[1], caption=("12%", "없는 말"), photo="zz")
    script = settled(replace(SCRIPT, scenes=(scene,), accent="nothing"), ("aa",))
    assert script.scenes[0].caption == ("12%",)
    assert (script.scenes[0].visual, script.scenes[0].photo, script.accent) == ("character", "", "")


def test_a_script_without_scenes_is_refused() -> None:
    with pytest.raises(ScriptBroken):
        settled(replace(SCRIPT, scenes=()), ())
