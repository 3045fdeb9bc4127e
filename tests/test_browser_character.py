"""The Character tab in a real browser: look through the cast, keep favourites, see one move, choose one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shorts.settings import Settings
from shorts.short import open_short
from tests.browser import LAPTOP, PATIENCE, PHONE, remember, settle, turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from shorts.short import Short

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def wait_character(page: Page, short: Short, wanted: str) -> None:
    for _ in range(100):
        if open_short(short.folder).request.character == wanted:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"not saved: {open_short(short.folder).request.character}")


def names(page: Page) -> list[str]:
    """Ids of the cards in sight."""
    return list(page.evaluate("[...document.querySelectorAll('.people .one')].filter((one) => one.offsetParent).map((one) => one.dataset.id)"))


@pytest.mark.parametrize(("path", "size", "scheme"), [("/", LAPTOP, "light"), ("/en/", PHONE, "dark")])
def test_a_character_is_found_looked_at_and_chosen(
    path: str, size: tuple[int, int], scheme: str, open_page: Callable[..., Page], planted: Short, tmp_path: Path
) -> None:
    page = open_page(path, size, scheme)
    remember(page, planted.id, "character")
    page.wait_for_selector(".people .one.using[data-id=executive-fox]")
    assert len(names(page)) == 39

    page.fill(".people input[type=search]", "스타트업" if path == "/" else "STARTUP tiger")
    page.wait_for_function("[...document.querySelectorAll('.people .one')].filter((one) => one.offsetParent).length < 10")
    assert "startup-tiger" in names(page)
    page.fill(".people input[type=search]", "zzz")
    page.locator(".people .nobody button").click()
    page.locator(".people [data-group=food]").click()
    assert "chef-penguin" in names(page)
    assert "executive-fox" not in names(page)
    page.locator(".people [data-group='']").click()

    coming = page.locator(".people .one.coming .face")
    if coming.count():  # not drawn yet: to be read about, not to be chosen
        coming.first.click()
        assert len(page.locator(".people .about .facts > p").first.inner_text()) > 40
        assert page.locator(".people .about .choose").count() == 0
    page.locator(".people .one[data-id=executive-fox] .face").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.closest('.one').dataset.id") == names(page)[1]

    page.locator(".people .one[data-id=tech-fox] .face").click()
    page.locator(".people .about .choose").click()
    wait_character(page, planted, "tech-fox")
    page.wait_for_selector(".people .one.using[data-id=tech-fox]")
    page.locator(".monitor [data-act=undo]").click()
    wait_character(page, planted, "executive-fox")
    page.wait_for_selector(".people .one.using[data-id=executive-fox]")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.screenshot(path=tmp_path / "character.png", full_page=True)


def test_favourites_and_the_choice_for_the_next_short_survive_a_reload(open_page: Callable[..., Page]) -> None:
    page = open_page()
    turn(page, "character")
    page.locator(".people .one[data-id=artist-cat] .face").click()
    page.locator(".people .about .favour").click()
    page.wait_for_selector(".people .one[data-id=artist-cat] .star[aria-pressed=true]")
    page.locator(".people .about .choose").click()
    page.wait_for_selector("#studio-messages .note")
    page.reload()
    settle(page)
    page.wait_for_selector(".people .one.using[data-id=artist-cat]")
    page.locator(".people [data-group=favourites]").click()
    assert names(page) == ["artist-cat"]
    page.locator(".people .one[data-id=artist-cat] .star").click()
    page.wait_for_selector(".people .nobody button", state="visible")


def test_it_is_seen_moving_and_speaking_and_can_be_given_up(open_page: Callable[..., Page]) -> None:
    for earlier in (Settings().cache / "samples").glob("trainer-bear-en-*.mp4"):  # the studio under test has the usual cache
        earlier.unlink()
    page = open_page("/en/", PHONE)
    turn(page, "character")
    page.locator(".people .one[data-id=trainer-bear] .face").click()
    page.locator(".people .about .see").click()
    page.wait_for_selector(".people .making", state="visible")
    page.locator(".people .about .see").click()  # given up: no message, and the way it was
    page.wait_for_selector(".people .making", state="hidden")
    page.locator(".people .about .see").click()
    page.wait_for_selector(".people .phone video", timeout=PATIENCE)
    page.wait_for_function("(v => v.currentTime > 0.3 && v.videoWidth === 360)(document.querySelector('.people .phone video'))", timeout=30_000)
    assert page.locator("#studio-messages .note.error").count() == 0
