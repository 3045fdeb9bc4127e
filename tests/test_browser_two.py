"""Two people at once: one line for both, each with their own page; what is pressed is answered within a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SOON = 30_000  # ms
MEASURED = """([act, wanted]) => new Promise((done) => {
  const began = performance.now();
  const look = () => {
    const strip = document.querySelector('#strip .strip');
    if (strip && strip.matches(wanted)) done((performance.now() - began) / 1000);
    else if (performance.now() - began > 30_000) done(Infinity);
    else requestAnimationFrame(look);
  };
  document.querySelector(`#strip .strip [data-act=${act}]`).click();
  look();
})"""
"""Seconds from a press until the strip is in a state (a selector)."""


def submit(page: Page, sample: str) -> None:
    page.locator(f"#sample-{sample}").click()
    page.wait_for_function("sample => document.querySelector('#source textarea').value === `examples/${sample}.html`", arg=sample)
    page.locator("#make").click()
    page.wait_for_selector(".strip:is(.queued, .running)", timeout=SOON)


def says(page: Page, words: str) -> None:
    page.wait_for_function("words => document.querySelector('#strip').textContent.includes(words)", arg=words, timeout=SOON)


def pressed(page: Page, act: str, wanted: str) -> float:
    """Seconds until the strip shows it, measured in the page."""
    return float(page.evaluate(MEASURED, [act, wanted]))


def test_two_browsers_share_the_line_and_nothing_else(open_page: Callable[..., Page], visitors: Visitors, tmp_path: Path) -> None:
    first, second = open_page(), open_page()
    mine = tmp_path / "우리가게-비밀메모.txt"
    mine.write_text("우리 가게는 반찬을 그날 만들어 그날만 팔아요. 내일은 나물을 세 가지 더 만들어요. 값은 삼천 원이에요.", encoding="utf-8")
    heard: list[str] = []
    second.on("response", lambda answer: heard.append(answer.text()) if "/gradio_api/run" in answer.url and answer.ok else None)
    first.locator("#file input, input#file, #file + input, input[type=file]").first.set_input_files(mine)
    first.wait_for_function("document.querySelector('#source textarea').value.startsWith('opened/')", timeout=SOON)
    submit(first, "lamp")
    first.wait_for_selector(".strip.running", timeout=SOON)
    submit(second, "news")
    says(second, "앞에 1개")
    says(first, "대기 중인 작업 1개")
    assert first.locator(".strip.running").count() == 1

    # the one that waits steps out and in again, and keeps its place
    assert pressed(second, "pause", ".asked, .paused") < 1.0
    second.wait_for_selector(".strip.paused:not(.asked)", timeout=SOON)
    assert pressed(second, "resume", ".asked, .queued") < 1.0
    second.wait_for_selector(".strip.queued:not(.asked)", timeout=SOON)
    says(second, "앞에 1개")

    # a third, queued last, is made next
    third = visitors.tab(first)
    third.goto(first.url)
    settle(third)
    submit(third, "lamp")
    says(third, "앞에 2개")
    third.locator("#strip details.line summary").click()
    third.wait_for_timeout(2500)  # the job goes on meanwhile, and the strip is drawn anew
    assert third.locator("#strip details.line").evaluate("line => line.open")
    third.locator("#strip details.line [data-act=front]").last.click()
    says(third, "앞에 1개")
    says(second, "앞에 2개")
    third.locator(".strip [data-act=cancel]").click()
    third.wait_for_selector(".strip.cancelled", timeout=SOON)
    says(second, "앞에 1개")
    third.close()

    # cancelling what runs: told at once, done soon, and the next one starts
    began = first.evaluate("performance.now()")
    assert pressed(first, "cancel", ".asked, .cancelled") <= 1.0
    first.wait_for_selector(".strip.cancelled", timeout=SOON)
    assert (first.evaluate("performance.now()") - began) / 1000 <= 5.0
    second.wait_for_selector(".strip.running", timeout=SOON)

    assert second.locator("#source textarea").input_value() == "examples/news.html"
    assert not [text for text in heard if "비밀메모" in text]
    second.locator(".strip [data-act=cancel]").click()
    second.wait_for_selector(".strip.cancelled", timeout=SOON)
