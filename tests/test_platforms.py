"""Platform presets: whole in both languages, fitting what this program can make, and applied to a request without surprises."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from shorts.artifacts import Aspect, ShortRequest
from shorts.cli import main, parser, request_of
from shorts.errors import UnknownChoice
from shorts.platforms import PLATFORMS, Platform, apply, platform_of
from shorts.workshop import LIMITS, check_size

each = pytest.mark.parametrize("platform", PLATFORMS.values(), ids=PLATFORMS)


@each
def test_a_platform_is_whole_in_both_languages(platform: Platform) -> None:
    for korean, english in (platform.names, platform.room, platform.switch):
        assert re.search(r"[가-힣]", korean)
        assert not re.search(r"[가-힣]", english)
    assert "AI" in platform.switch[0] or "합성" in platform.switch[0]


@each
def test_its_lengths_can_be_made(platform: Platform) -> None:
    least, most = LIMITS["seconds"]
    assert least <= platform.good[0] < platform.good[1] <= platform.longest <= most
    assert platform.aspect in get_args(Aspect)


def test_every_aspect_has_its_place() -> None:
    assert {platform.aspect for platform in PLATFORMS.values()} == set(get_args(Aspect))


@each
def test_a_request_is_fitted_and_otherwise_kept(platform: Platform) -> None:
    asked = ShortRequest("글", kind="text", seconds=170, captions="card", music_level=-3, ai_label=False)
    fitted = apply(asked, platform)
    check_size(fitted)
    assert (fitted.aspect, fitted.seconds) == (platform.aspect, min(170, platform.longest))
    assert (fitted.captions, fitted.music_level, fitted.ai_label, fitted.source) == ("card", -3, False, "글")
    assert apply(ShortRequest("글", seconds=20), platform).seconds == 20
    assert apply(fitted, platform) == fitted


def test_an_unknown_platform_lists_those_there_are() -> None:
    with pytest.raises(UnknownChoice, match="tiktok"):
        platform_of("vine")


def test_the_command_line_takes_a_platform(capsys: pytest.CaptureFixture[str]) -> None:
    request = request_of(parser().parse_args(["make", "--text", "글", "--platform", "instagram-feed", "--seconds", "120"]))
    assert (request.aspect, request.seconds) == ("4:5", 90)
    assert main(["make", "--text", "글", "--platform", "vine", "--lang", "ko"]) == 2
    assert "naver-clip" in capsys.readouterr().err
