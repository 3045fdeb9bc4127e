"""Readings: where they apply, what they do to the word times, how they are kept, and which scenes they remake."""

from __future__ import annotations

import itertools
import json
import threading
from typing import TYPE_CHECKING

import pytest

from shorts.artifacts import Article, Scene, Script, ShortRequest
from shorts.build import Build
from shorts.cast import VoicePreset
from shorts.engines.kokoro import KokoroVoice
from shorts.errors import BadOption, FileBroken, UnknownChoice
from shorts.progress import Work
from shorts.readings import MOST, Readings
from shorts.settings import Settings
from shorts.staging import Stage
from shorts.steps import speak_scene
from shorts.text import english, korean
from shorts.text.respelling import Reading, respelled
from shorts.voice import say
from tests.maker import ToneVoice, tone_workshop

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Language

KOREAN = (
    ("나이키", "나이크"), ("GS25", "지에스 이십오"), ("iPhone", "아이폰"), ("2NE1", "투애니원"), ("25", "스물다섯"), ("IT", "정보 기술"), ("LG", "엘지전자"),
    ("카카오T", "카카오 티"), ("C++", "씨플플"),
)  # fmt: skip
ENGLISH = (("nike", "nigh kee"), ("AT&T", "ay tee and tee"), ("US", "you ess"))


def read(text: str, language: Language = "ko") -> str:
    entries = KOREAN if language == "ko" else ENGLISH
    return respelled(text, language, [Reading(word, reading, language) for word, reading in entries]).text


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("나이키는 '나이키'의 (나이키)", "나이크는 '나이크'의 (나이크)"),
        ("나이키까지도, 나이키였어요!", "나이크까지도, 나이크였어요!"),
        ("나이키/아디다스, 나이키·푸마", "나이크/아디다스, 나이크·푸마"),
        ("GS25에서, GS25편의점", "지에스 이십오에서, 지에스 이십오편의점"),
        ("iPhone을 iphone용 IPHONE's", "아이폰을 아이폰용 아이폰스"),
        ("신형iPhone 2NE1이", "신형아이폰 투애니원이"),
        ("25는 25", "스물다섯은 스물다섯"),
        ("카카오T를 C++로", "카카오 티를 씨플플로"),
        ("IT는", "정보 기술은"),
        ("LG은 LG가 LG(을)를 LG을(를)", "엘지전자는 엘지전자가 엘지전자(을)를 엘지전자를"),
    ],
)
def test_whole_words_are_respelled_and_particles_agree(text: str, given: str) -> None:
    assert read(text) == given


@pytest.mark.parametrize(
    "text",
    ["나이키키 신나이키 나이키맨", "GS250 AGS25 iPhone15", "25일 25,000원 1.25 2.25 25% $25 -25 25-30 10:25 125", "it It", "lg.com a@lg.com www.LG.com", "LGs"],
)
def test_parts_of_other_words_are_left_alone(text: str) -> None:
    assert read(text) == text
    assert not respelled(text, "ko", [Reading(word, reading, "ko") for word, reading in KOREAN]).used


def test_english_words() -> None:
    assert read("Nike's NIKE, (nike) Nike—nike nike-style", "en") == "nigh kee's nigh kee, (nigh kee) nigh kee—nigh kee nigh kee-style"
    assert read("Nikes told us about US and AT&T. nike.com", "en") == "Nikes told us about you ess and ay tee and tee. nike.com"


def test_the_longest_and_the_exact_spelling_win() -> None:
    readings = [Reading(word, reading, "ko") for word, reading in (("GS", "지에스"), ("GS-25", "이오"), ("apple", "애플"), ("Apple", "애플사"))]
    assert respelled("GS-25와 GS는 Apple apple", "ko", readings).text == "이오와 지에스는 애플사 애플"


def test_another_languages_readings_are_not_used() -> None:
    assert respelled("Nike", "en", [Reading("Nike", "나이키", "ko")]).text == "Nike"


def test_what_is_given_to_the_voice_is_said_as_it_stands() -> None:
    assert [word.spoken for word in korean.spoken_words(read("GS25에서 2NE1을"))] == ["지에스", "이십오에서", "투애니원을"]
    assert [word.spoken for word in english.spoken_words(read("Nike's new shoe", "en"))] == ["nigh", "kee's", "new", "shoe"]


# --- spoken ----------------------------------------------------------------------------------------------------

SPOKEN: dict[Language, tuple[str, tuple[Reading, ...]]] = {
    "ko": ("GS25에서 나이키를 샀어요, 정말!", (Reading("GS25", "지에스 이십오", "ko"), Reading("나이키", "나이키이", "ko"))),
    "en": ("Nike—not Adidas—makes it, says Nike.", (Reading("Nike", "nigh kee", "en"),)),
}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_captions_keep_the_written_words_and_their_times_tile(language: Language, tmp_path: Path) -> None:
    text, readings = SPOKEN[language]
    voice, preset = KokoroVoice(Settings()), VoicePreset("jf_tebukuro")
    plain = say(text, language, preset, voice, tmp_path / "plain.wav", Work())
    made = say(text, language, preset, voice, tmp_path / "read.wav", Work(), readings)
    assert "".join(word.text for word in made.words) == text.replace(" ", "")
    assert made.path.read_bytes() != plain.path.read_bytes()
    assert (made.words[0].start, made.words[-1].end) == (0, made.seconds)
    assert all(a.end == b.start < b.end for a, b in itertools.pairwise(made.words))
    if language == "ko":
        assert [word.text for word in made.words] == text.split()
        assert made.words[0].end - made.words[0].start > plain.words[1].end - plain.words[1].start


