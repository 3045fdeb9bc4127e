"""The values that cross a stage. Frozen, plain, and free of behaviour beyond small derived properties.

Times are seconds (float) from the start of the thing they belong to; sizes are pixels; paths are absolute.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Language = Literal["ko", "en"]
SourceKind = Literal["auto", "url", "file", "text", "topic"]
Genre = Literal["product", "news", "howto", "story"]
Visual = Literal["character", "photo", "full_photo", "drawn"]
Gesture = Literal["rest", "greet", "wave", "point", "present", "think", "cheer", "explain", "thumbs_up", "point_up", "show", "shrug"]
Expression = Literal["neutral", "smile", "happy", "surprised", "thinking", "sad", "serious", "wink"]
Setting = Literal[
    "studio", "park", "room", "kitchen", "newsroom", "office", "boardroom", "loft", "lab", "classroom", "boutique", "runway", "pedestal", "stadium", "gym",
    "yoga", "cafe", "bakery", "stage",
]  # fmt: skip
Light = Literal["day", "evening"]
Quality = Literal["draft", "standard", "high"]
TitleMode = Literal["throughout", "first", "off"]
Aspect = Literal["9:16", "1:1", "16:9", "4:5"]
Role = Literal["hook", "body", "close"]
Motion = Literal["auto", "still", "push", "pull", "left", "right"]
SceneLayout = Literal["auto", "wide", "medium", "close", "left", "right", "above", "full", "list", "figure", "quote"]
Transitions = Literal["mixed", "cut", "whip", "wipe", "zoom", "circle"]
Goal = Literal["script", "draft", "short"]

OWN = "own"
LATER = {"later": True}
"""Marks a field that a value had not from the start: keys leave it out while it has its default, so that what was made before it stays fresh."""
SPARSE = {**LATER, "sparse": True}
"""Such a field that is written down only where it has another value than its default."""
FPS = 30
"""Frames a second of every short."""
VOICE_RATE = 24_000
"""Samples a second of every narration file (mono, 16-bit WAV); one video frame is exactly 800 samples."""


@dataclass(frozen=True, slots=True)
class ShortRequest:
    """What somebody asked for. Every field but `source` has a default that gives a good short."""

    source: str
    kind: SourceKind = "auto"
    character: str = "executive-fox"
    language: Language | None = None  # None: the language of the page
    voice: str = "kokoro"
    image_engine: str = "toon"
    motion_engine: str = "toon"
    script_engine: str = "extract"
    image_style: str = "film"  # id of a style, for image engines
    seconds: float = 30.0
    scenes: int | None = None  # None: what the length asks for
    aspect: Aspect = "9:16"
    music: str = "auto"  # "auto", "none", the id of a track of ours, or a path
    seed: int = 0
    quality: Quality = "standard"
    title: TitleMode = "throughout"
    ai_label: bool = True
    captions: str = "pop"  # id of a caption style
    transitions: Transitions = "mixed"
    graphics: bool = True  # prices, figures, lists, quotations and calls on the screen
    music_level: float = 0.0  # dB, added to our usual level under the voice
    voice_speed: float = 1.0  # times the speed of the character's preset
    speaker: str = ""  # whose voice: "" the character's own, the id of another character, or "mine:ID" for a voice of one's own
    thumbnail: float | None = None  # seconds into the short; None: the first frame
    ad_line: str = ""  # e.g. "쿠팡 파트너스 활동으로 수수료를 받습니다"; shown and written where it must be


@dataclass(frozen=True, slots=True)
class Product:
    """What a product page states about the product; empty where it states nothing."""

    name: str
    brand: str = ""
    price: str = ""  # the number exactly as the page writes it, e.g. "12,900"
    currency: str = ""  # ISO 4217, e.g. "KRW"
    rating: str = ""
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture of the page, already downloaded, checked and re-encoded (PNG or JPEG, upright, RGB)."""

    id: str  # content digest, hex
    path: Path
    width: int
    height: int
    alt: str = ""
    source: str = ""  # its address, or OWN for one that the user added


