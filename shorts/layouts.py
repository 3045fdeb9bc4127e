"""Where things stand in each layout: framings of the presenter and boxes of photo cards, in fractions of the frame.

Designed on 1080x1920: the title above y 400, faces and photos between 430 and 1080, captions between 1150 and 1400. The
presenter stands at the left of a card because the right edge belongs to the apps' buttons. Other aspects derive from
the same zones (see stage.py); a broad frame puts presenter and card side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.picture.camera import View
from shorts.picture.stage import Box
from shorts.scene_plan import Framing

if TYPE_CHECKING:
    from shorts.picture.stage import Stage
    from shorts.scene_plan import Layout

CARD_SHAPES = (0.74, 1.55)
"""Width by height of a card's picture: photos beyond these are cropped by the camera inside."""

# face centre in fractions of the subject zone, radius in design pixels
_TALL: dict[Layout, tuple[float, float, float]] = {
    "close": (0.50, 0.56, 290.0),
    "medium": (0.50, 0.56, 222.0),
    "wide": (0.50, 0.50, 165.0),
    "hero": (0.30, 0.62, 235.0),
    "card": (0.185, 0.90, 128.0),
}
_ZOOMS: dict[Layout, float] = {"close": 1.36, "medium": 1.2, "wide": 1.1, "hero": 1.2, "card": 1.14, "photo": 1.1}


def framing(layout: Layout, stage: Stage, *, side: int = 0) -> Framing:
    """The presenter's face. side: 0 the layout's own place; -1 or 1 moves it to the left or right third (card: mirrors it)."""
    fx, fy, radius = _TALL[layout]
    zone = stage.subject
    r = radius * stage.unit / stage.height
    if layout == "card":
        flip = side > 0
        fx = _card_presenter_x(fx, stage, flip=flip)
        return Framing(zone.x0 + fx * (zone.x1 - zone.x0), zone.y0 + (fy if not stage.broad else 0.55) * (zone.y1 - zone.y0), r, flip)
    if layout != "hero":
        fx += side * (0.11 if not stage.broad else 0.2)
    return Framing(zone.x0 + fx * (zone.x1 - zone.x0), zone.y0 + fy * (zone.y1 - zone.y0), r)


def _card_presenter_x(fx: float, stage: Stage, *, flip: bool) -> float:
    fx = 0.16 if stage.broad else fx
    return 1 - fx if flip else fx


def backdrop_view(layout: Layout, side: int) -> View:
    """The camera on the backdrop: nearer for closer framings, a little off the middle on the other side of the presenter."""
    return View(0.5 + 0.035 * side, 0.46 if layout == "close" else 0.5, _ZOOMS[layout])


def card_box(width: int, height: int, stage: Stage, *, side: int) -> Box:
    """The box of a card for a photo of this size; side: -1 presenter at the left (card to the right), 1 mirrored."""
    shape = min(max(width / height, CARD_SHAPES[0]), CARD_SHAPES[1])
    zone = stage.subject.part(0.30, -0.06, 1.0, 1.07) if stage.broad else stage.subject.part(0.10, -0.005, 1.0, 0.985)
    room_w, room_h = (zone.x1 - zone.x0) * stage.width, (zone.y1 - zone.y0) * stage.height
    w = min(room_w, room_h * shape)
    h = w / shape
    cx = zone.x1 - w / stage.width / 2
    cy = zone.y0 + (0.42 if h < room_h * 0.9 else 0.5) * (zone.y1 - zone.y0)
    if side > 0:
        cx = stage.subject.x0 + stage.subject.x1 - cx
    return Box(cx - w / stage.width / 2, cy - h / stage.height / 2, cx + w / stage.width / 2, cy + h / stage.height / 2)


def whole_photo_box(width: int, height: int, stage: Stage) -> Box:
    """The box of a photo that is shown whole before its blurred copy: as wide as the frame, above the captions."""
    top, bottom = stage.safe.y0 + 0.15 * (stage.safe.y1 - stage.safe.y0), stage.captions.y0
    shape = width / height
    w = min(0.94 * stage.width, (bottom - top) * stage.height * shape)
    h = w / shape
    cy = (top + bottom) / 2
    return Box(0.5 - w / stage.width / 2, cy - h / stage.height / 2, 0.5 + w / stage.width / 2, cy + h / stage.height / 2)


def badge_framing(stage: Stage) -> Framing:
    """The small circle in which the presenter looks on, at the lower left of the subject zone. `r` is the circle's radius."""
    r = 112 * stage.unit
    zone = stage.subject
    return Framing(zone.x0 + (r + 6 * stage.unit) / stage.width, zone.y1 - (r * 0.55) / stage.height, r / stage.height)
