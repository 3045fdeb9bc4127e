"""How long the gallery takes with thousands of shorts: python -m bench.library [COUNT]

Makes COUNT real folders (default 2,000) with a short.json as a small script has it, then measures the first page on a fresh index
(every short.json is read), the next page, a search, and the first page of a second start.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from shorts.artifacts import Scene, Script, ShortRequest
from shorts.library import Library
from shorts.settings import Settings
from shorts.short import new_short, save_short

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = ("서점은 밤에도 문을 열어요.", "손님은 하루 평균 395명이에요.", "주말에는 자리가 부족해 줄을 서야 해요.", "커피는 3,000원이에요.")


def make_shorts(settings: Settings, count: int) -> None:
    """`count` shorts with four scenes each, no results."""
    for number in range(count):
        scenes = tuple(Scene(f"s{index + 1}", f"{words} {number}번째 이야기예요.") for index, words in enumerate(_WORDS))
        script = Script(f"밤에 여는 서점 {number}", "ko", "story", scenes, ("밤에 여는", "서점"))
        save_short(replace(new_short(ShortRequest(f"https://example.com/shop/{number}"), settings), script=script))


def timed(name: str, do: Callable[[], object]) -> None:
    began, used = time.perf_counter(), time.process_time()
    do()
    print(f"{name:42s} {time.perf_counter() - began:7.3f} s, of which on the processor {time.process_time() - used:7.3f} s")


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(Settings(), outputs=Path(folder))
        timed(f"making {count} folders", lambda: make_shorts(settings, count))
        library = Library(settings)
        timed("first page, nothing indexed", library.page)
        timed("second page", lambda: library.page(offset=24))
        timed("first page after a look at all folders", lambda: (library.scan(), library.page()))
        timed("search, two words", lambda: library.page("서점 1999번째"))
        timed("by size, all measured", lambda: library.page(order="size"))
        library.close()
        library = Library(settings)
        timed("first page of the next start", library.page)
        library.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
