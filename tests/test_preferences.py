"""Preferences: kept, tolerant of other versions and slips of the hand, never in the way of a start."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from shorts.errors import OutputUnwritable, PreferencesReset
from shorts.preferences import PreferenceFile, Preferences
from shorts.settings import Settings
from shorts.studio import Studio

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_set_is_there_at_the_next_start(tmp_path: Path) -> None:
    studio = Studio(replace(Settings(), outputs=tmp_path))
    assert studio.preferences == Preferences()
    studio.preferences = replace(studio.preferences, theme="dark", favourites=("a", "b", "a"), seconds=45.0, ollama="0.0.0.0:9999")
    studio.close()
    again = Studio(replace(Settings(), outputs=tmp_path))
    assert again.preferences == Preferences(theme="dark", favourites=("a", "b"), seconds=45.0, ollama="0.0.0.0:9999")
    assert again.settings.ollama == "http://127.0.0.1:9999"
    assert again.preferences.request("말").seconds == 45.0
    assert again.notices == ()
    again.close()


def test_keys_of_a_later_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text('\ufeff{"theme": "light", "hologram": {"on": true}}', encoding="utf-8")
    file = PreferenceFile(path)
    file.set(replace(file.get(), music="none"))
    saved = json.loads(path.read_text(encoding="utf-8"))
    assert (saved["theme"], saved["music"], saved["hologram"]) == ("light", "none", {"on": True})


@pytest.mark.parametrize(("name", "value"), [("theme", "pink"), ("seconds", "long"), ("favourites", 3), ("ai_label", "perhaps"), ("language", "jp"), ("ollama", None)])
def test_a_value_that_makes_no_sense_counts_as_not_set(name: str, value: Any, tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps({name: value, "quality": "high"}), encoding="utf-8")
    assert PreferenceFile(path).get() == Preferences(quality="high")


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b"\xff\xfe\x00", b'"text"'])
def test_a_damaged_file_is_moved_aside_and_told(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "preferences.json").write_bytes(data)
    studio = Studio(replace(Settings(), outputs=tmp_path))
    assert studio.preferences == Preferences()
    assert [notice.code for notice in studio.notices] == [PreferencesReset.code]
    assert "preferences.damaged-1.json" in studio.notices[0].text("ko")
    assert (tmp_path / "preferences.damaged-1.json").read_bytes() == data
    studio.preferences = replace(studio.preferences, theme="dark")
    studio.close()
    assert PreferenceFile(tmp_path / "preferences.json").reset is None


def test_what_cannot_be_kept_is_told_and_nothing_changes(tmp_path: Path) -> None:
    file = PreferenceFile(tmp_path / "preferences.json")
    (tmp_path / ".preferences.part.json").mkdir()
    with pytest.raises(OutputUnwritable):
        file.set(Preferences(theme="dark"))
    assert file.get() == Preferences()
