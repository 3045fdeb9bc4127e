"""The built-in voice, really spoken: times that tile, pauses, clean ends, the same twice, prediction of length."""

from __future__ import annotations

import itertools
import threading
import wave
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from shorts.artifacts import VOICE_RATE, Narration, Scene, Word
from shorts.cast import VoicePreset, load_cast
from shorts.engines.kokoro import KokoroVoice
from shorts.engines.kokoro_phrases import LONG
from shorts.engines.kokoro_voices import blend, load_voices, voice_files
from shorts.errors import Cancelled, VoiceFailed
from shorts.progress import Work
from shorts.settings import Settings
from shorts.voice import speak, stressed
from shorts.waveform import FRAME, LEVEL, windows_rms

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Language

TEXTS: dict[str, str] = {"ko": "가격은 12,900원, 무게는 180g이에요. 좋아요!", "en": "It costs $12.90, and — really — weighs 180 g. Nice!"}
PRESET = VoicePreset("jf_tebukuro", 1.1)


@pytest.fixture(scope="module")
def voice() -> KokoroVoice:
    return KokoroVoice(Settings())


@pytest.fixture(scope="module", params=["ko", "en"])
def spoken(request: pytest.FixtureRequest, voice: KokoroVoice, tmp_path_factory: pytest.TempPathFactory) -> tuple[Language, Narration]:
    out = tmp_path_factory.mktemp("voice") / "a.wav"
    return request.param, voice.say(TEXTS[request.param], request.param, PRESET, out, Work())


