"""Qwen3-TTS (Alibaba, Apache-2.0): clones a voice from some seconds of it, in Korean and English; commercial use allowed.

Code: qwen-tts-compat (Apache-2.0), Qwen's own package for today's transformers, an optional installation. Two sizes: the one
that the chosen profile names if it is installed, else the larger one that is. A voice is given by its speaker embedding alone: recordings come without their words,
which the model's other way of cloning would need.
"""

from __future__ import annotations

import math
import warnings
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from shorts.artifacts import VOICE_RATE
from shorts.engines.base import Capabilities
from shorts.engines.torch_voices import chances, hush, import_with_torchaudio, missing_packages, stoppable
from shorts.errors import ModelBroken
from shorts.model_manager import GIB, Part
from shorts.models.local import chosen_tier
from shorts.models.safety import demand_safe_weights
from shorts.waveform import read_voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from shorts.artifacts import Language
    from shorts.engines.cloning import Line, Speaker
    from shorts.models.local import LocalModels
    from shorts.progress import Work

VERSION = "1"
"""Changes whenever the same line and seed would sound different."""
MODELS = ("qwen3-tts-1.7b", "qwen3-tts-0.6b")
_PACKAGES = ("torch", "qwen_tts", "torchaudio", "librosa")
_LANGUAGES: dict[Language, str] = {"ko": "korean", "en": "english"}
_CODEC = "qwen_tts.core.tokenizer_12hz.modeling_qwen3_tts_tokenizer_v2"
_ROOM = GIB  # to work in, until it was measured
_STEPS = 12.5  # a second


class Qwen3Tts:
    """A Cloner (see cloning)."""

    id = "qwen3-tts"
    capabilities = Capabilities(word_times=True, clones=True, needs_vram=4 * GIB, licence="Apache-2.0", models=(MODELS[-1],))
    longest: ClassVar[dict[Language, int]] = {"ko": 120, "en": 250}

    def __init__(self, models: LocalModels) -> None:
        self._models = models

    @property
    def version(self) -> str:
        return f"{VERSION}-{self._models.revision(self._model)}"

    def why_not(self) -> tuple[str, str] | None:
        return missing_packages(_PACKAGES) or self._models.why_not(self._model)

    def prepare(self) -> None:
        _package()

    @contextmanager
    def opened(self, work: Work) -> Iterator[Speaker]:
        manager, model = self._models.manager, self._model
        manager.add(Part(model, lambda: self._load(model)))
        with manager.use(model, room=_ROOM, key=model, work=work) as held:
            yield lambda line, work: held.run(lambda whole: _say(whole, line, work))

    @property
    def _model(self) -> str:
        """The size that is used here."""
        here = [model for model in MODELS if self._models.has(model)]
        tier = chosen_tier(self._models.settings)
        wanted = [model for model in tier.voice.models if model in here] if tier else []
        return (wanted or here or [MODELS[-1]])[0]

    def _load(self, model: str) -> Any:
        """Talker and codec in main memory, as one module with the package's own object beside it. Raises ModelError."""
        import torch
        hush()
        place = self._models.where(model)
        demand_safe_weights(place.folder)
        wrapper = _package().Qwen3TTSModel.from_pretrained(str(place.folder), dtype=torch.float32)
        codec = wrapper.model.speech_tokenizer
        if codec.get_output_sample_rate() != VOICE_RATE:
            raise ModelBroken(**self._models.catalogue[model].called, file="speech_tokenizer/config.json")
        if self._models.device == "cuda" and torch.cuda.is_bf16_supported():
            wrapper.model.to(torch.bfloat16)
        whole = torch.nn.ModuleList([wrapper.model, codec.model]).requires_grad_(requires_grad=False)
        whole.eval()
        whole.wrapper, whole.prompt = wrapper, _package().VoiceClonePromptItem
        return whole


def _say(whole: Any, line: Line, work: Work) -> NDArray[np.float32]:
    wrapper, codec = whole.wrapper, whole.wrapper.model.speech_tokenizer
    wrapper.device = codec.device = wrapper.model.device  # the manager moves what they remember
    sound = read_voice(line.reference).astype(np.float32) / 32768
    steps = math.ceil(min(line.longest, 1e3) * _STEPS)
    with chances(line.seed, wrapper.device), stoppable(wrapper.model.talker, work, steps):
        timbre = wrapper.model.extract_speaker_embedding(audio=sound, sr=VOICE_RATE)
        voice = [whole.prompt(ref_code=None, ref_spk_embedding=timbre, x_vector_only_mode=True, icl_mode=False)]
        waves, _ = wrapper.generate_voice_clone(line.text, _LANGUAGES[line.language], voice_clone_prompt=voice, max_new_tokens=steps)
    return np.asarray(waves[0], np.float32).ravel()


def _package() -> Any:
    package = import_with_torchaudio("qwen_tts", stand_ins=("sox",))  # sox: of the 25 Hz codec, which these models don't use
    import_with_torchaudio(_CODEC).Qwen3TTSTokenizerV2Encoder = _without_encoder()
    for told in ("Passing `repetition_penalty` with `inputs_embeds`", "`rope_scaling` is deprecated"):  # of the package, and meant for it
        warnings.filterwarnings("ignore", message=told)
    return package


@cache
def _without_encoder() -> Any:
    """In the place of the codec's encoder, which is a Mimi as transformers had it before 5.2x and fails beside today's.

    It would turn recordings into codes, which only the way of cloning that knows their words needs. Speaking takes the decoder alone.
    """
    import torch

    class NoEncoder(torch.nn.Module):
        @classmethod
        def _from_config(cls, _: object) -> NoEncoder:
            return cls()

    return NoEncoder
