"""The Models tab without a browser: what its script asks, against a stand-in for the hub."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shorts.errors import BadOption, LicenceNotAccepted, UnknownChoice
from shorts.settings import Settings
from shorts.studio import Studio
from shorts.ui.desk import Desk
from shorts.ui.tabs.models import ModelsTab
from shorts.ui.text import TEXTS
from shorts.values import key_of
from tests.hub_stand_in import HubStandIn, Repo
from tests.model_fixtures import row, safetensors, write_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def hub() -> Iterator[HubStandIn]:
    with HubStandIn({"own/base": Repo({"w.safetensors": safetensors()}), "own/m": Repo({"w.safetensors": safetensors(2)})}) as stand_in:
        yield stand_in


@pytest.fixture
def studio(tmp_path: Path, hub: HubStandIn) -> Iterator[Studio]:
    base = row("base", "own/base", ["w.safetensors"], use="no")
    spoken = row("spoken", "own/m", ["w.safetensors"]).replace('"sdxl"', '"kokoro"')
    unknown = row("later", "own/m", ["w.safetensors"]).replace('"sdxl"', '"nothing"')
    write_catalogue(tmp_path / "models", base, row("m", "own/m", ["w.safetensors"], extra='needs = ["base"]'), spoken, unknown)
    places = {name: tmp_path / name for name in ("outputs", "cache", "models")}
    opened = Studio(replace(Settings(), **places, hf_cache=tmp_path / "hf", model_folders=(), free_bytes=0, hub=hub.address, ollama=NOWHERE))
    yield opened
    opened.close()


@pytest.fixture
def tab(studio: Studio) -> ModelsTab:
    return ModelsTab(Desk(studio, "ko", TEXTS["ko"]))


def model(state: dict[str, Any], name: str) -> dict[str, Any]:
    return state["models"][name]


def test_from_the_licence_to_the_removal(tab: ModelsTab, studio: Studio) -> None:
    assert not model(tab.state(), "base")["consent_given"]
    with pytest.raises(LicenceNotAccepted):
        tab.install("m")
    for odd in ("yes", 1):
        with pytest.raises(LicenceNotAccepted):
            tab.install("m", odd)  # only a plain yes is one
    assert model(tab.install("m", True), "m")["download"]["state"] in ("queued", "running")
    assert studio.models.wait(20)
    state = tab._fresh()
    assert (model(state, "m")["state"], model(state, "base")["consent_given"], model(state, "m")["ours"]) == ("installed", True, True)
    tab.check("m")
    studio.models.checks.wait(20)
    assert model(tab.state(), "m")["check"]["state"] == "good"
    gone = tab.remove("m")
    assert gone["freed"] > 0
    assert (model(gone, "m")["state"], model(gone, "m")["check"], model(gone, "m")["download"]) == ("absent", None, None)


def test_a_file_that_changed_is_found_told_and_fetched_again(tab: ModelsTab, studio: Studio) -> None:
    tab.install("base", True)
    assert studio.models.wait(20)
    file = studio.settings.models / "base" / "w.safetensors"
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    tab.check("base")
    studio.models.checks.wait(20)
    found = model(tab._fresh(), "base")
    assert found["check"]["state"] == "bad"
    assert "w.safetensors" in found["check"]["error"]
    tab.install("base")
    assert studio.models.wait(20)
    assert (model(tab._fresh(), "base")["state"], model(tab.state(), "base")["check"]) == ("installed", None)


def test_what_broke_off_says_why_and_goes_on(tab: ModelsTab, studio: Studio, hub: HubStandIn) -> None:
    hub.hold.clear()
    tab.install("base", True)
    assert hub.holding.wait(10)
    tab.cancel("base")
    hub.hold.set()
    assert studio.models.wait(20)
    state = model(tab._fresh(), "base")
    assert (state["state"], state["download"]["state"], state["here"] > 0) == ("partial", "cancelled", True)
    hub.repos["own/base"].gated = True
    tab.install("base")
    assert studio.models.wait(20)
    assert "HF_TOKEN" in model(tab._fresh(), "base")["download"]["error"]


def test_the_page_is_told_when_something_changed_and_only_then(tab: ModelsTab) -> None:
    now = tab.desk.now({})
    first = key_of(tab.mark(now))
    assert key_of(tab.mark(now)) == first
    tab.choose_tier("8")
    changed = tab.state()
    assert key_of(changed) != first
    assert (changed["tier"], changed["proposed"] != "8" or changed["gpu"] is not None) == ("8", True)
    with pytest.raises(UnknownChoice):
        tab.choose_tier("7")
    assert tab.choose_tier(None)["tier"] == changed["proposed"]


def test_only_models_of_engines_that_make_shorts_count_as_used(tab: ModelsTab) -> None:
    assert {entry["id"]: entry["used"] for entry in tab._catalogue()} == {"base": True, "m": True, "spoken": True, "later": False}


def test_a_list_that_cant_be_read_is_told_and_the_page_opens(tab: ModelsTab, studio: Studio) -> None:
    (studio.settings.models / "catalog.toml").write_text("[[model]]\nid = 3\n", encoding="utf-8")
    studio.models.__dict__.pop("catalogue", None)
    assert tab._catalogue() == []
    assert "catalog.toml" in tab._fresh()["problem"]


def test_folders_of_other_programs(tab: ModelsTab, tmp_path: Path) -> None:
    comfy = tmp_path / "ComfyUI" / "models"
    (comfy / "loras").mkdir(parents=True)
    (comfy / "loras" / "mine.safetensors").write_bytes(safetensors(5, names=("lora_te2_x", "b")))
    assert tab.own() == []
    assert tab.add_folder(f'"{comfy}" ')["folders"] == [{"path": str(comfy), "fixed": False}]
    assert [(own["name"], own["kind"], own["family"], own["problem"]) for own in tab.own()] == [("mine", "lora", "sdxl", "")]
    for odd in ("", "models", str(tmp_path / "none"), "\0", "../.."):
        with pytest.raises(BadOption):
            tab.add_folder(odd)
    assert tab.drop_folder(str(comfy))["folders"] == []
    assert (comfy / "loras" / "mine.safetensors").is_file()


def test_without_ollama_the_page_says_what_to_do(tmp_path: Path) -> None:
    places = {name: tmp_path / name for name in ("outputs", "cache", "models")}
    studio = Studio(replace(Settings(), **places, hf_cache=tmp_path / "hf", model_folders=(), ollama=NOWHERE))
    try:
        tab = ModelsTab(Desk(studio, "en", TEXTS["en"]))
        assert len(tab._catalogue()) > 10  # a models folder without a list of its own has the program's
        state = tab.state()
        assert "ollama.com" in state["ollama"]["down"]
        assert state["problem"] == ""
    finally:
        studio.close()
