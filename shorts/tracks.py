"""The shelf of music: our own loops (assets/music, CC0) and what the person has put there (outputs/music).

A person's file is decoded by ffmpeg and kept as plain AAC under a name of our making: whatever else it held (pictures, tags, lists
of other files) isn't kept, and nothing of its name reaches the disk but its title, as text.
"""

from __future__ import annotations

import json
import logging
import threading
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shorts.errors import Cancelled, EncoderFailed, MediaUnreadable, UnknownChoice
from shorts.ffmpeg.args import keep_music_args
from shorts.ffmpeg.probe import probe
from shorts.ffmpeg.run import run
from shorts.files import digest, human_size, replacing, storage_errors, write_json
from shorts.progress import Work

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.settings import Settings

log = logging.getLogger(__name__)

RATE = 48_000
"""Samples a second of music, in files and fitted."""
OWN_SHORTEST, OWN_LONGEST = 2.0, 900.0
"""Seconds that a person's own file may last."""
OWN_BYTES = 20 * 1024 * 1024
DECODING = 120.0
"""Seconds after which a file that is still being decoded is refused: a quarter of an hour of music takes 20 on a slow core."""
_OWN = "own-"


@dataclass(frozen=True, slots=True)
class Track:
    """Something to play. samples: length of the loop, which begins `lead` samples into the file; 0: a file of the person's own."""

    id: str
    path: Path
    titles: tuple[str, str]  # Korean, English
    moods: tuple[str, str] = ("", "")
    licence: str = ""
    bpm: float = 0.0
    bars: int = 0
    genres: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    lead: int = 0
    samples: int = 0
    length: float = 0.0  # seconds of a person's own file on the shelf

    @property
    def seconds(self) -> float:
        """Length of the loop, or of a person's own file on the shelf; 0 for a file elsewhere."""
        return self.samples / RATE or self.length

    @property
    def ours(self) -> bool:
        return self.samples > 0


def load_tracks(settings: Settings) -> dict[str, Track]:
    """All tracks by id: ours in the order of tracks.toml, then the person's own, by title.

    A card of the shelf that can't be understood is left out and logged.
    """
    folder = settings.assets / "music"
    listed = tomllib.loads((folder / "tracks.toml").read_text(encoding="utf-8"))["track"]
    cards = [_own_track(path) for path in _shelf(settings).glob(f"{_OWN}*.json")]
    own = sorted((track for track in cards if track), key=lambda track: (track.titles, track.id))
    return {one["id"]: _track(one, folder) for one in listed} | {track.id: track for track in own}


def add_music(file: Path, name: str, settings: Settings, work: Work | None = None) -> Track:
    """Put a person's own file on the shelf; the same file twice is one track.

    name: what the person calls it (a file's name), for its title only. Raises MediaUnreadable (too large, too long, too short, no
    sound, not sound at all), DiskFull, OutputUnwritable, Cancelled.
    """
    title = _title(name)
    with storage_errors(file):
        size = file.stat().st_size
    if size > OWN_BYTES:
        raise _refused(title, f"파일이 {human_size(OWN_BYTES)}보다 큽니다", f"it is larger than {human_size(OWN_BYTES)}")
    track_id = f"{_OWN}{digest(file)[:12]}"
    card = _shelf(settings) / f"{track_id}.json"
    seconds = round(_keep(file, card.with_suffix(".m4a"), title, work or Work()), 2)
    write_json(card, {"title": title, "seconds": seconds})  # last: a track without its card isn't listed
    return _kept(card, title, seconds)


def remove_music(track_id: str, settings: Settings) -> None:
    """Take a track of the person's own from the shelf. Raises UnknownChoice (ours can't be removed), OutputUnwritable."""
    own = {track.id: track for track in load_tracks(settings).values() if not track.ours}
    if track_id not in own:
        raise UnknownChoice(kind="music of your own", kind_ko="내 음악", value=track_id, choices=", ".join(own) or "–")
    with storage_errors(own[track_id].path):
        own[track_id].path.with_suffix(".json").unlink(missing_ok=True)
        own[track_id].path.unlink(missing_ok=True)


def _keep(file: Path, out: Path, title: str, work: Work) -> float:
    """Decode `file` into `out`; its length in seconds."""
    with replacing(out) as part:
        _decode(file, part, title, work)
        seconds = probe(part).seconds
        if seconds > OWN_LONGEST:
            raise _refused(title, f"{OWN_LONGEST / 60:.0f}분보다 깁니다", f"it is longer than {OWN_LONGEST / 60:.0f} minutes")
        if seconds < OWN_SHORTEST:
            raise _refused(title, "소리가 2초보다 짧습니다", "it has less than two seconds of sound")
    return seconds


def _decode(file: Path, out: Path, title: str, work: Work) -> None:
    """In a process of its own, for a limited time: the file may be anything."""
    watch = _Deadline(work.cancel)
    timer = threading.Timer(DECODING, watch.expire)
    timer.daemon = True
    timer.start()
    try:
        run(keep_music_args(file, OWN_LONGEST + 1.0, out), "music", out, Work(work.listener, watch))
    except EncoderFailed as error:
        raise _refused(title, "소리 파일로 읽을 수 없습니다", "it can't be read as sound") from error
    except Cancelled as error:
        if work.cancel.is_set():
            raise
        raise _refused(title, "읽는 데 너무 오래 걸립니다", "it takes too long to read") from error
    finally:
        timer.cancel()


class _Deadline(threading.Event):
    """Set when the caller's own cancel is, or when time is up."""

    def __init__(self, cancel: threading.Event) -> None:
        super().__init__()
        self._cancel = cancel

    def expire(self) -> None:
        self.set()

    def is_set(self) -> bool:
        return super().is_set() or self._cancel.is_set()


def _refused(title: str, ko: str, en: str) -> MediaUnreadable:
    return MediaUnreadable(file=title, reason_ko=ko, reason_en=en)


def _title(name: str) -> str:
    """The last part of a path of any system, without suffix and control characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] or last
    return "".join(c for c in stem if c.isprintable()).strip()[:80] or "music"


def _shelf(settings: Settings) -> Path:
    return settings.outputs / "music"


def _own_track(card: Path) -> Track | None:
    try:
        plain = json.loads(card.read_text(encoding="utf-8"))
        title, seconds = str(plain["title"]), float(plain["seconds"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("%s left out of the music: %s", card.name, error)
        return None
    return _kept(card, title, seconds)


def _kept(card: Path, title: str, seconds: float) -> Track:
    return Track(card.stem, card.with_suffix(".m4a"), (title, title), licence="the user's own file", length=seconds)


def _track(one: dict[str, Any], folder: Path) -> Track:
    return Track(
        id=one["id"],
        path=folder / one["file"],
        titles=(one["title"]["ko"], one["title"]["en"]),
        moods=(one["mood"]["ko"], one["mood"]["en"]),
        licence=one["licence"],
        bpm=one["bpm"],
        bars=one["bars"],
        genres=frozenset(one["genres"]),
        groups=frozenset(one["groups"]),
        lead=one["lead"],
        samples=one["samples"],
    )
