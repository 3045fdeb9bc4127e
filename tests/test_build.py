"""A step is made once, found fresh after a restart, and made again when its inputs or its files change."""

import json
import multiprocessing
from pathlib import Path

import pytest

from shorts.artifacts import Still
from shorts.build import Build
from shorts.errors import OutputUnwritable, ShortBusy
from shorts.files import replacing, write_text


def paint(build: Build, inputs: object, text: str = "pixels") -> Still:
    def make() -> Still:
        path = build.path("paint", inputs, ".png")
        write_text(path, text)
        return Still(path, seed=7)

    return build.step("paint", inputs, Still, make, files=lambda still: [still.path])


def test_a_step_is_made_once_and_found_again_after_a_restart(tmp_path: Path) -> None:
    with Build.opened(tmp_path / "s") as build:
        first = paint(build, {"seed": 7})
        assert paint(build, {"seed": 7}) == first
        assert len(build.made) == 1
    with Build.opened(tmp_path / "s") as build:
        assert paint(build, {"seed": 7}) == first
        assert build.made == []
        paint(build, {"seed": 8})
        assert len(build.made) == 1


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    with Build.opened(tmp_path) as build:
        still = paint(build, 1)
        still.path.write_text("pixelz", encoding="utf-8")
        assert paint(build, 1).path.read_text(encoding="utf-8") == "pixels"
        assert len(build.made) == 2


def test_a_moved_short_is_still_fresh(tmp_path: Path) -> None:
    with Build.opened(tmp_path / "here") as build:
        paint(build, 1)
    (tmp_path / "here").rename(tmp_path / "there")
    with Build.opened(tmp_path / "there") as build:
        assert paint(build, 1).path.is_relative_to(tmp_path / "there")
        assert build.made == []


@pytest.mark.parametrize("tail", ['{"key": "x", "st', "\x00\x00\x00", '{"key": 3}\n', "[]\n"])
def test_a_torn_manifest_line_costs_only_its_own_step(tmp_path: Path, tail: str) -> None:
    with Build.opened(tmp_path) as build:
        paint(build, 1)
    with (tmp_path / "manifest.jsonl").open("a", encoding="utf-8") as file:
        file.write(tail)
    with Build.opened(tmp_path) as build:
        paint(build, 1)
        assert build.made == []
        paint(build, 2)
    lines = (tmp_path / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["step"] for line in lines] == ["paint", "paint"]


def test_half_files_are_swept_and_never_taken_for_whole(tmp_path: Path) -> None:
    half = tmp_path / "artifacts" / ".paint-abc.part.png"
    half.parent.mkdir()
    half.write_bytes(b"half")
    with Build.opened(tmp_path):
        assert not half.exists()


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"

    def write_half() -> None:
        with replacing(target) as part:
            part.write_bytes(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputUnwritable), Build.opened(tmp_path / "file" / "short"):
        pass


def _hold(folder: Path, ready: "multiprocessing.synchronize.Event", done: "multiprocessing.synchronize.Event") -> None:
    with Build.opened(folder):
        ready.set()
        done.wait(30)


def test_two_processes_cannot_make_the_same_short(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    ready, done = spawn.Event(), spawn.Event()
    other = spawn.Process(target=_hold, args=(tmp_path, ready, done))
    other.start()
    assert ready.wait(30)
    with pytest.raises(ShortBusy), Build.opened(tmp_path):
        pass
    done.set()
    other.join(30)
    with Build.opened(tmp_path):
        pass
