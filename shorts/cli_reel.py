"""The command `characters reel`: everybody named speaks in a clip of about twenty seconds."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from shorts.errors import BadOption
from shorts.files import replacing
from shorts.progress import Work

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from shorts.artifacts import Language
    from shorts.cast import Character
    from shorts.settings import Settings
    from shorts.workshop import Workshop

_WORDS = {
    "ko": {"there": "{id}: 이미 있음", "skipped": "{id}: 인형이 아직 없어 건너뜀(--build를 붙이면 먼저 그림)"},
    "en": {"there": "{id}: already there", "skipped": "{id}: skipped, it has no puppet yet (--build draws it first)"},
}


def reel(options: argparse.Namespace, settings: Settings) -> int:
    """One FOLDER/ID-LANGUAGE.mp4 each; what they are made from lies beside, so that a run that was stopped goes on.

    Raises BadOption, UnknownChoice, and what making a short raises.
    """
    from shorts.cli import Bar, cancel_on_interrupt
    from shorts.cli_characters import chosen
    from shorts.toon.kept import found_puppet
    from shorts.workshop import open_workshop

    if options.out is None or options.out.suffix or options.out.is_file():
        raise BadOption(option="--out", value=options.out or "", expected="FOLDER")
    folder, words = options.out.resolve(), _WORDS[settings.ui_language]
    settings = replace(settings, outputs=folder / "making")
    workshop = open_workshop(settings)
    with cancel_on_interrupt() as cancel:
        for character in chosen(options, settings):
            out = folder / f"{character.id}-{options.language}.mp4"
            puppet = found_puppet(character, settings)
            if puppet is None and not options.build:
                print(words["skipped"].format(id=character.id), file=sys.stderr)
                continue
            if puppet is None or options.force or not _newer(out, puppet, settings.characters / character.file):
                bar = Bar(settings.ui_language)
                _make(character, options.language, out, workshop, Work(bar, cancel))
                bar.close()
            else:
                print(words["there"].format(id=character.id), file=sys.stderr)
            print(out)
    return 0


def _newer(out: Path, *sources: Path) -> bool:
    return out.is_file() and all(out.stat().st_mtime_ns > source.stat().st_mtime_ns for source in sources)


def _make(character: Character, language: Language, out: Path, workshop: Workshop, work: Work) -> None:
    from shorts.pipeline import make_short
    from shorts.reel import reel_request, reel_script
    from shorts.short import start_short

    request = reel_request(character, language)
    workshop.check(request)
    finished = make_short(start_short(request, workshop.settings, reel_script(character, language)), workshop, work).finished
    if finished is None:  # make_short ends with a finished short or an error
        raise AssertionError(character.id)
    with replacing(out) as part:
        shutil.copyfile(finished.path, part)
