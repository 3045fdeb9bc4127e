"""The Render tab in a real browser: what came out, and another thumbnail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import LAPTOP, PATIENCE, PHONE, remember

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from shorts.short import Short

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize(("path", "size"), [("/", LAPTOP), ("/en/", PHONE)])
def test_files_post_and_thumbnails_of_a_finished_short_are_offered(path: str, size: tuple[int, int], open_page: Callable[..., Page], planted: Short, tmp_path: Path) -> None:
    page = open_page(path, size)
    remember(page, planted.id, "render")
    page.wait_for_selector(".result .moments img", timeout=20_000)
    assert page.locator(".result .moments img").count() == 12
    assert page.locator(".result .files a").count() == 5
    assert page.locator(".result .files .save").get_attribute("download") == page.locator(".monitor .title").inner_text() + ".mp4"
    assert planted.finished is not None
    assert page.locator(".result textarea").input_value() == planted.finished.post.read_text(encoding="utf-8")
    assert page.locator(".result [data-act=final]").is_disabled()  # nothing has changed
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.screenshot(path=tmp_path / "render.png", full_page=True)


def test_a_choice_makes_the_video_stale_and_undo_takes_it_back(open_page: Callable[..., Page], planted: Short) -> None:
    page = open_page("/en/")
    remember(page, planted.id, "render")
    page.wait_for_selector(".result .files a")
    page.get_by_text("Square 1:1", exact=True).click()
    page.wait_for_selector(".result [data-act=final]:not(:disabled)", timeout=30_000)
    assert page.locator(".monitor .stale").inner_text() != ""
    page.locator(".monitor [data-act=undo]").click()
    page.wait_for_selector(".result [data-act=final]:disabled", timeout=PATIENCE)
    page.wait_for_function("document.querySelector('#aspect input:checked').value === '9:16'")
