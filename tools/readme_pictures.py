"""The README's and the docs' pictures, made by the program:

    python tools/readme_pictures.py cast            docs/pictures/cast.jpg: every character's portrait
    python tools/readme_pictures.py settings        docs/pictures/settings.jpg: every setting by day, below it in the evening
    python tools/readme_pictures.py short SHORT.mp4 docs/pictures/short.jpg: frames of a short
    python tools/readme_pictures.py groups          docs/pictures/group-*.jpg: everybody from head to foot, a sheet a group
    python tools/readme_pictures.py acting [ID…]    docs/pictures/acting-*.jpg: gestures × expressions of six characters, or of those named
    python tools/readme_pictures.py closest         docs/pictures/closest.jpg: the ten pairs that look most alike, with their distance

The last three leave out, and name, characters without a puppet; `SHORTS_CHARACTERS` names another folder to take them from.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from shorts.cast import load_cast  # noqa: E402
from shorts.settings import Settings  # noqa: E402
from shorts.toon.backdrops import LIGHTS, SETTINGS, read_picture  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"


def cast() -> Path:
    """Everybody's portrait, group by group."""
    settings = Settings()
    frames = [Image.open(settings.assets / "cast" / f"{name}.webp").convert("RGB") for name in load_cast(settings.characters)]
    return _sheet([frame.resize((200, 200), Image.Resampling.LANCZOS) for frame in frames], 8, PICTURES / "cast.jpg")


def settings(columns: int = 10) -> Path:
    """Every setting by day; below each row the same settings in the evening."""
    home, pictures = Settings(), []
    for first in range(0, len(SETTINGS), columns):
        row = SETTINGS[first : first + columns]
        for light in LIGHTS:
            frames = [Image.fromarray(read_picture(setting, home, light)) for setting in row]
            pictures += [frame.resize((144, 256), Image.Resampling.LANCZOS) for frame in frames]
            pictures += [Image.new("RGB", (144, 256), "white")] * (columns - len(row))
    return _sheet(pictures, columns, PICTURES / "settings.jpg")


def short(path: Path, count: int = 12) -> Path:
    """Frames of a short, evenly spread."""
    line = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(path), "-vf", "fps=2,scale=234:416", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    raw = subprocess.run(line, capture_output=True, check=True).stdout
    frames = np.frombuffer(raw, np.uint8).reshape(-1, 416, 234, 3)
    chosen = [Image.fromarray(frames[round(i * (len(frames) - 1) / (count - 1))]) for i in range(count)]
    return _sheet(chosen, 6, PICTURES / "short.jpg")


def _sheet(pictures: list[Image.Image], columns: int, out: Path) -> Path:
    gap = 6
    w, h = pictures[0].size
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * (w + gap) - gap, rows * (h + gap) - gap), "white")
    for i, picture in enumerate(pictures):
        sheet.paste(picture, (i % columns * (w + gap), i // columns * (h + gap)))
    out.parent.mkdir(exist_ok=True)
    sheet.save(out, quality=88, optimize=True)
    return out


def main(what: str, *rest: str) -> list[Path]:
    from tools import cast_sheets

    if what == "acting":
        return cast_sheets.acting(rest or cast_sheets.ACTORS)
    if what == "short":
        return [short(Path(rest[0]))]
    return {"cast": lambda: [cast()], "settings": lambda: [settings()], "groups": cast_sheets.groups, "closest": lambda: [cast_sheets.closest()]}[what]()


if __name__ == "__main__":
    for made in main(*sys.argv[1:]):
        print(f"{made.relative_to(ROOT)}: {made.stat().st_size / 1000:.0f} KB")
