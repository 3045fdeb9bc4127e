"""Kokoro's voices: style tables (510, 256), one row per length of the phrase, and blends of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from shorts.engines.kokoro_model import installed, package_data
from shorts.errors import BadOption, MediaUnreadable, UnknownChoice

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from shorts.settings import Settings

_TIMBRE = slice(0, 128)
"""What the decoder reads; the other half of a style steers timing and melody."""


def voice_files(settings: Settings) -> tuple[Path, ...]:
    """Files that hold voices, weakest first: the package's, ours, then the user's (.npz, .bin, also in voices/)."""
    own = settings.models / "kokoro"
    packaged = (package_data("voices_ja.npz"),) if installed() else ()
    ours = sorted((settings.assets / "voices").glob("*.npz"))
    users = sorted(path for folder in (own, own / "voices") for path in folder.glob("*") if path.suffix in (".npz", ".bin"))
    return (*packaged, *ours, *users)


@lru_cache(maxsize=4)
def load_voices(files: tuple[Path, ...]) -> dict[str, NDArray[np.float32]]:
    """Every voice by name; a later file replaces a voice of the same name. Raises MediaUnreadable."""
    voices: dict[str, NDArray[np.float32]] = {}
    for path in files:
        voices |= _read(path)
    return voices


def _read(path: Path) -> dict[str, NDArray[np.float32]]:
    """A zip of arrays (.npz, and kokoro-onnx's voices-v1.0.bin) or the bare floats of one voice (as published per voice)."""
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    try:
        if zipped:
            with np.load(path, allow_pickle=False) as arrays:
                return {name: _table(arrays[name]) for name in arrays.files}
        return {path.stem: _table(np.fromfile(path, np.float32))}
    except (ValueError, OSError) as error:
        raise MediaUnreadable(file=path, reason_ko="Kokoro 목소리 파일이 아닙니다", reason_en="it holds no Kokoro voices") from error


def _table(array: NDArray[np.floating]) -> NDArray[np.float32]:
    return np.ascontiguousarray(array, np.float32).reshape(-1, 256)


def blend(preset: str, voices: dict[str, NDArray[np.float32]]) -> NDArray[np.float32]:
    """The style table of `preset`: "a", "a:0.7+b:0.3" (weights are normalised), or "X|Y": timbre of X, timing and melody of Y.

    Raises UnknownChoice, BadOption.
    """
    timbre, bar, melody = preset.partition("|")
    mixed = _mix(timbre, voices)
    if bar:
        other = _mix(melody, voices)
        rows = min(len(mixed), len(other))
        mixed = np.concatenate([mixed[:rows, _TIMBRE], other[:rows, _TIMBRE.stop :]], axis=1)
    return mixed


def _mix(text: str, voices: dict[str, NDArray[np.float32]]) -> NDArray[np.float32]:
    parts = [_weighted(part, text) for part in text.split("+")]
    unknown = next((name for name, _ in parts if name not in voices), None)
    if unknown is not None:
        raise UnknownChoice(kind="voice", value=unknown, choices=", ".join(sorted(voices)))
    total = sum(weight for _, weight in parts)
    rows = min(len(voices[name]) for name, _ in parts)
    return np.asarray(sum(voices[name][:rows] * (weight / total) for name, weight in parts), np.float32)


def _weighted(part: str, preset: str) -> tuple[str, float]:
    name, colon, number = part.strip().partition(":")
    try:
        weight = float(number) if colon else 1.0
    except ValueError:
        weight = 0.0
    if weight <= 0:
        raise BadOption(option="voice preset", value=preset, expected="voice, or voice:0.7+voice:0.3")
    return name, weight
