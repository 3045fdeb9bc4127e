#!/usr/bin/env python3
"""What each graphic costs a frame: CPU milliseconds on 1080x1920 of three seconds of it, painting, coming and going included.

    python -m bench.graphics
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

import cv2

from shorts.artifacts import FPS
from shorts.layouts import panel_box
from shorts.picture.lettering import Lettering
from shorts.picture.overlays import LabelLayer
from shorts.picture.source_line import SourceLayer
from shorts.picture.stage import Stage
from shorts.picture.tags import TagLayer
from shorts.picture.word_cards import WordCardLayer
from shorts.picture.yuv import Canvas
from shorts.scene_plan import CallMoment, Figure, Panel, Point, Points, PriceMoment, Quote, RatingMoment, SourceMoment
from shorts.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.picture.layer import Layer

END = 3 * FPS


def layers() -> dict[str, Callable[[], Layer]]:
    letters, box = Lettering.load(Settings(), palette=("#fca311",)), panel_box(Stage(1080, 1920), side=1)
    rows = tuple(Point(text, at) for text, at in (("기분이 좋아져요", 0), ("잠이 잘 와요", 20), ("돈이 들지 않아요", 40), ("누구나 할 수 있어요", 60)))
    quote = Quote("늦게 퇴근하는 시민도 집 가까운 곳에서 책을 읽고 공부할 수 있게 하려는 것", "이도현 과장")
    return {
        "figure": lambda: WordCardLayer(Panel(Figure("1조 2,400억", "원", "해마다"), box, 0, END), letters),
        "points": lambda: WordCardLayer(Panel(Points(rows, True), box, 0, END), letters),
        "quote": lambda: WordCardLayer(Panel(quote, box, 0, END), letters),
        "price": lambda: TagLayer(PriceMoment("1,299,000원", 0, END), letters),
        "rating": lambda: TagLayer(RatingMoment("4.8", 0, END), letters),
        "call": lambda: TagLayer(CallMoment("댓글 남기기", "comment", 0, END), letters),
        "source": lambda: SourceLayer(SourceMoment("한빛일보 · 2026. 11. 16.", 0, END), LabelLayer(("AI 생성",), letters), letters),
    }


def measure(layer: Layer) -> tuple[float, float]:
    """CPU milliseconds of painting it, and of a frame on average after that."""
    canvas, began = Canvas.blank(1080, 1920), time.thread_time()
    layer.draw(canvas, 0.0)
    painted = time.thread_time()
    for frame in range(1, END):
        layer.draw(canvas, frame / FPS)
    return (painted - began) * 1000, (time.thread_time() - painted) / (END - 1) * 1000


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    cv2.setNumThreads(1)
    for name, make in layers().items():
        measure(make())  # fonts loaded
        painting, frame = measure(make())
        print(f"{name:8s} painted {painting:6.1f} ms   a frame {frame:5.2f} ms")


if __name__ == "__main__":
    main()
