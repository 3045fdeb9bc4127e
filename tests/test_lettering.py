"""Letters: no boxes, nothing cut, colours that can be read, the same pixels every time."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from shorts.picture.caption_styles import STYLES
from shorts.picture.lettering import Ink, Lettered, Lettering
from shorts.picture.lettering_colours import ENOUGH, INK, SUN, WHITE, Accents, accents_of, contrast, readable, text_on
from shorts.picture.lettering_fonts import FACES, TWINS, characters_of, load_font, runs_of
from shorts.picture.overlays import LABEL_INK, TITLE_INK

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "assets" / "fonts"
KS_X_1001 = [bytes([row, cell]).decode("euc-kr") for row in range(0xB0, 0xC9) for cell in range(0xA1, 0xFF)]
BARE = Ink(outline_width=0, shadow=0)
PLATED = replace(BARE, fill=INK, plate=SUN)
NOWHERE = "ก\uf8ff\U0010fffd"  # Thai, private use: none of our fonts has them


@pytest.fixture(scope="module")
def lettering() -> Lettering:
    return Lettering(FONTS)


def ink_of(lettered: Lettered) -> int:
    return int(np.count_nonzero(lettered.sprite.a > 40))


def mask(font: Any, character: str) -> tuple[tuple[int, int], bytes]:
    drawn = font.getmask(character)
    return drawn.size, bytes(drawn)


@pytest.mark.parametrize("face", ["caption", "title"])
def test_every_syllable_of_ks_x_1001_has_a_glyph_of_its_own(face: str) -> None:
    assert len(KS_X_1001) == 2350
    font = load_font(FONTS / FACES[face][0], 40)
    box = mask(font, "\uf8ff")  # what this font draws for a character that it lacks
    drawn = {syllable: mask(font, syllable) for syllable in KS_X_1001}
    assert [s for s, one in drawn.items() if one == box or sum(one[1]) < 5000] == []
    twins = [[s for s in KS_X_1001 if drawn[s] == one] for one in set(drawn.values()) if list(drawn.values()).count(one) > 1]
    ambiguous = {s for pair in twins for s in pair} - TWINS
    assert ambiguous <= set("뢸륄룔률홅훑")


def test_the_caption_face_has_every_modern_syllable_and_the_title_face_borrows_the_rest() -> None:
    syllables = {chr(code) for code in range(0xAC00, 0xD7A4)}
    assert {ord(s) for s in syllables} <= characters_of(FONTS / FACES["caption"][0])
    assert [run.font for run in runs_of("쀓", "title", FONTS)] == [FACES["caption"][0]]


@pytest.mark.parametrize(
    "text", ["美", "中國", "カタカナ", "ㅋㅋㅠㅠ", "①", "℃", "㎡", "→", "★", "♥", "“”…", "Ñéüß", "Жи", "Ωμ", "₩€", "½×"]
)
@pytest.mark.parametrize("face", ["caption", "title"])
def test_rare_characters_come_from_a_fallback(lettering: Lettering, face: Any, text: str) -> None:
    assert "".join(run.text for run in runs_of(text, face, FONTS)) == text
    assert ink_of(lettering.letter(text, face, 60, BARE)) > 60


@pytest.mark.parametrize("text", ["😀", "🔥", "✅", "⭐", "❤️", "👍🏻", "👨‍👩‍👧", "🇰🇷", "1️⃣", "🚀", "☀️"])
def test_emoji_are_one_coloured_picture(lettering: Lettering, text: str) -> None:
    runs = runs_of(text, "caption", FONTS)
    assert len(runs) == 1
    assert runs[0].emoji
    assert len(runs[0].text) == 1
    sprite = lettering.letter(text, "caption", 80, BARE).sprite
    assert ink_of(lettering.letter(text, "caption", 80, BARE)) > 1000
    inside = sprite.ac == 255
    chroma = np.abs(sprite.u[inside].astype(int) - 128) + np.abs(sprite.v[inside].astype(int) - 128)
    assert chroma.max() > 25


def test_what_no_font_has_is_left_out(lettering: Lettering) -> None:
    assert runs_of(NOWHERE, "caption", FONTS) == ()
    assert lettering.advance(f"가{NOWHERE}나", "caption", 80) == lettering.advance("가나", "caption", 80)
    assert ink_of(lettering.letter(NOWHERE, "caption", 80, BARE)) == 0


def test_letters_in_pieces_are_put_together(lettering: Lettering) -> None:
    assert runs_of("\u1112\u1161\u11ab", "caption", FONTS) == runs_of("한", "caption", FONTS)  # as macOS writes names of files


@pytest.mark.parametrize("ink", [Ink(), TITLE_INK, PLATED, LABEL_INK, STYLES["pop"].ink], ids=["caption", "title", "plate", "label", "pop"])
@pytest.mark.parametrize("text", ["값했다!", "jgyÄÅ(|)", "쀓뛟", "Wi-Fi,", "🔥떙", "g", "漢字", "'\"", "f/"])
@pytest.mark.parametrize("size", [20, 78, 150])
def test_nothing_is_cut(lettering: Lettering, ink: Ink, text: str, size: int) -> None:
    alpha = lettering.letter(text, "caption", size, ink).sprite.a
    edge = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
    assert edge.max() <= 8


def test_parts_of_a_line_stand_where_the_whole_line_would(lettering: Lettering) -> None:
    whole = lettering.letter("12,900원 가습기", "title", 90, TITLE_INK)
    parts = lettering.letter((("12,900원", WHITE), (" 가습기", WHITE)), "title", 90, TITLE_INK)
    assert abs(whole.sprite.size[0] - parts.sprite.size[0]) <= 2
    assert abs(ink_of(whole) - ink_of(parts)) < 0.01 * ink_of(whole)


def test_the_same_text_gives_the_same_pixels() -> None:
    one, two = (Lettering(FONTS).letter("같은 글자 🔥", "title", 77, TITLE_INK) for _ in range(2))
    assert all(np.array_equal(getattr(one.sprite, plane), getattr(two.sprite, plane)) for plane in ("y", "u", "v", "a", "ac"))


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1080, 1920, 1), (540, 960, 0.5), (1920, 1080, 1), (1080, 1080, 0.86), (1080, 1352, 0.92)]
)
def test_lengths_scale_with_the_canvas(width: int, height: int, scale: float) -> None:
    assert Lettering(FONTS, width, height).px(100) == round(100 * scale)


def palettes() -> list[tuple[str, ...]]:
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "characters").glob("*.toml"))]
    rng = random.Random(7)
    made = [tuple(f"#{rng.randrange(1 << 24):06x}" for _ in range(3)) for _ in range(200)]
    return [*(tuple(file["palette"]) for file in files), *made, (), ("#000000",), ("#ffffff", "#808080"), ("#0000ff", "#00008b")]


def test_accents_can_be_read_and_told_apart() -> None:
    for palette in palettes():
        accents = accents_of(palette)
        assert contrast(accents.first, INK) >= ENOUGH
        assert contrast(accents.second, INK) >= ENOUGH
        assert contrast(text_on(accents.first), accents.first) >= ENOUGH
        assert max(abs(a - b) for a, b in zip(accents.first, accents.second, strict=True)) > 40


def test_readable_mends_in_both_directions() -> None:
    assert contrast(readable((20, 20, 120)), INK) >= ENOUGH
    assert contrast(readable((255, 250, 200), WHITE, ENOUGH), WHITE) >= ENOUGH
    assert contrast(WHITE, (0, 0, 0)) == pytest.approx(21.0)


def test_without_colours_the_accents_are_yellow_and_mint() -> None:
    assert accents_of(("#101010", "#fafafa")) == Accents()
