"""Sheets of the cast, for the docs and for looking at: whole groups, how six act, and who look most alike."""

from __future__ import annotations

import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from bench.cast import SIDE, distance, thumbnail
from shorts.artifacts import Expression, Gesture, Narration, Scene, Word
from shorts.cast import groups_of, load_cast
from shorts.files import write_bytes
from shorts.picture.yuv import Canvas, Plate
from shorts.settings import Settings
from shorts.toon.acting import perform
from shorts.toon.acting_pose import PuppetPose
from shorts.toon.kept import found_puppet
from shorts.toon.portraits import ground
from shorts.toon.puppet import Place, Puppet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.cast import Character

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
LARGEST = 250_000
"""Bytes of a sheet."""
ACTORS = ("executive-fox", "trendy-rabbit", "chef-penguin", "scientist-girl", "helper-robot", "ceo-lion")
"""A coat, long ears, a beak and flippers, a person, a screen, a mane."""
FACES: tuple[Expression, ...] = ("neutral", "happy", "surprised", "thinking", "serious", "sad")
_CLOSEST = 10
_INK, _SOFT, _GAP = (41, 35, 32), (110, 100, 92), 8


def groups() -> list[Path]:
    """One sheet a group: everybody from head to foot on a light ground in their own colours, with their names."""
    settings, made = Settings(), []
    for group, members in groups_of(load_cast(settings.characters)):
        tiles = [_named(_figure(puppet, one, 432, 648), one) for one in members if (puppet := _puppet(one, settings))]
        if tiles:
            made.append(_save(_grid(tiles, 5), PICTURES / f"group-{group.id}.jpg"))
    return made


def acting(ids: Sequence[str] = ACTORS) -> list[Path]:
    """One sheet a character: each face close up, then every gesture with every face, as it is acted when the hand has arrived."""
    settings, made = Settings(), []
    cast = load_cast(settings.characters)
    gestures: tuple[Gesture, ...] = get_args(Gesture)
    for one in (cast[name] for name in ids):
        puppet = _puppet(one, settings)
        if puppet is None:
            continue
        header = _beside([_label("", 72, 26), *(_label(gesture, 146, 26) for gesture in gestures)], 2)
        rows = [
            _beside([_label(face, 72, 126), *(_figure(puppet, one, 146, 126, held(one, gesture, face), _WAIST) for gesture in gestures)], 2) for face in FACES
        ]
        side = (header.width + 2) // len(FACES) - 2
        faces = [_stacked([_close(puppet, one, side, 240, held(one, "rest", face)), _label(face, side, 26)], 0) for face in FACES]
        made.append(_save(_stacked([_beside(faces, 2), header, *rows], 2), PICTURES / f"acting-{one.id}.jpg"))
    return made


def closest() -> Path:
    """The pairs that are hardest to tell apart at 120 px, by bench.cast's distance, each shown at that size and larger."""
    settings = Settings()
    everybody = [(one, _puppet(one, settings)) for one in load_cast(settings.characters).values()]
    cast = {one.id: (one, puppet) for one, puppet in everybody if puppet}
    shown = {name: thumbnail(one, settings) for name, (one, _) in cast.items()}
    names = list(shown)
    pairs = sorted((distance(shown[a], shown[b]), a, b) for i, a in enumerate(names) for b in names[i + 1 :])[:_CLOSEST]
    tiles = []
    for far, a, b in pairs:
        large = _beside([_figure(cast[name][1], cast[name][0], 216, 288) for name in (a, b)], 2)
        small = _beside([Image.fromarray(shown[name][0]) for name in (a, b)], 194 - SIDE)
        tiles.append(_stacked([large, _padded(small, large.width), _label(f"{far:.1f}  {a} · {b}", large.width, 26)], 2))
    return _save(_grid(tiles, 5), PICTURES / "closest.jpg")


def held(character: Character, gesture: Gesture, face: Expression) -> PuppetPose:
    """The moment after two short words at which the gesture has arrived and the eyes are open; at rest the moment at which the mouth is."""
    words = Word("안녕하세요", 0.0, 0.5, stressed=True), Word("여러분", 0.5, 0.9)
    scene = Scene("sheet", "안녕하세요 여러분", gesture=gesture, expression=face)
    look = (0.6, 0.1) if gesture in ("point", "show", "present") else None
    shown = perform(Narration(Path("none.wav"), 0.9, words), scene, character, 7, look, 3.2)
    if gesture == "rest":
        return max((shown.at(i / 30) for i in range(8, 28)), key=lambda pose: pose.openness - 2 * max(pose.lids))
    times = [1.05 + i / 30 for i in range(36)]
    arrived = {t: min(shown.at(t).left.phase, 1.0) if shown.at(t).left.gesture == gesture else 0.0 for t in times}
    return shown.at(max(times, key=lambda t: 3 * arrived[t] - 2 * max(shown.at(t).lids) - 0.3 * t))


