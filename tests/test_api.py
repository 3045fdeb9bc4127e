"""The REST API, over a real server: making, following, editing, making again, downloading, deleting; and what is refused, in two languages."""

from __future__ import annotations

import json
import time
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest

from shorts.access import Access
from shorts.api.bodies import GenerateBody
from shorts.api.problems import STATUS, kinds, status_of
from shorts.api.slips import slips
from shorts.artifacts import ShortRequest
from shorts.errors import ShortsError
from shorts.server.asgi import language_of
from shorts.server.guard import Door
from shorts.server.words import TITLES
from tests.api_server import WORDS, Api, QuickStudio, api_of, tone_api, write_short
from tests.model_fixtures import row, write_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASKED: dict[str, Any] = {"source": WORDS, "voice": "tone", "seconds": 8, "quality": "draft", "goal": "script"}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """Its jobs end at once."""
    folder = tmp_path_factory.mktemp("api")
    write_catalogue(folder / "models", row("tiny", "owner/name", ["config.json"]), row("asked", "owner/other", ["config.json"], use="no"))
    with tone_api(folder, QuickStudio, models=folder / "models", hub="http://127.0.0.1:9", ollama="http://127.0.0.1:9") as running:
        yield running


def waiting(api: Api, short: str) -> Any:
    """The status of a short whose job has ended."""
    for _ in range(1200):
        _, status = api.json("GET", f"/api/shorts/status/{short}")
        if status["state"] not in ("queued", "running"):
            return status
        time.sleep(0.05)
    pytest.fail(str(status))


# --- the whole way ----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quarter_size")
def test_a_script_is_written_edited_and_made_into_a_video(tmp_path: Path) -> None:
    with tone_api(tmp_path) as api:
        code, headers, body = api.ask("POST", "/api/shorts/generate", ASKED)
        asked = json.loads(body)
        assert (code, headers["location"]) == (202, asked["links"]["status"])
        assert len(asked["job"]) == 12
        status = waiting(api, asked["short"])
        assert (status["state"], status["goal"], status["percent"], status["finished"]) == ("done", "script", 100, False)
        assert api.json("GET", f"/api/shorts/status/{asked['job']}")[1] == status
        assert api.json("GET", f"/api/shorts/download/{asked['short']}")[0] == 409

        script = api.json("GET", status["links"]["script"])[1]
        script["scenes"][0]["narration"] = "이 문장은 프로그램이 고쳤어요."
        code, saved = api.json("PUT", status["links"]["script"], script)
        assert (code, saved["scenes"][0]["narration"]) == (200, "이 문장은 프로그램이 고쳤어요.")
        assert api.json("POST", status["links"]["make"])[0] == 202
        status = waiting(api, asked["short"])
        assert (status["state"], status["finished"], status["stale"], status["error"]) == ("done", True, False, None)
        assert "이 문장은" in api.ask("GET", status["links"]["srt"])[2].decode()
        code, headers, film = api.ask("GET", status["links"]["video"], Range="bytes=4-7")
        assert (code, headers["content-type"], film) == (206, "video/mp4", b"ftyp")
        api.json("PUT", status["links"]["script"], {**script, "title": "다른 제목"})
        assert api.json("GET", f"/api/shorts/status/{asked['short']}")[1]["stale"] is True


# --- shorts -----------------------------------------------------------------------------------------------------------


def test_files_are_downloaded_whole_in_part_and_under_their_title(api: Api) -> None:
    short = write_short(api.studio, finished=True)
    base = f"/api/shorts/download/{short.id}"
    code, headers, film = api.ask("GET", base)
    assert (code, len(film), headers["content-disposition"].startswith("attachment; filename*=utf-8''%EB%B0%A4")) == (200, 10240, True)
    assert api.ask("GET", base, If_None_Match=headers["etag"])[0] == 304
    assert api.ask("GET", base, Range="bytes=99999-")[0] == 416
    for kind, content in (("srt", "text/plain"), ("vtt", "text/vtt"), ("thumbnail", "image/jpeg"), ("report", "application/json"), ("post", "text/plain")):
        code, headers, _ = api.ask("GET", f"{base}?file={kind}")
        assert (code, headers["content-type"].partition(";")[0]) == (200, content)
    assert api.json("GET", f"{base}?file=draft")[1]["code"] == "not-ready"
    assert api.json("GET", f"{base}?file=short.json")[0] == 422
    (short.folder / "short.srt").unlink()
    assert api.json("GET", f"{base}?file=srt")[0] == 409


