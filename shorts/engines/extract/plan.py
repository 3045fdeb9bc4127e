"""The short as spoken text: hook, body scenes, closing, with the length asked for."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shorts.engines.extract import phrases
from shorts.engines.extract.choose import choose
from shorts.engines.extract.en_shorten import lowered
from shorts.engines.extract.hooks import hooks
from shorts.engines.extract.ko_endings import spoken as spoken_ko
from shorts.engines.extract.rank import distinct
from shorts.engines.extract.variants import sentences_in
from shorts.text.figures import figures
from shorts.text.keyphrases import terms
from shorts.text.length import syllables

if TYPE_CHECKING:
    from shorts.artifacts import Genre, Language
    from shorts.engines.base import Brief
    from shorts.engines.extract.choose import Pick
    from shorts.engines.extract.hooks import Hook
    from shorts.engines.extract.ko_endings import Register
    from shorts.engines.extract.page import Page
    from shorts.engines.extract.rank import Unit

TOLERANCE = 0.05
_STRETCH = 0.08
"""How far a short may go over its length with step words (먼저, 그다음) in it."""
_STEP_WORDS = 0.04
"""The share of the length kept free for step words."""
_SLOT_ORDER: dict[Genre, dict[str, int]] = {
    "product": {"problem": 0, "main": 1, "rating": 2, "price": 3, "extra": 4, "who": 5},
    "news": {"main": 0, "much": 0, "why": 0, "next": 1},
    "howto": {},
    "story": {},
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One scene's words. `slots` are the parts its sentences play, for acting and pictures."""

    text: str
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    hook: str
    body: tuple[Spoken, ...]
    close: str


def scene_count(seconds: float, asked: int | None) -> tuple[int, int]:
    """Fewest and most scenes in all, hook and closing included: 4–5 for 15 s, 5–7 for 30 s, 7–9 for 60 s, unless asked otherwise."""
    if asked is not None:
        return max(3, asked), max(3, asked)
    middle = max(4, min(8, round(seconds / 5)))
    return (middle - (middle > 4), min(9, middle + 1)) if seconds >= 12 else (3, 4)


def outline(page: Page, units: tuple[Unit, ...], genre: Genre, register: Register, brief: Brief, key: str) -> Outline:
    """The best combination of a hook, a choice of sentences and a closing for the length."""
    target = brief.seconds * brief.rate
    fewest, most = scene_count(brief.seconds, brief.scenes)
    ends = closings(genre, brief, register, key, page.linked)
    best: tuple[float, Hook, tuple[Pick, ...], str] | None = None
    for hook in hooks(page, units, genre, register, brief.seed)[:6]:
        pool = distinct(tuple(unit for unit in units if not _repeats(hook, unit, 0.75 if genre == "news" else 0.95, page.language)))
        loose = distinct(tuple(unit for unit in units if not _repeats(hook, unit, 0.95, page.language)), limit=40, near=0.7)
        for rank, end in enumerate(_three(ends, page.language)):
            fixed = hook.syllables + syllables(end, page.language)
            spare = _STEP_WORDS if genre == "howto" and not page.typed else 0.0
            low, high = round(target * (1 - TOLERANCE - spare / 2) - fixed), round(target * (1 + TOLERANCE - spare) - fixed)
            picks = choose(pool, max(1, low), max(1, high), fewest - 2, 2 * (most - 2))
            if sum(pick.variant.syllables for pick in picks) < low:  # little text or short sentences: the lead after the headline, three to a scene
                picks = choose(loose, max(1, low), max(1, high), fewest - 2, 3 * (most - 2))
            missed = abs(fixed + sum(pick.variant.syllables for pick in picks) - target) / target
            score = hook.worth - 3 * max(0.0, hook.syllables / target - 0.28) + 0.5 * _mean_worth(picks) - 0.3 * rank - (4 * missed if missed > TOLERANCE else 0)
            if best is None or score > best[0] + 1e-9:
                best = (score, hook, picks, end)
    if best is None:
        return Outline("", (), ends[0])
    _, hook, picks, end = best
    return _told(hook, picks, ends, end, genre, register, brief, page)


