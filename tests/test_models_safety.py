"""Weights that could run code, or lie about their content, are refused before anything opens them."""

from __future__ import annotations

import ast
import json
import os
import pickle
import zipfile
from pathlib import Path

import pytest

from shorts.errors import UnsafeWeights
from shorts.models import safety
from shorts.models.safety import HEADER_LIMIT, demand_safe_weights, load_pinned, read_header
from tests.model_fixtures import safetensors, sha256

ROOT = Path(safety.__file__).resolve().parents[2]


class Bomb:
    """Unpickling it makes a folder."""

    def __init__(self, mark: Path) -> None:
        self.mark = str(mark)

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (self.mark,)


def with_header(header: object, body: bytes = b"") -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + body


def tensor(start: int, stop: int, shape: list[int], dtype: str = "U8") -> dict[str, object]:
    return {"dtype": dtype, "shape": shape, "data_offsets": [start, stop]}


def test_a_good_file_passes_and_safetensors_itself_agrees(tmp_path: Path) -> None:
    import safetensors as library

    file = tmp_path / "good.safetensors"
    file.write_bytes(safetensors(metadata={"format": "pt"}))
    demand_safe_weights(file)
    with library.safe_open(file, "np") as opened:
        assert set(opened.keys()) == set(read_header(file)) - {"__metadata__"}


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x01", (1 << 62).to_bytes(8, "little") + b"{}", with_header(b"{"), with_header(b"\xff\xfe"), with_header([]),
        with_header(b"[" * 200_000), safetensors()[:-1], safetensors() + b"x",
        with_header({"a": tensor(0, 9, [4])}, b"1234"), with_header({"a": tensor(0, 4, [4]), "b": tensor(2, 6, [4])}, b"123456"),
        with_header({"a": tensor(0, 4, [4]), "b": tensor(5, 9, [4])}, b"123456789"), with_header({"a": tensor(0, 4, [5])}, b"1234"),
        with_header({"a": tensor(4, 0, [4])}, b"1234"), with_header({"a": tensor(-4, 0, [4])}, b"1234"),
        with_header({"a": tensor(0, 4, [4], "PICKLE")}, b"1234"), with_header({"a": {"dtype": "U8"}}, b"1234"),
        with_header({"a": tensor(0, 4, [True, 4])}, b"1234"), with_header({"a": {**tensor(0, 4, [4]), "more": 1}}, b"1234"),
        pickle.dumps({"a": 1}), b"PK\x03\x04" + bytes(64),
    ],
)  # fmt: skip
def test_files_that_lie_are_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "bad.safetensors"
    file.write_bytes(data)
    with pytest.raises(UnsafeWeights):
        demand_safe_weights(file)


def test_an_oversized_table_of_contents_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "huge.safetensors"
    with file.open("wb") as out:
        out.write((HEADER_LIMIT + 1).to_bytes(8, "little"))
        out.truncate(HEADER_LIMIT + 1000)  # a sparse file
    with pytest.raises(UnsafeWeights, match="too large"):
        demand_safe_weights(file)


def torch_file(path: Path, payload: object) -> None:
    """The layout of torch.save, with a pickle of ours in it."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps(payload, protocol=2))
        archive.writestr("archive/version", "3")


@pytest.mark.parametrize("suffix", [".pt", ".pth", ".ckpt", ".bin", ".pkl"])
def test_pickles_are_refused_without_running_them(tmp_path: Path, suffix: str) -> None:
    mark = tmp_path / "mark"
    file = tmp_path / f"evil{suffix}"
    torch_file(file, Bomb(mark))
    with pytest.raises(UnsafeWeights):
        demand_safe_weights(file)
    with pytest.raises(UnsafeWeights):
        demand_safe_weights(file, {file.name: "0" * 64})
    with pytest.raises(UnsafeWeights):
        demand_safe_weights(tmp_path)  # a folder is as safe as its worst file
    demand_safe_weights(file, {file.name: sha256(file.read_bytes())})
    with pytest.raises(UnsafeWeights):  # even with its hash written down, only tensors come through
        load_pinned(file, sha256(file.read_bytes()))
    assert not mark.exists()
    pickle.loads(pickle.dumps(Bomb(mark)))
    assert mark.exists()  # so the payload does work


def test_pinned_tensors_load_and_others_do_not(tmp_path: Path) -> None:
    import torch

    file = tmp_path / "model.pth"
    torch.save({"a": torch.arange(3)}, file)
    good = sha256(file.read_bytes())
    assert load_pinned(file, good)["a"].tolist() == [0, 1, 2]
    with pytest.raises(UnsafeWeights):
        load_pinned(file, "0" * 64)


def test_nothing_in_the_tree_unpickles_weights_freely() -> None:
    """Every torch.load says weights_only=True; nothing says False; shorts/ imports no pickle to load with."""
    sources = [path for folder in ("shorts", "tools", "bench") for path in (ROOT / folder).rglob("*.py")]
    assert len(sources) > 50
    for path in [*sources, ROOT / "app.py", ROOT / "start.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            told = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
            assert told.get("weights_only", "True") == "True", f"{path}:{node.lineno}"
            called = ast.unparse(node.func)
            if called == "torch.load":
                assert told.get("weights_only") == "True", f"{path}:{node.lineno}"
            assert called not in ("pickle.load", "pickle.loads", "pickle.Unpickler", "joblib.load"), f"{path}:{node.lineno}"
            assert told.get("allow_pickle", "False") == "False", f"{path}:{node.lineno}"
