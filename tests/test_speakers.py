"""Whose voice and how fast: the preset that a request leads to, what is refused, and what is made again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shorts.artifacts import ShortRequest
from shorts.errors import BadOption, UnknownChoice
from shorts.pipeline import make_short
from shorts.progress import Work
from shorts.settings import Settings
from shorts.short import new_short, save_short
from shorts.speakers import preset_of
from shorts.workshop import Workshop, open_workshop
from tests.maker import REQUEST, ToneVoice, tone_workshop

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Language, Narration
    from shorts.cast import VoicePreset

ASKED = ShortRequest("글", kind="text", character="tech-fox")


@pytest.fixture(scope="module")
def shop() -> Workshop:
    return open_workshop(Settings())


def test_a_character_speaks_with_its_own_voice(shop: Workshop) -> None:
    assert preset_of(shop, ASKED, "ko") == shop.cast["tech-fox"].voice("kokoro", "ko")


def test_another_character_lends_its_voice(shop: Workshop) -> None:
    assert preset_of(shop, replace(ASKED, speaker="baker-bear"), "en") != preset_of(shop, ASKED, "en")
    assert preset_of(shop, replace(ASKED, speaker="executive-fox"), "en") == shop.cast["executive-fox"].voice("kokoro", "en")


def test_speed_multiplies_the_presets(shop: Workshop) -> None:
    own = preset_of(shop, ASKED, "ko")
    assert preset_of(shop, replace(ASKED, voice_speed=1.2), "ko") == replace(own, speed=pytest.approx(own.speed * 1.2, abs=1e-4))


def test_an_engine_without_that_voice_is_told(shop: Workshop) -> None:
    with pytest.raises(UnknownChoice, match="kokoro"):
        preset_of(shop, replace(ASKED, voice="tone"), "ko")


@pytest.mark.parametrize("field", ["voice_speed", "music_level"])
@pytest.mark.parametrize("value", [-100.0, 100.0, float("nan")])
def test_speeds_and_levels_that_no_short_can_have_are_refused(shop: Workshop, field: str, value: float) -> None:
    with pytest.raises(BadOption, match=f"--{field.replace('_', '-')}"):
        shop.check(replace(ASKED, **{field: value}))


def test_a_speaker_that_nobody_knows_is_refused_at_once(shop: Workshop) -> None:
    with pytest.raises(UnknownChoice, match="nobody"):
        shop.check(replace(ASKED, speaker="nobody"))


class _Listening(ToneVoice):
    """Notes the presets that it was asked to speak with."""

    def __init__(self) -> None:
        super().__init__()
        self.presets: set[VoicePreset] = set()

    def say(self, text: str, language: Language, voice: VoicePreset, out: Path, work: Work) -> Narration:
        self.presets.add(voice)
        return super().say(text, language, voice, out, work)


@pytest.mark.usefixtures("quarter_size")
def test_a_changed_speed_is_spoken_again_and_the_same_is_not(local: Settings) -> None:
    voice = _Listening()
    shop = tone_workshop(local, voice)
    short = new_short(REQUEST, local)
    save_short(short)
    said = []
    for speed in (1.0, 1.25, 1.25):
        short = replace(short, request=replace(REQUEST, voice_speed=speed))
        save_short(short)
        make_short(short, shop, Work())
        said.append(len(voice.said))
    assert said[1] == 2 * said[0] == said[2]
    assert {preset.speed for preset in voice.presets} == {1.0, 1.25}
