"""Which sentences of a page carry it, and what part each can play in a short."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shorts.engines.extract import en_shorten, ko_shorten
from shorts.engines.extract.lists import list_variants, with_lists
from shorts.engines.extract.variants import count_sentences
from shorts.text.figures import figure_phrases, figures
from shorts.text.keyphrases import centrality, terms, vectors

if TYPE_CHECKING:
    import numpy as np

    from shorts.artifacts import Genre, Language
    from shorts.engines.extract.ko_endings import Register
    from shorts.engines.extract.page import Page
    from shorts.engines.extract.variants import Variant
    from shorts.text.sentences import Sentence

LONGEST = {"ko": 52, "en": 42}
"""Most spoken syllables of one utterance: longer is tiring and can't be captioned well."""
_SLOTS: dict[Genre, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "product": (
        ("rating", re.compile(r"평점|별점|만점|\brating|\brated\b|\bstars?\b", re.IGNORECASE)),
        ("extra", re.compile(r"배송|출고|주문|보증|반품|결제|무상|교체용|sold separately|\bship|\bwarranty|\breplacement", re.IGNORECASE)),
        ("price", re.compile(r"\d\s?원|가격|할인|[$€£]\s?\d|\bprice|\bcosts?\b", re.IGNORECASE)),
        ("who", re.compile(
            r"분께|분들|분이라면|추천|어울|선물|사람에게|누구나|\b(?:ideal|perfect|great|best|recommend\w*)\b.*\bfor\b"
            r"|\bgift|\banyone\b|\bif you\b", re.IGNORECASE)),
        ("problem", re.compile(
            r"불편|고민|답답|귀찮|힘들|번거|지겹|아쉬|걱정|않으셨|있으신가요|없으신가요|\b(?:tired|annoy\w+|struggl\w+|hate"
            r"|hassle|problem|messy|worr\w+|never again)\b", re.IGNORECASE)),
    ),
    "news": (
        ("next", re.compile(
            r"예정|계획|앞으로|향후|전망|방침|내년|다음 달|오는 \d|\b(?:will|plans? to|expected|next (?:year|month|week)"
            r"|by 20\d\d|scheduled)\b", re.IGNORECASE)),
        ("why", re.compile(r"때문|위해|배경|이유|원인|따른|탓|영향|\b(?:because|due to|reason|driven by|after|amid|caused?|blam\w+)\b", re.IGNORECASE)),
        ("much", re.compile(r"\d")),
    ),
    "howto": (),
    "story": (),
}  # fmt: skip
_LEANING: dict[Language, re.Pattern[str]] = {
    "ko": re.compile(
        r"^(?:이는|이에|이를|이들|이 같은|이같은|이러한|이런|그러한|그런|그렇게|이렇게|이처럼|그는|그녀는|그의|그가|해당"
        r"|이것|그것|이곳|그곳|여기에|이 중|이 가운데|이로써|이어|같은 |둘 다|위 |아래 |다음은|그래서|그러자|그제야"
        r"|반대한다는|찬성한다는|나머지|반면|하지만 그|덕분에)"
    ),
    "en": re.compile(
        r"^(?:It|They|He|She|This|These|Those|That|Such|Both|Another|Others?|His|Her|Their|Its|Here|There(?!'s| is| are"
        r"| was| were)|Doing so|As such|Instead|Either|The (?:former|latter|same|other|second)|Among them)\b"
    ),
}
_LEANING_INSIDE: dict[Language, re.Pattern[str]] = {
    "ko": re.compile(r"(?<![가-힣])그(?:렇게|제야|러면| [가-힣]+)|기 때문(?:이|입|이라)|(?<![가-힣])이(?:때|날) |같은 기간|그때는"),
    "en": re.compile(
        r"^(?:So|But|Then|Because|The rest|Together they)\b|^(?:[A-Z]\w+ [\w ]{2,16}, )?that [a-z]+ (?:has|had|is|was"
        r"|were|will)\b|\b(?:the (?:former|latter)|doing so|that way)\b"
    ),
}
_GREETING = re.compile(
    r"^안녕하|^반갑|오늘은 .{0,30}(?:소개|알려|준비)|오늘도 .{0,20}하세요|감사합니다|^(?:hi|hello|hey|welcome)\b"
    r"|thanks for reading", re.IGNORECASE)
