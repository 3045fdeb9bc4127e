"""Sentences are shortened at clause ends only; figures, negations, plans and quotations stay what they were."""

from __future__ import annotations

import re

import pytest

from shorts.engines.extract.en_shorten import variants as en
from shorts.engines.extract.ko_clauses import clauses
from shorts.engines.extract.ko_shorten import variants as ko
from shorts.engines.extract.page import read_page
from shorts.text.figures import figures
from shorts.text.sentences import split
from tests.script_articles import PAGES, load


def said(text: str, register: str = "haeyo") -> list[str]:
    return [variant.text for variant in ko(text, register)]  # type: ignore[arg-type]


KOREAN = [
    ("회사는 신제품을 출시했고, 서비스 지역도 넓혔다.", "회사는 신제품을 출시했어요. 서비스 지역도 넓혔어요."),
    ("매출은 3조 2천억 원으로 전년보다 12.5% 늘었지만, 영업이익은 4% 줄었다.", "매출은 3조 2천억 원으로 전년보다 12.5% 늘었어요. 하지만 영업이익은 4% 줄었어요."),
    ("배송은 2~3일 걸리며, 제주도는 하루 더 걸린다.", "배송은 2~3일 걸려요. 제주도는 하루 더 걸려요."),
    ("이번 조사에는 1,200명이 참여했으며 응답률은 62%였다.", "이번 조사에는 1,200명이 참여했어요. 응답률은 62%였어요."),
    ("처음에는 무서웠는데, 어느 순간 마음이 편해졌다.", "처음에는 무서웠어요. 그런데 어느 순간 마음이 편해졌어요."),
    ("용량은 500ml이며 식기세척기에 넣을 수 있다.", "용량은 500ml예요. 식기세척기에 넣을 수 있어요."),
    ("양파를 잘게 썰고, 당근은 채 썰어 주세요.", "양파를 잘게 써세요. 당근은 채 썰어 주세요."),
    ("김 대표(45)는 연구소를 열었다.", "김 대표는 연구소를 열었어요."),
    ("가격은 12,900원(배송비 별도)이다.", "가격은 12,900원이에요. 배송비 별도예요."),
    ("할머니는 라디오를 켜고, 마당을 쓸고, 화분에 물을 주셨다.", "할머니는 라디오를 켜셨어요. 마당을 쓸고, 화분에 물을 주셨어요."),
]  # fmt: skip


@pytest.mark.parametrize(("written", "spoken"), KOREAN, ids=[case[0] for case in KOREAN])
def test_korean_sentences_are_split_at_clause_ends(written: str, spoken: str) -> None:
    assert spoken in said(written)


WHOLE = [
    "싸고 좋은 제품을 출시했다.",
    "회사는 공장을 짓고 2천 명을 고용할 계획이다.",
    "회사는 가격을 내리고 혜택을 늘린다고 밝혔다.",
    "소음이 적고 전기료가 들지 않는다.",
    "그는 문을 열고 나갔다.",
    "비가 오면 행사는 취소되고 환불이 진행된다.",
    "정부는 세금을 낮추고 지원금을 늘릴 수 있다.",
    "새 옷을 입고 있다.",
    "“사람이 많고, 길이 좁다”고 말했다.",
]


@pytest.mark.parametrize("sentence", WHOLE)
def test_scope_keeps_a_sentence_in_one_piece(sentence: str) -> None:
    assert len(clauses(sentence, "haeyo")) == 1


def test_purpose_and_means_may_go_but_the_act_stays() -> None:
    ways = said("서울시는 청년의 부담을 덜기 위해 내년 1월부터 월 5만 원을 지원한다.")
    assert "서울시는 내년 1월부터 월 5만 원을 지원해요." in ways


def test_contrast_is_never_dropped() -> None:
    for way in said("값은 올랐지만, 품질은 나아지지 않았다."):
        assert "올랐" in way
        assert "않았" in way


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("ko")])
def test_korean_variants_keep_figures_and_negation(name: str) -> None:
    page = read_page(load(name)[0])
    for sentence in page.sentences:
        for register in ("haeyo", "hamnida"):
            for way in said(sentence.text, register):
                assert figures(way) <= figures(sentence.text), (sentence.text, way)
                assert way.endswith((".", "?", "!")), way
                assert not re.search(r"(?:고|며|지만|는데|면서|어서)[.!]$", way), way
        ways = said(sentence.text)
        if ways and re.search(r"않|없|못[하했]|아니", sentence.text):
            assert re.search(r"않|없|못|아니", ways[0]), (sentence.text, ways[0])


ENGLISH = [
    ("However, the council, which met on Tuesday, approved a $4.2 million plan.", "The council approved a $4.2 million plan."),
    ("The kettle boils one litre in 3 minutes, making it one of the fastest in its class.", "The kettle boils one litre in 3 minutes."),
    ("Maria Lopez, a teacher from Leeds, said the course changed her life.", "Maria Lopez said the course changed her life."),
    ("To save energy, turn off the oven 5 minutes early.", "Turn off the oven 5 minutes early."),
    ("The report says emissions fell 8%; transport was the main reason.", "The report says emissions fell 8%. Transport was the main reason."),
    ("The box includes a charger (cable sold separately).", "The box includes a charger, cable sold separately."),
    ("It is light and it does not leak.", "It's light and it doesn't leak."),
]


@pytest.mark.parametrize(("written", "spoken"), ENGLISH, ids=[case[0] for case in ENGLISH])
def test_english_sentences_lose_only_what_commas_set_apart(written: str, spoken: str) -> None:
    assert spoken in [variant.text for variant in en(written)]


@pytest.mark.parametrize(
    ("bullet", "spoken"),
    [("Weighs 1.2 kg", "It weighs 1.2 kg."), ("Up to 30 hours of battery life", "You get up to 30 hours of battery life."), ("Dishwasher safe", "It's dishwasher safe."),
     ("Battery life: up to 30 hours", "The battery life is up to 30 hours."), ("$39.95", "The price is $39.95.")],
)  # fmt: skip
def test_english_bullets_become_sentences(bullet: str, spoken: str) -> None:
    assert en(bullet, listed=True)[0].text == spoken


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("en")])
def test_english_variants_keep_figures_and_negation(name: str) -> None:
    page = read_page(load(name)[0])
    for sentence in page.sentences:
        ways = [variant.text for variant in en(sentence.text, listed=sentence.kind == "bullet")]
        for way in ways:
            assert figures(way) <= figures(sentence.text), (sentence.text, way)
            assert not re.search(r"\b(?:and|but|which|who|the|of|to)[.!]$", way), way
        if ways and re.search(r"\b(?:not|never|no)\b", sentence.text):
            assert re.search(r"\b(?:not|never|no)\b|n't\b", ways[0]), (sentence.text, ways[0])


def test_abbreviations_and_quotations_do_not_end_sentences() -> None:
    text = 'It costs $3.50 at Dr. Smith\'s. He said "No. Never. Ever." and left. The U.S. Army came on Dec. 1. It rained.'
    assert split(text, "en") == ["It costs $3.50 at Dr. Smith's.", 'He said "No. Never. Ever." and left.', "The U.S. Army came on Dec. 1.", "It rained."]


def test_korean_decimals_and_quotations_do_not_end_sentences() -> None:
    text = "물가가 3.5% 올랐다. 그는 “힘들다. 정말 힘들다.”라고 말했다. 끝이다."
    assert split(text, "ko") == ["물가가 3.5% 올랐다.", "그는 “힘들다. 정말 힘들다.”라고 말했다.", "끝이다."]