def test_a_record_edited_by_hand_gives_no_other_file_away(api: Api) -> None:
    short = write_short(api.studio, finished=True)
    record = short.folder / "short.json"
    for path in ("/etc/passwd", "@/../../studio.db", "@/manifest.jsonl", "@/short.json"):
        plain = json.loads(record.read_text(encoding="utf-8"))
        plain["finished"]["path"] = path
        record.write_text(json.dumps(plain), encoding="utf-8")
        assert api.json("GET", f"/api/shorts/download/{short.id}")[1]["code"] == "not-ready"
    record.write_text("{", encoding="utf-8")
    code, problem = api.json("GET", f"/api/shorts/status/{short.id}")
    assert (code, problem["code"]) == (409, "script-broken")


def test_shorts_are_listed_searched_and_deleted(api: Api) -> None:
    kept, doomed = write_short(api.studio), write_short(api.studio, finished=True)
    code, page = api.json("GET", "/api/shorts?query=밤 도서관&limit=1&order=oldest".replace(" ", "%20"))
    assert (code, len(page["items"]), page["total"] >= 2) == (200, 1, True)
    cards = {card["id"]: card for card in api.json("GET", "/api/shorts?limit=100")[1]["items"]}
    assert (cards[kept.id]["state"], cards[doomed.id]["state"]) == ("written", "finished")
    assert api.ask("GET", cards[doomed.id]["links"]["video"])[0] == 200
    code, gone = api.json("DELETE", f"/api/shorts/{doomed.id}")
    assert (code, gone) == (200, {"id": doomed.id, "trash": doomed.id})
    assert api.studio.library.restore(doomed.id) == doomed.id
    assert api.json("DELETE", f"/api/shorts/{doomed.id}?forever=true")[1] == {"id": doomed.id, "trash": ""}
    assert not doomed.folder.exists()
    for method, path in (("DELETE", doomed.id), ("GET", f"status/{doomed.id}"), ("GET", f"{doomed.id}/script"), ("POST", f"{doomed.id}/make"), ("GET", f"{doomed.id}/events")):
        code, problem = api.json(method, f"/api/shorts/{path}")
        assert (code, problem["code"]) == (404, "unknown-short")


def test_jobs_are_paused_resumed_and_cancelled(tmp_path: Path) -> None:
    with tone_api(tmp_path) as api:
        shorts = [write_short(api.studio).id for _ in range(3)]
        jobs = [api.json("POST", f"/api/shorts/{short}/make", {"goal": "draft"})[1] for short in shorts]
        assert jobs[2]["position"] == 2
        _, paused = api.json("POST", f"/api/shorts/{shorts[2]}/pause")
        assert (paused["state"], paused["position"]) == ("paused", 0)
        assert api.json("POST", f"/api/shorts/{shorts[2]}/pause")[0] == 200
        assert api.json("POST", f"/api/shorts/{jobs[2]['job']}/resume")[1]["state"] == "queued"
        busy = api.json("DELETE", f"/api/shorts/{shorts[2]}")
        assert (busy[0], busy[1]["code"]) == (409, "short-busy")
        for short in reversed(shorts):
            _, stopped = api.json("POST", f"/api/shorts/{short}/cancel")
            assert (stopped["state"], stopped["stopping"]) in (("cancelled", None), ("running", "cancelled"))
        assert [waiting(api, short)["state"] for short in shorts] == ["cancelled"] * 3
        code, problem = api.json("POST", f"/api/shorts/{shorts[0]}/pause", Accept_Language="en")
        assert (code, problem["detail"]) == (409, "A job that is cancelled can't become paused.")
        assert api.json("POST", f"/api/shorts/{write_short(api.studio).id}/cancel")[1]["code"] == "not-ready"


