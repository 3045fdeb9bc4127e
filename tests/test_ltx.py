"""LTX end to end on tiny checkpoints in the real layout (one file with its authors' names, T5 in one file): the real pipeline, on the CPU."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from shorts.engines import ltx_text
from shorts.engines.ltx import LtxMotion
from shorts.engines.ltx_paint import as_footage
from shorts.engines.ltx_parts import SIGMAS, VAE_095, LtxParts
from shorts.engines.ltx_recipe import MOST, NEEDED, SIZES, SMALL, Recipe
from shorts.errors import Cancelled, ModelBroken, ModelMissing, NotEnoughVram, OutOfMemory, UnsafeWeights
from shorts.ffmpeg.probe import probe
from shorts.model_device import TorchDevice
from shorts.models.local import LocalModels
from shorts.progress import Work
from tests import tiny_models, tiny_motion
from tests.maker import tone_workshop
from tests.moved_short import demand_moved
from tests.mover_studio import BRIEF, MoverStudio, frames_of, opened, still
from tests.stopping import StopAt
from tests.test_sdxl import ShortDevice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.artifacts import Progress


@pytest.fixture(autouse=True)
def small_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shorts.engines.ltx_recipe.SMALL", ((64, 96), (96, 64)))


@pytest.fixture(scope="session")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    models = tmp_path_factory.mktemp("ltx")
    tiny_models.install(models, "ltx-video-2b", tiny_motion.ltx)
    tiny_models.install(models, "t5-xxl", tiny_motion.t5)
    return models


@pytest.fixture
def small(weights: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[MoverStudio]:
    with opened(weights, getattr(request, "param", NEEDED), tmp_path, LtxMotion) as studio:
        yield studio


def test_a_seed_is_a_clip_to_the_bit_and_all_of_the_brief_counts(small: MoverStudio) -> None:
    events: list[Progress] = []
    clip = small.move(work=Work(events.append))
    found = probe(clip.path)
    assert (found.frames, found.width, found.height, clip.seconds, clip.eased) == (45, 108, 192, 1.5, "")
    assert sorted({event.done for event in events if event.done == int(event.done)}) == list(range(13))
    assert {event.total for event in events} == {12}  # text, still, eight steps, decoder, file
    first = clip.path.read_bytes()
    assert frames_of(clip.path).std(axis=0).mean() > 0.2  # it moves
    assert small.move(name="again.mp4").path.read_bytes() == first
    for other in (replace(BRIEF, seed=8), replace(BRIEF, prompt="a bear sits"), replace(BRIEF, move="push")):
        assert small.move(other, name="other.mp4").path.read_bytes() != first
    another = small.engine.animate(still(small.folder, 4), BRIEF, small.folder / "another.mp4", Work())
    assert another.path.read_bytes() != first


def test_a_text_is_read_once(small: MoverStudio, monkeypatch: pytest.MonkeyPatch) -> None:
    real, loads = ltx_text.load_encoder, []

    def counted(models: LocalModels) -> Any:
        loads.append(models)
        return real(models)

    monkeypatch.setattr(ltx_text, "load_encoder", counted)
    words = ltx_text.read_text("a fox waves", small.models, Work())
    assert words.shape[0] == 1
    assert 3 < words.shape[1] < 40  # no padding
    assert torch.equal(ltx_text.read_text("a fox waves", small.models, Work()), words)
    assert len(loads) == 1
    ltx_text.read_text("a bear sits", small.models, Work())
    assert len(loads) == 2
    for kept in (small.settings.cache / "ltx").iterdir():
        kept.write_bytes(b"half")
    assert torch.equal(ltx_text.read_text("a fox waves", small.models, Work()), words)


def test_weights_in_16_bits_are_read_as_if_they_had_32(small: MoverStudio) -> None:
    """Widened block by block, the encoder says to the bit what one that is wide altogether does; and it stays in its file."""
    from transformers import T5EncoderModel

    streamed = ltx_text.load_encoder(small.models)
    whole = T5EncoderModel(streamed.config).eval()
    whole.load_state_dict({name: value.float() for name, value in streamed.state_dict().items()})
    ltx_text._stream(streamed, Work())
    ids = torch.tensor([[5, 9, 17, 1]])
    with torch.no_grad():
        assert torch.equal(streamed(ids)[0], whole(ids)[0])
    assert {weight.dtype for weight in streamed.parameters()} == {torch.float16}


def test_reading_can_be_cancelled_between_blocks(small: MoverStudio) -> None:
    work = Work()
    encoder = ltx_text.load_encoder(small.models)
    ltx_text._stream(encoder, work)
    encoder.encoder.block[0].register_forward_hook(lambda *_: work.cancel.set())
    with pytest.raises(Cancelled), torch.no_grad():
        encoder(torch.tensor([[5, 9, 17, 1]]))


def test_cancelled_within_a_step_and_nothing_is_left(small: MoverStudio) -> None:
    stop = StopAt(5)
    with pytest.raises(Cancelled):
        small.move(work=stop.work)
    assert stop.told == [0, 1, 2, 3, 4, 5]
    assert not list(small.folder.glob("*.mp4"))


@pytest.mark.parametrize("small", [("ltx-video-2b",)], indirect=True)
def test_what_is_missing_is_told(small: MoverStudio) -> None:
    reason = small.engine.why_not()
    assert reason
    assert "T5-XXL" in reason[0]
    with pytest.raises(ModelMissing):
        small.move()


def test_another_text_encoder_is_told(small: MoverStudio) -> None:
    file = small.folder / "models" / "ltx-video-2b" / "text_encoder" / "config.json"
    config = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**config, "num_layers": 5}), encoding="utf-8")
    with pytest.raises(ModelBroken):
        ltx_text.load_encoder(small.models)
    file.write_text(json.dumps({**config, "d_model": 64}), encoding="utf-8")
    with pytest.raises(ModelBroken):
        ltx_text.load_encoder(small.models)


def test_weights_that_lie_are_not_opened(small: MoverStudio) -> None:
    file = small.folder / "models" / "ltx-video-2b" / "ltxv-2b-0.9.8-distilled.safetensors"
    data = bytearray(file.read_bytes())
    data[9:12] = b"\xff\xff\xff"
    file.write_bytes(data)
    with pytest.raises(UnsafeWeights):
        small.move()


def test_noise_levels_are_those_of_the_file(small: MoverStudio) -> None:
    assert LtxParts(small.models).sigmas() == SIGMAS


def test_the_vae_of_this_version_fills_the_published_file() -> None:
    """The real sizes, without memory: network and VAE in 16 bits, and the file's table of contents, give the file's own size."""
    from diffusers import AutoencoderKLLTXVideo, LTXVideoTransformer3DModel

    with torch.device("meta"):
        states = [LTXVideoTransformer3DModel().state_dict(), AutoencoderKLLTXVideo.from_config(VAE_095).state_dict()]
    tensors = [tensor for state in states for tensor in state.values()]
    weights = 2 * sum(tensor.numel() for tensor in tensors)
    table = 6_340_744_492 - weights
    assert 100 < table / len(tensors) < 200  # bytes of an entry: name, type, shape, place


@pytest.mark.parametrize("fault", ["put LTXVideoTransformer3DModel", "run LTXVideoTransformer3DModel", "put AutoencoderKLLTXVideo", "run AutoencoderKLLTXVideo"])
def test_out_of_memory_is_tried_once_more_one_tier_lower_and_told(small: MoverStudio, fault: str) -> None:
    device = ShortDevice(fault)
    small.use(device)
    events: list[Progress] = []
    clip = small.move(work=Work(events.append))
    assert device.times == 0
    assert "fp8" in clip.eased
    assert "eased" in {event.note for event in events}
    assert ("LTXVideoTransformer3DModel", "fp8") in device.modes
    assert probe(clip.path).frames == BRIEF.frames


def test_main_memory_that_runs_out_while_a_text_is_read(small: MoverStudio, monkeypatch: pytest.MonkeyPatch) -> None:
    real, failures = ltx_text.load_encoder, [MemoryError()]

    def loads(models: LocalModels) -> Any:
        if failures:
            raise failures.pop()
        return real(models)

    monkeypatch.setattr(ltx_text, "load_encoder", loads)
    assert small.move().eased


def test_out_of_memory_twice_is_an_error_that_leaves_nothing_and_the_next_job_works(small: MoverStudio) -> None:
    small.use(ShortDevice("run LTXVideoTransformer3DModel", times=2))
    with pytest.raises(OutOfMemory):
        small.move()
    assert not small.models.manager.on_card()
    assert not list(small.folder.glob("*.mp4"))
    small.move()


def test_what_can_not_fit_is_refused_with_the_numbers(small: MoverStudio) -> None:
    small.use(TorchDevice("cpu", cpu_bytes=10_000))
    with pytest.raises(NotEnoughVram):
        small.move()


def test_sizes_and_lengths_are_those_that_the_model_takes() -> None:
    recipe = Recipe(SIZES, MOST, ("full",), False)
    assert all(side % 32 == 0 for size in (*SIZES, *SMALL) for side in size)
    assert recipe.size(1080, 1920) == (480, 832)
    assert recipe.size(1920, 1080) == (832, 480)
    assert recipe.size(1080, 1350) == (576, 704)
    for wanted in (1, 30, 75, 121, 900):
        frames = recipe.frames(wanted)
        assert frames % 8 == 1
        assert frames <= 97
        assert frames >= min((wanted - 1) * 0.8 + 1, 97)  # no need to stretch where it needn't
    assert recipe.lower().frames(900) == 65


def test_the_still_is_shown_as_a_frame_of_a_video() -> None:
    picture = np.kron(np.random.default_rng(1).integers(0, 255, (12, 8, 3), np.uint8), np.ones((8, 8, 1), np.uint8))
    seen = as_footage(picture)
    assert seen.shape == picture.shape
    assert 1 < np.abs(seen.astype(float) - picture).mean() < 30
    assert np.array_equal(seen, as_footage(picture))


@pytest.mark.usefixtures("quarter_size")
def test_a_whole_short(small: MoverStudio) -> None:
    shop = tone_workshop(small.settings)
    try:
        demand_moved(shop, "ltx")
    finally:
        shop.models.close()
