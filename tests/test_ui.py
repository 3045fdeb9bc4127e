"""The page's parts without a browser: cards, strip, result, and what handlers make of the store."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr
import pytest
from PIL import Image

from shorts.artifacts import Finished, Scene, Script, ShortRequest
from shorts.cast import load_cast
from shorts.jobs import Job
from shorts.settings import Settings
from shorts.short import new_short, save_short
from shorts.studio import Studio
from shorts.ui.cards import first_choice, wall
from shorts.ui.handlers import POOL, Handlers, edited
from shorts.ui.result import shelf
from shorts.ui.strip import strip
from shorts.ui.text import ENGLISH, KOREAN, TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.short import Short

ASSETS = Settings().assets
SCRIPT = Script("밤에 켜는 <등>", "ko", "product", (Scene("s1", "첫 문장이에요.", caption=("첫",)), Scene("s2", "둘째 문장이에요.")), ("두 줄", "제목"), accent="제목")
PAGE = "http://192.168.0.1/a"


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    opened = Studio(replace(Settings(), outputs=tmp_path / "outputs", cache=tmp_path / "cache"))
    yield opened
    opened.close()


@pytest.fixture
def do(studio: Studio) -> Handlers:
    return Handlers(studio, "ko", KOREAN)


def job(state: str, **changes: object) -> Job:
    return replace(Job("j", "s", "queued", "", 0, 0, 0.0, "", {}, 0, 0.0, None, None), state=state, **changes)  # type: ignore[arg-type]


def written(studio: Studio, *, finished: bool = False) -> Short:
    """A short with a script on disk, and, if wanted, files that look finished."""
    short = replace(new_short(ShortRequest(PAGE), studio.settings), script=SCRIPT)
    save_short(short)
    if finished:
        names = {"path": "short.mp4", "srt": "a.srt", "vtt": "a.vtt", "thumbnail": "a.jpg", "report": "report.json", "post": "post.txt"}
        for name in names.values():
            (short.folder / name).write_text("글", encoding="utf-8")
        short = replace(short, finished=Finished(seconds=15.0, **{key: short.folder / name for key, name in names.items()}))
        save_short(short)
    return short


# --- texts and cards -----------------------------------------------------------------------------------------------


def test_both_languages_say_everything_with_the_same_placeholders() -> None:
    import re

    for name in KOREAN.__dataclass_fields__:
        korean, english = getattr(KOREAN, name), getattr(ENGLISH, name)
        assert sorted(re.findall(r"\{\w+\}", korean)) == sorted(re.findall(r"\{\w+\}", english)), name
        if name not in ("other_language", "other_path"):
            assert korean != english, name
            assert not re.search("[가-힣]", english), name


@pytest.mark.parametrize("language", ["ko", "en"])
def test_cards_that_can_present_come_first_and_the_rest_cannot_be_chosen(language: str) -> None:
    cast = load_cast(Settings().characters)
    html = wall(cast, language, TEXTS[language], ASSETS)  # type: ignore[arg-type, index]
    ready, coming = html.split("<details")
    assert ready.count("<button") == ready.count("data:image/webp") == sum(c.toon is not None for c in cast.values()) >= 8
    assert "disabled" not in ready
    assert coming.count("<button") == coming.count(" disabled>")
    assert first_choice(cast) == ShortRequest("").character


def test_a_name_in_a_users_file_is_neither_markup_nor_a_placeholder() -> None:
    cast = load_cast(Settings().characters)
    odd = replace(cast["tech-fox"], names={"ko": "<b>`${value}`{{x}}", "en": "x"})
    html = wall({"tech-fox": odd}, "ko", KOREAN, ASSETS)
    assert not any(mark in html for mark in ("<b><b>", "${", "{{", "`"))


def test_portraits_are_small_and_of_everyone_drawn() -> None:
    for character in load_cast(Settings().characters).values():
        if character.toon is not None:
            path = ASSETS / "cast" / f"{character.id}.webp"
            assert path.stat().st_size <= 15_000
            with Image.open(path) as picture:
                assert picture.size == (256, 256)


# --- the strip -----------------------------------------------------------------------------------------------------


def test_every_state_has_its_words() -> None:
    assert KOREAN.queued_next in strip(job("queued"), 0, KOREAN, "ko")
    assert "앞에 2개" in strip(job("queued"), 2, KOREAN, "ko")
    running = strip(job("running", stage="voice", fraction=0.5, started=time.time() - 10), 0, KOREAN, "ko")
    assert all(words in running for words in (KOREAN.stage_film, "50%", "약 10초 남음"))
    assert KOREAN.cancelling in strip(job("running", stage="voice"), 0, KOREAN, "ko", cancelling=True)
    assert "took 1 min 5 s" in strip(job("done", started=100.0, ended=165.0), 0, ENGLISH, "en")
    assert KOREAN.paused in strip(job("paused"), 0, KOREAN, "ko")
    failed = strip(job("failed", error={"ko": "<script>문제", "en": "trouble"}), 0, KOREAN, "ko")
    assert "&lt;script&gt;문제" in failed


def test_voice_and_pictures_are_one_stage_to_people() -> None:
    shown = [strip(job("running", stage=stage, fraction=0.4), 0, KOREAN, "ko") for stage in ("voice", "render")]
    assert shown[0] == shown[1]


# --- handlers ------------------------------------------------------------------------------------------------------


def test_what_the_page_shows_follows_the_store(do: Handlers, studio: Studio) -> None:
    session = do.submit("  " + PAGE + " ", "tech-fox", "", 15, "none", "off", True, None, "draft")
    assert studio.short(session["short"]).request.source == PAGE
    for _ in range(200):
        if not studio.job(session["job"]).active:
            break
        time.sleep(0.05)
    shown = do.view(session, ["", ""])
    assert "공개된 http(s) 주소" in shown[0]
    assert (shown[2]["visible"], shown[3]["visible"]) == (False, True)  # cancel, retry
    assert len(shown) == 4 + 2 + 3 + 2 + POOL + 1
    again = do.view(session, shown[1])
    assert all(value == gr.skip() for value in again[4:])


def test_a_script_is_shown_edited_and_kept(do: Handlers, studio: Studio) -> None:
    short = written(studio)
    shown = do.view({"short": short.id}, ["", ""])
    rows = shown[9:-1]
    assert [row["value"] for row in rows[:4]] == ["두 줄", "제목", "첫 문장이에요.", "둘째 문장이에요."]
    assert not rows[4]["visible"]
    typed = ["두 줄", "제목", "치던 문장", "둘째 문장이에요.", *[""] * (POOL - 2)]
    assert do.view({"short": short.id, "typed": typed}, ["", ""])[11]["value"] == "치던 문장"
    session, seen = do.undo({"short": short.id, "typed": typed}, )
    assert do.view(session, seen)[11]["value"] == "첫 문장이에요."
    do.remake({"short": short.id}, *typed)
    script = studio.short(short.id).script
    assert script is not None
    assert script.scenes[0].narration == "치던 문장"
    assert script.scenes[0].caption == ()  # its word is no longer said


def test_an_unchanged_script_of_a_whole_short_is_not_made_again(do: Handlers, studio: Studio) -> None:
    short = written(studio, finished=True)
    fields = ["두 줄", "제목", "첫 문장이에요.", "둘째 문장이에요.", *[""] * (POOL - 2)]
    with pytest.raises(gr.Error, match="바뀐 문장이 없습니다"):
        do.remake({"short": short.id}, *fields)
    assert studio.jobs() == []
    assert short.finished is not None
    short.finished.path.unlink()
    do.remake({"short": short.id}, *fields)
    assert len(studio.jobs()) == 1


def test_files_that_are_gone_are_told(do: Handlers, studio: Studio) -> None:
    short = written(studio, finished=True)
    assert short.finished is not None
    short.finished.post.unlink()
    assert KOREAN.gone in do.view({"short": short.id}, ["", ""])[4]["value"]


def test_the_shelf_holds_finished_shorts_and_escapes_titles(do: Handlers, studio: Studio) -> None:
    written(studio)
    short = written(studio, finished=True)
    html = do.view({}, ["", ""])[-1]["shown"]
    assert html.count("<button") == 1
    assert "밤에 켜는 &lt;등&gt;" in html
    assert do.pick(short.id) == {"short": short.id}
    assert shelf([], KOREAN) == ""


def test_refusals_are_plain_text_for_the_page(do: Handlers) -> None:
    with pytest.raises(gr.Error, match="먼저 넣어"):
        do.submit("  ", "tech-fox", "", 15, "none", "off", True, "", "draft")
    with pytest.raises(gr.Error, match="&lt;img&gt;"):
        do.submit(PAGE, "<img>", "", 15, "none", "off", True, "", "draft")


def test_opened_files_go_by_their_name_and_others_are_left_alone(do: Handlers, studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "내 글.txt").write_text("글", encoding="utf-8")
    shown = do.opened(str(tmp_path / "내 글.txt"))
    assert shown == "opened/내 글.txt"
    assert Path(do._located(shown)).read_text(encoding="utf-8") == "글"
    assert Path(do._located("examples/lamp.html")).is_file()
    for other in ("opened/../x.txt", "examples/none.html", PAGE, "그냥 글 opened/내 글.txt"):
        assert do._located(other) == other


def test_the_form_comes_back_where_its_values_are_still_on_offer(do: Handlers) -> None:
    fields = [gr.Textbox(), gr.Radio([("a", 15), ("b", 30)]), gr.Dropdown(["auto", "none"]), gr.Checkbox()]
    assert do.restore(["글", 15, "auto", False], fields) == ["글", 15, "auto", False]
    assert do.restore(["글", 17, "gone", "x"], fields) == ["글", gr.skip(), gr.skip(), gr.skip()]
    assert do.restore(None, fields) == [gr.skip()] * 4
    assert do.restore(["글"], fields) == [gr.skip()] * 4


def test_edits_keep_what_the_page_does_not_show() -> None:
    script = replace(SCRIPT, scenes=(*SCRIPT.scenes, Scene("s3", "셋째.")))
    assert edited(script, ("", "", "하나.", "")).scenes == (replace(SCRIPT.scenes[0], narration="하나.", caption=()), Scene("s3", "셋째."))
    assert edited(script, ("", "", "", "", "")) == script
    assert edited(script, ("새 줄", "", *(scene.narration for scene in script.scenes))).accent == ""
    assert json.dumps(edited(script, ("새 줄", "")).hook) == json.dumps(["새 줄"])
