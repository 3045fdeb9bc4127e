"""What LTX does on the card: look at the still, denoise, decode. Each runs on the manager's thread with the modules that it needs there."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np

from shorts.engines.ltx_recipe import RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shorts.engines.picture_sizes import Size
    from shorts.picture.yuv import U8

_DECODE_AT, _DECODE_NOISE = 0.05, 0.025
"""The decoder finishes the last bit of denoising itself; values of the model's authors."""
_LOOSE = 0.15
"""Noise on the still's own latents while there is noise everywhere, none in the end: it lets things start to move (the authors' value)."""
_TILE, _STRIDE = 256, 192
_GRADE = "29"
"""Constant rate factor of H.264 for the still: the model knows frames of videos, and moves a picture as clean as a drawing the less."""


def as_footage(picture: U8) -> U8:
    """The picture (h, w, 3) as a frame of a video would look."""
    import av

    coder: Any = av.CodecContext.create("libx264", "w")
    coder.height, coder.width = picture.shape[:2]
    coder.pix_fmt, coder.time_base, coder.thread_count = "yuv420p", Fraction(1, int(RATE)), 1
    coder.options = {"crf": _GRADE, "preset": "veryfast"}
    reader: Any = av.CodecContext.create("h264", "r")
    packets = [*coder.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")), *coder.encode(None)]
    frames = [frame for packet in (*packets, None) for frame in reader.decode(packet)]
    return np.asarray(frames[0].to_ndarray(format="rgb24"), np.uint8)


def look(vae: Any, picture: U8) -> Any:
    """The still as latents, normalised, on the CPU: 1 × channels × 1 × rows × columns."""
    import torch
    from diffusers import LTXConditionPipeline

    pixels = torch.from_numpy(np.ascontiguousarray(picture)).permute(2, 0, 1)[None, :, None]
    vae.disable_tiling()
    with torch.no_grad():
        latents = vae.encode((pixels.float() / 127.5 - 1).to(vae.device, vae.dtype)).latent_dist.mode().float()
    return LTXConditionPipeline._normalize_latents(latents, vae.latents_mean, vae.latents_std).cpu()


def denoise(
    transformer: Any, seen: Any, words: Any, sigmas: Sequence[float], size: Size, frames: int, seed: int, on_step: Callable[[int], None]
) -> Any:
    """The clip as latents, on the CPU. on_step: called after each step with its number.

    The noise is drawn on the CPU, so that a seed means the same clip on every card, but for rounding.
    """
    import torch
    from diffusers import FlowMatchEulerDiscreteScheduler, LTXConditionPipeline

    def after(_pipe: Any, step: int, _time: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        on_step(step)
        return tensors

    device, dtype = transformer.device, next(parameter.dtype for parameter in transformer.parameters() if parameter.dtype.itemsize > 1)
    # unlike LTXImageToVideoPipeline, this one places frames in time as the network since 0.9.5 knows them, and takes our noise levels
    pipe = LTXConditionPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(), vae=_Looked(seen, dtype), text_encoder=None, tokenizer=None, transformer=transformer
    )
    pipe.set_progress_bar_config(disable=True)
    return pipe(
        image=torch.zeros(1, 3, size[1], size[0]),  # it was looked at already
        prompt_embeds=words.to(device, dtype),
        prompt_attention_mask=torch.ones(words.shape[:2], dtype=torch.bool, device=device),
        width=size[0],
        height=size[1],
        num_frames=frames,
        frame_rate=RATE,
        num_inference_steps=len(sigmas),
        timesteps=[sigma * 1000 for sigma in sigmas],
        guidance_scale=1.0,
        image_cond_noise_scale=_LOOSE,
        generator=torch.Generator("cpu").manual_seed(seed),
        output_type="latent",
        callback_on_step_end=after,
    ).frames.cpu()


@dataclass(frozen=True)
class _Looked:
    """Stands where the pipeline has its VAE, with what that has seen already: so the two needn't be on the card together."""

    seen: Any
    dtype: Any
    spatial_compression_ratio: int = 32
    temporal_compression_ratio: int = 8

    def encode(self, _pixels: Any) -> Any:
        return SimpleNamespace(latents=self.seen)

    @property
    def latents_mean(self) -> Any:
        return self.seen.new_zeros(1)

    @property
    def latents_std(self) -> Any:
        return self.seen.new_ones(1)


def decode(vae: Any, latents: Any, seed: int, *, tiled: bool) -> list[U8]:
    """Latents → frames, each (h, w, 3). `tiled`: piece by piece, with soft seams, in a fraction of the memory."""
    import torch
    from diffusers import LTXConditionPipeline

    if tiled:
        vae.enable_tiling(tile_sample_min_height=_TILE, tile_sample_min_width=_TILE, tile_sample_stride_height=_STRIDE, tile_sample_stride_width=_STRIDE)
    else:
        vae.disable_tiling()
    latents = LTXConditionPipeline._denormalize_latents(latents, vae.latents_mean.cpu(), vae.latents_std.cpu(), vae.config.scaling_factor)
    time = None
    if vae.config.timestep_conditioning:
        noise = torch.randn(latents.shape, generator=torch.Generator("cpu").manual_seed(seed))
        latents = (1 - _DECODE_NOISE) * latents + _DECODE_NOISE * noise
        time = torch.tensor([_DECODE_AT], device=vae.device, dtype=vae.dtype)
    with torch.no_grad():
        video = vae.decode(latents.to(vae.device, vae.dtype), time, return_dict=False)[0][0]
    if not bool(torch.isfinite(video).all()):
        raise FloatingPointError("the decoder gave no numbers")
    pixels = ((video.float() + 1) * 127.5).round().clamp(0, 255).to(torch.uint8)
    return list(pixels.permute(1, 2, 3, 0).cpu().numpy())
