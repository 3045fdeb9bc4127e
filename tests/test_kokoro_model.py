"""The model's files: the user's own, the built-in one, the edited copy in the cache; and blends of voices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from shorts.cast import VoicePreset
from shorts.engines.kokoro import KokoroVoice
from shorts.engines.kokoro_model import FRAME, KokoroModel, find_model
from shorts.engines.kokoro_voices import blend, load_voices, voice_files
from shorts.errors import BadOption, EngineUnavailable, MediaUnreadable, UnknownChoice
from shorts.progress import Work
from shorts.settings import Settings
from tests.kokoro_stand_in import FRAMES, HERTZ, write_model

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dropped(tmp_path: Path) -> Settings:
    """Settings of somebody who dropped a model of their own into models/kokoro."""
    write_model(tmp_path / "models" / "kokoro")
    return replace(Settings(), models=tmp_path / "models", cache=tmp_path / "cache")


def _tone(audio: np.ndarray) -> float:
    """The strongest frequency in Hz."""
    spectrum = np.abs(np.fft.rfft(audio * np.hanning(len(audio)), 1 << 17))
    return float(spectrum.argmax() * 24_000 / (1 << 17))


@pytest.mark.parametrize("name", ["tokens", "input_ids"])
def test_a_dropped_model_speaks_with_frames_and_pitch(tmp_path: Path, name: str) -> None:
    write_model(tmp_path / "models" / "kokoro", name)
    settings = replace(Settings(), models=tmp_path / "models", cache=tmp_path / "cache")
    model = KokoroModel(find_model(settings), settings.cache)
    style = np.full(256, 0.5, np.float32)
    audio, frames = model.speak([5] * 8, style, 1.0, 1.0)
    higher, _ = model.speak([5] * 8, style, 1.0, 1.5)
    assert frames.tolist() == [FRAMES] * 10
    assert len(audio) == frames.sum() * FRAME
    assert _tone(audio) == pytest.approx(HERTZ, abs=1)
    assert _tone(higher) == pytest.approx(HERTZ * 1.5, abs=1)
    assert len(higher) == len(audio)


def test_timing_alone_agrees(dropped: Settings) -> None:
    model = KokoroModel(find_model(dropped), dropped.cache)
    style = np.full(256, 0.5, np.float32)
    for speed in (0.5, 1.0, 1.7):
        assert (model.frames([3, 4], style, speed) == model.speak([3, 4], style, speed, 1.0)[1]).all()


def test_the_engine_takes_the_dropped_model_and_voice(dropped: Settings, tmp_path: Path) -> None:
    voice = KokoroVoice(dropped)
    assert "tiny" in voice.voices()
    narration = voice.say("안녕하세요", "ko", VoicePreset("tiny"), tmp_path / "a.wav", Work())
    assert narration.seconds > 0.3
    assert voice.version != KokoroVoice(replace(dropped, models=tmp_path / "none")).version


def test_the_edited_model_is_made_once(dropped: Settings) -> None:
    files = find_model(dropped)
    KokoroModel(files, dropped.cache).prepare()
    made = {path: path.stat().st_mtime_ns for path in (dropped.cache / "kokoro").glob("*.onnx")}
    KokoroModel(files, dropped.cache).prepare()
    assert len(made) == 2
    assert {path: path.stat().st_mtime_ns for path in (dropped.cache / "kokoro").glob("*.onnx")} == made


def test_something_else_than_kokoro_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "models" / "kokoro"
    folder.mkdir(parents=True)
    value = helper.make_tensor_value_info("speed", TensorProto.FLOAT, [1])
    graph = helper.make_graph([helper.make_node("Neg", ["speed"], ["out"])], "other", [value], [helper.make_tensor_value_info("out", TensorProto.FLOAT, [1])])
    onnx.save(helper.make_model(graph), folder / "other.onnx")
    settings = replace(Settings(), models=tmp_path / "models", cache=tmp_path / "cache")
    with pytest.raises(EngineUnavailable, match="not a Kokoro model"):
        KokoroVoice(settings).prepare()
    assert not list((tmp_path / "cache" / "kokoro").glob("*.onnx"))


def test_bare_floats_are_a_voice_too(dropped: Settings) -> None:
    folder = dropped.models / "kokoro" / "voices"
    folder.mkdir()
    np.full(510 * 256, 0.25, np.float32).tofile(folder / "mine.bin")
    assert load_voices(voice_files(dropped))["mine"].shape == (510, 256)


def test_a_broken_voice_file_is_named(dropped: Settings) -> None:
    (dropped.models / "kokoro" / "broken.bin").write_bytes(b"not a voice")
    with pytest.raises(MediaUnreadable, match=r"broken\.bin"):
        load_voices(voice_files(dropped))


def _two() -> dict[str, np.ndarray]:
    return {"a": np.zeros((510, 256), np.float32), "b": np.ones((510, 256), np.float32)}


@pytest.mark.parametrize(("preset", "timbre", "melody"), [("a", 0, 0), ("a:0.7+b:0.3", 0.3, 0.3), ("a:3 + b:1", 0.25, 0.25), ("a|b", 0, 1), ("a+b|b", 0.5, 1)])
def test_blends(preset: str, timbre: float, melody: float) -> None:
    table = blend(preset, _two())
    assert table[:, :128].mean() == pytest.approx(timbre)
    assert table[:, 128:].mean() == pytest.approx(melody)


@pytest.mark.parametrize("preset", ["a:x", "a:0", "a:-1+b", "a:"])
def test_a_weight_must_be_a_positive_number(preset: str) -> None:
    with pytest.raises(BadOption):
        blend(preset, _two())


def test_an_unknown_voice_names_the_known_ones() -> None:
    with pytest.raises(UnknownChoice, match="a, b"):
        blend("c:0.5+a:0.5", _two())