def _told(hook: Hook, picks: tuple[Pick, ...], ends: list[str], end: str, genre: Genre, register: Register, brief: Brief, page: Page) -> Outline:
    """The choice as scenes; a page too short for its length gets the fullest closing and a question to the viewer."""
    target, language = brief.seconds * brief.rate, page.language
    groups = tuple(count - 2 for count in scene_count(brief.seconds, brief.scenes))
    fixed = hook.syllables + syllables(end, language)
    plain = _arranged(picks, genre, groups, page, step_words=False)
    body = _arranged(picks, genre, groups, page, step_words=True)
    if _length(body, language) + fixed > target * (1 + _STRETCH):
        body = plain
    room = target * (1 + TOLERANCE) - hook.syllables - _length(body, language)
    if room - syllables(end, language) > 2 * TOLERANCE * target:
        fuller = [line for line in ends if syllables(line, language) <= room]
        if page.typed:
            asked = phrases.THOUGHTS_KO if language == "ko" else phrases.THOUGHTS_EN
            thought = _whole(asked[brief.seed % len(asked)], register) if language == "ko" else asked[brief.seed % len(asked)]
            fuller = [f"{thought} {line}" for line in ends if syllables(f"{thought} {line}", language) <= room] or fuller
        end = max(fuller, key=lambda text: syllables(text, language)) if fuller else end
    return Outline(hook.text, body, end)


def _length(body: tuple[Spoken, ...], language: Language) -> int:
    return sum(syllables(scene.text, language) for scene in body)


def closings(genre: Genre, brief: Brief, register: Register, key: str, linked: bool) -> list[str]:
    """Closing lines in the persona's manner, seeded order; none sends the viewer to a link that isn't there."""
    ko = brief.language == "ko"
    general = (phrases.CLOSINGS_KO if ko else phrases.CLOSINGS_EN)[genre]
    own = (phrases.PERSONA_KO if ko else phrases.PERSONA_EN).get(brief.character.group, ())
    dice = random.Random(f"{brief.seed}:{brief.character.id}:{key}")  # a choice of wording, not a secret
    lines = [line.replace("{key}", key) for line in (*own, *general) if (key or "{key}" not in line) and (linked or not _LINKING.search(line))]
    dice.shuffle(lines)
    return [_whole(line, register) for line in lines] if ko else lines


def _whole(line: str, register: Register) -> str:
    """Every sentence of a fixed line in the register."""
    return " ".join(spoken_ko(part, register) for part in re.findall(r"[^.!?]+[.!?]", line))


def _three(ends: list[str], language: Language) -> list[str]:
    """The first closing of the seeded order, and a shorter and a longer one for the fit."""
    ordered = sorted(ends, key=lambda text: syllables(text, language))
    return list(dict.fromkeys([ends[0], ordered[0], ordered[-1]]))


def _repeats(hook: Hook, unit: Unit, alike: float, language: Language) -> bool:
    if unit.place == hook.place:
        return True
    stated = figures(unit.sentence.text)
    if unit.slot == "price" and stated and stated <= figures(hook.text):
        return True
    said, other = set(terms(hook.text, language)), set(terms(unit.sentence.text, language))
    return bool(said and other) and len(said & other) / min(len(said), len(other)) > (0.75 if hook.place >= 0 else alike)


def _mean_worth(picks: tuple[Pick, ...]) -> float:
    return sum(pick.unit.score for pick in picks) / max(1, len(picks))


def _arranged(picks: tuple[Pick, ...], genre: Genre, groups: tuple[int, ...], page: Page, step_words: bool) -> tuple[Spoken, ...]:
    """The picks in telling order, one or two sentences a scene, between groups[0] and groups[1] scenes of even length."""
    order, language = _SLOT_ORDER[genre], page.language
    told = sorted(picks, key=lambda pick: (order.get(pick.unit.slot, 0), pick.unit.place))
    pieces = [(sentence, pick.unit.slot, pick) for pick in told for sentence in sentences_in(pick.variant.text)]
    texts = [piece[0] for piece in pieces]
    if step_words and page.typed:
        texts = _counted(texts, language)
    elif step_words and genre == "howto":
        ends = [sentence.number for sentence in page.sentences if sentence.kind == "step"]
        texts = _with_step_words(texts, [piece[2] for piece in pieces], max(ends, default=0), language)
    costs = [syllables(text, language) for text in texts]
    bonds = [_CONTRAST if text.startswith(_TIED) else _SAME * (i > 0 and pieces[i][2] is pieces[i - 1][2]) for i, text in enumerate(texts)]
    runs = _best_groups(costs, bonds, groups)
    return tuple(Spoken(" ".join(texts[i] for i in run), tuple(dict.fromkeys(pieces[i][1] for i in run))) for run in runs)


