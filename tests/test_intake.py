"""How much may be brought along, what may be named, and what the log keeps of it."""

from __future__ import annotations

import logging
import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from shorts import logs
from shorts.artifacts import ShortRequest
from shorts.errors import VoiceFailed
from shorts.server.intake import Intake, make_room
from shorts.studio import Studio
from tests.asgi import ask, echo

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.settings import Settings



@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads"
    for number, name in enumerate(("a", "b", "c")):
        (folder / name).mkdir(parents=True)
        (folder / name / "x.bin").write_bytes(bytes(1000))
        os.utime(folder / name / "x.bin", (time.time() - 9000 + number,) * 2)
    return folder


def test_the_oldest_uploads_are_swept_and_recent_ones_stay(uploads: Path) -> None:
    make_room(uploads, 2500)
    assert sorted(path.name for path in uploads.iterdir()) == ["b", "c"]
    os.utime(uploads / "b" / "x.bin")
    make_room(uploads, 0)
    assert [path.name for path in uploads.iterdir()] == ["b"]


def test_uploads_have_a_limit_each_and_together(uploads: Path, local: Settings) -> None:
    intake = Intake(echo, replace(local, upload_bytes=5000, uploads_bytes=6000, free_bytes=0), uploads)
    form = {"method": "POST", "content_type": "multipart/form-data; boundary=x"}

    def upload(size: str) -> tuple[int, dict[str, str], str]:
        return ask(intake, "/gradio_api/upload", **form, content_length=size)  # type: ignore[arg-type]

    assert upload("")[0] == 411
    assert upload("-1")[0] == 411
    assert upload("5001")[0] == 413
    assert "4.9 KB" in upload("5001")[2]
    assert upload("4000")[0] == 200
    assert sorted(path.name for path in uploads.iterdir()) == ["b", "c"]  # the oldest made room
    for kept in uploads.rglob("*.bin"):
        os.utime(kept)
    assert upload("4500")[0] == 507
    full = Intake(echo, replace(local, free_bytes=1 << 60), uploads)
    status, _, message = ask(full, "/gradio_api/upload", **form, content_length="10")  # type: ignore[arg-type]
    assert (status, "디스크 공간을 비우거나" in message) == (507, True)


BODIES = [
    (b'{"data": ["\xea\xb8\x80", {"path": "%UP%/a/x.bin", "meta": {"_type": "gradio.FileData"}}]}', 200), (b'{"data": [{"path": ""}]}', 200), (b"", 200),
    (b'{"data": [{"path": "%OUT%/access.json", "meta": {"_type": "gradio.FileData"}}]}', 403), (b'{"data": [[[{"x": {"path": "/etc/passwd"}}]]]}', 403),
    (b'{"data": [{"path": "%UP%/../outputs/studio.db"}]}', 403), (b'{"data": [{"path": "http://192.168.0.1/x"}]}', 403), (b'{"data": [{"path": "relative.txt"}]}', 403),
    (b'{"data": [{"path": "a\\u0000b"}]}', 403), (b"{", 400), (b"\xff", 400), (b"[" * 200_000, 400), (b'"' + b"x" * (4 << 20) + b'"', 413),
]  # fmt: skip


@pytest.mark.parametrize(("body", "status"), BODIES)
def test_events_name_no_file_but_uploads(body: bytes, status: int, uploads: Path, local: Settings) -> None:
    body = body.replace(b"%UP%", uploads.as_posix().encode()).replace(b"%OUT%", local.outputs.as_posix().encode())
    assert ask(Intake(echo, local, uploads), "/gradio_api/queue/join", method="POST", body=body)[0] == status


SHUT = [
    "/gradio_api/file=https://example.com/x", "/en/gradio_api/file=http://10.0.0.1/", "/gradio_api/proxy=https://example.com", "/gradio_api/vibe-edit",
    "/gradio_api/deep_link", "/gradio_api/dev/reload", "/gradio_api/process_recording", "/gradio_api/run-history/connect", "/monitoring", "/en/login", "/monitoring/summary",
    "/gradio_api/custom_component/x/y/z/w",
]  # fmt: skip


@pytest.mark.parametrize("path", SHUT)
def test_doors_of_gradio_that_stay_shut(path: str, uploads: Path, local: Settings) -> None:
    assert ask(Intake(echo, local, uploads), path)[0] == 403
    assert ask(Intake(echo, local, uploads), "/gradio_api/file=/x")[0] == 200
    assert ask(Intake(echo, local, uploads), "/login")[0] == 200


# --- the log -------------------------------------------------------------------------------------------------------

MARK = "비밀스러운 본문 표식 Xq7"


def test_a_failed_job_leaves_no_text_in_the_log(local: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from shorts import pipeline

    failures: list[Exception] = [VoiceFailed(text=MARK, reason=MARK), ValueError(MARK)]

    def fail(short: Any, *rest: Any) -> None:
        error = failures.pop(0)
        raise error from RuntimeError(f"{MARK} while reading {short.request.source}")

    monkeypatch.setattr(pipeline, "make_short", fail)
    handler = logs.open_log(local)
    studio = Studio(local)
    try:
        for source in (f"{MARK}. " * 30, "https://user:hunter2@example.com/a?token=abc"):
            job = studio.submit(ShortRequest(source, kind="text"))
            deadline = time.monotonic() + 10
            while studio.job(job.id).state != "failed" and time.monotonic() < deadline:
                time.sleep(0.02)
        logging.getLogger("shorts.x").warning("GET %s", "https://user:hunter2@example.com/a?token=abc&q=비밀")
        logging.getLogger("uvicorn.error").error("password=hunter2 Authorization: Bearer abcdef cookie: shorts-session=abc")
        logging.getLogger("shorts.x").warning("read %s", MARK.replace("표식", "") * 100)
    finally:
        studio.close()
        logs.close_log(handler)
    text = logs.log_path(local).read_text(encoding="utf-8")
    assert "voice-failed" in text
    assert "builtins.ValueError" in text
    assert "builtins.RuntimeError" in text
    assert "example.com/a?…" in text
    for secret in (MARK, "Xq7 while", "hunter2", "abc", "비밀&", "q=비밀"):
        assert secret not in text


def test_the_log_stays_small(local: Settings) -> None:
    handler = logs.open_log(local)
    try:
        for number in range(12_000):
            handler.emit(logging.LogRecord("shorts", logging.INFO, "", 0, f"{number} " + "x" * 490, (), None))
    finally:
        logs.close_log(handler)
    files = sorted(logs.log_path(local).parent.iterdir())
    assert [path.name for path in files] == ["studio.log", *(f"studio.log.{n}" for n in range(1, 5))]
    assert sum(path.stat().st_size for path in files) <= 5_000_000
