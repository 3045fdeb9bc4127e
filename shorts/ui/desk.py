"""What every handler works at: one studio, one language of the page, and what a browser remembers. Handlers translate and enqueue."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import gradio as gr
from pydantic import ValidationError

from shorts.artifacts import ShortRequest
from shorts.errors import ShortsError, UnknownChoice
from shorts.picture.caption_styles import STYLES
from shorts.server.guard import Door
from shorts.ui.image_engines import is_artist
from shorts.ui.writers import is_writer
from shorts.values import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.artifacts import Language
    from shorts.jobs import Job
    from shorts.short import Short
    from shorts.studio import Studio
    from shorts.ui.text import Text

T = TypeVar("T")
Session = dict[str, Any]
"""What the browser remembers: `short` (id of the one that is open), `tab`, and `choices` for the next short."""


@dataclass(frozen=True, slots=True)
class Now:
    """What the store says at this moment of what a browser has open."""

    session: Session
    short: Short | None
    job: Job | None  # the newest of that short

    @property
    def active(self) -> bool:
        return self.job is not None and self.job.active


@dataclass(frozen=True)
class Desk:
    """Bound to one studio and one language of the page. Errors become a message in that language."""

    studio: Studio
    language: Language
    text: Text
    door: Door = field(default_factory=Door)

    def now(self, session: Session) -> Now:
        short = self.short(session)
        return Now(session, short, next(iter(self.studio.jobs_of(short.id)), None) if short else None)

    def short(self, session: Session) -> Short | None:
        """The short that is open; None for none, or for one that can't be read any more."""
        try:
            return self.studio.short(session["short"]) if session.get("short") else None
        except ShortsError:
            return None

    def open_short(self, session: Session) -> Short:
        """The same, for handlers that need one. Raises UnknownChoice."""
        short = self.short(session)
        if short is None:
            raise UnknownChoice(kind="short", value=session.get("short", ""), choices="")
        return short

    # --- what was chosen: for the short that is open, and for the next one ---

    def request(self, session: Session) -> ShortRequest:
        """The request of the open short; without one, what is chosen for the next."""
        short = self.short(session)
        return short.request if short else self.next_request(session)

    def next_request(self, session: Session) -> ShortRequest:
        """What this browser chose; where it chose nothing (None), what this person prefers."""
        usual = self.usual_request()
        chosen = {name: value for name, value in session.get("choices", {}).items() if value is not None}
        chosen["language"] = chosen.get("language") or None  # "" is the page's word for automatic
        try:
            return from_plain(ShortRequest, {**to_plain(usual), **chosen})
        except ValidationError:  # remembered by an older page
            return usual

    def usual_request(self) -> ShortRequest:
        """As the preferences have it; what is gone (a character, a caption style, a writer), or not drawn, is passed over."""
        usual, plain, cast = self.studio.preferences.request(""), ShortRequest(""), self.studio.workshop.cast
        drawn = usual.character in cast and cast[usual.character].toon is not None
        if not is_artist(self.studio, usual.image_engine):
            usual = replace(usual, image_engine=plain.image_engine, motion_engine=plain.motion_engine)
        return replace(
            usual, character=usual.character if drawn else plain.character, captions=usual.captions if usual.captions in STYLES else plain.captions,
            script_engine=usual.script_engine if is_writer(self.studio, usual.script_engine) else plain.script_engine,
        )  # fmt: skip

    def choose(self, session: Session, **fields: Any) -> None:
        """Change the request of the open short: one undo step. (For the next short, see Frame.prefers.)"""
        short = self.short(session)
        if short is not None:
            self.studio.edit(short.id, lambda now: replace(now, request=replace(now.request, **fields)), merge=",".join(fields))

    # --- messages ---

    def refusal(self, message: str, seconds: float | None = 6) -> gr.Error:
        """Messages may quote a page, and Gradio shows them as HTML. Their title is set in build.py."""
        return gr.Error(escape(message), duration=seconds, print_exception=False)

    def guarded(self, do: Callable[[], T]) -> T:
        """Run a handler's work; what goes wrong is told in the page's language. Raises gr.Error."""
        try:
            return do()
        except ShortsError as error:
            raise self.refusal(error.text(self.language), None) from error

    def answering(self, function: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
        """`function` as a widget's script calls it: {"ok": its result} or {"error": a message}; see js/kit.js."""

        def answer(values: list[Any]) -> dict[str, Any]:
            try:
                return {"ok": to_plain(function(*values))}
            except ShortsError as error:
                return {"error": error.text(self.language), "code": error.code}

        answer.__name__ = function.__name__
        return answer

    def located(self, source: str) -> str:
        """Names of our own samples and of opened files become paths; everything else stays as it is."""
        places = {"examples/": self.studio.settings.root, "opened/": self.studio.settings.cache}
        for start, folder in places.items():
            name = source.removeprefix(start)
            if name != source and name == Path(name).name and (folder / source).is_file():
                return str(folder / source)
        return source
