"""Edits of a short, each saved at once and each one step that can be undone, also after a restart.

    outputs/<id>/history/undo-000012.json    what the short was before its twelfth edit
    outputs/<id>/history/redo-000003.json    what an undo took back

Both are stacks of files. A snapshot is written before short.json changes and taken off after it has: a kill between the two leaves
a snapshot of what the short is anyway, and such a one is passed over.
"""

from __future__ import annotations

import json
import time
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Literal

from shorts.errors import NothingMore, StorageUnreadable, StoreDamaged
from shorts.files import storage_errors, write_json
from shorts.scene_edits import tidy
from shorts.short import Short, changing, open_short, save_short
from shorts.takes import remember_take
from shorts.values import from_plain, key_of, located, portable, to_plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Stack = Literal["undo", "redo"]

MOST_STEPS = 50
MERGE_SECONDS = 2.0
"""Edits of one kind that follow each other within this are one step: the letters of a sentence being typed."""
_NOT_EDITED = {"id", "folder", "created", "name", "visit", "finished", "made", "draft", "photos", "footage", "away"}
"""Fields of a Short that no edit changes and no undo takes back."""
_WRITTEN = ("script", "origin", "written")


class Edits:
    """Changes shorts, and remembers what they were. Safe to call from any thread."""

    def __init__(self) -> None:
        self._last: dict[Path, tuple[str, float]] = {}

    def edit(self, folder: Path, change: Callable[[Short], Short], merge: str = "") -> Short:
        """The short after `change`, saved. merge: the kind of edit, e.g. "narration s3", for MERGE_SECONDS.

        Raises what `change` raises, ScriptBroken, StorageError; then nothing has changed.
        """
        with changing(folder):
            before = open_short(folder)
            changed = change(before)
            after = replace(changed, **{name: getattr(before, name) for name in _NOT_EDITED & _field_names()})
            if after.script is not None and after.script != before.script:
                after = replace(after, script=tidy(after.script))
            if after == before:
                return before
            if not self._continues(folder, merge):
                _push(folder, "undo", before)
                after = remember_take(before, after)
            _clear(folder, "redo")
            save_short(after)
            self._last[folder] = merge, time.monotonic()
            return after

    def undo(self, folder: Path) -> Short:
        """Raises NothingMore, StoreDamaged."""
        return self._step(folder, "undo", "redo")

    def redo(self, folder: Path) -> Short:
        """Raises NothingMore, StoreDamaged."""
        return self._step(folder, "redo", "undo")

    def state(self, folder: Path) -> tuple[bool, bool]:
        """Is there something to undo, and to redo?"""
        return bool(_files(folder, "undo")), bool(_files(folder, "redo"))

    def _continues(self, folder: Path, merge: str) -> bool:
        kind, when = self._last.get(folder, ("", 0.0))
        return bool(merge) and merge == kind and time.monotonic() - when <= MERGE_SECONDS and bool(_files(folder, "undo"))

    def _step(self, folder: Path, source: Stack, target: Stack) -> Short:
        with changing(folder):
            self._last.pop(folder, None)
            before = open_short(folder)
            for path in reversed(_files(folder, source)):
                after = _restored(before, _read(path))
                if after != before:
                    _push(folder, target, before)
                    save_short(after)
                    _drop(path)
                    return after
                _drop(path)  # see the module's text
            if source == "undo":
                raise NothingMore(what_ko="되돌릴 것이 더", what_en="nothing more to undo")
            raise NothingMore(what_ko="다시 할 것이 더", what_en="nothing more to redo")


def _field_names() -> set[str]:
    return {field.name for field in fields(Short)}


def _files(folder: Path, stack: Stack) -> list[Path]:
    """Oldest first."""
    return sorted((folder / "history").glob(f"{stack}-*.json"))


def _push(folder: Path, stack: Stack, short: Short) -> None:
    files = _files(folder, stack)
    number = int(files[-1].stem.partition("-")[2]) + 1 if files else 1
    plain = {name: value for name, value in to_plain(short).items() if name not in _NOT_EDITED}
    write_json(folder / "history" / f"{stack}-{number:06d}.json", portable(plain, folder))
    for path in files[: max(0, len(files) + 1 - MOST_STEPS)]:
        _drop(path)


def _clear(folder: Path, stack: Stack) -> None:
    for path in _files(folder, stack):
        _drop(path)


def _drop(path: Path) -> None:
    with storage_errors(path):
        path.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, Any]:
    """A snapshot's fields."""
    with storage_errors(path, StorageUnreadable):
        text = path.read_text(encoding="utf-8")
    try:
        return dict(located(json.loads(text), path.parent.parent))
    except ValueError as error:
        raise StoreDamaged(path=path, where="JSON") from error


def _restored(short: Short, kept: dict[str, Any]) -> Short:
    """`short` as the snapshot has it. A script that was written since then stays: an undo takes back what people did."""
    plain = to_plain(short)
    unwritten = kept.get("script") is None
    values = {name: value for name, value in kept.items() if name not in _NOT_EDITED and not (unwritten and name in _WRITTEN)}
    restored = from_plain(Short, {**plain, "folder": short.folder, **values})
    restored = replace(restored, **{name: getattr(short, name) for name in _NOT_EDITED & _field_names()})
    return short if key_of(restored) == key_of(short) else restored
