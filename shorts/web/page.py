"""An HTML page → its readable article, or the reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shorts.errors import BehindLogin, NeedsBrowser, NothingToRead

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ENOUGH = 120
"""Characters of readable text below which no honest short can be made."""

_LOGIN_WORDS = re.compile(r"로그인(이 필요|\s*후|해\s*주세요|하셔야)|회원\s*전용|구독자\s*전용|유료\s*회원|(log|sign) ?in to (continue|read|view)|subscribers? only", re.I)
_SHELL_WORDS = re.compile(r"(enable|requires?|need|turn on)\s+javascript|자바스크립트를?\s*(활성화|켜|사용)", re.I)


@dataclass(frozen=True, slots=True)
class Readable:
    """The article part of a page; empty strings where the page says nothing. `text` has one paragraph a line."""

    title: str
    text: str
    site: str = ""
    author: str = ""
    published: str = ""


def parse(html: str) -> HtmlElement:
    """The tree of a page; an empty document where there is nothing to parse."""
    import lxml.html
    from lxml.etree import ParserError

    # An XML declaration with an encoding makes lxml refuse text; drop it.
    html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html)
    try:
        return lxml.html.document_fromstring(html)
    except ParserError:  # nothing, or comments only
        return lxml.html.document_fromstring("<html><body></body></html>")


def read_page(html: str, url: str) -> Readable:
    """Title, main text and credits by trafilatura."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        html, url=url or None, with_metadata=True, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
    )
    if found is None:
        return Readable(_title(parse(html)), "")
    text = _clean(found.text or "")
    title = (found.title or "").strip() or _title(parse(html))
    author = (found.author or "").strip()
    return Readable(title, text, (found.sitename or "").strip(), author, (found.date or "").strip())


def refuse_unreadable(tree: HtmlElement, address: str, found: int) -> None:
    """Raises BehindLogin, NeedsBrowser or NothingToRead: why a page with `found` characters of article has too few."""
    visible = _visible_text(tree)
    scripts = tree.xpath("//script")
    if tree.xpath("//input[@type='password']") or _LOGIN_WORDS.search(visible):
        raise BehindLogin(address=address)
    noscript = " ".join(node.text_content() for node in tree.xpath("//noscript"))
    shell = tree.xpath("//*[@id='root' or @id='app' or @id='__next' or @id='__nuxt'][not(normalize-space())]")
    if scripts and len(visible) < ENOUGH and (shell or _SHELL_WORDS.search(noscript + visible) or not visible):
        raise NeedsBrowser(address=address)
    raise NothingToRead(address=address, found=found)


def _visible_text(tree: HtmlElement) -> str:
    bodies = tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]")
    return " ".join(" ".join(bodies).split())


def _title(tree: HtmlElement) -> str:
    for path in ("string(//meta[@property='og:title']/@content)", "string(//h1)", "string(//title)"):
        title = " ".join(str(tree.xpath(path)).split())
        if title:
            return title
    return ""


def _clean(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line.strip("-*|• "))
