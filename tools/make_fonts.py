"""Make assets/fonts from the fonts' published packages (see assets/fonts/README.md for origins and versions).

    python tools/make_fonts.py --black-han-sans DIR --pretendard DIR --noto-cjk FILE.ttc --noto-emoji FILE.ttf

The web slices of Black Han Sans are merged into one file again; Noto Sans CJK and Noto Color Emoji are cut down to
what a Korean or English short may need. Pretendard is copied as it is: its name is reserved, so it may not be changed.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

if TYPE_CHECKING:
    from collections.abc import Iterator

OUT = Path(__file__).resolve().parent.parent / "assets" / "fonts"
KOREAN_FACE_OF_NOTO_CJK = 1  # faces of the collection: JP, KR, SC, TC, HK
FLAGS = "KR US JP CN TW HK GB EU DE FR IT ES CA AU IN VN TH ID PH SG MY BR MX RU UA UN CH NL SE"


def merge_slices(folder: Path, out: Path) -> None:
    """Join the unicode-range slices (woff2) that a web-font package consists of."""
    with tempfile.TemporaryDirectory() as scratch:
        parts = []
        for slice_ in sorted(folder.glob("*-[0-9]*-400-normal.woff2")):
            font = TTFont(slice_)
            font.flavor = None
            parts.append(str(Path(scratch) / f"{slice_.stem}.ttf"))
            font.save(parts[-1])
        Merger().merge(parts).save(out)


def cut(font: TTFont, characters: set[int], out: Path, layout: list[str]) -> None:
    options = Options(
        layout_features=layout, name_IDs=["*"], notdef_outline=True, hinting=False, drop_tables=["vhea", "vmtx", "VORG", "BASE"]
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.save(out)


def east_asian() -> set[int]:
    """What KS X 1001, JIS X 0208 and GB 2312 encode, without Hangul syllables; and the usual symbols."""
    pairs = [bytes([a, b]) for a in range(0xA1, 0xFF) for b in range(0xA1, 0xFF)]
    found = {ord(c) for codec in ("euc-kr", "euc-jp", "gb2312") for p in pairs for c in p.decode(codec, "ignore")}
    symbols = {*range(0x20, 0x250), *range(0x2000, 0x2070), *range(0x20A0, 0x20C1), *range(0x2100, 0x2300), *range(0x2460, 0x27C0)}
    return {c for c in found | symbols if not 0xAC00 <= c < 0xD7B0}


def emoji(font: TTFont) -> set[int]:
    """Every emoji of one code point, and what `name_sequences` added; neither skin tones nor joined families."""
    return {c for c in font.getBestCmap() if c > 0x2000 and not 0x1F3FB <= c <= 0x1F3FF and not 0x1F1E6 <= c <= 0x1F1FF}


def name_sequences(font: TTFont) -> None:
    """Give flags and key caps code points of their own (see shorts/picture/lettering_fonts.py).

    Text is laid out without OpenType shaping, since Pillow has it on some platforms only; ligatures would be lost.
    """
    private = {}
    letter = {f"u{0x1F1E6 + i:X}": i for i in range(26)}
    for first, second, glyph in ligatures(font):
        if first in letter and second in letter and chr(65 + letter[first]) + chr(65 + letter[second]) in FLAGS.split():
            private[0xF0000 + 26 * letter[first] + letter[second]] = glyph
        elif second in ("uni20E3", "u20E3"):
            private[0xF1000 + next(code for code, name in font.getBestCmap().items() if name == first)] = glyph
    for table in font["cmap"].tables:
        if table.format == 12:
            table.cmap.update(private)
    del font["GSUB"]


def ligatures(font: TTFont) -> Iterator[tuple[str, str, str]]:
    """(first, second, result) of every ligature of two glyphs."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for first, found in getattr(getattr(table, "ExtSubTable", table), "ligatures", {}).items():
                yield from ((first, one.Component[0], one.LigGlyph) for one in found if len(one.Component) == 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("black-han-sans", "pretendard", "noto-cjk", "noto-emoji"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    merge_slices(given.black_han_sans, OUT / "BlackHanSans-Regular.ttf")
    for weight in ("ExtraBold", "SemiBold"):
        shutil.copyfile(given.pretendard / f"Pretendard-{weight}.otf", OUT / f"Pretendard-{weight}.otf")
    cut(TTCollection(given.noto_cjk).fonts[KOREAN_FACE_OF_NOTO_CJK], east_asian(), OUT / "NotoSansCJKkr-Black-subset.otf", ["kern", "palt"])
    colour = TTFont(given.noto_emoji)
    name_sequences(colour)
    cut(colour, emoji(colour), OUT / "NotoColorEmoji-subset.ttf", [])
    for path in sorted(OUT.iterdir()):
        print(f"{path.stat().st_size:>9} {path.name}")


if __name__ == "__main__":
    main()
