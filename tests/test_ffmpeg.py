"""ffmpeg: argument lists without a process, then the real one: joins, tags, cancelling, failing."""

import os
import signal
import sys
import threading
import time
import wave
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from shorts import workshop
from shorts.artifacts import FPS, Quality, Segment
from shorts.errors import BadOption, Cancelled, DiskFull, EncoderFailed, EngineUnavailable, MediaUnreadable, OutputUnwritable
from shorts.ffmpeg.args import KEYINT, Encoding, aac_args, concat_listing, encode_args, join_args, threads_of
from shorts.ffmpeg.frames import encode_frames
from shorts.ffmpeg.loudness import read_summary
from shorts.ffmpeg.probe import count_frames, probe
from shorts.ffmpeg.run import nvenc_works, pick_codec, run
from shorts.ffmpeg.xmp import SOURCE_TYPE, XMP_UUID
from shorts.models.tiers import Gpu
from shorts.progress import Work
from shorts.render import Tags, join_segments
from shorts.settings import Settings

SMALL = Encoding(180, 320, "standard", threads=2)


def after(args: list[str], flag: str) -> str:
    return args[args.index(flag) + 1]


# --- pure -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("quality", "preset", "crf"), [("draft", "ultrafast", "25"), ("standard", "veryfast", "20"), ("high", "medium", "17")])
def test_encoding_arguments(quality: Quality, preset: str, crf: str) -> None:
    args = encode_args(Encoding(1080, 1920, quality, threads=64), Path("out.mp4"))
    assert (after(args, "-preset"), after(args, "-crf"), after(args, "-s")) == (preset, crf, "1080x1920")
    assert after(args, "-color_primaries") == after(args, "-color_trc") == after(args, "-colorspace") == "bt709"
    assert "open-gop=0" in after(args, "-x264-params")
    assert int(after(args, "-threads")) <= (os.cpu_count() or 1)
    assert args[-1] == "out.mp4"
    assert "-nostdin" not in args


def test_threads_never_exceed_the_cores() -> None:
    assert threads_of(Encoding(2, 2, threads=1)) == 1
    assert threads_of(Encoding(2, 2)) <= (os.cpu_count() or 1)


def test_joining_copies_and_puts_the_index_first() -> None:
    args = join_args(Path("list"), Path("a.m4a"), {"title": "제목", "comment": "AI"}, 2.5, Path("o.mp4"))
    assert after(args, "-c") == "copy"
    assert "+faststart" in after(args, "-movflags")
    assert "title=제목" in args
    assert "libx264" not in args


def test_the_list_of_segments_survives_odd_names() -> None:
    text = concat_listing([Path("/a/it's here/씬 1.mp4")], [45])
    assert "file '/a/it'\\''s here/씬 1.mp4'" in text
    assert "duration 1.500000" in text


def test_sound_is_cut_to_the_sample() -> None:
    assert "atrim=end_sample=4800" in after(aac_args(Path("a.wav"), "anull", 4800, Path("o.m4a")), "-af")


def test_the_meters_summary_is_read() -> None:
    said = "noise\nSummary:\n  Integrated loudness:\n    I:         -14.1 LUFS\n  Loudness range:\n    LRA:  2.0 LU\n  True peak:\n    Peak:  -1.3 dBFS"
    loudness = read_summary(said)
    assert (loudness.integrated, loudness.peak, loudness.spread) == (-14.1, -1.3, 2.0)
    with pytest.raises(EncoderFailed):
        read_summary("nothing")


# --- real -----------------------------------------------------------------------------------------------------


def clip(out: Path, frames: int, first: int, encoding: Encoding = SMALL) -> Segment:
    """A film of moving bars whose brightness tells the frame's number in the whole."""
    with encode_frames(out, encoding, Work()) as sink:
        for index in range(frames):
            canvas = sink.take()
            canvas.buffer[:] = 128
            canvas.y[:] = 30 + (first + index) % 190
            canvas.y[: 3 * index % 300 + 8, :40] = 235
            sink.put(canvas)
    return Segment(out, frames)


