"""Voices of one's own: what is refused and why, consent, what deleting removes, blends that speak, and engines that can't clone."""

from __future__ import annotations

import json
import wave
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from shorts.artifacts import VOICE_RATE, ShortRequest
from shorts.engines.base import Capabilities
from shorts.errors import (
    AudioRefused,
    BadOption,
    ClipUnsuitable,
    CloningUnavailable,
    ConsentMissing,
    FileBroken,
    ShortsError,
    UnknownChoice,
)
from shorts.ffmpeg.args import QUIET
from shorts.ffmpeg.run import run
from shorts.progress import Work
from shorts.samples import Samples
from shorts.settings import Settings
from shorts.speakers import preset_of
from shorts.voice_clip import best_stretch, heard
from shorts.voice_shelf import STATEMENT, Consent, VoiceShelf, base_voices
from shorts.waveform import LEVEL, read_voice, windows_rms
from shorts.workshop import Workshop, open_workshop
from tests.maker import ToneVoice, tone_workshop

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

CONSENT = Consent("김하나", STATEMENT["ko"])


def speech(seconds: float, level: float = -20.0, noise: float = 50.0, seed: int = 3) -> Sound:
    """A hum with syllables and breaths, which is what a judge of recordings looks at: level in dBFS, noise in dB below it."""
    time = np.arange(round(seconds * VOICE_RATE)) / VOICE_RATE
    voice = sum(np.sin(2 * np.pi * 120 * n * time + n) / n for n in range(1, 12))
    syllables = np.clip(np.sin(2 * np.pi * 4 * time) * 1.4 + 0.4, 0, 1) * ((time % 2.5) < 2.1)
    sound = voice * syllables
    scale = 10 ** (level / 20) / np.sqrt((sound[syllables > 0.3] ** 2).mean())
    hiss = np.random.default_rng(seed).standard_normal(len(time)) * 10 ** ((level - noise) / 20)
    return np.asarray(sound * scale + hiss, np.float32)


