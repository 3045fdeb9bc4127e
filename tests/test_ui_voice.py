"""The Character and Voice tabs without a browser: what their handlers do to the store, and what they refuse."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gradio as gr
import pytest

from shorts.cast import VoicePreset
from shorts.engines.base import Capabilities
from shorts.errors import CloningUnavailable, ConsentMissing, EngineUnavailable, MediaUnreadable, NotDrawnYet
from shorts.text.word_stem import word_stem
from shorts.ui.tabs.character import CharacterTab
from shorts.ui.tabs.voice import VoiceTab
from shorts.ui.voice_names import preset_words, sorted_voices, voice_name
from shorts.ui.works import Works
from shorts.voice_shelf import STATEMENT, Consent
from tests.maker import ToneVoice
from tests.test_ui import desk, studio, written
from tests.test_voice_shelf import saved, speech

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.progress import Work
    from shorts.studio import Studio
    from shorts.ui.desk import Desk

__all__ = ["desk", "studio"]  # fixtures


class _Quick(ToneVoice):
    """The tone in the embedded voice's place."""

    id = "kokoro"


@pytest.fixture
def tab(desk: Desk) -> VoiceTab:
    desk.studio.workshop.voices["kokoro"] = _Quick()
    return VoiceTab(desk)


def state(tab: VoiceTab, short: str) -> Any:
    return tab.view(tab.desk.now({"short": short}))


# --- characters ----------------------------------------------------------------------------------------------------


