"""All the shorts there are: listed, searched, named, copied, put into the trash and back.

The trash is outputs/.trash/: a folder like outputs itself, so that putting a short there is one rename.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from shorts.build import records_of
from shorts.errors import ShortBusy, UnknownChoice
from shorts.files import PART, move, storage_errors, sweep, write_text
from shorts.scene_edits import one_line
from shorts.shelf import Item, Order, Page, Shelf, size_of
from shorts.short import Short, changing, new_short, open_short, save_short, update_short
from shorts.values import from_plain, located, portable, to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from shorts.settings import Settings

__all__ = ["Item", "Library", "Order", "Page"]

TRASH = ".trash"
_LONGEST_NAME = 100
_MEDIA = "media"
"""Folder of a short with the pictures and videos that its user gave it (see media.py)."""


class Library:
    """Safe to call from any thread. Every change raises UnknownChoice for a short that isn't there, DiskFull, OutputUnwritable.

    busy: does a job of this short wait or run? Then it is neither moved nor removed: ShortBusy.
    """

    def __init__(self, settings: Settings, busy: Callable[[str], bool] = lambda short: False) -> None:
        self._settings, self._busy = settings, busy
        self._trash = settings.outputs / TRASH
        self._shelf = Shelf(settings.outputs / "studio.db", settings.outputs, self._trash)

    def close(self) -> None:
        self._shelf.close()

    def page(self, query: str = "", *, trash: bool = False, order: Order = "newest", offset: int = 0, limit: int = 24) -> Page:
        """Cards of the shorts whose title, name or narration has every word of `query`, in any capitals. Raises BadOption."""
        return self._shelf.page(query, trash=trash, order=order, offset=offset, limit=limit)

    def scan(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Look at all folders for what has changed; a page does so by itself when the last look is some seconds old."""
        self._shelf.scan(stop)

    def note(self, short: str) -> None:
        """This short has changed."""
        self._shelf.note(short)

    def rename(self, short: str, name: str) -> Short:
        """Give a short a name of one's own; an empty one takes it back. The folder keeps its name. Raises ScriptBroken, StoreDamaged."""
        folder = self._folder(short)
        changed = update_short(folder, lambda one: replace(one, name=one_line(name)[:_LONGEST_NAME].strip()))
        self._shelf.note(short)
        return changed

    def duplicate(self, short: str) -> Short:
        """A new short with this one's request, script, page as it was read, and own pictures; not made yet. Raises ScriptBroken, StoreDamaged."""
        old = open_short(self._folder(short))
        fresh = new_short(old.request, self._settings)
        name = _next_name(old.name or (old.script.title if old.script else ""))
        moved = from_plain(Short, {**located(portable(to_plain(old), old.folder), fresh.folder), "folder": fresh.folder})
        copy = replace(moved, id=fresh.id, created=fresh.created, name=name, finished=None, made="", draft=None)
        try:
            _copy_page(old.folder, copy.folder)
            for path in sorted((old.folder / _MEDIA).glob("*")):
                _link(path, copy.folder / _MEDIA / path.name)
            save_short(copy)
        except BaseException:
            shutil.rmtree(copy.folder, ignore_errors=True)
            raise
        self._shelf.note(copy.id)
        return copy

    def trash(self, short: str) -> str:
        """Into the trash; its name there, to restore or erase it by. Raises ShortBusy. A damaged short can be trashed, too."""
        folder = self._folder(short)
        with self._idle(folder):
            target = _free(self._trash, short)
            move(folder, target)
        self._shelf.note(short)
        self._shelf.note(target.name, trashed=True)
        return target.name

    def restore(self, trashed: str) -> str:
        """Out of the trash; its id, which is another one if a new short has taken its own meanwhile."""
        folder = self._folder(trashed, trash=True)
        target = _free(self._settings.outputs, trashed.partition("~")[0])
        move(folder, target)
        if _id_of(target) not in ("", target.name):
            update_short(target, lambda one: replace(one, id=target.name))
        self._shelf.note(trashed, trashed=True)
        self._shelf.note(target.name)
        return target.name

    def erase(self, trashed: str) -> int:
        """Remove what is in the trash for good; the bytes that this frees."""
        folder = self._folder(trashed, trash=True)
        size = size_of(folder)
        doomed = folder.with_name(f".{trashed}{PART}-{secrets.token_hex(3)}")
        move(folder, doomed)  # first out of sight: an end in between leaves no half short
        self._shelf.note(trashed, trashed=True)
        with storage_errors(doomed):
            shutil.rmtree(doomed)
        return size

    def empty_trash(self) -> int:
        """Remove everything in the trash; the bytes that this frees."""
        if not self._trash.is_dir():
            return 0
        with storage_errors(self._trash):
            sweep(self._trash)
            names = sorted(path.name for path in self._trash.iterdir() if path.is_dir() and not path.name.startswith("."))
        return sum(self.erase(name) for name in names)

    def delete(self, short: str) -> None:
        """Remove a short for good, without a stay in the trash. Raises ShortBusy."""
        self.erase(self.trash(short))

    def _folder(self, short: str, *, trash: bool = False) -> Path:
        place = self._trash if trash else self._settings.outputs
        folder = place / short
        if short in ("", ".", "..") or short.startswith(".") or folder.name != short or folder.parent != place or not folder.is_dir():
            latest = ", ".join(item.id for item in self.page(trash=trash, limit=5).items)
            raise UnknownChoice(kind="short", kind_ko="쇼츠", value=short, choices=latest)
        return folder

    @contextmanager
    def _idle(self, folder: Path) -> Iterator[None]:
        """Nobody makes or edits the short meanwhile. Raises ShortBusy."""
        with changing(folder):
            if self._busy(folder.name):
                raise ShortBusy(path=folder)
            lock = FileLock(folder / ".lock", timeout=0)
            with storage_errors(folder):
                try:
                    lock.acquire()
                except Timeout as taken:
                    raise ShortBusy(path=folder) from taken
                lock.release()  # an open file in it would keep a folder from being moved on Windows
            yield


def _free(place: Path, name: str) -> Path:
    """`name` in `place`, or name~2 … if that is taken."""
    target, number = place / name, 1
    while target.exists():
        number += 1
        target = place / f"{name}~{number}"
    return target


def _id_of(folder: Path) -> str:
    """The id in short.json; "" where it can't be read."""
    try:
        return str(json.loads((folder / "short.json").read_text(encoding="utf-8-sig")).get("id", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def _next_name(name: str) -> str:
    """ "서점" → "서점 (2)" → "서점 (3)"."""
    counted = re.fullmatch(r"(.*) \((\d{1,4})\)", name)
    stem, number = (counted.group(1), int(counted.group(2)) + 1) if counted else (name, 2)
    return f"{stem[: _LONGEST_NAME - 8]} ({number})".strip()


def _copy_page(old: Path, new: Path) -> None:
    """The page as it was read last, with its photos: the copy must show the same ones, whatever became of the page."""
    for record in records_of(old, "article")[-1:]:
        for mark in record.files:
            _link(old / mark.name, new / mark.name)
        write_text(new / "manifest.jsonl", json.dumps(to_plain(record), ensure_ascii=False) + "\n")


def _link(path: Path, copy: Path) -> None:
    """The same content under another name, without taking room twice where the file system can do that. Such files are never written into."""
    with storage_errors(copy):
        copy.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file():
            return
        try:
            os.link(path, copy)
        except OSError:  # another file system, or one without links
            shutil.copyfile(path, copy)
