"""The tiny SDXL in one file, in the names that ComfyUI and A1111 know: the other way round of what diffusers does when it reads one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.tiny_models import clip_text, sdxl_unet

if TYPE_CHECKING:
    from pathlib import Path

_RESNET = {
    "norm1": "in_layers.0", "conv1": "in_layers.2", "norm2": "out_layers.0", "conv2": "out_layers.3", "time_emb_proj": "emb_layers.1",
    "conv_shortcut": "skip_connection",
}  # fmt: skip
_EDGES = {
    "time_embedding.linear_1": "time_embed.0", "time_embedding.linear_2": "time_embed.2", "add_embedding.linear_1": "label_emb.0.0",
    "add_embedding.linear_2": "label_emb.0.2", "conv_in": "input_blocks.0.0", "conv_norm_out": "out.0", "conv_out": "out.2",
}  # fmt: skip
_CLIP = {"layer_norm1": "ln_1", "layer_norm2": "ln_2", "mlp.fc1": "mlp.c_fc", "mlp.fc2": "mlp.c_proj", "self_attn.out_proj": "attn.out_proj"}


def single_file(file: Path) -> None:
    from safetensors.torch import save_file

    state = {f"model.diffusion_model.{_unet_name(name)}": value for name, value in sdxl_unet().state_dict().items()}
    state |= {f"conditioner.embedders.0.transformer.text_model.{_bare(name)}": value for name, value in clip_text(False).state_dict().items()}
    state |= {f"conditioner.embedders.1.model.{name}": value for name, value in _open_clip(clip_text(True).state_dict()).items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: value.contiguous() for name, value in state.items()}, file)


def _unet_name(name: str) -> str:
    """One resnet a level (layers_per_block = 1): two input blocks a level with its downsampler, two output blocks with the upsampler."""
    stem, _, kind = name.rpartition(".")
    if stem in _EDGES:
        return f"{_EDGES[stem]}.{kind}"
    if found := re.match(r"(down|up)_blocks\.(\d)\.(resnets|attentions|downsamplers|upsamplers)\.(\d)\.(.*)", name):
        side, level, what, number, rest = found[1], int(found[2]), found[3], int(found[4]), found[5]
        block = 2 * level + number + (1 if side == "down" else 0)
        if what == "downsamplers":
            return f"input_blocks.{2 * level + 2}.0.{rest.replace('conv.', 'op.')}"
        if what == "upsamplers":
            return f"output_blocks.{2 * level + 1}.2.{rest}"
        place = f"{'input' if side == 'down' else 'output'}_blocks.{block}.{0 if what == 'resnets' else 1}"
        return f"{place}.{_resnet(rest) if what == 'resnets' else rest}"
    found = re.match(r"mid_block\.(resnets|attentions)\.(\d)\.(.*)", name)
    assert found, name
    return f"middle_block.{1 if found[1] == 'attentions' else 2 * int(found[2])}.{_resnet(found[3]) if found[1] == 'resnets' else found[3]}"


def _resnet(rest: str) -> str:
    part, _, kind = rest.rpartition(".")
    return f"{_RESNET[part]}.{kind}"


def _bare(name: str) -> str:
    return name.removeprefix("text_model.")


def _open_clip(state: dict[str, Any]) -> dict[str, Any]:
    import torch

    named = {_bare(name): value for name, value in state.items()}
    out = {
        "positional_embedding": named["embeddings.position_embedding.weight"], "token_embedding.weight": named["embeddings.token_embedding.weight"],
        "ln_final.weight": named["final_layer_norm.weight"], "ln_final.bias": named["final_layer_norm.bias"], "text_projection": named["text_projection.weight"].T,
    }  # fmt: skip
    layers = {name.split(".")[2] for name in named if name.startswith("encoder.layers.")}
    for layer in layers:
        below = f"encoder.layers.{layer}."
        for kind in ("weight", "bias"):
            out[f"transformer.resblocks.{layer}.attn.in_proj_{kind}"] = torch.cat([named[f"{below}self_attn.{part}_proj.{kind}"] for part in "qkv"])
            for ours, theirs in _CLIP.items():
                out[f"transformer.resblocks.{layer}.{theirs}.{kind}"] = named[f"{below}{ours}.{kind}"]
    return out