def saved(path: Path, sound: Sound, rate: int = VOICE_RATE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(np.rint(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return path


@pytest.fixture
def own(local: Settings, tmp_path: Path) -> Settings:
    return replace(local, cache=tmp_path / "cache")


# --- recordings --------------------------------------------------------------------------------------------------


def test_a_recording_is_kept_levelled_with_its_consent(own: Settings, tmp_path: Path) -> None:
    source = saved(tmp_path / "me.wav", np.concatenate([np.zeros(VOICE_RATE, np.float32), speech(12, level=-32), np.zeros(VOICE_RATE, np.float32)]))
    shelf = VoiceShelf(own)
    kept = shelf.add("  내   목소리 ", source, CONSENT)
    assert VoiceShelf(own).items() == (kept,)
    assert (kept.name, kept.kind, kept.speaker) == ("내 목소리", "clone", f"mine:{kept.id}")
    plain = json.loads((own.outputs / "voices" / kept.id / "voice.json").read_text(encoding="utf-8"))
    assert plain["consent"]["by"] == "김하나"
    assert plain["consent"]["statement"] == STATEMENT["ko"]
    assert plain["consent"]["date"].startswith("20")
    assert len(plain["consent"]["clip"]) == 32
    sound = read_voice(shelf.reference(kept.id)).astype(np.float32) / 32768
    assert 10 < len(sound) / VOICE_RATE == pytest.approx(kept.seconds, abs=0.02)
    rms = windows_rms(sound)
    active = rms[rms > rms.max() * 0.05]
    assert 20 * np.log10(np.sqrt((active**2).mean()) / LEVEL) == pytest.approx(0, abs=1)
    assert np.abs(sound).max() < 0.9
    assert rms[10:30].max() > rms.max() * 0.1  # silence before it is gone
    assert source.exists()


def test_other_formats_are_taken(own: Settings, tmp_path: Path) -> None:
    source, packed = saved(tmp_path / "me.wav", speech(8)), tmp_path / "나.m4a"
    run([*QUIET, "-i", str(source), "-ar", "44100", "-ac", "2", "-c:a", "aac", str(packed)], "test", packed, Work())
    assert VoiceShelf(own).add("m4a", packed, CONSENT).seconds > 6


@pytest.mark.parametrize(
    ("sound", "told"),
    [
        (speech(8, level=-60), "too quiet"),
        (speech(8, noise=8), "noise"),
        (np.random.default_rng(1).standard_normal(8 * VOICE_RATE).astype(np.float32) * 0.1, "noise"),
        (np.asarray(0.3 * np.sin(np.arange(8 * VOICE_RATE) / 20), np.float32), "noise"),
        (speech(8, level=0) * 4, "distorted"),
        (speech(3.2), "seconds of speech"),
        (np.zeros(8 * VOICE_RATE, np.float32), "too quiet"),
    ],
    ids=["quiet", "hiss", "only noise", "a tone", "too loud", "short", "silence"],
)
def test_what_gives_no_voice_is_refused_with_what_to_do(own: Settings, tmp_path: Path, sound: Sound, told: str) -> None:
    with pytest.raises(ClipUnsuitable, match=told) as caught:
        VoiceShelf(own).add("나", saved(tmp_path / "me.wav", sound), CONSENT)
    assert "?" not in caught.value.text("ko") + caught.value.text("en")
    assert leftovers(own) == []


@pytest.mark.parametrize("kind", ["long", "text", "missing", "empty"])
def test_what_is_no_clip_is_refused(own: Settings, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "me.wav"
    if kind == "long":
        saved(path, np.zeros(121 * 8000, np.float32), 8000)
    elif kind == "text":
        path.write_text("<html>", encoding="utf-8")
    elif kind == "empty":
        saved(path, np.zeros(0, np.float32))
    with pytest.raises(AudioRefused):
        VoiceShelf(own).add("나", path, CONSENT)
    assert leftovers(own) == []


@pytest.mark.parametrize("consent", [None, Consent("", STATEMENT["en"]), Consent("  ", "x"), Consent("나", " ")])
def test_without_consent_nothing_is_kept(own: Settings, tmp_path: Path, consent: Consent | None) -> None:
    with pytest.raises(ConsentMissing) as caught:
        VoiceShelf(own).add("나", saved(tmp_path / "me.wav", speech(8)), consent)
    assert "동의" in caught.value.text("ko")
    assert leftovers(own) == []


def leftovers(settings: Settings) -> list[Path]:
    return [path for folder in (settings.outputs, settings.cache) for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock")]


def test_the_noisy_half_and_the_silence_are_left_out() -> None:
    clean, noisy = speech(20), speech(20, noise=20)
    first, last = best_stretch(np.concatenate([noisy, clean]))
    assert first >= 19 * VOICE_RATE
    assert 6 <= (last - first) / VOICE_RATE <= 30
    first, last = best_stretch(speech(100))
    assert 12 <= (last - first) / VOICE_RATE <= 30
    assert heard(clean).noise > heard(noisy).noise + 20


def test_names(own: Settings, tmp_path: Path) -> None:
    shelf = VoiceShelf(own)
    first, other = shelf.add_blend("하나", {"jf_nezumi": 1}), shelf.add_blend("Two", {"jf_nezumi": 1})
    for name in ("", "a" * 41, "a\x00b", "하나", " two "):
        with pytest.raises(BadOption):
            shelf.add_blend(name, {"jf_nezumi": 1})
    with pytest.raises(BadOption):
        shelf.rename(other.id, "하나")
    assert shelf.rename(first.id, "하나 ").name == "하나"
    assert shelf.rename("two", "셋") == shelf.get("셋")
    assert [voice.name for voice in shelf.items()] == [voice.name for voice in sorted(shelf.items(), key=lambda v: (v.created, v.id))]


@pytest.mark.parametrize("name", ["mine:../../x", "..", "", "mine:", "0123456789", "mine:0123456789/.."])
def test_a_speaker_that_is_not_there_is_told(own: Settings, name: str) -> None:
    own.outputs.mkdir(parents=True)
    (own.outputs / "voice.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UnknownChoice):
        VoiceShelf(own).get(name)


def test_a_damaged_record_is_told(own: Settings) -> None:
    shelf = VoiceShelf(own)
    kept = shelf.add_blend("하나", {"jf_nezumi": 1})
    (shelf.folder(kept) / "voice.json").write_text("{", encoding="utf-8")
    with pytest.raises(FileBroken):
        shelf.items()


# --- deleting ------------------------------------------------------------------------------------------------------


class _Cloner(ToneVoice):
    """An engine that can clone, as far as anything else can see."""

    id = "cloner"
    capabilities = Capabilities(word_times=True, clones=True)


def test_deleting_removes_every_copy(own: Settings, tmp_path: Path) -> None:
    shop = tone_workshop(own)
    shop.voices["cloner"] = _Cloner()
    sound = speech(9)
    source = saved(own.cache / "uploads" / "abc" / "me.wav", sound)
    kept, other = shop.shelf.add("나", source, CONSENT), shop.shelf.add("남", saved(own.cache / "uploads" / "you.wav", speech(9, seed=5)), CONSENT)
    preview = Samples(shop).voice_preview(kept.id, "ko", "안녕하세요.", engine="cloner")
    bytes_of = {path: path.read_bytes()[44:] for path in (source, preview, shop.shelf.reference(kept.id))}
    played = own.cache / "uploads" / "def" / "reference.wav"
    played.parent.mkdir()
    played.write_bytes(shop.shelf.reference(kept.id).read_bytes())
    listened = own.outputs / "a-short" / "previews" / "voice-0123.wav"
    listened.parent.mkdir(parents=True)
    listened.write_bytes(preview.read_bytes())
    shop.shelf.delete(kept.speaker)
    everything = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in everything for content in bytes_of.values() if content in path.read_bytes()]
    assert not [path for path in everything if kept.id in str(path) or kept.id in path.read_text(encoding="latin-1")]
    assert shop.shelf.items() == (other,)
    assert (own.cache / "uploads" / "you.wav").exists()
    assert shop.shelf.reference(other.id).exists()
    with pytest.raises(UnknownChoice):
        shop.check(ShortRequest("글", voice="cloner", speaker=kept.speaker))


def test_what_a_killed_process_left_goes_with_the_next_change(own: Settings) -> None:
    shelf = VoiceShelf(own)
    half = own.outputs / "voices" / ".scratch.part-x" / "voice" / "reference.wav"
    saved(half, speech(1))
    shelf.add_blend("하나", {"jf_nezumi": 1})
    assert not half.exists()


# --- speaking ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def speaking(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """With the real voice and its real cache."""
    return open_workshop(replace(Settings(), outputs=tmp_path_factory.mktemp("speaking")))


def test_a_blend_speaks_through_the_embedded_voice(speaking: Workshop) -> None:
    shelf = speaking.shelf
    kept = shelf.add_blend("우리 가게", {"jf_nezumi": 3, "ef_dora": 1}, speed=1.1, pitch=-2)
    assert kept.blend == (("jf_nezumi", 0.75), ("ef_dora", 0.25))
    preset = preset_of(speaking, ShortRequest("글", speaker=kept.speaker, voice_speed=1.1), "ko")
    assert (preset.preset, preset.speed, preset.pitch) == ("jf_nezumi:0.75+ef_dora:0.25", 1.21, -2)
    speaking.check(ShortRequest("글", speaker=kept.speaker))
    path = Samples(speaking).voice_preview("우리 가게", "ko", "네, 맞아요.")
    assert path.parent == shelf.previews(kept)
    assert heard(read_voice(path).astype(np.float32) / 32768).level == pytest.approx(-20, abs=2)
    again = path.stat().st_mtime_ns
    assert Samples(speaking).voice_preview(kept.id, "ko", "네,  맞아요.") == path
    assert path.stat().st_mtime_ns == again
    shelf.delete(kept.id)
    assert not path.exists()


@pytest.mark.parametrize("parts", [{}, {"jf_nezumi": 0}, {"jf_nezumi": -1}, {"jf_nezumi": float("nan")}, dict.fromkeys("abcd", 1)])
def test_blends_that_make_no_sense(own: Settings, parts: dict[str, float]) -> None:
    with pytest.raises(BadOption):
        VoiceShelf(own).add_blend("x", parts)


def test_blends_of_voices_and_figures_that_are_not_there(own: Settings) -> None:
    assert "jf_nezumi" in base_voices(own)
    for wrong in ({"parts": {"nobody": 1}}, {"speed": 3}, {"speed": float("nan")}, {"pitch": 20}):
        with pytest.raises((UnknownChoice, BadOption)):
            VoiceShelf(own).add_blend("x", **{"parts": {"jf_nezumi": 1}, **wrong})
    assert VoiceShelf(own).items() == ()


def test_an_engine_that_cannot_is_named_and_nothing_is_put_in_its_place(own: Settings, tmp_path: Path) -> None:
    shop = tone_workshop(own)
    kept = shop.shelf.add("나", saved(tmp_path / "me.wav", speech(9)), CONSENT)
    asked = ShortRequest("글", speaker=kept.speaker)
    for attempt in (lambda: shop.check(asked), lambda: preset_of(shop, asked, "ko"), lambda: Samples(shop).voice_preview(kept.id, "en")):
        with pytest.raises(CloningUnavailable) as caught:
            attempt()
        assert "모델" in caught.value.text("ko")
        assert "Models" in caught.value.text("en")
    shop.voices["cloner"] = _Cloner()
    with pytest.raises(CloningUnavailable, match="cloner"):
        shop.check(asked)
    assert preset_of(shop, replace(asked, voice="cloner"), "ko").preset == f"{kept.speaker}@{kept.clip}"
    blended = shop.shelf.add_blend("섞은", {"jf_nezumi": 1})
    with pytest.raises(ShortsError, match="kokoro"):
        preset_of(shop, replace(asked, voice="cloner", speaker=blended.speaker), "ko")
