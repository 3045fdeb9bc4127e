"""Tiny checkpoints of the models that clone voices, with random weights, in the format in which the real ones lie on the disk."""

from __future__ import annotations

import copy
import hashlib
import json
from typing import TYPE_CHECKING, Any

from shorts.engines import qwen3_tts
from shorts.engines.torch_voices import import_with_torchaudio

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "pl", "tr", "ru", "nl", "cs", "ar", "zh-cn", "hu", "ko", "ja", "hi")
TOKENS = 24  # the longest that the tiny XTTS goes on: a second
_DUMPED = {
    "pad_token_id": None, "bos_token_id": None, "return_dict": True, "max_length": 20, "temperature": 1.0, "top_k": 50, "torchscript": False,
    "id2label": {"0": "LABEL_0", "1": "LABEL_1"}, "pruned_heads": {}, "use_bfloat16": False, "tie_encoder_decoder": False, "add_cross_attention": False,
}  # fmt: skip
"""What the published config.json repeats of an older transformers' defaults; the model reads some of it."""


def tiny_xtts(folder: Path, *, legacy: bool = True) -> Path:
    """config.json, vocab.json, model.pth (92 MB: vocoder and speaker encoder have one size only). legacy: settings pickled as in the real file."""
    import torch

    package = import_with_torchaudio("TTS.tts.models.xtts")
    configs = import_with_torchaudio("TTS.tts.configs.xtts_config")
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = _xtts_vocabulary(folder / "vocab.json")
    torch.manual_seed(0)
    args = configs.XttsArgs(
        gpt_layers=1, gpt_n_model_channels=64, gpt_n_heads=2, gpt_num_audio_tokens=66, gpt_start_audio_token=64, gpt_stop_audio_token=65,
        gpt_max_audio_tokens=TOKENS, gpt_max_text_tokens=400, gpt_max_prompt_tokens=70, gpt_use_perceiver_resampler=True, decoder_input_dim=64,
        gpt_number_text_tokens=len(vocabulary), gpt_start_text_token=vocabulary["[START]"], gpt_stop_text_token=vocabulary["[STOP]"],
        tokenizer_file=str(folder / "vocab.json"),
    )  # fmt: skip
    config = configs.XttsConfig(model_args=args, audio=configs.XttsAudioConfig(), languages=list(LANGUAGES))
    model = package.Xtts(config)
    config.save_json(str(folder / "config.json"))
    with package._legacy_safe_globals():
        torch.save({"model": model.state_dict(), "config": config if legacy else config.to_dict()}, folder / "model.pth")
    return folder


def _xtts_vocabulary(path: Path) -> dict[str, int]:
    from tokenizers import Tokenizer
    from tokenizers.models import BPE
    from tokenizers.pre_tokenizers import Whitespace

    special = ["[STOP]", "[UNK]", "[SPACE]", "[START]", *(f"[{language}]" for language in LANGUAGES)]
    vocabulary = {token: index for index, token in enumerate([*special, *"abcdefghijklmnopqrstuvwxyz0123456789.,!?'-:;\"()"])}
    tokenizer = Tokenizer(BPE(vocab=vocabulary, merges=[], unk_token="[UNK]"))
    tokenizer.add_special_tokens(special)
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(path))
    return vocabulary


def voice_row(model: str, engine: str, files: list[str], *, use: str = "yes", pins: dict[str, str] | None = None) -> str:
    """An entry of models/catalog.toml."""
    both = '{ ko = "이름", en = "Name" }'
    note = f", note = {both}" if use != "yes" else ""
    pinned = "".join(f'[[model.pin]]\nfile = "{file}"\nsha256 = "{sha256}"\n' for file, sha256 in (pins or {}).items())
    return f"""
[[model]]
id = "{model}"
purpose = "voice"
engine = "{engine}"
name = {both}
about = {both}
repo = "tiny/{model}"
revision = "main"
files = {json.dumps(files)}
bytes = 1000
vram = {{ fp32 = 1.0 }}
licence = {{ id = "CPML 1.0", url = "https://example.com/l", commercial_use = "{use}"{note} }}
{pinned}"""


