"""Five tracks with drive: pop, news, technology, sport, and a funky walk through the city."""

from __future__ import annotations

from dataclasses import replace

from music.patterns import BACKBEAT, CLOSED, CRASH, FOUR, KICK, OPEN, SNARE, TOMS, arpeggio, bass, changes, comp, drums, pad, tune
from music.score import Note, Part, Song, human, swing


def bright_pop() -> Song:
    """C major, 120 bpm: plucked chords over four on the floor, a marimba hook, claps."""
    a = "C | G/B | Am7 | Fadd9 | C | G/B | F | G"
    b = "F | G | Em7 | Am7 | F | G | C | C/E"
    spans = changes(f"{a}|{b}|{a}")
    stabs = comp(spans, "0 0.75 1.5 2.5 3.25", "E4", "D5", 0.6, 0.3)
    hook = "E5:.5 G5:.5 r:.5 G5:.5 A5:.5 G5:.5 r:1 | r:.5 D5:.5 G5:.5 D5:.5 B4:.5 r:1.5 | C5:.5 E5:.5 r:.5 E5:.5 G5:.5 E5:.5 r:1 | r:4"
    end = "E5:.5 G5:.5 r:.5 G5:.5 C6:.5 G5:.5 r:1 | r:.5 D5:.5 G5:.5 A5:.5 B5:.5 r:1.5 | A5:.5 G5:.5 F5:.5 C5:.5 r:2 | r:2 D5:.5 G5:.5 A5:.5 B5:.5"
    bridge = "A5:1.5 G5:.5 r:2 | B5:1.5 A5:.5 r:2 | G5:1 B5:.5 G5:.5 r:2 | E5:1 r:3 | A5:1.5 C6:.5 r:2 | B5:1 D6:1 r:2 | C6:2 r:2 | r:4"
    low = bass(spans, "0:R:.4 0.75:R:.3 1.5:R:.4 2.5:8:.3 3:R:.3 3.5:5:.4", "C2", 0.8)
    return Song(
        "bright-pop", ("반짝이는 하루", "Bright Day"), ("밝은 팝", "bright pop"), "C", 120, 24, ("product", "howto"), ("entertainment", "fashion", "everyday"),
        [
            Part("pluck", "synth:pluck", human(stabs, "p", 0.006), -1, 0, 0.2, 220, 9000, pump=0.45, width=0.25),
            Part("marimba", "gm:12", human(tune(f"{hook}|{end}", 0, 0.62) + tune(f"{hook}|{end}", 16, 0.66), "m", 0.008), -1, -0.2, 0.22, 250),
            Part("bell", "synth:bell", human(tune(bridge, 8, 0.5) + tune(f"{hook}|{end}", 16, 0.3, 12), "b", 0.008), -7, 0.25, 0.35, 400),
            Part("pad", "synth:warm", pad(spans, "C4", "C5", 0.4), -9, 0, 0.3, 250, 4000, pump=0.6),
            Part("bass", "synth:bass", human(low, "l", 0.004), -6, 0, 0.0, 0, 2200, pump=0.35),
            Part("kick", "synth:drums", drums({36: "x.......x......."}, range(8), 0.85) + drums({36: FOUR}, range(8, 24), 0.85), -5),
            Part("claps", "synth:drums", human(drums({39: BACKBEAT}, range(4, 24), 0.75), "c", 0.004), -8, 0, 0.16),
            Part("hats", "synth:drums", human(drums({42: "..x...x...x...x.", 70: "x.o.x.o.x.o.x.o."}, range(24), 0.75), "h", 0.006), -12, 0.15, 0.06),
            Part("fill", "kit:8", drums({47: "............x.x.", 45: ".............x.x"}, range(15, 16), 0.6), -8, 0, 0.2),
        ],
        room=1.3,
    )  # fmt: skip


