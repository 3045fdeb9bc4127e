"""The catalogue: the real one, mistakes in it, what a card can run, what is found on the machine."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from shorts.errors import BadOption, CatalogueBroken, UnknownChoice
from shorts.models import catalog
from shorts.models.catalog import Entry, read_catalogue, stays_inside, with_needs
from shorts.models.safety import PICKLES
from shorts.models.shared import add_folder, drop_folder, matches, own_files, shared_folders
from shorts.models.tiers import GIB, TIERS, Gpu, propose, read_nvidia_smi
from shorts.settings import Settings
from tests.model_fixtures import row, safetensors

ROOT = Path(catalog.__file__).resolve().parents[2]
REAL = read_catalogue(ROOT / "models" / "catalog.toml")


@pytest.mark.parametrize("entry", REAL.values(), ids=lambda entry: entry.id)
def test_every_entry_can_be_trusted(entry: Entry) -> None:
    """Pickled weights only with a hash, pins only for files that are named, conditions explained, no folder of the app taken."""
    for name in entry.files:
        if Path(name).suffix in PICKLES:
            assert entry.pin(name).sha256, name
        assert stays_inside(name)
    for pin in entry.pins:
        assert any(matches(wanted, pin.file) for wanted in entry.files), pin.file
    known = sum(pin.bytes or 0 for pin in entry.pins)
    assert known <= entry.bytes
    assert entry.needs_consent == bool(entry.licence.note)
    assert entry.id not in ("checkpoints", "loras", "kokoro")


def test_what_is_not_pinned_says_so() -> None:
    for line in (ROOT / "models" / "catalog.toml").read_text(encoding="utf-8").splitlines():
        if line.startswith('revision = "main"'):
            assert "# not pinned yet" in line


def test_needs_come_first() -> None:
    assert [entry.id for entry in with_needs(REAL, "sdxl-lightning-8")] == ["sdxl-vae-fp16", "sdxl-base", "sdxl-lightning-8"]
    with pytest.raises(UnknownChoice):
        with_needs(REAL, "nothing")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (('id = "m"', 'id = "M m"'), "id"), (('purpose = "image"', 'purpose = "fun"'), "purpose"), (("bytes = 1000", "bytes = 0"), "bytes"),
        (('revision = "main"', 'revision = "v1"'), "revision"), (('repo = "own/m"', 'repo = "m"'), "repo"), (('["a.json"]', '["../a"]'), "files[0]"),
        (('["a.json"]', "[]"), "files"), (("https:", "http:"), "licence.url"), (('use = "yes"', 'use = "no"'), "licence.note"),
        (("vram = ", "wram = "), "vram"), (("{ fp16 = 1.0 }", "{ fp16 = -1.0 }"), "vram.fp16"), (('name = { ko = "이름", ', "name = { "), "name.ko"),
        (("bytes = 1000", "bytes = 1000\nsurprise = 1"), "surprise"), (("bytes = 1000", 'bytes = 1000\nneeds = ["x"]'), "needs"),
        (("bytes = 1000", 'bytes = 1000\npin = [{ file = "a.json", sha256 = "12" }]'), "pin[0].sha256"), (("[[model]]", "[[model]"), "line 2"),
    ],
)  # fmt: skip
def test_mistakes_are_named(tmp_path: Path, change: tuple[str, str], place: str) -> None:
    text = row("m", "own/m", ["a.json"])
    assert change[0] in text
    file = tmp_path / "catalog.toml"
    file.write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(CatalogueBroken) as broken:
        read_catalogue(file)
    assert broken.value.details["key"].partition(", column")[0] == place
    assert broken.value.details["file"] == "catalog.toml"
    assert "?" not in broken.value.text("ko")


def test_twice_the_same_id(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text(row("m", "own/m", ["a"]) * 2, encoding="utf-8")
    with pytest.raises(CatalogueBroken):
        read_catalogue(tmp_path / "c.toml")


def test_looking_at_models_loads_nothing_heavy() -> None:
    code = (
        "import sys, json\nfrom shorts.settings import Settings\nfrom shorts.models.shelf import ModelShelf\n"
        "s = ModelShelf(Settings())\nprint(len(s.items('ko')), s.profile().chosen.id)\n"
        "print(json.dumps([m for m in ('torch', 'diffusers', 'transformers', 'gradio') if m in sys.modules]))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=True).stdout.splitlines()
    assert said[0].startswith(str(len(REAL)))
    assert json.loads(said[1]) == []


# --- cards --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gib", "tier"), [(None, "cpu"), (3.9, "cpu"), (5.8, "6"), (7.63, "8"), (11.76, "12"), (15.57, "16"), (23.5, "24"), (79.2, "24")]
)
def test_a_card_gets_the_tier_it_is_sold_as(gib: float | None, tier: str) -> None:
    assert propose(None if gib is None else Gpu("card", int(gib * GIB), 0)).id == tier


def test_tiers_use_only_what_the_catalogue_has_and_what_fits() -> None:
    for tier in TIERS:
        for model in tier.models:
            assert min(REAL[model].vram.values()) <= tier.gb, (tier.id, model)
    assert TIERS[0].seconds is None
    assert TIERS[0].models == ()
    assert propose(Gpu("card", 12 * GIB, 0)).seconds == pytest.approx((3.5 + 12.0) * 6)


def test_nvidia_smi_is_read_whatever_the_card_is_called() -> None:
    said = "NVIDIA GeForce RTX 3060, 12288, 11000\nOdd, name, 8192, 100\nbroken line\nNVIDIA X, [N/A], [N/A]\n"
    assert read_nvidia_smi(said) == Gpu("NVIDIA GeForce RTX 3060", 12288 << 20, 11000 << 20)
    assert read_nvidia_smi("Odd, name, 8192, 100") == Gpu("Odd, name", 8192 << 20, 100 << 20)
    assert read_nvidia_smi("") is None
    assert Gpu("NVIDIA GeForce GTX 1660 SUPER", 0, 0).half_broken


# --- the user's own -------------------------------------------------------------------------------------------------


def test_own_checkpoints_and_loras_are_listed_with_what_they_are(tmp_path: Path) -> None:
    settings = replace(Settings(), models=tmp_path / "models", model_folders=(tmp_path / "a1111",))
    files = {
        "models/checkpoints/toon.safetensors": safetensors(names=("conditioner.embedders.1.model.x",), floats=8),
        "models/loras/style.safetensors": safetensors(names=("lora_te2_x", "lora_unet_y"), floats=8),
        "a1111/Stable-diffusion/sub/old.safetensors": safetensors(names=("cond_stage_model.transformer.x",), floats=8),
        "models/checkpoints/broken.safetensors": b"12345678",
        "models/checkpoints/notes.txt": b"",
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    found = {own.name: own for own in own_files(settings)}
    assert {name: (own.kind, own.family) for name, own in found.items()} == {
        "toon": ("checkpoint", "sdxl"), "style": ("lora", "sdxl"), "old": ("checkpoint", "sd15"), "broken": ("checkpoint", ""),
    }  # fmt: skip
    assert found["broken"].problem is not None
    assert found["toon"].problem is None


def test_folders_are_added_and_dropped(tmp_path: Path) -> None:
    settings = replace(Settings(), models=tmp_path / "models", model_folders=(tmp_path,))
    other = tmp_path / "other"
    other.mkdir()
    add_folder(settings, other)
    assert shared_folders(settings) == (tmp_path, other)
    with pytest.raises(BadOption):
        add_folder(settings, tmp_path / "none")
    drop_folder(settings, other)
    assert shared_folders(settings) == (tmp_path,)
