"""The page in a real browser, against a real server: from the sample to a playing video, and what a shop owner may do meanwhile."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.browser import LAPTOP, PATIENCE, PHONE, remember, settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from shorts.short import Short
    from tests.browser import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200), ({"Origin": "http://localhost:7860"}, 403), ({"Host": "evil.example"}, 403), ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403), ({"Host": "127.0.0.1.evil.example"}, 403), ({"Host": "["}, 403), ({"X-Forwarded-Host": "evil.example"}, 200),
    ],
)  # fmt: skip
def test_only_this_computers_pages_may_use_the_studio(headers: dict[str, str], status: int, server: Server) -> None:
    try:
        with urllib.request.urlopen(urllib.request.Request(server.address + "/config", headers=headers), timeout=30) as answer:
            got, body, kept = answer.status, answer.read().decode("utf-8"), answer.headers
    except urllib.error.HTTPError as error:
        with error:
            got, body, kept = error.code, "", {}
    assert got == status
    if status == 200:
        assert "evil" not in body
        assert (kept["x-content-type-options"], kept["x-frame-options"]) == ("nosniff", "DENY")


COUNTED = "window.frames60 = 0; const draw = requestAnimationFrame; window.requestAnimationFrame = (then) => { frames60 += 1; return draw(then); };"
DRAWN = "() => new Promise((tell) => { const before = frames60; setTimeout(() => tell(frames60 - before), 1000); })"
"""JavaScript: frames that were asked for in a second."""


def test_an_idle_page_rests(open_page: Callable[..., Page], server: Server) -> None:
    """It asks the studio once a second. Gradio alone would draw sixty frames a second for nobody, and look a thousand times into an empty queue."""
    page = open_page(script=COUNTED)
    drawn = [99]
    while drawn[-1] > 5 and len(drawn) < 20:  # the loading screen bounces on for a moment
        woken = psutil.Process(server.process.pid).num_ctx_switches().voluntary
        drawn.append(page.evaluate(DRAWN))
    assert drawn[-1] <= 5, drawn
    assert psutil.Process(server.process.pid).num_ctx_switches().voluntary - woken < 400


def ask(page: Page, sample: str, length: str, presenter: str) -> None:
    """Fill the form and press the button."""
    page.locator(f"#sample-{sample}").click()
    page.wait_for_function("document.querySelector('#source textarea').value.startsWith('examples/')")
    page.locator(f".card[data-id={presenter}]").click()
    page.get_by_text(length, exact=True).click()
    page.locator("#make").click()


def finished(page: Page) -> str:
    """Wait for the strip to say so; the video's address."""
    page.wait_for_selector(".strip.done, .strip.failed", timeout=PATIENCE)
    assert page.locator(".strip.done").count() == 1, page.locator("#strip").inner_text()
    page.wait_for_selector(".monitor video")
    return str(page.locator(".monitor video").get_attribute("data-source"))


IN_SIGHT = """(one, width) => {
  const box = one.getBoundingClientRect(), word = one.querySelector('span').getBoundingClientRect();
  const large = box.height >= 44 && box.width >= 44, whole = word.left >= box.left && word.right <= box.right && box.left >= 0 && box.right <= width;
  return large && whole && one.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
}"""
"""JavaScript: is a tab large enough for a finger, its word neither cut nor over another's, and nothing over it?"""


def plays(page: Page) -> bool:
    """Whether its picture moves on by half a second; about 15 seconds."""
    page.evaluate("() => { const v = document.querySelector('.monitor video'); v.muted = true; return v.play(); }")
    page.wait_for_function("document.querySelector('.monitor video').currentTime > 0.5", timeout=20_000)
    return bool(page.evaluate("(v => v.videoWidth === 1080 && v.videoHeight === 1920 && v.duration > 8 && v.duration < 20)(document.querySelector('.monitor video'))"))


