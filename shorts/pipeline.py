"""make_short: the stages of one short, from its page to the finished file."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from shorts import steps
from shorts.build import Build
from shorts.errors import ShortsError
from shorts.files import ask_room
from shorts.short import keep_finished
from shorts.staging import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

    from shorts.artifacts import Narration
    from shorts.progress import Work
    from shorts.short import Short
    from shorts.steps import Take
    from shorts.workshop import Workshop

_POLL = 0.1  # seconds


def make_short(short: Short, workshop: Workshop, work: Work) -> Short:
    """Make `short` or what is missing of it; the finished record, saved. Whatever fails, finished steps are kept.

    Raises the errors of every stage: SourceError, RequestError, EngineError, RenderError, StorageError, Cancelled.
    """
    began = time.monotonic()
    ask_room(workshop.settings.outputs, workshop.settings.free_bytes)
    warm_up(short, workshop)
    with Build.opened(short.folder) as build:
        article = steps.read(build, short, workshop, work)
        short = steps.write(build, short, article, workshop, work)
        assert short.script is not None
        character = workshop.character(short.request.character)
        stage = Stage(workshop.settings, short.request, article, short.script, character, work)
        takes = film(build, stage, workshop, work)
        sound = steps.mix(build, stage, takes, workshop, work)
        finished = steps.finish(build, stage, takes, sound, workshop, work, seconds_taken=time.monotonic() - began)
        return keep_finished(short, finished)


def warm_up(short: Short, workshop: Workshop) -> None:
    """Load the voice in a thread while the page is read. What fails here fails again, and is told, where it is needed."""

    def prepare() -> None:
        with suppress(ShortsError):
            workshop.voice(short.request.voice).prepare()

    threading.Thread(target=prepare, name="warm-up", daemon=True).start()


def film(build: Build, stage: Stage, workshop: Workshop, work: Work) -> list[Take]:
    """Every scene spoken and rendered. The voice runs ahead in a thread of its own: one core speaks while the other draws."""
    scenes = stage.script.scenes
    with _ahead(lambda index: steps.speak_scene(build, stage, index, workshop, work), len(scenes), work) as narrations:
        return [steps.shoot(build, stage, index, narration, work) for index, narration in enumerate(narrations)]


@contextmanager
def _ahead(speak: Callable[[int], Narration], count: int, work: Work) -> Iterator[Iterator[Narration]]:
    """Results of speak(0), speak(1) … in order, computed in a thread; what hasn't begun is dropped when the block ends early.

    A cancelled job doesn't wait for the sentence that is being spoken: the model can't stop within it, and the thread ends after it.
    """
    pool = ThreadPoolExecutor(1, thread_name_prefix="voice")
    futures = [pool.submit(speak, index) for index in range(count)]
    try:
        yield (_awaited(future, work) for future in futures)
    finally:
        pool.shutdown(wait=not work.cancel.is_set(), cancel_futures=True)


def _awaited(future: Future[Narration], work: Work) -> Narration:
    while not future.done():
        work.check()
        wait([future], _POLL)
    return future.result()
