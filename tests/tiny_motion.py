"""Tiny checkpoints of the motion models in their real layouts, installed as our store expects them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from shorts.engines.ltx_parts import SIGMAS, VAE_095
from tests.tiny_models import _seeded, clip_text, clip_tokenizer, ip_adapter, kl_vae

if TYPE_CHECKING:
    from pathlib import Path

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def ltx(folder: Path) -> None:
    """One file with network and VAE under the names that its authors gave them; configurations and tokenizer as in the repository."""
    from diffusers import AutoencoderKLLTXVideo, FlowMatchEulerDiscreteScheduler, LTXVideoTransformer3DModel
    from safetensors.torch import save_file

    network = _seeded(lambda: LTXVideoTransformer3DModel(
        in_channels=8, out_channels=8, num_attention_heads=4, attention_head_dim=8, cross_attention_dim=32, num_layers=2, caption_channels=32,
    ))  # fmt: skip
    vae = _seeded(lambda: AutoencoderKLLTXVideo.from_config({
        **VAE_095, "latent_channels": 8, "block_out_channels": [8, 16, 32, 256, 2048], "decoder_block_out_channels": [8, 16, 32],
        "layers_per_block": [1, 1, 1, 0, 0], "decoder_layers_per_block": [1, 1, 1, 1],
    }))  # fmt: skip  # the real converter knows this version of the VAE by its 2048 channels
    state = {f"model.diffusion_model.{_network_name(name)}": value for name, value in network.state_dict().items()}
    state |= {f"vae.{_vae_name(name)}": value for name, value in vae.state_dict().items()}
    told = {"allowed_inference_steps": list(SIGMAS), "vae": {"timestep_conditioning": True}}
    save_file({name: value.half().contiguous() for name, value in state.items()}, folder / "ltxv-2b-0.9.8-distilled.safetensors", {"config": json.dumps(told)})
    network.save_config(folder / "transformer")
    vae.save_config(folder / "vae")
    FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True, shift_terminal=0.1).save_pretrained(folder / "scheduler")
    _t5_config().save_pretrained(folder / "text_encoder")
    (folder / "model_index.json").write_text('{"_class_name": "LTXPipeline"}', encoding="utf-8")
    _t5_tokenizer(folder / "tokenizer")


def _network_name(name: str) -> str:
    for ours, theirs in (("proj_in", "patchify_proj"), ("time_embed.", "adaln_single."), ("norm_q", "q_norm"), ("norm_k", "k_norm")):
        name = name.replace(ours, theirs)
    return name


def _vae_name(name: str) -> str:
    """diffusers' name → the authors', whose blocks are numbered in one row, up- and downsamplers among them."""
    statistics = {"latents_mean": "per_channel_statistics.mean-of-means", "latents_std": "per_channel_statistics.std-of-means"}
    if name in statistics:
        return statistics[name]
    half, *parts = name.split(".")
    if parts[0] == "mid_block":
        parts[:1] = ["up_blocks", "0"] if half == "decoder" else ["down_blocks", "8"]
    elif parts[0] in ("up_blocks", "down_blocks"):
        number, sampler = int(parts[1]) * 2, parts[2] in ("upsamplers", "downsamplers")
        first = 1 if half == "decoder" else 0
        shift = (0 if sampler else 1) if half == "decoder" else (1 if sampler else 0)
        parts[1] = str(number + first + shift)
        if sampler:
            del parts[2:4]
    elif parts[0] in ("time_embedder", "scale_shift_table"):
        parts[0] = f"last_{parts[0]}"
    name = ".".join((half, *parts)).replace("resnets", "res_blocks").replace("conv_shortcut.conv", "conv_shortcut")
    return name.replace("norm3.", "norm3.norm.")


def t5(folder: Path) -> None:
    """The text encoder alone in one file, in 16 bits, as ComfyUI keeps it."""
    from safetensors.torch import save_file
    from transformers import T5EncoderModel

    state = _seeded(lambda: T5EncoderModel(_t5_config())).state_dict()
    state.pop("encoder.embed_tokens.weight", None)  # the same as shared.weight
    save_file({name: value.half().contiguous() for name, value in state.items()}, folder / "t5xxl_fp16.safetensors")


# --- AnimateDiff ------------------------------------------------------------------------------------------------------


def sd15(folder: Path) -> None:
    """Stable Diffusion 1.5 as its repository has it: fp16 files, no safety checker fetched."""
    from diffusers import PNDMScheduler, StableDiffusionPipeline

    pipe = StableDiffusionPipeline(
        vae=kl_vae(), unet=_sd15_unet(), text_encoder=clip_text(False), tokenizer=clip_tokenizer(), safety_checker=None, feature_extractor=None,
        scheduler=PNDMScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", skip_prk_steps=True, steps_offset=1),
        requires_safety_checker=False,
    )  # fmt: skip
    pipe.save_pretrained(folder, variant="fp16")


def _sd15_unet() -> Any:
    from diffusers import UNet2DConditionModel

    return _seeded(lambda: UNet2DConditionModel(
        sample_size=4, block_out_channels=(8, 16, 16, 16), layers_per_block=1, attention_head_dim=4, cross_attention_dim=32, norm_num_groups=4,
        down_block_types=("CrossAttnDownBlock2D",) * 3 + ("DownBlock2D",), up_block_types=("UpBlock2D",) + ("CrossAttnUpBlock2D",) * 3,
    ))  # fmt: skip


def motion_module(folder: Path) -> None:
    from diffusers import MotionAdapter

    adapter = _seeded(lambda: MotionAdapter(
        block_out_channels=(8, 16, 16, 16), motion_layers_per_block=1, motion_num_attention_heads=4, motion_norm_num_groups=4,
        motion_max_seq_length=32, use_motion_mid_block=False,
    ))  # fmt: skip
    adapter.save_pretrained(folder, variant="fp16")


def guide(folder: Path) -> None:
    """IP-Adapter Plus for Stable Diffusion 1.5."""
    ip_adapter(folder, _sd15_unet(), 32, ("models", "ip-adapter-plus_sd15.safetensors"))


def _t5_config() -> Any:
    from transformers import T5Config

    return T5Config(vocab_size=64, d_model=32, d_kv=8, d_ff=37, num_layers=3, num_heads=4, feed_forward_proj="gated-gelu", dropout_rate=0.0)


def _t5_tokenizer(folder: Path) -> None:
    """A SentencePiece model, trained on a handful of words, and the files beside it."""
    import io

    import sentencepiece

    model = io.BytesIO()
    words = ["the camera holds almost still", "a fox waves", "the subject moves gently and naturally", LETTERS, LETTERS.upper(), ". , ;"] * 4
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(words), model_writer=model, vocab_size=64, model_type="unigram", character_coverage=1.0, hard_vocab_limit=False,
        pad_id=0, eos_id=1, unk_id=2, bos_id=-1, pad_piece="<pad>", eos_piece="</s>", unk_piece="<unk>", minloglevel=2, num_threads=1,
    )  # fmt: skip
    folder.mkdir(parents=True)
    (folder / "spiece.model").write_bytes(model.getvalue())
    told = {"tokenizer_class": "T5Tokenizer", "extra_ids": 0, "model_max_length": 128, "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>", "legacy": True}
    (folder / "tokenizer_config.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "special_tokens_map.json").write_text(json.dumps({"eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}), encoding="utf-8")
