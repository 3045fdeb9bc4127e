"""What visitors upload: clips and pictures that would take the machine down are refused before they can; names lead nowhere."""

from __future__ import annotations

import random
import struct
import subprocess
import sys
import time
import wave
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from shorts import audio_child
from shorts.artifacts import ShortRequest
from shorts.errors import AudioRefused, PictureRefused, UnknownChoice
from shorts.ffmpeg.run import ffmpeg_exe
from shorts.settings import Settings
from shorts.short import new_short
from shorts.uploads import AudioInfo, PictureInfo, check_picture, decode_audio, probe_audio, safe_name
from tests.pages import bomb

SETTINGS = Settings()


def made(path: Path, *arguments: str) -> Path:
    subprocess.run([ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", *arguments, str(path)], check=True)
    return path


@pytest.fixture(scope="module")
def ten_hours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten hours of silence in 1.5 MB; as numbers they would take 19 GB. Ten minutes are encoded, their packets written sixty times."""
    folder = tmp_path_factory.mktemp("long")
    made(folder / "ten-minutes.flac", "anullsrc=r=44100:cl=stereo", "-t", "600", "-frame_size", "16384")
    loop = [ffmpeg_exe(), "-v", "error", "-stream_loop", "59", "-i", str(folder / "ten-minutes.flac"), "-c", "copy", str(folder / "long.flac")]
    subprocess.run(loop, check=True)
    return folder / "long.flac"


@pytest.mark.parametrize("suffix", ["wav", "mp3", "flac", "ogg", "m4a", "webm", "aac"])
def test_clips_that_are_taken(suffix: str, tmp_path: Path) -> None:
    clip = made(tmp_path / f"clip.{suffix}", "sine=d=1.5:r=48000", "-ac", "1", *(["-c:a", "libopus"] if suffix == "webm" else []))
    info = probe_audio(clip, SETTINGS)
    assert info.seconds == pytest.approx(1.5, abs=0.1)
    assert (info.rate, info.channels) == (48000, 1)


def test_a_clip_is_decoded_to_a_plain_file(tmp_path: Path) -> None:
    clip = made(tmp_path / "clip.ogg", "sine=d=1:r=44100", "-ac", "2")
    info = decode_audio(clip, tmp_path / "out.wav", SETTINGS)
    assert isinstance(info, AudioInfo)
    with wave.open(str(tmp_path / "out.wav")) as read:
        assert read.getparams()[:3] == (1, 2, 24_000)
        assert read.getnframes() == pytest.approx(24_000, abs=600)
        assert any(read.readframes(24_000))


def claiming(flac: Path, seconds: int, out: Path) -> Path:
    """The same file, its header saying that it is `seconds` long; 0 says nothing."""
    data = bytearray(flac.read_bytes())
    samples = (seconds * 44_100).to_bytes(5, "big")
    data[21] = data[21] & 0xF0 | samples[0]
    data[22:26] = samples[1:]
    out.write_bytes(data)
    return out


@pytest.mark.parametrize("claimed", [36_000, 60, 0])
@pytest.mark.skipif(sys.platform == "win32", reason="memory is read with getrusage")
def test_ten_hours_of_silence_are_refused_at_once(claimed: int, ten_hours: Path, tmp_path: Path) -> None:
    import resource

    clip = claiming(ten_hours, claimed, tmp_path / "long.flac")
    assert clip.stat().st_size < SETTINGS.audio_bytes
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    probe = [sys.executable, "-c", "import resource,subprocess,sys;subprocess.run(sys.argv[1:]);print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"]
    done = subprocess.run([*probe, sys.executable, "-I", audio_child.__file__, str(clip), "flac", "120", str(192 << 20)], capture_output=True, text=True, check=True)
    assert '"long"' in done.stdout
    assert int(done.stdout.rsplit("}", 1)[-1]) < 300_000  # KiB: the whole child
    began = time.monotonic()
    with pytest.raises(AudioRefused, match="120 seconds"):
        probe_audio(clip, SETTINGS)
    assert time.monotonic() - began < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
NOT_AUDIO = {
    "page.wav": b"<!doctype html><html><body><script>alert(1)</script></body></html>", "empty.wav": b"", "list.mp3": PLAYLIST,
    "list.wav": b"RIFF\x00\x00\x00\x00WAVE" + PLAYLIST, "concat.wav": b"ffconcat version 1.0\nfile /etc/passwd\n", "noise.mp3": b"\xff\xfb" + bytes(range(256)) * 90,
    "noise.flac": b"fLaC" + random.Random(1).randbytes(9000), "noise.ogg": b"OggS" + random.Random(2).randbytes(9000),
    "noise.m4a": b"\0\0\0\x18ftypM4A " + random.Random(3).randbytes(9000), "noise.webm": b"\x1aE\xdf\xa3" + random.Random(4).randbytes(9000),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_AUDIO)
def test_what_only_calls_itself_a_clip_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(NOT_AUDIO[name])
    with pytest.raises(AudioRefused, match="no sound file") as caught:
        decode_audio(tmp_path / name, tmp_path / "out.wav", SETTINGS)
    assert "소리 파일이 아닙니다" in caught.value.text("ko")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_film_without_sound_and_a_large_file_are_refused(tmp_path: Path) -> None:
    film = made(tmp_path / "film.m4a", "color=s=64x64:d=1", "-c:v", "mpeg4", "-f", "mp4")
    with pytest.raises(AudioRefused, match="no sound file"):
        probe_audio(film, SETTINGS)
    with pytest.raises(AudioRefused, match=r"over 1\.0 KB"):
        probe_audio(film, replace(SETTINGS, audio_bytes=1024))


def test_the_child_may_not_grow_beyond_its_limit(tmp_path: Path) -> None:
    script = f"import sys; sys.path.insert(0, {str(Path(audio_child.__file__).parent)!r}); import audio_child as c; c.limit_memory(64 << 20); bytes(128 << 20)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr


# --- pictures ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("suffix", "kind"), [("png", "JPEG"), ("jpg", "PNG"), ("png", "WEBP")])
def test_pictures_are_known_by_their_content(suffix: str, kind: str, tmp_path: Path) -> None:
    Image.new("RGB", (64, 48), "teal").save(tmp_path / f"x.{suffix}", kind)
    assert check_picture(tmp_path / f"x.{suffix}", SETTINGS) == PictureInfo(64, 48, kind)


@pytest.mark.skipif(sys.platform == "win32", reason="memory is read with getrusage")
def test_the_picture_of_169_megapixels_is_never_decoded(tmp_path: Path) -> None:
    import resource

    (tmp_path / "bomb.png").write_bytes(bomb())
    assert (tmp_path / "bomb.png").stat().st_size < 40_000
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(PictureRefused, match="40 megapixels"):
        check_picture(tmp_path / "bomb.png", SETTINGS)
    assert time.monotonic() - began < 0.5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KiB


HUGE = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 2, 0, 0, 0) + bytes(4)


@pytest.mark.parametrize("data", [b"", b"<svg onload='alert(1)'/>", b"GIF89a" + bytes(50), HUGE, b"\xff\xd8\xff\xe0" + bytes(200), b"RIFF\0\0\0\0WEBP" + bytes(60)])
def test_pictures_that_are_none_are_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(data)
    with pytest.raises(PictureRefused):
        check_picture(tmp_path / "x.png", SETTINGS)
    with pytest.raises(PictureRefused):
        check_picture(tmp_path / "gone.png", SETTINGS)


# --- names ---------------------------------------------------------------------------------------------------------

PIECES = [
    "..", "../", "..\\", "/", "\\", "C:", "~", "\0", "\n", "\r", "\t", ":", "::$DATA", "con", "NUL", "com1", "LPT9.txt", "aux.mp4", ".", " ", "%2e%2e%2f",
    "%00", "\u202e4pm.", "\u2024\u2024", "\uff0f", "\u2215", "\ud55c\uae00", "\u1112\u1161\u11ab", "a", "b.mp4", "'", '"', "`id`", "$(id)", "|", ";", "<x>", "*", "?", "&",
    "-rf", "--", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "\udcff", "x" * 300, "가" * 200, "file:///etc/passwd",
    "\\\\host\\share\\", "//host/x", "//?/C:/",
]  # fmt: skip


def hostile_names(count: int) -> list[str]:
    dice = random.Random(20261103)
    return PIECES + ["".join(dice.choices(PIECES, k=dice.randint(1, 6))) for _ in range(count - len(PIECES))]


def test_a_thousand_hostile_names_never_leave_the_folder(tmp_path: Path) -> None:
    folder = (tmp_path / "outputs").resolve()
    folder.mkdir()
    for hostile in hostile_names(1000):
        name = safe_name(hostile)
        path = folder / f"{name}.mp4"
        path.write_bytes(b"x")
        assert path.resolve().parent == folder
        assert name == safe_name(name)
        assert not any(letter in '\\/:*?"<>|' or ord(letter) < 32 for letter in name)
        assert name.split(".")[0].casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
        assert not name.startswith((".", " "))
        assert not name.endswith((".", " "))
    assert [path.name for path in tmp_path.iterdir()] == ["outputs"]
    assert len(list(folder.rglob("*"))) > 500


def test_a_thousand_hostile_sources_make_folders_inside_the_outputs(local: Settings) -> None:
    for hostile in hostile_names(1000):
        short = new_short(ShortRequest(hostile), local)
        short.folder.mkdir(parents=True)
        assert short.folder.resolve().parent == local.outputs.resolve()


def test_a_thousand_hostile_ids_open_no_short(local: Settings) -> None:
    from shorts.studio import Studio

    (local.outputs.parent / "short.json").write_text("{}", encoding="utf-8")
    studio = Studio(local)
    try:
        for hostile in hostile_names(1000):
            with pytest.raises(UnknownChoice):
                studio.short(hostile)
    finally:
        studio.close()


NAMES = [("밤에 켜는 <등>: 39,000원?", "밤에 켜는 등 39,000원"), ("../../etc/passwd", "etc passwd"), ("CON", "_CON"), ("nul.mp4", "_nul.mp4"), ("...", "short")]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_names_stay_readable(text: str, name: str) -> None:
    assert safe_name(text) == name
