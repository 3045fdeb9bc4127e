"""Speech as samples: where it begins and ends, how loud it is, and its file. Mono float32 in [-1, 1] at VOICE_RATE."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import numpy as np

from shorts.artifacts import FPS, VOICE_RATE
from shorts.errors import MediaUnreadable
from shorts.files import replacing

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

LEVEL = 10 ** (-20 / 20)
"""RMS of active speech: -20 dBFS."""
PEAK = 10 ** (-1.5 / 20)
_WINDOW = VOICE_RATE // 100  # 10 ms, what loudness is looked at in
_FADE = VOICE_RATE * 12 // 1000
FRAME = VOICE_RATE // FPS
"""Samples of one video frame: 800."""


def windows_rms(audio: NDArray[np.float32]) -> NDArray[np.float64]:
    """RMS of each 10 ms, the last one padded with silence."""
    count = -(-len(audio) // _WINDOW)
    padded = np.zeros(count * _WINDOW)
    padded[: len(audio)] = audio
    return np.asarray(np.sqrt((padded.reshape(count, _WINDOW) ** 2).mean(axis=1)))


def active_span(audio: NDArray[np.float32], below: float = 38.0) -> tuple[int, int]:
    """First and last sample (exclusive) of what is louder than the loudest 10 ms less `below` decibels; (0, 0) for silence."""
    rms = windows_rms(audio)
    if not len(rms) or rms.max() < 1e-4:
        return 0, 0
    loud = np.flatnonzero(rms > rms.max() * 10 ** (-below / 20))
    return int(loud[0]) * _WINDOW, min(len(audio), (int(loud[-1]) + 1) * _WINDOW)


def faded(audio: NDArray[np.float32], samples: int = _FADE) -> NDArray[np.float32]:
    """Both ends brought to zero over 12 ms with a raised cosine, so that a cut never clicks."""
    count = min(samples, len(audio) // 2)
    ramp = (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, count))).astype(np.float32)
    out = audio.copy()
    out[:count] *= ramp
    out[len(out) - count :] *= ramp[::-1]
    return out


def levelled(audio: NDArray[np.float32]) -> NDArray[np.float32]:
    """Without DC, active speech at LEVEL, peaks rounded off below PEAK (soft knee: no clipping)."""
    centred = audio - audio.mean()
    rms = windows_rms(centred)
    active = rms[rms > rms.max() * 0.05]
    scaled = centred * (LEVEL / max(1e-6, float(np.sqrt((active**2).mean()))))
    knee = PEAK * 0.7
    over = np.abs(scaled) > knee
    scaled[over] = np.sign(scaled[over]) * (knee + (PEAK - knee) * np.tanh((np.abs(scaled[over]) - knee) / (PEAK - knee)))
    return np.asarray(scaled, np.float32)


def write_wav(path: Path, audio: NDArray[np.float32]) -> None:
    """16-bit, mono, whole or not at all. Raises DiskFull, OutputUnwritable."""
    pcm = np.rint(np.clip(audio, -1, 1) * 32767).astype("<i2")
    with replacing(path) as part, wave.open(str(part), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(VOICE_RATE)
        file.writeframes(pcm.tobytes())


def read_voice(path: Path) -> NDArray[np.int16]:
    """A narration's samples. Raises MediaUnreadable if it isn't mono 16-bit WAV at VOICE_RATE."""
    try:
        with wave.open(str(path), "rb") as file:
            shape = file.getnchannels(), file.getsampwidth(), file.getframerate()
            if shape != (1, 2, VOICE_RATE):
                raise MediaUnreadable(file=path.name, reason_ko=f"형식이 {shape}입니다", reason_en=f"its format is {shape}")
            return np.frombuffer(file.readframes(file.getnframes()), np.int16)
    except (wave.Error, EOFError, FileNotFoundError) as error:
        raise MediaUnreadable(file=path.name, reason_ko="음성 파일을 읽을 수 없습니다", reason_en="the voice file can't be read") from error
