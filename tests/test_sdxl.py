"""SDXL end to end on tiny checkpoints in the real layout: the real pipeline, on the CPU."""

from __future__ import annotations

import shutil
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from PIL import Image

from shorts.engines.base import PictureBrief
from shorts.engines.clip_text import read_text
from shorts.engines.sdxl import SdxlImages
from shorts.engines.sdxl_parts import SdxlParts, around
from shorts.engines.sdxl_recipe import recipe_here
from shorts.errors import Cancelled, ModelMissing, NotEnoughVram, OutOfMemory, UnknownChoice, UnsafeWeights, WeightsUnfit
from shorts.files import write_json
from shorts.model_device import TorchDevice
from shorts.model_manager import ModelManager
from shorts.models.local import LocalModels
from shorts.models.store import MARKER, FileMark, Installed, write_marker
from shorts.models.tiers import Gpu
from shorts.progress import Work
from shorts.settings import Settings
from tests import tiny_models
from tests.tiny_single_file import single_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.artifacts import Progress

BRIEF = PictureBrief("a fox in a suit, holding a lamp, film still", "blurry, text", 540, 960, 7)


@pytest.fixture(scope="session")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A models folder with everything that SDXL can use."""
    models = tmp_path_factory.mktemp("weights")
    tiny_models.install(models, "sdxl-base", tiny_models.sdxl_base)
    tiny_models.install(models, "sdxl-vae-fp16", tiny_models.sdxl_vae)
    tiny_models.install(models, "sdxl-lightning-4", lambda folder: tiny_models.lora(folder / "sdxl_lightning_4step_lora.safetensors"))
    tiny_models.install(models, "sdxl-lightning-8", lambda folder: tiny_models.lora(folder / "sdxl_lightning_8step_lora.safetensors"))
    tiny_models.install(models, "ip-adapter-plus-sdxl", tiny_models.ip_adapter)
    tiny_models.install(models, "taesd-xl", tiny_models.taesd)
    return models


@dataclass
class Studio:
    """A models folder of the test's own, and an engine on it."""

    models: LocalModels
    folder: Path

    @property
    def engine(self) -> SdxlImages:
        return SdxlImages(self.models, live_every=0.0)

    def draw(self, brief: PictureBrief = BRIEF, work: Work | None = None, name: str = "out.png") -> Image.Image:
        path = self.folder / name
        still = self.engine.draw(brief, path, work or Work())
        assert (still.path, still.seed) == (path, brief.seed)
        with Image.open(path) as image:
            return image.convert("RGB")


@pytest.fixture
def small(weights: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Studio]:
    """With the models that the test names; those that draw in four steps by default."""
    chosen = getattr(request, "param", QUICK)
    for model in chosen:
        shutil.copytree(weights / model, tmp_path / "models" / model)
    models = LocalModels(replace(Settings(), models=tmp_path / "models", cache=tmp_path / "cache", outputs=tmp_path / "outputs", hf_cache=tmp_path / "none"))
    (tmp_path / "models").mkdir(exist_ok=True)
    yield Studio(models, tmp_path)
    models.close()


NEEDED = ("sdxl-base", "sdxl-vae-fp16")
QUICK = (*NEEDED, "sdxl-lightning-4")
EVERYTHING = (*QUICK, "sdxl-lightning-8", "ip-adapter-plus-sdxl", "taesd-xl")
ALIKE = (*QUICK, "ip-adapter-plus-sdxl")


def same(one: Image.Image, other: Image.Image) -> bool:
    return bool(np.array_equal(np.asarray(one), np.asarray(other)))


@pytest.mark.parametrize("small", [NEEDED, QUICK], indirect=True)
def test_a_seed_is_a_picture_to_the_bit(small: Studio) -> None:
    first = small.draw()
    assert first.size[0] / first.size[1] == pytest.approx(9 / 16, abs=0.05)
    assert np.asarray(first).std() > 5
    assert same(first, small.draw())
    assert not same(first, small.draw(replace(BRIEF, seed=8)))
    assert not same(first, small.draw(replace(BRIEF, prompt="a bear in a park")))


@pytest.mark.parametrize("small", [NEEDED], indirect=True)
def test_guidance_knows_what_is_not_wanted(small: Studio) -> None:
    assert not same(small.draw(), small.draw(replace(BRIEF, negative="clean")))


@pytest.mark.parametrize("small", [EVERYTHING], indirect=True)
def test_few_steps_where_the_lora_is_installed(small: Studio) -> None:
    events: list[Progress] = []
    small.draw(work=Work(events.append))
    assert [event.done for event in events if event.stage == "image"] == list(range(10))  # 8 steps, and the decoder
    assert events[-1].total == 9