def test_a_job_that_failed_says_why_in_both_languages(tmp_path: Path) -> None:
    with tone_api(tmp_path) as api:
        _, asked = api.json("POST", "/api/shorts/generate", {**ASKED, "source": "http://127.0.0.1:9/article"})
        status = waiting(api, asked["short"])
        assert (status["state"], status["error"]["code"]) == ("failed", "address-refused")
        assert "열지 않습니다" in status["error"]["ko"]
        assert "is not opened" in status["error"]["en"]


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", [
    "/etc/passwd", "C:\\Users\\x\\page.html", "c:/x", "~/notes.md", "./page.html", "..\\x", "page.html", "file:///etc/passwd", "FILE:x", "\\\\server\\x", "ftp://a.example/x",
])  # fmt: skip
def test_no_file_of_this_computer_can_be_named(api: Api, source: str, tmp_path: Path) -> None:
    code, problem = api.json("POST", "/api/shorts/generate", {**ASKED, "source": source})
    assert (code, problem["code"]) == (422, "bad-option")
    mine = tmp_path / "글.txt"
    mine.write_text(WORDS, encoding="utf-8")
    assert api.json("POST", "/api/shorts/generate", {**ASKED, "source": str(mine)})[0] == 422
    assert api.json("POST", "/api/shorts/generate", {**ASKED, "music": str(mine)})[1]["slips"][0]["where"] == "body.music"


@pytest.mark.parametrize(("change", "where", "ko"), [
    ({"source": ""}, "body.source", "1자 이상"), ({"seconds": 7}, "body.seconds", "8 이상"), ({"seconds": "30"}, "body.seconds", "숫자"),
    ({"scenes": 2}, "body.scenes", "3 이상"), ({"kind": "file"}, "body.kind", "다음 중 하나: 'auto', 'url', 'text' or 'topic'"),
    ({"captain": 1}, "body.captain", "이런 이름의 값은 없습니다"), ({"ad_line": "가" * 201}, "body.ad_line", "200자 이하"),
    ({"seed": -1}, "body.seed", "0 이상"), ({"voice_speed": 2}, "body.voice_speed", "1.3 이하"),
    ({"ai_label": 1}, "body.ai_label", "true 또는 false"), ({"seed": 1.5}, "body.seed", "정수"), ({"seed": 10**30}, "body.seed", "이하"),
])  # fmt: skip
def test_values_are_told_one_by_one(api: Api, change: dict[str, Any], where: str, ko: str) -> None:
    code, problem = api.json("POST", "/api/shorts/generate", {**ASKED, **change})
    assert (code, problem["code"], problem["slips"][0]["where"]) == (422, "invalid", where)
    assert ko in problem["slips"][0]["expected"]
    assert problem["slips"][0]["expected"] in problem["detail"]


def test_what_the_studio_does_not_have_is_told_with_what_it_has(api: Api) -> None:
    for name, words in (("character", "characters list"), ("voice", "kokoro"), ("captions", "karaoke"), ("music", "auto"), ("platform", "tiktok")):
        code, problem = api.json("POST", "/api/shorts/generate", {**ASKED, name: "nobody"}, Accept_Language="en")
        assert (code, problem["code"], words in problem["remedy"]) == (422, f"unknown-{'character' if name == 'character' else 'choice'}", True)


@pytest.mark.parametrize("body", [b"{", b"", b"\xff\xfe", b"[" * 100_000, b'{"source": NaN', b"null", b'"x"', b'{"source": "\\ud800", "voice": "tone"}'])
def test_bodies_that_are_no_request(api: Api, body: bytes) -> None:
    code, problem = api.json("POST", "/api/shorts/generate", body)
    assert code in (400, 422)
    assert problem["code"] in ("bad-request", "invalid")
    assert api.json("PUT", f"/api/shorts/{write_short(api.studio).id}/script", body)[0] == 422


