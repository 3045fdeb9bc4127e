"""The user's own pictures and videos: checked, made ready once, shown moving; hostile ones refused, and nothing left of them."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from shorts.artifacts import FPS, Footage, Photo, Scene, Script, ShortRequest
from shorts.compose import Composer
from shorts.edits import Edits
from shorts.errors import FootageRefused, MediaUnreadable, PictureRefused, ScriptBroken
from shorts.ffmpeg.probe import probe
from shorts.ffmpeg.run import run
from shorts.media import add_media
from shorts.picture.reel import Reel
from shorts.picture.yuv import Canvas
from shorts.pipeline import make_short
from shorts.progress import Work
from shorts.settings import Settings
from shorts.short import Short, new_short, open_short, save_short
from shorts.shots import plan_shots
from tests.maker import tone_workshop
from tests.test_render import DRAFT, parts
from tests.test_shots import spoken

TEXT = "말이 이어지고, 또 이어집니다. 말이 이어지고, 또 이어집니다."


@pytest.fixture
def short(local: Settings) -> Short:
    made = new_short(ShortRequest("글", kind="text"), local)
    save_short(made)
    return made


def clip(out: Path, *more: str, source: str = "testsrc2=size=320x240:rate=24:duration=1.5") -> Path:
    run(["-y", "-f", "lavfi", "-i", source, "-f", "lavfi", "-i", "sine=duration=1.5", *(more or ("-c:v", "libx264")), str(out)], "clip", out, Work())
    return out


def brightening(out: Path, seconds: float) -> Path:
    """A video whose every frame has a brightness of its own: 50 + 2 n."""
    source = f"color=black:size=400x300:rate=30:duration={seconds},format=yuv420p,geq=lum='50+2*N':cb=128:cr=128"
    return clip(out, "-an", "-c:v", "libx264", "-qp", "0", source=source)


def left(short: Short) -> list[str]:
    return sorted(path.name for path in (short.folder / "media").glob("*"))


def test_a_picture_is_kept_upright_and_under_a_name_of_ours(short: Short, local: Settings, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    Image.new("RGB", (400, 300), (200, 40, 90)).save(tmp_path / "up.jpg", exif=exif)
    photo = add_media(short.folder, tmp_path / "up.jpg", "..\\..\\내 사진 ‮.jpg", local)
    assert isinstance(photo, Photo)
    assert (photo.width, photo.height, photo.alt) == (300, 400, "내 사진")
    assert photo.path == short.folder / "media" / f"{photo.id}.jpg"
    assert add_media(short.folder, tmp_path / "up.jpg", "again.png", local).id == photo.id
    assert open_short(short.folder).photos == (photo,)
    assert left(short) == [f"{photo.id}.jpg"]


@pytest.mark.parametrize(
    ("name", "more"),
    [("a.mp4", ()), ("b.webm", ("-c:v", "libvpx", "-b:v", "1M")), ("c.mov", ("-c:v", "mjpeg")), ("d.avi", ("-c:v", "mpeg4"))],
)
def test_a_video_becomes_what_scenes_play(short: Short, local: Settings, tmp_path: Path, name: str, more: tuple[str, ...]) -> None:
    footage = add_media(short.folder, clip(tmp_path / name, *more), name, local)
    assert isinstance(footage, Footage)
    media = probe(footage.path)
    assert (media.width, media.height, media.fps, media.codec, media.pix_fmt) == (320, 240, FPS, "h264", "yuv420p")
    assert media.colour == (1, 1, 1)
    assert media.audio_codec == ""
    assert footage.seconds == pytest.approx(1.5, abs=0.05)
    assert footage.seconds * FPS == pytest.approx(media.frames)
    with Image.open(footage.poster) as poster:
        assert poster.size == (320, 240)
    moved = short.folder.rename(short.folder.with_name("moved"))
    assert open_short(moved).footage[0].poster == moved / "media" / f"{footage.id}.jpg"


def test_large_turned_and_bright_videos(short: Short, local: Settings, tmp_path: Path) -> None:
    """2500 wide, filmed on the side, and in HLG as phones do."""
    plain = clip(tmp_path / "wide.mp4", "-an", "-c:v", "libx264", source="testsrc2=size=2500x500:rate=30:duration=0.2")
    run(["-y", "-display_rotation", "90", "-i", str(plain), "-c", "copy", str(tmp_path / "turned.mp4")], "turn", plain, Work())
    hlg = ("-an", "-c:v", "libx264", "-pix_fmt", "yuv420p10le", "-color_primaries", "bt2020", "-color_trc", "arib-std-b67", "-colorspace", "bt2020nc")
    tags = "setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc"
    clip(tmp_path / "hlg.mp4", *hlg, source=f"color=gray:size=320x240:rate=30:duration=0.2,{tags}")
    sizes = {}
    for name in ("wide.mp4", "turned.mp4", "hlg.mp4"):
        made = add_media(short.folder, tmp_path / name, name, local)
        assert isinstance(made, Footage)
        assert probe(made.path).colour == (1, 1, 1)
        sizes[name] = made.width, made.height
    assert sizes == {"wide.mp4": (1920, 384), "turned.mp4": (384, 1920), "hlg.mp4": (320, 240)}


def test_what_is_refused(short: Short, local: Settings, tmp_path: Path) -> None:
    strict = replace(local, photo_pixels=90_000, footage_seconds=1.0)
    Image.new("RGB", (400, 300)).save(tmp_path / "large.png")
    clip(tmp_path / "long.mp4")
    whole = clip(tmp_path / "whole.webm", "-c:v", "libvpx")
    (tmp_path / "live.webm").write_bytes(whole.read_bytes().replace(b"\x44\x89", b"\xec\x80", 1))  # the length isn't told, as browsers record
    (tmp_path / "torn.mp4").write_bytes((tmp_path / "long.mp4").read_bytes()[:900])
    (tmp_path / "heic.jpg").write_bytes(b"\0\0\0\x18ftypheic" + bytes(40))
    (tmp_path / "list.mp4").write_text("#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nlong.mp4\n#EXT-X-ENDLIST\n", encoding="utf-8")
    run(["-y", "-f", "lavfi", "-i", "sine=duration=1", str(tmp_path / "sound.mp4")], "clip", tmp_path, Work())
    wanted: dict[str, type[MediaUnreadable]] = {
        "large.png": PictureRefused, "heic.jpg": PictureRefused, "list.mp4": PictureRefused,
        "long.mp4": FootageRefused, "live.webm": FootageRefused, "torn.mp4": FootageRefused, "sound.mp4": FootageRefused,
    }  # fmt: skip
    for name, error in wanted.items():
        with pytest.raises(error) as raised:
            add_media(short.folder, tmp_path / name, name, strict)
        assert raised.value.remedy("ko") != raised.value.remedy("en")
    assert left(short) == []
    assert open_short(short.folder).uploads == ()


def level(plate: object) -> float:
    return float(plate.y.mean())  # type: ignore[attr-defined]


def test_any_frame_of_a_reel_is_the_same_however_it_is_reached(short: Short, local: Settings, tmp_path: Path) -> None:
    footage = add_media(short.folder, brightening(tmp_path / "b.mp4", 3.0), "b.mp4", local)
    with Reel(footage.path) as reel:
        assert reel.frames == 90
        wanted = [level(reel.plate(index)) for index in range(90)]
        assert np.allclose(wanted, [50 + 2 * index for index in range(90)], atol=1.5)
        for index in (89, 3, 70, 69, 0, 88):
            assert level(reel.plate(index)) == wanted[index]
        assert level(reel.plate(500)) == wanted[-1]


@pytest.mark.parametrize("visual", ["photo", "full_photo"])
def test_footage_runs_on_while_it_is_shown_and_rests_on_its_last_picture(short: Short, local: Settings, tmp_path: Path, visual: str) -> None:
    footage = add_media(short.folder, brightening(tmp_path / "b.mp4", 2.0), "b.mp4", local)
    scene = Scene("a", TEXT, visual=visual, photo=footage.id, motion="still")  # type: ignore[arg-type]
    plan = plan_shots(Script("t", "ko", "news", (scene,) * 3, ("h",)), [spoken(TEXT, 9.0)] * 3, [footage], seed=0)[1]
    canvas, found = Canvas.blank(DRAFT.width, DRAFT.height), []
    composer = Composer(plan, parts({footage.id: footage}), DRAFT.width, DRAFT.height)  # type: ignore[dict-item]
    for shot in (shot for shot in plan.shots if shot.shows):
        for frame in range(shot.start + 15, shot.end, 9):
            composer.picture(canvas, frame)
            x, y = shot.card.box.centre if shot.card else (0.5, 0.45)
            place = canvas.y[round(y * DRAFT.height) - 4 :, round(x * DRAFT.width) - 4 :][:8, :8]
            found.append((sum(one.end - one.start for one in plan.shots if one.shows and one.end <= frame) + frame - shot.start, place.mean()))
    composer.close()
    assert len(found) > 8
    for shown, brightness in found:
        assert brightness == pytest.approx(50 + 2 * min(shown, 59), abs=3)


def test_uploads_in_a_short(drafted: Short, local: Settings, tmp_path: Path) -> None:
    """Scenes name a picture and a video; undoing the edit leaves the uploads; an id that isn't there is refused."""
    shop = tone_workshop(local)
    short = drafted
    Image.new("RGB", (640, 480), (10, 200, 60)).save(tmp_path / "p.png")
    photo = add_media(short.folder, tmp_path / "p.png", "p.png", local)
    footage = add_media(short.folder, brightening(tmp_path / "b.mp4", 1.0), "b.mp4", local)
    edits = Edits()

    def show(first: str, second: str) -> None:
        def change(before: Short) -> Short:
            assert before.script is not None
            scenes = list(before.script.scenes)
            scenes[1] = dataclasses.replace(scenes[1], visual="photo", photo=first)
            scenes[2] = dataclasses.replace(scenes[2], visual="full_photo", photo=second)
            return replace(before, script=replace(before.script, scenes=tuple(scenes)))

        edits.edit(short.folder, change)

    show(photo.id, footage.id)
    made = make_short(open_short(short.folder), shop, Work(), "draft")
    assert made.draft is not None
    assert made.uploads == (photo, footage)
    show(photo.id, "gone")
    with pytest.raises(ScriptBroken):
        make_short(open_short(short.folder), shop, Work(), "draft")
    assert edits.undo(short.folder).uploads == (photo, footage)
