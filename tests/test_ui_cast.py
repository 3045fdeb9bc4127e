"""A character file that is put into the folder while the studio runs is there in every tab, without a new start."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gradio as gr
import pytest

from shorts import cast_live
from shorts.settings import Settings
from shorts.studio import Studio
from shorts.ui.desk import Desk
from shorts.ui.tabs.character import CharacterTab
from shorts.ui.tabs.settings import SettingsTab
from shorts.ui.tabs.source import SourceTab
from shorts.ui.tabs.voice import VoiceTab
from shorts.ui.text import KOREAN
from tests.test_characters import mine, own

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["mine"]  # a fixture: a folder with a fox of the user's own


@pytest.fixture
def desk(mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(cast_live, "_REST", 0.0)
    studio = Studio(replace(Settings(), outputs=tmp_path / "outputs"))
    yield Desk(studio, "ko", KOREAN)
    studio.close()


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (SourceTab, lambda view: view[0]),
        (CharacterTab, lambda view: [one["id"] for one in (view[0]["cast"] or {"people": []})["people"]]),
        (VoiceTab, lambda view: [one["id"] for one in view[0]["cast"] or []]),
        (SettingsTab, lambda view: [name for name, _ in view[0]["cast"]]),
    ],
)
def test_a_newcomer_is_in_every_tab_at_once(kind: Callable[[Desk], Any], shown: Callable[[list[Any]], Any], desk: Desk, mine: Path) -> None:
    tab = kind(desk)
    with gr.Blocks(analytics_enabled=False):
        tab.render()
    now = desk.now({})
    before = tab.mark(now)
    assert "sunny-bot" not in shown(tab.view(now))
    own(mine, "helper-robot", "sunny-bot")
    assert tab.mark(now) != before
    assert "sunny-bot" in shown(tab.view(now))
    (mine / "sunny-bot.toml").unlink()
    assert "sunny-bot" not in shown(tab.view(now))
