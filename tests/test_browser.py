"""The page in a real browser, against a real server: from the sample to a playing video, and what a shop owner may do meanwhile."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-default-apps", "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip
LAPTOP, PHONE = (1280, 800), (390, 844)
PATIENCE = 300_000  # ms; a short takes 20 s on two idle cores

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The studio as its command starts it, writing to a folder of the test."""
    folder = tmp_path_factory.mktemp("studio")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (folder / "log.txt").open("wb")
    server = subprocess.Popen(
        [sys.executable, str(ROOT / "app.py"), "serve", "--no-browser", "--port", str(port)],
        env={**os.environ, "SHORTS_OUTPUTS": str(folder / "outputs"), "SHORTS_LANGUAGE": "ko"}, stdout=log, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        _wait_for(f"http://127.0.0.1:{port}/", server, folder / "log.txt")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)
        log.close()


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        assert server.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    pytest.fail(log.read_text(encoding="utf-8", errors="replace"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found is None:
        pytest.skip(f"no browser is installed (looked for {', '.join(BROWSERS)})")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(address: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens the studio as a new visitor; whatever the page does, it asks no other host and logs no error."""
    outside: list[str] = []
    errors: list[str] = []
    contexts = []

    def open_it(path: str = "/", size: tuple[int, int] = LAPTOP, scheme: str = "light") -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: None if request.url.startswith((address, "data:", "blob:")) else outside.append(request.url))
        page.on("console", lambda message: errors.append(_told(message)) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address + path)
        settle(page)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert outside == []
    assert errors == []


def _told(message: ConsoleMessage) -> str:
    return f"{message.text} ({message.location.get('url', '')})"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200), ({"Origin": "http://localhost:7860"}, 200), ({"Host": "evil.example"}, 403), ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403), ({"Host": "127.0.0.1.evil.example"}, 403), ({"Host": "["}, 403), ({"X-Forwarded-Host": "evil.example"}, 200),
    ],
)  # fmt: skip
def test_only_this_computers_pages_may_use_the_studio(headers: dict[str, str], status: int, address: str) -> None:
    try:
        with urllib.request.urlopen(urllib.request.Request(address + "/config", headers=headers), timeout=30) as answer:
            got, body, kept = answer.status, answer.read().decode("utf-8"), answer.headers
    except urllib.error.HTTPError as error:
        with error:
            got, body, kept = error.code, "", {}
    assert got == status
    if status == 200:
        assert "evil" not in body
        assert (kept["x-content-type-options"], kept["x-frame-options"]) == ("nosniff", "DENY")


def settle(page: Page) -> None:
    """Laid out, restored, and the first word from the store shown."""
    page.wait_for_selector("#make")
    page.wait_for_selector("#strip > *", state="attached")
    page.wait_for_timeout(1200)


def ask(page: Page, words: tuple[str, str, str, str], presenter: str) -> None:
    """Fill the form and press the button; `words` are the page's own for sample, 15 seconds, more, draft."""
    sample, length, more, draft = words
    page.get_by_role("button", name=sample).click()
    page.wait_for_function("document.querySelector('#source textarea').value.startsWith('examples/')")
    page.locator(f".card[data-id={presenter}]").click()
    page.get_by_text(length, exact=True).click()
    page.get_by_text(more, exact=True).click()
    page.get_by_text(draft).click()
    page.locator("#make").click()


KOREAN = ("예제로 해 보기", "15초", "세부 설정", "초안")
ENGLISH = ("Try the sample", "15 s", "More settings", "Draft")


def finished(page: Page) -> str:
    """Wait for the strip to say so; the video's address."""
    page.wait_for_selector(".strip.done, .strip.failed", timeout=PATIENCE)
    assert page.locator(".strip.done").count() == 1, page.locator("#strip").inner_text()
    page.wait_for_selector("#short video")
    return str(page.locator("#short video").get_attribute("src"))


def plays(page: Page) -> bool:
    """Whether its picture moves on by half a second; a draft of about 15 seconds."""
    page.evaluate("() => { const v = document.querySelector('#short video'); v.muted = true; return v.play(); }")
    page.wait_for_function("document.querySelector('#short video').currentTime > 0.5", timeout=20_000)
    return bool(page.evaluate("(v => v.videoWidth === 540 && v.videoHeight === 960 && v.duration > 8 && v.duration < 20)(document.querySelector('#short video'))"))


def test_from_the_sample_to_a_playing_video_and_an_edited_one(open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page()
    ask(page, KOREAN, "helper-robot")
    page.wait_for_selector(".strip.running", timeout=20_000)
    page.reload()  # nothing is lost: the job is the store's, the form the browser's
    settle(page)
    page.wait_for_selector(".strip:is(.running, .done)", timeout=20_000)
    page.wait_for_function("document.querySelector('#source textarea').value === 'examples/lamp.html'")
    first = finished(page)
    assert plays(page)
    page.screenshot(path=tmp_path / "finished.png")
    assert page.locator("#post textarea").input_value()
    assert page.locator("a.save").get_attribute("download", timeout=1000) == page.locator(".files h3").inner_text() + ".mp4"

    scene = page.locator("#script .scene textarea").nth(1)
    before = scene.input_value()
    scene.fill("이 문장은 사람이 고쳤어요.")
    page.wait_for_timeout(1500)
    page.locator("#undo").click()
    page.wait_for_function(f"document.querySelectorAll('#script .scene textarea')[1].value === {before!r}")
    scene.fill("이 문장은 사람이 고쳤어요.")
    page.locator("#remake").click()
    page.wait_for_selector(".strip:is(.queued, .running)", timeout=20_000)
    assert not scene.is_editable()
    second = finished(page)
    assert second != first
    assert plays(page)
    assert scene.input_value() == "이 문장은 사람이 고쳤어요."

    visitor = open_page("/en/", PHONE)  # a phone that comes later finds the short and plays it
    assert visitor.locator("#short video").count() == 0
    visitor.locator("#shelf .take").first.click()
    visitor.wait_for_selector("#short video")
    assert visitor.locator("#short video").get_attribute("src") == second
    assert plays(visitor)
    visitor.screenshot(path=tmp_path / "phone.png", full_page=True)


def test_cancelling_ends_the_job_and_it_can_go_on(open_page: Callable[..., Page]) -> None:
    page = open_page("/en/")
    ask(page, ENGLISH, "helper-robot")
    page.wait_for_selector(".strip:is(.queued, .running)", timeout=20_000)
    began = time.monotonic()
    page.locator("#cancel").click()
    page.wait_for_selector(".strip.cancelled", timeout=20_000)
    assert time.monotonic() - began < 15
    assert "What was made so far is kept" in page.locator("#strip").inner_text()
    page.locator("#retry").click()
    page.wait_for_selector(".strip:is(.queued, .running)", timeout=20_000)
    page.locator("#cancel").click()
    page.wait_for_selector(".strip.cancelled", timeout=20_000)


@pytest.mark.parametrize(("path", "size", "scheme"), [("/", LAPTOP, "light"), ("/", PHONE, "dark"), ("/en/", LAPTOP, "dark"), ("/en/", PHONE, "light")])
def test_the_layout_fits_and_the_main_button_is_in_sight(path: str, size: tuple[int, int], scheme: str, open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page(path, size, scheme)
    page.screenshot(path=tmp_path / "page.png")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.locator("#make").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= size[1]
    assert page.evaluate("document.documentElement.lang") == ("en" if "en" in path else "ko")
    shown = page.locator(".head").inner_text() + page.locator("#form").inner_text()
    assert bool(re.search("[가-힣]", shown.replace("한국어", ""))) == (path == "/")
    assert page.locator(".card:not(:disabled)").count() >= 8


def test_what_was_typed_survives_a_reload(open_page: Callable[..., Page]) -> None:
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


def test_cards_are_chosen_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.locator(".card[data-id=tech-fox]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.getAttribute('aria-pressed') === 'true'", timeout=10_000)
    assert page.locator(".card[aria-pressed=true]").count() == 1
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize(("path", "title", "message"), [("/", "확인해 주세요", "주소나 글을 먼저 넣어 주세요"), ("/en/", "Please check", "Give an address or a text first")])
def test_a_refusal_says_what_to_do(path: str, title: str, message: str, open_page: Callable[..., Page]) -> None:
    page = open_page(path)
    page.locator("#make").click()
    page.wait_for_selector(".toast-message-text")
    assert message in page.locator(".toast-message-text").inner_text()
    assert page.evaluate("getComputedStyle(document.querySelector('.toast-title'), '::after').content") == f'"{title}"'


def test_a_page_that_gives_nothing_is_told_in_the_strip(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.locator("#source textarea").fill("http://192.168.0.1/product")
    page.locator("#make").click()
    page.wait_for_selector(".strip.failed", timeout=60_000)
    assert "공개된 http(s) 주소를 넣어 주세요" in page.locator(".strip .error").inner_text()
    assert page.locator("#retry").is_visible()
