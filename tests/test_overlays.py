"""Overlays measured on frames: words appear on time, everything keeps inside the safe area, nothing collides."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from shorts.artifacts import FPS, Narration, Scene, Word
from shorts.captions import Caption, captions_of
from shorts.ffmpeg.args import Encoding
from shorts.ffmpeg.frames import encode_frames
from shorts.picture.caption_layer import CaptionLayer
from shorts.picture.caption_styles import STYLES, CaptionStyle
from shorts.picture.lettering import Lettering
from shorts.picture.overlays import AI_LABEL, LabelLayer, TitleLayer, accented, draw_thumbnail_title, safe_area, two_lines
from shorts.picture.yuv import Canvas
from shorts.progress import Work

if TYPE_CHECKING:
    from shorts.picture.layer import Layer

FONTS = Path(__file__).resolve().parent.parent / "assets" / "fonts"
TALL, DRAFT, WIDE, SQUARE = (1080, 1920), (540, 960), (1920, 1080), (1080, 1080)
SIZES = [TALL, DRAFT, WIDE, SQUARE, (1080, 1352)]
HOOK = ("아직도 젖은 수건", "널어 두시나요?")


def words(*texts: str, each: float = 0.37) -> Narration:
    spans = tuple(Word(text, n * each, (n + 1) * each) for n, text in enumerate(texts))
    return Narration(Path("unused.wav"), len(texts) * each, spans)


NARRATION = words("겨울철", "건조한", "방,", "아직도", "젖은", "수건만", "널어", "두시나요?")
CAPTIONS = captions_of(NARRATION, Scene("s1", "", caption=("수건",)), "ko")


def drawn(layer: Layer, size: tuple[int, int], t: float = 0.0) -> np.ndarray:
    """Where the layer changes a grey frame, as (height, width) bool; shadows fainter than 6 of 255 don't count."""
    canvas = Canvas.blank(*size)
    canvas.y[:] = 128
    layer.draw(canvas, t)
    return np.abs(canvas.y.astype(int) - 128) > 6


