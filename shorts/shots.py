"""Planning shots: from one scene, its narration and the photos there are to a ScenePlan."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shorts import layouts, moves
from shorts.artifacts import FPS, OWN, Footage
from shorts.cuts import cut_frames
from shorts.graphics.choose import card_as, card_of
from shorts.graphics.moments import apart, call_moment, price_in, price_moment, rating_in, rating_moment, source_moment
from shorts.graphics.points import counted_points
from shorts.graphics.said import Said
from shorts.picture.camera import Move, View, still
from shorts.picture.stage import Box, stage_of
from shorts.scene_layouts import GLIMPSE, LEAST, WITH_WORDS, WITHOUT_WORDS, ends, placed, planned
from shorts.scene_plan import Card, FullPhoto, Panel, ScenePlan, Shot, Transition, TransitionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shorts.artifacts import (
        Aspect,
        Genre,
        Language,
        Light,
        Narration,
        Picture,
        Product,
        Scene,
        Script,
        Setting,
        Transitions,
        Visual,
        Word,
    )
    from shorts.graphics.choose import Idea
    from shorts.graphics.points import Counted
    from shorts.picture.stage import Stage
    from shorts.scene_plan import Layout

VERSION = "3"
"""Changes whenever the same script would be planned differently."""
GAP = 5
"""Frames of silence after each scene: a breath, in which the transition out begins."""
TAIL = 14
"""Frames after the last word of the short."""
_HALF = 6  # frames of half a transition
_UPSCALE = 1.9  # how far a photo may be enlarged before it is shown whole and smaller instead
_ALONE: tuple[Layout, ...] = ("wide", "close", "medium")
_PUNCH = 1.06  # how much nearer every other shot of a chosen layout is, so that a cut is one
_SHOWING: dict[Visual, tuple[tuple[Layout, ...], ...]] = {
    "photo": (("card", "photo"), ("medium", "card", "photo"), ("card", "close"), ("photo", "card", "wide")),
    "full_photo": (("photo", "card"), ("photo", "close")),
    "drawn": (("photo",),),
    "character": (("close", "card", "wide"),),
}
"""Orders of layouts for a scene that has a photo, taken in turn; a scene longer than its pattern begins it again."""
_DRAWN_MOVES = (
    (View(0.5, 0.5, 1.0), View(0.5, 0.47, 1.14)),
    (View(0.5, 0.44, 1.34), View(0.5, 0.46, 1.2)),
    (View(0.47, 0.5, 1.12), View(0.53, 0.5, 1.12)),
    (View(0.5, 0.5, 1.18), View(0.5, 0.5, 1.02)),
)
"""Over a drawn picture, shot after shot: towards it, close and back, across, and away."""
_KINDS: tuple[TransitionKind, ...] = ("whip", "wipe", "zoom", "circle")


@dataclass(frozen=True, slots=True)
class Whole:
    """What a scene's plan may know of the short: where the scene stands in it, and what holds for all of it."""

    index: int
    count: int
    seed: int
    aspect: Aspect = "9:16"
    opening: Setting | None = None  # the first scene's setting: the last scene ends where the short begins
    transitions: Transitions = "mixed"
    language: Language = "ko"
    genre: Genre = "story"
    graphics: bool = True
    price: str = ""  # "" too where an earlier scene says it already; the same of the rating
    rating: str = ""
    call: str = ""
    source: str = ""
    hook: tuple[str, ...] = ()  # on the screen already, with its figures
    counted: tuple[Counted, ...] = ()  # what the script counts out: each of its scenes shows the points before its own, too
    opening_light: Light = "day"


def plan_shots(
    script: Script, narrations: Sequence[Narration], photos: Sequence[Picture], *, seed: int, aspect: Aspect = "9:16", product: Product | None = None,
    transitions: Transitions = "mixed", source: str = "", graphics: bool = True,
) -> tuple[ScenePlan, ...]:  # fmt: skip
    """The plan of every scene, in order."""
    known = {photo.id: photo for photo in photos}
    whole = wholes_of(script, 0, seed=seed, aspect=aspect, transitions=transitions, source=source, graphics=graphics)
    wholes = [told(whole, script, index, product) for index in range(len(script.scenes))]
    return tuple(plan_scene(s, n, known, whole) for s, n, whole in zip(script.scenes, narrations, wholes, strict=True))


