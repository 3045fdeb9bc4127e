"""As far as somebody wants: the script alone, a small draft, the whole short; nothing on the way is made twice."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from shorts.ffmpeg.probe import probe
from shorts.jobs import JobStore
from shorts.pipeline import make_short
from shorts.progress import Meter, Progress, Work
from shorts.settings import Settings
from shorts.short import open_short, start_short
from tests.maker import REQUEST, ToneVoice, tone_workshop

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.short import Short


def steps_of(short: Short) -> list[str]:
    lines = (short.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["step"] for line in lines]


def test_script_then_draft_then_short(tmp_path: Path) -> None:
    """The draft leaves voices and sound that the short takes as they are."""
    settings, voice = replace(Settings(), outputs=tmp_path), ToneVoice()
    shop = tone_workshop(settings, voice)
    short = start_short(replace(REQUEST, seconds=8), settings)
    written = make_short(short, shop, Work(), "script")
    assert written.script is not None
    assert (written.finished, written.draft, voice.said) == (None, None, [])
    assert steps_of(written) == ["article", "script"]

    drafted = make_short(written, shop, Work(), "draft")
    assert (drafted.finished, drafted.draft) == (None, short.folder / "draft.mp4")
    assert drafted.draft is not None
    assert (probe(drafted.draft).width, probe(drafted.draft).height) == (268, 480)
    assert voice.said == [scene.narration for scene in written.script.scenes]

    made = make_short(drafted, shop, Work())
    assert made.finished is not None
    assert made.finished.seconds == round(probe(drafted.draft).seconds * 30) / 30
    assert len(voice.said) == len(written.script.scenes)
    assert steps_of(made).count("audio") == 1

    again = make_short(made, shop, Work(), "draft")  # a look at it later touches no result
    assert again == open_short(short.folder) == made


def test_every_goal_ends_at_the_whole() -> None:
    for goal, shares in Meter.SHARES.items():
        meter = Meter(goal)
        for stage in shares:
            meter.update(Progress(stage, 1, 1))
        assert abs(meter.fraction - 1) < 1e-9


def test_a_store_from_before_goals_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "studio.db"
    old = sqlite3.connect(path)
    old.execute(
        "create table jobs (id text primary key, short text not null, state text not null, stage text not null default '', done real not null default 0,"
        " total real not null default 0, fraction real not null default 0, note text not null default '', error text not null default '',"
        " crashes integer not null default 0, created real not null, started real, ended real)"
    )
    old.execute("insert into jobs (id, short, state, created) values ('a', 'lamp', 'queued', 1.0)")
    old.commit()
    old.close()
    for _ in range(2):  # opened twice: what was changed once isn't changed again
        store = JobStore(path)
        assert store.get("a").goal == "short"
        assert store.get(store.add("lamp", "draft").id).goal == "draft"
        store.close()
