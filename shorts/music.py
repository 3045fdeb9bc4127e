"""Music: our own loops (assets/music, CC0) or the person's own file, fitted to the length of a short.

A track of ours is a loop of whole bars. Its file holds a little of the loop's end before it and of its beginning after it,
so that the codec's priming and padding stay outside, and turns are led over within SEAM samples.
"""

from __future__ import annotations

import random
import tomllib
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from shorts.errors import MediaUnreadable, UnknownChoice
from shorts.files import digest, replacing

if TYPE_CHECKING:
    from av import AudioFrame
    from numpy.typing import NDArray

    from shorts.artifacts import Genre
    from shorts.cast import Character
    from shorts.progress import Work
    from shorts.settings import Settings

    Audio = NDArray[np.float32]

RATE = 48_000
"""Samples a second of fitted music (stereo, 16 bit)."""
FADE_OUT = 1.5
SEAM = RATE // 100
OWN_SEAM = 1.2
"""Seconds over which a person's own file, which has no seam of bars, is led over into its beginning."""
OWN_SHORTEST = 2.0


@dataclass(frozen=True, slots=True)
class Track:
    """Something to play. samples: length of the loop, which begins `lead` samples into the file; 0: a file of the person's own."""

    id: str
    path: Path
    titles: tuple[str, str]  # Korean, English
    moods: tuple[str, str] = ("", "")
    licence: str = ""
    bpm: float = 0.0
    bars: int = 0
    genres: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    lead: int = 0
    samples: int = 0

    @property
    def seconds(self) -> float:
        """Length of the loop; 0 for a person's own file."""
        return self.samples / RATE


def load_tracks(settings: Settings) -> dict[str, Track]:
    """Our own tracks by id, in the order of tracks.toml."""
    folder = settings.assets / "music"
    listed = tomllib.loads((folder / "tracks.toml").read_text(encoding="utf-8"))["track"]
    return {one["id"]: _track(one, folder) for one in listed}


def _track(one: dict[str, Any], folder: Path) -> Track:
    return Track(
        id=one["id"],
        path=folder / one["file"],
        titles=(one["title"]["ko"], one["title"]["en"]),
        moods=(one["mood"]["ko"], one["mood"]["en"]),
        licence=one["licence"],
        bpm=one["bpm"],
        bars=one["bars"],
        genres=frozenset(one["genres"]),
        groups=frozenset(one["groups"]),
        lead=one["lead"],
        samples=one["samples"],
    )


def pick_track(request_music: str, genre: Genre, character: Character, seed: int, settings: Settings) -> Track | None:
    """The track for a request's `music`: "auto", "none" (None), an id of ours, or the path of a sound file.

    "auto" draws, by the seed, among the tracks that suit genre and character best. Raises UnknownChoice, MediaUnreadable.
    """
    if request_music == "none":
        return None
    tracks = load_tracks(settings)
    if request_music == "auto":
        return _suited(list(tracks.values()), genre, character, seed)
    if request_music in tracks:
        return tracks[request_music]
    path = Path(request_music).expanduser()
    if path.suffix or len(path.parts) > 1:
        return _own(path)
    raise UnknownChoice(kind="music", value=request_music, choices=", ".join(("auto", "none", *tracks)))


def _suited(tracks: list[Track], genre: Genre, character: Character, seed: int) -> Track:
    """Genre weighs more than the character's group: a serious page is not made merry by who reads it."""
    scores = {track.id: 2 * (genre in track.genres) + (character.group in track.groups) for track in tracks}
    best = [track for track in tracks if scores[track.id] == max(scores.values())]
    return random.Random(f"{seed} {character.id} {genre}").choice(best)


def _own(path: Path) -> Track:
    if not path.is_file():
        raise MediaUnreadable(file=path.name, reason_ko="파일이 없습니다", reason_en="there is no such file")
    if len(_decode(path, OWN_SHORTEST)) < OWN_SHORTEST * RATE:
        raise MediaUnreadable(file=path.name, reason_ko="소리가 2초보다 짧습니다", reason_en="it has less than two seconds of sound")
    return Track(f"own-{digest(path)[:12]}", path.resolve(), (path.stem, path.stem), licence="the user's own file")


