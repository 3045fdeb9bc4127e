"""The page: header, steps, job strip, the tabs, and the monitor beside them. Laid out first, then wired."""

from __future__ import annotations

import json
from dataclasses import asdict
from html import escape
from typing import TYPE_CHECKING

import gradio as gr

from shorts.server.guard import Door
from shorts.ui.acts import Acts
from shorts.ui.desk import Desk
from shorts.ui.frame import SECRET, Frame, Part
from shorts.ui.monitor import Monitor
from shorts.ui.tabs.character import CharacterTab
from shorts.ui.tabs.gallery import GalleryTab
from shorts.ui.tabs.images import ImagesTab
from shorts.ui.tabs.models import ModelsTab
from shorts.ui.tabs.render import RenderTab
from shorts.ui.tabs.script import ScriptTab
from shorts.ui.tabs.settings import SettingsTab
from shorts.ui.tabs.source import SourceTab
from shorts.ui.tabs.video import VideoTab
from shorts.ui.tabs.voice import VoiceTab
from shorts.ui.text import TEXTS
from shorts.ui.widgets import script, widget

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.artifacts import Language
    from shorts.studio import Studio
    from shorts.ui.text import Text

TABS: tuple[Callable[[Desk], Part], ...] = (
    SourceTab, ScriptTab, CharacterTab, ImagesTab, VoiceTab, VideoTab, RenderTab, GalleryTab, ModelsTab, SettingsTab,
)  # fmt: skip
"""In the order of the steps; the first seven make a short."""
_SESSIONS = 100
"""Opened pages of which Gradio keeps its own copy of every component's settings; the browser has what matters, so the oldest may go."""


def build_page(studio: Studio, language: Language, door: Door | None = None) -> gr.Blocks:
    """The page in one language."""
    text = TEXTS[language]
    desk = Desk(studio, language, text, door or Door())
    monitor, tabs = Monitor(desk), tuple(tab(desk) for tab in TABS)
    page: gr.Blocks
    with gr.Blocks(title=text.title, analytics_enabled=False) as page:
        page.state_session_capacity = _SESSIONS
        session = gr.BrowserState({}, storage_key="local-shorts-studio", secret=SECRET)
        patches = gr.BrowserState([], storage_key="local-shorts-studio-changes", secret=SECRET)
        seen = gr.JSON({}, visible=False)
        stale = gr.Number(0, visible="hidden")  # with visible=False it would never tell of a change
        gr.HTML(_header(text), elem_id="head")
        nav = widget("nav", {"tab": tabs[0].id}, tabs=[(tab.id, text.tab(tab.id)) for tab in tabs])
        strip = gr.HTML("", js_on_load=script("strip"), elem_id="strip", apply_default_css=False)
        with gr.Row(equal_height=False, elem_id="desk"):
            with gr.Column(scale=7, min_width=320, elem_id="work"), gr.Tabs(elem_id="tabs", selected=tabs[0].id):
                for tab in tabs:
                    with gr.Tab(text.tab(tab.id), id=tab.id, elem_id=f"tab-{tab.id}"):
                        tab.render()
            with gr.Column(scale=4, min_width=300, elem_id="beside"):
                monitor.render()
        frame = Frame(desk, (monitor, *tabs), session, patches, stale, seen, strip, page)
        for part in frame.parts:
            part.listen(frame)
        _wire(frame, nav)
    return page


def head_script(text: Text) -> str:
    """What the head of the page loads before any widget: its words, then js/kit.js and js/player.js."""
    words = json.dumps(asdict(text), ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="studio-text">{words}</script><script>{script("kit")}\n{script("player")}</script>'


def _header(text: Text) -> str:
    return (
        f'<div class="head"><h1>{escape(text.title)}</h1><p>{escape(text.tagline)}</p>'
        f'<a href="{text.other_path}?lang={text.other_code}" lang="{text.other_code}">{escape(text.other_language)}</a></div>'
    )


def _wire(frame: Frame, nav: gr.HTML) -> None:
    frame.on_act(frame.strip, Acts(frame.desk).act)
    turned = nav.change(fn=None, js="(session, to) => ({...session, ...to, dismissed: to.short ? '' : session.dismissed})", inputs=[frame.session, nav], outputs=frame.session)
    turned.then(**frame.show)
    frame.on_load(lambda session: {"tab": session.get("tab", "source")}, frame.session, nav)
    gr.Timer(1.0).tick(**frame.tick)
    frame.stale.change(**frame.show)
    frame.page.load(**frame.show)

