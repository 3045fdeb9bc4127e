"""What the widgets of the Voice tab ask: to hear something, how long scenes take, how words are read, voices of one's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shorts.errors import ConsentMissing
from shorts.spoken_length import estimate
from shorts.text.word_stem import word_stem
from shorts.ui.uploads import data_address, uploaded
from shorts.ui.voice_names import engine_about, engine_name
from shorts.ui.works import Works
from shorts.uploads import probe_audio
from shorts.voice_shelf import MINE, STATEMENT, Consent, blend_preset

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.artifacts import Language, Scene
    from shorts.short import Short
    from shorts.text.respelling import Reading
    from shorts.ui.desk import Desk


@dataclass
class Voicing:
    """All of them may block; the page calls them beside everything else."""

    desk: Desk
    works: Works = field(default_factory=Works, repr=False)

    # --- to be heard; "" if the page gave it up ---

    def hear_speaker(self, speaker: str, character: str, speed: float, language: Language, text: str, mark: str, engine: str = "kokoro") -> str:
        """A speaker (as in a request) saying `text`, or a greeting, by the chosen engine if it can."""
        samples = self.desk.studio.samples
        able = self.engine_for(speaker or character, engine)
        if speaker.startswith(MINE):
            return self.works.address(mark, lambda work: samples.voice_preview(speaker, language, text or None, able, work, float(speed)))
        return self.works.address(mark, lambda work: samples.say_sample(speaker or character, language, text or None, work, float(speed), able))

    def hear_blend(self, parts: dict[str, float], speed: float, pitch: float, language: Language, text: str, mark: str) -> str:
        """A mix before it is kept."""
        voice = blend_preset(_weights(parts), float(speed), float(pitch), self.desk.studio.settings)
        return self.works.address(mark, lambda work: self.desk.studio.samples.blend_preview(voice, language, text or None, work))

    def give_up(self, mark: str) -> None:
        self.works.give_up(mark)

    # --- scenes ---

    def hear_line(self, short: str, scene: str) -> dict[str, Any]:
        """One scene as the short will say it."""
        narration = self.desk.studio.previews.listen(self.desk.studio.short(short), scene)
        return {"address": data_address(narration.path), "seconds": narration.seconds}

    def line_times(self, short: str) -> list[dict[str, Any]]:
        """Of each scene: seconds (predicted until it is spoken), and which of its words have a reading of their own."""
        opened = self.desk.studio.short(short)
        script = opened.script
        return [self._line(opened, script.language, scene) for scene in script.scenes] if script else []

    def _line(self, short: Short, language: Language, scene: Scene) -> dict[str, Any]:
        studio = self.desk.studio
        spoken = studio.previews.spoken(short, scene.id)
        seconds = spoken.seconds if spoken else estimate(scene.narration, language, studio.workshop, short.request)
        given = studio.readings.apply(scene.narration, language)
        read = {index: said for index, (written, said) in enumerate(given.pairs) if written != said}
        return {"id": scene.id, "seconds": seconds, "spoken": spoken is not None, "words": read, "used": [one.word for one in given.used]}

    # --- how words are read ---

    def set_reading(self, word: str, reading: str, language: Language) -> tuple[Reading, ...]:
        self.desk.studio.readings.set(word, reading, language)
        return self.desk.studio.readings.items()

    def drop_reading(self, word: str, language: Language) -> tuple[Reading, ...]:
        self.desk.studio.readings.remove(word, language)
        return self.desk.studio.readings.items()

    def word_of(self, written: str, language: Language) -> dict[str, str]:
        """What of a written word one would give a reading for, and how that is read now."""
        word = word_stem(written[:80], language)
        return {"word": word, "now": _read_now(self.desk.studio.readings.apply(word, language).text, language)}

    # --- voices of one's own ---

    def keep_blend(self, name: str, parts: dict[str, float], speed: float, pitch: float) -> str:
        """The new voice, as a request names it."""
        return self.desk.studio.voices.add_blend(name, _weights(parts), float(speed), float(pitch)).speaker

    def keep_clip(self, file: str, name: str, by: str, agreed: bool) -> dict[str, Any]:
        """Keep an uploaded recording; what was found in it. The upload is gone afterwards, whatever happens."""
        settings, consent = self.desk.studio.settings, Consent(by, STATEMENT[self.desk.language]) if agreed else None
        with uploaded(file, settings) as path:
            if consent is None:
                raise ConsentMissing(missing="nobody has consented", missing_ko="동의하지 않았습니다")
            whole = probe_audio(path, settings).seconds
            kept = self.desk.studio.voices.add(name, path, consent)
        return {"name": kept.name, "whole": whole, "seconds": kept.seconds, "level": kept.level, "noise": kept.noise}

    def rename_voice(self, voice: str, name: str) -> None:
        self.desk.studio.voices.rename(voice, name)

    def delete_voice(self, voice: str) -> str:
        """Its name, once every copy is gone."""
        gone = self.desk.studio.voices.get(voice)
        self.desk.studio.voices.delete(voice)
        return gone.name

    # --- engines ---

    def engine_for(self, speaker: str, chosen: str) -> str:
        """The engine that can speak with `speaker`: `chosen`, where it can."""
        workshop = self.desk.studio.workshop
        if not speaker.startswith(MINE):
            known = next((one.voices for one in workshop.cast.values() if one.id == speaker), None)
            return chosen if known is None or chosen in known or chosen in self.cloners() else next(iter(known))
        if workshop.shelf.get(speaker).kind == "blend":
            return "kokoro"
        able = self.cloners()
        return chosen if chosen in able or not able else able[0]

    def cloners(self) -> list[str]:
        """Engines that can speak like a recording, here and now."""
        return [engine.id for engine in self.desk.studio.workshop.voices.values() if engine.capabilities.clones and engine.why_not() is None]

    def engines(self) -> list[dict[str, str]]:
        """Every engine for people: its name, what there is to know of it, and why it can't be chosen ("" where it can)."""
        language = self.desk.language
        column = int(language == "en")
        return [
            {"id": engine.id, "name": engine_name(engine.id, language), "about": engine_about(engine.capabilities, language), "reason": (engine.why_not() or ("", ""))[column]}
            for engine in self.desk.studio.workshop.voices.values()
        ]

    def cloning(self) -> dict[str, Any]:
        """The same for people: which can, which can't and why, and which models there are for it."""
        language = self.desk.language
        column = int(language == "en")
        blocked = [
            {"engine": engine.id, "reason": why[column]}
            for engine in self.desk.studio.workshop.voices.values()
            if engine.capabilities.clones and (why := engine.why_not()) is not None
        ]
        models = [entry.names[language] for entry in self.desk.studio.models.catalogue.values() if entry.purpose == "voice"]
        return {"able": self.cloners(), "blocked": blocked, "models": models}

    @property
    def functions(self) -> tuple[Callable[..., Any], ...]:
        return (
            self.hear_speaker, self.hear_blend, self.give_up, self.hear_line, self.line_times, self.set_reading, self.drop_reading, self.word_of,
            self.keep_blend, self.keep_clip, self.rename_voice, self.delete_voice,
        )  # fmt: skip


def _weights(parts: dict[str, float]) -> dict[str, float]:
    return {str(name): float(weight) for name, weight in parts.items()}


def _read_now(word: str, language: Language) -> str:
    from shorts.text import english, korean  # load the analysers

    said = korean.spoken_words(word) if language == "ko" else english.spoken_words(word)
    return " ".join(one.spoken for one in said)
