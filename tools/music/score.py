"""What is played: notes in beats, grouped into parts, with how each part sounds and sits in the mix."""

from __future__ import annotations

import random
import struct
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TICKS = 960  # a beat
DRUM_CHANNEL = 9


@dataclass(frozen=True)
class Note:
    """start and length in beats from the song's first bar; velocity 0…1."""

    start: float
    length: float
    pitch: int
    velocity: float


@dataclass(frozen=True)
class Part:
    """sound: "gm:N" (General MIDI programme), "kit:N" (drum kit), or "synth:NAME" (synth.py).

    gain: how loud the part is beside the others, in dB (see mix.STEM); pan -1 left … 1 right; reverb: share sent to the room;
    low_cut and high_cut in Hz; pump: how much the kick ducks it, 0…1; width: a chorus-like widening of 0…1.
    """

    name: str
    sound: str
    notes: list[Note]
    gain: float = 0.0
    pan: float = 0.0
    reverb: float = 0.12
    low_cut: float = 0.0
    high_cut: float = 0.0
    pump: float = 0.0
    width: float = 0.0


@dataclass(frozen=True)
class Song:
    """A loop of whole bars in four. Titles and moods for people; genres and groups are what it is picked by."""

    id: str
    title: tuple[str, str]
    mood: tuple[str, str]
    key: str
    bpm: float
    bars: int
    genres: tuple[str, ...]
    groups: tuple[str, ...]
    parts: list[Part] = field(default_factory=list)
    room: float = 1.6  # reverberation time, seconds
    crackle: float = 0.0  # of an old record, dB below nothing; 0 is none

    @property
    def beats(self) -> int:
        return self.bars * 4

    @property
    def seconds(self) -> float:
        return self.beats * 60 / self.bpm


def human(notes: list[Note], seed: str, timing: float = 0.012, touch: float = 0.09) -> list[Note]:
    """Small deviations of a player: timing in beats, touch as a share of the velocity."""
    rng = random.Random(seed)
    return [
        replace(n, start=max(0.0, n.start + rng.gauss(0, timing)), velocity=min(1.0, max(0.08, n.velocity * (1 + rng.gauss(0, touch)))))
        for n in notes
    ]


def swing(notes: list[Note], amount: float, grid: float = 0.5) -> list[Note]:
    """Delay every second step of `grid` beats by `amount` of a step; 0 is straight, 0.33 a triplet feel."""
    return [replace(n, start=n.start + amount * grid) if round(n.start / grid) % 2 else n for n in notes]


def write_midi(song: Song, part: Part, passes: int, path: Path) -> None:
    """A standard MIDI file (format 0) of one part, played `passes` times over."""
    channel = DRUM_CHANNEL if part.sound.startswith("kit") else 0
    programme = int(part.sound.split(":")[1])
    events = [(0, bytes([0xC0 | channel, programme]))]
    for once in range(passes):
        for note in part.notes:
            start = round((once * song.beats + note.start) * TICKS)
            end = start + max(30, round(note.length * TICKS))
            events.append((start, bytes([0x90 | channel, note.pitch, max(1, min(127, round(note.velocity * 127)))])))
            events.append((end, bytes([0x80 | channel, note.pitch, 0])))
    events.sort(key=lambda event: (event[0], event[1][0] & 0xF0 != 0x80))
    track = b"\x00\xff\x51\x03" + struct.pack(">I", round(60_000_000 / song.bpm))[1:]
    at = 0
    for tick, message in events:
        track += _variable(tick - at) + message
        at = tick
    track += _variable(4 * TICKS) + b"\xff\x2f\x00"
    path.write_bytes(b"MThd" + struct.pack(">IHHH", 6, 0, 1, TICKS) + b"MTrk" + struct.pack(">I", len(track)) + track)


def _variable(value: int) -> bytes:
    """A MIDI variable-length quantity."""
    out = bytes([value & 0x7F])
    while value := value >> 7:
        out = bytes([0x80 | value & 0x7F]) + out
    return out