def fit_track(track: Track, seconds: float, out: Path, work: Work) -> Path:
    """Write `seconds` of the track to `out`: WAV, 48 kHz, stereo, 16 bit, looped without a seam, fading at the end.

    Raises MediaUnreadable, DiskFull, OutputUnwritable, Cancelled.
    """
    work.check()
    count = round(seconds * RATE)
    decoded = _decode(track.path, 0.0 if track.samples else seconds + 6.0, work)
    audio = _looped(decoded, track, count) if track.samples else _repeated(decoded, count)
    work.check()
    _write_wav(_faded(audio), out)
    return out


def _looped(decoded: Audio, track: Track, count: int) -> Audio:
    """The loop from its first beat, again and again; every turn is led over into what follows it in the file."""
    loop = decoded[track.lead : track.lead + track.samples].copy()
    if len(loop) < track.samples:
        raise MediaUnreadable(file=track.path.name, reason_ko="음악 파일이 손상되었습니다", reason_en="the file is damaged")
    after = decoded[track.lead + track.samples :][:SEAM]
    ramp = np.linspace(0, 1, len(after), dtype=np.float32)[:, None]
    turn = loop.copy()
    turn[: len(after)] = after * (1 - ramp) + loop[: len(after)] * ramp
    return np.concatenate([loop, *[turn] * (count // len(loop))])[:count]


def _repeated(audio: Audio, count: int) -> Audio:
    """A file without silence at its beginning, cut, or repeated with an equal-power crossfade, to `count` samples."""
    audible = np.flatnonzero(np.abs(audio).max(axis=1) > 10 ** (-50 / 20))
    audio = audio[int(audible[0]) :] if len(audible) else audio
    whole = audio
    while len(whole) < count:
        lap = min(round(OWN_SEAM * RATE), len(audio) // 3)
        angle = np.linspace(0, np.pi / 2, lap, dtype=np.float32)[:, None]
        whole = np.concatenate([whole[:-lap], whole[-lap:] * np.cos(angle) + audio[:lap] * np.sin(angle), audio[lap:]])
    return whole[:count]


def _faded(audio: Audio) -> Audio:
    """No click at the beginning; a soft end over FADE_OUT seconds, or a quarter of a very short piece."""
    out = audio.copy()
    rise, fall = min(RATE // 200, len(out)), min(round(FADE_OUT * RATE), len(out) // 4)
    out[:rise] *= np.linspace(0, 1, rise, dtype=np.float32)[:, None]
    if fall:
        out[-fall:] *= (0.5 + 0.5 * np.cos(np.linspace(0, np.pi, fall, dtype=np.float32)))[:, None]
    return out


def _decode(path: Path, seconds: float, work: Work | None = None) -> Audio:
    """(samples, 2) float32 at RATE of a file's first sound stream; about the first `seconds` of it, or all for 0."""
    import av

    pieces: list[Audio] = []
    wanted = seconds + 1.0 if seconds else float("inf")
    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise MediaUnreadable(file=path.name, reason_ko="소리가 들어 있지 않습니다", reason_en="there is no sound in it")
            resampler = av.AudioResampler(format="flt", layout="stereo", rate=RATE)
            for frame in container.decode(container.streams.audio[0]):
                if work:
                    work.check()
                pieces += [_samples(one) for one in resampler.resample(frame)]
                if frame.time is not None and frame.time >= wanted:
                    break
            else:
                pieces += [_samples(one) for one in resampler.resample(None)]
    except (av.FFmpegError, ValueError) as error:
        raise MediaUnreadable(file=path.name, reason_ko="소리 파일로 읽을 수 없습니다", reason_en="it can't be read as sound") from error
    return np.concatenate(pieces) if pieces else np.zeros((0, 2), np.float32)


def _samples(frame: AudioFrame) -> Audio:
    """A packed stereo float frame as (samples, 2)."""
    return np.asarray(frame.to_ndarray(), np.float32).reshape(-1, 2)


def _write_wav(audio: Audio, out: Path) -> None:
    samples = np.round(np.clip(audio, -1, 1) * 32767).astype("<i2")
    with replacing(out) as part, wave.open(str(part), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
