"""Weights that other programs keep on this machine, and the user's own: used where they are, never copied, never deleted."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from shorts.errors import BadOption
from shorts.files import write_json
from shorts.errors import UnsafeWeights
from shorts.models.safety import read_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shorts.models.catalog import Entry
    from shorts.settings import Settings

_DEPTH = 4  # folders below a models folder that are looked into; ComfyUI and A1111 need two
_CHECKPOINTS = ("checkpoints", "Stable-diffusion")  # ComfyUI, A1111
_LORAS = ("loras", "Lora")


# --- which folders -------------------------------------------------------------------------------------------------


def shared_folders(settings: Settings) -> tuple[Path, ...]:
    """Folders to look into: those of the settings, then those that the user added."""
    file = settings.models / "folders.json"
    try:
        added = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none yet, or edited into nonsense: then none were added
        added = []
    kept = [Path(name) for name in added if isinstance(name, str)] if isinstance(added, list) else []
    return tuple(dict.fromkeys((*settings.model_folders, *kept)))


def add_folder(settings: Settings, folder: Path) -> None:
    """Look into `folder` (a Hugging Face cache, or the models folder of ComfyUI or A1111) from now on. Raises BadOption."""
    if not folder.is_absolute() or not folder.is_dir():
        raise BadOption(option="folder", value=folder, expected="폴더의 전체 경로 / the full path of a folder")
    kept = [*shared_folders(settings), folder]
    write_json(settings.models / "folders.json", [str(path) for path in dict.fromkeys(kept) if path not in settings.model_folders])


def drop_folder(settings: Settings, folder: Path) -> None:
    """Look into `folder` no more; nothing in it is touched."""
    kept = [str(path) for path in shared_folders(settings) if path != folder and path not in settings.model_folders]
    write_json(settings.models / "folders.json", kept)


# --- a Hugging Face cache --------------------------------------------------------------------------------------------


def snapshot(entry: Entry, settings: Settings) -> tuple[Path, str] | None:
    """A complete snapshot of an entry in a Hugging Face cache, and its commit. Reads names and sizes only."""
    for cache in (settings.hf_cache, *shared_folders(settings)):
        repo = cache / f"models--{entry.repo.replace('/', '--')}"
        commit = entry.revision
        if commit == "main":
            try:
                commit = (repo / "refs" / "main").read_text(encoding="ascii").strip()
            except (OSError, UnicodeDecodeError):
                continue
        folder = repo / "snapshots" / commit
        if folder.is_dir() and covers(entry, {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}):
            return folder, commit
    return None


def covers(entry: Entry, files: Mapping[str, Path]) -> bool:
    """Do these files (path in the repository → file here) hold all that an entry names, in the sizes that are known?"""
    if not all(any(matches(wanted, name) for name in files) for wanted in entry.files):
        return False
    for pin in entry.pins:
        file = files.get(pin.file)
        if file is None or (pin.bytes is not None and file.stat().st_size != pin.bytes):
            return False
        blob = file.resolve().name  # in the cache's own layout a large file's name is its sha256
        if pin.sha256 and len(blob) == len(pin.sha256) and blob != pin.sha256:
            return False
    return True


def matches(wanted: str, name: str) -> bool:
    """Does a path or pattern name this file? A * doesn't reach across folders."""
    parts, names = wanted.split("/"), name.split("/")
    return len(parts) == len(names) and all(fnmatchcase(part, pattern) for pattern, part in zip(parts, names, strict=True))


# --- ComfyUI, A1111 ---------------------------------------------------------------------------------------------------


def find_by_size(settings: Settings) -> dict[int, list[Path]]:
    """Every .safetensors file in the shared folders, by size: what a download would fetch may be there under another name."""
    found: dict[int, list[Path]] = {}
    for folder in shared_folders(settings):
        for file in _weights(folder):
            found.setdefault(file.stat().st_size, []).append(file)
    return found


def _weights(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        if len(Path(parent).relative_to(folder).parts) >= _DEPTH:
            folders.clear()
        for name in names:
            file = Path(parent, name)
            if name.lower().endswith(".safetensors") and file.is_file():
                yield file


# --- the user's own checkpoints and LoRAs ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A checkpoint or LoRA that the user dropped in. `family`: sdxl, sd15 or "" where the names inside don't tell;
    `problem`: why it can't be used (ko, en), None where it can."""

    kind: Literal["checkpoint", "lora"]
    name: str
    path: Path
    bytes: int
    family: str
    problem: tuple[str, str] | None = None


def own_files(settings: Settings) -> list[OwnFile]:
    """What lies in models/checkpoints and models/loras, and in the same folders of ComfyUI and A1111. Reads headers only."""
    found: dict[Path, OwnFile] = {}
    kinds: tuple[tuple[Literal["checkpoint", "lora"], tuple[str, ...]], ...] = (("checkpoint", _CHECKPOINTS), ("lora", _LORAS))
    for root in (settings.models, *shared_folders(settings)):
        for kind, names in kinds:
            for name in names:
                for file in _weights(root / name):
                    found.setdefault(file.resolve(), _own(kind, file))
    return sorted(found.values(), key=lambda own: (own.kind, own.name.lower()))


def _own(kind: Literal["checkpoint", "lora"], file: Path) -> OwnFile:
    known = file.stat()
    return _looked_at(kind, file, known.st_size, known.st_mtime_ns)


@lru_cache(maxsize=4096)  # pages ask often, and a head may be a megabyte of JSON
def _looked_at(kind: Literal["checkpoint", "lora"], file: Path, size: int, changed: int) -> OwnFile:
    try:
        family = _family(read_header(file))
    except UnsafeWeights as error:
        return OwnFile(kind, file.stem, file, size, "", (error.text("ko"), error.text("en")))
    return OwnFile(kind, file.stem, file, size, family)


def _family(header: Mapping[str, object]) -> str:
    """By the names of the tensors: only SDXL has a second text encoder."""
    for name in header:
        if name.startswith(("conditioner.embedders.1.", "lora_te2_", "text_encoder_2.")):
            return "sdxl"
    for name in header:
        if name.startswith(("cond_stage_model.transformer.", "lora_te_")):
            return "sd15"
    return ""