def news_pulse() -> Song:
    """D minor, 125 bpm: a string ostinato over a pulsing bass, low drums, a ticking clock; urgent but not loud."""
    a = "Dm | Dm | Bb | Bb | F | F | C | C"
    b = "Gm | Gm | Bb | Bb | Dm | Dm | A7sus4 | A"
    c = "Dm | F | Bb | C | Dm | F | Gm | A"
    spans = changes(f"{a}|{b}|{c}")
    motor = arpeggio(spans, "0 0 1 0 2 0 1 0", 0.5, "D4", "D5", 0.55, 0.28)
    theme = "D5:1.5 E5:.5 F5:1 r:1 | r:4 | F5:1.5 D5:.5 Bb4:1 r:1 | r:4 | C5:1.5 F5:.5 A5:1 r:1 | r:4 | G5:1 E5:1 C5:1 r:1 | r:4"
    rise = "D5:1 F5:1 r:2 | A5:1 F5:1 r:2 | Bb5:1.5 A5:.5 F5:1 r:1 | G5:1 E5:1 r:2 | D5:1 F5:1 r:2 | A5:1 C6:1 r:2 | Bb5:1 A5:1 G5:1 r:1 | A5:3 r:1"
    low = bass(spans, "0:R:.4 0.5:R:.3 1:R:.3 1.5:R:.3 2:R:.4 2.5:R:.3 3:R:.3 3.5:8:.3", "D2", 0.7)
    octaves = tune(theme, 0, 0.55) + tune(theme, 0, 0.35, -12) + tune(rise, 16, 0.6) + tune(rise, 16, 0.4, -12)
    ticks = drums({42: "x...o...x...o..."}, range(8), 0.55) + drums({42: "x.o.x.o.x.o.x.ox"}, range(8, 24), 0.6)
    hits = [Note(bar * 4 + at, 0.6, 41, v) for bar in range(24) for at, v in ((0, 0.8), (2.5, 0.5)) if bar % 2 == 0]
    return Song(
        "news-pulse", ("오늘의 브리핑", "Today's Briefing"), ("긴장감 있는 뉴스", "news pulse"), "Dm", 125, 24, ("news",), ("business", "tech", "everyday"),
        [
            Part("motor", "gm:48", human(motor, "m", 0.006), -2, -0.2, 0.16, 250, 7500),
            Part("pizzicato", "gm:45", human(arpeggio(spans, "0 . 2 . 1 . 2 .", 0.5, "D4", "D5", 0.5, 0.3), "z", 0.006), -4, 0.3, 0.18, 250),
            Part("piano", "gm:0", human(octaves, "p", 0.006), -1, 0.1, 0.25, 180, 8000),
            Part("pad", "synth:warm", pad(spans, "D3", "D4", 0.45), -9, 0, 0.3, 130, 2400, pump=0.3),
            Part("horns", "gm:60", human(pad(changes(c, 16), "A3", "F4", 0.42), "h", 0.004), -8, -0.15, 0.35, 150, 3500),
            Part("bass", "synth:bass", human(low, "b", 0.003), -7, 0, 0, 0, 1500, pump=0.25),
            Part("kick", "synth:drums", drums({36: "x.......x......."}, range(8), 0.8) + drums({36: FOUR}, range(8, 24), 0.8), -7),
            Part("toms", "synth:drums", human(hits, "t", 0.004), -8, 0, 0.22),
            Part("clock", "synth:drums", human(ticks, "c", 0.004), -12, 0.25, 0.1),
            Part("snare", "synth:drums", human(drums({38: BACKBEAT}, range(16, 24), 0.5), "s", 0.004), -11, 0, 0.2),
        ],
        room=1.9,
    )  # fmt: skip


