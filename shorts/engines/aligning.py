"""When which sound is said in a recording whose words are known: forced alignment, by dynamic programming.

Each sound's spectrum is a Gaussian over cepstra, learnt from the embedded voice, whose every sound is timed exactly
(bench/align.py makes the table); how long it may last comes from the embedded voice's own timing of the same words, stretched
to the recording. Sakoe & Chiba's alignment with explicit durations (a hidden semi-Markov model, Viterbi): for unit u and frame t

    best(u, t) = min over d of best(u - 1, t - d) + duration(u, d) + sum of spectra(u) over t - d … t

Times are right to about a frame (10 ms) at pauses, less so between sounds alike; docs/voice.md says what was measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from shorts.artifacts import VOICE_RATE
from shorts.engines.kokoro_model import FRAME as TICK
from shorts.waveform import windows_rms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from shorts.engines.kokoro import Outline

HOP = VOICE_RATE // 100
"""Samples between frames: 10 ms."""
_WINDOW, _BINS, _BANDS, _KEPT = 2 * HOP, 512, 26, 13
_BEFORE, _AFTER = "ˈˌ", "ːʰʲ̃"  # marks that belong to the sound after and before them
_LONGEST = 4.0  # times what is expected, the most that a sound may last …
_HELD = 50  # … and frames that any sound may be held
_SPREAD = 0.45  # standard deviation of the logarithm of a sound's length
_SPECTRA = 0.12  # weight of a frame: neighbours tell much the same, so they count for less than their number
_FLOOR = 1e-3  # of the mean power: quiet counts as quiet, whether the room is (about 45 dB below the speech, summed over a band)
_FITS = 30.0  # what a frame costs, before it is weighted, that fits its sound
_STOPS = frozenset("ptkbdɡgʧʨʥʣʦʤɟcT")
_PAUSE_COST = 2.0  # of a pause where no punctuation is


@dataclass(frozen=True, slots=True)
class Unit:
    """One sound in order. symbol: "" for a pause that may be absent; owner: index of the word it belongs to; seconds: expected."""

    symbol: str
    owner: int
    seconds: float
    written: bool = True  # of a pause: is there punctuation?


@dataclass(frozen=True, slots=True)
class Table:
    """Means and variances (sounds, dimensions) of each sound's spectrum, silence left out; `rows` finds a sound's, "*" stands for one never heard."""

    rows: dict[str, int]
    means: NDArray[np.float32]
    variances: NDArray[np.float32]

    def row(self, symbol: str) -> int:
        """Of the sound, else of the same one without its marks, else of speech as such."""
        bare = symbol.strip(_BEFORE + _AFTER)
        return self.rows.get(symbol, self.rows.get(bare, self.rows["*"]))


@lru_cache(maxsize=2)
def load_table(path: Path) -> Table:
    with np.load(path, allow_pickle=False) as arrays:
        return Table({str(symbol): row for row, symbol in enumerate(arrays["symbols"])}, arrays["means"], arrays["variances"])


def units_of(outlines: Sequence[Outline], first: int = 0) -> tuple[Unit, ...]:
    """The sounds of these phrases, with the pauses that may lie between words and the ones that lie between phrases.

    first: index of the word that the outlines' first word is.
    """
    units: list[Unit] = []
    for number, outline in enumerate(outlines):
        if number:
            units.append(Unit("", units[-1].owner, 0.2))
        units += _sounds(outline, first)
    return tuple(units)


def _sounds(outline: Outline, first: int) -> list[Unit]:
    found: list[Unit] = []
    pending, extra = "", 0.0
    symbols = outline.phrase.symbols[:-1]  # without its punctuation: what is silent at the end isn't in the recording
    for symbol, owner, ticks in zip(symbols, outline.phrase.owners, outline.frames[1:], strict=False):
        seconds = float(ticks) * TICK / VOICE_RATE
        if symbol in _BEFORE:
            pending, extra = pending + symbol, extra + seconds
        elif symbol == " ":
            found.append(Unit("", owner + first, seconds, written=False))
        elif symbol in _AFTER and found and found[-1].symbol:
            found[-1] = Unit(found[-1].symbol + symbol, found[-1].owner, found[-1].seconds + seconds)
        else:
            found.append(Unit(pending + symbol, owner + first, seconds + extra))
            pending, extra = "", 0.0
    return found


def aligned(audio: NDArray[np.float32], units: Sequence[Unit], table: Table) -> list[int]:
    """Where each unit begins, in samples; the last one ends with the recording. A pause that isn't made begins where the next unit does.

    audio: (samples,) at VOICE_RATE, trimmed to its sound. Every sound gets at least a frame, so what is hopelessly short is spread evenly.
    """
    heard = spectra(audio)
    count = len(heard)
    silent = silences(audio)[:count]
    sounding = [unit for unit in units if unit.symbol]
    if count < 2 * len(sounding):
        return spread(units, len(audio))
    costs = _costs(heard, silent, units, table)
    lengths = _expected(units, count)
    best = np.full((len(units) + 1, count + 1), np.inf)
    chosen = np.zeros((len(units), count + 1), np.int32)
    best[0, 0] = 0.0
    for index, unit in enumerate(units):
        total = np.concatenate([[0.0], np.cumsum(costs[index])])
        for duration, price in _durations(unit, lengths[index]):
            reach = count + 1 - duration
            if reach <= 0:
                break
            offered = best[index, :reach] + price + total[duration:] - total[:reach]
            better = offered < best[index + 1, duration:]
            best[index + 1, duration:][better] = offered[better]
            chosen[index, duration:][better] = duration
    if not np.isfinite(best[-1, count]):
        return spread(units, len(audio))
    return _traced(chosen, count)


def _traced(chosen: NDArray[np.int32], end: int) -> list[int]:
    starts = []
    for row in chosen[::-1]:
        end -= int(row[end])
        starts.append(end * HOP)
    return starts[::-1]


def _durations(unit: Unit, expected: float) -> list[tuple[int, float]]:
    """Lengths that a unit may have, in frames, and their prices."""
    most = max(_HELD, round(expected * _LONGEST))
    if not unit.symbol:
        price = 0.0 if unit.written else _PAUSE_COST
        return [(0, 0.0), *((length, price + 0.4 * abs(np.log(length / max(expected, 4.0)))) for length in range(3, max(most, 60) + 1))]
    return [(length, 0.5 * (np.log(length / expected) / _SPREAD) ** 2) for length in range(1, most + 1)]


def _expected(units: Sequence[Unit], count: int) -> list[float]:
    """Each unit's length in frames, stretched so that the sounds fill the recording, less a guess of its pauses."""
    said = sum(unit.seconds for unit in units if unit.symbol)
    pauses = sum(unit.seconds for unit in units if not unit.symbol and unit.written)
    stretch = max(count - 100 * pauses, 0.6 * count) / max(100 * said, 1.0)
    return [max(1.0, 100 * unit.seconds * (stretch if unit.symbol else 1.0)) for unit in units]


