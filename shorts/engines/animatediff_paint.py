"""What AnimateDiff does on the card. Each runs on the manager's thread with the modules that it needs there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from shorts.engines.animatediff_parts import around
from shorts.engines.animatediff_recipe import FRAMES
from shorts.engines.sdxl_parts import sight

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.picture.yuv import U8

_STRENGTH = 0.7
"""Part of the noise levels that the clip goes through, from the still in all its frames: with less nothing moves, with more the still is lost."""
_LIKENESS = 0.65
"""Weight of the still as IP-Adapter sees it, against the words."""
_GUIDANCE = 6.5
_NOT = "blurry, low quality, distorted, deformed, flickering, text, watermark"


@dataclass(frozen=True, slots=True)
class Seen:
    """The still, on the CPU. `latents`: 1 × 4 × rows × columns; `look`: as IP-Adapter takes it, of nothing and of the still."""

    latents: Any
    look: Any


def read(encoder: Any, tokenizer: Any, prompt: str) -> tuple[Any, Any]:
    """What the encoder makes of a prompt, and of what is not wanted; on the CPU. It reads 77 tokens."""
    import torch

    pipe = around(text_encoder=encoder, tokenizer=tokenizer)
    with torch.no_grad():
        words, not_words = pipe.encode_prompt(prompt, encoder.device, 1, True, _NOT)
    return words.cpu(), not_words.cpu()


def look(eyes: Any, picture: U8) -> Any:
    """What the image encoder sees in a square picture: 2 × 1 × tokens × width, on the CPU."""
    import torch
    from PIL import Image

    pipe = around(image_encoder=eyes, feature_extractor=sight(eyes.config.image_size))
    with torch.no_grad():
        seen, nothing = pipe.encode_image(Image.fromarray(picture), eyes.device, 1, output_hidden_states=True)
    return torch.stack([nothing, seen]).cpu()


def encode(vae: Any, picture: U8) -> Any:
    """The still as latents, scaled, on the CPU."""
    import torch

    pixels = torch.from_numpy(np.ascontiguousarray(picture)).permute(2, 0, 1)[None].float() / 127.5 - 1
    with torch.no_grad():
        latents = vae.encode(pixels.to(vae.device, vae.dtype)).latent_dist.mode().float()
    return (latents * vae.config.scaling_factor).cpu()


def denoise(unet: Any, scheduler: Any, seen: Seen, words: tuple[Any, Any], steps: int, seed: int, on_step: Callable[[int], None]) -> Any:
    """The clip as latents, on the CPU: 1 × 4 × frames × rows × columns. on_step: called after each step with its number.

    The noise is drawn on the CPU, so that a seed means the same clip on every card, but for rounding.
    """
    import torch

    def after(_pipe: Any, step: int, _time: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        on_step(step)
        return tensors

    pipe = around(unet=unet, scheduler=scheduler)
    pipe.set_ip_adapter_scale(_LIKENESS)
    device, dtype = unet.device, next(parameter.dtype for parameter in unet.parameters() if parameter.dtype.itemsize > 1)
    start = seen.latents[:, :, None].repeat(1, 1, FRAMES, 1, 1)
    return pipe(
        latents=start.to(device, dtype),
        height=start.shape[-2] * 8,
        width=start.shape[-1] * 8,
        prompt_embeds=words[0].to(device, dtype),
        negative_prompt_embeds=words[1].to(device, dtype),
        ip_adapter_image_embeds=[seen.look.to(device, dtype)],
        num_inference_steps=steps,
        enforce_inference_steps=True,  # so many of them, from the noise level that the strength means
        strength=_STRENGTH,
        guidance_scale=_GUIDANCE,
        generator=torch.Generator("cpu").manual_seed(seed),
        output_type="latent",
        callback_on_step_end=after,
    ).frames.cpu()


def decode(vae: Any, latents: Any, *, together: int) -> list[U8]:
    """Latents → frames, each (h, w, 3); `together` of them at once."""
    import torch

    with torch.no_grad():
        video = around(vae=vae).decode_latents(latents.to(vae.device, vae.dtype), together)[0]
    if not bool(torch.isfinite(video).all()):
        raise FloatingPointError("the decoder gave no numbers")
    pixels = ((video + 1) * 127.5).round().clamp(0, 255).to(torch.uint8)
    return list(pixels.permute(1, 2, 3, 0).cpu().numpy())
