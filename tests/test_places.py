"""Where a short takes place: each group at home somewhere, the same place at both ends, others that fit what is told."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import get_args

import pytest

from shorts.artifacts import Genre, Setting
from shorts.cast import load_cast
from shorts.engines.extract.prompts import SETTINGS as PROMPTS
from shorts.engines.extract.staging import settings
from shorts.settings import Settings
from shorts.toon.backdrops import SETS
from shorts.ui.text import scene

CAST = load_cast(Settings().characters)
FOX = CAST["executive-fox"]


def test_every_setting_is_drawn_named_and_described() -> None:
    assert len(get_args(Setting)) >= 16
    assert set(get_args(Setting)) == set(SETS) == set(PROMPTS)
    for words in scene.TEXTS.values():
        names = [getattr(words, f"setting_{setting}") for setting in get_args(Setting)]
        assert all(names)
        assert len(set(names)) == len(names)


def test_each_group_has_places_of_its_own() -> None:
    homes: dict[str, set[str]] = {}
    for character in CAST.values():
        homes.setdefault(character.group, set()).add(character.setting)
    for group, places in homes.items():
        others = set().union(*(theirs for other, theirs in homes.items() if other != group))
        assert places - others, group


@pytest.mark.parametrize("genre", get_args(Genre))
def test_a_short_begins_and_ends_at_home_and_goes_elsewhere_between(genre: Genre) -> None:
    for character, count in itertools.product(CAST.values(), (3, 5, 8, 12)):
        places = settings(count, genre, "오늘의 이야기", character)
        assert len(places) == count
        assert places[0] == places[-1] == character.setting
        away = {place for place in places if place != character.setting}
        assert len(away) == (2 if count >= 8 else 1)


@pytest.mark.parametrize(("text", "place"), [
    ("원두를 갈아 커피를 내립니다. 라떼도 카페 맛이 납니다.", "cafe"),
    ("빵을 굽고 케이크와 쿠키를 만드는 베이커리", "bakery"),
    ("김치찌개 양념을 넣고 재료를 볶다가 물을 붓고 끓인다.", "kitchen"),
    ("명상과 호흡으로 하루를 시작한다", "yoga"),
    ("헬스장에서 근력 운동과 스트레칭을 한다", "gym"),
    ("코디가 쉬운 원피스와 재킷", "boutique"),
    ("학생이 학교 수업에서 배우는 것", "classroom"),
    ("A concert of songs and music", "stage"),
    ("Walk the trail to the beach", "park"),
])  # fmt: skip
def test_the_middle_is_where_the_subject_is(text: str, place: str) -> None:
    assert settings(6, "howto", text, FOX)[3] == place


def test_news_stays_where_news_is_told_and_products_stand_on_their_pedestal() -> None:
    assert settings(6, "news", "빵과 케이크와 쿠키가 더 팔렸다", replace(FOX, setting="boardroom"))[3] == "newsroom"
    assert settings(6, "product", "좋은 물건", FOX)[3] == "pedestal"


def test_the_same_page_gives_the_same_places() -> None:
    assert settings(9, "story", "이야기", FOX) == settings(9, "story", "이야기", FOX)
    assert len({tuple(settings(9, "story", f"이야기 {n}", FOX)) for n in range(12)}) > 1
