"""Whose voice a short is spoken in, and how fast: the one place where a request's speaker becomes an engine's preset."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shorts.cast import VoicePreset, find_character
from shorts.errors import UnknownChoice
from shorts.voice_shelf import MINE

if TYPE_CHECKING:
    from shorts.artifacts import Language, ShortRequest
    from shorts.cast import Character
    from shorts.engines.base import VoiceEngine
    from shorts.workshop import Workshop

_EMBEDDED = "kokoro"


def preset_of(workshop: Workshop, request: ShortRequest, language: Language) -> VoicePreset:
    """The preset that the request's voice engine is asked for: the speaker's own, at the request's speed and, where an engine has any, chances.

    Raises UnknownChoice (no such speaker, or one without a voice for this engine and language), and for a voice of one's own
    CloningUnavailable, BadOption (this engine can't speak with it), FileBroken.
    """
    engine = workshop.voice(request.voice)
    own = request.speaker.startswith(MINE)
    preset = workshop.shelf.preset(request.speaker, engine, workshop.voices.values()) if own else _characters(workshop, request, engine, language)
    seed = request.seed if engine.capabilities.clones else preset.seed
    return replace(preset, speed=round(preset.speed * request.voice_speed, 4), seed=seed)


def _characters(workshop: Workshop, request: ShortRequest, engine: VoiceEngine, language: Language) -> VoicePreset:
    """The character's own preset for this engine; one that clones speaks like the character does with the embedded voice, if it has none."""
    from shorts.engines.cloning_reference import like  # it brings the embedded voice along, which the page's start would pay

    character = speaker_of(workshop, request)
    try:
        return character.voice(request.voice, language)
    except KeyError as missing:
        embedded = character.voices.get(_EMBEDDED, {}).get(language)
        if engine.capabilities.clones and embedded:
            return VoicePreset(like(embedded))
        raise UnknownChoice(kind="voice", kind_ko="목소리", value=request.voice, choices=", ".join(character.voices)) from missing


def speaker_of(workshop: Workshop, request: ShortRequest) -> Character:
    """The character whose voice is heard, where it is a character's; a speaker needs no puppet. Raises UnknownChoice."""
    return find_character(workshop.cast, request.speaker or request.character)
