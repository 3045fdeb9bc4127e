"""The Voice tab in a real browser: who speaks, scenes to hear, how words are read, and voices of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shorts.short import open_short
from tests.browser import LAPTOP, PATIENCE, PHONE, remember
from tests.test_voice_shelf import saved, speech

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from shorts.short import Short
    from tests.browser import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def wait_saved(page: Page, short: Short, check: Callable[[Short], bool]) -> None:
    for _ in range(100):
        if check(open_short(short.folder)):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"not saved: {open_short(short.folder).request}")


def measured(page: Page) -> None:
    """Every scene's length is known. The first time, the voice loads."""
    known = "(all) => all.length && [...all].every((b) => /\\d/.test(b.textContent))"
    page.wait_for_function(f"({known})(document.querySelectorAll('.lines .facts b'))", timeout=PATIENCE)


@pytest.mark.parametrize(("path", "size", "scheme"), [("/", LAPTOP, "dark"), ("/en/", PHONE, "light")])
def test_speakers_readings_and_a_mixed_voice(
    path: str, size: tuple[int, int], scheme: str, open_page: Callable[..., Page], planted: Short, tmp_path: Path
) -> None:
    page = open_page(path, size, scheme)
    page.on("dialog", lambda dialog: dialog.accept())
    remember(page, planted.id, "voice")
    measured(page)
    assert page.locator(".speaker .engines [data-engine=kokoro]").get_attribute("aria-checked") == "true"
    absent = page.locator(".speaker .engines [data-engine=xtts]")
    assert absent.is_disabled()
    assert "XTTS-v2" in absent.locator("small").inner_text()
    page.locator(".speaker [data-way=other]").click()
    page.locator(".speaker .others [data-speaker=ceo-lion]").click()
    wait_saved(page, planted, lambda short: short.request.speaker == "ceo-lion")
    page.locator(".speaker [data-way=own]").click()
    wait_saved(page, planted, lambda short: short.request.speaker == "")
    page.locator(".speaker input[type=range]").fill("1.2")
    wait_saved(page, planted, lambda short: short.request.voice_speed == 1.2)

    word = page.locator(".lines li .word").first
    word.click()
    page.wait_for_function("document.querySelector('.readings form [name=word]').value !== ''", timeout=20_000)
    page.fill(".readings form [name=reading]", "english" if path == "/" else "나이키")
    page.locator(".readings form [type=submit]").click()
    if path == "/":  # what isn't Hangul is refused, and what was typed stays
        page.locator("#studio-messages .note.error button").click(timeout=20_000)
        assert page.locator(".readings form [name=reading]").input_value() == "english"
        page.fill(".readings form [name=reading]", "나이키")
        page.locator(".readings form [type=submit]").click()
    page.wait_for_selector(".lines li .reads", timeout=30_000)
    page.wait_for_selector(".readings li.here")
    page.locator(".readings li .remove").first.click()
    page.wait_for_selector(".lines li .reads", state="detached", timeout=30_000)

    page.fill(".shelf form.blend [name=called]", "우리 <가게>")
    page.locator(".shelf form.blend [type=submit]").click()
    mine = page.locator(".shelf li", has_text="우리 <가게>")
    mine.locator(".use").click()
    wait_saved(page, planted, lambda short: short.request.speaker.startswith("mine:"))
    page.wait_for_selector(".shelf li.using")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.screenshot(path=tmp_path / "voice.png", full_page=True)
    mine.locator(".delete").click()
    wait_saved(page, planted, lambda short: short.request.speaker == "")
    mine.wait_for(state="detached")


def test_a_scene_is_heard_as_the_short_will_say_it(open_page: Callable[..., Page], planted: Short) -> None:
    page = open_page()
    remember(page, planted.id, "voice")
    measured(page)
    last = page.locator(".lines li").last
    last.locator(".hear").click()
    last.locator(".yes").wait_for(timeout=PATIENCE)
    last.locator(".hear[data-sound=on]").wait_for(timeout=20_000)
    assert len(list((planted.folder / "previews").glob("voice-*.wav"))) == 1


def test_a_recording_is_kept_only_with_consent_and_deleted_wholly(open_page: Callable[..., Page], server: Server, tmp_path: Path) -> None:
    clip = saved(tmp_path / "내 목소리.wav", speech(8))
    page = open_page("/en/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#nav button[data-tab=voice]").click()
    page.locator(".shelf [data-way=clip]").click()
    page.locator(".shelf .cloning", has_text="Qwen3-TTS").wait_for()
    page.set_input_files(".shelf .file input", clip)
    page.fill(".shelf form.clip [name=called]", "Me")
    page.fill(".shelf form.clip [name=by]", "Hana Kim")
    submit = page.locator(".shelf form.clip [type=submit]")
    submit.click()
    assert "consent" in page.locator(".shelf form.clip .wrong").inner_text()
    page.locator(".shelf form.clip .tick").click()
    submit.click()
    page.wait_for_function("document.querySelector('.shelf .kept').textContent.includes('out of 8.0 s')", timeout=30_000)
    mine = page.locator(".shelf li", has_text="Hana Kim")
    assert mine.locator(".use").is_disabled()  # nothing here can speak with it
    assert len(list((server.outputs / "voices").glob("*/reference.wav"))) == 1
    mine.locator(".delete").click()
    page.locator("#studio-messages .note", has_text="really removed").wait_for()
    mine.wait_for(state="detached")
    assert list((server.outputs / "voices").glob("*/*.*")) == []
