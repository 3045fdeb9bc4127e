"""The page: laid out first, then wired."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from shorts.artifacts import ShortRequest
from shorts.music import load_tracks
from shorts.ui.cards import CHOOSE, wall
from shorts.ui.handlers import POOL, Handlers
from shorts.ui.strip import empty
from shorts.ui.text import TEXTS

if TYPE_CHECKING:
    from shorts.artifacts import Language
    from shorts.studio import Studio
    from shorts.ui.text import Text

SAMPLES = {"ko": "lamp.html", "en": "tides.html"}


@dataclass(frozen=True)
class Form:
    source: gr.Textbox
    sample: gr.Button
    file: gr.UploadButton
    character: gr.HTML
    options: tuple[Any, ...]
    make: gr.Button


@dataclass(frozen=True)
class View:
    strip: gr.HTML
    cancel: gr.Button
    retry: gr.Button
    video: gr.Video
    files: gr.File
    post: gr.Textbox
    script: gr.Group
    hook: tuple[gr.Textbox, ...]
    scenes: tuple[gr.Textbox, ...]
    undo: gr.Button
    remake: gr.Button

    @property
    def outputs(self) -> list[Any]:
        return [self.cancel, self.retry, self.video, self.files, self.post, self.script, *self.hook, *self.scenes]


def build_page(studio: Studio, language: Language) -> gr.Blocks:
    """The page in one language."""
    text = TEXTS[language]
    with gr.Blocks(title=text.title, analytics_enabled=False) as page:
        gr.HTML(_header(text))
        with gr.Row(equal_height=False):
            with gr.Column(scale=6, min_width=330):
                form = _form(studio, language, text)
            with gr.Column(scale=5, min_width=330):
                view = _view(text)
        _wire(page, form, view, Handlers(studio, language, text), studio, language)
    return page


def _header(text: Text) -> str:
    return f'<div class="head"><h1>{text.title}</h1><p>{text.tagline}</p><a href="{text.other_path}">{text.other_language}</a></div>'


def _form(studio: Studio, language: Language, text: Text) -> Form:
    source = gr.Textbox(label=text.source, placeholder=text.source_hint, lines=3, max_lines=12, elem_id="source", autofocus=True)
    with gr.Row():
        sample = gr.Button(text.sample, size="sm", elem_id="sample")
        file = gr.UploadButton(text.file, size="sm", file_types=[".html", ".htm", ".txt", ".md"], elem_id="file")
    cast = studio.workshop.cast
    cards = wall(cast, language, text, studio.settings.assets)
    gr.Markdown(f"**{text.character}**")
    character = gr.HTML(ShortRequest("").character, html_template=cards, js_on_load=CHOOSE, elem_id="cast", apply_default_css=False)
    options = _options(studio, language, text)
    make = gr.Button(text.make, variant="primary", size="lg", elem_id="make")
    return Form(source, sample, file, character, options, make)


def _options(studio: Studio, language: Language, text: Text) -> tuple[Any, ...]:
    """In the order of Handlers.submit, after source and character."""
    with gr.Row():
        length = gr.Radio([(text.seconds.format(n=n), n) for n in (15, 30, 45, 60)], value=30, label=text.length, elem_id="length")
        spoken = gr.Radio([(text.automatic, ""), ("한국어", "ko"), ("English", "en")], value="", label=text.language)
    with gr.Accordion(text.more, open=False):
        tracks = [(track.titles[language == "en"], track.id) for track in load_tracks(studio.settings).values()]
        music = gr.Dropdown([(text.automatic, "auto"), (text.no_music, "none"), *tracks], value="auto", label=text.music)
        modes = [(text.title_throughout, "throughout"), (text.title_first, "first"), (text.title_off, "off")]
        title = gr.Radio(modes, value="throughout", label=text.title_mode)
        quality = gr.Radio([(text.draft, "draft"), (text.standard, "standard"), (text.high, "high")], value="standard", label=text.quality)
        label = gr.Checkbox(True, label=text.ai_label)
        ad_line = gr.Textbox(label=text.ad_line, placeholder=text.ad_hint, max_lines=1)
    return (spoken, length, music, title, label, ad_line, quality)


def _view(text: Text) -> View:
    strip = gr.HTML(empty(text), elem_id="strip")
    with gr.Row():
        cancel = gr.Button(text.cancel, size="sm", visible=False, elem_id="cancel")
        retry = gr.Button(text.retry, size="sm", variant="primary", visible=False, elem_id="retry")
    video = gr.Video(label=text.result, visible=False, interactive=False, elem_id="short", autoplay=True)
    files = gr.File(label=text.downloads, visible=False, interactive=False, file_count="multiple", elem_id="files")
    post = gr.Textbox(label=text.post, visible=False, lines=6, max_lines=10, buttons=["copy"], elem_id="post")
    with gr.Column(visible=False, elem_id="script") as script:
        gr.Markdown(f"**{text.script}** · {text.script_hint}")
        hook = tuple(gr.Textbox(label=text.hook.format(n=n), max_lines=1, elem_classes="hook") for n in (1, 2))
        scenes = tuple(gr.Textbox(label=text.scene.format(n=n + 1), lines=2, max_lines=5, visible=False, elem_classes="scene") for n in range(POOL))
        with gr.Row():
            undo = gr.Button(text.undo, size="sm", elem_id="undo")
            remake = gr.Button(text.remake, variant="primary", size="sm", elem_id="remake")
    return View(strip, cancel, retry, video, files, post, script, hook, scenes, undo, remake)


def _wire(page: gr.Blocks, form: Form, view: View, do: Handlers, studio: Studio, language: Language) -> None:
    session = gr.BrowserState({}, storage_key="local-shorts-studio")
    shown = gr.State("")
    sample = studio.settings.root / "examples" / SAMPLES[language]
    form.sample.click(lambda: str(sample), outputs=form.source, queue=False)
    form.file.upload(lambda file: str(file), form.file, form.source)
    show: dict[str, Any] = {"fn": do.view, "inputs": [session, shown], "outputs": [view.strip, shown, *view.outputs], "show_progress": "hidden", "queue": False}
    form.make.click(do.submit, [form.source, form.character, *form.options], session).success(**show)
    view.cancel.click(do.cancel, session, queue=False).then(**show)
    view.retry.click(do.retry, session, session).success(**show)
    view.remake.click(do.remake, [session, *view.hook, *view.scenes], session).success(**show)
    view.undo.click(do.rows, session, [view.script, *view.hook, *view.scenes], queue=False)
    gr.Timer(1.0).tick(**show)
    page.load(**show)
