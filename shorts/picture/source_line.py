"""Where news is from: a small quiet line at the foot, right of the labels, fading in and out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from shorts.artifacts import FPS
from shorts.picture import graphic_system as system
from shorts.picture.lettering import HANGUL_MIDDLE
from shorts.picture.overlays import LABEL_INK, fitting_size, safe_area

if TYPE_CHECKING:
    from shorts.picture.lettering import Lettering
    from shorts.picture.overlays import LabelLayer
    from shorts.picture.yuv import Canvas, Sprite
    from shorts.scene_plan import SourceMoment

_INK = replace(LABEL_INK, plate_opacity=0.6, plate_pad=(0.5, 0.22))
_NARROW = 0.3
"""Of the safe area's width: with less than this beside the labels the line stands over them."""


@dataclass(slots=True)
class SourceLayer:
    """It ends where the safe area ends."""

    moment: SourceMoment
    labels: LabelLayer
    lettering: Lettering
    _placed: tuple[Sprite, int, int] | None = field(default=None, repr=False)

    def draw(self, canvas: Canvas, t: float) -> None:
        opacity = min(system.faded(t - self.moment.start / FPS), system.faded(self.moment.end / FPS - t))
        if opacity <= 0:
            return
        if self._placed is None:
            self._placed = self._paint()
        sprite, x, y = self._placed
        sprite.blend_onto(canvas, x, y, opacity)

    def _paint(self) -> tuple[Sprite, int, int]:
        area, (after, rows) = safe_area(self.lettering.width, self.lettering.height), self.labels.extent
        beside = rows < 2 and area.right - after > _NARROW * area.width
        gap = self.lettering.px(system.SOURCE) * (0.4 + 2 * _INK.plate_pad[0])
        size = fitting_size(self.lettering, [self.moment.text], "calm", system.SOURCE, (area.right - after if beside else area.width) - gap)
        lettered = self.lettering.letter(self.moment.text, "calm", size, _INK)
        x = area.right - self.lettering.advance(self.moment.text, "calm", size) - _INK.plate_pad[0] * size
        row = self.lettering.px(system.SOURCE) * 1.5 * (0 if beside else rows)
        middle = area.bottom - self.lettering.px(3) - round(size * (0.5 + _INK.plate_pad[1])) - round(row)
        return lettered.sprite, round(x) - lettered.left, middle + round(size * HANGUL_MIDDLE) - lettered.top
