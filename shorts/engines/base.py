"""What every engine can do (Protocols), and what only some can (Capabilities)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shorts.artifacts import Article, Clip, Language, Motion, Narration, Script, Still
    from shorts.cast import Character, VoicePreset
    from shorts.progress import Work


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Declared, not discovered: what an engine offers, needs and allows."""

    languages: frozenset[str] = frozenset({"ko", "en"})
    word_times: bool = False
    clones: bool = False
    reference_images: int = 0
    needs_vram: int = 0  # bytes
    licence: str = ""  # SPDX id or name
    commercial_use: bool = True
    models: tuple[str, ...] = ()  # ids of the catalogue's models without which it can't run


@dataclass(frozen=True, slots=True)
class Brief:
    """What a script must be. `rate` is the voice's measured speed in spoken syllables a second, pauses included."""

    language: Language
    character: Character
    seconds: float
    rate: float
    scenes: int | None = None
    seed: int = 0
    photos: tuple[str, ...] = field(default=())  # ids of photos that may be shown, best first
    again: int = 0  # how often this very script was written already, at other lengths, to meet the wanted one by its voice


@dataclass(frozen=True, slots=True)
class PictureBrief:
    """What a picture must show. `width` by `height`: the frame that it will fill, pixels; an engine may draw smaller, at the nearest size
    that its model knows, of about that shape. `references`: pictures of who is in it, best first, which an engine with
    `reference_images` keeps them alike by. The same brief gives the same picture."""

    prompt: str  # in English: what happens, who is there with the traits that never change, the style
    negative: str
    width: int
    height: int
    seed: int
    references: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class MotionBrief:
    """How a still is to move. The clip has exactly `frames` frames at FPS and fills `width` by `height`, without a visible loop."""

    prompt: str  # in English
    width: int
    height: int
    frames: int
    seed: int
    move: Motion = "auto"  # of the camera
    focus: tuple[float, float] | None = None  # what must stay in sight, fractions of the still


class Engine(Protocol):
    """`id` names it on the command line; `version` changes whenever its output would."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def capabilities(self) -> Capabilities: ...

    def why_not(self) -> tuple[str, str] | None:
        """None if it runs here, else the reason in Korean and in English."""


class ScriptWriter(Engine, Protocol):
    def write(self, article: Article, brief: Brief, work: Work) -> Script:
        """A script whose every figure is in the article. Raises NothingToRead, ModelError, Cancelled."""


@runtime_checkable
class ManyModels(Protocol):
    """What some script writers can: "ollama:qwen3:8b" is the engine "ollama" with that model."""

    def with_model(self, model: str) -> ScriptWriter:
        """The same engine with another model; its id is this one's, a colon, and the model. Raises UnknownChoice for no model's name."""

    def models(self) -> tuple[str, ...]:
        """What can be named now. Empty where that can't be found out; takes a second at most."""


class VoiceEngine(Engine, Protocol):
    def prepare(self) -> None:
        """Load what the first sentence will need; called from another thread while the page is read. May do nothing."""

    def say(self, text: str, language: Language, voice: VoicePreset, out: Path, work: Work) -> Narration:
        """Speak `text` into `out` (see Narration). Raises VoiceFailed, Cancelled."""

    def rate(self, language: Language, voice: VoicePreset) -> float:
        """Spoken syllables a second at this preset, pauses at punctuation included (measured, see bench/)."""

    def seconds(self, text: str, language: Language, voice: VoicePreset) -> float:
        """How long `say` will take to speak `text`, predicted to a few per cent, in a small part of the time."""


class ImageEngine(Engine, Protocol):
    def draw(self, brief: PictureBrief, out: Path, work: Work) -> Still:
        """Draw into `out` (PNG, whole or not at all), telling `work` each step; between steps it can be cancelled.

        Raises ModelError (missing, broken, not enough memory), OutOfMemory, Cancelled, and what the disk raises.
        """


@runtime_checkable
class ReadsAhead(Protocol):
    """An image engine that does better when it knows all pictures beforehand."""

    def read_ahead(self, briefs: Sequence[PictureBrief], work: Work) -> None:
        """Do for all of them what can be done now (read their texts), so that its parts needn't take turns on the card. Raises as draw does."""


@runtime_checkable
class HasVariants(Protocol):
    """An image engine that also draws with weights of the user's own: "ID:NAME"."""

    def variant(self, name: str) -> ImageEngine:
        """Raises UnknownChoice, UnsafeWeights."""

    def variants(self) -> tuple[str, ...]:
        """Their names, of those that may fit."""


class MotionEngine(Engine, Protocol):
    def animate(self, still: Still, brief: MotionBrief, out: Path, work: Work) -> Clip:
        """Move `still` into `out` (an H.264 file as picture/reel.py plays it, whole or not at all). Raises as ImageEngine.draw does."""