def test_from_the_sample_to_a_playing_video(open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page()
    ask(page, "lamp", "15초", "helper-robot")
    page.wait_for_selector(".strip.running", timeout=20_000)
    page.reload()  # nothing is lost: the job is the store's, the form the browser's
    settle(page)
    page.wait_for_selector(".strip:is(.running, .done)", timeout=20_000)
    page.wait_for_function("document.querySelector('#source textarea').value === 'examples/lamp.html'")
    first = finished(page)
    assert plays(page)
    page.screenshot(path=tmp_path / "finished.png")
    assert page.locator(".monitor .save").get_attribute("download", timeout=1000) == page.locator(".monitor .title").inner_text() + ".mp4"
    assert page.locator(".monitor .save").get_attribute("href") == first
    assert not page.locator(".monitor [data-act=final]").is_visible()


def test_cancelling_ends_the_job_and_it_can_go_on(open_page: Callable[..., Page]) -> None:
    page = open_page("/en/")
    ask(page, "tides", "15 s", "helper-robot")
    page.wait_for_selector(".strip.running", timeout=20_000)
    page.locator(".strip [data-act=cancel]").click(delay=1500)  # the strip is drawn anew while the button is held down
    began = time.monotonic()
    page.wait_for_selector(".strip.cancelled", timeout=20_000)
    assert time.monotonic() - began < 15
    assert "What was made so far is kept" in page.locator("#strip").inner_text()
    page.locator(".strip [data-act=retry]").click()
    page.wait_for_selector(".strip:is(.queued, .running)", timeout=20_000)
    page.locator(".strip [data-act=cancel]").click()
    page.wait_for_selector(".strip.cancelled", timeout=20_000)


def test_a_finished_short_can_be_opened_undone_and_played_on_a_phone(open_page: Callable[..., Page], planted: Short, tmp_path: Path) -> None:
    page = open_page("/en/", PHONE)
    assert page.locator(".monitor video").count() == 0
    remember(page, planted.id)
    page.wait_for_selector(".monitor video")
    page.evaluate("() => { const v = document.querySelector('.monitor video'); v.muted = true; return v.play(); }")
    page.wait_for_function("document.querySelector('.monitor video').currentTime > 0.3", timeout=20_000)
    assert page.locator(".monitor [data-act=undo]").is_disabled()
    page.screenshot(path=tmp_path / "phone.png", full_page=True)


@pytest.mark.parametrize(("path", "size", "scheme"), [("/", LAPTOP, "light"), ("/", PHONE, "dark"), ("/en/", LAPTOP, "dark"), ("/en/", PHONE, "light")])
def test_the_layout_fits_and_the_main_button_is_in_sight_and_says_what_to_do(
    path: str, size: tuple[int, int], scheme: str, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_page(path, size, scheme)
    page.screenshot(path=tmp_path / "page.png")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.locator("#make").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= size[1]
    assert page.evaluate("document.documentElement.lang") == ("en" if "en" in path else "ko")
    shown = page.locator(".head").inner_text() + page.locator("#nav").inner_text() + page.locator("#work").inner_text()
    assert bool(re.search("[가-힣]", shown.replace("한국어", ""))) == (path == "/")
    assert page.locator(".card:not(:disabled)").count() >= 8
    unseen = page.evaluate("width => [...document.querySelectorAll('#nav button')].filter((one) => !(" + IN_SIGHT + ")(one, width)).map((one) => one.innerText)", size[0])
    assert (unseen, page.locator("#nav button").count()) == ([], 10)
    assert page.get_by_role("tab", name=re.compile("목소리|Voice")).count() == 1

    page.locator("#make").click()
    page.wait_for_selector(".toast-message-text")
    title, message = ("확인해 주세요", "주소나 글을 먼저 넣어 주세요") if path == "/" else ("Please check", "Give an address or a text first")
    assert message in page.locator(".toast-message-text").inner_text()
    assert page.evaluate("getComputedStyle(document.querySelector('.toast-title'), '::after').content") == f'"{title}"'


def test_what_was_typed_survives_a_reload_and_cards_are_chosen_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.locator("#source textarea").fill("어제부터 우리 가게는 반찬을 그날 만들어 그날만 팔아요.")
    page.locator(".card[data-id=chef-penguin]").click()
    page.get_by_text("45초", exact=True).click()
    page.wait_for_timeout(800)
    page.reload()
    settle(page)
    page.wait_for_function("document.querySelector('#source textarea').value === '어제부터 우리 가게는 반찬을 그날 만들어 그날만 팔아요.'")
    assert page.locator(".card[aria-pressed=true]").get_attribute("data-id") == "chef-penguin"
    assert page.locator("#length input:checked").input_value() == "45"

    page.locator(".card[data-id=tech-fox]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.getAttribute('aria-pressed') === 'true'", timeout=10_000)
    assert page.locator(".card[aria-pressed=true]").count() == 1
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_page_that_gives_nothing_is_told_in_the_strip(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.locator("#source textarea").fill("http://192.168.0.1/product")
    page.locator("#make").click()
    page.wait_for_selector(".strip.failed", timeout=60_000)
    assert "공개된 http(s) 주소를 넣어 주세요" in page.locator(".strip .error").inner_text()
    assert page.locator(".strip [data-act=retry]").is_visible()
