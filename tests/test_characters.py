"""Characters as data: files examined to their end, the cast as its folder has it now, a user's own character from its file to its pictures."""

from __future__ import annotations

import json
import re
import shutil
import signal
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from starlette.applications import Starlette

from shorts import cast_live, cli_characters
from shorts.cast import load_cast
from shorts.cast_check import check_files, puppet_state
from shorts.cast_live import LiveCast, version_of
from shorts.cli import main
from shorts.errors import CharacterFileBroken
from shorts.server.portraits import portraits_route
from shorts.settings import Settings
from shorts.toon.check import slips
from shorts.toon.kept import found_portrait, found_puppet, kept_puppet, portrait_key
from tests.asgi import ask

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = Settings().characters


def own(folder: Path, base: str, name: str, *changes: tuple[str, str]) -> Path:
    """A user's file: a copy of one that ships, under another id, with some of it changed."""
    text = (SHIPPED / f"{base}.toml").read_text(encoding="utf-8")
    text = re.sub(r"^group = .*\n", "", text, flags=re.MULTILINE)
    for before, after in ((f'id = "{base}"', f'id = "{name}"'), *changes):
        assert before in text, before
        text = text.replace(before, after)
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder / f"{name}.toml"


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's own with a fox in other colours and clothes, named to the program."""
    monkeypatch.setenv("SHORTS_CHARACTERS", str(tmp_path / "mine"))
    monkeypatch.setenv("SHORTS_CACHE", str(tmp_path / "cache"))
    own(
        tmp_path / "mine", "tech-fox", "night-fox", ("#ee7a26", "#3a4a8c"), ('outfit = "hoodie"', 'outfit = "tee"'), ('prop = "tablet"', 'prop = "cup"'),
        ('glasses = "visor"\n', ""),
    )  # fmt: skip
    return tmp_path / "mine"


# --- check -------------------------------------------------------------------------------------------------------


def test_everybody_who_ships_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["characters", "check", "--json"]) == 0
    looked = json.loads(capsys.readouterr().out)
    assert len(looked) >= 39
    assert not [one for one in looked if one["problems"] or not one["portrait"]]


BROKEN = (
    ('register = "haeyo"', 'register = "banmal"', "register"),
    ('gestures = ["point", "explain", "thumbs_up"]', 'gestures = ["fly"]', "gestures[0]"),
    ("speed = 1.05", 'speed = "fast"', "voice.kokoro.ko.speed"),
)
DEEP = (
    ('preset = "am_puck"', 'preset = "am_nobody"', "voice.kokoro.en.preset"),
    ('ears = "fox"', 'ears = "elephant"', "toon.ears"),
    ('tail = "fox"', 'taill = "fox"', "toon.taill"),
    ('main = "#ee7a26"\n', "", "toon.colours.main"),
    ('outfit = "#1f8f8c"', 'outfit = "teal"', "toon.colours.outfit"),
    ("w = 0.70", 'w = "wide"', "toon.head.w"),
    ("nose_w = 0.075", "nose_width = 0.075", "toon.muzzle.nose_width"),
)


@pytest.mark.parametrize("slipped", [BROKEN, DEEP], ids=["form", "record"])
def test_every_mistake_of_a_file_is_told_at_once(mine: Path, slipped: Any, capsys: pytest.CaptureFixture[str]) -> None:
    own(mine, "tech-fox", "wrong-fox", *((before, after) for before, after, _ in slipped))
    for language, wanted in (("ko", "목록|수|색|하나|숫자|또는"), ("en", "one of|a list|a number|colour|or")):
        assert main(["characters", "check", "--lang", language]) == 2
        told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("✘")]
        assert {line.split(": ")[1].split(" → ")[0] for line in told} == {key for _, _, key in slipped}
        assert all(line.startswith("✘ wrong-fox.toml: ") for line in told)
        assert all(re.search(wanted, line.split(" → ")[1]) for line in told), told
        assert all(re.search("[가-힣]", line) is not None for line in told) == (language == "ko")


