"""What lies around models that clone: chunks, judging what was said, times by alignment, pace, licences."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shorts.artifacts import VOICE_RATE, Article, Product, Scene, Script, ShortRequest
from shorts.cast import VoicePreset
from shorts.commerce import commercial, demand_allowed
from shorts.engines.aligning import HOP, aligned, spectra, units_of
from shorts.engines.base import Capabilities
from shorts.engines.cloning_chunks import chunks_of
from shorts.engines.cloning_guide import Guide
from shorts.engines.cloning_judge import Bounds, accepted, judged
from shorts.engines.cloning_pace import Paces
from shorts.engines.cloning_reference import References, like
from shorts.engines.kokoro import KokoroVoice, spoken_words
from shorts.engines.kokoro_take import assemble
from shorts.engines.stretching import stretched
from shorts.errors import NotForCommerce
from shorts.progress import Work
from shorts.settings import Settings
from shorts.text.spoken import SpokenWord
from shorts.waveform import active_span
from tests.maker import ToneVoice

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide(KokoroVoice(Settings()), Settings())


# --- chunks ------------------------------------------------------------------------------------------------------

WORDS = st.builds(
    lambda text, pause: SpokenWord(text + pause, text, text, pause),
    st.text("가나다라", min_size=0, max_size=9),
    st.sampled_from(["", "", "", ",", ".", "?"]),
)


@given(words=st.lists(WORDS, max_size=60), longest=st.integers(20, 120))
def test_chunks_keep_every_word_in_order_and_the_limit(words: list[SpokenWord], longest: int) -> None:
    chunks = chunks_of(words, longest)
    said = [word.spoken for word in words if word.spoken]
    assert [word for chunk in chunks for word in chunk.text.replace(",", "").replace(".", "").replace("?", "").split()] == said
    assert all(a.last <= b.first for a, b in itertools.pairwise(chunks))
    assert all(len(chunk.text) <= longest + 1 or chunk.last - chunk.first == 1 for chunk in chunks)
    assert all(chunk.text[-1] in ",.?!…" for chunk in chunks)


def _chunks(text: str, longest: int = 95) -> list[str]:
    return [chunk.text for chunk in chunks_of(spoken_words(text, "ko"), longest)]


def test_figures_are_spelled_out_before_any_model_sees_them() -> None:
    assert _chunks("가격은 12,900원, 지금 20% 할인!") == ["가격은 만 이천구백 원, 지금 이십 퍼센트 할인!"]
    assert not any(char.isdigit() for text in _chunks("2024년 5월 3일 오후 3시 45분에 1.5kg을 샀어요.") for char in text)


def test_sentences_are_said_one_by_one_and_long_ones_broken_where_one_breathes() -> None:
    assert _chunks("오늘은 새 이어폰을 소개할게요. 한 번 충전하면 하루 종일 쓸 수 있어요.") == [
        "오늘은 새 이어폰을 소개할게요.",
        "한 번 충전하면 하루 종일 쓸 수 있어요.",
    ]
    assert _chunks("네! 지금 바로 확인해 보세요.") == ["네! 지금 바로 확인해 보세요."]
    parts = _chunks("비가 와도 걱정 없이 들고 다닐 수 있어서, 출퇴근길에 특히 좋고 가격도 싸요.", 30)
    assert parts[0].endswith("있어서,")
    assert all(len(part) <= 30 for part in parts)


# --- judging -----------------------------------------------------------------------------------------------------


def hum(seconds: float, seed: int = 1) -> Sound:
    time = np.arange(round(seconds * VOICE_RATE)) / VOICE_RATE
    return np.asarray(0.2 * np.sin(2 * np.pi * 150 * time) * (1 + 0.3 * np.sin(2 * np.pi * 5 * time + seed)), np.float32)


def quiet(seconds: float) -> Sound:
    return np.zeros(round(seconds * VOICE_RATE), np.float32)


@pytest.mark.parametrize(
    ("sound", "wrong", "odd"),
    [
        (hum(3), "", ""),
        (np.concatenate([quiet(0.4), hum(1.2), quiet(0.25), hum(1.4), quiet(0.5)]), "", ""),
        (quiet(3), "nothing was said", ""),
        (np.full(VOICE_RATE, np.nan, np.float32), "broken", ""),
        (hum(1), "cut short", ""),
        (hum(9), "more was said", ""),
        (np.concatenate([hum(1.5), quiet(1.5), hum(1)]), "silence", ""),
        (np.concatenate([hum(3), quiet(0.5), hum(0.6)]), "", "after the end"),
        (hum(4.8), "", "unusual length"),
        (hum(1.9), "", "unusual length"),
    ],
    ids=["right", "right with pauses", "silent", "broken", "cut", "endless", "hole", "went on", "slow", "quick"],
)
def test_what_was_said_is_judged_by_length_and_silence(sound: Sound, wrong: str, odd: str) -> None:
    verdict = judged(sound, 3.0, Bounds())
    for found, expected in ((verdict.wrong, wrong), (verdict.odd, odd)):
        assert (found is None) == (not expected)
        assert found is None or (expected in found[1] and any("가" <= char <= "힣" for char in found[0]))


def test_an_unusual_length_is_believed_when_it_comes_twice() -> None:
    fine, slow, slower, silent = (
        judged(hum(seconds), 3.0, Bounds()) if seconds else judged(quiet(1), 3.0, Bounds()) for seconds in (3, 5.0, 5.2, 0)
    )
    assert accepted([fine]) == 0
    assert accepted([slow]) is None
    assert accepted([slow, slower]) == 0
    assert accepted([slow, fine]) == 1
    assert accepted([silent, slow]) is None
    assert accepted([silent, silent]) is None


def test_the_embedded_voice_itself_is_never_found_wrong(guide: Guide) -> None:
    """The judge knows nothing of it but its forecast, made by another voice."""
    for text in ("무게는 180g이고 색상은 3가지예요.", "버스로 2시간이면 도착하고, 바다가 아주 깨끗합니다."):
        words = spoken_words(text, "ko")
        said = assemble(guide.voice.utter(words, "ko", VoicePreset("jf_tebukuro"), Work()), len(words))
        verdict = judged(said.audio, guide.expected(words, "ko").seconds, Bounds())
        assert (verdict.wrong, verdict.odd) == (None, None)


# --- times -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "text", "preset"), [
    ("ko", "버스로 2시간이면 도착하고, 바다가 아주 깨끗합니다.", VoicePreset("jf_tebukuro", 0.85)),
    ("en", "Boil the water, add a little salt, and cook the pasta for 8 minutes.", VoicePreset("bf_emma", 0.9)),
])  # fmt: skip
def test_words_are_found_where_they_are_said(guide: Guide, language: str, text: str, preset: VoicePreset) -> None:
    """By the embedded voice's own times, along the timing of another voice and speed; bench/align.py measures many more."""
    assert language in ("ko", "en")
    words = spoken_words(text, language)  # type: ignore[arg-type]
    take = assemble(guide.voice.utter(words, language, preset, Work()), len(words))  # type: ignore[arg-type]
    first, last = active_span(take.audio)
    units = units_of(guide.expected(words, language).outlines)  # type: ignore[arg-type]
    starts = [start + first for start in aligned(take.audio[first:last], units, guide.table)]
    begins = {unit.owner: start for unit, start in reversed(list(zip(units, starts, strict=True))) if unit.symbol}
    off = [abs(begins[word] - start) / VOICE_RATE for word, start in enumerate(take.starts) if start is not None and word]
    assert np.median(off) < 0.05
    assert max(off) < 0.2
    assert starts == sorted(starts)


