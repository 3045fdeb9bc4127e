"""The commands `tokens` and `sessions`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from shorts.access import Access
from shorts.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def access(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Access:
    monkeypatch.setenv("SHORTS_OUTPUTS", str(tmp_path))
    return Access(tmp_path / "access.json")


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    assert main([*arguments, "--json", "--lang", "en"]) == code
    return json.loads(capsys.readouterr().out)


def test_a_token_is_made_shown_once_listed_and_revoked(access: Access, capsys: pytest.CaptureFixture[str]) -> None:
    token = said(capsys, "tokens", "create", "my script")["token"]
    assert access.is_token(token)
    listed = said(capsys, "tokens", "list")
    assert [one["name"] for one in listed] == ["my script"]
    assert "digest" not in listed[0]
    assert main(["tokens", "list", "--lang", "ko"]) == 0
    shown = capsys.readouterr().out
    assert ("my script" in shown, token in shown) == (True, False)
    assert said(capsys, "tokens", "revoke", "nothing", code=2)["error"] == "unknown-choice"
    assert said(capsys, "tokens", "revoke", listed[0]["id"]) == {"revoked": listed[0]["id"]}
    assert not access.is_token(token)
    assert main(["tokens", "list", "--lang", "ko"]) == 0
    assert capsys.readouterr().out == "없습니다.\n"
    assert said(capsys, "tokens", "create", " ", code=2)["error"] == "bad-option"


def test_a_browser_is_logged_out_or_all_of_them(access: Access, capsys: pytest.CaptureFixture[str]) -> None:
    one, two, three = (access.open_session(name) for name in ("phone", "laptop", "tablet"))
    ids = {session["name"]: session["id"] for session in said(capsys, "sessions", "list")}
    assert said(capsys, "sessions", "close", ids["phone"]) == {"closed": [ids["phone"]]}
    assert [access.is_session(session) for session in (one, two, three)] == [False, True, True]
    assert said(capsys, "sessions", "close", code=2)["error"] == "bad-option"
    assert len(said(capsys, "sessions", "close", "--all")["closed"]) == 2
    assert said(capsys, "sessions", "list") == []
