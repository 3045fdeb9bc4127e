"""One scene's frames, composed from its plan: backdrop, photo, presenter, transition, then what lies over the picture.

Everything that doesn't change from frame to frame (photos at their size, card frames, blurred fills) is made once, when its
shot begins, and dropped when the shot is over: memory doesn't grow with length.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from shorts import transitions
from shorts.artifacts import FPS, Footage
from shorts.layouts import whole_photo_box
from shorts.picture import camera, photos
from shorts.picture.badge import Badge
from shorts.picture.cards import NEAR, CardPicture, floating
from shorts.picture.reel import Reel, reduced
from shorts.picture.stage import Stage
from shorts.picture.wall import Wall
from shorts.picture.yuv import Canvas, Plate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shorts.artifacts import Picture
    from shorts.picture.camera import View
    from shorts.picture.layer import Layer
    from shorts.picture.stage import Box
    from shorts.scene_plan import Card, FullPhoto, ScenePlan, Shot, Stand

_PARALLAX = 0.8  # how much of the presenter's zoom the backdrop follows: it is farther away


class Presenter(Protocol):
    """Who stands in the scene; places are what `place` gives (shorts/toon/puppet.Place)."""

    def face(self, place: Any) -> tuple[float, float, float]:
        """Face centre and radius in canvas pixels."""

    def draw(self, canvas: Canvas, pose: Any, place: Any) -> None: ...


class Placing(Protocol):
    """Makes a place: feet's centre in canvas pixels, scale 1 = about 1190 px tall, mirrored or not."""

    def __call__(self, x: float, y: float, scale: float, flip: bool = False) -> Any: ...


class Acting(Protocol):
    def at(self, t: float) -> Any:
        """The pose t seconds into the scene."""


@dataclass(frozen=True)
class Parts:
    """What a scene is composed of. Layers get times from the segment's start and are drawn in order: `overlays` over the picture,
    `behind` within it, behind the presenter."""

    backdrop: Plate
    presenter: Presenter
    placing: Placing
    acting: Acting
    photos: Mapping[str, Picture] = field(default_factory=dict)
    overlays: tuple[Layer, ...] = ()
    palette: tuple[str, ...] = ()
    behind: tuple[Layer, ...] = ()


