"""The command `characters`: the cast, whether its files are right, how somebody looks, and drawing ahead what shorts need.

What draws is imported by the actions: no other command pays for it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from shorts.errors import BadOption, CharacterFileBroken
from shorts.progress import Work

if TYPE_CHECKING:
    import argparse

    from shorts.artifacts import Progress
    from shorts.cast import Character
    from shorts.cast_check import Checked
    from shorts.settings import Settings

_WORDS = {
    "ko": {
        "ready": "인형 있음", "kept": "인형 있음(처음 쓸 때 만든 것)", "old": "인형이 예전 기록으로 만든 것(처음 쓸 때 새로 만듦)", "none": "인형 없음(처음 쓸 때 만듦)",
        "undrawn": "[toon] 표가 없어 그릴 수 없음",
        "portrait": "얼굴 그림 있음", "no_portrait": "얼굴 그림 없음(처음 볼 때 그림)", "fine": "파일 {count}개, 문제없음",
        "bad": "파일 {count}개 가운데 {broken}개에 문제 {problems}개", "drawing": "인형 그리는 중", "there": "{id}: 이미 있음",
    },
    "en": {
        "ready": "puppet ready", "kept": "puppet ready (made on first use)", "old": "puppet is of an older record (made anew on first use)",
        "none": "no puppet (made on first use)",
        "undrawn": "no table [toon] to draw from", "portrait": "portrait ready", "no_portrait": "no portrait (drawn at first look)", "fine": "{count} files, nothing wrong",
        "bad": "{problems} problems in {broken} of {count} files", "drawing": "drawing the puppet", "there": "{id}: already there",
    },
}  # fmt: skip
_EPILOG = """check exits with 2 if a file has a mistake. build and reel can be stopped with Ctrl-C at any time (exit code 130): nothing is left half,
and the same command goes on with whoever isn't done yet."""


def add_characters(parser: argparse.ArgumentParser) -> None:
    parser.epilog = f"{_EPILOG} {parser.epilog or ''}"
    parser.add_argument("action", nargs="?", default="list", choices=("list", "check", "preview", "build", "reel"))
    parser.add_argument("who", nargs="*", metavar="ID|FILE", help="characters, or .toml files; for list and check everybody when left out")
    parser.add_argument("--all", action="store_true", help="build, reel: everybody")
    parser.add_argument("--out", type=Path, metavar="PATH", help="preview: FILE.png; reel: a folder")
    parser.add_argument("--force", action="store_true", help="build, reel: make again what is there, too")
    parser.add_argument("--language", choices=("ko", "en"), default="ko", help="reel: what is spoken (default: ko)")
    parser.add_argument("--build", action="store_true", help="reel: draw puppets that are missing first (minutes each) instead of skipping those characters")
    parser.add_argument("--json", action="store_true", help="list, check: for programs")
    parser.set_defaults(run=run_characters)


def run_characters(options: argparse.Namespace, settings: Settings) -> int:
    """Raises UnknownChoice, CharacterFileBroken, BadOption, NotDrawnYet and what drawing raises."""
    from shorts.cli_reel import reel

    return {"list": _list, "check": _check, "preview": _preview, "build": _build, "reel": reel}[options.action](options, settings)


def chosen(options: argparse.Namespace, settings: Settings) -> list[Character]:
    """The characters that the command line names. Raises BadOption where it names none, UnknownChoice, CharacterFileBroken."""
    from shorts.cast import find_character, load_cast
    from shorts.cast_file import read_character

    if not options.who and not options.all:
        raise BadOption(option="ID", value="", expected="ID … | FILE.toml … | --all")
    names = [name for name in options.who if not _is_file(name)]
    cast = load_cast(settings.characters) if names or options.all else {}
    files = [read_character(_file(name, settings)) for name in options.who if _is_file(name)]
    return [*(cast.values() if options.all else ()), *(find_character(cast, name) for name in names), *files]


def _is_file(name: str) -> bool:
    return name.endswith(".toml")


def _file(name: str, settings: Settings) -> Path:
    """The file of that name here, or else in the folder of characters. Raises BadOption."""
    found = next((path for path in (Path(name), settings.characters / name) if path.is_file()), None)
    if found is None:
        raise BadOption(option="FILE", value=name, expected=f"{settings.characters / '*.toml'}")
    return found


# --- list and check ----------------------------------------------------------------------------------------------


def _list(options: argparse.Namespace, settings: Settings) -> int:
    from shorts.cast import load_cast
    from shorts.cast_check import puppet_state

    cast = load_cast(settings.characters)
    if options.json:
        rows = [{"id": c.id, "names": c.names, "group": c.group, "drawn": c.toon is not None, "puppet": puppet_state(c, settings)} for c in cast.values()]
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for character in cast.values():
        state = puppet_state(character, settings)
        mark = {"undrawn": "○", "none": "◐", "old": "◐"}.get(state, "●")
        print(f"{mark} {character.id:20s} {character.names['ko']} · {character.names['en']}")
    return 0


