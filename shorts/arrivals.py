"""Uploads that are being made ready for a short, each in a thread of its own: the page that sent one may be closed meanwhile.

What is made is noted in the short itself; here is only what is under way or was refused, and it is gone when the studio closes.
"""

from __future__ import annotations

import logging
import secrets
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shorts import scene_edits
from shorts.errors import Cancelled, ShortsError, UnknownScene
from shorts.progress import Work

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shorts.artifacts import Picture, Progress
    from shorts.short import Short

    Add = Callable[[str, Path, str, Work], Picture]
    Edit = Callable[[str, Callable[[Short], Short]], Short]

log = logging.getLogger(__name__)
_UNEXPECTED = {
    "code": "unexpected",
    "ko": "예상하지 못한 문제가 생겨 파일을 넣지 못했습니다. 다시 올려 보고, 또 그러면 진단(doctor)을 실행해 주세요.",
    "en": "Something unexpected happened, and the file was not added. Upload it again; if it happens again, run doctor.",
}
_KEPT = 20
"""Refusals that wait for somebody to read them."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """`scene`: the one that it is for, "" for none. `fraction`: 0…1. `error`: code, ko and en of why it was refused; it then waits to be dismissed."""

    id: str
    short: str
    name: str
    scene: str = ""
    fraction: float = 0.0
    error: dict[str, str] | None = None


class Arrivals:
    """Safe to call from any thread."""

    def __init__(self, add: Add, edit: Edit) -> None:
        self._add, self._edit = add, edit
        self._guard = threading.Lock()
        self._known: dict[str, Arrival] = {}
        self._running: dict[str, tuple[threading.Thread, threading.Event]] = {}

    def begin(self, short: str, file: Path, name: str, scene: str, after: Callable[[], None]) -> str:
        """Make `file` one of the short's own pictures, and show it in `scene` unless that is "". Returns at once, with an id.

        after: called when `file` isn't needed any more, whatever became of it.
        """
        arrival = Arrival(secrets.token_hex(6), short, name, scene)
        cancel = threading.Event()
        thread = threading.Thread(target=self._take_in, args=(arrival, file, Work(_Teller(self, arrival.id), cancel), after), name="arrival", daemon=True)
        with self._guard:
            self._known[arrival.id] = arrival
            self._running[arrival.id] = thread, cancel
        thread.start()
        return arrival.id

    def of_short(self, short: str) -> tuple[Arrival, ...]:
        """What is under way or was refused, oldest first."""
        with self._guard:
            return tuple(arrival for arrival in self._known.values() if arrival.short == short)

    def wait(self, arrival: str, seconds: float) -> bool:
        """Until it is done or the time is over; was it done?"""
        with self._guard:
            running = self._running.get(arrival)
        if running is None:
            return True
        running[0].join(seconds)
        return not running[0].is_alive()

    def dismiss(self, arrival: str) -> None:
        """Stop it, or forget why it was refused."""
        with self._guard:
            self._known.pop(arrival, None)
            running = self._running.get(arrival)
        if running:
            running[1].set()

    def close(self) -> None:
        """Stop all of them; within a few seconds."""
        with self._guard:
            running = list(self._running.values())
        for _, cancel in running:
            cancel.set()
        for thread, _ in running:
            thread.join(2)

    def note(self, arrival: str, fraction: float) -> None:
        """How far it is."""
        with self._guard:
            if arrival in self._known:
                self._known[arrival] = replace(self._known[arrival], fraction=fraction)

    def _take_in(self, arrival: Arrival, file: Path, work: Work, after: Callable[[], None]) -> None:
        error: dict[str, str] | None = None
        try:
            picture = self._add(arrival.short, file, arrival.name, work)
            if arrival.scene:
                self._edit(arrival.short, lambda short: shown_in(short, arrival.scene, picture.id))
        except (Cancelled, UnknownScene):  # a scene that was removed meanwhile: the picture is there for the others
            pass
        except ShortsError as refused:
            error = {"code": refused.code, "ko": refused.text("ko"), "en": refused.text("en")}
        except Exception:  # the thread's last stop: the person must hear of it, and the log have the rest
            log.exception("arrival")
            error = _UNEXPECTED
        finally:
            after()
            self._end(arrival, error)

    def _end(self, arrival: Arrival, error: dict[str, str] | None) -> None:
        with self._guard:
            self._running.pop(arrival.id, None)
            if error is None:
                self._known.pop(arrival.id, None)
            elif arrival.id in self._known:
                self._known[arrival.id] = replace(arrival, error=error)
            refused = [known.id for known in self._known.values() if known.error]
            for old in refused[: max(0, len(refused) - _KEPT)]:
                del self._known[old]


def shown_in(short: Short, scene: str, picture: str) -> Short:
    """`short` with that picture in that scene: beside the presenter, where none was shown. Raises UnknownScene."""
    if short.script is None:
        raise UnknownScene(scene=scene)
    before = short.script.scenes[scene_edits.index_of(short.script, scene)]
    if before.photo == picture and before.visual != "character":
        return short
    visual = before.visual if before.visual in ("photo", "full_photo") else "photo"
    return replace(short, script=scene_edits.set_fields(short.script, scene, photo=picture, visual=visual, focus=None))


class _Teller:
    """Passes progress on."""

    def __init__(self, arrivals: Arrivals, arrival: str) -> None:
        self._arrivals, self._arrival = arrivals, arrival

    def __call__(self, event: Progress) -> None:
        self._arrivals.note(self._arrival, min(event.done / event.total, 1.0) if event.total else 0.0)