def tone(out: Path, seconds: float) -> None:
    samples = np.sin(np.arange(int(seconds * 48000)) / 20) * 8000
    with wave.open(str(out), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48000)
        file.writeframes(samples.astype("<i2").tobytes())


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Segment]]:
    folder = tmp_path_factory.mktemp("씬 모음 it's")
    lengths = (47, 31, 74)
    segments = [clip(folder / f"{index}.mp4", n, sum(lengths[:index])) for index, n in enumerate(lengths)]
    audio = folder / "a.m4a"
    tone(folder / "tone.wav", 9.0)
    run(aac_args(folder / "tone.wav", "anull", sum(lengths) * 1600, audio), "tone", audio, Work())
    out = folder / "joined.mp4"
    join_segments(segments, audio, out, Tags("짧은 영상", "설명", "AI 생성", ai=True), Work())
    return out, segments


def test_a_join_keeps_every_frame_in_its_place(joined: tuple[Path, list[Segment]]) -> None:
    out, segments = joined
    total = sum(segment.frames for segment in segments)
    with av.open(str(out)) as container:
        frames = list(container.decode(video=0))
    assert len(frames) == total
    for index, frame in enumerate(frames):
        assert abs(float(frame.pts * frame.time_base) - index / FPS) < 1e-4
        middle = frame.to_ndarray(format="yuv420p")[160:300, 60:160]
        assert abs(float(middle.mean()) - (30 + index % 190)) < 1.5


def test_what_the_file_says_about_itself(joined: tuple[Path, list[Segment]]) -> None:
    out, segments = joined
    media = probe(out)
    assert (media.width, media.height, media.codec, media.pix_fmt) == (180, 320, "h264", "yuv420p")
    assert media.fps == FPS
    assert media.colour == (1, 1, 1)
    assert (media.audio_codec, media.sample_rate, media.channels) == ("aac", 48000, 2)
    assert abs(media.seconds - sum(s.frames for s in segments) / FPS) < 0.001
    tags = dict(media.tags)
    assert (tags["title"], tags["comment"], tags["description"]) == ("짧은 영상", "AI 생성", "설명")


def test_the_index_comes_first_and_the_mark_last(joined: tuple[Path, list[Segment]]) -> None:
    data = joined[0].read_bytes()
    assert data.index(b"moov") < data.index(b"mdat") < data.index(XMP_UUID)
    assert SOURCE_TYPE.encode() in data
    # walking the boxes ends exactly at the end of the file
    at = 0
    while at < len(data):
        at += int.from_bytes(data[at : at + 4], "big")
    assert at == len(data)