def _check(options: argparse.Namespace, settings: Settings) -> int:
    from shorts.cast import cast_files, find_character, survey_cast
    from shorts.cast_check import check_files

    files = cast_files(settings.characters)
    named = [_file(name, settings) for name in options.who if _is_file(name)]
    if options.who:
        cast = survey_cast(settings.characters).cast
        named += [settings.characters / find_character(cast, name).file for name in options.who if not _is_file(name)]
    looked = check_files(files, settings, only=named)
    broken = [one for one in looked if one.problems]
    if options.json:
        print(json.dumps([_plain(one) for one in looked], ensure_ascii=False))
    else:
        for one in looked:
            _tell(one, settings.ui_language)
        words, count = _WORDS[settings.ui_language], sum(len(one.problems) for one in broken)
        print(words["bad" if broken else "fine"].format(count=len(looked), broken=len(broken), problems=count))
    return CharacterFileBroken.exit_code if broken else 0


def _tell(one: Checked, language: str) -> None:
    if not one.problems:
        words = _WORDS[language]
        state = f"{words[one.puppet]}, {words['portrait' if one.portrait else 'no_portrait']}" if one.puppet != "undrawn" else words["undrawn"]
        print(f"✓ {one.file}: {state}")
    for problem in one.problems:
        print(f"✘ {one.file}: {problem.details['key']} → {problem.details['expected_ko' if language == 'ko' else 'expected']}")


def _plain(one: Checked) -> dict[str, object]:
    problems = [{name: problem.details[name] for name in ("key", "expected", "expected_ko")} for problem in one.problems]
    return {"file": one.file, "id": one.id, "puppet": one.puppet, "portrait": one.portrait, "problems": problems}


# --- preview and build -------------------------------------------------------------------------------------------


def _preview(options: argparse.Namespace, settings: Settings) -> int:
    """A quick picture of each, from the record itself: seconds, where a puppet takes minutes."""
    from shorts.files import replacing
    from shorts.toon.glance import glance

    who = chosen(options, settings)
    if options.out and (len(who) > 1 or options.out.suffix.lower() != ".png"):
        raise BadOption(option="--out", value=options.out, expected="ID --out FILE.png")
    for character in who:
        picture = glance(character)
        path = options.out or settings.cache / "glances" / f"{character.id}.png"
        with replacing(path) as part:
            picture.save(part, format="PNG")
        print(path.resolve())
    return 0


def _build(options: argparse.Namespace, settings: Settings) -> int:
    """Puppet (beside the character's file), portrait and reference pictures of each; what is current is left alone."""
    from shorts.cli import cancel_on_interrupt
    from shorts.references import reference_sheet
    from shorts.toon.kept import found_puppet, shipped_puppet
    from shorts.toon.portraits import portrait_of
    from shorts.toon.puppet import make_puppet

    language = settings.ui_language
    with cancel_on_interrupt() as cancel:
        for character in chosen(options, settings):
            path = None if options.force else found_puppet(character, settings)
            if path is None:
                bar = Bar(character.names[language], _WORDS[language]["drawing"])
                path = make_puppet(_drawn(character), shipped_puppet(character, settings), Work(bar, cancel))
                bar.close()
            else:
                print(_WORDS[language]["there"].format(id=character.id), file=sys.stderr)
            portrait_of(character, settings)
            reference_sheet(character, settings, Work(cancel=cancel))
            print(path)
    return 0


def _drawn(character: Character) -> Character:
    """Raises NotDrawnYet for a character without a record, CharacterFileBroken before minutes are spent on a broken one."""
    from shorts.errors import NotDrawnYet
    from shorts.toon.check import slips
    from shorts.toon.puppet import in_file

    if character.toon is None:
        raise NotDrawnYet(name=character.names["ko"], choices="")
    for slip in slips(character.toon):
        raise in_file(slip, character)
    return character


class Bar:
    """One line on stderr about one piece of work; on a pipe a line at the start only."""

    def __init__(self, name: str, doing: str) -> None:
        self._name, self._doing, self._told = name, doing, False

    def __call__(self, event: Progress) -> None:
        percent = int(100 * event.done / event.total) if event.total else 0
        if sys.stderr.isatty():
            filled = percent // 5
            sys.stderr.write(f"\r{'█' * filled}{'░' * (20 - filled)} {percent:3d}%  {self._name}: {self._doing}".ljust(78))
        elif not self._told:
            sys.stderr.write(f"{self._name}: {self._doing}\n")
            self._told = True
        sys.stderr.flush()

    def close(self) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\r" + " " * 78 + "\r")
