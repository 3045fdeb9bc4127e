"""AnimateDiff end to end on tiny checkpoints in the real layout: the real pipeline, on the CPU."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shorts.engines.animatediff import AnimateDiffMotion
from shorts.engines.animatediff_recipe import NEEDED
from shorts.errors import Cancelled, ModelMissing, NotEnoughVram, OutOfMemory, UnsafeWeights
from shorts.ffmpeg.probe import probe
from shorts.model_device import TorchDevice
from shorts.progress import Work
from shorts.workshop import Workshop
from tests import tiny_models, tiny_motion
from tests.maker import tone_workshop
from tests.moved_short import demand_moved
from tests.mover_studio import BRIEF, MoverStudio, frames_of, opened, still
from tests.stopping import StopAt
from tests.test_sdxl import ShortDevice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.artifacts import Progress


STEPS = 3


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shorts.engines.animatediff_recipe.STEPS", STEPS)


@pytest.fixture(scope="session")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    models = tmp_path_factory.mktemp("animatediff")
    tiny_models.install(models, "sd15-base", tiny_motion.sd15)
    tiny_models.install(models, "animatediff-v3", tiny_motion.motion_module)
    tiny_models.install(models, "ip-adapter-plus-sd15", tiny_motion.guide)
    return models


@pytest.fixture
def small(weights: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[MoverStudio]:
    with opened(weights, getattr(request, "param", NEEDED), tmp_path, AnimateDiffMotion) as studio:
        yield studio


def test_a_seed_is_a_clip_to_the_bit_and_all_of_the_brief_counts(small: MoverStudio) -> None:
    events: list[Progress] = []
    clip = small.move(work=Work(events.append))
    found = probe(clip.path)
    assert (found.frames, found.width, found.height, clip.seconds, clip.eased) == (45, 108, 192, 1.5, "")
    steps = [event.done for event in events if event.done == int(event.done)]
    assert steps[: STEPS + 4] == list(range(STEPS + 4))  # text, eyes, still, and each step
    assert {event.total for event in events} == {STEPS + 5}
    first = clip.path.read_bytes()
    assert frames_of(clip.path).std(axis=0).mean() > 0.2  # it moves
    assert small.move(name="again.mp4").path.read_bytes() == first
    for other in (replace(BRIEF, seed=8), replace(BRIEF, prompt="a bear sits"), replace(BRIEF, move="push")):
        assert small.move(other, name="other.mp4").path.read_bytes() != first
    another = small.engine.animate(still(small.folder, 4), BRIEF, small.folder / "another.mp4", Work())
    assert another.path.read_bytes() != first


def test_cancelled_within_a_step_and_nothing_is_left(small: MoverStudio) -> None:
    stop = StopAt(5)
    with pytest.raises(Cancelled):
        small.move(work=stop.work)
    assert stop.told == [0, 1, 2, 3, 4, 5]
    assert not list(small.folder.glob("*.mp4"))


@pytest.mark.parametrize("small", [("sd15-base",)], indirect=True)
def test_what_is_missing_is_told(small: MoverStudio) -> None:
    reason = small.engine.why_not()
    assert reason
    assert "AnimateDiff" in reason[1]
    with pytest.raises(ModelMissing):
        small.move()


def test_what_it_declares_is_what_the_catalogue_says(small: MoverStudio) -> None:
    engine = small.engine
    assert engine.why_not() is None
    assert engine.capabilities.models == NEEDED
    assert engine.capabilities.licence == "CreativeML Open RAIL-M, not stated, Apache-2.0"
    assert engine.version.count("@") == 3


def test_weights_that_lie_are_not_opened(small: MoverStudio) -> None:
    file = small.folder / "models" / "animatediff-v3" / "diffusion_pytorch_model.fp16.safetensors"
    data = bytearray(file.read_bytes())
    data[9:12] = b"\xff\xff\xff"
    file.write_bytes(data)
    with pytest.raises(UnsafeWeights):
        small.move()


@pytest.mark.parametrize("fault", ["run CLIPVisionModelWithProjection", "put UNetMotionModel", "run AutoencoderKL"])
def test_out_of_memory_is_tried_once_more_one_tier_lower_and_told(small: MoverStudio, fault: str) -> None:
    device = ShortDevice(fault)
    small.use(device)
    events: list[Progress] = []
    clip = small.move(work=Work(events.append))
    assert device.times == 0
    assert "fp8" in clip.eased
    assert "eased" in {event.note for event in events}
    assert ("UNetMotionModel", "fp8") in device.modes
    assert probe(clip.path).frames == BRIEF.frames


def test_out_of_memory_twice_is_an_error_that_leaves_nothing_and_the_next_job_works(small: MoverStudio) -> None:
    small.use(ShortDevice("run UNetMotionModel", times=2))
    with pytest.raises(OutOfMemory):
        small.move()
    assert not small.models.manager.on_card()
    assert not list(small.folder.glob("*.mp4"))
    small.move()


def test_what_can_not_fit_is_refused_with_the_numbers(small: MoverStudio) -> None:
    small.use(TorchDevice("cpu", cpu_bytes=10_000))
    with pytest.raises(NotEnoughVram):
        small.move()


@pytest.mark.usefixtures("quarter_size")
def test_a_whole_short(small: MoverStudio) -> None:
    shop: Workshop = tone_workshop(small.settings)
    try:
        demand_moved(shop, "animatediff")
    finally:
        shop.models.close()
