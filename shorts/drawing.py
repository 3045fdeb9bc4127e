"""What a scene's drawn picture depends on: the one place that knows its brief and its keys, so that plans, previews and the short agree.

A scene that shows its presenter is drawn by the request's image engine instead, if that isn't the toon; photos of the page stay photos.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from shorts.artifacts import Footage, Photo, Still
from shorts.engines.base import MotionBrief, PictureBrief
from shorts.image_styles import find_style
from shorts.values import key_of

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Clip, Picture, Scene, ShortRequest
    from shorts.build import Build
    from shorts.cast import Character
    from shorts.engines.base import ImageEngine, MotionEngine
    from shorts.ffmpeg.args import Encoding
    from shorts.progress import Work
    from shorts.settings import Settings

TOON = "toon"
"""The embedded illustrator: as an image engine it plays the presenter itself, as a motion engine it moves the camera over a still."""
FALLBACK_PROMPT = "standing in a bright, tidy place"


@dataclass(frozen=True)
class Drawing:
    """One scene, who is in it, and what draws and moves it. `mover` None: the plan's own camera moves over the still."""

    scene: Scene
    character: Character
    request: ShortRequest
    encoding: Encoding
    artist: ImageEngine
    mover: MotionEngine | None

    @property
    def seed(self) -> int:
        """Of this scene's picture: another take is another picture."""
        return int(key_of([self.request.seed, self.scene.id, self.scene.take])[:8], 16)

    @property
    def prompt(self) -> str:
        """Who, by the traits that never change; what happens; the style. CLIP reads 77 tokens, so the long description of the character,
        which scripts begin their prompts with, makes room."""
        who = ", ".join(self.character.traits) or self.character.image_prompt
        happens = self.scene.image_prompt.removeprefix(self.character.image_prompt).lstrip(", ")
        return ", ".join((who, happens or FALLBACK_PROMPT, find_style(self.request.image_style).prompt))

    @property
    def inputs(self) -> dict[str, Any]:
        """Everything that the still depends on, for its key."""
        from shorts.references import (
            reference_key,  # drawing takes half a second of processor time to import, which a page's start would pay
        )

        return {
            "prompt": [self.prompt, find_style(self.request.image_style).negative],
            "size": [self.encoding.width, self.encoding.height],
            "seed": self.seed,
            "references": reference_key(self.character) if self.artist.capabilities.reference_images else None,
            "engine": [self.artist.id, self.artist.version],
        }

    def motion_inputs(self, still: Still, frames: int) -> dict[str, Any]:
        """Everything that the clip depends on."""
        assert self.mover
        return {
            "still": still.path.name, "frames": frames, "size": [self.encoding.width, self.encoding.height], "move": self.scene.motion,
            "focus": self.scene.focus, "prompt": self.prompt, "seed": self.seed, "engine": [self.mover.id, self.mover.version],
        }  # fmt: skip

    def expected(self, build: Build) -> Picture:
        """The picture as plans may count on it before it is there: its id, its place and a shape that fills the frame."""
        path = build.path("still", self.inputs, ".png")
        name = path.stem.removeprefix("still-")
        if self.mover is None:
            return Photo(name, path, self.encoding.width, self.encoding.height)
        name = f"{name}-{self.mover.id}-{self.mover.version}"
        return Footage(name, path.with_suffix(".mp4"), self.encoding.width, self.encoding.height, 0.0, path)

    def found(self, still: Still, clip: Clip, expected: Picture) -> Picture:
        """The expected footage with the files that were made; its id stays."""
        assert isinstance(expected, Footage)
        return replace(expected, path=clip.path, seconds=clip.seconds, poster=still.path)

    def resting(self) -> Drawing:
        """The same, not moved."""
        return replace(self, mover=None)

    def draw(self, settings: Settings, out: Path, work: Work) -> Still:
        """Raises as ImageEngine.draw does, and what making the character's reference sheet may raise."""
        return self.artist.draw(self.brief(settings, work), out, work)

    def brief(self, settings: Settings, work: Work) -> PictureBrief:
        """What the image engine is told. Raises what making the character's reference sheet may raise."""
        from shorts.references import reference_sheet

        count = self.artist.capabilities.reference_images
        references = reference_sheet(self.character, settings, work)[:count] if count else ()
        style = find_style(self.request.image_style)
        return PictureBrief(self.prompt, style.negative, self.encoding.width, self.encoding.height, self.seed, references)

    def animate(self, still: Still, frames: int, out: Path, work: Work) -> Clip:
        """Raises as MotionEngine.animate does."""
        assert self.mover
        brief = MotionBrief(self.prompt, self.encoding.width, self.encoding.height, frames, self.seed, self.scene.motion, self.scene.focus)
        return self.mover.animate(still, brief, out, work)



def is_drawn(scene: Scene, request: ShortRequest) -> bool:
    """Does the image engine draw this scene?"""
    return request.image_engine != TOON and scene.visual in ("character", "drawn")
