"""Weights are looked at before anything opens them: a pickle can run code, and a table of contents can lie.

A .safetensors file is an 8-byte little-endian length, that many bytes of JSON (tensor name → dtype, shape, data_offsets), then the
data (format: https://github.com/huggingface/safetensors). Checked are the length's bound, the JSON, each tensor's size against its
shape, and that tensors fill the data without gaps or overlaps. Everything else that torch would unpickle is refused unless its hash
is written down in the catalogue, and even then only tensors are let through (weights_only).
"""

from __future__ import annotations

import hashlib
import json
import math
from typing import TYPE_CHECKING, Any

from shorts.errors import UnsafeWeights

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HEADER_LIMIT = 100_000_000
"""Bytes; the bound of the safetensors library itself."""

PICKLES = frozenset({".pt", ".pth", ".ckpt", ".bin", ".pkl", ".pickle", ".joblib", ".t7", ".npy", ".npz", ".h5", ".keras", ".msgpack"})
"""Files that some loader would run code from, or that we have no reader for."""

_BITS = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8, "F8_E4M3FNUZ": 8, "F8_E5M2FNUZ": 8, "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6,
    "I16": 16, "U16": 16, "F16": 16, "BF16": 16, "I32": 32, "U32": 32, "F32": 32, "I64": 64, "U64": 64, "F64": 64, "C64": 64,
}  # fmt: skip


def demand_safe_weights(path: Path, pins: Mapping[str, str] | None = None) -> None:
    """Check a file of weights, or every one in a folder, without running anything in it.

    `pins`: sha256 by file name relative to the folder (for one file: by its name). Raises UnsafeWeights.
    """
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        suffix = file.suffix.lower()
        if suffix == ".safetensors":
            read_header(file)
        elif suffix in PICKLES:
            _demand_pinned(file, (pins or {}).get(name))
        elif not path.is_dir():
            raise _unsafe(file, "모델 파일이 아닙니다", "it is no file of weights")


def read_header(path: Path) -> dict[str, Any]:
    """The checked table of contents of a .safetensors file, `__metadata__` included. Raises UnsafeWeights."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if size < 8 or length > size - 8:
                raise _unsafe(path, "파일이 잘렸습니다", "it is cut short")
            if length > HEADER_LIMIT:
                raise _unsafe(path, "목차가 지나치게 큽니다", "its table of contents is far too large")
            header = json.loads(file.read(length))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise _unsafe(path, "목차를 읽을 수 없습니다", "its table of contents can't be read") from error
    except OSError as error:
        raise _unsafe(path, f"열 수 없습니다({error.strerror})", f"it can't be opened ({error.strerror})") from error
    if not isinstance(header, dict):
        raise _unsafe(path, "목차를 읽을 수 없습니다", "its table of contents can't be read")
    _demand_filled(path, header, size - 8 - length)
    return header


def _demand_filled(path: Path, header: dict[str, Any], room: int) -> None:
    """Tensors must fill the data part: each as large as its shape says, one after the other, to the last byte."""
    spans = sorted(_span(path, name, tensor) for name, tensor in header.items() if name != "__metadata__")
    end = 0
    for start, stop in spans:
        if start != end:
            raise _unsafe(path, "목차가 파일 내용과 맞지 않습니다", "its table of contents has gaps or overlaps")
        end = stop
    if end != room:
        raise _unsafe(path, "목차가 파일 밖을 가리키거나 파일이 잘렸습니다", "its table of contents points outside the file, or it is cut short")


def _span(path: Path, name: str, tensor: Any) -> tuple[int, int]:
    lie = _unsafe(path, f"{name[:60]} 항목이 맞지 않습니다", f"the entry {name[:60]} makes no sense")
    if not isinstance(tensor, dict) or set(tensor) != {"dtype", "shape", "data_offsets"}:
        raise lie
    shape, offsets = tensor["shape"], tensor["data_offsets"]
    numbers = isinstance(shape, list) and isinstance(offsets, list) and all(type(n) is int and n >= 0 for n in [*shape, *offsets])
    if not numbers or len(offsets) != 2 or not isinstance(tensor["dtype"], str) or tensor["dtype"] not in _BITS:
        raise lie
    if (offsets[1] - offsets[0]) * 8 != math.prod(shape) * _BITS[tensor["dtype"]]:
        raise lie
    return offsets[0], offsets[1]


def load_pinned(path: Path, sha256: str) -> Any:
    """Tensors of a pickled file whose hash is written down in the catalogue. Raises UnsafeWeights.

    The very bytes that were hashed are the ones that are read, and only tensors and plain containers are let through.
    """
    import pickle

    import torch

    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            raise _unsafe(path, "목록에 적힌 파일과 다릅니다", "it isn't the file that the list names")
        file.seek(0)
        try:
            return torch.load(file, map_location="cpu", weights_only=True)
        except (pickle.UnpicklingError, RuntimeError, EOFError) as error:
            raise _unsafe(path, "가중치 말고 다른 것이 들어 있습니다", "it holds more than weights") from error


def _demand_pinned(file: Path, sha256: str | None) -> None:
    if sha256 is None:
        raise _unsafe(file, "열면 프로그램이 실행될 수 있는 형식입니다", "opening this format can run code")
    with file.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
            raise _unsafe(file, "목록에 적힌 파일과 다릅니다", "it isn't the file that the list names")


def _unsafe(path: Path, ko: str, en: str) -> UnsafeWeights:
    return UnsafeWeights(file=path.name, reason_ko=ko, reason_en=en)
