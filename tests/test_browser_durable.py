"""Nothing is lost in the browser: reload, second tab, seven tabs, a phone that slept, a studio that ended and came back."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from tests.browser import LAPTOP, PHONE, plant, remember, settle, turn
from tests.lives import Lives, many_lives

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from shorts.short import Short
    from tests.browser import Visitors


pytestmark = [pytest.mark.browser, pytest.mark.slow]

SOON = 30_000  # ms, for what takes one or two seconds on an idle machine
MADE = 120_000
TYPED = "어제부터 우리 가게는 반찬을 그날 만들어 그날만 팔아요."
EDITED = "이 문장은 연결이 끊긴 동안에 고쳤어요."


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lives]:
    with many_lives(tmp_path_factory.mktemp("lives")) as program:
        yield program


@pytest.fixture
def alive(lives: Lives) -> Lives:
    """The program, in a life: the present one, or one that is begun."""
    if not lives.child:
        lives.begin()
    return lives


@pytest.fixture
def visit(visitors: Visitors, alive: Lives) -> Callable[[], Page]:
    """Opens the page of the present life as a new visitor."""

    def opened() -> Page:
        page = visitors.enter(alive.address, LAPTOP, "light")
        page.goto(alive.address)
        settle(page)
        return page

    return opened


@pytest.fixture
def phone(browser: Browser, alive: Lives) -> Iterator[Page]:
    """The page of the present life in a context of its own: a context keeps what is done to its clock."""
    with browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}) as context:
        page = context.new_page()
        page.goto(alive.address)
        settle(page)
        yield page


def begin(page: Page, *, at: str = "source") -> None:
    """Start a short of 15 seconds in draft quality, then turn to the tab `at`."""
    turn(page, "render")
    page.locator("#quality label").first.click()
    turn(page, "source")
    page.locator("#sample-lamp").click()
    page.wait_for_function("document.querySelector('#source textarea').value.startsWith('examples/')")
    page.get_by_text("15초", exact=True).click()
    page.locator("#make").click()
    if at != "source":
        turn(page, at)


def comes_back(page: Page) -> None:
    """Wait until the page has loaded itself anew and says nothing of what was lost."""
    page.wait_for_function("window.before === undefined && document.querySelector('#nav button[aria-selected=true]')", timeout=SOON)
    page.wait_for_selector(".strip", timeout=SOON)
    assert page.locator(".toast-body").count() == 0
    assert page.locator("#studio-messages .error").count() == 0


def go_on(page: Page) -> None:
    """The job came back paused; press the button."""
    page.wait_for_selector(".strip:is(.paused, .failed, .done)", timeout=SOON)
    assert page.locator(".strip.paused").count() == 1, page.locator("#strip").inner_text()
    page.get_by_role("button", name="이어서 만들기").click()
    page.wait_for_selector(".strip:not(.paused)", timeout=SOON)


def finishes(page: Page) -> None:
    page.wait_for_selector(".strip:is(.done, .failed, .paused)", timeout=MADE)
    assert page.locator(".strip.done").count() == 1, page.locator("#strip").inner_text()
    page.wait_for_selector(".monitor video", timeout=SOON)
    assert page.evaluate("fetch(document.querySelector('.monitor video').src).then((answer) => answer.status)") == 200


def test_killed_in_every_stage_the_page_comes_back_and_the_short_is_made(visit: Callable[[], Page], lives: Lives) -> None:
    lives.kill()
    # In between, something is finished: two crashes without that would set the job aside.
    stages = ("article 1", "script 1", "voice 2", "audio 1", "render 30", "join 1")
    lives.begin(f"9 {stages[0]}")
    page = visit()
    begin(page)
    for stage in (*stages[1:], ""):
        page.evaluate("window.before = true")
        lives.ended()
        page.wait_for_selector(".toast-message-text", timeout=SOON)
        assert page.locator(".toast-message-text").inner_text().startswith("스튜디오와 연결이 끊겼습니다.")
        typed = f"{TYPED} {stage}"
        page.locator("#source textarea").fill(typed)
        lives.begin(f"9 {stage}" if stage else "")
        comes_back(page)
        page.wait_for_function("typed => document.querySelector('#source textarea').value === typed", arg=typed, timeout=SOON)
        go_on(page)
    finishes(page)


def test_a_restart_pauses_the_job_and_keeps_tab_and_words(visit: Callable[[], Page], lives: Lives) -> None:
    page = visit()
    begin(page, at="script")
    area = page.locator(".script .scene textarea").first
    area.wait_for(timeout=SOON)  # the script is there: voice and pictures are being made
    page.evaluate("window.before = true")
    lives.kill(signal.SIGTERM)
    area.fill(EDITED)
    page.wait_for_selector(".toast-message-text", timeout=SOON)
    lives.begin()
    comes_back(page)
    page.wait_for_selector("#tab-script", state="visible", timeout=SOON)
    page.wait_for_function("typed => document.querySelector('.script .scene textarea')?.value === typed", arg=EDITED, timeout=SOON)
    page.wait_for_selector(".script .kept[data-state=saved]", timeout=SOON)
    go_on(page)
    page.locator(".strip [data-act=cancel]").click()
    page.wait_for_selector(".strip.cancelled", timeout=SOON)
    assert area.input_value() == EDITED


def test_a_phone_that_slept_ten_minutes_finds_its_draft(phone: Page, alive: Lives, made_short: Short) -> None:
    """Simulated: its network is off, and its clock jumps by ten minutes as a sleeping browser's does; the studio works on meanwhile."""
    page = phone
    page.clock.install()
    remember(page, plant(made_short, alive.outputs).id)
    page.locator(".monitor [data-act=draft]").click()
    page.wait_for_selector(".strip.running", timeout=SOON)
    page.evaluate("window.before = true")
    page.context.set_offline(True)
    page.wait_for_selector(".toast-message-text", timeout=SOON)
    page.locator("#source textarea").fill(TYPED)
    page.clock.fast_forward("10:00")
    page.context.set_offline(False)
    comes_back(page)
    finishes(page)
    page.wait_for_selector(".monitor [data-view=draft]", timeout=SOON)
    assert page.locator("#source textarea").input_value() == TYPED


def test_a_second_tab_shows_the_same_job_and_may_stop_it(visit: Callable[[], Page], visitors: Visitors) -> None:
    first = visit()
    begin(first)
    first.wait_for_selector(".strip.running", timeout=SOON)
    second = visitors.tab(first)
    second.goto(first.url)
    second.wait_for_selector(".strip.running", timeout=SOON)
    second.locator(".strip [data-act=pause]").click()
    for page in (first, second):
        page.wait_for_selector(".strip.paused", timeout=SOON)
    first.reload()
    first.wait_for_selector(".strip.paused", timeout=SOON)
    first.locator(".strip [data-act=cancel]").click()
    second.wait_for_selector(".strip.cancelled", timeout=SOON)


def test_a_browser_may_open_more_pages_than_it_has_connections(visit: Callable[[], Page], visitors: Visitors, lives: Lives) -> None:
    """Browsers keep six connections to a server: a stream for each page would leave the seventh without any."""
    page = visit()
    asked: list[str] = []
    for _ in range(6):
        page = visitors.tab(page)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(lives.address, timeout=SOON)
    settle(page)
    page.locator("#source textarea").fill("")
    page.locator("#make").click()
    page.wait_for_selector(".toast-message-text", timeout=SOON)
    assert "주소나 글을 먼저 넣어 주세요" in page.locator(".toast-message-text").inner_text()
    assert not [address for address in asked if "/heartbeat/" in address]
