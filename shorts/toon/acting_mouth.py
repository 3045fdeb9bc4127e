"""Lips: from the voice's phone times to one mouth shape a frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shorts.artifacts import FPS, Phone

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.artifacts import Narration

MOUTHS: dict[str, tuple[float, float]] = {
    "rest": (0.0, 0.0),
    "press": (0.0, 0.0),
    "bite": (0.12, 0.3),
    "e1": (0.28, 0.8),
    "e2": (0.58, 0.8),
    "a1": (0.30, 0.0),
    "a2": (0.62, 0.1),
    "a3": (1.00, 0.1),
    "o1": (0.34, -0.7),
    "o2": (0.68, -0.7),
    "u": (0.20, -1.0),
}
"""Shape → (openness 0…1, spread: -1 pursed … 1 wide). Closed shapes and "bite" are chosen by the sound, the rest by nearness."""

LEAD = 0.05
"""Seconds by which lips move before the sound they shape (visible speech leads audible speech by 40 to 60 ms)."""
YIELD = 0.6
"""How far a consonant's lips are the neighbouring vowel's."""
PAUSE = 0.14
"""Silence longer than this closes the mouth."""
HOLD = 2
"""Frames a shape lasts at least."""

_VOWELS = {
    "a": (0.95, 0.1), "ɐ": (0.8, 0.1), "ɑ": (1.0, 0.0), "æ": (0.85, 0.45), "ʌ": (0.75, -0.05), "ɜ": (0.5, -0.1), "ə": (0.4, 0.0), "ɚ": (0.4, -0.2),
    "ɛ": (0.62, 0.7), "e": (0.52, 0.8), "i": (0.34, 1.0), "ɪ": (0.34, 0.8), "o": (0.58, -0.75), "ɔ": (0.70, -0.35), "ɒ": (0.8, -0.4),
    "u": (0.26, -1.0), "ʊ": (0.32, -0.8), "ɯ": (0.33, 0.35), "ɨ": (0.28, 0.5), "y": (0.26, -0.8), "ø": (0.5, -0.7),
    "A": (0.58, 0.8), "I": (0.85, 0.3), "W": (0.85, -0.2), "Y": (0.62, -0.5), "O": (0.6, -0.7), "Q": (0.6, -0.6), "ᵻ": (0.3, 0.6), "ᵊ": (0.3, 0.0),
}  # fmt: skip
_GLIDE_ENDS = {"A": (0.3, 0.9), "I": (0.34, 0.85), "W": (0.26, -1.0), "Y": (0.3, 0.8), "O": (0.26, -0.95), "Q": (0.26, -0.95)}
_CONSONANTS = {
    "w": (0.18, -1.0), "ɰ": (0.22, 0.4), "j": (0.24, 0.9), "ɥ": (0.2, -0.8), "ɹ": (0.28, -0.5), "r": (0.3, 0.0), "ɾ": (0.3, 0.1), "l": (0.34, 0.2), "ɭ": (0.34, 0.2),
    "n": (0.22, 0.2), "t": (0.20, 0.3), "d": (0.22, 0.3), "T": (0.22, 0.2), "s": (0.14, 0.6), "z": (0.14, 0.6), "ɕ": (0.18, 0.2), "ʨ": (0.18, 0.2),
    "ʥ": (0.18, 0.2), "ʃ": (0.22, -0.5), "ʒ": (0.22, -0.5), "ʧ": (0.22, -0.4), "ʤ": (0.22, -0.4), "θ": (0.24, 0.3), "ð": (0.24, 0.3), "ɲ": (0.24, 0.4),
    "k": (0.30, 0.1), "ɡ": (0.30, 0.1), "g": (0.30, 0.1), "ŋ": (0.26, 0.1), "h": (0.40, 0.0), "ç": (0.3, 0.5), "x": (0.34, 0.0), "ʔ": (0.25, 0.0),
}  # fmt: skip
_CLOSED = frozenset("mbp")
_BITTEN = frozenset("fvɸβ")
_MARKS = frozenset("ˈˌːʰʲ̩̃ ")


@dataclass(frozen=True, slots=True)
class _Key:
    """One aim of the lips: be this open and this spread at `time`."""

    time: float
    open: float
    spread: float


@dataclass(frozen=True, slots=True)
class LipTrack:
    """Per frame: the shape's name, and how open the sound wants the mouth (0…1)."""

    shapes: tuple[str, ...]
    openness: NDArray[np.float64]


