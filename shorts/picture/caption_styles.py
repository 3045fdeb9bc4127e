"""How captions look: plain data, one record a style."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from shorts.errors import UnknownChoice
from shorts.picture.lettering import Ink
from shorts.picture.lettering_colours import INK, VIVID, WHITE, readable, text_on

if TYPE_CHECKING:
    from shorts.picture.lettering_colours import Accents, Rgb
    from shorts.picture.lettering_fonts import Face

Mark = Literal["colour", "plate", "sweep", "none"]
"""How the word that is being spoken is marked: its letters take the accent colour; a plate in the accent colour lies behind it; the
accent runs through its letters and stays; or not at all."""

_ON_PANEL = 6.0
"""Contrast of accents on a panel: letters without outline, but on a ground of one colour, need less than letters on a picture."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A rounded plate behind a whole caption. Lengths are in ems of the caption's size."""

    colour: Rgb
    opacity: float
    pad: tuple[float, float]  # beside, above and below
    radius: float
    tail: float = 0.0  # height of a speech bubble's tail, which points up at the presenter
    shadow: float = 0.0  # opacity


@dataclass(frozen=True, slots=True)
class CaptionStyle:
    """Lengths are pixels on a canvas 1080 wide.

    reveal: words appear as they are spoken; else the whole caption stands. one_colour: all letters take the first accent.
    pop: the spoken word's scale on its first frames. lift: of the captions' middle above the safe area's bottom.
    """

    id: str
    names: tuple[str, str]  # Korean, English
    face: Face = "caption"
    size: float = 78
    margin: float = 26
    pitch: float = 1.24  # line distance in ems
    lift: float = 170
    reveal: bool = True
    mark: Mark = "colour"
    one_colour: bool = False
    pop: tuple[float, ...] = (0.86, 1.08, 1.04, 1.01)
    ink: Ink = field(default_factory=Ink)
    panel: Panel | None = None

    @property
    def ground(self) -> Rgb:
        """What the letters must stand out from: their outline, or the panel over a picture of the letters' own lightness."""
        if self.panel is None:
            return self.ink.outline
        share, picture = self.panel.opacity, text_on(self.panel.colour)
        r, g, b = (round(c * share + p * (1 - share)) for c, p in zip(self.panel.colour, picture, strict=True))
        return r, g, b

    def inks(self, keyword: bool, accents: Accents) -> tuple[Ink, Ink]:
        """How a word looks while it is spoken (and after, with "sweep"), and how else."""
        first, second = (readable(colour, self.ground, _ON_PANEL if self.panel else VIVID) for colour in (accents.first, accents.second))
        if self.one_colour:
            ink = replace(self.ink, fill=first)
            return ink, ink
        if self.mark == "sweep":
            return replace(self.ink, fill=second if keyword else first), self.ink
        idle = replace(self.ink, fill=second) if keyword else self.ink
        if self.mark == "plate":
            colour = accents.second if keyword else accents.first
            return replace(self.ink, fill=text_on(colour), outline_width=0.0, shadow=0.0, plate=colour), idle
        return (replace(self.ink, fill=first) if self.mark == "colour" else idle), idle


_BARE = Ink(outline_width=0.0, shadow=0.0)
POP = CaptionStyle("pop", ("팝", "Pop"))
PLATE = CaptionStyle("plate", ("형광펜", "Highlighter"), reveal=False, mark="plate", pop=(1.04, 1.06, 1.03, 1.01), size=74)
BOLD = CaptionStyle(
    "bold", ("예능", "Bold"), "title", size=90, pitch=1.10, lift=172, mark="none", one_colour=True, pop=(0.74, 1.12, 1.06, 1.02),
    ink=Ink(outline_width=0.145, shadow=0.5, shadow_drop=0.07, shadow_blur=0.04),
)  # fmt: skip
KARAOKE = CaptionStyle("karaoke", ("노래방", "Karaoke"), size=74, reveal=False, mark="sweep", pop=())
CARD = CaptionStyle(
    "card", ("카드", "Card"), "calm", size=60, margin=44, pitch=1.34, lift=168, reveal=False, pop=(), ink=_BARE,
    panel=Panel((20, 22, 32), 0.84, (0.62, 0.40), 0.42),
)  # fmt: skip
BUBBLE = CaptionStyle(
    "bubble", ("말풍선", "Bubble"), size=60, margin=48, pitch=1.34, lift=164, reveal=False, mark="plate", pop=(),
    ink=replace(_BARE, fill=INK, plate_pad=(0.14, 0.06)),
    panel=Panel(WHITE, 1.0, (0.66, 0.36), 0.78, tail=0.42, shadow=0.34),
)  # fmt: skip
MINIMAL = CaptionStyle(
    "minimal", ("미니멀", "Minimal"), "calm", size=60, pitch=1.30, mark="none", pop=(),
    ink=Ink(outline_width=0.06, shadow=0.8, shadow_drop=0.03, shadow_blur=0.10),
)  # fmt: skip
STYLES: dict[str, CaptionStyle] = {style.id: style for style in (POP, PLATE, BOLD, KARAOKE, CARD, BUBBLE, MINIMAL)}


def caption_style(name: str) -> CaptionStyle:
    """Raises UnknownChoice."""
    if name not in STYLES:
        raise UnknownChoice(kind="caption style", kind_ko="자막 스타일", value=name, choices=", ".join(STYLES))
    return STYLES[name]
