"""What a picture is made of: layers drawn one over another on a canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shorts.picture.yuv import Canvas


class Layer(Protocol):
    def draw(self, canvas: Canvas, t: float) -> None:
        """Draw what this layer shows `t` seconds after its segment's start, over what is there. Deterministic in t."""
