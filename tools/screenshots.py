"""Pictures of the studio for the documentation: python tools/screenshots.py [OUT]

Makes the sample short with the real studio, then takes every tab at 1280x800 and 390x844. Needs Chromium and playwright.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import FLAGS, LAPTOP, PATIENCE, PHONE, found_browser, serving, settle, turn  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page

TABS = ("source", "script", "character", "images", "voice", "video", "render", "gallery", "models", "settings")
_QUALITY = 82


def make_sample(page: Page, presenter: str) -> None:
    """One press from the sample to a finished short."""
    page.locator("#sample-lamp").click()
    page.wait_for_function("document.querySelector('#source textarea').value.startsWith('examples/')")
    page.locator(f"#presenter .card[data-id={presenter}]").click()
    page.wait_for_timeout(600)
    page.locator("#make").click()
    page.wait_for_selector(".strip.done", timeout=PATIENCE)
    page.locator(".strip [data-act=dismiss]").click()
    page.wait_for_selector(".monitor video")


def keep(page: Page, path: Path) -> None:
    """What the window shows, as a small WebP."""
    page.wait_for_timeout(3500)  # pictures of scenes are drawn one after another
    page.evaluate("document.activeElement.blur()")
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").save(path, quality=_QUALITY, method=6)
    print(path.name, path.stat().st_size)


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found_browser(), args=FLAGS)
        began = time.monotonic()
        for path, size, mark in (("/", LAPTOP, ""), ("/", PHONE, "-phone"), ("/en/", LAPTOP, "-en")):
            context = browser.new_context(viewport={"width": size[0], "height": size[1]}, device_scale_factor=1 if size == LAPTOP else 2)
            page = context.new_page()
            page.goto(server.address + path)
            settle(page)
            if not mark:
                make_sample(page, "tech-fox")
                print(f"made in {time.monotonic() - began:.0f} s")
            else:
                newest = max((server.outputs).glob("*/short.mp4"), key=lambda file: file.stat().st_mtime).parent.name
                page.evaluate("short => window.studio.open(short, 'source')", newest)
                page.wait_for_selector(".monitor video")
            for tab in TABS if mark != "-en" else ("script", "render"):
                turn(page, tab)
                keep(page, out / f"studio-{tab}{mark}.webp")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
