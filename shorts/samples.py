"""How characters and voices sound and move, before a short is made: small files in the cache, named by what is in them."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock, Timeout

from shorts.artifacts import FPS, VOICE_RATE, Article, Narration, Phone, Scene, Script, ShortRequest
from shorts.cast import find_character
from shorts.ffmpeg.args import Encoding, aac_args
from shorts.ffmpeg.run import run
from shorts.files import scratch, storage_errors
from shorts.narrating import Speech, found_beside, keep_beside, speech_of
from shorts.progress import Work
from shorts.render import Tags, join_segments, render_segment
from shorts.staging import Stage
from shorts.values import key_of
from shorts.waveform import read_voice, write_wav

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shorts.artifacts import Language
    from shorts.cast import Character, VoicePreset
    from shorts.scene_plan import ScenePlan
    from shorts.workshop import Workshop

VERSION = "1"
"""Changes whenever the same character would be shown differently."""
_ENCODING = Encoding(360, 640)
_QUIET = VOICE_RATE * 3 // 10  # samples before the character speaks: it looks at us first
_SHORTEST = 2.7  # seconds, without the breath that every short ends with
_POLL = 0.2  # seconds
_KEPT = 300  # files a folder; listening to every sentence of a script must not fill the disk
_LONGEST = 300  # characters
_PHRASE: dict[Language, str] = {"ko": "안녕하세요. 이런 목소리로 쇼츠를 읽어 드려요.", "en": "Hello. This is how I will read your shorts."}


@dataclass(frozen=True)
class Samples:
    """Safe to call from any thread; what is being made is waited for, not made twice. The first call loads the voice (seconds)."""

    workshop: Workshop

    def say_sample(self, character: str, language: Language, text: str | None = None, work: Work | None = None, speed: float = 1.0, engine: str = "kokoro") -> Path:
        """The character's voice saying its catchphrase, or `text` (its first 300 characters): WAV. speed, engine: as a request's voice_speed, voice.

        Raises UnknownChoice, EngineUnavailable, VoiceFailed, FileBroken, Cancelled, DiskFull, OutputUnwritable.
        """
        found = find_character(self.workshop.cast, character)
        request = replace(_request(found), voice_speed=speed, voice=engine)
        return self._spoken(request, language, text or found.catchphrase[language], self._folder, work or Work()).path

    def blend_preview(self, voice: VoicePreset, language: Language, text: str | None = None, work: Work | None = None) -> Path:
        """A blend that isn't kept (see voice_shelf.blend_preset), saying a greeting or `text`: WAV. Raises what say_sample raises."""
        scene = _sample_scene(text or _PHRASE[language])
        readings = self.workshop.readings.apply(scene.narration, language).used
        return self._said(Speech(scene, language, voice, self.workshop.voice("kokoro"), readings), self._folder, work or Work()).path

    def voice_preview(
        self, voice: str, language: Language, text: str | None = None, engine: str = "kokoro", work: Work | None = None, speed: float = 1.0
    ) -> Path:
        """A voice of one's own (see voice_shelf), saying a greeting or `text`; kept where deleting the voice deletes it.

        Raises CloningUnavailable and what say_sample raises.
        """
        found = self.workshop.shelf.get(voice)
        request = replace(ShortRequest(""), speaker=found.speaker, voice=engine, voice_speed=speed)
        return self._spoken(request, language, text or _PHRASE[language], self.workshop.shelf.previews(found), work or Work()).path

    def moving_preview(self, character: str, language: Language, work: Work | None = None) -> Path:
        """The character speaking its catchphrase in its setting: mp4, 360x640, three seconds or a little more.

        Tells `work` "voice" and "render". Raises NotDrawnYet, EncoderFailed and what say_sample raises.
        """
        work = work or Work()
        found = self.workshop.character(character)
        phrase = found.catchphrase[language]
        spoken = self._spoken(_request(found), language, phrase, self._folder, work)
        timed = _with_quiet(spoken)
        scene = Scene("sample", phrase, gesture="greet", expression="happy", setting=found.setting)
        script = Script(phrase, language, "story", (scene,), (phrase,))
        request, article = replace(_request(found), title="off", ai_label=False), Article("", phrase, phrase, language)
        stage = Stage(self.workshop.settings, request, article, script, found, work, own_encoding=_ENCODING)
        plan = stage.plan(0, timed)
        key = key_of([VERSION, stage.inputs(scene, plan, timed), spoken.path.stem])
        out = self._folder / f"{found.id}-{language}-{key}.mp4"
        with _alone(out, work):
            if not out.is_file():
                self._film(stage, plan, timed, spoken, out)
                for earlier in self._folder.glob(f"{found.id}-{language}-*.mp4"):
                    if earlier != out:
                        earlier.unlink()
        return out

    @property
    def _folder(self) -> Path:
        return self.workshop.settings.cache / "samples"

    def _spoken(self, request: ShortRequest, language: Language, text: str, folder: Path, work: Work) -> Narration:
        """Spoken now, or found with its times."""
        return self._said(speech_of(_sample_scene(text), request, language, self.workshop), folder, work)

    def _said(self, speech: Speech, folder: Path, work: Work) -> Narration:
        out = folder / f"{key_of(speech.inputs)}.wav"
        with _alone(out, work):
            found = found_beside(out)
            if found is None:
                found = speech.say(out, work)
                keep_beside(found)
                _thin(folder)
        work.step("voice", 1, 1)
        return found

    def _film(self, stage: Stage, plan: ScenePlan, timed: Narration, spoken: Narration, out: Path) -> None:
        scene = stage.script.scenes[0]
        parts = replace(stage.parts(scene, plan, timed), overlays=())
        with scratch(out) as folder:
            segment = render_segment(plan, parts, _ENCODING, folder / "segment.mp4", stage.work)
            write_wav(folder / "voice.wav", np.concatenate([np.zeros(_QUIET, np.float32), read_voice(spoken.path).astype(np.float32) / 32768]))
            run(aac_args(folder / "voice.wav", "anull", plan.frames * 48_000 // FPS, folder / "voice.m4a"), "sample", out, stage.work)
            join_segments([segment], folder / "voice.m4a", out, Tags(stage.character.names[stage.script.language]), stage.work)


def _sample_scene(text: str) -> Scene:
    return Scene("sample", " ".join(text.split())[:_LONGEST])


def _request(character: Character) -> ShortRequest:
    return ShortRequest("", character=character.id)


@contextmanager
def _alone(out: Path, work: Work) -> Iterator[None]:
    """Nobody else makes files of this kind in this folder meanwhile. Raises Cancelled, OutputUnwritable."""
    with storage_errors(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(out.parent / f"{out.suffix}.lock")
        while not lock.is_locked:
            work.check()
            with suppress(Timeout):
                lock.acquire(timeout=_POLL)
    try:
        yield
    finally:
        lock.release()


def _thin(folder: Path) -> None:
    """Forget the oldest."""
    spoken = sorted(folder.glob("*.wav"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in spoken[_KEPT:]:
        path.unlink(missing_ok=True)
        path.with_suffix(".json").unlink(missing_ok=True)


def _with_quiet(spoken: Narration) -> Narration:
    """The same with a moment before it, and so much after it that the whole is worth looking at. The times still tile it."""
    before = _QUIET / VOICE_RATE
    seconds = max(round((spoken.seconds + before) * FPS) / FPS, _SHORTEST)
    words = [replace(word, start=word.start + before, end=word.end + before) for word in spoken.words]
    words[0], words[-1] = replace(words[0], start=0.0), replace(words[-1], end=seconds)
    phones = [replace(phone, start=phone.start + before, end=phone.end + before) for phone in spoken.phones]
    return Narration(spoken.path, seconds, tuple(words), (Phone("", 0.0, before), *phones, Phone("", spoken.seconds + before, seconds)))
