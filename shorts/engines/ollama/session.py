"""Writing one script: asked for, read, judged, mended. How often the model may be asked is counted here, and nowhere else."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, cast

from shorts.engines.extract.genre import detect_genre
from shorts.engines.extract.page import read_page
from shorts.engines.extract.plan import scene_count
from shorts.engines.extract.rank import rank
from shorts.engines.extract.writer import demand_material
from shorts.engines.ollama.chat import Room
from shorts.engines.ollama.draft import Misshapen, heard, read_draft, read_rewrites, schema_of, schema_of_rewrites
from shorts.engines.ollama.faults import Fault, Judge
from shorts.engines.ollama.prompts import Sheet
from shorts.engines.ollama.script import script_of
from shorts.engines.ollama.told import fitted, told_of
from shorts.errors import AnswerUnusable, FiguresInvented

if TYPE_CHECKING:
    from shorts.artifacts import Article, Script
    from shorts.engines.base import Brief
    from shorts.engines.extract.ko_endings import Register
    from shorts.engines.ollama.chat import Chat
    from shorts.engines.ollama.draft import Draft
    from shorts.engines.ollama.told import Told
    from shorts.progress import Work

log = logging.getLogger(__name__)
_REDOS = 2
"""Times that faulty sentences are given back to be rewritten."""
_LONGER = 2
"""Times that a script is asked for again because it was too short, in all attempts at its length together."""
_SHORT = 0.94
"""Of the length: below it, the script is too short to be told as it is."""
_LONG = 90.0
"""Seconds from which a script takes the larger context."""
_LETTERS = {"ko": 1.4, "en": 3.6}
"""Characters of a script for each spoken syllable, roughly: for progress only."""
_STEPS = 4


class Session:
    """A page and a presenter; remembers its conversation, so that another length mends the script instead of writing it anew.

    Raises NothingToRead: a model would fill up what a page doesn't say.
    """

    def __init__(self, article: Article, brief: Brief, chat: Chat) -> None:
        self._article, self._brief, self._chat = article, brief, chat
        page = read_page(article)
        genre = detect_genre(page)
        demand_material(article, rank(page, genre, cast("Register", brief.character.register)))
        self._sheet = Sheet(article, page, genre, brief)
        self._judge = Judge(article, brief.language)
        self._told: Told | None = None
        self._asked = self._lengthened = 0
        self._shown: tuple[str, ...] = ()
        self._characters = brief.seconds * brief.rate * _LETTERS[brief.language]
        self._room = Room(16384 if brief.seconds > _LONG else 8192, min(4096, 1400 + int(2.5 * self._characters)))

    def script(self, brief: Brief, work: Work) -> Script:
        """At the length of `brief`, which may differ from the first one's in that only. Raises as ScriptWriter.write."""
        target = brief.seconds * brief.rate
        if self._told is None:
            self._told = self._judged(self._drafted(self._sheet.opening(), work), work)
        while self._told.length(brief.language) < _SHORT * target and self._lengthened < _LONGER:
            self._lengthened += 1
            self._told = self._longer(self._told, target, work)
        fewest = len(self._told.scenes) if brief.scenes else scene_count(brief.seconds, None)[0]
        return script_of(fitted(self._told, target, fewest, brief.language), self._sheet, self._judge.stated)

    def _longer(self, told: Told, target: float, work: Work) -> Told:
        """Asked for once more, longer. One that can't be used, or isn't longer, changes nothing: a script that is a little short is told as
        such (report.remarks), and better than none."""
        language = self._brief.language
        try:
            longer = self._judged(self._drafted(self._going_on(self._sheet.longer(told.length(language), target), told), work), work)
        except (AnswerUnusable, FiguresInvented):
            return told
        return longer if longer.length(language) > told.length(language) else told

    # --- asking ---

    def _drafted(self, messages: list[dict[str, str]], work: Work) -> Draft:
        """Raises AnswerUnusable if the second answer is no draft either, and as Chat.ask does."""
        photos = len(self._brief.photos)
        fewest, most = self._sheet.counts
        schema = schema_of(fewest, most, photos, min(600, max(200, int(2.5 * self._characters / fewest))))
        scenes = fewest if self._brief.scenes else None
        answer = self._ask(messages, schema, work)
        try:
            return read_draft(answer, photos, scenes)
        except Misshapen as first:
            again = [*messages, {"role": "assistant", "content": answer}, {"role": "user", "content": self._sheet.repair(first.problems)}]
        answer = self._ask(again, schema, work)
        try:
            return read_draft(answer, photos, scenes)
        except Misshapen as second:
            raise self._unusable(second) from second

    def _judged(self, draft: Draft, work: Work) -> Told:
        """The draft with faulty texts rewritten; what is still said twice then is left out. Raises FiguresInvented, AnswerUnusable."""
        language = self._brief.language
        register = cast("Register", self._brief.character.register)
        told = told_of(draft, language, register)
        faults = self._judge.faults(told.texts)
        for _ in range(_REDOS):
            if not faults:
                break
            log.info("%s: %s; given back", self._chat.model, ", ".join(fault.kind for fault in faults))
            told = told.with_texts(self._rewritten(told, faults, work), language, register)
            faults = self._judge.faults(told.texts)
        self._demand_true(told, faults)
        return told.without({fault.place for fault in faults if fault.kind == "repeated"})

    def _rewritten(self, told: Told, faults: list[Fault], work: Work) -> dict[str, str]:
        """New texts for the faulty places; the model is asked once, and an answer that makes no sense changes nothing."""
        texts = told.texts
        asked = dict(enumerate(faults, start=1))
        listed = {number: (texts[fault.place].replace("\n", " / "), self._why(fault)) for number, fault in asked.items()}
        answer = self._ask(self._going_on(self._sheet.redo(listed), told), schema_of_rewrites(len(asked)), work)
        try:
            new = read_rewrites(answer)
        except Misshapen:
            return {}
        changed = {asked[number].place: text for number, text in new.items() if number in asked}
        return {place: text.replace(" / ", "\n") if place == "hook" else text for place, text in changed.items()}

    def _demand_true(self, told: Told, faults: list[Fault]) -> None:
        """A figure that the page doesn't state is never kept, and no sentence is dropped for it behind anybody's back."""
        left = next((fault for fault in faults if fault.kind != "repeated"), None)
        if left is None:
            return
        sentence = told.texts[left.place].replace("\n", " / ")
        if left.kind == "invented":
            raise FiguresInvented(model=self._chat.model, figures=left.found, sentence=sentence)
        reason_ko = f"{'주소나 연락처' if left.kind == 'address' else '다른 나라 글자'}가 들어 있음: {left.found}"
        reason = f"it contains {'an address' if left.kind == 'address' else 'letters of another language'}: {left.found}"
        raise AnswerUnusable(model=self._chat.model, reason=reason, reason_ko=reason_ko, excerpt=sentence)

    def _unusable(self, error: Misshapen) -> AnswerUnusable:
        problem = error.problems[0]
        reason_ko = f"형식에 맞지 않음: {problem.partition(':')[0]}" if ":" in problem else "올바른 JSON이 아님"
        return AnswerUnusable(model=self._chat.model, reason=problem, reason_ko=reason_ko, excerpt=error.excerpt or "–")

    def _why(self, fault: Fault) -> str:
        return self._sheet.said(fault.kind, figures=fault.found, found=fault.found)

    def _going_on(self, ask: str, told: Told) -> list[dict[str, str]]:
        """The conversation with the script as it stands now, and what is asked next: what lies between is left out to save context."""
        return [*self._sheet.opening(), {"role": "assistant", "content": told.answer}, {"role": "user", "content": ask}]

    def _ask(self, messages: list[dict[str, str]], schema: dict[str, Any], work: Work) -> str:
        seed = (self._brief.seed + 1_000_003 * self._asked) % 2**31
        self._asked += 1
        before = self._shown

        def hear(answer: str) -> None:
            now = heard(answer)
            self._shown = (*now, *before[len(now) :])
            work.step("script", _STEPS * min(0.95, sum(map(len, self._shown)) / self._characters), _STEPS, "\n".join(self._shown))

        return self._chat.ask(messages, schema, seed, self._room, work, hear)
