"""Installing against a local stand-in for the hub: every way to break resumes or explains, and nothing half-installed is ever used."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from filelock import FileLock

from shorts.artifacts import Progress
from shorts.errors import (
    Cancelled,
    DiskFull,
    DownloadBroken,
    DownloadWrong,
    HubAnswered,
    HubGated,
    HubMissing,
    HubUnreachable,
    LicenceNotAccepted,
    ModelBroken,
    ModelBusy,
    ModelMissing,
)
from shorts.models import install as installing
from shorts.models.catalog import Entry, read_catalogue
from shorts.models.install import install, remove, verify
from shorts.models.licences import accepted
from shorts.models.store import MARKER, standing, where
from shorts.progress import Work
from shorts.settings import Settings
from tests.hub_stand_in import COMMIT, HubStandIn, Repo
from tests.model_fixtures import row, safetensors, sha256, write_catalogue

ROOT = Path(installing.__file__).resolve().parents[2]
WEIGHTS = safetensors(1, floats=1 << 18)  # 2 MB
FILES = {"config.json": b'{"a": 1}', "unet/config.json": b"{}", "unet/model.safetensors": WEIGHTS, "tokenizer/vocab.json": b"[]", "README.md": b"no"}
WANTED = ["config.json", "unet/config.json", "unet/model.safetensors", "tokenizer/*"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_catalogue(tmp_path / "models", row("m", "own/m", WANTED))
    return replace(Settings(), models=tmp_path / "models", hf_cache=tmp_path / "hf", model_folders=(), free_bytes=0)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "_PAUSES", (0.0, 0.0))


def entry(settings: Settings, model: str = "m") -> Entry:
    return read_catalogue(settings.models / "catalog.toml")[model]


def at(settings: Settings, hub: HubStandIn) -> Settings:
    return replace(settings, hub=hub.address)


def assert_unusable(settings: Settings) -> None:
    assert standing(entry(settings), settings).state in ("absent", "partial")
    with pytest.raises(ModelMissing):
        where(entry(settings), settings)


def test_it_fetches_what_the_catalogue_names_and_nothing_else(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)  # as the app runs; the installer alone goes out
    events: list[Progress] = []
    with HubStandIn({"own/m": Repo(dict(FILES))}) as hub:
        assert standing(entry(settings), settings).state == "absent"
        install(entry(settings), at(settings, hub), Work(events.append))
    place = where(entry(settings), settings)
    assert {path.relative_to(place.folder).as_posix() for path in place.folder.rglob("*") if path.is_file()} == {*FILES, MARKER} - {"README.md"}
    assert place.file("unet/model.safetensors").read_bytes() == WEIGHTS
    assert place.commit == COMMIT
    total = sum(len(data) for name, data in FILES.items() if name != "README.md")
    assert standing(entry(settings), settings).bytes == total
    assert [event.total for event in events] == [total] * len(events)
    assert events[-1].done == total
    assert all(a.done <= b.done for a, b in pairwise(events))


def test_a_connection_broken_at_half_goes_on_from_there_by_itself(settings: Settings) -> None:
    with HubStandIn({"own/m": Repo(dict(FILES), break_at={"unet/model.safetensors": 1})}) as hub:
        install(entry(settings), at(settings, hub), Work())
        assert hub.got("cdn/own/m/unet/model.safetensors") == ["", f"bytes={len(WEIGHTS) // 2}-"]
    verify(entry(settings), settings, Work())


def test_one_that_stays_broken_says_so_and_the_next_call_goes_on(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "_PAUSES", ())
    repo = Repo(dict(FILES), break_at={"unet/model.safetensors": 1})
    with HubStandIn({"own/m": repo}) as hub:
        with pytest.raises(DownloadBroken) as broken:
            install(entry(settings), at(settings, hub), Work())
        assert "MB" in broken.value.details["done"]
        assert_unusable(settings)
        install(entry(settings), at(settings, hub), Work())
        assert hub.got("cdn/own/m/unet/model.safetensors") == ["", f"bytes={len(WEIGHTS) // 2}-"]
        assert len(hub.got("resolve/" + COMMIT + "/config.json")) == 1  # what was whole is not fetched again
    assert where(entry(settings), settings).file("unet/model.safetensors").read_bytes() == WEIGHTS


def test_wrong_content_is_deleted_not_used(settings: Settings) -> None:
    repo = Repo(dict(FILES), lie={"unet/model.safetensors": bytes(len(WEIGHTS))})
    with HubStandIn({"own/m": repo}) as hub:
        with pytest.raises(DownloadWrong):
            install(entry(settings), at(settings, hub), Work())
        assert_unusable(settings)
        assert not list(settings.models.rglob("model.safetensors*"))
        repo.lie.clear()
        install(entry(settings), at(settings, hub), Work())
    verify(entry(settings), settings, Work())


@pytest.mark.parametrize("lie", [b"[0]", b"[", b"[]" * 10_000])
def test_small_files_are_compared_too(settings: Settings, lie: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "_PAUSES", ())
    with HubStandIn({"own/m": Repo(dict(FILES), lie={"tokenizer/vocab.json": lie})}) as hub, pytest.raises((DownloadWrong, DownloadBroken)):
        install(entry(settings), at(settings, hub), Work())
    assert_unusable(settings)


def test_a_hash_in_the_catalogue_outranks_what_the_hub_publishes(settings: Settings) -> None:
    pin = f'[[model.pin]]\nfile = "unet/model.safetensors"\nsha256 = "{"0" * 64}"\n'
    write_catalogue(settings.models, row("m", "own/m", WANTED, extra=pin))
    with HubStandIn({"own/m": Repo(dict(FILES))}) as hub, pytest.raises(DownloadWrong):
        install(entry(settings), at(settings, hub), Work())
    assert hub.got("unet/model.safetensors") == []


def test_missing_files_revisions_and_repositories_are_named(settings: Settings) -> None:
    with HubStandIn({"own/m": Repo({"config.json": b"{}"})}) as hub:
        with pytest.raises(HubMissing) as missing:
            install(entry(settings), at(settings, hub), Work())
        assert missing.value.details["what"] == "unet/config.json"
        write_catalogue(settings.models, row("m", "own/m", ["config.json"], revision="b" * 40))
        with pytest.raises(HubMissing) as missing:
            install(entry(settings), at(settings, hub), Work())
        assert missing.value.details["what"] == "b" * 40
        write_catalogue(settings.models, row("m", "own/none", ["config.json"]))
        with pytest.raises(HubMissing):
            install(entry(settings), at(settings, hub), Work())
    assert_unusable(settings)


def test_no_room_is_told_before_anything_is_fetched(settings: Settings) -> None:
    with HubStandIn({"own/m": Repo(dict(FILES), claim={"unet/model.safetensors": 10**16})}) as hub:
        with pytest.raises(DiskFull):
            install(entry(settings), at(settings, hub), Work())
        assert not [path for _, path, _ in hub.requests if "resolve" in path]
    assert_unusable(settings)


def test_a_gated_repository_says_what_to_do(settings: Settings) -> None:
    with HubStandIn({"own/m": Repo(dict(FILES), gated=True)}) as hub, pytest.raises(HubGated) as gated:
        install(entry(settings), at(settings, hub), Work())
    assert f"{hub.address}/own/m" in gated.value.text("ko")
    assert "HF_TOKEN" in gated.value.text("en")
    assert_unusable(settings)


def test_offline_is_told(settings: Settings) -> None:
    with HubStandIn({}) as hub:
        gone = at(settings, hub)
    with pytest.raises(HubUnreachable) as offline:
        install(entry(settings), gone, Work())
    assert offline.value.details["host"].startswith("127.0.0.1")
    assert_unusable(settings)


def test_a_page_that_is_no_hub_is_refused(settings: Settings, pages: str) -> None:
    with pytest.raises((HubAnswered, HubMissing)):
        install(entry(settings), replace(settings, hub=pages), Work())


def test_names_that_lead_outside_are_left_out(settings: Settings, tmp_path: Path) -> None:
    write_catalogue(settings.models, row("m", "own/m", ["*.json", "tokenizer/*"]))
    files = {"config.json": b"{}", "tokenizer/a.json": b"{}", "tokenizer/..": b"x", "../evil.json": b"x", "/abs.json": b"x", "C:evil.json": b"x"}
    with HubStandIn({"own/m": Repo(files)}) as hub:
        install(entry(settings), at(settings, hub), Work())
    assert not list(tmp_path.rglob("*evil*"))
    assert set(where(entry(settings), settings).folder.rglob("*.json")) == {settings.models / "m" / name for name in ("config.json", "tokenizer/a.json", MARKER)}


def test_cancel_keeps_what_arrived(settings: Settings) -> None:
    cancel = threading.Event()

    def stop_late(event: Progress) -> None:
        if event.done > len(WEIGHTS) // 2:
            cancel.set()

    with HubStandIn({"own/m": Repo(dict(FILES))}) as hub:
        with pytest.raises(Cancelled):
            install(entry(settings), at(settings, hub), Work(stop_late, cancel))
        assert_unusable(settings)
        had = standing(entry(settings), settings).bytes
        assert 0 < had <= sum(len(data) for data in FILES.values())
        install(entry(settings), at(settings, hub), Work())
        assert hub.got("cdn/own/m/unet/model.safetensors")[1].startswith("bytes=")


def test_one_process_at_a_time(settings: Settings) -> None:
    (settings.models / ".locks").mkdir()
    with HubStandIn({"own/m": Repo(dict(FILES))}) as hub, FileLock(settings.models / ".locks" / "m.lock"):
        with pytest.raises(ModelBusy):
            install(entry(settings), at(settings, hub), Work())
        with pytest.raises(ModelBusy):
            remove(entry(settings), settings)


def test_consent_is_asked_once_and_written_down(settings: Settings) -> None:
    write_catalogue(settings.models, row("m", "own/m", ["config.json"], use="no"))
    with HubStandIn({"own/m": Repo(dict(FILES))}) as hub:
        with pytest.raises(LicenceNotAccepted) as asked:
            install(entry(settings), at(settings, hub), Work())
        assert hub.requests == []
        assert "https://example.com/l" in asked.value.text("en")
        assert not accepted(entry(settings), settings)
        install(entry(settings), at(settings, hub), Work(), accept=True)
        remove(entry(settings), settings)
        install(entry(settings), at(settings, hub), Work())
    assert accepted(entry(settings), settings)
    write_catalogue(settings.models, row("m", "own/m", ["config.json"], use="no").replace('id = "L"', 'id = "another"'))
    assert not accepted(entry(settings), settings)


def test_changed_files_are_found_and_only_they_are_fetched_again(settings: Settings) -> None:
    with HubStandIn({"own/m": Repo(dict(FILES))}) as hub:
        install(entry(settings), at(settings, hub), Work())
        weights = settings.models / "m" / "unet" / "model.safetensors"
        weights.write_bytes(WEIGHTS[:-1] + b"?")  # the same size
        assert standing(entry(settings), settings).state == "installed"
        with pytest.raises(ModelBroken) as broken:
            verify(entry(settings), settings, Work())
        assert broken.value.details["file"] == "unet/model.safetensors"
        assert_unusable(settings)
        install(entry(settings), at(settings, hub), Work())
        (settings.models / "m" / "config.json").unlink()
        assert standing(entry(settings), settings).state == "broken"
        with pytest.raises(ModelBroken):
            where(entry(settings), settings)
        install(entry(settings), at(settings, hub), Work())
        assert len(hub.got("cdn/own/m/unet/model.safetensors")) == 2
    verify(entry(settings), settings, Work())
    freed = remove(entry(settings), settings)
    assert freed > len(WEIGHTS)
    assert standing(entry(settings), settings).state == "absent"


def test_a_new_commit_never_mixes_with_an_old_part(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "_PAUSES", ())
    with HubStandIn({"own/m": Repo(dict(FILES), break_at={"unet/model.safetensors": 1})}) as hub, pytest.raises(DownloadBroken):
        install(entry(settings), at(settings, hub), Work())
    newer = FILES | {"unet/model.safetensors": safetensors(2, floats=1 << 18)}
    with HubStandIn({"own/m": Repo(newer, commit="c" * 40)}) as hub:
        install(entry(settings), at(settings, hub), Work())
    assert where(entry(settings), settings).file("unet/model.safetensors").read_bytes() == newer["unet/model.safetensors"]
    assert not list(settings.models.rglob("*.part"))


def test_the_same_weights_of_two_models_are_fetched_once(settings: Settings) -> None:
    write_catalogue(settings.models, row("m", "own/m", WANTED), row("n", "own/n", ["w.safetensors"]))
    with HubStandIn({"own/m": Repo(dict(FILES)), "own/n": Repo({"w.safetensors": WEIGHTS})}) as hub:
        install(entry(settings), at(settings, hub), Work())
        install(entry(settings, "n"), at(settings, hub), Work())
        assert hub.got("w.safetensors") == []
    remove(entry(settings), settings)
    verify(entry(settings, "n"), settings, Work())


def test_the_stand_in_speaks_the_hubs_language(tmp_path: Path) -> None:
    """huggingface_hub itself, in a process of its own, downloads from it and gives the bytes."""
    code = (
        "import sys, huggingface_hub as h\n"
        "e = sys.argv[1]\n"
        "print(open(h.hf_hub_download('own/m', 'unet/model.safetensors', endpoint=e), 'rb').read() == open(sys.argv[2], 'rb').read())\n"
        "print(sorted(f.rfilename for f in h.HfApi(endpoint=e).model_info('own/m', files_metadata=True).siblings))\n"
        "try: h.hf_hub_download('own/g', 'config.json', endpoint=e)\n"
        "except h.errors.GatedRepoError: print('gated')\n"
    )
    (tmp_path / "weights").write_bytes(WEIGHTS)
    with HubStandIn({"own/m": Repo(dict(FILES)), "own/g": Repo(dict(FILES), gated=True)}) as hub:
        environment = os.environ | {"HF_HUB_OFFLINE": "0", "HF_HOME": str(tmp_path / "home"), "HF_HUB_DISABLE_XET": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
        said = subprocess.run(
            [sys.executable, "-c", code, hub.address, str(tmp_path / "weights")], capture_output=True, text=True, env=environment, timeout=60, check=False
        )
    assert said.stdout.splitlines() == ["True", str(sorted(FILES)), "gated"], said.stderr


# --- what other programs have -------------------------------------------------------------------------------------------


def comfy(tmp_path: Path, name: str, data: bytes) -> Path:
    file = tmp_path / "ComfyUI" / "models" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    return file


def test_weights_of_comfyui_are_linked_not_fetched_and_never_deleted(settings: Settings, tmp_path: Path) -> None:
    file = comfy(tmp_path, "diffusion_models/some name.safetensors", WEIGHTS)
    shared = replace(settings, model_folders=(tmp_path / "ComfyUI" / "models",))
    with HubStandIn({"own/m": Repo(dict(FILES))}) as hub:
        install(entry(shared), at(shared, hub), Work())
        assert hub.got("unet/model.safetensors") == []
    assert standing(entry(shared), shared).state == "shared"
    assert where(entry(shared), shared).file("unet/model.safetensors").samefile(file)
    assert remove(entry(shared), shared) < len(WEIGHTS)
    assert file.read_bytes() == WEIGHTS


def test_a_file_of_the_right_size_with_other_content_is_not_taken(settings: Settings, tmp_path: Path) -> None:
    comfy(tmp_path, "unet/model.safetensors", WEIGHTS[:-1] + b"?")
    shared = replace(settings, model_folders=(tmp_path / "ComfyUI" / "models",))
    with HubStandIn({"own/m": Repo(dict(FILES))}) as hub:
        install(entry(shared), at(shared, hub), Work())
        assert len(hub.got("cdn/own/m/unet/model.safetensors")) == 1
    assert standing(entry(shared), shared).state == "installed"


def test_a_single_file_checkpoint_needs_only_the_configuration_beside_it(settings: Settings, tmp_path: Path) -> None:
    whole = safetensors(7)
    file = comfy(tmp_path, "checkpoints/sd_xl.safetensors", whole)
    single = f'single = {{ file = "sd_xl.safetensors", bytes = {len(whole)}, sha256 = "{sha256(whole)}" }}\n'
    write_catalogue(settings.models, row("m", "own/m", WANTED, extra=single))
    shared = replace(settings, model_folders=(tmp_path / "ComfyUI" / "models",))
    with HubStandIn({"own/m": Repo(dict(FILES))}) as hub:
        install(entry(shared), at(shared, hub), Work())
        assert hub.got("unet/model.safetensors") == []
    place = where(entry(shared), shared)
    assert place.single is not None
    assert place.single.samefile(file)
    assert place.file("unet/config.json").is_file()
    verify(entry(shared), shared, Work())
    file.unlink()
    place.single.unlink()
    assert standing(entry(shared), shared).state == "broken"


def test_a_hugging_face_cache_is_used_as_it_is(settings: Settings) -> None:
    snapshot = settings.hf_cache / "models--own--m" / "snapshots" / COMMIT
    for name, data in FILES.items():
        (snapshot / name).parent.mkdir(parents=True, exist_ok=True)
        (snapshot / name).write_bytes(data)
    refs = settings.hf_cache / "models--own--m" / "refs"
    refs.mkdir()
    (refs / "main").write_text(COMMIT)
    assert standing(entry(settings), settings).state == "shared"
    assert where(entry(settings), settings).folder == snapshot
    (snapshot / "unet" / "model.safetensors").unlink()  # a download of another program that broke off
    assert_unusable(settings)
