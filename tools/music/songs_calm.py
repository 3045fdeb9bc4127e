"""Four quieter tracks: lo-fi, acoustic, pizzicato, and a sunny walk with a small guitar."""

from __future__ import annotations

from music.patterns import (
    BACKBEAT,
    BLOCK,
    CLOSED,
    KICK,
    LOW_BLOCK,
    PEDAL,
    RIM,
    SHAKER,
    SNARE,
    TAMBOURINE,
    TRIANGLE,
    arpeggio,
    bass,
    changes,
    comp,
    drums,
    pad,
    tune,
)
from music.score import Part, Song, human, swing


def calm_lofi() -> Song:
    """F major, 80 bpm: ii-V turns with ninths, lazy swung drums under an old record's dust."""
    a = "Fmaj9 | Em7 A7 | Dm9 | Cm7 F7 | Bbmaj7 | Am7 Dm7 | Gm9 | C13"
    b = "Bbmaj7 | C7sus4 | Am7 | Dm9 | Gm9 | C13 | Fmaj9 | Fmaj9 C7sus4"
    spans = changes(f"{a}|{b}")
    hits = comp(spans, "0 1.5 2.75", "D3", "E4", 0.5, 1.0, 0.025)
    melody = tune("r:1 A5:.5 C6:.5 r:.5 A5:.5 G5:1 | r:2 C#5:.5 E5:.5 G5:1 | F5:1.5 E5:.5 r:2 | r:4", 0, 0.5)
    melody += tune("r:1 D5:.5 F5:.5 A5:.5 C6:.5 A5:1 | G5:.5 F5:1 r:2.5 | r:4 | r:2 G5:.5 A5:.5 Bb5:.5 G5:.5", 4, 0.5)
    melody += tune("A5:1.5 F5:.5 r:2 | r:4 | r:1 E5:.5 G5:.5 r:.5 A5:.5 G5:1 | F5:1.5 r:2.5", 8, 0.46)
    melody += tune("r:1 Bb5:.5 A5:.5 G5:1 r:1 | r:4 | A5:.5 G5:.5 F5:1 C5:1 r:1 | r:4", 12, 0.48)
    kit = {KICK: "x.....x...x..... x.....x..ox.....", SNARE: "....x.......x... ....x.......x..o", CLOSED: "x.o.x.o.x.o.x.oo"}
    low = bass(spans, "0:R:1.3 1.5:5:.4 2:R:1.2 3.5:a:.45", "F1", 0.7)
    return Song(
        "calm-lofi", ("느린 오후", "Slow Afternoon"), ("차분한 로파이", "calm lo-fi"), "F", 80, 16, ("howto", "story"), ("everyday", "food"),
        [
            Part("keys", "gm:4", human(swing(hits, 0.18, 0.5), "k", 0.015), 0, 0.12, 0.16, 150, 3600, width=0.35, pump=0.18),
            Part("vibes", "gm:11", human(swing(melody, 0.2), "v", 0.02), -4, 0.28, 0.3, 300, 5200),
            Part("bass", "synth:sub", human(swing(low, 0.18), "b"), -5, 0, 0.0, 0, 900),
            Part("kick", "synth:drums", human(swing(drums({36: kit[KICK]}, range(16)), 0.22, 0.25), "x", 0.008), -5, 0, 0.02, 0, 3000),
            Part("drums", "kit:40", human(swing(drums({SNARE: kit[SNARE], CLOSED: kit[CLOSED]}, range(16), 0.6), 0.22, 0.25), "d", 0.012), -6, -0.08, 0.12, 120, 6500),
            Part("strings", "gm:49", pad(changes(b, 8), "F3", "C5", 0.35), -11, -0.25, 0.3, 250, 3000),
        ],
        room=1.4, crackle=-36,
    )  # fmt: skip


