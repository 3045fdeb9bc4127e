"""The Script tab in a real browser: every edit arrives at once, and nothing that was typed is lost."""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from shorts.short import open_short
from tests.browser import LAPTOP, PHONE, plant, remember, serving, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page, Route

    from shorts.short import Short
    from tests.browser import Server, Visitors

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ASKED = "**/component_server/**"
"""Where the widgets' own calls of the server go."""


def narrations(short: Short) -> list[str]:
    """What short.json says now."""
    script = open_short(short.folder).script
    assert script is not None
    return [scene.narration for scene in script.scenes]


def becomes(page: Page, ask: Callable[[], Any], wanted: object, seconds: float = 6.0) -> None:
    """Wait until `ask` answers so. The page waits, for what it asks and a route of the test holds is let go only while it does."""
    end = time.monotonic() + seconds
    while (found := ask()) != wanted:
        assert time.monotonic() < end, found
        page.wait_for_timeout(50)


@contextmanager
def slow(page: Page) -> Iterator[None]:
    """Nothing that the page asks arrives before the block ends."""
    held: list[Route] = []
    over = False
    page.route(ASKED, lambda route: route.continue_() if over else held.append(route))
    yield
    becomes(page, lambda: bool(held), True)
    over = True
    for route in held:
        route.continue_()
    page.unroute(ASKED)


def shown(page: Page) -> list[str]:
    return list(page.locator(".script .scene textarea").evaluate_all("areas => areas.map(area => area.value)"))


def card(page: Page, place: int) -> Any:
    return page.locator(".script .scene").nth(place)


def idle(page: Page) -> None:
    """Every answer is there: what is pressed before is dropped, though another view of the store may show its outcome already."""
    page.wait_for_selector(".script .kept[data-state=saved]")


def press(page: Page, place: int, act: str) -> None:
    idle(page)
    card(page, place).locator(f"[data-act={act}]").click()


def opened(page: Page, short: Short) -> None:
    remember(page, short.id, "script")
    page.wait_for_selector(".script .scene")


