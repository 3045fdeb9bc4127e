"""The price, large, while it is spoken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shorts.artifacts import FPS
from shorts.picture.camera import eased
from shorts.picture.lettering import HANGUL_MIDDLE, Ink, Lettered
from shorts.picture.lettering_colours import text_on
from shorts.picture.overlays import blend, fitting_size
from shorts.picture.stage import Stage

if TYPE_CHECKING:
    from shorts.picture.lettering import Lettering
    from shorts.picture.yuv import Canvas
    from shorts.scene_plan import PriceMoment

_SIZE = 104.0
_ENTRY, _EXIT = 0.3, 0.12  # seconds
_PAD = (0.34, 0.12)  # of the tag, in ems
_CAPTIONS = 272.0  # from the safe area's foot to the top of captions of two lines, pixels on a canvas 1080 wide
_ROOM = 0.62  # of the safe area's width


@dataclass(slots=True)
class PriceLayer:
    """A tag in the presenter's colour at the foot of the subject zone, clear of face, badge and captions."""

    moment: PriceMoment
    lettering: Lettering
    _painted: Lettered | None = field(default=None, repr=False)
    _size: int = 0
    _width: float = 0.0

    def draw(self, canvas: Canvas, t: float) -> None:
        age, left = t - self.moment.start / FPS, self.moment.end / FPS - t
        if age < -0.5 / FPS or left <= 0.5 / FPS:
            return
        if self._painted is None:
            self._paint()
        assert self._painted
        stage = Stage(canvas.width, canvas.height)
        zone = stage.subject
        captions = stage.safe.y1 * canvas.height - self.lettering.px(_CAPTIONS)
        foot = min(zone.y1 * canvas.height, captions - (0.5 + _PAD[1]) * self._size)
        half = self._width / 2 + _PAD[0] * self._size
        middle = (zone.x0 + (0.5 + 0.13 * self.moment.side) * (zone.x1 - zone.x0)) * canvas.width
        middle = min(max(middle, zone.x0 * canvas.width + half), zone.x1 * canvas.width - half)
        baseline = round(foot + HANGUL_MIDDLE * self._size)
        scale = (0.5 + 0.5 * eased(age / _ENTRY, "spring")) * min(left / _EXIT, 1.0) ** 0.5
        blend(canvas, self._painted, middle - self._width / 2, baseline, self._width, self._size, max(scale, 0.05))

    def _paint(self) -> None:
        plate = self.lettering.accents.first
        ink = Ink(text_on(plate), outline_width=0, shadow=0, plate=plate, plate_pad=_PAD, plate_radius=0.34)
        stage = Stage(self.lettering.width, self.lettering.height)
        room = _ROOM * (stage.safe.x1 - stage.safe.x0) * stage.width
        self._size = fitting_size(self.lettering, [self.moment.text], "title", _SIZE, room)
        self._width = self.lettering.advance(self.moment.text, "title", self._size)
        self._painted = self.lettering.letter(self.moment.text, "title", self._size, ink)
