"""What a product's title promises, and which tags people would search for."""

from __future__ import annotations

import pytest

from shorts.artifacts import Article, Product
from shorts.engines.extract.page import read_page
from shorts.engines.extract.posting import hashtags
from shorts.engines.extract.promise import promise
from shorts.engines.extract.titles import LINE, width


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("내장 배터리는 3시간이면 완전히 충전되고, 가장 낮은 밝기에서 최대 60시간 동안 켜져요.", "최대 60시간 동안 켜져요"),
        ("갓을 길게 누르면 밝기가 5단계로 바뀌어요.", "밝기가 5단계로 바뀌어요"),
        ("무게는 280g이에요.", "무게는 280g이에요"),
        ("해 질 무렵과 비슷한 2700K 전구색이에요.", ""),  # would begin within "비슷한 전구색"
        ("가격은 39,000원이에요.", ""),
        ("구매자 평점은 4.8점이에요.", ""),
        ("3초 만에 켜진다면 믿으시겠어요?", ""),
        ("흙은 0.5cm 정도만 살짝 덮어 줘요.", ""),  # not "5cm 정도만 살짝 덮어 줘요"
        ("색을 99.5% 살려요.", "색을 99.5% 살려요"),
        ("충전은 3시간이면 되나요? 최대 9시간 켜져요.", "최대 9시간 켜져요"),
        ("눈부심 없이 방 안을 채우는 무드등이에요.", ""),
    ],
)
def test_it_is_the_end_of_a_sentence_with_a_figure(said: str, line: str) -> None:
    assert promise([said]) == line
    assert width(line, "ko") <= LINE["ko"]
    assert line in said


def test_of_several_the_strongest_is_taken() -> None:
    assert promise(["밝기가 5단계로 바뀌어요.", "이 무드등은 하루 8시간 써도 한 달을 가요.", "밝게 켜도 최대 20시간 켜져요."]) == "최대 20시간 켜져요"
    assert promise([]) == ""


def test_words_that_stood_together_only_once_are_no_tag() -> None:
    text = "도서관이 밤에도 문을 엽니다.\n시범 기간 이용자는 직장인이 많았습니다. 시범 운영은 석 달 걸렸습니다. 시범 운영 결과가 좋았습니다."
    page = read_page(Article("", "도서관 야간 개방", text, "ko", product=Product("", brand="한빛")))
    tags = hashtags(page, "news", ("시범 기간 이용자", "시범 운영", "야간 개방", "도서관"))
    assert tags[:3] == ("한빛", "시범운영", "야간개방")
    assert "시범기간이용자" not in tags
