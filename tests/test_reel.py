"""Reels: everybody's script, and the command from a user's own file to the clip."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import shorts.reel
import shorts.workshop
from shorts.cast import load_cast
from shorts.cli import main
from shorts.ffmpeg.probe import probe
from shorts.reel import intro_of, reel_request, reel_script
from shorts.script import script_from_json, script_to_json
from shorts.settings import Settings
from tests.maker import ToneVoice, tone_workshop
from tests.test_characters import SHIPPED, own

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Language, ShortRequest
    from shorts.cast import Character
    from shorts.workshop import Workshop

CAST = load_cast(SHIPPED)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", CAST)
def test_everybody_introduces_themselves_with_varied_gestures(name: str, language: Language) -> None:
    one = CAST[name]
    script = reel_script(one, language)
    assert script_from_json(script_to_json(script)) == script
    assert " ".join(scene.narration for scene in script.scenes) == f"{one.catchphrase[language]} {one.intro[language]}" == reel_request(one, language).source
    gestures = [scene.gesture for scene in script.scenes]
    assert 4 <= len(gestures) == len(set(gestures))
    assert (gestures[0], gestures[-1]) == ("greet", "wave")
    assert len({scene.expression for scene in script.scenes}) >= 2
    assert {scene.setting for scene in script.scenes} == {one.setting}


def test_whoever_has_no_introduction_greets() -> None:
    silent = replace(CAST["trainer-bear"], intro={})
    assert intro_of(silent, "ko").startswith("안녕하세요, 트레이너 베어예요.")
    assert intro_of(replace(CAST["yoga-deer"], names={"ko": "요가 사슴", "en": "x"}, intro={}), "ko").startswith("안녕하세요, 요가 사슴이에요.")
    assert all(sentence.endswith("니다") for sentence in re.split(r"\.\s*", intro_of(replace(CAST["ceo-lion"], intro={}), "ko"))[:-1])
    assert len(reel_script(silent, "en").scenes) >= 3


@pytest.mark.slow
def test_a_users_own_character_gets_its_reel_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine"
    file = own(mine, "helper-robot", "sunny-bot")
    file.write_text(re.sub(r"\[intro\]\n.*\n.*\n", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    own(mine, "tech-fox", "other-fox", ("#ee7a26", "#3a4a8c"))
    monkeypatch.setenv("SHORTS_CHARACTERS", str(mine))
    assert main(["characters", "reel", "--all", "--lang", "en"]) == 2, "where to?"
    shutil.copy(SHIPPED / "helper-robot.puppet", mine / "sunny-bot.puppet")  # made of the same record

    asked = shorts.reel.reel_request

    def with_tone(settings: Settings) -> Workshop:
        shop = tone_workshop(settings)
        shop.voices["kokoro"] = ToneVoice()
        return shop

    def quickly(character: Character, language: Language) -> ShortRequest:
        return replace(asked(character, language), quality="draft")

    monkeypatch.setattr(shorts.workshop, "open_workshop", with_tone)
    monkeypatch.setattr(shorts.reel, "reel_request", quickly)
    capsys.readouterr()
    for told in ("", "sunny-bot: already there"):
        assert main(["characters", "reel", "--all", "--out", str(tmp_path / "reels"), "--lang", "en"]) == 0
        out, err = capsys.readouterr()
        assert out.strip() == str(tmp_path / "reels" / "sunny-bot-ko.mp4")
        assert "other-fox: skipped" in err
        assert told in err
    assert probe(tmp_path / "reels" / "sunny-bot-ko.mp4").seconds > 8
    assert [path.name for path in (tmp_path / "reels").iterdir() if path.suffix == ".mp4"] == ["sunny-bot-ko.mp4"]