def epic_tech() -> Song:
    """E minor, 128 bpm: wide pumped chords, a running arpeggio, big drums; a product stage."""
    a = "Em | C | G | D | Em | C | G | Dsus4 D"
    b = "Am7 | Em | C | D | Am7 | Em | C | D"
    spans = changes(f"{a}|{b}|{a}")
    run = arpeggio(spans, "0 1 2 3 1 2 3 4", 0.25, "E4", "E5", 0.5, 0.2)
    chords = pad(changes(f"{b}|{a}", 8), "B3", "B4", 0.55)
    lead = "r:4 | r:4 | B5:1.5 A5:.5 G5:1 r:1 | F#5:2 r:2 | r:4 | r:4 | B5:1 D6:1 B5:1 r:1 | A5:2 r:2"
    final = (
        "E5:1 B5:2 r:1 | r:1 A5:.5 G5:.5 E5:1 r:1 | D5:1 B5:2 r:1 | A5:2 r:2 | "
        "E5:1 B5:2 r:1 | r:1 C6:.5 B5:.5 G5:1 r:1 | B5:1.5 A5:.5 G5:1 r:1 | A5:2 F#5:1 r:1"
    )
    hats = drums({42: "o.x.o.x.o.x.o.xo"}, range(4, 24), 0.6) + drums({46: "..x...x...x...x."}, range(16, 24), 0.45)
    low = bass(spans, "0.5:R:.4 1:R:.3 1.5:R:.4 2.5:R:.4 3:R:.3 3.5:R:.4", "E2", 0.75)
    return Song(
        "epic-tech", ("다음 버전", "Next Version"), ("웅장한 테크", "epic tech"), "Em", 128, 24, ("product", "news"), ("tech", "business"),
        [
            Part("run", "synth:softpluck", human(run, "r", 0.003), -2, 0.15, 0.25, 260, 8000, pump=0.4, width=0.3),
            Part("saws", "synth:saws", chords, -4, 0, 0.25, 220, 6000, pump=0.7),
            Part("pad", "synth:warm", pad(changes(a), "E3", "E4", 0.5), -8, 0, 0.35, 150, 2600, pump=0.5),
            Part("lead", "synth:lead", human(tune(lead, 8, 0.5) + tune(final, 16, 0.55), "l", 0.004), -5, -0.12, 0.4, 350, 5000),
            Part("bass", "synth:bass", human(low, "b", 0.002), -6, 0, 0, 0, 1800, pump=0.5),
            Part("kick", "synth:drums", drums({36: "x.......x.....x."}, range(4), 0.8) + drums({36: FOUR}, range(4, 24), 0.9), -5),
            Part("claps", "synth:drums", human(drums({39: BACKBEAT}, range(8, 24), 0.7), "c", 0.003), -9, 0, 0.25),
            Part("toms", "synth:drums", drums({41: "x.....x.....x... ............x.xx"}, range(24), 0.6), -9, -0.1, 0.3),
            Part("hats", "synth:drums", human(hats, "h", 0.003), -13, 0.2, 0.08),
            Part("strings", "gm:48", pad(changes(a, 16), "E4", "E5", 0.45), -8, -0.2, 0.35, 300, 6000, pump=0.3),
        ],
        room=2.2,
    )  # fmt: skip


def sporty_drive() -> Song:
    """A minor, 144 bpm: a growling bass, half-time claps and stomps, short brass calls."""
    a = "Am | Am | F | G | Am | Am | F | E7"
    b = "F | G | Am | C | F | G | Am | E7"
    spans = changes(f"{a}|{b}|{a}|{b}")
    low = bass(spans, "0:R:.4 0.75:R:.3 1.5:R:.4 2:8:.3 2.75:R:.3 3.5:7:.3", "A1", 0.85)
    calls = (
        "r:4 | r:2 E5:.5 G5:.5 A5:.5 r:.5 | r:4 | r:2 D5:.5 E5:.5 G5:.5 r:.5 | "
        "r:4 | r:2 E5:.5 G5:.5 A5:.5 r:.5 | C6:.5 A5:.5 G5:.5 E5:.5 r:2 | r:2 B4:.5 D5:.5 E5:1"
    )
    stabs = comp(changes(b, 8) + changes(b, 24), "0 1.5 3", "E4", "E5", 0.7, 0.3)
    clap = drums({39: "........x......."}, range(32), 0.85) + drums({38: "........x......."}, range(8, 32), 0.7)
    guitar = comp(spans, "0 0.5 1 1.5 2 2.5 3 3.5", "A3", "A4", 0.5, 0.22)
    return Song(
        "sporty-drive", ("한 세트 더", "One More Set"), ("힘찬 스포츠", "sporty drive"), "Am", 144, 32, ("product", "howto"), ("sports", "entertainment"),
        [
            Part("bass", "synth:bass", human(low, "b", 0.003), -5, 0, 0, 0, 2600, pump=0.3),
            Part("muted", "gm:28", human(guitar, "g", 0.006), -4, -0.4, 0.1, 250, 7000),
            Part("stabs", "synth:saws", human(stabs, "s", 0.004), -3, 0.1, 0.2, 250, 6500, pump=0.4),
            Part("brass", "gm:61", human(tune(calls, 0, 0.6) + tune(calls, 16, 0.65), "c", 0.005), -3, 0.25, 0.2, 250, 6000),
            Part("pad", "synth:warm", pad(changes(b, 8) + changes(b, 24), "A3", "A4", 0.4), -9, 0, 0.3, 250, 3000, pump=0.5),
            Part("kick", "synth:drums", drums({36: "x.....x...x....."}, range(32), 0.9), -5),
            Part("claps", "synth:drums", human(clap, "p", 0.003), -5, 0, 0.2),
            Part("hats", "synth:drums", human(drums({42: "x.x.x.x.x.x.x.xx"}, range(32), 0.6), "h", 0.004), -11, 0.2, 0.06),
            Part("toms", "synth:drums", [n for bar in range(7, 32, 8) for n in drums({41: "............x.xx"}, range(bar, bar + 1), 0.8)], -8, -0.1, 0.25),
            Part("crash", "kit:16", drums({CRASH: "x..............."}, range(8, 9), 0.5) + drums({CRASH: "x..............."}, range(24, 25), 0.5), -12, 0.2, 0.2, 500),
        ],
        room=1.2,
    )  # fmt: skip