def warm_acoustic() -> Song:
    """G major, 96 bpm: finger-picked guitar, soft piano, strings in the second half."""
    a = "Gadd9 | Em7 | Cadd9 | Dsus4 D | Gadd9 | Em7 | Cadd9 | D"
    b = "C | G/B | Am7 | G | C | D | Em7 | D"
    spans = changes(f"{a}|{b}|{a}")
    picked = arpeggio(spans, "0 2 1 3 2 1 3 2", 0.5, "G3", "B4", 0.6, 0.9)
    strummed = comp(changes(b, 8) + changes(a, 16), "0 1.5 2 3 3.5", "B3", "D5", 0.4, 0.4, 0.02)
    melody = tune("r:4 | r:1 B4:1 D5:1 E5:1 | E5:1.5 D5:.5 r:2 | r:4 | r:4 | r:1 B4:1 D5:1 G5:1 | G5:1.5 E5:.5 D5:1 r:1 | r:4", 0, 0.45)
    melody += tune("E5:1 G5:1 E5:1 r:1 | D5:1.5 B4:.5 r:2 | C5:1 E5:1 G5:1.5 r:.5 | D5:2 r:2", 8, 0.5)
    melody += tune("E5:1 G5:1 A5:1 r:1 | A5:.5 G5:.5 F#5:1 D5:1 r:1 | G5:1.5 F#5:.5 E5:1 r:1 | D5:3 r:1", 12, 0.52)
    melody += tune("r:4 | r:1 B5:1 A5:1 G5:1 | E5:1.5 G5:.5 r:2 | r:4 | r:4 | r:1 B4:1 D5:1 G5:1 | E5:1.5 D5:.5 r:2 | r:4", 16, 0.45)
    low = bass(spans, "0:R:1.8 2:5:.9 3:R:.9", "G1", 0.65)
    kit = {SHAKER: "x.o.x.o.x.o.x.o.", TAMBOURINE: BACKBEAT}
    return Song(
        "warm-acoustic", ("햇살 드는 창가", "By the Window"), ("따뜻한 어쿠스틱", "warm acoustic"), "G", 96, 24, ("story", "product"), ("everyday", "food"),
        [
            Part("guitar", "gm:25", human(picked, "g", 0.01), 0, -0.25, 0.14, 110, 9000, width=0.15),
            Part("strum", "gm:25", human(strummed, "s", 0.012), -6, 0.4, 0.14, 220, 10000),
            Part("piano", "gm:0", human(melody, "p", 0.015), -2, 0.15, 0.26, 200, 6500),
            Part("bass", "gm:32", human(low, "b"), -5, 0, 0.03, 0, 2500),
            Part("strings", "gm:48", pad(changes(b, 8) + changes(a, 16), "G3", "D5", 0.4), -9, 0, 0.35, 220, 5000),
            Part("shaker", "kit:0", human(drums({SHAKER: kit[SHAKER]}, range(4, 24), 0.45), "h", 0.008), -14, 0.3, 0.1, 500),
            Part("kick", "kit:8", human(drums({KICK: "x.......x.x....."}, range(8, 24), 0.6), "x", 0.006), -9, 0, 0.05, 0, 4000),
            Part("tambourine", "kit:0", human(drums({TAMBOURINE: kit[TAMBOURINE], RIM: BACKBEAT}, range(8, 24), 0.4), "t"), -13, -0.3, 0.15, 400),
        ],
        room=1.5,
    )  # fmt: skip


def playful_pizzicato() -> Song:
    """F major, 112.5 bpm: plucked strings on tiptoe, clarinet answers, wood blocks and a triangle."""
    a = "F | F/A | Bb | C7 | F | Dm | Gm7 C7 | F"
    b = "Dm | Am | Bb | F/A | Gm7 | Dm | G7 | C7"
    spans = changes(f"{a}|{b}|{a}")
    offbeats = comp(spans, "0.5 1.5 2.5 3.5", "A3", "F5", 0.55, 0.25)
    theme = (
        "C5:.5 r:.5 A4:.5 C5:.5 F5:.5 r:1.5 | r:.5 F5:.5 G5:.5 A5:.5 C6:.5 r:1.5 | "
        "Bb5:.5 A5:.5 G5:.5 F5:.5 D5:.5 r:1.5 | r:1 E5:.5 F5:.5 G5:.5 r:1.5"
    )
    answer = "A5:.5 r:.5 C6:.5 A5:.5 F5:.5 r:1.5 | r:.5 D5:.5 E5:.5 F5:.5 A5:.5 r:1.5 | G5:.5 F5:.5 D5:.5 G5:.5 E5:.5 C5:.5 E5:.5 G5:.5 | F5:.5 r:3.5"
    middle = (
        "F5:1 E5:.5 D5:.5 A4:1 r:1 | r:4 | D5:.5 F5:.5 Bb5:1 A5:.5 r:1.5 | r:4 | "
        "Bb5:.5 A5:.5 G5:1 r:2 | r:4 | B4:.5 D5:.5 F5:.5 G5:.5 B5:1 r:1 | C6:.5 r:.5 G5:.5 r:.5 E5:.5 r:1.5"
    )
    low = bass(spans, "0:R:.4 2:5:.4", "F2", 0.7)
    melody = tune(f"{theme}|{answer}", 0, 0.62) + tune(f"{theme}|{answer}", 16, 0.62)
    return Song(
        "playful-pizzicato", ("살금살금 산책", "Tiptoe Walk"), ("장난스러운 피치카토", "playful pizzicato"), "F", 112.5, 24,
        ("howto", "product", "story"), ("food", "everyday", "entertainment"),
        [
            Part("pizzicato", "gm:45", human(melody, "m", 0.008), 0, -0.15, 0.22, 180),
            Part("offbeats", "gm:45", human(offbeats, "o", 0.008), -5, 0.35, 0.2, 200),
            Part("low", "gm:45", human(low, "l", 0.006), -4, 0, 0.14),
            Part("bassoon", "gm:70", human(bass(changes(b, 8), "0:R:.5 1:5:.4 2:R:.5 3:5:.4", "F2", 0.5), "n"), -9, 0.15, 0.16, 90, 3000),
            Part("clarinet", "gm:71", human(tune(middle, 8, 0.5), "c", 0.012), -4, -0.2, 0.25, 250, 5500),
            Part("glockenspiel", "gm:9", human(tune(f"{theme}|{answer}", 16, 0.3, 12), "g", 0.01), -10, 0.3, 0.35, 800),
            Part("woods", "kit:0", human(drums({BLOCK: "..x...x...x...xo", LOW_BLOCK: "x.......x......."}, range(24), 0.42), "w"), -10, 0.2, 0.2, 300),
            Part("shaker", "kit:0", human(drums({SHAKER: "x.xox.xox.xox.xo", TRIANGLE: "x..............."}, range(8, 24), 0.38), "s"), -14, -0.3, 0.15, 500),
            Part("kick", "kit:48", human(drums({KICK: "x.......x......."}, range(8, 24), 0.55), "k"), -10, 0, 0.1, 0, 900),
        ],
        room=1.7,
    )  # fmt: skip


