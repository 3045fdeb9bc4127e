"""The page: laid out first, then wired."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from shorts.music import load_tracks
from shorts.ui.cards import CHOOSE, first_choice, wall
from shorts.ui.handlers import POOL, Handlers, Seen
from shorts.ui.strip import empty
from shorts.ui.text import TEXTS

if TYPE_CHECKING:
    from shorts.artifacts import Language
    from shorts.studio import Studio
    from shorts.ui.text import Text

SAMPLES = {"ko": "lamp.html", "en": "tides.html"}
_SECRET = "kept in the browser of this person"
"""Gradio scrambles what a browser remembers with this; a new one at every start would forget it."""
_SHOW_STRIP = "() => document.getElementById('strip').scrollIntoView({behavior: 'smooth', block: 'nearest'})"
_REMEMBER = "(...values) => [values]"
_REMEMBER_SCRIPT = "(session, ...fields) => ({...session, typed: fields})"


@dataclass(frozen=True)
class Form:
    source: gr.Textbox
    sample: gr.Button
    file: gr.UploadButton
    character: gr.HTML
    options: tuple[Any, ...]
    make: gr.Button

    @property
    def fields(self) -> list[Any]:
        return [self.source, self.character, *self.options]


@dataclass(frozen=True)
class View:
    strip: gr.HTML
    cancel: gr.Button
    retry: gr.Button
    result: gr.HTML
    post: gr.Textbox
    script: gr.Column
    hook: tuple[gr.Textbox, ...]
    scenes: tuple[gr.Textbox, ...]
    undo: gr.Button
    remake: gr.Button
    shelf: gr.HTML

    @property
    def typed(self) -> list[Any]:
        return [*self.hook, *self.scenes]

    @property
    def outputs(self) -> list[Any]:
        """In the order of Handlers.view, after the strip and what was seen."""
        return [self.cancel, self.retry, self.result, self.post, self.script, self.undo, self.remake, *self.typed, self.shelf]


def build_page(studio: Studio, language: Language) -> gr.Blocks:
    """The page in one language."""
    text = TEXTS[language]
    page: gr.Blocks
    with gr.Blocks(title=text.title, analytics_enabled=False) as page:
        gr.HTML(_header(text))
        with gr.Row(equal_height=False, elem_id="desk"):
            with gr.Column(scale=6, min_width=320, elem_id="form"):
                form = _form(studio, language, text)
            with gr.Column(scale=6, min_width=320, elem_id="view"):
                view = _view(text)
        _wire(page, form, view, Handlers(studio, language, text), SAMPLES[language])
    return page


def _header(text: Text) -> str:
    return f'<div class="head"><h1>{text.title}</h1><p>{text.tagline}</p><a href="{text.other_path}">{text.other_language}</a></div>'


def _form(studio: Studio, language: Language, text: Text) -> Form:
    source = gr.Textbox(label=text.source, placeholder=text.source_hint, lines=2, max_lines=8, elem_id="source", autofocus=True)
    with gr.Row(elem_id="ways"):
        sample = gr.Button(text.sample, size="sm", elem_id="sample")
        file = gr.UploadButton(text.file, size="sm", file_types=[".html", ".htm", ".txt", ".md"], elem_id="file")
    cast = studio.workshop.cast
    cards = f'<h2>{text.character}</h2>{wall(cast, language, text, studio.settings.assets)}'
    character = gr.HTML(first_choice(cast), html_template=cards, js_on_load=CHOOSE, elem_id="cast", apply_default_css=False)
    options = _options(studio, language, text)
    make = gr.Button(text.make, variant="primary", size="lg", elem_id="make")
    return Form(source, sample, file, character, options, make)


def _options(studio: Studio, language: Language, text: Text) -> tuple[Any, ...]:
    """In the order of Handlers.submit, after source and character."""
    with gr.Row(elem_id="basics"):
        spoken = gr.Radio([(text.automatic, ""), ("한국어", "ko"), ("English", "en")], value="", label=text.language, elem_id="language", min_width=240)
        length = gr.Radio([(text.seconds.format(n=n), n) for n in (15, 30, 45, 60)], value=30, label=text.length, elem_id="length", min_width=240)
    with gr.Accordion(text.more, open=False, elem_id="more"):
        tracks = [(track.titles[language == "en"], track.id) for track in load_tracks(studio.settings).values()]
        music = gr.Dropdown([(text.automatic, "auto"), (text.no_music, "none"), *tracks], value="auto", label=text.music, elem_id="music")
        modes = [(text.title_throughout, "throughout"), (text.title_first, "first"), (text.title_off, "off")]
        title = gr.Radio(modes, value="throughout", label=text.title_mode)
        quality = gr.Radio([(text.draft, "draft"), (text.standard, "standard"), (text.high, "high")], value="standard", label=text.quality, elem_id="quality")
        label = gr.Checkbox(True, label=text.ai_label)
        ad_line = gr.Textbox(label=text.ad_line, placeholder=text.ad_hint, max_lines=1)
    return (spoken, length, music, title, label, ad_line, quality)


def _view(text: Text) -> View:
    strip = gr.HTML(empty(text), elem_id="strip")
    with gr.Row(elem_id="acts"):
        cancel = gr.Button(text.cancel, size="sm", visible=False, elem_id="cancel")
        retry = gr.Button(text.retry, size="sm", variant="primary", visible=False, elem_id="retry")
    result = gr.HTML(visible=False, elem_id="short")
    post = gr.Textbox(label=text.post, visible=False, interactive=False, lines=6, max_lines=14, buttons=["copy"], elem_id="post")
    with gr.Column(visible=False, elem_id="script") as script:
        gr.HTML(f"<h2>{text.script}</h2><p>{text.script_hint}</p>")
        hook = tuple(gr.Textbox(label=text.hook.format(n=n), max_lines=1, elem_classes="hook") for n in (1, 2))
        scenes = tuple(gr.Textbox(label=text.scene.format(n=n + 1), lines=1, max_lines=5, visible=False, elem_classes="scene") for n in range(POOL))
        with gr.Row(elem_id="edits"):
            undo = gr.Button(text.undo, size="sm", elem_id="undo")
            remake = gr.Button(text.remake, variant="primary", size="sm", elem_id="remake")
    shelf = gr.HTML("", html_template="${shown}", js_on_load=CHOOSE, elem_id="shelf", apply_default_css=False, shown="")
    return View(strip, cancel, retry, result, post, script, hook, scenes, undo, remake, shelf)


def _wire(page: gr.Blocks, form: Form, view: View, do: Handlers, sample: str) -> None:
    session = gr.BrowserState({}, storage_key="local-shorts-studio", secret=_SECRET)
    draft = gr.BrowserState([], storage_key="local-shorts-studio-form", secret=_SECRET)
    seen = gr.State(Seen())
    show: dict[str, Any] = {"fn": do.view, "inputs": [session, seen], "outputs": [view.strip, seen, *view.outputs], "show_progress": "hidden", "queue": False}
    form.sample.click(lambda: f"examples/{sample}", outputs=form.source, queue=False)
    form.file.upload(do.opened, form.file, form.source)
    form.make.click(do.submit, form.fields, session).success(**show).then(fn=None, js=_SHOW_STRIP)
    view.cancel.click(do.cancel, session, queue=False).then(**show)
    view.retry.click(do.retry, session, session).success(**show)
    view.remake.click(do.remake, [session, *view.typed], session).success(**show).then(fn=None, js=_SHOW_STRIP)
    view.undo.click(do.undo, session, [session, seen], queue=False).then(**show)
    view.shelf.change(do.pick, view.shelf, session, queue=False).then(**show).then(fn=None, js=_SHOW_STRIP)
    gr.on([field.change for field in form.fields], fn=None, js=_REMEMBER, inputs=form.fields, outputs=draft)
    gr.on([field.input for field in view.typed], fn=None, js=_REMEMBER_SCRIPT, inputs=[session, *view.typed], outputs=session)
    gr.Timer(1.0).tick(**show)
    page.load(lambda kept: do.restore(kept, form.fields), draft, form.fields, queue=False)
    page.load(**show)
