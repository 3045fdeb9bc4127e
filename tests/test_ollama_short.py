"""Ollama beside the rest of the studio: on the card, through make_short, in the queue, on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shorts.artifacts import Progress
from shorts.cli import main
from shorts.errors import EngineUnavailable, UnknownChoice
from shorts.model_manager import ModelManager, Part
from shorts.models.local import LocalModels
from shorts.models.ollama_tenant import OllamaTenant
from shorts.models.tiers import Gpu
from shorts.pipeline import make_short
from shorts.progress import Work
from shorts.settings import Settings
from shorts.short import open_short, start_short
from shorts.workshop import open_workshop
from tests.maker import REQUEST, tone_workshop
from tests.ollama_stand_in import OllamaStandIn
from tests.test_model_manager import GIB, CountingDevice, Module

WANTED = replace(REQUEST, script_engine="ollama", seconds=12.0)


@pytest.fixture
def ollama() -> Iterator[OllamaStandIn]:
    with OllamaStandIn(models={"llama3.1:8b": 4_900_000_000, "qwen3:8b": 5_200_000_000}) as stand_in:
        yield stand_in


@pytest.fixture
def settings(ollama: OllamaStandIn, tmp_path: Path) -> Settings:
    return replace(Settings(), ollama=ollama.address, models=tmp_path / "models", outputs=tmp_path / "outputs")


# --- the card -------------------------------------------------------------------------------------------------------


def test_ollama_leaves_the_card_when_pictures_need_it(settings: Settings, ollama: OllamaStandIn) -> None:
    ollama.vram = {"llama3.1:8b": 6 * GIB, "qwen3:8b": 0}

    class Shared(CountingDevice):
        """What Ollama has, the card hasn't."""

        def free(self) -> int:
            return self._total - sum(ollama.vram.values()) - self.used

    manager = ModelManager(Shared(12 * GIB), tenants=[OllamaTenant(settings)])  # type: ignore[arg-type]
    try:
        manager.add(Part("small", lambda: Module(2 * GIB)))
        manager.add(Part("large", lambda: Module(8 * GIB)))
        with manager.use("small"):
            assert ollama.unloaded == []
        with manager.use("large"):
            assert ollama.unloaded == ["llama3.1:8b"]  # the other one is in main memory and bothers nobody
    finally:
        manager.close()


def test_an_ollama_that_is_off_or_elsewhere_holds_nothing(settings: Settings, ollama: OllamaStandIn) -> None:
    ollama.vram = {"llama3.1:8b": 6 * GIB}
    assert OllamaTenant(settings).held() == 6 * GIB
    for address in ("http://127.0.0.1:9", "http://192.0.2.1:11434"):
        guest = OllamaTenant(replace(settings, ollama=address))
        assert guest.held() == 0
        guest.release()
    assert ollama.unloaded == []


def test_ours_leave_the_card_before_ollama_writes(settings: Settings, ollama: OllamaStandIn) -> None:
    models = LocalModels(settings)
    models.__dict__["gpu"] = Gpu("RTX 3060", 12 * GIB, 12 * GIB)
    (guest,) = models._tenants()
    assert isinstance(guest, OllamaTenant)
    models.__dict__["manager"] = manager = ModelManager(CountingDevice(12 * GIB), tenants=[guest])  # type: ignore[arg-type]
    manager.add(Part("unet", lambda: Module(5 * GIB)))
    with manager.use("unet"):
        models.give_way()
        assert manager.on_card()  # in use
    models.give_way()
    assert not manager.on_card()
    models.close()


# --- a short --------------------------------------------------------------------------------------------------------


def test_a_script_through_the_whole_pipeline_and_nothing_is_asked_twice(settings: Settings, ollama: OllamaStandIn) -> None:
    events: list[Progress] = []
    shop = tone_workshop(settings)
    short = make_short(start_short(WANTED, settings), shop, Work(events.append), goal="script")
    assert short.script is not None
    assert short.script.scenes[-1].narration == "여러분은 어디에 두고 싶으세요?"
    assert any(event.note.startswith("무드등") or "\n" in event.note for event in events if event.stage == "script")
    asked = len(ollama.chats)
    assert asked
    make_short(open_short(short.folder), shop, Work(), goal="script")
    assert len(ollama.chats) == asked
    ollama.digests = {"llama3.1:8b": "e" * 64}  # pulled anew
    make_short(open_short(short.folder), tone_workshop(settings), Work(), goal="script")
    assert len(ollama.chats) > asked


@pytest.mark.usefixtures("quarter_size")
def test_a_short_that_has_its_script_is_made_while_ollama_is_off(settings: Settings, ollama: OllamaStandIn) -> None:
    short = make_short(start_short(WANTED, settings), tone_workshop(settings), Work(), goal="script")
    away = tone_workshop(replace(settings, ollama="http://127.0.0.1:9"))
    made = make_short(open_short(short.folder), away, Work(), goal="draft")
    assert made.draft is not None
    assert made.script == short.script
    assert away.engines_of(WANTED)["script"].version.endswith("365c0bd3c000")
    away.check(replace(WANTED, captions="card"), WANTED)
    with pytest.raises(EngineUnavailable, match=r"ollama\.com"):
        away.check(WANTED)


def test_names_of_writers(settings: Settings) -> None:
    shop = open_workshop(settings)
    assert shop.writer("ollama:qwen3:8b").id == "ollama:qwen3:8b"
    assert list(shop.writers) == ["extract", "ollama"]
    with pytest.raises(EngineUnavailable, match=r"gemma3:4b.*installed: llama3.1:8b, qwen3:8b"):
        shop.writer("ollama:gemma3:4b")
    for wrong in ("gpt", "extract:x", "ollama:", "", "ollama:../../x"):
        with pytest.raises(UnknownChoice):
            shop.writer(wrong)


def test_the_command_line_names_the_writer(
    settings: Settings, ollama: OllamaStandIn, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", ollama.address)
    monkeypatch.setenv("SHORTS_OUTPUTS", str(tmp_path / "outputs"))
    monkeypatch.setenv("SHORTS_MODELS", str(settings.models))
    assert main(["make", REQUEST.source, "--writer", "ollama:gemma3:4b", "--json", "--lang", "en"]) == 4
    assert "gemma3:4b" in json.loads(capsys.readouterr().out)["message"]
    assert main(["make", REQUEST.source, "--writer", "nobody", "--json"]) == 2
    assert not list((tmp_path / "outputs").glob("*/short.json"))
