"""Form → request, store → view. Handlers translate and enqueue; none of them works."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import gradio as gr

from shorts.artifacts import ShortRequest
from shorts.errors import MediaUnreadable, ShortsError
from shorts.ui.result import result, shelf
from shorts.ui.strip import empty, strip
from shorts.values import key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.artifacts import Language, Script
    from shorts.jobs import Job
    from shorts.short import Short
    from shorts.studio import Studio
    from shorts.ui.text import Text

POOL = 20
"""Scene rows on the page (as many as a script may have); those that a script doesn't use are hidden."""
SHELF = 6
"""How many of the latest shorts are offered to open again."""

T = TypeVar("T")
Session = dict[str, Any]
"""What the browser remembers: the ids of its job and short, and script fields that were typed but not yet used."""


class Seen(NamedTuple):
    """What the page shows already, so that typed text and a playing video are left alone."""

    short: str = ""
    shelf: str = ""


@dataclass(frozen=True)
class Handlers:
    """Bound to one studio and one language of the page. Errors become a message in that language."""

    studio: Studio
    language: Language
    text: Text

    # --- what buttons do ---

    def submit(
        self, source: str, character: str, language: str, seconds: float, music: str, title: str, label: bool, ad_line: str | None, quality: str
    ) -> Session:
        """Queue a short; its ids, for the browser to remember. A box behind a fold that was never opened is None. Raises gr.Error."""
        if not (source or "").strip():
            raise self._refusal(self.text.needs_source, 6)
        choices: Any = {"language": language or None, "title": title, "quality": quality}
        paid = (ad_line or "").strip()
        request = ShortRequest(self._located(source.strip()), character=character, seconds=float(seconds), music=music, ai_label=label, ad_line=paid, **choices)
        return self._guarded(lambda: _session(self.studio.submit(request)))

    def remake(self, session: Session, *fields: str) -> Session:
        """Save the edited script and queue its short again."""

        def do() -> Session:
            short = self.studio.short(session["short"])
            if short.script is None:
                raise self._refusal(self.text.failed, 6)
            script = edited(short.script, fields)
            whole = short.finished is not None and short.finished.path.is_file()
            if script == short.script and whole:
                raise self._refusal(self.text.unchanged, 6)
            self.studio.save_script(short.id, script)
            return _session(self.studio.remake(short.id))

        return self._guarded(do)

    def cancel(self, session: Session) -> None:
        job = self._job(session)
        if job is not None and job.active:
            self._guarded(lambda: self.studio.cancel(job.id))

    def retry(self, session: Session) -> Session:
        return self._guarded(lambda: _session(self.studio.remake(session["short"])))

    def undo(self, session: Session) -> tuple[Session, Seen]:
        """Forget what was typed into the script; the next view shows it as saved."""
        return {name: value for name, value in session.items() if name != "typed"}, Seen()

    def pick(self, short: str) -> Session:
        """Open one of the latest shorts, with the job that made it last."""
        return {"short": short}

    def opened(self, file: str) -> str:
        """Keep an uploaded page under its own name; what the source box shows for it."""
        kept = self.studio.settings.cache / "opened" / Path(file).name
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, kept)
        return f"opened/{kept.name}"

    def restore(self, draft: list[Any] | None, fields: list[Any]) -> list[Any]:
        """The form as it was left, where its values are still on offer."""
        if not isinstance(draft, list) or len(draft) != len(fields):
            return [gr.skip()] * len(fields)
        return [value if _fits(value, field) else gr.skip() for value, field in zip(draft, fields, strict=True)]

    # --- what the page shows ---

    def view(self, session: Session, seen: Seen | list[str]) -> list[Any]:
        """Everything that follows from the store: strip, buttons, result, script, shelf."""
        job = self._job(session)
        short = self._short(job.short if job else session.get("short", ""))
        active = job is not None and job.active
        mark = key_of([short and (short.id, short.script, short.finished), job and (job.id, job.state, job.ended)])
        latest = [(other.id, other.state) for other in self.studio.jobs(1)]
        shelved = key_of([latest, short and short.id])
        head = [self._strip(job, short), Seen(mark, shelved), gr.update(visible=active), gr.update(visible=job is not None and job.state in ("failed", "cancelled", "paused"))]
        body = [gr.skip()] * (POOL + 7) if mark == seen[0] else [*self._result(short, active=active), *self._rows(short, session, active=active)]
        shelved_html = gr.skip() if shelved == seen[1] else gr.update(shown=self._shelf())
        return [*head, *body, shelved_html]

    def _job(self, session: Session) -> Job | None:
        """The job of this browser; without one, whatever runs now: a phone that opens the page sees what the PC is making."""
        try:
            if session.get("job"):
                return self.studio.job(session["job"])
        except KeyError:
            return None
        if session.get("short"):
            return next(iter(self.studio.jobs_of(session["short"])), None)
        return next((job for job in self.studio.jobs(5) if job.active), None)

    def _short(self, name: str) -> Short | None:
        try:
            return self.studio.short(name) if name else None
        except ShortsError:
            return None

    def _strip(self, job: Job | None, short: Short | None) -> str:
        if job is not None:
            return strip(job, self.studio.position(job.id), self.text, self.language, cancelling=self.studio.is_cancelling(job.id))
        return "" if short is not None else empty(self.text)

    def _result(self, short: Short | None, *, active: bool) -> list[Any]:
        if short is None or short.finished is None or active:
            return [gr.update(visible=False, value=""), gr.update(visible=False)]
        try:
            post = short.finished.post.read_text(encoding="utf-8")
            return [gr.update(visible=True, value=result(short, self.text)), gr.update(visible=True, value=post)]
        except (OSError, MediaUnreadable):  # somebody moved or deleted its files
            return [gr.update(visible=True, value=f"<p>{escape(self.text.gone)}</p>"), gr.update(visible=False)]

    def _rows(self, short: Short | None, session: Session, *, active: bool) -> list[Any]:
        """The script and its buttons; while a job runs it can be read, not changed."""
        script = short.script if short is not None else None
        if short is None or script is None:
            return [gr.update(visible=False)] * (POOL + 5)
        hook = [*script.hook, "", ""][:2]
        narrations = [scene.narration for scene in script.scenes[:POOL]]
        typed = session.get("typed")
        if isinstance(typed, list) and session.get("short") == short.id and len(typed) == POOL + 2 and not active:
            hook, narrations = typed[:2], typed[2 : 2 + len(narrations)]
        lines = [gr.update(visible=True, value=line, interactive=not active) for line in (*hook, *narrations)]
        hidden = [gr.update(visible=False, value="")] * (POOL - len(narrations))
        return [gr.update(visible=True), *([gr.update(visible=True, interactive=not active)] * 2), *lines, *hidden]

    def _shelf(self) -> str:
        return shelf([short for short in self.studio.shorts(SHELF * 3) if short.finished is not None][:SHELF], self.text)

    # --- helpers ---

    def _located(self, source: str) -> str:
        """Names of our own sample and of opened files become paths; everything else stays as it is."""
        places = {"examples/": self.studio.settings.root, "opened/": self.studio.settings.cache}
        for start, folder in places.items():
            name = source.removeprefix(start)
            if name != source and name == Path(name).name and (folder / source).is_file():
                return str(folder / source)
        return source

    def _refusal(self, message: str, seconds: float | None) -> gr.Error:
        """Messages may quote a page, and Gradio shows them as HTML. Their title is set in build.py."""
        return gr.Error(escape(message), duration=seconds, print_exception=False)

    def _guarded(self, do: Callable[[], T]) -> T:
        try:
            return do()
        except ShortsError as error:
            raise self._refusal(error.text(self.language), None) from error


def _session(job: Job) -> Session:
    return {"job": job.id, "short": job.short}


def _fits(value: Any, field: Any) -> bool:
    choices = getattr(field, "choices", None)
    if choices:
        return value in [choice[1] for choice in choices]
    return isinstance(value, bool if isinstance(field, gr.Checkbox) else str)


def edited(script: Script, fields: tuple[str, ...]) -> Script:
    """The script with the page's fields: two title lines, then one narration per scene; an emptied scene is dropped."""
    hook = tuple(line.strip() for line in fields[:2] if line.strip()) or script.hook
    narrations = (*fields[2:], *(scene.narration for scene in script.scenes[len(fields) - 2 :]))
    scenes = tuple(
        replace(scene, narration=narration.strip(), caption=tuple(word for word in scene.caption if word in narration))
        for scene, narration in zip(script.scenes, narrations, strict=False)
        if narration.strip()
    )
    accent = script.accent if any(script.accent in line for line in hook) else ""
    return replace(script, hook=hook, accent=accent, scenes=scenes or script.scenes)
