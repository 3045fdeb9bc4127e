"""Every engine, one line each. Making one is cheap: it is imported then, and models are loaded when it is first asked to work."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.engines.base import ImageEngine, MotionEngine, ScriptWriter, VoiceEngine
    from shorts.models.local import LocalModels
    from shorts.settings import Settings

_VOICE_THREADS = 4
"""More don't help; they don't spin, so on two cores they only take what rendering leaves."""


ENGINES = frozenset({"extract", "ollama", "kokoro", "qwen3-tts", "xtts", "sdxl", "flux2-klein", "kenburns", "animatediff", "ltx"})
"""Ids of all that the functions below make, for who only asks whether there is such an engine: importing them takes a third of a second."""


def script_writers(settings: Settings, models: LocalModels) -> list[ScriptWriter]:
    from shorts.engines.extract import ExtractWriter
    from shorts.engines.ollama import OllamaWriter

    return [ExtractWriter(), OllamaWriter(settings, models)]


def voice_engines(settings: Settings, models: LocalModels) -> list[VoiceEngine]:
    from shorts.engines.cloning import CloningVoice
    from shorts.engines.cloning_guide import Guide
    from shorts.engines.cloning_pace import Paces
    from shorts.engines.cloning_reference import References
    from shorts.engines.kokoro import KokoroVoice
    from shorts.engines.qwen3_tts import Qwen3Tts
    from shorts.engines.xtts import Xtts
    from shorts.voice_shelf import VoiceShelf

    kokoro = KokoroVoice(settings, threads=min(_VOICE_THREADS, os.cpu_count() or 1))
    shared = Guide(kokoro, settings), References(settings, kokoro, VoiceShelf(settings).reference), Paces(settings.cache / "paces.json")
    return [kokoro, *(CloningVoice(cloner, *shared) for cloner in (Qwen3Tts(models), Xtts(models)))]


def image_engines(settings: Settings, models: LocalModels) -> list[ImageEngine]:
    """What draws pictures; the toon, which plays the presenter itself, is none of them."""
    from shorts.engines.flux2_klein import KleinImages
    from shorts.engines.sdxl import SdxlImages

    return [SdxlImages(models), KleinImages(models)]


def motion_engines(settings: Settings, models: LocalModels) -> list[MotionEngine]:
    """What moves a drawn picture."""
    from shorts.engines.animatediff import AnimateDiffMotion
    from shorts.engines.kenburns import KenBurns
    from shorts.engines.ltx import LtxMotion

    return [KenBurns(), AnimateDiffMotion(models), LtxMotion(models)]
