"""Parts → one seamless stereo loop: play twice, keep the second pass, so that every tail rings into the beginning."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.io import wavfile
from scipy.signal import butter, fftconvolve, lfilter, sosfilt, sosfiltfilt

from music.score import write_midi
from music.synth import RATE, play

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from music.score import Part, Song

    Audio = NDArray[np.float64]

SEAM = RATE // 50
"""Samples over which the end of one pass is faded into the next: 20 ms."""
LOUDNESS = -16.0  # LUFS
STEM = -22.0
"""LUFS of a part with gain 0: parts are first made equally loud, so that gains compare across sounds."""
CEILING = 10 ** (-1.5 / 20)


def render(song: Song, sound_font: Path) -> Audio:
    """(samples, 2) float64, exactly the song's length at 48 kHz."""
    length = round(song.seconds * RATE)
    dry = np.zeros((2 * length + RATE, 2))
    wet = np.zeros_like(dry)
    duck = _kick_envelope(song, len(dry))
    for part in song.parts:
        stem = _shaped(_stem(song, part, sound_font, len(dry)), part)
        stem *= (1 - part.pump * duck)[:, None]
        dry += stem
        wet += stem * part.reverb
    both = dry + _room(wet, song.room)
    if song.crackle:
        both += _crackle(len(both), length) * 10 ** (song.crackle / 20)
    return _master(_looped(_bus(both), length))


def _stem(song: Song, part: Part, sound_font: Path, count: int) -> Audio:
    audio = play(song, part, 2) if part.sound.startswith("synth") else _fluid(song, part, sound_font)
    out = np.zeros((count, 2))
    out[: len(audio)] = audio[:count]
    return out


def _fluid(song: Song, part: Part, sound_font: Path) -> Audio:
    """Through FluidSynth, without its own reverb and chorus."""
    with tempfile.TemporaryDirectory() as scratch:
        midi, wav = Path(scratch) / "part.mid", Path(scratch) / "part.wav"
        write_midi(song, part, 2, midi)
        command = [
            "fluidsynth",
            "-ni",
            "-q",
            "-g",
            "0.5",
            "-r",
            str(RATE),
            "-R",
            "0",
            "-C",
            "0",
            "-O",
            "s16",
            "-F",
            str(wav),
            str(sound_font),
            str(midi),
        ]
        subprocess.run(command, check=True, capture_output=True)
        _, samples = wavfile.read(wav)
    return samples / 32768.0


def _shaped(stem: Audio, part: Part) -> Audio:
    if part.low_cut:
        stem = sosfilt(butter(2, part.low_cut, "highpass", fs=RATE, output="sos"), stem, axis=0)
    if part.high_cut:
        stem = sosfilt(butter(2, part.high_cut, "lowpass", fs=RATE, output="sos"), stem, axis=0)
    if part.width:
        late = round(0.011 * RATE)
        side = np.concatenate([np.zeros(late), stem.mean(1)[:-late]]) * part.width * 0.6
        stem = stem + np.stack([side, -side], -1)
    stem = stem * 10 ** ((STEM + part.gain - loudness(stem)) / 20)
    turn = (part.pan + 1) * np.pi / 4
    return stem * np.array([np.cos(turn), np.sin(turn)]) * np.sqrt(2)


def _kick_envelope(song: Song, count: int) -> Audio:
    """1 at each kick, gone after a third of a second: what pumped parts are reduced by."""
    envelope = np.zeros(count)
    t = np.arange(round(0.4 * RATE)) / RATE
    shape = np.minimum(t / 0.004, 1) * np.exp(-t * 9) * np.clip((0.4 - t) * 20, 0, 1)
    kicks = {note.start for part in song.parts if part.name == "kick" for note in part.notes}
    for beat in [b + once * song.beats for b in kicks for once in (0, 1)]:
        at = round(beat * 60 / song.bpm * RATE)
        piece = envelope[at : at + len(shape)]
        np.maximum(piece, shape[: len(piece)], out=piece)
    return envelope


