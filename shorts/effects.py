"""Soft sounds for transitions, made by code: a whoosh for pans and zooms, a pop for shapes and cards. Used sparingly."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from shorts.artifacts import FPS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from shorts.scene_plan import ScenePlan

MIX_RATE = 48_000
UNDER = 9.0
"""LU between speech and an effect's loudest moment (RMS)."""

Sound = Literal["whoosh", "pop"]


@dataclass(frozen=True, slots=True)
class Effect:
    """A sound whose loudest moment is at this frame of the short."""

    sound: Sound
    frame: int


def effects_of(plans: Sequence[ScenePlan]) -> tuple[Effect, ...]:
    """A whoosh on pans and zooms, a pop on shapes; every second boundary only, so that they stay an accent."""
    found: list[Effect] = []
    start = 0
    for index, plan in enumerate(plans):
        start += plan.frames
        if plan.leave and index % 2 == 0:
            found.append(Effect("whoosh" if plan.leave.kind in ("whip", "zoom") else "pop", start))
    return tuple(found)


def effects_track(effects: Sequence[Effect], frames: int, speech: float, out: Path) -> Path:
    """All effects on one mono track at MIX_RATE, UNDER LU below speech (LUFS)."""
    track = np.zeros(frames * MIX_RATE // FPS + MIX_RATE)
    for effect in effects:
        samples = (whoosh() if effect.sound == "whoosh" else pop()) * 10 ** ((speech - UNDER) / 20)
        peak = float(np.argmax(_smooth(np.abs(samples), 480)))
        start = max(effect.frame * MIX_RATE // FPS - int(peak), 0)
        room = track[start : start + len(samples)]
        room += samples[: len(room)]
    pcm = np.clip(track[: frames * MIX_RATE // FPS] * 32767, -32768, 32767).astype("<i2")
    with wave.open(str(out), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(MIX_RATE)
        file.writeframes(pcm.tobytes())
    return out


def whoosh(seconds: float = 0.5) -> NDArray[np.float64]:
    """Air rushing by: noise through a band that rises and falls. Loudest moment 1 RMS."""
    rng = np.random.default_rng(7)
    count = int(seconds * MIX_RATE)
    x = np.arange(count) / count
    noise = rng.standard_normal(count)
    low, middle, high = (_smooth(noise, width) for width in (160, 52, 16))
    bright = np.clip(1.2 - np.abs(x - 0.55) * 3.2, 0, 1)
    sound = low * (1 - bright) * 2.2 + (middle - low) * 1.8 * bright + (high - middle) * 0.35 * bright
    shape = np.where(x < 0.55, (x / 0.55) ** 2.4, np.clip((1 - x) / 0.45, 0, 1) ** 1.6)
    return _levelled(sound * shape)


def pop(seconds: float = 0.14) -> NDArray[np.float64]:
    """A bubble: a short tone that slides up. Loudest moment 1 RMS."""
    t = np.arange(int(seconds * MIX_RATE)) / MIX_RATE
    phase = 2 * np.pi * (420 * t + 1400 * t * t)
    attack = np.clip(t / 0.004, 0, 1)
    return _levelled(np.sin(phase) * attack * np.exp(-t * 34) * np.clip((seconds - t) / 0.02, 0, 1))


def _levelled(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scaled so that the loudest 20 ms have an RMS of 1."""
    power = _smooth(sound * sound, MIX_RATE // 50)
    return np.asarray(sound / np.sqrt(power.max()))


def _smooth(x: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    return np.convolve(x, np.ones(width) / width, "same")
