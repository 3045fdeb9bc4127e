"""Processes that make a short, to be killed at a chosen moment: python -m tests.maker

They make the example's short with real parts, but for the voice: a tone, so that a run takes seconds. The program imports once, then
forks a process for every line on standard input, "STAGE COUNT OUTPUTS", which kills itself (SIGKILL: no handler runs, no buffer is
flushed) when that stage reports for the COUNT-th time; its exit status is said on standard output. POSIX only.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import wave
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from shorts.artifacts import FPS, VOICE_RATE, Narration, Phone, ShortRequest, Word
from shorts.cast import VoicePreset
from shorts.engines.base import Capabilities
from shorts.files import replacing
from shorts.picture import stage
from shorts.pipeline import make_short
from shorts.progress import Work
from shorts.settings import Settings
from shorts.short import start_short
from shorts.text.morphemes import morphemes
from shorts.workshop import Workshop, open_workshop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.artifacts import Language, Progress
    from shorts.short import Short

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "lamp.html"
REQUEST = ShortRequest(str(EXAMPLE), kind="file", character="executive-fox", seconds=8, quality="draft", voice="tone")
CHARACTER_SECONDS = 0.1


class ToneVoice:
    """A voice engine for tests: every character is a tenth of a second of tone. `said` counts what was asked of it."""

    id, version = "tone", "1"
    capabilities = Capabilities(word_times=True)

    def __init__(self) -> None:
        self.said: list[str] = []

    def why_not(self) -> None:
        return None

    def prepare(self) -> None:
        """Tones need nothing."""

    def rate(self, language: Language, voice: VoicePreset) -> float:
        return 7.0

    def seconds(self, text: str, language: Language, voice: VoicePreset) -> float:
        return sum(map(len, text.split())) * CHARACTER_SECONDS

    def say(self, text: str, language: Language, voice: VoicePreset, out: Path, work: Work) -> Narration:
        self.said.append(text)
        spans = [round(len(word) * CHARACTER_SECONDS * FPS) for word in text.split()]
        edges = np.cumsum([0, *spans]) / FPS
        words = tuple(Word(word, edges[i], edges[i + 1]) for i, word in enumerate(text.split()))
        phones = tuple(Phone("a", word.start, word.end) for word in words)
        time = np.arange(round(edges[-1] * VOICE_RATE)) / VOICE_RATE
        tone = 9000 * np.sin(2 * np.pi * 220 * time) * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * time))
        with replacing(out) as part, wave.open(str(part), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(VOICE_RATE)
            file.writeframes(tone.astype("<i2").tobytes())
        return Narration(out, float(edges[-1]), words, phones)


def tone_workshop(settings: Settings, voice: ToneVoice | None = None) -> Workshop:
    """A workshop whose cast can speak with the tone."""
    shop = open_workshop(settings)
    preset = {language: VoicePreset("tone") for language in ("ko", "en")}
    cast = {name: replace(character, voices={**character.voices, "tone": preset}) for name, character in shop.cast.items()}
    shop = Workshop(settings, cast)
    shop.voices["tone"] = voice or ToneVoice()
    return shop


class KillAt:
    """A listener that ends the process at the COUNT-th report of STAGE, by the signal HOW."""

    def __init__(self, stage: str, count: int, how: int = signal.SIGKILL) -> None:
        self._stage, self._left, self._how = stage, count, how
        self._guard = threading.Lock()

    def __call__(self, event: Progress) -> None:
        with self._guard:
            self._left -= event.stage == self._stage
            if self._left == 0:
                os.kill(os.getpid(), self._how)


def make(outputs: Path, work: Work, request: ShortRequest = REQUEST) -> Short:
    settings = replace(Settings(), outputs=outputs)
    return make_short(start_short(request, settings), tone_workshop(settings), work)


@contextmanager
def small_frames() -> Iterator[None]:
    """Shorts are a quarter as wide and high inside the block: for tests of what happens to frames, not of what they show."""
    full = stage._SIZES
    stage._SIZES = {aspect: (width // 4, height // 4) for aspect, (width, height) in full.items()}
    try:
        yield
    finally:
        stage._SIZES = full


def warm() -> None:
    """What every short needs, before the first one: a fork has it."""
    import extruct  # noqa: F401
    import trafilatura  # noqa: F401

    tone_workshop(Settings())
    morphemes("한 번")


def main() -> None:
    """As the text at the top says."""
    warm()
    for line in sys.stdin:
        moment, count, outputs = line.rstrip("\n").split(" ", 2)
        child = os.fork()
        if child == 0:
            with small_frames():
                make(Path(outputs), Work(KillAt(moment, int(count))))
            return
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
