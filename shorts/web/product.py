"""What a page states about a product: JSON-LD first, then microdata, then OpenGraph. Nothing is inferred."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from shorts.artifacts import Product

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = dict[str, Any]


def structured(html: str, url: str) -> dict[str, list[Node]]:
    """JSON-LD, microdata and OpenGraph of a page, each a list of plain nodes; broken blocks are left out."""
    import extruct

    found: dict[str, list[Node]] = extruct.extract(
        html, base_url=url or None, syntaxes=["json-ld", "microdata", "opengraph"], errors="ignore", uniform=True
    )
    return found


def read_product(data: dict[str, list[Node]], text: str) -> Product | None:
    """The page's main product, None if it names none. `text` is the page's readable text: prices are given as it writes them."""
    for node in nodes(data):
        if "Product" in _types(node) and _text(node.get("name")):
            return _from_schema(node, text)
    return _from_opengraph(data.get("opengraph", []), text)


def nodes(data: dict[str, list[Node]]) -> Iterator[Node]:
    """Every JSON-LD and microdata node, those inside @graph and mainEntity too."""
    queue: list[Any] = [*data.get("json-ld", []), *data.get("microdata", [])]
    while queue:
        node = queue.pop(0)
        if isinstance(node, list):
            queue = [*node, *queue]
        elif isinstance(node, dict):
            yield node
            queue += [node[key] for key in ("@graph", "mainEntity", "hasVariant") if key in node]


def images(node: Node) -> list[str]:
    """Addresses of a node's pictures."""
    found = node.get("image") or []
    entries = found if isinstance(found, list) else [found]
    return [link for entry in entries if (link := _text(entry.get("url") or entry.get("contentUrl") if isinstance(entry, dict) else entry))]


def _from_schema(node: Node, text: str) -> Product:
    offer = _first(node.get("offers"))
    price = _text(offer.get("price") or offer.get("lowPrice") or _first(offer.get("priceSpecification")).get("price"))
    currency = _text(offer.get("priceCurrency") or _first(offer.get("priceSpecification")).get("priceCurrency"))
    rating = _first(node.get("aggregateRating"))
    brand = node.get("brand")
    return Product(
        name=_text(node.get("name")),
        brand=_text(_first(brand).get("name") if isinstance(brand, (dict, list)) else brand),
        price=as_written(price, text),
        currency=currency.upper(),
        rating=_text(rating.get("ratingValue")),
        features=tuple(_features(node)),
    )


def _from_opengraph(entries: list[Node], text: str) -> Product | None:
    merged: Node = {}
    for entry in entries:
        merged.update(entry)
    price = _text(merged.get("product:price:amount") or merged.get("og:price:amount"))
    kind = _text(merged.get("@type") or merged.get("og:type"))
    name = _text(merged.get("og:title"))
    if not name or not (price or kind.startswith("product")):
        return None
    currency = _text(merged.get("product:price:currency") or merged.get("og:price:currency"))
    return Product(name, _text(merged.get("product:brand") or merged.get("og:brand")), as_written(price, text), currency.upper())


def as_written(price: str, text: str) -> str:
    """"12900.00" → "12,900" where the page's text writes it so; else as the data has it, less empty decimals."""
    if not re.fullmatch(r"\d[\d,]{,20}(\.\d+)?", price):
        return price
    plain = re.sub(r"\.0+$", "", price.replace(",", ""))
    whole, _, decimals = plain.partition(".")
    grouped = f"{int(whole):,}" + (f".{decimals}" if decimals else "")
    return grouped if re.search(rf"(?<![\d,.]){re.escape(grouped)}(?![\d,])", text) or plain not in text else plain


def _features(node: Node) -> Iterator[str]:
    """"weight: 24 g" for each stated property."""
    entries = node.get("additionalProperty") or []
    for entry in entries if isinstance(entries, list) else [entries]:
        name, value = (_text(entry.get(key)) for key in ("name", "value")) if isinstance(entry, dict) else ("", "")
        unit = _text(entry.get("unitText")) if isinstance(entry, dict) else ""
        if name and value:
            yield f"{name}: {value}{unit}"


def _types(node: Node) -> list[str]:
    kinds = node.get("@type") or []
    return [str(kind).rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _first(value: Any) -> Node:
    entry = value[0] if isinstance(value, list) and value else value
    return entry if isinstance(entry, dict) else {}


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    return " ".join(str(value).split()) if value is not None else ""
