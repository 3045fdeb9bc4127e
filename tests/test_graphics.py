"""What is said decides what is shown: figures, lists, quotations, ratings, calls; and all of it is legible and in its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from shorts import layouts
from shorts.artifacts import FPS, Article, Product, Scene, Script
from shorts.cast import load_cast
from shorts.graphics.calls import call_of
from shorts.graphics.figures import figure_of
from shorts.graphics.moments import source_line
from shorts.graphics.points import counted_points, enumerated
from shorts.graphics.quotes import quote_of
from shorts.layouts import FEATURES, face_of
from shorts.picture import graphic_system as system
from shorts.picture.lettering import Lettering
from shorts.picture.lettering_colours import accents_of, contrast
from shorts.picture.line_breaks import broken
from shorts.picture.overlays import LabelLayer
from shorts.picture.source_line import SourceLayer
from shorts.picture.stage import stage_of
from shorts.picture.tags import TagLayer
from shorts.picture.word_cards import WordCardLayer
from shorts.picture.yuv import Canvas
from shorts.scene_plan import CallMoment, Figure, Panel, Point, Points, Quote, RatingMoment, SourceMoment
from shorts.settings import Settings
from shorts.shots import plan_shots
from tests.test_shots import PHOTOS, spoken

if TYPE_CHECKING:
    from shorts.artifacts import Aspect, Genre
    from shorts.picture.layer import Layer
    from shorts.scene_plan import ScenePlan

ASPECTS: tuple[Aspect, ...] = ("9:16", "4:5", "1:1", "16:9")
CLOSE = Scene("z", "마음에 들었다면 저장해 두세요.", "close")


def planned(*texts: str, genre: Genre = "story", product: Product | None = None, seed: int = 1, **choices: object) -> tuple[ScenePlan, ...]:
    """The plans of a short that opens and closes with the presenter, the texts between."""
    scenes = (Scene("a", "안녕하세요, 여러분."), *(Scene(f"s{n}", text, **choices) for n, text in enumerate(texts)), CLOSE)  # type: ignore[arg-type]
    script = Script("t", "ko", genre, scenes, ("제목",), call_to_action=CLOSE.narration)
    return plan_shots(script, [spoken(scene.narration, len(scene.narration) / 6) for scene in scenes], PHOTOS, seed=seed, product=product)


# --- rules -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("3시간이면 충전되고, 가장 낮은 밝기에서 최대 60시간 동안 켜져요.", ("60", "시간", "최대", "")),
        ("65세 이상 시민 4만 2,300여 명이에요.", ("4만 2,300여", "명", "", "")),
        ("65세 이상이 대상이에요.", ("65", "세", "", "이상")),
        ("야간 운영에는 한 해 18억 원이 들어요.", ("18억", "원", "한 해", "")),
        ("완전히 충전하는 데는 약 3시간 30분이 걸려요.", ("3시간 30분", "", "약", "")),
        ("무게는 280g으로 가벼워요.", ("280", "g", "", "")),
        ("응답자의 71.4%가 찬성했어요.", ("71.4", "%", "", "")),
        ("The $62.5 million plan replaces 96 cables.", ("$62.5", "million", "", "")),
        ("About 31,000 vehicles cross it.", ("31,000", "vehicles", "About", "")),
        ("20일 밝혔어요. 오후 6시 30분에 시작해요.", None),
        ("2028년 3월에 다시 열어요.", None),
        ("생산 라인 2개를 더해요.", None),
        ("IPX4 등급이에요.", None),
        ("100g당 당류는 9g이에요.", ("9", "g", "", "")),
        ("우유 200ml마다 120kcal예요.", None),
        ("It has 9 g of sugar per 100 g.", ("9", "g", "", "")),
    ],
)
def test_the_figure_worth_showing(text: str, shown: tuple[str, ...] | None) -> None:
    found = figure_of(text)
    assert (found and (found.figure.number, found.figure.unit, found.figure.before, found.figure.after)) == shown
    if found:
        assert found.figure.number in text[found.start : found.end]


def test_amounts_of_a_product_page_are_left_to_the_price_tag() -> None:
    assert figure_of("48,900원이에요.", money=False) is None
    assert figure_of("무게는 780g이고 48,900원이에요.", money=False).figure.number == "780"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("language", "text", "items"),
    [
        ("ko", "색상은 크림, 살구, 세이지 3가지예요.", ["크림", "살구", "세이지"]),
        ("ko", "두부와 고춧가루, 다진 마늘을 넣고 5분 더 끓여요.", ["두부", "고춧가루", "다진 마늘"]),
        ("ko", "고양이, 강아지, 토끼도 좋아해요.", ["고양이", "강아지", "토끼"]),
        ("ko", "밝기는 5단계, 색온도는 3가지로 조절되며, 마지막에 쓰던 밝기를 기억해요.", []),
        ("en", "You only need a wrench, a screwdriver and a new washer.", ["A wrench", "A screwdriver", "A new washer"]),
        ("en", "Highlights: steel body, double-layer mesh filter and BPA-free lid.", ["Steel body", "Double-layer mesh filter", "BPA-free lid"]),
        ("en", "She turned up the heater, moved a crate of bottles and put the cake on the seat.", []),
    ],
)
def test_enumerations(language: str, text: str, items: list[str]) -> None:
    found = enumerated(text, language)  # type: ignore[arg-type]
    assert [item.text for item in found] == items
    assert all(text[item.start : item.end].lower() == item.text.lower() for item in found)


def test_what_is_counted_out_becomes_one_list() -> None:
    texts = ("첫째, 기분이 좋아져요.", "둘째, 잠이 잘 와요.", "셋째, 돈이 들지 않아요.")
    assert [point.text for point in counted_points([Scene(t, t) for t in texts])] == ["기분이 좋아져요", "잠이 잘 와요", "돈이 들지 않아요"]
    assert counted_points([Scene(t, t) for t in texts[1:]]) == ()  # begins in the middle
    assert counted_points([Scene(texts[0], texts[0])]) == ()


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ('"We used to burn 1,900 litres of diesel a day," says Ailsa Reid, who runs it.', "We used to burn 1,900 litres of diesel a day", "Ailsa Reid"),
        ('"Somebody stopped for me once," she said.', "Somebody stopped for me once", ""),
        ('"사람 소리가 나야 집이 안 춥지." 할머니는 늘 그렇게 말씀하셨어요.', "사람 소리가 나야 집이 안 춥지.", "할머니"),
        ("한빛시 이도현 과장은 “집 가까운 곳에서 책을 읽게 하려는 것”이라고 말했어요.", "집 가까운 곳에서 책을 읽게 하려는 것", "한빛시 이도현 과장"),
    ],
)
def test_quotations_and_who_says_them(text: str, words: str, speaker: str) -> None:
    found = quote_of(text)
    assert found is not None
    assert found.quote == Quote(words, speaker)


def test_a_name_in_quotation_marks_is_no_quotation() -> None:
    assert quote_of('한들시는 "어르신 버스" 사업을 시행해요.') is None
    assert quote_of("'어르신 무임 시내 버스' 사업을 시행해요.") is None


def test_calls_have_short_names_and_nothing_is_made_up() -> None:
    found = call_of("고민되는 분은 저장해 두고 비교해 보세요.", "다른 말", "ko")
    assert (found.text, found.icon, found.at) == ("저장하기", "save", 8) if found else None
    assert call_of("Save this for later.", "", "en").text == "Save this"  # type: ignore[union-attr]
    assert call_of("오늘 매장에서 만나요.", "오늘 매장에서 만나요.", "ko") is None  # a plate would say the caption again
    assert call_of("고맙습니다.", "오늘 매장에서 만나요.", "ko").text == "오늘 매장에서 만나요"  # type: ignore[union-attr]


def test_the_source_line_is_the_pages_own() -> None:
    script = Script("t", "ko", "news", (CLOSE,), ("h",))
    article = Article("https://x", "t", "x", "ko", site="한빛일보", published="2026-11-16T09:30:00+09:00")
    assert source_line(article, script) == "한빛일보 · 2026. 11. 16."
    assert source_line(article, replace(script, language="en")) == "한빛일보 · Nov 16, 2026"
    assert source_line(replace(article, published=""), script) == "한빛일보"
    assert source_line(replace(article, site=""), script) == ""
    assert source_line(article, replace(script, genre="product")) == ""


# --- plans -------------------------------------------------------------------------------------------------------


def panels(plan: ScenePlan) -> list[Panel]:
    return [shot.panel for shot in plan.shots if shot.panel]


def test_a_figure_comes_when_it_is_said() -> None:
    text = "이 조명은 한 번 충전하면 가장 낮은 밝기에서 최대 60시간 동안 켜져 있어요. 정말 오래가요."
    plan = planned(text)[1]
    (panel,) = panels(plan)
    assert panel.content == Figure("60", "시간", "최대")
    said = spoken(text, len(text) / 6).words[text.split().index("최대")]
    assert 0 <= said.start - panel.start / FPS <= 0.14
    assert any(not shot.panel for shot in plan.shots)
    assert planned(text, take=1)[1] != plan
    assert not panels(planned(text, take=1)[1])


def test_a_figure_that_ends_its_sentence_is_no_flash() -> None:
    for text in ("가장 낮은 밝기에서 한 번 충전하면 켜져 있는 시간은 무려 60시간.", "켜져 있는 시간은 최대 60시간.", "최대 60시간."):
        for shot in (shot for shot in planned(text)[1].shots if shot.panel):
            assert shot.panel is not None
            assert shot.panel.end - shot.panel.start >= 24
            assert shot.end - shot.start >= 27


def test_rows_come_as_they_are_said_and_stay() -> None:
    plans = planned("첫째, 기분이 좋아져요.", "둘째, 잠이 잘 와요.", "셋째, 돈이 들지 않아요.")
    lists = [panels(plan)[0].content for plan in plans[1:4]]
    assert [[item.text for item in content.items] for content in lists] == [["기분이 좋아져요", "잠이 잘 와요", "돈이 들지 않아요"]] * 3  # type: ignore[union-attr]
    there = [[None if item.start is None else item.start >= 0 for item in content.items] for content in lists]  # type: ignore[union-attr]
    assert there == [[True, None, None], [False, True, None], [False, False, True]]
    (colours,) = panels(planned("색상은 크림, 살구, 세이지 3가지예요. 고르는 재미가 있어요.")[1])
    starts = [item.start for item in colours.content.items]  # type: ignore[union-attr]
    assert starts == sorted(set(starts))


def test_a_scene_with_its_photo_keeps_it_in_sight() -> None:
    text = "한 번 충전하면 가장 낮은 밝기에서 최대 60시간 동안 켜져 있어서 캠핑장에서도 걱정이 없어요."
    for seed in range(8):
        plan = planned(text, seed=seed, visual="photo", photo="square")[1]
        assert panels(plan)
        assert any(shot.shows == "square" for shot in plan.shots)
        assert not panels(planned(text, seed=seed, visual="full_photo", photo="square")[1])


def test_price_and_stars_are_shown_once_and_not_over_each_other() -> None:
    product = Product("등", price="39,000", currency="KRW", rating="4.8")
    plans = planned("평점은 4.8점이에요. 가격은 39,000원이에요.", "다시 말해 39,000원에 평점 4.8점이에요.", product=product)
    assert plans[1].rating is not None
    assert plans[1].price is not None
    assert plans[1].rating.end <= plans[1].price.start
    assert plans[2].rating is plans[2].price is None
    ten = planned("평점은 9.6점이에요.", product=replace(product, rating="9.6"))
    assert ten[1].rating is None  # not one of five stars


def test_the_last_scene_calls() -> None:
    plans = planned("가운데 장면이에요.")
    call = plans[-1].call
    assert call is not None
    assert call.text == "저장하기"
    assert call.end == plans[-1].frames
    assert all(plan.call is None for plan in plans[:-1])


def test_it_can_be_switched_off() -> None:
    scenes = (Scene("a", "안녕하세요."), Scene("b", "가격은 39,000원이고 최대 60시간 켜져요."), CLOSE)
    script = Script("t", "ko", "news", scenes, ("h",), call_to_action="저장해 두세요.")
    product = Product("등", price="39,000", rating="4.8")
    voices = [spoken(scene.narration, 4.0) for scene in scenes]
    for plan in plan_shots(script, voices, (), seed=1, product=product, source="한빛일보", graphics=False):
        assert plan.price is plan.rating is plan.call is plan.source is None
        assert not panels(plan)


def test_photos_stand_left_right_and_above() -> None:
    sides = set()
    for photo in ("square", "broad"):
        for seed in range(8):
            for shot in (shot for plan in planned("말이 이어집니다. 또 이어집니다.", seed=seed, visual="photo", photo=photo) for shot in plan.shots if shot.card):
                assert shot.card is not None
                assert shot.presenter is not None
                (cx, cy), (x, y) = shot.card.box.centre, face_of(shot.presenter, stage_of("9:16", "standard"))
                sides.add("above" if photo == "broad" and y - cy > 0.15 else "right" if cx > x else "left")
    assert sides == {"left", "right", "above"}


# --- pictures ----------------------------------------------------------------------------------------------------

CONTENTS = (
    Figure("1조 2,400억", "원", "해마다", "이상"),
    Points((Point("아주 길게 이어지는 첫째 항목이어서 두 줄이 되어요", 0), Point("잠이 잘 와요", -1), Point("셋째", None), Point("넷째 항목", 3)), True),
    Quote("늦게 퇴근하는 시민도 집 가까운 곳에서 책을 읽고 공부할 수 있게 하려는 것", "도서관정책과 이도현 과장"),
)


def covered(layer: Layer, aspect: Aspect, t: float = 2.0) -> np.ndarray:
    """Which pixels of a draft canvas the layer covers, its soft shadow left out."""
    stage = stage_of(aspect, "draft")
    canvas = Canvas.blank(stage.width, stage.height)
    canvas.y[:] = 120
    layer.draw(canvas, t)
    return np.abs(canvas.y.astype(int) - 120) > 45


def lettering(aspect: Aspect) -> Lettering:
    stage = stage_of(aspect, "draft")
    return Lettering.load(Settings(), stage.width, stage.height, ("#fca311",))


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("side", [-1, 1])
@pytest.mark.parametrize("content", CONTENTS)
def test_cards_of_words_keep_their_place(content: Figure | Points | Quote, side: int, aspect: Aspect) -> None:
    """Inside their box, which is clear of title, captions and the presenter's eyes and mouth."""
    stage = stage_of(aspect, "standard")
    box = layouts.panel_box(stage, side=side)
    stand = layouts.stand("points", stage, side=side)
    rows, columns = np.nonzero(covered(WordCardLayer(Panel(content, box, 0, 120), lettering(aspect)), aspect))
    draft = stage_of(aspect, "draft")
    assert columns.min() >= box.x0 * draft.width - 1
    assert columns.max() <= box.x1 * draft.width + 1
    assert rows.min() >= box.y0 * draft.height - 1
    assert rows.max() <= box.y1 * draft.height + 1
    assert box.y1 <= stage.captions.y0
    assert box.x0 >= stage.title.x1 if stage.broad else box.y0 >= stage.title.y0 + 0.17 * (stage.safe.y1 - stage.safe.y0)
    (x, y), reach = face_of(stand, stage), FEATURES * stand.scale / 1920
    wide = reach * stage.height / stage.width
    apart = box.x0 > x + wide or box.x1 < x - wide or box.y1 < y - 0.9 * reach
    assert apart