def test_groups_of_pictures_are_closed_and_short(joined: tuple[Path, list[Segment]]) -> None:
    out, _segments = joined
    with av.open(str(out)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    keys = [index for index, packet in enumerate(packets) if packet.is_keyframe]
    for index in keys:
        assert all(later.pts >= packets[index].pts for later in packets[index:])
    starts = {round(packets[index].pts * packets[index].time_base * FPS) for index in keys}
    assert {0, 47, 78} <= starts
    assert max(b - a for a, b in zip(keys, [*keys[1:], len(packets)], strict=True)) <= KEYINT


def test_a_lost_frame_is_noticed(tmp_path: Path, joined: tuple[Path, list[Segment]]) -> None:
    segments = joined[1]
    wrong = [*segments[:2], Segment(segments[2].path, segments[2].frames + 5)]
    with pytest.raises(EncoderFailed):
        join_segments(wrong, joined[0].parent / "a.m4a", tmp_path / "o.mp4", Tags("t"), Work())
    assert list(tmp_path.iterdir()) == []


def test_same_frames_same_bytes(tmp_path: Path) -> None:
    a, b = (clip(tmp_path / name, 20, 0).path.read_bytes() for name in ("a.mp4", "b.mp4"))
    assert a == b


@pytest.mark.parametrize("quality", ["draft", "high"])
def test_every_quality_encodes(tmp_path: Path, quality: Quality) -> None:
    out = clip(tmp_path / "q.mp4", 12, 0, Encoding(180, 320, quality, threads=2)).path
    assert count_frames(out) == probe(out).frames == 12


def test_cancelling_ends_the_encoder_and_leaves_nothing(tmp_path: Path) -> None:
    work = Work()
    out = tmp_path / "out.mp4"
    began = time.monotonic()
    with pytest.raises(Cancelled), encode_frames(out, Encoding(540, 960, "high"), work) as sink:  # noqa: PT012
        for index in range(10_000):
            if index == 8:
                work.cancel.set()
                began = time.monotonic()
            sink.put(sink.take())
    assert time.monotonic() - began < 2.0
    assert list(tmp_path.iterdir()) == []
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ffmpeg")]


def test_an_error_while_composing_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), encode_frames(tmp_path / "out.mp4", SMALL, Work()) as sink:  # noqa: PT012
        sink.put(sink.take())
        _ = 1 / 0
    assert list(tmp_path.iterdir()) == []


def test_a_killed_encoder_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(EncoderFailed), encode_frames(tmp_path / "out.mp4", Encoding(540, 960, "high"), Work(), "scene 3") as sink:  # noqa: PT012
        for index in range(10_000):
            if index == 8:
                os.kill(sink.encoder, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
            sink.put(sink.take())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full")
def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / ".out.part.mp4").symlink_to("/dev/full")
    with pytest.raises(DiskFull), encode_frames(tmp_path / "out.mp4", SMALL, Work()) as sink:  # noqa: PT012
        for _ in range(60):
            sink.put(sink.take())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_none_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputUnwritable), encode_frames(tmp_path / "file" / "sub" / "out.mp4", SMALL, Work()):
        pass


def test_the_tail_of_what_ffmpeg_said_is_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(EncoderFailed, match="No such filter"):
        run(["-hide_banner", "-f", "lavfi", "-i", "sine", "-af", "nosuchfilter", "-f", "null", "-"], "test", tmp_path / "x", Work())


def test_nvenc_is_used_only_if_a_real_encode_works(tmp_path: Path) -> None:
    assert pick_codec("x264", tmp_path / "x") == "libx264"
    if nvenc_works(tmp_path / "x"):
        assert pick_codec("nvenc", tmp_path / "x") == "h264_nvenc"
    else:
        with pytest.raises(EngineUnavailable):
            pick_codec("nvenc", tmp_path / "x")


def test_what_is_no_media_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.mp4").write_bytes(b"not a film")
    with pytest.raises(MediaUnreadable):
        probe(tmp_path / "x.mp4")


@pytest.mark.parametrize(("card", "works", "wanted", "codec"), [
    (True, True, "auto", "h264_nvenc"), (True, False, "auto", "libx264"), (False, True, "auto", "libx264"), (True, True, "x264", "libx264"),
])  # fmt: skip
def test_the_card_encodes_where_it_can(card: bool, works: bool, wanted: str, codec: str, monkeypatch: pytest.MonkeyPatch) -> None:
    gpu = Gpu("NVIDIA GeForce RTX 3060", 12 << 30, 11 << 30) if card else None
    monkeypatch.setattr(workshop, "measure", lambda: gpu)
    monkeypatch.setattr(workshop, "nvenc_works", lambda scratch: works)
    assert workshop.open_workshop(replace(Settings(), encoder=wanted)).codec == codec


def test_an_encoder_that_nobody_knows_is_refused() -> None:
    with pytest.raises(BadOption, match="SHORTS_ENCODER"):
        _ = workshop.open_workshop(replace(Settings(), encoder="av1")).codec
