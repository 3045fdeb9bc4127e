"""Captions: where they break, when they show, and their subtitle files read back by FFmpeg."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import av
import pytest

from shorts.artifacts import Language, Narration, Scene, Word
from shorts.captions import LINE_EMS, SHORTEST, Caption, Cue, captions_of, cues_of, width_ems, write_srt, write_vtt
from shorts.phrases import bond
from shorts.picture.lettering import Lettering

FONTS = Path(__file__).resolve().parent.parent / "assets" / "fonts"


def spoken(text: str, language: Language = "ko") -> Narration:
    """As a voice would time it: 6.3 Hangul or 15 letters a second, pauses at punctuation."""
    at, words = 0.0, []
    for written in text.split():
        length = sum(1.0 if "가" <= c <= "힣" else 0.8 for c in written) / 6.3 if language == "ko" else (len(written) + 1) / 15
        length += {".": 0.35, "?": 0.35, "!": 0.35, ",": 0.2}.get(written[-1], 0.0)
        words.append(Word(written, at, at + length))
        at += length
    return Narration(Path("unused.wav"), at, tuple(words))


def captioned(text: str, language: Language = "ko", keywords: tuple[str, ...] = ()) -> tuple[Caption, ...]:
    return captions_of(spoken(text, language), Scene("s1", text, caption=keywords), language)


BREAKS: list[tuple[Language, str, list[str]]] = [
    ("ko", "겨울철 건조한 방, 아직도 젖은 수건만 널어 두시나요?", ["겨울철 건조한 방,", "아직도 젖은\n수건만 널어 두시나요?"]),
    ("ko", "이 무선 가습기는 12,900원인데 하루 8시간 동안 조용하게 쓸 수 있어요.", ["이 무선 가습기는\n12,900원인데", "하루 8시간 동안\n조용하게 쓸 수 있어요."]),
    ("ko", "침대 옆 탁자에 올려 두기 좋은 크기이고, 무게는 420g밖에 되지 않아요.", ["침대 옆 탁자에\n올려 두기 좋은 크기이고,", "무게는 420g밖에\n되지 않아요."]),
    ("en", "Still drying wet towels in a dry winter room?", ["Still drying\nwet towels", "in a dry\nwinter room?"]),
    ("ko", "좋아요.", ["좋아요."]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), BREAKS, ids=[text[:12] for _, text, _ in BREAKS])
def test_captions_break_between_phrases(language: Language, text: str, expected: list[str]) -> None:
    assert [caption.text for caption in captioned(text, language)] == expected


@pytest.mark.parametrize(
    ("language", "better", "worse"),
    [
        ("ko", ("방,", "아직도"), ("건조한", "방,")),  # after a comma, not after a modifier
        ("ko", ("가습기는", "조용하게"), ("무선", "가습기는")),  # after the topic, not inside a compound
        ("ko", ("싸고", "가벼운"), ("가벼운", "제품")),
        ("ko", ("제품을", "할인합니다."), ("3", "개")),  # a number keeps its unit
        ("ko", ("저녁에", "쓸"), ("쓸", "수")),
        ("ko", ("집에서", "쓰고"), ("쓰고", "있어요.")),  # an auxiliary stays with its verb
        ("ko", ("회의는", "오늘"), ("새로운", "회의는")),
        ("ko", ("한국은행이", "금리를"), ("이", "금리를")),
        ("ko", ("말했다.", "또"), ("필요가", "없습니다.")),
        ("ko", ("사람은", "“이번"), ("사람은", "이번")),  # a quotation likes to begin a line
        ("en", ("room,", "and"), ("the", "room,")),
        ("en", ("costs", "with"), ("with", "a")),
        ("en", ("hours", "because"), ("8", "hours")),
        ("en", ("said.", "Then"), ("Dr.", "Kim")),
    ],
)
def test_some_words_belong_closer_together_than_others(language: str, better: tuple[str, str], worse: tuple[str, str]) -> None:
    assert bond(*better, language) < bond(*worse, language)


LONG = {
    "ko": "한국은행이 22일 기준금리를 연 3.25%에서 3.00%로 0.25%포인트 내렸다고 밝혔습니다. 이번 조치로 대출을 받은 소상공인의 이자 부담이 줄어들 것으로 보이지만, "
    "물가가 다시 오를 수 있다는 걱정도 나옵니다. 여러분은 어떻게 생각하세요? 댓글로 알려 주세요!",
    "en": "The Bank of Korea cut its base rate by a quarter of a percentage point to 3.00% on Friday, the lowest in two years. Small shops may pay less interest, "
    "but prices could rise again. What do you think? Tell us in the comments!",
}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_word_is_shown_once_in_order_and_on_time(language: Language) -> None:
    narration = spoken(LONG[language], language)
    captions = captions_of(narration, Scene("s1", LONG[language]), language)
    assert tuple(word for caption in captions for word in caption.words) == narration.words
    assert captions[0].start == 0.0
    assert captions[-1].end == narration.seconds
    assert all(one.end == two.start for one, two in pairwise(captions))
    assert all(caption.start == caption.words[0].start for caption in captions)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_captions_are_short_and_stay_long_enough(language: Language) -> None:
    for caption in captioned(LONG[language], language):
        assert len(caption.lines) <= 2
        assert all(width_ems(" ".join(word.text for word in line)) <= LINE_EMS for line in caption.lines)
        assert caption.end - caption.start >= SHORTEST
        assert not any(word.text[-1] in ".?!" for word in caption.words[:-1])  # a new sentence is a new caption


def test_a_word_wider_than_a_line_stands_alone_on_its_line() -> None:
    long = "전국소상공인시장진흥공단홈페이지에서"
    captions = captioned(f"지금 바로 {long} 신청하세요.")
    assert [(word.text,) for caption in captions for line in caption.lines for word in line if word.text == long] == [(long,)]
    assert all(len(line) == 1 for caption in captions for line in caption.lines if any(word.text == long for word in line))


def test_keywords_are_found_with_their_particles() -> None:
    captions = captioned("이 가습기는 8시간 가고 가격은 12,900원이에요.", keywords=("가습기", "12,900원", "가"))
    assert frozenset().union(*(caption.accents for caption in captions)) == {"가습기는", "12,900원이에요."}
    english = captioned("These humidifiers cost $29.99, not $30.", "en", ("humidifier", "$29.99"))
    assert frozenset().union(*(caption.accents for caption in english)) == {"humidifiers", "$29.99,"}


def test_silence_has_no_captions() -> None:
    assert captions_of(Narration(Path("unused.wav"), 1.0, ()), Scene("s1", ""), "ko") == ()


@pytest.mark.parametrize(
    "text", ["조용하게 쓸 수 있어요.", "12,900원인데", "a quarter of a percentage point", "LED 무드등까지", "3.00%로 🔥"]
)
def test_estimated_widths_are_those_of_the_font(text: str) -> None:
    assert width_ems(text) == pytest.approx(Lettering(FONTS).advance(text, "caption", 1000) / 1000, rel=0.06)


CUES = (Cue(0.0, 1.25, "물통은 1.2L & <대용량>\n세척도 --> 쉬워요"), Cue(1.25, 3.0, "“정말?” 네!"), Cue(3661.5, 3662.0004, "끝"))


def read_back(path: Path) -> list[tuple[float, float, str]]:
    with av.open(path) as container:
        stream = container.streams.subtitles[0]
        found = []
        for packet in container.demux(stream):
            if packet.size and packet.pts is not None:
                found.append(
                    (float(packet.pts * stream.time_base), float(packet.duration * stream.time_base), bytes(packet).decode("utf-8"))
                )
        return found


@pytest.mark.parametrize(("write", "name"), [(write_srt, "a.srt"), (write_vtt, "a.vtt")])
def test_subtitle_files_are_read_back_as_written(write: object, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    write(CUES, path)  # type: ignore[operator]
    cues = read_back(path)
    assert [(round(start, 3), round(start + length, 3)) for start, length, _ in cues] == [(0.0, 1.25), (1.25, 3.0), (3661.5, 3662.0)]
    texts = [text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("\r", "") for _, _, text in cues]
    assert [text.rstrip("\n") for text in texts] == [cue.text for cue in CUES]


def test_vtt_text_has_no_markup(tmp_path: Path) -> None:
    write_vtt(CUES, tmp_path / "a.vtt")
    text = (tmp_path / "a.vtt").read_text(encoding="utf-8")
    assert text.startswith("WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.250\n물통은 1.2L &amp; &lt;대용량&gt;\n세척도 --&gt; 쉬워요\n\n")
    assert "01:01:01.500 --> 01:01:02.000" in text


def test_cues_of_scenes_follow_one_another() -> None:
    captions = captioned("겨울철 건조한 방, 아직도 젖은 수건만 널어 두시나요?")
    cues = cues_of([(0.0, captions), (10.0, captions)])
    assert [cue.start for cue in cues] == [*(caption.start for caption in captions), *(10.0 + caption.start for caption in captions)]
    assert cues[-1].end == 10.0 + captions[-1].end
