"""The frame around the tabs: it knows what the page shows already, and sends a part anew only when the store says otherwise."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import gradio as gr

from shorts.ui.strip import strips
from shorts.values import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shorts.ui.desk import Desk, Now, Session

Seen = dict[str, str]
"""Part → digest of what it shows."""
SECRET = "kept in the browser of this person"
"""Gradio scrambles what a browser remembers with this; a new one at every start would forget it."""

_QUIETLY: dict[str, Any] = {"show_progress": "hidden", "concurrency_limit": None}
"""Events that may be refused go through Gradio's queue: outside it, a page shows no message for an error. Choices are events of
trigger_mode "multiple": by default, one that comes while another is on its way is dropped."""

Trail = list[list[Any]]
"""[moment in microseconds, what becomes different in the session], oldest first."""
_KEPT = 8
_PAGES = 200
"""Open pages whose latest changes are remembered; one that is forgotten only loses a change that came together with another."""
_MERGE = """(session, patches) => (Array.isArray(patches) ? patches : []).filter(([at]) => at > (session.merged ?? 0)).reduce(
  (now, [at, patch]) => ({...now, ...patch, merged: at, choices: {...now.choices, ...patch.choices}}), session)"""


class Part(Protocol):
    """A piece of the page that follows the store: the monitor, and each tab."""

    @property
    def id(self) -> str: ...

    def render(self) -> None:
        """Lay out; called once, inside the place where the part stands."""

    def listen(self, frame: Frame) -> None:
        """Wire; called when everything is laid out."""

    @property
    def outputs(self) -> list[Any]:
        """The components that `view` fills."""

    def mark(self, now: Now) -> object:
        """Everything that `view` depends on, as plain values; cheap, asked every second."""

    def view(self, now: Now) -> list[Any]:
        """One value or update per output."""


@dataclass(frozen=True)
class Frame:
    """What parts wire themselves to."""

    desk: Desk
    parts: tuple[Part, ...]  # the monitor, then the tabs
    session: gr.BrowserState
    patches: gr.BrowserState  # carries what handlers change in the session
    stale: gr.Number  # one more whenever the page was found to be no longer up to date
    seen: gr.JSON  # held by the page and not, as a gr.State, by the server: for that, every open page would keep a connection, and browsers open six
    strip: gr.HTML
    page: gr.Blocks
    _trails: OrderedDict[str, Trail] = field(default_factory=OrderedDict, repr=False)  # by page, not in a gr.State: see `seen`
    _guard: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def show(self) -> dict[str, Any]:
        """Arguments of an event that brings the page up to date."""
        outputs = [self.strip, self.seen, *(output for part in self.parts for output in part.outputs)]
        return {"fn": self.refresh, "inputs": [self.session, self.seen], "outputs": outputs, "show_progress": "hidden", "queue": False}

    @property
    def tick(self) -> dict[str, Any]:
        """Arguments of the event that asks, each second, whether the page is up to date; if not, `stale` changes. Not `show` itself: Gradio makes
        every output of an event anew, also those that stay as they are."""
        inputs = [self.session, self.seen, self.stale]
        return {"fn": self.aged, "inputs": inputs, "outputs": self.stale, "show_progress": "hidden", "queue": False, "preprocess": False, "postprocess": False}

    def aged(self, session: Session, seen: Seen, stale: int) -> int:
        """`stale`, or the next number where `refresh` would show something else than the page does."""
        now = self.desk.now(session)
        shown = self._marks(session, now) | {"strip": key_of(strips(self.desk, now))}
        return stale + any((seen or {}).get(name) != mark for name, mark in shown.items())

    def refresh(self, session: Session, seen: Seen) -> list[Any]:
        """The strip, and those of the visible parts whose mark has changed."""
        now = self.desk.now(session)
        seen, shown, marks = seen or {}, strips(self.desk, now), self._marks(session, now)
        updates: list[Any] = [gr.skip() if seen.get("strip") == key_of(shown) else shown]
        body: list[Any] = []
        for part in self.parts:
            changed = part.id in marks and marks[part.id] != seen.get(part.id)
            body += part.view(now) if changed else [gr.skip()] * len(part.outputs)
        return [*updates, seen | marks | {"strip": key_of(shown)}, *body]

    def _marks(self, session: Session, now: Now) -> Seen:
        """What the visible parts should show."""
        return {part.id: key_of(part.mark(now)) for part in self.parts if self._is_visible(part, session)}

    def _is_visible(self, part: Part, session: Session) -> bool:
        return part is self.parts[0] or part.id == session.get("tab", self.parts[1].id)

    def prefers(self, trigger: Any, name: str, component: Any) -> None:
        """On `trigger`, remember the component's value as the choice `name` for the next short. In the browser alone: two quick choices can't
        overtake each other."""
        js = f"(session, value) => ({{...session, choices: {{...session.choices, {name}: value}}}})"
        trigger(fn=None, js=js, inputs=[self.session, component], outputs=self.session)

    def edits(self, trigger: Any, do: Callable[..., None], inputs: Sequence[Any]) -> Any:
        """On `trigger`, call do(session, *values), which changes the store; then the page is brought up to date. `trigger` is an event such as
        radio.input, or box.blur: what is being typed is never sent back while it is typed."""

        def handle(session: Session, *values: Any) -> None:
            self.desk.guarded(lambda: do(session, *values))

        return trigger(handle, [self.session, *inputs], None, trigger_mode="multiple", **_QUIETLY).success(**self.show)

    def changes(self, trigger: Any, do: Callable[..., Session], inputs: Sequence[Any] = ()) -> Any:
        """On `trigger`, call do(session, *values) → what becomes different in the session; then the page is brought up to date."""

        def handle(request: Any, session: Session, *values: Any) -> Trail:
            return self._noted(request, self.desk.guarded(lambda: do(session, *values)))

        handle.__annotations__ = {"request": gr.Request}  # Gradio looks for it there; as a string it couldn't be resolved
        return self._merged(trigger(handle, [self.session, *inputs], self.patches, **_QUIETLY))

    def on_act(self, component: Any, do: Callable[[Session, dict[str, str]], Session]) -> Any:
        """A press that a script tells with trigger('click', {act: …}): call do(session, {"act": …}) → what becomes different in the session."""

        def handle(request: Any, session: Session, event: Any) -> Trail:
            return self._noted(request, self.desk.guarded(lambda: do(session, event._data)))

        handle.__annotations__ = {"request": gr.Request, "event": gr.EventData}
        return self._merged(component.click(handle, self.session, self.patches, trigger_mode="multiple", **_QUIETLY))

    def _merged(self, event: Any) -> Any:
        """The browser puts the changes into its session itself: it may have changed otherwise while the server worked. Two that come at once
        arrive as one value, so the latest few are sent each time, and each is taken once, by its moment."""
        merged = event.success(fn=None, js=_MERGE, inputs=[self.session, self.patches], outputs=self.session)
        return merged.then(**self.show)

    def _noted(self, request: gr.Request, patch: Session) -> Trail:
        """The latest changes of the page that asks, `patch` at their end."""
        with self._guard:
            trail = self._trails.setdefault(str(request.session_hash), [])
            self._trails.move_to_end(str(request.session_hash))
            trail.append([time.time_ns() // 1000, patch])
            del trail[:-_KEPT]
            while len(self._trails) > _PAGES:
                self._trails.popitem(last=False)
            return list(trail)

    def on_load(self, do: Callable[..., Any], inputs: Any, outputs: Any) -> None:
        """Once, when a browser opens the page."""
        self.page.load(do, inputs, outputs, queue=False, show_progress="hidden")

    def goes_to(self, event: Any, tab: str) -> Any:
        """After `event` succeeded, turn to a tab. The steps' script does the rest."""
        return event.success(fn=None, js=f"() => {{ window.studio.go('{tab}'); return []; }}")