def wholes_of(
    script: Script, index: int, *, seed: int, aspect: Aspect = "9:16", product: Product | None = None, transitions: Transitions = "mixed",
    source: str = "", graphics: bool = True,
) -> Whole:  # fmt: skip
    """What scene number `index` may know of its short. source: the line that says where news is from."""
    whole = Whole(
        index, len(script.scenes), seed, aspect, script.scenes[0].setting, transitions, script.language, script.genre, graphics,
        call=script.call_to_action, source=source, hook=script.hook, counted=counted_points(script.scenes),
        opening_light=script.scenes[0].light,
    )  # fmt: skip
    return told(whole, script, index, product)


def told(whole: Whole, script: Script, index: int, product: Product | None) -> Whole:
    """The same for scene `index`: what the page states about its product is shown where it is said first."""
    earlier = [scene.narration for scene in script.scenes[:index]]
    price, rating = (product.price, product.rating) if product else ("", "")
    return replace(
        whole, index=index,
        price="" if any(price_in(text, price) for text in earlier) else price,
        rating="" if any(rating_in(text, rating) is not None for text in earlier) else rating,
    )  # fmt: skip


def plan_scene(scene: Scene, narration: Narration, photos: Mapping[str, Picture], whole: Whole) -> ScenePlan:
    """The plan of one scene. Needs nothing of other scenes' voices, so that a scene can be rendered as soon as it is spoken."""
    rng = random.Random(f"{whole.seed}/{whole.index}" + (f"/{scene.take}" if scene.take else ""))
    last = whole.index == whole.count - 1
    frames = round(narration.seconds * FPS) + (TAIL if last else GAP)
    photo = photos.get(scene.photo)
    stage, said = stage_of(whole.aspect, "standard"), Said.of(narration)
    idea = _card_idea(scene, photo, said, whole, frames)
    starts = _starts(narration.words, frames, rng if scene.take else None, idea)
    side = rng.choice((-1, 1))
    planner = _Planner(scene, photo, stage, whole, frames, side, rng, idea)
    spans = list(zip(starts, (*starts[1:], frames), strict=True))
    shots = tuple(planner.shot(layout, index, span) for index, (layout, span) in enumerate(zip(planner.sequence(spans), spans, strict=True)))
    plan = ScenePlan(
        scene.id,
        frames,
        whole.opening if last and whole.opening else scene.setting,
        shots,
        None if whole.index == 0 else boundary(whole.seed, whole.index - 1, whole.transitions),
        None if last else boundary(whole.seed, whole.index, whole.transitions),
        _look(shots, stage),
        light=whole.opening_light if last and whole.opening else scene.light,
    )
    return _with_moments(plan, said, whole, stage) if whole.graphics else plan


def _with_moments(plan: ScenePlan, said: Said, whole: Whole, stage: Stage) -> ScenePlan:
    """The plan with what is shown for a moment, whatever the shot."""
    rating, price = apart(
        rating_moment(whole.rating, said, plan.frames, plan.shots, stage), price_moment(whole.price, said, plan.frames, plan.shots, stage)
    )
    closing = whole.index == whole.count - 1 and whole.count > 1
    call = call_moment(whole.call, said, plan.frames, plan.shots, stage, whole.language) if closing else None
    return replace(plan, price=price, rating=rating, call=call, source=source_moment(whole.source, whole.index, plan.frames))


