"""Whatever goes wrong, a person reads what happened and what to do, in Korean and in English, and nothing done is lost."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from shorts import errors
from shorts.article import fetch_article
from shorts.artifacts import ShortRequest
from shorts.cli import main
from shorts.ffmpeg.probe import count_frames
from shorts.files import write_json
from shorts.pipeline import make_short
from shorts.progress import Work
from shorts.settings import Settings
from shorts.short import start_short
from shorts.workshop import open_workshop
from tests.maker import REQUEST, tone_workshop
from tests.pages import FILLER, html

if TYPE_CHECKING:
    from shorts.artifacts import Progress

ROOT = Path(__file__).resolve().parent.parent
LAMP = ROOT / "examples" / "lamp.html"
ROBOT = replace(REQUEST, character="helper-robot")


@pytest.fixture
def outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command line writes to, in a world where loopback pages may be read."""
    monkeypatch.setenv("SHORTS_OUTPUTS", str(tmp_path / "outputs"))
    monkeypatch.setenv("SHORTS_ALLOW_LOCAL_PAGES", "1")
    return tmp_path / "outputs"


def halves(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if ".part" in path.name or path.suffix == ".mp4"]


# --- pages ---------------------------------------------------------------------------------------------------------

PAGES = [
    ("http://no-such-host.invalid/a", "연결하지 못했습니다", "could not be reached"),
    ("http://127.0.0.1:9/", "연결하지 못했습니다", "could not be reached"),
    ("{pages}/none", "서버 응답 404", "the server answered 404"),
    ("{pages}/huge", "너무 큽니다", "is too large"),
    ("{pages}/loop", "5번 넘게 다른 곳으로", "redirects more than 5 times"),
    ("http://192.168.0.1/", "열지 않습니다", "is not opened"),
    ("{pages}/to-private", "열지 않습니다", "is not opened"),
    ("{pages}/pdf", "웹 페이지가 아니라", "is not a web page"),
    ("{pages}/empty", "본문을 찾지 못했습니다", "has no article to read"),
    ("{pages}/shell", "자바스크립트", "JavaScript"),
    ("{pages}/login", "로그인", "after logging in"),
    ("{pages}/garbage", "글자를 알아볼 수 없습니다", "make no sense in any encoding"),
]


