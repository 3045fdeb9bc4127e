"""Notes and chords by name, and voicings that move as little as possible from chord to chord."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_QUALITIES = {
    "": (0, 4, 7), "m": (0, 3, 7), "5": (0, 7), "sus2": (0, 2, 7), "sus4": (0, 5, 7), "6": (0, 4, 7, 9), "m6": (0, 3, 7, 9), "dim": (0, 3, 6),
    "7": (0, 4, 7, 10), "m7": (0, 3, 7, 10), "maj7": (0, 4, 7, 11), "m7b5": (0, 3, 6, 10), "add9": (0, 4, 7, 2), "madd9": (0, 3, 7, 2),
    "9": (0, 4, 10, 2), "m9": (0, 3, 10, 2), "maj9": (0, 4, 11, 2), "13": (0, 4, 10, 9), "7sus4": (0, 5, 7, 10),
}  # fmt: skip


@dataclass(frozen=True)
class Chord:
    """Pitch classes: the root, the bass note, all tones from the root up."""

    root: int
    bass: int
    tones: tuple[int, ...]


def pitch_class(name: str) -> int:
    """ "F#" → 6, "Bb" → 10."""
    return (_LETTERS[name[0]] + name.count("#") - name[1:].count("b")) % 12


def pitch(name: str) -> int:
    """ "C4" → 60, as MIDI counts."""
    letter, octave = re.fullmatch(r"([A-G][#b]?)(-?\d)", name).groups()  # type: ignore[union-attr]
    return pitch_class(letter) + 12 * (int(octave) + 1)


def chord(name: str) -> Chord:
    """ "Am7", "Fadd9", "G/B"."""
    over = name.split("/")
    root_name, quality = re.fullmatch(r"([A-G][#b]?)(.*)", over[0]).groups()  # type: ignore[union-attr]
    root = pitch_class(root_name)
    bass = pitch_class(over[1]) if len(over) > 1 else root
    return Chord(root, bass, tuple((root + step) % 12 for step in _QUALITIES[quality]))


def voicings(one: Chord, low: int, high: int) -> list[tuple[int, ...]]:
    """Close voicings (all inversions) with every note within low…high."""
    found = []
    for inversion in range(len(one.tones)):
        order = one.tones[inversion:] + one.tones[:inversion]
        for start in range(low, high + 1):
            if start % 12 != order[0]:
                continue
            notes = [start]
            for tone in order[1:]:
                notes.append(notes[-1] + (tone - notes[-1]) % 12)
            if notes[-1] <= high:
                found.append(tuple(notes))
    return found


def lead(chords: list[Chord], low: int, high: int) -> list[tuple[int, ...]]:
    """One voicing a chord: the sum of the voices' steps is least, and clusters are avoided; `high` gives way if nothing fits."""
    middle = (low + high) / 2
    voiced: list[tuple[int, ...]] = []
    for one in chords:
        options = next(found for room in range(13) if (found := voicings(one, low, high + room)))

        def cost(notes: tuple[int, ...]) -> float:
            rough = 4.0 if any(b - a < 2 for a, b in pairwise(notes)) else 0.0
            drift = abs(sum(notes) / len(notes) - middle) * (0.3 if voiced else 1.0)
            return rough + drift + (_distance(voiced[-1], notes) if voiced else 0.0)

        voiced.append(min(options, key=cost))
    return voiced


def _distance(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    return sum(min(abs(x - y) for y in b) for x in a) + sum(min(abs(x - y) for x in a) for y in b)