def lips(narration: Narration, frames: int, loudness: NDArray[np.float64] | None = None) -> LipTrack:
    """Shapes for `frames` frames. A narration without phones is mouthed word by word, a syllable every 0.2 s.

    loudness: one value a frame, 1 for the usual (acting_voice.loudness); sounds alone decide what is closed, but open
    mouths open more where the voice is loud.
    """
    phones = _joined(narration.phones) if narration.phones else _mumbled(narration)
    times = np.arange(frames) / FPS
    keys = _keys(phones)
    at = [k.time for k in keys]
    opening = np.interp(times, at, [k.open for k in keys]) if keys else np.zeros(frames)
    spread = np.interp(times, at, [k.spread for k in keys]) if keys else np.zeros(frames)
    if loudness is not None:
        opening = np.minimum(opening * _force(loudness, frames), 1.0)
    special = _specials(phones, frames)
    names = [special[i] or _nearest(opening[i], spread[i]) for i in range(frames)]
    closed = np.array([name in ("press", "rest") for name in special])
    return LipTrack(tuple(_held(names, [bool(s) for s in special])), np.where(closed, 0.0, opening))


def _force(loudness: NDArray[np.float64], frames: int) -> NDArray[np.float64]:
    """By how much more or less than its sound asks the mouth opens; the lips' lead included."""
    heard = np.interp(np.arange(frames) + LEAD * FPS, np.arange(len(loudness)), loudness)
    return np.asarray(0.45 + 0.6 * heard, np.float64)


def _joined(phones: tuple[Phone, ...]) -> list[Phone]:
    """Stress and length marks carry time of their own: give it to the sound they belong to (the next for stress, the last for length)."""
    out: list[Phone] = []
    pending: float | None = None
    for phone in phones:
        symbol = "".join(c for c in phone.symbol if c not in _MARKS)
        if symbol:
            out.append(Phone(symbol, phone.start if pending is None else pending, phone.end))
            pending = None
        elif phone.symbol and "ː" in phone.symbol and out:
            out[-1] = Phone(out[-1].symbol, out[-1].start, phone.end)
        elif phone.symbol in ("ˈ", "ˌ"):
            pending = phone.start
    return out


def _mumbled(narration: Narration) -> list[Phone]:
    """Open and half-open vowels over each word's span, for voices that report words only."""
    out: list[Phone] = []
    for word in narration.words:
        spoken = min(word.end - word.start, 0.16 * max(len(word.text), 1))
        count = max(1, round(spoken / 0.2))
        for i in range(count):
            start = word.start + spoken * i / count
            middle = start + 0.35 * spoken / count
            out += [Phone("d", start, middle), Phone("aɛao"[(i + len(word.text)) % 4], middle, start + spoken / count)]
    return out


def _target(symbol: str) -> tuple[float, float] | None:
    for char in symbol:
        if char in _VOWELS:
            return _VOWELS[char]
        if char in _CONSONANTS:
            return _CONSONANTS[char]
    return None


def _keys(phones: list[Phone]) -> list[_Key]:
    keys: list[_Key] = []
    last_end = -1.0
    for i, phone in enumerate(phones):
        if phone.start - last_end >= PAUSE:
            keys += [_Key(last_end + 0.03, 0.0, 0.0), _Key(phone.start - LEAD - 0.05, 0.0, 0.0)]
        keys += _phone_keys(phone, _vowel_near(phones, i))
        last_end = phone.end
    keys.append(_Key(last_end + 0.06, 0.0, 0.0))
    return _ordered(keys)


def _vowel_near(phones: list[Phone], i: int) -> tuple[float, float]:
    """The aim of the vowel that a consonant leads to, or comes from at the end of a word."""
    for j in (i + 1, i - 1, i + 2):
        if 0 <= j < len(phones) and phones[j].symbol[0] in _VOWELS:
            return _VOWELS[phones[j].symbol[0]]
    return 0.3, 0.0


def _phone_keys(phone: Phone, vowel: tuple[float, float]) -> list[_Key]:
    symbol, start, span = phone.symbol, phone.start - LEAD, phone.end - phone.start
    if symbol[0] in _CLOSED:
        return [_Key(start + 0.3 * span, 0.0, 0.0), _Key(start + 0.8 * span, 0.0, 0.0)]
    if symbol[0] in _BITTEN:
        return [_Key(start + 0.5 * span, 0.12, 0.3)]
    aim = _target(symbol)
    if aim is None:
        return []
    if symbol[0] in _GLIDE_ENDS:
        return [_Key(start + 0.2 * span, *aim), _Key(start + 0.85 * span, *_GLIDE_ENDS[symbol[0]])]
    if symbol[0] in _VOWELS:
        return [_Key(start + 0.1 * span, *aim), _Key(start + 0.85 * span, *aim)]
    # tongue and throat work behind lips that are already on their way to the vowel; only w and its like are made by lips
    share = 0.0 if aim[1] <= -0.8 else YIELD
    return [_Key(start + 0.5 * span, max(aim[0], share * vowel[0]), (1 - share) * aim[1] + share * vowel[1])]


