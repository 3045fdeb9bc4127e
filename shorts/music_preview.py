"""A few seconds of a track, to hear before a short is made with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.errors import MediaUnreadable, UnknownChoice
from shorts.ffmpeg.args import aac_args
from shorts.ffmpeg.loudness import SILENCE, measure
from shorts.ffmpeg.run import run
from shorts.files import digest, replacing, scratch
from shorts.music import RATE, fit_track, load_tracks
from shorts.progress import Work
from shorts.values import key_of

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.settings import Settings

SECONDS = 12.0
LOUDNESS = -20.0
"""LUFS of a preview at level 0: comfortable alone. In a short it lies lower, under the voice; what a level changes is the same."""
_VERSION = 1


def preview_track(track_id: str, level: float, settings: Settings, work: Work | None = None) -> Path:
    """The track's first SECONDS as .m4a, `level` dB louder than LOUDNESS; made once, then kept in the cache.

    Raises UnknownChoice, MediaUnreadable (a file of the person's own that is silent or gone), DiskFull, OutputUnwritable, Cancelled.
    """
    work = work or Work()
    tracks = load_tracks(settings)
    if track_id not in tracks:
        raise UnknownChoice(kind="music", kind_ko="음악", value=track_id, choices=", ".join(tracks))
    track = tracks[track_id]
    if not track.path.is_file():
        raise MediaUnreadable(file=track.titles[0], reason_ko="파일이 없습니다", reason_en="there is no such file")
    out = settings.cache / "music" / f"{track_id}-{key_of([_VERSION, digest(track.path), level])[:16]}.m4a"
    if out.is_file():
        return out
    with scratch(out) as folder:
        excerpt = fit_track(track, SECONDS, folder / "excerpt.wav", work)
        heard = measure(excerpt, work).integrated
        if heard <= SILENCE:
            raise MediaUnreadable(file=track.titles[0], reason_ko="앞부분에 소리가 없습니다", reason_en="its beginning is silent")
        graph = f"volume={LOUDNESS + level - heard:.2f}dB,alimiter=limit=0.85:level=false"
        with replacing(out) as part:
            run(aac_args(excerpt, graph, round(SECONDS * RATE), part), "preview", part, work)
    return out
