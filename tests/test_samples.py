"""Samples of voices and characters: what they are, kept and found again, made anew when what is in them changes."""

from __future__ import annotations

import itertools
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from shorts.errors import Cancelled, NotDrawnYet, UnknownChoice
from shorts.ffmpeg.probe import count_frames, probe
from shorts.progress import Work
from shorts.samples import Samples, _with_quiet
from shorts.settings import Settings
from shorts.workshop import Workshop, open_workshop
from tests.maker import ToneVoice

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Language, Narration, Progress
    from shorts.cast import VoicePreset


class _Standing(ToneVoice):
    """The tone in the embedded voice's place, so that a test takes no seconds of speech."""

    id = "kokoro"

    def say(self, text: str, language: Language, voice: VoicePreset, out: Path, work: Work) -> Narration:
        work.step("voice", 0, 1)
        return super().say(text, language, voice, out, work)


@pytest.fixture
def shop(local: Settings, tmp_path: Path) -> Workshop:
    found = open_workshop(replace(local, cache=tmp_path / "cache"))
    found.voices["kokoro"] = _Standing()
    return found


def said(shop: Workshop) -> list[str]:
    voice = shop.voices["kokoro"]
    assert isinstance(voice, _Standing)
    return voice.said


def test_a_catchphrase_is_spoken_once(shop: Workshop) -> None:
    samples = Samples(shop)
    first, again, english = (samples.say_sample("tech-fox", language) for language in ("ko", "ko", "en"))
    assert first == again != english
    assert said(shop) == [shop.cast["tech-fox"].catchphrase[language] for language in ("ko", "en")]
    assert first.is_relative_to(shop.settings.cache)
    undrawn = next(one for one in shop.cast.values() if one.toon is None) if any(one.toon is None for one in shop.cast.values()) else shop.cast["chef-penguin"]
    assert samples.say_sample(undrawn.id, "ko", "다른 말").exists()
    assert said(shop)[-1] == "다른 말"
    with pytest.raises(UnknownChoice):
        samples.say_sample("nobody", "ko")


def test_a_reading_and_a_lost_file_make_it_again(shop: Workshop) -> None:
    samples = Samples(shop)
    first = samples.say_sample("tech-fox", "ko", "나이키를 봐요.")
    shop.readings.set("나이키", "나이크", "ko")
    second = samples.say_sample("tech-fox", "ko", "나이키를 봐요.")
    assert first != second
    assert said(shop) == ["나이키를 봐요.", "나이크를 봐요."]
    second.with_suffix(".json").write_text("{", encoding="utf-8")
    assert samples.say_sample("tech-fox", "ko", "나이키를 봐요.") == second
    second.unlink()
    assert samples.say_sample("tech-fox", "ko", "나이키를 봐요.") == second
    assert len(said(shop)) == 4


def test_two_who_ask_at_once_get_the_same(shop: Workshop) -> None:
    samples, paths = Samples(shop), []
    threads = [threading.Thread(target=lambda: paths.append(samples.say_sample("tech-fox", "ko", "둘이서"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(paths) == 4
    assert len(set(paths)) == 1
    assert said(shop) == ["둘이서"]


def test_a_character_speaks_and_moves(shop: Workshop) -> None:
    samples = Samples(shop)
    events: list[Progress] = []
    path = samples.moving_preview("tech-fox", "ko", Work(events.append))
    media = probe(path)
    assert (media.width, media.height, media.codec, media.audio_codec) == (360, 640, "h264", "aac")
    assert 3 <= media.seconds <= 4.5
    assert count_frames(path) == pytest.approx(media.seconds * 30, abs=1)
    assert {event.stage for event in events} >= {"voice", "render"}
    assert not np.array_equal(*(_frame(path, number) for number in (3, 40)))
    before = path.stat().st_mtime_ns
    assert samples.moving_preview("tech-fox", "ko") == path
    assert path.stat().st_mtime_ns == before
    shop.cast["tech-fox"] = replace(shop.cast["tech-fox"], catchphrase={"ko": "또 다른 말이에요!", "en": ""})
    changed = samples.moving_preview("tech-fox", "ko")
    assert changed != path
    assert not path.exists()  # an earlier take is of no use
    assert sorted(one.suffix for one in changed.parent.iterdir() if not one.name.startswith(".")) == [".json", ".json", ".mp4", ".wav", ".wav"]


def _frame(path: Path, number: int) -> np.ndarray:
    import av

    with av.open(str(path)) as container:
        return next(itertools.islice(container.decode(video=0), number, None)).to_ndarray(format="gray")


def test_a_cancelled_preview_leaves_nothing(shop: Workshop) -> None:
    cancel = threading.Event()

    def stop(event: Progress) -> None:
        if event.stage == "render":
            cancel.set()

    with pytest.raises(Cancelled):
        Samples(shop).moving_preview("tech-fox", "ko", Work(stop, cancel))
    assert not [path for path in shop.settings.cache.rglob("*") if path.suffix == ".mp4" or "scratch" in path.name]


def test_a_character_without_a_picture_says_so(shop: Workshop) -> None:
    shop.cast["tech-fox"] = replace(shop.cast["tech-fox"], toon=None)
    with pytest.raises(NotDrawnYet):
        Samples(shop).moving_preview("tech-fox", "ko")


def test_the_times_still_tile_with_quiet_around(shop: Workshop, tmp_path: Path) -> None:
    spoken = shop.voices["kokoro"].say("네, 맞아요.", "ko", shop.cast["tech-fox"].voice("kokoro", "ko"), tmp_path / "a.wav", Work())
    timed = _with_quiet(spoken)
    assert timed.seconds >= 2.7
    for spans in (timed.words, timed.phones):
        assert (spans[0].start, spans[-1].end) == (0, timed.seconds)
        assert all(a.end == pytest.approx(b.start) and b.end > b.start for a, b in itertools.pairwise(spans))
