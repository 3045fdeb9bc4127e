"""A short whose scenes an image engine draws and a motion engine moves, from the request to the finished file. The engines here are
small ones of the test's own; those with models have their own files."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import imageio_ffmpeg
import numpy as np
import pytest
from PIL import Image

from shorts.artifacts import FPS, Clip, Still
from shorts.build import records_of
from shorts.engines.base import Capabilities
from shorts.errors import BadOption, EngineUnavailable, UnknownChoice
from shorts.ffmpeg.probe import probe
from shorts.files import replacing
from shorts.pipeline import make_short
from shorts.previews import Previews
from shorts.progress import Meter, Work
from shorts.settings import Settings
from shorts.short import save_short, start_short
from tests.maker import REQUEST, tone_workshop

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Progress, ShortRequest
    from shorts.engines.base import MotionBrief, PictureBrief
    from shorts.short import Short
    from shorts.workshop import Workshop


@dataclass
class FlatArtist:
    """Draws one colour, chosen by the seed."""

    id: str = "flat"
    version: str = "1"
    capabilities: Capabilities = field(default_factory=lambda: Capabilities(reference_images=1))
    absent: tuple[str, str] | None = None
    briefs: list[PictureBrief] = field(default_factory=list)

    def why_not(self) -> tuple[str, str] | None:
        return self.absent

    def draw(self, brief: PictureBrief, out: Path, work: Work) -> Still:
        work.step("image", 0, 1)
        self.briefs.append(brief)
        colour = (brief.seed % 200 + 40, brief.seed // 200 % 200 + 40, 90)
        with replacing(out) as part:
            Image.new("RGB", (288, 512), colour).save(part, format="PNG")
        return Still(out, brief.seed)


@dataclass
class Fader:
    """Lets the picture brighten from frame to frame."""

    id: str = "fader"
    version: str = "1"
    capabilities: Capabilities = field(default_factory=Capabilities)
    briefs: list[MotionBrief] = field(default_factory=list)

    def why_not(self) -> tuple[str, str] | None:
        return None

    def animate(self, still: Still, brief: MotionBrief, out: Path, work: Work) -> Clip:
        self.briefs.append(brief)
        with Image.open(still.path) as picture:
            base = np.asarray(picture.convert("RGB").resize((180, 320)), np.float64)
        with replacing(out) as part:
            writer = imageio_ffmpeg.write_frames(str(part), (180, 320), fps=FPS, codec="libx264", output_params=["-f", "mp4"])
            writer.send(None)
            for index in range(brief.frames):
                work.check()
                writer.send(np.ascontiguousarray(np.clip(base * (0.5 + 0.5 * index / brief.frames), 0, 255), np.uint8).tobytes())
            writer.close()
        return Clip(out, brief.frames / FPS)


pytestmark = pytest.mark.usefixtures("quarter_size")
EDGE = (0.42, 0.04)
"""A point of the frame, from the top left, where the picture is seen and nobody stands before it."""


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    made = tone_workshop(replace(Settings(), outputs=tmp_path / "outputs", cache=tmp_path / "cache"))
    made.artists["flat"] = FlatArtist()
    made.movers["fader"] = Fader()
    return made


DRAWN: ShortRequest = replace(REQUEST, image_engine="flat", quality="draft")


def made(request: ShortRequest, shop: Workshop, work: Work | None = None) -> Short:
    return make_short(start_short(request, shop.settings), shop, work or Work())


def start_of(short: Short, scene: str) -> float:
    """Second at which a scene begins."""
    seconds = 0.0
    assert short.script
    for each, record in zip(short.script.scenes, records_of(short.folder, "segment"), strict=True):
        if each.id == scene:
            break
        seconds += record.value["frames"] / FPS
    return seconds


def edge_of(short: Short, second: float) -> np.ndarray:
    """The colour at EDGE."""
    reader = imageio_ffmpeg.read_frames(str(short.folder / "short.mp4"), input_params=["-ss", f"{second}"])
    meta = next(reader)
    width, height = meta["size"]
    frame = np.frombuffer(next(reader), np.uint8).reshape(height, width, 3)
    reader.close()
    return frame[round(EDGE[0] * height), round(EDGE[1] * width)].astype(int)


def test_the_presenters_scenes_are_drawn(shop: Workshop) -> None:
    events: list[Progress] = []
    short = made(DRAWN, shop, Work(events.append))
    artist = shop.artists["flat"]
    assert isinstance(artist, FlatArtist)
    assert short.script
    drawn = [scene for scene in short.script.scenes if scene.visual == "character"]
    assert len(artist.briefs) == len(drawn) > 1
    assert len({brief.seed for brief in artist.briefs}) == len(drawn)
    character = shop.character(DRAWN.character)
    assert all(set(character.traits) < set(brief.prompt.split(", ")) for brief in artist.briefs)
    assert {brief.references for brief in artist.briefs} == {artist.briefs[0].references}
    with Image.open(artist.briefs[0].references[0]) as reference:
        assert reference.size == (512, 512)
    # the edge of the first drawn scene is its picture's colour, not the setting's
    seed = artist.briefs[0].seed
    pixel = edge_of(short, start_of(short, drawn[0].id) + 0.5)
    assert np.abs(pixel - np.array([seed % 200 + 40, seed // 200 % 200 + 40, 90])).max() < 24
    assert "image" in {event.stage for event in events}
    assert (short.folder / "report.json").read_text(encoding="utf-8").count('"flat"') >= 2


def test_a_second_making_draws_nothing_and_another_take_draws_one(shop: Workshop) -> None:
    short = made(DRAWN, shop)
    artist = shop.artists["flat"]
    assert isinstance(artist, FlatArtist)
    before = len(artist.briefs)
    make_short(short, shop, Work())
    assert len(artist.briefs) == before
    assert short.script
    index = next(i for i, scene in enumerate(short.script.scenes) if scene.visual == "character")
    scenes = list(short.script.scenes)
    scenes[index] = replace(scenes[index], take=1)
    edited = replace(short, script=replace(short.script, scenes=tuple(scenes)))
    save_short(edited)
    make_short(edited, shop, Work())
    assert len(artist.briefs) == before + 1


def test_clips_last_as_long_as_their_scenes(shop: Workshop) -> None:
    short = made(replace(DRAWN, motion_engine="fader"), shop)
    mover = shop.movers["fader"]
    assert isinstance(mover, Fader)
    assert mover.briefs
    for clip in (short.folder / "artifacts").glob("clip-*.mp4"):
        assert probe(clip).frames in {brief.frames for brief in mover.briefs}
    assert short.script
    start = start_of(short, next(scene.id for scene in short.script.scenes if scene.visual == "character"))
    early, late = edge_of(short, start + 0.4), edge_of(short, start + 1.2)
    assert (late - early).max() > 3


def test_a_draft_shows_stills_and_the_short_draws_none_again(shop: Workshop) -> None:
    request = replace(DRAWN, motion_engine="fader")
    short = make_short(start_short(request, shop.settings), shop, Work(), "draft")
    mover, artist = shop.movers["fader"], shop.artists["flat"]
    assert isinstance(mover, Fader)
    assert isinstance(artist, FlatArtist)
    drawn = len(artist.briefs)
    assert not mover.briefs
    assert drawn
    make_short(short, shop, Work())
    assert len(artist.briefs) == drawn
    assert mover.briefs


def test_a_preview_shows_the_presenter_until_the_picture_is_there(shop: Workshop) -> None:
    short = make_short(start_short(DRAWN, shop.settings), shop, Work(), "script")
    assert short.script
    scene = next(scene for scene in short.script.scenes if scene.visual == "character")
    before = Previews(shop.settings, shop).frame(short, scene.id)
    make_short(short, shop, Work(), "draft")
    assert Previews(shop.settings, shop).frame(short, scene.id) != before


def test_what_cannot_draw_is_refused_before_anything_is_made(shop: Workshop) -> None:
    with pytest.raises(UnknownChoice):
        shop.check(replace(REQUEST, image_engine="none"))
    with pytest.raises(UnknownChoice):
        shop.check(replace(DRAWN, image_style="none"))
    with pytest.raises(BadOption):
        shop.check(replace(REQUEST, motion_engine="fader"))
    shop.artists["flat"] = FlatArtist(absent=("없음", "absent"), capabilities=Capabilities(models=("sdxl-base",)))
    with pytest.raises(EngineUnavailable) as refused:
        shop.check(DRAWN)
    assert "Models tab" in refused.value.text("en")


def test_the_bar_never_goes_back_when_pictures_join_in() -> None:
    from shorts.artifacts import Progress

    meter = Meter()
    seen = [meter.update(Progress(stage, done, 2)) for stage, done in (("article", 2), ("script", 2), ("voice", 1), ("image", 1), ("image", 2), ("render", 2))]
    assert seen == sorted(seen)
    for stage in ("article", "script", "puppet", "voice", "render", "audio", "join"):
        meter.update(Progress(stage, 1, 1))
    assert meter.fraction == pytest.approx(1.0)