class Composer:
    """Draws any frame of one scene. Deterministic in the frame; not shared between threads."""

    def __init__(self, plan: ScenePlan, parts: Parts, width: int, height: int) -> None:
        self.plan, self.parts, self.stage = plan, parts, Stage(width, height)
        self._size = (width, height)
        self._setting = Wall(parts.backdrop, self._size)
        self._shot: Shot | None = None
        self._card: CardPicture | None = None
        self._photo: Wall | None = None
        self._still: Canvas | None = None  # what stands unmoved behind a photo that is shown whole
        self._focus = (0.5, 0.5)  # of the photo on show: where its detail is
        self._badge: Badge | None = None
        self._reels: dict[str, Reel] = {}
        self._began = 0  # frame of its footage with which the shot begins
        self._playing: Plate | None = None

    def close(self) -> None:
        """Let go of footage that is open."""
        for reel in self._reels.values():
            reel.close()
        self._reels.clear()

    def draw(self, canvas: Canvas, frame: int) -> None:
        """Fill the canvas with frame number `frame` of the segment."""
        self.picture(canvas, frame)
        running = transitions.strength(frame, self.plan.frames, self.plan.enter, self.plan.leave)
        if running:
            transition, k, leaving = running
            transitions.apply(canvas, transition, k, self.parts.palette, leaving=leaving)
        for layer in self.parts.overlays:
            layer.draw(canvas, frame / FPS)

    def picture(self, canvas: Canvas, frame: int) -> None:
        """The scene itself, without transition and lettering."""
        shot = next(shot for shot in self.plan.shots if shot.start <= frame < shot.end)
        if shot is not self._shot:
            self._set_up(shot)
        t = (frame - shot.start) / FPS
        self._play(shot, frame)
        if shot.photo:
            self._full_photo(canvas, shot.photo, t, frame)
            return
        push = shot.camera.at(t)
        self._backdrop(canvas, shot.backdrop, push)
        if shot.card:
            self._draw_card(canvas, shot.card, t)
        for layer in self.parts.behind:
            layer.draw(canvas, frame / FPS)
        if shot.presenter:
            self._presenter(canvas, shot.presenter, push, frame)

    def _set_up(self, shot: Shot) -> None:
        self._shot, self._card, self._photo, self._still = shot, None, None, None
        self._playing = None
        self._began = sum(earlier.end - earlier.start for earlier in self.plan.shots if earlier.start < shot.start and earlier.shows == shot.shows)
        if shot.card:
            self._card = self._card_picture(shot.card.photo, shot.card.box, 16.0)
        if shot.photo:
            self._set_up_photo(shot.photo)

    def _set_up_photo(self, full: FullPhoto) -> None:
        photo, (w, h) = self.parts.photos[full.photo], self._size
        if full.fill:
            box = whole_photo_box(photo.width, photo.height, self.stage)
            self._card = self._card_picture(full.photo, box, 0.0)
            self._still = Canvas.blank(w, h)
            fill = photos.blurred_fill(photos.read_rgb(_still_of(photo), w // 4, h // 4), w, h)
            fill.warp_onto(self._still, camera.matrix(camera.View(), fill.size, self._size))
        else:
            rgb = photos.read_rgb(_still_of(photo), round(w * 1.2), round(h * 1.2))
            self._photo, self._focus = Wall(Plate.from_rgb(rgb), self._size), full.focus or photos.salient_point(rgb)
        if full.badge and self._badge is None:
            self._badge = Badge(full.badge, self.stage, self.parts.backdrop, self.parts.palette)

    def _card_picture(self, photo: str, box: Box, border: float) -> CardPicture:
        w, h = round((box.x1 - box.x0) * self.stage.width), round((box.y1 - box.y0) * self.stage.height)
        plate = photos.plate_of(_still_of(self.parts.photos[photo]), round(w * NEAR), round(h * NEAR))
        return CardPicture(plate, w, h, self.stage.unit, border=border)

    def _play(self, shot: Shot, frame: int) -> None:
        """Bring the shot's footage to this frame: it runs on while it is on show, and rests on its last picture."""
        footage = self.parts.photos.get(shot.shows)
        if not isinstance(footage, Footage):
            return
        if footage.id not in self._reels:
            self._reels[footage.id] = Reel(footage.path)
        plate = self._reels[footage.id].plate(self._began + frame - shot.start)
        if plate is self._playing:
            return
        self._playing = plate
        if self._card:
            self._card.photo = reduced(plate, *self._card.reach)
        elif self._photo:
            self._photo = Wall(reduced(plate, round(self._size[0] * 1.2), round(self._size[1] * 1.2)), self._size)

    def _backdrop(self, canvas: Canvas, base: View, push: View) -> None:
        # a zoom about another point than the subject's middle is a pan, which the backdrop follows
        pan = _PARALLAX * (push.cx - self.stage.subject.centre[0]) * (1 - 1 / push.zoom) / base.zoom
        self._setting.show(canvas, camera.View(base.cx + pan, base.cy, base.zoom * push.zoom**_PARALLAX))

    def _draw_card(self, canvas: Canvas, card: Card, t: float) -> None:
        assert self._card
        dx, dy, scale, degrees = floating(t, self.stage.unit, enters=card.enters)
        cx, cy = card.box.centre
        centre = cx * self.stage.width + dx, cy * self.stage.height + dy
        self._card.draw(canvas, centre, card.move.at(t), scale=scale, degrees=card.tilt + degrees)

    def _full_photo(self, canvas: Canvas, full: FullPhoto, t: float, frame: int) -> None:
        view = full.move.at(t)
        if self._card and self._still:
            box = whole_photo_box(self.parts.photos[full.photo].width, self.parts.photos[full.photo].height, self.stage)
            canvas.buffer[:] = self._still.buffer
            self._card.draw(canvas, (box.centre[0] * self.stage.width, box.centre[1] * self.stage.height), view)
        elif self._photo:
            self._photo.show(canvas, camera.View(view.cx + self._focus[0] - 0.5, view.cy + self._focus[1] - 0.5, view.zoom))
        if full.badge and self._badge:
            pose = self.parts.acting.at(frame / FPS)
            self._badge.draw(canvas, self.parts.presenter, self.parts.placing, pose, min(t / 0.25, 1.0))

    def _presenter(self, canvas: Canvas, stand: Stand, push: View, frame: int) -> None:
        px, py = push.cx * self.stage.width, push.cy * self.stage.height
        x, y = (px + (stand.x * self.stage.width - px) * push.zoom, py + (stand.y * self.stage.height - py) * push.zoom)
        place = self.parts.placing(x, y, stand.scale * self.stage.height / 1920 * push.zoom, stand.flip)
        self.parts.presenter.draw(canvas, self.parts.acting.at(frame / FPS), place)


def place_face(presenter: Presenter, placing: Placing, face: tuple[float, float, float], *, flip: bool) -> Any:
    """The place at which the presenter's face has this centre and radius: faces scale and move with their place."""
    fx, fy, fr = presenter.face(placing(0.0, 0.0, 1.0, flip))
    scale = face[2] / fr
    return placing(face[0] - fx * scale, face[1] - fy * scale, scale, flip)


def _still_of(picture: Picture) -> Path:
    """The file of a photo, or of what footage begins with."""
    return picture.poster if isinstance(picture, Footage) else picture.path
