"""Prebuilt puppets: `python -m shorts.toon.prebuild [ID…] [--check | --verify]`.

Renders characters/ID.puppet for every drawn character (or those named) whose file isn't current; --check only tells which
aren't and exits with 1 if any; --verify renders each once more beside it and exits with 1 unless every byte is the same (on one
machine: another processor's arithmetic may differ in the last bit). One to three minutes of CPU a character.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from shorts.cast import load_cast
from shorts.files import scratch
from shorts.progress import Work
from shorts.settings import Settings
from shorts.toon.kept import contents, is_current, record_digest, shipped_puppet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shorts.artifacts import Progress
    from shorts.cast import Character


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m shorts.toon.prebuild", description="Render the layers of drawn characters.")
    parser.add_argument("ids", nargs="*", metavar="ID", help="characters; all drawn ones when left out")
    parser.add_argument("--check", action="store_true", help="render nothing; exit with 1 if a file is missing or out of date")
    parser.add_argument("--force", action="store_true", help="render current ones too, e.g. after the illustrator changed")
    parser.add_argument("--verify", action="store_true", help="render again and compare the bytes; nothing is replaced")
    options = parser.parse_args(arguments)
    settings = Settings()
    chosen = [c for c in load_cast(settings.characters).values() if c.toon is not None and (not options.ids or c.id in options.ids)]
    if options.verify:
        return max([_verified(character, settings) for character in chosen], default=0)
    old = [c for c in chosen if options.force or not is_current(shipped_puppet(c, settings), record_digest(c.toon or {}))]
    if options.check:
        sys.stdout.writelines(f"{c.id}: characters/{c.id}.puppet isn't current\n" for c in old)
        return 1 if old else 0
    for character in old:
        _prebuild(character, settings)
    return 0


def _verified(character: Character, settings: Settings) -> int:
    """0 if rendering gives the very file that is there."""
    path = shipped_puppet(character, settings)
    if not path.is_file():
        sys.stdout.write(f"{character.id}: no puppet\n")
        return 1
    with scratch(settings.cache / "verified") as folder:
        again = folder / path.name
        _render(character, again)
        before, after = contents(path), contents(again)
        odd = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
        same = path.read_bytes() == again.read_bytes()
    sys.stdout.write(f"{character.id}: {'the same bytes' if same else 'differs: ' + ', '.join(odd[:8]) + ('' if len(odd) <= 8 else f' and {len(odd) - 8} more')}\n")
    return 0 if same else 1


def _prebuild(character: Character, settings: Settings) -> None:
    path = shipped_puppet(character, settings)
    _render(character, path)
    sys.stderr.write(f"\r{character.id}: {path.stat().st_size / 1e6:.2f} MB{'':32s}\n")


def _render(character: Character, path: Path) -> None:
    from shorts.toon.puppet_render import build_puppet

    def tell(event: Progress) -> None:
        sys.stderr.write(f"\r{character.id}: {event.done:.0f}/{event.total:.0f} {event.note:24s}")
        sys.stderr.flush()

    build_puppet(character.toon or {}, path, Work(tell))


if __name__ == "__main__":
    sys.exit(main())
