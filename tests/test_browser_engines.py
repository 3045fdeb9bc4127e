"""What draws the scenes is chosen in a real browser, in a studio with a model installed (a tiny one) and weights of the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shorts.short import open_short
from tests import tiny_models
from tests.browser import PHONE, plant, remember, serving, settle

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from shorts.artifacts import ShortRequest
    from shorts.short import Short
    from tests.browser import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def saved(page: Page, short: Short, **wanted: str) -> None:
    def request() -> ShortRequest:
        return open_short(short.folder).request

    for _ in range(200):
        if all(getattr(request(), name) == value for name, value in wanted.items()):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"not saved: {request()}")


def test_an_installed_model_its_style_and_motion_are_chosen(made_short: Short, visitors: Visitors, tmp_path: Path) -> None:
    models = tmp_path / "models"
    tiny_models.install(models, "sdxl-base", tiny_models.sdxl_base)
    tiny_models.install(models, "sdxl-vae-fp16", tiny_models.sdxl_vae)
    tiny_models.lora(models / "loras" / "Ink & 'fox'.safetensors")
    with serving(tmp_path / "studio", SHORTS_MODELS=str(models)) as server:
        short = plant(made_short, server.outputs)
        page = visitors.enter(server.address, PHONE, "light")
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(server.address)
        settle(page)
        remember(page, short.id, "images")
        page.locator(".images .how summary").click()
        engines = page.locator(".images .engines")
        engines.locator("[data-engine=toon][aria-checked=true]").wait_for()
        assert page.locator(".images .drawing select").count() == 0
        assert engines.locator("[role=radio][data-key=flux2-klein]").is_disabled()

        engines.locator("[data-engine=sdxl]").click()
        saved(page, short, image_engine="sdxl")
        page.locator(".images .drawing select").first.wait_for()
        page.locator("[data-how=image_style]").select_option("clay")
        page.locator("[data-how=motion_engine]").select_option("kenburns")
        saved(page, short, image_style="clay", motion_engine="kenburns")
        engines.locator("[data-engine^='sdxl:']").click()
        saved(page, short, image_engine="sdxl:Ink & 'fox'", image_style="clay")
        engines.locator("[data-engine^='sdxl:'][aria-checked=true]").wait_for()
        page.locator(".images .how").screenshot(path=tmp_path / "engines.png")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        engines.locator("[data-engine=toon]").click()
        saved(page, short, image_engine="toon", motion_engine="toon")
        assert errors == []
