"""The cast as its folder has it now: a file that was added, changed or taken away counts from the next look, without a new start."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from shorts.cast import survey_cast
from shorts.errors import CharacterFileBroken

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterator, ValuesView
    from pathlib import Path

    from shorts.cast import CastReport, Character

_REST = 1.0
"""Seconds between two looks at the folder: pages ask every second, and for each of them once is enough."""


class LiveCast(Mapping[str, "Character"]):
    """Characters by id, in the order of the cast. Safe to use from any thread: what one call returns doesn't change any more."""

    def __init__(self, folder: Path) -> None:
        """Raises CharacterFileBroken only if the folder holds no character file at all."""
        self._folder, self._guard = folder, threading.Lock()
        self._seen = self._files()
        self._report = survey_cast(folder)
        self._looked = time.monotonic()

    @property
    def broken(self) -> tuple[CharacterFileBroken, ...]:
        """Why some files can't be used."""
        return self._now().broken

    @property
    def version(self) -> int:
        """Another number after every change of the folder."""
        self._now()
        return hash(self._seen)

    def _now(self) -> CastReport:
        with self._guard:
            if time.monotonic() - self._looked >= _REST:
                self._look()
            return self._report

    def _look(self) -> None:
        self._looked = time.monotonic()
        files = self._files()
        if files == self._seen:
            return
        try:
            self._report = survey_cast(self._folder)
        except CharacterFileBroken:  # the last file is gone, perhaps for a moment: shorts go on with whom they had
            return
        self._seen = files

    def _files(self) -> tuple[tuple[str, int, int], ...]:
        found = []
        for file in sorted(self._folder.glob("*.toml")):
            try:
                stat = file.stat()
            except FileNotFoundError:  # taken away meanwhile
                continue
            found.append((file.name, stat.st_mtime_ns, stat.st_size))
        return tuple(found)

    def __getitem__(self, name: str) -> Character:
        return self._now().cast[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now().cast)

    def __len__(self) -> int:
        return len(self._now().cast)

    def items(self) -> ItemsView[str, Character]:
        return self._now().cast.items()

    def values(self) -> ValuesView[Character]:
        return self._now().cast.values()


def version_of(cast: Mapping[str, Character]) -> str:
    """Another one after every change of the folder; "" for a cast that stays as it is."""
    return f"{cast.version:x}" if isinstance(cast, LiveCast) else ""