def test_two_files_with_one_id_are_both_seen(mine: Path) -> None:
    shutil.copy(mine / "night-fox.toml", mine / "z.toml")
    looked = check_files(sorted(mine.glob("*.toml")), Settings())
    assert [[problem.details["key"] for problem in one.problems] for one in looked] == [[], ["id"]]
    assert "night-fox.toml" in looked[1].problems[0].text("ko")


def test_one_file_or_one_id_can_be_checked_alone(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = own(mine.parent / "elsewhere", "tech-fox", "night-fox")
    assert main(["characters", "check", "night-fox"]) == 0
    assert main(["characters", "check", str(broken)]) == 2, "its id is taken"
    assert capsys.readouterr().out.count("✘") == 1
    assert main(["characters", "check", "missing.toml"]) == 2


def test_lists_number_their_own_slips() -> None:
    record = load_cast(SHIPPED)["tech-fox"].toon or {}
    listed = {"patches": [{"pos": [0, 0, 0], "colour": "main"}, {"pos": [0, 0, 0], "rad": [1, 1, 1], "colour": "main"}, {"pos": [0], "rad": [1, 1, 1], "colour": "main"}]}
    found = slips(record | {"marks": "strokes", "strokes": [{"end": [0, 0]}]} | listed)
    assert [slip.details["key"] for slip in found] == ["patches[0].rad", "patches[2].pos", "strokes[0].start"]
    assert [slip.details["key"] for slip in slips({"skin": "fur"})] == ["colours"]


# --- a character of the user's own -------------------------------------------------------------------------------


def test_a_file_that_is_dropped_in_joins_the_cast_at_once(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cast_live, "_REST", 0.0)
    cast = LiveCast(mine)
    before, version = cast["night-fox"], version_of(cast)
    assert (list(cast), version_of(cast)) == (["night-fox"], version)
    own(mine, "helper-robot", "sunny-bot")
    assert list(cast) == [one.id for one in cast.values()] == ["night-fox", "sunny-bot"]
    assert version_of(cast) != version
    (mine / "night-fox.toml").write_text("id = 3", encoding="utf-8")
    assert list(cast) == ["sunny-bot"]
    assert [error.details["file"] for error in cast.broken] == ["night-fox.toml"]
    for file in mine.glob("*.toml"):
        file.unlink()
    assert len(cast) == 1, "shorts go on with whom they had"
    assert before.group == "mine"


def test_a_portrait_is_drawn_at_first_look_and_anew_after_a_change(mine: Path) -> None:
    own(mine, "helper-robot", "sunny-bot")
    settings = Settings()
    cast = load_cast(mine)
    site = Starlette(routes=[portraits_route(cast, settings)])
    assert found_portrait(cast["sunny-bot"], settings) is None
    status, headers, _ = ask(site, f"/static/cast/sunny-bot.webp?v={portrait_key(cast['sunny-bot'])}")
    assert (status, headers["content-type"]) == (200, "image/webp")
    assert "immutable" in headers["cache-control"]
    kept = found_portrait(cast["sunny-bot"], settings)
    assert kept is not None
    with Image.open(kept) as picture:
        assert picture.size == (256, 256)
    changed = replace(cast["sunny-bot"], palette=("#000000", *cast["sunny-bot"].palette[1:]))
    assert found_portrait(changed, settings) is None
    assert ask(site, "/static/cast/nobody.webp")[0] == 404


def test_whoever_cannot_be_drawn_has_no_portrait(mine: Path) -> None:
    own(mine, "helper-robot", "odd-bot", ('badge = "heart"', 'badge = "hat"'))
    status, _, text = ask(Starlette(routes=[portraits_route(load_cast(mine), Settings())]), "/static/cast/odd-bot.webp")
    assert status == 404
    assert "odd-bot.toml" in text
    assert "toon.badge" in text


def test_a_glance_takes_seconds_and_says_where_it_is(mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(mine, "helper-robot", "sunny-bot")
    assert main(["characters", "preview", "sunny-bot", "--out", str(tmp_path / "look.png")]) == 0
    assert capsys.readouterr().out.strip() == str((tmp_path / "look.png").resolve())
    with Image.open(tmp_path / "look.png") as picture:
        assert picture.size == (1000, 640)
        assert len(picture.convert("RGB").getcolors(1_000_000) or []) > 2000


def test_a_build_that_is_stopped_leaves_nothing_half(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own(mine, "helper-robot", "sunny-bot")
    monkeypatch.setattr(cli_characters.Bar, "__call__", lambda bar, event: signal.raise_signal(signal.SIGINT))
    before = signal.getsignal(signal.SIGINT)
    assert main(["characters", "build", "sunny-bot"]) == 130
    assert signal.getsignal(signal.SIGINT) is before
    assert not [path for path in mine.iterdir() if path.suffix != ".toml"]


def test_a_broken_record_is_refused_before_minutes_are_spent(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(mine, "tech-fox", "odd-fox", ('ears = "fox"', 'ears = "elephant"'))
    assert main(["characters", "build", "odd-fox", "--lang", "en"]) == 2
    assert "odd-fox.toml: toon.ears" in capsys.readouterr().err
    assert main(["characters", "build", "--lang", "en"]) == 2
    assert "--all" in capsys.readouterr().err


def test_a_puppet_is_known_beside_its_file_and_in_the_cache(mine: Path) -> None:
    settings = Settings()
    shutil.copy(SHIPPED / "helper-robot.toml", mine)
    robot = load_cast(mine)["helper-robot"]
    assert (puppet_state(robot, settings), found_puppet(robot, settings)) == ("none", None)
    kept_puppet(robot, settings).parent.mkdir(parents=True)
    shutil.copy(SHIPPED / "helper-robot.puppet", kept_puppet(robot, settings))
    assert puppet_state(robot, settings) == "kept"
    shutil.copy(SHIPPED / "helper-robot.puppet", mine)
    assert puppet_state(robot, settings) == "ready"
    assert puppet_state(replace(robot, toon={**(robot.toon or {}), "blush": 0.3}), settings) == "old"
    assert puppet_state(replace(robot, toon=None), settings) == "undrawn"
    with pytest.raises(CharacterFileBroken):
        load_cast(mine.parent / "nowhere")


def test_the_readmes_example_is_right_as_it_stands(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Copy the file, put the example's lines in the place of those with the same key, and nothing is wrong."""
    text = (SHIPPED / "README.md").read_text(encoding="utf-8")
    example = tomllib.loads(re.findall(r"```toml\n(.*?)```", text, re.DOTALL)[0])
    lines = (SHIPPED / "tech-fox.toml").read_text(encoding="utf-8").splitlines()
    table, out, added = "", [], set[tuple[str, str]]()
    flat = {("", key): value for key, value in example.items() if not isinstance(value, dict)}
    flat |= {(name, key): value for name in ("name", "toon") for key, value in example[name].items() if not isinstance(value, dict)}
    flat |= {("toon.colours", key): value for key, value in example["toon"]["colours"].items()}
    for line in [*lines, ""]:
        if heading := re.fullmatch(r"\[([\w.]+)\]", line):
            table = heading[1]
        key = line.partition(" = ")[0]
        if key == "group":
            continue
        out.append(f"{key} = {json.dumps(flat[table, key], ensure_ascii=False)}" if (table, key) in flat else line)
        added.add((table, key))
    out[-1:] = [f"{key} = {json.dumps(value)}" for (where, key), value in flat.items() if where == "toon.colours" and (where, key) not in added]
    (mine / "night-fox.toml").write_text("\n".join(out) + "\n", encoding="utf-8")
    assert main(["characters", "check"]) == 0, capsys.readouterr().out
    fox = load_cast(mine)["night-fox"]
    assert (fox.group, fox.names["ko"], (fox.toon or {})["prop"], (fox.toon or {})["colours"]["main"]) == ("mine", "나이트 폭스", "cup", "#3a4a8c")
