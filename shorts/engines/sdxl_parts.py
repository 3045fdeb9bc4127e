"""SDXL's parts, each loaded from its own files: what the model manager brings to the card and shares between engines.

Only .safetensors files are opened, after a look at their tables of contents, and nothing is ever fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shorts.engines.frameworks import settle
from shorts.engines.own_weights import fitting, mark_of
from shorts.engines.replay import forget_recordings
from shorts.engines.sdxl_recipe import BASE, FAST, PREVIEW, REFERENCE, VAE, Recipe
from shorts.engines.weights import local_weights
from shorts.model_manager import Part
from shorts.models.safety import demand_safe_weights

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.models.local import LocalModels
    from shorts.models.store import Place

_ADAPTER = ("sdxl_models", "ip-adapter-plus_sdxl_vit-h.safetensors")
_PIPELINE = ("vae", "text_encoder", "text_encoder_2", "tokenizer", "tokenizer_2", "unet", "scheduler")
_EYES = "models/image_encoder"


class SdxlParts:
    """Names and loads. Loading happens on the manager's thread; making this is cheap."""

    def __init__(self, models: LocalModels) -> None:
        self._models = models

    def readers(self, recipe: Recipe) -> tuple[str, str]:
        """The two text encoders."""
        first, second = (self._name(recipe, part) for part in ("text_encoder", "text_encoder_2"))
        for name, part in ((first, "text_encoder"), (second, "text_encoder_2")):
            self._models.manager.add(Part(name, lambda part=part: self._text_encoder(recipe, part)))  # type: ignore[misc]
        return first, second

    def unet(self, recipe: Recipe) -> str:
        name = "+".join(filter(None, (self._name(recipe, "unet"), recipe.fast, REFERENCE * recipe.reference, "-".join(recipe.modes))))
        self._models.manager.add(Part(name, lambda: self._unet(recipe), recipe.modes, leave=forget_recordings))
        return name

    def vae(self) -> str:
        self._models.manager.add(Part(VAE, self._vae))
        return VAE

    def preview(self) -> str:
        self._models.manager.add(Part(PREVIEW, self._preview))
        return PREVIEW

    def eyes(self) -> str:
        """The image encoder, which looks at reference pictures."""
        name = f"{REFERENCE}/image_encoder"
        self._models.manager.add(Part(name, self._image_encoder))
        return name

    def tokenizers(self) -> tuple[Any, Any]:
        """Small; they stay in main memory."""
        settle()
        from transformers import CLIPTokenizer

        folder = self._models.where(BASE).folder
        first, second = (CLIPTokenizer.from_pretrained(folder, subfolder=name, local_files_only=True) for name in ("tokenizer", "tokenizer_2"))
        return first, second

    def scheduler(self, recipe: Recipe) -> Any:
        """A new one, since it counts steps: DPM++ 2M for the base model, Euler with trailing steps for the LoRAs that need few."""
        settle()
        from diffusers import DPMSolverMultistepScheduler, EulerDiscreteScheduler

        kind = EulerDiscreteScheduler if recipe.fast else DPMSolverMultistepScheduler
        config = kind.load_config(self._models.where(BASE).folder, subfolder="scheduler", local_files_only=True)
        more = {"timestep_spacing": "trailing"} if recipe.fast else {"use_karras_sigmas": True}
        return kind.from_config(config, **more)

    # --- loading, on the manager's thread ---

    def _name(self, recipe: Recipe, part: str) -> str:
        """Parts of one checkpoint and LoRA are shared by everybody who draws with them."""
        own = f"{recipe.own.name} {mark_of(recipe.own)}" if recipe.own else BASE
        return f"{own}/{part}"

    def _weights(self, recipe: Recipe) -> tuple[Place, Path | None]:
        """The base model, whose configuration counts, and the single file that has the weights, if they are in one."""
        place = self._models.where(BASE)
        single = recipe.checkpoint or place.single
        settle()
        if single:
            demand_safe_weights(single)
        return place, single

    def _text_encoder(self, recipe: Recipe, part: str) -> Any:
        import transformers

        place, single = self._weights(recipe)
        dtype = self._models.compute_dtype
        with fitting(recipe.own):
            if single:
                from diffusers import StableDiffusionXLPipeline

                nothing = {name: None for name in _PIPELINE if name != part}
                pipe = StableDiffusionXLPipeline.from_single_file(str(single), config=str(place.folder), local_files_only=True, torch_dtype=dtype, **nothing)
                encoder = getattr(pipe, part)
            else:
                kind = transformers.CLIPTextModel if part == "text_encoder" else transformers.CLIPTextModelWithProjection
                encoder = kind.from_pretrained(place.folder, subfolder=part, dtype=dtype, **local_weights(place.folder / part))
            if recipe.lora:
                _add_lora(part, encoder, recipe.lora)
        return encoder.eval()

    def _unet(self, recipe: Recipe) -> Any:
        import torch

        place, single = self._weights(recipe)
        compute = self._models.compute_dtype
        wide = compute == torch.float32 and recipe.modes[0] != "full"  # 10 GB in 32 bits: loaded in 16, stored in 8
        dtype = torch.float16 if wide else compute
        with fitting(recipe.own):
            unet = self._plain_unet(recipe, place, single, dtype)
        if recipe.reference:
            _add_adapter(unet, self._models.where(REFERENCE).folder)
        unet.eval().requires_grad_(False)
        if wide:
            _store_in_8_bits(unet, compute)
        return unet

    def _plain_unet(self, recipe: Recipe, place: Place, single: Path | None, dtype: Any) -> Any:
        from diffusers import UNet2DConditionModel

        if single:
            unet = UNet2DConditionModel.from_single_file(str(single), config=str(place.folder), subfolder="unet", torch_dtype=dtype, local_files_only=True)
        else:
            unet = UNet2DConditionModel.from_pretrained(place.folder, subfolder="unet", torch_dtype=dtype, **local_weights(place.folder / "unet"))
        if recipe.fast:
            _add_lora("unet", unet, self._models.where(recipe.fast).file(FAST[recipe.fast][1]))
        if recipe.lora:
            _add_lora("unet", unet, recipe.lora)
        return unet

    def _vae(self) -> Any:
        from diffusers import AutoencoderKL

        folder = self._models.where(VAE).folder
        return AutoencoderKL.from_pretrained(folder, torch_dtype=self._models.compute_dtype, **local_weights(folder)).eval()

    def _preview(self) -> Any:
        from diffusers import AutoencoderTiny

        folder = self._models.where(PREVIEW).folder
        return AutoencoderTiny.from_pretrained(folder, torch_dtype=self._models.compute_dtype, **local_weights(folder)).eval()

    def _image_encoder(self) -> Any:
        from transformers import CLIPVisionModelWithProjection

        folder = self._models.where(REFERENCE).folder / _EYES
        return CLIPVisionModelWithProjection.from_pretrained(folder, dtype=self._models.compute_dtype, **local_weights(folder)).eval()


