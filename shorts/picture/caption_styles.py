"""How captions look: plain data, one record a style."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from shorts.picture.lettering import Ink
from shorts.picture.lettering_colours import readable, text_on

if TYPE_CHECKING:
    from shorts.picture.lettering_colours import Accents
    from shorts.picture.lettering_fonts import Face


@dataclass(frozen=True, slots=True)
class CaptionStyle:
    """Lengths are pixels on a canvas 1080 wide.

    reveal: words appear as they are spoken; else the whole caption stands and the spoken word is marked.
    plate: the spoken word is marked by a plate in the accent colour; else its letters take the accent colour.
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
    plate: bool = False
    pop: tuple[float, ...] = (0.86, 1.08, 1.04, 1.01)
    ink: Ink = field(default_factory=Ink)

    def inks(self, keyword: bool, accents: Accents) -> tuple[Ink, Ink]:
        """How a word looks while it is spoken, and before and after."""
        idle = replace(self.ink, fill=accents.second) if keyword else self.ink
        if self.plate:
            colour = accents.second if keyword else accents.first
            return replace(self.ink, fill=text_on(colour), outline_width=0.0, shadow=0.0, plate=colour), idle
        return replace(self.ink, fill=readable(accents.first, self.ink.outline)), idle


POP = CaptionStyle("pop", ("팝", "Pop"))
PLATE = CaptionStyle("plate", ("형광펜", "Highlighter"), reveal=False, plate=True, pop=(1.04, 1.06, 1.03, 1.01), size=74)
STYLES: dict[str, CaptionStyle] = {style.id: style for style in (POP, PLATE)}
