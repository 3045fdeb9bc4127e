"""How long work tells what it has done, and learns that nobody wants it any more."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Protocol

from shorts.artifacts import Progress
from shorts.errors import Cancelled


class Listener(Protocol):
    """Whoever wants to know."""

    def __call__(self, event: Progress) -> None: ...


def ignore(event: Progress) -> None:
    """The null listener."""


@dataclass(frozen=True)
class Work:
    """What long work needs from its caller: where to tell progress, and whether to stop.

    Call `step` (or `check`) at least ten times a second of work; both raise Cancelled once `cancel` is set.
    """

    listener: Listener = ignore
    cancel: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        if self.cancel.is_set():
            raise Cancelled

    def step(self, stage: str, done: float, total: float, note: str = "") -> None:
        self.check()
        self.listener(Progress(stage, done, total, note))