@pytest.mark.parametrize("small", [NEEDED], indirect=True)
def test_thirty_steps_without_it(small: Studio) -> None:
    events: list[Progress] = []
    small.draw(work=Work(events.append))
    assert events[-1].total == 31


@pytest.mark.parametrize("small", [ALIKE], indirect=True)
def test_the_reference_picture_changes_what_is_drawn(small: Studio, tmp_path: Path) -> None:
    Image.new("RGB", (512, 512), (220, 120, 30)).save(tmp_path / "fox.png")
    Image.new("RGB", (512, 512), (30, 60, 220)).save(tmp_path / "bear.png")
    assert small.engine.capabilities.reference_images == 1
    without = small.draw()
    fox = small.draw(replace(BRIEF, references=(tmp_path / "fox.png",)))
    assert not same(without, fox)
    assert not same(fox, small.draw(replace(BRIEF, references=(tmp_path / "bear.png",))))
    assert same(fox, small.draw(replace(BRIEF, references=(tmp_path / "fox.png",))))
    assert same(without, small.draw())


def test_cancelled_within_a_step_and_nothing_is_left(small: Studio) -> None:
    cancel, steps = threading.Event(), 0

    def stop(event: Progress) -> None:
        nonlocal steps
        steps += 1
        if event.done == 3:
            cancel.set()

    with pytest.raises(Cancelled):
        small.draw(work=Work(stop, cancel))
    assert steps == 4  # 0, 1, 2, 3 and no more
    assert not list(small.folder.glob("*.png"))
    small.draw()  # the next one works


@pytest.mark.parametrize("small", [EVERYTHING], indirect=True)
def test_every_step_shows_what_is_coming(small: Studio) -> None:
    seen: list[tuple[int, int]] = []

    def look(event: Progress) -> None:
        if "preview" in event.details:
            with Image.open(event.details["preview"]) as image:
                seen.append(image.size)

    small.draw(work=Work(look))
    assert len(seen) == 8
    assert max(seen[0]) <= 384
    assert not list(small.folder.glob(".out*"))  # nothing of it stays


def test_texts_are_read_ahead_and_once(small: Studio) -> None:
    device = ShortDevice("put nothing")
    with_device(small, device)
    briefs = [replace(BRIEF, seed=seed, prompt=f"a fox, scene {seed}") for seed in range(3)]
    engine = small.engine
    engine.read_ahead(briefs, Work())
    for part in ("text_encoder", "text_encoder_2"):
        small.models.manager.forget(f"sdxl-base/{part}")
    for brief in briefs:
        engine.draw(brief, small.folder / f"{brief.seed}.png", Work())
    assert [kind for kind, _ in device.modes] == ["CLIPTextModel", "CLIPTextModelWithProjection", "UNet2DConditionModel", "AutoencoderKL"]


def test_long_texts_are_read_to_the_end_and_short_ones_as_the_pipeline_reads_them(small: Studio) -> None:
    tokenizers = small.engine._parts.tokenizers()
    encoders = [tiny_models.clip_text(projected) for projected in (False, True)]
    readers = list(zip(tokenizers, encoders, strict=True))
    pipe = around(text_encoder=encoders[0], text_encoder_2=encoders[1], tokenizer=tokenizers[0], tokenizer_2=tokenizers[1])
    with torch.no_grad():
        words, not_words, whole, not_whole = pipe.encode_prompt("a fox", device="cpu", negative_prompt="blur")
    reading = read_text("a fox", "blur", readers)
    for ours, theirs in ((reading.words, words), (reading.not_words, not_words), (reading.whole, whole), (reading.not_whole, not_whole)):
        assert torch.equal(ours, theirs)
    long = ", ".join(f"word{number}" for number in range(40))
    row = read_text(long, "blur", readers)
    assert row.words.shape[1] == row.not_words.shape[1] > 3 * 77
    assert not torch.equal(row.words, read_text(f"{long} end", "blur", readers).words)


# --- weights of the user's own -------------------------------------------------------------------------------------------


def test_a_lora_of_ones_own(small: Studio) -> None:
    tiny_models.lora(small.models.settings.models / "loras" / "ink.safetensors", scale=0.3)
    engine = small.engine.variant("ink")
    assert engine.id == "sdxl:ink"
    assert engine.version != small.engine.version
    plain = small.draw()
    engine.draw(BRIEF, small.folder / "ink.png", Work())
    with Image.open(small.folder / "ink.png") as image:
        assert not same(plain, image.convert("RGB"))
    assert small.engine.variants() == ("ink",)


