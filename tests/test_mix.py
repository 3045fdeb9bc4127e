"""The finished sound: as loud as platforms play, below the ceiling after encoding, the voice where its frames are."""

import wave
from pathlib import Path

import numpy as np
import pytest

from shorts.artifacts import FPS, VOICE_RATE, Narration
from shorts.audio import CEILING, MUSIC_UNDER, TARGET, mix_audio, write_voice
from shorts.effects import Effect, effects_of, pop, whoosh
from shorts.errors import Cancelled, MediaUnreadable
from shorts.ffmpeg.loudness import measure
from shorts.ffmpeg.run import run
from shorts.progress import Work

LENGTHS = [97, 121, 83]


def write(out: Path, samples: np.ndarray, rate: int, channels: int = 1) -> Path:
    with wave.open(str(out), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.round(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return out


def babble(seconds: float, seed: int, level: float = 0.1) -> np.ndarray:
    """Something with the rhythm and the peaks of speech: a buzz in syllables, with noise between."""
    rng = np.random.default_rng(seed)
    t = np.arange(round(seconds * VOICE_RATE)) / VOICE_RATE
    phase = 2 * np.pi * np.cumsum(150 + 25 * np.sin(t * 3 + seed)) / VOICE_RATE
    buzz = sum(np.sin(k * phase) / k**1.1 for k in range(1, 16)) + 0.1 * rng.standard_normal(len(t))
    sound = buzz * np.clip(np.sin(2 * np.pi * 2.7 * t + np.sin(t)), 0, 1) ** 0.7
    return np.asarray(sound / np.sqrt((sound**2).mean()) * level)


def narrations(folder: Path, level: float = 0.1) -> list[Narration]:
    made = []
    for index, frames in enumerate(LENGTHS):
        seconds = (frames - 5) / FPS
        path = write(folder / f"v{index}.wav", babble(seconds, index, level), VOICE_RATE)
        made.append(Narration(path, seconds, ()))
    return made


def music(folder: Path) -> Path:
    t = np.arange(sum(LENGTHS) * 1600) / 48000
    chord = sum(np.sin(2 * np.pi * f * t) for f in (220, 277.2, 329.6, 440)) * (0.6 + 0.4 * np.exp(-(t % 0.5) * 6))
    return write(folder / "music.wav", np.stack([chord, chord], 1) * 0.12, 48000, 2)


@pytest.mark.parametrize(("level", "with_music"), [(0.1, True), (0.02, True), (0.25, False)])
def test_loudness_and_peak_are_right_after_encoding(tmp_path: Path, level: float, with_music: bool) -> None:
    out = tmp_path / "mix.m4a"
    report = mix_audio(narrations(tmp_path, level), LENGTHS, music(tmp_path) if with_music else None, out, Work(), [Effect("whoosh", 97)])
    heard = measure(out, Work())
    assert abs(heard.integrated - TARGET) <= 0.5
    assert heard.peak <= CEILING
    assert (report.loudness, report.peak) == (heard.integrated, heard.peak)
    assert report.seconds == pytest.approx(sum(LENGTHS) / FPS)
    if with_music:
        assert abs(report.music_under - MUSIC_UNDER) <= 1.5


def test_the_mix_is_as_long_as_the_picture_and_the_voice_is_on_its_frame(tmp_path: Path) -> None:
    """Beeps start each scene; in the decoded AAC they start within 1 ms of the scene's first frame."""
    beep = np.sin(2 * np.pi * 1000 * np.arange(VOICE_RATE // 2) / VOICE_RATE) * 0.3
    voices = [Narration(write(tmp_path / f"b{i}.wav", beep, VOICE_RATE), 0.5, ()) for i in range(3)]
    out, decoded = tmp_path / "mix.m4a", tmp_path / "decoded.wav"
    mix_audio(voices, LENGTHS, None, out, Work())
    run(["-y", "-i", str(out), "-ac", "1", str(decoded)], "decode", decoded, Work())
    with wave.open(str(decoded), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16) / 32768
    assert abs(len(samples) - sum(LENGTHS) * 1600) <= 1024
    for start in (97, 97 + 121):
        at = start * 1600
        near = np.abs(samples[at - 2000 : at + 4000])
        onset = int(np.argmax(near > 0.35 * near.max())) - 2000
        assert abs(onset) < 0.001 * 48000


def test_the_voice_track_is_exact_to_the_sample(tmp_path: Path) -> None:
    voices = narrations(tmp_path)
    write_voice(voices, LENGTHS, tmp_path / "all.wav")
    with wave.open(str(tmp_path / "all.wav"), "rb") as file:
        track = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    assert len(track) == sum(LENGTHS) * 800
    with wave.open(str(voices[1].path), "rb") as file:
        second = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    assert np.array_equal(track[97 * 800 : 97 * 800 + len(second)], second)
    assert not track[97 * 800 - 5 * 800 : 97 * 800].any()


def test_a_narration_of_another_format_is_refused(tmp_path: Path) -> None:
    stereo = write(tmp_path / "s.wav", np.zeros((4800, 2)), 48000, 2)
    with pytest.raises(MediaUnreadable):
        mix_audio([Narration(stereo, 0.1, ())], [10], None, tmp_path / "o.m4a", Work())
    assert not (tmp_path / "o.m4a").exists()


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    work = Work(listener=lambda event: work.cancel.set() if event.done >= 2 else None)
    with pytest.raises(Cancelled):
        mix_audio(narrations(tmp_path), LENGTHS, None, tmp_path / "out" / "o.m4a", work)
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("sound", [whoosh(), pop()])
def test_effects_start_and_end_in_silence(sound: np.ndarray) -> None:
    assert np.abs(sound[:5]).max() < 0.05
    assert np.abs(sound[-5:]).max() < 0.05
    assert np.isfinite(sound).all()


def test_effects_mark_every_other_boundary() -> None:
    from tests.test_shots import plans_of

    plans = plans_of(2)
    frames = [effect.frame for effect in effects_of(plans)]
    boundaries = list(np.cumsum([plan.frames for plan in plans])[:-1])
    assert frames == boundaries[::2]
