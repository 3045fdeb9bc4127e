"""What shorts are made with: the cast and the engines of this installation, opened once and shared by all jobs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from shorts.cast import Character, find_character, load_cast
from shorts.cast_live import LiveCast
from shorts.commerce import commercial, demand_allowed
from shorts.drawing import TOON, Drawing, is_drawn
from shorts.engines.base import HasVariants, ManyModels
from shorts.engines.registry import image_engines, motion_engines, script_writers, voice_engines
from shorts.errors import BadOption, EngineUnavailable, NotDrawnYet, UnknownChoice
from shorts.ffmpeg.run import nvenc_works, pick_codec
from shorts.image_styles import find_style
from shorts.models.local import LocalModels
from shorts.models.tiers import measure
from shorts.music import pick_track
from shorts.picture.caption_styles import caption_style
from shorts.readings import Readings, readings_of
from shorts.speakers import preset_of
from shorts.voice_shelf import VoiceShelf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shorts.artifacts import Article, Script, ShortRequest
    from shorts.engines.base import Engine, ImageEngine, MotionEngine, ScriptWriter, VoiceEngine
    from shorts.errors import CharacterFileBroken
    from shorts.ffmpeg.args import Codec, Encoding
    from shorts.settings import Settings

E = TypeVar("E", bound="Engine")

_KINDS_KO = {"script": "대본 엔진", "voice": "목소리 엔진", "image": "그림 엔진", "motion": "움직임 엔진"}


@dataclass(frozen=True)
class Workshop:
    """Engines are made on first use and then kept: opening the page must not load a model."""

    settings: Settings
    cast: Mapping[str, Character]

    @property
    def broken(self) -> tuple[CharacterFileBroken, ...]:
        """Why some character files can't be used, now."""
        return self.cast.broken if isinstance(self.cast, LiveCast) else ()

    @cached_property
    def writers(self) -> dict[str, ScriptWriter]:
        return {engine.id: engine for engine in script_writers(self.settings, self.models)}

    @cached_property
    def voices(self) -> dict[str, VoiceEngine]:
        return {engine.id: engine for engine in voice_engines(self.settings, self.models)}

    @cached_property
    def artists(self) -> dict[str, ImageEngine]:
        return {engine.id: engine for engine in image_engines(self.settings, self.models)}

    @cached_property
    def movers(self) -> dict[str, MotionEngine]:
        return {engine.id: engine for engine in motion_engines(self.settings, self.models)}

    @cached_property
    def models(self) -> LocalModels:
        """The downloaded models of this machine and the card that they share."""
        return LocalModels(self.settings)

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
        return _pick("script", name, {**self.writers, name: self.known_writer(name)})

    def known_writer(self, name: str) -> ScriptWriter:
        """The same, whether it can write now or not: to tell who wrote a script. "ENGINE:MODEL" names one of its models. Raises UnknownChoice."""
        engine, colon, model = name.partition(":")
        found = self.writers.get(engine)
        if found is not None and not colon:
            return found
        able: object = found
        if isinstance(able, ManyModels):
            return able.with_model(model)
        raise UnknownChoice(kind="script", kind_ko=_KINDS_KO["script"], value=name, choices=", ".join(self.writers))

    def voice(self, name: str) -> VoiceEngine:
        """Raises UnknownChoice, EngineUnavailable."""
        return _pick("voice", name, self.voices)

    def artist(self, name: str) -> ImageEngine | None:
        """None for the toon, which plays scenes and draws no pictures; "sdxl:NAME" draws with a checkpoint or LoRA of the user's own.

        Raises UnknownChoice, EngineUnavailable, UnsafeWeights.
        """
        if name == TOON:
            return None
        base, _, own = name.partition(":")
        engine = _pick("image", base, self.artists, TOON)
        return engine.variant(own) if own and isinstance(engine, HasVariants) else _pick("image", name, self.artists, TOON)

    def mover(self, name: str) -> MotionEngine | None:
        """None for the toon: the camera moves over the still. Raises UnknownChoice, EngineUnavailable."""
        return None if name == TOON else _pick("motion", name, self.movers, TOON)

    def drawings(self, script: Script, request: ShortRequest, encoding: Encoding) -> dict[str, Drawing]:
        """What the request's image engine draws: by scene id. Raises UnknownChoice, NotDrawnYet, EngineUnavailable."""
        artist, mover = self.artist(request.image_engine), self.mover(request.motion_engine)
        if artist is None:
            return {}
        character = self.character(request.character)
        return {scene.id: Drawing(scene, character, request, encoding, artist, mover) for scene in script.scenes if is_drawn(scene, request)}

    @cached_property
    def codec(self) -> Codec:
        """What finished scenes are encoded by: as the settings say; "auto" is NVIDIA's encoder where a card is and a test encode works, which
        leaves the processor to voices and drawing, and x264 elsewhere. Asked once. Raises EngineUnavailable, BadOption."""
        wanted = self.settings.encoder
        if wanted not in ("auto", "x264", "nvenc"):
            raise BadOption(option="SHORTS_ENCODER", value=wanted, expected="auto, x264, nvenc")
        scratch = self.settings.cache / "nvenc"
        if wanted == "auto":
            return "h264_nvenc" if measure() and nvenc_works(scratch) else "libx264"
        return pick_codec(wanted, scratch)

    def engines_of(self, request: ShortRequest) -> dict[str, Engine]:
        """By kind, what makes a short; the toon, which is none, left out. Raises UnknownChoice, EngineUnavailable."""
        found: dict[str, Engine | None] = {
            "script": self.known_writer(request.script_engine),  # it has written
            "voice": self.voice(request.voice),
            "image": self.artist(request.image_engine),
            "motion": self.mover(request.motion_engine),
        }
        return {kind: engine for kind, engine in found.items() if engine is not None}

    def check(self, request: ShortRequest, before: ShortRequest | None = None) -> None:
        """Refuse at once what can't be made, before anything is fetched. Raises RequestError, EngineUnavailable.

        before: what it was before a change; the writer isn't asked again then: its script is there, and Ollama may be off meanwhile.
        Nor are engines that stay the same: a short whose model was removed can still be edited.
        """
        character = self.character(request.character)
        same = before is not None and before.script_engine == request.script_engine
        (self.known_writer if same else self.writer)(request.script_engine)
        self.voice(request.voice)
        if before is None or before.image_engine != request.image_engine:
            self.artist(request.image_engine)
        if before is None or before.motion_engine != request.motion_engine:
            self.mover(request.motion_engine)
        if request.image_engine == TOON and request.motion_engine != TOON:
            raise BadOption(option="--motion", value=request.motion_engine, expected=f"{TOON}, or --image {' | '.join(self.artists)}")
        find_style(request.image_style)
        check_size(request)
        caption_style(request.captions)
        preset_of(self, request, request.language or "ko")
        pick_track(request.music, "product", character, request.seed, self.settings)
        self.demand_allowed(request)

    def demand_allowed(self, request: ShortRequest, article: Article | None = None, script: Script | None = None) -> None:
        """Raises NotForCommerce if, by what is known so far, the request's engines may not be used for what it is for."""
        offered = {"script": self.writers.values(), "voice": self.voices.values(), "image": self.artists.values(), "motion": self.movers.values()}
        demand_allowed(self.engines_of(request), offered, commercial(request, article, script))


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


