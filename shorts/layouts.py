"""Where things stand in each layout: the presenter, the backdrop's camera, boxes of photo cards; fractions of the frame.

Designed on 1080x1920: the title above y 430, faces and photos between 430 and 1080, captions between 1150 and 1400 over the
presenter's body. Other aspects derive from the same zones (see stage.py). In tall frames the camera on the backdrop is chosen so
that the feet meet the place where the setting was built for them; a presenter beside a card stands further back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.picture.camera import View, clamped, cover_scale
from shorts.picture.stage import Box
from shorts.scene_plan import Circle, Stand

if TYPE_CHECKING:
    from shorts.picture.stage import Stage
    from shorts.scene_plan import Layout

CARD_SHAPES = (0.74, 1.55)
"""Width by height of a card's picture: photos beyond these are cropped by the camera inside."""
FACE = 667.0
"""Design pixels from the feet up to the middle of the face, at scale 1."""
FEATURES = 210.0
"""Design pixels from the middle of the face to the outer ends of eyes and mouth, at scale 1; the cheeks reach twice as far."""
PLATE = (1296, 2304)
"""Size of the settings' plates, design pixels; the feet were built to stand at SPOT, a fraction of it, at scale 1."""
SPOT = (0.5, 1812 / 2304)

# height of the face's middle in the subject zone (0 top, 1 bottom), and scale
_STANDS: dict[Layout, tuple[float, float]] = {"close": (0.74, 1.26), "medium": (0.73, 0.97), "wide": (0.72, 0.86), "card": (0.94, 0.48)}
_BELOW_TITLE = (0.885, 1.06)  # the short's first and last shot: close, but with the title clear of forehead and hair
_SQUARE_STANDS: dict[Layout, tuple[float, float]] = {"close": _BELOW_TITLE, "medium": (0.82, 0.94), "wide": (0.78, 0.84), "card": (0.94, 0.48)}
_BROAD_STANDS: dict[Layout, tuple[float, float]] = {"close": (0.67, 0.90), "medium": (0.61, 0.78), "wide": (0.57, 0.64), "card": (0.80, 0.58)}
_BROAD_PLACES: dict[Layout, float] = {"close": 0.70, "medium": 0.705, "wide": 0.68, "card": 0.21}
"""In broad frames the title stands at the left: somebody alone at its right, somebody beside a card below it."""
_UNDER_CARD = (1.02, 0.45)  # the same beneath a broad card
_UNDER_WORDS = (1.03, 0.41)
"""Beneath a card of words in tall frames: the longest ears and the highest hat end within its lower padding."""
_BROADEST = 1.5  # width by height at which a photo shown whole is cut at its sides, so that it doesn't become a strip
_BROAD_CARD = 1.2  # width by height from which a card leaves no room beside it


def stand(layout: Layout, stage: Stage, *, side: int = 0, shape: float = 1.0, titled: bool = False, under: bool | None = None) -> Stand:
    """Where the presenter stands. side: -1 left, 1 right, 0 middle. Beside or below a card of that `shape` (width by height), as `under` says.
    titled: a shot whose title must be quite clear of the presenter."""
    zone, unit, words = stage.subject, zone_unit(stage), layout in ("points", "figure", "quote")
    layout = "card" if words else layout
    height, scale = (_BROAD_STANDS if stage.broad else _STANDS if stage.tall else _SQUARE_STANDS)[layout]
    if layout == "card" and _is_above(shape, stage, under):
        height, scale = _UNDER_CARD
    if words and stage.tall:
        height, scale = _UNDER_WORDS
    if layout == "close" and stage.tall and titled:
        height, scale = _BELOW_TITLE
    if stage.broad:
        x = _BROAD_PLACES[layout] + (0.03 * side if layout in ("medium", "wide") else 0.0)
    elif layout == "card":
        half = FEATURES * scale * unit / stage.width
        # the cheeks may reach under the apps' buttons, eyes and mouth may not
        x = max(zone.x0 + half, 2.05 * half) if side < 0 else min(zone.x1 - half, 1 - 2.05 * half)
    else:
        x = (zone.x0 + zone.x1) / 2 + 0.02 + side * 0.075
    face = zone.y0 + height * (zone.y1 - zone.y0)
    flip = layout == "card" and side > 0 and not stage.broad
    return Stand(x, face + FACE * scale * unit / stage.height, scale * unit * 1920 / stage.height, flip)


def zone_unit(stage: Stage) -> float:
    """Pixels of this frame per design pixel of the presenter: as the subject zone is high."""
    return (stage.subject.y1 - stage.subject.y0) * stage.height / 650


