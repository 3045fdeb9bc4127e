"""The views of a head, and which of them show it as it turns."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any

from shorts.toon.puppet_head import Eye, HeadView, Lips, lid_stage
from shorts.toon.puppet_layers import Layer, draw_bent
from shorts.toon.puppet_turn import Match, match, shares

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from shorts.picture.yuv import Canvas
    from shorts.toon.acting_pose import PuppetPose
    from shorts.toon.puppet_file import Shelf
    from shorts.toon.puppet_layers import Bend

    F32 = NDArray[np.float32]


AIR = 12.0
"""Puppet pixels around the lips that a window of the mouth holds."""


class Views:
    """All views of one head, in one light. What a view showed last is kept between frames: one thread draws at a time.

    plain: the same head in the light it was drawn in. Which point of a view is which of the next is found there, whatever the light,
    so that features move the same way in every scene.
    """

    def __init__(self, shelf: Shelf, plain: Views | None = None) -> None:
        self._plain = plain or self
        self._lock, self._match_lock = threading.Lock(), threading.Lock()
        self._views = sorted((_View(shelf, index, data) for index, data in enumerate(shelf.header["heads"])), key=lambda view: view.yaw)
        self._matches: dict[int, Match] = {}

    def draw(self, canvas: Canvas, pose: PuppetPose, matrix: NDArray[np.float64]) -> None:
        with self._lock:
            for index, opacity, met, share in self._shown(pose.yaw, pose.spin):
                view = self._views[index]
                drawn, layer = view.drawn, view.dressed(pose)
                bend, margin = partial(drawn.bend, pose), drawn.margin(pose)
                if met is not None:
                    bend, margin = partial(carried, met, share, pose.yaw, bend), margin + met.margin(share)
                draw_bent(canvas, layer, matrix, bend, margin, opacity)

    def _shown(self, yaw: float, spin: float) -> list[tuple[int, float, Match | None, float]]:
        """Back to front: (view, opacity, how it meets the other one, share of the shift between the two by which its points are looked for)."""
        first = next((i for i in range(len(self._views) - 1) if self._views[i].yaw < yaw < self._views[i + 1].yaw), None)
        if first is None:
            nearest = min(range(len(self._views)), key=lambda i: abs(self._views[i].yaw - yaw))
            return [(nearest, 1.0, None, 0.0)]
        way, front, back = shares(self._views[first].yaw, self._views[first + 1].yaw, yaw, spin)
        pair = [(first, back, -way), (first + 1, front, 1 - way)]
        return [(index, opacity, self.match(first) if share else None, share) for index, opacity, share in pair if opacity > 0]

    def match(self, index: int) -> Match:
        """How view `index` meets the next one; found once."""
        plain = self._plain
        with plain._match_lock:
            if index not in plain._matches:
                near, far = (plain._views[i].drawn for i in (index, index + 1))
                plain._matches[index] = match(near, far)
            return plain._matches[index]


def carried(met: Match, share: float, yaw: float, bend: Bend, px: F32, py: F32) -> tuple[F32, F32]:
    """`bend` after the points have gone `share` of their shift to the other view."""
    return bend(*met.moved(share, yaw, px, py))


class _View:
    """One yaw angle of the head, decoded when it is first shown."""

    def __init__(self, shelf: Shelf, index: int, data: dict[str, Any]) -> None:
        self.yaw: float = data["yaw"]
        self._name = f"head{index}"
        self._shelf, self._data = shelf, data
        self._drawn: HeadView | None = None

    @property
    def drawn(self) -> HeadView:
        if self._drawn is None:
            self._drawn = self._made()
        return self._drawn

    def dressed(self, pose: PuppetPose) -> Layer:
        """With the mouth and the lids of `pose`."""
        mouth = self._data["mouths"].get(pose.mouth, pose.mouth)
        left, right = (lid_stage(lids, pose.squint, pose.frown) for lids in pose.lids)
        return self.drawn.dressed(tuple(f"{self._name}/{look}" for look in (f"mouth/{mouth}", f"left/{left}", f"right/{right}")))

    def _made(self) -> HeadView:
        d, shelf = self._data, self._shelf
        left, right = (Eye(*d[side]) for side in ("left", "right"))
        corner, pivot = (tuple(d[key]) for key in ("corner", "pivot"))
        windows, relief = _Windows(shelf), shelf.relief(self._name)
        base, lips = shelf.layer(self._name), self._lips(max(eye.y + 1.35 * eye.ry for eye in (left, right)))
        return HeadView(self.yaw, base, windows, (right, left), relief, corner, d["step"], pivot, d.get("brows", True), lips)

    def _lips(self, eyes: float) -> Lips | None:
        """From where its closed and its spread shape lie; none for a head without. eyes: down to where they and their glasses reach, which stay as they are."""
        names = [f"{self._name}/mouth/{shape}" for shape in ("press", "e2")]
        if not all(name in self._shelf for name in names):
            return None
        (_, top, _, bottom), (left, _, right, _) = (self._shelf.layer(name).corners()[[0, 2]].ravel().tolist() for name in names)
        line, half = (top + bottom) / 2, (right - left) / 2 - AIR
        return Lips((left + right) / 2, line, half, min(max(line - eyes, 0.3 * half), half))


class _Windows(dict[str, Layer]):
    """The windows of a head, looked up in the file."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf

    def __contains__(self, name: object) -> bool:
        return str(name) in self._shelf

    def __missing__(self, name: str) -> Layer:
        return self._shelf.layer(name)
