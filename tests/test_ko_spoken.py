"""Names, letters and signs become Hangul words; words keep their place, sounds and pauses; long texts part into clauses."""

from __future__ import annotations

import re
import time
import unicodedata
from typing import TYPE_CHECKING

import pytest

from shorts.text.korean import clauses, spell_out, spoken_words, syllables
from shorts.text.morphemes import morphemes, shared_kiwi
from tests.korean import assert_well_read

if TYPE_CHECKING:
    from shorts.text.korean import SpokenWord

CASES = [
    ("v2.1", "버전 이점일"),
    ("iOS 18.2", "아이오에스 십팔점이"),
    ("Android 15", "안드로이드 십오"),
    ("버전 2.10.3", "버전 이점십점삼"),
    ("RTX 3060", "알티엑스 삼공육공"),
    ("RTX 4090", "알티엑스 사공구공"),
    ("A15", "에이십오"),
    ("S24", "에스이십사"),
    ("갤럭시 S24 울트라", "갤럭시 에스이십사 울트라"),
    ("Wi-Fi 6", "와이파이 육"),
    ("제III장", "제삼장"),
    ("시즌 II", "시즌 이"),
    ("네... 그래요", "네… 그래요"),
    ("\"정말?\" 그는 물었다.", "정말? 그는 물었다."),
    ("삼성전자(주)", "삼성전자 주식회사"),
    ("㈜카카오", "주식회사 카카오"),
    ("AI는", "에이아이는"),
    ("AI가", "에이아이가"),
    ("AI을", "에이아이를"),
    ("LG는", "엘지는"),
    ("iPhone을", "아이폰을"),
    ("USB으로", "유에스비로"),
    ("TV를", "티비를"),
    ("SNS로", "에스엔에스로"),
    ("은(는) 시험", "는 시험"),
    ("사과은(는) 맛있다", "사과는 맛있다"),
    ("물(으)로", "물로"),
    ("USB-C 타입", "유에스비 씨 타입"),
    ("LED 조명", "엘이디 조명"),
    ("Apple Watch", "애플 워치"),
    ("Wi-Fi6 지원", "와이파이 육 지원"),
    ("ChatGPT로", "챗지피티로"),
    ("GPT-4o는", "지피티 포오는"),
    ("CEO가", "씨이오가"),
    ("NASA는", "나사는"),
    ("FBI와 CIA", "에프비아이와 씨아이에이"),
    ("BTS의", "비티에스의"),
    ("K-팝", "케이팝"),
    ("K팝", "케이팝"),
    ("e스포츠", "이스포츠"),
    ("a/s 문의", "에이에스 문의"),
    ("A/S 센터", "에이에스 센터"),
    ("Q&A", "큐앤에이"),
    ("M&A", "엠앤에이"),
    ("R&D 투자", "알앤디 투자"),
    ("blender", "블렌더"),
    ("Logitech MX Master 3S", "로지텍 엠엑스 마스터 삼에스"),
    ("WH-1000XM5", "더블유에이치 천엑스엠오"),
    ("i7-12700K", "아이칠 일이칠공공케이"),
    ("Galaxy Buds3 Pro", "갤럭시 버즈 삼 프로"),
    ("DDR5 32GB", "디디알 파이브 삼십이 기가바이트"),
    ("SSD 1TB", "에스에스디 일 테라바이트"),
    ("USB 3.0", "유에스비 삼점영"),
    ("HDMI 2.1", "에이치디엠아이 이점일"),
    ("IPX7 방수", "아이피엑스 칠 방수"),
    ("PM2.5", "피엠 이점오"),
    ("CO2", "씨오투"),
    ("abc@naver.com으로", "에이비씨 골뱅이 네이버 닷컴으로"),
    ("https://www.naver.com/news", "네이버 닷컴"),
    ("www.example.co.kr", "이그잼플 닷씨오 닷케이알"),
    ("naver.com에서", "네이버 닷컴에서"),
    ("一石二鳥", "일석이조"),
    ("대한민국(大韓民國)", "대한민국"),
    ("韓國(한국)", "한국"),
    ("美 대통령", "미국 대통령"),
    ("與野", "여야"),
    ("北, 미사일", "북한, 미사일"),
    ("さくら", "사쿠라"),
    ("ラーメン", "라멘"),
    ("ㅋㅋㅋ 좋아요", "좋아요"),
    ("ㄱ 다음", "기역 다음"),
    ("좋아요👍🏻 최고❤️", "좋아요 최고"),
    ("♥♥ 사랑해요 ★★★★★", "사랑해요"),
    ("→ 결과", "결과"),
    ("빨강/파랑", "빨강, 파랑"),
    ("남·녀", "남, 녀"),
    ("서울~부산", "서울에서 부산"),
    ("부드러워요~", "부드러워요"),
    ("#신상품 #할인", "신상품 할인"),
    ("@사용자", "골뱅이 사용자"),
    ("원/달러 환율", "원, 달러 환율"),
    ("수십 명", "수십 명"),
    ("두 배", "두 배"),
    ("No.1", "넘버 원"),
    ("Vol.2", "볼륨 이"),
    ("D-3", "디 마이너스 삼"),
    ("D-day", "디데이"),
    ("F-16", "에프 십육"),
    ("MP3", "엠피쓰리"),
    ("CAFÉ", "카페"),
    ("don't", "돈트"),
    ("Let's go", "레츠 고"),
    ("McDonald's", "맥도날드"),
    ("Apple의", "애플의"),
    ("iPhone15", "아이폰 십오"),
    ("CES 2026", "씨이에스 이천이십육"),
    ("네이버(NAVER)", "네이버"),
    ("8GB RAM", "팔 기가바이트 램"),
]

