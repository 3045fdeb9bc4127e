"""Terms of sentences, how central each sentence is to its page, and the phrases that name what the page is about."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from shorts.text.hangul import is_hangul
from shorts.text.keyphrase_words import STOP_EN, STOP_KO, VERBS_EN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Language
    from shorts.text.morphemes import Morpheme

_TAGS_KO = ("NNG", "NNP", "SL", "VV", "VA", "XR", "SN", "SH")


def terms(text: str, language: Language) -> tuple[str, ...]:
    """Content words of `text`, reduced to stems, in order."""
    if language == "ko":
        from shorts.text.morphemes import morphemes

        return tuple(m.form for m in morphemes(text) if m.tag in _TAGS_KO and m.form not in STOP_KO)
    return tuple(_stem(word) for word in re.findall(r"[a-z]+|\d[\d,.]*\d|\d", text.lower()) if (word not in STOP_EN and len(word) > 1) or word.isdigit())


def _stem(word: str) -> str:
    for suffix in ("ing", "edly", "ed", "ies", "es", "s", "ly"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


def vectors(documents: Sequence[Sequence[str]]) -> np.ndarray:
    """TF-IDF rows of unit length (float64, documents × vocabulary)."""
    vocabulary = {term: column for column, term in enumerate(dict.fromkeys(term for document in documents for term in document))}
    matrix = np.zeros((len(documents), max(1, len(vocabulary))))
    frequency = Counter(term for document in documents for term in set(document))
    for row, document in enumerate(documents):
        for term, count in Counter(document).items():
            matrix[row, vocabulary[term]] = (1 + math.log(count)) * math.log(1 + len(documents) / frequency[term])
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(norms == 0, 1, norms))


def centrality(matrix: np.ndarray, damping: float = 0.85) -> np.ndarray:
    """TextRank (Mihalcea and Tarau, 2004) over cosine similarities: one score a row, the highest is 1."""
    count = len(matrix)
    links = matrix @ matrix.T
    np.fill_diagonal(links, 0)
    sums = links.sum(axis=0)
    links = links / np.where(sums == 0, 1, sums)
    rank = np.full(count, 1 / max(1, count))
    for _ in range(40):
        rank = (1 - damping) / max(1, count) + damping * links @ rank
    return np.asarray(rank / rank.max()) if count else rank


def key_phrases(texts: Sequence[str], title: str, language: Language, limit: int = 10) -> tuple[str, ...]:
    """Noun phrases (one to three words, as written) that recur or stand in the title, best first; none contains another."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(_noun_phrases(text, language)))
    for phrase in _noun_phrases(title, language):
        written = next((other for other in counts if other.lower() == phrase.lower()), phrase)
        counts[written] += 3
    scored = sorted(counts, key=lambda phrase: -(counts[phrase] * (1 + 0.35 * phrase.count(" ")) * (1 if len(phrase) > 2 else 0.7)))
    chosen: list[str] = []
    for phrase in scored:
        if not any(phrase.replace(" ", "") in other.replace(" ", "") or other.replace(" ", "") in phrase.replace(" ", "") for other in chosen):
            chosen.append(phrase)
        if len(chosen) == limit:
            break
    return tuple(chosen)


def _noun_phrases(text: str, language: Language) -> list[str]:
    return _phrases_ko(text) if language == "ko" else _phrases_en(text)


def _phrases_ko(text: str) -> list[str]:
    from shorts.text.morphemes import morphemes

    found: list[str] = []
    run: list[tuple[int, int]] = []
    for morpheme in (*morphemes(text), None):
        if morpheme is not None and _names(morpheme, text) and (not run or morpheme.start - run[-1][1] <= 1):
            run.append((morpheme.start, morpheme.end))
            continue
        verbal = morpheme is not None and morpheme.tag in ("XSV", "XSA", "VCP")
        if run and not (verbal and len(run) == 1):
            phrase = text[run[0][0] : run[-1][1]]
            if len(phrase) >= 2 and phrase.count(" ") <= 2 and not text.startswith(" 없", run[-1][1]):
                found.append(phrase)
        run = []
    return found


def _names(morpheme: Morpheme, text: str) -> bool:
    """Whether a morpheme can be part of a name: a noun, or a Latin word that isn't a unit after a figure (2700K)."""
    if morpheme.tag == "SL":
        return not (morpheme.start and text[morpheme.start - 1].isdigit())
    if morpheme.form == "등" and morpheme.start and is_hangul(text[morpheme.start - 1]):
        return True  # 무드등: the analyser takes the lamp for "and so on"
    if morpheme.form == "당" and morpheme.start and not text[morpheme.start - 1].isspace():
        return False  # 100g당, 1인당: "a" or "per", not sugar
    return morpheme.tag in ("NNG", "NNP", "XPN", "XSN") and morpheme.form not in STOP_KO


def _phrases_en(text: str) -> list[str]:
    found: list[str] = []
    for chunk in re.split(r"[^\w\s'’-]|\b(?:\d[\d,.]*)\b", text):
        run: list[str] = []
        for word in [*chunk.split(), ""]:
            bare = word.strip("'’-")
            if len(bare) > 2 and bare.lower() not in STOP_EN | VERBS_EN and not re.search(r"(?:ly|ing|ed)$", bare):
                run.append(bare)
                continue
            if run and len(run) <= 3:
                found.append(" ".join(run))
            elif run:
                found.append(" ".join(run[-2:]))
            run = []
    return found
