"""What is written beside the short when it is posted: hashtags and a description from the page's own sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shorts.engines.extract import phrases
from shorts.engines.extract.en_shorten import bare as bare_en
from shorts.engines.extract.ko_shorten import bare as bare_ko

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Article, Genre, Language
    from shorts.engines.extract.page import Page
    from shorts.engines.extract.rank import Unit


def hashtags(page: Page, genre: Genre, keys: Sequence[str]) -> tuple[str, ...]:
    """Four to eight tags without spaces or marks, distinct in lower case, no "#"."""
    wanted = [page.product.brand, page.product.name if len(page.product.name) <= 16 else ""] if page.product else []
    wanted += [key for key in keys if (len(key) <= 16 or " " in key) and _known(key, page)]
    general = phrases.GENRE_TAGS[page.language][genre]
    tags: list[str] = []
    for word in [*wanted[:6], *general]:
        tag = re.sub(r"[^\w가-힣]", "", word)
        near = any(tag.lower() in other.lower() or other.lower() in tag.lower() for other in tags)
        if 2 <= len(tag) <= (10 if page.language == "ko" and word not in wanted[:2] else 18) and not tag.isdigit() and not near:
            tags.append(tag)
    return tuple(tags[:8])


def _known(key: str, page: Page) -> bool:
    """Words that only once stood side by side are no name that people search for."""
    return " " not in key or key in page.title or page.source.count(key) > 1


def description(article: Article, page: Page, units: Sequence[Unit]) -> str:
    """The two or three best sentences of the page as it wrote them, and where they come from."""
    bare = bare_ko if page.language == "ko" else bare_en
    prose = [unit for unit in units if unit.sentence.kind == "prose" and not unit.leans] or list(units)
    best = sorted(sorted(prose, key=lambda unit: -unit.score)[:3], key=lambda unit: unit.place)
    said = [bare(unit.sentence.text) for unit in best]
    said = [text if re.search(r"[.!?][\"”’)]*$", text) else text + "." for text in said if text]
    return "\n".join([" ".join(said), source_line(article, page.language)]).strip()


def source_line(article: Article, language: Language) -> str:
    """Where the page is from; "" for a text that is from nowhere."""
    source = " ".join(part for part in (article.site, article.url if article.url.startswith("http") else "") if part)
    return phrases.SOURCE_LINE[language].format(source=source) if source else ""