def _ordered(keys: list[_Key]) -> list[_Key]:
    """Times must rise for interpolation; aims that fell before their predecessor are pushed behind it."""
    out: list[_Key] = []
    for key in keys:
        time = max(key.time, out[-1].time + 1e-3) if out else key.time
        out.append(_Key(time, key.open, key.spread))
    return out


def _specials(phones: list[Phone], frames: int) -> list[str]:
    """Frames whose shape the sound dictates: closed lips, lip on teeth, and rest in silence; "" elsewhere."""
    out = [""] * frames
    last_end = -1.0
    for phone in [*phones, Phone("", frames / FPS + 1, frames / FPS + 1)]:
        if phone.start - last_end >= PAUSE:
            _mark(out, last_end + 0.05, phone.start - LEAD - 0.03, "rest", 1)
        last_end = max(last_end, phone.end)
        if phone.symbol and phone.symbol[0] in _CLOSED:
            _mark(out, phone.start - LEAD, phone.end - LEAD, "press", HOLD)
        elif phone.symbol and phone.symbol[0] in _BITTEN:
            _mark(out, phone.start - LEAD, phone.end - LEAD, "bite", HOLD)
    return out


def _mark(out: list[str], start: float, end: float, name: str, least: int) -> None:
    first = max(round(start * FPS), 0)
    for i in range(first, min(max(round(end * FPS), first + least), len(out))):
        out[i] = name


def _nearest(opening: float, spread: float) -> str:
    if opening < 0.07:
        return "rest"
    free = [n for n in MOUTHS if n not in ("rest", "press", "bite")]
    return min(free, key=lambda n: (MOUTHS[n][0] - opening) ** 2 * 2.2 + (MOUTHS[n][1] - spread) ** 2 * 0.5)


def _held(names: list[str], fixed: list[bool]) -> list[str]:
    """Let no free shape last under HOLD frames: a run that is too short takes on its more similar neighbour."""
    runs: list[tuple[str, int, bool]] = []
    for name, is_fixed in zip(names, fixed, strict=True):
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1] + 1, runs[-1][2] or is_fixed)
        else:
            runs.append((name, 1, is_fixed))
    i = 0
    while len(runs) > 1 and i < len(runs):
        _, length, is_fixed = runs[i]
        if length >= HOLD or (is_fixed and i == 0):
            i += 1
            continue
        giver = _giver(runs, i)
        if giver is not None:
            runs[giver] = (runs[giver][0], runs[giver][1] - 1, False)
            runs[i] = (runs[i][0], length + 1, is_fixed)
            continue
        j = _host(runs, i)
        runs[j] = (runs[j][0], runs[j][1] + length, runs[j][2])
        del runs[i]
        runs = _fused(runs)
        i = max(0, i - 2)
    return [name for name, length, _ in runs for _ in range(length)]


def _giver(runs: list[tuple[str, int, bool]], i: int) -> int | None:
    """A free neighbour with a frame to spare."""
    around = [j for j in (i - 1, i + 1) if 0 <= j < len(runs) and not runs[j][2] and runs[j][1] > HOLD]
    return max(around, key=lambda j: runs[j][1], default=None)


def _host(runs: list[tuple[str, int, bool]], i: int) -> int:
    """The neighbour of run i that looks most like it."""
    around = [j for j in (i - 1, i + 1) if 0 <= j < len(runs)]
    return min(around, key=lambda j: abs(MOUTHS[runs[j][0]][0] - MOUTHS[runs[i][0]][0]) + 0.3 * abs(MOUTHS[runs[j][0]][1] - MOUTHS[runs[i][0]][1]))


def _fused(runs: list[tuple[str, int, bool]]) -> list[tuple[str, int, bool]]:
    out: list[tuple[str, int, bool]] = []
    for run in runs:
        if out and out[-1][0] == run[0]:
            out[-1] = (run[0], out[-1][1] + run[1], out[-1][2] or run[2])
        else:
            out.append(run)
    return out
