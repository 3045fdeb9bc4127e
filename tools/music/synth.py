"""A few electronic voices in NumPy: band-limited wavetables with envelopes, and drums of sines and noise. 48 kHz."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.signal import butter, sosfilt

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from music.score import Note, Part, Song

    Audio = NDArray[np.float64]

RATE = 48_000
TABLE = 4096


@dataclass(frozen=True)
class Voice:
    """slope: harmonics fall as 1/k**slope; odd: only odd ones; detune in cents over `unison` oscillators spread in stereo.

    attack, decay (to `sustain`), release in seconds; fade: how much faster each higher harmonic dies away, 1/s.
    """

    slope: float
    harmonics: int
    odd: bool = False
    unison: int = 1
    detune: float = 0.0
    attack: float = 0.004
    decay: float = 0.3
    sustain: float = 0.0
    release: float = 0.08
    fade: float = 0.0


VOICES = {
    "pluck": Voice(1.1, 22, unison=3, detune=9, decay=0.34, fade=1.7),
    "softpluck": Voice(1.7, 10, unison=2, detune=6, decay=0.5, fade=1.2),
    "bell": Voice(2.2, 7, odd=True, unison=2, detune=4, decay=0.9, fade=1.4),
    "saws": Voice(1.25, 26, unison=5, detune=16, attack=0.02, decay=0.9, sustain=0.75, release=0.25),
    "warm": Voice(1.9, 12, unison=5, detune=13, attack=0.35, decay=1.0, sustain=0.85, release=0.7),
    "bass": Voice(1.35, 14, unison=1, attack=0.006, decay=0.35, sustain=0.55, release=0.06, fade=0.5),
    "sub": Voice(3.0, 3, attack=0.012, decay=0.5, sustain=0.8, release=0.09),
    "lead": Voice(1.5, 14, odd=True, unison=2, detune=7, attack=0.015, decay=0.5, sustain=0.6, release=0.18, fade=0.2),
}


def play(song: Song, part: Part, passes: int) -> Audio:
    """(samples, 2) float64 of the part played `passes` times, with a second to ring out."""
    name = part.sound.split(":")[1]
    out = np.zeros((round(song.seconds * passes * RATE) + RATE, 2))
    cache: dict[tuple[int, int, int], Audio] = {}
    for note in part.notes:
        key = (note.pitch, round(note.length * 1000), round(note.velocity * 24))
        if key not in cache:
            cache[key] = drum(note) if name == "drums" else tone(VOICES[name], note, note.length * 60 / song.bpm)
        for once in range(passes):
            at = round((once * song.beats + note.start) * 60 / song.bpm * RATE)
            sound = cache[key][: len(out) - at]
            out[at : at + len(sound)] += sound
    return out


def tone(voice: Voice, note: Note, seconds: float) -> Audio:
    """One note, (samples, 2)."""
    hertz = 440 * 2 ** ((note.pitch - 69) / 12)
    count = round((seconds + voice.release) * RATE)
    t = np.arange(count) / RATE
    out = np.zeros((count, 2))
    for n in range(voice.unison):
        place = 0.0 if voice.unison == 1 else 2 * n / (voice.unison - 1) - 1
        f = hertz * 2 ** (place * voice.detune / 1200)
        phase = f * t + (n * 0.37) % 1
        wave = _fading(voice, f, phase, t) if voice.fade else np.interp(phase % 1, np.linspace(0, 1, TABLE + 1), _table(voice, f))
        out[:, 0] += wave * np.sqrt(0.5 - 0.42 * place)
        out[:, 1] += wave * np.sqrt(0.5 + 0.42 * place)
    return out * (_envelope(voice, seconds, t) * note.velocity**1.4 * 0.4 / voice.unison**0.5)[:, None]


def _harmonics(voice: Voice, hertz: float) -> list[int]:
    every = range(1, voice.harmonics + 1, 2 if voice.odd else 1)
    return [k for k in every if k * hertz < 15_000]


def _table(voice: Voice, hertz: float) -> Audio:
    turn = np.linspace(0, 2 * np.pi, TABLE + 1)
    return np.sum([np.sin(k * turn) / k**voice.slope for k in _harmonics(voice, hertz)], axis=0)


def _fading(voice: Voice, hertz: float, phase: Audio, t: Audio) -> Audio:
    """Harmonics that die the faster the higher they are, as on a plucked string."""
    return np.sum(
        [np.sin(2 * np.pi * k * phase) * np.exp(-t * voice.fade * (k - 1)) / k**voice.slope for k in _harmonics(voice, hertz)], axis=0
    )


def _envelope(voice: Voice, seconds: float, t: Audio) -> Audio:
    body = voice.sustain + (1 - voice.sustain) * np.exp(-np.maximum(t - voice.attack, 0) / voice.decay * 2.2)
    rise = np.clip(t / voice.attack, 0, 1) ** 0.7
    fall = np.clip((seconds + voice.release - t) / voice.release, 0, 1) ** 1.5
    return body * rise * np.where(t > seconds, fall, 1.0)


def drum(note: Note) -> Audio:
    """Kick 36, clap 39, snare 38, closed hat 42, open hat 46, shaker 70, low tom 41, riser 60 (four beats of rising noise)."""
    rng = np.random.default_rng(note.pitch * 1000 + round(note.velocity * 24))
    makers = {36: _kick, 38: _snare, 39: _clap, 41: _tom, 42: _closed, 46: _open, 70: _shaker}
    mono = makers[note.pitch](rng) * note.velocity**1.3
    wide = 0.0 if note.pitch in (36, 41) else 0.25
    other = makers[note.pitch](rng) * note.velocity**1.3
    return np.stack([mono + wide * other, mono - wide * other], -1) * 0.7


def _time(seconds: float) -> Audio:
    return np.arange(round(seconds * RATE)) / RATE


def _kick(rng: np.random.Generator) -> Audio:
    t = _time(0.34)
    sweep = 47 * t + 1.9 * (1 - np.exp(-t * 32))
    click = rng.standard_normal(len(t)) * np.exp(-t * 900) * 0.12
    return np.sin(2 * np.pi * sweep) * np.exp(-t * 9.5) * np.clip((0.34 - t) * 30, 0, 1) + click


def _tom(rng: np.random.Generator) -> Audio:
    t = _time(0.6)
    return np.sin(2 * np.pi * (72 * t + 1.2 * (1 - np.exp(-t * 18)))) * np.exp(-t * 6.5) + _band(rng, t, 200, 1200) * np.exp(-t * 45) * 0.2


def _clap(rng: np.random.Generator) -> Audio:
    t = _time(0.28)
    bursts = (
        sum(np.where(t >= d, np.exp(-(t - d) * 190), 0) for d in (0.0, 0.011, 0.021))
        + np.where(t >= 0.03, np.exp(-(t - 0.03) * 21), 0) * 0.75
    )
    return _band(rng, t, 900, 6500) * bursts * 0.55


def _snare(rng: np.random.Generator) -> Audio:
    t = _time(0.26)
    return (
        np.sin(2 * np.pi * (185 * t + 0.5 * (1 - np.exp(-t * 60)))) * np.exp(-t * 26) * 0.55
        + _band(rng, t, 1200, 9000) * np.exp(-t * 20) * 0.5
    )


def _closed(rng: np.random.Generator) -> Audio:
    t = _time(0.07)
    return _band(rng, t, 7000, 15000) * np.exp(-t * 75) * 0.5


def _open(rng: np.random.Generator) -> Audio:
    t = _time(0.3)
    return _band(rng, t, 6500, 15000) * np.exp(-t * 13) * 0.42


def _shaker(rng: np.random.Generator) -> Audio:
    t = _time(0.11)
    return _band(rng, t, 4500, 12000) * np.minimum(t * 70, 1) * np.exp(-t * 42) * 0.45


def _band(rng: np.random.Generator, t: Audio, low: float, high: float) -> Audio:
    return sosfilt(butter(2, [low, high], "bandpass", fs=RATE, output="sos"), rng.standard_normal(len(t)))
