"""Portraits of the cast for pickers: `python -m shorts.toon.portraits [ID…]`.

Draws each drawn character's puppet, happy, cut at the chest, before a ground in its own colours: assets/cast/ID.webp, 256 x 256,
at most 15 KB. Run it again when puppets have changed. Whoever has no portrait there is drawn when somebody first looks (`portrait_of`).
"""

from __future__ import annotations

import argparse
import sys
import threading
from io import BytesIO
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

from shorts.cast import load_cast
from shorts.errors import CharacterFileBroken, NotDrawnYet
from shorts.files import write_bytes
from shorts.picture.yuv import Canvas, Plate
from shorts.progress import Work
from shorts.settings import Settings
from shorts.toon.acting_pose import PuppetPose
from shorts.toon.character import build
from shorts.toon.colour import tonemap
from shorts.toon.geometry import standard_camera
from shorts.toon.kept import DESCRIPTION, found_portrait, found_puppet, kept_portrait, portrait_key, shipped_portrait
from shorts.toon.lights import STUDIO
from shorts.toon.pose import Pose
from shorts.toon.puppet import Place, Puppet, in_file
from shorts.toon.puppet_keys import MOUTH_SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from shorts.cast import Character

SIDE, LARGEST = 256, 15_000
"""Pixels; bytes."""
DRAWN = 1024
"""Side of the picture that is drawn and then made small."""
FACE, EYES = 0.56, 0.55
"""Of the side: width of the face, height of its centre from the top."""
_FRAME, _CUT, _FACE_AT = (576, 768), 448, 933 / 1920
"""Pixels of a whole figure and of the square that is cut from it; where the middle of the face is (see standard_camera)."""
_drawing = threading.Lock()
HAPPY = PuppetPose(mouth="a2", squint=0.25, smile=0.35, brow=0.4, roll=2.5)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m shorts.toon.portraits", description="Draw the pictures of the picker.")
    parser.add_argument("ids", nargs="*", metavar="ID", help="characters; all drawn ones when left out")
    options = parser.parse_args(arguments)
    settings = Settings()
    for character in load_cast(settings.characters).values():
        if character.toon is not None and (not options.ids or character.id in options.ids):
            data = webp(portrait(character, settings), portrait_key(character))
            write_bytes(shipped_portrait(character, settings), data)
            sys.stderr.write(f"{character.id}: {len(data) / 1000:.1f} KB\n")
    return 0


def portrait_of(character: Character, settings: Settings) -> Path:
    """The portrait's file, drawn now if there is none of this record: some seconds of CPU; who asks meanwhile waits.

    Raises NotDrawnYet, CharacterFileBroken (which names the file), DiskFull, OutputUnwritable.
    """
    if character.toon is None:
        raise NotDrawnYet(name=character.names.get("ko", character.id), choices="")
    with _drawing:
        found = found_portrait(character, settings)
        if found is None:
            found = kept_portrait(character, settings)
            try:
                picture = portrait(character, settings)
            except CharacterFileBroken as broken:
                raise in_file(broken, character) from broken
            write_bytes(found, webp(picture, portrait_key(character)))
            for earlier in found.parent.glob(f"{character.id}-{'?' * 16}.webp"):
                if earlier != found:
                    earlier.unlink(missing_ok=True)
        return found


def portrait(character: Character, settings: Settings) -> Image.Image:
    """The character from the chest up, SIDE pixels square: of its puppet, or, while that isn't rendered yet, of the rig itself."""
    if found_puppet(character, settings) is None:
        return from_rig(character)
    canvas = Canvas.blank(DRAWN, DRAWN)
    Plate.from_rgb(ground(character.palette, DRAWN)).warp_onto(canvas, np.eye(2, 3))
    puppet = Puppet.load(character, settings, Work())
    x, y, radius = puppet.face(Place(0.0, 0.0))
    scale = DRAWN * FACE / (2 * radius)
    puppet.draw(canvas, HAPPY, Place(DRAWN / 2 - x * scale, DRAWN * EYES - y * scale, scale))
    return Image.fromarray(canvas.rgb()).resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def from_rig(character: Character) -> Image.Image:
    """The same, drawn from the record: some seconds of CPU, where a puppet takes minutes."""
    shot = build(character.toon or {}, Pose(expression="happy", mouth=MOUTH_SHAPES[HAPPY.mouth])).render(standard_camera(), *_FRAME, STUDIO).rgba
    back = cv2.resize(ground(character.palette, DRAWN), (_CUT, _CUT), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    left, top = (_FRAME[0] - _CUT) // 2, round(_FRAME[1] * _FACE_AT - _CUT * EYES)
    cut = shot[top : top + _CUT, left : left + _CUT]
    light = tonemap(cut[..., :3] / np.maximum(cut[..., 3:4], 1e-4))
    mixed = light * cut[..., 3:4] + back * (1 - cut[..., 3:4])
    return Image.fromarray((np.clip(mixed, 0, 1) * 255 + 0.5).astype(np.uint8)).resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def webp(picture: Image.Image, key: str) -> bytes:
    """The best WebP of at most LARGEST bytes that says what it was drawn from."""
    exif = Image.Exif()
    exif[DESCRIPTION] = key
    for quality in range(90, 30, -6):
        buffer = BytesIO()
        picture.save(buffer, "WEBP", quality=quality, method=6, exif=exif)
        if buffer.tell() <= LARGEST:
            break
    return buffer.getvalue()


def ground(palette: tuple[str, ...], side: int) -> NDArray[np.uint8]:
    """A soft light behind the head, in the most colourful colour after the character's own; pale, so that fur of any colour stands out."""
    colour = max(palette[1:] or palette or ("#80a0a0",), key=_colourful)
    inner, outer = _pale(colour, 0.82), _pale(colour, 0.52)
    v, u = np.mgrid[0:side, 0:side] / side
    away = np.clip(np.hypot(u - 0.5, v - 0.42) / 0.66, 0, 1)[..., None]
    return np.asarray(inner * (1 - away) + outer * away + 0.5, np.uint8)


def _colourful(colour: str) -> float:
    rgb = _pale(colour, 0.0)
    return float(rgb.max() - rgb.min())


def _pale(colour: str, share: float) -> NDArray[np.float64]:
    """`colour` ("#rrggbb") mixed with `share` of white."""
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float64)
    return rgb * (1 - share) + 255 * share


if __name__ == "__main__":
    sys.exit(main())
