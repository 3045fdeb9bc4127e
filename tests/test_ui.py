"""The page's shell without a browser: words, cards, strip, and what the frame makes of the store."""

from __future__ import annotations

import base64
import importlib
import io
import pkgutil
import re
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
import pytest
from PIL import Image

import shorts.ui.text
from shorts.artifacts import Scene, Script, ShortRequest
from shorts.cast import load_cast
from shorts.engines.live import Live
from shorts.errors import MediaUnreadable
from shorts.jobs import Job
from shorts.settings import Settings
from shorts.short import new_short, save_short
from shorts.studio import Studio
from shorts.toon.kept import portrait_key
from shorts.ui.cards import first_choice, row
from shorts.ui.desk import Desk, Now
from shorts.ui.frame import Frame
from shorts.ui.page import build_page
from shorts.ui.strip import strip, strips
from shorts.ui.tabs.source import SourceTab
from shorts.ui.text import ENGLISH, KOREAN
from shorts.ui.text.source import TEXTS as SOURCE_TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.short import Short

ASSETS = Settings().assets
SCRIPT = Script("밤에 켜는 <등>", "ko", "product", (Scene("s1", "첫 문장이에요."), Scene("s2", "둘째 문장이에요.")), ("두 줄", "제목"), accent="제목")
PAGE = "http://192.168.0.1/a"
WORDS = sorted(module.name for module in pkgutil.iter_modules(shorts.ui.text.__path__))


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    opened = Studio(replace(Settings(), outputs=tmp_path / "outputs", cache=tmp_path / "cache"))
    yield opened
    opened.close()


@pytest.fixture
def desk(studio: Studio) -> Desk:
    return Desk(studio, "ko", KOREAN)


def job(state: str, **changes: Any) -> Job:
    return replace(Job("j", "s", "short", "queued", "", 0, 0, 0.0, "", {}, 0, 0.0, None, None), state=state, **changes)


def written(studio: Studio) -> Short:
    """A short with a script on disk."""
    short = replace(new_short(ShortRequest(PAGE), studio.settings), script=SCRIPT)
    save_short(short)
    return short


def ended(studio: Studio, short: str) -> Job:
    """The newest job of a short, once it has ended."""
    for _ in range(400):
        found = studio.jobs_of(short)[0]
        if not found.active:
            return found
        time.sleep(0.05)
    pytest.fail("the job didn't end")


# --- words and cards -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", WORDS)
def test_both_languages_say_everything_with_the_same_placeholders(module: str) -> None:
    texts = importlib.import_module(f"shorts.ui.text.{module}").TEXTS
    korean, english = texts["ko"], texts["en"]
    for field in fields(korean):
        ours, theirs = getattr(korean, field.name), getattr(english, field.name)
        assert sorted(re.findall(r"\{\w+\}", ours)) == sorted(re.findall(r"\{\w+\}", theirs)), field.name
        if field.name not in ("other_language", "other_path"):
            assert ours != theirs or not re.search("[A-Za-z]{3}", ours), field.name
            assert not re.search("[가-힣]", theirs), field.name


def test_everybody_who_can_present_has_a_card_and_a_portrait() -> None:
    cast = load_cast(Settings().characters)
    drawn = [character.id for character in cast.values() if character.toon is not None]
    html = row(cast, "ko", SOURCE_TEXTS["ko"])
    assert re.findall(r'data-id="([^"]+)"', html) == drawn
    assert first_choice(cast) == ShortRequest("").character
    for name in drawn:
        path = ASSETS / "cast" / f"{name}.webp"
        assert f'src="/static/cast/{name}.webp?v={portrait_key(cast[name])}"' in html
        assert path.stat().st_size <= 15_000
        with Image.open(path) as picture:
            assert picture.size == (256, 256)


def test_a_name_in_a_users_file_is_neither_markup_nor_a_placeholder() -> None:
    cast = load_cast(Settings().characters)
    odd = replace(cast["tech-fox"], names={"ko": "<b>`${value}`{{x}}", "en": "x"})
    html = row({"tech-fox": odd}, "ko", SOURCE_TEXTS["ko"])
    assert not any(mark in html for mark in ("<b><b>", "${", "{{", "`"))


