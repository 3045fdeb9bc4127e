"""Caption styles: chosen by name, readable on any picture, clear of title and labels, no dearer a frame than the first; previews."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from shorts.artifacts import FPS, Scene, ShortRequest
from shorts.captions import captions_of
from shorts.errors import UnknownChoice
from shorts.picture.caption_layer import CaptionLayer
from shorts.picture.caption_styles import STYLES, CaptionStyle, caption_style
from shorts.picture.lettering import Lettering
from shorts.picture.lettering_colours import ENOUGH, WHITE, contrast
from shorts.picture.overlays import AI_LABEL, LabelLayer, TitleLayer
from shorts.picture.style_sheet import caption_preview
from shorts.settings import Settings
from shorts.workshop import open_workshop
from tests.test_lettering import palettes
from tests.test_overlays import CAPTIONS, FONTS, HOOK, NARRATION, SIZES, TALL, box, drawn, words

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.picture.lettering_colours import Rgb

each_style = pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
TWO_ROWS = max(CAPTIONS, key=lambda caption: len(caption.lines))


def test_there_are_six_and_each_is_itself() -> None:
    assert len(STYLES) >= 6
    looks = {replace(style, id="", names=("", "")) for style in STYLES.values()}
    assert len(looks) == len({style.names for style in STYLES.values()}) == len(STYLES)


def test_an_unknown_style_is_refused_before_anything_is_made() -> None:
    shop = open_workshop(Settings())
    with pytest.raises(UnknownChoice, match="comic") as failure:
        shop.check(ShortRequest("글", kind="text", captions="comic"))
    assert all(name in failure.value.text("ko") for name in STYLES)
    assert caption_style(ShortRequest("").captions).id == "pop"


def behind(style: CaptionStyle) -> list[Rgb]:
    """What may lie around the letters: their outline, or the panel over a black and over a white picture."""
    if not style.panel:
        return [style.ink.outline]
    share = style.panel.opacity
    return [tuple(round(c * share + picture * (1 - share)) for c in style.panel.colour) for picture in (0, 255)]  # type: ignore[misc]


@each_style
def test_every_letter_stands_out_from_what_is_around_it(style: CaptionStyle) -> None:
    for palette in palettes():
        accents = Lettering.load(Settings(), palette=palette).accents
        for ink in (*style.inks(False, accents), *style.inks(True, accents)):
            grounds = [ink.plate] if ink.plate else behind(style)
            assert min(contrast(ink.fill, ground) for ground in grounds) >= ENOUGH


@each_style
@pytest.mark.parametrize("level", [16, 235])
def test_letters_are_seen_on_black_and_on_white(style: CaptionStyle, level: int) -> None:
    """Of the pixels that a caption changes, many are far from the picture, and enough are light and enough dark for a shape to be read."""
    layer = CaptionLayer((TWO_ROWS,), Lettering(FONTS), style)
    canvas = on_grey(layer, level, TWO_ROWS.words[-1].start + 0.2)
    left, top, right, bottom = box(np.abs(canvas.astype(int) - level) > 6)
    inside = canvas[top:bottom, left:right].astype(int)
    assert np.count_nonzero(inside < 70) > 0.04 * inside.size
    assert np.count_nonzero(inside > 150) > 0.04 * inside.size


def on_grey(layer: CaptionLayer, level: int, t: float) -> np.ndarray:
    from shorts.picture.yuv import Canvas

    canvas = Canvas.blank(*TALL)
    canvas.y[:] = level
    layer.draw(canvas, t)
    return canvas.y.copy()


@each_style
@pytest.mark.parametrize("size", SIZES)
def test_captions_meet_neither_title_nor_label(style: CaptionStyle, size: tuple[int, int]) -> None:
    lettering = Lettering(FONTS, *size)
    latin = words("Why", "jumpy", "people", "gladly", "enjoy", "yogurt")
    for caption in (TWO_ROWS, *captions_of(latin, Scene("s", ""), "en")):
        for after in (0, 1, 9):
            captions = drawn(CaptionLayer((caption,), lettering, style), size, caption.words[-1].start + after / FPS)
            assert box(drawn(TitleLayer(HOOK, "", lettering), size))[3] < box(captions)[1]
            assert box(captions)[3] <= box(drawn(LabelLayer((AI_LABEL["ko"],), lettering), size))[1] + 1


@each_style
def test_captions_have_at_most_two_lines_and_stand_in_the_middle(style: CaptionStyle) -> None:
    for caption in CAPTIONS:
        assert len(caption.lines) <= 2
        left, _, right, _ = box(drawn(CaptionLayer((caption,), Lettering(FONTS), style), TALL, caption.words[-1].start + 0.3))
        assert (left + right) / 2 == pytest.approx(480, abs=14)


def test_karaoke_fills_a_word_from_its_left_and_keeps_it() -> None:
    layer = CaptionLayer(CAPTIONS, Lettering(FONTS), STYLES["karaoke"])
    word, following = CAPTIONS[0].words[:2]
    early, late, after = (drawn_luma(layer, t) for t in (word.start, word.start + 0.1, following.end - 0.02))
    grown = [np.flatnonzero((one != after).any(0)) for one in (early, late)]
    assert grown[0][0] < grown[1][0]  # what is still to be filled begins further right
    assert np.array_equal(drawn_luma(layer, word.end - 0.02)[:, : grown[0][0]], after[:, : grown[0][0]])


def drawn_luma(layer: CaptionLayer, t: float) -> np.ndarray:
    return on_grey(layer, 128, max(t, 0.0))


def test_the_speech_bubble_is_drawn_behind_the_letters() -> None:
    shown = on_grey(CaptionLayer((TWO_ROWS,), Lettering(FONTS), STYLES["bubble"]), 128, TWO_ROWS.start)
    assert np.count_nonzero(shown > 225) > 40_000
    assert STYLES["bubble"].ground == WHITE


def test_another_style_is_another_segment(tmp_path: Path) -> None:
    from shorts.staging import Stage
    from tests.maker import REQUEST, tone_workshop

    settings = replace(Settings(), outputs=tmp_path)
    shop = tone_workshop(settings)
    keys = set()
    for name in STYLES:
        stage = staged(Stage, settings, replace(REQUEST, captions=name), shop.character("executive-fox"))
        plan = stage.plan(0, NARRATION)
        keys.add(str(stage.inputs(stage.script.scenes[0], plan, NARRATION)))
    assert len(keys) == len(STYLES)


def staged(kind: type, settings: Settings, request: ShortRequest, character: object) -> object:
    from shorts.artifacts import Article, Script
    from shorts.progress import Work

    script = Script("제목", "ko", "news", (Scene("s1", "겨울철"), Scene("s2", "끝")), HOOK)
    return kind(settings, request, Article("", "제목", "글", "ko"), script, character, Work())


@pytest.mark.parametrize("language", ["ko", "en"])
def test_previews_show_each_style_and_are_painted_once(language: str, tmp_path: Path) -> None:
    settings = replace(Settings(), cache=tmp_path)
    seen = set()
    for name in STYLES:
        path = caption_preview(name, language, settings, ("#e0762e", "#20304a"))  # type: ignore[arg-type]
        with Image.open(path) as picture:
            assert picture.size == (540, 200)
            seen.add(picture.tobytes())
        stamp = path.stat().st_mtime_ns
        assert caption_preview(name, language, settings, ("#e0762e", "#20304a")).stat().st_mtime_ns == stamp  # type: ignore[arg-type]
    assert len(seen) == len(STYLES)
    with pytest.raises(UnknownChoice):
        caption_preview("../x", "ko", settings)
