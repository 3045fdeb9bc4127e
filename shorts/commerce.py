"""Some models may only be used for what isn't sold or advertised, their output included: refused before anything is made with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.errors import NotForCommerce

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shorts.artifacts import Article, Script, ShortRequest
    from shorts.engines.base import Engine

Why = tuple[str, str]
"""What makes a short commercial, in Korean and English, as NotForCommerce says it."""


def commercial(request: ShortRequest, article: Article | None = None, script: Script | None = None) -> Why | None:
    """What is known so far that makes the short commercial: it says that it is an ad, its page sells something, its script presents a product."""
    if request.ad_line.strip():
        return "광고·협찬·제휴 쇼츠입니다", "is an ad, sponsored, or an affiliate's"
    if article is not None and article.product is not None:
        return "상품 페이지로 만듭니다", "is made from a product's page"
    if script is not None and script.genre == "product":
        return "상품을 소개합니다", "presents a product"
    return None


def demand_allowed(used: Mapping[str, Engine], offered: Mapping[str, Iterable[Engine]], why: Why | None) -> None:
    """Raises NotForCommerce if a commercial short (see `commercial`) would be made with an engine whose licence forbids that.

    used: by kind; offered: every engine of each kind, of which those that may be used are named, the ones that can do the same first.
    """
    for kind, engine in used.items():
        if why is None or engine.capabilities.commercial_use:
            continue
        allowed = [other for other in offered.get(kind, ()) if other.capabilities.commercial_use]
        allowed.sort(key=lambda other: other.capabilities.clones != engine.capabilities.clones)
        able = ", ".join(other.id for other in allowed)
        details = {"why_ko": why[0], "why_en": why[1], "able": able or "none", "able_ko": able or "없음"}
        raise NotForCommerce(engine=engine.id, licence=engine.capabilities.licence, **details)
