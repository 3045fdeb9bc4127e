"""Where the browser finds a file of a short: /files/<short>/<name>."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from shorts.server.served import SERVED

if TYPE_CHECKING:
    from pathlib import Path


def file_address(path: Path, download: str = "") -> str:
    """The address of a served file; with `download`, the browser saves it under that name. Raises ValueError for a name not served.

    The time of its last change is part of it, so that a browser keeps what it has seen and never shows an older take.
    """
    below = [(path.parts[-depth - 1], "/".join(path.parts[-depth:])) for depth in (3, 2, 1) if depth < len(path.parts)]
    short, name = next(((short, name) for short, name in below if SERVED.fullmatch(name)), ("", ""))
    if not name:
        raise ValueError(f"{path.name} is not served")
    changed = path.stat().st_mtime_ns // 1_000_000 if path.is_file() else 0
    saved = f"&download={quote(download, safe='')}" if download else ""
    return f"/files/{quote(short)}/{quote(name)}?v={changed}{saved}"
