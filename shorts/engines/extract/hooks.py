"""Ways to begin: the page's own question, its result first, or its title asked as a question."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shorts.engines.extract import phrases
from shorts.engines.extract.en_shorten import spoken as spoken_en
from shorts.engines.extract.facts import price_text
from shorts.engines.extract.ko_endings import spoken as spoken_ko
from shorts.engines.extract.ko_shorten import bare
from shorts.engines.extract.morph import joined, morphemes
from shorts.text.hangul import particle
from shorts.text.length import syllables

if TYPE_CHECKING:
    from shorts.artifacts import Genre
    from shorts.engines.extract.ko_endings import Register
    from shorts.engines.extract.page import Page
    from shorts.engines.extract.rank import Unit

LONGEST = {"ko": 32, "en": 32}
_QUESTION_OPENERS = re.compile(r"(?:그렇다면|그럼|그런데|하지만|But|So|And|Then)[,\s]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hook:
    """What is said first; `place` is the sentence it was made from (-1: the title), which is then not said again."""

    text: str
    syllables: int
    worth: float
    place: int


def hooks(page: Page, units: tuple[Unit, ...], genre: Genre, register: Register, seed: int) -> tuple[Hook, ...]:
    """Every way to begin, best first; never empty unless the page has neither title nor sentence."""
    if page.typed:
        tails = phrases.TYPED_QUESTIONS[page.language]
        joint = ", " if page.language == "ko" else ". "
        return tuple(_hook(f"{page.title}{joint}{tail}", page, 1.0 - 0.01 * rank) for rank, tail in enumerate(tails))
    found = [*_questions(page, register), *_results(page, units, genre), *_asked_title(page, genre, register, seed)]
    fitting = [hook for hook in found if hook.syllables <= LONGEST[page.language]] or found
    best: dict[str, Hook] = {}
    for hook in sorted(fitting, key=lambda hook: -hook.worth):
        best.setdefault(hook.text, hook)
    return tuple(best.values())


def _hook(text: str, page: Page, worth: float, place: int = -1) -> Hook:
    count = syllables(text, page.language)
    return Hook(text, count, worth - 0.01 * max(0, count - 20), place)


def _questions(page: Page, register: Register) -> list[Hook]:
    """Questions that the page itself asks, outside quotations, in its first half."""
    found = []
    for sentence in page.sentences[: max(4, len(page.sentences) // 2)]:
        if sentence.text.endswith("?") and not re.search(r"[\"“”]", sentence.text):
            core = _QUESTION_OPENERS.sub("", bare(sentence.text), count=1) if _QUESTION_OPENERS.match(sentence.text) else bare(sentence.text)
            text = spoken_ko(core, register) if page.language == "ko" else spoken_en(core)
            if syllables(text, page.language) >= 6:
                found.append(_hook(text, page, 1.3 - 0.02 * sentence.place, sentence.place))
    return found


def _results(page: Page, units: tuple[Unit, ...], genre: Genre) -> list[Hook]:
    """The strongest sentence, in a form short enough to open with."""
    found = []
    last = max((unit.place for unit in units), default=0)
    for unit in units:
        late = unit.place > {"story": 0.6 * last, "news": 3}.get(genre, last)
        if late or unit.leans or unit.slot == "next" or unit.sentence.kind in ("step", "bullet", "list"):
            continue
        short = [variant for variant in unit.variants if variant.syllables <= LONGEST[page.language] and "그런데" not in variant.text]
        if not short:
            continue
        form = max(short, key=lambda variant: variant.kept)
        bonus = {"problem": 0.35, "price": -0.3, "who": -0.3}.get(unit.slot, 0.0) + 0.15 * bool(re.search(r"\d", form.text)) * (genre == "news")
        early = (0.2 if unit.place == 0 else 0.0) if genre == "story" else (0.3 if unit.place < 3 else -0.25) if genre == "news" else 0.0
        named = (0.25 if _names_subject(form.text, page) else -0.7) * (genre == "news")
        found.append(_hook(form.text, page, 0.35 + named + 0.6 * unit.score + bonus + early - 0.1 * (1 - form.kept) - 0.2 * (genre == "howto"), unit.place))
    return sorted(found, key=lambda hook: -hook.worth)[:4]


def _names_subject(text: str, page: Page) -> bool:
    """Whether the text names what the title opens with: out of context nobody knows whose profit rose."""
    first = re.sub(r"[^\w]+$", "", page.title.split()[0]) if page.title.split() else ""
    return len(first) >= 2 and (first[: max(2, len(first) - 1)].lower() in text.lower() or first.lower() in ("the", "a", "an", "how"))


def _asked_title(page: Page, genre: Genre, register: Register, seed: int) -> list[Hook]:
    title = re.sub(r"[\"“”‘’]+", " ", page.product.name if page.product and page.product.name else page.title)
    title = _headline(re.sub(r"\s+", " ", title).strip(" .,!"), page)
    if not title:
        return []
    dice = random.Random(f"{seed}:{title}")  # a choice of wording, not a secret
    return _asked_ko(page, title, genre, register, dice) if page.language == "ko" else _asked_en(page, title, genre, dice)


def _headline(title: str, page: Page) -> str:
    """A headline's first statement: what stands before "…", or before "as …" in English, where that says enough."""
    parts = re.split(r"\s*…\s*|\s*\.{3}\s*", title) if page.language == "ko" else re.split(r"\s+(?=as|after|amid)\b|:\s|…", title)
    first = parts[0].strip(" ,.")
    return first if syllables(first, page.language) >= 8 else title.replace("…", ", ")


