"""What SDXL does on the card: read, look, denoise, decode. Each runs on the manager's thread with the modules that it needs there."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from shorts.engines.replay import replaying
from shorts.engines.sdxl_parts import around, sight

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PIL import Image

    from shorts.engines.clip_text import Reading
    from shorts.engines.picture_sizes import Size
    from shorts.engines.sdxl_recipe import Recipe

LIKENESS = 0.5
"""Weight of the reference picture against the words: with more, every scene becomes the reference's own pose and ground."""


def look_at(eyes: Any, pictures: Sequence[Path], *, guided: bool) -> Any:
    """What the image encoder sees in reference pictures, on the CPU: (2 with guidance, else 1) × pictures × tokens × width."""
    import torch
    from PIL import Image

    pipe = around(image_encoder=eyes, feature_extractor=sight(eyes.config.image_size))
    images = []
    for path in pictures:
        with Image.open(path) as image:
            images.append(image.convert("RGB"))
    with torch.no_grad():
        seen, nothing = pipe.encode_image(images, eyes.device, 1, output_hidden_states=True)
    return (torch.stack([nothing, seen]) if guided else seen[None]).cpu()


def denoise(
    unet: Any, scheduler: Any, recipe: Recipe, reading: Reading, looks: Any, size: Size, seed: int, on_step: Callable[[int, Any], None], *, replay: bool = False
) -> Any:
    """The picture as latents, on the CPU. on_step: called after each step with its number and the picture as expected then (latents).
    replay: steps after the first are replays of it (replay.py), which takes more memory.

    The noise is drawn on the CPU, so that a seed means the same picture on every card, but for rounding.
    """
    import torch

    pipe = around(unet=unet, scheduler=scheduler)
    device, dtype = unet.device, unet.dtype
    expected = _expectations(scheduler)

    def after(_pipe: Any, step: int, _time: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        on_step(step, expected() if expected else tensors["latents"])
        return tensors

    more: dict[str, Any] = {}
    if reading.not_words is not None:
        more = {"negative_prompt_embeds": reading.not_words.to(device, dtype), "negative_pooled_prompt_embeds": reading.not_whole.to(device, dtype)}
    if looks is not None:
        pipe.set_ip_adapter_scale(LIKENESS)
        more["ip_adapter_image_embeds"] = [looks.to(device, dtype)]
    with replaying(unet) if replay else nullcontext():
        latents = pipe(
            prompt_embeds=reading.words.to(device, dtype),
            pooled_prompt_embeds=reading.whole.to(device, dtype),
            num_inference_steps=recipe.steps,
            guidance_scale=recipe.guidance,
            width=size[0],
            height=size[1],
            generator=torch.Generator("cpu").manual_seed(seed),
            output_type="latent",
            callback_on_step_end=after,
            **more,
        ).images
    return latents.cpu()


def decode(vae: Any, latents: Any, *, tiled: bool) -> Image.Image:
    """Latents → picture. `tiled`: piece by piece, with soft seams, in a fraction of the memory."""
    import torch
    from diffusers.image_processor import VaeImageProcessor

    (vae.enable_tiling if tiled else vae.disable_tiling)()
    with torch.no_grad():
        picture = vae.decode(latents.to(vae.device, vae.dtype) / vae.config.scaling_factor).sample
    if not bool(torch.isfinite(picture).all()):
        raise FloatingPointError("the decoder gave no numbers")
    images: list[Image.Image] = VaeImageProcessor().postprocess(picture, output_type="pil")
    return images[0]


def preview(decoder: Any, latents: Any) -> Image.Image:
    """The same by the tiny decoder (TAESD), which takes latents as they are: rough, and a hundredth of the work."""
    import torch
    from diffusers.image_processor import VaeImageProcessor

    with torch.no_grad():
        picture = decoder.decode(latents.to(decoder.device, decoder.dtype)).sample
    images: list[Image.Image] = VaeImageProcessor().postprocess(picture, output_type="pil")
    return images[0]


def _expectations(scheduler: Any) -> Callable[[], Any] | None:
    """What the picture would be if it were finished now, by the scheduler's own estimate: previews of the latents are mostly noise."""
    if hasattr(scheduler, "model_outputs"):  # DPM++
        return lambda: scheduler.model_outputs[-1]
    step = scheduler.step
    last: list[Any] = []

    def seeing(*args: Any, **named: Any) -> Any:
        result = step(*args, **named)
        last[:] = [result[1]]  # Euler gives it beside the next latents
        return result

    scheduler.step = seeing
    return lambda: last[0]