ARTICLE = (
    "삼성전자는 22일 인공지능(AI) 기능을 강화한 '갤럭시 S26' 시리즈를 공개하고, 다음 달 7일부터 전 세계 120여 개국에서 순차 판매한다고 밝혔다. "
    "이 무선 이어폰은 한 번 충전하면 최대 40시간까지 사용할 수 있고, 10분만 충전해도 3시간을 들을 수 있습니다. "
    "가격은 129,000원이지만 지금 구매하시면 20% 할인된 103,200원에 만나 보실 수 있어요. "
    "배송은 오후 2시 이전 주문 시 당일 출고되며, 도서산간 지역은 2~3일 더 걸릴 수 있습니다. "
    "올해 3분기 국내총생산(GDP)은 전 분기보다 0.3% 늘었고, 수출은 1.2% 증가한 것으로 나타났다."
)


@pytest.mark.parametrize(("written", "spoken"), CASES)
def test_spelled_out(written: str, spoken: str) -> None:
    assert spell_out(written) == spoken
    assert_well_read(written)


@pytest.mark.parametrize("text", [ARTICLE, "좋아요 👍 — 정말 (3/4) … ~ 1 ~ 2 개"])
def test_every_word_of_a_text_is_read(text: str) -> None:
    assert_well_read(text)


def test_only_hangul_and_pauses_are_left_of_any_sign() -> None:
    every_sign = "".join(chr(code) for code in range(0x20, 0x3000) if unicodedata.category(chr(code))[0] in "PSNL")
    for text in [*(every_sign[i : i + 7] for i in range(0, len(every_sign), 7)), "가１나Ａ다\u200b라 \U0001f600 👨‍👩‍👧 Ж ไทย"]:
        assert re.fullmatch(r"[가-힣 .,?!…]*", spell_out(text)), text


def test_decomposed_hangul_is_read_like_composed() -> None:
    assert spell_out(unicodedata.normalize("NFD", "가격은 3개")) == "가격은 세 개"


def test_sounds_match_what_is_spoken_syllable_by_syllable() -> None:
    for word in spoken_words(ARTICLE):
        assert [len(part) for part in word.sounds.split()] == [len(part) for part in word.spoken.split()]


def test_rules_cross_the_words_and_come_back_to_them() -> None:
    words = spoken_words("가격은 12,900원입니다. 옷 한 벌도 할 수 있어요!")
    assert [(w.spoken, w.sounds, w.pause) for w in words] == [
        ("가격은", "가겨근", ""),
        ("만 이천구백 원입니다", "마 니천구배 궈님니다", "."),
        ("옷", "오", ""),
        ("한", "탄", ""),
        ("벌도", "벌도", ""),
        ("할", "할", ""),
        ("수", "쑤", ""),
        ("있어요", "이써요", "!"),
    ]


def test_nothing_passes_over_a_pause() -> None:
    assert [w.sounds for w in spoken_words("못, 합니다")] == ["몯", "함니다"]


PAUSES = [("네.", "."), ("네?", "?"), ("네!", "!"), ("네…", "…"), ("네...", "…"), ("네,", ","), ("“네.”", "."), ("네?!", "?"), ("네", ""), ("네:", ""), ("네~", "")]


@pytest.mark.parametrize(("text", "pause"), PAUSES)
def test_pauses(text: str, pause: str) -> None:
    assert spoken_words(text)[-1].pause == pause


def test_a_colon_inside_a_sentence_is_a_short_pause() -> None:
    first: SpokenWord = spoken_words("색상: 파랑")[0]
    assert (first.spoken, first.pause) == ("색상", ",")


def test_syllables_are_counted_as_spoken() -> None:
    assert syllables("12,900원") == len("만이천구백원")
    assert syllables("👍 …") == 0


def test_clauses_fit_and_lose_nothing() -> None:
    for limit in (12, 18, 25, 40):
        parts = clauses(ARTICLE, limit)
        assert " ".join(parts).split() == ARTICLE.split()
        assert all(syllables(part) <= limit or len(part.split()) == 1 for part in parts)


def test_clauses_break_at_commas_and_endings() -> None:
    text = "이 무선 이어폰은 한 번 충전하면 최대 40시간까지 사용할 수 있고, 10분만 충전해도 3시간을 들을 수 있습니다."
    assert clauses(text, 30) == ("이 무선 이어폰은 한 번 충전하면 최대 40시간까지 사용할 수 있고,", "10분만 충전해도 3시간을 들을 수 있습니다.")
    assert clauses("2026. 11. 22. 문을 엽니다. 오세요!", 40) == ("2026. 11. 22. 문을 엽니다.", "오세요!")


def test_half_a_minute_of_speech_is_read_in_good_time() -> None:
    shared_kiwi()
    spoken_words("준비 AI 漢字 1")
    started = time.perf_counter()
    assert syllables(ARTICLE) > 180
    spoken_words(ARTICLE + " ")
    assert time.perf_counter() - started < 0.15 * 4  # 150 ms on a quiet core; the suite's may be busy


@pytest.mark.parametrize("text", ["코로나바이러스감염증-19의 종식을 알렸다.", "손흥민 선수가 토트넘 홋스퍼에서 뛰었어요.", "허깅페이스 캐시 폴더"])
def test_names_of_several_words_stay_as_their_text_has_them(text: str) -> None:
    """Kiwi's dictionary of such names makes one morpheme of each, spelled and spaced in its own way."""
    assert all(" " not in morpheme.form for morpheme in morphemes(text))
    assert len(morphemes(text)) > 2