@pytest.mark.parametrize(("address", "korean", "english"), PAGES)
def test_a_page_that_gives_nothing(address: str, korean: str, english: str, pages: str, outputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language, words in (("ko", korean), ("en", english)):
        assert main(["make", address.format(pages=pages), "--lang", language]) == 3
        assert words in capsys.readouterr().err
    kept = json.loads(next(outputs.glob("*/short.json")).read_text(encoding="utf-8"))
    assert kept["request"]["source"] == address.format(pages=pages)  # what was asked is still there to try again
    assert halves(outputs) == []


def test_a_page_in_the_wrong_encoding_is_read_all_the_same(pages: str, local: Settings, tmp_path: Path) -> None:
    article = fetch_article(ShortRequest(f"{pages}/euckr-as-utf8"), local, tmp_path, Work())
    assert "하루 평균 395명" in article.text


def test_a_photo_that_would_fill_the_memory_is_left_out_and_named(tmp_path: Path) -> None:
    from tests.pages import bomb

    (tmp_path / "bomb.png").write_bytes(bomb())
    page = tmp_path / "page.html"
    page.write_bytes(html("<article>" + FILLER + '<img src="bomb.png"></article>'))
    article = fetch_article(ShortRequest(str(page)), Settings(), tmp_path / "photos", Work())
    assert article.photos == ()
    assert any("megapixels" in note for note in article.notes)
    assert len(article.text) > 100


# --- requests ------------------------------------------------------------------------------------------------------


def test_an_unknown_character_is_answered_with_the_nearest(outputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language, words in (("ko", "비슷한 캐릭터: chef-penguin,"), ("en", "Nearest: chef-penguin,")):
        assert main(["make", str(LAMP), "--character", "chef-pengin", "--lang", language]) == 2
        assert words in capsys.readouterr().err
    assert not outputs.exists()


@pytest.mark.parametrize(("text", "key"), [("id = ", "TOML"), ('id = "mine"\n', ""), ("\udcff", "")])
def test_a_broken_character_file_is_named_with_what_it_needs(text: str, key: str, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(errors.CharacterFileBroken) as caught:
        open_workshop(replace(Settings(), characters=tmp_path))
    ko, en = caught.value.text("ko"), caught.value.text("en")
    assert "캐릭터 파일 mine.toml" in ko
    assert "필요한 값" in ko
    assert "Character file mine.toml" in en
    assert key in en
    assert (tmp_path / "mine.toml").read_bytes() == text.encode("utf-8", "surrogateescape")


# --- storage -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "remedy_ko", "remedy_en"),
    [(["examples/none.html"], ".html·.txt·.md", "an .html, .txt or .md file"), (["examples/lamp.html", "--script", "none.json"], ".json 파일", "a .json file")],
)
def test_a_file_that_is_not_there_gets_a_remedy_that_fits(
    arguments: list[str], remedy_ko: str, remedy_en: str, outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, remedy in (("ko", remedy_ko), ("en", remedy_en)):
        assert main(["make", *arguments, "--lang", language]) == 2
        said = capsys.readouterr().err
        assert remedy in said
        assert "mp3" not in said


def test_an_output_that_cannot_be_written_is_told_before_the_work(outputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for language, words in (("ko", "쓸 수 없습니다"), ("en", "can't be written")):
        assert main(["make", str(LAMP), "--out", str(tmp_path / "file" / "a.mp4"), "--lang", language]) == 6
        assert words in capsys.readouterr().err
    assert not outputs.exists()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_an_outputs_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("SHORTS_OUTPUTS", str(tmp_path / "file" / "outputs"))
    for language, words in (("ko", "쓸 수 없습니다"), ("en", "can't be written")):
        assert main(["make", str(LAMP), "--lang", language]) == 6
        assert words in capsys.readouterr().err


def test_too_little_room_is_told_before_the_work(tmp_path: Path) -> None:
    settings = replace(Settings(), outputs=tmp_path, free_bytes=10**18)
    with pytest.raises(errors.DiskFull) as caught:
        make_short(start_short(ROBOT, settings), tone_workshop(settings), Work())
    assert "공간이 부족합니다" in caught.value.text("ko")
    assert "is full" in caught.value.text("en")
    assert not list(tmp_path.rglob("artifacts"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full")
def test_a_disk_that_becomes_full_leaves_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "short.json"
    write_json(target, {"old": True})
    (tmp_path / ".short.part.json").symlink_to("/dev/full")  # where the new one is written first
    with pytest.raises(errors.DiskFull) as caught:
        write_json(target, {"new": "글" * 10_000})
    assert "공간을 비운 뒤" in caught.value.text("ko")
    assert "Make room" in caught.value.text("en")
    assert json.loads(target.read_text(encoding="utf-8")) == {"old": True}
    assert list(tmp_path.iterdir()) == [target]


# --- an encoder that dies ------------------------------------------------------------------------------------------


class EncoderKiller:
    """A listener that kills the running ffmpeg once, when the second scene has begun."""

    def __init__(self) -> None:
        self.killed = False
        self.guard = threading.Lock()

    def __call__(self, event: Progress) -> None:
        with self.guard:
            if self.killed or event.stage != "render" or event.done <= 1.2:
                return
            encoders = [child for child in psutil.Process().children(recursive=True) if "ffmpeg" in child.name()]
            for encoder in encoders:
                os.kill(encoder.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
            self.killed = bool(encoders)


@pytest.mark.usefixtures("quarter_size")
def test_ffmpeg_killed_in_the_middle_costs_only_the_scene_it_was_in(tmp_path: Path) -> None:
    settings = replace(Settings(), outputs=tmp_path)
    killer = EncoderKiller()
    with pytest.raises(errors.EncoderFailed) as caught:
        make_short(start_short(ROBOT, settings), tone_workshop(settings), Work(killer))
    assert killer.killed
    assert "끝난 장면은 그대로 두고" in caught.value.text("ko")
    assert "finished scenes are kept" in caught.value.text("en")
    assert not [path for path in tmp_path.rglob("*") if ".part" in path.name]
    done = steps(tmp_path)
    assert "segment" in " ".join(done)

    short = make_short(start_short(ROBOT, settings), tone_workshop(settings), Work())
    assert short.finished is not None
    assert count_frames(short.finished.path) == round(short.finished.seconds * 30)
    again = steps(tmp_path)[len(done) :]
    assert not set(again) & set(done)


def steps(outputs: Path) -> list[str]:
    """What the manifest calls done: step and key, in order."""
    lines = next(outputs.glob("*/manifest.jsonl")).read_text(encoding="utf-8").splitlines()
    return [f"{line['step']} {line['key']}" for line in map(json.loads, lines)]
