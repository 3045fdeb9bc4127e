"""The length of a text while it is typed: close to the voice's own prediction, quick, and true to speed, speaker and readings."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bench.voice_sentences import ENGLISH, KOREAN_HELD_OUT
from shorts.artifacts import ShortRequest
from shorts.errors import VoiceFailed
from shorts.settings import Settings
from shorts.spoken_length import estimate, exact
from shorts.workshop import Workshop, open_workshop

if TYPE_CHECKING:
    from shorts.artifacts import Language

ASKED = ShortRequest("", character="chef-penguin")
SENTENCES: dict[Language, tuple[str, ...]] = {"ko": KOREAN_HELD_OUT[:20], "en": tuple(ENGLISH[:20])}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return open_workshop(replace(Settings(), outputs=tmp_path_factory.mktemp("length")))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_it_is_close_on_twenty_sentences(shop: Workshop, language: Language) -> None:
    texts = SENTENCES[language]
    assert len(texts) == 20
    off = [estimate(text, language, shop, ASKED) / exact(text, language, shop, ASKED) - 1 for text in texts]
    assert np.mean(np.abs(off)) < 0.08
    assert abs(np.mean(off)) < 0.06


@pytest.mark.parametrize("language", ["ko", "en"])
def test_it_takes_a_blink(shop: Workshop, language: Language) -> None:
    text = " ".join(SENTENCES[language][:3])
    estimate(text, language, shop, ASKED)
    taken = []
    for number in range(5):
        began = time.process_time()
        estimate(f"{text} {number}", language, shop, ASKED)
        taken.append(time.process_time() - began)
    assert min(taken) < 0.03


def test_it_follows_speed_speaker_and_readings(shop: Workshop) -> None:
    text = "GS25에서 이번 주말까지 할인해요."
    usual = estimate(text, "ko", shop, ASKED)
    assert estimate(text, "ko", shop, replace(ASKED, voice_speed=1.25)) == pytest.approx(usual / 1.25, rel=0.05)
    slow = shop.shelf.add_blend("느린", {"jf_nezumi": 1}, speed=0.8)
    fast = shop.shelf.add_blend("빠른", {"jf_nezumi": 1}, speed=1.2)
    assert estimate(text, "ko", shop, replace(ASKED, speaker=slow.speaker)) > 1.2 * estimate(text, "ko", shop, replace(ASKED, speaker=fast.speaker))
    shop.readings.set("GS25", "지", "ko")
    assert estimate(text, "ko", shop, ASKED) < usual * 0.9
    assert exact(text, "ko", shop, ASKED) < usual
    shop.readings.remove("GS25", "ko")


def test_pauses_count(shop: Workshop) -> None:
    assert estimate("하나 둘. 셋 넷.", "ko", shop, ASKED) == pytest.approx(estimate("하나 둘 셋 넷.", "ko", shop, ASKED) + 0.38)


@pytest.mark.parametrize("text", ["", "  ", "★ — …"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_to_say_takes_no_time(shop: Workshop, text: str, language: Language) -> None:
    assert estimate(text, language, shop, ASKED) == 0
    with pytest.raises(VoiceFailed):
        exact(text, language, shop, ASKED)
