"""Small promises that cross areas: what is in the way isn't written over, keys hold what matters, texts stay texts."""

from __future__ import annotations

import errno
import io
import json
import shutil
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from shorts.artifacts import Article, Finished, Narration, Photo, Product, Progress, ShortRequest, Word
from shorts.build import Build
from shorts.captions import Caption
from shorts.cli import Bar, main
from shorts.doctor import examine
from shorts.errors import Cancelled, DiskFull, OutputUnwritable
from shorts.files import scratch, storage_errors
from shorts.picture.caption_layer import CaptionLayer
from shorts.picture.lettering import Ink, Lettering
from shorts.picture.stage import stage_of
from shorts.picture.tags import TagLayer
from shorts.picture.yuv import Canvas
from shorts.pipeline import make_short
from shorts.progress import Work
from shorts.report import remarks, report_of
from shorts.scene_plan import PriceMoment
from shorts.settings import Settings
from shorts.short import Short, start_short
from shorts.shots import plan_scene, wholes_of
from shorts.staging import Stage
from shorts.toon import acting
from shorts.values import key_of
from tests.maker import REQUEST, ToneVoice, tone_workshop
from tests.test_short import SCRIPT

if TYPE_CHECKING:
    from shorts.artifacts import Language, Visual
    from shorts.cast import VoicePreset
    from shorts.scene_plan import Shot

LAMP = Path(__file__).resolve().parent.parent / "examples" / "lamp.html"


