"""The embedded writer on whole articles: own figures, no repeats, the length asked for, scenes that hang together."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from shorts.artifacts import Article, Product, Script
from shorts.engines.base import Brief
from shorts.engines.extract import ExtractWriter
from shorts.engines.extract.clean import clean, is_boilerplate
from shorts.engines.extract.genre import detect_genre
from shorts.engines.extract.page import clean_title, read_page
from shorts.engines.extract.titles import LINE, title_lines, width
from shorts.errors import EngineUnavailable, NothingToRead, ScriptBroken, TopicTooThin
from shorts.progress import Work
from shorts.script import demand_own_figures, write_script
from shorts.text.figures import figure_phrases, figures
from shorts.text.keyphrases import terms
from shorts.text.length import syllables
from tests.script_articles import NAMES, PAGES, character, load

RATES = {"ko": 5.8, "en": 4.3}
PHOTOS = ("aa", "bb", "cc")
LENGTHS = (15.0, 30.0, 60.0)


@lru_cache(maxsize=256)
def script_of(name: str, seconds: float, register: str = "haeyo", seed: int = 0, group: str = "business") -> Script:
    article, _ = load(name)
    brief = Brief(article.language, character(register, group), seconds, RATES[article.language], seed=seed, photos=PHOTOS)
    return write_script(article, brief, ExtractWriter(), Work())


def registers(name: str) -> tuple[str, ...]:
    return ("haeyo", "hamnida") if name.startswith("ko") else ("haeyo",)


CASES = [(name, seconds, register) for name in PAGES for seconds in LENGTHS for register in registers(name)]


@pytest.mark.parametrize(("name", "seconds", "register"), CASES)
def test_length_within_a_tenth(name: str, seconds: float, register: str) -> None:
    script = script_of(name, seconds, register)
    spoken = sum(syllables(scene.narration, script.language) for scene in script.scenes) / RATES[script.language]
    assert abs(spoken - seconds) <= 0.1 * seconds


@pytest.mark.parametrize(("name", "seconds", "register"), CASES)
def test_every_figure_is_the_pages_own(name: str, seconds: float, register: str) -> None:
    article, _ = load(name)
    script = script_of(name, seconds, register)
    facts = [article.product.price, article.product.rating, *article.product.features] if article.product else []
    own = figures("\n".join([article.title, article.text, article.url, *facts]))
    for text in [*(scene.narration for scene in script.scenes), *(word for scene in script.scenes for word in scene.caption), *script.hook, script.title, script.description]:
        assert figures(text) <= own, text


@pytest.mark.parametrize(("name", "seconds", "register"), CASES)
def test_nothing_is_said_twice(name: str, seconds: float, register: str) -> None:
    script = script_of(name, seconds, register)
    said = [part for scene in script.scenes for part in re.split(r"(?<=[.!?])\s+", scene.narration)]
    assert len(set(said)) == len(said)
    bags = [set(terms(text, script.language)) for text in said]
    for index, bag in enumerate(bags):
        for other in bags[:index]:
            assert len(bag) < 4 or len(other) < 4 or len(bag & other) / min(len(bag), len(other)) < 0.9, (bag, other)


@pytest.mark.parametrize(("name", "seconds", "register"), CASES)
def test_structure(name: str, seconds: float, register: str) -> None:
    script = script_of(name, seconds, register)
    fewest, most = {15.0: (3, 5), 30.0: (5, 7), 60.0: (6, 9)}[seconds]
    assert fewest <= len(script.scenes) <= most
    roles = [scene.role for scene in script.scenes]
    assert roles[0] == "hook"
    assert roles[-1] == "close"
    assert set(roles[1:-1]) == {"body"}
    for before, scene in zip(script.scenes, script.scenes[1:], strict=False):
        assert before.gesture != scene.gesture
    for scene in script.scenes:
        assert 1 <= len(re.findall(r"[.!?](?:\s|$)", scene.narration)) <= 4
        assert all(word in scene.narration for word in scene.caption)
        assert scene.image_prompt
        assert not re.search(r"[가-힣]", scene.image_prompt)
    assert script.call_to_action == script.scenes[-1].narration


@pytest.mark.parametrize(("name", "seconds", "register"), [case for case in CASES if case[0].startswith("ko")])
def test_one_speech_level(name: str, seconds: float, register: str) -> None:
    script = script_of(name, seconds, register)
    ending = r"(?:요|죠)[.?!]$" if register == "haeyo" else r"(?:다|까요|까|시오)[.?!]$"
    for scene in script.scenes:
        for sentence in re.split(r"(?<=[.!?])\s+", scene.narration):
            assert re.search(ending, sentence) or re.search(r"원\.$|지원\.$", sentence), sentence


@pytest.mark.parametrize("name", PAGES)
def test_hook_title_fits_and_posting_is_usable(name: str) -> None:
    script = script_of(name, 30.0)
    assert 1 <= len(script.hook) <= 2
    assert all(0 < width(line, script.language) <= LINE[script.language] for line in script.hook)
    assert any(script.accent in line for line in script.hook)
    assert 4 <= len(script.hashtags) <= 8
    assert len({tag.lower() for tag in script.hashtags}) == len(script.hashtags)
    assert not any(re.search(r"[\s#]", tag) for tag in script.hashtags)
    assert load(name)[0].site in script.description


@pytest.mark.parametrize("name", PAGES)
def test_genre(name: str) -> None:
    article, genre = load(name)
    assert detect_genre(read_page(article)) == genre


@pytest.mark.parametrize("name", [name for name in PAGES if "product" in name])
@pytest.mark.parametrize("seconds", LENGTHS)
def test_product_shows_photos_and_says_the_price(name: str, seconds: float) -> None:
    script = script_of(name, seconds)
    shown = [scene.visual in ("photo", "full_photo") for scene in script.scenes]
    assert sum(shown) >= 0.4 * len(shown)
    assert any(shown[:2])
    assert all(scene.photo in PHOTOS for scene in script.scenes if scene.visual in ("photo", "full_photo"))
    assert re.search(r"48,900원|\$39\.95", " ".join(scene.narration for scene in script.scenes))


def test_without_photos_the_character_fills_the_picture() -> None:
    article, _ = load("ko_product")
    script = write_script(article, Brief("ko", character(), 30, 5.8), ExtractWriter(), Work())
    assert {scene.visual for scene in script.scenes} == {"character"}


def test_seed_changes_the_wording_and_is_repeatable() -> None:
    closings = {script_of("ko_news", 30.0, seed=seed).call_to_action for seed in range(8)}
    assert len(closings) >= 3
    article, _ = load("ko_news")
    brief = Brief("ko", character(), 30, 5.8, seed=3, photos=PHOTOS)
    assert ExtractWriter().write(article, brief, Work()) == ExtractWriter().write(article, brief, Work())


@pytest.mark.parametrize("scenes", [3, 4, 6, 8])
def test_the_number_of_scenes_asked_for(scenes: int) -> None:
    article, _ = load("ko_news")
    script = write_script(article, Brief("ko", character(), 40, 5.8, scenes=scenes), ExtractWriter(), Work())
    assert len(script.scenes) == scenes


def test_a_topic_is_told_as_it_was_typed() -> None:
    script = script_of("ko_topic", 15.0)
    text = " ".join(scene.narration for scene in script.scenes)
    assert all(part in text for part in ("기분이 좋아져요", "잠이 잘 와요", "돈이 들지 않아요"))
    assert 12 <= syllables(text, "ko") / 5.8 <= 16.5


def test_english_topic() -> None:
    topic = "Why walk in the morning: it lifts the mood, you sleep better, it costs nothing"
    article = Article("", topic, topic, "en")
    text = " ".join(scene.narration for scene in write_script(article, Brief("en", character(), 15, 4.3), ExtractWriter(), Work()).scenes)
    assert "it lifts the mood" in text
    assert "it costs nothing" in text


@pytest.mark.parametrize("topic", ["아침 산책", "강아지", "morning walks"])
def test_a_bare_topic_is_refused_with_the_way_out(topic: str) -> None:
    language = "en" if topic.isascii() else "ko"
    with pytest.raises(TopicTooThin) as caught:
        ExtractWriter().write(Article("", topic, topic, language), Brief(language, character(), 15, 5), Work())  # type: ignore[arg-type]
    assert topic in caught.value.text("ko")
    assert isinstance(caught.value, NothingToRead)


def test_another_language_is_refused_not_translated() -> None:
    with pytest.raises(EngineUnavailable, match="does not translate"):
        ExtractWriter().write(load("ko_news")[0], Brief("en", character(), 30, 4.3), Work())


def test_foreign_figures_are_refused() -> None:
    article = Article("", "값", "가격은 1만2900원이다.", "ko")
    script = script_of("ko_news", 30.0)
    with pytest.raises(ScriptBroken, match=r"scenes\[\d\]"):
        demand_own_figures(script, article)


BOILERPLATE = [
    "ⓒ 한들일보, 무단 전재 및 재배포 금지", "김도윤 기자 doyun@example.com", "홈 > 인테리어 > 조명 > 스탠드", "리뷰 1,284개 | 문의 37",
    "★★★★★ 4.7 / 5", "▲ 한들시청 전경. /사진=한들시 제공",
    "카카오톡에서 한들일보 구독하기", "입력 2026.11.20 09:12 수정 2026.11.20 10:30", "댓글 12", "#김치찌개 #묵은지 #집밥",
    "장바구니 바로구매 찜하기", "By Hannah Reyes, Staff Writer", "812 reviews",
    "© 2026 Kettle & Co. All rights reserved.", "Home > Coffee > Travel Presses", "Sign up for our newsletter",
    "Photo: The bridge in October.", "Share this product: Facebook Twitter Email", "자료 제공: 새벽반도체",
    "배포일: 2026-10-28", "이전 글 | 다음 글", "Published: Nov. 18, 2026 at 6:40 a.m. | 3 min read",
]  # fmt: skip
CONTENT = [
    "한들시가 내년 1월부터 65세 이상 시민의 시내버스 요금을 전액 지원한다.", "무게: 1.2kg", "판매가 48,900원",
    "1. 묵은지는 속을 털어 내고 한입 크기로 썰어 주세요.", "기자들은 회견장을 떠나지 않았다.",
    "Dishwasher safe (lid only)", "The city will run free shuttle buses every 15 minutes.", "사진을 찍는 사람이 늘었다.",
    "It holds 500 ml.", "나는 라디오를 켰다.",
]  # fmt: skip


@pytest.mark.parametrize("line", BOILERPLATE)
def test_boilerplate_goes(line: str) -> None:
    assert is_boilerplate(line) or clean(line) != line


@pytest.mark.parametrize("line", CONTENT)
def test_content_stays(line: str) -> None:
    assert clean(line) == line


def test_byline_before_the_lead_is_cut_not_the_lead() -> None:
    assert clean("[한들=한들일보] 김도윤 기자 = 한들시가 요금을 지원한다.") == "한들시가 요금을 지원한다."
    assert clean("MARLOW — The bridge will close.") == "The bridge will close."


def test_titles_lose_the_sites_name() -> None:
    assert clean_title("[단독] 한들시, 버스비 지원 | 한들일보", "한들일보") == "한들시, 버스비 지원"
    assert clean_title("Marlow Bridge to close - The Marlow Courier") == "Marlow Bridge to close"


def test_title_lines_keep_units_with_their_figures() -> None:
    lines = title_lines("한들시, 내년부터 청년 교통비 월 5만 원 지원", ("교통비",), "ko")
    assert any("5만 원" in line for line in lines)


FIGURES = [
    ("12,900원", {12900}), ("1만2900원", {12900}), ("1만 2,900원", {12900}), ("3조 2천억 원", {3_200_000_000_000}),
    ("만 19~39세", {19, 39}), ("5만 원, 3천 명", {50000, 3000}),
    ("4.5 million people", {4_500_000}), ("2천만 원", {20_000_000}), ("2026년 3월 15일", {2026, 3, 15}), ("백 명", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), FIGURES)
def test_figures_as_values(text: str, values: set[int]) -> None:
    assert {int(value) for value in figures(text)} == values


def test_dollars_and_cents() -> None:
    assert {str(value) for value in figures("$1,299.99")} == {"1299.99"}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("시민 4만 2,300여 명이며", "4만 2,300여 명"), ("매출 3조 2천억 원을", "3조 2천억 원"), ("쌀뜨물 600ml를", "600ml"), ("3분기 매출",
    "3분기"), ("a $62.5 million plan", "$62.5 million"), ("for 14 months", "14 months")],
)  # fmt: skip
def test_figures_keep_their_units(text: str, phrase: str) -> None:
    assert figure_phrases(text) == (phrase,)


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [("12,900원", "ko", 6), ("만 이천구백 원", "ko", 6), ("가격은 12,900원이에요.", "ko", 12), ("안녕하세요", "ko", 5), ("2026년",
    "ko", 6), ("", "ko", 0), ("hello there", "en", 3), ("30 hours", "en", 3), ("USB", "en", 3)],
)  # fmt: skip
def test_spoken_syllables(text: str, language: str, count: int) -> None:
    assert abs(syllables(text, language) - count) <= (0 if count == 0 else 1)  # type: ignore[arg-type]


def test_product_facts_come_from_the_data_where_the_text_is_silent() -> None:
    article = Article(
        "https://x.example", "온기 무릎담요",
        "온기 무릎담요는 사무실에서 쓰기 좋은 담요다.\n앞뒤가 모두 부드러운 극세사 원단이다.\n세탁기에 그대로 넣어 빨 수 있다.", "ko",
        product=Product("온기 무릎담요", price="19900", currency="KRW", rating="4.8"),
    )  # fmt: skip
    text = " ".join(scene.narration for scene in write_script(article, Brief("ko", character(), 15, 5.8), ExtractWriter(), Work()).scenes)
    assert "19,900원" in text


def test_all_fixtures_are_read() -> None:
    assert len(PAGES) >= 9
    assert len(NAMES) > len(PAGES)


def test_a_pasted_text_may_be_its_own_title() -> None:
    text = "커피는 하루 두 잔이 좋다. 오후 3시 이후에 마시면 잠이 잘 안 온다. 물도 함께 마시는 게 좋다. 빈속에는 마시지 않는 편이 낫다."
    script = write_script(Article("", text, text, "ko"), Brief("ko", character(), 15, 5.8), ExtractWriter(), Work())
    said = " ".join(scene.narration for scene in script.scenes)
    assert "안 와요" in said or "않는 편이 나아요" in said
    assert len(script.title) < 30


@pytest.mark.parametrize("text", ["", "😀😀😀", "가나다라" * 400, "word " * 400, "\n\n", "- \n- \n", "\"“(", "1. \n2. \n3. "])
def test_pages_that_say_nothing_are_refused(text: str) -> None:
    for language in ("ko", "en"):
        with pytest.raises(NothingToRead):
            ExtractWriter().write(Article("https://x.example", "제목", text, language), Brief(language, character(), 30, 5), Work())  # type: ignore[arg-type]


@pytest.mark.parametrize("seconds", [6.0, 10.0, 20.0, 45.0])
def test_other_lengths_have_three_scenes_at_least(seconds: float) -> None:
    for name in ("ko_press", "en_news"):
        assert len(script_of(name, seconds).scenes) >= 3


def test_the_price_to_pay_is_said_not_the_crossed_out_one() -> None:
    text = (
        "통3중 구조라 열이 골고루 퍼진다.\n정가 59,000원 → 할인가 34,900원 (11월 30일까지)\n안쪽에 눈금이 있어 계량컵 없이 물을 맞출 수 있다.\n"
        "코팅이 없어서 벗겨질 걱정이 없다.\n용량: 2.8L\n자취를 시작하는 분께 권한다."
    )
    article = Article("https://x.example", "통3중 냄비", text, "ko", product=Product("통3중 냄비", price="34900", currency="KRW"))
    for seconds in (10.0, 15.0, 20.0):
        said = " ".join(scene.narration for scene in write_script(article, Brief("ko", character(), seconds, 5.8), ExtractWriter(), Work()).scenes)
        assert "34,900원" in said
        assert "59,000원" not in said


def test_quotations_are_whole_or_absent() -> None:
    text = (
        "시가 도서관을 밤 12시까지 연다.\n"
        '이 과장은 "늦게 퇴근하는 시민도 책을 읽을 수 있게 하려는 것"이라며 "아이와 함께 오는 가족을 위해 자료실도 밤 10시까지 열겠다"고 말했다.\n'
        "야간 운영에는 한 해 18억 원이 든다.\n시는 사서 36명을 새로 뽑았다."
    )
    for seconds in (15.0, 30.0):
        script = write_script(Article("https://x.example", "도서관, 밤 12시까지", text, "ko"), Brief("ko", character(), seconds, 5.8), ExtractWriter(), Work())
        assert all(scene.narration.count('"') % 2 == 0 for scene in script.scenes)
