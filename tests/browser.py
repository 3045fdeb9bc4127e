"""A real studio in a process of its own and a real headless browser, for tests of the page. Fixtures are in conftest.py."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shorts.progress import Work
from shorts.short import new_short, open_short, save_short
from tests import maker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page

    from shorts.short import Short

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-default-apps", "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip
LAPTOP, PHONE = (1280, 800), (390, 844)
PATIENCE = 300_000  # ms; a short takes 20 s on two idle cores


@dataclass(frozen=True)
class Server:
    """A studio as its command starts it."""

    address: str
    outputs: Path
    process: subprocess.Popen[bytes]

    @property
    def port(self) -> int:
        return int(self.address.rsplit(":", 1)[1])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, *arguments: str, port: int = 0, **environment: str) -> Iterator[Server]:
    """A studio that writes into `folder`/outputs, until the block ends; at a free port if none is given."""
    port = port or free_port()
    folder.mkdir(parents=True, exist_ok=True)
    outputs = folder / "outputs"
    with (folder / "log.txt").open("ab") as log:
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py"), "serve", "--no-browser", "--port", str(port), *arguments],
            env={**os.environ, "SHORTS_OUTPUTS": str(outputs), "SHORTS_LANGUAGE": "ko", **environment}, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            wait_for(f"http://127.0.0.1:{port}/", folder / "log.txt", lambda: server.poll() is None)
            yield Server(f"http://127.0.0.1:{port}", outputs, server)
        finally:
            server.terminate()
            server.wait(30)


def wait_for(address: str, log: Path, lives: Callable[[], bool] = lambda: True) -> None:
    """Until the page is answered; a minute at most."""
    for _ in range(600):
        assert lives(), log.read_text(encoding="utf-8", errors="replace")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(log.read_text(encoding="utf-8", errors="replace"))


class Visitors:
    """New visitors of a studio: pages of contexts that are used again, emptied of what the last one left there.

    A context keeps the studio's scripts, compiled, as long as a page of its site is open: an empty one, which opens the others.
    Opening a page of one costs less than half of what it does in a new one.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._doors: list[Page] = []
        self._here = 0

    def enter(self, address: str, size: tuple[int, int], scheme: str) -> Page:
        """An empty page, of a visitor who has nothing in common with those that are here."""
        if self._here == len(self._doors):
            self._doors.append(self._door())
        page = self.tab(self._doors[self._here])
        self._here += 1
        page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": "cookies,local_storage"})
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        return page

    def tab(self, page: Page) -> Page:
        """One more empty page of the visitor that `page` is of."""
        door = page.context.pages[0]
        with door.context.expect_page() as opened:
            door.evaluate("open('about:blank')")
        return opened.value

    def leave(self) -> None:
        """All who are here."""
        for door in self._doors[: self._here]:
            door.context.set_offline(False)
            for page in door.context.pages:
                if page != door:
                    page.close()
        self._here = 0

    def _door(self) -> Page:
        """The empty page of a new context, at this machine's address: a site is one at all ports."""
        door = self._browser.new_context().new_page()
        door.route("**/*", lambda route: route.fulfill(content_type="text/html", body=""))
        door.goto("http://127.0.0.1/")
        return door


def found_browser() -> str:
    """Its path; skips the test where none is installed."""
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found is None:
        pytest.skip(f"no browser is installed (looked for {', '.join(BROWSERS)})")
    return found


def told(message: ConsoleMessage) -> str:
    return f"{message.text} ({message.location.get('url', '')})"


def settle(page: Page) -> None:
    """Laid out, restored, and the first word from the store shown."""
    from playwright.sync_api import TimeoutError as PlaywrightTimeout

    page.wait_for_selector("#nav button[aria-selected=true]")
    page.wait_for_selector(".monitor .screen > *", state="attached")
    with suppress(PlaywrightTimeout):  # a page with a running job goes on asking
        page.wait_for_load_state("networkidle", timeout=1200)


def turn(page: Page, tab: str) -> None:
    """Press a step and wait until its tab is there."""
    page.locator(f"#nav button[data-tab={tab}]").click()
    page.wait_for_selector(f"#tab-{tab}", state="visible")


def remember(page: Page, short: str, tab: str = "source") -> None:
    """Open `short` in this browser, at `tab`: as the gallery does, by the page's own session."""
    page.evaluate("([short, tab]) => window.studio.open(short, tab)", [short, tab])
    page.wait_for_selector(f"#tab-{tab}", state="visible")
    page.wait_for_function("short => document.querySelector('.monitor').dataset.short === short", arg=short)


def finished_short(folder: Path) -> Short:
    """A short that is really made (draft quality, a tone for a voice): eight seconds of the example. Takes some ten seconds."""
    with maker.small_frames():
        return maker.make(folder, Work())


def plant(made: Short, outputs: Path) -> Short:
    """A copy of `made` in a studio's outputs, under a new id, as if the embedded voice had spoken it."""
    request = replace(made.request, voice="kokoro")
    short = new_short(request, replace(maker.Settings(), outputs=outputs))
    shutil.copytree(made.folder, short.folder, ignore=shutil.ignore_patterns(".lock"))
    copied = replace(open_short(short.folder), id=short.id, request=request, created=short.created)
    save_short(replace(copied, made=copied.state))
    return open_short(short.folder)
