"""The gallery in a real browser: found, named, copied, thrown away, brought back, opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shorts.short import open_short
from tests.browser import LAPTOP, PHONE, plant, turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Dialog, Page

    from shorts.short import Short
    from tests.browser import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


KOREAN, ENGLISH = ("이름 바꾸기", "휴지통에 넣기"), ("Rename", "Put into the trash")


@pytest.mark.parametrize(
    ("path", "size", "name", "words"), [("/", LAPTOP, "가을 <행사> 쇼츠", KOREAN), ("/en/", PHONE, "Autumn <sale>", ENGLISH)]
)
def test_a_short_is_named_found_copied_trashed_and_brought_back(
    path: str, size: tuple[int, int], name: str, words: tuple[str, str], open_page: Callable[..., Page], made_short: Short, server: Server, tmp_path: Path
) -> None:
    short = plant(made_short, server.outputs)
    page = open_page(path, size)
    turn(page, "gallery")
    card = page.locator(f".gallery article[data-id='{short.id}']")
    card.wait_for(timeout=20_000)

    def answer(dialog: Dialog) -> None:
        dialog.accept(name if dialog.type == "prompt" else "")

    page.on("dialog", answer)
    card.locator("summary").click()
    card.get_by_text(words[0], exact=True).click()
    page.wait_for_function("name => [...document.querySelectorAll('.gallery h3')].some((h) => h.textContent === name)", arg=name)
    assert open_short(short.folder).name == name
    page.locator(".gallery input").fill(name[:4])
    page.wait_for_function("() => document.querySelectorAll('.gallery article').length === 1", timeout=10_000)
    page.screenshot(path=tmp_path / "gallery.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    card.locator("summary").click()
    card.get_by_text(words[1], exact=True).click()
    card.wait_for(state="detached")
    assert not short.folder.exists()
    page.locator("#studio-messages .act").click()
    card.wait_for(timeout=10_000)
    assert open_short(short.folder).name == name

    card.locator(".poster").click()
    page.wait_for_selector(f".monitor[data-short='{short.id}'] video", timeout=10_000)
    assert page.locator(".monitor .title").inner_text() == name
