"""Voices that speak like a recording: everything that such an engine does around its model.

    text → words, spelled out → chunks → the model, with a seed → judged, and said again if need be → trimmed, joined, timed

A model (xtts.py, qwen3_tts.py) is a Cloner: it says one chunk. What it says isn't trusted: see cloning_judge. Times come from aligning,
which lays the embedded voice's own sounds along the recording.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from shorts.artifacts import VOICE_RATE, Narration
from shorts.engines.cloning_chunks import chunks_of
from shorts.engines.cloning_judge import SLACK, Bounds, accepted, judged
from shorts.engines.cloning_take import Said, assembled
from shorts.engines.kokoro_take import timed_phones, timed_words
from shorts.engines.stretching import stretched
from shorts.errors import VoiceFailed
from shorts.progress import Work
from shorts.waveform import levelled, write_wav

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from shorts.artifacts import Language
    from shorts.cast import VoicePreset
    from shorts.engines.base import Capabilities
    from shorts.engines.cloning_guide import Guide
    from shorts.engines.cloning_judge import Fault, Verdict
    from shorts.engines.cloning_pace import Paces
    from shorts.engines.cloning_reference import References

log = logging.getLogger(__name__)
VERSION = "1"
"""Changes whenever what is around the models would make another recording of the same."""
ATTEMPTS = 3
_NOTES = {"ko": "잘못 읽어 다시 읽는 중 ({n}/{total})", "en": "not read right, reading it again ({n}/{total})"}


@dataclass(frozen=True, slots=True)
class Line:
    """One chunk to be said. reference: WAV of who is to be heard; longest: seconds after which the model must have stopped."""

    text: str
    language: Language
    reference: Path
    seed: int
    longest: float


class Speaker(Protocol):
    """A model that is loaded and held."""

    def __call__(self, line: Line, work: Work) -> NDArray[np.float32]:
        """The line as mono samples at VOICE_RATE, the same for the same line. Raises Cancelled, and what the model raises."""


class Cloner(Protocol):
    """What differs between models that clone. longest: characters that it can say at once, per language."""

    @property
    def id(self) -> str: ...
    @property
    def capabilities(self) -> Capabilities: ...
    @property
    def longest(self) -> dict[Language, int]: ...
    @property
    def version(self) -> str:
        """Of our code and of the weights."""

    def why_not(self) -> tuple[str, str] | None: ...

    def prepare(self) -> None:
        """Import what it needs."""

    def opened(self, work: Work) -> AbstractContextManager[Speaker]:
        """Its model, held while the block lasts. Raises ModelError, NotEnoughVram, Cancelled."""


@dataclass(frozen=True)
class CloningVoice:
    """A VoiceEngine around a Cloner. A preset names whose voice (see cloning_reference), its speed, and the seed of its chances."""

    cloner: Cloner
    guide: Guide
    references: References
    paces: Paces
    bounds: Bounds = field(default_factory=Bounds)

    @property
    def id(self) -> str:
        return self.cloner.id

    @property
    def capabilities(self) -> Capabilities:
        return self.cloner.capabilities

    @property
    def version(self) -> str:
        return VERSION if self.why_not() else f"{VERSION}-{self.cloner.version}-{self.guide.version}"

    def why_not(self) -> tuple[str, str] | None:
        return self.cloner.why_not() or self.guide.voice.why_not()

    def prepare(self) -> None:
        """The model itself is only loaded when it speaks: until then the card is the script's and the pictures'."""
        self.guide.voice.prepare()
        self.cloner.prepare()

    def say(self, text: str, language: Language, voice: VoicePreset, out: Path, work: Work) -> Narration:
        """Speak `text` into `out` (see Narration).

        Raises VoiceFailed (also where every attempt cut or invented speech), Cancelled, UnknownChoice and FileBroken (whose voice), ModelError.
        """
        words = self.guide.words(text, language)
        chunks = chunks_of(words, self.cloner.longest[language])
        if not chunks:
            raise VoiceFailed(text=_short(text), reason="nothing to say", reason_ko="읽을 말이 없음")
        reference = self.references.clip(voice.preset, language, Work(cancel=work.cancel))
        said: list[Said] = []
        retries = 0
        with self.cloner.opened(work) as speaker:
            for index, chunk in enumerate(chunks):
                expected = self.guide.expected(words[chunk.first : chunk.last], language)
                line = Line(chunk.text, language, reference, voice.seed, self.bounds.most * expected.seconds + SLACK)
                audio, verdict, again = self._said(speaker, line, expected.seconds, work.part("voice", index, len(chunks)))
                self.paces.learn(expected.seconds, verdict.seconds, *self._voice(voice, language))
                said.append(Said(chunk, stretched(audio, voice.speed), expected))
                retries += again
        work.step("voice", len(chunks), len(chunks))
        take = assembled(said, len(words), self.guide.table)
        write_wav(out, levelled(take.audio))
        return Narration(out, len(take.audio) / VOICE_RATE, timed_words(words, take), timed_phones(take), retries)

    def rate(self, language: Language, voice: VoicePreset) -> float:
        return self.guide.rate(language, voice.speed) / self.paces.factor(*self._voice(voice, language))

    def seconds(self, text: str, language: Language, voice: VoicePreset) -> float:
        """As the embedded voice predicts, by how much slower or faster this one was so far."""
        return self.guide.seconds(text, language, voice.speed) * self.paces.factor(*self._voice(voice, language))

    def _said(self, speaker: Speaker, line: Line, expected: float, work: Work) -> tuple[NDArray[np.float32], Verdict, int]:
        """The line as it was accepted, and how often it had to be said again. Raises VoiceFailed with what was wrong each time."""
        heard: list[NDArray[np.float32]] = []
        verdicts: list[Verdict] = []
        for attempt in range(ATTEMPTS):
            note = _NOTES[line.language].format(n=attempt, total=ATTEMPTS - 1) if attempt else ""
            work.step("voice", 0, 1, note)
            heard.append(speaker(replace(line, seed=_seed(line, attempt)), work))
            verdicts.append(judged(heard[-1], expected, self.bounds))
            chosen = accepted(verdicts)
            if chosen is not None:
                return heard[chosen], verdicts[chosen], attempt
            log.info("%s, attempt %d of %d: %s", self.id, attempt + 1, ATTEMPTS, _fault(verdicts[-1])[1])
        faults = [_fault(verdict) for verdict in verdicts]
        raise VoiceFailed(text=_short(line.text), reason="; ".join(en for _, en in faults), reason_ko="; ".join(ko for ko, _ in faults))

    def _voice(self, voice: VoicePreset, language: Language) -> tuple[str, ...]:
        """What a pace belongs to."""
        return self.id, self.version, voice.preset, language


def _fault(verdict: Verdict) -> Fault:
    return verdict.wrong or verdict.odd or ("", "")


def _seed(line: Line, attempt: int) -> int:
    """Of this attempt at this text: the same wherever it stands, and whatever was said before."""
    digest = hashlib.blake2b(f"{line.seed}/{attempt}/{line.language}/{line.text}".encode(), digest_size=7).digest()
    return int.from_bytes(digest, "little")


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
