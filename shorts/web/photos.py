"""The photos of a page: found, fetched with care, checked before they are decoded, the best few kept."""

from __future__ import annotations

import hashlib
import io
import re
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from shorts.artifacts import Photo
from shorts.errors import SourceError
from shorts.files import names_file, replacing
from shorts.web.fetch import fetch
from shorts.web.product import images, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from shorts.progress import Work
    from shorts.settings import Settings
    from shorts.web.product import Node

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "ec-data-src", "src")
_NOT_PHOTOS = re.compile(r"logo|icon|sprite|pixel|blank|avatar|button|btn_|banner_ad|badge|spacer|\.svg|\.gif", re.I)
_LONGEST = 2400  # pixels; more than any layout shows, even zoomed
_SAME = 6  # bits of 64 by which two difference hashes of one picture may differ


class NotAPhoto(Exception):
    """A candidate that is left out; the argument says why, for the report."""


@dataclass(frozen=True, slots=True)
class Candidate:
    link: str
    alt: str = ""


def _joined(base: str, link: str) -> str:
    """`link` as an absolute address where it has one; pages also hold links that are none, which stay as they are."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def candidates(tree: HtmlElement, data: dict[str, list[Node]], base: str) -> list[Candidate]:
    """Addresses of likely photos, best first: the product's, the page's share picture, then those of the article."""
    found = [Candidate(_joined(base, link)) for node in nodes(data) for link in images(node)]
    found += [Candidate(_joined(base, str(link))) for link in tree.xpath("//meta[@property='og:image']/@content")]
    for image in tree.xpath("//img[not(ancestor::header or ancestor::footer or ancestor::nav or ancestor::aside)]"):
        link = _best_source(image)
        if link and not _NOT_PHOTOS.search(link):
            found.append(Candidate(_joined(base, link), " ".join((image.get("alt") or "").split())))
    alts = {candidate.link: candidate.alt for candidate in found if candidate.alt}
    return [Candidate(link, alts.get(link, "")) for link in dict.fromkeys(candidate.link for candidate in found)]


def collect(wanted: list[Candidate], page: str, settings: Settings, folder: Path, work: Work) -> tuple[list[Photo], list[str]]:
    """Up to `settings.photos` photos saved in `folder`, and why the others were left out."""
    photos: list[Photo] = []
    notes: list[str] = []
    looks: list[int] = []
    deadline = time.monotonic() + settings.photos_seconds
    for number, candidate in enumerate(wanted[: settings.photos * 3]):
        if len(photos) == settings.photos:
            break
        if time.monotonic() > deadline:
            notes.append(f"{len(wanted) - number} more photos left out: no time left")
            break
        work.step("article", number, len(wanted), "사진")
        try:
            picture = _open(_bytes(candidate.link, page, settings, work), settings)
            look = difference_hash(picture)
            if any((look ^ other).bit_count() <= _SAME for other in looks):
                raise NotAPhoto("the same picture again")
        except (NotAPhoto, SourceError) as reason:
            notes.append(f"photo left out: {candidate.link.rsplit('/', 1)[-1][:80]}: {reason}")
            continue
        looks.append(look)
        photos.append(keep(picture, folder, candidate.alt, candidate.link))
    return photos, notes


def difference_hash(picture: Image.Image) -> int:
    """64 bits: is each of 9x8 grey cells brighter than its right neighbour? (N. Krawetz's dHash.)"""
    cells = np.asarray(picture.convert("L").resize((9, 8), Image.Resampling.BOX), np.int16)
    return int("".join("1" if bit else "0" for bit in (cells[:, 1:] > cells[:, :-1]).ravel()), 2)


def _best_source(image: HtmlElement) -> str:
    widest = max(_srcset(image.get("srcset") or image.get("data-srcset") or ""), default=(0.0, ""))
    if widest[1]:
        return widest[1]
    return next((link for name in _LAZY if (link := (image.get(name) or "").strip()) and not link.startswith("data:")), "")


def _srcset(text: str) -> Iterator[tuple[float, str]]:
    for entry in re.split(r",\s+", text.strip()):
        link, _, size = entry.strip().partition(" ")
        number = re.match(r"[\d.]+", size.strip())
        if link:
            yield float(number[0]) if number else 1.0, link


def _bytes(link: str, page: str, settings: Settings, work: Work) -> bytes:
    """A candidate's file: from the network, or from beside a saved page. Raises NotAPhoto and what `fetch` raises."""
    saved = bool(page) and not page.startswith("http")
    if link.startswith("//"):  # a saved page has no scheme of its own to lend
        link = "https:" + link
    if re.match("(?i)https?:", link):
        return fetch(link, settings, work, limit=settings.photo_bytes, referer="" if saved else page).body
    if not saved:
        raise NotAPhoto("not an http(s) address")
    return _beside(unquote(link), Path(page).parent.resolve(), settings.photo_bytes)


def _beside(name: str, folder: Path, limit: int) -> bytes:
    """The file `name` in `folder`. Names that lead elsewhere (drives, shares, other schemes) are refused before the disk is asked."""
    if name.startswith(("/", "\\")) or ":" in name or not names_file(str(folder / name)):
        raise NotAPhoto("not beside the saved page")
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        raise NotAPhoto("not beside the saved page")
    if path.stat().st_size > limit:
        raise NotAPhoto("too many bytes")
    return path.read_bytes()


def _open(data: bytes, settings: Settings) -> Image.Image:
    """Decoded only after the header has promised a sane size. Raises NotAPhoto."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is stricter and comes next
            picture: Image.Image = Image.open(io.BytesIO(data))
        width, height = picture.size
        if width * height > settings.photo_pixels:
            raise NotAPhoto(f"{width}x{height} pixels is over the limit of {settings.photo_pixels // 1_000_000} megapixels")
        if min(width, height) < settings.photo_min_side:
            raise NotAPhoto(f"{width}x{height} pixels is too small")
        if max(width, height) > 4 * min(width, height):
            raise NotAPhoto(f"{width}x{height} pixels is a strip")
        return settled(picture)
    except Image.DecompressionBombError as error:
        raise NotAPhoto("too many pixels") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAPhoto("not a readable picture") from error


def settled(picture: Image.Image) -> Image.Image:
    """Upright, RGB, no larger than any layout shows. Decodes: raises OSError, ValueError, SyntaxError for damaged data."""
    picture = ImageOps.exif_transpose(picture)
    picture.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    return _on_white(picture)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        white = Image.new("RGBA", rgba.size, "white")
        return Image.alpha_composite(white, rgba).convert("RGB")
    return picture.convert("RGB")


def keep(picture: Image.Image, folder: Path, alt: str = "", source: str = "") -> Photo:
    """A settled picture saved in `folder` under the digest of its pixels. Raises DiskFull, OutputUnwritable."""
    name = hashlib.blake2b(picture.tobytes(), digest_size=8).hexdigest()
    path = folder / f"{name}.jpg"
    with replacing(path) as part:
        picture.save(part, "JPEG", quality=93, subsampling=0)
    return Photo(name, path, picture.width, picture.height, alt, source)
