"""kill -9 anywhere: the next run finishes, repeats nothing that was done, and takes no half file for whole."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from shorts.ffmpeg.probe import count_frames
from shorts.pipeline import make_short
from shorts.progress import Work
from shorts.settings import Settings
from shorts.short import open_short, save_short, start_short
from tests.maker import REQUEST, ToneVoice, make, tone_workshop

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX; Windows' TerminateProcess is the same to files")


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
def test_killed_at_any_moment_the_next_run_goes_on(stage: str, count: int, far: dict[str, Path], tmp_path: Path) -> None:
    if stage in far:
        shutil.copytree(far[stage], tmp_path, dirs_exist_ok=True)
    before = manifest(tmp_path)
    killed = subprocess.run([sys.executable, "-m", "tests.maker", str(tmp_path), stage, str(count)], cwd=ROOT, capture_output=True, check=False)
    assert killed.returncode == -9, killed.stderr.decode()[-2000:]
    done = manifest(tmp_path)
    assert done[: len(before)] == before
    short = make(tmp_path, Work())
    assert short.finished is not None
    made = manifest(tmp_path)[len(done) :]
    assert not set(made) & set(done)
    assert made or (stage, count) == ("join", 2)  # by then everything was done
    assert count_frames(short.finished.path) == round(short.finished.seconds * 30)
    assert not list(tmp_path.rglob("*.part*"))


def test_editing_one_sentence_remakes_that_scene_only(tmp_path: Path) -> None:
    settings = replace(Settings(), outputs=tmp_path)
    short = make(tmp_path, Work())
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


def test_making_a_finished_short_again_makes_nothing(tmp_path: Path) -> None:
    short = make(tmp_path, Work())
    before = manifest(tmp_path)
    voice = ToneVoice()
    again = make_short(open_short(short.folder), tone_workshop(replace(Settings(), outputs=tmp_path), voice), Work())
    assert (voice.said, manifest(tmp_path)) == ([], before)
    assert again.finished == short.finished


def test_the_same_request_gives_the_same_frames(tmp_path: Path) -> None:
    first, second = (make(tmp_path / name, Work(), replace(REQUEST, seconds=8)) for name in ("a", "b"))
    names = [sorted(path.name for path in short.folder.glob("artifacts/segment-*")) for short in (first, second)]
    assert names[0] == names[1]
    for name in names[0]:
        assert (first.folder / "artifacts" / name).read_bytes() == (second.folder / "artifacts" / name).read_bytes()
