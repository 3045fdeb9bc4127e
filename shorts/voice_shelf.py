"""Voices of one's own: recordings to be cloned, each with its owner's consent, and named blends of the embedded voice.

    outputs/voices/<id>/voice.json      name, kind, consent, blend
    outputs/voices/<id>/reference.wav   the clip that a cloning engine listens to (kind "clone")
    <cache>/voices/<id>/                previews spoken with it

A request names one as speaker "mine:<id>". Deleting a voice removes every copy of it that this program made.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from filelock import FileLock
from pydantic import ValidationError

from shorts.cast import VoicePreset
from shorts.engines.kokoro_voices import blend, load_voices, voice_files
from shorts.errors import BadOption, CloningUnavailable, ConsentMissing, FileBroken, UnknownChoice
from shorts.files import digest, scratch, storage_errors, sweep, write_json
from shorts.values import from_plain, to_plain
from shorts.voice_clip import make_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from shorts.engines.base import VoiceEngine
    from shorts.settings import Settings

Kind = Literal["clone", "blend"]

MINE = "mine:"
"""What a request's `speaker` begins with where it names a voice of one's own."""
STATEMENT = {
    "ko": "이 목소리는 본인의 목소리이거나, 목소리 주인에게 AI 음성 합성에 써도 좋다는 허락을 받았습니다. 남을 속이거나 사칭하는 데 쓰지 않겠습니다.",
    "en": "This is my own voice, or its owner has allowed me to use it for AI speech. I will not use it to deceive or to impersonate anyone.",
}
"""What is consented to; shown beside the box that is ticked, and kept with the voice."""
MOST_BLENDED = 3
SPEEDS, PITCHES = (0.7, 1.4), (-8.0, 8.0)
_ID = re.compile(r"[0-9a-f]{10}")
_LONGEST_NAME = 40
_ENGINE = "kokoro"  # whose voices are blended


@dataclass(frozen=True, slots=True)
class Consent:
    """Who says so, and what they say (see STATEMENT). `date` and `clip` are filled in when the voice is kept."""

    by: str
    statement: str
    date: str = ""  # ISO time, UTC
    clip: str = ""  # digest of the recording as it was given


@dataclass(frozen=True, slots=True)
class NamedVoice:
    """One voice of the shelf. blend: base voices with their weights, which add up to 1. level and noise as in voice_clip.Heard."""

    id: str
    name: str
    kind: Kind
    created: str  # ISO time, UTC
    consent: Consent | None = None
    clip: str = ""  # digest of reference.wav
    seconds: float = 0.0  # of reference.wav
    level: float = 0.0
    noise: float = 0.0
    blend: tuple[tuple[str, float], ...] = ()
    speed: float = 1.0
    pitch: float = 0.0  # semitones

    @property
    def speaker(self) -> str:
        """How a request names it."""
        return MINE + self.id


class VoiceShelf:
    """The voices of one installation. Nothing is kept in memory: what another process adds or deletes is seen at once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = settings.outputs / "voices"

    def items(self) -> tuple[NamedVoice, ...]:
        """Oldest first. Raises FileBroken."""
        voices = [self._read(path) for path in self._folder.glob("*/voice.json") if _ID.fullmatch(path.parent.name)]
        return tuple(sorted(voices, key=lambda voice: (voice.created, voice.id)))

    def get(self, voice: str) -> NamedVoice:
        """By id, "mine:" before it or not, or by name. Raises UnknownChoice, FileBroken."""
        wanted = voice.removeprefix(MINE)
        if _ID.fullmatch(wanted) and (self._folder / wanted / "voice.json").is_file():
            return self._read(self._folder / wanted / "voice.json")
        every = self.items()
        for one in every:
            if _plain(one.name) == _plain(wanted):
                return one
        raise UnknownChoice(kind="voice of your own", kind_ko="내 목소리", value=voice, choices=", ".join(one.name for one in every) or "–")

    def reference(self, voice: str) -> Path:
        """The clip that a cloning engine listens to. Raises UnknownChoice, FileBroken."""
        found = self.get(voice)
        path = self.folder(found) / "reference.wav"
        if found.kind != "clone" or not path.is_file():
            raise FileBroken(path=path, where="reference.wav")
        return path

    def folder(self, voice: NamedVoice) -> Path:
        return self._folder / voice.id

    def previews(self, voice: NamedVoice) -> Path:
        """Where previews of it are kept, so that they go when it goes."""
        return self._settings.cache / "voices" / voice.id

    def add(self, name: str, file: Path, consent: Consent | None) -> NamedVoice:
        """Keep a recording of somebody's voice. `file` stays where it is.

        Raises ConsentMissing, BadOption (the name), AudioRefused, ClipUnsuitable, DiskFull, OutputUnwritable.
        """
        agreed = _demanded(consent)
        with self._changing() as folder:
            made = _new(self._free(name), "clone")
            with scratch(folder / made.id) as bench:  # whole or not at all: no clip may lie about without its consent
                found = make_reference(file, bench / "voice" / "reference.wav", self._settings)
                clip = digest(bench / "voice" / "reference.wav")
                agreed = replace(agreed, date=made.created, clip=digest(file))
                kept = replace(made, consent=agreed, clip=clip, seconds=round(found.seconds, 2), level=round(found.level, 1), noise=round(found.noise, 1))
                write_json(bench / "voice" / "voice.json", to_plain(kept))
                (bench / "voice").rename(folder / made.id)
        return kept

    def add_blend(self, name: str, parts: Mapping[str, float], speed: float = 1.0, pitch: float = 0.0) -> NamedVoice:
        """Keep a mix of up to three of the embedded voice's speakers (see base_voices). pitch: semitones.

        Raises BadOption, UnknownChoice (no such base voice), DiskFull, OutputUnwritable.
        """
        blend_preset(parts, speed, pitch, self._settings)
        with self._changing():
            made = replace(_new(self._free(name), "blend"), blend=_shares(parts), speed=speed, pitch=pitch)
            self._write(made)
        return made

    def rename(self, voice: str, name: str) -> NamedVoice:
        """Raises UnknownChoice, BadOption, FileBroken, DiskFull, OutputUnwritable."""
        with self._changing():
            found = self.get(voice)
            renamed = replace(found, name=self._free(name, besides=found.id))
            self._write(renamed)
        return renamed

    def delete(self, voice: str) -> None:
        """Remove it with every copy: the clip, previews, and what an upload or a player left of them in the cache.

        What shorts said with it stays with them: they are the user's. Raises UnknownChoice, FileBroken, OutputUnwritable.
        """
        with self._changing():
            found = self.get(voice)
            previews = [path for path in self.previews(found).glob("*") if path.is_file()]
            clips = {found.clip, found.consent.clip if found.consent else "", *map(digest, previews)}
            for path in (self._settings.cache / "uploads").rglob("*"):  # where the page puts what it is given and what it plays
                if path.is_file() and digest(path) in clips:
                    path.unlink()
            for path in [*previews, *self._listened_to()]:
                path.unlink()
            (self.folder(found) / "reference.wav").unlink(missing_ok=True)
            shutil.rmtree(self.folder(found))
            if self.previews(found).is_dir():
                shutil.rmtree(self.previews(found))

    def preset(self, voice: str, engine: VoiceEngine, engines: Iterable[VoiceEngine]) -> VoicePreset:
        """How `engine` is asked to sound like it; a recording is named by what is in it, so that another clip is another preset.

        Raises UnknownChoice, FileBroken, CloningUnavailable (`engines` are looked through for those that can), BadOption.
        """
        found = self.get(voice)
        if found.kind == "clone":
            if not engine.capabilities.clones:
                able = ", ".join(one.id for one in engines if one.capabilities.clones and one.why_not() is None)
                raise CloningUnavailable(engine=engine.id, able=able or "none installed", able_ko=able or "설치된 엔진 없음")
            return VoicePreset(f"{found.speaker}@{found.clip}")
        if engine.id != _ENGINE:
            raise BadOption(option="voice", option_ko="목소리 엔진", value=engine.id, expected=_ENGINE)
        return VoicePreset(_recipe(found.blend), found.speed, found.pitch)

    def _listened_to(self) -> list[Path]:
        """Every narration that was only listened to: which voice said it isn't noted, and all can be said again."""
        return [path for path in self._settings.outputs.rglob("voice-*") if path.parent.name == "previews" and path.is_file()]

    @contextmanager
    def _changing(self) -> Iterator[Path]:
        """The shelf's folder, swept of what killed processes left, and nobody else at it. Raises OutputUnwritable, DiskFull."""
        with storage_errors(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / ".lock"):
                sweep(self._folder)
                yield self._folder

    def _free(self, name: str, besides: str = "") -> str:
        name = " ".join(name.split())
        if not (name and name.isprintable() and len(name) <= _LONGEST_NAME):
            expected, expected_ko = f"1 to {_LONGEST_NAME} characters", f"1~{_LONGEST_NAME}자"
            raise BadOption(option="name", option_ko="이름", value=name[:60], expected=expected, expected_ko=expected_ko)
        if any(_plain(one.name) == _plain(name) for one in self.items() if one.id != besides):
            raise BadOption(option="name", option_ko="이름", value=name, expected="a name that no other voice has", expected_ko="다른 목소리와 겹치지 않는 이름")
        return name

    def _read(self, path: Path) -> NamedVoice:
        with storage_errors(path):
            data = path.read_bytes()
        try:
            return replace(from_plain(NamedVoice, json.loads(data.decode("utf-8-sig"))), id=path.parent.name)
        except (ValidationError, ValueError) as error:
            raise FileBroken(path=path, where=str(error).splitlines()[0]) from error

    def _write(self, voice: NamedVoice) -> None:
        write_json(self.folder(voice) / "voice.json", to_plain(voice))