_MANDATORY: dict[Genre, dict[str, float]] = {
    "product": {"price": 0.5, "who": 0.25, "problem": 0.2, "rating": 0.15},
    "news": {"next": 0.3, "why": 0.15, "much": 0.15},
    "howto": {},
    "story": {},
}
_DRY = re.compile(
    r"^(?:구성품|크기|사이즈|규격|색상|제조|원산지|모델|(?:height|width|size|colou?rs?|dimensions|model"
    r"|available in)\b)", re.IGNORECASE)
_LIST_PRICE = re.compile(r"정가|소비자가|권장가|시중가|\blist price|\bMSRP|\bRRP|\bwas [$€£]", re.IGNORECASE)
_POINTING = re.compile(
    r"위 사진|아래 (?:표|사진|그림|링크)|다음과 같|왼쪽|오른쪽 사진|(?:as )?(?:shown|pictured) (?:above|below)"
    r"|table below|see below|following|\d번 단계|\bstep \d", re.IGNORECASE)
_VIVID = re.compile(
    r"처음|최초|가장|무려|단 |절반|두 배|갑자기|결국|드디어|놀라|눈물|사실은|\b(?:first|record|only|most|never"
    r"|suddenly|finally|half|double|largest|fastest|biggest|surpris\w+)\b", re.IGNORECASE)