@pytest.mark.parametrize("content", CONTENTS)
def test_cards_come_and_go(content: Figure | Points | Quote) -> None:
    panel = Panel(content, layouts.panel_box(stage_of("9:16", "draft"), side=1), 30, 90)
    seen = [covered(WordCardLayer(panel, lettering("9:16")), "9:16", t).sum() for t in (0.9, 1.0 + 2 / FPS, 2.0, 3.0 - 1.2 / FPS, 3.1)]
    assert seen[0] == seen[4] == 0
    assert 0 < seen[1] < 1.1 * seen[2]
    assert seen[3] < 0.6 * seen[2]


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("moment", [RatingMoment("4.8", 0, 120), CallMoment("친구에게 보여 주기", "share", 0, 120), CallMoment("See the description", "open", 0, 120, -2)])
def test_tags_are_in_the_safe_area_above_the_captions(moment: RatingMoment | CallMoment, aspect: Aspect) -> None:
    stage = stage_of(aspect, "draft")
    rows, columns = np.nonzero(covered(TagLayer(moment, lettering(aspect)), aspect))
    assert columns.min() >= stage.safe.x0 * stage.width - 1
    assert columns.max() <= stage.safe.x1 * stage.width + 1
    assert rows.max() <= stage.safe.y1 * stage.height - lettering(aspect).px(256)  # where letters of two lines begin


