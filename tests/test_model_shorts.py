"""A whole short, from the page to the finished file, drawn by engines with models: tiny ones in the real layout, on the CPU."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shorts.engines.flux2_klein import KleinImages
from shorts.ffmpeg.probe import probe
from shorts.model_manager import ModelManager
from shorts.pipeline import make_short
from shorts.progress import Work
from shorts.report import remarks
from shorts.settings import Settings
from shorts.short import start_short
from tests import tiny_models
from tests.maker import REQUEST, tone_workshop
from tests.test_sdxl import ShortDevice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.artifacts import Progress
    from shorts.short import Short
    from shorts.workshop import Workshop


pytestmark = pytest.mark.usefixtures("quarter_size")


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    models = tmp_path_factory.mktemp("weights")
    tiny_models.install(models, "sdxl-base", tiny_models.sdxl_base)
    tiny_models.install(models, "sdxl-vae-fp16", tiny_models.sdxl_vae)
    tiny_models.install(models, "sdxl-lightning-4", lambda folder: tiny_models.lora(folder / "sdxl_lightning_4step_lora.safetensors"))
    tiny_models.install(models, "ip-adapter-plus-sdxl", tiny_models.ip_adapter)
    tiny_models.install(models, "flux2-klein-4b", tiny_models.flux2_klein)
    return models


@pytest.fixture
def shop(weights: Path, tmp_path: Path) -> Iterator[Workshop]:
    made = tone_workshop(replace(Settings(), models=weights, outputs=tmp_path / "outputs", cache=tmp_path / "cache", hf_cache=tmp_path / "none"))
    made.artists["flux2-klein"] = KleinImages(made.models, native=128)
    yield made
    made.models.close()


def stills(short: Short) -> dict[str, bytes]:
    """By the scene's key: its picture, to the bit."""
    return {path.name: path.read_bytes() for path in sorted((short.folder / "artifacts").glob("still-*.png"))}


@pytest.mark.parametrize("engine", ["sdxl", "flux2-klein"])
def test_a_short_is_drawn_moved_and_finished_and_the_seed_tells_its_pictures(engine: str, shop: Workshop) -> None:
    request = replace(REQUEST, image_engine=engine, motion_engine="kenburns")
    shop.check(request)
    first = make_short(start_short(request, shop.settings), shop, Work())
    drawn = stills(first)
    assert len(drawn) > 1
    assert len(set(drawn.values())) == len(drawn)
    assert first.finished
    assert probe(first.finished.path).frames == pytest.approx(first.finished.seconds * 30, abs=1)
    report = json.loads(first.finished.report.read_text(encoding="utf-8"))
    assert report["engines"]["image"] == {"id": engine, **{key: report["engines"]["image"][key] for key in ("version", "licence", "commercial_use")}}
    assert report["made"]["eased"] == []
    again = make_short(start_short(request, shop.settings), shop, Work(), "draft")
    assert stills(again) == drawn


def test_scenes_that_the_memory_does_not_suffice_for_are_told_of(shop: Workshop) -> None:
    shop.models.__dict__["manager"] = ModelManager(ShortDevice("run UNet2DConditionModel"), reserve=0)
    events: list[Progress] = []
    short = make_short(start_short(replace(REQUEST, image_engine="sdxl"), shop.settings), shop, Work(events.append))
    assert short.finished
    count = len(stills(short))
    assert len(short.finished.eased) == count
    assert "eased" in {event.note for event in events}
    assert len(json.loads(short.finished.report.read_text(encoding="utf-8"))["made"]["eased"]) == count
    told = remarks(short)[0]
    assert f"그림과 영상 중 {count}개" in told["ko"]
    assert "one tier lower" in told["en"]
