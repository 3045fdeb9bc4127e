"""Does anything jump? Looks for pops: changes of the drawn presenter that stand alone between two frames.

    python -m bench.popping [ID…] [--frames FOLDER] [--language ko|en]

Each character acts five scenes of real speech (its catchphrase and two sentences more, spoken by the embedded voice) at full rate, alone
before a plain grey, at half size. For every 16x16 block the mean change of luma from frame t to t+1 is compared with the largest change
within two blocks around it (what moves gets no farther in a frame) from t-1 to t and from t+1 to t+2. What is left over is a change that
neither came nor went on: a pop. Its size is the share of the presenter's blocks that change by LEVELS grey levels more and by TIMES as much.

Lips, lids and glances change in a single frame because they do so in life (a plosive and an eye's jump take 50 ms, a blink 150). So the
bar holds for the same acting with lips, lids and gaze at rest, and is 1 % of the presenter: a hand covers about 2 %, and tests/test_popping.py finds pops of
known size in moving pictures, down to that. The share with all of the face is printed beside it. Exits 1 if any pop is over the bar.
--frames writes the worst ones of each character with the two frames before and the one after.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

from shorts.artifacts import FPS, Scene, ShortRequest
from shorts.narrating import speech_of
from shorts.picture.yuv import Canvas
from shorts.progress import Work
from shorts.settings import Settings
from shorts.toon.acting import perform
from shorts.toon.acting_voice import loudness
from shorts.toon.puppet import Place, Puppet
from shorts.workshop import open_workshop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from shorts.artifacts import Language, Narration
    from shorts.cast import Character
    from shorts.toon.acting import Performance

    U8 = NDArray[np.uint8]
    F32 = NDArray[np.float32]

ROOT = Path(__file__).resolve().parent.parent
BLOCK, AROUND = 16, 2
"""Pixels; blocks."""
LEVELS, TIMES = 6.0, 1.5
"""By how many grey levels, and how many times over, a block's mean change has to exceed its neighbours in time."""
BAR = 0.01
"""Share of the presenter."""
GREY = 150
WIDTH, HEIGHT, PLACE = 540, 960, Place(270.0, 900.0, 0.5)
SCENES: tuple[dict[str, str], ...] = (
    {"gesture": "greet", "expression": "happy"},
    {"gesture": "point", "expression": "neutral", "visual": "photo"},
    {"gesture": "think", "expression": "thinking"},
    {"gesture": "cheer", "expression": "surprised"},
    {"gesture": "shrug", "expression": "sad"},
)
EXPLAINED: dict[Language, str] = {
    "ko": "가격은 내렸는데, 왜 더 오래 갈까요? 비밀은 배터리에 있어요.",
    "en": "The price went down, so why does it last longer? The secret is in the battery.",
}


@dataclass(frozen=True)
class Pop:
    """frame: the first one after the jump. share: of the presenter. x, y: pixels, the middle of what jumped."""

    frame: int
    share: float
    x: int
    y: int


