"""The drawn pictures of one short: what to expect of them before they are there, and the order in which the graphics card makes them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from shorts import steps
from shorts.render import encoding_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future, ThreadPoolExecutor

    from shorts.artifacts import Narration, Picture, Script, ShortRequest, Still
    from shorts.build import Build
    from shorts.drawing import Drawing
    from shorts.progress import Work
    from shorts.staging import Stage
    from shorts.workshop import Workshop


@dataclass(frozen=True)
class Pictures:
    """`moving`: with the clips of the motion engine; a draft shows the stills, which the short then has already."""

    build: Build
    script: Script
    request: ShortRequest
    workshop: Workshop
    work: Work
    moving: bool = True

    @cached_property
    def drawings(self) -> dict[str, Drawing]:
        """By scene id; empty with the toon. Raises UnknownChoice, EngineUnavailable."""
        found = self.workshop.drawings(self.script, self.request, encoding_of(self.request.aspect, self.request.quality))
        return found if self.moving else {scene: drawing.resting() for scene, drawing in found.items()}

    @cached_property
    def expected(self) -> dict[str, Picture]:
        """By scene id, with the files that there will be: plans count on them, so that no plan waits for a picture."""
        return {scene: drawing.expected(self.build) for scene, drawing in self.drawings.items()}

    def submit(self, card: ThreadPoolExecutor, stage: Stage, spoken: Sequence[Future[Narration]]) -> dict[str, Future[Any]]:
        """All pictures, then all clips, given to the card's thread; by scene id, what must be there before the scene can be shot."""
        drawings, count = self.drawings, len(self.drawings)
        card.submit(steps.read_ahead, self.build, list(drawings.values()), self.workshop.settings, self.work)
        settings = self.workshop.settings
        stills: dict[str, Future[Still]] = {
            scene: card.submit(steps.draw, self.build, drawing, (index, count), settings, self.work) for index, (scene, drawing) in enumerate(drawings.items())
        }
        if not any(drawing.mover for drawing in drawings.values()):
            return {**stills}
        places = {scene.id: number for number, scene in enumerate(self.script.scenes)}

        def move(scene: str, index: int) -> object:
            number = places[scene]
            narration = self.work.wait_for(spoken[number])
            frames = stage.plan(number, narration).frames
            still = stills[scene].result()
            clip = steps.animate(self.build, drawings[scene], still, frames, (index, count), self.work)
            stage.drawn[scene] = drawings[scene].found(still, clip, stage.drawn[scene])
            return clip

        return {scene: card.submit(move, scene, index) for index, scene in enumerate(drawings)}
