"""Texts as LTX reads them: by T5-XXL, on the CPU, in main memory that Windows can take back at any time.

The encoder has 4.7 billion weights, 9.8 GB in 16 bits, for a text of a few words per scene. They stay memory-mapped in their file; a block at a
time is widened to 32 bits, used and dropped (0.8 GB). What was read is kept on the disk: another take of a scene says the same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shorts.engines.frameworks import settle
from shorts.engines.ltx_recipe import MODEL, TEXT
from shorts.errors import ModelBroken
from shorts.files import replacing
from shorts.models.catalog import find_entry
from shorts.models.safety import demand_safe_weights
from shorts.values import key_of

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.models.local import LocalModels
    from shorts.progress import Work

VERSION = "1"
TOKENS = 256
"""Longer texts are cut, as LTX was trained."""
_FILE = "t5xxl_fp16.safetensors"
_KEPT = 400
"""Texts on the disk, half a megabyte each."""


def read_text(prompt: str, models: LocalModels, work: Work) -> Any:
    """1 × tokens × width, float32, on the CPU; no padding. Raises ModelMissing, ModelBroken, UnsafeWeights, Cancelled."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file, save_file

    kept = models.settings.cache / "ltx" / f"{key_of([VERSION, prompt, models.revision(MODEL, TEXT)])}.safetensors"
    try:
        return load_file(kept)["words"].float()
    except (OSError, SafetensorError, KeyError):  # not read yet, or half written by something that isn't us
        words = _read(prompt, models, work)
    with replacing(kept) as part:
        save_file({"words": words}, part)
    _sweep(kept.parent)
    return words


def _read(prompt: str, models: LocalModels, work: Work) -> Any:
    import torch

    settle()
    from diffusers import LTXConditionPipeline
    from transformers import T5Tokenizer

    folder = models.where(MODEL).folder
    tokenizer = T5Tokenizer.from_pretrained(folder, subfolder="tokenizer", local_files_only=True)
    encoder = load_encoder(models)
    _stream(encoder, work)
    pipe = LTXConditionPipeline(scheduler=None, vae=None, text_encoder=encoder, tokenizer=tokenizer, transformer=None)
    with torch.no_grad():
        words, mask, _, _ = pipe.encode_prompt(prompt, do_classifier_free_guidance=False, max_sequence_length=TOKENS, device="cpu", dtype=torch.float32)
    return words[:, mask[0]].contiguous()


def load_encoder(models: LocalModels) -> Any:
    """From its single file; the configuration is LTX's. Raises ModelMissing, ModelBroken, UnsafeWeights."""
    import torch

    settle()
    from safetensors.torch import load_file
    from transformers import T5Config, T5EncoderModel

    place = models.where(TEXT)
    file = place.single or place.file(_FILE)
    demand_safe_weights(file)
    config = T5Config.from_pretrained(models.where(MODEL).folder, subfolder="text_encoder", local_files_only=True)
    with torch.device("meta"):  # no memory, no time for random numbers
        encoder = T5EncoderModel(config).eval().requires_grad_(False)
    try:
        missing = encoder.load_state_dict(load_file(file), strict=False, assign=True).missing_keys
    except RuntimeError as error:  # other shapes: another T5
        raise ModelBroken(**find_entry(models.catalogue, TEXT).called, file=file.name) from error
    if set(missing) - {"encoder.embed_tokens.weight"}:
        raise ModelBroken(**find_entry(models.catalogue, TEXT).called, file=file.name)
    encoder.encoder.embed_tokens.weight = encoder.shared.weight
    return encoder


def _stream(encoder: Any, work: Work) -> None:
    """Have each block's weights in 32 bits while it runs, and only then; between blocks it can be cancelled."""
    for part in (encoder.shared, *encoder.encoder.block, encoder.encoder.final_layer_norm):
        stored: list[tuple[Any, Any]] = []

        def widen(part: Any, _arguments: Any, stored: list[tuple[Any, Any]] = stored) -> None:
            work.check()
            for weight in part.parameters():
                stored.append((weight, weight.data))
                weight.data = weight.data.float()

        def narrow(_part: Any, _arguments: Any, _result: Any, stored: list[tuple[Any, Any]] = stored) -> None:
            for weight, data in stored:
                weight.data = data
            stored.clear()

        part.register_forward_pre_hook(widen)
        part.register_forward_hook(narrow)


def _sweep(folder: Path) -> None:
    """The oldest go."""
    files = sorted(folder.glob("*.safetensors"), key=lambda file: file.stat().st_mtime)
    for file in files[:-_KEPT]:
        file.unlink(missing_ok=True)
