"""What a model wrote that may not stand: made-up figures, addresses, letters of another language, the same thing twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from shorts.text.quantities import Stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shorts.artifacts import Article, Language

Kind = Literal["invented", "address", "foreign", "repeated"]
_ADDRESS = re.compile(
    r"https?:\S+|file:\S+|www\.\S+|\S+@\S+\.\w+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|info|biz|shop|store|app|dev|io|ai|me|tv|kr|co|jp|cn|ru|xyz|link|site|online)(?![a-z0-9])(?:/\S*)?"
    r"|(?<![\d-])0\d{1,2}-\d{3,4}-\d{4}(?!\d)|\b\w+\.(?:exe|bat|sh|py|zip|json|toml|html?)(?![a-z0-9])|[a-zA-Z]:\\\S+|(?<!\w)/(?:etc|home|usr|var|tmp)/\S*",
    re.IGNORECASE,
)
_FOREIGN: dict[Language, re.Pattern[str]] = {
    "ko": re.compile("[\u3040-\u30ff\u4e00-\u9fff\u0400-\u04ff\u0e00-\u0e7f\u0600-\u06ff]+"),
    "en": re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u4e00-\u9fff\uac00-\ud7a3\u0400-\u04ff\u0e00-\u0e7f\u0600-\u06ff]+"),
}
_ALIKE = 0.85
"""SequenceMatcher's ratio from which a sentence says what another said."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`place`: which text (see Told); `found`: the figures, the address …, as the text has them."""

    place: str
    kind: Kind
    found: str = ""


class Judge:
    """Knows one page."""

    def __init__(self, article: Article, language: Language) -> None:
        self._language = language
        self._page = stated_in(article)
        self.stated = Stated(self._page)
        host = (urlsplit(article.url).hostname or "").removeprefix("www.")
        self._own = {name.lower() for name in (host, article.site) if name}
        self._title = article.title.lower()  # a page about Booking.com may say so

    def faults(self, texts: Mapping[str, str]) -> list[Fault]:
        """texts: place → text, in the order in which they are said; places of spoken sentences begin with a digit."""
        found = [fault for place, text in texts.items() if (fault := self._fault(place, text))]
        known = {fault.place for fault in found}
        spoken = {place: text for place, text in texts.items() if place[0].isdigit()}
        return found + [Fault(place, "repeated") for place in repeats(spoken) if place not in known]

    def _fault(self, place: str, text: str) -> Fault | None:
        invented = self.stated.lacks(text)
        if invented:
            return Fault(place, "invented", ", ".join(dict.fromkeys(quantity.text.strip() for quantity in invented)))
        addresses = [found for match in _ADDRESS.finditer(text) if not self._is_known(found := match.group())]
        if addresses:
            return Fault(place, "address", ", ".join(addresses))
        strange = [match.group() for match in _FOREIGN[self._language].finditer(text) if match.group() not in self._page]
        return Fault(place, "foreign", ", ".join(strange)) if strange else None

    def _is_known(self, address: str) -> bool:
        """The page's own host, or a name of its title."""
        name = address.lower().removeprefix("www.")
        return name in self._own or ("/" not in name and "@" not in name and name in self._title)


def stated_in(article: Article) -> str:
    """Everything that the page says. Not its address: 3021 in it is no figure that anybody may quote."""
    product = article.product
    facts = [product.name, product.brand, f"{product.price} {product.currency}", product.rating, *product.features] if product else []
    alts = [photo.alt for photo in article.photos]
    return "\n".join([article.title, article.text, article.site, article.author, article.published, *facts, *article.facts, *alts])


def repeats(texts: Mapping[str, str]) -> Iterable[str]:
    """Places of texts that say what one before them said."""
    before: list[str] = []
    for place, text in texts.items():
        plain = re.sub(r"[^\w]", "", text).lower()
        if any(plain == other or SequenceMatcher(None, plain, other, autojunk=False).ratio() >= _ALIKE for other in before):
            yield place
        before.append(plain)
