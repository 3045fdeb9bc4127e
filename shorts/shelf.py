"""The index of all shorts, in studio.db: enough of each to list, search and sort thousands of them without opening one.

It holds nothing that the shorts' folders don't say. A look at the folders' times tells which to read again.
"""

from __future__ import annotations

import os
import threading
import time
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args
from urllib.parse import urlsplit

from shorts.article import source_kind
from shorts.errors import BadOption, ShortsError
from shorts.files import PART, storage_errors
from shorts.short import open_short
from shorts.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shorts.short import Short

ShelfState = Literal["new", "written", "finished", "damaged"]
Order = Literal["newest", "oldest", "name", "size"]

_SCHEMA = """
create table if not exists shorts (
    id text not null, trashed integer not null, stamp integer not null, title text not null, name text not null, created text not null,
    changed real not null, state text not null, seconds real not null, poster text not null, size integer not null, source text not null,
    character text not null, language text not null, words text not null, ko text not null, en text not null, primary key (id, trashed)
);
create index if not exists shorts_by_created on shorts (trashed, created);
"""
_COLUMNS = "id, trashed, stamp, title, name, created, changed, state, seconds, poster, size, source, character, language, words, ko, en"
_ORDERS: dict[Order, str] = {
    "newest": "created desc, id desc",
    "oldest": "created, id",
    "name": "case when name != '' then name else title end collate nocase, id",
    "size": "size desc, id",
}
_STALE = 3.0  # seconds after which a page looks at the folders again
_UNKNOWN = -1
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Item:
    """One card of the gallery. `changed` is seconds since 1970, `size` bytes of the whole folder, `message` why a damaged one can't be opened.

    seconds: of the finished short, 0 before. poster: its picture, None where there is none. source: the page's host, or the file's name.
    """

    id: str
    title: str
    name: str
    created: str
    changed: float
    state: ShelfState
    seconds: float
    poster: Path | None
    size: int
    trashed: bool
    source: str
    character: str
    language: str
    message: dict[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """What it is called: the user's name for it, else its title."""
        return self.name or self.title or self.id


@dataclass(frozen=True, slots=True)
class Page:
    """Some cards, and how many there are in all."""

    items: tuple[Item, ...]
    total: int


class Shelf(Store):
    """See Store for threads and errors. `trash` is a folder of folders like `outputs` itself."""

    schema = _SCHEMA
    synchronous = "normal"

    def __init__(self, path: Path, outputs: Path, trash: Path) -> None:
        super().__init__(path)
        self._places = {False: outputs, True: trash}
        self._scanning = threading.Lock()
        self._looked = float("-inf")

    def page(self, query: str = "", *, trash: bool = False, order: Order = "newest", offset: int = 0, limit: int = 24) -> Page:
        """The cards whose title, name or narration has every word of `query`. Raises BadOption for an order that isn't there."""
        if order not in get_args(Order):
            raise BadOption(option="order", value=order, expected=", ".join(get_args(Order)))
        if time.monotonic() - self._looked > _STALE:
            self.scan()
        if order == "size":
            self._measure("trashed = ?", int(trash))
        words = _plain(query).split()
        where = " and ".join(["trashed = ?", *["instr(words, ?) > 0"] * len(words)])
        total = self._select(f"select count(*) from shorts where {where}", int(trash), *words)[0][0]
        span = max(0, min(limit, 500)), max(0, offset)
        wanted = f"from shorts where {where} order by {_ORDERS[order]} limit ? offset ?"
        self._measure(f"(id, trashed) in (select id, trashed {wanted})", int(trash), *words, *span)
        rows = self._select(f"select {_COLUMNS} {wanted}", int(trash), *words, *span)
        return Page(tuple(self._item(row) for row in rows), total)

    def scan(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Read again what has changed on disk since the last look, forget what has gone."""
        with self._scanning:
            known = {(row[0], bool(row[1])): row[2] for row in self._select("select id, trashed, stamp from shorts")}
            found = {(name, trashed): stamp for trashed, place in self._places.items() for name, stamp in _stamps(place)}
            rows = []
            for (name, trashed), stamp in found.items():
                if known.get((name, trashed)) != stamp:
                    rows.append(self._row(name, stamp, trashed=trashed))
                if stop():
                    return
            if rows:
                self._keep(rows)
            gone = [(name, int(trashed)) for name, trashed in known.keys() - found.keys()]
            if gone:
                self._do_all("delete from shorts where id = ? and trashed = ?", gone)
            self._looked = time.monotonic()

    def note(self, name: str, *, trashed: bool = False) -> None:
        """Look at one short again, or forget it if it has gone."""
        path = self._places[trashed] / name / "short.json"
        try:
            stamp = path.stat().st_mtime_ns
        except OSError:
            self._do("delete from shorts where id = ? and trashed = ?", name, int(trashed))
        else:
            self._keep([self._row(name, stamp, trashed=trashed)])

    def _keep(self, rows: list[tuple[Any, ...]]) -> None:
        self._do_all(f"insert or replace into shorts ({_COLUMNS}) values ({', '.join('?' * len(_COLUMNS.split(', ')))})", rows)

    def _row(self, name: str, stamp: int, *, trashed: bool) -> tuple[Any, ...]:
        folder = self._places[trashed] / name
        try:
            values = _described(open_short(folder))
        except ShortsError as error:
            created = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(stamp / 1e9))
            values = ("", "", created, "damaged", 0.0, "", "", "", "", _plain(name), error.text("ko"), error.text("en"))
        title, given, created, state, seconds, poster, source, character, language, words, ko, en = values
        return (name, int(trashed), stamp, title, given, created, stamp / 1e9, state, seconds, poster, _UNKNOWN, source, character, language, words, ko, en)

    def _item(self, row: tuple[Any, ...]) -> Item:
        name, trashed, _, title, given, created, changed, state, seconds, poster, size, source, character, language, _, ko, en = row
        message = {"ko": ko, "en": en} if ko else {}
        folder = self._places[bool(trashed)] / name
        picture = folder / poster if poster else None
        return Item(name, title, given, created, changed, state, seconds, picture, size, bool(trashed), source, character, language, message)

    def _measure(self, where: str, *values: object) -> None:
        """Find out the sizes that aren't known yet."""
        names = self._select(f"select id, trashed from shorts where size = {_UNKNOWN} and {where}", *values)
        sizes = [(size_of(self._places[bool(trashed)] / name), name, trashed) for name, trashed in names]
        if sizes:
            self._do_all("update shorts set size = ? where id = ? and trashed = ?", sizes)


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder and in those within; what vanishes meanwhile doesn't count."""
    return sum(size for _, size, _ in files_in(folder))


def files_in(folder: Path) -> Iterator[tuple[str, int, float]]:
    """Path, bytes and time of change of every file in a folder and in those within. Links are not followed."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from files_in(Path(entry.path))
            else:
                facts = entry.stat(follow_symlinks=False)
                yield entry.path, facts.st_size, facts.st_mtime
        except OSError:  # it has just gone
            continue


def _stamps(place: Path) -> list[tuple[str, int]]:
    """Every short in a folder, with the time at which its short.json changed last."""
    found = []
    with storage_errors(place):
        for entry in os.scandir(place) if place.is_dir() else ():
            if entry.name.startswith(".") or PART in entry.name:
                continue
            try:
                found.append((entry.name, os.stat(f"{entry.path}/short.json").st_mtime_ns))  # noqa: PTH116  # a Path for each of thousands takes longer than the look
            except OSError:
                continue  # a folder or file that is no short
    return found


def _described(short: Short) -> tuple[Any, ...]:
    script = short.script
    words = [short.name, short.id]
    if script is not None:
        words += [script.title, *script.hook, *(scene.narration for scene in script.scenes)]
    finished = short.finished
    state: ShelfState = "finished" if finished else "written" if script else "new"
    poster = finished.thumbnail.name if finished and finished.thumbnail.parent == short.folder else ""
    language = script.language if script else short.request.language or ""
    source, title = _source(short)
    if not script:
        words.append(short.request.source[:2000])
    return (
        script.title if script and script.title else title, short.name, short.created, state, finished.seconds if finished else 0.0, poster, source,
        short.request.character, language, _plain("\n".join([*words, source])), "", "",
    )  # fmt: skip


def _source(short: Short) -> tuple[str, str]:
    """Where a short comes from, in a word ("" for typed text), and what to call it before it has a script."""
    source = short.request.source.strip()
    try:
        kind = source_kind(short.request)
    except ShortsError:
        return "", ""
    if kind == "url":
        host = urlsplit(source if "://" in source else f"http://{source}").hostname or ""
        return host.removeprefix("www."), source[:_LONGEST_TITLE]
    if kind == "file":
        name = source.replace("\\", "/").rsplit("/", 1)[-1]
        return name, name
    return "", source.partition("\n")[0][:_LONGEST_TITLE]


def _plain(text: str) -> str:
    """As texts are compared: one form of each letter, no capitals."""
    return unicodedata.normalize("NFC", text).casefold()
