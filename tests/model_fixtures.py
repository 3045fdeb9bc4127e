"""Small weights in the real format, and catalogues that name them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

BOTH = '{ ko = "이름", en = "Name" }'


def safetensors(seed: int = 0, floats: int = 1 << 16, names: tuple[str, ...] = ("a.weight", "b.weight"), metadata: dict[str, str] | None = None) -> bytes:
    """A valid file: `floats` F32 values per tensor."""
    header: dict[str, Any] = {"__metadata__": metadata} if metadata else {}
    size = floats * 4
    for index, name in enumerate(names):
        header[name] = {"dtype": "F32", "shape": [floats], "data_offsets": [index * size, (index + 1) * size]}
    text = json.dumps(header).encode()
    body = (hashlib.sha256(str(seed).encode()).digest() * (size * len(names) // 32 + 1))[: size * len(names)]
    return len(text).to_bytes(8, "little") + text + body


def row(model: str, repo: str, files: list[str], *, revision: str = "main", use: str = "yes", extra: str = "") -> str:
    note = f"note = {BOTH}" if use != "yes" else ""
    return f"""
[[model]]
id = "{model}"
purpose = "image"
engine = "sdxl"
name = {BOTH}
about = {BOTH}
repo = "{repo}"
revision = "{revision}"
files = {json.dumps(files)}
bytes = 1000
vram = {{ fp16 = 1.0 }}
licence = {{ id = "L", url = "https://example.com/l", commercial_use = "{use}"{", " + note if note else ""} }}
{extra}"""


def write_catalogue(models: Path, *rows: str) -> None:
    models.mkdir(parents=True, exist_ok=True)
    (models / "catalog.toml").write_text("".join(rows), encoding="utf-8")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
