"""Where things are and how much is allowed. One object, made in app.py, passed in, never imported as a value."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from shorts.artifacts import Language

ROOT = Path(__file__).resolve().parent.parent


def _flag(name: str) -> bool:
    return os.environ.get(name, "") not in ("", "0")


def spoken_here() -> Language:
    """The user's language as the system has it; Korean where it doesn't say, for that is what most users speak."""
    for name in ("SHORTS_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value and not value.startswith(("c.", "posix")) and value != "c":
            return "ko" if value.startswith("ko") else "en"
    if os.name == "nt":
        import ctypes

        return "ko" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x12 else "en"  # type: ignore[attr-defined,unused-ignore]
    return "ko"


def _hf_cache() -> Path:
    home = os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface"
    return Path(os.environ.get("HF_HUB_CACHE") or Path(home) / "hub")


def ollama_address(raw: str) -> str:
    """An address to call. People (and Ollama's own variable) write a bare host, and 0.0.0.0, which is where to listen, not where to call."""
    raw = raw.strip() or "127.0.0.1"
    try:
        parts = urlsplit(raw if "://" in raw else f"//{raw}")
        scheme, host, port = parts.scheme or "http", parts.hostname or "127.0.0.1", parts.port
    except ValueError:
        return "http://127.0.0.1:11434"
    host = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"{scheme}://{host}:{port or {'': 11434, 'http': 80, 'https': 443}.get(parts.scheme, 11434)}"


def _paths(name: str) -> tuple[Path, ...]:
    return tuple(Path(part).absolute() for part in os.environ.get(name, "").split(os.pathsep) if part)


@dataclass(frozen=True, slots=True)
class Settings:
    """Folders, limits and switches of one installation.

    `allow_local_pages` (environment SHORTS_ALLOW_LOCAL_PAGES=1) lets the page fetcher open loopback addresses, for
    people who test with a server of their own; no front end can set it.
    `hub`, `hf_cache`, `ollama` follow the variables of those programs (HF_ENDPOINT, HF_HUB_CACHE or HF_HOME, OLLAMA_HOST);
    `model_folders` (SHORTS_MODEL_FOLDERS, separated as in PATH): models folders of ComfyUI or A1111 to share.
    `encoder` (SHORTS_ENCODER): x264, nvenc, or auto: NVIDIA's where it works.
    `models` (SHORTS_MODELS): where models are installed, perhaps on a larger disk.
    `characters` (SHORTS_CHARACTERS): the folder of character files.
    """

    root: Path = ROOT
    characters: Path = field(default_factory=lambda: Path(os.environ.get("SHORTS_CHARACTERS", ROOT / "characters")).absolute())
    models: Path = field(default_factory=lambda: Path(os.environ.get("SHORTS_MODELS", ROOT / "models")).absolute())
    outputs: Path = field(default_factory=lambda: Path(os.environ.get("SHORTS_OUTPUTS", ROOT / "outputs")).absolute())
    assets: Path = field(default_factory=lambda: ROOT / "assets")
    cache: Path = field(default_factory=lambda: Path(os.environ.get("SHORTS_CACHE", ROOT / ".cache")).absolute())
    ui_language: str = "ko"
    encoder: str = field(default_factory=lambda: os.environ.get("SHORTS_ENCODER", "auto"))
    hub: str = field(default_factory=lambda: os.environ.get("HF_ENDPOINT", "https://huggingface.co"))
    hf_cache: Path = field(default_factory=_hf_cache)
    ollama: str = field(default_factory=lambda: ollama_address(os.environ.get("OLLAMA_HOST", "")))
    model_folders: tuple[Path, ...] = field(default_factory=lambda: _paths("SHORTS_MODEL_FOLDERS"))
    allow_local_pages: bool = field(default_factory=lambda: _flag("SHORTS_ALLOW_LOCAL_PAGES"))

    page_bytes: int = 5 * 1024 * 1024  # decompressed
    page_seconds: float = 15.0
    page_redirects: int = 5
    photo_bytes: int = 15 * 1024 * 1024
    photo_pixels: int = 40_000_000
    photo_min_side: int = 400
    photos: int = 8
    photos_seconds: float = 45.0  # for all photos of a page; what hasn't come by then is left out
    free_bytes: int = 500 * 1024 * 1024  # asked of the disk before a job starts
    audio_bytes: int = 20 * 1024 * 1024  # of an uploaded clip
    audio_seconds: float = 120.0
    footage_bytes: int = 200 * 1024 * 1024  # of an uploaded video
    footage_seconds: float = 180.0
    upload_bytes: int = 200 * 1024 * 1024  # of one upload through the browser, all its files together
    uploads_bytes: int = 2 * 1024 * 1024 * 1024  # of everything that lies in the uploads folder
    waiting_jobs: int = 50  # in the queue, beside the one that runs
    cache_bytes: int = 20 * 1024**3  # the cache is trimmed to that at a start

    @property
    def catalogue(self) -> Path:
        """The list of what can be installed: the models folder's own where it has one, else the program's."""
        own = self.models / "catalog.toml"
        return own if own.is_file() else self.root / "models" / "catalog.toml"
