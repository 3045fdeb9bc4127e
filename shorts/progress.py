"""How long work tells what it has done, and learns that nobody wants it any more."""

from __future__ import annotations

import threading
from concurrent.futures import wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar

from shorts.artifacts import Progress
from shorts.errors import Cancelled

if TYPE_CHECKING:
    from concurrent.futures import Future

    from shorts.artifacts import Goal

T = TypeVar("T")
_POLL = 0.1  # seconds


STAGE_NAMES = {
    "article": ("글 읽기", "reading"), "script": ("대본 쓰기", "writing"), "puppet": ("캐릭터 준비", "character"), "voice": ("목소리", "voice"),
    "image": ("그림 그리기", "drawing"), "motion": ("움직임 만들기", "motion"), "render": ("장면 그리기", "rendering"),
    "audio": ("소리 맞추기", "sound"), "join": ("마무리", "joining"),
}  # fmt: skip
"""Stages for people: Korean, English."""


NOTES = {
    "eased": ("메모리가 부족해 한 단계 낮춰 다시 합니다", "memory ran short: once more, one tier lower"),
}
"""What Progress.note may say besides names: Korean, English."""


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

    def part(self, stage: str, index: int, count: int) -> Work:
        """Work on the index-th of `count` equal pieces of a stage: whatever it reports becomes that share of the stage."""

        def pass_on(event: Progress) -> None:
            share = event.done / event.total if event.total else 0.0
            self.listener(Progress(stage, index + min(share, 1.0), count, event.note, event.details))

        return Work(pass_on, self.cancel)

    def check(self) -> None:
        if self.cancel.is_set():
            raise Cancelled

    def wait_for(self, future: Future[T]) -> T:
        """What `future` gives; raises what it raises, and Cancelled without waiting any longer."""
        while not future.done():
            self.check()
            wait([future], _POLL)
        return future.result()

    def step(self, stage: str, done: float, total: float, note: str = "", **details: str) -> None:
        self.check()
        self.listener(Progress(stage, done, total, note, details))


class Meter:
    """Turns events of all stages into one fraction of the whole, which never goes back.

    The shares are those of a 30-second short on two cores (bench/make.py); stages may overlap.
    """

    SHARES: ClassVar[dict[Goal, dict[str, float]]] = {
        "script": {"article": 0.3, "script": 0.7},
        "draft": {"article": 0.03, "script": 0.06, "voice": 0.64, "render": 0.17, "audio": 0.09, "join": 0.01},
        "short": {"article": 0.03, "script": 0.05, "voice": 0.35, "render": 0.50, "audio": 0.05, "join": 0.02},
    }
    EXTRA: ClassVar[dict[str, float]] = {"puppet": 3.0, "image": 1.0, "motion": 2.0}
    """Stages that only some shorts have, in shares of one without: they count as soon as one is heard of. A puppet, drawn when a character is
    used for the first time, takes 100 to 200 CPU seconds; the others are estimates, for an RTX 3060."""

    def __init__(self, goal: Goal = "short") -> None:
        self._shares = dict(self.SHARES[goal])
        self._done: dict[str, float] = {}
        self.fraction = 0.0

    def update(self, event: Progress) -> float:
        """The fraction of the whole, 0…1, after `event`."""
        if event.stage in self.EXTRA:
            self._shares[event.stage] = self.EXTRA[event.stage]
        if event.stage in self._shares and event.total:
            self._done[event.stage] = max(self._done.get(event.stage, 0.0), min(event.done / event.total, 1.0))
        whole = sum(self._shares.values())
        self.fraction = max(self.fraction, sum(self._shares[stage] * done for stage, done in self._done.items()) / whole)
        return self.fraction
