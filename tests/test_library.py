"""The library: found, searched, named, copied, thrown away and back; and the room that shorts take."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from shorts.artifacts import Article, Finished, Photo, Scene, Script, ShortRequest
from shorts.build import Build
from shorts.disk import Disk
from shorts.errors import BadOption, ScriptBroken, ShortBusy, UnknownChoice
from shorts.library import Library
from shorts.rewrites import article_of
from shorts.settings import Settings
from shorts.short import Short, new_short, open_short, save_short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(Settings(), outputs=tmp_path / "outputs", cache=tmp_path / "cache")


@pytest.fixture
def library(settings: Settings) -> Iterator[Library]:
    opened = Library(settings)
    yield opened
    opened.close()


def made(settings: Settings, title: str, words: str = "말이에요.", created: str = "2026-01-01T00:00:00+00:00", **fields: object) -> Short:
    script = Script(title, "ko", "story", (Scene("s1", words),), (title,))
    short = replace(new_short(ShortRequest(f"https://www.example.com/{title.replace(' ', '-')}"), settings), script=script, created=created, **fields)  # type: ignore[arg-type]
    save_short(short)
    return short


def shown(library: Library, query: str = "", **choices: object) -> list[str]:
    return [item.shown for item in library.page(query, **choices).items]  # type: ignore[arg-type]


def test_shorts_are_listed_searched_and_sorted(settings: Settings, library: Library) -> None:
    made(settings, "밤의 서점", "커피는 3,000원이에요.", "2026-01-01T00:00:00+00:00")
    made(settings, "Lamp", "It folds flat.", "2026-01-03T00:00:00+00:00")
    made(settings, "가습기", "조용하고 커피처럼 따뜻해요.", "2026-01-02T00:00:00+00:00")
    assert shown(library) == ["Lamp", "가습기", "밤의 서점"]
    assert shown(library, order="oldest") == ["밤의 서점", "가습기", "Lamp"]
    assert shown(library, order="name") == ["Lamp", "가습기", "밤의 서점"]
    assert shown(library, "커피") == ["가습기", "밤의 서점"]
    assert shown(library, "커피 3,000원") == ["밤의 서점"]
    assert shown(library, "lamp FOLDS") == ["Lamp"]
    assert shown(library, "100%_'\"\\") == []
    page = library.page("커피", offset=1, limit=1)
    assert ([item.title for item in page.items], page.total) == (["밤의 서점"], 2)
    item = page.items[0]
    assert (item.state, item.source, item.character, item.language, item.poster, item.trashed) == ("written", "example.com", "executive-fox", "ko", None, False)
    assert item.size > 300
    with pytest.raises(BadOption):
        library.page(order="best")  # type: ignore[arg-type]


def test_what_changes_on_disk_is_seen_at_the_next_look(settings: Settings, library: Library) -> None:
    first = made(settings, "하나")
    assert library.page().items[0].state == "written"
    files = [first.folder / name for name in ("short.mp4", "short.srt", "short.vtt", "thumbnail.jpg", "report.json", "post.txt")]
    files[0].write_bytes(bytes(50_000))
    path, srt, vtt, thumbnail, report, post = files
    save_short(replace(first, finished=Finished(path, 12.5, srt, vtt, thumbnail, report, post)))
    library.note(first.id)
    item = library.page(order="size").items[0]
    assert (item.state, item.seconds, item.poster) == ("finished", 12.5, first.folder / "thumbnail.jpg")
    assert item.size > 50_000
    made(settings, "둘")
    (first.folder / "short.json").unlink()
    library.scan()
    assert shown(library) == ["둘"]


def test_a_damaged_short_is_shown_with_its_trouble_and_can_be_thrown_away(settings: Settings, library: Library) -> None:
    short = made(settings, "하나")
    (short.folder / "short.json").write_text('{"schema": 1,\n"id": ', encoding="utf-8")
    item = library.page().items[0]
    assert (item.id, item.state, item.shown) == (short.id, "damaged", short.id)
    assert "short.json:2" in item.message["ko"]
    assert "JSON" in item.message["en"]
    with pytest.raises(ScriptBroken):
        library.rename(short.id, "이름")
    with pytest.raises(ScriptBroken):
        library.duplicate(short.id)
    assert library.restore(library.trash(short.id)) == short.id
    save_short(short)  # mended
    library.scan()
    assert library.page().items[0].state == "written"


def test_a_name_of_ones_own(settings: Settings, library: Library) -> None:
    short = made(settings, "하나")
    assert library.rename(short.id, "  설날\n영상 " + "가" * 200).name == "설날 영상 " + "가" * 94
    assert shown(library, "설날") == ["설날 영상 " + "가" * 94]
    library.rename(short.id, " ")
    assert shown(library) == ["하나"]
    with pytest.raises(UnknownChoice):
        library.rename("../x", "이름")


def test_a_copy_has_the_page_and_the_pictures_and_is_not_made_yet(settings: Settings, library: Library) -> None:
    short = made(settings, "하나")
    with Build.opened(short.folder) as build:
        picture = build.artifacts / "photos" / "abc.jpg"
        picture.parent.mkdir()
        picture.write_bytes(b"photo of the page")
        article = Article("https://example.com", "하나", "글", "ko", photos=(Photo("abc", picture, 10, 10),))
        build.step("article", {}, Article, lambda: article, files=lambda read: [photo.path for photo in read.photos])
    own = short.folder / "media" / "mine.jpg"
    own.parent.mkdir()
    own.write_bytes(b"photo of the user")
    done = Finished(short.folder / "x", 1.0, *[short.folder / "x"] * 5)
    save_short(replace(short, photos=(Photo("mine", own, 10, 10),), finished=done))
    copy = library.duplicate(short.id)
    again = open_short(copy.folder)
    assert again == copy
    assert (copy.name, copy.script, copy.request, copy.finished) == ("하나 (2)", short.script, short.request, None)
    assert copy.photos[0].path == copy.folder / "media" / "mine.jpg"
    assert copy.photos[0].path.read_bytes() == b"photo of the user"
    read = article_of(copy)
    assert read is not None
    assert read.photos[0].path == copy.folder / "artifacts" / "photos" / "abc.jpg"
    with Build.opened(copy.folder) as build:
        assert build.is_fresh("article", {})  # the page isn't read again
    assert library.duplicate(copy.id).name == "하나 (3)"
    library.delete(short.id)
    assert copy.photos[0].path.read_bytes() == b"photo of the user"
    assert library.page().total == 2


def test_the_trash_gives_back_what_it_took(settings: Settings, library: Library) -> None:
    first, second = made(settings, "하나"), made(settings, "둘")
    before = (first.folder / "short.json").read_bytes()
    thrown = library.trash(first.id)
    assert not first.folder.exists()
    assert (shown(library), shown(library, trash=True)) == (["둘"], ["하나"])
    assert library.page(trash=True).items[0].trashed
    assert library.restore(thrown) == first.id
    assert (first.folder / "short.json").read_bytes() == before
    library.trash(first.id)
    save_short(first)  # a new one took its id meanwhile
    assert library.trash(first.id) == f"{first.id}~2"
    save_short(first)
    other = library.restore(first.id)
    assert other == f"{first.id}~2"
    assert open_short(settings.outputs / other).id == other
    library.trash(second.id)
    assert library.empty_trash() > 500
    assert library.page(trash=True).total == 0
    assert list((settings.outputs / ".trash").iterdir()) == []
    library.scan()
    assert sorted(item.id for item in library.page().items) == [first.id, other]


def test_a_short_that_is_being_made_stays_where_it_is(settings: Settings) -> None:
    library = Library(settings, busy=lambda short: short.endswith("busy"))
    short = made(settings, "하나")
    waiting = replace(short, id="busy", folder=settings.outputs / "busy")
    save_short(waiting)
    with pytest.raises(ShortBusy):
        library.trash("busy")
    with FileLock(short.folder / ".lock"), pytest.raises(ShortBusy):  # by another process
        library.trash(short.id)
    library.trash(short.id)
    library.close()


@pytest.mark.parametrize("name", ["", ".", "..", ".trash", "a/b", "none", "C:x"])
def test_only_shorts_are_thrown_away(name: str, settings: Settings, library: Library) -> None:
    made(settings, "하나")
    library.trash(made(settings, "둘").id)
    for change in (library.trash, library.restore, library.erase):
        with pytest.raises(UnknownChoice):
            change(name)
    assert library.page().total == library.page(trash=True).total == 1


def test_two_hundred_shorts_are_there_at_once(settings: Settings, library: Library) -> None:
    text = (made(settings, "서점").folder / "short.json").read_text(encoding="utf-8")
    for number in range(199):
        folder = settings.outputs / f"copy-{number:03d}"
        folder.mkdir()
        (folder / "short.json").write_text(text.replace("말이에요.", f"{number}번째 이야기예요."), encoding="utf-8")
    began = time.process_time()
    page = library.page()
    assert time.process_time() - began < 1.0  # 0.05 s on one core at rest; a bound that only a quadratic scan breaks
    assert (len(page.items), page.total) == (24, 200)
    assert library.page("17번째").total == 2
    assert library.page("117번째").total == 1


# --- room ---


def test_room_is_made_of_what_no_video_needs(settings: Settings, library: Library) -> None:
    short = made(settings, "하나")

    def build_once(words: str, *, whole: bool = True) -> None:
        with Build.opened(short.folder) as build:
            for step in ("voice", "segment"):
                path = build.path(step, words, ".bin")
                build.step(step, words, str, lambda path=path: path.write_bytes(bytes(1000)) and "made", files=lambda _, path=path: [path])
            if whole:
                build.note_used("short")

    disk = Disk(settings, library)
    build_once("first")
    build_once("second")
    for path in short.folder.glob("artifacts/*"):
        os.utime(path, (time.time() - 60,) * 2)
    build_once("third", whole=False)  # not finished yet
    use = disk.use()
    assert use.artifacts == 2000
    assert use.shorts > 4000
    assert use.free > 0
    with FileLock(short.folder / ".lock"):
        assert disk.clean_up(["artifacts"]) == 0  # it is being made
    assert disk.clean_up(["artifacts"]) == 2000
    assert disk.use().artifacts == 0
    with Build.opened(short.folder) as build:
        assert [build.is_fresh("voice", words) for words in ("first", "second", "third")] == [False, True, True]
    (short.folder / "used.json").unlink()
    assert disk.clean_up(["artifacts"]) == 0  # nobody knows what is needed


def test_the_cache_is_cleaned_by_kind_and_kept_within_its_quota(settings: Settings, library: Library) -> None:
    files = {"music/a.m4a": 10, "puppets/fox.puppet": 20, "voice-model.onnx": 40, "uploads/x/new.mp4": 80, "uploads/y/old.mp4": 160, "opened/page.html": 320}
    for name, size in files.items():
        path = settings.cache / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(size))
    os.utime(settings.cache / "uploads/y/old.mp4", (time.time() - 25 * 3600,) * 2)
    seen = made(settings, "미리 본 것").folder / "previews" / "frame-a.jpg"
    seen.parent.mkdir()
    seen.write_bytes(bytes(7))
    disk = Disk(settings, library)
    use = disk.use()
    assert (use.previews, use.cache, use.uploads) == (17, 60, 160)
    assert disk.clean_up(["uploads"]) == 160
    assert not (settings.cache / "uploads/y").exists()
    assert disk.clean_up(["previews", "previews"]) == 17
    with pytest.raises(BadOption):
        disk.clean_up(["everything"])  # type: ignore[list-item]
    os.utime(settings.cache / "voice-model.onnx", (time.time() - 60,) * 2)
    assert Disk(replace(settings, cache_bytes=140), library).keep_quota() == 0
    assert Disk(replace(settings, cache_bytes=120), library).keep_quota() == 40  # the oldest goes
    assert disk.clean_up(["cache"]) == 20
    assert (settings.cache / "opened/page.html").exists()  # a short may be made from it again
    library.trash(made(settings, "하나").id)
    assert disk.use(fresh=True).trash == library.page(trash=True).items[0].size
    assert disk.clean_up(["trash"]) > 0
    assert disk.use().trash == 0


def test_the_manifest_of_a_copy_holds_the_page_only(settings: Settings, library: Library) -> None:
    short = made(settings, "하나")
    with Build.opened(short.folder) as build:
        build.step("article", {}, Article, lambda: Article("", "하나", "글", "ko"))
        build.step("voice", {}, str, lambda: "said")
    copy = library.duplicate(short.id)
    lines = (copy.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["step"] for line in lines] == ["article"]
