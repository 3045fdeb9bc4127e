"""Memory that does not suffice, in spite of all reckoning: everything is let go, and the work is tried once more one tier lower.

A driver may give less than it says, other programs may take what was free a moment ago. Whoever eases its work tells so, and keeps to the
lower tier for a while: failing takes long, and what takes the memory rarely goes away between two scenes.
"""

from __future__ import annotations

import gc
import logging
import time
import traceback
from typing import TYPE_CHECKING, TypeVar

from shorts.errors import NotEnoughVram, OutOfMemory, OutOfVram

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.models.local import LocalModels

log = logging.getLogger(__name__)
T = TypeVar("T")
EASED = "eased"
"""Progress.note of work that is done one tier lower; its words are in progress.NOTES."""
_LOWER_FOR = 600.0  # seconds


class Easing:
    """One per engine."""

    def __init__(self, models: LocalModels, stage: str) -> None:
        self._models, self._stage = models, stage
        self._until = float("-inf")

    def run(self, work: Callable[[], T], lower: Callable[[], T]) -> T:
        """What `work` gives; where its memory does not suffice, what `lower` gives.

        Raises what they raise; where the memory doesn't suffice for `lower` either: NotEnoughVram (with the numbers), OutOfVram, OutOfMemory.
        """
        if time.monotonic() < self._until:
            return self._last(lower)
        try:
            return work()
        except Exception as error:
            if not short_of_memory(error):
                raise
            log.warning("%s: %s; once more, one tier lower", self._stage, type(error).__name__)
            traceback.clear_frames(error.__traceback__)  # they keep what was half done on the card
        self._let_go()
        self._until = time.monotonic() + _LOWER_FOR
        return self._last(lower)

    def _last(self, lower: Callable[[], T]) -> T:
        try:
            return lower()
        except Exception as error:
            if not short_of_memory(error):
                raise
            traceback.clear_frames(error.__traceback__)
            self._let_go()
            if isinstance(error, NotEnoughVram):
                raise
            raise (OutOfVram if self._models.device == "cuda" else OutOfMemory)(stage=self._stage) from error

    def _let_go(self) -> None:
        """Everything on the card that nobody uses, in main memory too: it may be that which is full."""
        manager = self._models.manager
        for part in manager.on_card():
            manager.forget(part)
        gc.collect()


def short_of_memory(error: BaseException) -> bool:
    """Of the card or of the computer."""
    import torch

    return isinstance(error, (NotEnoughVram, torch.OutOfMemoryError, MemoryError))