def test_stars_are_filled_as_far_as_the_rating_goes() -> None:
    def bright(value: str) -> int:
        stage = stage_of("9:16", "draft")
        canvas = Canvas.blank(stage.width, stage.height)
        TagLayer(RatingMoment(value, 0, 120), lettering("9:16")).draw(canvas, 2.0)
        rgb = canvas.rgb().astype(int)
        return int(((rgb[..., 0] > 180) & (rgb[..., 2] < 110)).sum())

    one, half, five = bright("1.0"), bright("2.5"), bright("5.0")
    assert 0.9 < half / one / 2.5 < 1.1
    assert 0.95 < five / one / 5 < 1.05


def test_the_source_line_fades_and_keeps_clear_of_the_labels() -> None:
    letters = lettering("9:16")
    labels = LabelLayer(("AI 생성",), letters)
    layer = SourceLayer(SourceMoment("한빛일보 · 2026. 11. 16.", 30, 90), labels, letters)
    assert not covered(layer, "9:16", 0.5).any()
    assert not covered(layer, "9:16", 3.2).any()
    shown = covered(layer, "9:16", 2.0)
    assert shown.any()
    assert not (shown & covered(labels, "9:16")).any()


@pytest.mark.parametrize("text", ["늦게 퇴근하는 시민도 집 가까운 곳에서 책을 읽고 공부할 수 있게 하려는 것", "한 번 충전하면 최대 60 시간 동안 켜져요"])
def test_lines_break_between_words_only(text: str) -> None:
    letters = lettering("9:16")
    lines = broken(text, letters, "caption", 30, 330, "ko", most=5)
    assert " ".join(lines) == text
    assert all(letters.advance(line, "caption", 30) <= 330 for line in lines)
    assert len(lines) > 1
    assert not any(line.endswith(" 60") or line.startswith("수 ") for line in lines)
    assert broken(text, letters, "caption", 30, 60, "ko", most=2) == ()


def test_everybodys_colours_can_be_read() -> None:
    for character in load_cast(Settings().characters).values():
        accents = accents_of(character.palette)
        plate, ink = system.plate_colours(accents)
        assert contrast(plate, ink) >= 4.5
        assert contrast(system.on_paper(accents), system.PAPER) >= 4.5
        assert contrast(system.bullet_on_paper(accents), system.PAPER) >= 3.0
        assert contrast(system.stars_on_night(accents)[0], system.NIGHT) >= 4.5
    assert contrast(system.QUIET, system.PAPER) >= 4.5


