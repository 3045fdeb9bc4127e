"""The fixture articles of tests/articles: headers, an empty line, then the page's text as extracted."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from shorts.artifacts import Article, Language, Product
from shorts.cast import Character

FOLDER = Path(__file__).parent / "articles"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))
PAGES = tuple(name for name in NAMES if "topic" not in name)


def load(name: str) -> tuple[Article, str]:
    """The article and the genre its author had in mind ("" where it has none)."""
    head, _, text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    fields = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    product: dict[str, Any] = {key.removeprefix("product."): value for key, value in fields.items() if key.startswith("product.")}
    if "features" in product:
        product["features"] = tuple(part.strip() for part in product["features"].split("|"))
    article = Article(
        url=fields.get("url", ""),
        title=fields["title"],
        text=text.strip(),
        language=cast("Language", name[:2]),
        site=fields.get("site", ""),
        author=fields.get("author", ""),
        product=Product(**product) if product else None,
    )
    return article, fields.get("genre", "")


def character(register: str = "haeyo", group: str = "business") -> Character:
    return Character(
        id="test-fox", names={"ko": "테스트 폭스", "en": "Test Fox"}, group=group, tags=(), persona={"ko": "", "en": ""}, catchphrase={"ko": "", "en": ""},
        register=register, voices={}, image_prompt="A fox in a navy suit", traits=(), palette=("#112233",), setting="studio", gestures=("explain", "present", "point"),
    )  # fmt: skip