def test_a_checkpoint_of_ones_own_in_one_file(small: Studio) -> None:
    single_file(small.models.settings.models / "checkpoints" / "Mine.safetensors")
    engine = small.engine.variant("Mine")
    engine.draw(BRIEF, small.folder / "mine.png", Work())
    with Image.open(small.folder / "mine.png") as image:
        assert same(small.draw(), image.convert("RGB"))  # the very weights of the base model


def test_the_base_model_in_one_file_as_other_programs_have_it(small: Studio, tmp_path: Path) -> None:
    whole = small.draw()
    single_file(tmp_path / "comfy" / "sd_xl_base_1.0.safetensors")
    folder = small.models.settings.models / "sdxl-base"
    for weights in folder.rglob("*.safetensors"):
        weights.unlink()
    marks = {file.relative_to(folder).as_posix(): FileMark(file.stat().st_size, "0" * 64) for file in folder.rglob("*") if file.is_file() and file.name != MARKER}
    one = tmp_path / "comfy" / "sd_xl_base_1.0.safetensors"
    entry = small.models.catalogue["sdxl-base"]
    marker = Installed(entry.id, entry.repo, tiny_models.COMMIT, marks, single=str(one), single_mark=FileMark(one.stat().st_size, "0" * 64))
    write_marker(entry, small.models.settings, marker)
    again = Studio(LocalModels(small.models.settings), tmp_path)
    assert again.engine.why_not() is None
    assert same(whole, again.draw())
    again.models.close()


def test_files_that_are_no_sdxl_or_no_weights_are_refused(small: Studio) -> None:
    models = small.models.settings.models
    with pytest.raises(UnknownChoice):
        small.engine.variant("nothing")
    (models / "loras").mkdir()
    (models / "loras" / "evil.ckpt").write_bytes(b"\x80\x04cos\nsystem\n(S'touch /tmp/owned'\ntR.")
    (models / "loras" / "evil.safetensors").write_bytes((1 << 40).to_bytes(8, "little") + b"{}")
    assert small.engine.variants() == ()
    with pytest.raises(UnsafeWeights):
        small.engine.variant("evil")
    tiny_models.lora(models / "loras" / "other.safetensors", width=7)
    with pytest.raises(WeightsUnfit):
        small.engine.variant("other").draw(BRIEF, small.folder / "out.png", Work())
    small.draw()


def test_base_weights_with_a_lying_table_of_contents_are_refused(small: Studio) -> None:
    file = small.models.settings.models / "sdxl-base" / "unet" / "diffusion_pytorch_model.fp16.safetensors"
    data = bytearray(file.read_bytes())
    data[:8] = (len(data) - 8).to_bytes(8, "little")
    file.write_bytes(data)
    with pytest.raises(UnsafeWeights):
        small.draw()


@pytest.mark.parametrize("small", [()], indirect=True)
def test_what_is_missing_is_told(small: Studio) -> None:
    reason = small.engine.why_not()
    assert reason
    assert "SDXL" in reason[0]
    assert small.engine.version
    assert small.engine.capabilities.reference_images == 0
    with pytest.raises(ModelMissing):
        small.draw()


# --- memory that does not suffice ---------------------------------------------------------------------------------------


class ShortDevice(TorchDevice):
    """Fails `times` times at what is named: the move of a class of modules ("put AutoencoderKL"), or a call of it ("run …")."""

    def __init__(self, fault: str, times: int = 1) -> None:
        super().__init__("cpu")
        self.how, self.kind = fault.split()
        self.times, self.modes = times, []

    def _fail(self, module: Any) -> None:
        if self.times and type(module).__name__ == self.kind:
            self.times -= 1
            raise torch.OutOfMemoryError("injected")

    def put(self, module: Any, mode: Any) -> Any:
        self.modes.append((type(module).__name__, mode))
        if self.how == "put":
            self._fail(module)
        elif not hasattr(module, "_watched"):
            module._watched = True
            inner = module.decoder if hasattr(module, "decoder") else module
            inner.register_forward_pre_hook(lambda *_: self._fail(module))
        return super().put(module, mode)


def with_device(small: Studio, device: TorchDevice) -> None:
    small.models.__dict__["manager"] = ModelManager(device, reserve=0)


KINDS = ("CLIPTextModel", "CLIPTextModelWithProjection", "CLIPVisionModelWithProjection", "UNet2DConditionModel", "AutoencoderKL")
FAULTS = [f"{how} {kind}" for how in ("put", "run") for kind in KINDS]


