"""Prebuilt puppets: `python -m shorts.toon.prebuild [ID…] [--check]`.

Renders characters/ID.puppet for every drawn character (or those named) whose file isn't current; --check only tells which
aren't and exits with 1 if any. One to three minutes of CPU a character.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from shorts.cast import load_cast
from shorts.progress import Work
from shorts.settings import Settings
from shorts.toon.kept import is_current, record_digest, shipped_puppet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Progress
    from shorts.cast import Character


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m shorts.toon.prebuild", description="Render the layers of drawn characters.")
    parser.add_argument("ids", nargs="*", metavar="ID", help="characters; all drawn ones when left out")
    parser.add_argument("--check", action="store_true", help="render nothing; exit with 1 if a file is missing or out of date")
    parser.add_argument("--force", action="store_true", help="render current ones too, e.g. after the illustrator changed")
    options = parser.parse_args(arguments)
    settings = Settings()
    chosen = [c for c in load_cast(settings.characters).values() if c.toon is not None and (not options.ids or c.id in options.ids)]
    old = [c for c in chosen if options.force or not is_current(shipped_puppet(c, settings), record_digest(c.toon or {}))]
    if options.check:
        sys.stdout.writelines(f"{c.id}: characters/{c.id}.puppet isn't current\n" for c in old)
        return 1 if old else 0
    for character in old:
        _prebuild(character, settings)
    return 0


def _prebuild(character: Character, settings: Settings) -> None:
    from shorts.toon.puppet_render import build_puppet

    def tell(event: Progress) -> None:
        sys.stderr.write(f"\r{character.id}: {event.done:.0f}/{event.total:.0f} {event.note:24s}")
        sys.stderr.flush()

    path = shipped_puppet(character, settings)
    build_puppet(character.toon or {}, path, Work(tell))
    sys.stderr.write(f"\r{character.id}: {path.stat().st_size / 1e6:.2f} MB{'':32s}\n")


if __name__ == "__main__":
    sys.exit(main())
