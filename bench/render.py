#!/usr/bin/env python3
"""What rendering costs on top of encoding, and whether memory stays flat.

    python -m bench.render [--seconds 8] [--size 1080x1920] [--memory]

Still photos with camera moves, title and captions, at the preset of "standard". In one run: CPU seconds of our render (composing
and x264) divided by CPU seconds of x264 alone on the very same frames, already composed. --memory: peak resident memory of this
process or the encoder, whichever is larger, for shorts of 15, 30 and 60 s, each in a process of its own. POSIX only (it asks the kernel for CPU times).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

from shorts.artifacts import FPS, Narration, Photo, Scene, Script, Word
from shorts.captions import captions_of
from shorts.compose import Composer, Parts
from shorts.ffmpeg.args import Encoding, encode_args
from shorts.ffmpeg.run import ffmpeg_exe
from shorts.picture.caption_layer import CaptionLayer
from shorts.picture.lettering import Lettering
from shorts.picture.overlays import TitleLayer
from shorts.picture.yuv import Canvas, Plate
from shorts.progress import Work
from shorts.render import render_segment
from shorts.settings import Settings
from shorts.shots import Whole, plan_scene
from shorts.toon.puppet_layers import Place

if TYPE_CHECKING:
    from shorts.scene_plan import ScenePlan

SENTENCE = "사진이 천천히 움직이는 동안, 자막은 낱말마다 따라갑니다."


class Nobody:
    """No presenter: pictures only."""

    def face(self, place: Place) -> tuple[float, float, float]:
        return place.x, place.y, place.scale

    def draw(self, canvas: Canvas, pose: None, place: Place) -> None:
        return

    def at(self, t: float) -> None:
        return


def photo(folder: Path, index: int) -> Photo:
    """Something as rich as a photograph: clouds of several sizes and grain, 1200x2000."""
    rng = np.random.default_rng(index)
    picture = np.zeros((2000, 1200, 3), np.float32)
    for size in (5, 12, 40, 140):
        noise = rng.standard_normal((size * 5 // 3, size, 3)).astype(np.float32)
        picture += cv2.resize(noise, (1200, 2000), interpolation=cv2.INTER_CUBIC) * (90 / size**0.45)
    picture += rng.standard_normal(picture.shape).astype(np.float32) * 3
    path = folder / f"{index}.jpg"
    Image.fromarray(np.clip(picture + 128, 0, 255).astype(np.uint8)).save(path, quality=92)
    return Photo(str(index), path, 1200, 2000)


def scenes(folder: Path, seconds: float) -> tuple[list[ScenePlan], list[Parts], Script]:
    """Scenes of about five seconds, each on a photo of its own."""
    count = max(round(seconds / 5), 1)
    photos = [photo(folder, index) for index in range(min(count, 3))]
    script_scenes = tuple(Scene(f"s{index}", SENTENCE, visual="full_photo", photo=photos[index % 3].id) for index in range(count))
    script = Script("t", "ko", "news", script_scenes, ("무엇이 달라지나", "사진으로 보는 하루"), "사진")
    words = SENTENCE.split()
    times = [seconds / count * index / len(words) for index in range(len(words) + 1)]
    voice = Narration(folder / "v.wav", seconds / count, tuple(Word(w, a, b) for w, a, b in zip(words, times, times[1:], strict=False)))
    known = {p.id: p for p in photos}
    # as if between other scenes, so that neither end of a short asks for a face
    plans = [as_pictures(plan_scene(s, voice, known, Whole(i + 1, count + 2, seed=1))) for i, s in enumerate(script_scenes)]
    settings = Settings()
    parts = []
    for scene in script_scenes:
        lettering = Lettering.load(settings)
        overlays = (TitleLayer(script.hook, script.accent, lettering), CaptionLayer(captions_of(voice, scene, "ko"), lettering))
        grey = Plate.from_rgb(np.full((192, 108, 3), 120, np.uint8))
        parts.append(Parts(grey, Nobody(), Place, Nobody(), known, overlays, ("#203a60", "#ffb703")))
    return plans, parts, script


def as_pictures(plan: ScenePlan) -> ScenePlan:
    """The plan with full photos only, as a slide show has it."""
    pictures = [replace(shot.photo, badge=None) for shot in plan.shots if shot.photo]
    shots = (replace(s, layout="photo", card=None, presenter=None, photo=pictures[i % len(pictures)]) for i, s in enumerate(plan.shots))
    return replace(plan, shots=tuple(shots))


def cpu() -> float:
    """User CPU seconds of this process and its ended children."""
    times = os.times()
    return times.user + times.children_user


def measure_ratio(seconds: float, encoding: Encoding) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plans, parts, _ = scenes(folder, seconds)
        frames = sum(plan.frames for plan in plans)
        raw = folder / "frames.yuv"
        canvas, composing = Canvas.blank(encoding.width, encoding.height), 0.0
        with raw.open("wb") as file:
            for plan, part in zip(plans, parts, strict=True):
                composer = Composer(plan, part, encoding.width, encoding.height)
                for frame in range(plan.frames):
                    began = time.thread_time()
                    composer.draw(canvas, frame)
                    composing += time.thread_time() - began
                    file.write(canvas.buffer.data)
        began = cpu()
        args = ["-i" if arg == "-i" else str(raw) if arg == "pipe:0" else arg for arg in encode_args(encoding, folder / "floor.mp4")]
        subprocess.run([ffmpeg_exe(), *args], check=True, stdin=subprocess.DEVNULL)
        floor = cpu() - began
        raw.unlink()
        began, wall = cpu(), time.monotonic()
        for index, (plan, part) in enumerate(zip(plans, parts, strict=True)):
            render_segment(plan, part, encoding, folder / f"{index}.mp4", Work())
        ours, wall = cpu() - began, time.monotonic() - wall
        return {
            "frames": frames,
            "x264 CPU s": round(floor, 2),
            "our CPU s": round(ours, 2),
            "ratio": round(ours / floor, 3),
            "composing ms a frame": round(composing / frames * 1000, 2),
            "wall s a finished s": round(wall / frames * FPS, 3),
        }


def measure_memory(seconds: float, encoding: Encoding) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        plans, parts, _ = scenes(Path(name), seconds)
        for index, (plan, part) in enumerate(zip(plans, parts, strict=True)):
            render_segment(plan, part, encoding, Path(name) / f"{index}.mp4", Work())
    everybody = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return {
        "seconds": seconds,
        "peak MB of the larger process": round(max(resource.getrusage(who).ru_maxrss for who in everybody) / unit, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--size", default="1080x1920")
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    cv2.setNumThreads(1)
    if options.one:
        print(json.dumps(measure_memory(options.seconds, Encoding(width, height, "draft", threads=2))))
        return
    print(json.dumps(measure_ratio(options.seconds, Encoding(width, height, "standard", threads=2)), indent=2))
    for seconds in (15, 30, 60) if options.memory else ():
        subprocess.run([sys.executable, "-m", "bench.render", "--one", "--seconds", str(seconds), "--size", options.size], check=True)


if __name__ == "__main__":
    main()
