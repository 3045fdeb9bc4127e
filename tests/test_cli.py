"""The command line: flags become a request, errors a message in the person's language and an exit code."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from shorts import cli, errors
from shorts.artifacts import Finished, ShortRequest
from shorts.cli import main, parser, request_of
from shorts.doctor import examine
from shorts.settings import Settings

ROOT = Path(cli.__file__).resolve().parent.parent
LAMP = str(ROOT / "examples" / "lamp.html")


@pytest.fixture(autouse=True)
def own_outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHORTS_OUTPUTS", str(tmp_path / "outputs"))
    return tmp_path / "outputs"


def asked(*arguments: str) -> ShortRequest:
    return request_of(parser().parse_args(["make", *arguments]))


# --- requests ------------------------------------------------------------------------------------------------------


def test_a_source_alone_gives_the_defaults() -> None:
    assert asked("https://example.com/a") == ShortRequest("https://example.com/a")


def test_every_flag_reaches_the_request() -> None:
    request = asked(
        LAMP, "--character", "tech-fox", "--language", "en", "--seconds", "45", "--scenes", "6", "--music", "none", "--seed", "7",
        "--quality", "draft", "--title", "off", "--no-ai-label", "--ad-line", "Paid partnership",
        "--speaker", "baker-bear", "--voice-speed", "1.1", "--music-level", "-4", "--captions", "card", "--transitions", "wipe", "--no-graphics",
    )  # fmt: skip
    expected = ShortRequest(
        LAMP, kind="file", character="tech-fox", language="en", seconds=45, scenes=6, music="none", seed=7, quality="draft", title="off",
        ai_label=False, ad_line="Paid partnership", speaker="baker-bear", voice_speed=1.1, music_level=-4,
        captions="card", transitions="wipe", graphics=False,
    )  # fmt: skip
    assert request == expected


def test_files_are_found_from_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "examples")
    assert asked("lamp.html").source == LAMP


def test_texts_topics_and_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (asked("--text", "글").kind, asked("--topic", "산책").kind) == ("text", "topic")
    monkeypatch.setattr("sys.stdin", io.StringIO("흘려보낸 글"))
    assert asked("-") == ShortRequest("흘려보낸 글", kind="text")


@pytest.mark.parametrize("wrong", [(), ("x", "--topic", "y"), ("x", "--seconds", "3"), ("x", "--seconds", "nan"), ("x", "--seconds", "900"), ("x", "--scenes", "1")])
def test_requests_that_make_no_sense(wrong: tuple[str, ...]) -> None:
    with pytest.raises(errors.BadOption):
        asked(*wrong)


# --- errors --------------------------------------------------------------------------------------------------------

REFUSED = [
    (["make", LAMP, "--character", "tech-fx"], 2, "“tech-fx” 캐릭터는 없습니다", "There is no character called “tech-fx”"),
    (["make", LAMP, "--seconds", "5"], 2, "이렇게 입력해 주세요: 8 … 180", "Expected: 8 … 180"),
    (["make"], 2, "SOURCE", "SOURCE"),
    (["make", LAMP, "--voice", "siri"], 2, "kokoro", "Choose one of: kokoro"),
    (["make", LAMP, "--image", "dalle"], 2, "toon", "Choose one of: toon"),
    (["make", LAMP, "--music", "polka"], 2, "polka", "polka"),
    (["make", LAMP, "--out", "short.avi"], 2, "FILE.mp4", "FILE.mp4"),
    (["make", LAMP, "--script", "nowhere.json"], 2, "그런 파일이 없습니다", "there is no such file"),
    (["make", "nowhere.html"], 2, "nowhere.html", "nowhere.html"),
    (["make", "http://127.0.0.1:9/x"], 3, "공개된 http(s) 주소를 넣어 주세요", "Give a public http(s) address"),
    (["make", LAMP, "--language", "en"], 2, "번역하지 않습니다", "doesn't translate"),
]


@pytest.mark.parametrize(("arguments", "status", "korean", "english"), REFUSED)
def test_refusals_speak_both_languages_and_leave_no_short(
    arguments: list[str], status: int, korean: str, english: str, own_outputs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, words in (("ko", korean), ("en", english)):
        assert main([*arguments, "--lang", language]) == status
        shown = capsys.readouterr()
        assert words in shown.err
        assert "Traceback" not in shown.err
        assert shown.out == ""
    assert not [path for path in own_outputs.rglob("*") if path.suffix == ".mp4" or ".part" in path.name]


def test_a_character_without_a_picture_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "characters" / "chef-penguin.toml").read_text(encoding="utf-8")
    (tmp_path / "chef-penguin.toml").write_text(text[: text.index("[toon]")], encoding="utf-8")
    monkeypatch.setenv("SHORTS_CHARACTERS", str(tmp_path))
    for language, words in (("ko", "아직 그려지지 않았습니다"), ("en", "has not been drawn yet")):
        assert main(["make", LAMP, "--character", "chef-penguin", "--lang", language]) == 2
        assert words in capsys.readouterr().err


def test_near_names_come_first(capsys: pytest.CaptureFixture[str]) -> None:
    main(["make", LAMP, "--character", "테크폭", "--lang", "ko"])
    assert "비슷한 캐릭터: tech-fox, " in capsys.readouterr().err


def test_errors_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["make", LAMP, "--character", "nobody", "--json", "--lang", "en"]) == 2
    shown = capsys.readouterr()
    told = json.loads(shown.out)
    assert (told["error"], told["details"]["value"]) == ("unknown-character", "nobody")
    assert told["message"].startswith("There is no character")


def test_every_error_class_has_its_own_code_and_speaks_both_languages() -> None:
    classes = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, errors.ShortsError)]
    assert len({kind.code for kind in classes}) == len(classes)
    for kind in classes:
        error = kind()
        assert any("가" <= letter <= "힣" for letter in error.text("ko"))
        assert error.remedy("ko")
        assert error.remedy("en")
        assert error.exit_code in (1, 2, 3, 4, 5, 6, 130)


@pytest.mark.parametrize("arguments", [["--help"], ["make", "--help"]])
def test_help_lists_commands_and_exit_codes(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(arguments)
    shown = capsys.readouterr().out
    assert "exit codes" in shown
    assert ("doctor" in shown) == (arguments == ["--help"])


# --- results -------------------------------------------------------------------------------------------------------


def test_a_copy_takes_its_companions_along(tmp_path: Path) -> None:
    suffixes = {"path": ".mp4", "srt": ".srt", "vtt": ".vtt", "thumbnail": ".jpg", "report": ".json", "post": ".txt"}
    made = {name: tmp_path / "short" / f"short{suffix}" for name, suffix in suffixes.items()}
    (tmp_path / "short").mkdir()
    for name, path in made.items():
        path.write_text(name, encoding="utf-8")
    out = tmp_path / "new" / "내 쇼츠.mp4"
    assert cli._copy_out(Finished(seconds=30.0, **made), out) == out
    copied = {path.name: path.read_text(encoding="utf-8") for path in out.parent.iterdir()}
    assert copied == {"내 쇼츠.mp4": "path", "내 쇼츠.srt": "srt", "내 쇼츠.vtt": "vtt", "내 쇼츠.jpg": "thumbnail", "내 쇼츠.txt": "post"}


def test_the_cast_as_text_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["characters"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 39
    assert any(line.startswith("● tech-fox") for line in lines)
    assert main(["characters", "--json"]) == 0
    cast = json.loads(capsys.readouterr().out)
    assert sum(one["drawn"] for one in cast) >= 8
    assert {"id", "names", "group", "drawn"} <= cast[0].keys()


def test_the_doctor_finds_this_installation_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    found = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert all(one["works"] or (one["optional"] and one["ko"] and one["en"]) for one in found.values())
    assert found["ffmpeg + H.264"]["works"]


def test_the_doctor_names_a_broken_character_file(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("id = 3\n", encoding="utf-8")
    (tmp_path / "good.toml").write_bytes((ROOT / "characters" / "tech-fox.toml").read_bytes())
    finding = next(one for one in examine(replace(Settings(), characters=tmp_path)) if one.name == "Characters")
    assert not finding.works
    assert "mine.toml" in finding.line("ko")
