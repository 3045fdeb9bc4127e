"""Whose voice a short is spoken in, and how fast: the one place where a request's speaker becomes an engine's preset."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shorts.cast import find_character
from shorts.errors import UnknownChoice
from shorts.voice_shelf import MINE

if TYPE_CHECKING:
    from shorts.artifacts import Language, ShortRequest
    from shorts.cast import Character, VoicePreset
    from shorts.workshop import Workshop


def preset_of(workshop: Workshop, request: ShortRequest, language: Language) -> VoicePreset:
    """The preset that the request's voice engine is asked for: the speaker's own, at the request's speed.

    Raises UnknownChoice (no such speaker, or one without a voice for this engine and language), and for a voice of one's own
    CloningUnavailable, BadOption (this engine can't speak with it), FileBroken.
    """
    if request.speaker.startswith(MINE):
        preset = workshop.shelf.preset(request.speaker, workshop.voice(request.voice), workshop.voices.values())
    else:
        preset = _characters(workshop, request, language)
    return replace(preset, speed=round(preset.speed * request.voice_speed, 4))


def _characters(workshop: Workshop, request: ShortRequest, language: Language) -> VoicePreset:
    character = speaker_of(workshop, request)
    try:
        return character.voice(request.voice, language)
    except KeyError as missing:
        raise UnknownChoice(kind="voice", kind_ko="목소리", value=request.voice, choices=", ".join(character.voices)) from missing


def speaker_of(workshop: Workshop, request: ShortRequest) -> Character:
    """The character whose voice is heard, where it is a character's; a speaker needs no puppet. Raises UnknownChoice."""
    return find_character(workshop.cast, request.speaker or request.character)
