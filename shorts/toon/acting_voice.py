"""How loud the voice is at each frame, for mouths that open wider when it rises."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import numpy as np

from shorts.artifacts import FPS, VOICE_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.artifacts import Narration

    Curve = NDArray[np.float64]

SAMPLES = VOICE_RATE // FPS
"""Samples a frame."""


def loudness(narration: Narration) -> Curve:
    """One value a frame: 0 silent, 1 as loud as the voice usually is while it speaks, at most 1.6.

    Reads the narration's WAV. Raises OSError or wave.Error where that can't be read.
    """
    with wave.open(str(narration.path), "rb") as voice:
        samples = np.frombuffer(voice.readframes(voice.getnframes()), np.int16).astype(np.float64)
    frames = len(samples) // SAMPLES
    if frames == 0:
        return np.zeros(1)
    power = (samples[: frames * SAMPLES].reshape(frames, SAMPLES) ** 2).mean(axis=1)
    level = np.sqrt(np.convolve(power, (0.25, 0.5, 0.25), "same"))
    spoken = level[level > 0.1 * level.max()] if level.max() > 0 else np.ones(1)
    return np.clip(level / np.median(spoken), 0.0, 1.6)
