"""Write, play, mix and encode our own music into assets/music.

    python tools/compose_music.py [ID …] [--sound-font FluidR3_GM.sf2] [--wav FOLDER]

Needs FluidSynth, the FluidR3 GM sound font (Frank Wen, MIT licence), SciPy and PyAV. Everything is seeded: the same
versions give the same tracks. Each file holds the loop with a lead-in of its own end and a lead-out of its own
beginning, so that a decoder's priming and padding never touch the loop itself; tracks.toml says where it lies.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from scipy.io import wavfile

sys.path.insert(0, str(Path(__file__).resolve().parent))

from music import songs_calm, songs_lively
from music.mix import RATE, loudness, render

if TYPE_CHECKING:
    from music.score import Song
    from numpy.typing import NDArray

OUT = Path(__file__).resolve().parent.parent / "assets" / "music"
LEAD = RATE // 2
BITRATE = 104_000
SONGS = (
    songs_lively.bright_pop, songs_calm.calm_lofi, songs_lively.news_pulse, songs_calm.warm_acoustic, songs_calm.playful_pizzicato,
    songs_lively.epic_tech, songs_lively.city_funk, songs_lively.sporty_drive, songs_calm.sunny_walk,
)  # fmt: skip


def encode(loop: NDArray[np.float64], path: Path) -> None:
    """Opus in Ogg, with LEAD samples of the loop's end before it and of its beginning after it."""
    whole = np.concatenate([loop[-LEAD:], loop, loop[:LEAD]]).astype(np.float32)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libopus", rate=RATE)
        stream.bit_rate = BITRATE
        stream.layout = "stereo"
        stream.options = {"vbr": "constrained"}
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(whole.reshape(1, -1)), "flt", "stereo")
        frame.rate = RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def entry(song: Song) -> str:
    """The song's table in tracks.toml."""
    listed = {"genres": song.genres, "groups": song.groups}
    lines = [
        "[[track]]",
        f'id = "{song.id}"',
        f'file = "{song.id}.opus"',
        f'title = {{ ko = "{song.title[0]}", en = "{song.title[1]}" }}',
        f'mood = {{ ko = "{song.mood[0]}", en = "{song.mood[1]}" }}',
        f'key = "{song.key}"',
        f"bpm = {song.bpm}",
        f"bars = {song.bars}",
        f"lead = {LEAD}",
        f"samples = {round(song.seconds * RATE)}",
        *(f"{name} = {json.dumps(values)}" for name, values in listed.items()),
        'licence = "CC0-1.0"',
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ids", nargs="*", help="tracks to make (default: all)")
    parser.add_argument("--sound-font", type=Path, default=Path("/usr/share/sounds/sf2/FluidR3_GM.sf2"))
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--wav", type=Path, help="also write the loops as 16-bit WAV here")
    given = parser.parse_args()
    songs = [make() for make in SONGS]
    given.out.mkdir(parents=True, exist_ok=True)
    for song in songs:
        if given.ids and song.id not in given.ids:
            continue
        loop = render(song, given.sound_font)
        encode(loop, given.out / f"{song.id}.opus")
        if given.wav:
            given.wav.mkdir(parents=True, exist_ok=True)
            wavfile.write(given.wav / f"{song.id}.wav", RATE, np.round(loop * 32767).astype(np.int16))
        size = (given.out / f"{song.id}.opus").stat().st_size
        print(
            f"{song.id:20} {song.seconds:6.2f} s {loudness(loop):6.1f} LUFS, peak {20 * np.log10(np.abs(loop).max()):5.1f} dB, {size // 1000} kB"
        )
    header = "# Made by tools/compose_music.py. The loop is `samples` samples long and begins after `lead` samples (48 kHz).\n\n"
    (given.out / "tracks.toml").write_text(header + "\n".join(entry(song) for song in songs), encoding="utf-8")


if __name__ == "__main__":
    main()