def test_a_recording_too_short_for_its_words_is_spread_and_still_in_order(guide: Guide) -> None:
    units = units_of(guide.expected(spoken_words("버스로 두 시간이면 도착하고 바다가 아주 깨끗합니다.", "ko"), "ko").outlines)
    starts = aligned(hum(0.3), units, guide.table)
    assert starts == sorted(starts)
    assert 0 <= starts[0] <= starts[-1] < 0.3 * VOICE_RATE


@given(seconds=st.floats(0.02, 2))
def test_a_spectrum_every_ten_milliseconds(seconds: float) -> None:
    sound = hum(seconds)
    found = spectra(sound)
    assert len(found) == max(1, len(sound) // HOP)
    assert np.isfinite(found).all()


# --- speed, pace, references ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("speed", [0.7, 0.9, 1.0, 1.25])
def test_speech_is_stretched_without_a_change_of_pitch(speed: float) -> None:
    sound = hum(2)
    made = stretched(sound, speed)
    assert len(made) == pytest.approx(len(sound) / speed, abs=VOICE_RATE * 0.02)
    middle = made[len(made) // 4 : 3 * len(made) // 4]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert np.argmax(spectrum) * VOICE_RATE / len(middle) == pytest.approx(150, abs=3)
    assert np.sqrt((middle**2).mean()) == pytest.approx(np.sqrt((sound**2).mean()), rel=0.15)


def test_a_pace_is_learnt_and_kept_without_naming_anybody(tmp_path: Path) -> None:
    paces = Paces(tmp_path / "paces.json")
    assert paces.factor("xtts", "mine:0123456789@abc", "ko") == 1.0
    for _ in range(20):
        paces.learn(3.0, 4.5, "xtts", "mine:0123456789@abc", "ko")
    assert Paces(tmp_path / "paces.json").factor("xtts", "mine:0123456789@abc", "ko") == pytest.approx(1.5, abs=0.05)
    assert paces.factor("xtts", "mine:other@abc", "ko") == 1.0
    assert "0123456789" not in (tmp_path / "paces.json").read_text(encoding="utf-8")
    (tmp_path / "paces.json").write_text("[]", encoding="utf-8")
    assert paces.factor("xtts", "mine:0123456789@abc", "ko") == 1.0


def test_a_character_is_cloned_from_a_clip_that_is_made_once(guide: Guide, tmp_path: Path) -> None:
    settings = replace(Settings(), cache=tmp_path)
    references = References(settings, guide.voice, lambda voice: Path(voice))
    name = like(VoicePreset("jf_nezumi:0.6+ef_dora:0.4", 1.05, -3))
    clip = references.clip(name, "en", Work())
    made = clip.stat().st_mtime_ns
    assert references.clip(name, "en", Work()) == clip
    assert clip.stat().st_mtime_ns == made
    assert 5 < (clip.stat().st_size - 44) / 2 / VOICE_RATE < 20
    assert references.clip("mine:abc@digest", "ko", Work()) == Path("mine:abc")


# --- licences ------------------------------------------------------------------------------------------------------


class _Private(ToneVoice):
    id = "private"
    capabilities = Capabilities(clones=True, licence="CPML 1.0", commercial_use=False)


class _Open(ToneVoice):
    id = "open"
    capabilities = Capabilities(clones=True, licence="Apache-2.0")


def test_what_makes_a_short_commercial() -> None:
    page = Article("https://x", "x", "x", "ko")
    script = Script("x", "ko", "news", (Scene("a", "x"),), ("x",))
    assert commercial(ShortRequest("x"), page, script) is None
    assert commercial(ShortRequest("x", ad_line="쿠팡 파트너스 활동으로 수수료를 받습니다")) is not None
    assert commercial(ShortRequest("x"), replace(page, product=Product("램프"))) is not None
    assert commercial(ShortRequest("x"), page, replace(script, genre="product")) is not None


def test_an_engine_that_may_not_sell_is_refused_and_one_that_may_is_named() -> None:
    why = commercial(ShortRequest("x", ad_line="광고"))
    offered = {"voice": [ToneVoice(), _Open(), _Private()]}
    demand_allowed({"voice": _Private()}, offered, None)
    demand_allowed({"voice": _Open()}, offered, why)
    with pytest.raises(NotForCommerce) as caught:
        demand_allowed({"voice": _Private()}, offered, why)
    assert "open, tone" in caught.value.text("en")
    assert "CPML" in caught.value.text("ko")
    assert "광고" in caught.value.text("ko")
