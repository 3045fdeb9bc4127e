"""Work that is cancelled in the middle."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from shorts.progress import Work

if TYPE_CHECKING:
    from shorts.artifacts import Progress


class StopAt:
    """Cancels its `work` when it reports that `done` is done; `told`: all that it reported."""

    def __init__(self, done: float) -> None:
        self._done = done
        self.told: list[float] = []
        self.work = Work(self._hear, threading.Event())

    def _hear(self, event: Progress) -> None:
        self.told.append(event.done)
        if event.done == self._done:
            self.work.cancel.set()
