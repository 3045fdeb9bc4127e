"""Argument lists for ffmpeg, built by pure functions; run.py runs them.

No list starts with the binary's name and none goes through a shell. Every encode of one quality uses the same
parameters, closed groups of pictures and BT.709 tags, so that segments can be joined by copying.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from shorts.artifacts import FPS

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Quality

Codec = Literal["libx264", "h264_nvenc"]

KEYINT = 2 * FPS
"""Frames between key pictures at most: players seek to within two seconds."""
TIMESCALE = 15_360
"""Ticks a second of the video track; a multiple of FPS, the same in every segment."""
QUIET = ("-hide_banner", "-nostdin", "-y", "-loglevel", "error")
BT709 = ("-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv")
# the frames themselves arrive untagged; setparams tags them without touching a sample
TAG_FRAMES = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv"

# a key picture every second and none that needs a later one: a scene may begin to play anywhere
_SMALL_GROUPS = ("-x264-params", f"open-gop=0:keyint={FPS}:bframes=0:colorprim=bt709:transfer=bt709:colormatrix=bt709:fullrange=off")

_X264: dict[Quality, tuple[str, int]] = {"draft": ("ultrafast", 25), "standard": ("veryfast", 20), "high": ("medium", 17)}
_NVENC: dict[Quality, tuple[str, int]] = {"draft": ("p1", 28), "standard": ("p4", 22), "high": ("p6", 18)}


@dataclass(frozen=True, slots=True)
class Encoding:
    """How frames become H.264. Two segments may be joined by copying if their Encoding is equal."""

    width: int
    height: int
    quality: Quality = "standard"
    codec: Codec = "libx264"
    threads: int = 0  # 0: as many as there are cores, at most 8


def encode_args(encoding: Encoding, out: Path) -> list[str]:
    """Raw yuv420p frames on stdin to a picture-only mp4."""
    size = f"{encoding.width}x{encoding.height}"
    source = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-r", str(FPS), "-i", "pipe:0"]
    codec = _x264(encoding) if encoding.codec == "libx264" else _nvenc(encoding)
    muxer = ["-video_track_timescale", str(TIMESCALE), "-f", "mp4", str(out)]
    return [*_without_nostdin(), *source, "-an", "-vf", TAG_FRAMES, *codec, "-pix_fmt", "yuv420p", *BT709, *muxer]


def clip_args(encoding: Encoding, out: Path) -> list[str]:
    """Raw yuv420p frames on stdin to a clip that scenes play: as mezzanine_args makes them, but finer, since it is encoded once more."""
    size = f"{encoding.width}x{encoding.height}"
    source = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-r", str(FPS), "-i", "pipe:0"]
    codec = ["-c:v", "libx264", "-preset", "superfast", "-crf", "16", "-profile:v", "high", "-threads", str(threads_of(encoding))]
    muxer = ["-video_track_timescale", str(TIMESCALE), "-f", "mp4", str(out)]
    return [*_without_nostdin(), *source, "-an", "-vf", TAG_FRAMES, *codec, *_SMALL_GROUPS, "-pix_fmt", "yuv420p", *BT709, *muxer]


def _without_nostdin() -> list[str]:
    return [flag for flag in QUIET if flag != "-nostdin"]


def threads_of(encoding: Encoding) -> int:
    """Encoder threads: never more than cores."""
    cores = os.cpu_count() or 1
    return min(encoding.threads or 8, cores)


def _x264(encoding: Encoding) -> list[str]:
    preset, crf = _X264[encoding.quality]
    params = f"open-gop=0:keyint={KEYINT}:min-keyint={FPS // 2}:colorprim=bt709:transfer=bt709:colormatrix=bt709:fullrange=off"
    threads = str(threads_of(encoding))
    return ["-c:v", "libx264", "-preset", preset, "-crf", str(crf), "-profile:v", "high", "-threads", threads, "-x264-params", params]


def _nvenc(encoding: Encoding) -> list[str]:
    preset, cq = _NVENC[encoding.quality]
    rate = ["-rc", "vbr", "-cq", str(cq), "-b:v", "0", "-profile:v", "high"]
    return ["-c:v", "h264_nvenc", "-preset", preset, *rate, "-g", str(KEYINT), "-strict_gop", "1", "-forced-idr", "1"]


def try_nvenc_args() -> list[str]:
    """A real encode of a few grey frames: a listed encoder is not yet a working one."""
    source = ["-f", "lavfi", "-i", f"color=gray:size=256x256:rate={FPS}:duration=0.2"]
    return [*QUIET, *source, "-c:v", "h264_nvenc", "-f", "null", "-"]


def join_args(listing: Path, audio: Path, tags: dict[str, str], seconds: float, out: Path) -> list[str]:
    """Segments named in a concat `listing` and one AAC file to the finished mp4, nothing encoded again."""
    inputs = ["-f", "concat", "-safe", "0", "-i", str(listing), "-i", str(audio)]
    metadata = [part for key, value in tags.items() for part in ("-metadata", f"{key}={value}")]
    copy = ["-map", "0:v:0", "-map", "1:a:0", "-c", "copy", "-map_metadata", "-1", "-t", f"{seconds:.6f}"]
    muxer = ["-movflags", "+faststart", "-video_track_timescale", str(TIMESCALE), "-f", "mp4", str(out)]
    return [*QUIET, *inputs, *copy, *metadata, *BT709, *muxer]


def concat_listing(segments: list[Path], frames: list[int]) -> str:
    """The concat demuxer's list. Durations are spelled out, so that no rounding in a container moves a scene."""
    lines = ["ffconcat version 1.0"]
    for path, count in zip(segments, frames, strict=True):
        quoted = path.as_posix().replace("'", r"'\''")
        lines += [f"file '{quoted}'", f"duration {count / FPS:.6f}"]
    return "\n".join(lines) + "\n"


