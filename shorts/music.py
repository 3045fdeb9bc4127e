"""Music: a track of the shelf (tracks.py) or a sound file anywhere, fitted to the length of a short.

A track of ours is a loop of whole bars. Its file holds a little of the loop's end before it and of its beginning after it,
so that the codec's priming and padding stay outside, and turns are led over within SEAM samples.
"""

from __future__ import annotations

import random
import wave
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from shorts.errors import MediaUnreadable, UnknownChoice
from shorts.files import digest, replacing
from shorts.tracks import OWN_SHORTEST, RATE, Track, load_tracks

if TYPE_CHECKING:
    from av import AudioFrame
    from numpy.typing import NDArray

    from shorts.artifacts import Genre
    from shorts.cast import Character
    from shorts.progress import Work
    from shorts.settings import Settings

    Audio = NDArray[np.float32]

__all__ = ["FADE_OUT", "RATE", "Track", "fit_track", "load_tracks", "pick_track"]

FADE_OUT = 1.5
SEAM = RATE // 100
OWN_SEAM = 1.2
"""Seconds over which a person's own file, which has no seam of bars, is led over into its beginning."""


def pick_track(request_music: str, genre: Genre, character: Character, seed: int, settings: Settings) -> Track | None:
    """The track for a request's `music`: "auto", "none" (None), the id of a track on the shelf, or the path of a sound file.

    "auto" draws, by the seed, among ours that suit genre and character best. Raises UnknownChoice, MediaUnreadable.
    """
    if request_music == "none":
        return None
    tracks = load_tracks(settings)
    if request_music == "auto":
        return _suited([track for track in tracks.values() if track.ours], genre, character, seed)
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