def sunny_walk() -> Song:
    """C major, 100 bpm: a small guitar, an ocarina, hand claps; a good morning."""
    a = "C | Am7 | F | G | C | Am7 | F G | C"
    b = "F | G | Em7 | Am7 | Dm7 | G | C | C7"
    spans = changes(f"{a}|{b}|{a[:-1]}C")
    strum = comp(spans, "0 1 1.5 2.5 3 3.5", "B3", "G4", 0.5, 0.3, 0.014)
    whistle = (
        "r:1 G5:.5 G5:.5 A5:.5 G5:.5 E5:1 | r:4 | r:1 A5:.5 A5:.5 C6:.5 A5:.5 G5:1 | r:4 | "
        "r:1 E6:.5 D6:.5 C6:.5 A5:.5 G5:1 | r:4 | A5:1 B5:1 r:2 | C6:1.5 r:2.5"
    )
    second = (
        "A5:1 C6:1 A5:1.5 r:.5 | G5:1 B5:.5 G5:.5 r:2 | E5:.5 G5:.5 B5:1 A5:.5 G5:.5 r:1 | A5:2 r:2 | "
        "F5:.5 A5:.5 D6:1 C6:.5 A5:.5 r:1 | B5:1.5 r:2.5 | C6:2 r:2 | r:4"
    )
    low = bass(spans, "0:R:.9 1.5:R:.4 2:5:.9 3.5:a:.4", "C2", 0.68)
    return Song(
        "sunny-walk", ("맑은 날 동네 한 바퀴", "Round the Block"), ("밝고 가벼운 산책", "sunny and light"), "C", 100, 24,
        ("product", "story", "howto"), ("everyday", "fashion", "food"),
        [
            Part("ukulele", "gm:24", human(swing(strum, 0.14), "u", 0.01), -1, -0.3, 0.12, 170, 2800, width=0.2),
            Part("ocarina", "gm:79", human(swing(tune(whistle, 0, 0.5, -12) + tune(whistle, 16, 0.55, -12), 0.14), "w", 0.012), -5, 0.1, 0.3, 500, 5000),
            Part("marimba", "gm:12", human(swing(tune(second, 8, 0.55), 0.14), "m", 0.01), -2, 0.3, 0.2, 250),
            Part("bass", "gm:32", human(swing(low, 0.14), "b"), -5, 0, 0.03, 0, 2500),
            Part("accordion", "gm:21", pad(changes(b, 8), "C4", "C5", 0.35), -11, 0.2, 0.25, 300, 3000),
            Part("kick", "kit:8", human(drums({KICK: "x.......x......."}, range(24), 0.7), "k"), -7, 0, 0.04, 0, 4000),
            Part("claps", "synth:drums", human(drums({39: BACKBEAT}, range(8, 24), 0.6), "c", 0.006), -9, 0.05, 0.2, 400, 9000),
            Part("shaker", "synth:drums", human(swing(drums({70: "x.o.x.o.x.o.x.oo"}, range(4, 24), 0.6), 0.14, 0.25), "s"), -13, 0.35, 0.08),
            Part("hat", "kit:40", human(drums({PEDAL: BACKBEAT}, range(8), 0.5), "h"), -14, -0.2, 0.1, 400),
        ],
        room=1.2,
    )  # fmt: skip
