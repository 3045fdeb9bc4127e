"""fetch_article: an address, a file, a text or a topic → what it says, and nothing that it doesn't."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from shorts.artifacts import Article, Language, Photo, Product, ShortRequest, SourceKind
from shorts.errors import BadOption, NotAPage, NothingToRead, PageFileUnreadable, StorageUnreadable
from shorts.files import names_file, storage_errors
from shorts.web.decode import decode_page
from shorts.web.fetch import fetch
from shorts.web.page import ENOUGH, parse, read_page, refuse_unreadable
from shorts.web.photos import candidates, collect
from shorts.web.product import read_product, structured

if TYPE_CHECKING:
    from shorts.progress import Work
    from shorts.settings import Settings

_MAGIC = {
    b"%PDF": "PDF", b"PK\x03\x04": "ZIP", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"RIFF": "RIFF (WebP, WAV)", b"\x1f\x8b": "gzip",
    b"ID3": "MP3", b"\x7fELF": "ELF", b"MZ": "EXE", b"\xd0\xcf\x11\xe0": "HWP/DOC",
}  # fmt: skip
_TEXT_LIKE = {b"MZ", b"ID3", b"RIFF", b"GIF8"}  # an article may begin with these letters (“MZ세대는 …”); what they name has NULs
_PAGE_KINDS = {"", "text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "text/markdown", "application/octet-stream"}
_FIGURE = re.compile(r"[₩$€¥]?\d[\d,.]*\d*\s?(?:만|억|조|천)?\s?(?:[%℃°]|[가-힣]{1,3}|[A-Za-z]{1,4})?")
_ADDRESS = re.compile(r"(?i)([a-z][a-z0-9+.-]*://|www\.)\S+|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?/\S*")
_FILES = {".html", ".htm", ".txt", ".md", ".markdown", ".xhtml"}


def fetch_article(request: ShortRequest, settings: Settings, photos_dir: Path, work: Work) -> Article:
    """Read the request's source; photos are saved in `photos_dir`. Raises SourceError and its kinds, BadOption, Cancelled."""
    kind = source_kind(request)
    work.step("article", 0, 1, request.source[:80])
    if kind == "url":
        page = fetch(request.source.strip(), settings, work)
        refuse_binaries(page.body, page.kind, page.url)
        article = _from_html(decode_page(page.body, page.charset, page.url), page.url, settings, photos_dir, work)
    elif kind == "file":
        article = _from_file(Path(request.source), settings, photos_dir, work)
    elif kind == "topic":
        article = _from_text(request.source, minimum=1)
    else:
        article = _from_text(request.source, minimum=ENOUGH // 3)
    work.step("article", 1, 1, article.title)
    return article


def source_kind(request: ShortRequest) -> SourceKind:
    """What "auto" stands for: an address, an existing file, else the text itself. Raises BadOption for an empty source."""
    source = request.source.strip()
    if not source:
        raise BadOption(option="SOURCE", value="", expected="http(s)://… · .html/.txt/.md · text")
    if request.kind != "auto":
        return request.kind
    if names_file(source):
        return "file"
    if is_address(source):
        return "url"
    return "file" if "\n" not in source and Path(source).suffix.lower() in _FILES else "text"


def is_address(source: str) -> bool:
    """Does it look like an address of a page, of whatever scheme? A bare host needs a path, or it would be a word."""
    return _ADDRESS.fullmatch(source) is not None


def refuse_binaries(body: bytes, kind: str, address: str) -> None:
    """Raises NotAPage for anything that isn't text."""
    for magic, name in _MAGIC.items():
        if body.startswith(magic) and (magic not in _TEXT_LIKE or b"\x00" in body[:1024]):
            raise NotAPage(address=address, found=name)
    if kind not in _PAGE_KINDS:
        raise NotAPage(address=address, found=kind)


def language_of(text: str) -> Language:
    """Korean if a fifth of the letters is Hangul: Korean pages are full of Latin names, not the other way round."""
    hangul = len(re.findall(r"[가-힣]", text))
    latin = len(re.findall(r"[A-Za-z]", text))
    return "ko" if hangul * 4 >= latin and hangul else "en"


def _from_html(html: str, address: str, settings: Settings, photos_dir: Path, work: Work) -> Article:
    tree = parse(html)
    readable = read_page(html, address if address.startswith("http") else "")
    data = structured(html, address if address.startswith("http") else "")
    product = read_product(data, " ".join(tree.text_content().split()))
    text = _with_product(readable.text, product)
    if len(text) < ENOUGH:
        refuse_unreadable(tree, address, len(text))
    base = address if address.startswith("http") else ""
    photos, notes = collect(candidates(tree, data, base), address, settings, photos_dir, work)
    title = (product.name if product else "") or readable.title or text.partition("\n")[0]
    return _article(
        address, title, text, site=readable.site, author=readable.author, published=readable.published, product=product, photos=photos, notes=notes
    )


def _with_product(text: str, product: Product | None) -> str:
    """Structured features are part of what the page says; add those that its prose doesn't repeat."""
    extra = [feature for feature in product.features if feature.partition(": ")[2] not in text] if product else []
    return "\n".join([text, *extra]).strip()


def _from_file(path: Path, settings: Settings, photos_dir: Path, work: Work) -> Article:
    path = path.expanduser()
    if not path.is_file():
        raise PageFileUnreadable(file=path, reason_ko="그런 파일이 없습니다", reason_en="there is no such file")
    with storage_errors(path, StorageUnreadable):
        if path.stat().st_size > settings.page_bytes:
            raise PageFileUnreadable(file=path.name, reason_ko="5 MB보다 큽니다", reason_en="it is larger than 5 MB")
        body = path.read_bytes()
    refuse_binaries(body, "", path.name)
    text = decode_page(body, "", path.name)
    if path.suffix.lower() in (".html", ".htm", ".xhtml") or re.match(r"\s*<(!doctype|html)", text, re.I):
        return _from_html(text, str(path.resolve()), settings, photos_dir, work)
    return _from_text(_plain_markdown(text) if path.suffix.lower() in (".md", ".markdown") else text, minimum=ENOUGH // 3)


def _plain_markdown(text: str) -> str:
    from markdown_it import MarkdownIt

    tree = parse(MarkdownIt().render(text))
    return "\n".join(" ".join(node.text_content().split()) for node in tree.xpath("//h1|//h2|//h3|//h4|//p|//li[not(p)]|//td"))


def _from_text(text: str, minimum: int) -> Article:
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if sum(map(len, lines)) < minimum:
        raise NothingToRead(address="붙여 넣은 글" if language_of(text) == "ko" else "the pasted text", found=sum(map(len, lines)))
    has_title = len(lines) > 1 and len(lines[0]) <= 60 and not lines[0].endswith((".", "다", "요"))
    title = lines[0] if has_title else lines[0][:60]
    return _article("", title, "\n".join(lines[1:] if has_title else lines))


def _article(
    url: str,
    title: str,
    text: str,
    *,
    site: str = "",
    author: str = "",
    published: str = "",
    product: Product | None = None,
    photos: list[Photo] | None = None,
    notes: list[str] | None = None,
) -> Article:
    facts = tuple(dict.fromkeys(found.strip() for found in _FIGURE.findall(f"{title}\n{text}")))
    address = url if url.startswith("http") else ""
    return Article(
        address, title, text, language_of(title + text), site, author, published, product, tuple(photos or ()), facts, tuple(notes or ())
    )