def face_of(stand: Stand, stage: Stage) -> tuple[float, float]:
    """The middle of a standing presenter's face, in fractions of the frame."""
    return stand.x, stand.y - FACE * stand.scale / 1920


def backdrop_view(layout: Layout, stand: Stand, stage: Stage) -> View:
    """The camera on the setting that puts its floor under the feet, as far as the plate reaches."""
    frame = (stage.width, stage.height)
    cover = cover_scale(PLATE, frame)
    if not stage.tall:
        return clamped(View(0.5 - 0.1 * (stand.x - 0.5), 0.62, 1.12), PLATE, frame)
    zoom = max(stand.scale * stage.height / 1920 / cover, 1.12 if layout == "card" else 1.0)
    step = cover * zoom
    cx = SPOT[0] - (stand.x - 0.5) * stage.width / step / PLATE[0]
    cy = SPOT[1] - (stand.y - 0.5) * stage.height / step / PLATE[1]
    return clamped(View(cx, cy, zoom), PLATE, frame)


def _is_above(shape: float, stage: Stage, under: bool | None) -> bool:
    """Does a card stand above the presenter, and not beside? As chosen, or since it is broad; never in broad frames."""
    return not stage.broad and (shape > _BROAD_CARD if under is None else under)


def card_box(width: int, height: int, stage: Stage, *, side: int, under: bool | None = None) -> Box:
    """The box of a card for a photo of this size. side: where the presenter is, -1 left or 1 right; the card makes room. In broad frames the presenter is at the left.
    under: is the presenter below it? None: below a broad one."""
    shape = card_shape(width, height)
    above = _is_above(shape, stage, under)
    if stage.broad:
        room = Box(stage.title.x1 + 0.01, stage.subject.y0, stage.subject.x1, stage.subject.y1)
    else:
        right = 1.03 if stage.tall else 1.0
        room = stage.subject.part(0.0, 0.035, 1.0, 0.90) if above else stage.subject.part(0.27, 0.035, right, 1.0)
    room_w, room_h = (room.x1 - room.x0) * stage.width, (room.y1 - room.y0) * stage.height
    w = min(room_w, room_h * shape)
    h = w / shape
    cx = room.centre[0] if stage.broad or under else room.x1 - w / stage.width / 2
    cy = room.y0 + h / stage.height / 2 if above else room.y0 + 0.45 * (room.y1 - room.y0)
    cy = max(cy, room.y0 + h / stage.height / 2)
    if side > 0 and not stage.broad:
        cx = stage.subject.x0 + stage.subject.x1 - cx
    return Box(cx - w / stage.width / 2, cy - h / stage.height / 2, cx + w / stage.width / 2, cy + h / stage.height / 2)


def panel_box(stage: Stage, *, side: int) -> Box:
    """The most that a card with words may take. Beside the presenter (`side` as of a card's), in tall frames above."""
    if stage.broad:
        return Box(stage.title.x1 + 0.015, stage.subject.y0 + 0.02, stage.subject.x1, stage.subject.y1 - 0.12)
    if stage.tall:
        return stage.subject.part(0.0, 0.045, 1.0, 0.555)
    return stage.subject.part(0.32, 0.05, 1.0, 0.86) if side < 0 else stage.subject.part(0.0, 0.05, 0.68, 0.86)


def card_shape(width: int, height: int) -> float:
    return min(max(width / height, CARD_SHAPES[0]), CARD_SHAPES[1])


def whole_photo_box(width: int, height: int, stage: Stage) -> Box:
    """The box of a photo that is shown (nearly) whole before its blurred copy: as wide as the frame, above the captions."""
    top, bottom = stage.subject.y0 + 0.03 * (stage.subject.y1 - stage.subject.y0), stage.captions.y0
    shape = min(width / height, _BROADEST if stage.tall else width / height)
    w = min(0.94 * stage.width, (bottom - top) * stage.height * shape)
    h = w / shape
    cy = (top + bottom) / 2
    return Box(0.5 - w / stage.width / 2, cy - h / stage.height / 2, 0.5 + w / stage.width / 2, cy + h / stage.height / 2)


def badge_circle(stage: Stage) -> Circle:
    """The small circle in which the presenter looks on, at the lower left of the subject zone."""
    r = 112 * stage.unit
    zone = stage.subject
    return Circle(zone.x0 + (r + 6 * stage.unit) / stage.width, zone.y1 - (r * 0.55) / stage.height, r / stage.height)
