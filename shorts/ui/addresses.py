"""Where the page finds files of shorts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path


def file_address(path: Path) -> str:
    """The time of a file's last change is part of it, which keeps a browser from showing an older take."""
    changed = path.stat().st_mtime_ns // 1_000_000 if path.is_file() else 0
    return f"/gradio_api/file={quote(path.as_posix())}?v={changed}"
