"""The user's own pictures and videos for a short: looked at with care, made into what scenes can show, kept in its folder.

    outputs/<id>/media/<digest>.jpg     a picture, or the first frame of a video
    outputs/<id>/media/<digest>.mp4     a video as scenes play it

What a file was called is shown to people and never part of a path.
"""

from __future__ import annotations

import threading
import unicodedata
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from shorts.artifacts import FPS, OWN, Footage, Photo, Picture
from shorts.errors import EncoderFailed, FootageRefused, MediaInUse, MediaUnreadable, PictureRefused, UnknownChoice
from shorts.ffmpeg.args import mezzanine_args
from shorts.ffmpeg.probe import probe
from shorts.ffmpeg.run import run
from shorts.files import ask_room, digest, human_size, replacing, storage_errors
from shorts.picture.reel import Reel
from shorts.progress import Work
from shorts.short import changing, open_short, save_short, update_short
from shorts.uploads import check_picture
from shorts.web.photos import keep, settled

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.ffmpeg.probe import Media
    from shorts.settings import Settings
    from shorts.short import Short

_one = threading.Lock()  # the same file added twice at once would be written twice at one place
_LONG_SIDE = 1920
_UNTOLD, _HD = 2, 720
_HDR = (16, 18)  # transfer functions of ITU-T H.273: PQ and HLG
_LONGEST_NAME = 120
_HEIC = (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc")
_MOV_ATOMS = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")


def add_media(folder: Path, file: Path, name: str, settings: Settings, work: Work | None = None) -> Picture:
    """Make `file` something that the scenes of the short in `folder` may show, and note it in the short.

    name: what it was called, for people. The same file again is the same picture. `file` itself is left alone.
    Raises PictureRefused, FootageRefused, DiskFull, OutputUnwritable, Cancelled; then nothing is left.
    """
    short = open_short(folder)
    ask_room(folder, settings.free_bytes)
    with storage_errors(file), file.open("rb") as opened:
        head = opened.read(16)
    container = _container(head)
    shown = _shown(name)
    with _one:
        made = _footage(short, file, container, shown, settings, work or Work()) if container else _photo(short, file, head, shown, settings)
    update_short(folder, lambda latest: _with(latest, made))
    return made


def offered(short: Short) -> tuple[Picture, ...]:
    """The user's own media that scenes may be given, and what an undo brought back into one."""
    shown = {scene.photo for scene in short.script.scenes} if short.script else set()
    return tuple(picture for picture in short.uploads if picture.id not in short.away or picture.id in shown)


def remove_media(folder: Path, picture: str) -> Short:
    """The short without an upload that none of its scenes shows.

    What an earlier take or an undo may bring back is only offered no more; its file goes with the last that refers to it, when the short
    is deleted. Anything else goes at once. Raises UnknownChoice, MediaInUse, StorageError.
    """
    with changing(folder):
        short = open_short(folder)
        found = next((known for known in offered(short) if known.id == picture), None)
        if found is None:
            raise UnknownChoice(kind="picture", kind_ko="사진", value=picture, choices=", ".join(known.id for known in offered(short)))
        users = [str(place) for place, scene in enumerate(short.script.scenes if short.script else (), 1) if scene.photo == picture]
        if users:
            raise MediaInUse(name=found.alt, scenes=", ".join(users))
        if _may_come_back(short, picture):
            return _saved(replace(short, away=(*short.away, picture)))
        photos = tuple(known for known in short.photos if known.id != picture)
        without = _saved(replace(short, photos=photos, footage=tuple(known for known in short.footage if known.id != picture)))
        for path in (found.path, found.path.with_suffix(".jpg")):
            with suppress(OSError):  # Windows lets nobody delete what is being looked at: it goes with the short
                path.unlink(missing_ok=True)
        return without


def _saved(short: Short) -> Short:
    save_short(short)
    return short


def _may_come_back(short: Short, picture: str) -> bool:
    """Does an earlier take or a step of the history show it? Ids are digests: in a snapshot, the text of one is nothing else."""
    if any(take.photo == picture for takes in short.takes.values() for take in takes):
        return True
    with storage_errors(short.folder):
        return any(picture in path.read_text(encoding="utf-8") for path in (short.folder / "history").glob("*.json"))


def _with(short: Short, made: Picture) -> Short:
    short = replace(short, away=tuple(known for known in short.away if known != made.id))
    if any(made.id == known.id for known in short.uploads):
        return short
    if isinstance(made, Photo):
        return replace(short, photos=(*short.photos, made))
    return replace(short, footage=(*short.footage, made))


def _shown(name: str) -> str:
    """A file's name as it is shown: no folders, no suffix, nothing unprintable."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in unicodedata.normalize("NFC", last))
    stem, _, suffix = plain.rpartition(".")
    return " ".join((stem or suffix).split())[:_LONGEST_NAME]


def _container(head: bytes) -> str:
    """FFmpeg's name of the container of a video, by its first bytes; "" for what isn't one."""
    if head[4:8] in _MOV_ATOMS and head[8:12] not in (*_HEIC, b"avif", b"avis"):
        return "mov"
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "matroska"
    return "avi" if head[:4] == b"RIFF" and head[8:12] == b"AVI " else ""


# --- pictures ------------------------------------------------------------------------------------------------


def _photo(short: Short, file: Path, head: bytes, name: str, settings: Settings) -> Photo:
    from PIL import Image

    if head[8:12] in _HEIC:
        raise PictureRefused(file=name, reason_ko="HEIC 사진은 아직 열 수 없습니다", reason_en="HEIC photos can't be opened yet")
    check_picture(file, settings)
    try:
        with Image.open(file) as picture:
            ready = settled(picture)
    except (OSError, ValueError, SyntaxError) as error:
        raise PictureRefused(file=name, reason_ko="그림이 손상되었습니다", reason_en="the picture is damaged") from error
    if min(ready.size) < 2:
        raise PictureRefused(file=name, reason_ko="너무 작습니다", reason_en="it is too small")
    return keep(ready, short.folder / "media", name, OWN)


# --- videos --------------------------------------------------------------------------------------------------


def _footage(short: Short, file: Path, container: str, name: str, settings: Settings, work: Work) -> Footage:
    limit = settings.footage_bytes
    if file.stat().st_size > limit:
        raise FootageRefused(file=name, reason_ko=f"{human_size(limit)}를 넘습니다", reason_en=f"it is over {human_size(limit)}")
    found = _checked(file, container, name, settings)
    mark = digest(file)[:16]
    known = next((footage for footage in short.footage if footage.id == mark and footage.path.is_file()), None)
    return known or _made(file, container, found, short.folder / "media" / f"{mark}.mp4", name, settings, work)


def _checked(file: Path, container: str, name: str, settings: Settings) -> Media:
    """What the headers promise. A length that they don't tell shows when the video is made."""
    try:
        found = probe(file, container)
    except MediaUnreadable as error:
        raise FootageRefused(file=name, reason_ko="영상을 읽을 수 없습니다", reason_en="the video can't be read") from error
    if not found.width or not found.height:
        raise FootageRefused(file=name, reason_ko="화면이 들어 있지 않습니다", reason_en="it holds no picture")
    if found.width * found.height > settings.photo_pixels:
        raise FootageRefused(file=name, reason_ko="화면이 너무 큽니다", reason_en="its picture is too large")
    if found.seconds > settings.footage_seconds:
        raise _too_long(name, settings)
    return found


def _made(file: Path, container: str, found: Media, out: Path, name: str, settings: Settings, work: Work) -> Footage:
    poster = out.with_suffix(".jpg")
    matrix = "bt709" if found.colour[0] == _UNTOLD and found.height >= _HD else "auto"  # as players take it
    args = (file.absolute(), container, settings.footage_seconds + 1, _LONG_SIDE)
    with replacing(out) as part:
        part.touch()
        try:
            run(mezzanine_args(*args, part, matrix=matrix, hdr=found.colour[2] in _HDR), "footage", out, work, found.seconds)
            frames = probe(part).frames
        except (EncoderFailed, MediaUnreadable) as error:
            raise FootageRefused(file=name, reason_ko="영상이 손상되었거나 모르는 형식입니다", reason_en="it is damaged, or of an unknown kind") from error
        if not frames:
            raise FootageRefused(file=name, reason_ko="화면이 들어 있지 않습니다", reason_en="it holds no picture")
        if frames > settings.footage_seconds * FPS:
            raise _too_long(name, settings)
        with Reel(part) as reel:
            keep_poster(reel, poster)
    ready = probe(out)
    return Footage(out.stem, out, ready.width, ready.height, frames / FPS, poster, name)


def keep_poster(reel: Reel, out: Path) -> None:
    """The first frame as a JPEG."""
    from PIL import Image

    with replacing(out) as part:
        Image.fromarray(reel.plate(0).rgb()).save(part, quality=92, subsampling=0)


def _too_long(name: str, settings: Settings) -> FootageRefused:
    limit = round(settings.footage_seconds)
    return FootageRefused(file=name, reason_ko=f"{limit}초보다 깁니다", reason_en=f"it is longer than {limit} seconds")
