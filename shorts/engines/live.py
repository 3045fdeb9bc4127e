"""Pictures while they are being drawn: small JPEGs that pages may show, and that nothing else depends on."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from shorts.files import PART

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PIL import Image

_SIDE = 384
"""Pixels of the longer side."""


_SUFFIX = f"{PART}-live.jpg"


def live_pictures(folder: Path) -> list[Path]:
    """Those of what is being drawn into `folder` now."""
    return list(folder.glob(f".*{_SUFFIX}"))


class Live:
    """The picture at `out`, as far as it has come. `every`: seconds between two looks at it, which take time from the drawing."""

    def __init__(self, out: Path, every: float) -> None:
        self.path = out.with_name(f".{out.stem}{_SUFFIX}")  # a leftover of a killed program is swept as all unfinished files are
        self._fresh = out.with_name(f".{out.stem}{PART}-coming.jpg")
        self._every = every
        self._last = time.monotonic()

    def show(self, look: Callable[[], Image.Image]) -> dict[str, str]:
        """Details for Progress: where the picture is now, after `look` if it is time."""
        if time.monotonic() - self._last >= self._every:
            picture = look()
            picture.thumbnail((_SIDE, _SIDE))
            fresh = self._fresh
            with suppress(OSError):  # a full disk, or a reader that Windows waits for: the drawing goes on
                picture.save(fresh, quality=80)
                fresh.replace(self.path)
            self._last = time.monotonic()
        return {"preview": str(self.path)} if self.path.exists() else {}

    def close(self) -> None:
        for path in (self.path, self._fresh):
            with suppress(OSError):
                path.unlink(missing_ok=True)