def test_a_card_has_initials_in_reserve() -> None:
    cast = load_cast(Settings().characters)
    assert 'data-letters="TF"' in row({"tech-fox": cast["tech-fox"]}, "en", SOURCE_TEXTS["en"])


# --- the strip -----------------------------------------------------------------------------------------------------


def test_every_state_has_its_words_and_its_buttons() -> None:
    assert KOREAN.queued_next in strip(job("queued"), 0, KOREAN, "ko")
    assert "앞에 2개" in strip(job("queued"), 2, KOREAN, "ko")
    running = strip(job("running", stage="voice", fraction=0.5, started=time.time() - 10), 0, KOREAN, "ko")
    assert all(words in running for words in (KOREAN.stage_film, "50%", "약 10초 남음", 'data-act="cancel"', 'data-act="pause"'))
    stopping = strip(job("running", stage="voice"), 0, KOREAN, "ko", stopping="cancelled")
    assert KOREAN.cancelling in stopping
    assert "data-act" not in stopping
    assert "took 1 min 5 s" in strip(job("done", started=100.0, ended=165.0), 0, ENGLISH, "en")
    assert ENGLISH.done_draft in strip(job("done", goal="draft", started=100.0, ended=165.0), 0, ENGLISH, "en")
    assert 'data-act="resume"' in strip(job("paused"), 0, KOREAN, "ko")
    failed = strip(job("failed", error={"ko": "<script>문제", "en": "trouble"}), 0, KOREAN, "ko")
    assert "&lt;script&gt;문제" in failed
    assert 'data-act="retry"' in failed


def test_voice_and_pictures_are_one_stage_to_people() -> None:
    shown = [strip(job("running", stage=stage, fraction=0.4), 0, KOREAN, "ko") for stage in ("voice", "render")]
    assert shown[0] == shown[1]


def test_pictures_are_part_of_it_and_what_went_otherwise_is_said() -> None:
    shown = [strip(job("running", stage=stage, fraction=0.4), 0, KOREAN, "ko") for stage in ("voice", "image", "motion")]
    assert shown[0] == shown[1] == shown[2]
    for language, words, said in (("ko", KOREAN, "한 단계 낮춰"), ("en", ENGLISH, "one tier lower")):
        assert said in strip(job("running", stage="image", fraction=0.4, note="eased"), 0, words, language)


# --- the frame -----------------------------------------------------------------------------------------------------


def frame_of(desk: Desk) -> Frame:
    """The frame of a page with the source tab only, laid out."""
    from shorts.ui.monitor import Monitor

    monitor, source = Monitor(desk), SourceTab(desk)
    with gr.Blocks() as page:
        monitor.render()
        source.render()
        return Frame(desk, (monitor, source), gr.BrowserState({}), gr.BrowserState({}), gr.Number(0), gr.JSON({}), gr.HTML(), page)


def test_parts_are_sent_once_and_again_when_the_store_changed(desk: Desk, studio: Studio) -> None:
    frame, short = frame_of(desk), written(studio)
    session = {"short": short.id}
    first = frame.refresh(session, {})
    assert first[2]["title"] == SCRIPT.title
    again = frame.refresh(session, first[1])
    assert [value for value in (again[0], *again[2:]) if value != gr.skip()] == []
    studio.edit(short.id, lambda now: replace(now, script=replace(SCRIPT, title="다른 제목")))
    changed = frame.refresh(session, again[1])
    assert changed[2]["title"] == "다른 제목"
    assert (changed[2]["undo"], changed[2]["redo"]) == (True, False)
    assert frame.refresh({"short": "../x"}, {})[2] == {"short": "", "active": False}