def around(**parts: Any) -> Any:
    """The real pipeline, around the parts that are at hand."""
    from diffusers import StableDiffusionXLPipeline

    pipe = StableDiffusionXLPipeline(**{**dict.fromkeys(_PIPELINE), **parts}, add_watermarker=False)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def sight(side: int) -> Any:
    """Pictures as CLIP's image encoder takes them, `side` pixels square."""
    from transformers import CLIPImageProcessorPil

    return CLIPImageProcessorPil(size={"shortest_edge": side}, crop_size={"height": side, "width": side})


def _add_lora(part: str, module: Any, file: Path) -> None:
    """Add a LoRA to a module's weights themselves, where it has something for it: it then costs nothing at each step."""
    demand_safe_weights(file)
    pipe = around(**{part: module})
    unet_config = module.config if part == "unet" else None
    state, alphas = pipe.lora_state_dict(str(file.parent), weight_name=file.name, use_safetensors=True, local_files_only=True, unet_config=unet_config)
    if not any(name.startswith(f"{part}.") for name in state):
        return
    if part == "unet":
        pipe.load_lora_into_unet(state, network_alphas=alphas, unet=module, adapter_name="added")
    else:
        pipe.load_lora_into_text_encoder(state, network_alphas=alphas, text_encoder=module, prefix=part, adapter_name="added")
    pipe.fuse_lora(components=[part])
    pipe.unload_lora_weights()


def _add_adapter(unet: Any, folder: Path) -> None:
    """Give the UNet the layers that attend to reference pictures. From then on it can't draw without one."""
    below, file = _ADAPTER
    demand_safe_weights(folder / below / file)
    around(unet=unet, feature_extractor=sight(224)).load_ip_adapter(str(folder), subfolder=below, weight_name=file, image_encoder_folder=None, local_files_only=True)


def _store_in_8_bits(unet: Any, compute: Any) -> None:
    """Store in fp8 what is stored best so, and compute in `compute`, which is wider than what was loaded: norms change to it for good."""
    import torch

    unet.enable_layerwise_casting(storage_dtype=torch.float8_e4m3fn, compute_dtype=compute)
    unet._stored_in_fp8 = True  # the device asks: see TorchDevice.put
    for tensor in (*unet.parameters(), *unet.buffers()):
        if tensor.dtype == torch.float16:
            tensor.data = tensor.data.to(compute)
