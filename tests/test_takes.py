"""Earlier pictures of a scene can be picked again; and the thumbnail is of the moment that was chosen."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from shorts.artifacts import Scene, Script, ShortRequest
from shorts.edits import Edits
from shorts.pipeline import make_short
from shorts.progress import Work
from shorts.settings import Settings
from shorts.short import Short, new_short, open_short, save_short, update_short
from shorts.takes import KEPT, picked, remember_take
from tests.maker import tone_workshop

SCRIPT = Script("제목", "ko", "news", (Scene("s1", "첫 문장이에요."), Scene("s2", "둘째 문장이에요.")), ("두 줄", "제목"))


def saved(tmp_path: Path) -> Short:
    short = replace(new_short(ShortRequest("https://example.com/a"), Settings(outputs=tmp_path)), script=SCRIPT)
    save_short(short)
    return short


def changed(short: Short, scene: int, **fields: object) -> Short:
    assert short.script is not None
    scenes = list(short.script.scenes)
    scenes[scene] = replace(scenes[scene], **fields)  # type: ignore[arg-type]
    return replace(short, script=replace(short.script, scenes=tuple(scenes)))


def test_pictures_are_remembered_and_words_are_not(tmp_path: Path) -> None:
    short = saved(tmp_path)
    assert remember_take(short, changed(short, 0, narration="다른 말이에요.")).takes == {}
    after = remember_take(short, changed(short, 0, take=1, narration="다른 말이에요."))
    assert after.script is not None
    assert after.takes == {"s1": (SCRIPT.scenes[0],)}
    back = picked(after.script.scenes[0], after.takes["s1"][0])
    assert back == replace(SCRIPT.scenes[0], narration="다른 말이에요.")
    again = remember_take(after, changed(after, 0, take=0))
    assert [take.take for take in again.takes["s1"]] == [1]  # what is shown now isn't among the earlier ones


def test_the_newest_few_of_scenes_that_are_there(tmp_path: Path) -> None:
    short = saved(tmp_path)
    for take in range(1, KEPT + 4):
        short = remember_take(short, changed(short, 1, take=take))
    assert [take.take for take in short.takes["s2"]] == list(range(KEPT + 2, 2, -1))
    assert short.script is not None
    fewer = replace(short, script=replace(short.script, scenes=short.script.scenes[:1]))
    assert remember_take(short, fewer).takes == {}


def test_edits_remember_and_hold_one_picture_of_a_movement(tmp_path: Path) -> None:
    short, edits = saved(tmp_path), Edits()
    for x in (0.1, 0.2, 0.3):  # a finger drags the point
        edits.edit(short.folder, lambda before, x=x: changed(before, 0, focus=(x, 0.5)), "focus s1")
    edits.edit(short.folder, lambda before: changed(before, 0, setting="park"))
    kept = open_short(short.folder).takes["s1"]
    assert [(take.focus, take.setting) for take in kept] == [((0.3, 0.5), "studio"), (None, "studio")]
    assert [take.focus for take in edits.undo(short.folder).takes["s1"]] == [None]


def test_the_thumbnail_shows_the_chosen_moment(drafted: Short) -> None:
    """Choosing it remakes the join only."""
    shop = tone_workshop(replace(Settings(), outputs=drafted.folder.parent))
    short = make_short(drafted, shop, Work())
    assert short.finished is not None
    pictures = {}
    for seconds in (None, 4.0, 900.0):
        before = len((short.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines())
        update_short(short.folder, lambda latest, seconds=seconds: replace(latest, request=replace(latest.request, thumbnail=seconds)))
        made = make_short(open_short(short.folder), shop, Work())
        assert made.finished is not None
        steps = [json.loads(line)["step"] for line in (short.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()[before:]]
        assert steps == ([] if seconds is None else ["join"])
        with Image.open(made.finished.thumbnail) as picture:
            pictures[seconds] = np.asarray(picture.convert("L"), int)
    for a, b in ((None, 4.0), (4.0, 900.0)):
        assert np.abs(pictures[a] - pictures[b]).mean() > 3
