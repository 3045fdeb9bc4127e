"""What several test files share."""

from __future__ import annotations

import gc
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shorts.engines.torch_voices import spare_torchaudio
from shorts.settings import Settings
from shorts.ui.gradio_import import import_gradio
from tests.browser import FLAGS, LAPTOP, Server, Visitors, finished_short, found_browser, plant, serving, settle, told
from tests.pages import Pages, serve_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from shorts.short import Short


spare_torchaudio()  # some tests build checkpoints with diffusers, which imports it where it is installed


TURNS = ("browser 1", "browser 2")
_WITH_A_BROWSER = re.compile(r"test_(?:browser\w*|ui_writer|sharing|api_docs)\.py$")
_FIRST_TURN = re.compile(r"test_browser_(?:durable|models|script|render|gallery|two)\.py$")


def turn_of(nodeid: str) -> str:
    """What runs in one process: a file, or one of the two halves of those that open a browser."""
    file = nodeid.partition("::")[0]
    return TURNS[not _FIRST_TURN.search(file)] if _WITH_A_BROWSER.search(file) else file


def pytest_collect_file(file_path: Path) -> None:
    """Tests of the page import Gradio: a second less for each process in the way the studio does it."""
    if file_path.name.startswith("test_ui"):
        import_gradio()


def pytest_sessionstart() -> None:
    """Collecting makes millions of objects, all of which stay: the collector of garbage would look at them again and again, a quarter of the time."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's two turns first, then files with slow tests: the short ones at the end let all processes end together."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (TURNS.index(turn) if (turn := turn_of(item.nodeid)) in TURNS else len(TURNS), item.path not in slow))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Whole files to each process, but those with a browser in two turns: a third browser would make the others late."""
    from xdist.scheduler import LoadScopeScheduling

    class Turns(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return turn_of(nodeid)

    return Turns(config, log)


@pytest.fixture(scope="session")
def pages() -> Iterator[str]:
    """Address of a local server with good and bad pages (tests/pages.py) and the examples."""
    server, address = serve_pages()
    yield address
    server.shutdown()
    server.server_close()


@pytest.fixture
def hits() -> list[str]:
    """Paths requested of `pages` during this test."""
    Pages.hits.clear()
    return Pages.hits


@pytest.fixture
def local(tmp_path: Path) -> Settings:
    """Settings that may open loopback pages and write into the test's folder."""
    return replace(Settings(), outputs=tmp_path / "outputs", allow_local_pages=True, page_seconds=4.0)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The studio as its command starts it; one for all browser tests."""
    with serving(tmp_path_factory.mktemp("studio")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=found_browser(), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def house(browser: Browser) -> Visitors:
    return Visitors(browser)


@pytest.fixture
def visitors(house: Visitors) -> Iterator[Visitors]:
    """They leave when the test ends."""
    yield house
    house.leave()


@pytest.fixture
def open_page(server: Server, visitors: Visitors) -> Iterator[Callable[..., Page]]:
    """Opens the studio as a new visitor, `script` before the page's own; whatever the page does, it asks no other host and logs no error."""
    outside: list[str] = []
    errors: list[str] = []

    def open_it(path: str = "/", size: tuple[int, int] = LAPTOP, scheme: str = "light", script: str = "") -> Page:
        page = visitors.enter(server.address, size, scheme)
        page.add_init_script(script)
        page.on("request", lambda request: None if request.url.startswith((server.address, "data:", "blob:")) else outside.append(request.url))
        page.on("console", lambda message: errors.append(told(message)) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(server.address + path)
        settle(page)
        return page

    yield open_it
    visitors.leave()
    assert outside == []
    assert errors == []


@pytest.fixture(scope="session")
def made_short(tmp_path_factory: pytest.TempPathFactory) -> Short:
    """A finished short, made once; see `planted`."""
    return finished_short(tmp_path_factory.mktemp("made"))


@pytest.fixture
def planted(made_short: Short, server: Server) -> Short:
    """A finished short of this test's own, in the studio's outputs."""
    return plant(made_short, server.outputs)


@pytest.fixture
def quarter_size() -> Iterator[None]:
    """The test's shorts are a quarter as wide and high."""
    from tests.maker import small_frames

    with small_frames():
        yield


@pytest.fixture(scope="session")
def drafted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a short of eight seconds, by the tone, with its script, voices, sound and draft."""
    from shorts.pipeline import make_short
    from shorts.progress import Work
    from shorts.short import start_short
    from tests.maker import REQUEST, tone_workshop

    settings = replace(Settings(), outputs=tmp_path_factory.mktemp("drafted"))
    return make_short(start_short(replace(REQUEST, seconds=8), settings), tone_workshop(settings), Work(), "draft").folder


@pytest.fixture
def drafted(drafted_once: Path, tmp_path: Path) -> Short:
    """A copy of it, in the test's folder."""
    from shorts.short import open_short

    return open_short(Path(shutil.copytree(drafted_once, tmp_path / "outputs" / drafted_once.name)))
