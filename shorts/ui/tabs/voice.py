"""Voice: who speaks and how fast, every scene to listen to, how words are read, and voices of one's own."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from shorts.cast_live import version_of
from shorts.errors import ShortsError
from shorts.ui.blank import blank, no_short
from shorts.ui.cards import portrait_address
from shorts.ui.text.voice import TEXTS, Text
from shorts.ui.voice_names import mix_words, sorted_voices, tongue, voice_name
from shorts.ui.voicing import Voicing
from shorts.ui.widgets import widget
from shorts.values import key_of, to_plain
from shorts.voice_shelf import MINE, PITCHES, SPEEDS, STATEMENT, base_voices
from shorts.workshop import LIMITS

if TYPE_CHECKING:
    from shorts.artifacts import ShortRequest
    from shorts.cast import Character
    from shorts.ui.desk import Desk, Now, Session
    from shorts.ui.frame import Frame
    from shorts.voice_shelf import NamedVoice


@dataclass
class VoiceTab:
    desk: Desk
    id: str = "voice"
    text: Text = field(init=False)
    voicing: Voicing = field(init=False, repr=False)
    speaker: Any = field(default=None, repr=False)
    lines: Any = field(default=None, repr=False)
    readings: Any = field(default=None, repr=False)
    shelf: Any = field(default=None, repr=False)
    given: str = ""  # version of the cast that the page was made with

    def __post_init__(self) -> None:
        self.text = TEXTS[self.desk.language]
        self.voicing = Voicing(self.desk)

    def render(self) -> None:
        ask, words, voicing = self.desk.answering, asdict(self.text), self.voicing
        language, settings = self.desk.language, self.desk.studio.settings
        self.given, people = self._version(), self._people()
        self.speaker = widget("speaker", {}, [ask(voicing.hear_speaker), ask(voicing.give_up)], words=words, cast=people, speeds=LIMITS["voice_speed"])
        empty = {"no_short": no_short(self.desk.text), "no_script": blank(self.text.lines, self.desk.text.no_script)}
        self.lines = widget("lines", {}, [ask(voicing.hear_line), ask(voicing.line_times), ask(voicing.word_of)], words=words, **empty)
        asked = (voicing.set_reading, voicing.drop_reading, voicing.word_of, voicing.hear_speaker, voicing.give_up)
        self.readings = widget("readings", {}, [ask(function) for function in asked], words=words)
        asked_of_shelf = (
            voicing.hear_blend, voicing.hear_speaker, voicing.give_up, voicing.keep_blend, voicing.keep_clip, voicing.rename_voice, voicing.delete_voice,
        )  # fmt: skip
        base = [{"id": name, "name": voice_name(name, language), "group": tongue(name, language)} for name in sorted_voices(base_voices(settings))]
        self.shelf = widget(
            "shelf", {}, [ask(function) for function in asked_of_shelf], words=words, base=base, statement=STATEMENT[language], speeds=SPEEDS, pitches=PITCHES,
            seconds=settings.audio_seconds,
        )  # fmt: skip

    def listen(self, frame: Frame) -> None:
        frame.on_act(self.speaker, self._choose)
        frame.on_act(self.shelf, self._choose)

    @property
    def outputs(self) -> list[Any]:
        return [self.speaker, self.lines, self.readings, self.shelf]

    def mark(self, now: Now) -> object:
        script = now.short.script if now.short else None
        job = now.job.id if now.job else ""
        return [self._chosen(now), key_of(script) if script else "", self._kept(), now.active, job, self.voicing.cloners(), self._version()]

    def view(self, now: Now) -> list[Any]:
        chosen, kept, script = self._chosen(now), self._kept(), now.short.script if now.short else None
        cloning = self.voicing.cloning()
        cast = self._people() if self._version() != self.given else None
        scenes = [{"id": scene.id, "text": scene.narration} for scene in script.scenes] if script else []
        return [
            {**chosen, "voices": kept["voices"], "able": cloning["able"], "engines": self.voicing.engines(), "problem": kept["problem"], "cast": cast},
            {**chosen, "scenes": scenes, "active": now.active, "readings": kept["readings"]},
            {**chosen, "readings": kept["readings"]},
            {**chosen, "voices": kept["voices"], "cloning": cloning},
        ]

    # --- handlers ---

    def _choose(self, session: Session, press: dict[str, Any]) -> Session:
        """Raises what Workshop.check raises, for a voice that can't speak here."""
        request = self.desk.request(session)
        match press["act"]:
            case "speed":
                fields: dict[str, Any] = {"voice_speed": float(press["value"])}
            case "speaker":
                speaker = str(press["value"])
                fields = {"speaker": speaker, "voice": self.voicing.engine_for(speaker or request.character, request.voice)}
            case "engine":
                fields = {"voice": str(press["value"])}
            case "gone":
                return self._forget(session, str(press["value"]), request)
            case _:  # a voice was kept: the page is brought up to date
                return {}
        self.desk.studio.workshop.check(replace(request, **fields))
        self.desk.choose(session, **fields)
        return {"choices": fields}

    def _forget(self, session: Session, speaker: str, request: ShortRequest) -> Session:
        """A voice was deleted: what was to be spoken with it is spoken by the character again."""
        own = {"speaker": "", "voice": self.voicing.engine_for(request.character, "kokoro")}
        if request.speaker == speaker:
            self.desk.choose(session, **own)
        return {"choices": own} if self.desk.next_request(session).speaker == speaker else {}

    # --- what is shown ---

    def _chosen(self, now: Now) -> dict[str, Any]:
        request = self.desk.request(now.session)
        script = now.short.script if now.short else None
        return {
            "short": now.short.id if now.short else "", "language": script.language if script else request.language or self.desk.language,
            "character": request.character, "speaker": request.speaker, "speed": request.voice_speed, "engine": request.voice,
        }  # fmt: skip

    def _kept(self) -> dict[str, Any]:
        """Readings and voices; a file that can't be read is told, and the rest of the page goes on."""
        studio = self.desk.studio
        try:
            return {"readings": to_plain(studio.readings.items()), "voices": [self._voice(voice) for voice in studio.voices.items()], "problem": ""}
        except ShortsError as error:
            return {"readings": [], "voices": [], "problem": error.text(self.desk.language)}

    def _voice(self, voice: NamedVoice) -> dict[str, Any]:
        about = mix_words(voice.blend, self.desk.language)
        if voice.kind == "clone":
            by = voice.consent.by if voice.consent else ""
            about = self.text.clone_is.format(seconds=f"{voice.seconds:.1f}", level=f"{voice.level:.0f}", noise=f"{voice.noise:.0f}", by=by)
        return {"speaker": MINE + voice.id, "name": voice.name, "kind": voice.kind, "about": about}

    def _version(self) -> str:
        return version_of(self.desk.studio.workshop.cast)

    def _people(self) -> list[dict[str, Any]]:
        return [self._person(character) for character in self.desk.studio.workshop.cast.values()]

    def _person(self, character: Character) -> dict[str, Any]:
        name, picture = character.names[self.desk.language], portrait_address(character)
        return {"id": character.id, "name": name, "picture": picture, "palette": character.palette[:2]}
