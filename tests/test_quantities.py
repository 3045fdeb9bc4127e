"""Figures that a text states, in digits and in words, with units; and those that somebody made up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shorts.text.quantities import Stated, quantities

PAGE_KO = """데이라이트 무선 스탠드 48,900원. 4,000mAh 배터리로 최대 24시간, 밝기는 5단계, 색온도는 3가지, 연색지수 95.
머리는 120도까지 꺾이고 무게는 780g, 보증 기간은 2년, 충전은 약 3시간 30분. 리뷰 1,284개, 평점 4.7점, 배송은 1~2일, IPX4 등급.
2026-03-05 출시. 30% 할인 행사는 12월 24일 오후 6시부터. 작년보다 두 배 많은 열두 명이 참여했고, 15:30에 끝났다. 총 3조 2천억 원."""
PAGE_EN = """The Daylight lamp costs $39.95 and runs 24 hours on a 4,000 mAh battery. It has five levels, weighs 780 grams and comes with a two-year
warranty. 1,284 people rated it 4.7 of 5. It ships in 3-5 days from March 5, 2026. Sales rose 30 percent to $4.2 million, twice as much as in 2024."""

INVENTED_KO = [
    ("가격은 49,900원이에요.", "49,900원"),
    ("단돈 사만 구천 원이면 살 수 있어요.", "사만 구천 원"),
    ("십이만 구천 원에 나왔어요.", "십이만 구천 원"),
    ("만원대에 만나 보세요.", "만원대"),
    ("무려 4만 9천 원이에요.", "4만 9천 원"),
    ("40% 할인해요.", "40%"),
    ("오십 퍼센트 할인해요.", "오십 퍼센트"),
    ("절반 가격이에요.", "절반"),
    ("최대 48시간 쓸 수 있어요.", "48시간"),
    ("하루 스무 시간까지 켜 둬요.", "스무 시간"),
    ("밝기를 일곱 단계로 바꿔요.", "일곱 단계"),
    ("색온도가 네 가지예요.", "네 가지"),
    ("2025년에 나왔어요.", "2025년"),
    ("3월 6일에 나왔어요.", "6일"),
    ("4월 5일에 나왔어요.", "4월"),
    ("24일 동안 쓸 수 있어요.", None),  # 12월 24일 is a day, and so is this: which thing a figure belongs to isn't looked at
    ("보증 기간은 2개월이에요.", "2개월"),
    ("5시간이면 충전돼요.", "5시간"),
    ("무게는 780kg이에요.", "780kg"),
    ("리뷰가 약 1,300개예요.", "1,300개"),
    ("리뷰가 천이백팔십오 개예요.", "천이백팔십오 개"),
    ("배송은 1~3일 걸려요.", "3일"),
    ("5~24시간 동안 켜져요.", "5~24시간"),
    ("4시간 만에 식어요.", "4시간"),
    ("삼 점 오 점을 받았어요.", "삼 점 오 점"),
    ("세 배 많아졌어요.", "세 배"),
    ("총 3조 원이에요.", "3조 원"),
    ("저녁 일곱 시에 열려요.", "일곱 시"),
    ("IPX7 방수예요.", "7"),
]
INVENTED_EN = [
    ("It costs $49.95.", "49.95"),
    ("It costs forty dollars.", "forty dollars"),
    ("It's twenty-five percent off.", "twenty-five percent"),
    ("It runs for two days.", "two days"),
    ("It weighs 780 kilograms.", "780 kilograms"),
    ("It has seven levels.", "seven"),
    ("It ships in 3-7 days.", "7 days"),
    ("It came out on April 5.", "April 5"),
    ("Nearly 1,300 people rated it.", "1,300 people"),
    ("A million people have one.", "A million people"),
    ("Sales tripled.", "tripled"),
    ("It's half the price.", "half"),
    ("A dozen colours to choose from.", "dozen"),
    ("Sales reached $4 million.", "4 million"),
    ("Thirty hours of light.", "Thirty hours"),
    ("A three-year warranty.", "three-year"),
]
OWN_KO = [
    "48,900원이면 돼요.", "사만 팔천구백 원이에요.", "4만 8,900원이에요.", "스물네 시간 동안 켜져요.", "밝기는 다섯 단계, 색온도는 세 가지예요.",
    "보증은 이 년이 아니라 2년이에요.", "3시간 반이면 돼요.", "세 시간 삼십 분이면 돼요.", "3월 5일에 나왔어요.", "삼십 퍼센트 싸요.", "작년의 두 배예요.",
    "IPX4 방수예요.", "하루나 이틀이면 와요.", "한 번 충전하면 하루 종일 써요.", "오후 3시 30분에 끝났어요.", "이 사람이 오 이사예요.",
    "그 사이 시간이 많이 흘렀어요.", "12월 24일 저녁 6시에 시작해요.", "3조 2천억 원이에요.", "백점짜리 사원이 만점을 받았어요.", "리뷰 1284개",
]  # fmt: skip
OWN_EN = [
    "It's $39.95.", "It lasts twenty-four hours.", "It has 5 levels.", "One charge is enough for 24 hours.", "A 2-year warranty.", "Thirty percent more.",
    "It's twice as much.", "It ships in three to five days.", "Out since March 5.", "Rated 4.7 by 1,284 people.", "$4.2 million in sales.", "It weighs 780 g.",
    "No one else has it.",
]  # fmt: skip


@pytest.mark.parametrize(("page", "text", "found"), [(PAGE_KO, *case) for case in INVENTED_KO] + [(PAGE_EN, *case) for case in INVENTED_EN])
def test_what_the_page_does_not_state_is_found(page: str, text: str, found: str | None) -> None:
    assert [quantity.text for quantity in Stated(page).lacks(text)] == ([found] if found else [])


@pytest.mark.parametrize(("page", "text"), [(PAGE_KO, text) for text in OWN_KO] + [(PAGE_EN, text) for text in OWN_EN])
def test_what_the_page_states_is_let_through_however_it_is_written(page: str, text: str) -> None:
    assert Stated(page).lacks(text) == ()


@pytest.mark.parametrize("page", [PAGE_KO, PAGE_EN])
def test_a_page_states_itself(page: str) -> None:
    assert Stated(page).lacks(page) == ()


def test_values_and_units() -> None:
    said = "십이만 구천 원, 1만2900원, two hundred and fifty grams, nineteen ninety-nine, 3분의 1"
    assert [(quantity.value, quantity.unit) for quantity in quantities(said)][:4] == [(129000, "원"), (12900, "원"), (250, "그램"), (1999, "")]
    assert abs(quantities(said)[-1].value - Decimal(1) / 3) < Decimal("1e-9")
    assert quantities("") == ()
