"""What lies between two frames of a clip, by the motion that optical flow finds in them.

Flow: Kroeger et al., "Fast Optical Flow using Dense Inverse Search" (2016). The flows from a moment between two frames to both of them are
combined as in Jiang et al., "Super SloMo" (2018), equation 4. Where the two flows contradict each other (something is uncovered, or the
model made it up anew) the frames are blended in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.picture.yuv import U8

F32 = NDArray[np.float32]

_WHOLE = 1e-3
"""Of the way: closer than this to a frame, it is that frame."""
_SEARCHED = 384
"""Pixels of the long side in which motion is looked for; more finds the same motion more slowly."""
_TRUSTED = 1.5
"""Pixels of that size by which the way there and back may miss its start before blending takes over."""


class Between:
    """Any moment of a clip. frames: each (h, w, 3) uint8, all of one size. Not shared between threads."""

    def __init__(self, frames: Sequence[U8]) -> None:
        self._frames = frames
        self._search: Any = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
        self._pair: tuple[int, tuple[F32, F32, F32]] | None = None
        h, w = frames[0].shape[:2]
        self._grid: tuple[F32, ...] = tuple(np.asarray(axis, np.float32) for axis in np.meshgrid(np.arange(w), np.arange(h)))

    def at(self, moment: float) -> U8:
        """The picture at a moment counted in frames; before the first and after the last there are only these."""
        moment = min(max(moment, 0.0), len(self._frames) - 1.0)
        index = min(int(moment), max(len(self._frames) - 2, 0))
        part = moment - index
        if part < _WHOLE:
            return self._frames[index]
        if part > 1 - _WHOLE:
            return self._frames[index + 1]
        return self._mixed(index, part)

    def _mixed(self, index: int, part: float) -> U8:
        ahead, back, trust = self._flows(index)
        first, second = self._frames[index], self._frames[index + 1]
        to_first = part * part * back - (1 - part) * part * ahead
        to_second = (1 - part) * (1 - part) * ahead - part * (1 - part) * back
        moved = cv2.addWeighted(self._pulled(first, to_first), 1 - part, self._pulled(second, to_second), part, 0)
        plain = cv2.addWeighted(first, 1 - part, second, part, 0)
        mixed = plain + (moved.astype(np.float32) - plain) * trust
        return np.asarray(np.clip(mixed + 0.5, 0, 255), np.uint8)

    def _pulled(self, frame: U8, flow: F32) -> U8:
        x, y = self._grid[0] + flow[..., 0], self._grid[1] + flow[..., 1]
        return np.asarray(cv2.remap(frame, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)

    def _flows(self, index: int) -> tuple[F32, F32, F32]:
        """From frame `index` to the next, and from that back, in pixels; how far they are trusted, 0…1, (h, w, 1). Kept for the next moment."""
        if self._pair is None or self._pair[0] != index:
            first, second = (self._small(self._frames[i]) for i in (index, index + 1))
            ahead, back = self._search.calc(first, second, None), self._search.calc(second, first, None)
            h, w = self._frames[0].shape[:2]
            trust = cv2.resize(_agreement(ahead, back), (w, h), interpolation=cv2.INTER_LINEAR)[..., None]
            scale = np.array([w / first.shape[1], h / first.shape[0]], np.float32)
            ahead, back = (np.asarray(cv2.resize(flow, (w, h)) * scale, np.float32) for flow in (ahead, back))
            self._pair = index, (ahead, back, np.asarray(trust, np.float32))
        return self._pair[1]

    def _small(self, frame: U8) -> U8:
        h, w = frame.shape[:2]
        scale = min(1.0, _SEARCHED / max(h, w))
        grey = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY)
        # the search needs a few patches of 8 pixels on each of its scales
        return np.asarray(cv2.resize(grey, (max(round(w * scale), 16), max(round(h * scale), 16)), interpolation=cv2.INTER_AREA), np.uint8)


def _agreement(ahead: F32, back: F32) -> F32:
    """1 where going there and back ends where it began, falling to 0; softened, so that no edge of it is seen."""
    h, w = ahead.shape[:2]
    x, y = (np.asarray(axis, np.float32) for axis in np.meshgrid(np.arange(w), np.arange(h)))
    returned = ahead + cv2.remap(back, x + ahead[..., 0], y + ahead[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    missed = np.hypot(returned[..., 0], returned[..., 1])
    return np.asarray(cv2.GaussianBlur(np.clip(2 - missed / _TRUSTED, 0, 1).astype(np.float32), (0, 0), 2), np.float32)
