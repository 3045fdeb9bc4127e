"""A draft as texts that can be looked at, rewritten and left out one by one, and what the script is made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from shorts.engines.extract.ko_endings import spoken
from shorts.engines.extract.variants import sentences_in
from shorts.text.length import syllables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shorts.artifacts import Language
    from shorts.engines.extract.ko_endings import Register
    from shorts.engines.ollama.draft import Draft

_ENDS = {"haeyo": re.compile(r"[요죠][.?!…]*$"), "hamnida": re.compile(r"(?:니다|니까|까요|시오|시다)[.?!…]*$")}
"""How sentences of a speech level end."""
CLOSE = -1
"""The number of the closing among scenes."""
_MOST_SPARED = 12
"""Sentences of which every choice to leave out is tried: 4096 of them."""


@dataclass(frozen=True)
class Told:
    """`scenes`: sentences by scene, the closing last. `seen`: which scene of the draft each is (CLOSE for the closing)."""

    draft: Draft
    title: str
    hook: tuple[str, ...]
    description: str
    scenes: tuple[tuple[str, ...], ...]
    seen: tuple[int, ...]

    @property
    def texts(self) -> dict[str, str]:
        """Place → text: "2.0" is the first sentence of the third scene."""
        sentences = {f"{n}.{m}": text for n, scene in enumerate(self.scenes) for m, text in enumerate(scene)}
        return {"title": self.title, "hook": "\n".join(self.hook), **sentences, "description": self.description}

    @property
    def answer(self) -> str:
        """It as a model would have written it."""
        narrations = {seen: " ".join(scene) for scene, seen in zip(self.scenes, self.seen, strict=True)}
        scenes = [scene.model_copy(update={"narration": narrations[n]}) for n, scene in enumerate(self.draft.scenes) if n in narrations]
        update = {"title": self.title, "hook": list(self.hook), "description": self.description, "scenes": scenes}
        return self.draft.model_copy(update={**update, "call_to_action": narrations.get(CLOSE, self.draft.call_to_action)}).model_dump_json()

    def with_texts(self, texts: Mapping[str, str], language: Language, register: Register) -> Told:
        """The same with some texts otherwise, what is spoken at the presenter's speech level."""
        levels = {place: levelled(text, language, register) if place[0].isdigit() else text for place, text in texts.items()}
        now = {**self.texts, **levels}
        scenes = tuple(tuple(now[f"{n}.{m}"] for m in range(len(scene))) for n, scene in enumerate(self.scenes))
        hook = tuple(line for line in now["hook"].split("\n") if line.strip())
        return replace(self, title=now["title"], hook=hook, description=now["description"], scenes=scenes)

    def without(self, places: set[str]) -> Told:
        """The same without some sentences; a scene that has none left is gone."""
        kept = [tuple(text for m, text in enumerate(scene) if f"{n}.{m}" not in places) for n, scene in enumerate(self.scenes)]
        left = [(scene, seen) for scene, seen in zip(kept, self.seen, strict=True) if scene]
        return replace(self, scenes=tuple(scene for scene, _ in left), seen=tuple(seen for _, seen in left))

    def length(self, language: Language) -> int:
        """Spoken syllables."""
        return sum(syllables(text, language) for scene in self.scenes for text in scene)


def told_of(draft: Draft, language: Language, register: Register) -> Told:
    """The draft in sentences, each at the presenter's speech level."""
    texts = [scene.narration for scene in draft.scenes] + [draft.call_to_action]
    scenes = tuple(tuple(levelled(sentence, language, register) for sentence in sentences_in(text)) for text in texts)
    return Told(draft, draft.title, tuple(draft.hook), draft.description, scenes, (*range(len(draft.scenes)), CLOSE))


def levelled(sentence: str, language: Language, register: Register) -> str:
    """A Korean sentence at this speech level; one that has it stays as it is."""
    core = sentence.rstrip(" \"'”’)")
    if language != "ko" or _ENDS[register].search(core):
        return sentence
    return spoken(sentence, register)


def fitted(told: Told, target: float, fewest: int, language: Language) -> Told:
    """As much of it as comes closest to `target` syllables. What may be left out: any sentence but a scene's first, later scenes before
    earlier ones; then whole scenes between the first and the last, down to `fewest` scenes in all."""
    fitted = _sparing(told, target, language)
    while fitted.length(language) > 1.05 * target and len(fitted.scenes) > max(fewest, 2):
        over = fitted.length(language) - target
        costs = {n: sum(syllables(text, language) for text in scene) for n, scene in enumerate(fitted.scenes)}
        n = min(range(1, len(fitted.scenes) - 1), key=lambda n: (abs(costs[n] - over), -n), default=0)
        if not n or abs(costs[n] - over) >= over:
            break
        told = told.without({f"{_scene_of(told, fitted.seen[n])}.{m}" for m in range(len(told.scenes[_scene_of(told, fitted.seen[n])]))})
        fitted = _sparing(told, target, language)
    return fitted


def _scene_of(told: Told, seen: int) -> int:
    return told.seen.index(seen)


def _sparing(told: Told, target: float, language: Language) -> Told:
    """The choice of sentences to leave out that comes closest; of equally close ones, the fewest."""
    over = told.length(language) - target
    spare = [(f"{n}.{m}", syllables(text, language)) for n, scene in enumerate(told.scenes) for m, text in enumerate(scene) if m][-_MOST_SPARED:]
    if over <= 0 or not spare:
        return told
    best: tuple[float, int, tuple[str, ...]] = (over, 0, ())
    for count in range(1, len(spare) + 1):
        for chosen in combinations(spare, count):
            off = abs(over - sum(cost for _, cost in chosen))
            if off + 0.5 < best[0]:  # one sentence more must be worth it
                best = (off, count, tuple(place for place, _ in chosen))
    return told.without(set(best[2]))

