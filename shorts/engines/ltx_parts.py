"""LTX's parts, loaded from its single file: the network, and the VAE that goes with this version.

Only .safetensors files are opened, after a look at their tables of contents, and nothing is ever fetched.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from shorts.engines.eight_bits import store_in_8_bits
from shorts.engines.frameworks import settle
from shorts.engines.ltx_recipe import MODEL, compute_dtype
from shorts.model_manager import Part
from shorts.models.safety import demand_safe_weights, read_header

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.engines.ltx_recipe import Recipe
    from shorts.models.local import LocalModels

_FILE = "ltxv-2b-0.9.8-distilled.safetensors"
VAE_095: dict[str, Any] = {
    "in_channels": 3, "out_channels": 3, "latent_channels": 128,
    "block_out_channels": [128, 256, 512, 1024, 2048], "decoder_block_out_channels": [256, 512, 1024],
    "layers_per_block": [4, 6, 6, 2, 2], "decoder_layers_per_block": [5, 5, 5, 5],
    "down_block_types": ["LTXVideo095DownBlock3D"] * 4, "downsample_type": ["spatial", "temporal", "spatiotemporal", "spatiotemporal"],
    "spatio_temporal_scaling": [True] * 4, "decoder_spatio_temporal_scaling": [True] * 3, "decoder_inject_noise": [False] * 4,
    "upsample_residual": [True] * 3, "upsample_factor": [2] * 3, "timestep_conditioning": True, "patch_size": 4, "patch_size_t": 1,
    "resnet_norm_eps": 1e-6, "scaling_factor": 1.0, "encoder_causal": True, "decoder_causal": False,
    "spatial_compression_ratio": 32, "temporal_compression_ratio": 8,
}  # fmt: skip
"""The VAE since version 0.9.5, as diffusers builds it. The vae/config.json beside the file is that of 0.9.0, whose blocks are others."""
SIGMAS = (1.0, 0.9937, 0.9875, 0.9812, 0.975, 0.9094, 0.725, 0.4219)
"""Noise levels that the distilled model was trained for; its file tells them too (allowed_inference_steps)."""


class LtxParts:
    """Names and loads. Loading happens on the manager's thread; making this is cheap."""

    def __init__(self, models: LocalModels) -> None:
        self._models = models

    @property
    def file(self) -> Path:
        """Raises ModelMissing, ModelBroken."""
        place = self._models.where(MODEL)
        return place.single or place.file(_FILE)

    def transformer(self, recipe: Recipe) -> str:
        name = f"{MODEL}/transformer+{'-'.join(recipe.modes)}"
        self._models.manager.add(Part(name, lambda: self._transformer(recipe), recipe.modes))
        return name

    def vae(self) -> str:
        name = f"{MODEL}/vae"
        self._models.manager.add(Part(name, self._vae))
        return name

    def sigmas(self) -> tuple[float, ...]:
        """From 1 downwards, the final 0 left out."""
        told = json.loads(read_header(self.file).get("__metadata__", {}).get("config", "{}"))
        steps = told.get("allowed_inference_steps") or SIGMAS
        return tuple(float(step) for step in steps)

    # --- loading, on the manager's thread ---

    def _transformer(self, recipe: Recipe) -> Any:
        import torch

        settle()
        from diffusers import LTXVideoTransformer3DModel

        demand_safe_weights(self.file)
        compute = compute_dtype(self._models)
        wide = compute == torch.float32 and recipe.modes[0] != "full"
        dtype = torch.bfloat16 if wide else compute
        folder = str(self._models.where(MODEL).folder)
        network = LTXVideoTransformer3DModel.from_single_file(str(self.file), config=folder, subfolder="transformer", torch_dtype=dtype, local_files_only=True)
        network.eval().requires_grad_(False)
        if wide:
            store_in_8_bits(network, compute)
        return network

    def _vae(self) -> Any:
        import torch

        settle()
        from diffusers import AutoencoderKLLTXVideo
        from diffusers.loaders.single_file_utils import convert_ltx_vae_checkpoint_to_diffusers
        from safetensors.torch import load_file

        demand_safe_weights(self.file)
        weights = convert_ltx_vae_checkpoint_to_diffusers(load_file(self.file))
        with torch.device("meta"):  # no memory, no time for random numbers
            vae = AutoencoderKLLTXVideo.from_config(self._vae_config())
        vae.load_state_dict(weights, strict=True, assign=True)
        return vae.to(compute_dtype(self._models)).eval().requires_grad_(False)

    def _vae_config(self) -> dict[str, Any]:
        """The folder's own, should it be of this version."""
        own: dict[str, Any] = json.loads(self._models.where(MODEL).file("vae/config.json").read_text(encoding="utf-8"))
        return own if own.get("down_block_types") == VAE_095["down_block_types"] else VAE_095
