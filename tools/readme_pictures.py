"""The README's pictures, made by the program: python tools/readme_pictures.py cast | short SHORT.mp4

Writes docs/pictures/cast.jpg (every drawn character in its own setting) and docs/pictures/short.jpg (frames of a short).
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

from shorts.artifacts import Narration, Scene, Word  # noqa: E402
from shorts.cast import load_cast  # noqa: E402
from shorts.compose import place_face  # noqa: E402
from shorts.picture.yuv import Canvas  # noqa: E402
from shorts.progress import Work  # noqa: E402
from shorts.settings import Settings  # noqa: E402
from shorts.toon.acting import perform  # noqa: E402
from shorts.toon.backdrops import load_backdrop  # noqa: E402
from shorts.toon.puppet import Place, Puppet  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 540, 960


def cast() -> Path:
    """Two rows of the drawn characters, each waving in its own setting."""
    settings = Settings()
    drawn = [character for character in load_cast(settings.characters).values() if character.toon is not None]
    frames = []
    for character in drawn:
        canvas = Canvas.blank(WIDTH, HEIGHT)
        load_backdrop(character.setting, settings).warp_onto(canvas, np.array([[2.2, 0, 54], [0, 2.2, 96]]))
        puppet = Puppet.load(character, settings, Work())
        scene = Scene("s", "안녕하세요 여러분", gesture="wave", expression="happy")
        narration = Narration(ROOT / "none.wav", 3.0, (Word("안녕하세요", 0.0, 1.5, stressed=True), Word("여러분", 1.5, 3.0)))
        pose = perform(narration, scene, character, 1, None, 3.0).at(1.4)
        puppet.draw(canvas, pose, place_face(puppet, Place, (WIDTH * 0.5, HEIGHT * 0.5, 128.0), flip=False))
        frames.append(Image.fromarray(canvas.rgb()).resize((270, 480), Image.Resampling.LANCZOS))
    return _sheet(frames, 4, PICTURES / "cast.jpg")


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


if __name__ == "__main__":
    print(cast() if sys.argv[1] == "cast" else short(Path(sys.argv[2])))
