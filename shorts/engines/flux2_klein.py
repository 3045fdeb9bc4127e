"""FLUX.2 klein 4B: four steps, and it looks at reference pictures itself, so the character stays who it is."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Any

from shorts.artifacts import Still
from shorts.engines.base import Capabilities
from shorts.engines.easing import EASED, Easing
from shorts.engines.frameworks import settle
from shorts.engines.picture_sizes import SDXL, SMALL, nearest_size
from shorts.engines.weights import local_weights
from shorts.files import replacing
from shorts.model_manager import GIB, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PIL import Image

    from shorts.engines.base import PictureBrief
    from shorts.model_device import Mode
    from shorts.models.local import LocalModels
    from shorts.progress import Work

VERSION = "1"
MODEL = "flux2-klein-4b"
_STEPS = 4
_TOKENS = 512
"""Of the prompt, at most; what the pipeline itself reads."""
_READ, _STEP, _DECODE = 0.8, 2.0, 3.4
"""GiB to work in at a megapixel, until they have been measured: text encoder, a step, the decoder."""
_MANY_FROM = 24
"""GB of cards that look at three reference pictures; smaller ones look at one. Each takes a quarter of the time of a picture."""
_KEPT = 64
_ORDER = ("scheduler", "vae", "text_encoder", "tokenizer", "transformer")


class KleinImages:
    """Safe to make without torch. native: pixels of the model's own square."""

    id = "flux2-klein"

    def __init__(self, models: LocalModels, *, native: int = 1024) -> None:
        self._models, self._native = models, native
        self._easing = Easing(models, "image")
        self._transformer = ""
        self._readings: OrderedDict[str, Any] = OrderedDict()

    @property
    def version(self) -> str:
        return f"{VERSION}+{self._models.revision(MODEL)}" if self._models.has(MODEL) else VERSION

    @property
    def capabilities(self) -> Capabilities:
        entry = self._models.entry(MODEL)
        return Capabilities(
            reference_images=3 if self._models.tier.gb >= _MANY_FROM else 1,
            needs_vram=int(min(entry.vram.values()) * GIB) if entry else 0,
            licence=entry.licence.id if entry else "?",
            commercial_use=entry is None or entry.licence.commercial_use != "no",
            models=(MODEL,),
        )

    def why_not(self) -> tuple[str, str] | None:
        return self._models.why_not(MODEL)

    def read_ahead(self, briefs: Sequence[PictureBrief], work: Work) -> None:
        """See ReadsAhead."""
        for brief in briefs:
            self._read(brief.prompt, work)

    def draw(self, brief: PictureBrief, out: Path, work: Work) -> Still:
        """See ImageEngine.draw. What is not wanted isn't told: the distilled model has no guidance."""
        picture, eased = self._easing.run(lambda: (self._drawn(brief, work), ""), lambda: self._lower(brief, work))
        with replacing(out) as part:
            picture.save(part, format="PNG")
        return Still(out, brief.seed, eased)

    def _lower(self, brief: PictureBrief, work: Work) -> tuple[Image.Image, str]:
        picture = self._drawn(brief, work, eased=True)
        return picture, f"{picture.width}x{picture.height} fp8"

    def _drawn(self, brief: PictureBrief, work: Work, *, eased: bool = False) -> Image.Image:
        note, total = EASED if eased else "", _STEPS + 1
        work.step("image", 0, total, note)
        width, height = nearest_size(brief.width, brief.height, SMALL if eased else SDXL, self._native)
        words = self._read(brief.prompt, work)
        references = brief.references[: self.capabilities.reference_images]
        key = f"{width}x{height} {len(references)} references"
        share = width * height / (1024 * 1024)
        work.check()

        def on_step(step: int) -> None:
            work.step("image", step + 1, total, note)

        paint = partial(self._denoise, words=words, references=references, size=(width, height), seed=brief.seed, on_step=on_step)
        latents = self._run([self._own_transformer(eased=eased), self._vae()], _STEP * share * (1 + len(references)), f"step {key}", paint, work)
        work.check()
        picture: Image.Image = self._run([self._vae()], _DECODE * share * (0.25 if eased else 1), f"vae {key}", partial(_decode, latents=latents, tiled=eased), work)
        work.step("image", total, total, note)
        return picture

    def _run(self, names: Sequence[str], gib: float, key: str, function: Callable[..., Any], work: Work) -> Any:
        wide = self._dtype.itemsize / 2
        with self._models.manager.use(*names, room=int(gib * GIB * wide), key=f"flux2-klein {key} {self._dtype}", work=work) as held:
            return held.run(function)

    def _read(self, prompt: str, work: Work) -> Any:
        """Each text once: the encoder, larger than the rest of the model, then stays off the card."""
        if prompt not in self._readings:
            self._models.manager.add(Part(f"{MODEL}/text_encoder", self._load_text, ("full", "blocks")))
            self._readings[prompt] = self._run([f"{MODEL}/text_encoder"], _READ, "text", partial(self._embed, prompt=prompt), work)
            while len(self._readings) > _KEPT:
                self._readings.popitem(last=False)
        return self._readings[prompt]

    # --- on the manager's thread ---

    def _embed(self, encoder: Any, prompt: str) -> Any:
        import torch
        from transformers import AutoTokenizer

        tokenizer = AutoTokenizer.from_pretrained(self._folder, subfolder="tokenizer", local_files_only=True)
        with torch.no_grad():
            return _around(text_encoder=encoder, tokenizer=tokenizer).encode_prompt(prompt, max_sequence_length=_TOKENS)[0].cpu()

    def _denoise(
        self, transformer: Any, vae: Any, words: Any, references: Sequence[Path], size: tuple[int, int], seed: int, on_step: Callable[[int], None]
    ) -> Any:
        import torch
        from diffusers import FlowMatchEulerDiscreteScheduler
        from PIL import Image

        scheduler = FlowMatchEulerDiscreteScheduler.from_pretrained(self._folder, subfolder="scheduler", local_files_only=True)
        pictures = []
        for path in references:
            with Image.open(path) as picture:
                pictures.append(picture.convert("RGB"))

        def after(_pipe: Any, step: int, _time: Any, tensors: dict[str, Any]) -> dict[str, Any]:
            on_step(step)
            return tensors

        latents = _around(transformer=transformer, vae=vae, scheduler=scheduler)(
            image=pictures or None, prompt_embeds=words.to(transformer.device, transformer.dtype), num_inference_steps=_STEPS, guidance_scale=1.0,
            width=size[0], height=size[1], generator=torch.Generator("cpu").manual_seed(seed), output_type="latent", callback_on_step_end=after,
        ).images  # fmt: skip
        return latents.cpu()

    # --- parts ---

    @property
    def _folder(self) -> Path:
        settle()
        return self._models.where(MODEL).folder

    @property
    def _dtype(self) -> Any:
        """bfloat16 on cards, for this model's values are too large for fp16; float32 on the CPU and on GTX 16xx."""
        import torch

        return torch.float32 if self._models.compute_dtype == torch.float32 else torch.bfloat16

    def _own_transformer(self, *, eased: bool) -> str:
        modes: tuple[Mode, ...] = ("fp8", "blocks") if eased else ("full", "fp8", "blocks")
        name = f"{MODEL}/transformer+{'-'.join(modes)}"
        if self._transformer not in ("", name):
            self._models.manager.forget(self._transformer)
        self._transformer = name
        self._models.manager.add(Part(name, self._load_transformer, modes))
        return name

    def _vae(self) -> str:
        self._models.manager.add(Part(f"{MODEL}/vae", self._load_vae))
        return f"{MODEL}/vae"

    def _load_text(self) -> Any:
        from transformers import Qwen3ForCausalLM

        folder = self._folder
        return Qwen3ForCausalLM.from_pretrained(folder, subfolder="text_encoder", dtype=self._dtype, **local_weights(folder / "text_encoder")).eval()

    def _load_transformer(self) -> Any:
        from diffusers import Flux2Transformer2DModel

        folder = self._folder
        model = Flux2Transformer2DModel.from_pretrained(folder, subfolder="transformer", torch_dtype=self._dtype, **local_weights(folder / "transformer"))
        return model.eval().requires_grad_(False)

    def _load_vae(self) -> Any:
        from diffusers import AutoencoderKLFlux2

        folder = self._folder
        return AutoencoderKLFlux2.from_pretrained(folder, subfolder="vae", torch_dtype=self._dtype, **local_weights(folder / "vae")).eval()


def _around(**parts: Any) -> Any:
    """The real pipeline, around the parts that are at hand."""
    from diffusers import Flux2KleinPipeline

    pipe = Flux2KleinPipeline(**{**dict.fromkeys(_ORDER), **parts}, is_distilled=True)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def _decode(vae: Any, latents: Any, *, tiled: bool) -> Image.Image:
    import torch
    from diffusers.pipelines.flux2.image_processor import Flux2ImageProcessor

    (vae.enable_tiling if tiled else vae.disable_tiling)()
    with torch.no_grad():
        picture = vae.decode(latents.to(vae.device, vae.dtype), return_dict=False)[0]
    images: list[Image.Image] = Flux2ImageProcessor().postprocess(picture, output_type="pil")
    return images[0]
