"""The monitor: what the open short looks like now, with undo and the two buttons that make it. Stands beside every working tab."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shorts.engines.live import live_pictures
from shorts.errors import UnknownScene
from shorts.ui.addresses import file_address
from shorts.ui.names import download_name, title_of
from shorts.ui.widgets import widget
from shorts.values import key_of

if TYPE_CHECKING:
    from shorts.short import Short
    from shorts.ui.desk import Desk, Now, Session
    from shorts.ui.frame import Frame


@dataclass
class Monitor:
    desk: Desk
    id: str = "monitor"
    _view: Any = field(default=None, repr=False)

    def render(self) -> None:
        self._view = widget("monitor", {}, [self.desk.answering(self.frame)])

    def listen(self, frame: Frame) -> None:
        frame.on_act(self._view, self._act)

    @property
    def outputs(self) -> list[Any]:
        return [self._view]

    def mark(self, now: Now) -> object:
        return self._state(now)

    def view(self, now: Now) -> list[Any]:
        return [self._state(now)]

    def frame(self, short: str, scene: str) -> str:
        """The address of a picture of one scene as it would look; "" if it is no more: a page may ask before it hears of an undo."""
        found, previews = self.desk.studio.short(short), self.desk.studio.previews
        try:
            return file_address(previews.frame(found, scene, previews.best_at(found, scene)))
        except UnknownScene:
            return ""

    def _state(self, now: Now) -> dict[str, Any]:
        short = now.short
        if short is None:
            return {"short": "", "active": now.active}
        undo, redo = self.desk.studio.undo_state(short.id)
        return {
            "short": short.id, "title": title_of(short), "script": short.script is not None, "active": now.active, "undo": undo, "redo": redo,
            "aspect": short.request.aspect, "final": _final(short), "draft": _draft(short), "scenes": key_of(short.script) if short.script else "",
            "stale": is_stale(short), "live": _live(short) if now.active else "",
        }  # fmt: skip

    def _act(self, session: Session, press: dict[str, str]) -> Session:
        studio, short = self.desk.studio, self.desk.open_short(session)
        match press["act"]:
            case "undo":
                studio.undo(short.id)
            case "redo":
                studio.redo(short.id)
            case "draft":
                studio.remake(short.id, goal="draft")
            case "final":
                studio.remake(short.id)
        return {"dismissed": ""}


def is_stale(short: Short) -> bool:
    """Has the short been changed since its video was made?"""
    return short.finished is not None and short.made != short.state


def _final(short: Short) -> dict[str, str]:
    done = short.finished
    if done is None or not done.path.is_file():
        return {}
    return {"video": file_address(done.path), "poster": file_address(done.thumbnail), "name": download_name(title_of(short), done.path)}


def _live(short: Short) -> str:
    """The picture that an engine is drawing, as far as it has come, in the page itself: it is small, and gone in a moment."""
    try:
        newest = max(live_pictures(short.folder / "artifacts"), key=lambda path: path.stat().st_mtime_ns)
        return "data:image/jpeg;base64," + base64.b64encode(newest.read_bytes()).decode("ascii")
    except (OSError, ValueError):  # none, or finished meanwhile
        return ""


def _draft(short: Short) -> dict[str, str]:
    return {"video": file_address(short.draft)} if short.draft and short.draft.is_file() else {}