@dataclass(frozen=True, slots=True)
class Footage:
    """A clip of the user's own, already made into what scenes play: H.264, FPS constant, no sound, upright."""

    id: str  # content digest, hex
    path: Path
    width: int
    height: int
    seconds: float
    poster: Path  # its first frame, JPEG
    alt: str = ""


Picture = Photo | Footage
"""What a scene may show besides its presenter."""


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says, and nothing that it doesn't. `text` has one paragraph a line."""

    url: str
    title: str
    text: str
    language: Language
    site: str = ""
    author: str = ""
    published: str = ""  # ISO date
    product: Product | None = None
    photos: tuple[Photo, ...] = ()
    facts: tuple[str, ...] = ()  # every figure of the page with its unit, as written
    notes: tuple[str, ...] = ()  # what was left out and why, for the report


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing said, and what is seen meanwhile. All of it can be edited by hand."""

    id: str
    narration: str
    role: Role = "body"
    caption: tuple[str, ...] = ()  # words of the narration that captions put in the accent colour
    visual: Visual = "character"
    image_prompt: str = ""
    gesture: Gesture = "explain"
    expression: Expression = "smile"
    setting: Setting = "studio"
    light: Light = field(default="day", metadata=LATER)
    photo: str = ""  # Photo.id or Footage.id, or "" where the visual needs none
    focus: tuple[float, float] | None = None  # what of the photo must stay in sight, fractions of its width and height; None: found by itself
    motion: Motion = "auto"  # of the camera
    take: int = 0  # another number stages the scene otherwise: shots, sides, cuts
    layout: SceneLayout = field(default="auto", metadata=SPARSE)  # the presenter alone, beside a photo, with a card of words (see scene_layouts.py)


@dataclass(frozen=True, slots=True)
class Script:
    """The short in words. `hook` is the on-screen title: one or two short lines; `accent` a part of it."""

    title: str
    language: Language
    genre: Genre
    scenes: tuple[Scene, ...]
    hook: tuple[str, ...]
    accent: str = ""
    call_to_action: str = ""
    hashtags: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Phone:
    """One speech sound in the voice engine's own notation (IPA for Kokoro); silence is ""."""

    symbol: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Word:
    """One written word (a Korean eojeol) of the narration and when it is spoken."""

    text: str
    start: float
    end: float
    stressed: bool = False


@dataclass(frozen=True, slots=True)
class Narration:
    """Spoken text: mono 16-bit WAV at VOICE_RATE. The words' spans tile [0, seconds] without gap or overlap.

    retries: how often something was said again, since the engine had cut or invented speech.
    """

    path: Path
    seconds: float
    words: tuple[Word, ...]
    phones: tuple[Phone, ...] = ()
    retries: int = 0


@dataclass(frozen=True, slots=True)
class Still:
    """`eased`: drawn one tier lower, since the memory did not suffice: how; "" for as it was meant."""

    path: Path
    seed: int
    eased: str = ""


@dataclass(frozen=True, slots=True)
class Clip:
    """`eased`: as of a Still."""

    path: Path
    seconds: float
    eased: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One scene as closed-GOP H.264, picture only; frames / FPS is its exact length."""

    path: Path
    frames: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The short and what goes with it when it is uploaded."""

    path: Path
    seconds: float
    srt: Path
    vtt: Path
    thumbnail: Path
    report: Path
    post: Path  # title, description, hashtags and disclosure, to paste
    eased: tuple[str, ...] = ()  # of its pictures and clips, how those were made that the memory did not suffice for


@dataclass(frozen=True, slots=True)
class Progress:
    """Work done of one stage. `note`: a name (of a file), or a key of progress.NOTES. `details`: "preview" is the path of a JPEG
    of what is being made, which may change or go at any moment."""

    stage: str
    done: float
    total: float
    note: str = ""
    details: dict[str, str] = field(default_factory=dict)
