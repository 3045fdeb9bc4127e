"""Where a short takes place: each group at home somewhere, the same place at both ends, others that fit what is told."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from shorts.article import fetch_article
from shorts.artifacts import Article, Genre, Light, Narration, Scene, Script, Setting, ShortRequest, SourceKind, Word
from shorts.cast import load_cast
from shorts.engines.base import Brief
from shorts.engines.extract.page import read_page
from shorts.engines.extract.prompts import SETTINGS as PROMPTS
from shorts.engines.extract.staging import light_of, settings
from shorts.engines.extract.writer import ExtractWriter
from shorts.progress import Work
from shorts.settings import Settings
from shorts.shots import plan_shots
from shorts.toon.backdrops import SETS
from shorts.ui.text import scene as scene_words
from shorts.values import from_plain, key_of, to_plain

CAST = load_cast(Settings().characters)
FOX = CAST["executive-fox"]


def test_every_setting_is_drawn_named_and_described() -> None:
    assert len(get_args(Setting)) >= 16
    assert set(get_args(Setting)) == set(SETS) == set(PROMPTS)
    for words in scene_words.TEXTS.values():
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


def test_ones_own_words_are_no_bulletin() -> None:
    """A text without other cues counts as news; a bakery's own is told at the bakery."""
    text = "동네 빵집은 새벽에 반죽을 시작합니다. 소금빵을 하루 200개 굽습니다. 남은 빵은 이웃과 나눕니다."
    assert settings(6, "news", text, replace(FOX, setting="boardroom"), published=False)[3] == "bakery"
    assert settings(6, "news", "오늘의 이야기", replace(FOX, setting="boardroom"), published=False)[3] == "newsroom"


@pytest.mark.parametrize(("source", "kind", "published"), [
    (str(Settings().root / "examples" / "news.html"), "file", True), ("동네 빵집은 새벽에 반죽을 시작합니다. 소금빵을 하루 200개 굽습니다. " * 3, "text", False),
])  # fmt: skip
def test_a_saved_page_is_published_as_well(source: str, kind: SourceKind, published: bool, tmp_path: Path) -> None:
    assert read_page(fetch_article(ShortRequest(source, kind=kind), Settings(), tmp_path, Work())).published is published


def test_the_same_page_gives_the_same_places() -> None:
    assert settings(9, "story", "이야기", FOX) == settings(9, "story", "이야기", FOX)
    assert len({tuple(settings(9, "story", f"이야기 {n}", FOX)) for n in range(12)}) > 1


@pytest.mark.parametrize(("title", "text", "light"), [
    ("퇴근 후 가볍게 만드는 우동", "간단합니다.", "evening"),
    ("밤 10시에 열리는 시장", "손님이 많다.", "evening"),
    ("도서관이 문을 연다", "저녁에도 열고, 야간 대출도 된다.", "evening"),
    ("도서관이 문을 연다", "저녁에도 연다.", "day"),
    ("아침에 마시는 커피", "저녁보다 아침이 좋다. 저녁에는 물을 마신다.", "day"),
    ("군밤 굽기", "밤을 씻어 칼집을 낸다. 밤이 익으면 꺼낸다.", "day"),
    ("A walk at dusk", "The path is quiet.", "evening"),
    ("Opening hours", "Open in the morning and in the evening.", "day"),
    ("Knight of the library", "A benign insight.", "day"),
])  # fmt: skip
def test_it_is_evening_where_the_page_speaks_of_it(title: str, text: str, light: Light) -> None:
    assert light_of(title, text) == light


def test_a_whole_short_has_one_light_and_its_prompts_say_so() -> None:
    text = (
        "시립 도서관이 다음 달부터 밤 열 시까지 문을 연다.\n퇴근 후에 들르는 직장인이 늘었기 때문이다.\n저녁에는 작은 음악회도 열린다.\n"
        "자료실은 저녁 일곱 시부터 조용한 열람실로 바뀐다.\n시는 야간 버스를 두 대 늘릴 계획이다."
    )  # fmt: skip
    article = Article("https://example.com/library", "야간 도서관, 다음 달 문 연다", text, "ko")
    script = ExtractWriter().write(article, Brief("ko", FOX, 20.0, 5.5), Work())
    assert {scene.light for scene in script.scenes} == {"evening"}
    assert all("in the evening" in scene.image_prompt for scene in script.scenes)


def test_a_scene_without_a_light_is_as_it_was_before_there_was_one() -> None:
    scene = Scene("s1", "안녕하세요")
    before = {name: value for name, value in to_plain(scene).items() if name != "light"}
    assert from_plain(Scene, before) == scene
    assert key_of(scene) == key_of(before)
    assert key_of(replace(scene, light="evening")) != key_of(scene)


def test_the_last_scene_ends_in_the_light_the_first_began_in() -> None:
    script = Script("t", "ko", "story", (Scene("a", "하나.", setting="park", light="evening"), Scene("b", "둘."), Scene("c", "셋.")), ("t",))
    words = Narration(Path("x.wav"), 2.0, (Word("하나.", 0.0, 2.0),))
    plans = plan_shots(script, (words, words, words), (), seed=1)
    assert [(plan.setting, plan.light) for plan in plans] == [("park", "evening"), ("studio", "day"), ("park", "evening")]