def _card_idea(scene: Scene, photo: Picture | None, said: Said, whole: Whole, frames: int) -> Idea | None:
    """The card of words that the scene has room for. The short's first and last shot are the presenter's own, a drawn or full picture
    is left alone, and a photo is seen in the same scene. Another take stages the scene without it. What is chosen for the scene goes first."""
    asked = planned(scene, photo)
    own = card_as(asked, scene, said, whole.index, whole.counted, whole.language) if asked in WITH_WORDS else None
    if own or asked in WITHOUT_WORDS:
        return own and placed(own, frames)
    if not whole.graphics or scene.take % 2 or (photo and scene.visual in ("full_photo", "drawn")):
        return None
    idea = card_of(scene, said, whole.index, whole.counted, whole.language, whole.genre, (whole.price, whole.rating, *whole.hook))
    if idea is None:
        return None
    end = ends(idea, frames)
    if end - idea.start < GLIMPSE:
        return None
    shot = min(idea.shot, max(end - 2 * GLIMPSE, 0))  # a figure that ends its sentence: the shot begins before it
    shot = 0 if shot < LEAST else shot
    opens, closes = whole.index == 0 and shot == 0, whole.index == whole.count - 1 and end == frames
    alone = shot == 0 and end == frames
    return None if opens or closes or (photo and alone) else replace(idea, shot=shot, end=end)


def _starts(words: Sequence[Word], frames: int, taste: random.Random | None, idea: Idea | None) -> tuple[int, ...]:
    """Frames at which shots begin. A card of words has one shot of its own; what is before and after it is cut as usual."""
    if idea is None:
        return cut_frames(words, frames, taste)
    before = cut_frames([word for word in words if word.end * FPS <= idea.shot], idea.shot, taste) if idea.shot else ()
    rest = [replace(word, start=word.start - idea.end / FPS, end=word.end - idea.end / FPS) for word in words if word.start * FPS >= idea.end]
    after = tuple(idea.end + start for start in cut_frames(rest, frames - idea.end, taste)) if idea.end < frames else ()
    return (*before, idea.shot, *after)


def boundary(seed: int, index: int, wanted: Transitions = "mixed") -> Transition | None:
    """The transition after scene `index`, the same seen from both sides; None for a bare cut. Mixed ones are of two kinds a short,
    so that it stays calm."""
    if wanted == "cut":
        return None
    taste = random.Random(f"{seed}/transitions")
    kinds = taste.sample(_KINDS, 2)
    rng = random.Random(f"{seed}/boundary/{index}")
    return Transition(kinds[index % 2] if wanted == "mixed" else wanted, _HALF, rng.choice((-1, 1)))