@pytest.mark.parametrize(("path", "size"), [("/", LAPTOP), ("/en/", PHONE)])
def test_scenes_are_edited_and_every_edit_can_be_undone(path: str, size: tuple[int, int], open_page: Callable[..., Page], planted: Short, tmp_path: Path) -> None:
    page = open_page(path, size)
    opened(page, planted)
    rest = narrations(planted)[1:]
    mine = "밤길이 밝아져요. 스위치를 찾지 않아도 돼요."
    card(page, 0).locator("textarea").fill(mine)
    page.wait_for_selector(".script .kept[data-state=saved]")
    becomes(page, lambda: narrations(planted), [mine, *rest])
    page.wait_for_selector(".monitor .screen img")  # the scene that is being worked at
    halves = ["밤길이 밝아져요.", "스위치를 찾지 않아도 돼요."]
    card(page, 0).locator("textarea").evaluate("(area) => { area.focus(); area.setSelectionRange(10, 10); }")
    press(page, 0, "split")
    becomes(page, lambda: narrations(planted), [*halves, *rest])
    becomes(page, lambda: shown(page), [*halves, *rest])
    press(page, 0, "merge")
    becomes(page, lambda: narrations(planted), [mine, *rest])
    becomes(page, lambda: shown(page), [mine, *rest])
    card(page, 0).locator("textarea").focus()
    idle(page)
    page.keyboard.press("Alt+ArrowDown")
    becomes(page, lambda: narrations(planted), [rest[0], mine, *rest[1:]])
    becomes(page, lambda: card(page, 1).locator("textarea").evaluate("area => area === document.activeElement"), True)
    press(page, 2, "remove")
    becomes(page, lambda: narrations(planted), [rest[0], mine, *rest[2:]])
    becomes(page, lambda: shown(page), [rest[0], mine, *rest[2:]])
    idle(page)
    page.keyboard.press("Control+z")
    becomes(page, lambda: narrations(planted), [rest[0], mine, *rest[1:]])
    page.locator(".monitor [data-act=undo]").click()
    becomes(page, lambda: narrations(planted), [mine, *rest])
    becomes(page, lambda: shown(page), [mine, *rest])
    press(page, 0, "down")  # with the button, as with the keys
    becomes(page, lambda: narrations(planted), [rest[0], mine, *rest[1:]])
    page.screenshot(path=tmp_path / "script.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("#studio-messages .error").all_inner_texts() == []
    tools = " ".join(page.locator(".script :is(.tools, .top, .titles label, summary > span)").all_inner_texts())
    assert bool(re.search("[가-힣]", tools)) == (path == "/")


def test_choices_chips_and_a_scene_of_ones_own(open_page: Callable[..., Page], planted: Short) -> None:
    page = open_page()
    opened(page, planted)
    before = narrations(planted)
    card(page, 1).locator("details.more summary").click()
    card(page, 1).locator("select[data-field=gesture]").select_option("cheer")
    card(page, 1).locator("select[data-field=visual]").select_option("full_photo")
    layouts = card(page, 1).locator("select[data-field=layout]")
    assert layouts.locator("option[value=left]").is_disabled()  # until the server knows of the photo
    page.wait_for_function("select => !select.querySelector('[value=left]').disabled", arg=layouts.element_handle())
    layouts.select_option("left")
    chip = card(page, 1).locator(".caption .chips button[aria-pressed=false]").first
    word = chip.inner_text()
    chip.click()

    def kept() -> list[object]:
        scene = open_short(planted.folder).script.scenes[1]  # type: ignore[union-attr]
        return [scene.gesture, scene.visual, bool(scene.photo), scene.layout, word in scene.caption]

    becomes(page, kept, ["cheer", "full_photo", True, "left", True])
    assert card(page, 1).locator(".thumb").is_visible()
    page.wait_for_function("document.querySelector('.script .total').dataset.seconds", timeout=30_000)
    was = float(page.locator(".script .total").get_attribute("data-seconds") or 0)
    press(page, 0, "add")
    page.keyboard.type("셋까지 세면 불이 켜져요.")
    becomes(page, lambda: narrations(planted), [before[0], "셋까지 세면 불이 켜져요.", *before[1:]])
    page.wait_for_function("was => Number(document.querySelector('.script .total').dataset.seconds) > was + 1", arg=was)
    page.keyboard.type(" 정말이에요.")
    becomes(page, lambda: narrations(planted)[1], "셋까지 세면 불이 켜져요. 정말이에요.")
    press(page, 1, "shorter")
    becomes(page, lambda: len(narrations(planted)[1]) < len("셋까지 세면 불이 켜져요. 정말이에요."), True)
    hook = narrations(planted)[0]
    press(page, 0, "rewrite")
    becomes(page, lambda: narrations(planted)[0] != hook, True)


def test_another_window_sees_the_edit_and_words_never_overwrite_each_other(open_page: Callable[..., Page], planted: Short) -> None:
    page, other = open_page(), open_page("/en/")
    opened(page, planted)
    opened(other, planted)
    card(page, 1).locator("textarea").fill("다른 창에서도 바로 보여요.")
    becomes(page, lambda: shown(other)[1], "다른 창에서도 바로 보여요.", 3.5)
    with slow(other):  # one writes on …
        card(other, 1).locator("textarea").fill("내가 쓰던 문장이에요.")
        card(page, 1).locator("textarea").fill("먼저 저장한 문장이에요.")
        becomes(page, lambda: narrations(planted)[1], "먼저 저장한 문장이에요.")
    card(page, 2).locator("textarea").focus()
    other.locator(".script .clash [data-act=mine]").click()  # … and is asked
    becomes(page, lambda: narrations(planted)[1], "내가 쓰던 문장이에요.")
    becomes(page, lambda: shown(page)[1], "내가 쓰던 문장이에요.")
    whole = narrations(planted)
    other.wait_for_selector(".monitor .screen img")  # one looks at the scene that the other takes away
    press(page, 1, "remove")
    becomes(page, lambda: shown(other), [whole[0], *whole[2:]], 3.5)
    other.wait_for_selector(".monitor .screen img")
    idle(page)
    with slow(page):
        card(page, 1).locator("[data-act=remove]").click()
        for keys in ("Control+z", "Control+z", "Control+Shift+z"):  # no answer is there yet, and each counts
            page.keyboard.press(keys)
    page.wait_for_function("document.querySelector('#studio-messages')?.textContent.includes('다시 했습니다.')")
    assert narrations(planted) == [whole[0], *whole[2:]]
    for one in (page, other):
        assert one.locator("#studio-messages .error").all_inner_texts() == []


def test_typed_text_outlives_a_lost_network_and_a_reload(visitors: Visitors, server: Server, planted: Short) -> None:
    page = visitors.enter(server.address, LAPTOP, "light")
    page.goto(server.address)
    settle(page)
    opened(page, planted)
    page.context.set_offline(True)
    card(page, 0).locator("textarea").fill("연결이 끊겨도 남아요.")
    page.wait_for_selector(".script .kept[data-state=waiting]")
    page.wait_for_timeout(2000)
    assert narrations(planted)[0] != "연결이 끊겨도 남아요."
    page.context.set_offline(False)
    becomes(page, lambda: narrations(planted)[0], "연결이 끊겨도 남아요.", 15)
    settle(page)  # the page may have loaded itself anew
    page.wait_for_selector(".script .scene")
    page.route(ASKED, lambda route: route.abort())
    card(page, 1).locator("textarea").fill("새로 고쳐도 남아요.")
    page.unroute(ASKED)
    page.reload()
    page.wait_for_selector(".script .scene")
    becomes(page, lambda: narrations(planted)[1], "새로 고쳐도 남아요.", 10)
    becomes(page, lambda: page.evaluate("short => localStorage.getItem(`studio-script:${short}`)", planted.id), None)
    assert shown(page)[1] == "새로 고쳐도 남아요."


def test_typed_text_outlives_a_restart_of_the_server(visitors: Visitors, made_short: Short, tmp_path: Path) -> None:
    with serving(tmp_path) as running:
        page = visitors.enter(running.address, LAPTOP, "light")
        short = plant(made_short, running.outputs)
        page.goto(running.address)
        settle(page)
        opened(page, short)
    card(page, 0).locator("textarea").fill("꺼졌다 켜져도 남아요.")
    page.wait_for_selector(".script .kept[data-state=waiting]")
    with serving(tmp_path, port=running.port):
        becomes(page, lambda: narrations(short)[0], "꺼졌다 켜져도 남아요.", 30)
