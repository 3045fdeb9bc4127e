"""SDXL at its full size with random weights: real shapes, real arithmetic, nothing to download. Its pictures are noise.

The configurations are those of stabilityai/stable-diffusion-xl-base-1.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

UNET = {
    "sample_size": 128, "in_channels": 4, "out_channels": 4, "block_out_channels": (320, 640, 1280), "layers_per_block": 2,
    "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
    "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"), "transformer_layers_per_block": (1, 2, 10),
    "attention_head_dim": (5, 10, 20), "use_linear_projection": True, "cross_attention_dim": 2048, "addition_embed_type": "text_time",
    "addition_time_embed_dim": 256, "projection_class_embeddings_input_dim": 2816,
}  # fmt: skip
VAE = {
    "in_channels": 3, "out_channels": 3, "latent_channels": 4, "block_out_channels": (128, 256, 512, 512), "layers_per_block": 2,
    "down_block_types": ("DownEncoderBlock2D",) * 4, "up_block_types": ("UpDecoderBlock2D",) * 4, "sample_size": 1024,
    "scaling_factor": 0.13025, "force_upcast": False,
}  # fmt: skip
CLIP = {"vocab_size": 49408, "max_position_embeddings": 77, "bos_token_id": 0, "eos_token_id": 2, "pad_token_id": 1}
CLIP_L = {"hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12, "num_attention_heads": 12, "projection_dim": 768, "hidden_act": "quick_gelu", **CLIP}
CLIP_G = {"hidden_size": 1280, "intermediate_size": 5120, "num_hidden_layers": 32, "num_attention_heads": 20, "projection_dim": 1280, "hidden_act": "gelu", **CLIP}


def unet(dtype: Any) -> Any:
    """2.57 billion parameters."""
    import diffusers

    return random_weights(lambda: diffusers.UNet2DConditionModel(**UNET), dtype)


def vae(dtype: Any) -> Any:
    import diffusers

    return random_weights(lambda: diffusers.AutoencoderKL(**VAE), dtype)


def text_encoders(dtype: Any) -> tuple[Any, Any]:
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    return (
        random_weights(lambda: CLIPTextModel(CLIPTextConfig(**CLIP_L)), dtype),
        random_weights(lambda: CLIPTextModelWithProjection(CLIPTextConfig(**CLIP_G)), dtype),
    )


def random_weights(make: Callable[[], Any], dtype: Any, seed: int = 0) -> Any:
    """A model in main memory, its matrices normal with a deviation of 0.02, norms 1, biases 0: activations stay finite in fp16.

    Made without memory first, so that nothing is initialised twice; buffers that a constructor computes are made anew.
    """
    import torch

    with torch.device("meta"):
        model = make()
    model = model.to(dtype).to_empty(device="cpu").eval().requires_grad_(requires_grad=False)
    block = torch.empty(1 << 22).normal_(0, 0.02, generator=torch.Generator().manual_seed(seed)).to(dtype)
    for name, parameter in model.named_parameters():
        if parameter.ndim > 1:
            flat = parameter.view(-1)
            for start in range(0, flat.numel(), block.numel()):
                part = flat[start : start + block.numel()]
                part.copy_(block[: part.numel()])  # one block over and over: ten times quicker than drawing every number
        elif name.endswith("weight"):
            parameter.fill_(1.0)
        else:
            parameter.zero_()
    for name, buffer in model.named_buffers():
        if name.endswith("position_ids"):
            buffer.copy_(torch.arange(buffer.shape[-1]).expand(buffer.shape))
    return model


def save_sdxl(folder: Any) -> None:
    """The whole pipeline in the layout of its repository, fp16 files; tokenizers that know bytes only, since no words are needed."""
    import torch
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLPipeline

    from tests.tiny_models import clip_tokenizer

    first, second = text_encoders(torch.float16)
    scheduler = EulerDiscreteScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1, timestep_spacing="leading")
    pipe = StableDiffusionXLPipeline(
        vae=vae(torch.float16), unet=unet(torch.float16), text_encoder=first, text_encoder_2=second, tokenizer=clip_tokenizer(),
        tokenizer_2=clip_tokenizer("!"), scheduler=scheduler, add_watermarker=False,
    )  # fmt: skip
    pipe.save_pretrained(folder, variant="fp16")


def save_vae(folder: Any) -> None:
    import torch

    vae(torch.float16).save_pretrained(folder)


def save_lora(file: Any) -> None:
    """A LoRA of rank 4 for every attention of the UNet, as trainers write it; its weights are zero, so that numbers stay finite."""
    import diffusers
    import torch
    from safetensors.torch import save_file

    with torch.device("meta"):
        model = diffusers.UNet2DConditionModel(**UNET)
    state = {}
    for name, module in model.named_modules():
        if name.endswith((".to_q", ".to_k", ".to_v")):
            state[f"unet.{name}.lora_A.weight"] = torch.zeros(4, module.in_features, dtype=torch.float16)
            state[f"unet.{name}.lora_B.weight"] = torch.zeros(module.out_features, 4, dtype=torch.float16)
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file(state, file)
