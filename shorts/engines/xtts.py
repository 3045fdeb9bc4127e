"""XTTS-v2 (Coqui): clones a voice from some seconds of it, in Korean and English. Neither it nor what it says may be used commercially.

Code: coqui-tts (MPL-2.0), an optional installation. Weights: CPML 1.0, asked for when they are installed.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from shorts.artifacts import VOICE_RATE
from shorts.engines.base import Capabilities
from shorts.engines.torch_voices import chances, hush, import_with_torchaudio, missing_packages, stoppable
from shorts.model_manager import GIB, Part
from shorts.models.licences import accepted
from shorts.models.safety import demand_safe_weights, load_pinned
from shorts.waveform import read_voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from shorts.artifacts import Language
    from shorts.engines.cloning import Line, Speaker
    from shorts.models.catalog import Entry
    from shorts.models.local import LocalModels
    from shorts.progress import Work

VERSION = "1"
"""Changes whenever the same line and seed would sound different."""
MODEL = "xtts-v2"
_PACKAGES = ("torch", "TTS", "trainer", "torchaudio", "torchcodec")
_ROOM = GIB  # to work in, until it was measured
_REMEMBERED = 4  # voices
_STRIDE = 1024 / 22_050  # seconds a token


class Xtts:
    """A Cloner (see cloning)."""

    id = "xtts"
    capabilities = Capabilities(word_times=True, clones=True, needs_vram=4 * GIB, licence="CPML 1.0", commercial_use=False, models=(MODEL,))
    longest: ClassVar[dict[Language, int]] = {"ko": 95, "en": 200}  # beyond, it cuts (95: its own limit for Korean; 250 for English)

    def __init__(self, models: LocalModels) -> None:
        self._models = models
        self._voices: OrderedDict[tuple[str, int], Any] = OrderedDict()  # touched on the manager's thread only

    @property
    def version(self) -> str:
        return f"{VERSION}-{self._models.revision(MODEL)}"

    def why_not(self) -> tuple[str, str] | None:
        return missing_packages(_PACKAGES) or self._models.why_not(MODEL) or self._unagreed()

    def prepare(self) -> None:
        _package()

    @contextmanager
    def opened(self, work: Work) -> Iterator[Speaker]:
        manager = self._models.manager
        manager.add(Part(MODEL, self._load))
        with manager.use(MODEL, room=_ROOM, key=MODEL, work=work) as held:
            yield lambda line, work: held.run(lambda model: self._say(model, line, work))

    def _unagreed(self) -> tuple[str, str] | None:
        """Found in another program's folder, it is there without anybody having been asked."""
        if accepted(self._entry, self._models.settings):
            return None
        return (
            "라이선스(CPML)에 아직 동의하지 않았습니다(‘모델’ 탭에서 XTTS-v2를 설치하며 동의할 수 있습니다)",
            "its licence (CPML) has not been agreed to yet (install XTTS-v2 on the Models tab to do so)",
        )

    @property
    def _entry(self) -> Entry:
        return self._models.catalogue[MODEL]

    # --- on the manager's thread ---

    def _load(self) -> Any:
        """The model in main memory. Raises ModelMissing, ModelBroken, UnsafeWeights."""
        hush()
        place, package = self._models.where(MODEL), _package()
        weights = self._weights(place.file("model.pth"), package)
        config = import_with_torchaudio("TTS.tts.configs.xtts_config").XttsConfig()
        config.load_json(str(place.file("config.json")))
        model = package.Xtts(config)
        model._load_checkpoint = lambda _: weights  # the bytes that were checked, instead of the file once more
        nowhere = place.folder / "no-speakers"  # the studio voices that come with it are never unpickled
        model.load_checkpoint(config, checkpoint_dir=str(place.folder), speaker_file_path=str(nowhere), eval=True, use_deepspeed=False)
        del model._load_checkpoint
        model.most_steps = model.gpt.max_gen_mel_tokens
        return model.requires_grad_(requires_grad=False)

    def _weights(self, file: Path, package: Any) -> Any:
        """Only tensors and the package's own records of settings are let through, and only from the file that the catalogue names."""
        pin = self._entry.pin("model.pth").sha256
        if pin is None:
            demand_safe_weights(file)
        with package._legacy_safe_globals():
            return load_pinned(file, str(pin))["model"]

    def _say(self, model: Any, line: Line, work: Work) -> NDArray[np.float32]:
        import torch

        steps = min(model.most_steps, math.ceil(min(line.longest, 1e3) / _STRIDE))
        with chances(line.seed, model.device), stoppable(model.gpt.gpt_inference, work, steps), torch.inference_mode():
            voice = self._voice(model, line.reference)
            model.gpt.max_gen_mel_tokens = steps
            chosen = {name: getattr(model.config, name) for name in ("temperature", "length_penalty", "top_k", "top_p")}
            said = model.inference(line.text, line.language, *voice, repetition_penalty=float(model.config.repetition_penalty), **chosen)
        return np.asarray(said["wav"], np.float32).ravel()

    def _voice(self, model: Any, reference: Path) -> Any:
        """What the model hears in a clip: a pair of tensors, kept in main memory."""
        key = (str(reference), reference.stat().st_mtime_ns)
        if key not in self._voices:
            chosen = {"max_ref_length": "max_ref_len", "gpt_cond_len": "gpt_cond_len", "gpt_cond_chunk_len": "gpt_cond_chunk_len"}
            settings = {name: getattr(model.config, theirs) for name, theirs in chosen.items()}
            self._voices[key] = tuple(part.cpu() for part in model.get_conditioning_latents(audio_path=str(reference), **settings))
        self._voices.move_to_end(key)
        while len(self._voices) > _REMEMBERED:
            self._voices.popitem(last=False)
        return self._voices[key]


def _package() -> Any:
    package = import_with_torchaudio("TTS.tts.models.xtts")
    package.load_audio = _load_audio
    return package


def _load_audio(path: str, sampling_rate: int) -> Any:
    """In the place of the package's own, which needs torchcodec and a system's FFmpeg; clips are always WAVs of ours. (1, samples)."""
    import torch
    import torchaudio

    sound = torch.from_numpy(read_voice(Path(path)).astype(np.float32) / 32768)[None]
    return torchaudio.functional.resample(sound, VOICE_RATE, sampling_rate)