def survey_workshop(settings: Settings) -> Workshop:
    """A workshop with the characters that can be used, as their folder has them at each moment; `broken` tells what is wrong with the others.

    Raises CharacterFileBroken only where there is no character file at all.
    """
    return Workshop(settings, LiveCast(settings.characters))


def _pick(kind: str, name: str, engines: dict[str, E], *embedded: str) -> E:
    if name not in engines:
        raise UnknownChoice(kind=kind, kind_ko=_KINDS_KO[kind], value=name, choices=", ".join((*embedded, *engines)))
    reason = engines[name].why_not()
    if reason is not None:
        details: dict[str, Any] = {"engine": name, "reason_ko": reason[0], "reason_en": reason[1]}
        others = ", ".join((*embedded, *(other for other, engine in engines.items() if other != name and engine.why_not() is None)))
        remedy_ko, remedy_en = f"다른 엔진을 고르세요: {others}", f"choose another engine: {others}"
        if engines[name].capabilities.models:
            remedy_ko, remedy_en = f"‘모델’ 탭에서 설치하거나 {remedy_ko}", f"install its models on the Models tab, or {remedy_en}"
        raise EngineUnavailable(**details, remedy_ko=f"{remedy_ko}.", remedy_en=f"{remedy_en[0].upper()}{remedy_en[1:]}.")
    return engines[name]
