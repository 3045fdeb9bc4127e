"""What a product page states in its data, said as sentences: name, price, rating, features."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Language, Product
    from shorts.engines.extract.page import Page

_BEFORE = {"USD": "$", "EUR": "€", "GBP": "£"}
_AFTER_KO = {"KRW": "원", "USD": "달러", "EUR": "유로", "JPY": "엔", "CNY": "위안", "GBP": "파운드"}
_AFTER_EN = {"KRW": "won", "JPY": "yen", "CNY": "yuan"}


def price_text(product: Product, language: Language) -> str:
    """The price with its currency as people write it: 12,900원, $1,299.99; "" where the page states none."""
    price = grouped(product.price.strip())
    if not price or not re.search(r"\d", price):
        return ""
    if re.search(r"[^\d.,\s]", price):
        return price
    if language == "ko" and product.currency in _AFTER_KO:
        return price + _AFTER_KO[product.currency]
    if product.currency in _BEFORE:
        return _BEFORE[product.currency] + price
    return f"{price} {_AFTER_EN.get(product.currency, product.currency)}".strip()


def grouped(number: str) -> str:
    """ "12900" and "12900.00" as "12,900": the same number as people write it."""
    match = re.fullmatch(r"(\d+)(?:\.(\d+))?", number)
    if not match:
        return number
    whole, cents = match.groups()
    return f"{int(whole):,}" + (f".{cents}" if cents and int(cents) else "")


def fact_lines(product: Product, text: str, language: Language) -> list[str]:
    """Sentences for facts of the product data that `text` doesn't state itself."""
    lines = [feature for feature in product.features if feature not in text]
    price = price_text(product, language)
    if price and not _states(text, product.price):
        lines.append(f"가격은 {price}입니다." if language == "ko" else f"The price is {price}.")
    if product.rating and not _states(text, product.rating) and re.search(r"\d", product.rating):
        rating = re.search(r"\d+(?:\.\d+)?", product.rating)
        score = rating.group() if rating else product.rating
        lines.append(f"평점은 {score}점입니다." if language == "ko" else f"It's rated {score}.")
    return lines


def _states(text: str, figure: str) -> bool:
    digits = re.sub(r"[^\d.]", "", figure).rstrip(".")
    digits = re.sub(r"\.0+$", "", digits)
    return bool(digits) and re.search(rf"(?<!\d){re.escape(digits)}(?!\d)", text.replace(",", "")) is not None


def subject(page: Page, keys: tuple[str, ...]) -> str:
    """The page's own short name for its subject: the product, else the best key phrase of its title; "" where that is too long to say."""
    name = re.sub(r"\s*[\[(].*?[\])]", "", page.product.name).strip() if page.product else ""
    if name:
        return name if len(name) <= (18 if page.language == "ko" else 28) else ""
    fitting = (key for key in keys if 2 <= len(key) <= (14 if page.language == "ko" else 24) and key.lower() in page.title.lower())
    return next(fitting, "")

