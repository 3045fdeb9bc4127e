"""Render: where it will be posted, how it is encoded, and what came out: files, thumbnail, text to paste."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING, Any

import gradio as gr

from shorts.files import human_size
from shorts.platforms import PLATFORMS, apply, platform_of
from shorts.report import remarks
from shorts.stills import stills_of
from shorts.ui.addresses import file_address
from shorts.ui.monitor import is_stale
from shorts.ui.names import download_name, title_of
from shorts.ui.text.render import TEXTS, Text
from shorts.ui.widgets import widget

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.short import Short
    from shorts.ui.desk import Desk, Now, Session
    from shorts.ui.frame import Frame

_STILLS = 12


@dataclass
class RenderTab:
    desk: Desk
    id: str = "render"
    text: Text = field(init=False)
    where: Any = field(default=None, repr=False)
    advice: Any = field(default=None, repr=False)
    aspect: Any = field(default=None, repr=False)
    quality: Any = field(default=None, repr=False)
    label: Any = field(default=None, repr=False)
    ad_line: Any = field(default=None, repr=False)
    result: Any = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.text = TEXTS[self.desk.language]

    def render(self) -> None:
        text, column = self.text, int(self.desk.language == "en")
        with gr.Column(elem_id="render-how"):
            places = [(text.where_free, ""), *((place.names[column], place.id) for place in PLATFORMS.values())]
            self.where = gr.Dropdown(places, value="", label=text.where, info=text.where_hint, elem_id="where")
            self.advice = gr.HTML("", elem_id="advice")
            shapes = [(text.aspect_tall, "9:16"), (text.aspect_feed, "4:5"), (text.aspect_square, "1:1"), (text.aspect_broad, "16:9")]
            with gr.Row(elem_classes="pair"):
                self.aspect = gr.Radio(shapes, value="9:16", label=text.aspect, elem_id="aspect", min_width=260)
                self.quality = gr.Radio([(text.draft, "draft"), (text.standard, "standard"), (text.high, "high")], label=text.quality, elem_id="quality", min_width=260)
            with gr.Row(elem_classes="pair"):
                self.label = gr.Checkbox(True, label=text.ai_label, elem_id="ai-label", min_width=220)
                self.ad_line = gr.Textbox(label=text.ad_line, placeholder=text.ad_hint, max_lines=1, elem_id="ad-line", min_width=260)
        functions = [self.desk.answering(function) for function in (self.stills, self.choose_thumbnail)]
        self.result = widget("result", {}, functions, words=asdict(text))

    def listen(self, frame: Frame) -> None:
        self.where.change(self._advice, self.where, self.advice, queue=False, show_progress="hidden")
        frame.edits(self.where.input, self._fit, [self.where])
        events = ((self.aspect.input, self.aspect, "aspect"), (self.quality.input, self.quality, "quality"), (self.label.input, self.label, "ai_label"))
        for event, component, name in (*events, (self.ad_line.blur, self.ad_line, "ad_line")):
            frame.edits(event, self._chooser(name), [component])
            frame.prefers(event, name, component)
        frame.on_act(self.result, self._act)

    @property
    def outputs(self) -> list[Any]:
        return [self.aspect, self.quality, self.label, self.ad_line, self.result]

    def mark(self, now: Now) -> object:
        request = self.desk.request(now.session)
        return [request.aspect, request.quality, request.ai_label, request.ad_line, self._state(now)]

    def view(self, now: Now) -> list[Any]:
        request = self.desk.request(now.session)
        return [request.aspect, request.quality, request.ai_label, request.ad_line, self._state(now)]

    # --- what the widget asks ---

    def stills(self, short: str) -> list[dict[str, Any]]:
        """Moments of the finished video to choose the thumbnail from."""
        done = self.desk.studio.short(short).finished
        if done is None:
            return []
        return [{"seconds": seconds, "picture": file_address(path)} for seconds, path in stills_of(done.path, _STILLS)]

    def choose_thumbnail(self, short: str, seconds: float | None) -> None:
        """Make the thumbnail anew, of another moment; nothing else is remade."""
        moment = None if seconds is None else max(0.0, float(seconds))
        self.desk.studio.edit(short, lambda now: replace(now, request=replace(now.request, thumbnail=moment)))
        self.desk.studio.remake(short)

    # --- handlers ---

    def _fit(self, session: Session, where: str) -> None:
        short = self.desk.short(session)
        if where and short is not None:
            self.desk.studio.edit(short.id, lambda now: replace(now, request=apply(now.request, platform_of(where))))

    def _advice(self, where: str) -> str:
        if not where:
            return ""
        column, place = int(self.desk.language == "en"), platform_of(where)
        return f"<p>{escape(place.room[column])}</p><p><b>{escape(self.text.when_posting)}</b> {escape(place.switch[column])}</p>"

    def _chooser(self, name: str) -> Any:
        def choose(session: Session, value: Any) -> None:
            self.desk.choose(session, **{name: value.strip() if isinstance(value, str) else value})

        return choose

    def _act(self, session: Session, press: dict[str, str]) -> Session:
        short = self.desk.open_short(session)
        self.desk.studio.remake(short.id, goal="draft" if press["act"] == "draft" else "short")
        return {"dismissed": ""}

    # --- what is shown ---

    def _state(self, now: Now) -> dict[str, Any]:
        short = now.short
        if short is None:
            return {"short": ""}
        base = {"short": short.id, "title": title_of(short), "script": short.script is not None, "active": now.active, "stale": is_stale(short)}
        return base | self._made(short)

    def _made(self, short: Short) -> dict[str, Any]:
        done, text = short.finished, self.text
        if done is None:
            return {"files": []}
        try:
            rows = ((text.file_video, done.path), (text.file_thumbnail, done.thumbnail), (text.file_srt, done.srt), (text.file_vtt, done.vtt), (text.file_report, done.report))
            files = [_file(short, label, path) for label, path in rows]
            post = done.post.read_text(encoding="utf-8")
        except OSError:  # somebody moved or deleted them
            return {"files": [], "gone": self.desk.text.gone}
        notes = [remark[self.desk.language] for remark in remarks(short)]
        length = self.desk.text.duration(done.seconds)
        addresses = {"thumbnail": file_address(done.thumbnail), "video": file_address(done.path)}
        return {"files": files, "post": post, "length": length, "notes": notes, "folder": str(short.folder), **addresses}


def _file(short: Short, label: str, path: Path) -> dict[str, str]:
    return {"label": label, "address": file_address(path), "name": download_name(title_of(short), path), "size": human_size(path.stat().st_size)}

