"""start.py: what it decides and what it says, without installing anything."""

from __future__ import annotations

import ast
import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import start

ROOT = Path(start.__file__).parent


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHORTS_LANGUAGE", "en")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """start.py as if it lay in a folder where nothing has been set up."""
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(start, "READY", tmp_path / ".venv" / "ready.json")
    return tmp_path


def driver(folder: Path, shown: str, monkeypatch: pytest.MonkeyPatch, status: int = 0) -> None:
    """Put an nvidia-smi that prints `shown` on the PATH."""
    tool = folder / "nvidia-smi"
    tool.write_text(f"#!/bin/sh\ncat <<'END'\n{shown}\nEND\nexit {status}\n", encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


# --- what it can be read by, and what it says -------------------------------------------------------------------


def test_an_old_python_can_read_it_far_enough_to_say_so() -> None:
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("key", start.TEXTS)
def test_every_text_speaks_both_languages_with_the_same_placeholders(key: str) -> None:
    korean, english = start.TEXTS[key]
    details = {"found": "3.9", "path": "/x", "free": 1.0, "needed": 3, "tail": "t", "version": "2", "build": "cpu"}
    assert any("가" <= letter <= "힣" for letter in korean)
    assert not any("가" <= letter <= "힣" for letter in english)
    assert korean.format(**details) != english.format(**details)


@pytest.mark.parametrize(("variables", "expected"), [
    ({"LANG": "ko_KR.UTF-8"}, True), ({"LANG": "en_US.UTF-8"}, False), ({"LANG": "C.UTF-8"}, True), ({}, True),
    ({"LANG": "ko_KR.UTF-8", "SHORTS_LANGUAGE": "en"}, False), ({"LANG": "en_GB", "LC_ALL": "ko_KR"}, True),
])  # fmt: skip
@pytest.mark.skipif(os.name == "nt", reason="Windows is asked itself")
def test_the_language_is_that_of_the_rest(variables: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    from shorts.settings import spoken_here

    for name in ("SHORTS_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert start.korean() is expected
    assert spoken_here() == ("ko" if expected else "en")


@pytest.mark.parametrize("version", [(3, 8), (3, 10), (3, 14), (2, 7)])
def test_a_python_that_is_too_old_or_too_new_is_told(version: tuple[int, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(start.sys, "version_info", (*version, 0, "final", 0))
    assert start.main(["doctor"]) == 1
    assert "python.org" in capsys.readouterr().err


# --- options -----------------------------------------------------------------------------------------------------


def test_own_options_come_before_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHORTS_TORCH", raising=False)
    assert start.split_options([]) == ({"torch": "auto", "reinstall": False, "voices": False}, [])
    assert start.split_options(["--torch", "cpu", "--reinstall", "make", "x", "--torch"]) == ({"torch": "cpu", "reinstall": True, "voices": False}, ["make", "x", "--torch"])
    assert start.split_options(["make", "--reinstall"])[1] == ["make", "--reinstall"]


def test_tests_run_side_by_side_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert start.side_by_side(["-q"]) == ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder", "-q"]
    assert start.side_by_side(["-n", "0", "tests"]) == ["-n", "0", "tests"]
    assert start.side_by_side(["-n3"]) == ["-n3"]
    monkeypatch.setattr(os, "cpu_count", lambda: 32)
    assert start.side_by_side([])[1] == "4"


@pytest.mark.parametrize("wrong", [["--torch"], ["--torch", "gpu"]])
def test_a_wrong_build_is_refused(wrong: list[str], english: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(wrong) == 1
    assert "--torch must be auto, cpu, cuda or none" in capsys.readouterr().err


# --- torch ---------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("cuda", "build"),
    [("13.1", "cu130"), ("13.0", "cu130"), ("12.9", "cu128"), ("12.8", "cu128"), ("12.7", "cu126"), ("12.6", "cu126"), ("11.8", "cpu")],
)
def test_the_build_is_one_that_the_driver_can_run(cuda: str, build: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    driver(tmp_path, f"| NVIDIA-SMI 580.65    Driver Version: 580.65    CUDA Version: {cuda}     |", monkeypatch)
    assert start.torch_build("auto") == build
    assert start.torch_build("cpu") == "cpu"
    assert start.torch_build("none") == "none"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the stand-in is a shell script")
def test_a_driver_that_does_not_answer_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    driver(tmp_path, "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.", monkeypatch, status=9)
    assert start.torch_build("auto") == "cpu"
    assert start.torch_build("cuda") == "cu126"  # asked for by name: the one that most drivers can run


# --- is everything there? ------------------------------------------------------------------------------------------


def set_up(folder: Path, noted: dict[str, str]) -> None:
    start.venv_python().parent.mkdir(parents=True)
    start.venv_python().touch()
    (folder / ".venv" / "ready.json").write_text(json.dumps(noted), encoding="utf-8")


def test_ready_until_something_else_is_wanted(empty: Path) -> None:
    lists = [empty / "requirements.txt"]
    lists[0].write_text("a==1\n", encoding="utf-8")
    wanted = start.fingerprint("cpu", lists)
    assert not start.is_ready(wanted)
    set_up(empty, {**wanted, "requirements-dev.txt": "more than wanted"})
    assert start.is_ready(wanted)
    assert not start.is_ready(start.fingerprint("cu130", lists))
    lists[0].write_text("a==2\n", encoding="utf-8")
    assert not start.is_ready(start.fingerprint("cpu", lists))


def test_packages_for_voices_stay_once_they_were_asked_for(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    voices = empty / "requirements-voices.txt"
    monkeypatch.setattr(start, "FOR_VOICES", voices)
    options = start.split_options(["--voices", "make", "x"])[0]
    assert voices in start.wanted_lists(options, testing=False)
    assert voices not in start.wanted_lists({**options, "voices": False}, testing=False)
    set_up(empty, {voices.name: "some digest"})
    assert voices in start.wanted_lists({**options, "voices": False}, testing=False)


@pytest.mark.parametrize("text", ["", "{", "[]", "null"])
def test_a_broken_note_means_not_ready(text: str, empty: Path) -> None:
    set_up(empty, {})
    start.READY.write_text(text, encoding="utf-8")
    assert not start.is_ready({"build": "cpu"})


def test_the_driver_is_asked_once_and_again_when_it_comes_or_goes(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    auto = {"torch": "auto", "reinstall": False}
    assert start.remembered_build(auto) is None
    set_up(empty, {"build": "cu130", "driver": start.driver_tool()})
    assert start.remembered_build(auto) == "cu130"
    assert start.remembered_build({**auto, "reinstall": True}) is None
    assert start.remembered_build({**auto, "torch": "cpu"}) is None
    start.READY.write_text(json.dumps({"build": "cu130", "driver": "/gone/nvidia-smi"}), encoding="utf-8")
    assert start.remembered_build(auto) is None


# --- the lock ----------------------------------------------------------------------------------------------------


def test_pins_are_read_from_a_lock() -> None:
    text = "# note\na-b==1.2 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\nc.d[x]==3 ; sys_platform == 'win32' \\\n    --hash=sha256:22\n"
    assert start.read_pins(text) == ["a-b==1.2", "c.d[x]==3"]


LOCKS = sorted(path.stem for path in ROOT.glob("requirements*.txt"))


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_the_locks_is_pinned_and_hashed(name: str) -> None:
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    blocks = [block for block in text.replace("\\\n", " ").splitlines() if block and not block.startswith("#")]
    assert len(blocks) == len(start.read_pins(text)) > 5
    assert all("--hash=sha256:" in block for block in blocks)
    assert not any(block.startswith(("torch==", "nvidia-", "triton==")) for block in blocks)


def test_what_is_asked_for_is_locked() -> None:
    for name in LOCKS:
        wanted = {line.split("==")[0] for line in (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines() if line and line[0] not in "#-"}
        locked = {pin.split("==")[0] for pin in start.read_pins((ROOT / f"{name}.txt").read_text(encoding="utf-8"))}
        assert wanted <= locked


# --- failures ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("tail", "expected"), [
    ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "The disk became full"),
    ("OSError: [WinError 112] There is not enough space on the disk", "The disk became full"),
    ("PermissionError: [Errno 13] Permission denied: '/x'", "can't be written"),
    ("WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(…)': /simple/x/", "The Internet can't be reached"),
    ("socket.gaierror: [Errno 11001] getaddrinfo failed", "The Internet can't be reached"),
    ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "THESE PACKAGES DO NOT MATCH"),
])  # fmt: skip
def test_what_pip_says_becomes_what_to_do(tail: str, expected: str, english: None) -> None:
    assert expected in str(start.explain_pip(tail))


def test_too_little_room_is_told_before_anything_is_made(empty: Path, english: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(start.ROOM_GB, "cpu", 10**9)
    with pytest.raises(start.SetupFailed, match="Not enough room"):
        start.check_room("cpu")
    assert list(empty.iterdir()) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written(empty: Path, english: None) -> None:
    empty.chmod(0o555)
    try:
        with pytest.raises(start.SetupFailed, match="can't be written"):
            start.make_venv()
    finally:
        empty.chmod(0o755)


def test_a_python_without_venv(empty: Path, english: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)  # what Debian's python3 without python3-venv answers
    with pytest.raises(start.SetupFailed, match="python3-venv"):
        start.make_venv()


def test_no_network_is_told_in_the_language_of_the_person(tmp_path: Path) -> None:
    """The real pip against a port where nothing listens."""
    code = (
        "import sys, start; start.venv_python = lambda: sys.executable\n"
        "try: start.install(['--no-deps', '--target', sys.argv[1], '--retries', '1', 'no-such-package==1.0'], count=1)\n"
        "except start.SetupFailed as failure: print(failure)"
    )
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    cut = {**quiet, "PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "SHORTS_LANGUAGE": "ko", "PYTHONUTF8": "1"}
    ran = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, env=cut, capture_output=True, check=True, timeout=60)
    assert "인터넷에 연결하지 못해" in ran.stdout.decode("utf-8")


def test_the_counter_tells_two_phases_on_a_pipe(english: None, capsys: pytest.CaptureFixture[str]) -> None:
    counter = start.Counter(2)
    for line in ("Collecting numpy==2.4.6", "Processing /opt/wheels/av-18.1.0-cp311.whl", "Installing collected packages: numpy, av", "Successfully installed"):
        counter.see(line)
    counter.close()
    assert capsys.readouterr().err.splitlines() == [start.say("packages"), start.say("unpack")]
    assert errno.ENOSPC == 28  # the number that make_venv looks for
