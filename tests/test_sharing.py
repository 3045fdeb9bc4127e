"""The studio shared on the LAN as its command starts it: what a stranger, a guest and a real browser get."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest

from shorts.access import Access
from shorts.ffmpeg.run import ffmpeg_exe
from shorts.server.lan import lan_addresses
from shorts.ui.addresses import file_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
MARK = "nobody-may-read-this"
SHORT = "261103-밤-도서관-0a1b2c3d"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not lan_addresses(), reason="this machine is on no network")]


@dataclass(frozen=True)
class Shared:
    """The running server; `host` is this machine's address on its network, which makes the tests strangers to it."""

    host: str
    port: int
    password: str
    outputs: Path

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"

    def ask(self, method: str, path: str, body: bytes = b"", cookie: str = "", **headers: str) -> tuple[int, dict[str, str], bytes]:
        opened = http.client.HTTPConnection(self.host, self.port, timeout=20)
        given = {name.replace("_", "-"): value for name, value in headers.items()} | ({"Cookie": cookie} if cookie else {})
        try:
            opened.request(method, path, body or None, given)
            answer = opened.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            opened.close()

    def log_in(self) -> str:
        """A new visitor's cookie."""
        form = urlencode({"password": self.password, "next": "/"}).encode()
        status, headers, _ = self.ask("POST", "/login", form, Content_Type="application/x-www-form-urlencoded", Origin=self.address)
        assert status == 303
        return headers["set-cookie"].partition(";")[0]

    def upload(self, cookie: str, name: str, data: bytes) -> tuple[int, Any]:
        body = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode() + data + b"\r\n--x--\r\n"
        status, _, text = self.ask("POST", "/gradio_api/upload", body, cookie, Content_Type="multipart/form-data; boundary=x")
        return status, json.loads(text) if status == 200 else text.decode("utf-8")


def _furnish(outputs: Path) -> None:
    """One short with the files of a finished one, and what must never leave the machine."""
    folder = outputs / SHORT
    for inner in ("previews", "media", "artifacts/photos"):
        (folder / inner).mkdir(parents=True)
    film = ["-f", "lavfi", "-i", "testsrc=s=270x480:r=30:d=4", "-f", "lavfi", "-i", "sine=d=4", "-pix_fmt", "yuv420p", "-movflags", "+faststart"]
    subprocess.run([ffmpeg_exe(), "-v", "error", *film, str(folder / "short.mp4")], check=True)
    for name in ("short.srt", "post.txt", "report.json", "previews/s1.jpg", "media/x.jpg", "artifacts/photos/0123456789abcdef.jpg"):
        (folder / name).write_text("글", encoding="utf-8")
    secrets = ("preferences.json", "voices/mine.wav", f"{SHORT}/manifest.jsonl", f"{SHORT}/artifacts/voice-1.wav", f"{SHORT}/.lock", "logs/old.log")
    for name in (*secrets, "../secret.txt", "short.mp4"):
        (outputs / name).parent.mkdir(parents=True, exist_ok=True)
        (outputs / name).write_text(MARK, encoding="utf-8")
    if os.name != "nt":
        (folder / "previews" / "link.jpg").symlink_to(outputs / "preferences.json")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    folder = tmp_path_factory.mktemp("shared")
    _furnish(folder / "outputs")
    log = (folder / "log.txt").open("wb")
    server = subprocess.Popen(
        [sys.executable, str(ROOT / "app.py"), "serve", "--lan", "--no-browser", "--port", "0"], stdout=log, stderr=subprocess.STDOUT,
        env={**os.environ, "SHORTS_OUTPUTS": str(folder / "outputs"), "SHORTS_CACHE": str(folder / "cache"), "SHORTS_LANGUAGE": "ko"},
    )  # fmt: skip
    try:
        told = _told(folder / "log.txt", server)
        port = int(re.search(r"127\.0\.0\.1:(\d+)", told)[1])  # type: ignore[index]
        found = Shared(lan_addresses()[0], port, re.search(r"비밀번호  →  (\S+)", told)[1], folder / "outputs")  # type: ignore[index]
        assert f"{found.host}:{port}" in told
        yield found
    finally:
        server.terminate()
        server.wait(30)
        log.close()