def samples(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (VOICE_RATE, 1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768


def test_the_file_is_whole_video_frames_long(spoken: tuple[Language, Narration]) -> None:
    audio = samples(spoken[1].path)
    assert len(audio) % FRAME == 0
    assert spoken[1].seconds == len(audio) / VOICE_RATE


def test_words_tile_the_recording_and_give_the_text_back(spoken: tuple[Language, Narration]) -> None:
    language, narration = spoken
    words = narration.words
    assert " ".join(word.text for word in words) == TEXTS[language]
    assert words[0].start == 0
    assert words[-1].end == narration.seconds
    assert all(a.end == b.start for a, b in itertools.pairwise(words))
    assert all(word.end > word.start for word in words)


def test_phones_tile_the_recording(spoken: tuple[Language, Narration]) -> None:
    phones = spoken[1].phones
    assert (phones[0].start, phones[-1].end) == (0, spoken[1].seconds)
    assert all(a.end == b.start for a, b in itertools.pairwise(phones))
    assert all(phone.end > phone.start for phone in phones)
    assert not any(char in " .,!?" for phone in phones for char in phone.symbol)


def test_words_begin_where_the_sound_does(spoken: tuple[Language, Narration]) -> None:
    """After a pause the sound itself tells: it rises within 40 ms of the word's start."""
    _, narration = spoken
    rms = windows_rms(samples(narration.path).astype(np.float32))
    quiet = rms < rms.max() * 0.01
    rises = [i / 100 for i in range(6, len(rms)) if not quiet[i] and quiet[i - 6 : i].all()]
    after_pause = [word.start for before, word in itertools.pairwise(narration.words) if before.text[-1] in ".!"]
    assert after_pause
    for start in after_pause:
        assert min(abs(start - rise) for rise in rises) <= 0.04


def test_pauses_are_silent_and_as_long_as_meant(spoken: tuple[Language, Narration]) -> None:
    language, narration = spoken
    rms = windows_rms(samples(narration.path).astype(np.float32))
    runs = "".join("." if value < rms.max() * 0.01 else "x" for value in rms).split("x")
    lengths = [len(run) / 100 for run in runs if len(run) >= 12]
    assert sum(0.3 <= length <= 0.5 for length in lengths) >= 1, lengths
    assert sum(0.12 <= length <= 0.26 for length in lengths) >= 1, lengths
    assert max(lengths) < 0.6, (language, lengths)


def test_ends_are_silent_and_levels_right(spoken: tuple[Language, Narration]) -> None:
    audio = samples(spoken[1].path)
    assert np.abs(audio[:24]).max() < 0.002
    assert np.abs(audio[-24:]).max() < 0.002
    assert abs(audio.mean()) < 0.001
    assert np.abs(audio).max() < 0.9
    rms = windows_rms(audio.astype(np.float32))
    active = rms[rms > rms.max() * 0.05]
    assert 20 * np.log10(np.sqrt((active**2).mean()) / LEVEL) == pytest.approx(0, abs=1)


def test_nothing_is_cut_at_the_end_of_a_phrase(spoken: tuple[Language, Narration]) -> None:
    """The last 10 ms before the end's silence are far below the speech: the sound has died away by itself."""
    rms = windows_rms(samples(spoken[1].path).astype(np.float32))
    last = int(np.flatnonzero(rms > rms.max() * 0.02)[-1])
    assert rms[last + 3 :].max() < rms.max() * 0.02


@pytest.mark.parametrize("language", ["ko", "en"])
def test_length_is_predicted(voice: KokoroVoice, spoken: tuple[Language, Narration], language: Language) -> None:
    if spoken[0] == language:
        assert voice.seconds(TEXTS[language], language, PRESET) == pytest.approx(spoken[1].seconds, rel=0.06)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_rate_follows_speed(voice: KokoroVoice, language: Language) -> None:
    slow, fast = (voice.rate(language, replace(PRESET, speed=speed)) for speed in (0.9, 1.2))
    assert 3 < slow < fast < 8
    assert fast / slow == pytest.approx(1.2 / 0.9, rel=0.12)


def test_the_same_twice(voice: KokoroVoice, tmp_path: Path) -> None:
    first, again = (voice.say("네, 맞아요.", "ko", PRESET, tmp_path / name, Work()) for name in ("a.wav", "b.wav"))
    assert first.path.read_bytes() == again.path.read_bytes()
    assert first.words == again.words


def test_pitch_keeps_the_time(voice: KokoroVoice, tmp_path: Path) -> None:
    low, high = (voice.say("네.", "ko", replace(PRESET, pitch=pitch), tmp_path / f"{pitch}.wav", Work()) for pitch in (-4.0, 4.0))
    assert abs(low.seconds - high.seconds) <= 0.07
    assert low.path.read_bytes() != high.path.read_bytes()


@pytest.mark.parametrize("text", ["", "   ", "★ — …", "😀"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_to_say_is_refused_and_leaves_no_file(voice: KokoroVoice, tmp_path: Path, text: str, language: Language) -> None:
    with pytest.raises(VoiceFailed):
        voice.say(text, language, PRESET, tmp_path / "a.wav", Work())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["아" * 700, "가" + "힣" * 300 + "."])
def test_a_word_without_end_is_refused(voice: KokoroVoice, tmp_path: Path, text: str) -> None:
    with pytest.raises(VoiceFailed, match="sounds"):
        voice.say(text, "ko", PRESET, tmp_path / "a.wav", Work())


def test_cancelling_leaves_no_file(voice: KokoroVoice, tmp_path: Path) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        voice.say("안녕하세요.", "ko", PRESET, tmp_path / "a.wav", Work(cancel=cancel))
    assert not list(tmp_path.iterdir())


def test_every_character_has_a_voice_that_loads() -> None:
    settings = Settings()
    voices = load_voices(voice_files(settings))
    for character in load_cast(settings.characters).values():
        for language in ("ko", "en"):
            preset = character.voice("kokoro", language)
            rows, width = blend(preset.preset, voices).shape
            assert rows > LONG, character.id  # a row of style for every length that a phrase may have
            assert width == 256
            assert 0.7 <= preset.speed <= 1.4
            assert abs(preset.pitch) <= 8


def test_speak_marks_what_matters(voice: KokoroVoice, tmp_path: Path) -> None:
    character = load_cast(Settings().characters)["tech-fox"]
    scene = Scene("s1", "  이어폰은\n40시간 갑니다. ", caption=("이어폰",))
    narration = speak(scene, "ko", character.voice("kokoro", "ko"), voice, tmp_path / "a.wav", Work())
    assert [(word.text, word.stressed) for word in narration.words] == [("이어폰은", True), ("40시간", True), ("갑니다.", False)]


def test_speak_needs_text(voice: KokoroVoice, tmp_path: Path) -> None:
    with pytest.raises(VoiceFailed, match="no text"):
        speak(Scene("s1", " \n "), "ko", PRESET, voice, tmp_path / "a.wav", Work())


def test_each_phrase_has_a_stressed_word() -> None:
    words = [Word(text, 0, 1) for text in ["It", "is", "small,", "but", "it", "lasts", "forever."]]
    assert [word.text for word in stressed(words, ()) if word.stressed] == ["small,", "forever."]
