"""Pack published Kokoro voices (one .bin of floats each) into assets/voices/kokoro.npz.

    python tools/pack_voices.py FOLDER af_heart af_bella …

Rows for phrases of more than ROWS symbols are left out (the engine breaks phrases before that) and numbers are halved to 16 bits:
a voice becomes 0.1 MB instead of 0.5, and sounds the same.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

ROWS = 200
OUT = Path(__file__).resolve().parent.parent / "assets" / "voices" / "kokoro.npz"


def main() -> None:
    folder, *names = sys.argv[1:]
    voices = {name: np.fromfile(Path(folder) / f"{name}.bin", np.float32).reshape(-1, 256)[:ROWS].astype(np.float16) for name in sorted(names)}
    OUT.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(OUT, **voices)
    print(f"{OUT}: {', '.join(voices)}, {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
