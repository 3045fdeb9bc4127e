"""Files that a visitor uploads: looked at before anything opens them, decoded apart from the studio, renamed by us."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shorts import audio_child
from shorts.errors import AudioRefused, PictureRefused
from shorts.files import human_size, replacing

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.settings import Settings

_CHILD_MEMORY = 192 << 20  # bytes that decoding may take; the longest and widest clip needs a tenth of it
_CHILD_SECONDS = 15.0
_PICTURES = ("JPEG", "PNG", "WEBP")
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")  # devices on Windows, with any suffix
_LONGEST, _LONGEST_BYTES = 80, 200  # characters, and bytes in UTF-8: file systems end at 255, and we add suffixes


@dataclass(frozen=True, slots=True)
class AudioInfo:
    """A clip that was decoded to its end. `rate` is in Hz; `codec` as FFmpeg names it."""

    seconds: float
    rate: int
    channels: int
    codec: str


@dataclass(frozen=True, slots=True)
class PictureInfo:
    """What a picture's header promises, in pixels. `kind` is JPEG, PNG or WEBP."""

    width: int
    height: int
    kind: str


def probe_audio(path: Path, settings: Settings) -> AudioInfo:
    """Whether `path` is a clip that may be used, by decoding all of it in a child process. Raises AudioRefused."""
    return _in_child(path, settings)


def decode_audio(path: Path, out: Path, settings: Settings, rate: int = 24_000) -> AudioInfo:
    """The same, kept as `out`: mono 16-bit WAV at `rate` Hz, whole or not at all. Raises AudioRefused, DiskFull, OutputUnwritable."""
    with replacing(out) as part:
        return _in_child(path, settings, str(part), str(rate))


def check_picture(path: Path, settings: Settings) -> PictureInfo:
    """Read the header only: a picture of 169 megapixels takes 20 kB of file and a gigabyte to decode. Raises PictureRefused."""
    from PIL import Image, UnidentifiedImageError

    try:
        if path.stat().st_size > settings.photo_bytes:
            raise _picture(path, f"{human_size(settings.photo_bytes)}를 넘습니다", f"it is over {human_size(settings.photo_bytes)}")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is stricter and comes next
            with Image.open(path, formats=_PICTURES) as picture:
                width, height, kind = picture.width, picture.height, str(picture.format)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(path, settings) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise _picture(path, "jpg·png·webp 그림이 아닙니다", "it is no jpg, png or webp picture") from error
    if width * height > settings.photo_pixels:
        raise _too_many_pixels(path, settings)
    return PictureInfo(width, height, kind)


def safe_name(text: str) -> str:
    """`text` as a file's name, without a suffix, that every file system takes and that leads nowhere else; "short" if nothing is left."""
    known = unicodedata.normalize("NFC", text)
    plain = "".join(" " if unicodedata.category(letter)[0] == "C" or letter in '\\/:*?"<>|\u2028\u2029' else letter for letter in known)
    name = " ".join(plain.split()).strip(" .")
    name = f"_{name}" if _RESERVED.match(name) else name
    name = name[:_LONGEST].encode("utf-8")[:_LONGEST_BYTES].decode("utf-8", "ignore").strip(" .")
    return name or "short"


def _in_child(path: Path, settings: Settings, *out: str) -> AudioInfo:
    """Sizes and first bytes here, everything else in the child. Raises AudioRefused."""
    kind = _container(path, settings)
    arguments = [str(path.absolute()), kind, str(settings.audio_seconds), str(_CHILD_MEMORY), *out]
    try:
        done = subprocess.run(
            [sys.executable, "-I", audio_child.__file__, *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=_CHILD_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _audio(path, "읽는 데 너무 오래 걸립니다", "it takes too long to read") from error
    try:
        found = json.loads(done.stdout)
    except ValueError:  # it ran out of memory, or crashed the decoder
        found = {"refused": "memory"}
    if "refused" not in found:
        return AudioInfo(**found)
    limit = round(settings.audio_seconds)
    raise {
        "long": _audio(path, f"{limit}초보다 깁니다", f"it is longer than {limit} seconds"),
        "memory": _audio(path, "푸는 데 메모리가 너무 많이 듭니다", "it takes too much memory to decode"),
    }.get(found["refused"], _audio(path, "소리 파일이 아닙니다", "it is no sound file"))


def _container(path: Path, settings: Settings) -> str:
    """FFmpeg's name of the container, by the first bytes: the child is told it, so that no other demuxer (playlists!) has a say."""
    try:
        if path.stat().st_size > settings.audio_bytes:
            raise _audio(path, f"{human_size(settings.audio_bytes)}를 넘습니다", f"it is over {human_size(settings.audio_bytes)}")
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise _audio(path, "파일을 열 수 없습니다", "the file can't be opened") from error
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return "wav"
    if head[4:8] == b"ftyp":
        return "mov"
    starts = ((b"fLaC", "flac"), (b"OggS", "ogg"), (b"\x1aE\xdf\xa3", "matroska"), (b"ID3", "mp3"))
    for start, kind in starts:
        if head.startswith(start):
            return kind
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:  # eleven bits of frame sync; layer 0 is ADTS
        return "aac" if head[1] & 0x06 == 0 else "mp3"
    raise _audio(path, "소리 파일이 아닙니다", "it is no sound file")


def _audio(path: Path, ko: str, en: str) -> AudioRefused:
    return AudioRefused(file=path.name, reason_ko=ko, reason_en=en)


def _picture(path: Path, ko: str, en: str) -> PictureRefused:
    return PictureRefused(file=path.name, reason_ko=ko, reason_en=en)


def _too_many_pixels(path: Path, settings: Settings) -> PictureRefused:
    most = settings.photo_pixels // 1_000_000
    return _picture(path, f"{most * 100:,}만 화소를 넘습니다", f"it has more than {most} megapixels")
