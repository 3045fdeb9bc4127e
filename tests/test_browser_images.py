"""The Images tab in a real browser: what a scene shows is changed, looked at, taken again and taken back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import numpy as np
import pytest
from PIL import Image

from shorts.short import open_short
from tests.browser import LAPTOP, PHONE, remember, settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from shorts.artifacts import Scene
    from shorts.short import Short

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MAGENTA = (230, 20, 200)
SECOND = 1  # the scene that tests work at


def scene(short: Short) -> Scene:
    script = open_short(short.folder).script
    assert script is not None
    return script.scenes[SECOND]


def saved(page: Page, short: Short, check: Callable[[Scene], bool]) -> Scene:
    for _ in range(150):
        if check(scene(short)):
            return scene(short)
        page.wait_for_timeout(50)
    pytest.fail(f"not saved: {scene(short)}")


def card(page: Page) -> Locator:
    return page.locator(".images .scene").nth(SECOND)


def drawn(page: Page, before: str = "", since: float = 0.0) -> tuple[str, float]:
    """Wait for another preview than `before`: its key, and the seconds since the press that changed it."""
    look = f".images .scene:nth-child({SECOND + 1}) .main-frame"
    page.wait_for_function(f"before => ![undefined, '', before].includes(document.querySelector('{look}')?.dataset.drawn)", arg=before, timeout=30_000)
    return str(page.locator(look).get_attribute("data-drawn")), time.monotonic() - since


def picture(page: Page, short: Short) -> np.ndarray:
    """The pixels of the preview that is shown."""
    address = urlsplit(str(card(page).locator(".main-frame img").get_attribute("src"))).path
    with Image.open(short.folder / unquote(address).split(f"/{short.id}/", 1)[1]) as image:
        return np.asarray(image.convert("RGB"), dtype=int)


def magenta(pixels: np.ndarray) -> float:
    """Its part of the picture."""
    return float((np.abs(pixels - MAGENTA).max(axis=2) < 40).mean())


@pytest.mark.parametrize(("path", "size"), [("/", LAPTOP), ("/en/", PHONE)])
def test_a_scenes_picture_is_chosen_uploaded_aimed_taken_again_and_taken_back(
    path: str, size: tuple[int, int], open_page: Callable[..., Page], planted: Short, tmp_path: Path
) -> None:
    Image.new("RGB", (600, 800), MAGENTA).save(tmp_path / "우리 <가게>.png")
    page = open_page(path, size)
    remember(page, planted.id, "images")
    card(page).scroll_into_view_if_needed()
    first, _ = drawn(page)
    waits: list[float] = []

    pressed = time.monotonic()
    card(page).locator(".thumb[data-photo]").last.click()
    assert saved(page, planted, lambda now: now.visual == "photo").photo
    chosen, seconds = drawn(page, first, pressed)
    waits.append(seconds)

    card(page).locator("input[type=file]").set_input_files(tmp_path / "우리 <가게>.png")
    own = saved(page, planted, lambda now: now.photo == next((one.id for one in open_short(planted.folder).photos), None))
    mine, _ = drawn(page, chosen)
    assert magenta(picture(page, planted)) > 0.1
    assert card(page).locator(f"[data-photo='{own.photo}']").get_attribute("aria-checked") == "true"
    assert page.locator(".images .mine img").get_attribute("alt") == "우리 <가게>"

    point = card(page).locator(".point")
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    assert box is not None
    pressed = time.monotonic()
    point.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})
    aimed = saved(page, planted, lambda now: now.focus is not None)
    assert aimed.focus == pytest.approx((0.25, 0.75), abs=0.02)
    where, seconds = drawn(page, mine, pressed)
    waits.append(seconds)

    pressed = time.monotonic()
    card(page).locator("[data-act=retake]").click()
    assert saved(page, planted, lambda now: now.take == 1).focus == aimed.focus
    again, seconds = drawn(page, where, pressed)
    waits.append(seconds)
    other = picture(page, planted)
    card(page).locator(".takes [data-take] img:not([hidden])").first.wait_for(timeout=30_000)
    page.screenshot(path=tmp_path / "images.png", full_page=True)

    card(page).locator(".takes [data-take]").first.click()
    saved(page, planted, lambda now: now.take == 0)
    back, _ = drawn(page, again)
    assert back == where
    assert np.abs(picture(page, planted) - other).mean() > 1
    page.locator(".images [data-act=undo]").click()
    saved(page, planted, lambda now: now.take == 1)
    assert drawn(page, back)[0] == again

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    print("seconds from the press to the new preview:", [round(wait, 2) for wait in waits])  # noqa: T201
    assert max(waits) < 15  # 2 on an idle machine; others may be at work here


def test_what_cannot_be_shown_is_refused_in_words_and_uploads_outlive_a_reload(open_page: Callable[..., Page], planted: Short, tmp_path: Path) -> None:
    (tmp_path / "page.jpg").write_text("<html><script>alert(1)</script></html>", encoding="utf-8")
    Image.new("1", (13_000, 13_000)).save(tmp_path / "bomb.png")
    Image.new("RGB", (600, 800), MAGENTA).save(tmp_path / "shop.png")
    before = scene(planted)
    page = open_page("/en/", PHONE)
    remember(page, planted.id, "images")
    for name, words in (("page.jpg", "no jpg, png or webp picture"), ("bomb.png", "more than 40 megapixels")):
        card(page).locator("input[type=file]").set_input_files(tmp_path / name)
        card(page).locator(".refused", has_text=words).wait_for(timeout=20_000)
    assert scene(planted) == before
    assert open_short(planted.folder).uploads == ()

    page.reload()  # refusals wait to be read
    settle(page)
    assert card(page).locator(".refused").count() == 2
    for _ in range(2):
        card(page).locator(".refused button").first.click()
        page.wait_for_timeout(200)
    card(page).locator(".refused").first.wait_for(state="detached")

    page.locator(".images .own input[type=file]").set_input_files(tmp_path / "shop.png")
    page.locator(".images .mine img").wait_for(timeout=20_000)
    page.locator(".images .mine [data-act=remove]").click()
    page.locator(".images .mine").wait_for(state="detached")
    assert open_short(planted.folder).photos == ()
