"""The file of a prebuilt puppet: a zip of pictures with a header; pictures are decoded when they are first drawn.

header.json: format, digest of the record it was made from, and everything that isn't pixels. Each layer is NAME.webp with
straight alpha; relief maps are NAME.png, grey.
"""

from __future__ import annotations

import io
import json
import threading
import zipfile
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from shorts.files import replacing
from shorts.toon.kept import FORMAT, read_header, record_digest
from shorts.toon.puppet_layers import Layer, sprite_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from shorts.picture.yuv import U8

__all__ = ["FORMAT", "RELIEF", "Shelf", "read_header", "record_digest", "write_puppet"]

RELIEF = (-0.5, 1.0)
"""World depths that a relief's 0 and 255 stand for."""


class Shelf:
    """An opened puppet file. Layers are decoded once, on first use, from any thread.

    light: linear rgb gains applied to every layer, for standing in another light than the one it was drawn in.
    """

    def __init__(self, path: Path, light: tuple[float, float, float] = (1.0, 1.0, 1.0)) -> None:
        self._curves = _curves(light)
        self._archive = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
        self.header: dict[str, Any] = json.loads(self._archive.read("header.json").decode("utf-8"))
        self._lock = threading.Lock()
        self._layers: dict[str, Layer] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.header["layers"]

    def layer(self, name: str) -> Layer:
        """Raises KeyError for a layer that the puppet hasn't."""
        with self._lock:
            if name not in self._layers:
                self._layers[name] = self._decode(name)
            return self._layers[name]

    def _decode(self, name: str) -> Layer:
        x, y, step = self.header["layers"][name]
        picture = self._picture(f"{name}.webp", cv2.IMREAD_UNCHANGED)
        if picture.shape[2] == 3:  # WebP drops an alpha that is opaque throughout
            picture = np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)])
        if self._curves is not None:
            picture = np.dstack([cv2.LUT(np.ascontiguousarray(picture[..., :3]), self._curves), picture[..., 3]])
        return Layer(sprite_of(picture), x, y, step)

    def _picture(self, entry: str, how: int) -> U8:
        picture = cv2.imdecode(np.frombuffer(self._archive.read(entry), np.uint8), how)
        if picture is None:
            raise ValueError(f"{entry} can't be decoded")
        return np.asarray(picture, np.uint8)

    def relief(self, name: str) -> NDArray[np.float32]:
        """Depth towards the viewer in world units, float32."""
        grey = self._picture(f"{name}.png", cv2.IMREAD_GRAYSCALE)
        return (grey.astype(np.float32) / 255 * (RELIEF[1] - RELIEF[0]) + RELIEF[0]).astype(np.float32)


def _curves(light: tuple[float, float, float]) -> U8 | None:
    """What a gain in linear light does to display values of b, g and r: (1, 256, 3) for cv2.LUT; None where it does nothing."""
    if light == (1.0, 1.0, 1.0):
        return None
    gains = np.array(light[::-1]) ** (1 / 2.2)
    return np.asarray(np.clip(np.arange(256)[None, :, None] * gains + 0.5, 0, 255), np.uint8)


def write_puppet(path: Path, header: dict[str, Any], pictures: Mapping[str, U8], reliefs: Mapping[str, NDArray[np.float32]], quality: int) -> None:
    """Write a puppet whole or not at all (DiskFull, OutputUnwritable). pictures: straight-alpha BGRA with even sides; `header["layers"]` places them."""
    with replacing(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
        _put(archive, "header.json", json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
        for name, picture in pictures.items():
            _put(archive, f"{name}.webp", _webp(picture, quality))
        for name, relief in reliefs.items():
            grey = np.clip((relief - RELIEF[0]) / (RELIEF[1] - RELIEF[0]) * 255 + 0.5, 0, 255).astype(np.uint8)
            _put(archive, f"{name}.png", cv2.imencode(".png", grey)[1].tobytes())


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """With a fixed date, so that the same layers give the same bytes."""
    archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data)


def _webp(bgra: U8, quality: int) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    rgba = np.ascontiguousarray(bgra[..., (2, 1, 0, 3)])
    Image.fromarray(rgba).save(out, "webp", quality=quality, alpha_quality=90, method=5)
    return out.getvalue()
