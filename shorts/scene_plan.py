"""What a scene shows, shot by shot: plain data, made from the script alone, the same for the same seed.

A plan never looks at neighbouring scenes: boundaries agree because both sides derive them from the seed and the boundary's
number. Positions are fractions of the frame, so that a plan serves every size of one aspect; times are frames.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from shorts.artifacts import FPS, LATER

if TYPE_CHECKING:
    from shorts.artifacts import Light, Setting
    from shorts.picture.camera import Move, View
    from shorts.picture.stage import Box

Layout = Literal["close", "medium", "wide", "card", "photo", "points", "figure", "quote"]
TransitionKind = Literal["whip", "wipe", "circle", "zoom"]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the presenter stands: the feet's middle in fractions of the frame; scale 1 is as tall as on 1080x1920 (see
    toon.puppet.Place) whatever the frame's size; flip mirrors, so that the pointing hand is at the viewer's left."""

    x: float
    y: float
    scale: float
    flip: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    """Centre in fractions of width and height, radius in fractions of the frame's height."""

    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Card:
    """A photo in a rounded white frame. `move` is the camera inside it; degrees clockwise; `enters`: it springs in."""

    photo: str
    box: Box
    tilt: float
    move: Move
    enters: bool = True


@dataclass(frozen=True, slots=True)
class FullPhoto:
    """A photo over the whole frame; `fill`: shown whole before a blurred copy, since its shape is far from the frame's."""

    photo: str
    fill: bool
    move: Move
    badge: Circle | None = None  # the presenter in a small circle
    focus: tuple[float, float] | None = None  # what must stay in sight, fractions of the photo; None: where its detail is


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the narration with its unit, as it is written: "60시간"; `before` and `after` bound it: "최대", "이상"."""

    number: str
    unit: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One row of a list, and the frame of the segment at which it appears; below 0: it stands there already; None: not in this scene."""

    text: str
    start: int | None


@dataclass(frozen=True, slots=True)
class Points:
    """A short list; numbered if `ordered`."""

    items: tuple[Point, ...]
    ordered: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody says, without its quotation marks; `speaker` "" where the text doesn't say who."""

    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A card with words, in the place of a photo. It may be as large as `box`; frames of the segment."""

    content: Figure | Points | Quote
    box: Box
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shot:
    """One visible state, frames start…end of the segment. `camera` zooms presenter and backdrop about its point.

    A shot with a panel may last longer than others: what is written there appears as it is spoken.
    """

    layout: Layout
    start: int
    end: int
    presenter: Stand | None
    backdrop: View
    camera: Move
    card: Card | None = None
    photo: FullPhoto | None = None
    panel: Panel | None = None

    @property
    def seconds(self) -> float:
        return (self.end - self.start) / FPS

    @property
    def shows(self) -> str:
        """Id of the picture on its card or over its frame, or ""."""
        shown = self.card or self.photo
        return shown.photo if shown else ""


@dataclass(frozen=True, slots=True)
class Transition:
    """Half a transition: `frames` at the end of one segment or at the start of the next. direction: -1 left, 1 right."""

    kind: TransitionKind
    frames: int
    direction: int


@dataclass(frozen=True, slots=True)
class PriceMoment:
    """The page's price as it writes it, shown while it is spoken; frames of the segment."""

    text: str
    start: int
    end: int
    side: int = 1  # 1: towards the right of the frame, -1: towards the left, where the presenter stands at the right; ±2: further


@dataclass(frozen=True, slots=True)
class RatingMoment:
    """The product's rating as the page writes it, of five stars, while it is spoken; frames of the segment, `side` as of a price."""

    value: str
    start: int
    end: int
    side: int = 1


Icon = Literal["save", "subscribe", "follow", "comment", "share", "like", "open"]


@dataclass(frozen=True, slots=True)
class CallMoment:
    """What viewers are asked to do, in a word or two; frames of the segment, `side` as of a price."""

    text: str
    icon: Icon
    start: int
    end: int
    side: int = 1


@dataclass(frozen=True, slots=True)
class SourceMoment:
    """Where the news is from, small; frames of the segment."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ScenePlan:
    """Everything that is seen in one scene but the acting, the captions and the title."""

    scene: str
    frames: int
    setting: Setting
    shots: tuple[Shot, ...]
    enter: Transition | None
    leave: Transition | None
    look: tuple[float, float] | None  # from the face towards the photo: x right, y up, -1…1; None: into the camera
    price: PriceMoment | None = None
    rating: RatingMoment | None = None
    call: CallMoment | None = None
    source: SourceMoment | None = None
    light: Light = field(default="day", metadata=LATER)

    @property
    def seconds(self) -> float:
        return self.frames / FPS
