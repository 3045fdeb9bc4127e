"""Tiny checkpoints with random weights in the real layouts, installed as our store expects them: real classes, real names of tensors.

Only widths and depths are small. The pictures are noise: tests look at sizes, seeds and what changes them, never at what is seen.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shorts.models.catalog import read_catalogue
from shorts.models.store import FileMark, Installed, write_marker
from shorts.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

os.environ.setdefault("HF_HUB_OFFLINE", "1")
COMMIT = "0123456789abcdef0123456789abcdef01234567"
WIDTHS = (32, 48)  # of the two text encoders: readers of single files tell them apart by it
LINES = sum(WIDTHS)


def install(models: Path, entry: str, build: Callable[[Path], None]) -> Path:
    """Build into the entry's folder and mark it as the installer does."""
    settings = replace(Settings(), models=models)
    folder = models / entry
    folder.mkdir(parents=True, exist_ok=True)
    with _quiet():
        build(folder)
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    marks = {name: FileMark(path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()) for name, path in files.items()}
    row = read_catalogue(settings.catalogue)[entry]
    write_marker(row, settings, Installed(entry, row.repo, COMMIT, marks))
    return folder


@contextmanager
def _quiet() -> Iterator[None]:
    """Saving shows progress bars, which pytest would keep."""
    import torch
    from diffusers.utils import logging as diffusers_log
    from transformers.utils import logging as transformers_log

    diffusers_log.disable_progress_bar()
    transformers_log.disable_progress_bar()
    torch.set_num_threads(1)  # threads only cost with tensors this small
    yield


def _seeded(make: Callable[[], Any]) -> Any:
    import torch

    torch.manual_seed(0)
    return make().eval()


# --- SDXL -------------------------------------------------------------------------------------------------------------


def byte_characters() -> list[str]:
    """GPT-2's and CLIP's printable character for each byte: any text can be told in them."""
    keep = {*range(33, 127), *range(161, 173), *range(174, 256)}
    extra = iter(range(256, 512))
    return [chr(byte if byte in keep else next(extra)) for byte in range(256)]


def clip_tokenizer(pad: str = "<|endoftext|>") -> Any:
    """CLIP's scheme with nothing merged: bytes, bytes at the end of a word, two marks."""
    from transformers import CLIPTokenizer

    characters = byte_characters()
    vocabulary = {text: number for number, text in enumerate([*characters, *(f"{character}</w>" for character in characters), "<|startoftext|>", "<|endoftext|>"])}
    return CLIPTokenizer(vocab=vocabulary, merges=[], model_max_length=77, pad_token=pad)


def clip_text(projected: bool) -> Any:
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    width = WIDTHS[projected]
    config = CLIPTextConfig(
        vocab_size=514, hidden_size=width, intermediate_size=64, num_hidden_layers=3, num_attention_heads=4, max_position_embeddings=77, projection_dim=width,
        hidden_act="gelu" if projected else "quick_gelu", bos_token_id=512, eos_token_id=513, pad_token_id=513,
    )  # fmt: skip
    return _seeded(lambda: (CLIPTextModelWithProjection if projected else CLIPTextModel)(config))


def kl_vae() -> Any:
    """Four levels: the real eightfold size."""
    from diffusers import AutoencoderKL

    return _seeded(lambda: AutoencoderKL(
        block_out_channels=(8, 8, 8, 8), down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
        layers_per_block=1, norm_num_groups=4, sample_size=64, scaling_factor=0.13025,
    ))  # fmt: skip


def sdxl_unet() -> Any:
    """The same three levels as the real one."""
    from diffusers import UNet2DConditionModel

    return _seeded(lambda: UNet2DConditionModel(
        sample_size=8, block_out_channels=(8, 16, 32), layers_per_block=1, transformer_layers_per_block=(1, 1, 2), attention_head_dim=(2, 2, 4),
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"), use_linear_projection=True, cross_attention_dim=LINES,
        addition_embed_type="text_time", addition_time_embed_dim=8, projection_class_embeddings_input_dim=6 * 8 + WIDTHS[1], norm_num_groups=4,
    ))  # fmt: skip


def sdxl_base(folder: Path) -> None:
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLPipeline

    pipe = StableDiffusionXLPipeline(
        vae=kl_vae(), unet=sdxl_unet(), text_encoder=clip_text(False), text_encoder_2=clip_text(True), tokenizer=clip_tokenizer(), tokenizer_2=clip_tokenizer("!"),
        scheduler=EulerDiscreteScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1, timestep_spacing="leading"),
        add_watermarker=False,
    )  # fmt: skip
    pipe.save_pretrained(folder, variant="fp16")


def sdxl_vae(folder: Path) -> None:
    kl_vae().save_pretrained(folder)


def taesd(folder: Path) -> None:
    from diffusers import AutoencoderTiny

    _seeded(lambda: AutoencoderTiny(
        encoder_block_out_channels=(8, 8, 8, 8), decoder_block_out_channels=(8, 8, 8, 8), num_encoder_blocks=(1, 1, 1, 1), num_decoder_blocks=(1, 1, 1, 1),
    )).save_pretrained(folder)  # fmt: skip


