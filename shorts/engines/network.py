"""The large network of an engine: its recipes may want it loaded in different ways, and each takes gigabytes of main memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.models.local import LocalModels


class OneNetwork:
    """One per engine: of its networks, only the one that was asked for last stays in main memory."""

    def __init__(self, models: LocalModels) -> None:
        self._models, self._last = models, ""

    def __call__(self, part: str) -> str:
        """`part`, from now on the one that stays."""
        if self._last and self._last != part:
            self._models.manager.forget(self._last)
        self._last = part
        return part
