#!/usr/bin/env python3
"""What captions cost a frame in each style: CPU milliseconds of drawing them on 1080x1920, painting of new words included.

    python -m bench.captions [--seconds 12]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import cv2

from shorts.artifacts import FPS, Narration, Scene, Word
from shorts.captions import captions_of
from shorts.picture.caption_layer import CaptionLayer
from shorts.picture.caption_styles import STYLES, CaptionStyle
from shorts.picture.lettering import Lettering
from shorts.picture.yuv import Canvas
from shorts.settings import Settings

SENTENCE = "겨울철 건조한 방, 아직도 젖은 수건만 널어 두시나요? 한 번 물을 채우면 열두 시간 동안 조용히 촉촉해요."


def measure(style: CaptionStyle, seconds: float) -> float:
    """CPU milliseconds a frame, over `seconds` of captions whose words last a third of a second."""
    texts = SENTENCE.split()
    count = round(seconds * 3)
    words = tuple(Word(texts[n % len(texts)], n / 3, (n + 1) / 3) for n in range(count))
    captions = captions_of(Narration(Path("unused.wav"), count / 3, words), Scene("s1", SENTENCE, caption=("조용히",)), "ko")
    layer, canvas = CaptionLayer(captions, Lettering.load(Settings()), style), Canvas.blank(1080, 1920)
    began = time.thread_time()
    for frame in range(round(seconds * FPS)):
        layer.draw(canvas, frame / FPS)
    return (time.thread_time() - began) / (seconds * FPS) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=12.0)
    seconds = parser.parse_args().seconds
    cv2.setNumThreads(1)
    measure(next(iter(STYLES.values())), 1.0)  # fonts loaded
    for style in STYLES.values():
        print(f"{style.id:10s} {measure(style, seconds):5.2f} ms")


if __name__ == "__main__":
    main()