def _told(log: Path, server: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        text = log.read_text(encoding="utf-8", errors="replace")
        if "적어 두세요" in text:
            return text
        assert server.poll() is None, text
        time.sleep(0.1)
    pytest.fail(log.read_text(encoding="utf-8", errors="replace"))


def test_a_stranger_gets_the_login_page_and_nothing_else(shared: Shared) -> None:
    status, headers, page = shared.ask("GET", "/", Accept="text/html")
    assert (status, "비밀번호" in page.decode()) == (401, True)
    assert headers["x-frame-options"] == "DENY"
    for path in ("/config", "/gradio_api/heartbeat/x", "/gradio_api/openapi.json", "/openapi.json", "/theme.css", f"/files/{quote(SHORT)}/short.mp4"):
        assert shared.ask("GET", path)[0] == 401
    for path in ("/gradio_api/cancel", "/gradio_api/reset", "/gradio_api/queue/join", "/gradio_api/upload", "/gradio_api/component_server"):
        assert shared.ask("POST", path, b"{}", Content_Type="application/json")[0] == 401
    assert shared.ask("GET", "/config", Host="127.0.0.1", X_Forwarded_For="127.0.0.1")[0] == 401
    assert shared.ask("GET", "/config", Host="evil.example")[0] == 403
    assert shared.ask("GET", "/config", cookie=shared.log_in())[0] == 200


def test_a_program_with_a_token_uses_the_api_and_one_without_is_told_how(shared: Shared) -> None:
    for method, path in (("GET", "/health"), ("GET", "/api/shorts"), ("GET", "/api/openapi.json"), ("POST", "/mcp")):
        status, headers, body = shared.ask(method, path)
        assert (status, headers["content-type"], "tokens create" in body.decode()) == (401, "application/problem+json", True)
    token = Access(shared.outputs / "access.json").create_token("script")
    status, headers, body = shared.ask("GET", "/api/shorts/none", Authorization=f"Bearer {token}")
    assert (status, json.loads(body)["code"], headers["x-content-type-options"]) == (405, "method-not-allowed", "nosniff")
    assert json.loads(shared.ask("GET", "/health", Authorization=f"Bearer {token}")[2])["status"] == "ok"
    status, headers, page = shared.ask("GET", "/api/docs", Authorization=f"Bearer {token}", Accept="text/html")
    assert (status, "nonce-" in headers["content-security-policy"], b"/api/docs/docs.js" in page) == (200, True, True)
    listed = b'{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}'
    kinds = {"Content_Type": "application/json", "Accept": "application/json, text/event-stream"}
    status, _, body = shared.ask("POST", "/mcp", listed, Authorization=f"Bearer {token}", **kinds)
    assert (status, len(json.loads(body)["result"]["tools"])) == (200, 9)


TRAVERSALS = [
    "../preferences.json", "..%2fpreferences.json", "..%5cpreferences.json", "%2e%2e/preferences.json", "%252e%252e%252fpreferences.json", "....//preferences.json",
    "manifest.jsonl", ".lock", "artifacts/voice-1.wav", "previews/../manifest.jsonl", "previews/../../preferences.json", "previews/link.jpg", "/etc/passwd", "%2fetc%2fpasswd",
    "short.mp4%00.jpg", "short.mp4/", "short.json", "short.mp4::$DATA", "previews/..%2f..%2fvoices%2fmine.wav", "SHORT.MP4", "C:%5cx.jpg", "previews/%e2%80%ae.jpg",
]  # fmt: skip


def test_files_of_shorts_are_served_and_no_other_files(shared: Shared) -> None:
    guest = shared.log_in()
    base = f"/files/{quote(SHORT)}"
    for name in ("short.mp4", "short.srt", "post.txt", "report.json", "previews/s1.jpg", "media/x.jpg", "artifacts/photos/0123456789abcdef.jpg"):
        address = file_address(shared.outputs / SHORT / name)
        assert address.startswith(f"{base}/{name}?v=")
        assert shared.ask("GET", address, cookie=guest)[0] == 200
    thrown = shared.outputs / ".trash" / "260101-gone"
    thrown.mkdir(parents=True)
    for name in ("short.jpg", "short.mp4", "short.json"):
        (thrown / name).write_bytes(MARK.encode() if name != "short.jpg" else b"cover")
    assert shared.ask("GET", "/files/260101-gone/short.jpg", cookie=guest)[::2] == (200, b"cover")  # a gallery that hasn't heard of it yet
    asked = [f"{base}/{name}" for name in TRAVERSALS]
    asked += [f"/files/260101-gone/{name}" for name in ("short.mp4", "short.json", "media/x.jpg")] + ["/files/.trash/260101-gone/short.jpg"]
    private = ("short.mp4", "preferences.json", "studio.db", "access.json", "mine.wav")
    asked += [f"/files/{short}/{name}" for short in ("..", "%2e%2e", "voices", ".", "logs", "%2e") for name in private]
    inside = [shared.outputs / name for name in ("studio.db", "access.json", "preferences.json", "voices/mine.wav", "logs/studio.log", f"{SHORT}/short.mp4", "../secret.txt")]
    inside += [shared.outputs / SHORT / "manifest.jsonl", ROOT / "app.py", Path("/etc/passwd")]
    asked += [f"/gradio_api/file={quote(str(path))}" for path in inside]
    asked += [f"/gradio_api/file={quote(os.path.relpath(path, ROOT))}" for path in inside]
    asked += [f"/gradio_api/file={quote(str(shared.outputs.parent / 'cache' / 'uploads' / '..' / '..' / 'outputs' / 'access.json'))}", "/gradio_api/file=https://example.com/"]
    asked += [f"/gradio_api/file/{quote(str(inside[0]))}", f"/static/{'../' * 9}etc/passwd", "/assets/..%2f..%2f..%2froutes.py", "/svelte/..%2f..%2froutes.py"]
    assert len(asked) > 70
    for path in asked:
        status, _, body = shared.ask("GET", path, cookie=guest)
        assert status in (403, 404, 307, 400), path
        assert MARK.encode() not in body


def test_a_film_is_sought_kept_and_saved_under_its_title(shared: Shared) -> None:
    guest, film = shared.log_in(), shared.outputs / SHORT / "short.mp4"
    address = file_address(film)
    size = film.stat().st_size
    status, headers, body = shared.ask("GET", address, cookie=guest, Range="bytes=100-299")
    assert (status, headers["content-range"], len(body)) == (206, f"bytes 100-299/{size}", 200)
    assert body == film.read_bytes()[100:300]
    assert shared.ask("GET", address, cookie=guest, Range=f"bytes={size}-")[0] == 416
    status, headers, _ = shared.ask("GET", address, cookie=guest)
    assert (headers["content-type"], headers["accept-ranges"], headers["x-content-type-options"]) == ("video/mp4", "bytes", "nosniff")
    assert "immutable" in headers["cache-control"]
    assert shared.ask("GET", address, cookie=guest, If_None_Match=headers["etag"])[0] == 304
    assert shared.ask("GET", address.partition("?")[0], cookie=guest)[1]["cache-control"] == "private, no-cache"
    saved = shared.ask("GET", file_address(film, '밤 "도서관"/../x.mp4'), cookie=guest)[1]["content-disposition"]
    assert saved == f"attachment; filename*=utf-8''{quote('밤 도서관 .. x.mp4')}"
    with pytest.raises(ValueError, match="is not served"):
        file_address(film.parent / "manifest.jsonl")


def test_guests_do_not_see_each_others_uploads(shared: Shared) -> None:
    one, two = shared.log_in(), shared.log_in()
    status, paths = shared.upload(one, "사진.txt", MARK.encode())
    assert status == 200
    mine = Path(paths[0])
    assert mine.read_bytes() == MARK.encode()
    assert re.fullmatch(r"[0-9a-f]{64}", mine.parent.name)
    import hashlib

    assert mine.parent.name != hashlib.sha256(MARK.encode()).hexdigest()  # not even who knows the content knows where it lies
    own = shared.ask("GET", f"/gradio_api/file={quote(str(mine))}", cookie=one)
    assert (own[0], own[2], own[1]["content-disposition"].partition(";")[0]) == (200, MARK.encode(), "inline")
    _, others = shared.upload(two, "사진.txt", b"another text")
    assert Path(others[0]).parent != mine.parent
    folder = mine.parent.parent
    guesses = [folder, folder / "x" / mine.name, folder / hashlib.sha256(MARK.encode()).hexdigest() / mine.name, mine.parent, Path(others[0]).parent / ".." / "*" / mine.name]
    for guess in guesses:
        status, _, body = shared.ask("GET", f"/gradio_api/file={quote(str(guess))}", cookie=two)
        assert (status, MARK.encode() in body) == (403, False)
    for path in ("/config", "/gradio_api/info", "/gradio_api/queue/status", "/"):
        assert mine.parent.name.encode() not in shared.ask("GET", path, cookie=two)[2]


def test_uploads_are_limited_and_events_name_no_other_file(shared: Shared) -> None:
    guest = shared.log_in()
    status, _, told = shared.ask("POST", "/gradio_api/upload", b"", guest, Content_Type="multipart/form-data; boundary=x", Content_Length=str(300 << 20))
    assert (status, "200.0 MB까지" in told.decode()) == (413, True)
    event = {"fn_index": 0, "session_hash": "x", "data": [{"path": str(shared.outputs / "access.json"), "meta": {"_type": "gradio.FileData"}}]}
    status, _, told = shared.ask("POST", "/gradio_api/queue/join", json.dumps(event).encode(), guest, Content_Type="application/json")
    assert (status, told.decode()) == (403, "직접 올린 파일만 쓸 수 있습니다.")
    status, paths = shared.upload(guest, "..\\..\\x.txt", b"x")
    assert status == 400 or Path(paths[0]).resolve().is_relative_to(shared.outputs.parent / "cache" / "uploads")


@pytest.mark.browser
def test_the_page_works_under_its_policy_in_a_real_browser(shared: Shared, browser: Browser) -> None:
    wrong: list[str] = []
    outside: list[str] = []
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{shared.address}/en/")
    page.locator("#password").fill("wrong-password")
    page.locator("button").click()
    assert "not the password" in page.locator(".wrong").inner_text()
    page.locator("#password").fill(shared.password)
    page.on("request", lambda request: None if request.url.startswith((shared.address, "data:", "blob:")) else outside.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.locator("button").click()
    page.wait_for_selector(".gradio-container button", timeout=60_000)
    page.wait_for_timeout(1500)
    assert page.url == f"{shared.address}/en/"
    assert page.evaluate("[document.documentElement.lang, navigator.language]") == ["en", "en"]
    assert page.evaluate("document.cookie") == ""

    sent = (
        "async () => { const form = new FormData(); form.append('files', new Blob(['x']), 'x.txt');"
        " return (await fetch('/gradio_api/upload', {method: 'POST', body: form})).status; }"
    )
    assert page.evaluate(sent) == 200
    playing = (
        "(src) => new Promise((done) => { const v = document.createElement('video'); v.muted = true; v.src = src; document.body.append(v);"
        " v.ontimeupdate = () => v.currentTime > 0.3 && done([v.videoWidth, v.duration > 3]); v.onerror = () => done(v.error.message); v.play(); })"
    )
    assert page.evaluate(playing, file_address(shared.outputs / SHORT / "short.mp4")) == [270, True]
    assert (wrong, outside) == ([], [])

    smuggled = (
        "() => new Promise((done) => { window.ran = []; const d = document.createElement('div');"
        " d.innerHTML = '<img src=\"/favicon.ico\" onload=\"ran.push(1)\"><img src=x onerror=\"ran.push(2)\"><svg onload=\"ran.push(3)\"></svg>';"
        " const s = document.createElement('script'); s.textContent = 'ran.push(4)'; d.append(s); document.body.append(d); setTimeout(() => done(ran), 500); })"
    )
    assert page.evaluate(smuggled) == []
    assert sum("Content Security Policy" in message for message in wrong) >= 3
    page.close()
