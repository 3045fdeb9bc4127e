"""What a caption style looks like, as a small picture: a sample sentence, in the middle of a word, over a soft backdrop."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

from shorts.artifacts import Narration, Scene, Word
from shorts.captions import captions_of
from shorts.files import digest, replacing
from shorts.picture.caption_layer import CaptionLayer
from shorts.picture.caption_styles import caption_style
from shorts.picture.lettering import Lettering
from shorts.picture.yuv import Canvas, Plate
from shorts.toon.backdrops import backdrop_path, read_picture
from shorts.values import key_of

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Language
    from shorts.settings import Settings

_VERSION = 1
_SIZE = (608, 1080)  # captions stand left of the middle, since the apps have buttons at the right: of this, the left 540 columns are symmetrical
_WIDTH = 540
_ROWS = (612, 812)
"""Of the drawn frame: the captions of every style, with air above and below."""
_SETTING = "room"
# the words, how many of them are over, and the key word
_SAMPLES: dict[Language, tuple[str, int, str]] = {"ko": ("한 번 충전하면 하루 종일 써요!", 3, "충전하면"), "en": ("One charge lasts you all day long!", 3, "charge")}
_EACH = 0.4  # seconds a word


def caption_preview(style_id: str, language: Language, settings: Settings, palette: tuple[str, ...] = ()) -> Path:
    """A PNG, 540x200, of the style in the colours of a character's palette; painted once, then kept in the cache.

    Raises UnknownChoice, MediaUnreadable (the backdrop is damaged), DiskFull, OutputUnwritable.
    """
    style = caption_style(style_id)
    inputs = [_VERSION, style, _SAMPLES[language], palette, digest(backdrop_path(_SETTING, settings))]
    out = settings.cache / "captions" / f"{style.id}-{key_of(inputs)[:16]}.png"
    if out.is_file():
        return out
    plate, canvas = _backdrop(settings), Canvas.blank(*_SIZE)
    canvas.y[:], canvas.u[:], canvas.v[:] = plate.y, plate.u, plate.v
    lettering = Lettering.load(settings, *_SIZE, palette)
    text, over, keyword = _SAMPLES[language]
    words = tuple(Word(word, n * _EACH, (n + 1) * _EACH) for n, word in enumerate(text.split()))
    spoken = Narration(out, len(words) * _EACH, words)
    captions = captions_of(spoken, Scene("sample", text, caption=(keyword,)), language)
    CaptionLayer(captions, lettering, style).draw(canvas, words[over].start + 0.3 * _EACH)
    picture = Image.fromarray(canvas.rgb()[_ROWS[0] : _ROWS[1], :_WIDTH])
    with replacing(out) as part:
        picture.save(part)
    return out


@lru_cache(maxsize=1)
def _backdrop(settings: Settings) -> Plate:
    """A setting out of focus, the part that lies behind captions."""
    picture = read_picture(_SETTING, settings)
    picture = picture[: picture.shape[1] * _SIZE[1] // _SIZE[0]]
    return Plate.from_rgb(np.asarray(cv2.GaussianBlur(cv2.resize(picture, _SIZE, interpolation=cv2.INTER_AREA), (0, 0), 9), np.uint8))
