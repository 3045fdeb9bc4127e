"""Bytes of a page → text, in spite of what headers and meta tags claim."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from shorts.errors import Undecodable

_META = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_KOREAN = {"euc-kr", "euckr", "ks_c_5601-1987", "ksc5601", "ms949", "cp949", "x-windows-949", "uhc"}
_LAX = {"iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii"}  # claimed by default, decode anything


def decode_page(body: bytes, claimed: str, address: str) -> str:
    """The page's characters. `claimed` is the charset of the HTTP header, "" if none. Raises Undecodable.

    Valid UTF-8 is UTF-8 whatever the labels say; then the labels are tried strictly, then CP949 (the superset of EUC-KR that
    Korean pages really use), then statistics.
    """
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return body.decode(encoding, errors="replace")
    if b"\x00" in body[:4096]:
        raise Undecodable(address=address)
    for encoding in _candidates(body, claimed):
        text = _decoded(body, encoding)
        if text is not None:
            return text
    best = from_bytes(body).best()
    if best is None:
        raise Undecodable(address=address)
    return str(best)


def _candidates(body: bytes, claimed: str) -> list[str]:
    meta = _META.search(body[:4096])
    labels = [claimed, meta[1].decode("ascii").lower() if meta else ""]
    named = ["cp949" if label in _KOREAN else label for label in labels if label and label not in _LAX]
    lax = ["cp1252"] if any(label in _LAX for label in labels) else []
    return list(dict.fromkeys(["utf-8", *named, "cp949", *lax]))


def _decoded(body: bytes, encoding: str) -> str | None:
    """Text if `body` is in `encoding` but for a few damaged bytes (a page cut inside a character, one bad comment)."""
    try:
        text = body.decode(encoding, errors="replace")
    except LookupError:  # the label names no encoding
        return None
    return text if text.count("\ufffd") <= max(1, len(text) // 2000) else None