def test_a_character_is_chosen_for_the_open_short_and_the_next(desk: Desk, studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    tab, short = CharacterTab(desk), written(studio)
    patch = tab._choose({"short": short.id}, {"character": "tech-fox"})
    assert studio.short(short.id).request.character == patch["choices"]["character"] == "tech-fox"
    assert studio.undo(short.id).request.character == "executive-fox"
    cast = dict(studio.workshop.cast)
    undrawn = {**cast, "ceo-lion": replace(cast["ceo-lion"], toon=None)}
    monkeypatch.setattr(studio, "workshop", replace(studio.workshop, cast=undrawn))
    for session in ({"short": short.id}, {}):
        with pytest.raises(NotDrawnYet):
            tab._choose(session, {"character": "ceo-lion"})


def test_favourites_are_kept_once_and_only_of_the_cast(desk: Desk, studio: Studio) -> None:
    tab = CharacterTab(desk)
    for name in ("tech-fox", "ceo-lion", "tech-fox", "nobody"):
        tab.star(name, True)
    assert studio.preferences.favourites == ("ceo-lion", "tech-fox")
    assert tab.star("ceo-lion", False) == ("tech-fox",)
    assert tab.view(desk.now({}))[0]["favourites"] == ["tech-fox"]


def test_everybody_has_a_card_and_only_pictures_that_are_there(desk: Desk, studio: Studio) -> None:
    cards = [CharacterTab(desk)._card(character) for character in studio.workshop.cast.values()]
    assert len(cards) == 39
    assert all(card["persona"] and card["phrase"] and card["voice"] and card["tags"] for card in cards)
    for card in cards:
        assert bool(card["picture"]) == (studio.settings.assets / "cast" / f"{card['id']}.webp").is_file()


# --- who speaks ----------------------------------------------------------------------------------------------------


def test_a_speaker_and_a_speed_are_kept_with_the_short(tab: VoiceTab, studio: Studio) -> None:
    short = written(studio)
    session = {"short": short.id}
    assert tab._choose(session, {"act": "speaker", "value": "ceo-lion"}) == {"choices": {"speaker": "ceo-lion", "voice": "kokoro"}}
    tab._choose(session, {"act": "speed", "value": 0.9})
    assert (studio.short(short.id).request.speaker, studio.short(short.id).request.voice_speed) == ("ceo-lion", 0.9)


def test_a_recording_cannot_speak_without_an_engine_for_it(tab: VoiceTab, studio: Studio, tmp_path: Path) -> None:
    kept = studio.voices.add("나", saved(tmp_path / "me.wav", speech(8)), Consent("김하나", STATEMENT["ko"]))
    for session in ({"short": written(studio).id}, {}):
        with pytest.raises(CloningUnavailable):
            tab._choose(session, {"act": "speaker", "value": kept.speaker})
    speaker, _, _, shelf = state(tab, "")
    assert speaker["able"] == shelf["cloning"]["able"] == []
    assert any("Qwen3-TTS" in model for model in shelf["cloning"]["models"])
    assert "김하나" in shelf["voices"][0]["about"]


class _Cloner(ToneVoice):
    id = "cloner"
    capabilities = Capabilities(clones=True, commercial_use=False)


def test_every_engine_is_listed_with_why_it_cannot_be_chosen(tab: VoiceTab, studio: Studio, tmp_path: Path) -> None:
    engines = {engine["id"]: engine for engine in state(tab, "")[0]["engines"]}
    assert list(engines) == ["kokoro", "qwen3-tts", "xtts"]
    assert engines["kokoro"]["reason"] == ""
    assert engines["xtts"]["reason"]
    assert "비상업용" in engines["xtts"]["about"]
    short = written(studio)
    with pytest.raises(EngineUnavailable):
        tab._choose({"short": short.id}, {"act": "engine", "value": "xtts"})
    studio.workshop.voices["cloner"] = _Cloner()
    assert tab._choose({"short": short.id}, {"act": "engine", "value": "cloner"}) == {"choices": {"voice": "cloner"}}
    assert studio.short(short.id).request.voice == "cloner"
    kept = studio.voices.add("나", saved(tmp_path / "me.wav", speech(8)), Consent("김하나", STATEMENT["ko"]))
    tab._choose({"short": short.id}, {"act": "speaker", "value": kept.speaker})
    tab._choose({"short": short.id}, {"act": "speaker", "value": "ceo-lion"})  # which has no preset of its own for this engine
    assert (studio.short(short.id).request.speaker, studio.short(short.id).request.voice) == ("ceo-lion", "cloner")


def test_a_deleted_voice_leaves_the_short_and_the_next_one_to_the_character(tab: VoiceTab, studio: Studio) -> None:
    short, mine = written(studio), tab.voicing.keep_blend("우리", {"jf_nezumi": 1, "ef_dora": 3}, 1, -2)
    patch = tab._choose({"short": short.id}, {"act": "speaker", "value": mine})
    session = {"short": short.id, **patch}
    assert state(tab, short.id)[0]["voices"][0]["about"] == "일본어 여자 · Nezumi 25% + 스페인어 여자 · Dora 75%"
    assert tab.voicing.delete_voice(mine) == "우리"
    assert tab._choose(session, {"act": "gone", "value": mine})["choices"]["speaker"] == ""
    assert studio.short(short.id).request.speaker == ""


def test_a_broken_list_is_told_and_the_page_goes_on(tab: VoiceTab, studio: Studio) -> None:
    studio.readings.path.parent.mkdir(parents=True, exist_ok=True)
    studio.readings.path.write_text("{", encoding="utf-8")
    assert "readings.json" in state(tab, "")[0]["problem"]


# --- scenes and words ----------------------------------------------------------------------------------------------


def test_scenes_tell_their_length_and_the_readings_in_them(tab: VoiceTab, studio: Studio) -> None:
    short = written(studio)
    tab.voicing.set_reading("문장", "글월", "ko")
    tab.voicing.set_reading("둘째", "이 번째", "ko")
    first, second = tab.voicing.line_times(short.id)
    assert (first["words"], first["used"], first["spoken"]) == ({1: "글월이에요."}, ["문장"], False)
    assert second["used"] == ["둘째", "문장"]
    heard = tab.voicing.hear_line(short.id, "s1")
    assert heard["address"].startswith("data:audio/")
    again = tab.voicing.line_times(short.id)[0]
    assert (again["spoken"], again["seconds"]) == (True, heard["seconds"])
    tab.voicing.drop_reading("문장", "ko")
    assert tab.voicing.line_times(short.id)[0]["spoken"] is False
    assert tab.voicing.word_of("GS25에서는,", "ko") == {"word": "GS25", "now": "지에스 이십오"}


@pytest.mark.parametrize(
    ("written_word", "language", "stem"),
    [
        ("나이키는,", "ko", "나이키"), ("GS25에서", "ko", "GS25"), ("바나나", "ko", "바나나"), ("먹었어요.", "ko", "먹었어요"), ("3만원", "ko", "3만원"),
        ("나이키입니다.", "ko", "나이키"), ("Nike's", "en", "Nike"), ("(iPhone),", "en", "iPhone"), ("—", "ko", ""),
    ],
)  # fmt: skip
def test_a_word_is_freed_of_what_hangs_on_it(written_word: str, language: Any, stem: str) -> None:
    assert word_stem(written_word, language) == stem


# --- voices of one's own -------------------------------------------------------------------------------------------


def test_a_clip_without_consent_or_from_elsewhere_is_refused_and_gone(tab: VoiceTab, studio: Studio, tmp_path: Path) -> None:
    clip = saved(studio.settings.cache / "uploads" / "a" / "me.wav", speech(8))
    with pytest.raises(ConsentMissing):
        tab.voicing.keep_clip(str(clip), "나", "김하나", False)
    assert not clip.exists()
    assert studio.voices.items() == ()
    with pytest.raises(MediaUnreadable):
        tab.voicing.keep_clip(str(saved(tmp_path / "other.wav", speech(8))), "나", "김하나", True)
    kept = tab.voicing.keep_clip(str(saved(clip, speech(8, level=-30))), "나", "김하나", True)
    assert (kept["whole"], kept["level"]) == (pytest.approx(8.0, abs=0.1), pytest.approx(-30, abs=1.5))
    assert 6 < kept["seconds"] <= 8
    assert not clip.exists()


def test_a_mix_is_heard_before_it_is_kept(tab: VoiceTab, studio: Studio) -> None:
    assert tab.voicing.hear_blend({"jf_nezumi": 1}, 1, 0, "ko", "안녕", "m").startswith("data:audio/")
    assert studio.voices.items() == ()
    ask = tab.desk.answering(tab.voicing.hear_blend)
    assert ask([{}, 1, 0, "ko", "안녕", "m"])["code"] == "bad-option"
    with pytest.raises(gr.Error, match="섞기"):
        tab.desk.guarded(lambda: tab.voicing.keep_blend("셋보다 많은", dict.fromkeys(("a", "b", "c", "d"), 1), 1, 0))


def test_what_nobody_waits_for_is_given_up(tmp_path: Path) -> None:
    works, begun = Works(), threading.Event()

    def make(work: Work) -> Path:
        begun.set()
        assert work.cancel.wait(10)
        work.check()
        return tmp_path

    threading.Thread(target=lambda: begun.wait(10) and works.give_up("mine")).start()
    assert works.address("mine", make) == ""
    works.give_up("mine")  # long gone


def test_voices_have_names_that_people_understand() -> None:
    assert voice_name("bm_george", "en") == "British man · George"
    assert voice_name("jf_nezumi", "ko") == "일본어 여자 · Nezumi"
    assert voice_name("우리목소리", "ko") == "우리목소리"
    assert sorted_voices(("zf_xiaoni", "own", "ef_dora", "jm_kumo")) == ["jm_kumo", "ef_dora", "zf_xiaoni", "own"]
    assert preset_words(VoicePreset("jf_nezumi:0.4+ef_dora:0.6", 0.95, -2), "ko") == "여자 목소리 · 낮게 · 조금 느리게"
    assert preset_words(VoicePreset("am_michael|bm_george"), "en") == "A man's voice"