def mezzanine_args(source: Path, container: str, seconds: float, longest: int, out: Path, *, matrix: str = "auto", hdr: bool = False) -> list[str]:
    """An uploaded video to what scenes play: no sound, no metadata, FPS constant, upright, square pixels, BT.709, small groups.

    container: FFmpeg's name of it; no other demuxer has a say, so that no playlist opens other files. longest: pixels of the long
    side at most. matrix: its colour matrix where the file doesn't tell. hdr: HLG or PQ, which is mapped to what ordinary screens show.
    """
    asked = ["-protocol_whitelist", "file", "-f", container, "-t", f"{seconds:.3f}", "-i", str(source), "-map", "0:v:0", "-an", "-sn", "-dn"]
    share = f"min(1,{longest}/max(iw*sar,ih))"
    size = f"scale=w='2*trunc(iw*sar*{share}/2)':h='2*trunc(ih*{share}/2)':flags=area"
    plain = f"{size}:in_color_matrix={matrix}:out_color_matrix=bt709:out_range=tv"
    mapped = f"{size},zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:desat=0,zscale=t=bt709:m=bt709:r=tv"
    graph = f"fps={FPS}:start_time=0,{mapped if hdr else plain},setsar=1,format=yuv420p,{TAG_FRAMES}"
    codec = ["-c:v", "libx264", "-preset", "superfast", "-crf", "17", "-profile:v", "high", "-threads", str(threads_of(Encoding(0, 0)))]
    muxer = ["-map_metadata", "-1", "-map_chapters", "-1", "-video_track_timescale", str(TIMESCALE), "-f", "mp4", str(out)]
    return [*QUIET, *asked, "-vf", graph, *codec, *_SMALL_GROUPS, "-pix_fmt", "yuv420p", *BT709, *muxer]


def measure_args(audio: Path) -> list[str]:
    """Loudness (EBU R 128) and true peak of the first audio stream; the summary goes to stderr."""
    graph = "ebur128=peak=true:framelog=quiet"
    return ["-hide_banner", "-nostdin", "-nostats", "-i", str(audio), "-map", "0:a:0", "-af", graph, "-f", "null", "-"]


def aac_args(audio: Path, graph: str, samples: int, out: Path) -> list[str]:
    """One sound file through a filter `graph` to AAC, cut or padded to exactly `samples` at 48 kHz."""
    exact = f"{graph},apad=whole_len={samples},atrim=end_sample={samples}"
    codec = ["-c:a", "aac", "-b:a", "192k", "-ar", "48000", "-ac", "2"]
    return [*QUIET, "-i", str(audio), "-map", "0:a:0", "-af", exact, *codec, "-f", "mp4", str(out)]


SOUND_FORMATS = ("mp3", "wav", "w64", "flac", "ogg", "mov", "matroska", "aac", "aiff", "asf", "ac3", "caf")
"""Containers that a person's own sound may be in: none that names other files or addresses (playlists do)."""


def keep_music_args(file: Path, longest: float, out: Path) -> list[str]:
    """Any file's first sound stream, at most `longest` seconds of it, to plain AAC. The file is not trusted: see SOUND_FORMATS."""
    guard = ["-protocol_whitelist", "file", "-format_whitelist", ",".join(SOUND_FORMATS), "-t", f"{longest:.2f}"]
    plain = ["-map", "0:a:0", "-map_metadata", "-1", "-map_chapters", "-1", "-vn", "-sn", "-dn"]
    codec = ["-c:a", "aac", "-b:a", "192k", "-ar", "48000", "-ac", "2", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
    return [*QUIET, *guard, "-i", f"file:{file}", *plain, *codec, "-f", "mp4", str(out)]