def _best_groups(costs: list[int], bonds: list[float], groups: tuple[int, ...]) -> list[list[int]]:
    """The split with the least length in its longest scene, fewer scenes where that is equal."""
    options = [_even_groups(costs, bonds, count) for count in range(groups[0], groups[-1] + 1)]
    fitting = [runs for runs in options if len(runs) <= groups[-1]] or options
    return min(fitting, key=lambda runs: (max((sum(costs[i] for i in run) for run in runs), default=0) + 0.5 * len(runs)))


def _counted(texts: list[str], language: Language) -> list[str]:
    """The first points of a typed list with 첫째, 둘째 …"""
    words = phrases.ORDINALS[language]
    told = [f"{word} {text if language == 'ko' else lowered(text)}" for word, text in zip(words, texts, strict=False)]
    return [*told, *texts[len(words) :]]


_CONTRAST, _SAME = 10_000.0, 400.0
"""What it costs to begin a scene with 하지만, and to part two halves of one sentence of the page (in squared syllables)."""
_LINKING = re.compile(r"설명란|링크|원문|전문|description|full story")
_TIED = ("하지만 ", "그런데 ", "But ", "So ")


def _even_groups(costs: list[int], bonds: list[float], groups: int) -> list[list[int]]:
    """Consecutive runs of one or two sentences (three at need), as even as can be; bonds[i]: what parting i from i - 1 costs."""
    count = len(costs)
    groups = max(1, min(groups, count))
    mean = sum(costs) / groups if groups else 0
    table: dict[tuple[int, int], tuple[float, list[list[int]]]] = {(0, 0): (0.0, [])}
    for end in range(1, count + 1):
        for size in (1, 2, 3):
            start = end - size
            if start < 0:
                continue
            penalty = (sum(costs[start:end]) - mean) ** 2 + (10**6 if size == 3 else 0) + bonds[start]
            for made in range(groups):
                if (start, made) in table:
                    cost = table[start, made][0] + penalty
                    if (end, made + 1) not in table or cost < table[end, made + 1][0]:
                        table[end, made + 1] = (cost, [*table[start, made][1], list(range(start, end))])
    return table[count, groups][1] if (count, groups) in table else [[index] for index in range(count)]


def _with_step_words(texts: list[str], picks: list[Pick], final: int, language: Language) -> list[str]:
    """먼저 … 그다음 … 마지막으로 before steps that are really steps; a step that was left out is not numbered away."""
    words = phrases.STEP_WORDS_KO if language == "ko" else phrases.STEP_WORDS_EN
    steps = [index for index, pick in enumerate(picks) if pick.unit.sentence.kind == "step" and pick.unit.sentence.first and (index == 0 or picks[index - 1] is not pick)]
    if len(steps) < 2:
        return texts
    made = list(texts)
    for position, index in enumerate(steps):
        number = picks[index].unit.sentence.number
        first, last = position == 0 and number <= 1, position == len(steps) - 1 and number == final
        if (position % 2 and not last) or (position == 0 and not first):
            continue  # the first step said may be the page's third, and then it isn't "first"
        word = phrases.LAST_STEP[language] if last else words[0] if first else words[1 + (position // 2 - 1) % (len(words) - 1)]
        if not re.match(r"(?:먼저|우선|그다음|다음|이어|마지막|First|Then|Next|Finally|After)", texts[index]):
            made[index] = f"{word} {texts[index]}" if language == "ko" else f"{word}, {lowered(texts[index])}"
    return made
