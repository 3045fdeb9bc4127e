"""AnimateDiff's parts: Stable Diffusion 1.5 with the motion module and IP-Adapter Plus in its UNet.

Only .safetensors files are opened, after a look at their tables of contents, and nothing is ever fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shorts.engines.animatediff_recipe import ADAPTER, BASE, GUIDE
from shorts.engines.eight_bits import store_in_8_bits
from shorts.engines.frameworks import settle
from shorts.engines.weights import local_weights
from shorts.model_manager import Part
from shorts.models.safety import demand_safe_weights

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.engines.animatediff_recipe import Recipe
    from shorts.models.local import LocalModels

_WEIGHTS = ("models", "ip-adapter-plus_sd15.safetensors")
_EYES = "models/image_encoder"


class AnimateDiffParts:
    """Names and loads. Loading happens on the manager's thread; making this is cheap."""

    def __init__(self, models: LocalModels) -> None:
        self._models = models

    def reader(self) -> str:
        """The text encoder."""
        return self._added(f"{BASE}/text_encoder", self._text_encoder)

    def eyes(self) -> str:
        """The image encoder, which looks at the still."""
        return self._added(f"{GUIDE}/image_encoder", self._image_encoder)

    def vae(self) -> str:
        return self._added(f"{BASE}/vae", self._vae)

    def unet(self, recipe: Recipe) -> str:
        name = f"{BASE}/unet+{ADAPTER}+{GUIDE}+{'-'.join(recipe.modes)}"
        self._models.manager.add(Part(name, lambda: self._unet(recipe), recipe.modes))
        return name

    def tokenizer(self) -> Any:
        settle()
        from transformers import CLIPTokenizer

        return CLIPTokenizer.from_pretrained(self._folder(BASE), subfolder="tokenizer", local_files_only=True)

    def scheduler(self) -> Any:
        """A new one: it counts steps. The settings are those that the motion module was trained with."""
        settle()
        from diffusers import DDIMScheduler

        config = DDIMScheduler.load_config(self._folder(BASE), subfolder="scheduler", local_files_only=True)
        return DDIMScheduler.from_config(config, beta_schedule="linear", clip_sample=False, timestep_spacing="linspace", steps_offset=1)

    # --- loading, on the manager's thread ---

    def _added(self, name: str, load: Any) -> str:
        self._models.manager.add(Part(name, load))
        return name

    def _folder(self, model: str) -> Path:
        return self._models.where(model).folder

    def _text_encoder(self) -> Any:
        settle()
        from transformers import CLIPTextModel

        folder = self._folder(BASE)
        return CLIPTextModel.from_pretrained(folder, subfolder="text_encoder", dtype=self._models.compute_dtype, **local_weights(folder / "text_encoder")).eval()

    def _image_encoder(self) -> Any:
        settle()
        from transformers import CLIPVisionModelWithProjection

        folder = self._folder(GUIDE) / _EYES
        return CLIPVisionModelWithProjection.from_pretrained(folder, dtype=self._models.compute_dtype, **local_weights(folder)).eval()

    def _vae(self) -> Any:
        settle()
        from diffusers import AutoencoderKL

        folder = self._folder(BASE)
        return AutoencoderKL.from_pretrained(folder, subfolder="vae", torch_dtype=self._models.compute_dtype, **local_weights(folder / "vae")).eval()

    def _unet(self, recipe: Recipe) -> Any:
        import torch

        settle()
        from diffusers import MotionAdapter, UNet2DConditionModel, UNetMotionModel

        base, adapter, guide = self._folder(BASE), self._folder(ADAPTER), self._folder(GUIDE)
        compute = self._models.compute_dtype
        wide = compute == torch.float32 and recipe.modes[0] != "full"
        dtype = torch.float16 if wide else compute
        drawing = UNet2DConditionModel.from_pretrained(base, subfolder="unet", torch_dtype=dtype, **local_weights(base / "unet"))
        moving = MotionAdapter.from_pretrained(adapter, torch_dtype=dtype, **local_weights(adapter))
        unet = UNetMotionModel.from_unet2d(drawing, moving).to(dtype)
        demand_safe_weights(guide / _WEIGHTS[0] / _WEIGHTS[1])
        around(unet=unet).load_ip_adapter(str(guide), subfolder=_WEIGHTS[0], weight_name=_WEIGHTS[1], image_encoder_folder=None, local_files_only=True)
        unet.eval().requires_grad_(False)
        if wide:
            store_in_8_bits(unet, compute)
        return unet


def around(**parts: Any) -> Any:
    """The real pipeline, around the parts that are at hand."""
    settle()
    from diffusers import AnimateDiffVideoToVideoPipeline

    every = ("vae", "text_encoder", "tokenizer", "unet", "motion_adapter", "scheduler", "feature_extractor", "image_encoder")
    pipe = AnimateDiffVideoToVideoPipeline(**{**dict.fromkeys(every), **parts})
    pipe.set_progress_bar_config(disable=True)
    return pipe
