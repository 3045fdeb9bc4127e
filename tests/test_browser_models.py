"""The Models and Settings tabs in a real browser: a model installed from a stand-in hub, and settings that act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import LAPTOP, PHONE, serving, settle, turn
from tests.hub_stand_in import HubStandIn, Repo
from tests.model_fixtures import row, safetensors, write_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def hub() -> Iterator[HubStandIn]:
    with HubStandIn({"own/m": Repo({"w.safetensors": safetensors(2)})}) as stand_in:
        yield stand_in


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, hub: HubStandIn) -> Iterator[Server]:
    """A studio of these tests' own: they change what it prefers."""
    folder = tmp_path_factory.mktemp("studio")
    write_catalogue(folder / "models", row("m", "own/m", ["w.safetensors"], use="no"))
    places = {"SHORTS_MODELS": str(folder / "models"), "SHORTS_CACHE": str(folder / "cache"), "HF_HUB_CACHE": str(folder / "hf")}
    with serving(folder, "--lan", HF_ENDPOINT=hub.address, OLLAMA_HOST="127.0.0.1:9", **places) as running:
        yield running


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize(("path", "size"), [("/", LAPTOP), ("/en/", PHONE)])
def test_a_model_from_its_licence_to_its_removal(path: str, size: tuple[int, int], open_page: Callable[..., Page], hub: HubStandIn, server: Server) -> None:
    (server.outputs.parent / "models" / "licences.json").unlink(missing_ok=True)
    page = open_page(path, size)
    turn(page, "models")
    card = page.locator(".model[data-model=m]")
    card.locator("[data-act=install]").click()
    asked = page.locator(".models dialog[open]")
    assert "https://example.com/l" in asked.inner_text()
    asked.locator(".main").click()
    assert asked.is_visible()  # non-commercial use has not been promised yet
    asked.locator("[value=no]").click()
    page.wait_for_selector(".models dialog", state="hidden")
    hub.hold.clear()
    hub.holding.clear()
    card.locator("[data-act=install]").click()
    asked.locator("[type=checkbox]").check()
    asked.locator(".main").click()
    assert hub.holding.wait(10)
    page.wait_for_function("document.querySelector('.model .bar')?.getAttribute('aria-valuenow') > 0")
    assert fits(page)
    with page.expect_response("**/component_server/**"):  # the rest comes only after the server has been told
        card.locator("[data-act=cancel]").click()
    hub.hold.set()
    card.locator(".chip.partial").wait_for()
    card.locator("[data-act=install]").click()  # goes on, without asking again
    card.locator(".chip.installed").wait_for()
    card.locator("[data-act=verify]").click()
    card.locator(".good").wait_for()
    card.locator("[data-act=remove]").click()
    page.locator(".models dialog[open] .main").click()
    page.wait_for_selector(".model .chip.installed", state="detached")
    page.locator(".tiers [data-tier='8']").click()
    page.locator(".models [data-act=back]").click()
    page.wait_for_selector(".models [data-act=back]", state="detached")


def test_defaults_reach_the_next_short_over_older_choices(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    page.locator("#length").get_by_text("15초", exact=True).click()
    turn(page, "settings")
    page.locator(".settings .picks").get_by_text("45초", exact=True).click()
    page.locator("#set-character").select_option("tech-fox")
    page.wait_for_selector("#studio-messages .note")
    turn(page, "source")
    page.wait_for_function("document.querySelector('#length input:checked').value === '45'")
    page.wait_for_selector(".card[data-id=tech-fox][aria-pressed=true]")
    other = open_page("/en/", PHONE)
    other.wait_for_function("document.querySelector('#length input:checked').value === '45'")


def test_colours_and_language_are_remembered_from_the_first_moment(open_page: Callable[..., Page], server: Server) -> None:
    page = open_page("/", LAPTOP, "light")
    turn(page, "settings")
    page.locator(".settings .picks").get_by_text("어둡게", exact=True).click()
    page.wait_for_selector("body.dark")
    page.wait_for_selector("#studio-messages .note")
    page.add_init_script("document.addEventListener('DOMContentLoaded', () => { window.first = getComputedStyle(document.body).backgroundColor; })")
    page.reload()
    settle(page)
    assert page.evaluate("window.first") == "rgb(25, 23, 21)"
    assert page.locator("body.dark").count() == 1
    page.locator(".head a").click()
    page.wait_for_url(f"{server.address}/en/")
    page.goto(server.address)
    page.wait_for_url(f"{server.address}/en/")
    settle(page)
    turn(page, "settings")
    page.locator(".settings .picks").get_by_text("As the system", exact=True).click()
    page.wait_for_selector("body:not(.dark)")
    page.locator(".settings .picks").get_by_text("한국어", exact=True).click()
    page.wait_for_url(f"{server.address}/")


@pytest.mark.parametrize(("path", "size", "scheme"), [("/", LAPTOP, "light"), ("/en/", PHONE, "dark")])
def test_disk_devices_tokens_and_health(path: str, size: tuple[int, int], scheme: str, open_page: Callable[..., Page], server: Server, tmp_path: Path) -> None:
    preview = server.outputs.parent / "cache" / "previews" / "a.png"
    preview.parent.mkdir(parents=True, exist_ok=True)
    preview.write_bytes(b"x" * 5000)
    page = open_page(path, size, scheme)
    turn(page, "settings")
    page.wait_for_selector(".settings .sizes")
    page.locator(".settings [data-act=clean]").click()
    page.locator(".settings dialog [name=previews]").set_checked(True)
    page.locator(".settings dialog .main").click()
    page.wait_for_selector("#studio-messages .note")
    assert not preview.exists()
    page.locator("#set-token").fill("업로드")
    page.locator(".settings .make button").click()
    page.wait_for_selector(".settings .fresh input")
    assert len(page.locator(".settings .fresh input").input_value()) > 30
    page.locator(".settings [data-act=revoke]").click()
    page.wait_for_selector(".settings [data-act=revoke]", state="detached")
    if page.locator(".settings .copy").count():  # this machine is on a network
        assert page.locator(".settings .qr svg").count() == 1
    page.locator(".settings [data-act=examine]").click()
    page.wait_for_selector(".settings .findings .works")
    assert page.locator(".settings .findings .fails").count() == 0
    assert fits(page)
    page.screenshot(path=tmp_path / "settings.png", full_page=True)
