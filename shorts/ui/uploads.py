"""Files between the page and the studio: what a widget uploaded, and small things that a widget is given whole."""

from __future__ import annotations

import base64
import mimetypes
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from shorts.errors import MediaUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.settings import Settings


@contextmanager
def uploaded(file: str, settings: Settings) -> Iterator[Path]:
    """The uploaded file at the path that a widget names; gone when the block ends. Raises MediaUnreadable for a path that isn't an upload."""
    folder = (settings.cache / "uploads").resolve()
    path = Path(file).resolve()
    if not path.is_relative_to(folder) or not path.is_file():
        raise MediaUnreadable(file=path.name, reason_ko="올린 파일이 없습니다. 다시 올려 주세요", reason_en="there is no such upload; please upload it again")
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def data_address(path: Path) -> str:
    """A small file as a data: address, for things that no route serves."""
    kind = {".m4a": "audio/mp4"}.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
