"""Which gesture and face a sentence gets, in Korean and English, and what the character's liking changes about it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest

from shorts.artifacts import Expression, Gesture
from shorts.engines.extract.acting import acting
from tests.script_articles import character

if TYPE_CHECKING:
    from shorts.artifacts import Visual

PLAIN = character()  # likes to explain, to present, to point

SENTENCES: list[tuple[str, str, str]] = [
    # a recommendation, a good rating
    ("구매자 평점은 5점 만점에 4.8점이에요.", "thumbs_up", "happy"),
    ("캠핑을 시작하는 분께 추천해요.", "thumbs_up", "happy"),
    ("써 본 사람의 96%가 만족했어요.", "thumbs_up", "happy"),
    ("It is rated 4.7 out of 5 by 2,300 buyers.", "thumbs_up", "happy"),
    ("We recommend it for small kitchens.", "thumbs_up", "happy"),
    # one that isn't good
    ("별점은 2.1점에 그쳤어요.", "shrug", "serious"),
    ("무거워서 추천하기 어려워요.", "shrug", "serious"),
    ("불만족 의견도 있어요.", "shrug", "serious"),
    ("Reviewers would not recommend it.", "shrug", "serious"),
    ("Unfortunately, it has no headphone jack.", "shrug", "serious"),
    # what to remember
    ("딱 한 가지만 기억하세요.", "point_up", "smile"),
    ("충전은 꼭 전용 어댑터로 해 주세요.", "point_up", "smile"),
    ("신청 마감일을 잊지 마세요.", "point_up", "smile"),
    ("감전 위험이 있으니 반드시 전원을 끄세요.", "point_up", "serious"),
    ("Remember to soak the rice first.", "point_up", "smile"),
    ("Don't forget to save the receipt.", "point_up", "smile"),
    ("One thing matters above all: fresh water.", "point_up", "smile"),
    # uncertainty and questions
    ("출시일은 아직 정해지지 않았어요.", "shrug", "thinking"),
    ("효과가 얼마나 갈지는 미지수예요.", "shrug", "thinking"),
    ("Nobody knows how long it will last.", "shrug", "thinking"),
    ("The cause is still unclear.", "shrug", "thinking"),
    ("왜 이렇게 조용할까요?", "think", "thinking"),
    ("어떤 색이 어울릴까요?", "think", "thinking"),
    ("Why does it stay warm for so long?", "think", "thinking"),
    ("하나씩 살펴볼까요?", "present", "smile"),
    ("Let's take a look at the menu.", "present", "smile"),
    # the rest
    ("대상 수상을 축하하는 행사도 열려요.", "cheer", "happy"),
    ("It won the design award in May.", "cheer", "happy"),
    ("화재 사고가 두 건 있었습니다.", "explain", "serious"),
    ("이 가방을 사고 싶은 분이 많아요.", "explain", "smile"),
    ("The old captain died at sea.", "rest", "sad"),
    ("무려 절반 값이에요.", "present", "surprised"),
    ("물이 새지 않는 구조 때문이에요.", "explain", "neutral"),
    ("가게는 시장 안쪽에 있어요.", "explain", "smile"),
    ("속도가 왜곡 없이 그대로 전해져요.", "explain", "smile"),
    ("손잡이는 꼭대기에 달려 있어요.", "explain", "smile"),
]


@pytest.mark.parametrize(("text", "gesture", "face"), SENTENCES)
def test_the_sentence_chooses(text: str, gesture: str, face: str) -> None:
    assert acting(text, "body", (), "character", None, PLAIN) == (gesture, face)


BESIDE_A_PHOTO: list[tuple[str, tuple[str, ...], Visual, str]] = [
    ("가격은 39,000원이에요.", ("price",), "photo", "point"),
    ("방수 원단을 두 겹으로 썼어요.", (), "photo", "point"),
    ("The strap is made of leather.", (), "photo", "point"),
    ("It costs 49 dollars.", ("price",), "character", "point"),
    ("구매자 평점은 4.8점이에요.", (), "photo", "thumbs_up"),
    ("세탁은 꼭 찬물로 하세요.", (), "photo", "point_up"),
    ("Is it heavy?", (), "photo", "think"),
    ("지금 무료로 드려요.", (), "photo", "point"),
]


@pytest.mark.parametrize(("text", "slots", "visual", "gesture"), BESIDE_A_PHOTO)
def test_a_hand_goes_to_the_picture_unless_the_sentence_says_more(text: str, slots: tuple[str, ...], visual: Visual, gesture: str) -> None:
    assert acting(text, "body", slots, visual, None, PLAIN)[0] == gesture


def test_pointing_and_showing_take_turns_beside_pictures() -> None:
    first = acting("가격은 39,000원이에요.", "body", ("price",), "photo", None, PLAIN)[0]
    second = acting("무게는 1.2킬로그램이에요.", "body", (), "photo", first, PLAIN)[0]
    assert (first, second) == ("point", "show")


@pytest.mark.parametrize(
    ("liked", "text", "visual", "gesture"),
    [
        (("show", "explain"), "방수 원단을 두 겹으로 썼어요.", "photo", "show"),
        (("thumbs_up", "wave"), "It won the design award in May.", "character", "thumbs_up"),
        (("cheer", "wave"), "It won the design award in May.", "character", "cheer"),
        (("shrug", "cheer"), "Is it heavy?", "character", "shrug"),
        (("think", "explain"), "The cause is still unclear.", "character", "think"),
        (("point_up", "explain"), "화재 사고가 두 건 있었습니다.", "character", "point_up"),
        (("present", "explain"), "가게는 시장 안쪽에 있어요.", "character", "present"),
        (("wave", "cheer"), "가게는 시장 안쪽에 있어요.", "character", "explain"),
    ],
)
def test_of_what_fits_the_character_makes_its_favourite(liked: tuple[Gesture, ...], text: str, visual: Visual, gesture: str) -> None:
    assert acting(text, "body", (), visual, None, replace(PLAIN, gestures=liked))[0] == gesture


@pytest.mark.parametrize("before", get_args(Gesture))
def test_no_gesture_comes_twice_in_a_row(before: Gesture) -> None:
    for text, _, _ in SENTENCES:
        gesture, face = acting(text, "body", (), "character", before, PLAIN)
        assert gesture != before
        assert gesture in get_args(Gesture)
        assert face in get_args(Expression)


def test_opening_and_closing_have_their_own() -> None:
    assert acting("이 가방, 왜 인기일까요?", "hook", (), "character", None, PLAIN) == ("think", "surprised")
    assert acting("여름 캠핑, 이 한 가지만 기억하세요!", "hook", (), "character", None, PLAIN) == ("point_up", "surprised")
    assert acting("여름 캠핑 준비!", "hook", (), "character", None, PLAIN) == ("greet", "surprised")
    assert acting("꼭 들러 보세요!", "close", (), "character", "explain", PLAIN) == ("wave", "wink")
