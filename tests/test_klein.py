"""FLUX.2 klein end to end on a tiny checkpoint in the real layout: the real pipeline, on the CPU."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from shorts.engines.base import PictureBrief
from shorts.engines.flux2_klein import KleinImages
from shorts.errors import Cancelled, OutOfMemory
from shorts.files import write_json
from shorts.model_manager import ModelManager
from shorts.models.local import LocalModels
from shorts.progress import Work
from shorts.settings import Settings
from tests import tiny_models
from tests.stopping import StopAt
from tests.test_sdxl import ShortDevice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.artifacts import Progress

BRIEF = PictureBrief("a fox in a suit, holding a lamp, film still", "blurry, text", 540, 960, 7)


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    models = tmp_path_factory.mktemp("klein")
    tiny_models.install(models, "flux2-klein-4b", tiny_models.flux2_klein)
    return models


@pytest.fixture
def models(weights: Path, tmp_path: Path) -> Iterator[LocalModels]:
    (weights / "profile.json").unlink(missing_ok=True)
    found = LocalModels(replace(Settings(), models=weights, cache=tmp_path / "cache", hf_cache=tmp_path / "none"))
    yield found
    found.close()


@pytest.fixture
def engine(models: LocalModels) -> KleinImages:
    return KleinImages(models, native=128)


def pictures(folder: Path) -> tuple[Path, ...]:
    paths = tuple(folder / f"{name}.png" for name in ("close", "half", "turned"))
    for path, colour in zip(paths, ((220, 120, 30), (30, 60, 220), (30, 220, 60)), strict=True):
        Image.new("RGB", (64, 64), colour).save(path)
    return paths


def test_a_seed_is_a_picture_to_the_bit_and_references_change_it(engine: KleinImages, tmp_path: Path) -> None:
    close, half, _ = pictures(tmp_path)
    briefs = {
        "first": BRIEF, "again": BRIEF, "seed": replace(BRIEF, seed=8), "prompt": replace(BRIEF, prompt="a bear"),
        "fox": replace(BRIEF, references=(close,)), "bear": replace(BRIEF, references=(half,)), "two": replace(BRIEF, references=(close, half)),
    }  # fmt: skip
    files = {}
    for name, brief in briefs.items():
        engine.draw(brief, tmp_path / f"{name}.png", Work())
        files[name] = (tmp_path / f"{name}.png").read_bytes()
    assert files.pop("again") == files["first"]
    assert files.pop("two") == files["fox"]  # it looks at one here
    assert len(set(files.values())) == len(files)
    with Image.open(tmp_path / "first.png") as image:
        assert image.size[0] < image.size[1]


def test_large_cards_look_at_more_references(engine: KleinImages, models: LocalModels, tmp_path: Path) -> None:
    write_json(models.settings.models / "profile.json", {"tier": "24"})
    assert engine.capabilities.reference_images == 3
    references = pictures(tmp_path)
    engine.draw(replace(BRIEF, references=references), tmp_path / "three.png", Work())
    engine.draw(replace(BRIEF, references=references[:1]), tmp_path / "one.png", Work())
    assert (tmp_path / "three.png").read_bytes() != (tmp_path / "one.png").read_bytes()


def test_four_steps_and_cancelled_within_one(engine: KleinImages, tmp_path: Path) -> None:
    events: list[Progress] = []
    engine.draw(BRIEF, tmp_path / "out.png", Work(events.append))
    assert [event.done for event in events] == [0, 1, 2, 3, 4, 5]
    stop = StopAt(2)
    with pytest.raises(Cancelled):
        engine.draw(BRIEF, tmp_path / "cancelled.png", stop.work)
    assert stop.told == [0, 1, 2]
    assert not (tmp_path / "cancelled.png").exists()


@pytest.mark.parametrize("fault", [f"{how} {kind}" for how in ("put", "run") for kind in ("Qwen3ForCausalLM", "Flux2Transformer2DModel", "AutoencoderKLFlux2")])
def test_out_of_memory_is_tried_once_more_one_tier_lower(engine: KleinImages, models: LocalModels, tmp_path: Path, fault: str) -> None:
    models.__dict__["manager"] = ModelManager(ShortDevice(fault), reserve=0)
    events: list[Progress] = []
    still = engine.draw(BRIEF, tmp_path / "out.png", Work(events.append))
    assert "fp8" in still.eased
    assert "eased" in {event.note for event in events}


def test_out_of_memory_twice_is_an_error_and_the_next_job_works(engine: KleinImages, models: LocalModels, tmp_path: Path) -> None:
    models.__dict__["manager"] = ModelManager(ShortDevice("run Flux2Transformer2DModel", times=2), reserve=0)
    with pytest.raises(OutOfMemory):
        engine.draw(BRIEF, tmp_path / "out.png", Work())
    assert not models.manager.on_card()
    engine.draw(BRIEF, tmp_path / "out.png", Work())
