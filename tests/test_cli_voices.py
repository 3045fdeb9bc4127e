"""`voices` and `readings` on the command line, with the errors a person gets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from shorts.cli import main
from shorts.voice_shelf import STATEMENT
from tests.test_voice_shelf import saved, speech

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def own_outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHORTS_OUTPUTS", str(tmp_path / "outputs"))
    monkeypatch.setenv("SHORTS_CACHE", str(tmp_path / "cache"))


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    """What the command prints as JSON."""
    assert main([*arguments, "--json", "--lang", "en"]) == code
    return json.loads(capsys.readouterr().out)


def test_readings(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "readings", "set", "GS25", "지에스 이십오") == {"word": "GS25", "reading": "지에스 이십오", "language": "ko"}
    assert told(capsys, "readings", "set", "GS25", "jee ess")["language"] == "en"
    assert [one["language"] for one in told(capsys, "readings", "list")] == ["ko", "en"]
    assert told(capsys, "readings", "set", "GS25", "25", code=2)["error"] == "bad-option"
    assert len(told(capsys, "readings", "remove", "GS25", "--language", "en")["removed"]) == 1
    assert told(capsys, "readings", "remove", "nike", code=2)["error"] == "unknown-choice"
    assert main(["readings", "list"]) == 0
    assert capsys.readouterr().out == "ko  GS25 → 지에스 이십오\n"


def test_blends(capsys: pytest.CaptureFixture[str]) -> None:
    assert "jf_nezumi" in told(capsys, "voices", "list", "--base")
    made = told(capsys, "voices", "add", "우리 가게", "--blend", "jf_nezumi:3+ef_dora", "--pitch", "-1")
    assert made["blend"] == [["jf_nezumi", 0.75], ["ef_dora", 0.25]]
    assert told(capsys, "voices", "list") == [made]
    assert told(capsys, "voices", "add", "x", "--blend", "jf_nezumi:-1", code=2)["error"] == "bad-option"
    assert told(capsys, "voices", "add", "x", code=2)["error"] == "bad-option"
    assert told(capsys, "voices", "remove", "우리 가게") == {"removed": made["id"]}
    assert told(capsys, "voices", "list") == []


def test_recordings_need_a_name_under_the_statement(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    clip = str(saved(tmp_path / "me.wav", speech(8)))
    assert main(["voices", "add", "나", clip, "--lang", "ko"]) == 2
    shown = capsys.readouterr().err
    assert STATEMENT["ko"] in shown
    assert "--consent-by" in shown
    made = told(capsys, "voices", "add", "나", clip, "--consent-by", "김하나")
    assert (made["consent"]["by"], made["consent"]["statement"]) == ("김하나", STATEMENT["en"])
    assert told(capsys, "make", "--text", "글", "--speaker", made["speaker"], code=4)["error"] == "cloning-unavailable"
