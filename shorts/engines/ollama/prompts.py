"""What the model is told: prompts/ko.toml and en.toml, filled with the character, the genre, the length and the page.

The page is data: it stands between marks that it can't know, and the model is told so. What comes back is checked all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field, ValidationError

from shorts.engines.extract.facts import fact_lines
from shorts.engines.extract.plan import scene_count
from shorts.errors import CatalogueBroken
from shorts.files import digest
from shorts.toml_file import Filled, Strict, dotted, parse_toml
from shorts.values import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shorts.artifacts import Article, Genre, Language
    from shorts.engines.base import Brief
    from shorts.engines.extract.page import Page

FOLDER = Path(__file__).with_name("prompts")
ROOM = {"ko": 4000, "en": 9000}
"""Characters of a page that the model is given: what fits its context beside the rules and the script (see `Room` in chat.py)."""
SPARE = 1.12
"""The model is asked for so much more than needed: sentences can be left out, but not made up."""
PER_WORD = {"ko": 1.0, "en": 1.45}
"""Spoken syllables of what the model counts: Korean characters, English words."""
_FACTS = 24
_ALT = 80


class Genres(Strict):
    product: Filled
    news: Filled
    howto: Filled
    story: Filled


class Registers(Strict):
    haeyo: Filled
    hamnida: Filled


class Asks(Strict):
    write: Filled
    repair: Filled
    redo: Filled
    longer: Filled


class Words(Strict):
    source: Filled
    facts: Filled
    photo: Filled
    photo_plain: Filled
    no_photos: Filled
    invented: Filled
    address: Filled
    foreign: Filled
    repeated: Filled


class Prompts(Strict):
    """One language's file."""

    system: Filled
    speech: Registers = Field(alias="register")  # pydantic's classes have a `register` of their own
    genre: Genres
    ask: Asks
    words: Words


@cache
def prompts(language: Language) -> Prompts:
    """Raises CatalogueBroken for a file that somebody has spoiled."""
    file = FOLDER / f"{language}.toml"

    def broken(**details: Any) -> CatalogueBroken:
        return CatalogueBroken(file=file.name, entry="-", **details)

    try:
        return Prompts.model_validate(parse_toml(file, broken))
    except ValidationError as error:
        first = error.errors()[0]
        raise broken(key=dotted(first["loc"]), expected=first["msg"]) from error


@cache
def prompts_digest() -> str:
    """Changes with any prompt."""
    return key_of([digest(file) for file in sorted(FOLDER.glob("*.toml"))])[:8]


@dataclass(frozen=True)
class Sheet:
    """One page for one presenter, as the model is told of it."""

    article: Article
    page: Page
    genre: Genre
    brief: Brief

    @property
    def fence(self) -> str:
        """The mark around the page; a page would have to contain its own digest to break out."""
        return f"page-{key_of([self.article.title, self.article.text])[:10]}"

    @property
    def counts(self) -> tuple[int, int]:
        """Fewest and most scenes before the closing one."""
        fewest, most = scene_count(self.brief.seconds, self.brief.scenes)
        return max(1, fewest - 1), max(1, most - 1)

    def opening(self) -> list[dict[str, str]]:
        """The rules, and what to write."""
        told, person, language = prompts(self.brief.language), self.brief.character, self.brief.language
        register = getattr(told.speech, person.register)
        system = _filled(
            told.system, name=person.names[language], persona=person.persona.get(language, ""), catchphrase=person.catchphrase.get(language, ""),
            register=register, fence=self.fence,
        )  # fmt: skip
        fewest, most = self.counts
        amount = SPARE * self.brief.seconds * self.brief.rate / PER_WORD[language]
        ask = _filled(
            told.ask.write, genre=getattr(told.genre, self.genre), fence=self.fence, title=self.page.title, source=self._source(told.words),
            facts=self._facts(told.words), text=self._text(), photos=self._photos(told.words),
            scenes=str(fewest) if fewest == most else f"{fewest}–{most}", amount=f"{round(amount / 10) * 10}",
        )  # fmt: skip
        return [{"role": "system", "content": system}, {"role": "user", "content": ask}]

    def repair(self, problems: Sequence[str]) -> str:
        return _filled(prompts(self.brief.language).ask.repair, problems="\n".join(f"- {problem}" for problem in problems[:8]))

    def redo(self, faults: Mapping[int, tuple[str, str]]) -> str:
        """faults: number → text and what is wrong with it."""
        texts = "\n".join(f"- {number}: “{text}” ({why})" for number, (text, why) in faults.items())
        return _filled(prompts(self.brief.language).ask.redo, texts=texts)

    def longer(self, have: float, want: float) -> str:
        """have, want: spoken syllables."""
        unit = PER_WORD[self.brief.language]
        return _filled(prompts(self.brief.language).ask.longer, have=f"{have / unit:.0f}", want=f"{SPARE * want / unit:.0f}")

    def said(self, word: str, **values: str) -> str:
        """One of the small words of the prompts."""
        return _filled(getattr(prompts(self.brief.language).words, word), **values)

    def _source(self, words: Words) -> str:
        return f"{_filled(words.source, site=self.article.site)}\n" if self.article.site else ""

    def _facts(self, words: Words) -> str:
        product = self.article.product
        stated = fact_lines(product, "", self.article.language) if product else []
        facts = list(dict.fromkeys([*([product.name] if product else []), *stated, *self.article.facts]))[:_FACTS]
        return f"{_filled(words.facts, facts=' · '.join(facts))}\n" if facts else ""

    def _text(self) -> str:
        """The page without its boilerplate, from the top as far as there is room, in whole paragraphs; of a longer first one, its beginning."""
        room = ROOM[self.brief.language]
        kept: list[str] = []
        for line in self.page.lines:
            text = f"- {line.text}" if line.kind in ("bullet", "step") else line.text
            if kept and room < len(text):
                break
            kept.append(text[:room])
            room -= len(text)
        return "\n".join(kept)

    def _photos(self, words: Words) -> str:
        if not self.brief.photos:
            return f"{words.no_photos}\n"
        alts = {photo.id: " ".join(photo.alt.split())[:_ALT] for photo in self.article.photos}
        rows = [_filled(words.photo, n=str(n), alt=alts.get(name) or words.photo_plain) for n, name in enumerate(self.brief.photos, start=1)]
        return "\n".join(rows) + "\n"


def _filled(template: str, **values: str) -> str:
    """The template with its {…} replaced; braces in the values stay what they are."""
    return template.format_map(values)
