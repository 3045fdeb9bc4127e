"""kill -9 anywhere: the next run finishes, repeats nothing that was done, and takes no half file for whole."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shorts.ffmpeg.probe import count_frames
from shorts.pipeline import make_short
from shorts.progress import Work
from shorts.settings import Settings
from shorts.short import open_short, save_short, start_short
from tests.maker import REQUEST, ToneVoice, make, small_frames, tone_workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shorts.short import Short

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX; Windows' TerminateProcess is the same to files")


@pytest.fixture(scope="module", autouse=True)
def _small() -> Iterator[None]:
    with small_frames():
        yield


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, int, Path], int]]:
    """Makes a short in a process that is killed at a report of a stage; its exit status."""
    log = tmp_path_factory.mktemp("killed") / "log.txt"
    with log.open("wb") as errors:
        maker = subprocess.Popen([sys.executable, "-m", "tests.maker"], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)

        def kill(stage: str, count: int, outputs: Path) -> int:
            assert maker.stdin is not None
            assert maker.stdout is not None
            maker.stdin.write(f"{stage} {count} {outputs}\n")
            maker.stdin.flush()
            said = maker.stdout.readline()
            assert said, log.read_text(encoding="utf-8")
            return int(said)

        yield kill
        maker.communicate(timeout=30)


def manifest(outputs: Path) -> list[str]:
    """Keys of the steps that are safely done."""
    found = list(outputs.glob("*/manifest.jsonl"))
    if not found:
        return []
    lines = found[0].read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["key"] for line in lines if line.endswith("}")]


KILLS = [
    ("article", 1), ("article", 3), ("script", 1), ("voice", 1), ("voice", 3), ("render", 1), ("render", 8), ("render", 30),
    ("audio", 1), ("audio", 3), ("join", 1), ("join", 2),
]  # fmt: skip


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Outputs in which a short has come as far as a stage: "script" for what comes after it, "render" for the sound and the joining."""
    written, rendered = tmp_path_factory.mktemp("written"), tmp_path_factory.mktemp("rendered")
    make_short(start_short(REQUEST, replace(Settings(), outputs=written)), tone_workshop(replace(Settings(), outputs=written)), Work(), "script")
    short = make(rendered, Work())
    assert short.finished is not None
    log = short.folder / "manifest.jsonl"
    steps = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    for step in steps:
        if step["step"] in ("audio", "join"):
            for file in step["files"]:
                (short.folder / file["name"]).unlink(missing_ok=True)
    log.write_text("".join(f"{json.dumps(step, ensure_ascii=False)}\n" for step in steps if step["step"] not in ("audio", "join")), encoding="utf-8")
    save_short(replace(short, finished=None))
    return {"voice": written, "render": written, "audio": rendered, "join": rendered}


@pytest.mark.slow
@pytest.mark.parametrize(("stage", "count"), KILLS)
def test_killed_at_any_moment_the_next_run_goes_on(
    stage: str, count: int, far: dict[str, Path], killed: Callable[[str, int, Path], int], tmp_path: Path
) -> None:
    if stage in far:
        shutil.copytree(far[stage], tmp_path, dirs_exist_ok=True)
    before = manifest(tmp_path)
    assert killed(stage, count, tmp_path) == -signal.SIGKILL
    done = manifest(tmp_path)
    assert done[: len(before)] == before
    short = make(tmp_path, Work())
    assert short.finished is not None
    made = manifest(tmp_path)[len(done) :]
    assert not set(made) & set(done)
    assert made or (stage, count) == ("join", 2)  # by then everything was done
    assert count_frames(short.finished.path) == round(short.finished.seconds * 30)
    assert not list(tmp_path.rglob("*.part*"))


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Short:
    return make(tmp_path_factory.mktemp("finished"), Work())


def test_editing_one_sentence_remakes_that_scene_only(finished: Short, tmp_path: Path) -> None:
    short = open_short(Path(shutil.copytree(finished.folder, tmp_path / finished.folder.name)))
    settings = replace(Settings(), outputs=tmp_path)
    assert short.script is not None
    before = set(manifest(tmp_path))
    scenes = list(short.script.scenes)
    scenes[1] = replace(scenes[1], narration="이 문장은 사람이 고쳤어요.", caption=())
    save_short(replace(short, script=replace(short.script, scenes=tuple(scenes))))
    voice = ToneVoice()
    again = make_short(open_short(short.folder), tone_workshop(settings, voice), Work())
    assert voice.said == ["이 문장은 사람이 고쳤어요."]
    steps = [json.loads(line) for line in (short.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted(step["step"] for step in steps if step["key"] not in before) == ["audio", "join", "segment", "voice"]
    assert again.script is not None
    assert again.script.scenes[1].narration == "이 문장은 사람이 고쳤어요."


def test_making_a_finished_short_again_makes_nothing(finished: Short) -> None:
    outputs = finished.folder.parent
    before = manifest(outputs)
    voice = ToneVoice()
    again = make_short(open_short(finished.folder), tone_workshop(replace(Settings(), outputs=outputs), voice), Work())
    assert (voice.said, manifest(outputs)) == ([], before)
    assert again.finished == finished.finished


@pytest.mark.usefixtures("quarter_size")
def test_the_same_request_gives_the_same_frames(tmp_path: Path) -> None:
    first, second = (make(tmp_path / name, Work()) for name in ("a", "b"))
    names = [sorted(path.name for path in short.folder.glob("artifacts/segment-*")) for short in (first, second)]
    assert names[0] == names[1]
    for name in names[0]:
        assert (first.folder / "artifacts" / name).read_bytes() == (second.folder / "artifacts" / name).read_bytes()
