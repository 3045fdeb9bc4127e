"""A page read for writing: its title, lines and sentences, without boilerplate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from shorts.engines.extract.clean import clean
from shorts.engines.extract.facts import fact_lines
from shorts.text.sentences import Line, Sentence, lines_of, sentences_of, split

if TYPE_CHECKING:
    from shorts.artifacts import Article, Language, Product

_SITE = re.compile(r"\s+[|\-–—:·<]\s+[^|\-–—<]{1,24}$|\s*::\s*[^:]{1,24}$")
_LABEL = re.compile(r"^\s*(?:\[[^\]]{1,14}\]|【[^】]{1,14}】|\([^)]{1,8}\))\s*")
_TOPIC = re.compile(r"^([^:：\n]{2,60})[:：]\s*(.+)$", re.DOTALL)
_SHORT = 400
_LONG_TITLE = 45


@dataclass(frozen=True, slots=True)
class Page:
    """`title` lacks the site's name; `source` is everything that the page states (figures are checked against it)."""

    title: str
    language: Language
    lines: tuple[Line, ...]
    sentences: tuple[Sentence, ...]
    product: Product | None
    source: str
    typed: bool = False  # a topic: a title and a list of points, all typed by the user
    linked: bool = True  # it has an address that the description can name
    published: bool = True  # a page, on the web or saved; not words that the user wrote or pasted


@lru_cache(maxsize=4)
def read_page(article: Article) -> Page:
    """The article as title, lines and sentences. Remembered, for a script is written several times until its length is right."""
    text = clean(article.text)
    title = _short_title(clean_title(article.title, article.site), article)
    typed = _typed_list(text) if len(text) < _SHORT else None
    if typed:
        title, lines = typed[0], tuple(Line(point, "prose") for point in typed[1])
    else:
        whole = lines_of(text)
        named = _plain(title + (article.product.name if article.product else ""))
        lines = tuple(line for line in whole if line.text != title and not (line.kind in ("bullet", "heading") and _plain(line.text) in named)) or whole
    product = article.product
    if product is not None:
        stated = fact_lines(product, text, article.language)
        features = tuple(Line(fact, "bullet") for fact in stated if fact in product.features)
        lines = (*features, *lines, *(Line(fact, "bullet") for fact in stated if fact not in product.features))
    facts = [product.name, product.brand, product.price, product.rating, *product.features] if product else []
    source = "\n".join([article.title, article.text, article.published, article.site, article.author, *facts, *article.facts])
    published = bool(article.url or article.site or article.published)
    return Page(title, article.language, lines, sentences_of(lines, article.language), product, source, bool(typed), article.url.startswith("http"), published)


def clean_title(title: str, site: str = "") -> str:
    """The title without labels like [단독] and the site's name at its end."""
    text = re.sub(r"\s+", " ", title).strip()
    if site:
        text = re.sub(rf"\s*[|\-–—:·<]+\s*{re.escape(site)}\s*$", "", text)
    text = _LABEL.sub("", _SITE.sub("", text))
    return text.strip(" -|·") or title.strip()


def _plain(text: str) -> str:
    return re.sub(r"[^\w]", "", text).lower()


def _short_title(title: str, article: Article) -> str:
    """A pasted text may be its own title: then its first sentence is."""
    own = not article.url and (len(title) > _LONG_TITLE or title == article.text.strip())
    return split(title, article.language)[0].rstrip(".") if own else title


def _typed_list(text: str) -> tuple[str, list[str]] | None:
    """ "좋은 점 세 가지: 기분이 좋아진다, 잠이 잘 온다" as a title and its points."""
    match = _TOPIC.match(text.strip())
    if not match or "\n" in match.group(1) or re.search(r"https?$|\d$", match.group(1)):
        return None
    rest = match.group(2).strip()
    points = [point.strip(" .·-") for point in re.split(r"\s*(?:,(?!\d)|;|\n|·|(?<=[다요])\.)\s+|\n+", rest)]
    points = [re.sub(r"^(?:and|그리고)\s+", "", point) for point in points if point]
    return (match.group(1).strip(), points) if len(points) >= 2 else None