_TURNS = re.compile(
    r"지난 ?(?:봄|여름|가을|겨울|해)|다음 날|어느 날|(?:봄|여름|가을|겨울)이 |이제|처음|마침내|드디어|\b(?:when|then"
    r"|one day|now|that night|ago|finally|until)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """One source sentence, the ways to say it, its worth (0…about 1.5), its part, and its direction in term space."""

    sentence: Sentence
    variants: tuple[Variant, ...]
    score: float
    slot: str
    vector: np.ndarray
    leans: bool  # it starts with a word that points back: it needs the sentence before it

    @property
    def place(self) -> int:
        return self.sentence.place


def rank(page: Page, genre: Genre, register: Register) -> tuple[Unit, ...]:
    """Every sentence that can be said aloud on its own, with its worth; in page order."""
    sentences = with_lists(page.sentences, page.lines, genre, page.language)
    if not sentences:
        return ()
    documents = [terms(sentence.text, page.language) for sentence in sentences]
    matrix = vectors([*documents, terms(page.title, page.language)])
    central = centrality(matrix[:-1])
    overlap = matrix[:-1] @ matrix[-1]
    units = []
    for index, sentence in enumerate(sentences):
        ways = speakable(sentence, genre, page.language, register)
        if ways:
            score = _score(sentence, genre, page.sentences[-1].place, float(central[index]), float(overlap[index]))
            leans = (not page.typed and _leans(sentence.text, genre, page.language)) or (genre == "howto" and sentence.kind == "step" and not sentence.first)
            units.append(Unit(sentence, ways, score, _slot(sentence, genre), matrix[index], leans))
    return _with_parts(_at_todays_price(units, page), genre)


def _at_todays_price(units: list[Unit], page: Page) -> list[Unit]:
    """Where the page states the price to pay, it counts more, and the crossed-out one is not said without it."""
    price = figures(page.product.price) if page.product else frozenset()
    if not price:
        return units
    kept = [unit for unit in units if not _LIST_PRICE.search(unit.sentence.text) or price <= figures(unit.sentence.text)]
    return [replace(unit, score=unit.score + 0.3) if unit.slot == "price" and price <= figures(unit.sentence.text) else unit for unit in kept]


def _with_parts(units: list[Unit], genre: Genre) -> tuple[Unit, ...]:
    """The best unit of each part that the genre needs (a price, what comes next) is worth more."""
    for slot, bonus in _MANDATORY[genre].items():
        places = [index for index, unit in enumerate(units) if unit.slot == slot and not unit.leans]
        if places:
            best = max(places, key=lambda index: units[index].score)
            units[best] = replace(units[best], score=units[best].score + bonus)
    return tuple(units)


def _leans(text: str, genre: Genre, language: Language) -> bool:
    if genre in ("product", "howto") and re.match(r"It\b|It's|This\b|이 제품", text):
        return False
    return bool(_LEANING[language].match(text) or _LEANING_INSIDE[language].search(text))


def speakable(sentence: Sentence, genre: Genre, language: Language, register: Register) -> tuple[Variant, ...]:
    """The ways to say a sentence that are short enough and make sense without the page in sight."""
    text = sentence.text
    if _POINTING.search(text) or text.endswith((":", "：")) or len(text) < 4 or re.search(r"https?://|www\.", text) or _GREETING.search(text):
        return ()
    if not _balanced(text) or text.rstrip().endswith("?"):
        return ()
    if sentence.kind == "list":
        ways = list_variants(sentence, genre, language, register)
    elif language == "ko":
        ways = ko_shorten.variants(text, register, keep_opener=genre == "story")
    else:
        ways = en_shorten.variants(text, listed=sentence.kind == "bullet", keep_opener=genre == "story")
    return tuple(way for way in ways if 3 <= way.syllables <= LONGEST[language] + (30 if sentence.kind == "list" else 14) * (count_sentences(way.text) - 1))


def _balanced(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0 and text.count("(") == text.count(")")


def _score(sentence: Sentence, genre: Genre, count: int, central: float, overlap: float) -> float:
    place = sentence.place / max(1, count - 1)
    position = {"news": 0.9 ** sentence.place, "product": 1 - 0.4 * place, "howto": 0.5, "story": 0.6 + 0.4 * abs(2 * place - 1)}[genre]
    score = 0.4 * central + 0.25 * overlap + 0.3 * position
    score += 0.12 * bool(re.search(r"\d", sentence.text)) + 0.08 * bool(_VIVID.search(sentence.text))
    score += 0.5 * (genre == "howto" and sentence.kind == "step" and sentence.first) - 0.1 * (genre == "product" and bool(_DRY.match(sentence.text)))
    score += (genre == "story") * (0.1 * (place > 0.85) + 0.15 * bool(_TURNS.search(sentence.text)))
    score += 0.35 * (genre == "news" and sentence.place < 2) + 0.4 * (sentence.kind == "list" and genre == "howto")
    score -= 0.15 * bool(re.search(r"[\"“]", sentence.text)) + 0.15 * (_slot(sentence, genre) == "extra")
    return max(0.05, score)


def _slot(sentence: Sentence, genre: Genre) -> str:
    if genre == "news" and sentence.place < 2:
        return "main"  # the lead says what happened, whatever year it names
    text = sentence.text
    return next((slot for slot, pattern in _SLOTS[genre] if pattern.search(text)), "main")


def distinct(units: tuple[Unit, ...], limit: int = 26, near: float = 0.55) -> tuple[Unit, ...]:
    """The best units, none nearly repeating a better one (maximal marginal relevance), back in page order."""
    chosen: list[Unit] = []
    rest = sorted(units, key=lambda unit: -unit.score)
    for unit in rest:
        if len(chosen) < limit and not any(_same(unit, other, near) for other in chosen):
            chosen.append(unit)
    return tuple(sorted(chosen, key=lambda unit: unit.place))


def _same(unit: Unit, other: Unit, near: float) -> bool:
    """Whether two sentences say the same: the same words, or the same figure about a related thing."""
    alike = float(unit.vector @ other.vector)
    if alike >= near:
        return True
    shared = set(figure_phrases(unit.sentence.text)) & set(figure_phrases(other.sentence.text))
    return any(len(figure) > 2 for figure in shared) and alike > 0.1
