"""The Settings tab without a browser: preferences that act, room, sharing, and how the page meets a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from shorts.access import Access
from shorts.artifacts import ShortRequest
from shorts.errors import BadOption, ShortsError
from shorts.preferences import Preferences
from shorts.server.guard import Door
from shorts.settings import Settings
from shorts.studio import Studio
from shorts.ui.desk import Desk
from shorts.ui.sharing import Shared, device_of
from shorts.ui.tabs.settings import SettingsTab
from shorts.ui.text import TEXTS
from shorts.ui.welcome import Welcome
from tests.asgi import ask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    opened = Studio(replace(Settings(), outputs=tmp_path / "outputs", cache=tmp_path / "cache", models=tmp_path / "models"))
    yield opened
    opened.close()


@pytest.fixture
def tab(studio: Studio) -> SettingsTab:
    return SettingsTab(Desk(studio, "ko", TEXTS["ko"]))


# --- preferences ---------------------------------------------------------------------------------------------------


def test_what_is_preferred_is_what_the_next_short_begins_with(tab: SettingsTab) -> None:
    wanted = {"character": "tech-fox", "seconds": 45, "quality": "high", "captions": "card", "ai_label": False, "ad_line": "광고예요"}
    for name, value in wanted.items():
        tab.prefer(name, value)
    assert tab.desk.next_request({}) == replace(ShortRequest(""), **wanted)
    chosen = {"choices": {"seconds": 15, "aspect": "1:1"}}  # what this browser chose comes first
    assert (tab.desk.next_request(chosen).seconds, tab.desk.next_request(chosen).quality) == (15, "high")
    afresh = tab._begin_afresh(chosen, {"act": "afresh", "name": "seconds"})
    assert afresh == {"choices": {"seconds": None}}
    assert tab.desk.next_request({"choices": {**chosen["choices"], **afresh["choices"]}}) == replace(ShortRequest(""), **wanted, aspect="1:1")
    assert tab.desk.next_request({"choices": {"seconds": "often"}}).seconds == 45
    assert tab.desk.next_request({"choices": {"ad_line": "", "language": ""}}).ad_line == ""  # nothing is a choice, too


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("character", "nobody"), ("captions", "loud"), ("seconds", 5), ("seconds", "30"), ("quality", "best"), ("theme", "pink"), ("language", "fr"),
        ("favourites", ["tech-fox"]), ("", 1), ("ollama", "http://[x"), ("ollama", "file:///etc/passwd"), ("ollama", "a b"), ("ollama", "host:99999"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_changes_nothing(name: str, value: Any, tab: SettingsTab, studio: Studio) -> None:
    with pytest.raises(ShortsError):
        tab.prefer(name, value)
    assert studio.preferences == Preferences()


def test_a_character_or_style_that_is_gone_is_passed_over(tab: SettingsTab, studio: Studio) -> None:
    studio.preferences = replace(studio.preferences, character="gone", captions="gone", seconds=60.0)
    assert tab.desk.next_request({}) == ShortRequest("", seconds=60.0)


def test_another_ollama_counts_from_the_next_start_and_that_is_told(tab: SettingsTab, studio: Studio) -> None:
    before = studio.settings.ollama
    state = tab.prefer("ollama", "192.168.0.5")
    assert (state["preferences"]["ollama"], state["ollama"]) == ("http://192.168.0.5:11434", before)
    assert tab.prefer("ollama", " ")["preferences"]["ollama"] == ""


# --- the disk, the check-up ----------------------------------------------------------------------------------------


def test_room_is_measured_and_made(tab: SettingsTab, studio: Studio) -> None:
    preview = studio.settings.cache / "previews" / "a.png"
    preview.parent.mkdir(parents=True)
    preview.write_bytes(b"x" * 5000)
    assert tab.disk()["previews"] >= 5000
    cleaned = tab.clean(["previews"])
    assert (cleaned["freed"] >= 5000, cleaned["use"]["previews"], preview.exists()) == (True, 0, False)
    with pytest.raises(BadOption):
        tab.clean(["shorts"])


def test_the_check_up_speaks_the_pages_language(tab: SettingsTab) -> None:
    rows = {row["name"]: row for row in tab.examine()}
    assert rows["디스크"]["works"]
    assert "남음" in rows["디스크"]["seen"]
    assert all(row["remedy"] for row in rows.values() if not row["works"])
    words = {"Ollama", "Python", "PyTorch", "ffmpeg + H.264", "NVENC"}
    assert all(re.search("[가-힣]", name) or name in words for name in rows)


def test_the_licences_can_be_read(tab: SettingsTab) -> None:
    assert "Pretendard" in tab.third_party()


# --- sharing -------------------------------------------------------------------------------------------------------


def test_tokens_are_made_listed_and_revoked(tmp_path: Path) -> None:
    access = Access(tmp_path / "access.json")
    shared = Shared(Door(access=access, shared=True))
    token = shared.make_token("  예약\n업로드 ")
    assert access.is_token(token)
    listed = shared.access(7860)
    assert [one["name"] for one in listed["tokens"]] == ["예약 업로드"]
    assert token not in str(listed)
    shared.revoke_token(listed["tokens"][0]["id"])
    assert not access.is_token(token)
    with pytest.raises(BadOption):
        shared.make_token(" ")


def test_logging_out_the_others_leaves_the_one_that_asks(tmp_path: Path) -> None:
    access = Access(tmp_path / "access.json")
    mine, other = access.open_session("Mozilla/5.0 (iPhone) Safari/1"), access.open_session("Mozilla/5.0 (Windows NT) Firefox/1")
    access.close_all_sessions(but=mine)
    assert (access.is_session(mine), access.is_session(other)) == (True, False)
    Shared(Door(access=access, shared=True)).sign_out_others()  # asked by this computer, which holds none
    assert access.sessions() == []


def test_a_studio_that_asks_nobody_has_no_tokens(tmp_path: Path) -> None:
    alone = Shared(Door())
    told = alone.access(7860)
    assert (told["shared"], told["asked"], told["addresses"], told["qr"]) == (False, False, [], "")
    with pytest.raises(BadOption, match="serve --lan"):
        alone.make_token("x")


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1", "iPhone · Safari"),
        ("Mozilla/5.0 (Linux; Android 14; SM-S918N) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36", "Android · Samsung Internet"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0", "Windows · Edge"),
        ("curl/8.0", "curl/8.0"), ("", "?"),
    ],
)  # fmt: skip
def test_devices_go_by_names_that_people_know(agent: str, name: str) -> None:
    assert device_of(agent) == name


# --- how the page meets a browser ----------------------------------------------------------------------------------

PAGE = b"<!doctype html><html><head><meta charset=utf-8></head><body>page</body></html>"


async def page(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(PAGE)).encode())]})
    await send({"type": "http.response.body", "body": PAGE[:30], "more_body": True})
    await send({"type": "http.response.body", "body": PAGE[30:]})


def test_the_bare_address_leads_to_the_language_remembered_or_preferred() -> None:
    plain, english = Welcome(page, lambda: Preferences()), Welcome(page, lambda: Preferences(language="en"))
    assert ask(plain)[0] == 200
    assert (ask(english)[0], ask(english)[1]["location"]) == (303, "/en/")
    assert ask(english, cookie="shorts-language=ko")[0] == 200
    assert ask(plain, cookie="shorts-language=en")[1]["location"] == "/en/"
    assert ask(plain, "/en/", cookie="shorts-language=ko")[0] == 200  # asked for by its own address
    status, headers, _ = ask(english, "/?lang=ko")
    assert (status, headers["location"]) == (303, "/")
    assert headers["set-cookie"].startswith("shorts-language=ko; Path=/")
    for odd in ("/?lang=fr", "/?lang=//evil.example"):
        assert ask(plain, odd)[0] == 200


def test_colours_come_before_anything_else_of_the_page() -> None:
    status, headers, body = ask(Welcome(page, lambda: Preferences(theme="dark")), "/en/")
    assert status == 200
    assert body.startswith("<!doctype html><html><head><script>((preferred)")
    assert '})("dark");' in body
    assert body.index('requestAnimationFrame') < body.index('<meta')  # before Gradio's scripts
    assert int(headers["content-length"]) == len(body.encode())
    assert ask(Welcome(page, lambda: Preferences()), "/config")[2] == PAGE.decode()