def base_voices(settings: Settings) -> tuple[str, ...]:
    """Names of the speakers that a blend may mix. Raises MediaUnreadable."""
    return tuple(sorted(load_voices(voice_files(settings))))


def blend_preset(parts: Mapping[str, float], speed: float, pitch: float, settings: Settings) -> VoicePreset:
    """How the embedded voice is asked for a mix, whether it is kept or not. Raises as VoiceShelf.add_blend does."""
    recipe = _recipe(_shares(parts))
    for option, option_ko, value, (least, most) in (("speed", "빠르기", speed, SPEEDS), ("pitch", "높낮이", pitch, PITCHES)):
        if not least <= value <= most:
            raise BadOption(option=option, option_ko=option_ko, value=value, expected=f"{least:g} … {most:g}")
    blend(recipe, load_voices(voice_files(settings)))
    return VoicePreset(recipe, speed, pitch)


def _new(name: str, kind: Kind) -> NamedVoice:
    return NamedVoice(secrets.token_hex(5), name, kind, datetime.now(UTC).isoformat(timespec="seconds"))


def _demanded(consent: Consent | None) -> Consent:
    if consent is None or not consent.statement.strip():
        raise ConsentMissing(missing="nobody has consented", missing_ko="동의하지 않았습니다")
    by = " ".join(consent.by.split())
    if not by:
        raise ConsentMissing(missing="the name of who consents is empty", missing_ko="동의하는 사람의 이름이 비어 있습니다")
    return Consent(by[:80], consent.statement.strip()[:1000])


def _shares(parts: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    whole = sum(parts.values())
    if not 1 <= len(parts) <= MOST_BLENDED or not all(0 < weight < float("inf") for weight in parts.values()):
        expected, expected_ko = f"one to {MOST_BLENDED} voices with weights above 0", f"목소리 1~{MOST_BLENDED}개와 0보다 큰 비율"
        raise BadOption(option="blend", option_ko="섞기", value=", ".join(f"{name}:{weight:g}" for name, weight in parts.items()), expected=expected, expected_ko=expected_ko)
    return tuple((name, round(weight / whole, 4)) for name, weight in parts.items())


def _recipe(shares: tuple[tuple[str, float], ...]) -> str:
    """As kokoro_voices.blend reads it."""
    return "+".join(f"{name}:{weight:g}" for name, weight in shares)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