@dataclass(frozen=True)
class _Planner:
    scene: Scene
    photo: Picture | None
    stage: Stage
    whole: Whole
    frames: int
    side: int
    rng: random.Random
    idea: Idea | None = None

    @property
    def chosen(self) -> Layout | None:
        """What somebody chose for this scene."""
        return planned(self.scene, self.photo)

    @property
    def _under(self) -> bool | None:
        """Is the presenter to stand below the photo? None: as it fits."""
        return self.scene.layout == "above" if self.chosen == "card" else None

    def _side_of(self, layout: Layout, index: int) -> int:
        """Where the presenter stands; alone by turns at the left, in the middle and at the right."""
        if self.chosen in WITHOUT_WORDS:
            return {"left": 1, "right": -1, "close": 0}.get(self.scene.layout, self.side)
        turn = 1 if index % 4 < 2 else -1
        return self.side * turn if layout in ("card", "photo") else (0 if layout == "close" else self.side * (1 if index % 2 else -1))

    @property
    def _turn(self) -> int:
        """Which of several ways to show a scene is this one's turn."""
        return self.whole.index + self.whole.seed + self.scene.take

    @property
    def _asked_for(self) -> bool:
        """Has somebody asked for this very picture? Then a scene of one shot shows it, though the short begins and ends close."""
        scene, photo = self.scene, self.photo
        own = isinstance(photo, Footage) or (photo is not None and photo.source == OWN)
        return photo is not None and scene.visual != "character" and (own or scene.take > 0 or scene.focus is not None)

    def sequence(self, spans: Sequence[tuple[int, int]]) -> list[Layout]:
        """Layouts of the scene's shots; no two neighbours are alike, and the short begins and ends close."""
        count = len(spans)
        if self.photo and self.scene.visual == "drawn":
            return ["photo"] * count  # the presenter is in the picture
        if self.chosen in WITHOUT_WORDS:
            return [self.chosen] * count
        chosen = self._with_photo(count) if self.photo else self._presenter_only(count)
        if count == 1 and self._asked_for:
            return chosen
        fixed: dict[int, Layout] = {0: "close"} if self.whole.index == 0 else {}
        if self.whole.index == self.whole.count - 1 and (count > 2 or not fixed):
            fixed[count - 1] = "close"
        if self.idea:
            fixed[next(index for index, span in enumerate(spans) if span[0] == self.idea.shot)] = self.idea.layout
        for index, layout in fixed.items():
            chosen[index] = layout
        free = [index for index in range(count) if index not in fixed]
        if self.idea and self.photo and self.scene.visual != "character" and free and not {"card", "photo"} & set(chosen):
            chosen[free[0]] = "card"  # the words took the place of the photo
        for index in set(range(count)) - set(fixed):
            around = {chosen[near] for near in (index - 1, index + 1) if 0 <= near < index or near in fixed}
            if chosen[index] in around:
                chosen[index] = next(layout for layout in _ALONE if layout not in around)
        return chosen

    def _presenter_only(self, count: int) -> list[Layout]:
        offset = self._turn % 3
        return [_ALONE[(offset + index) % 3] for index in range(count)]

    def _with_photo(self, count: int) -> list[Layout]:
        patterns = _SHOWING[self.scene.visual]
        pattern = patterns[self._turn % len(patterns)]
        chosen = [pattern[index % len(pattern)] for index in range(count)]
        if count == 1:
            chosen = ["photo" if self.scene.visual == "full_photo" else "card"]
        return chosen

    def shot(self, layout: Layout, index: int, span: tuple[int, int]) -> Shot:
        start, end = span
        if self.idea and start == self.idea.shot:
            return self._with_words(self.idea, index, span)
        side = self._side_of(layout, index)
        seconds = (end - start) / FPS
        camera = self._push(layout, seconds, index)
        shape = layouts.card_shape(self.photo.width, self.photo.height) if self.photo else 1.0
        # the first frame is what feeds show, and the last shot leads back to it
        titled = (start == 0 and self.whole.index == 0) or (end == self.frames and self.whole.index == self.whole.count - 1)
        stand = layouts.stand("medium" if layout == "photo" else layout, self.stage, side=side, shape=shape, titled=titled, under=self._under)
        backdrop = layouts.backdrop_view(layout, stand, self.stage)
        if layout == "photo":
            return Shot(layout, start, end, None, backdrop, camera, photo=self._full_photo(seconds, index))
        card = self._card(seconds, index, side) if layout == "card" else None
        return Shot(layout, start, end, stand, backdrop, camera, card=card)

    def _with_words(self, idea: Idea, index: int, span: tuple[int, int]) -> Shot:
        """The presenter beside, in tall frames below, a card of words."""
        stand = layouts.stand(idea.layout, self.stage, side=self.side)
        camera = self._push("card", (span[1] - span[0]) / FPS, index)
        panel = Panel(idea.content, layouts.panel_box(self.stage, side=self.side), idea.start, span[1])
        return Shot(idea.layout, *span, stand, layouts.backdrop_view("card", stand, self.stage), camera, panel=panel)

    def _push(self, layout: Layout, seconds: float, index: int) -> Move:
        """The slow move of a shot: towards the face, or away from it every other time; on the card only a breath of it."""
        zone = self.stage.subject.centre
        amount = 1.03 if layout == "card" else 1.055
        if self.scene.take:
            amount = round(1 + (amount - 1) * self.rng.choice((0.45, 1.45, 1.9)) * self.rng.uniform(0.9, 1.1), 5)
        if self.scene.motion != "auto":
            return moves.shot_move(self.scene.motion, zone, amount + 0.025, seconds)
        nearer = _PUNCH if self.chosen in WITHOUT_WORDS and index % 2 else 1.0
        near, far = View(*zone, round(amount * nearer, 5)), View(*zone, nearer)
        if self.whole.index == self.whole.count - 1 and layout == "close" and self.whole.index > 0:
            return Move(near, far, seconds, "soft")  # back to where the short begins
        inwards = index % 2 == 0 or layout == "close"
        return Move(far, near, seconds, "soft") if inwards else Move(near, far, seconds, "soft")

    def _card(self, seconds: float, index: int, side: int) -> Card:
        assert self.photo
        box = layouts.card_box(self.photo.width, self.photo.height, self.stage, side=side, under=self._under)
        tilt = -side * (1.6 + 0.8 * self.rng.random())
        return Card(self.photo.id, box, round(tilt, 3), self._inside(seconds, index, box), enters=index == 0 or not self.chosen)

    def _inside(self, seconds: float, index: int, box: Box) -> Move:
        """The camera inside a card: towards or away from the picture's middle (or its focus), drifting a little."""
        assert self.photo
        dx, dy = (round(self.rng.uniform(-0.05, 0.05), 4) for _ in range(2))
        x, y = self.scene.focus or (0.5, 0.5)
        if self.scene.motion != "auto":
            return moves.card_move(self.scene.motion, (x, y), self._part_seen(box), seconds)
        if self.scene.focus:
            dx = dy = 0.0
        near, far = View(x + dx, y + dy, 1.12), View(x, y, 1.0)
        return Move(far, near, seconds, "soft") if index % 2 == 0 else Move(near, far, seconds, "soft")

    def _full_photo(self, seconds: float, index: int) -> FullPhoto:
        assert self.photo
        width, height = self.photo.width, self.photo.height
        drawn = self.scene.visual == "drawn"  # for this very frame, in whatever size the engine can
        fill = not drawn and _needs_fill(width, height, self.stage)
        badge = layouts.badge_circle(self.stage) if not drawn and (self.chosen or self.scene.visual != "full_photo" or index % 2 == 0) else None
        if drawn and isinstance(self.photo, Footage):
            return FullPhoto(self.photo.id, False, still(View(0.5, 0.5, 1.0)), None, (0.5, 0.5))  # it moves by itself
        if fill:
            return FullPhoto(self.photo.id, True, self._inside(seconds, 0, layouts.whole_photo_box(width, height, self.stage)), badge)
        if self.scene.motion != "auto":
            centre = self.scene.focus or (0.5, 0.5)  # chosen: the move is about it already
            move = moves.full_move(self.scene.motion, centre, self._part_seen(Box(0.0, 0.0, 1.0, 1.0)), seconds)
            return FullPhoto(self.photo.id, False, move, badge, (0.5, 0.5) if self.scene.focus else None)
        drift = self.side * 0.18 * max(0.0, 1 - (self.stage.width / self.stage.height) / (width / height))
        start, end = View(0.5 - drift * 0.7, 0.5, 1.08), View(0.5 + drift * 0.7, 0.48, 1.2)
        if drawn:
            start, end = _DRAWN_MOVES[(self._turn + index) % len(_DRAWN_MOVES)]
        if self.chosen and index % 2:
            start, end = end, start
        return FullPhoto(self.photo.id, False, Move(start, end, seconds, "soft"), badge, self.scene.focus)

    def _part_seen(self, box: Box) -> float:
        """The part of the photo's width that a box of the frame shows when the photo just covers it."""
        assert self.photo
        shape = (box.x1 - box.x0) * self.stage.width / ((box.y1 - box.y0) * self.stage.height)
        return min(1.0, shape * self.photo.height / self.photo.width)


def _needs_fill(width: int, height: int, stage: Stage) -> bool:
    """Is a photo too small or too unlike the frame to cover it?"""
    cover = max(stage.width / width, stage.height / height)
    shown = (stage.width / cover / width) * (stage.height / cover / height)  # part of its area that would be seen
    return cover > _UPSCALE or shown < 0.42


def _look(shots: Sequence[Shot], stage: Stage) -> tuple[float, float] | None:
    """From the face towards the first card, as the acting wants it: x towards the pointing hand, y up."""
    for shot in shots:
        card = shot.card or shot.panel
        if card and shot.presenter:
            (cx, cy), (fx, fy) = card.box.centre, layouts.face_of(shot.presenter, stage)
            dx, dy = (cx - fx) * stage.width, (fy - cy) * stage.height
            far = max(abs(dx), abs(dy), 1.0)
            return round(abs(dx) / far, 4), round(dy / far, 4)
    return None