class _Counting(ToneVoice):
    """The tone, with room for what was asked of it between two looks."""

    def news(self) -> list[str]:
        said, self.said = self.said, []
        return said


def test_changing_a_reading_remakes_only_the_scenes_with_that_word(local: Settings) -> None:
    voice = _Counting()
    shop = tone_workshop(local, voice)
    texts = ("나이키는 가볍다.", "아디다스도 가볍다.", "나이키와 GS25에 있다.")
    script = Script("제목", "ko", "news", tuple(Scene(f"s{n}", text) for n, text in enumerate(texts)), ("제목",))
    stage = Stage(local, ShortRequest("글", voice="tone"), Article("", "제목", "글", "ko"), script, shop.cast["executive-fox"], Work())

    def spoken() -> tuple[list[str], list[str]]:
        with Build.opened(local.outputs / "short") as build:
            words = [speak_scene(build, stage, index, shop, Work()).words for index in range(len(texts))]
        return voice.news(), [" ".join(word.text for word in one) for one in words]

    assert spoken() == (list(texts), list(texts))
    assert spoken() == ([], list(texts))
    shop.readings.set("나이키", "나이크", "ko")
    assert spoken() == (["나이크는 가볍다.", "나이크와 GS25에 있다."], list(texts))
    shop.readings.set("푸마", "퓨마", "ko")
    shop.readings.set("나이키", "nigh kee", "en")
    assert spoken()[0] == []
    shop.readings.set("GS25", "지에스 이십오", "ko")
    assert spoken()[0] == ["나이크와 지에스 이십오에 있다."]
    shop.readings.remove("나이키", "ko")
    assert spoken() == (["나이키와 지에스 이십오에 있다."], list(texts))  # the first scene is as it was at the beginning


# --- kept --------------------------------------------------------------------------------------------------------


def test_they_are_kept_in_order_and_open_to_hand_editing(tmp_path: Path) -> None:
    path = tmp_path / "outputs" / "readings.json"
    readings = Readings.load(path)
    readings.set(" 나이키 ", "나이크", "ko")
    readings.set("GS25", " 지에스   이십오 ", "ko")
    readings.set("Nike", "nigh kee", "en")
    readings.set("나이키", "나익히", "ko")
    assert [(one.word, one.reading) for one in readings.items("ko")] == [("나이키", "나익히"), ("GS25", "지에스 이십오")]
    assert Readings.load(path).items() == readings.items()
    assert "지에스 이십오" in path.read_text(encoding="utf-8")
    path.write_text("\ufeff" + json.dumps({"ko": {"한글": "한그을"}}), encoding="utf-8")
    assert [one.reading for one in readings.items()] == ["한그을"]
    readings.remove("한글", "ko")
    assert readings.items() == ()
    with pytest.raises(UnknownChoice):
        readings.remove("한글", "ko")


@pytest.mark.parametrize(
    ("word", "reading", "language"),
    [
        ("", "가", "ko"), ("두 낱말", "가", "ko"), ("가" * 41, "가", "ko"), ("—", "가", "ko"), ("가\x00나", "가", "ko"), ("가\n나", "가", "ko"),
        ("가", "", "ko"), ("가", "ga", "ko"), ("가", "가1", "ko"), ("가", "가.", "ko"), ("가", "ㄱ", "ko"), ("가", "가" * 61, "ko"),
        ("a", "", "en"), ("a", "에이", "en"), ("a", "a1", "en"), ("a", "a. b", "en"), ("a", "é", "en"), ("a", "- a", "en"),
    ],
)  # fmt: skip
def test_what_is_no_reading_is_refused_and_not_kept(tmp_path: Path, word: str, reading: str, language: Language) -> None:
    readings = Readings.load(tmp_path / "readings.json")
    with pytest.raises(BadOption) as caught:
        readings.set(word, reading, language)
    assert caught.value.text("ko") != caught.value.text("en")
    assert readings.items() == ()


def test_there_is_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "readings.json"
    path.write_text(json.dumps({"ko": {f"낱말{n}": "낱말" for n in range(MOST)}}), encoding="utf-8")
    readings = Readings.load(path)
    with pytest.raises(BadOption, match=str(MOST)):
        readings.set("하나더", "하나 더", "ko")
    assert readings.set("낱말3", "셋째", "ko") in readings.items("ko")


@pytest.mark.parametrize("text", ["{", "[]", '{"ko": ["가"]}', '{"ko": {"가": "ga"}}', '{"ko": {"가": 3}}', "\xff"])
def test_a_damaged_file_is_told_and_left(tmp_path: Path, text: str) -> None:
    path = tmp_path / "readings.json"
    path.write_bytes(text.encode("latin-1") if text == "\xff" else text.encode())
    before = path.read_bytes()
    with pytest.raises(FileBroken):
        Readings.load(path)
    with pytest.raises(FileBroken):
        Readings(path).set("가", "나", "ko")
    assert path.read_bytes() == before


def test_nothing_is_lost_when_two_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "readings.json"
    first, second = Readings.load(path), Readings.load(path)

    def fill(readings: Readings, mark: str) -> None:
        for number in range(6):
            readings.set(f"{mark}{number}", "가", "ko")

    threads = [threading.Thread(target=fill, args=pair) for pair in ((first, "a"), (second, "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(first.items()) == len(second.items()) == 12