def test_bodies_are_bounded_however_they_come(api: Api) -> None:
    large = json.dumps({"source": "가" * 2_000_000}).encode()
    for headers in ({}, {"Content_Type": "multipart/form-data; boundary=x"}):
        code, problem = api.json("POST", "/api/shorts/generate", large, **headers)
        assert (code, problem["code"]) == (413, "body-too-large")


def test_scripts_are_checked(api: Api) -> None:
    short = write_short(api.studio)
    path = f"/api/shorts/{short.id}/script"
    script = api.json("GET", path)[1]
    assert api.json("PUT", path, script) == (200, script)
    first = script["scenes"][0]
    for change, where in (
        ({"scenes": []}, "scenes"), ({"scenes": [first, first]}, "scenes[0].id"), ({"scenes": [{**first, "id": "../../x"}]}, "scenes[0].id"), ({"title": 1}, "title"),
        ({"scenes": [{**first, "narration": " "}]}, "scenes[0].narration"), ({"mood": "x"}, "mood"), ({"description": "x" * 2001}, "description"),
        ({"hashtags": ["a\0"]}, "hashtags[0]"), ({"scenes": [{**first, "id": f"s{n}"} for n in range(21)]}, "scenes"), ({"title": "\ud800"}, "JSON"),
    ):  # fmt: skip
        code, problem = api.json("PUT", path, {**script, **change})
        assert (code, problem["code"], f"{where} 항목" in problem["detail"]) == (422, "script-broken", True), change
    assert api.json("GET", path)[1] == script


def test_a_full_queue_says_when_to_come_back(tmp_path: Path) -> None:
    with tone_api(tmp_path, waiting_jobs=0) as api:
        code, headers, body = api.ask("POST", f"/api/shorts/{write_short(api.studio).id}/make")
        assert (code, headers["retry-after"], json.loads(body)["code"]) == (503, "60", "queue-full")
        api.studio.settings = replace(api.studio.settings, free_bytes=2**60)
        assert api.json("POST", "/api/shorts/generate", ASKED)[1]["code"] == "disk-full"


def test_addresses_and_methods_that_are_not_there(api: Api) -> None:
    code, headers, body = api.ask("GET", "/api/nothing", Accept_Language="en-GB, ko;q=0.5")
    assert (code, headers["content-type"], headers["cache-control"]) == (404, "application/problem+json", "no-store")
    told = {"type": "/api/docs#not-found", "title": "Not found", "status": 404, "code": "not-found", "detail": "There is nothing at /api/nothing.", "remedy": ""}
    assert json.loads(body) == told
    code, headers, body = api.ask("PATCH", "/api/shorts/x/script")
    assert (code, sorted(headers["allow"].split(", ")), json.loads(body)["code"]) == (405, ["GET", "PUT"], "method-not-allowed")


def test_a_bug_is_told_without_its_details(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(api.studio), "notices", property(lambda studio: 1 / 0))
    code, problem = api.json("GET", "/api/system/info")
    assert (code, problem["code"], "ZeroDivision" in str(problem)) == (500, "unexpected", False)


# --- the installation -------------------------------------------------------------------------------------------------


def test_what_the_installation_is_and_has(api: Api) -> None:
    assert api.json("GET", "/health")[1]["status"] == "ok"
    _, info = api.json("GET", "/api/system/info")
    assert {(engine["kind"], engine["id"]) for engine in info["engines"]} >= {("script", "extract"), ("voice", "tone"), ("image", "toon"), ("motion", "toon")}
    assert info["queue"] == {"running": 0, "waiting": 0, "limit": 50}
    _, cast = api.json("GET", "/api/characters")
    fox = next(one for one in cast if one["id"] == "executive-fox")
    assert (fox["ready"], fox["portrait"]) == (True, "/static/cast/executive-fox.webp")
    assert len(cast) == len(api.studio.workshop.cast)