def changes(frames: Iterable[U8]) -> F32:
    """(frames - 1, rows, columns): mean change of luma in each block from one frame to the next."""
    rows, before = [], None
    for frame in frames:
        if before is not None:
            h, w = (n // BLOCK for n in frame.shape)
            difference = cv2.absdiff(frame, before)[: h * BLOCK, : w * BLOCK]
            rows.append(difference.reshape(h, BLOCK, w, BLOCK).mean(axis=(1, 3)))
        before = frame.copy()
    return np.asarray(rows, np.float32)


def pops(changed: F32, covered: int) -> list[Pop]:
    """Every frame with a change that stands alone, however small. covered: blocks that the presenter takes up."""
    around = np.ones((2 * AROUND + 1,) * 2, np.uint8)
    spread = np.array([cv2.dilate(row, around) for row in changed])
    found = []
    for t in range(1, len(changed) - 1):
        usual = np.maximum(spread[t - 1], spread[t + 1])
        alone = changed[t] > np.maximum(usual + LEVELS, usual * TIMES)
        if alone.any():
            rows, columns = np.nonzero(alone)
            middle = [round((float(places.mean()) + 0.5) * BLOCK) for places in (columns, rows)]
            found.append(Pop(t + 1, float(alone.sum()) / covered, *middle))
    return found


def drawn(puppet: Puppet, performance: Performance, *, still: bool) -> Iterator[U8]:
    for i in range(round(performance.seconds * FPS)):
        yield shown(puppet, performance, i, still=still).y


def shown(puppet: Puppet, performance: Performance, frame: int, *, still: bool) -> Canvas:
    """One frame; still: with lips, lids and gaze at rest."""
    canvas, pose = Canvas.blank(WIDTH, HEIGHT), performance.at(frame / FPS)
    canvas.y[:], canvas.u[:], canvas.v[:] = GREY, 128, 128
    puppet.draw(canvas, replace(pose, mouth="rest", lids=(0.0, 0.0), gaze=(0.0, 0.0)) if still else pose, PLACE)
    return canvas


def covered_by(puppet: Puppet, performance: Performance) -> int:
    """Blocks of the first frame that show anything of the presenter."""
    away = np.abs(shown(puppet, performance, 0, still=True).y.astype(np.float32) - GREY)
    return int((cv2.resize(away, (WIDTH // BLOCK, HEIGHT // BLOCK), interpolation=cv2.INTER_AREA) > 2).sum())


def performances(character: Character, narration: Narration) -> list[Performance]:
    scenes = [Scene(f"s{i}", "", **values) for i, values in enumerate(SCENES)]  # type: ignore[arg-type]
    level = loudness(narration)
    return [perform(narration, scene, character, 7, (0.9, 0.2) if scene.visual == "photo" else None, narration.seconds + 0.3, level) for scene in scenes]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ids", nargs="*", metavar="ID", help="characters; all with a prebuilt puppet when left out")
    parser.add_argument("--frames", type=Path, metavar="FOLDER", help="write the worst frame of each, the one before and the one after")
    parser.add_argument("--language", choices=("ko", "en"), default="ko")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    settings = Settings()
    workshop = open_workshop(settings)
    rows: dict[str, dict[str, float | int]] = {}
    for name in options.ids or sorted(path.stem for path in settings.characters.glob("*.puppet")):
        character = workshop.character(name)
        with tempfile.TemporaryDirectory() as folder:
            scene = Scene("said", f"{character.catchphrase[options.language]} {EXPLAINED[options.language]}")
            narration = speech_of(scene, ShortRequest("", character=name), options.language, workshop).say(Path(folder) / "said.wav", Work())
            acted = performances(character, narration)
        rows[name] = measured(name, Puppet.load(character, settings, Work()), acted, options.frames)
    (ROOT / "bench" / "results" / "popping.json").write_text(json.dumps({"bar": BAR, "levels": LEVELS, "characters": rows}, indent=2) + "\n", encoding="utf-8")
    return 0 if all(row["over_bar"] == 0 for row in rows.values()) else 1


def measured(name: str, puppet: Puppet, acted: list[Performance], folder: Path | None) -> dict[str, float | int]:
    covered = covered_by(puppet, acted[0])
    found, faces = (_found(puppet, acted, covered, still=still) for still in (True, False))
    over = [pop for pop in found if pop[0].share > BAR]
    frames, face = sum(round(performance.seconds * FPS) for performance in acted), faces[0][0].share if faces else 0.0
    sys.stdout.write(f"{name:20s} {frames} frames, {len(over)} pops over {BAR:.0%} of the presenter; with the face's own the largest is {face:.1%}\n")
    for pop, scene in (over or found[:1])[:8]:
        sys.stdout.write(f"    {pop.share:6.2%} in scene {scene} ({SCENES[scene]['gesture']}) at frame {pop.frame}, around ({pop.x}, {pop.y})\n")
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        for rank, (pop, scene) in enumerate((over or found[:1])[:6]):
            strip = [shown(puppet, acted[scene], pop.frame + k, still=True).rgb() for k in (-2, -1, 0, 1)]
            Image.fromarray(np.hstack(strip)).save(folder / f"{name}-{rank}.png")
    return {"frames": frames, "over_bar": len(over), "worst": round(found[0][0].share, 4) if found else 0.0, "worst_with_lips_lids_and_gaze": round(face, 4)}


def _found(puppet: Puppet, acted: list[Performance], covered: int, *, still: bool) -> list[tuple[Pop, int]]:
    """Pops and the scenes they are in, the largest first."""
    found = [(pop, scene) for scene, performance in enumerate(acted) for pop in pops(changes(drawn(puppet, performance, still=still)), covered)]
    return sorted(found, key=lambda pair: -pair[0].share)


if __name__ == "__main__":
    sys.exit(main())
