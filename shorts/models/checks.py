"""Reading installed models again, in the background: gigabytes take a while, and a page must not wait for them."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from shorts.errors import Cancelled, ShortsError
from shorts.progress import Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.artifacts import Progress

log = logging.getLogger(__name__)
_UNEXPECTED = {
    "code": "unexpected",
    "ko": "예상하지 못한 문제로 끝까지 읽지 못했습니다. 디스크에 이상이 없는지 확인하고 다시 검사해 주세요.",
    "en": "Something unexpected kept it from being read to the end. See whether the disk is sound, then check again.",
}


@dataclass(frozen=True, slots=True)
class Check:
    """`done`, `total`: bytes. `error`: code, ko, en of what was found wrong, or why it couldn't be read."""

    model: str
    state: Literal["running", "good", "bad", "cancelled"]
    done: float = 0
    total: float = 0
    error: dict[str, str] | None = None


class Checks:
    """One at a time. Safe to call from any thread. `verify(model, work)` reads a model and raises what is wrong with it."""

    def __init__(self, verify: Callable[[str, Work], None]) -> None:
        self._verify = verify
        self._turn = threading.Lock()  # a disk reads one model after the other faster than two side by side
        self._guard = threading.Lock()
        self._found: dict[str, Check] = {}
        self._cancels: dict[str, threading.Event] = {}
        self._threads: list[threading.Thread] = []

    def start(self, model: str) -> None:
        """Begin, or wait for a turn; once more while it runs is once."""
        with self._guard:
            known = self._found.get(model)
            if known and known.state == "running":
                return
            cancel = self._cancels[model] = threading.Event()
            self._found[model] = Check(model, "running")
            thread = threading.Thread(target=self._run, args=(model, cancel), name=f"check-{model}", daemon=True)
            self._threads = [*(other for other in self._threads if other.is_alive()), thread]
        thread.start()

    def of(self, model: str) -> Check | None:
        """None for one that nobody asked for since the start, or that has changed since."""
        with self._guard:
            return self._found.get(model)

    def forget(self, model: str) -> None:
        """Stop a check, and say nothing of its result any more: the model is removed or installed anew."""
        with self._guard:
            self._found.pop(model, None)
            if model in self._cancels:
                self._cancels.pop(model).set()

    def wait(self, seconds: float) -> None:
        """Until what has been started has ended, at most `seconds` for each."""
        for thread in list(self._threads):
            thread.join(seconds)

    def close(self) -> None:
        with self._guard:
            for cancel in self._cancels.values():
                cancel.set()
        self.wait(5)

    def _run(self, model: str, cancel: threading.Event) -> None:
        def tell(event: Progress) -> None:
            self._note(cancel, Check(model, "running", event.done, event.total))

        with self._turn:
            try:
                Work(tell, cancel).check()
                self._verify(model, Work(tell, cancel))
                end = Check(model, "good")
            except Cancelled:
                end = Check(model, "cancelled")
            except ShortsError as error:
                log.info("model %s: %s", model, error.code)
                end = Check(model, "bad", error={"code": error.code, "ko": error.text("ko"), "en": error.text("en")})
            except Exception:  # somebody waits for an end; the traceback goes to the log
                log.exception("model %s", model)
                end = Check(model, "bad", error=_UNEXPECTED)
        self._note(cancel, end)

    def _note(self, cancel: threading.Event, check: Check) -> None:
        """Unless the model has been forgotten or asked for anew meanwhile."""
        with self._guard:
            known = self._found.get(check.model)
            if known is not None and self._cancels.get(check.model) is cancel:
                self._found[check.model] = replace(check, total=check.total or known.total)