def _asked_ko(page: Page, title: str, genre: Genre, register: Register, dice: random.Random) -> list[Hook]:
    found = []
    way = how_question(title)
    if way:
        found.append(_hook(way, page, 1.1))
    if page.title.rstrip().endswith("?") or re.search(r"(?:나|까|가)$", page.title):
        found.append(_hook(spoken_ko(page.title.rstrip("?") + "?", register), page, 1.0))
    if re.search(r"[가-힣](?:다|요)$", title):
        return [*found, _hook(spoken_ko(title, register), page, 1.05)]
    counted = re.search(r"\d+\s?가지|[두세네] 가지|다섯 가지", title)
    for tail in phrases.TYPED_QUESTIONS["ko"] if counted else dice.sample(phrases.TITLE_QUESTIONS_KO[genre], 2):
        found.append(_hook(f"{title}{'.' if ',' in title else ','} {tail}", page, 0.75 - 0.1 * (genre == "story") + 0.15 * (genre == "news")))
    price = price_text(page.product, "ko") if page.product else ""
    if price:
        found.append(_hook(f"{title}, {price}. {dice.choice(phrases.TITLE_QUESTIONS_KO['product'])}", page, 0.95))
    return found


def how_question(title: str) -> str:
    """ "묵은지 김치찌개 끓이는 법" → "묵은지 김치찌개, 어떻게 끓일까요?"; "" where the title isn't of that kind."""
    match = re.match(r"^(.*?\S)\s+(\S+?(?:는|은))\s*(?:법|방법)(?:\s.*|[,:].*)?$", title)
    if not match:
        return ""
    what, verb = match.groups()
    tokens = morphemes(verb)
    if len(tokens) < 2 or tokens[-1].tag != "ETM" or not tokens[-2].is_predicate:
        return ""
    asked = joined([*((token.form, token.full_tag) for token in tokens[:-1]), ("ᆯ까요", "EF")])
    what = what.strip(" ,")
    if re.search(r"(?:에서|없이|으로|만) ", what) and not re.search(r"[을를이가은는로에게고]$", what):
        return f"{particle(what, '을', '를')} 어떻게 {asked}?"
    return f"{what}{'' if re.search(r'[을를이가은는로에게고]$', what) else ','} 어떻게 {asked}?"


def _asked_en(page: Page, title: str, genre: Genre, dice: random.Random) -> list[Hook]:
    found = []
    how = re.match(r"^how to (.+)$", title, re.IGNORECASE)
    ways = re.match(r"^(?:\w+|\d+) (?:\w+ )?ways to (.+)$", title, re.IGNORECASE)
    if how:
        found.append(_hook(f"How do you {how.group(1)[0].lower()}{how.group(1)[1:].rstrip('?.')}?", page, 1.1))
    if ways:
        found.append(_hook(f"Want to {ways.group(1)[0].lower()}{ways.group(1)[1:].rstrip('?.')}?", page, 1.1))
    if page.title.rstrip().endswith("?"):
        found.append(_hook(spoken_en(page.title), page, 1.0))
    for tail in dice.sample(phrases.TITLE_QUESTIONS_EN[genre], 2):
        found.append(_hook(f"{title}. {tail}", page, 0.7))
    price = price_text(page.product, "en") if page.product else ""
    if price:
        found.append(_hook(f"The {title} for {price}. {dice.choice(phrases.TITLE_QUESTIONS_EN['product'])}", page, 0.95))
    return found
