"""What shorts are made with: the cast and the engines of this installation, opened once and shared by all jobs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from shorts.cast import Character, find_character, load_cast, survey_cast
from shorts.engines.registry import script_writers, voice_engines
from shorts.errors import BadOption, EngineUnavailable, NotDrawnYet, UnknownChoice
from shorts.music import pick_track
from shorts.picture.caption_styles import caption_style
from shorts.readings import Readings, readings_of
from shorts.speakers import preset_of
from shorts.voice_shelf import VoiceShelf

if TYPE_CHECKING:
    from shorts.artifacts import ShortRequest
    from shorts.engines.base import Engine, ScriptWriter, VoiceEngine
    from shorts.errors import CharacterFileBroken
    from shorts.settings import Settings

E = TypeVar("E", bound="Engine")

_KINDS_KO = {"script": "대본 엔진", "voice": "목소리 엔진", "image": "그림 엔진", "motion": "움직임 엔진"}


@dataclass(frozen=True)
class Workshop:
    """Engines are made on first use and then kept: opening the page must not load a model."""

    settings: Settings
    cast: dict[str, Character]

    @cached_property
    def writers(self) -> dict[str, ScriptWriter]:
        return {engine.id: engine for engine in script_writers(self.settings)}

    @cached_property
    def voices(self) -> dict[str, VoiceEngine]:
        return {engine.id: engine for engine in voice_engines(self.settings)}

    @cached_property
    def readings(self) -> Readings:
        """How this person wants words to be read. Raises FileBroken."""
        return readings_of(self.settings)

    @cached_property
    def shelf(self) -> VoiceShelf:
        """Voices of this person's own."""
        return VoiceShelf(self.settings)

    def character(self, name: str) -> Character:
        """Raises UnknownChoice, NotDrawnYet."""
        character = find_character(self.cast, name)
        if character.toon is None:
            drawn = ", ".join(other.id for other in self.cast.values() if other.toon is not None)
            raise NotDrawnYet(name=f"{character.names['ko']}({character.id})", choices=drawn)
        return character

    def writer(self, name: str) -> ScriptWriter:
        """Raises UnknownChoice, EngineUnavailable."""
        return _pick("script", name, self.writers)

    def voice(self, name: str) -> VoiceEngine:
        """Raises UnknownChoice, EngineUnavailable."""
        return _pick("voice", name, self.voices)

    def check(self, request: ShortRequest) -> None:
        """Refuse at once what can't be made, before anything is fetched. Raises RequestError, EngineUnavailable."""
        character = self.character(request.character)
        self.writer(request.script_engine)
        self.voice(request.voice)
        for kind, name in (("image", request.image_engine), ("motion", request.motion_engine)):
            if name != "toon":
                raise UnknownChoice(kind=kind, kind_ko=_KINDS_KO[kind], value=name, choices="toon")
        check_size(request)
        caption_style(request.captions)
        preset_of(self, request, request.language or "ko")
        pick_track(request.music, "product", character, request.seed, self.settings)


LIMITS: dict[str, tuple[float, float]] = {"seconds": (8, 180), "music_level": (-12, 6), "voice_speed": (0.7, 1.3)}
"""What a request's figures may be, ends included."""


def check_size(request: ShortRequest) -> None:
    """Raises BadOption for a length, a number of scenes, a level or a speed that no short can have."""
    for name, (least, most) in LIMITS.items():
        value = getattr(request, name)
        if not least <= value <= most:
            raise BadOption(option=f"--{name.replace('_', '-')}", value=value, expected=f"{least:g} … {most:g}")
    if request.scenes is not None and not 3 <= request.scenes <= 20:  # a hook, something said, a closing
        raise BadOption(option="--scenes", value=request.scenes, expected="3 … 20")


def open_workshop(settings: Settings) -> Workshop:
    """Raises CharacterFileBroken."""
    return Workshop(settings, load_cast(settings.characters))


def survey_workshop(settings: Settings) -> tuple[Workshop, tuple[CharacterFileBroken, ...]]:
    """A workshop with the characters that can be used, and what is wrong with the files of the others.

    Raises CharacterFileBroken only where there is no character file at all.
    """
    report = survey_cast(settings.characters)
    return Workshop(settings, report.cast), report.broken


def _pick(kind: str, name: str, engines: dict[str, E]) -> E:
    if name not in engines:
        raise UnknownChoice(kind=kind, kind_ko=_KINDS_KO[kind], value=name, choices=", ".join(engines))
    reason = engines[name].why_not()
    if reason is not None:
        details: dict[str, Any] = {"engine": name, "reason_ko": reason[0], "reason_en": reason[1]}
        others = ", ".join(other for other in engines if other != name)
        raise EngineUnavailable(**details, remedy_ko=f"다른 엔진을 고르세요: {others}", remedy_en=f"Choose another engine: {others}")
    return engines[name]