def test_a_page_is_told_that_it_is_stale_and_only_then(desk: Desk, studio: Studio) -> None:
    frame, short = frame_of(desk), written(studio)
    session = {"short": short.id}
    assert frame.aged(session, {}, 3) == 4
    seen = frame.refresh(session, {})[1]
    assert frame.aged(session, seen, 4) == 4
    studio.edit(short.id, lambda now: replace(now, script=replace(SCRIPT, title="다른 제목")))
    assert frame.aged(session, seen, 4) == 5
    assert frame.aged(session, frame.refresh(session, seen)[1], 5) == 5


def test_the_monitor_shows_a_picture_while_it_is_drawn(desk: Desk, studio: Studio) -> None:
    from shorts.ui.monitor import Monitor

    short = written(studio)
    running = Now({"short": short.id}, short, job("running", stage="image"))
    monitor = Monitor(desk)
    assert monitor._state(running)["live"] == ""
    live = Live(short.folder / "artifacts" / "still-abc.png", 0.0)
    live.path.parent.mkdir()
    assert live.show(lambda: Image.new("RGB", (768, 1344), (200, 30, 30))) == {"preview": str(live.path)}
    shown = monitor._state(running)["live"]
    with Image.open(io.BytesIO(base64.b64decode(shown.partition(",")[2]))) as picture:
        assert (picture.format, max(picture.size)) == ("JPEG", 384)
    assert monitor._state(replace(running, job=job("done")))["live"] == ""
    live.close()
    assert monitor._state(running)["live"] == ""
    assert list(live.path.parent.iterdir()) == []


def test_a_short_is_begun_with_the_choices_of_its_browser(desk: Desk, studio: Studio) -> None:
    tab = SourceTab(desk)
    session = {"choices": {"character": "tech-fox", "seconds": 15, "language": None, "quality": "draft"}}
    begun = tab._begin(session, f"  {PAGE} ")
    request = studio.short(begun["short"]).request
    assert (request.source, request.character, request.seconds, request.quality) == (PAGE, "tech-fox", 15, "draft")
    assert "공개된 http(s) 주소" in ended(studio, begun["short"]).error["ko"]
    assert "공개된 http(s) 주소" in strips(desk, desk.now(begun))
    assert desk.next_request({"choices": {"seconds": "often"}}) == ShortRequest("")


def test_refusals_are_plain_text_for_the_page(desk: Desk) -> None:
    tab = SourceTab(desk)
    with pytest.raises(gr.Error, match="먼저 넣어"):
        tab._begin({}, "  ")
    with pytest.raises(gr.Error, match="&lt;img&gt;"):
        desk.guarded(lambda: tab._begin({"choices": {"character": "<img>"}}, PAGE))


def test_what_a_widget_asks_is_answered_or_refused_in_words(desk: Desk) -> None:
    ask = desk.answering(desk.studio.short)
    assert ask(["none"])["code"] == "unknown-choice"
    assert ask.__name__ == "short"
    assert desk.answering(lambda n: (n, n))([1]) == {"ok": [1, 1]}


def test_opened_files_are_kept_apart_and_others_are_left_alone(desk: Desk, studio: Studio) -> None:
    shown = []
    for text in ("하나", "둘"):
        upload = studio.settings.cache / "uploads" / text / "내 글.txt"
        upload.parent.mkdir(parents=True)
        upload.write_text(text, encoding="utf-8")
        shown.append(SourceTab(desk).opened(str(upload)))
    assert [re.sub("-.*", "", name) != name and Path(desk.located(name)).read_text(encoding="utf-8") for name in shown] == ["하나", "둘"]
    assert Path(desk.located("examples/lamp.html")).is_file()
    for other in ("opened/../x.txt", "examples/none.html", PAGE, "그냥 글 opened/내 글.txt"):
        assert desk.located(other) == other
    with pytest.raises(MediaUnreadable):
        SourceTab(desk).opened(str(ASSETS / "music" / "LICENSE"))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_tab_is_laid_out_and_wired(language: Any, studio: Studio) -> None:
    page = build_page(studio, language)
    ids = [block.id for block in page.blocks.values() if isinstance(block, gr.Tab)]
    assert ids == ["source", "script", "character", "images", "voice", "video", "render", "gallery", "models", "settings"]
