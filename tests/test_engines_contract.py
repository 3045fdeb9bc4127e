"""What every engine of every kind is like, whether it can run here or not: how it lists itself, and that what it declares is true."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from shorts.engines import registry
from shorts.engines.base import HasVariants, PictureBrief, ReadsAhead
from shorts.engines.flux2_klein import KleinImages
from shorts.engines.registry import image_engines, motion_engines, script_writers, voice_engines
from shorts.engines.sdxl import SdxlImages
from shorts.errors import EngineUnavailable, UnknownChoice
from shorts.models.catalog import read_catalogue
from shorts.models.local import LocalModels
from shorts.progress import Work
from shorts.settings import ROOT, Settings
from shorts.workshop import open_workshop
from tests import tiny_models

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KINDS: dict[str, Callable[[Settings, LocalModels], list[Any]]] = {
    "script": script_writers, "voice": voice_engines, "image": image_engines, "motion": motion_engines,
}  # fmt: skip
ELSEWHERE = Settings(models=Path("no-models-here"), hf_cache=Path("no-cache-here"), model_folders=(), ollama="http://127.0.0.1:9")
"""A machine on which nothing was downloaded."""


def listed(settings: Settings = ELSEWHERE) -> list[tuple[str, Any]]:
    models = LocalModels(settings)
    return [(kind, engine) for kind, make in KINDS.items() for engine in make(settings, models)]


ENGINES = [pytest.param(kind, engine, id=f"{kind} {engine.id}") for kind, engine in listed()]
CATALOGUE = read_catalogue(Settings().catalogue)


def test_the_list_of_ids_is_complete() -> None:
    assert {engine.id for _, engine in listed()} == registry.ENGINES


def test_ids_are_unique() -> None:
    names = [(kind, engine.id) for kind, engine in listed()]
    assert len(names) == len(set(names))
    assert {kind for kind, _ in names} == set(KINDS)


@pytest.mark.parametrize(("kind", "engine"), ENGINES)
def test_it_lists_itself_where_nothing_is_installed(kind: str, engine: Any) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9.-]*", engine.id)
    assert engine.version
    able = engine.capabilities
    assert able.licence
    assert able.needs_vram >= 0
    assert able.languages
    assert isinstance(able.commercial_use, bool)


@pytest.mark.parametrize(("kind", "engine"), ENGINES)
def test_it_says_in_both_languages_why_it_can_not_run(kind: str, engine: Any) -> None:
    reason = engine.why_not()
    if engine.capabilities.models:
        assert reason, "its models aren't here"
    if reason is not None:
        korean, english = reason
        assert re.search("[가-힣]", korean)
        assert not re.search("[가-힣]", english)
        assert not korean.endswith(".")
        assert not english.endswith("."), "it stands within a sentence"


@pytest.mark.parametrize(("kind", "engine"), ENGINES)
def test_what_it_declares_of_its_models_is_what_the_catalogue_says(kind: str, engine: Any) -> None:
    able = engine.capabilities
    assert set(able.models) <= set(CATALOGUE)
    if able.models:
        first = CATALOGUE[able.models[0]]
        assert (first.purpose, first.engine) == (kind, engine.id)
        told = able.licence.split(", ")  # several, where models of several licences take part
        assert told[0] == first.licence.id
        assert set(told) <= {CATALOGUE[model].licence.id for model in able.models}
        assert able.commercial_use == all(CATALOGUE[model].licence.commercial_use != "no" for model in able.models)


@pytest.mark.parametrize(("kind", "engine"), ENGINES)
def test_the_workshop_gives_it_or_tells_what_to_do(kind: str, engine: Any) -> None:
    shop = open_workshop(ELSEWHERE)
    choose = {"script": shop.writer, "voice": shop.voice, "image": shop.artist, "motion": shop.mover}[kind]
    if engine.why_not() is None:
        chosen: Any = choose(engine.id)
        assert (chosen.id, chosen.version) == (engine.id, engine.version)
    else:
        with pytest.raises(EngineUnavailable) as refused:
            choose(engine.id)
        assert all(refused.value.remedy(language) for language in ("ko", "en"))


def test_every_model_of_the_list_is_for_an_engine_that_is_known_or_told_of_as_unused() -> None:
    known = {(kind, engine.id) for kind, engine in listed()}
    assert {(entry.purpose, entry.engine) for entry in CATALOGUE.values() if entry.purpose in ("image", "motion")} <= known


# --- drawing ------------------------------------------------------------------------------------------------------------

TINY: dict[str, Callable[[Path], object]] = {
    "sdxl-base": tiny_models.sdxl_base, "sdxl-vae-fp16": tiny_models.sdxl_vae, "ip-adapter-plus-sdxl": tiny_models.ip_adapter,
    "sdxl-lightning-4": lambda folder: tiny_models.lora(folder / "sdxl_lightning_4step_lora.safetensors"), "flux2-klein-4b": tiny_models.flux2_klein,
}  # fmt: skip
ARTISTS: dict[str, Callable[[LocalModels], Any]] = {"sdxl": SdxlImages, "flux2-klein": lambda models: KleinImages(models, native=128)}
"""As small as their tiny models."""


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalModels]:
    folder = tmp_path_factory.mktemp("contract")
    for entry, build in TINY.items():
        tiny_models.install(folder, entry, build)
    found = LocalModels(replace(Settings(), models=folder, cache=folder / "cache", hf_cache=folder / "none"))
    yield found
    found.close()


def test_every_image_engine_is_drawn_with_here() -> None:
    assert {engine.id for kind, engine in listed() if kind == "image"} == set(ARTISTS)


@pytest.mark.parametrize("name", ARTISTS)
def test_it_draws_as_it_declares(name: str, models: LocalModels, tmp_path: Path) -> None:
    engine = ARTISTS[name](models)
    assert engine.why_not() is None
    Image.new("RGB", (64, 64), (220, 120, 30)).save(tmp_path / "reference.png")
    brief = PictureBrief("a fox", "text", 540, 960, 1)
    if isinstance(engine, ReadsAhead):
        engine.read_ahead([brief], Work())
    drawn = {}
    for label, wanted in {"plain": brief, "again": brief, "seed": replace(brief, seed=2), "alike": replace(brief, references=(tmp_path / "reference.png",))}.items():
        out = tmp_path / f"{label}.png"
        still = engine.draw(wanted, out, Work())
        assert (still.path, still.seed, still.eased) == (out, wanted.seed, "")
        drawn[label] = out.read_bytes()
    assert drawn["plain"] == drawn["again"]
    assert drawn["plain"] != drawn["seed"]
    assert (drawn["plain"] != drawn["alike"]) == (engine.capabilities.reference_images > 0)
    assert {path.name for path in tmp_path.iterdir()} == {"reference.png", *(f"{label}.png" for label in drawn)}
    if isinstance(engine, HasVariants):
        assert engine.variants() == ()
        with pytest.raises(UnknownChoice):
            engine.variant("none")


# --- opening the page ---------------------------------------------------------------------------------------------------

HEAVY = ("torch", "diffusers", "transformers", "TTS")
_OPEN = """
import json, sys
stubs = []
sys.addaudithook(lambda event, about: stubs.append(about[0]) if event == "open" and str(about[0]).endswith(".pyi") else None)
from dataclasses import replace
from pathlib import Path
import app
from shorts.settings import Settings
from shorts.studio import Studio
from shorts.ui.build import make_app
from shorts.engines.base import HasVariants
from shorts.api.routes_system import info_of
folder = Path(sys.argv[1])
settings = replace(Settings(), outputs=folder / "outputs", cache=folder / "cache", models=Path(sys.argv[2]), hf_cache=folder / "none")
studio = Studio(settings)
from tests.asgi import ask
made = make_app(studio)
status = ask(made, "/", peer="127.0.0.1", host="127.0.0.1:7860")[0]
info = info_of(studio)
shop = studio.workshop
said = [(engine.id, engine.version, engine.why_not()) for engine in (*shop.artists.values(), *shop.movers.values(), *shop.voices.values())]
print(json.dumps([status, [one[2] for one in said if one[0] == "sdxl"], [name for name in sys.argv[3:] if name in sys.modules], stubs]))
studio.close()
"""


def test_opening_the_page_loads_no_torch_though_models_are_installed_and_writes_no_stubs(models: LocalModels, tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _OPEN, str(tmp_path), str(models.settings.models), *HEAVY],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=120, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout.splitlines()[-1]) == [200, [None], [], []]
