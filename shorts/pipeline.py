"""make_short: the stages of one short, from its page to the finished file."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from shorts import steps
from shorts.build import Build
from shorts.errors import ShortsError
from shorts.files import ask_room
from shorts.pictures import Pictures
from shorts.render import encoding_of, sketch_encoding
from shorts.short import keep_draft, keep_finished
from shorts.staging import Stage
from shorts.text.morphemes import shared_kiwi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.artifacts import Goal
    from shorts.audio import MixReport
    from shorts.progress import Work
    from shorts.short import Short
    from shorts.steps import Take
    from shorts.workshop import Workshop



def make_short(short: Short, workshop: Workshop, work: Work, goal: Goal = "short") -> Short:
    """Make `short` or what is missing of it, as far as `goal`; its record, saved. Whatever fails, finished steps are kept.

    goal: "script" ends when the script is written; "draft" also makes draft.mp4, small and quick, with the voices and the sound
    that the short will have; "short" makes the finished short.

    Raises the errors of every stage: SourceError, RequestError, EngineError, RenderError, StorageError, Cancelled.
    """
    began = time.monotonic()
    ask_room(workshop.settings.outputs, workshop.settings.free_bytes)
    warm_up(short, workshop)
    with Build.opened(short.folder) as build:
        article = steps.read(build, short, workshop, work)
        workshop.demand_allowed(short.request, article)
        short = steps.write(build, short, article, workshop, work)
        workshop.demand_allowed(short.request, article, short.script)
        if goal == "script":
            return short
        assert short.script is not None
        character = workshop.character(short.request.character)
        encoding = sketch_encoding(short.request.aspect) if goal == "draft" else encoding_of(short.request.aspect, short.request.quality, workshop.codec)
        pictures = Pictures(build, short.script, short.request, workshop, work, moving=goal == "short")
        stage = Stage(workshop.settings, short.request, article, short.script, character, work, short.uploads, encoding, drawn=pictures.expected)
        takes, sound = film(build, stage, pictures, workshop, work)
        if goal == "draft":
            draft = steps.finish_draft(build, stage, takes, sound, work).path
            build.note_used(goal)
            return keep_draft(short, draft)
        finished = steps.finish(build, stage, takes, sound, workshop, work, seconds_taken=time.monotonic() - began)
        build.note_used(goal)
        return keep_finished(short, finished)


def warm_up(short: Short, workshop: Workshop) -> None:
    """Load the voice and the Korean analyser in a thread while the page is read. What fails here fails again, and is told, where it is needed."""

    def prepare() -> None:
        with suppress(ShortsError):
            if (short.request.language or workshop.settings.ui_language) == "ko":
                shared_kiwi()
            workshop.voice(short.request.voice).prepare()

    # not a daemon, as it would be by itself under the studio's worker: native loaders must not be cut off at exit
    threading.Thread(target=prepare, name="warm-up", daemon=False).start()


def film(build: Build, stage: Stage, pictures: Pictures, workshop: Workshop, work: Work) -> tuple[list[Take], MixReport]:
    """Every scene spoken and rendered, and the sound mixed.

    One core speaks while the other draws: the voice runs ahead in a thread of its own, and when it has said everything that
    thread mixes the sound, while the last scenes are still being drawn. A third thread gives the graphics card its work, all pictures
    before the first clip, so that each model is brought there once; a scene is rendered as soon as its own picture is there.
    """
    count = len(stage.script.scenes)
    with _thread("sound", work) as sound, _thread("pictures", work) as card:
        spoken = [sound.submit(steps.speak_scene, build, stage, index, workshop, work) for index in range(count)]
        mixed = sound.submit(lambda: steps.mix(build, stage, [future.result() for future in spoken], workshop, work))
        drawn = pictures.submit(card, stage, spoken)
        takes = []
        for index, (scene, narration) in enumerate(zip(stage.script.scenes, spoken, strict=True)):
            said = work.wait_for(narration)
            if scene.id in drawn:
                work.wait_for(drawn[scene.id])
            takes.append(steps.shoot(build, stage, index, said, work))
        return takes, work.wait_for(mixed)


@contextmanager
def _thread(name: str, work: Work) -> Iterator[ThreadPoolExecutor]:
    """One thread that works off what it is given in order; what hasn't begun is dropped when the block ends early.

    A cancelled job doesn't wait for the sentence that is being spoken: the model can't stop within it, and the thread ends after it.
    """
    pool = ThreadPoolExecutor(1, thread_name_prefix=name)
    try:
        yield pool
    finally:
        pool.shutdown(wait=not work.cancel.is_set(), cancel_futures=True)