def _room(audio: Audio, seconds: float) -> Audio:
    """Convolution with decaying stereo noise whose highs die first."""
    rng = np.random.default_rng(11)
    t = np.arange(round(seconds * 1.2 * RATE)) / RATE
    tail = rng.standard_normal((len(t), 2)) * (10 ** (-3 * t / seconds))[:, None]
    dark = sosfilt(butter(1, 2600, fs=RATE, output="sos"), tail, axis=0)
    mixed = tail * np.exp(-t * 7)[:, None] * 0.5 + dark
    response = np.concatenate([np.zeros((round(0.014 * RATE), 2)), mixed])
    response /= np.sqrt((response**2).sum(0))
    audio = sosfilt(butter(2, 180, "highpass", fs=RATE, output="sos"), audio, axis=0)
    return np.stack([fftconvolve(audio[:, c], response[:, c])[: len(audio)] for c in (0, 1)], -1)


def _crackle(count: int, length: int) -> Audio:
    """Dust and hiss of a record, the same in every pass."""
    rng = np.random.default_rng(5)
    hiss = sosfilt(butter(1, [800, 7000], "bandpass", fs=RATE, output="sos"), rng.standard_normal((length, 2)), axis=0) * 0.05
    dust = np.zeros((length, 2))
    at = rng.integers(0, length - 200, length // RATE * 9)
    dust[at] = rng.standard_normal((len(at), 2)) * rng.random((len(at), 1)) ** 2
    dust = sosfilt(butter(1, [1200, 9000], "bandpass", fs=RATE, output="sos"), dust, axis=0) * 2
    once = hiss + dust
    return np.resize(once, (count, 2))


def _bus(audio: Audio) -> Audio:
    """No rumble, room for a voice between 1 and 3.5 kHz, and gentle compression of the sum."""
    audio = sosfilt(butter(2, 32, "highpass", fs=RATE, output="sos"), audio, axis=0)
    middle = sosfiltfilt(butter(1, [1000, 3500], "bandpass", fs=RATE, output="sos"), audio, axis=0)
    audio = audio - 0.24 * middle
    level = np.sqrt(lfilter([1 - 0.9996], [1, -0.9996], (audio**2).mean(1)) + 1e-9)
    threshold = np.percentile(level, 60)
    gain = np.minimum(1.0, (threshold / np.maximum(level, 1e-9)) ** 0.4)
    return audio * gain[:, None]


def _looped(audio: Audio, length: int) -> Audio:
    """The second pass, with its end led over into its own beginning."""
    loop = audio[length : 2 * length].copy()
    fade = np.linspace(0, 1, SEAM)[:, None]
    loop[:SEAM] = audio[2 * length : 2 * length + SEAM] * (1 - fade) + loop[:SEAM] * fade
    return loop


def _master(loop: Audio) -> Audio:
    """To LOUDNESS under CEILING; peaks are rounded, not cut."""
    for _ in range(4):
        loop = loop * 10 ** ((LOUDNESS - loudness(loop)) / 20)
        over = np.abs(loop) > 0.6 * CEILING
        rounded = 0.6 * CEILING + 0.4 * CEILING * np.tanh((np.abs(loop) - 0.6 * CEILING) / (0.4 * CEILING))
        loop = np.where(over, np.sign(loop) * rounded, loop)
    return loop


def loudness(audio: Audio) -> float:
    """Integrated loudness in LUFS (ITU-R BS.1770-4: K weighting at 48 kHz, 400 ms blocks, both gates)."""
    k = lfilter([1.53512485958697, -2.69169618940638, 1.19839281085285], [1, -1.69065929318241, 0.73248077421585], audio, axis=0)
    k = lfilter([1.0, -2.0, 1.0], [1, -1.99004745483398, 0.99007225036621], k, axis=0)
    block, hop = round(0.4 * RATE), round(0.1 * RATE)
    power = np.array([(k[at : at + block] ** 2).mean(0).sum() for at in range(0, len(k) - block + 1, hop)])
    power = power[power > 10 ** ((-70 + 0.691) / 10)]
    power = power[power > 0.1 * power.mean()]
    return float(-0.691 + 10 * np.log10(power.mean()))
