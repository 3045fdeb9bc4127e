"""The Video tab in a real browser: captions, transitions and music, with a look, a listen and music of one's own."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import numpy as np
import pytest

from shorts.short import open_short
from tests.browser import LAPTOP, PHONE, remember, turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from shorts.short import Short

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def tune(tmp_path: Path) -> Path:
    """Three seconds of a tone, under a name that a shop owner may give it."""
    path = tmp_path / "우리 가게 <노래>.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 24_000, 0, "NONE", ""))
        file.writeframes((9000 * np.sin(np.arange(72_000) / 9)).astype("<i2").tobytes())
    return path


def wait_saved(page: Page, short: Short, check: Callable[[Short], bool]) -> Short:
    for _ in range(60):
        now = open_short(short.folder)
        if check(now):
            return now
        page.wait_for_timeout(100)
    pytest.fail(f"not saved: {now.request}")


@pytest.mark.parametrize(("path", "size"), [("/", LAPTOP), ("/en/", PHONE)])
def test_looks_and_music_are_chosen_for_the_open_short(
    path: str, size: tuple[int, int], open_page: Callable[..., Page], planted: Short, tune: Path, tmp_path: Path
) -> None:
    page = open_page(path, size)
    remember(page, planted.id, "video")
    page.wait_for_function("[...document.querySelectorAll('.look .style img')].every((img) => img.naturalWidth === 540)", timeout=30_000)
    page.locator(".look [data-value=card]").click()
    wait_saved(page, planted, lambda short: short.request.captions == "card")
    page.locator(".look [data-value=cut]").click()
    wait_saved(page, planted, lambda short: short.request.transitions == "cut")
    page.locator(".look [data-field=graphics][data-value=false]").click()
    wait_saved(page, planted, lambda short: not short.request.graphics)
    page.locator(".look input[type=range]").fill("-6")
    wait_saved(page, planted, lambda short: short.request.music_level == -6)

    page.set_input_files(".look input[type=file]", tune)
    mine = page.locator(".look .track", has_text="우리 가게 <노래>")
    mine.wait_for(timeout=30_000)
    wait_saved(page, planted, lambda short: short.request.music.startswith("own-"))
    page.on("dialog", lambda dialog: dialog.accept())
    mine.locator("[data-remove]").click()
    wait_saved(page, planted, lambda short: short.request.music == "auto")
    mine.wait_for(state="detached", timeout=10_000)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.screenshot(path=tmp_path / "video.png", full_page=True)


def test_choices_without_a_short_are_kept_for_the_next_one(open_page: Callable[..., Page]) -> None:
    page = open_page("/en/")
    turn(page, "video")
    page.locator(".look [data-value=minimal]").click()
    page.wait_for_timeout(900)
    page.reload()
    page.wait_for_selector(".look [data-value=minimal][aria-checked=true]", timeout=10_000)
