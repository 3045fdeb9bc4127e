"""Every engine, one line each. Making one is cheap: models are loaded when it is first asked to work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.engines.extract import ExtractWriter
from shorts.engines.kokoro import KokoroVoice

if TYPE_CHECKING:
    from shorts.engines.base import ScriptWriter, VoiceEngine
    from shorts.settings import Settings


def script_writers(settings: Settings) -> list[ScriptWriter]:
    return [ExtractWriter()]


def voice_engines(settings: Settings) -> list[VoiceEngine]:
    return [KokoroVoice(settings)]