def test_models_are_listed_and_installed_once_their_licence_is_accepted(api: Api) -> None:
    _, found = api.json("GET", "/api/models/status", Accept_Language="en")
    assert [(model["id"], model["name"], model["state"]) for model in found["models"]] == [("tiny", "Name", "absent"), ("asked", "Name", "absent")]
    code, problem = api.json("POST", "/api/models/install", {"model": "asked"})
    assert (code, problem["code"]) == (403, "model-licence")
    assert api.json("POST", "/api/models/install", {"model": "other"})[0] == 404
    assert api.json("POST", "/api/models/install", {"model": "asked", "accept_licence": True})[0] == 202
    assert api.studio.models.wait(20)
    model = next(model for model in api.json("GET", "/api/models/status")[1]["models"] if model["id"] == "asked")
    assert (model["download"]["state"], model["download"]["error"]["code"]) == ("failed", "hub-unreachable")


# --- who may, and in which words --------------------------------------------------------------------------------------


def test_strangers_need_a_token_and_foreign_pages_get_nothing(tmp_path: Path) -> None:
    access = Access(tmp_path / "access.json")
    access.set_password("maple-otter-piano-0042")
    token = access.create_token("script")
    with tone_api(tmp_path, QuickStudio) as open_to_all, api_of(open_to_all.studio, Door(access=access, ask_here=True)) as api:
        doors = (("GET", "/health"), ("GET", "/api/shorts"), ("POST", "/api/shorts/generate"), ("GET", "/api/docs"), ("POST", "/mcp"), ("GET", "/api/events"))
        for method, path in doors:
            code, headers, body = api.ask(method, path, {} if method == "POST" else None, Accept_Language="en")
            assert (code, headers["content-type"], headers["www-authenticate"]) == (401, "application/problem+json", "Bearer")
            assert "app.py tokens create" in json.loads(body)["detail"]
            assert api.ask(method, path, {} if method == "POST" else None, Authorization="Bearer wrong")[0] == 401
        assert api.json("GET", "/api/shorts", Authorization=f"Bearer {token}") == (200, {"items": [], "total": 0})
        assert api.json("POST", "/api/shorts/generate", ASKED, Authorization=f"Bearer {token}", Origin="http://evil.example")[1]["code"] == "foreign-page"
        assert api.json("GET", "/api/shorts", Authorization=f"Bearer {token}", Host="evil.example")[1]["code"] == "foreign-host"
        access.revoke_token(access.tokens()[0].id)
        assert api.ask("GET", "/api/shorts", Authorization=f"Bearer {token}")[0] == 401


@pytest.mark.parametrize(("accepted", "language"), [
    ("", "ko"), ("en", "en"), ("en-US,en;q=0.9,ko;q=0.8", "en"), ("ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7", "ko"), ("ja, en;q=0.2", "en"),
    ("fr", "ko"), ("*", "ko"), ("en;q=x", "ko"),
])  # fmt: skip
def test_the_language_is_the_one_that_is_preferred(accepted: str, language: str) -> None:
    headers = [(b"accept-language", accepted.encode())] if accepted else []
    assert language_of({"path": "/api/shorts", "headers": headers}) == language


def test_every_error_has_a_status_a_title_and_a_code_of_its_own() -> None:
    found = list(kinds())
    assert len(found) > 60
    assert {status_of(kind) for kind in found} <= set(TITLES)
    assert set(STATUS) <= set(found)
    assert len({kind.code for kind in found}) == len(found)
    assert status_of(ShortsError) == 500


def test_everything_that_can_be_asked_for_can_be_asked_for_here() -> None:
    assert {field.name for field in fields(ShortRequest)} <= set(GenerateBody.model_fields)
    asked, usual = GenerateBody(source="글", kind="text").request(), ShortRequest("글", kind="text")
    assert asked == usual
    assert GenerateBody(source="글", platform="instagram-feed").request().aspect != usual.aspect
    assert GenerateBody(source="example.com/a").request().kind == "url"
    assert GenerateBody(source="아침 산책", kind="topic").request().kind == "topic"
    assert slips([{"type": "new", "loc": ("body", "x"), "msg": "Told as it is"}], "ko") == [{"where": "body.x", "expected": "Told as it is"}]