# --- the command line ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mine", "flags"), [("lamp.txt", []), ("lamp.jpg", []), ("lamp.srt", ["--script", "lamp.srt"]), ("lamp.mp4", ["--music", "lamp.mp4"])])
def test_a_copy_never_takes_the_place_of_what_it_is_made_from(
    mine: str, flags: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHORTS_OUTPUTS", str(tmp_path / "outputs"))
    monkeypatch.chdir(tmp_path)
    Path(mine).write_text("서울의 한 서점은 밤에도 문을 열어요.", encoding="utf-8")
    for language, words in (("ko", "이미 있습니다"), ("en", "is in the way")):
        assert main(["make", str(LAMP), "--out", "lamp.mp4", "--lang", language, *flags]) == 2
        shown = capsys.readouterr().err
        assert mine in shown
        assert words in shown
    assert Path(mine).read_text(encoding="utf-8") == "서울의 한 서점은 밤에도 문을 열어요."


def test_a_second_run_may_replace_the_first_ones_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SHORTS_OUTPUTS", str(tmp_path / "outputs"))
    for suffix in (".mp4", ".srt", ".vtt", ".jpg", ".txt"):
        (tmp_path / f"a{suffix}").write_text("", encoding="utf-8")
    assert main(["make", "nowhere.html", "--out", str(tmp_path / "a.mp4"), "--lang", "en"]) == 2
    assert "nowhere.html" in capsys.readouterr().err


def test_on_a_pipe_every_stage_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    bar = Bar("en")
    for _ in range(5):
        for stage in ("voice", "render"):
            bar(Progress(stage, 1, 10))
    assert sys.stderr.getvalue().split() == ["voice", "rendering"]  # type: ignore[attr-defined]


def test_doctor_reports_a_broken_character_file_instead_of_stopping(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("id = ", encoding="utf-8")
    found = {finding.name: finding for finding in examine(replace(Settings(), characters=tmp_path))}
    assert not found["Characters"].works
    assert "mine.toml" in found["Characters"].seen


# --- keys ------------------------------------------------------------------------------------------------------------


def stage_for(**changes: object) -> Stage:
    settings = Settings()
    request = replace(ShortRequest("x", quality="draft"), **changes)  # type: ignore[arg-type]
    character = tone_workshop(settings).character("executive-fox")
    return Stage(settings, request, Article("", "제목", "글", "ko"), SCRIPT, character, Work())


def key(stage: Stage, index: int, hook: tuple[str, ...] = ("두 줄", "제목")) -> dict[str, object]:
    stage = replace(stage, script=replace(stage.script, hook=hook))
    scene = stage.script.scenes[index]
    narration = Narration(Path("x.wav"), 2.0, (Word("첫", 0.0, 1.0), Word("문장이에요.", 1.0, 2.0)))
    return stage.inputs(scene, stage.plan(index, narration), narration)


def test_a_segment_depends_on_how_puppets_act() -> None:
    assert f"acting {acting.VERSION}" in key(stage_for(), 0)["versions"]  # type: ignore[operator]


@pytest.mark.parametrize(("title", "scene", "depends"), [("throughout", 1, True), ("first", 0, True), ("first", 1, False), ("off", 0, False)])
def test_a_segment_depends_on_the_title_where_it_shows_it(title: str, scene: int, depends: bool) -> None:
    stage = stage_for(title=title)
    assert (key(stage, scene) != key(stage, scene, ("다른", "제목"))) is depends


def test_a_scene_to_be_drawn_shows_its_photo_like_others_where_nobody_draws() -> None:
    photo = Photo("p", Path("p.jpg"), 600, 400)

    def shots(visual: Visual) -> tuple[Shot, ...]:
        stage = stage_for()
        scenes = tuple(replace(scene, visual=visual, photo="p") for scene in SCRIPT.scenes)
        stage = replace(stage, article=replace(stage.article, photos=(photo,)), script=replace(SCRIPT, scenes=scenes))
        return stage.plan(1, Narration(Path("x.wav"), 6.0, (Word("첫", 0.0, 3.0), Word("문장이에요.", 3.0, 6.0)))).shots

    assert shots("drawn") == shots("full_photo")
    assert any(shot.photo and shot.photo.fill for shot in shots("drawn"))


# --- texts -----------------------------------------------------------------------------------------------------------


def test_a_text_that_looks_like_a_stored_path_stays_a_text(tmp_path: Path) -> None:
    texts = ["@/etc/passwd", "@@/x", "@", f"{tmp_path.as_posix()}/s/inside"]
    for _ in range(2):  # made, then read from the manifest
        with Build.opened(tmp_path / "s") as build:
            made = [build.step("read", {"n": n}, Article, lambda text=text: Article("", text, text, "ko")) for n, text in enumerate(texts)]
            assert [article.title for article in made] == texts


@pytest.mark.parametrize(
    ("price", "words", "shown"),
    [
        ("24", ("It", "lasts", "24", "hours."), None),
        ("24", ("It", "costs", "$24."), "$24"),
        ("24", ("It", "costs", "24", "dollars."), "24"),
        ("24", ("24%", "lighter"), None),
        ("12,900", ("가격은", "12,900원이에요."), "12,900원"),
        ("12900", ("가격은", "12,900", "원이에요."), "12,900"),
        ("500", ("500시간", "동안", "켜져요."), None),
        ("500", ("500원이에요.",), "500원"),
    ],
)
def test_the_price_tag_shows_prices_only(price: str, words: tuple[str, ...], shown: str | None) -> None:
    spoken = tuple(Word(word, index, index + 1.0) for index, word in enumerate(words))
    whole = wholes_of(SCRIPT, 0, seed=0, product=Product("x", price=price))
    moment = plan_scene(SCRIPT.scenes[0], Narration(Path("x.wav"), float(len(words)), spoken), {}, whole).price
    assert (moment.text if moment else None) == shown


@pytest.mark.parametrize("aspect", ["9:16", "4:5", "1:1", "16:9"])
def test_the_price_tag_keeps_off_captions_of_two_lines(aspect: str) -> None:
    stage = stage_of(aspect, "draft")  # type: ignore[arg-type]
    lettering = Lettering.load(Settings(), stage.width, stage.height, ("#fca311",))
    caption = Caption(0.0, 4.0, ((Word("모닥", 0.0, 1.0), Word("무드등,", 1.0, 1.2)), (Word("39,000원.", 1.2, 4.0),)))
    layers = TagLayer(PriceMoment("39,000원", 0, 120), lettering), CaptionLayer((caption,), lettering)
    drawn = []
    for layer in layers:
        canvas = Canvas.blank(stage.width, stage.height)
        canvas.y[:] = 120
        layer.draw(canvas, 2.0)
        drawn.append(np.abs(canvas.y.astype(int) - 120) > 12)
    assert all(one.any() for one in drawn)
    assert not (drawn[0] & drawn[1]).any()


@pytest.mark.parametrize(("seconds", "scenes", "count"), [(8.0, None, 0), (20.0, None, 1), (8.0, 2, 0), (20.0, 5, 2)])
def test_what_could_not_be_met_is_told(tmp_path: Path, seconds: float, scenes: int | None, count: int) -> None:
    finished = Finished(tmp_path / "short.mp4", 8.3, *([tmp_path / "x"] * 5))
    short = Short("a", tmp_path, "", ShortRequest("x", seconds=seconds, scenes=scenes), script=SCRIPT, written=key_of(SCRIPT), finished=finished)
    told = remarks(short)
    assert len(told) == count
    assert all("참고" in remark["ko"] and "asked for" in remark["en"] for remark in told)
    assert remarks(replace(short, written="")) == []  # the person's own script is as long as it is


class SlowVoice(ToneVoice):
    """Takes four seconds for a sentence, and can't be interrupted meanwhile."""

    def say(self, text: str, language: Language, voice: VoicePreset, out: Path, work: Work) -> Narration:
        time.sleep(4)
        work.check()
        return super().say(text, language, voice, out, work)


@pytest.mark.usefixtures("quarter_size")
def test_a_cancelled_job_does_not_wait_for_a_voice_that_cannot_stop(tmp_path: Path) -> None:
    settings, cancel = replace(Settings(), outputs=tmp_path), threading.Event()
    shop = tone_workshop(settings, SlowVoice())
    set_at: list[float] = []

    def listen(event: Progress) -> None:
        if event.stage == "script" and event.done == event.total and not set_at:
            set_at.append(time.monotonic() + 0.5)
            threading.Timer(0.5, cancel.set).start()

    with pytest.raises(Cancelled):
        make_short(start_short(REQUEST, settings), shop, Work(listen, cancel))
    assert time.monotonic() - set_at[0] < 2
    assert make_short(start_short(REQUEST, settings), tone_workshop(settings), Work()).finished is not None


def test_the_report_names_everything_that_made_the_short(tmp_path: Path) -> None:
    shop = tone_workshop(Settings())
    engines = {"script": shop.writer("extract"), "voice": shop.voice("tone")}
    report = report_of(Article("", "제목", "글", "ko"), SCRIPT, REQUEST, shop.character("executive-fox"), engines, None, {"seconds": 8.0})
    assert report["request"]["seed"] == REQUEST.seed
    assert report["engines"]["script"]["version"]
    for name in ("pictures", "fonts", "encoder"):
        assert report[name]["licence"]
    assert report["pictures"]["id"] == "toon"
    assert set(report["fonts"]["names"]) == {path.name for path in (Settings().assets / "fonts").iterdir() if path.suffix in (".ttf", ".otf")}
    assert json.loads(json.dumps(report)) == report


# --- storage and memory ----------------------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full")
def test_a_full_disk_is_told_as_one_while_scratch_files_are_written(tmp_path: Path) -> None:
    with pytest.raises(DiskFull), scratch(tmp_path / "short.mp4"):
        Path("/dev/full").write_bytes(b"x" * 100)
    assert not list(tmp_path.iterdir())


def test_scratch_left_by_a_killed_process_is_swept(tmp_path: Path) -> None:
    with scratch(tmp_path / "s" / "artifacts" / "audio.m4a") as folder:
        (folder / "voice.wav").write_bytes(b"x")
        shutil.copytree(folder, folder.with_name(folder.name + "left"))
    with Build.opened(tmp_path / "s"):
        assert not list((tmp_path / "s" / "artifacts").iterdir())


def test_every_storage_error_is_told(tmp_path: Path) -> None:
    for number in (errno.EIO, errno.EBUSY, errno.EINVAL, errno.EACCES):
        with pytest.raises(OutputUnwritable), storage_errors(tmp_path):
            raise OSError(number, "trouble")


def test_outputs_are_absolute_wherever_they_were_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHORTS_OUTPUTS", "mine")
    assert Settings().outputs == tmp_path / "mine"


def test_lettering_forgets_words_of_long_shorts() -> None:
    lettering = Lettering.load(Settings(), 540, 960)
    for number in range(400):
        lettering.letter(f"낱말{number}", "caption", 39, Ink())
    assert len(lettering._painted) <= 160
