"""mix_audio: voice, music and a few soft effects to one AAC track at the loudness that the platforms play.

The voice is placed to the sample (one frame is 800 samples of it). Music is ducked by the voice through ffmpeg's sidechain
compressor and lies MUSIC_UNDER LU below speech. Then the mix is brought to TARGET LUFS with a true-peak limiter that works at
four times the rate, encoded, and measured *after* encoding: what AAC adds is corrected for. Standards: ITU-R BS.1770-4, EBU R 128.
"""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 (pydantic reads it at run time)
from typing import TYPE_CHECKING

import numpy as np

from shorts.artifacts import FPS, VOICE_RATE
from shorts.effects import MIX_RATE, Effect, effects_track
from shorts.ffmpeg.args import QUIET, aac_args
from shorts.ffmpeg.loudness import SILENCE, Loudness, measure
from shorts.ffmpeg.run import run
from shorts.files import replacing, scratch
from shorts.waveform import read_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Narration
    from shorts.progress import Work

VERSION = "1"
TARGET = -14.0
"""LUFS, integrated: what YouTube, Instagram and TikTok play without turning it down."""
TOLERANCE = 0.3
CEILING = -1.0
"""dBTP that the encoded file must not pass."""
MUSIC_UNDER = 19.0
"""LU between speech and the music ducked under it."""
_FIRST_LIMIT = -1.8  # dBTP before encoding: AAC usually adds a few tenths
_ROUNDS = 4
# gentle levelling, so that the limiter has little to do: rumble off, 2.5:1 above -24 dB
_VOICE = "aresample=48000:resampler=swr:filter_size=64,highpass=f=65,acompressor=threshold=-24dB:ratio=2.5:attack=8:release=120:knee=6"
_DUCK = "sidechaincompress=threshold=0.02:ratio=4:attack=60:release=450:knee=4:makeup=1"


@dataclass(frozen=True, slots=True)
class MixReport:
    """What was measured on the finished AAC file. music_under: LU between speech and ducked music, 0 without music."""

    path: Path
    seconds: float
    loudness: float  # LUFS, integrated
    peak: float  # dBTP
    music_under: float


def mix_audio(
    narrations: Sequence[Narration], lengths: Sequence[int], music: Path | None, out: Path, work: Work, effects: Sequence[Effect] = (), level: float = 0.0
) -> MixReport:
    """Mix a short into `out` (.m4a). lengths: frames of each scene, whose narration starts with it.
    music: any sound file at least as long as the short (see music.fit_track), or None. level: dB by which it lies higher than usual.

    Raises EncoderFailed, MediaUnreadable (a narration of another format), DiskFull, OutputUnwritable, Cancelled.
    """
    with scratch(out) as here:
        voice = here / "voice.wav"
        frames = sum(lengths)
        write_voice(narrations, lengths, voice)
        work.step("audio", 1, 4)
        loudness = measure(voice, work)
        bed = _music_bed(music, voice, loudness, MUSIC_UNDER - level, here, work) if music else None
        work.step("audio", 2, 4)
        mixed = here / "mixed.wav"
        extra = effects_track(effects, frames, loudness.integrated, here / "effects.wav") if effects else None
        run(_mix_args(voice, bed.path if bed else None, extra, mixed), "mix", out, work)
        work.step("audio", 3, 4)
        with replacing(out) as part:
            final = _encode_at_target(mixed, frames, part, work)
    work.step("audio", 4, 4)
    return MixReport(out, frames / FPS, final.integrated, final.peak, bed.under if bed else 0.0)


def write_voice(narrations: Sequence[Narration], lengths: Sequence[int], out: Path) -> None:
    """All narrations on one mono track at VOICE_RATE, each starting exactly at its scene's first frame."""
    track = np.zeros(sum(lengths) * VOICE_RATE // FPS, np.int16)
    start = 0
    for narration, length in zip(narrations, lengths, strict=True):
        end = start + length * VOICE_RATE // FPS
        samples = read_voice(narration.path)[: end - start]
        track[start : start + len(samples)] = samples
        start = end
    with wave.open(str(out), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(VOICE_RATE)
        file.writeframes(track.tobytes())


@dataclass(frozen=True, slots=True)
class _Bed:
    path: Path
    under: float


def _music_bed(music: Path, voice: Path, speech: Loudness, under: float, folder: Path, work: Work) -> _Bed:
    """The music as it will lie under this voice: ducked, and at the right distance by measurement, not by assumption."""
    raw = measure(music, work)
    rough = (speech.integrated - under + 6.0) - raw.integrated  # ducking takes about 6 dB while somebody speaks
    trial = folder / "bed.wav"
    run(_duck_args(music, voice, rough, trial), "music", trial, work)
    heard = measure(trial, work).integrated
    if heard <= SILENCE:
        return _Bed(trial, speech.integrated - heard)
    missing = speech.integrated - under - heard
    if abs(missing) > 1.0:
        run(_duck_args(music, voice, rough + missing, trial), "music", trial, work)
        heard = measure(trial, work).integrated
    return _Bed(trial, round(speech.integrated - heard, 2))


def _duck_args(music: Path, voice: Path, gain: float, out: Path) -> list[str]:
    # the key is brought to a fixed level, so that ducking doesn't depend on how loud this voice was recorded
    key = f"{_VOICE},volume=6dB,aformat=channel_layouts=stereo"
    graph = f"[1:a]{key}[key];[0:a]aresample=48000,aformat=channel_layouts=stereo,volume={gain:.2f}dB[bed];[bed][key]{_DUCK}[out]"
    return [*QUIET, "-i", str(music), "-i", str(voice), "-filter_complex", graph, "-map", "[out]", "-c:a", "pcm_f32le", str(out)]


def _mix_args(voice: Path, bed: Path | None, effects: Path | None, out: Path) -> list[str]:
    others = [path for path in (bed, effects) if path]
    inputs = [part for path in (voice, *others) for part in ("-i", str(path))]
    speech = f"[0:a]{_VOICE},aformat=channel_layouts=stereo[voice]"
    rest = "".join(f"[{index + 1}:a]" for index in range(len(others)))
    tail = f"[voice]{rest}amix=inputs={len(others) + 1}:duration=first:normalize=0[out]"
    return [*QUIET, *inputs, "-filter_complex", f"{speech};{tail}", "-map", "[out]", "-c:a", "pcm_f32le", str(out)]


def _encode_at_target(mixed: Path, frames: int, out: Path, work: Work) -> Loudness:
    """Encode, measure what came out, correct gain and limit, until both are right."""
    samples = frames * MIX_RATE // FPS
    gain, limit = TARGET - measure(mixed, work).integrated, _FIRST_LIMIT
    for _ in range(_ROUNDS):
        graph = f"volume={gain:.3f}dB,{_limiter(limit)}"
        run(aac_args(mixed, graph, samples, out), "audio", out, work)
        got = measure(out, work)
        if abs(got.integrated - TARGET) <= TOLERANCE and got.peak <= CEILING:
            return got
        gain += TARGET - got.integrated
        limit -= max(got.peak - CEILING + 0.2, 0.0)
    return got


def _limiter(limit: float) -> str:
    """A limiter at 192 kHz, where the peaks between samples are samples. limit: dBTP."""
    return f"aresample=192000,alimiter=limit={10 ** (limit / 20):.5f}:attack=4:release=60:level=false:latency=true,aresample=48000"
