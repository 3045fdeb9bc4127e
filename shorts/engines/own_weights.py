"""The user's own checkpoints and LoRAs, by name: what an image engine's id says after its colon ("sdxl:MyModel")."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from shorts.engines.easing import short_of_memory
from shorts.errors import ShortsError, UnknownChoice, WeightsUnfit
from shorts.models.safety import demand_safe_weights
from shorts.models.shared import own_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shorts.models.shared import OwnFile
    from shorts.settings import Settings

_LOOKED_AT = 1 << 20  # bytes at either end of a file


def find_own(name: str, settings: Settings, family: str) -> OwnFile:
    """A file of that family, or of one that its names don't tell; a checkpoint before a LoRA. Raises UnknownChoice, UnsafeWeights."""
    fitting = [own for own in own_files(settings) if own.family in (family, "")]
    for own in fitting:
        if name in (own.name, own.path.name):
            demand_safe_weights(own.path)
            return own
    raise UnknownChoice(kind="checkpoint or LoRA", kind_ko="체크포인트나 LoRA", value=name, choices=", ".join(own.name for own in fitting) or "-")


def mark_of(own: OwnFile) -> str:
    """For keys: another file of the same name has another mark. Gigabytes aren't read for it, only size, beginning and end."""
    return _mark(own.path, own.path.stat().st_size, own.path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _mark(path: Path, size: int, changed: int) -> str:
    found = hashlib.blake2b(str(size).encode(), digest_size=6)
    with path.open("rb") as file:
        found.update(file.read(_LOOKED_AT))
        file.seek(max(0, size - _LOOKED_AT))
        found.update(file.read())
    return found.hexdigest()


@contextmanager
def fitting(own: OwnFile | None) -> Iterator[None]:
    """What the libraries say of weights of the user's own that aren't of this model: WeightsUnfit."""
    try:
        yield
    except Exception as error:
        if own is None or isinstance(error, (ShortsError, OSError)) or short_of_memory(error):
            raise
        raise WeightsUnfit(file=own.path.name, reason=f"{type(error).__name__}: {str(error).splitlines()[0][:120] if str(error) else '-'}") from error
