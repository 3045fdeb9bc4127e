"""The shelf that pages use, Ollama through its own client, and the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from shorts.cli import main
from shorts.errors import LicenceNotAccepted, ModelBusy, OllamaDown, UnknownChoice
from shorts.models.shelf import ModelShelf
from shorts.settings import Settings
from tests.hub_stand_in import HubStandIn, Repo
from tests.model_fixtures import BOTH, row, safetensors, write_catalogue
from tests.ollama_stand_in import OllamaStandIn

OLLAMA_ROW = f"""
[[model]]
id = "talker"
kind = "ollama"
purpose = "script"
engine = "ollama"
name = {BOTH}
about = {BOTH}
tag = "talker:1b"
bytes = 200
vram = {{ q4 = 1.0 }}
licence = {{ id = "L", url = "https://example.com/l", commercial_use = "yes" }}
"""
FILES = {"config.json": b"{}", "w.safetensors": safetensors()}


@pytest.fixture
def ollama() -> Iterator[OllamaStandIn]:
    with OllamaStandIn(models={}) as stand_in:
        yield stand_in


@pytest.fixture
def hub() -> Iterator[HubStandIn]:
    with HubStandIn({"own/base": Repo(dict(FILES)), "own/m": Repo({"w.safetensors": safetensors(2)})}) as stand_in:
        yield stand_in


@pytest.fixture
def settings(tmp_path: Path, hub: HubStandIn, ollama: OllamaStandIn) -> Settings:
    models = tmp_path / "models"
    base = row("base", "own/base", ["config.json", "w.safetensors"], use="no")
    write_catalogue(models, base, row("m", "own/m", ["w.safetensors"], extra='needs = ["base"]'), OLLAMA_ROW)
    return replace(Settings(), models=models, hf_cache=tmp_path / "hf", model_folders=(), free_bytes=0, hub=hub.address, ollama=ollama.address)


@pytest.fixture
def shelf(settings: Settings) -> Iterator[ModelShelf]:
    shelf = ModelShelf(settings)
    yield shelf
    shelf.close()


def states(shelf: ModelShelf) -> dict[str, str]:
    return {card.id: card.state for card in shelf.items("ko")}


def test_a_model_brings_what_it_needs(shelf: ModelShelf) -> None:
    assert states(shelf) == {"base": "absent", "m": "absent", "talker": "absent"}
    with pytest.raises(LicenceNotAccepted) as asked:
        shelf.install("m")
    assert asked.value.details["model"] == "base"
    assert shelf.queue() == []
    shelf.install("m", accept=True)
    assert shelf.wait(20)
    assert states(shelf) == {"base": "installed", "m": "installed", "talker": "absent"}
    download = shelf.progress("m")
    assert download is not None
    assert (download.state, download.done) == ("done", len(safetensors(2)))
    card = next(card for card in shelf.items("en") if card.id == "base")
    assert (card.name, card.commercial_use, card.licence_note, card.consent_given) == ("Name", "no", "Name", True)
    shelf.verify("m")
    assert shelf.where("m").file("w.safetensors").is_file()
    assert shelf.remove("m") > 0
    assert states(shelf)["m"] == "absent"


def test_one_at_a_time_cancelled_and_queued(shelf: ModelShelf, hub: HubStandIn) -> None:
    hub.hold.clear()
    shelf.install("m", accept=True)
    assert hub.holding.wait(10)
    shelf.install("m", accept=True)  # twice is once
    assert [(download.model, download.state) for download in shelf.queue()] == [("base", "running"), ("m", "queued")]
    with pytest.raises(ModelBusy):
        shelf.remove("base")
    shelf.cancel("m")
    shelf.cancel("base")
    hub.hold.set()
    assert shelf.wait(20)
    assert [getattr(shelf.progress(model), "state", None) for model in ("base", "m")] == ["cancelled", "cancelled"]
    assert states(shelf)["base"] == "partial"
    shelf.install("base")
    assert shelf.wait(20)
    assert states(shelf)["base"] == "installed"


def test_what_fails_in_the_background_is_told_in_both_languages(shelf: ModelShelf, hub: HubStandIn) -> None:
    hub.repos["own/base"].gated = True
    shelf.install("base", accept=True)
    assert shelf.wait(20)
    download = shelf.progress("base")
    assert download is not None
    assert download.state == "failed"
    assert download.error is not None
    assert download.error["code"] == "hub-gated"
    assert "HF_TOKEN" in download.error["ko"]


def test_ollama_pulls_lists_and_deletes(shelf: ModelShelf, ollama: OllamaStandIn) -> None:
    shelf.install("talker")
    assert shelf.wait(20)
    download = shelf.progress("talker")
    assert download is not None
    assert (download.state, download.done, download.total) == ("done", 200, 200)
    assert states(shelf)["talker"] == "installed"
    assert shelf.remove("talker") == 200
    assert states(shelf)["talker"] == "absent"
    ollama.fail = "pull model manifest: file does not exist"
    shelf.install("talker")
    assert shelf.wait(20)
    failed = shelf.progress("talker")
    assert failed is not None
    assert failed.error is not None
    assert failed.error["code"] == "ollama-refused"
    assert "file does not exist" in failed.error["ko"]


def test_without_ollama_the_page_says_so_and_still_lists(settings: Settings) -> None:
    shelf = ModelShelf(replace(settings, ollama="http://127.0.0.1:9"))
    card = next(card for card in shelf.items("ko") if card.id == "talker")
    assert card.state == "absent"
    assert "Ollama" in card.problem
    with pytest.raises(OllamaDown):
        shelf.remove("talker")


def test_the_user_may_choose_another_profile(shelf: ModelShelf) -> None:
    proposed = shelf.profile().proposed
    shelf.choose_tier("8")
    assert (shelf.profile().chosen.id, shelf.profile().proposed) == ("8", proposed)
    shelf.choose_tier(None)
    assert shelf.profile().chosen == proposed
    with pytest.raises(UnknownChoice):
        shelf.choose_tier("7")


# --- the command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setattr("shorts.cli.Settings", lambda: settings)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["models", *arguments, "--lang", "en"])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_the_command_from_list_to_remove(run: Any, settings: Settings) -> None:
    code, out, _ = run("list", "--json")
    listed = json.loads(out)
    assert (code, [model["state"] for model in listed["models"]]) == (0, ["absent"] * 3)
    code, _, err = run("install", "m")
    assert code == 4
    assert "https://example.com/l" in err
    code, out, err = run("install", "m", "--accept-licence")
    assert code == 0
    assert "w.safetensors" in err
    code, out, _ = run("where", "m")
    assert (code, Path(out.strip())) == (0, settings.models / "m")
    assert run("verify", "m")[:2] == (0, "All is well.\n")
    assert "● m" in run("list")[1]
    assert run("remove", "m")[0] == 2  # nobody there to ask
    assert run("remove", "m", "--yes")[0] == 0
    code, out, _ = run("where", "m", "--json")
    assert (code, json.loads(out)["error"]) == (4, "model-missing")
    assert run("install", "nothing")[0] == 2
    assert run("install")[0] == 2
    assert run("install", "talker")[0] == 0
