"""Tags over the picture while something is said: price, rating, call to action. All stand in one place and come and go alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shorts.artifacts import FPS
from shorts.picture import graphic_system as system
from shorts.picture.icons import icon, star
from shorts.picture.lettering import HANGUL_MIDDLE
from shorts.picture.overlays import fitting_size, scaled
from shorts.picture.plates import Sheet
from shorts.picture.stage import Stage
from shorts.scene_plan import CallMoment, PriceMoment, RatingMoment

if TYPE_CHECKING:
    from shorts.picture.lettering import Lettering
    from shorts.picture.lettering_colours import Rgb
    from shorts.picture.plates import Outline
    from shorts.picture.yuv import Canvas, Sprite

_CAPTIONS = {1: 226.0, 2: 272.0}
"""From the safe area's foot to the top of captions of so many lines."""
_CLEAR, _CALL_CLEAR = 10.0, -12.0
"""Between a tag and those; a call is closer, since mouths of close faces end not far above it."""
_ROOM = 0.62
"""Of the safe area's width: as wide as a tag may be."""


@dataclass(slots=True)
class TagLayer:
    """A plate at the foot of the subject zone, clear of face, badge and captions; a call is as near to the captions as may be.

    lines: the most that captions have while it is shown.
    """

    moment: PriceMoment | RatingMoment | CallMoment
    lettering: Lettering
    lines: int = 2
    _painted: tuple[Sprite, tuple[int, int]] | None = field(default=None, repr=False)

    def draw(self, canvas: Canvas, t: float) -> None:
        age, left = t - self.moment.start / FPS, self.moment.end / FPS - t
        if age < -0.5 / FPS or left <= 0.5 / FPS:
            return
        if self._painted is None:
            sheet = _painted(self.moment, self.lettering)
            self._painted = sheet.sprite(), sheet.size
        sprite, size = self._painted
        x, y = self._middle(canvas, size)
        scale = system.tag_scale(age, left)
        shown = sprite if scale == 1.0 else scaled(sprite, scale)
        shown.blend_onto(canvas, round(x - shown.size[0] / 2), round(y - shown.size[1] / 2))

    def _middle(self, canvas: Canvas, size: tuple[int, int]) -> tuple[float, float]:
        stage = Stage(canvas.width, canvas.height)
        zone, calls = stage.subject, isinstance(self.moment, CallMoment)
        lowest = stage.safe.y1 * canvas.height - self.lettering.px(_CAPTIONS[self.lines] + (_CALL_CLEAR if calls else _CLEAR)) - size[1] / 2
        share = 0.13 * self.moment.side if not calls or abs(self.moment.side) < 2 else self.moment.side  # clamped to the zone's edge
        x = (zone.x0 + (0.5 + share) * (zone.x1 - zone.x0)) * canvas.width
        x = min(max(x, zone.x0 * canvas.width + size[0] / 2), zone.x1 * canvas.width - size[0] / 2)
        return x, lowest if calls else min(zone.y1 * canvas.height, lowest)


def _painted(moment: PriceMoment | RatingMoment | CallMoment, lettering: Lettering) -> Sheet:
    if isinstance(moment, PriceMoment):
        return _price(moment, lettering)
    return _rating(moment, lettering) if isinstance(moment, RatingMoment) else _call(moment, lettering)


def _price(moment: PriceMoment, lettering: Lettering) -> Sheet:
    size, width = _fitted(lettering, moment.text, system.PRICE, 2 * system.TAG_PAD[0])
    plate, ink = system.plate_colours(lettering.accents)
    sheet = _plate(lettering, width + 2 * system.TAG_PAD[0] * size, size, plate)
    sheet.text(moment.text, "title", size, system.TAG_PAD[0] * size, _baseline(sheet, size), ink)
    return sheet


def _rating(moment: RatingMoment, lettering: Lettering) -> Sheet:
    stars, gap = 5 * 1.08, 0.34  # ems
    size, width = _fitted(lettering, moment.value, system.RATING, 2 * system.TAG_PAD[0] + stars + gap)
    sheet = _plate(lettering, width + (2 * system.TAG_PAD[0] + stars + gap) * size, size, system.NIGHT)
    full, empty = system.stars_on_night(lettering.accents)
    for index in range(5):
        left, share = (system.TAG_PAD[0] + 1.08 * index) * size, min(max(float(moment.value) - index, 0.0), 1.0)
        place = left, (sheet.size[1] - size) / 2, size * 1.02
        sheet.shape([_placed(star(), *place)], empty)
        if share:
            sheet.shape([_placed(star(share), *place)], full)
    sheet.text(moment.value, "title", size, (system.TAG_PAD[0] + stars + gap) * size, _baseline(sheet, size), system.ON_NIGHT)
    return sheet


def _call(moment: CallMoment, lettering: Lettering) -> Sheet:
    disc, gap = 1.3, 0.34  # ems
    size, width = _fitted(lettering, moment.text, system.CALL, 0.2 + disc + gap + 0.6)
    sheet = _plate(lettering, width + (0.2 + disc + gap + 0.6) * size, size, system.PAPER, radius=0.9)
    plate, ink = system.plate_colours(lettering.accents)
    centre = (0.2 + disc / 2) * size, sheet.size[1] / 2
    sheet.disc(centre, disc / 2 * size, plate)
    side = 0.76 * size
    sheet.shape([_placed(outline, centre[0] - side / 2, centre[1] - side / 2, side) for outline in icon(moment.icon)], ink)
    sheet.text(moment.text, "caption", size, (0.2 + disc + gap) * size, _baseline(sheet, size), system.NIGHT)
    return sheet


def _fitted(lettering: Lettering, text: str, wanted: float, beside: float) -> tuple[int, float]:
    """The size at which `text` and `beside` ems more are no wider than a tag may be, and how wide the text then is."""
    stage = Stage(lettering.width, lettering.height)
    room = _ROOM * (stage.safe.x1 - stage.safe.x0) * stage.width
    size = fitting_size(lettering, [text], "title", wanted, room - beside * lettering.px(wanted))
    return size, lettering.advance(text, "title", size)


def _plate(lettering: Lettering, width: float, size: int, colour: Rgb, radius: float = system.TAG_RADIUS) -> Sheet:
    sheet = Sheet(lettering, width, (1 + 2 * system.TAG_PAD[1]) * size)
    sheet.plate(colour, min(radius * size, sheet.size[1] / 2))
    return sheet


def _baseline(sheet: Sheet, size: int) -> float:
    return sheet.size[1] / 2 + HANGUL_MIDDLE * size


def _placed(outline: Outline, x: float, y: float, side: float) -> Outline:
    return [(x + px * side, y + py * side) for px, py in outline]
