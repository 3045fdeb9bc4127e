"""Tiny checkpoints of the models that clone voices, with random weights, in the format in which the real ones lie on the disk."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from shorts.engines.torch_voices import import_with_torchaudio

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "pl", "tr", "ru", "nl", "cs", "ar", "zh-cn", "hu", "ko", "ja", "hi")
TOKENS = 44  # the longest that the tiny XTTS goes on: two seconds


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