def lora(file: Path, scale: float = 0.05, width: int = 0) -> None:
    """For the UNet, as trainers write it. `width`: of its layers, other than the UNet's."""
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(1)
    state = {}
    for name, module in sdxl_unet().named_modules():
        if name.endswith((".to_q", ".to_v")):
            state[f"unet.{name}.lora_A.weight"] = torch.randn(2, width or module.in_features) * scale
            state[f"unet.{name}.lora_B.weight"] = torch.randn(module.out_features, 2) * scale
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file(state, file)


def ip_adapter(folder: Path, unet: Any = None, lines: int = LINES, place: tuple[str, str] = ("sdxl_models", "ip-adapter-plus_sdxl_vit-h.safetensors")) -> None:
    """IP-Adapter Plus in the layout of its repository: image encoder, resampler, keys and values for every cross attention."""
    import torch
    from safetensors.torch import save_file
    from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

    config = CLIPVisionConfig(hidden_size=32, projection_dim=32, intermediate_size=37, num_hidden_layers=2, num_attention_heads=4, image_size=32, patch_size=8)
    _seeded(lambda: CLIPVisionModelWithProjection(config)).save_pretrained(folder / "models" / "image_encoder")
    width, tokens = 64, 4
    state = {
        "image_proj.latents": torch.randn(1, tokens, width), "image_proj.proj_in.weight": torch.randn(width, 32), "image_proj.proj_in.bias": torch.zeros(width),
        "image_proj.proj_out.weight": torch.randn(lines, width), "image_proj.proj_out.bias": torch.zeros(lines),
        "image_proj.norm_out.weight": torch.ones(lines), "image_proj.norm_out.bias": torch.zeros(lines),
    }  # fmt: skip
    for layer in range(4):
        for norm in ("0.norm1", "0.norm2", "1.0"):
            state[f"image_proj.layers.{layer}.{norm}.weight"] = torch.ones(width)
            state[f"image_proj.layers.{layer}.{norm}.bias"] = torch.zeros(width)
        for name, out, into in (("0.to_q", width, width), ("0.to_kv", 2 * width, width), ("0.to_out", width, width), ("1.1", 4 * width, width), ("1.3", width, 4 * width)):
            state[f"image_proj.layers.{layer}.{name}.weight"] = torch.randn(out, into) * 0.1
    unet = unet or sdxl_unet()
    cross = [name for name in unet.attn_processors if name.endswith("attn2.processor")]
    for number, name in enumerate(cross):
        out = unet.get_submodule(name.rsplit(".", 1)[0]).to_q.out_features
        for which in ("k", "v"):
            state[f"ip_adapter.{2 * number + 1}.to_{which}_ip.weight"] = torch.randn(out, lines) * 0.5
    (folder / place[0]).mkdir(parents=True, exist_ok=True)
    save_file(state, folder / place[0] / place[1])


# --- FLUX.2 klein -----------------------------------------------------------------------------------------------------

_CHAT = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def flux2_klein(folder: Path) -> None:
    from diffusers import AutoencoderKLFlux2, FlowMatchEulerDiscreteScheduler, Flux2KleinPipeline, Flux2Transformer2DModel
    from transformers import Qwen2Tokenizer, Qwen3Config, Qwen3ForCausalLM

    tokenizer = Qwen2Tokenizer(vocab={**{text: number for number, text in enumerate(byte_characters())}, "<|endoftext|>": 256}, merges=[], model_max_length=512)
    tokenizer.add_special_tokens({"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]})
    tokenizer.chat_template = _CHAT
    config = Qwen3Config(  # 28 layers: the pipeline takes what the 9th, 18th and 27th say
        vocab_size=264, hidden_size=16, intermediate_size=32, num_hidden_layers=28, num_attention_heads=2, num_key_value_heads=2, head_dim=8,
        max_position_embeddings=1024,
    )  # fmt: skip
    transformer = _seeded(lambda: Flux2Transformer2DModel(
        patch_size=1, in_channels=16, num_layers=1, num_single_layers=2, attention_head_dim=16, num_attention_heads=2, joint_attention_dim=48,
        timestep_guidance_channels=32, axes_dims_rope=(4, 4, 4, 4), guidance_embeds=False,
    ))  # fmt: skip
    vae = _seeded(lambda: AutoencoderKLFlux2(
        latent_channels=4, block_out_channels=(8, 8, 8, 8), down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
        layers_per_block=1, norm_num_groups=4, sample_size=64,
    ))  # fmt: skip
    scheduler = FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True, shift=3.0)
    encoder = _seeded(lambda: Qwen3ForCausalLM(config))
    Flux2KleinPipeline(scheduler=scheduler, vae=vae, text_encoder=encoder, tokenizer=tokenizer, transformer=transformer, is_distilled=True).save_pretrained(folder)