# --- pictures ----------------------------------------------------------------------------------------------------


@cache
def _puppet_of(path: Path) -> Puppet:
    return Puppet(path)


def _puppet(character: Character, settings: Settings) -> Puppet | None:
    path = found_puppet(character, settings)
    if path is None:
        sys.stderr.write(f"{character.id}: no puppet yet, left out\n")
        return None
    return _puppet_of(path)


_FEET, _WAIST = (1480, 1060, 0.95), (850, 1000, 1.44)
"""Of a puppet at scale 1: rows and columns that a picture has room for, and how far down it the feet stand, in its heights."""


def _figure(
    puppet: Puppet, character: Character, width: int, height: int, pose: PuppetPose | None = None, frame: tuple[float, float, float] = _FEET
) -> Image.Image:
    """The whole figure, or down to its waist, drawn at twice the size."""
    rows, columns, feet = frame
    scale = 2 * min(height / rows, width / columns)
    return _drawn(puppet, character, width, height, pose or PuppetPose(squint=0.3, brow=0.15), Place(width, 2 * height * feet, scale))


def _close(puppet: Puppet, character: Character, width: int, height: int, pose: PuppetPose) -> Image.Image:
    """The face alone."""
    x, y, radius = puppet.face(Place(0.0, 0.0))
    scale = 2 * 0.44 * min(width, height) / radius
    return _drawn(puppet, character, width, height, pose, Place(width - x * scale, height * 1.04 - y * scale, scale))


def _drawn(puppet: Puppet, character: Character, width: int, height: int, pose: PuppetPose, place: Place) -> Image.Image:
    """place: on a canvas of twice the size."""
    w, h = 2 * width, 2 * height
    canvas, side = Canvas.blank(w, h), max(w, h)
    light = ground(character.palette, side)[(side - h) // 2 :, (side - w) // 2 :][:h, :w]
    Plate.from_rgb(np.ascontiguousarray(light)).warp_onto(canvas, np.eye(2, 3))
    puppet.draw(canvas, pose, place)
    return Image.fromarray(canvas.rgb()).resize((width, height), Image.Resampling.LANCZOS)


def _font(size: int, bold: bool = True) -> ImageFont.FreeTypeFont:
    name = "Pretendard-ExtraBold.otf" if bold else "Pretendard-SemiBold.otf"
    return ImageFont.truetype(str(Settings().assets / "fonts" / name), size)


def _named(picture: Image.Image, character: Character) -> Image.Image:
    strip = Image.new("RGB", (picture.width, 74), "white")
    draw = ImageDraw.Draw(strip)
    draw.text((picture.width / 2, 24), character.names["ko"], _INK, _font(26), anchor="mm")
    draw.text((picture.width / 2, 54), character.names["en"], _SOFT, _font(19, bold=False), anchor="mm")
    return _stacked([picture, strip], 0)


def _label(text: str, width: int, height: int) -> Image.Image:
    strip = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(strip).text((width / 2, height / 2), text, _INK, _font(13, bold=False), anchor="mm")
    return strip


def _padded(picture: Image.Image, width: int) -> Image.Image:
    whole = Image.new("RGB", (width, picture.height), "white")
    whole.paste(picture, ((width - picture.width) // 2, 0))
    return whole


def _beside(pictures: Sequence[Image.Image], gap: int) -> Image.Image:
    row = Image.new("RGB", (sum(one.width + gap for one in pictures) - gap, max(one.height for one in pictures)), "white")
    x = 0
    for one in pictures:
        row.paste(one, (x, 0))
        x += one.width + gap
    return row


def _stacked(pictures: Sequence[Image.Image], gap: int) -> Image.Image:
    column = Image.new("RGB", (max(one.width for one in pictures), sum(one.height + gap for one in pictures) - gap), "white")
    y = 0
    for one in pictures:
        column.paste(one, (0, y))
        y += one.height + gap
    return column


def _grid(tiles: Sequence[Image.Image], columns: int) -> Image.Image:
    columns = min(columns, len(tiles))
    return _stacked([_beside(tiles[i : i + columns], _GAP) for i in range(0, len(tiles), columns)], _GAP)


def _save(sheet: Image.Image, out: Path) -> Path:
    """The best JPEG within LARGEST. Raises ValueError where even the plainest is larger."""
    for quality in range(92, 40, -4):
        buffer = BytesIO()
        sheet.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
        if buffer.tell() <= LARGEST:
            write_bytes(out, buffer.getvalue())
            return out
    raise ValueError(f"{out.name}: {buffer.tell()} bytes")