def note_installed(folder: Path, model: str, files: dict[str, Any]) -> None:
    """What the installer writes last."""
    marks = {name: {"bytes": (folder / name).stat().st_size, "sha256": sha256_of(folder / name)} for name in files}
    marker = {"id": model, "repo": f"tiny/{model}", "commit": "0" * 40, "files": marks}
    (folder / "installed.json").write_text(json.dumps(marker), encoding="utf-8")


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tiny_qwen(folder: Path) -> Path:
    """The repository's layout: talker, speaker encoder and tokenizer at the top, the codec in speech_tokenizer/."""
    import torch

    qwen3_tts._package()
    configs = import_with_torchaudio("qwen_tts.core.models.configuration_qwen3_tts")
    models = import_with_torchaudio("qwen_tts.core.models.modeling_qwen3_tts")
    folder.mkdir(parents=True, exist_ok=True)
    special = _qwen_tokenizer(folder)
    groups, size = 4, 32
    attention = {
        "hidden_size": size,
        "intermediate_size": 64,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "head_dim": 16,
    }
    talker = {
        **attention, "vocab_size": 1024 + 64, "text_hidden_size": size, "text_vocab_size": 400, "num_code_groups": groups,
        "codec_eos_token_id": 70, "codec_think_id": 71, "codec_nothink_id": 72, "codec_think_bos_id": 73, "codec_think_eos_id": 74,
        "codec_pad_id": 75, "codec_bos_id": 76, "codec_language_id": {"korean": 77, "english": 78}, "spk_id": {}, "spk_is_dialect": {},
        "rope_scaling": {"rope_type": "default", "mrope_section": [4, 2, 2], "interleaved": True, "type": "default"},
        "code_predictor_config": {**attention, "vocab_size": 64, "num_code_groups": groups, **_DUMPED},
    }  # fmt: skip
    ears = {
        "enc_dim": size,
        "enc_channels": [16, 16, 16, 16, 48],
        "enc_attention_channels": 8,
        "enc_se_channels": 8,
        "enc_res2net_scale": 2,
    }
    torch.manual_seed(0)
    told = {
        "talker_config": talker,
        "speaker_encoder_config": ears,
        "tokenizer_type": "qwen3_tts_tokenizer_12hz",
        "tts_model_size": "0b6",
        "tts_model_type": "base",
        **special,
    }
    _save("qwen3_tts", told, configs.Qwen3TTSConfig, models.Qwen3TTSForConditionalGeneration, folder)
    (folder / "generation_config.json").write_text(
        json.dumps({"do_sample": True, "temperature": 0.9, "top_k": 50, "repetition_penalty": 1.05}), encoding="utf-8"
    )
    _qwen_codec(folder / "speech_tokenizer", groups)
    return folder


def _save(kind: str, told: dict[str, Any], config: Any, network: Any, folder: Path, unused: dict[str, Any] | None = None) -> None:
    import torch
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(
        json.dumps({"architectures": [network.__name__], "model_type": kind, **told}, indent=1), encoding="utf-8"
    )
    model = network(config(**copy.deepcopy(told)))
    for name, tensor in model.named_parameters():
        if "embedding_sum" in name or (kind.startswith("qwen3_tts_tokenizer") and tensor.ndim > 1):  # as they are made, it would be silent
            torch.nn.init.normal_(tensor, std=1.0 if "embedding_sum" in name else 0.6 * tensor[0].numel() ** -0.5)
    tensors = {name: tensor.contiguous() for name, tensor in model.state_dict().items()}
    save_file({**tensors, **(unused or {})}, folder / "model.safetensors", metadata={"format": "pt"})


def _qwen_codec(folder: Path, groups: int) -> None:
    import torch
    from transformers import EncodecFeatureExtractor

    configs = import_with_torchaudio("qwen_tts.core.tokenizer_12hz.configuration_qwen3_tts_tokenizer_v2")
    models = import_with_torchaudio("qwen_tts.core.tokenizer_12hz.modeling_qwen3_tts_tokenizer_v2")
    attention = {
        "hidden_size": 32,
        "intermediate_size": 64,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "num_key_value_heads": 2,
        "head_dim": 16,
    }
    told = {
        "encoder_config": {
            **attention,
            "num_filters": 4,
            "upsample_groups": 32,
            "codebook_size": 64,
            "codebook_dim": 16,
            "vector_quantization_hidden_dimension": 16,
            "num_quantizers": groups,
        },
        "decoder_config": {**attention, "codebook_size": 64, "codebook_dim": 32, "latent_dim": 32, "decoder_dim": 32, "num_quantizers": groups},
        "encoder_valid_num_quantizers": groups,
    }  # fmt: skip
    encoder = {"encoder.encoder.layers.0.conv.weight": torch.zeros(4, 1, 7)}  # the real file has one, which isn't read
    _save("qwen3_tts_tokenizer_12hz", told, configs.Qwen3TTSTokenizerV2Config, models.Qwen3TTSTokenizerV2Model, folder, encoder)
    EncodecFeatureExtractor(feature_size=1, sampling_rate=24_000, padding_value=0.0).save_pretrained(folder)


def _qwen_tokenizer(folder: Path) -> dict[str, int]:
    """A byte-level BPE without merges; the ids of what the model is told by."""
    from tokenizers.pre_tokenizers import ByteLevel

    letters = sorted(ByteLevel.alphabet())
    (folder / "vocab.json").write_text(json.dumps({letter: index for index, letter in enumerate(letters)}), encoding="utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\n", encoding="utf-8")
    names = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "assistant", "<tts_pad>", "<tts_text_bos>", "<tts_text_eod>"]
    ids = {name: len(letters) + index for index, name in enumerate(names)}
    added = {
        str(number): {
            "content": name,
            "lstrip": False,
            "normalized": False,
            "rstrip": False,
            "single_word": False,
            "special": name[0] == "<",
        }
        for name, number in ids.items()
    }
    settings = {
        "tokenizer_class": "Qwen2Tokenizer",
        "added_tokens_decoder": added,
        "eos_token": "<|im_end|>",
        "pad_token": "<|endoftext|>",
        "model_max_length": 4096,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    told = {
        "im_start_token_id": "<|im_start|>",
        "im_end_token_id": "<|im_end|>",
        "tts_pad_token_id": "<tts_pad>",
        "tts_bos_token_id": "<tts_text_bos>",
        "tts_eos_token_id": "<tts_text_eod>",
    }
    return {name: ids[token] for name, token in told.items()}
