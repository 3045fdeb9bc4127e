"""Form → request, store → view. Handlers translate and enqueue; none of them works."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from shorts.artifacts import ShortRequest
from shorts.errors import ShortsError
from shorts.ui.strip import empty, strip
from shorts.values import key_of

if TYPE_CHECKING:
    from shorts.artifacts import Language, Script
    from shorts.studio import Studio
    from shorts.ui.text import Text

POOL = 14
"""Scene rows on the page; those that a script doesn't use are hidden."""


@dataclass(frozen=True)
class Handlers:
    """Bound to one studio and one language of the page. Errors become a warning in that language."""

    studio: Studio
    language: Language
    text: Text

    def submit(
        self, source: str, character: str, language: str, seconds: float, music: str, title: str, label: bool, ad_line: str, quality: str
    ) -> dict[str, str]:
        """Queue a short; its ids, for the browser to remember. Raises gr.Error."""
        if not source.strip():
            raise gr.Error(self.text.needs_source, print_exception=False)
        wanted: Any = language or None
        choices: Any = {"title": title, "quality": quality}
        request = ShortRequest(source.strip(), character=character, language=wanted, seconds=float(seconds), music=music, ai_label=label, ad_line=ad_line.strip(), **choices)
        return self._guarded(lambda: self._session(self.studio.submit(request)))

    def remake(self, session: dict[str, str], *fields: str) -> dict[str, str]:
        """Save the edited script and queue its short again."""

        def do() -> dict[str, str]:
            short = self.studio.short(session["short"])
            if short.script is None:
                raise gr.Error(self.text.failed, print_exception=False)
            self.studio.save_script(short.id, edited(short.script, fields))
            return self._session(self.studio.remake(short.id))

        return self._guarded(do)

    def cancel(self, session: dict[str, str]) -> None:
        if session.get("job"):
            self._guarded(lambda: self.studio.cancel(session["job"]))

    def retry(self, session: dict[str, str]) -> dict[str, str]:
        return self._guarded(lambda: self._session(self.studio.remake(session["short"])))

    def view(self, session: dict[str, str], shown: str) -> list[Any]:
        """Everything on the right side. `shown` is what is already there: typed text and a playing video are left alone."""
        try:
            job = self.studio.job(session["job"])
            short = self.studio.short(session["short"])
        except (KeyError, ShortsError):
            return [empty(self.text), "", *self._buttons(active=False, again=False), *self._result(None), *self._rows(None)]
        status = strip(job, self.studio.position(job.id), self.text, self.language)
        mark = key_of([short.id, short.finished, short.script])
        again = job.state in ("failed", "cancelled", "paused")
        head = [status, mark, *self._buttons(active=job.active, again=again)]
        if mark == shown:
            return head + [gr.skip()] * (len(self._result(None)) + len(self._rows(None)))
        return [*head, *self._result(short.finished if not job.active else None), *self._rows(short.script)]

    def rows(self, session: dict[str, str]) -> list[Any]:
        """The script as saved: undoes what was typed since."""
        return self._guarded(lambda: self._rows(self.studio.short(session["short"]).script))

    def _buttons(self, *, active: bool, again: bool) -> list[Any]:
        return [gr.update(visible=active), gr.update(visible=again)]

    def _result(self, finished: Any) -> list[Any]:
        if finished is None:
            return [gr.update(visible=False, value=None), gr.update(visible=False, value=None), gr.update(visible=False)]
        files = [str(path) for path in (finished.path, finished.srt, finished.vtt, finished.thumbnail)]
        post = finished.post.read_text(encoding="utf-8")
        return [gr.update(visible=True, value=str(finished.path)), gr.update(visible=True, value=files), gr.update(visible=True, value=post)]

    def _rows(self, script: Script | None) -> list[Any]:
        if script is None:
            return [gr.update(visible=False)] * (POOL + 3)
        hook = (*script.hook, "", "")[:2]
        narrations = [scene.narration for scene in script.scenes[:POOL]]
        scenes = [gr.update(visible=True, value=narration) for narration in narrations]
        hidden = [gr.update(visible=False, value="")] * (POOL - len(scenes))
        return [gr.update(visible=True), *(gr.update(visible=True, value=line) for line in hook), *scenes, *hidden]

    def _session(self, job: Any) -> dict[str, str]:
        return {"job": job.id, "short": job.short}

    def _guarded(self, do: Any) -> Any:
        try:
            return do()
        except ShortsError as error:
            raise gr.Error(error.text(self.language), duration=None, print_exception=False) from error


def edited(script: Script, fields: tuple[str, ...]) -> Script:
    """The script with the page's fields: two title lines, then one narration per scene; an emptied scene is dropped."""
    hook = tuple(line.strip() for line in fields[:2] if line.strip()) or script.hook
    scenes = tuple(
        replace(scene, narration=narration.strip(), caption=tuple(word for word in scene.caption if word in narration))
        for scene, narration in zip(script.scenes, fields[2:], strict=False)
        if narration.strip()
    )
    accent = script.accent if any(script.accent in line for line in hook) else ""
    return replace(script, hook=hook, accent=accent, scenes=scenes or script.scenes)
