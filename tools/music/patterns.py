"""How chords become parts: comping, pads, bass lines, arpeggios, tunes and drums, each from a short text pattern."""

from __future__ import annotations

from dataclasses import dataclass

from music.harmony import Chord, chord, lead, pitch
from music.score import Note

KICK, RIM, SNARE, CLAP, CLOSED, PEDAL, OPEN, CRASH, RIDE = 36, 37, 38, 39, 42, 44, 46, 49, 51
SHAKER, TAMBOURINE, BLOCK, LOW_BLOCK, TRIANGLE, SNAP = 70, 54, 76, 77, 81, 37
TOMS = (50, 47, 45, 41)
FOUR, BACKBEAT = "x...x...x...x...", "....x.......x..."


@dataclass(frozen=True)
class Span:
    """A chord and when it sounds, in beats."""

    chord: Chord
    start: float
    length: float


def changes(text: str, first_bar: int = 0) -> list[Span]:
    """ "C | G/B | Am7 F" → spans; chords of one bar share its four beats."""
    spans = []
    for bar, names in enumerate(text.split("|")):
        listed = names.split()
        for n, name in enumerate(listed):
            spans.append(Span(chord(name), (first_bar + bar) * 4 + n * 4 / len(listed), 4 / len(listed)))
    return spans


def comp(spans: list[Span], hits: str, low: str, high: str, velocity: float = 0.6, length: float = 0.4, strum: float = 0.0) -> list[Note]:
    """Chords at `hits` (beats in a bar). strum: beats between the strings, downwards on the beat, upwards off it."""
    notes = []
    for span, voiced in zip(spans, lead([s.chord for s in spans], pitch(low), pitch(high)), strict=True):
        for hit in _hits(hits, span):
            accent = velocity * (1.0 if hit % 1 == 0 else 0.86)
            order = voiced if hit % 1 == 0 else voiced[::-1]
            notes += [Note(hit + n * strum, length, one, accent * (1 - 0.04 * n)) for n, one in enumerate(order)]
    return notes


def pad(spans: list[Span], low: str, high: str, velocity: float = 0.5) -> list[Note]:
    """Held chords; a voice that stays is not struck again."""
    notes: list[Note] = []
    sounding: dict[int, Note] = {}
    for span, voiced in zip(spans, lead([s.chord for s in spans], pitch(low), pitch(high)), strict=True):
        for one in [p for p in sounding if p not in voiced]:
            notes.append(sounding.pop(one))
        for one in voiced:
            held = sounding.get(one)
            start = held.start if held else span.start
            sounding[one] = Note(start, span.start + span.length - start, one, velocity)
    return notes + list(sounding.values())


def bass(spans: list[Span], pattern: str, low: str, velocity: float = 0.75) -> list[Note]:
    """pattern: "beat:degree:length …" in a bar; degrees R (bass note), 3, 5, 7, 8 (octave), a (a step below the next root)."""
    floor, notes = pitch(low), []
    for n, span in enumerate(spans):
        following = spans[(n + 1) % len(spans)]
        root = floor + (span.chord.bass - floor) % 12
        for token in pattern.split():
            beat, degree, length = token.split(":")
            at = _inside(float(beat), span)
            if at is None:
                continue
            approach = floor + (following.chord.bass - floor) % 12 - 1
            one = {"R": root, "8": root + 12, "a": approach}.get(degree) or _tone(span.chord, degree, root)
            notes.append(Note(at, float(length), one, velocity * (1.0 if float(beat) % 2 == 0 else 0.85)))
    return notes


def arpeggio(spans: list[Span], order: str, step: float, low: str, high: str, velocity: float = 0.5, length: float = 0.0) -> list[Note]:
    """The voicing's notes one by one; order: indices ("." rests), wrapped by octaves."""
    notes, indices = [], order.split()
    for span, voiced in zip(spans, lead([s.chord for s in spans], pitch(low), pitch(high)), strict=True):
        for n in range(round(span.length / step)):
            index = indices[n % len(indices)]
            if index != ".":
                octave, which = divmod(int(index), len(voiced))
                accent = velocity * (1.0 if n * step % 1 == 0 else 0.82)
                notes.append(Note(span.start + n * step, length or step * 0.95, voiced[which] + 12 * octave, accent))
    return notes


def tune(text: str, first_bar: int, velocity: float = 0.6, transpose: int = 0) -> list[Note]:
    """ "E5:.5 G5:1 r:.5 …" from the beginning of `first_bar`; r rests; bars are marked with | and checked."""
    notes, at = [], first_bar * 4.0
    for bar in text.split("|"):
        began = at
        for token in bar.split():
            name, length = token.split(":")
            if name != "r":
                accent = velocity * (1.05 if at % 2 == 0 else 0.95 if at % 1 == 0 else 0.88)
                notes.append(Note(at, float(length) * 0.92, pitch(name) + transpose, accent))
            at += float(length)
        if abs(at - began - 4) > 1e-6:
            raise ValueError(f"bar has {at - began} beats: {bar}")
    return notes


def drums(rows: dict[int, str], bars: range, velocity: float = 0.8) -> list[Note]:
    """One text row an instrument, 16 steps a bar (longer rows run over several bars): X accent, x hit, o ghost."""
    level = {"X": 1.0, "x": 0.78, "o": 0.42}
    notes = []
    for bar in bars:
        for key, row in rows.items():
            steps = row.replace(" ", "")
            part = steps[(bar - bars.start) * 16 % len(steps) :][:16]
            notes += [Note(bar * 4 + n / 4, 0.2, key, velocity * level[c]) for n, c in enumerate(part) if c in level]
    return notes


def _hits(hits: str, span: Span) -> list[float]:
    return [at for hit in hits.split() if (at := _inside(float(hit), span)) is not None]


def _inside(beat: float, span: Span) -> float | None:
    """The beat of the span's bar as song time, if the span sounds then."""
    at = span.start // 4 * 4 + beat
    return at if span.start - 1e-9 <= at < span.start + span.length - 1e-9 else None


def _tone(one: Chord, degree: str, root: int) -> int:
    wanted = {"3": (3, 4), "5": (7, 6, 5), "7": (10, 11, 9)}[degree]
    steps = [(tone - one.root) % 12 for tone in one.tones]
    step = next((w for w in wanted if w in steps), wanted[0])
    up = (one.root + step - root) % 12
    return root + up
