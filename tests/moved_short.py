"""A whole short whose pictures a motion engine moves, from the request to the finished file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from shorts.artifacts import Still
from shorts.build import records_of
from shorts.drawing import is_drawn
from shorts.engines.base import Capabilities
from shorts.ffmpeg.probe import probe
from shorts.files import replacing
from shorts.pipeline import make_short
from shorts.progress import Work
from shorts.short import start_short
from tests.maker import REQUEST

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Progress
    from shorts.engines.base import PictureBrief
    from shorts.short import Short
    from shorts.workshop import Workshop


class Painter:
    """An image engine of the test's own: soft stripes, other ones for each seed."""

    id, version, capabilities = "painter", "1", Capabilities()

    def why_not(self) -> tuple[str, str] | None:
        return None

    def draw(self, brief: PictureBrief, out: Path, work: Work) -> Still:
        work.step("image", 0, 1)
        y, x = np.mgrid[0:512, 0:288]
        wave = 100 + 60 * np.sin((x + brief.seed % 100) / 23) * np.cos(y / 31)
        with replacing(out) as part:
            Image.fromarray(np.stack([wave, wave * 0.8 + 20, 220 - wave], -1).astype(np.uint8)).save(part, format="PNG")
        return Still(out, brief.seed)


def demand_moved(shop: Workshop, engine: str) -> Short:
    """Make a short with this motion engine; every drawn scene must have a clip of the frame's size that lasts exactly as long."""
    shop.artists["painter"] = Painter()
    request = replace(REQUEST, seconds=8, scenes=3, image_engine="painter", motion_engine=engine)
    shop.check(request)
    events: list[Progress] = []
    short = make_short(start_short(request, shop.settings), shop, Work(events.append))
    assert short.script
    segments = zip(short.script.scenes, records_of(short.folder, "segment"), strict=True)
    wanted = [record.value["frames"] for scene, record in segments if is_drawn(scene, request)]
    clips = [probe(clip) for clip in (short.folder / "artifacts").glob("clip-*.mp4")]
    assert wanted
    assert sorted(clip.frames for clip in clips) == sorted(wanted)
    assert {(clip.width, clip.height) for clip in clips} == {(probe(short.folder / "short.mp4").width, probe(short.folder / "short.mp4").height)}
    assert f'"{engine}"' in (short.folder / "report.json").read_text(encoding="utf-8")
    told = [event.done / event.total for event in events if event.stage == "motion"]
    assert told[-1] == 1
    assert told == sorted(told)
    return short
