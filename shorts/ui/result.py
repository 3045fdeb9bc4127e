"""What is there to see: the finished short with its files, and the shorts made before, as HTML."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from shorts.ffmpeg.probe import probe
from shorts.files import human_size

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.short import Short
    from shorts.ui.text import Text


def result(short: Short, text: Text) -> str:
    """The video with its thumbnail, and a link for each file. `short` is finished. Raises MediaUnreadable."""
    done = short.finished
    if done is None:
        raise AssertionError(short.id)
    title, media = title_of(short), probe(done.path)
    rows = ((text.file_video, done.path), (text.file_thumbnail, done.thumbnail), (text.file_srt, done.srt), (text.file_vtt, done.vtt), (text.file_report, done.report))
    links = "".join(_link(label, path, title, "save" if path == done.path else "") for label, path in rows)
    return (
        f'<div class="result"><video controls playsinline preload="metadata" poster="{_address(done.thumbnail)}" src="{_address(done.path)}"'
        f' aria-label="{escape(title)}"></video>'
        f'<div class="files"><h3>{escape(title)}</h3><p>{escape(text.duration(done.seconds))} · {media.width}×{media.height}</p>{links}</div></div>'
    )


def shelf(shorts: list[Short], text: Text) -> str:
    """One button per finished short; its id is the choice."""
    items = "".join(_take(short, short.finished.thumbnail) for short in shorts if short.finished is not None)
    return f'<h3>{escape(text.recent)}</h3><div class="shelf">{items}</div>' if items else ""


def title_of(short: Short) -> str:
    return short.script.title if short.script is not None else short.id


def _take(short: Short, thumbnail: Path) -> str:
    picture = f'<img src="{_address(thumbnail)}" alt="" loading="lazy">'
    return f'<button type="button" class="take" data-id="{escape(short.id)}">{picture}<b>{escape(title_of(short))}</b></button>'


def _link(label: str, path: Path, title: str, kind: str) -> str:
    name = (re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", title).strip(" .")[:80] or "short") + ("-report" if path.suffix == ".json" else "") + path.suffix
    size = human_size(path.stat().st_size) if path.is_file() else ""
    return f'<a class="{kind}" href="{_address(path)}" download="{escape(name)}">{escape(label)}<small>{size}</small></a>'


def _address(path: Path) -> str:
    """Where the page serves a file of a short; the time of its last change keeps a browser from showing an older take."""
    changed = path.stat().st_mtime_ns // 1_000_000 if path.is_file() else 0
    return f"/gradio_api/file={quote(path.as_posix())}?v={changed}"