def city_funk() -> Song:
    """E minor dorian, 100 bpm: electric piano, muted guitar and a walking slap bass; shop windows at night."""
    a = "Em9 | A13 | Em9 | A13 | Em9 | A13 | Cmaj7 | B7"
    b = "Cmaj7 | Bm7 | Am7 | Bm7 | Cmaj7 | Bm7 | Am7 | B7"
    spans = changes(f"{a}|{b}|{a}")
    low = bass(spans, "0:R:.3 0.75:R:.2 1.5:8:.2 2:R:.3 2.75:7:.2 3:5:.3 3.5:a:.3", "E1", 0.8)
    keys = comp(spans, "0.5 1.75 2.5", "D4", "D5", 0.5, 0.45)
    scratch = comp(spans, "0.25 0.75 1.5 2.25 2.75 3.5", "B4", "A5", 0.42, 0.12)
    hook = (
        "r:1 B5:.5 D6:.5 B5:.25 A5:.25 G5:.5 r:1 | r:4 | r:1 B5:.5 D6:.5 E6:.25 D6:.25 B5:.5 r:1 | r:4 | "
        "r:1 B5:.5 D6:.5 B5:.25 A5:.25 G5:.5 r:1 | r:4 | E5:.5 G5:.5 B5:1 r:2 | r:4"
    )
    second = (
        "G5:1 E5:.5 r:2.5 | F#5:1 D5:.5 r:2.5 | E5:.5 G5:.5 A5:1 r:2 | r:4 | "
        "G5:1 B5:.5 r:2.5 | A5:1 F#5:.5 r:2.5 | G5:.5 A5:.5 C6:1 r:2 | B5:1 r:3"
    )
    fills = drums({TOMS[0]: "............x...", TOMS[1]: ".............x..", TOMS[2]: "..............xx", OPEN: "..........x....."}, range(7, 8), 0.55)
    fills += [replace(note, start=note.start + bars * 4) for note in fills for bars in (8, 16)]
    beat = {KICK: "x..x..x...x..x..", SNARE: "....x..o.o..x..o", CLOSED: "x.x.x.x.x.x.x.xx"}
    return Song(
        "city-funk", ("밤의 쇼윈도", "Shop Windows"), ("세련된 펑크", "city funk"), "Em", 100, 24,
        ("product", "story"), ("fashion", "entertainment", "food", "business"),
        [
            Part("bass", "gm:36", human(swing(low, 0.1, 0.25), "b", 0.006), -4, 0, 0.02, 0, 3500),
            Part("keys", "gm:4", human(swing(keys, 0.1, 0.25), "k", 0.008), 0, 0.2, 0.15, 200, 7000, width=0.25),
            Part("guitar", "gm:28", human(swing(scratch, 0.1, 0.25), "g", 0.006), -6, -0.45, 0.1, 350, 9000),
            Part("flute", "gm:73", human(swing(tune(hook, 16, 0.5), 0.1, 0.25), "f", 0.01), -5, 0.1, 0.3, 400, 7000),
            Part("vibes", "gm:11", human(tune(second, 8, 0.5), "v", 0.01), -4, -0.2, 0.3, 300, 7000),
            Part("strings", "gm:49", pad(changes(b, 8), "E4", "E5", 0.38), -9, 0, 0.3, 300, 5500),
            Part("kick", "kit:8", human(swing(drums({KICK: beat[KICK]}, range(24), 0.85), 0.1, 0.25), "x", 0.004), -5, 0, 0.03),
            Part("drums", "kit:8", human(swing(drums({SNARE: beat[SNARE], CLOSED: beat[CLOSED]}, range(24), 0.62), 0.1, 0.25), "d", 0.005), -5, 0.05, 0.1, 120),
            Part("snaps", "synth:drums", human(drums({39: BACKBEAT}, range(8, 24), 0.5), "s", 0.006), -10, 0.1, 0.25),
            Part("fills", "kit:8", fills, -7, 0, 0.15),
        ],
        room=1.2,
    )  # fmt: skip
