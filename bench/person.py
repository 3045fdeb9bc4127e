"""How long a person's way through the studio takes, in a real browser: python bench/person.py

Fresh start → sample article → one sentence changed → one picture swapped for an uploaded photo → another character → rendered → downloaded.
Presses follow each other without the pauses of a person who reads; what is measured is the studio. Prints a line for each stage and writes
bench/results/person.json. Needs Chromium and playwright.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from shorts.ffmpeg.probe import probe  # noqa: E402
from tests.browser import FLAGS, LAPTOP, PATIENCE, found_browser, serving, turn  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page

SENTENCE = "한 번 충전하면 주말 내내 켜 둘 수 있어요."


class Watch:
    """Seconds from one call to the next, by name."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.monotonic()

    def lap(self, name: str) -> None:
        now = time.monotonic()
        self.laps[name] = round(now - self._last, 1)
        self._last = now
        print(f"{self.laps[name]:6.1f} s  {name}", flush=True)


def photo(path: Path) -> Path:
    """A picture as somebody's phone would take it: 3000x4000."""
    picture = Image.new("RGB", (3000, 4000), "#d8c3a5")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((700, 1200, 2300, 2800), fill="#8d5524", outline="#3d2511", width=60)
    picture.save(path, quality=90)
    return path


def finished(page: Page) -> None:
    page.wait_for_selector(".strip.done, .strip.failed", timeout=PATIENCE)
    if not page.locator(".strip.done").count():
        raise SystemExit(page.locator("#strip").inner_text())
    page.locator(".strip [data-act=dismiss]").click()


def main() -> None:
    watch = Watch()
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), SHORTS_CACHE=str(Path(folder) / "cache")) as server, sync_playwright() as play:
        watch.lap("studio started")
        browser = play.chromium.launch(executable_path=found_browser(), args=FLAGS)
        page = browser.new_context(viewport={"width": LAPTOP[0], "height": LAPTOP[1]}, accept_downloads=True).new_page()
        page.goto(server.address)
        page.locator("#sample-lamp").click()
        page.wait_for_function("document.querySelector('#source textarea').value.startsWith('examples/')")
        watch.lap("page open, sample chosen")
        page.locator("#make").click()
        page.wait_for_selector(".strip:is(.running, .queued)")
        finished(page)
        page.wait_for_selector(".monitor video")
        watch.lap("first short made")
        turn(page, "script")
        page.locator(".script .scene").nth(1).locator("textarea").fill(SENTENCE)
        page.wait_for_selector(".script .kept[data-state=saved]")
        watch.lap("one sentence changed and saved")
        turn(page, "images")
        card = page.locator(".images .scene").nth(2)
        card.locator("input[type=file]").set_input_files(photo(Path(folder) / "가게 사진.jpg"))
        card.locator(".thumb[aria-checked=true]").last.wait_for(timeout=60_000)
        card.locator(".main-frame img:not([hidden])").wait_for(timeout=60_000)
        watch.lap("a picture swapped for an uploaded photo")
        turn(page, "character")
        page.locator(".people .one[data-id=chef-penguin] .face").click()
        page.locator(".people .about .choose").click()
        watch.lap("another character chosen")
        turn(page, "render")
        page.locator(".result [data-act=final]:not(:disabled)").click()
        page.wait_for_selector(".strip:is(.running, .queued)")
        finished(page)
        page.wait_for_selector(".result .files .save")
        watch.lap("rendered again")
        with page.expect_download() as download:
            page.locator(".result .files .save").click()
        saved = Path(folder) / "saved.mp4"
        download.value.save_as(saved)
        media = probe(saved)
        watch.lap("downloaded")
        browser.close()
    total = round(sum(watch.laps.values()), 1)
    print(f"{total:6.1f} s  in all; the short: {media.seconds:.1f} s, {media.width}x{media.height}")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    result = {"laps": watch.laps, "total": total, "short_seconds": round(media.seconds, 1), "cores": os.cpu_count(), "load": load}
    (ROOT / "bench" / "results" / "person.json").write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
