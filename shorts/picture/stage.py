"""The frame as a place to compose in: its size, the area that apps leave free, and the zones inside it.

Sources of the safe area: the overlays of YouTube Shorts, Reels and TikTok on 1080x1920; free in all three are x 60…900 and
y 220…1440. Other aspects are not covered by app controls; they keep a margin of a twentieth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Aspect, Quality

_SIZES: dict[Aspect, tuple[int, int]] = {"9:16": (1080, 1920), "4:5": (1080, 1352), "1:1": (1080, 1080), "16:9": (1920, 1080)}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in fractions of the frame, y down."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def part(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle given in fractions of this one."""
        w, h = self.x1 - self.x0, self.y1 - self.y0
        return Box(self.x0 + x0 * w, self.y0 + y0 * h, self.x0 + x1 * w, self.y0 + y1 * h)


@dataclass(frozen=True, slots=True)
class Stage:
    """Sizes in pixels; zones in fractions of the frame."""

    width: int
    height: int

    @property
    def unit(self) -> float:
        """Pixels of this frame per pixel of the 1080x1920 design."""
        return min(self.width / 1080, self.height / 1350)

    @property
    def tall(self) -> bool:
        return self.height > 1.5 * self.width

    @property
    def broad(self) -> bool:
        return self.width > 1.2 * self.height

    @property
    def safe(self) -> Box:
        return Box(60 / 1080, 220 / 1920, 900 / 1080, 1440 / 1920) if self.tall else Box(0.05, 0.05, 0.95, 0.95)

    @property
    def text(self) -> float:
        """Pixels of this frame per pixel of lettering on a canvas 1080 wide: squarer frames leave less height for the same words."""
        if self.tall:
            return min(self.width / 1080, self.height / 1920)
        return min(self.width, self.height) / 1080 * (1.0 if self.broad else 0.92 if self.height > 1.1 * self.width else 0.86)

    @property
    def subject(self) -> Box:
        """Where faces, photos and products go: below the title (in broad frames: beside it), above the captions."""
        if self.tall:
            return self.safe.part(0.0, 0.172, 1.0, 0.705)
        return self.safe.part(0.0, 0.02, 1.0, 0.72) if self.broad else self.safe.part(0.0, 0.19, 1.0, 0.71)

    @property
    def title(self) -> Box:
        """Where the title may be: over the whole width at the top, in broad frames in a column at the left."""
        return self.safe.part(0.0, 0.0, 0.44 if self.broad else 1.0, 0.25)

    @property
    def captions(self) -> Box:
        return self.safe.part(0.0, 0.762, 1.0, 0.967)


def stage_of(aspect: Aspect, quality: Quality) -> Stage:
    """Full size, or half of it in draft quality."""
    return _part_of(aspect, 2 if quality == "draft" else 1)


def sketch_of(aspect: Aspect) -> Stage:
    """A quarter of the full size: enough to judge a short by before it is rendered."""
    return _part_of(aspect, 4)


def preview_of(aspect: Aspect) -> Stage:
    """540 pixels wide."""
    width, height = _SIZES[aspect]
    return Stage(540, height * 540 // width // 4 * 4)


def _part_of(aspect: Aspect, share: int) -> Stage:
    width, height = _SIZES[aspect]
    return Stage(width // share // 4 * 4, height // share // 4 * 4)