def _costs(heard: NDArray[np.float32], silent: NDArray[np.bool_], units: Sequence[Unit], table: Table) -> NDArray[np.float64]:
    """(units, frames): how badly each frame fits each unit, as a weighted negative log-likelihood; each sound is computed once.

    What is silent is told by its level alone: a pause, the closure of a stop at a pinch, and no other sound.
    """
    scores: dict[str, NDArray[np.float64]] = {"": np.where(silent, _FITS, _FITS + 40.0)}
    for symbol in {unit.symbol for unit in units} - {""}:
        row = table.row(symbol)
        off = (heard - table.means[row]) ** 2 / table.variances[row]
        spoken = 0.5 * (off + np.log(table.variances[row])).sum(axis=1)
        scores[symbol] = np.where(silent, _FITS + (6.0 if symbol.strip(_BEFORE)[:1] in _STOPS else 30.0), spoken)
    return _SPECTRA * np.stack([scores[unit.symbol] for unit in units]).astype(np.float64)


def silences(audio: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Of each 10 ms, whether it is silent: 35 dB below the loudest, or, in a noisy room, little above the quietest."""
    levels = 20 * np.log10(windows_rms(audio) + 1e-9)
    loudest, quietest = float(levels.max()), float(np.quantile(levels, 0.05))
    return np.asarray(levels < max(loudest - 35, min(quietest + 6, loudest - 25)))


def spread(units: Sequence[Unit], samples: int) -> list[int]:
    """By expectation alone."""
    edges = np.concatenate([[0.0], np.cumsum([unit.seconds if unit.symbol else 0.0 for unit in units])])
    return [int(edge) for edge in edges[:-1] * samples / max(edges[-1], 1e-6)]


def spectra(audio: NDArray[np.float32]) -> NDArray[np.float32]:
    """(frames, 2 * _KEPT): mel cepstra with the recording's own mean taken off (a microphone's colour), and how they change."""
    count = max(1, len(audio) // HOP)
    padded = np.pad(audio, (_WINDOW // 2, _WINDOW))
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[: count * HOP : HOP]
    power = np.abs(np.fft.rfft(frames * np.hanning(_WINDOW), _BINS)) ** 2
    loud = np.log(power @ _bands().T + _FLOOR * max(float(power.mean()), 1e-12))
    cepstra = loud @ _cosines().T
    cepstra -= cepstra[cepstra[:, 0] > np.quantile(cepstra[:, 0], 0.3)].mean(axis=0) if count > 3 else 0.0
    ahead, behind = np.roll(cepstra, -2, axis=0), np.roll(cepstra, 2, axis=0)
    change = ahead - behind
    change[:2] = change[-2:] = 0.0
    return np.concatenate([cepstra, change], axis=1).astype(np.float32)


@lru_cache(maxsize=1)
def _bands() -> NDArray[np.float64]:
    """(_BANDS, bins): triangles on the mel scale, 80 to 8,000 Hz (O'Shaughnessy's formula)."""

    def mel(hertz: float) -> float:
        return float(2595 * np.log10(1 + hertz / 700))

    edges = 700 * (10 ** (np.linspace(mel(80), mel(8000), _BANDS + 2) / 2595) - 1)
    frequencies = np.arange(_BINS // 2 + 1) * VOICE_RATE / _BINS
    rise = (frequencies - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    fall = (edges[2:, None] - frequencies) / (edges[2:] - edges[1:-1])[:, None]
    return np.asarray(np.clip(np.minimum(rise, fall), 0, None))


@lru_cache(maxsize=1)
def _cosines() -> NDArray[np.float64]:
    """(_KEPT, _BANDS): the first rows of the orthonormal DCT-II."""
    rows = np.cos(np.pi * np.arange(_KEPT)[:, None] * (np.arange(_BANDS) + 0.5) / _BANDS) * np.sqrt(2 / _BANDS)
    rows[0] /= np.sqrt(2)
    return np.asarray(rows)