@pytest.mark.parametrize("small", [ALIKE], indirect=True)
@pytest.mark.parametrize("fault", FAULTS)
def test_out_of_memory_is_tried_once_more_one_tier_lower_and_told(small: Studio, fault: str, tmp_path: Path) -> None:
    Image.new("RGB", (64, 64), (220, 120, 30)).save(tmp_path / "fox.png")
    brief = replace(BRIEF, references=(tmp_path / "fox.png",))
    device = ShortDevice(fault)
    with_device(small, device)
    events: list[Progress] = []
    engine = small.engine
    still = engine.draw(brief, tmp_path / "first.png", Work(events.append))
    assert "blocks" in still.eased or "fp8" in still.eased
    assert "eased" in {event.note for event in events}
    assert device.times == 0


def test_for_a_while_it_is_not_tried_in_vain(small: Studio, tmp_path: Path) -> None:
    with_device(small, device := ShortDevice("run UNet2DConditionModel"))
    engine = small.engine
    first, second = (engine.draw(BRIEF, tmp_path / f"{name}.png", Work()) for name in ("first", "second"))
    assert first.eased == second.eased != ""
    assert first.path.read_bytes() == second.path.read_bytes()
    assert [kind for kind, _ in device.modes].count("UNet2DConditionModel") == 2  # full once, then in 8 bits


@pytest.mark.parametrize("fault", ["put UNet2DConditionModel", "run AutoencoderKL"])
def test_out_of_memory_twice_is_an_error_that_leaves_nothing_and_the_next_job_works(small: Studio, fault: str) -> None:
    device = ShortDevice(fault, times=2)
    with_device(small, device)
    with pytest.raises(OutOfMemory):
        small.draw()
    assert not small.models.manager.on_card()
    assert not list(small.folder.glob("*.png"))
    small.draw()


def test_profiles_decide_how_the_network_is_held_and_how_large_it_draws(small: Studio) -> None:
    sizes, modes = {}, {}
    for tier in ("6", "8", "12"):
        write_json(small.models.settings.models / "profile.json", {"tier": tier})
        with_device(small, device := ShortDevice("put nothing"))
        sizes[tier] = small.draw().size
        modes[tier] = dict(device.modes)["UNet2DConditionModel"]
        small.models.__dict__.pop("manager").close()
    assert modes == {"6": "fp8", "8": "fp8", "12": "full"}
    assert sizes["6"][0] < sizes["8"][0] == sizes["12"][0]


def test_after_8_bits_come_blocks(small: Studio) -> None:
    write_json(small.models.settings.models / "profile.json", {"tier": "8"})
    with_device(small, device := ShortDevice("run UNet2DConditionModel"))
    still = small.engine.draw(BRIEF, small.folder / "out.png", Work())
    assert still.eased.endswith("blocks")
    assert [mode for kind, mode in device.modes if kind == "UNet2DConditionModel"] == ["fp8", "blocks"]


class Gtx1660(LocalModels):
    """Its fp16 gives NaN. The arithmetic is the CPU's here; what is stored and computed in is the card's."""

    gpu = Gpu("NVIDIA GeForce GTX 1660 SUPER", 6 << 30, 5 << 30)
    device = "cpu"


def test_cards_whose_fp16_is_broken_store_8_bits_and_compute_32(small: Studio) -> None:
    small.models = Gtx1660(small.models.settings)
    with_device(small, ShortDevice("put nothing"))
    assert np.asarray(small.draw()).std() > 5
    with small.models.manager.use(small.engine._parts.unet(recipe_here(small.models))) as held:
        kinds = held.run(lambda unet: {parameter.dtype for parameter in unet.parameters()} | {unet.dtype})
    assert kinds == {torch.float8_e4m3fn, torch.float32}


def test_a_picture_that_can_not_fit_is_refused_with_the_numbers(small: Studio) -> None:
    with_device(small, TorchDevice("cpu", cpu_bytes=10_000))
    with pytest.raises(NotEnoughVram):
        small.draw()
    assert not small.models.manager.on_card()


def test_files_that_do_not_load_for_want_of_memory(small: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    real, failures = SdxlParts._vae, [MemoryError()]

    def loads(parts: SdxlParts) -> Any:
        if failures:
            raise failures.pop()
        return real(parts)

    monkeypatch.setattr(SdxlParts, "_vae", loads)
    still = small.engine.draw(BRIEF, small.folder / "out.png", Work())
    assert still.eased