def box(changed: np.ndarray) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero(changed.any(1)), np.flatnonzero(changed.any(0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def inside_safe_area(changed: np.ndarray, size: tuple[int, int]) -> bool:
    area, (left, top, right, bottom) = safe_area(*size), box(changed)
    return left >= area.left - 1 and top >= area.top - 1 and right <= area.right + 1 and bottom <= area.bottom + 1


def test_the_safe_area_is_free_in_all_three_apps() -> None:
    area = safe_area(*TALL)
    assert (area.left, area.top, area.right, area.bottom) == (60, 220, 900, 1440)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_words_show_within_80_milliseconds(style: CaptionStyle) -> None:
    """The first frame on which a word's place looks as it does while spoken, against the voice's time of the word."""
    layer = CaptionLayer(CAPTIONS, Lettering(FONTS, *DRAFT), style)
    frames = {n: frame(layer, n / FPS) for n in range(round(NARRATION.seconds * FPS))}
    for word in NARRATION.words:
        before, after = round((word.start - 0.08) * FPS) - 1, round((word.start + 0.08) * FPS)
        changes = [n for n in range(max(1, before), after + 1) if not np.array_equal(frames[n], frames[n - 1])]
        if word.start > 0:
            assert changes
            assert abs(changes[0] / FPS - word.start) <= 0.08
            assert changes[0] / FPS - word.start <= 0.5 / FPS + 1e-9


def frame(layer: Layer, t: float) -> np.ndarray:
    canvas = Canvas.blank(*DRAFT)
    layer.draw(canvas, t)
    return canvas.buffer.copy()


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_burned_in_words_show_within_80_milliseconds(style: CaptionStyle, tmp_path: Path) -> None:
    """The same on decoded frames: when a word's place begins to look more as it does after the word's start than before."""
    layer = CaptionLayer(CAPTIONS, Lettering(FONTS, *DRAFT), style)
    count = round(NARRATION.seconds * FPS)
    with encode_frames(tmp_path / "burned.mp4", Encoding(*DRAFT), Work()) as sink:
        for n in range(count):
            canvas = sink.take()
            canvas.buffer[:] = 128
            layer.draw(canvas, n / FPS)
            sink.put(canvas)
    with av.open(str(tmp_path / "burned.mp4")) as container:
        luma = np.stack([shown.to_ndarray()[: DRAFT[1]].astype(np.float32) for shown in container.decode(video=0)])
    assert len(luma) == count
    for word in NARRATION.words[1:]:
        late, early = round((word.start + 0.17) * FPS), round((word.start - 0.13) * FPS)
        place = np.abs(luma[late] - luma[early]) > 30
        towards = [
            np.abs(one[place] - luma[late][place]).sum() < np.abs(one[place] - luma[early][place]).sum() for one in luma[early : late + 1]
        ]
        assert abs((early + towards.index(True)) / FPS - word.start) <= 0.08


def test_words_are_hidden_until_they_are_spoken() -> None:
    layer = CaptionLayer(CAPTIONS, Lettering(FONTS))
    caption = CAPTIONS[-1]
    covered = [np.count_nonzero(drawn(layer, TALL, word.end - 0.02)) for word in caption.words]
    assert all(a < b for a, b in pairwise(covered))


def test_a_highlighter_shows_the_whole_phrase_at_once() -> None:
    layer = CaptionLayer(CAPTIONS, Lettering(FONTS), STYLES["plate"])
    first, last = (box(drawn(layer, TALL, t)) for t in (CAPTIONS[-1].start + 0.2, CAPTIONS[-1].end - 0.02))
    assert all(abs(a - b) < 24 for a, b in zip(first, last, strict=True))


def test_a_caption_stays_until_the_next_begins_and_leaves_at_the_end() -> None:
    layer = CaptionLayer(CAPTIONS, Lettering(FONTS, *DRAFT))
    for n in range(round(NARRATION.seconds * FPS)):
        assert drawn(layer, DRAFT, n / FPS).any()
    assert not drawn(layer, DRAFT, NARRATION.seconds).any()


LONG_WORD = words("전국소상공인시장진흥공단홈페이지에서", "Llanfairpwllgwyngyllgogerychwyrndrobwll", "신청🔥하세요!")
WIDEST = (*captions_of(LONG_WORD, Scene("s1", ""), "ko"), Caption(9.0, 10.0, ((Word("W" * 60, 9.0, 9.5),), (Word("값", 9.5, 10.0),))))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_captions_keep_inside_the_safe_area(style: CaptionStyle, size: tuple[int, int]) -> None:
    for captions in (CAPTIONS, WIDEST):
        layer = CaptionLayer(captions, Lettering(FONTS, *size), style)
        for word in (word for caption in captions for word in caption.words):
            for frames_after in (0, 1, 6):
                assert inside_safe_area(drawn(layer, size, word.start + frames_after / FPS), size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "hook",
    [
        HOOK,
        ("한 줄",),
        ("이렇게 아주 길고도 긴 제목은 두 줄로 나누어집니다",),
        ("W" * 40, "값"),
        ("Is a $29.99 humidifier", "worth it? 🔥"),
    ],
)
def test_titles_keep_inside_the_safe_area_and_end_where_they_say(hook: tuple[str, ...], size: tuple[int, int]) -> None:
    layer = TitleLayer(hook, "젖은 수건", Lettering(FONTS, *size))
    changed = drawn(layer, size)
    assert inside_safe_area(changed, size)
    assert box(changed)[3] <= layer.bottom + 0.02 * size[1]


@pytest.mark.parametrize("size", SIZES)
def test_title_captions_and_labels_never_meet(size: tuple[int, int]) -> None:
    lettering = Lettering(FONTS, *size)
    two_rows = max(CAPTIONS, key=lambda caption: len(caption.lines))
    assert len(two_rows.lines) == 2
    title = drawn(TitleLayer(HOOK, "", lettering), size)
    captions = drawn(CaptionLayer((two_rows,), lettering), size, two_rows.words[-1].start + 0.3)
    labels = drawn(LabelLayer((AI_LABEL["ko"], "쿠팡 파트너스 활동으로 수수료를 받습니다"), lettering), size)
    assert box(title)[3] < box(captions)[1]
    assert box(captions)[3] < box(labels)[1]
    assert inside_safe_area(labels, size)


@pytest.mark.parametrize("size", SIZES)
def test_a_long_advertising_line_takes_two_rows_below_the_captions(size: tuple[int, int]) -> None:
    line = "이 포스팅은 쿠팡 파트너스 활동의 일환으로, 이에 따른 일정액의 수수료를 제공받습니다."
    lettering = Lettering(FONTS, *size)
    labels = drawn(LabelLayer((AI_LABEL["ko"], line), lettering), size)
    two_rows = max(CAPTIONS, key=lambda caption: len(caption.lines))
    captions = drawn(CaptionLayer((two_rows,), lettering), size, two_rows.words[-1].start + 0.3)
    assert inside_safe_area(labels, size)
    assert box(captions)[3] <= box(labels)[1] + 1


def test_even_an_endless_line_is_not_cut() -> None:
    assert inside_safe_area(drawn(LabelLayer((AI_LABEL["ko"], "광고 " * 90), Lettering(FONTS)), TALL), TALL)


def test_no_labels_draw_nothing() -> None:
    assert not drawn(LabelLayer(("", " "), Lettering(FONTS)), TALL).any()


def test_the_title_is_whole_on_the_first_frame_and_goes_by_its_mode() -> None:
    lettering = Lettering(FONTS)
    whole = drawn(TitleLayer(HOOK, "", lettering), TALL)
    assert whole.any()
    assert np.array_equal(drawn(TitleLayer(HOOK, "", lettering, "first"), TALL, 0.0), whole)
    assert np.array_equal(drawn(TitleLayer(HOOK, "", lettering, "throughout", offset=20.0), TALL, 3.0), whole)
    assert not drawn(TitleLayer(HOOK, "", lettering, "first", offset=2.0), TALL, 1.5).any()
    assert not drawn(TitleLayer(HOOK, "", lettering, "off"), TALL).any()


def test_the_accent_is_coloured_where_it_occurs() -> None:
    lettering = Lettering(FONTS)
    first, white = lettering.accents.first, (255, 255, 255)
    assert accented(HOOK, "젖은", lettering) == [(("아직도 ", white), ("젖은", first), (" 수건", white)), (("널어 두시나요?", white),)]
    assert accented(HOOK, "", lettering)[1] == (("널어 두시나요?", first),)


def test_a_long_hook_is_broken_at_a_phrase() -> None:
    assert two_lines(("기준금리가 내리면 내 대출이자는 얼마나 줄어들까?",), "ko", Lettering(FONTS)) == (
        "기준금리가 내리면",
        "내 대출이자는 얼마나 줄어들까?",
    )
    assert two_lines(("짧은 제목",), "ko", Lettering(FONTS)) == ("짧은 제목",)
    assert two_lines(("", " "), "ko", Lettering(FONTS)) == ()


def test_the_thumbnail_has_bigger_letters_in_the_safe_area() -> None:
    lettering = Lettering(FONTS)
    heights = []
    for draw in (
        lambda canvas: draw_thumbnail_title(canvas, HOOK, "", lettering),
        lambda canvas: TitleLayer(HOOK, "", lettering).draw(canvas, 0.0),
    ):
        canvas = Canvas.blank(*TALL)
        draw(canvas)
        _, top, _, bottom = box(canvas.y > 60)
        assert inside_safe_area(canvas.y > 60, TALL)
        heights.append(bottom - top)
    assert heights[0] > 1.3 * heights[1]
